//! One document, opened to be read: its blocks, and what is quoted in them.
//!
//! Its text is read, its quotations are looked for in it, a copy is compared with its original. What comes out is whole and
//! owned ([`Opened`]), so that whoever scrolls through it wraps only what is in sight.
//!
//! With no text at hand the blocks are the excerpts in the order of the document, with what lies between them counted.

use std::ops::Range;

use super::drift::drift_of;
use crate::{
    catalogue::{Catalogue, DocumentId, ExcerptId, PartKind, texts::Texts},
    compare::{copy::Comparison, parts::Extent, placement::Placement, quotations::Compared},
    text::{anchor::Haystack, paragraphs::paragraphs},
};

/// Bytes of the longest block: so that wrapping one costs nothing, however long a paragraph is.
const LONGEST_BLOCK: usize = 4000;
/// So many code points without an excerpt are worth telling of, where the text is not at hand: a paragraph or two.
const LONG_GAP: usize = 500;

/// A document with what is known of its text.
#[derive(Debug)]
pub struct Opened {
    /// Which.
    pub document: DocumentId,
    /// Where its excerpts stand.
    pub placement: Placement,
    /// What is read, from the beginning to the end.
    pub blocks: Vec<Block>,
    /// The text; none where it is not at hand.
    pub text: Option<Haystack>,
    /// A copy beside its original, where both texts are at hand.
    pub comparison: Option<Comparison>,
    /// The stretches of the text that are not its body, in bytes and in order, each with what it is.
    pub parts: Vec<(Range<usize>, PartKind)>,
    /// The quoted stretches of the text, in bytes and in order, each with the excerpts that hold it.
    pub quoted: Vec<(Range<usize>, Vec<ExcerptId>)>,
    /// Why there is no text, where that is not because nobody has supplied one.
    pub fault: Option<String>,
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// These bytes of the text; the number of the paragraph, counted from 1, where one begins here.
    Text(Range<usize>, Option<usize>),
    /// An excerpt, where the text is not at hand.
    Excerpt(ExcerptId),
    /// So many code points that nobody quoted, where the text is not at hand and they are many.
    Gap(usize),
    /// Here the text would be if it were at hand.
    Missing,
}

/// Reads what there is of `document`; a copy is compared with its original as far as this `extent`.
pub fn open(catalogue: &Catalogue, texts: &Texts, document: DocumentId, extent: Extent) -> Opened {
    let excerpts: Vec<ExcerptId> =
        catalogue.excerpts.entries().filter(|(_, excerpt)| excerpt.document == document).map(|(id, _)| id).collect();
    match texts.read(&catalogue.documents[document]) {
        Ok(Some(text)) => {
            let (compared, text) = Compared::new(catalogue, document, &excerpts, text);
            let found = paragraphs(text.text());
            let mut blocks = Vec::new();
            for (number, paragraph) in (1..).zip(&found) {
                let mut number = Some(number);
                for range in pieces(text.text(), paragraph.bytes.clone()) {
                    blocks.push(Block::Text(range, number.take()));
                }
            }
            // An original that cannot be read is as good as none here; opening it says why.
            let comparison = drift_of(catalogue, texts, document, text.text(), extent).ok();
            let placement = Placement::in_text(&compared, &found);
            let quoted = quoted(&text, &placement);
            let parts = parts_in(&compared, &text);
            let text = if catalogue.blind { masked(text.text(), &parts) } else { text };
            // Beside its original a copy would show both their headlines.
            let comparison = comparison.filter(|_| !catalogue.blind);
            Opened { document, placement, blocks, text: Some(text), comparison, parts, quoted, fault: None }
        }
        Ok(None) => without_text(catalogue, document, &excerpts, None),
        // What is wrong with the file would name it.
        Err(error) => without_text(catalogue, document, &excerpts, Some(error.to_string()).filter(|_| !catalogue.blind)),
    }
}

/// The stretches of `text` that are not its body, in bytes and in order.
pub(super) fn parts_in(compared: &Compared, text: &Haystack) -> Vec<(Range<usize>, PartKind)> {
    let mut parts: Vec<_> = compared.parts.iter().map(|part| (bytes(text, &part.range), part.kind)).collect();
    parts.sort_by_key(|(range, _)| (range.start, range.end));
    parts
}

/// `text` with dots in the place of what in those of its `parts` gives its outlet away; blanks stay, and everything stands where it stood.
pub(super) fn masked(text: &str, parts: &[(Range<usize>, PartKind)]) -> Haystack {
    let hidden = |at: usize| parts.iter().any(|(range, kind)| kind.gives_outlet_away() && range.contains(&at));
    let masked = text.char_indices().map(|(at, c)| match c {
        _ if c.is_whitespace() || !hidden(at) => c,
        // A dot of as many bytes.
        _ => ['.', '\u{b7}', '\u{2024}', '\u{10101}'][c.len_utf8() - 1],
    });
    Haystack::new(masked.collect::<String>())
}

