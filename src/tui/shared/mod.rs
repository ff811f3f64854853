//! What all screens share: the catalogue, and the cursor in it, which follows from screen to screen.
//!
//! Invariants, restored by [`Shared::settle`]: the current claim is one that the narrowing leaves, if it leaves any; there is a
//! current outlet where there are outlets; the current excerpt is one of the current outlet's, if it has any under the claim.
//!
//! What only one screen needs is in that screen's folder. How the cursor moves is in `moving`.

pub mod counted;
mod moving;
pub mod results;
pub mod rows;
pub mod walk;

use std::{collections::BTreeSet, sync::Arc};

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use self::{rows::ClaimRows, walk::Walk};
use super::kit::{card::Cards, heads::Heads, layout, theme::Theme};
use crate::{
    answers::{full_text::FullText, problems::Problem, quotations::Checked},
    catalogue::{Catalogue, ClaimId, DocumentId, EventId, ExcerptId, Id, Origin, OutletId, Table},
    compare::{
        coverage::{Cell, Coverage},
        languages::Languages,
        naming::Namings,
        narrowing::Narrowing,
        parts::Extent,
        provenance::Days,
        settled::Settled,
    },
    find::{Index, Marks},
    text::{anchor::Anchoring, language::Language, wrap::cut},
};

/// The catalogue and the cursor in it.
#[derive(Debug)]
pub struct Shared {
    /// The catalogue shown; empty while the first one loads.
    pub catalogue: Arc<Catalogue>,
    /// What it was read from; none where it was handed over as a text.
    pub origin: Option<Origin>,
    /// Where it lies, as a person types it; none for the built-in one.
    pub named: Option<String>,
    /// The index of its excerpts, once it is built.
    pub index: Option<Arc<Index>>,
    /// The texts of its documents, once somebody has looked for something in them.
    pub full_text: Option<Arc<FullText>>,
    /// What heads its outlets.
    pub heads: Heads,
    /// How its days are told.
    pub days: Days,
    /// Its namings, ready for comparing.
    namings: Namings,
    /// The languages of its documents.
    languages: Languages,
    /// How it looks.
    pub theme: Theme,
    /// The whole terminal.
    pub size: Rect,
    /// Whether one pane has all the room.
    pub zoomed: bool,
    /// Whether the notes on event, outlet and document stand below the screen.
    pub with_notes: bool,
    /// Which claims are listed.
    pub narrowing: Narrowing,
    /// The claim whose contradictions are gone through.
    pub contradicted: Option<ClaimId>,
    /// Those, under their events.
    pub rows: ClaimRows,
    /// Claims that were looked at while the list was narrowed, so that one who goes through it knows what is left.
    pub seen: BTreeSet<ClaimId>,
    /// The current claim.
    pub claim: Option<ClaimId>,
    /// The current outlet; none where there is none.
    pub outlet: Option<OutletId>,
    /// Which of the outlet's excerpts under the claim.
    pub nth: usize,
    /// How far the reader is, by event; empty where nobody codes.
    settled: Vec<Settled>,
    /// How much of the texts is counted.
    pub extent: Extent,
    /// How the quotations stand; none before that is known.
    pub checked: Option<Arc<Checked>>,
    /// What somebody should look at, as far as that is known.
    pub problems: Arc<[Problem]>,
    /// The excerpts that are marked, to go to another claim together.
    pub marked: BTreeSet<ExcerptId>,
    /// What n and N go through.
    pub walk: Option<Walk>,
    /// What to tell the person, until they do something.
    pub message: Option<String>,
}

impl Shared {
    /// An empty catalogue.
    pub fn new(theme: Theme) -> Self {
        Self {
            catalogue: Arc::default(),
            origin: None,
            named: None,
            index: None,
            full_text: None,
            heads: Heads::default(),
            days: Days::default(),
            namings: Namings::default(),
            languages: Languages::default(),
            theme,
            size: Rect::default(),
            zoomed: false,
            with_notes: false,
            narrowing: Narrowing::All,
            contradicted: None,
            rows: ClaimRows::default(),
            seen: BTreeSet::new(),
            claim: None,
            outlet: None,
            nth: 0,
            settled: Vec::new(),
            extent: Extent::default(),
            checked: None,
            problems: Arc::default(),
            marked: BTreeSet::new(),
            walk: None,
            message: None,
        }
    }

