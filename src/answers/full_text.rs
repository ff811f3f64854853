//! The texts of a catalogue, sentence by sentence, made ready to be searched.
//!
//! What an outlet has not been quoted for can be looked for here: where its text is at hand and nothing is found, it is silent.
//! Where the text is not at hand, nobody can say so, and [`FullText::silence`] keeps the two apart.

use std::ops::Range;

use super::document::{masked, parts_in, pieces, quoted};
use crate::{
    catalogue::{
        Catalogue, DocumentId, ExcerptId, OutletId, Quote,
        texts::{TextError, Texts},
    },
    compare::{
        placement::Placement,
        quotations::{Compared, by_document},
    },
    find::{Hits, Index, Stop},
    text::{paragraphs::paragraphs, sentences::sentences},
    threads::side_by_side,
};

/// The sentences of all texts at hand.
#[derive(Debug)]
pub struct FullText {
    /// By document, and in it from the beginning.
    pub sentences: Vec<Sentence>,
    /// By what they are searched: its items are the sentences.
    pub index: Index,
    /// Whether the text of each document is at hand.
    at_hand: Vec<bool>,
    /// Why the first of those texts cannot be had that are there and cannot be read.
    fault: Option<TextError>,
}

/// One sentence, or a piece of one that has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// In which document.
    pub document: DocumentId,
    /// Bytes of its text.
    pub range: Range<usize>,
    /// In which paragraph, counted from 1.
    pub paragraph: usize,
    /// What it says.
    pub quote: Quote,
    /// The excerpts that quote of it, in the order of the catalogue.
    pub excerpts: Vec<ExcerptId>,
}

/// The outlets in whose texts nothing was found, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Those with a text at hand; "(1 of 2 texts)" where not all are.
    pub no_hit: Vec<String>,
    /// Those of which nobody can say.
    pub no_text: Vec<String>,
}

