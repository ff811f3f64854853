//! Where the parts of a document stand in its text, and which of them are read.
//!
//! A part is given by its first and its last words, as printed; both are looked for as quotations are. Where they stand more than
//! once, the span decides. What counts words reads the body and the headline, unless it is asked for [`Extent::AllParts`].

use std::{fmt, ops::Range};

use crate::{
    catalogue::{Document, Excerpt, Part, PartKind, Span},
    text::anchor::{Anchoring, Haystack, Wanted},
};

/// How much of a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Extent {
    /// What the outlet says in its text.
    #[default]
    BodyAndHeadline,
    /// Captions, comments and all the rest, too.
    AllParts,
}

impl Extent {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BodyAndHeadline => "body and headline",
            Self::AllParts => "all parts",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::BodyAndHeadline => Self::AllParts,
            Self::AllParts => Self::BodyAndHeadline,
        }
    }

    /// Whether a part of this kind is read.
    pub fn reads(self, kind: PartKind) -> bool {
        self == Self::AllParts || kind == PartKind::Headline
    }
}

/// Why a part has no place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartFault {
    /// The words under this key do not stand there.
    NotThere(&'static str),
    /// They stand in several places, and no span says which is meant.
    Ambiguous(&'static str),
    /// Its last words stand before its first.
    Backwards,
}

impl fmt::Display for PartFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere(key) => write!(f, "its `{key}` does not stand in the text"),
            Self::Ambiguous(key) => write!(f, "its `{key}` stands in several places, and no `span` says which is meant"),
            Self::Backwards => write!(f, "its `to` ends before its `from` begins"),
        }
    }
}

/// Where `part` stands in `text`, in code points.
///
/// # Errors
///
/// Why it has no certain place there.
pub fn place(part: &Part, text: &Haystack) -> Result<Range<usize>, PartFault> {
    let length = |words: &str| words.chars().count();
    let span = part.span.map(|span| span.start as usize..span.end as usize);
    let begins = span.as_ref().map(|span| span.start..span.start + length(&part.from));
    let ends = span.as_ref().map(|span| span.end.saturating_sub(length(&part.to))..span.end);
    let of = |key: &'static str, words: &str, hint: Option<Range<usize>>| {
        let found = text.anchor(&Wanted { quote: words, prefix: None, suffix: None, span: hint });
        match &found {
            Anchoring::Ambiguous { .. } => Err(PartFault::Ambiguous(key)),
            found => found.certain().cloned().ok_or(PartFault::NotThere(key)),
        }
    };
    let (first, last) = (of("from", &part.from, begins)?, of("to", &part.to, ends)?);
    if last.end <= first.start { Err(PartFault::Backwards) } else { Ok(first.start..last.end) }
}

/// A part whose place is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedPart {
    /// What it is.
    pub kind: PartKind,
    /// Which of the parts of its document, by its place in [`Document::parts`].
    pub index: usize,
    /// Code points of the text.
    pub range: Range<usize>,
}

/// The parts of `document` that have a certain place in `text`, in order of the catalogue; and those that have none, by their place
/// in [`Document::parts`], with the reason.
pub fn placed(document: &Document, text: &Haystack) -> (Vec<PlacedPart>, Vec<(usize, PartFault)>) {
    let (mut placed, mut misplaced) = (Vec::new(), Vec::new());
    for (index, part) in document.parts.iter().enumerate() {
        match place(part, text) {
            Ok(range) => placed.push(PlacedPart { kind: part.kind, index, range }),
            Err(fault) => misplaced.push((index, fault)),
        }
    }
    (placed, misplaced)
}

/// The kind of the part of `document` in which `excerpt` stands by what the catalogue notes of both; none for the body.
pub fn noted(document: &Document, excerpt: &Excerpt) -> Option<PartKind> {
    let Span { start, end } = excerpt.span?;
    let holds = |part: &&Part| part.span.is_some_and(|span| span.start <= start && end <= span.end);
    document.parts.iter().find(holds).map(|part| part.kind)
}