    /// Shows another edition of the catalogue and returns the one before. What was selected stays selected, by its id, where it
    /// is still there; else the claim at the same place.
    pub fn show(&mut self, catalogue: Arc<Catalogue>) -> Arc<Catalogue> {
        let before = std::mem::replace(&mut self.catalogue, catalogue);
        let catalogue = &self.catalogue;
        self.days = Days::of(catalogue);
        self.heads = Heads::of(catalogue, &self.days);
        self.namings = Namings::of(catalogue);
        self.languages = Languages::of(catalogue);
        let outlet = |outlet| carried(outlet, &before.outlets, &catalogue.outlets, |outlet| &*outlet.id);
        self.narrowing = self.narrowing.carried(|whose| outlet(Some(whose))).unwrap_or_default();
        self.rows = ClaimRows::new(catalogue, self.narrowing);
        self.contradicted = None;
        self.settled = if self.is_coding() { Settled::by_event(catalogue) } else { Vec::new() };
        let carried_claim = |claim| carried(claim, &before.claims, &catalogue.claims, |claim| &*claim.id);
        self.seen = self.seen.iter().filter_map(|&claim| carried_claim(Some(claim))).collect();
        let claim = carried_claim(self.claim);
        self.claim = claim.or(self.claim.filter(|&claim| catalogue.claims.get(claim).is_some()));
        self.outlet = outlet(self.outlet);
        // Ids of the old edition mean nothing in the new one.
        self.index = None;
        self.full_text = None;
        self.checked = None;
        self.problems = Arc::default();
        self.walk = None;
        self.marked.clear();
        before
    }

    /// Whether what is shown is one person's reading.
    pub fn is_coding(&self) -> bool {
        self.catalogue.reader.is_some()
    }

    /// Whether it is hidden whose the documents are.
    pub fn is_blind(&self) -> bool {
        self.catalogue.blind
    }

