//! What two readings of a catalogue differ in, each difference with the text at its place and what was decided there.
//!
//! A pair of readings is the catalogue and a reading, or two readings. Readings and the log of decisions are read anew each time,
//! because others write them.

use std::{
    collections::{HashMap, hash_map::Entry},
    ops::Range,
    sync::Arc,
};

use super::{agreement::coding, quotations::quotations};
use crate::{
    catalogue::{
        Catalogue, Diagnostic, Diagnostics, DocumentId, ExcerptId, Origin,
        decisions::{Choice, Decision, Decisions, decisions},
        readings::{MAIN, Reading, names},
        texts::Texts,
    },
    compare::{
        agreement::{
            cells::Cells,
            coding::Coding,
            differences::{Difference, differences},
        },
        quotations::Quotations,
    },
    find::Stop,
    text::{
        anchor::Anchoring,
        clean::{displayable, shown_at},
        paragraphs::{self, paragraphs},
    },
};

/// Paragraphs on either side of one in which something was found: as many as are read to decide.
const NEAR: usize = 3;

/// Two readings by their names; [`MAIN`] is the catalogue itself.
pub type Pair = [String; 2];

/// What two readings differ in.
#[derive(Debug)]
pub struct Adjudication {
    /// All pairs that there are: each reading with the catalogue, then with each other.
    pub pairs: Vec<Pair>,
    /// The place of this one among them.
    pub at: usize,
    /// The catalogues that the two readings are.
    pub codings: [Arc<Catalogue>; 2],
    /// The differences, the most telling first.
    pub cases: Vec<Case>,
    /// How many decisions on this pair are in the log: also those after which the two do not differ any more.
    pub decided: usize,
    /// Why a reading, or the log, cannot be read: a line each.
    pub faults: Vec<String>,
}

/// A difference, to be decided or decided.
#[derive(Debug)]
pub struct Case {
    /// The difference.
    pub difference: Difference,
    /// The catalogue's own excerpts at the place.
    pub there: Vec<ExcerptId>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// The text there; none where it is not at hand.
    pub ground: Option<Ground>,
}

/// The paragraphs in which the two found something, each with the three before and after it.
#[derive(Debug)]
pub struct Ground {
    /// In the order of the text; between neighbours may be others.
    pub paragraphs: Vec<Paragraph>,
    /// Where the first thing found stands, in bytes of the text.
    pub place: Range<usize>,
}

/// A paragraph of a text.
#[derive(Debug)]
pub struct Paragraph {
    /// Counted from 1.
    pub number: usize,
    /// Displayable.
    pub text: String,
    /// The bytes of that which each of the two quotes, in order.
    pub quoted: [Vec<Range<usize>>; 2],
}

impl Adjudication {
    /// What the pair `wanted`, else that on which was decided last, else the first there is, of readings of `main`, which is at `origin`, differ in; none where it was told to
    /// stop.
    pub fn of(main: &Arc<Catalogue>, origin: &Origin, texts: &Texts, wanted: Option<&Pair>, stop: &Stop) -> Option<Self> {
        let (pairs, mut faults) = (pairs(origin), Vec::new());
        let made = decisions(origin, main).unwrap_or_else(|problems| {
            faults.push(format!("what was decided cannot be read: {}", in_short(&problems)));
            Decisions::default()
        });
        let is_on = |decision: &Decision, [first, second]: &Pair| {
            *decision.reading == **second && decision.against.as_deref().unwrap_or(MAIN) == *first
        };
        let last = || pairs.iter().position(|pair| made.made.last().is_some_and(|decision| is_on(decision, pair)));
        let at = wanted.and_then(|wanted| pairs.iter().position(|pair| pair == wanted)).or_else(last).unwrap_or(0);
        let Some(pair) = pairs.get(at) else {
            return Some(Self { codings: [main, main].map(Arc::clone), pairs, at, cases: Vec::new(), decided: 0, faults });
        };
        let mut read = |name: &String| {
            let reading = Reading::named(origin, name).ok().filter(|_| name != MAIN)?;
            match reading.over(main) {
                Ok(loaded) => Some(Arc::new(loaded.catalogue)),
                Err(problems) => {
                    faults.push(format!("{name} cannot be read: {}", in_short(&problems)));
                    None
                }
            }
        };
        let codings = pair.each_ref().map(|name| read(name).unwrap_or_else(|| Arc::clone(main)));
        let made = made.made.iter().filter(|decision| is_on(decision, pair));
        let made: HashMap<_, &Decision> = made.map(|made| ((made.claim, made.document, made.kind), made)).collect();
        // Where neither was right the cell is empty, which differs from both: that is decided, too.
        let emptied = made.values().filter(|made| made.choice == Choice::Neither);
        let emptied: HashMap<_, &Decision> = emptied.map(|&made| ((made.claim, made.document), made)).collect();
        let mut cases = Cases { main, texts, read: HashMap::new() }.between(&codings, stop)?;
        for case in &mut cases {
            let Difference { claim, document, kind, .. } = case.difference;
            let decision = made.get(&(claim, document, kind)).or_else(|| emptied.get(&(claim, document)));
            case.decision = decision.map(|&decision| decision.clone());
        }
        Some(Self { codings, at, decided: made.len(), cases, faults, pairs })
    }

    /// The two readings; none where there is no reading.
    pub fn pair(&self) -> Option<&Pair> {
        self.pairs.get(self.at)
    }
}

fn in_short(problems: &Diagnostics) -> String {
    problems.first_error().map(Diagnostic::in_short).unwrap_or_default()
}

