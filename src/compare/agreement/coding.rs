//! One reader's coding, and what it has in a cell.
//!
//! A reading is a catalogue with the claims and documents of the main one, in the same order, and excerpts, absences and added speakers
//! of its own; the main catalogue is one too.

use crate::catalogue::{Catalogue, ExcerptId, Span};

/// One reader's coding.
#[derive(Debug)]
pub struct Coding<'a> {
    /// The reading.
    pub catalogue: &'a Catalogue,
    /// Where its excerpts stand, by their index.
    spans: Vec<Option<Span>>,
}

impl<'a> Coding<'a> {
    /// That of `catalogue`, whose excerpts stand where it notes.
    pub fn as_noted(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, spans: catalogue.excerpts.iter().map(|excerpt| excerpt.span).collect() }
    }

    /// The same, where the excerpts of which `found` has a place stand there.
    #[must_use]
    pub fn placed(mut self, found: impl IntoIterator<Item = (ExcerptId, Option<Span>)>) -> Self {
        for (id, place) in found {
            if let Some(span) = self.spans.get_mut(id.index()) {
                *span = place.or(*span);
            }
        }
        self
    }

    /// Where an excerpt stands, as far as that is known.
    pub(super) fn span(&self, id: ExcerptId) -> Option<Span> {
        *self.spans.get(id.index())?
    }
}

/// What one reader found in one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Nobody knows: the reader has not looked.
    Unchecked,
    /// Nothing, on the record.
    Nothing,
    /// This.
    Excerpts(Vec<ExcerptId>),
}

impl Found {
    /// Whether anything; none where the reader has not looked.
    pub const fn presence(&self) -> Option<bool> {
        match self {
            Self::Unchecked => None,
            Self::Nothing => Some(false),
            Self::Excerpts(_) => Some(true),
        }
    }

    /// What, if anything.
    pub fn excerpts(&self) -> &[ExcerptId] {
        match self {
            Self::Excerpts(excerpts) => excerpts,
            Self::Unchecked | Self::Nothing => &[],
        }
    }
}