    /// The heading of an event in a list of so many columns; where somebody codes with how far they are: "The closing  3/12".
    pub fn event_line(&self, event: EventId, columns: u16) -> Line<'static> {
        let far = self.settled.get(event.index()).map(|Settled { done, all }| format!("  {done}/{all}")).unwrap_or_default();
        let room = usize::from(columns).saturating_sub(far.len());
        let title = cut(&self.catalogue.events[event].title, room).into_owned();
        vec![Span::styled(title, self.theme.accent()), Span::styled(far, self.theme.quiet())].into()
    }

    /// Restores the invariants.
    pub fn settle(&mut self) {
        let kept = self.claim.and_then(|claim| self.rows.step(claim, 0));
        self.go(kept.or(self.rows.claims().first().copied()));
        self.outlet = self.outlet.or(self.catalogue.outlets.ids().next());
        let excerpts = self.cell().map_or(0, |cell| cell.excerpts.len());
        self.nth = self.nth.min(excerpts.saturating_sub(1));
    }

    /// In which language `document` is.
    pub fn language_of(&self, document: DocumentId) -> Option<&Language> {
        self.languages.get(document)
    }

    /// The part of the terminal that the screen has to itself.
    pub fn body(&self) -> Rect {
        let body = layout::areas(self.size).body;
        Rect { height: body.height - self.notes().height, ..body }
    }

    /// The part below it that the notes have; empty where they are not shown, or where there is no room for both.
    pub fn notes(&self) -> Rect {
        const BOTH: u16 = 10;
        let body = layout::areas(self.size).body;
        let height = if self.with_notes && body.height >= BOTH { body.height / 2 } else { 0 };
        Rect { y: body.bottom() - height, height, ..body }
    }

    /// Where the outlets stand on the current claim.
    pub fn coverage(&self) -> Option<Coverage> {
        self.claim.map(|claim| self.coverage_of(claim))
    }

    /// Where the outlets shown stand on `claim`.
    pub fn coverage_of(&self, claim: ClaimId) -> Coverage {
        let coverage = Coverage::of(&self.catalogue, claim);
        match self.narrowing.pair() {
            Some(pair) => coverage.only(&self.catalogue, &pair),
            None => coverage,
        }
    }

    /// The outlets that Compare and Matrix show: all, or two.
    pub fn outlets(&self) -> Vec<OutletId> {
        self.narrowing.pair().map_or_else(|| self.catalogue.outlets.ids().collect(), Vec::from)
    }

    /// "Bay Courier and Tide Mirror".
    pub fn both_names(&self, [one, other]: [OutletId; 2]) -> String {
        format!("{} and {}", self.catalogue.outlets[one].name, self.catalogue.outlets[other].name)
    }

    /// The current outlet on the current claim.
    pub fn cell(&self) -> Option<Cell> {
        self.coverage()?.cell(self.outlet?).cloned()
    }

    /// The excerpt under the cursor.
    pub fn excerpt(&self) -> Option<ExcerptId> {
        self.cell()?.excerpts.get(self.nth).copied()
    }

    /// The name of the current outlet.
    pub fn outlet_name(&self) -> &str {
        self.outlet.map_or("", |outlet| self.catalogue.outlets[outlet].name.as_str())
    }

    /// Whether the text of an excerpt is known not to have its quotation.
    pub fn is_misquoted(&self, id: ExcerptId) -> bool {
        let quotations = self.checked.as_ref().map(|checked| &checked.footings.quotations);
        quotations.and_then(|quotations| quotations.anchoring(&self.catalogue, id)).is_some_and(Anchoring::is_misquoted)
    }

    /// "Claims 12/63", with the narrowing where there is one.
    pub fn heading(&self) -> String {
        let claims = self.rows.claims();
        let at = self.claim.map_or(0, |claim| claims.partition_point(|&other| other <= claim));
        let counted = format!("Claims {at}/{}", claims.len());
        match self.narrowing {
            Narrowing::All => counted + &self.progress(),
            narrowing => {
                let seen = match claims.iter().filter(|&&claim| self.is_seen(claim)).count() {
                    0 => String::new(),
                    seen => format!(" · {seen} seen"),
                };
                format!("{counted} {}, of {}{seen}", self.narrowed_to(narrowing), self.catalogue.claims.len())
            }
        }
    }

    /// Whether the list is narrowed and `claim` was looked at since.
    pub fn is_seen(&self, claim: ClaimId) -> bool {
        self.narrowing != Narrowing::All && self.seen.contains(&claim)
    }

    /// " · 31 of 60 pairs settled": how many pairs of a claim and a document somebody has looked at, while that is not all.
    fn progress(&self) -> String {
        if self.is_coding() {
            let Settled { done, all } = self.settled.iter().fold(Settled::default(), |sum, event| sum + *event);
            return format!(" · {done} of {all} done");
        }
        let open = self.checked.as_ref().map_or(0, |checked| checked.unchecked);
        let all = self.catalogue.claims.len() * self.catalogue.documents.len();
        if open == 0 { String::new() } else { format!(" · {} of {all} pairs settled", all - open) }
    }

    /// What the claims left by `narrowing` have in common.
    pub fn narrowed_to(&self, narrowing: Narrowing) -> String {
        match narrowing {
            Narrowing::All => "in all".to_owned(),
            Narrowing::Disagreement => "with disagreement".to_owned(),
            Narrowing::Contested => "contested".to_owned(),
            Narrowing::CopyDiffers => "where a copy differs".to_owned(),
            Narrowing::Silence(Some(outlet)) => format!("where {} is silent", self.catalogue.outlets[outlet].name),
            Narrowing::Silence(None) => "with silence".to_owned(),
            Narrowing::Unchecked => "with unchecked cells".to_owned(),
            Narrowing::Standing(outlet, standing) => {
                format!("where {} {}", self.catalogue.outlets[outlet].name, standing.verb())
            }
            Narrowing::Either(pair) => format!("of {}", self.both_names(pair)),
            Narrowing::Apart(pair) => format!("on which {} disagree", self.both_names(pair)),
        }
    }

    /// The words that were looked for, to be marked.
    pub fn marks(&self) -> Option<&Marks> {
        self.walk.as_ref()?.marks()
    }

    /// What excerpts are drawn with.
    pub fn cards(&self) -> Cards<'_> {
        Cards {
            catalogue: &self.catalogue,
            heads: &self.heads,
            namings: &self.namings,
            languages: &self.languages,
            theme: self.theme,
            marks: self.marks(),
            marked: &self.marked,
            checked: self.checked.as_deref(),
        }
    }
}

/// The row of the table `after` with the written id that the row `at` has in the table `before`.
pub fn carried<T>(at: Option<Id<T>>, before: &Table<T>, after: &Table<T>, id: impl Fn(&T) -> &str) -> Option<Id<T>> {
    let wanted = id(before.get(at?)?);
    after.entries().find(|(_, row)| id(row) == wanted).map(|(at, _)| at)
}
