//! Who is called what, as a table over the lines in which the words stand: what was counted, and where the cursor is.
//!
//! Counting is done beside the loop, once a catalogue ([`count`]). Two lists share the table: the forms of one subject
//! (`List::Forms`), and the words that set the current outlet apart (`List::Apart`), of which the scores (`set_apart`)
//! and the lines of the word under the cursor ([`lines`]) are asked for when they come into sight. The column of the cursor
//! is the current outlet, which is that of all screens.

use std::sync::Arc;

use super::{
    action::{Action, Effect, Screen},
    app::App,
    layout,
    screen::{self, WordsHit},
};
use crate::{
    catalogue::{
        Catalogue, ExcerptId, OutletId,
        texts::{Text, Texts},
    },
    compare::{
        basis::counted_over,
        concordance::{LineOrder, concordance},
        distinctive::{Distinctive, distinctive},
        naming::{self, NamingCounts, Namings},
        readings::{Readings, WordSpot},
    },
};

/// Bytes of context on each side of a word that a line can need: more than any terminal is wide.
const CONTEXT: usize = 2000;

/// What was counted in a catalogue.
#[derive(Debug)]
pub struct Counted {
    /// In which.
    pub(super) catalogue: Arc<Catalogue>,
    /// What there is to read in it.
    readings: Readings,
    /// How often which form stands where.
    pub(super) naming: NamingCounts,
    /// Where any form of each subject stands, by outlet.
    any_form: Vec<Vec<Vec<WordSpot>>>,
    /// On what all this rests.
    pub(super) basis: String,
}

/// Counts the namings of `catalogue` in those `texts` that are there.
pub fn count(catalogue: &Arc<Catalogue>, texts: &Texts) -> Counted {
    let mut unreadable = None;
    let mut read = |document| match texts.read(document) {
        Ok(text) => text.map(Text::into_string),
        Err(error) => {
            unreadable.get_or_insert_with(|| error.to_string());
            None
        }
    };
    let texts: Vec<Option<String>> = catalogue.documents.iter().map(&mut read).collect();
    // Nobody stops these, so that they have answers.
    let readings = Readings::new(catalogue, texts, || false).unwrap_or_default();
    let naming = naming::count(catalogue, &readings, &Namings::of(catalogue), || false);
    let naming = naming.unwrap_or_default();
    let basis = counted_over(readings.documents().iter().map(|reading| reading.basis));
    let any_form =
        naming.subjects.iter().map(|subject| catalogue.outlets.ids().map(|outlet| any_form(subject, outlet)).collect());
    let any_form = any_form.collect();
    let basis = unreadable.map_or_else(|| basis.clone(), |error| format!("{basis}; {error}"));
    Counted { catalogue: Arc::clone(catalogue), readings, naming, any_form, basis }
}

/// The words that set `outlet` apart.
pub fn set_apart(counted: &Counted, outlet: OutletId) -> Option<Distinctive> {
    distinctive(&counted.catalogue, &counted.readings, outlet, || false)
}

/// Where `word` stands.
pub fn lines(counted: &Counted, word: &str) -> Vec<WordSpot> {
    let lines = concordance(&counted.catalogue, &counted.readings, word, LineOrder::Place, || false).unwrap_or_default();
    lines.into_iter().map(|line| line.spot).collect()
}

/// Where `outlet` uses any form of `subject`, in the order of its documents.
fn any_form(subject: &naming::Subject, outlet: OutletId) -> Vec<WordSpot> {
    let of_outlet = subject.forms.iter().filter_map(|form| form.spots.get(outlet.index()));
    let mut spots: Vec<WordSpot> = of_outlet.flatten().cloned().collect();
    spots.sort_by_key(|spot| (spot.document, spot.excerpt, spot.range.start));
    spots
}