/// The pairs of the readings of the catalogue at `origin`.
fn pairs(origin: &Origin) -> Vec<Pair> {
    let names = names(origin);
    let with_main = names.iter().map(|name| [MAIN.to_owned(), name.clone()]);
    let others = names.iter().enumerate().flat_map(|(at, one)| names[at + 1..].iter().map(|other| [one.clone(), other.clone()]));
    with_main.chain(others).collect()
}

/// What makes cases of readings of a catalogue.
struct Cases<'a> {
    main: &'a Arc<Catalogue>,
    texts: &'a Texts,
    /// The texts that were read, with where their paragraphs stand.
    read: HashMap<DocumentId, Option<(Vec<paragraphs::Paragraph>, String)>>,
}

impl Cases<'_> {
    /// What two readings differ in; none where it was told to stop.
    fn between(mut self, pair: &[Arc<Catalogue>; 2], stop: &Stop) -> Option<Vec<Case>> {
        let compared = pair.each_ref().map(|reading| quotations(reading, self.texts));
        let [first, second] = [0, 1].map(|at| Coding::as_noted(&pair[at]).placed(compared[at].facts().spans));
        let mut cases: Vec<Case> = differences(self.main, &first, &second)
            .into_iter()
            .map(|difference| Case { there: Vec::new(), decision: None, ground: None, difference })
            .collect();
        if Arc::ptr_eq(&pair[0], self.main) {
            for case in &mut cases {
                case.there.clone_from(&case.difference.excerpts[0]);
            }
        } else {
            let own = coding(self.main, self.texts);
            there(&mut cases, &Cells::of(self.main, vec![&first, &second, &own]));
        }
        for case in &mut cases {
            if stop.is_set() {
                return None;
            }
            case.ground = self.ground(&case.difference, pair, &compared);
        }
        Some(cases)
    }

    /// The text where the two found what they differ in.
    fn ground(&mut self, difference: &Difference, pair: &[Arc<Catalogue>; 2], compared: &[Quotations; 2]) -> Option<Ground> {
        let text = match self.read.entry(difference.document) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(unread) => {
                // One that cannot be read is told of among the problems.
                let read = self.texts.read(&self.main.documents[difference.document]).ok().flatten();
                unread.insert(read.map(|text| (paragraphs(text.as_str()), text.into_string())))
            }
        };
        let (all, text) = text.as_ref()?;
        let stretches = [0, 1].map(|at| {
            let anchored = difference.excerpts[at].iter().filter_map(|&id| compared[at].anchoring(&pair[at], id));
            let mut stretches: Vec<Range<usize>> = anchored.flat_map(Anchoring::stretches).collect();
            stretches.sort_by_key(|stretch| (stretch.start, stretch.end));
            stretches
        });
        let holds =
            |paragraph: &Range<usize>, stretch: &Range<usize>| stretch.start < paragraph.end && paragraph.start < stretch.end;
        let is_quoted: Vec<bool> =
            all.iter().map(|paragraph| stretches.iter().flatten().any(|stretch| holds(&paragraph.chars, stretch))).collect();
        let is_near = |at: usize| is_quoted[at.saturating_sub(NEAR)..(at + NEAR + 1).min(all.len())].contains(&true);
        let mut place = None;
        let mut paragraphs = Vec::new();
        for (at, paragraph) in all.iter().enumerate().filter(|(at, _)| is_near(*at)) {
            let written = &text[paragraph.bytes.clone()];
            let shown = displayable(written);
            let bytes = |char: usize| {
                let within = char.clamp(paragraph.chars.start, paragraph.chars.end) - paragraph.chars.start;
                written.char_indices().nth(within).map_or(written.len(), |(at, _)| at)
            };
            let quoted = stretches.each_ref().map(|stretches| {
                let here = stretches.iter().filter(|stretch| holds(&paragraph.chars, stretch));
                let shown_of = |stretch: &Range<usize>| {
                    Some(shown_at(written, bytes(stretch.start), &shown)?..shown_at(written, bytes(stretch.end), &shown)?)
                };
                here.filter_map(shown_of).collect::<Vec<_>>()
            });
            if place.is_none() && is_quoted[at] {
                let here = stretches.iter().flatten().filter(|stretch| holds(&paragraph.chars, stretch));
                let first = here.min_by_key(|stretch| (stretch.start, stretch.end));
                place = first.map(|first| paragraph.bytes.start + bytes(first.start)..paragraph.bytes.start + bytes(first.end));
            }
            paragraphs.push(Paragraph { number: at + 1, text: shown.into_owned(), quoted });
        }
        place.map(|place| Ground { paragraphs, place })
    }
}

/// Says of the `cases` between the first two of three readings which excerpts of the third are at their place.
fn there(cases: &mut [Case], cells: &Cells<'_>) {
    let by_cell: HashMap<_, _> = cells.cells.iter().map(|cell| ((cell.claim, cell.document), cell)).collect();
    for Case { difference, there, .. } in cases {
        let Some(cell) = by_cell.get(&(difference.claim, difference.document)) else { continue };
        let is_of = |reader: usize, excerpts: &[Vec<ExcerptId>]| {
            excerpts[reader].iter().any(|id| difference.excerpts[reader].contains(id))
        };
        let passages = cell.passages.iter().filter(|passage| is_of(0, &passage.excerpts) || is_of(1, &passage.excerpts));
        there.extend(passages.flat_map(|passage| passage.excerpts[2].iter().copied()));
    }
}
