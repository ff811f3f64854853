//! Two passages laid beside each other, as the rules of drift see them.
//!
//! Every word knows its *partner*, the same word at the same place on the other side, and its *twin*: the partner, else the
//! same word moved elsewhere, else another form of it ("arrest", "arrests"). What has no twin is what one side says and the
//! other does not.

use std::{
    collections::{HashMap, VecDeque},
    ops::Range,
};

use super::lexicon::{ENGLISH, Lexicon};
use crate::text::{
    diff::{Match, Run, matches, runs},
    share::share,
    tokens::{Token, bytes, stem},
};

/// A stretch of a text.
#[derive(Debug, Clone, Copy)]
pub(in crate::compare) struct Passage<'a> {
    /// The whole text; ranges are in its bytes.
    pub text: &'a str,
    /// The words of the stretch.
    pub tokens: &'a [Token<'a>],
    /// What of the whole text stands in quotation marks ([`crate::text::quoted`]).
    pub quoted: &'a [Range<usize>],
    /// Whether the words are known to be passed on as somebody's, whether or not the stretch says so.
    pub attributed: bool,
    /// The words of its language, where that is one that the rules know.
    pub lexicon: Option<&'static Lexicon>,
}

impl Passage<'_> {
    /// Whether `folded` is one of the words that hold a sentence together and say little by themselves.
    pub(super) fn is_function_word(&self, folded: &str) -> bool {
        self.lexicon.unwrap_or(&ENGLISH).function_words.binary_search(&folded).is_ok()
    }

    /// The word at `index` as printed.
    pub(super) fn printed(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &self.text[token.range.clone()])
    }

    /// The word at `index` as it is compared; empty where there is none.
    pub(super) fn folded(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.folded)
    }

    /// What stands between the word before and the one at `index`; all that stands before it, at the first word of a text.
    pub(super) fn before(&self, index: usize) -> &str {
        let Some(token) = self.tokens.get(index) else { return "" };
        let rest = &self.text[..token.range.start];
        &rest[rest.rfind(char::is_alphanumeric).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8))..]
    }

    /// What stands between the word at `index` and the next; all that follows the last word of a text.
    pub(super) fn after(&self, index: usize) -> &str {
        let Some(token) = self.tokens.get(index) else { return "" };
        let rest = &self.text[token.range.end..];
        &rest[..rest.find(char::is_alphanumeric).unwrap_or(rest.len())]
    }

    /// The words `part` in bytes of the text, without a possessive ending of the last.
    pub(super) fn bytes(&self, part: Range<usize>) -> Range<usize> {
        let range = bytes(self.tokens, part);
        let owner = ["'s", "’s"].iter().find_map(|ending| self.text[range.clone()].strip_suffix(ending));
        range.start..range.start + owner.map_or(range.len(), str::len)
    }

    /// Whether a capital at `index` may be only that of a sentence.
    pub(super) fn starts_sentence(&self, index: usize) -> bool {
        let before = self.before(index);
        before.len() == self.tokens.get(index).map_or(0, |token| token.range.start)
            || before.contains(['.', '!', '?', ':', '\n', '"', '“', '‘', '\''])
    }

    /// Whether the word at `index` stands in quotation marks.
    pub(super) fn is_quoted(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| {
            let after = self.quoted.partition_point(|quoted| quoted.start <= token.range.start);
            after.checked_sub(1).is_some_and(|before| token.range.start < self.quoted[before].end)
        })
    }

    /// The words at and after `from` that carry a meaning of their own, at most `count` of them and all within one sentence.
    pub(super) fn content_from(&self, from: usize, count: usize) -> impl Iterator<Item = usize> {
        (from..self.tokens.len())
            .take_while(move |&index| index == from || !self.before(index).contains(['.', '!', '?', '\n']))
            .filter(|&index| !self.is_function_word(self.folded(index)))
            .take(count)
    }
}

/// Which of the two passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Base,
    Other,
}

impl Side {
    pub(super) const fn opposite(self) -> Self {
        match self {
            Self::Base => Self::Other,
            Self::Other => Self::Base,
        }
    }
}