impl Counted {
    /// What stands before the words at `spot`, the words, and what follows, all on one line of the text.
    pub(super) fn in_context(&self, spot: &WordSpot) -> Option<[&str; 3]> {
        let text = self.readings.text(&self.catalogue, spot)?;
        let (before, word, after) = (text.get(..spot.range.start)?, text.get(spot.range.clone())?, text.get(spot.range.end..)?);
        let near = &before[boundary(before, before.len().saturating_sub(CONTEXT))..];
        let left = near.rsplit(['\n', '\r']).next().unwrap_or_default();
        let near = &after[..boundary(after, CONTEXT)];
        let right = near.split(['\n', '\r']).next().unwrap_or_default();
        Some([left, word, right])
    }
}

/// The byte `at`, or the one before it at which a code point of `text` begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// Which of the two lists the table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum List {
    /// The forms of one subject.
    #[default]
    Forms,
    /// The words that set the outlet apart.
    Apart,
}

/// The cell under the cursor: whose lines stand below.
type CellUnder = (List, usize, usize, OutletId);

/// The table on the screen, and the lines below it.
#[derive(Debug)]
pub struct WordTable {
    /// What it shows; none while it is being counted.
    pub(super) counted: Option<Arc<Counted>>,
    asked: bool,
    pub(super) list: List,
    /// The subject of [`List::Forms`].
    pub(super) subject: usize,
    /// The line of the cursor: all forms first, then each; or a word.
    pub(super) line: usize,
    /// The first line in sight.
    pub(super) top: usize,
    /// Whether the lines have the keys.
    pub(super) in_lines: bool,
    /// The concordance line under the cursor.
    pub(super) spot: usize,
    /// The first of them in sight.
    pub(super) top_spot: usize,
    /// The scores of an outlet, asked for or there.
    apart: Option<(OutletId, Option<Arc<Distinctive>>)>,
    /// The lines of a word, asked for or there.
    found: Option<(String, Option<Vec<WordSpot>>)>,
    before: Option<CellUnder>,
}

impl Default for WordTable {
    fn default() -> Self {
        Self {
            counted: None,
            asked: false,
            list: List::Forms,
            subject: 0,
            line: 0,
            top: 0,
            in_lines: false,
            spot: 0,
            top_spot: 0,
            apart: None,
            found: None,
            before: None,
        }
    }
}

impl WordTable {
    /// What is in sight and nobody has asked for yet.
    pub(super) fn asks(&mut self, outlet: OutletId) -> Option<Effect> {
        if !std::mem::replace(&mut self.asked, true) {
            return Some(Effect::Count);
        }
        self.counted.as_ref()?;
        if self.list == List::Forms {
            return None;
        }
        if self.apart.as_ref().is_none_or(|(of, _)| *of != outlet) {
            self.apart = Some((outlet, None));
            self.found = None;
            return Some(Effect::SetApart(outlet));
        }
        let word = self.word(outlet)?.to_owned();
        if self.found.as_ref().is_some_and(|(of, _)| *of == word) {
            return None;
        }
        self.found = Some((word.clone(), None));
        Some(Effect::Concord(word))
    }

    /// Forgets a catalogue that is no longer shown; the subject stays where it was.
    pub(super) fn forget(&mut self) {
        *self = Self { list: self.list, subject: self.subject, ..Self::default() };
    }

    /// Takes in the scores of an outlet, where they are still wanted.
    pub(super) fn take_in_scores(&mut self, scores: Arc<Distinctive>) {
        if let Some((outlet, wanted)) = &mut self.apart
            && *outlet == scores.outlet
        {
            *wanted = Some(scores);
        }
    }

    /// Takes in the lines of a word, where they are still wanted: those of the outlet first, none of a document left out.
    pub(super) fn take_in_lines(&mut self, word: &str, spots: &[WordSpot]) {
        let Some((_, Some(scores))) = &self.apart else { return };
        if let Some((wanted, lines)) = &mut self.found
            && wanted == word
        {
            let of = |documents: &[_]| spots.iter().filter(|spot| documents.contains(&spot.document)).cloned().collect();
            let here: Vec<WordSpot> = of(&scores.here);
            *lines = Some([here, of(&scores.rest)].concat());
        }
    }

