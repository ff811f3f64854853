//! A catalogue with the texts of its documents that are at hand, opened once for many questions.

use std::sync::Arc;

use crate::{
    catalogue::{
        Catalogue,
        texts::{Text, TextError, Texts},
    },
    compare::readings::{Reading, Spot, readings},
};

/// Bytes of context on each side of a word that a line can need: more than any terminal is wide.
const CONTEXT: usize = 2000;

/// What there is to read of a catalogue.
#[derive(Debug)]
pub struct AtHand {
    /// Of which.
    pub catalogue: Arc<Catalogue>,
    /// The texts that are there, by document.
    texts: Vec<Option<String>>,
    /// Why the first of those texts cannot be had that are there and cannot be read.
    pub fault: Option<TextError>,
}

impl AtHand {
    /// Opens those `texts` of the documents of `catalogue` that are there.
    pub fn open(catalogue: Arc<Catalogue>, texts: &Texts) -> Self {
        let mut fault = None;
        let mut read = |document| match texts.read(document) {
            Ok(text) => text.map(Text::into_string),
            Err(error) => {
                fault.get_or_insert(error);
                None
            }
        };
        let texts = catalogue.documents.iter().map(&mut read).collect();
        Self { catalogue, texts, fault }
    }

    /// The same, where every text that is there was read.
    ///
    /// # Errors
    ///
    /// Why the first of the others could not be.
    pub fn whole(self) -> Result<Self, TextError> {
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(self),
        }
    }

    /// Every document as it is read, in the order of the catalogue.
    pub fn readings(&self) -> Vec<Reading<'_>> {
        readings(&self.catalogue, |document| self.texts.get(document.index())?.as_deref())
    }

    /// The text or quotation in which `spot` is.
    pub fn text_of(&self, spot: &Spot) -> Option<&str> {
        match spot.excerpt {
            Some(excerpt) => Some(self.catalogue.excerpts.get(excerpt)?.quote.written()),
            None => self.texts.get(spot.document.index())?.as_deref(),
        }
    }

    /// What stands before the words at `spot`, the words, and what follows, all on one line of the text.
    pub fn in_context(&self, spot: &Spot) -> Option<[&str; 3]> {
        let text = self.text_of(spot)?;
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
