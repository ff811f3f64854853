//! A quotation with words left out and words put in, as print does it.
//!
//! `[…]`, `[...]`, `…` and `...` leave out; other square brackets hold words of whoever quotes. What remains are pieces, each
//! of which has to stand in the text, in order.

use super::comparable::FoldedPassage;

/// A piece of a quotation between what was left out and what was put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'q> {
    /// Without blanks at its ends.
    pub(super) words: &'q str,
    /// Whether a bracket touches its first letter, so that its first word may be the rest of one: "[T]he bridge".
    pub(super) begins_within: bool,
    /// Likewise of its last: "the bridge[s]".
    pub(super) ends_within: bool,
}

/// The pieces of `quote`, in order; none where nothing was left out or put in, or nothing else remains.
pub(super) fn pieces(quote: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut after_bracket, mut marked) = (quote, false, false);
    while !rest.is_empty() {
        let mark = next_mark(rest);
        let (start, length, bracket) = mark.unwrap_or((rest.len(), 0, false));
        let words = &rest[..start];
        let touches = |edge: Option<char>| edge.is_some_and(char::is_alphanumeric);
        if words.contains(char::is_alphanumeric) {
            pieces.push(Piece {
                words: words.trim(),
                begins_within: after_bracket && touches(words.chars().next()),
                ends_within: bracket && touches(words.chars().next_back()),
            });
        }
        marked |= mark.is_some();
        after_bracket = bracket;
        rest = &rest[start + length..];
    }
    if marked { pieces } else { Vec::new() }
}

/// Whole words of a quotation, between which nothing is left out or put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<'q> {
    /// The words with what is printed at them.
    pub words: Vec<&'q str>,
    /// Whether it begins where the quotation does.
    pub is_first: bool,
    /// Whether it ends where the quotation does.
    pub is_last: bool,
}

/// The longest stretch of `quote`, the first of several that are.
pub fn longest_stretch(quote: &str) -> Stretch<'_> {
    let mut pieces = pieces(quote);
    if pieces.is_empty() {
        pieces.push(Piece { words: quote, begins_within: false, ends_within: false });
    }
    let last = pieces.len() - 1;
    let stretches = pieces.into_iter().enumerate().map(|(at, piece)| {
        let mut words: Vec<&str> = piece.words.split_whitespace().collect();
        if piece.ends_within {
            words.pop();
        }
        if piece.begins_within && !words.is_empty() {
            words.remove(0);
        }
        Stretch { words, is_first: at == 0 && !piece.begins_within, is_last: at == last && !piece.ends_within }
    });
    let mut longest = Stretch { words: Vec::new(), is_first: false, is_last: false };
    for stretch in stretches {
        if stretch.words.len() > longest.words.len() {
            longest = stretch;
        }
    }
    longest
}

/// Where the next mark begins, how many bytes it takes, and whether it is a bracket that holds other words.
fn next_mark(text: &str) -> Option<(usize, usize, bool)> {
    text.char_indices().find_map(|(at, c)| {
        let rest = &text[at..];
        match c {
            '…' => Some((at, c.len_utf8(), false)),
            '.' => {
                let dots = rest.len() - rest.trim_start_matches('.').len();
                (dots >= 3).then_some((at, dots, false))
            }
            '[' => {
                let inner = rest[1..].find(['[', ']']).filter(|&end| rest[1 + end..].starts_with(']'))?;
                let leaves_out = rest[1..=inner].trim().trim_matches(['.', '…']).is_empty();
                Some((at, inner + 2, !leaves_out))
            }
            _ => None,
        }
    })
}

/// The ways to walk through `places`, which holds those of every piece in order, from a place of the first piece to one of the
/// last: each way as short as it can be, with no shorter one within it.
pub(super) fn chains(places: &[Vec<FoldedPassage>]) -> Vec<Vec<&FoldedPassage>> {
    let Some((first, others)) = places.split_first() else { return Vec::new() };
    let mut chains: Vec<Vec<&FoldedPassage>> = Vec::new();
    for start in first {
        let mut chain = vec![start];
        let mut end = start.folded.end;
        for of_piece in others {
            let Some(next) = of_piece.get(of_piece.partition_point(|place| place.folded.start < end)) else { break };
            end = next.folded.end;
            chain.push(next);
        }
        if chain.len() < places.len() {
            break;
        }
        // A later start that ends in the same place is the shorter way.
        if chains.last().is_some_and(|before| before.last().map(|place| place.folded.end) == Some(end)) {
            chains.pop();
        }
        chains.push(chain);
    }
    chains
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(quote: &str) -> Vec<&str> {
        pieces(quote).into_iter().map(|piece| piece.words).collect()
    }

    #[test]
    fn what_is_left_out_or_put_in_parts_the_pieces() {
        assert_eq!(words("The bridge […] was shut"), ["The bridge", "was shut"]);
        assert_eq!(words("The bridge [...] was shut"), ["The bridge", "was shut"]);
        assert_eq!(words("The bridge [ . . . ] was shut"), ["The bridge", "was shut"]);
        assert_eq!(words("… the bridge … was shut ...."), ["the bridge", "was shut"]);
        assert_eq!(words("[The mayor] shut the [old] bridge"), ["shut the", "bridge"]);
        assert_eq!(words("The bridge was shut."), Vec::<&str>::new());
        assert_eq!(words("an open [ bracket.."), Vec::<&str>::new());
        assert_eq!(words("[…]"), Vec::<&str>::new());
    }

    #[test]
    fn the_longest_stretch_has_whole_words_of_the_text() {
        for (quote, words, ends) in [
            ("The bridge was shut.", "The bridge was shut.", [true, true]),
            ("The bridge […] was shut at dusk", "was shut at dusk", [false, true]),
            ("[T]he bridge was shut […] at dusk", "bridge was shut", [false, false]),
            ("it shut the bridge[s] of Harrow […] Bay", "it shut the", [true, false]),
            ("one two […] three four", "one two", [true, false]),
            ("[…]", "[…]", [true, true]),
            ("[T]he[m]", "", [false, false]),
        ] {
            let stretch = longest_stretch(quote);
            assert_eq!((stretch.words.join(" ").as_str(), [stretch.is_first, stretch.is_last]), (words, ends), "{quote}");
        }
    }

    #[test]
    fn a_bracket_may_hold_the_beginning_of_a_word() {
        let found = pieces("[T]he bridge[s] were […] shut");
        let open: Vec<_> = found.iter().map(|piece| (piece.words, piece.begins_within, piece.ends_within)).collect();
        assert_eq!(open, [("he bridge", true, true), ("were", false, false), ("shut", false, false)]);
    }
}