impl FullText {
    /// Reads those `texts` of the documents of `catalogue` that are there; none where it is told to stop before it is done.
    pub fn read(catalogue: &Catalogue, texts: &Texts, stop: &Stop) -> Option<Self> {
        let documents: Vec<(DocumentId, Vec<ExcerptId>)> = catalogue.documents.ids().zip(by_document(catalogue)).collect();
        let read = side_by_side(&documents, usize::MAX, |(document, excerpts)| {
            if stop.is_set() { Ok(None) } else { read(catalogue, texts, *document, excerpts) }
        });
        if stop.is_set() {
            return None;
        }
        let (mut sentences, mut at_hand, mut fault) = (Vec::new(), Vec::with_capacity(read.len()), None);
        for of_document in read {
            at_hand.push(matches!(of_document, Ok(Some(_))));
            match of_document {
                Ok(found) => sentences.extend(found.into_iter().flatten()),
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        let passage = |row: usize| (sentences[row].document, sentences[row].quote.shown());
        let index = Index::of_passages(catalogue, sentences.len(), passage);
        Some(Self { sentences, index, at_hand, fault })
    }

    /// The same, where every text that is there was read.
    ///
    /// # Errors
    ///
    /// Why the first of the others could not be.
    pub fn whole(mut self) -> Result<Self, TextError> {
        self.fault.take().map_or(Ok(self), Err)
    }

    /// Whether no text is at hand.
    pub fn is_empty(&self) -> bool {
        !self.at_hand.contains(&true)
    }

    /// How many documents of `outlet` have their text at hand.
    pub fn texts_of(&self, catalogue: &Catalogue, outlet: OutletId) -> usize {
        catalogue.outlets[outlet].documents.iter().filter(|document| self.at_hand.get(document.index()) == Some(&true)).count()
    }

    /// Who has nothing of `hits`, which were found in it.
    pub fn silence(&self, catalogue: &Catalogue, hits: &Hits) -> Silence {
        let mut silence = Silence { no_hit: Vec::new(), no_text: Vec::new() };
        for outlet in hits.silent() {
            let row = &catalogue.outlets[outlet];
            let all = row.documents.len();
            match self.texts_of(catalogue, outlet) {
                0 => silence.no_text.push(row.name.clone()),
                some if some < all => silence.no_hit.push(format!("{} ({some} of {all} texts)", row.name)),
                _ => silence.no_hit.push(row.name.clone()),
            }
        }
        silence
    }
}

/// The sentences of one document; none where its text is not at hand.
fn read(
    catalogue: &Catalogue,
    texts: &Texts,
    document: DocumentId,
    excerpts: &[ExcerptId],
) -> Result<Option<Vec<Sentence>>, TextError> {
    let Some(text) = texts.read(&catalogue.documents[document])? else { return Ok(None) };
    let (compared, text) = Compared::new(catalogue, document, excerpts, text);
    let quoted = quoted(&text, &Placement::in_text(&compared, &paragraphs(text.text())));
    let hidden = catalogue.blind.then(|| masked(text.text(), &parts_in(&compared, &text)));
    let shown = hidden.as_ref().unwrap_or(&text).text();
    let mut found = Vec::new();
    let mut first = 0;
    for sentence in sentences(text.text()) {
        for range in pieces(text.text(), sentence.range) {
            first += quoted[first..].iter().take_while(|(stretch, _)| stretch.end <= range.start).count();
            let its = quoted[first..].iter().take_while(|(stretch, _)| stretch.start < range.end);
            let mut excerpts: Vec<ExcerptId> = its.flat_map(|(_, excerpts)| excerpts).copied().collect();
            excerpts.sort_unstable();
            excerpts.dedup();
            let quote = Quote::new(&shown[range.clone()]);
            found.push(Sentence { document, range, paragraph: sentence.paragraph + 1, quote, excerpts });
        }
    }
    Ok(Some(found))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        catalogue::{Origin, Progress, load},
        find::{Query, search},
    };

    fn harrow_bay() -> (Catalogue, FullText) {
        let origin = Origin::Path(Path::new("tests/catalogues/harrow-bay").to_owned());
        let catalogue = load(&origin, &Progress::default()).unwrap().catalogue;
        let full_text = FullText::read(&catalogue, &Texts::of(&origin), &Stop::default()).unwrap();
        (catalogue, full_text)
    }

    #[test]
    fn a_sentence_knows_its_place_and_the_excerpts_that_quote_of_it() {
        let (catalogue, full_text) = harrow_bay();
        let sentence = |beginning: &str| {
            let found = full_text.sentences.iter().find(|sentence| sentence.quote.shown().starts_with(beginning));
            found.unwrap_or_else(|| panic!("{beginning}"))
        };
        let barriers = sentence("Nobody in Harrow Bay");
        assert_eq!((barriers.paragraph, &*catalogue.documents[barriers.document].id), (2, "courier-bridge"));
        assert!(!barriers.excerpts.is_empty());
        for &excerpt in &barriers.excerpts {
            let quote = catalogue.excerpts[excerpt].quote.written();
            assert!(quote.contains(barriers.quote.written()) || barriers.quote.written().contains(quote), "{quote}");
        }
        assert_eq!(sentence("The so-called danger").paragraph, 4);
        assert!(sentence("Bridge shut overnight").excerpts.is_empty());
    }

    #[test]
    fn an_outlet_without_a_text_is_not_called_silent() {
        let (catalogue, full_text) = harrow_bay();
        let silence = |typed: &str| {
            let hits = search(&full_text.index, &Query::parse(typed), &Stop::default()).unwrap();
            full_text.silence(&catalogue, &hits)
        };
        let no_text = vec!["Harbour Post".to_owned(), "Town Hall News".to_owned()];
        assert_eq!(silence("fences"), Silence { no_hit: vec!["Bay Courier".to_owned()], no_text: no_text.clone() });
        assert_eq!(silence("'zeppelin").no_hit, ["Bay Courier", "Tide Mirror"]);
        assert_eq!(silence("storm"), Silence { no_hit: Vec::new(), no_text });
    }

    #[test]
    fn without_a_text_there_is_nothing_to_search() {
        let (catalogue, _) = harrow_bay();
        let full_text = FullText::read(&catalogue, &Texts::of(&Origin::BuiltIn), &Stop::default()).unwrap();
        assert!(full_text.is_empty() && full_text.sentences.is_empty() && full_text.index.is_empty());
        assert!(!harrow_bay().1.is_empty());
    }

    #[test]
    fn reading_ends_when_it_is_told_to() {
        let (catalogue, _) = harrow_bay();
        let stop = Stop::default();
        stop.set();
        assert!(FullText::read(&catalogue, &Texts::of(&Origin::BuiltIn), &stop).is_none());
    }
}
