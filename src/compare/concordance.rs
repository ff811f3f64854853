//! The lines in which words stand: keyword in context.

use std::ops::Range;

use super::corpus::{Corpus, WordSpot};
use crate::{
    catalogue::Catalogue,
    text::{fold::fold, phrases::Phrases, tokens::Token},
};

/// How many words of context stand on each side at most; they never leave the keyword's line of the text.
pub const CONTEXT: usize = 20;

/// One place of a keyword with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where the keyword stands.
    pub spot: WordSpot,
    /// What stands before it, in bytes of the same text or quotation; up to the keyword.
    pub left: Range<usize>,
    /// What stands after it.
    pub right: Range<usize>,
}

/// In which order lines come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineOrder {
    /// By document, and in it from the beginning.
    #[default]
    Place,
    /// By the words that follow the keyword, so that what is said of it stands together.
    Right,
}

/// The lines of `form`, one word or several, in `corpus` of `catalogue`; none where it is `stopped` before it is done.
pub fn concordance(
    catalogue: &Catalogue,
    corpus: &Corpus,
    form: &str,
    order: LineOrder,
    stopped: impl Fn() -> bool,
) -> Option<Vec<Line>> {
    let phrases = Phrases::new([form]);
    let mut lines = Vec::new();
    // What each is sorted by.
    let mut following = Vec::new();
    for piece in corpus.pieces_with(phrases.first_words()) {
        if stopped() {
            return None;
        }
        let Some(text) = corpus.text_of(catalogue, piece) else { continue };
        let tokens = corpus.tokens(piece);
        for found in phrases.find(text, &tokens) {
            let (left, right) = context(text, &tokens, &found.range);
            if order == LineOrder::Right {
                following.push(fold(&text[right.clone()]).trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned());
            }
            lines.push(Line { spot: piece.spot(found.range), left, right });
        }
    }
    if order == LineOrder::Place {
        return Some(lines);
    }
    let mut sorted: Vec<(String, Line)> = following.into_iter().zip(lines).collect();
    // Stable, so that lines that go on alike stay in the order of their places.
    sorted.sort_by(|one, two| one.0.cmp(&two.0));
    Some(sorted.into_iter().map(|(_, line)| line).collect())
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
    use crate::compare::{parts::Extent, sample};

    const TEXTS: [&str; 2] = ["A gull\nThe old pier fell.\nSo did the Pier’s beams.", "pier at night"];

    /// The lines of "pier" in `texts`.
    fn lines(texts: &[&str], order: LineOrder) -> Vec<Line> {
        let catalogue = sample::catalogue();
        let texts = (0..3).map(|at| Some(texts.get(at).copied().unwrap_or_default().to_owned())).collect();
        let corpus = Corpus::new(&catalogue, texts, Extent::default(), || false).unwrap();
        concordance(&catalogue, &corpus, "pier", order, || false).unwrap()
    }

    fn shown(order: LineOrder) -> Vec<(usize, &'static str, &'static str, &'static str)> {
        lines(&TEXTS, order)
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
            shown(LineOrder::Place),
            [(0, "The old ", "pier", " fell."), (0, "So did the ", "Pier", "’s beams."), (1, "", "pier", " at night")]
        );
    }

    #[test]
    fn lines_can_be_ordered_by_what_follows() {
        let right: Vec<_> = shown(LineOrder::Right).into_iter().map(|line| line.3).collect();
        assert_eq!(right, [" at night", " fell.", "’s beams."]);
    }

    #[test]
    fn context_is_bounded_in_words() {
        let text = format!("{}pier{}", "over ".repeat(50), " under".repeat(50));
        let line = lines(&[&text], LineOrder::Place).remove(0);
        assert_eq!(text[line.left].split_whitespace().count(), CONTEXT);
        assert_eq!(text[line.right].split_whitespace().count(), CONTEXT);
    }

    #[test]
    fn nobody_waits_for_an_answer_that_is_stopped() {
        let catalogue = sample::catalogue();
        let corpus = sample::corpus(&catalogue);
        assert_eq!(concordance(&catalogue, &corpus, "the", LineOrder::Place, || true), None);
    }
}
