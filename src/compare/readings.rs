//! What there is to read of each document: its text where that is at hand, else the quotations of its excerpts.
//!
//! Counts of words are made over these, and every answer says which of the two it was made from. A quotation that is filed
//! under several claims is read once, and so is one that lies within another by their spans; two that overlap in part are
//! both read whole.

use std::{cmp::Reverse, collections::HashSet, ops::Range};

use serde::Serialize;

use super::quotations::by_document;
use crate::{
    catalogue::{Catalogue, DocumentId, ExcerptId},
    text::tokens::{Token, tokens},
};

/// From what a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Its text.
    Text,
    /// The quotations that the catalogue has of it.
    Excerpts,
}

/// Where words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// In which document.
    pub document: DocumentId,
    /// In which excerpt's quotation, where the document's text is not at hand.
    pub excerpt: Option<ExcerptId>,
    /// Which words, in bytes of that text or quotation.
    pub range: Range<usize>,
}

/// One document as it is read.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// Which.
    pub document: DocumentId,
    /// From what.
    pub basis: Basis,
    /// Its text, or its quotations in the order of the document as far as that is known.
    pub pieces: Vec<Piece<'a>>,
}

/// A text that is read in one go.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// Whose quotation it is, where it is not a document's text.
    pub excerpt: Option<ExcerptId>,
    /// What is read.
    pub text: &'a str,
    /// Its words.
    pub tokens: Vec<Token<'a>>,
}

impl Reading<'_> {
    /// How many words there are.
    pub fn words(&self) -> usize {
        self.pieces.iter().map(|piece| piece.tokens.len()).sum()
    }

    /// The place of `range` in `piece`.
    pub fn spot(&self, piece: &Piece, range: Range<usize>) -> Spot {
        Spot { document: self.document, excerpt: piece.excerpt, range }
    }
}

/// Every document of `catalogue` as it is read, in the order of the catalogue; `text_of` knows the texts at hand.
pub fn readings<'a>(catalogue: &'a Catalogue, text_of: impl Fn(DocumentId) -> Option<&'a str>) -> Vec<Reading<'a>> {
    let piece = |excerpt, text| Piece { excerpt, text, tokens: tokens(text) };
    let quote = |id: ExcerptId| piece(Some(id), catalogue.excerpts[id].quote.written());
    let read = |(document, excerpts): (DocumentId, Vec<ExcerptId>)| {
        if let Some(text) = text_of(document) {
            return Reading { document, basis: Basis::Text, pieces: vec![piece(None, text)] };
        }
        let pieces = each_once(catalogue, excerpts).into_iter().map(quote).collect();
        Reading { document, basis: Basis::Excerpts, pieces }
    };
    catalogue.documents.ids().zip(by_document(catalogue)).map(read).collect()
}

/// The excerpts of one document, without those that say again what another says.
fn each_once(catalogue: &Catalogue, mut excerpts: Vec<ExcerptId>) -> Vec<ExcerptId> {
    let span = |id: ExcerptId| catalogue.excerpts[id].span;
    excerpts.sort_by_key(|&id| span(id).map_or((u32::MAX, Reverse(0)), |span| (span.start, Reverse(span.end))));
    let mut seen = HashSet::new();
    let mut end = 0;
    excerpts.retain(|&id| {
        let within = span(id).is_some_and(|span| span.end <= end);
        end = end.max(span(id).map_or(0, |span| span.end));
        seen.insert(catalogue.excerpts[id].quote.written()) && !within
    });
    excerpts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample;

    #[test]
    fn a_text_at_hand_is_read_and_else_the_quotations() {
        let catalogue = sample::catalogue();
        let readings = readings(&catalogue, sample::text_of);
        let shown: Vec<_> = readings.iter().map(|reading| (reading.basis, reading.pieces.len(), reading.words())).collect();
        assert_eq!(shown, [(Basis::Text, 1, 17), (Basis::Excerpts, 2, 9), (Basis::Excerpts, 1, 3)]);
        assert_eq!(readings[0].pieces[0].excerpt, None);
    }

    #[test]
    fn what_is_quoted_twice_is_read_once() {
        let catalogue = sample::catalogue();
        let texts = |reading: &Reading<'_>| reading.pieces.iter().map(|piece| piece.text.to_owned()).collect::<Vec<_>>();
        let readings = readings(&catalogue, |_| None);
        assert_eq!(texts(&readings[0]), ["The bridge was closed.", "it was unsafe", "beams rot"]);
        assert_eq!(texts(&readings[1]), ["The harbour regime claimed so", "the regime’s beams rot"]);
    }
}