    /// The scores of `outlet`.
    pub(super) fn scores(&self, outlet: OutletId) -> Option<&Distinctive> {
        self.apart.as_ref().filter(|(of, _)| *of == outlet)?.1.as_deref()
    }

    /// The word under the cursor among those that set `outlet` apart.
    pub(super) fn word(&self, outlet: OutletId) -> Option<&str> {
        self.scores(outlet)?.scores.get(self.line).map(|score| score.word.as_str())
    }

    /// The subject that is shown.
    pub(super) fn forms(&self) -> Option<&naming::Subject> {
        self.counted.as_ref()?.naming.subjects.get(self.subject)
    }

    /// How many lines the table has.
    pub(super) fn height(&self, outlet: OutletId) -> usize {
        match self.list {
            List::Forms => self.forms().map_or(0, |subject| 1 + subject.forms.len()),
            List::Apart => self.scores(outlet).map_or(0, |scores| scores.scores.len()),
        }
    }

    /// Where the forms of `line` stand in `outlet`: line 0 is that of all forms.
    pub(super) fn form_spots(&self, line: usize, outlet: OutletId) -> &[WordSpot] {
        let spots = match line.checked_sub(1) {
            None => self.counted.as_ref().and_then(|counted| counted.any_form.get(self.subject)),
            Some(form) => self.forms().and_then(|subject| subject.forms.get(form)).map(|form| &form.spots),
        };
        spots.and_then(|spots| spots.get(outlet.index())).map_or(&[], Vec::as_slice)
    }

    /// The places behind the cell under the cursor; none while they are looked for.
    pub(super) fn spots(&self, outlet: OutletId) -> Option<&[WordSpot]> {
        match self.list {
            List::Forms => Some(self.form_spots(self.line, outlet)),
            List::Apart => {
                let (word, spots) = self.found.as_ref()?;
                spots.as_deref().filter(|_| self.word(outlet) == Some(word))
            }
        }
    }

    /// The place under the cursor of the lines.
    pub(super) fn spot_under(&self, outlet: OutletId) -> Option<&WordSpot> {
        self.spots(outlet)?.get(self.spot)
    }

    /// Whether `action` would do something now.
    pub(super) fn offers(&self, action: &Action, outlet: OutletId) -> bool {
        match action {
            Action::PreviousEvent | Action::NextEvent => self.list == List::Forms,
            _ => self.spots(outlet).is_some_and(|spots| !spots.is_empty()),
        }
    }

    /// Goes `by` lines further, in the table or in the lines.
    pub(super) fn step(&mut self, by: isize) {
        let at = if self.in_lines { &mut self.spot } else { &mut self.line };
        *at = at.saturating_add_signed(by);
    }

    /// Goes to another subject.
    pub(super) fn step_subject(&mut self, by: isize) {
        if self.list == List::Forms {
            let last = self.counted.as_ref().map_or(0, |counted| counted.naming.subjects.len().saturating_sub(1));
            self.choose_subject(self.subject.saturating_add_signed(by).min(last));
        }
    }

    /// Goes to the subject at `place`.
    pub(super) fn choose_subject(&mut self, place: usize) {
        if place != self.subject {
            (self.subject, self.line, self.top) = (place, 0, 0);
        }
    }

    /// Shows the other list, from its beginning.
    pub(super) fn switch(&mut self) {
        self.list = if self.list == List::Forms { List::Apart } else { List::Forms };
        (self.line, self.top, self.in_lines) = (0, 0, false);
    }

    /// Restores the invariants: both cursors stand on lines that there are, and the lower one starts over in another cell.
    pub(super) fn settle(&mut self, outlet: OutletId) {
        if let Some(counted) = &self.counted {
            self.subject = self.subject.min(counted.naming.subjects.len().saturating_sub(1));
        }
        self.line = self.line.min(self.height(outlet).saturating_sub(1));
        let cell = Some((self.list, self.subject, self.line, outlet));
        if self.before != cell {
            self.before = cell;
            (self.spot, self.top_spot) = (0, 0);
        }
        let spots = self.spots(outlet).map_or(0, <[WordSpot]>::len);
        self.spot = self.spot.min(spots.saturating_sub(1));
        self.in_lines &= spots > 0;
    }
}

