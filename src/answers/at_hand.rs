//! A catalogue with the texts of its documents that are at hand, opened and read once for many questions.

use std::sync::Arc;

use crate::{
    catalogue::{
        Catalogue,
        texts::{Text, TextError, Texts},
    },
    compare::{
        corpus::{Corpus, WordSpot},
        parts::Extent,
    },
    find::Stop,
};

/// Bytes of context on each side of a word that a line can need: more than any terminal is wide.
const CONTEXT: usize = 2000;

/// What there is to read of a catalogue.
#[derive(Debug)]
pub struct AtHand {
    /// Of which.
    pub catalogue: Arc<Catalogue>,
    /// The words of each document: of its text where that is there, else of its quotations.
    pub corpus: Corpus,
    /// Why the first of those texts cannot be had that are there and cannot be read.
    pub fault: Option<TextError>,
}

impl AtHand {
    /// Opens those `texts` of the documents of `catalogue` that are there and reads them to this `extent`; none where it is told to stop before it is done.
    pub fn open(catalogue: Arc<Catalogue>, texts: &Texts, extent: Extent, stop: &Stop) -> Option<Self> {
        let mut fault = None;
        let mut read = |document| match texts.read(document) {
            Ok(text) => text.map(Text::into_string),
            Err(error) => {
                fault.get_or_insert(error);
                None
            }
        };
        let texts = catalogue.documents.iter().map(&mut read).collect();
        let corpus = Corpus::new(&catalogue, texts, extent, || stop.is_set())?;
        Some(Self { catalogue, corpus, fault })
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

    /// What stands before the words at `spot`, the words, and what follows, all on one line of the text.
    pub fn in_context(&self, spot: &WordSpot) -> Option<[&str; 3]> {
        let text = self.corpus.text(&self.catalogue, spot)?;
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