/// The kind of the one of `parts` that holds `range` whole; none for the body.
pub fn part_at(parts: &[PlacedPart], range: &Range<usize>) -> Option<PartKind> {
    let holds = |part: &&PlacedPart| part.range.start <= range.start && range.end <= part.range.end;
    parts.iter().find(holds).map(|part| part.kind)
}

/// What of `text`, that of `document`, is not read: bytes, in order, none overlapping another. A part is read as its kind `is_read`.
///
/// A part without a certain place counts as body.
pub(super) fn left_out(document: &Document, text: &str, is_read: impl Fn(PartKind) -> bool) -> Vec<Range<usize>> {
    let unread: Vec<&Part> = document.parts.iter().filter(|part| !is_read(part.kind)).collect();
    if unread.is_empty() {
        return Vec::new();
    }
    let text = Haystack::new(text);
    let bytes = |chars: Range<usize>| {
        let start = text.slice(&(0..chars.start)).len();
        start..start + text.slice(&chars).len()
    };
    apart(unread.into_iter().filter_map(|part| place(part, &text).ok()).map(bytes).collect())
}

/// What `ranges` cover, in order, none touching another.
pub(super) fn apart(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(before) if range.start <= before.end => before.end = before.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Catalogue, parse},
        compare::corpus::Corpus,
    };

    const TEXT: &str = "Bridge shut\nBy L. Marchetti\nThe bridge is shut. The mayor is away.\nThe bridge at dusk. Photo\nIt is old.\nJoin us! Gulls rule!";

    fn catalogue(parts: &str) -> Catalogue {
        let head = "format = 2\ntitle = 'Bridge'\noutlet = [{ id = 'bay', name = 'Bay' }]\n[[document]]\nid = 'bay'\noutlet = 'bay'\ntitle = 'Bridge'\n";
        parse(format!("{head}{parts}")).unwrap().catalogue
    }

    fn part(kind: &str, from: &str, to: &str, span: &str) -> String {
        format!("[[document.part]]\nkind = '{kind}'\nfrom = '{from}'\nto = '{to}'\n{span}\n")
    }

    #[test]
    fn a_part_stands_from_its_first_words_to_its_last() {
        let rows = [
            (part("comments", "Join us!", "rule!", ""), Ok("Join us! Gulls rule!")),
            (part("byline", "By L. Marchetti", "By L. Marchetti", ""), Ok("By L. Marchetti")),
            (part("caption", "The bridge at dusk", "Photo", ""), Ok("The bridge at dusk. Photo")),
            (part("caption", "The bridge", "Photo", ""), Err(PartFault::Ambiguous("from"))),
            (part("caption", "The bridge", "Photo", "span = [67, 92]"), Ok("The bridge at dusk. Photo")),
            (part("caption", "The ferry", "Photo", ""), Err(PartFault::NotThere("from"))),
            (part("caption", "The bridge at dusk", "ferry", ""), Err(PartFault::NotThere("to"))),
            (part("comments", "Join us!", "Marchetti", ""), Err(PartFault::Backwards)),
        ];
        for (parts, expected) in rows {
            let catalogue = catalogue(&parts);
            let text = Haystack::new(TEXT);
            let (_, document) = catalogue.documents.entries().next().unwrap();
            let found = place(&document.parts[0], &text);
            assert_eq!(found.map(|range| text.slice(&range).to_owned()), expected.map(str::to_owned), "{parts}");
        }
    }

    #[test]
    fn body_and_headline_are_read_unless_more_is_asked_for() {
        let parts = part("headline", "Bridge shut", "Bridge shut", "")
            + &part("byline", "By L.", "Marchetti", "")
            + &part("caption", "The bridge at dusk", "Photo", "")
            + &part("comments", "Join us!", "rule!", "");
        let catalogue = catalogue(&parts);
        let words = |extent| {
            let corpus = Corpus::new(&catalogue, vec![Some(TEXT.to_owned())], extent, || false).unwrap();
            corpus.documents()[0].words
        };
        assert_eq!(words(Extent::AllParts), 25);
        assert_eq!(words(Extent::BodyAndHeadline), 13);
    }
}
