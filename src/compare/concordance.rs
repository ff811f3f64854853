//! The lines in which words stand: keyword in context.

use std::ops::Range;

use super::readings::{Reading, Spot};
use crate::text::{fold::fold, phrases::Phrases, tokens::Token};

/// How many words of context stand on each side at most; they never leave the keyword's line of the text.
pub const CONTEXT: usize = 20;

/// One place of a keyword with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where the keyword stands.
    pub spot: Spot,
    /// What stands before it, in bytes of the same text or quotation; up to the keyword.
    pub left: Range<usize>,
    /// What stands after it.
    pub right: Range<usize>,
}

/// In which order lines come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By document, and in it from the beginning.
    #[default]
    Place,
    /// By the words that follow the keyword, so that what is said of it stands together.
    Right,
}

/// The lines of `form`, one word or several, in `readings`.
pub fn concordance(readings: &[Reading], form: &str, order: Order) -> Vec<Line> {
    let phrases = Phrases::new([form]);
    let mut lines = Vec::new();
    for reading in readings {
        for piece in &reading.pieces {
            for found in phrases.find(piece.text, &piece.tokens) {
                let (left, right) = context(piece.text, &piece.tokens, &found.range);
                let sorted_by = fold(&piece.text[right.clone()]);
                lines.push((sorted_by, Line { spot: reading.spot(piece, found.range), left, right }));
            }
        }
    }
    if order == Order::Right {
        // Stable, so that lines that go on alike stay in the order of their places.
        lines.sort_by_cached_key(|(right, _)| right.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned());
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The line of a place that is already known, such as those behind a count.
pub fn line(readings: &[Reading], spot: &Spot) -> Option<Line> {
    let reading = readings.iter().find(|reading| reading.document == spot.document)?;
    let piece = reading.pieces.iter().find(|piece| piece.excerpt == spot.excerpt)?;
    piece.text.get(spot.range.clone())?;
    let (left, right) = context(piece.text, &piece.tokens, &spot.range);
    Some(Line { spot: spot.clone(), left, right })
}

/// What stands before and after `keyword`.
fn context(text: &str, tokens: &[Token], keyword: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let first = tokens.partition_point(|token| token.range.end <= keyword.start);
    let next = tokens.partition_point(|token| token.range.start < keyword.end);
    let from = if first > CONTEXT { tokens[first - CONTEXT].range.start } else { 0 };
    let to = tokens.get(next + CONTEXT).map_or(text.len(), |token| token.range.start);
    let left = &text[from..keyword.start];
    let right = &text[keyword.end..to];
    let line_start = left.rfind('\n').map_or(from, |at| from + at + 1);
    let line_end = right.find(['\n', '\r']).map_or(to, |at| keyword.end + at);
    (line_start..keyword.start, keyword.end..line_end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::Id,
        compare::readings::{Basis, Piece},
        text::tokens::tokens,
    };

    fn reading(document: usize, text: &str) -> Reading<'_> {
        let piece = Piece { excerpt: None, text, tokens: tokens(text) };
        Reading { document: Id::new(document), basis: Basis::Text, pieces: vec![piece] }
    }

    const TEXTS: [&str; 2] = ["A gull\nThe old pier fell.\nSo did the Pier’s beams.", "pier at night"];

    fn shown(order: Order) -> Vec<(usize, &'static str, &'static str, &'static str)> {
        let readings = [reading(0, TEXTS[0]), reading(1, TEXTS[1])];
        concordance(&readings, "pier", order)
            .into_iter()
            .map(|line| {
                let document = line.spot.document.index();
                (document, &TEXTS[document][line.left], &TEXTS[document][line.spot.range], &TEXTS[document][line.right])
            })
            .collect()
    }

    #[test]
    fn lines_come_in_the_order_of_the_documents() {
        assert_eq!(
            shown(Order::Place),
            [(0, "The old ", "pier", " fell."), (0, "So did the ", "Pier", "’s beams."), (1, "", "pier", " at night")]
        );
    }

    #[test]
    fn lines_can_be_ordered_by_what_follows() {
        let right: Vec<_> = shown(Order::Right).into_iter().map(|line| line.3).collect();
        assert_eq!(right, [" at night", " fell.", "’s beams."]);
    }

    #[test]
    fn context_is_bounded_in_words() {
        let text = format!("{}pier{}", "over ".repeat(50), " under".repeat(50));
        let readings = [reading(0, &text)];
        let line = concordance(&readings, "pier", Order::Place).remove(0);
        assert_eq!(text[line.left.clone()].split_whitespace().count(), CONTEXT);
        assert_eq!(text[line.right.clone()].split_whitespace().count(), CONTEXT);
        assert_eq!(super::line(&readings, &line.spot), Some(line));
    }

    #[test]
    fn a_place_in_another_text_has_no_line() {
        let readings = [reading(0, "pier")];
        let spot = |document, range| Spot { document: Id::new(document), excerpt: None, range };
        assert_eq!(line(&readings, &spot(1, 0..4)), None);
        assert_eq!(line(&readings, &spot(0, 2..9)), None);
    }
}
