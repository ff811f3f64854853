//! The words that are about to be filed, and what stands around them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{
    catalogue::{Catalogue, DocumentId, Excerpt, ExcerptId, Span, edit::claim_of},
    text::{
        anchor::{Anchoring, Haystack, Wanted},
        words::words,
    },
};

/// Sentences on either side in which a speaker is looked for.
const SENTENCES: usize = 2;
/// Words before a quotation that may be needed to tell it from the same words elsewhere.
const CONTEXT: usize = 12;

/// Words of a document that are to be quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Id of the document.
    pub document: String,
    /// As they are quoted.
    pub quote: String,
    /// Where they stand.
    pub span: Option<Span>,
    /// What stands before them, where that is needed to tell where they stand.
    pub prefix: Option<String>,
    /// What stands after them, likewise.
    pub suffix: Option<String>,
    /// The words with two sentences on either side.
    pub around: String,
    /// Where they stand in that, in bytes.
    pub within: Range<usize>,
    /// Where they stand in the text, in bytes, where they were selected in it.
    pub selected: Option<Range<usize>>,
}

impl Passage {
    /// The bytes `selected` of the `text` of a document, quoted as `quote`, which stand at `span`.
    pub fn of_text(
        catalogue: &Catalogue,
        document: DocumentId,
        text: &Haystack,
        selected: &Range<usize>,
        quote: String,
        span: Span,
    ) -> Self {
        let around = around(text.text(), selected);
        let (prefix, suffix) = context(text, selected, &quote, span);
        Self {
            document: catalogue.documents[document].id.to_string(),
            quote,
            span: Some(span),
            prefix,
            suffix,
            within: selected.start - around.start..selected.end - around.start,
            selected: Some(selected.clone()),
            around: text.text()[around].to_owned(),
        }
    }

    /// The excerpt of the same document under the claim of this id whose words overlap these.
    pub fn overlapped(&self, catalogue: &Catalogue, claim: &str) -> Option<ExcerptId> {
        let overlaps = |excerpt: &Excerpt| match (excerpt.span, self.span) {
            (Some(there), Some(own)) => there.start < own.end && own.start < there.end,
            _ => [excerpt.quote.written(), &self.quote]
                .into_iter()
                .any(|words| excerpt.quote.written().contains(words) && self.quote.contains(words)),
        };
        let is_of_document = |excerpt: &Excerpt| *catalogue.documents[excerpt.document].id == *self.document;
        let mut excerpts = catalogue.excerpts_of(claim_of(catalogue, claim)?);
        excerpts.find(|(_, excerpt)| is_of_document(excerpt) && overlaps(excerpt)).map(|(id, _)| id)
    }

    /// The words of an excerpt that is filed already.
    pub fn of_excerpt(catalogue: &Catalogue, id: ExcerptId) -> Self {
        let excerpt = &catalogue.excerpts[id];
        let quote = excerpt.quote.written().to_owned();
        let owned = |text: &Option<Box<str>>| text.as_ref().map(ToString::to_string);
        Self {
            document: catalogue.documents[excerpt.document].id.to_string(),
            span: excerpt.span,
            prefix: owned(&excerpt.prefix),
            suffix: owned(&excerpt.suffix),
            within: 0..quote.len(),
            selected: None,
            around: quote.clone(),
            quote,
        }
    }
}

/// The bytes of `text` from two sentences before `selected` to two after it.
fn around(text: &str, selected: &Range<usize>) -> Range<usize> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '\n');
    let start = text[..selected.start].rmatch_indices(ends).nth(SENTENCES).map_or(0, |(at, end)| at + end.len());
    let end =
        text[selected.end..].match_indices(ends).nth(SENTENCES).map_or(text.len(), |(at, end)| selected.end + at + end.len());
    start..end
}

/// What must stand before or after `quote` for it to stand at `span` only; nothing where it stands once.
fn context(text: &Haystack, selected: &Range<usize>, quote: &str, span: Span) -> (Option<String>, Option<String>) {
    let is_there = |prefix: Option<&str>, suffix: Option<&str>| {
        let found = text.anchor(&Wanted { quote, prefix, suffix, span: None });
        !matches!(found, Anchoring::Ambiguous { .. }) && found.certain().is_some_and(|range| range.start == span.start as usize)
    };
    if is_there(None, None) {
        return (None, None);
    }
    let before: Vec<usize> = words(&text.text()[..selected.start]).map(|word| word.start).collect();
    let prefixes = before.iter().rev().take(CONTEXT).map(|&start| text.text()[start..selected.start].trim().to_owned());
    if let Some(prefix) = prefixes.into_iter().find(|prefix| is_there(Some(prefix), None)) {
        return (Some(prefix), None);
    }
    let rest = &text.text()[selected.end..];
    let suffixes = words(rest).take(CONTEXT).map(|word| rest[..word.end].trim().to_owned());
    let suffix = suffixes.into_iter().find(|suffix| is_there(None, Some(suffix)));
    (None, suffix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn words_that_stand_twice_are_told_apart_by_what_stands_before_them() {
        let catalogue =
            parse("title = 'B'\noutlet = [{ id = 'b', name = 'B' }]\ndocument = [{ id = 'd', outlet = 'b', title = 'D' }]")
                .unwrap()
                .catalogue;
        let text = Haystack::new("One. Two. The bridge is shut. Three. On Monday the bridge is shut. Four. Five. Six.");
        let passage = |at: usize, quote: &str| {
            let span = Span { start: u32::try_from(at).unwrap(), end: u32::try_from(at + quote.len()).unwrap() };
            Passage::of_text(&catalogue, DocumentId::new(0), &text, &(at..at + quote.len()), quote.to_owned(), span)
        };
        let second = text.text().rfind("bridge is shut").unwrap();
        let found = passage(second, "bridge is shut");
        assert_eq!((found.prefix.as_deref(), found.suffix.as_deref()), (Some("the"), None));
        assert_eq!(found.around, " The bridge is shut. Three. On Monday the bridge is shut. Four. Five.");
        assert_eq!(&found.around[found.within], "bridge is shut");
        assert_eq!(passage(text.text().find("On Monday").unwrap(), "On Monday").prefix, None);
    }
}
