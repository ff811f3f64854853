//! What the table of words shows, and where its two cursors are.

use std::sync::Arc;

use crate::{
    answers::words::Counted,
    catalogue::{Catalogue, OutletId},
    compare::{corpus::WordSpot, distinctive::Distinctive, naming::Subject, parts::Extent},
    tui::answer::Question,
};

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
type CellUnder = (List, usize, usize, Option<OutletId>);

/// The table, and the lines below it.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    /// What it shows; none while it is being counted.
    pub(super) counted: Option<Arc<Counted>>,
    asked: bool,
    pub(super) list: List,
    /// The subject of [`List::Forms`].
    pub(super) subject: usize,
    /// The line of the cursor: all forms first, then each; or a word.
    pub(super) line: usize,
    /// Whether the lines have the keys.
    pub(super) in_lines: bool,
    /// The concordance line under the cursor.
    pub(super) spot: usize,
    /// The scores of an outlet, asked for or there.
    apart: Option<(OutletId, Option<Arc<Distinctive>>)>,
    /// The lines of a word, asked for or there.
    found: Option<(String, Option<Vec<WordSpot>>)>,
    before: Option<CellUnder>,
}

impl WordTable {
    /// What is in sight and nobody has asked for yet.
    pub(super) fn ask(&mut self, catalogue: &Arc<Catalogue>, extent: Extent, outlet: Option<OutletId>) -> Option<Question> {
        if !std::mem::replace(&mut self.asked, true) {
            return Some(Question::Count(Arc::clone(catalogue), extent));
        }
        let counted = Arc::clone(self.counted.as_ref()?);
        let outlet = outlet.filter(|_| self.list == List::Apart)?;
        if self.apart.as_ref().is_none_or(|(of, _)| *of != outlet) {
            self.apart = Some((outlet, None));
            self.found = None;
            return Some(Question::SetApart(counted, outlet));
        }
        let word = self.word(Some(outlet))?.to_owned();
        if self.found.as_ref().is_some_and(|(of, _)| *of == word) {
            return None;
        }
        self.found = Some((word.clone(), None));
        Some(Question::Concord(counted, word))
    }

    /// Forgets an edition of the catalogue that is no longer shown; the list and, as far as the new one has them, subject and
    /// cursors stay.
    pub(super) fn forget(&mut self) {
        let Self { list, subject, line, in_lines, spot, before, .. } = *self;
        *self = Self { list, subject, line, in_lines, spot, before, ..Self::default() };
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
    pub(super) fn scores(&self, outlet: Option<OutletId>) -> Option<&Distinctive> {
        self.apart.as_ref().filter(|(of, _)| Some(*of) == outlet)?.1.as_deref()
    }

    /// The word under the cursor among those that set `outlet` apart.
    pub(super) fn word(&self, outlet: Option<OutletId>) -> Option<&str> {
        self.scores(outlet)?.scores.get(self.line).map(|score| score.word.as_str())
    }

    /// The subject that is shown.
    pub(super) fn forms(&self) -> Option<&Subject> {
        self.counted.as_ref()?.naming.subjects.get(self.subject)
    }

    /// How many lines the table has.
    pub(super) fn height(&self, outlet: Option<OutletId>) -> usize {
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
    pub(super) fn spots(&self, outlet: Option<OutletId>) -> Option<&[WordSpot]> {
        match self.list {
            List::Forms => outlet.map(|outlet| self.form_spots(self.line, outlet)),
            List::Apart => {
                let (word, spots) = self.found.as_ref()?;
                spots.as_deref().filter(|_| self.word(outlet) == Some(word))
            }
        }
    }

    /// The place under the cursor of the lines.
    pub(super) fn spot_under(&self, outlet: Option<OutletId>) -> Option<&WordSpot> {
        self.spots(outlet)?.get(self.spot)
    }

    /// Goes `by` lines further, in the table or in the lines.
    pub(super) fn step(&mut self, by: isize) {
        let at = if self.in_lines { &mut self.spot } else { &mut self.line };
        *at = at.saturating_add_signed(by);
    }

    /// Goes `by` subjects further; whether that is another one.
    pub(super) fn step_subject(&mut self, by: isize) -> bool {
        let last = self.counted.as_ref().map_or(0, |counted| counted.naming.subjects.len().saturating_sub(1));
        self.list == List::Forms && self.choose_subject(self.subject.saturating_add_signed(by).min(last))
    }

    /// Goes to the subject at `place`; whether that is another one.
    pub(super) fn choose_subject(&mut self, place: usize) -> bool {
        let other = place != self.subject;
        if other {
            (self.subject, self.line) = (place, 0);
        }
        other
    }

    /// Shows the other list, from its beginning.
    pub(super) fn switch(&mut self) {
        self.list = if self.list == List::Forms { List::Apart } else { List::Forms };
        (self.line, self.in_lines) = (0, false);
    }

    /// Puts both cursors on lines that there are; the lower one starts over in another cell, which is returned.
    pub(super) fn settle(&mut self, outlet: Option<OutletId>) -> bool {
        // While it is being counted nobody knows what there is.
        let Some(counted) = &self.counted else { return false };
        self.subject = self.subject.min(counted.naming.subjects.len().saturating_sub(1));
        self.line = self.line.min(self.height(outlet).saturating_sub(1));
        let cell = Some((self.list, self.subject, self.line, outlet));
        let other = self.before != cell;
        if other {
            self.before = cell;
            self.spot = 0;
        }
        let spots = self.spots(outlet).map_or(0, <[WordSpot]>::len);
        self.spot = self.spot.min(spots.saturating_sub(1));
        self.in_lines &= spots > 0;
        other
    }
}