/// The stretches of `text` that are quoted, in bytes and in order, each with the excerpts that hold it.
pub(super) fn quoted(text: &Haystack, placement: &Placement) -> Vec<(Range<usize>, Vec<ExcerptId>)> {
    let quoted = placement.stretches().into_iter().filter(|stretch| !stretch.excerpts.is_empty());
    quoted.map(|stretch| (bytes(text, &stretch.range), stretch.excerpts)).collect()
}

fn without_text(catalogue: &Catalogue, document: DocumentId, excerpts: &[ExcerptId], fault: Option<String>) -> Opened {
    let placement = Placement::as_noted(catalogue, document, excerpts);
    let mut blocks = vec![Block::Missing];
    let mut read = 0;
    for placed in &placement.placed {
        if placed.range.start >= read + LONG_GAP {
            blocks.push(Block::Gap(placed.range.start - read));
        }
        blocks.push(Block::Excerpt(placed.excerpt));
        read = read.max(placed.range.end);
    }
    if let Some(rest) = placement.length.and_then(|length| length.checked_sub(read)).filter(|&rest| rest >= LONG_GAP) {
        blocks.push(Block::Gap(rest));
    }
    blocks.extend(placement.unplaced.iter().map(|&id| Block::Excerpt(id)));
    Opened { document, placement, blocks, text: None, comparison: None, parts: Vec::new(), quoted: Vec::new(), fault }
}

/// `range` of `text` in pieces of at most [`LONGEST_BLOCK`] bytes, cut at blanks where there are any.
pub(super) fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = range.start;
    while range.end - start > LONGEST_BLOCK {
        let longest = text[start..].char_indices().take_while(|&(at, _)| at < LONGEST_BLOCK).last();
        let longest = &text[start..start + longest.map_or(LONGEST_BLOCK, |(at, c)| at + c.len_utf8())];
        let length = longest.rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(longest.len());
        pieces.push(start..start + length);
        start += length;
    }
    pieces.push(start..range.end);
    pieces
}

impl Opened {
    /// The excerpts in the order of the document, those without a place last.
    pub fn excerpts(&self) -> impl DoubleEndedIterator<Item = ExcerptId> {
        self.placement.placed.iter().map(|placed| placed.excerpt).chain(self.placement.unplaced.iter().copied())
    }

    /// The block in which `excerpt` begins.
    pub fn block_of(&self, excerpt: ExcerptId) -> Option<usize> {
        if self.text.is_none() {
            return self.blocks.iter().position(|block| *block == Block::Excerpt(excerpt));
        }
        self.block_at(self.bytes_of(excerpt)?.start)
    }

    /// Where `excerpt` stands, in bytes of the text, if it has one place there.
    pub fn bytes_of(&self, excerpt: ExcerptId) -> Option<Range<usize>> {
        let placed = self.placement.placed.iter().find(|placed| placed.excerpt == excerpt)?;
        Some(bytes(self.text.as_ref()?, &placed.range))
    }

    /// Whether the byte `at` of the text is in no marked part.
    pub fn is_body(&self, at: usize) -> bool {
        !self.parts.iter().any(|(part, _)| part.contains(&at))
    }

    /// The block in which the byte `at` of the text stands.
    pub fn block_at(&self, at: usize) -> Option<usize> {
        self.blocks.partition_point(|block| matches!(block, Block::Text(range, _) if range.start <= at)).checked_sub(1)
    }

    /// The row of the comparison in which `excerpt` begins.
    pub fn row_of(&self, excerpt: ExcerptId) -> Option<usize> {
        let placed = self.placement.placed.iter().find(|placed| placed.excerpt == excerpt)?;
        let start = u32::try_from(placed.range.start).ok()?;
        let rows = &self.comparison.as_ref()?.rows;
        rows.iter().position(|row| row.copy.as_ref().is_some_and(|copy| (copy.span.start..copy.span.end).contains(&start)))
    }
}

/// The bytes of `text` that hold these code points.
pub(super) fn bytes(text: &Haystack, chars: &Range<usize>) -> Range<usize> {
    let start = text.slice(&(0..chars.start)).len();
    start..start + text.slice(chars).len()
}

/// The row of which the copy holds the byte `at` of its text.
pub fn row_at(comparison: &Comparison, at: usize) -> Option<usize> {
    comparison.rows.iter().position(|row| row.copy.as_ref().is_some_and(|copy| copy.range.contains(&at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked_says_nothing_and_moves_nothing() {
        let text = "Ünder the 橋 🌉\nBy Ada, 7\nShut it is.";
        let parts = [(0..text.find('\n').unwrap(), PartKind::Headline), (20..30, PartKind::Caption)];
        let masked = masked(text, &parts);
        assert_eq!((masked.text().len(), masked.text().chars().count()), (text.len(), text.chars().count()));
        let (head, rest) = masked.text().split_once('\n').unwrap();
        assert!(!head.chars().any(char::is_alphanumeric), "{head}");
        assert_eq!(head.split(' ').count(), 4);
        assert_eq!(rest, "By Ada, 7\nShut it is.");
    }
}