impl App {
    pub(super) fn update_words(&mut self, action: Action) -> Option<Effect> {
        if let Some(by) = self.stride(&action) {
            self.words.step(by);
            return None;
        }
        match action {
            Action::Left => self.step_column(-1),
            Action::Right => self.step_column(1),
            Action::PreviousEvent => self.words.step_subject(-1),
            Action::NextEvent => self.words.step_subject(1),
            Action::NextPane => self.words.in_lines = !self.words.in_lines,
            Action::Switch => self.words.switch(),
            Action::Open if !self.words.in_lines => self.words.in_lines = true,
            Action::Open => return self.open_line(),
            Action::Back if self.words.in_lines && !self.zoomed => self.words.in_lines = false,
            Action::Edit => {
                let naming = self.words.forms()?.naming;
                return Some(Effect::Edit(self.catalogue.namings[naming].place));
            }
            other => return self.update_screen(other),
        }
        None
    }

    /// Goes to the place of the line under the cursor: in its document, or where only excerpts were read to its excerpt.
    fn open_line(&mut self) -> Option<Effect> {
        let spot = self.words.spot_under(self.outlet)?.clone();
        let Some(excerpt) = spot.excerpt else {
            return self.read_at(spot.document, spot.range);
        };
        let spots = self.words.spots(self.outlet).unwrap_or_default();
        let mut excerpts: Vec<ExcerptId> = spots.iter().filter_map(|spot| spot.excerpt).collect();
        excerpts.dedup();
        let at = excerpts.iter().position(|&other| other == excerpt).unwrap_or(0);
        self.compare_counted(self.words_name(), excerpts, at);
        None
    }

    /// "“regime” in Bay Courier".
    pub(super) fn words_name(&self) -> String {
        let outlet = self.catalogue.outlets.get(self.outlet).map_or("", |outlet| outlet.name.as_str());
        let form = |line: usize| Some(self.words.forms()?.forms.get(line.checked_sub(1)?)?.form.as_str());
        match self.words.list {
            List::Apart => match self.words.word(self.outlet) {
                Some(word) => format!("“{word}” in {outlet}, then in the rest"),
                None => format!("Words of {outlet}"),
            },
            List::Forms => match form(self.words.line) {
                Some(form) => format!("“{form}” in {outlet}"),
                None => format!("All forms in {outlet}"),
            },
        }
    }

    pub(super) fn click_words(&mut self, at: WordsHit) {
        self.words.in_lines = matches!(at, WordsHit::Line(_));
        match at {
            WordsHit::Subject(place) => self.words.choose_subject(place),
            WordsHit::Row(line, outlet) => {
                self.words.line = line;
                self.choose_outlet(outlet.unwrap_or(self.outlet));
            }
            WordsHit::Line(line) => self.words.spot = line,
        }
    }

    pub(super) fn wheel_words(&mut self, at: WordsHit, by: isize) {
        self.words.in_lines = matches!(at, WordsHit::Line(_));
        match at {
            WordsHit::Subject(_) => self.words.step_subject(by),
            WordsHit::Row(..) | WordsHit::Line(_) => self.words.step(by),
        }
    }

    /// Keeps both cursors on lines that there are, and those in sight.
    pub(super) fn settle_words(&mut self) {
        self.words.settle(self.outlet);
        if self.screen == Screen::Words {
            let height = self.words.height(self.outlet);
            self.words.top = layout::scroll(self.words.top, self.words.line, height, screen::table_height(self));
            let spots = self.words.spots(self.outlet).map_or(0, <[_]>::len);
            self.words.top_spot = layout::scroll(self.words.top_spot, self.words.spot, spots, screen::lines_height(self));
        }
    }
}
