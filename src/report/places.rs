//! Where to look in a document for what bears on a claim: `parallax look CLAIM DOCUMENT`.
//!
//! As JSON: the ids of `claim` and `document`; `passages`, best first, each with its `span` (first code point of the text and the one after the last), its `text`, a
//! `score` that is comparable only with those beside it, and the `words` that speak for it.

use serde::Serialize;

use super::{count, hundredths, paragraph};
use crate::{answers::places::Looked, catalogue::Catalogue, text::clean::displayable};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacesPage<'a> {
    claim: &'a str,
    document: &'a str,
    passages: Vec<Passage<'a>>,
    #[serde(skip)]
    title: &'a str,
    #[serde(skip)]
    all: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Passage<'a> {
    span: [u32; 2],
    text: &'a str,
    score: f64,
    words: &'a [String],
}

impl<'a> PlacesPage<'a> {
    /// The page of at most so many of the places that were found.
    pub fn new(catalogue: &'a Catalogue, looked: &'a Looked, limit: usize) -> Self {
        let passages = looked.places.iter().take(limit).map(|place| Passage {
            span: {
                let span = looked.span(place);
                [span.start, span.end]
            },
            text: looked.text.text().get(place.range.clone()).unwrap_or_default(),
            score: hundredths(place.score),
            words: &place.words,
        });
        let claim = &catalogue.claims[looked.claim];
        Self {
            claim: &claim.id,
            document: &catalogue.documents[looked.document].id,
            passages: passages.collect(),
            title: &claim.title,
            all: looked.places.len(),
        }
    }

    /// Whether there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// As plain text, `columns` wide: each passage with its span and the words that speak for it.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        let shown = if self.passages.len() < self.all { format!("the first {} of ", self.passages.len()) } else { String::new() };
        let head = format!(
            "{} in {}: {shown}{} to look at, likeliest first",
            displayable(self.title),
            self.document,
            count(self.all, "place")
        );
        paragraph(&mut page, &head, 0, columns);
        for Passage { span: [start, end], text, words, .. } in &self.passages {
            page.push('\n');
            paragraph(&mut page, &displayable(text), 2, columns);
            let words = words.iter().map(|word| displayable(word)).collect::<Vec<_>>().join(", ");
            paragraph(&mut page, &format!("span {start} to {end}; {words}"), 4, columns);
        }
        page
    }
}
