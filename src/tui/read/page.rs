//! The document on the screen, and where one is in it.

use std::{ops::Range, sync::Arc};

use super::{
    drifts::DriftWalk,
    select::{Selection, ground::Ground},
};
use crate::{
    answers::document::{Opened, row_at},
    catalogue::{DocumentId, ExcerptId},
    compare::copy::Comparison,
    text::anchor::Haystack,
};

/// The document, and where one is in it.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What was opened; none while it is being read.
    pub(super) opened: Option<Arc<Opened>>,
    /// The document asked for.
    pub(super) wanted: Option<DocumentId>,
    /// Whether nobody has yet been told to open it.
    pub(super) to_be_asked: bool,
    /// The first block, or row of the comparison, in sight.
    pub(super) top: usize,
    /// The first line of it in sight.
    pub(super) line: usize,
    /// The excerpt under the cursor.
    pub(super) excerpt: Option<ExcerptId>,
    /// Whether a copy is read alone, without its original beside it.
    pub(super) alone: bool,
    /// The walk through what a copy made of its original.
    pub(super) walk: Option<DriftWalk>,
    /// Words that somebody came for, in bytes of the text.
    pub(super) place: Option<Range<usize>>,
    /// What was open in the edition before: the words that somebody came for are still those where the text is still the same.
    pub(super) before: Option<Arc<Opened>>,
    /// The excerpt that somebody walked to, whether or not the cursor is still on it.
    pub(super) walked: Option<ExcerptId>,
    /// The words of the text, once somebody has selected some.
    pub(super) ground: Option<Arc<Ground>>,
    /// What is being selected.
    pub(super) selection: Option<Selection>,
}

impl Page {
    /// Turns to another document, which is asked for unless it is open.
    pub(super) fn turn_to(&mut self, document: Option<DocumentId>, excerpt: Option<ExcerptId>) {
        if self.opened.as_ref().is_some_and(|opened| Some(opened.document) == document) {
            self.go_to(excerpt);
        } else {
            *self = Self { wanted: document, to_be_asked: true, excerpt, alone: self.alone, ..Self::default() };
        }
    }

    /// Whether a copy stands beside its original.
    pub(super) fn beside(&self) -> Option<&Comparison> {
        self.opened.as_ref()?.comparison.as_ref().filter(|_| !self.alone)
    }

    /// How many blocks or rows there are.
    pub(super) fn height(&self) -> usize {
        match (self.beside(), &self.opened) {
            // What is not compared follows the last row.
            (Some(comparison), _) => comparison.rows.len() + 1,
            (None, Some(opened)) => opened.blocks.len(),
            (None, None) => 0,
        }
    }

    /// Shows what was opened, at the excerpt under the cursor.
    pub(super) fn take_in(&mut self, opened: Arc<Opened>) {
        if self.wanted != Some(opened.document) {
            return;
        }
        let first = opened.excerpts().next();
        let kept = self.excerpt.filter(|&id| opened.excerpts().any(|other| other == id));
        let text = opened.text.as_ref().map(Haystack::text);
        if !self.ground.as_ref().zip(text).is_some_and(|(ground, text)| ground.is_of(text)) {
            (self.ground, self.selection) = (None, None);
        }
        if self.before.take().is_some_and(|before| before.text.as_ref().map(Haystack::text) != text) {
            self.place = None;
        }
        self.opened = Some(opened);
        self.walk = None;
        if self.selection.is_some() {
            self.excerpt = kept.or(first);
            return;
        }
        match self.place.take() {
            Some(place) => {
                self.show(place);
                self.excerpt = kept.or(self.excerpt);
            }
            None => self.go_to(kept.or(first)),
        }
    }

    /// Brings the words at `place` into sight, and puts the cursor on the excerpt at or before them.
    pub(super) fn show(&mut self, place: Range<usize>) {
        if let Some(opened) = &self.opened {
            let before = opened.quoted.partition_point(|(quoted, _)| quoted.start <= place.start).saturating_sub(1);
            let excerpt = opened.quoted.get(before).and_then(|(_, excerpts)| excerpts.first().copied());
            let row = self.beside().map(|comparison| row_at(comparison, place.start));
            let top = row.unwrap_or_else(|| opened.block_at(place.start));
            (self.excerpt, self.line, self.top) = (excerpt.or(self.excerpt), 0, top.unwrap_or(0));
        }
        self.place = Some(place);
    }

    /// Puts the cursor on `excerpt` and brings it into sight, a block below the top where there is one.
    pub(super) fn go_to(&mut self, excerpt: Option<ExcerptId>) {
        (self.excerpt, self.place) = (excerpt, None);
        let (Some(opened), Some(excerpt)) = (&self.opened, excerpt) else { return };
        let place = if self.beside().is_some() { opened.row_of(excerpt) } else { opened.block_of(excerpt) };
        if let Some(place) = place {
            self.top = place.saturating_sub(1);
            self.line = 0;
        }
    }

    /// Brings the row where the walk is into sight.
    pub(super) fn go_to_drift(&mut self, walk: DriftWalk) {
        if let Some((row, _)) = self.beside().and_then(|comparison| walk.stop(comparison)) {
            (self.top, self.line) = (row, 0);
        }
        self.walk = Some(walk);
    }

    /// The excerpt `by` further on in the document.
    pub(super) fn step(&self, by: isize) -> Option<ExcerptId> {
        let all: Vec<ExcerptId> = self.opened.as_ref()?.excerpts().collect();
        let at = all.iter().position(|&id| Some(id) == self.excerpt).map_or(0, |at| at.saturating_add_signed(by));
        all.get(at.min(all.len().checked_sub(1)?)).copied()
    }
}