/// Two passages with their words tied together.
#[derive(Debug)]
pub(in crate::compare) struct Pair<'a> {
    base: Passage<'a>,
    other: Passage<'a>,
    matches: Vec<Match>,
    base_ties: Vec<Tie>,
    other_ties: Vec<Tie>,
    changed: f64,
}

#[derive(Debug, Clone, Default)]
struct Tie {
    partner: Option<usize>,
    twin: Option<usize>,
    /// How many matches begin at or before the word: words without a partner stand in the same place where this agrees.
    place: usize,
    /// The words between those matches, of a word without a partner.
    replaced: Range<usize>,
}

/// Where a larger share of the words is only on one side, the passages tell different things.
const SAME_TELLING: f64 = 0.65;

/// Where more words than this were replaced at once, one cannot be told to stand for another.
const LONGEST_REPLACEMENT: usize = 4;

/// Words of a side that the rules weigh against those of the other side, each against each. No sentence is as long; a text
/// without a full stop is.
const LONGEST_PIECE: usize = 500;

/// Words on either side of a cut between pieces that should be the same, so that it parts no number and no phrase that changed.
const SAME_AROUND_A_CUT: usize = 4;

impl<'a> Pair<'a> {
    pub(in crate::compare) fn new(base: Passage<'a>, other: Passage<'a>) -> Self {
        let matches = matches(base.tokens, other.tokens);
        let mut base_ties = ties(base.tokens.len(), matches.iter().map(|shared| (shared.base, shared.other, shared.len)));
        let mut other_ties = ties(other.tokens.len(), matches.iter().map(|shared| (shared.other, shared.base, shared.len)));
        tie_twins(base.tokens, other.tokens, &mut base_ties, &mut other_ties, Some);
        tie_twins(base.tokens, other.tokens, &mut base_ties, &mut other_ties, |folded| {
            (!base.is_function_word(folded)).then(|| stem(folded))
        });
        let changed = without_twin(&base_ties, &other_ties);
        Self { base, other, matches, base_ties, other_ties, changed }
    }

    /// What to mark in both.
    pub(in crate::compare) fn runs(&self) -> Vec<Run> {
        runs(self.base.tokens, self.other.tokens, &self.matches)
    }

