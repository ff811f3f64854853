//! What there is to read of each document: its text where that is at hand, else the quotations of its excerpts.
//!
//! Counts of words are made over these, and every answer says which of the two it was made from. A quotation that is filed
//! under several claims is read once, and so is one that lies within another by their spans; two that overlap in part are
//! both read whole.
//!
//! To find the words of all documents takes time where there are many: a [`Corpus`] is made once a catalogue and kept beside it.
//! It knows every word by its place in one vocabulary, so that a word is looked for among numbers, which for millions of words
//! is a matter of milliseconds, and only the texts that have it are looked into.

use std::{
    borrow::Cow,
    cmp::Reverse,
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use serde::Serialize;

use super::{
    parts::{Extent, left_out, noted},
    quotations::by_document,
};
use crate::{
    catalogue::{Catalogue, DocumentId, ExcerptId, PartKind},
    text::{
        tokens::Token,
        words::{fold_word, words},
    },
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
pub struct WordSpot {
    /// In which document.
    pub document: DocumentId,
    /// In which excerpt's quotation, where the document's text is not at hand.
    pub excerpt: Option<ExcerptId>,
    /// Which words, in bytes of that text or quotation.
    pub range: Range<usize>,
}

/// One document as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorpusText {
    /// Which.
    pub document: DocumentId,
    /// From what.
    pub basis: Basis,
    /// How many words there are.
    pub words: usize,
}

/// A text that is read in one go: a document's, or a quotation.
#[derive(Debug, Clone)]
pub(super) struct ReadPiece {
    pub(super) document: DocumentId,
    /// Whose quotation it is, where it is not a document's text.
    pub(super) excerpt: Option<ExcerptId>,
    /// Among the words of all pieces.
    words: Range<usize>,
}

impl ReadPiece {
    /// The place of `range` in it.
    pub(super) const fn spot(&self, range: Range<usize>) -> WordSpot {
        WordSpot { document: self.document, excerpt: self.excerpt, range }
    }
}

/// What there is to read of the documents of a catalogue, with its words.
#[derive(Debug, Default)]
pub struct Corpus {
    extent: Extent,
    texts: Vec<Option<String>>,
    documents: Vec<CorpusText>,
    /// By document; its text, or its quotations in the order of the document as far as that is known.
    pieces: Vec<ReadPiece>,
    /// The words of all pieces, one after the other, as places in the vocabulary.
    words: Vec<u32>,
    /// Where in its piece each of them begins and ends, in bytes.
    ranges: Vec<[u32; 2]>,
    /// Every word once, folded, in the order in which they come.
    vocabulary: Vec<Arc<str>>,
    places: HashMap<Arc<str>, u32>,
}

impl Corpus {
    /// Reads every document of `catalogue` to this `extent`: `texts` are those at hand, by the index of the document. None where it
    /// is `stopped` before it is done.
    pub fn new(catalogue: &Catalogue, texts: Vec<Option<String>>, extent: Extent, stopped: impl Fn() -> bool) -> Option<Self> {
        let mut corpus = Self { extent, ..Self::default() };
        // Where nobody is to see whose a document is, no line may show it either.
        let is_read = |kind: PartKind| extent.reads(kind) && !(catalogue.blind && kind.gives_outlet_away());
        for (document, excerpts) in catalogue.documents.ids().zip(by_document(catalogue)) {
            if stopped() {
                return None;
            }
            let before = corpus.words.len();
            let basis = if let Some(Some(text)) = texts.get(document.index()) {
                corpus.read(document, None, text, &left_out(&catalogue.documents[document], text, is_read));
                Basis::Text
            } else {
                let row = &catalogue.documents[document];
                let is_read = |id: &ExcerptId| noted(row, &catalogue.excerpts[*id]).is_none_or(is_read);
                for id in each_once(catalogue, excerpts.into_iter().filter(is_read).collect()) {
                    corpus.read(document, Some(id), catalogue.excerpts[id].quote.written(), &[]);
                }
                Basis::Excerpts
            };
            corpus.documents.push(CorpusText { document, basis, words: corpus.words.len() - before });
        }
        Some(Self { texts, ..corpus })
    }

    fn read(&mut self, document: DocumentId, excerpt: Option<ExcerptId>, text: &str, left_out: &[Range<usize>]) {
        let before = self.words.len();
        let mut left_out = left_out.iter().peekable();
        for range in words(text) {
            while left_out.next_if(|part| part.end <= range.start).is_some() {}
            if left_out.peek().is_some_and(|part| part.start < range.end) {
                continue;
            }
            // A text of four gigabytes is none, and the words after that are not read.
            let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else { break };
            let Some(word) = self.place(fold_word(&text[range])) else { break };
            self.words.push(word);
            self.ranges.push([start, end]);
        }
        self.pieces.push(ReadPiece { document, excerpt, words: before..self.words.len() });
    }

    /// The place of `folded` in the vocabulary, which grows.
    fn place(&mut self, folded: Cow<str>) -> Option<u32> {
        if let Some(&place) = self.places.get(&*folded) {
            return Some(place);
        }
        let place = u32::try_from(self.vocabulary.len()).ok()?;
        let word: Arc<str> = folded.into();
        self.vocabulary.push(Arc::clone(&word));
        self.places.insert(word, place);
        Some(place)
    }

    /// How much of each text is read.
    pub const fn extent(&self) -> Extent {
        self.extent
    }

    /// The documents as they are read, in the order of the catalogue.
    pub fn documents(&self) -> &[CorpusText] {
        &self.documents
    }

    /// The text or quotation in which `spot` is a place.
    pub fn text<'a>(&'a self, catalogue: &'a Catalogue, spot: &WordSpot) -> Option<&'a str> {
        self.written(catalogue, spot.document, spot.excerpt)
    }

    pub(super) fn text_of<'a>(&'a self, catalogue: &'a Catalogue, piece: &ReadPiece) -> Option<&'a str> {
        self.written(catalogue, piece.document, piece.excerpt)
    }

    fn written<'a>(&'a self, catalogue: &'a Catalogue, document: DocumentId, excerpt: Option<ExcerptId>) -> Option<&'a str> {
        match excerpt {
            Some(excerpt) => Some(catalogue.excerpts.get(excerpt)?.quote.written()),
            None => self.texts.get(document.index())?.as_deref(),
        }
    }

    /// All pieces, by document.
    pub(super) fn pieces(&self) -> &[ReadPiece] {
        &self.pieces
    }

    /// The pieces in which one of these folded words stands, or a possessive of one.
    pub(super) fn pieces_with<'a>(&'a self, wanted: impl Iterator<Item = &'a str>) -> impl Iterator<Item = &'a ReadPiece> {
        let with_owners = wanted.flat_map(|word| [word.to_owned(), format!("{word}'s")]);
        let wanted: Vec<u32> = with_owners.filter_map(|word| self.places.get(&*word).copied()).collect();
        self.pieces.iter().filter(move |piece| self.words(piece).iter().any(|word| wanted.contains(word)))
    }

    /// The words of `piece`, as places in the vocabulary.
    pub(super) fn words(&self, piece: &ReadPiece) -> &[u32] {
        &self.words[piece.words.clone()]
    }

    /// Every word once, folded.
    pub(super) fn vocabulary(&self) -> impl ExactSizeIterator<Item = &str> {
        self.vocabulary.iter().map(|word| &**word)
    }

    /// The words of `piece` as they are looked through.
    pub(super) fn tokens(&self, piece: &ReadPiece) -> Vec<Token<'_>> {
        let words = self.words(piece).iter().map(|&word| Cow::Borrowed(&*self.vocabulary[word as usize]));
        let ranges = self.ranges[piece.words.clone()].iter().map(|&[start, end]| start as usize..end as usize);
        words.zip(ranges).map(|(folded, range)| Token { range, folded }).collect()
    }
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
    use crate::{compare::sample, text::tokens::tokens};

    fn texts(corpus: &Corpus, catalogue: &Catalogue, document: usize) -> Vec<String> {
        let of_document = corpus.pieces.iter().filter(|piece| piece.document.index() == document);
        of_document.map(|piece| corpus.text_of(catalogue, piece).unwrap().to_owned()).collect()
    }

    #[test]
    fn a_text_at_hand_is_read_and_else_the_quotations() {
        let catalogue = sample::catalogue();
        let corpus = sample::corpus(&catalogue);
        let shown: Vec<_> = corpus.documents().iter().map(|read| (read.basis, read.words)).collect();
        assert_eq!(shown, [(Basis::Text, 17), (Basis::Excerpts, 9), (Basis::Excerpts, 3)]);
        assert_eq!(texts(&corpus, &catalogue, 0), [sample::COURIER]);
        assert_eq!(corpus.pieces[0].excerpt, None);
    }

    #[test]
    fn what_is_quoted_twice_is_read_once() {
        let catalogue = sample::catalogue();
        let corpus = Corpus::new(&catalogue, Vec::new(), Extent::default(), || false).unwrap();
        assert_eq!(texts(&corpus, &catalogue, 0), ["The bridge was closed.", "it was unsafe", "beams rot"]);
        assert_eq!(texts(&corpus, &catalogue, 1), ["The harbour regime claimed so", "the regime’s beams rot"]);
    }

    #[test]
    fn the_words_that_are_kept_are_those_of_the_texts() {
        let catalogue = sample::catalogue();
        let corpus = sample::corpus(&catalogue);
        for piece in corpus.pieces() {
            assert_eq!(corpus.tokens(piece), tokens(corpus.text_of(&catalogue, piece).unwrap()));
        }
    }

    #[test]
    fn a_word_is_looked_for_with_its_possessive() {
        let catalogue = sample::catalogue();
        let corpus = sample::corpus(&catalogue);
        let quotes = |word| {
            let pieces = corpus.pieces_with([word].into_iter());
            pieces.map(|piece| corpus.text_of(&catalogue, piece).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(quotes("regime"), ["The harbour regime claimed so", "the regime’s beams rot"]);
        assert_eq!(quotes("gull"), Vec::<&str>::new());
    }

    #[test]
    fn reading_ends_when_it_is_told_to() {
        assert!(Corpus::new(&sample::catalogue(), Vec::new(), Extent::default(), || true).is_none());
    }
}
