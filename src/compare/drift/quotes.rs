//! Quotation marks gained or lost: the same words within them on one side and without on the other.

use std::ops::Range;

use super::{
    Change, Kind,
    pair::{Pair, Side},
};

pub(super) fn find(pair: &Pair) -> Vec<Change> {
    let [lost, gained] = [Side::Base, Side::Other].map(|side| {
        let bare = stretches(pair, side).into_iter().filter(move |words| is_bare(pair, side, words));
        bare.map(move |words| Change::new(Kind::Quotes, side, words, None)).collect::<Vec<_>>()
    });
    lost.into_iter().chain(gained).collect()
}

/// The quoted stretches of one side, in words.
fn stretches(pair: &Pair, side: Side) -> Vec<Range<usize>> {
    let passage = pair.passage(side);
    let (Some(first), Some(last)) = (passage.tokens.first(), passage.tokens.last()) else { return Vec::new() };
    // The passage may be one of thousands of a long text.
    let quoted = &passage.quoted[passage.quoted.partition_point(|range| range.end <= first.range.start)..];
    let quoted = &quoted[..quoted.partition_point(|range| range.start < last.range.end)];
    let inside = |range: &Range<usize>| {
        let first = passage.tokens.partition_point(|token| token.range.start < range.start);
        first..passage.tokens.partition_point(|token| token.range.start < range.end)
    };
    quoted.iter().map(inside).filter(|words| !words.is_empty()).collect()
}

/// Whether the quoted `words` stand on the other side, and out of quotation marks.
fn is_bare(pair: &Pair, side: Side, words: &Range<usize>) -> bool {
    let passage = pair.passage(side);
    let opposite = pair.passage(side.opposite());
    let content: Vec<usize> = words.clone().filter(|&index| !passage.is_function_word(passage.folded(index))).collect();
    let twins: Vec<usize> = content.iter().filter_map(|&index| pair.twin(side, index)).collect();
    // An excerpt cut from the middle of speech has no marks of its own.
    let cut_from_speech = opposite.attributed && words.len() * 2 > passage.tokens.len();
    !cut_from_speech
        && !content.is_empty()
        && twins.len() * 4 >= content.len() * 3
        && !twins.iter().any(|&index| opposite.is_quoted(index))
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, names};

    fn changed<'a>(base: &'a str, other: &'a str) -> Vec<(&'a str, &'a str)> {
        names(base, other, &[]).into_iter().filter(|name| name.0 == Kind::Quotes).map(|(_, base, other)| (base, other)).collect()
    }

    #[test]
    fn quotation_marks_lost_or_gained_are_named() {
        assert_eq!(changed("the \"experts\" came", "the experts came"), [("experts", "")]);
        assert_eq!(changed("the experts came", "the “experts” came"), [("", "experts")]);
        assert_eq!(changed("“The old pier fell,” she said", "the old pier fell, she said"), [("The old pier fell", "")]);
    }

    #[test]
    fn marks_of_another_shape_are_not() {
        assert_eq!(changed("the 'double standard' fell", "the “Double Standards” fell"), []);
        assert_eq!(changed("a \"flood\" came", "“a flood” came"), []);
    }

    #[test]
    fn quoted_words_that_the_other_side_does_not_have_are_not() {
        assert_eq!(changed("the “rotten beams” fell", "the pier fell"), []);
    }
}