    pub(super) const fn passage(&self, side: Side) -> &Passage<'a> {
        match side {
            Side::Base => &self.base,
            Side::Other => &self.other,
        }
    }

    const fn ties(&self, side: Side) -> &Vec<Tie> {
        match side {
            Side::Base => &self.base_ties,
            Side::Other => &self.other_ties,
        }
    }

    /// The same word at the same place on the other side.
    pub(super) fn partner(&self, side: Side, index: usize) -> Option<usize> {
        self.ties(side).get(index)?.partner
    }

    /// The same word on the other side, wherever it stands and in whatever form.
    pub(super) fn twin(&self, side: Side, index: usize) -> Option<usize> {
        self.ties(side).get(index)?.twin
    }

    /// Whether one word replaced the other: neither has a partner, the words around them are the same, and those are close.
    pub(super) fn in_place_of(&self, base: usize, other: usize) -> bool {
        let place =
            |side: Side, index: usize| self.ties(side).get(index).filter(|tie| tie.partner.is_none()).map(|tie| tie.place);
        let here = place(Side::Base, base);
        if self.matches.is_empty() || here.is_none() || here != place(Side::Other, other) {
            return false;
        }
        let (ones, twos) = (self.replaced(Side::Base, base), self.replaced(Side::Other, other));
        let both_first = base == ones.start && other == twos.start && base > 0;
        let both_last = base + 1 == ones.end && other + 1 == twos.end && ones.end < self.base_ties.len();
        ones.len().max(twos.len()) <= LONGEST_REPLACEMENT || both_first || both_last
    }

    /// The words without a partner around the one at `index`, which has none.
    pub(super) fn replaced(&self, side: Side, index: usize) -> Range<usize> {
        self.ties(side).get(index).map_or(0..0, |tie| tie.replaced.clone())
    }

    /// Whether the passages have so much in common that what one lacks was left out.
    pub(super) fn tells_the_same(&self) -> bool {
        self.changed() <= SAME_TELLING
    }

    /// The share of the words of both passages that the other passage does not have, from 0 to 1.
    pub(in crate::compare) const fn changed(&self) -> f64 {
        self.changed
    }

    /// The stretches of both that the rules are to look at, in words: all of them, or, where that is more than they can weigh
    /// word against word, pieces of at most [`LONGEST_PIECE`] words a side. They are cut among words that are the same, if
    /// possible with some of them on either side. Where more than that was replaced at once nothing can be told to stand for
    /// anything, and no piece holds it.
    pub(super) fn pieces(&self) -> Vec<[Range<usize>; 2]> {
        let end = [self.base_ties.len(), self.other_ties.len()];
        let is_long = |from: [usize; 2], until: [usize; 2]| (0..2).any(|side| until[side] - from[side] > LONGEST_PIECE);
        if !is_long([0, 0], end) {
            return vec![end.map(|end| 0..end)];
        }
        let mut pieces = Vec::new();
        let mut push = |from: [usize; 2], until: [usize; 2]| {
            if from != until {
                pieces.push([from[0]..until[0], from[1]..until[1]]);
            }
        };
        // Where the piece in hand begins, how far it is known to reach, and where it is best cut.
        let [mut start, mut reached, mut best] = [[0, 0]; 3];
        let nothing = Match { base: end[0], other: end[1], len: 0 };
        for shared in self.matches.iter().chain([&nothing]) {
            let first = [shared.base, shared.other];
            if is_long(reached, first) {
                push(start, reached);
                [start, reached, best] = [first; 3];
            }
            for step in 0..=shared.len {
                let until = first.map(|word| word + step);
                while is_long(start, until) {
                    let cut = if best > start { best } else { reached };
                    push(start, cut);
                    start = cut;
                }
                reached = until;
                if step.min(shared.len - step) >= SAME_AROUND_A_CUT {
                    best = until;
                }
            }
        }
        push(start, end);
        pieces
    }

    /// The pair of the words `base` and `other` of this one.
    pub(super) fn piece(&self, [base, other]: [Range<usize>; 2]) -> Self {
        let part = |passage: &Passage<'a>, words| Passage { tokens: passage.tokens.get(words).unwrap_or_default(), ..*passage };
        Self::new(part(&self.base, base), part(&self.other, other))
    }
}

fn without_twin(base: &[Tie], other: &[Tie]) -> f64 {
    let changed = base.iter().chain(other).filter(|tie| tie.twin.is_none()).count();
    share(changed, base.len() + other.len())
}

/// The ties of `words` words of one side: of every match, its first word here and there, and its length.
fn ties(words: usize, matches: impl Iterator<Item = (usize, usize, usize)>) -> Vec<Tie> {
    let mut ties = Vec::with_capacity(words);
    let replaced = |ties: &mut Vec<Tie>, place, until| {
        let replaced = ties.len()..until;
        ties.resize(until, Tie { place, replaced, ..Tie::default() });
    };
    let mut place = 0;
    for (here, there, len) in matches {
        replaced(&mut ties, place, here);
        place += 1;
        ties.extend((there..there + len).map(|twin| Tie { partner: Some(twin), twin: Some(twin), place, replaced: 0..0 }));
    }
    replaced(&mut ties, place, words);
    ties
}

/// Ties words without a twin that agree in `key`, the first to the first.
fn tie_twins<'t>(
    base: &'t [Token],
    other: &'t [Token],
    base_ties: &mut [Tie],
    other_ties: &mut [Tie],
    key: impl Fn(&'t str) -> Option<&'t str>,
) {
    let mut free = HashMap::<&str, VecDeque<usize>>::new();
    for (index, token) in other.iter().enumerate().filter(|&(index, _)| other_ties[index].twin.is_none()) {
        if let Some(key) = key(&token.folded) {
            free.entry(key).or_default().push_back(index);
        }
    }
    for (index, token) in base.iter().enumerate() {
        if base_ties[index].twin.is_some() {
            continue;
        }
        if let Some(twin) = key(&token.folded).and_then(|key| free.get_mut(key)).and_then(VecDeque::pop_front) {
            base_ties[index].twin = Some(twin);
            other_ties[twin].twin = Some(index);
        }
    }
}

/// Whether `folded` is one of the English words that hold a sentence together and say little by themselves.
pub(in crate::compare) fn is_function_word(folded: &str) -> bool {
    ENGLISH.function_words.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{quoted::quoted, tokens::tokens};

    fn with_pair<T>(base: &str, other: &str, look: impl FnOnce(&Pair) -> T) -> T {
        let (base_tokens, other_tokens) = (tokens(base), tokens(other));
        let (base_quoted, other_quoted) = (quoted(base), quoted(other));
        look(&Pair::new(
            Passage { text: base, tokens: &base_tokens, quoted: &base_quoted, attributed: false, lexicon: Some(&ENGLISH) },
            Passage { text: other, tokens: &other_tokens, quoted: &other_quoted, attributed: false, lexicon: Some(&ENGLISH) },
        ))
    }

    #[test]
    fn a_moved_word_and_another_form_of_a_word_are_twins() {
        with_pair("yesterday the keeper arrested two men", "the keeper arrests women yesterday", |pair| {
            assert_eq!((pair.partner(Side::Base, 0), pair.twin(Side::Base, 0)), (None, Some(4)));
            assert_eq!(pair.twin(Side::Base, 3), Some(2));
            assert_eq!((pair.twin(Side::Base, 4), pair.twin(Side::Other, 3)), (None, None));
        });
    }

    #[test]
    fn words_replace_each_other_between_the_same_words() {
        with_pair("the old pier fell at night", "the new pier fell by day", |pair| {
            assert!(pair.in_place_of(1, 1) && pair.in_place_of(4, 4) && pair.in_place_of(5, 4));
            assert!(!pair.in_place_of(1, 4) && !pair.in_place_of(2, 2));
        });
    }

    #[test]
    fn what_has_no_twin_is_the_share_that_changed() {
        let is_share = |base, other, share: f64| with_pair(base, other, |pair| (pair.changed() - share).abs() < f64::EPSILON);
        assert!(is_share("the pier fell", "the pier fell", 0.0));
        assert!(is_share("the pier", "a boat", 1.0));
        assert!(is_share("the pier fell", "fell the dock", 2.0 / 6.0));
    }

    #[test]
    fn a_long_pair_is_cut_where_the_words_are_the_same() {
        let numbered = |words: Range<usize>, mark: &str| words.map(|word| format!("{mark}{word} ")).collect::<String>();
        let base = format!("{}new {}{}", numbered(0..900, "w"), numbered(0..700, "x"), numbered(1000..1300, "w"));
        let other = format!("{}old {}{}", numbered(0..900, "w"), numbered(0..3, "y"), numbered(1000..1300, "w"));
        with_pair(&base, &other, |pair| {
            assert_eq!(pair.pieces(), [[0..500, 0..500], [500..900, 500..900], [1601..1901, 904..1204]]);
        });
        with_pair("the old pier", "the new pier fell", |pair| assert_eq!(pair.pieces(), [[0..3, 0..4]]));
        with_pair(&numbered(0..600, "x"), "a boat", |pair| assert_eq!(pair.pieces(), Vec::<[Range<usize>; 2]>::new()));
    }

    #[test]
    fn function_words_are_sorted_for_the_search() {
        assert!(["a", "because", "you", "your", "the", "of"].into_iter().all(is_function_word));
        assert!(!is_function_word("bridge"));
    }

    #[test]
    fn a_word_knows_whether_it_is_quoted_and_what_stands_around_it() {
        with_pair("the “old pier” fell. Rain", "", |pair| {
            let base = pair.passage(Side::Base);
            assert_eq!((0..5).map(|index| base.is_quoted(index)).collect::<Vec<_>>(), [false, true, true, false, false]);
            assert_eq!((base.before(1), base.after(2), base.before(4)), (" “", "” ", ". "));
            assert_eq!(base.content_from(1, 9).collect::<Vec<_>>(), [1, 2, 3]);
        });
    }
}
