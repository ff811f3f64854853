//! The distinct folded words of a field, in order, and which of them are like a typed one.
//!
//! Words are numbered in the order of their bytes, so those with one beginning stand together. Most of what cannot match is
//! told from which letters a word has, four bytes a word, without reading it.

use std::ops::Range;

use super::{
    likeness::{Quality, Reach, Typed, mask},
    number::number,
};
use crate::threads::{pieces, side_by_side};

/// Words that are passed over together where none of them can match.
const CHUNK: usize = 16;

/// As few words as are worth a thread of their own.
const PIECE: usize = 1 << 16;

/// Sorted words.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    text: String,
    ends: Vec<u32>,
    /// Which letters each has.
    masks: Vec<u32>,
}

/// A word of a vocabulary that is like a typed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    pub word: u32,
    pub quality: Quality,
}

impl Vocabulary {
    /// Takes distinct words in order.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut vocabulary = Self::default();
        for word in words {
            vocabulary.text.push_str(word);
            vocabulary.ends.push(number(vocabulary.text.len()));
            vocabulary.masks.push(mask(word));
        }
        vocabulary.text.shrink_to_fit();
        vocabulary
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        self.text.len() + size_of_val(&*self.ends) + size_of_val(&*self.masks)
    }

    /// Whether this word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        let at = self.partition_point(|before| before < word);
        at < self.len() && self.word(at) == word
    }

    fn word(&self, word: usize) -> &str {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.text[start..self.ends[word] as usize]
    }

    /// The words that match `typed` when it goes down to `reach`, in order.
    pub(super) fn matches(&self, typed: &Typed, reach: Reach) -> Vec<Match> {
        let beginning = self.beginning_with(typed.text());
        match reach {
            Reach::Exact | Reach::Begins => self.matches_among(beginning, typed, reach),
            _ => {
                let pieces = pieces(self.len(), PIECE);
                side_by_side(&pieces, self.len(), |words| self.matches_among(words.clone(), typed, reach)).concat()
            }
        }
    }

    fn matches_among(&self, words: Range<usize>, typed: &Typed, reach: Reach) -> Vec<Match> {
        let forgiven = if reach >= Reach::Slip { typed.forgiven() } else { 0 };
        // A slip takes one letter away at most.
        let may_match = |mask: u32| (0..forgiven).fold(typed.mask() & !mask, |missing, _| missing & missing.wrapping_sub(1)) == 0;
        let mut matches = Vec::new();
        for start in words.clone().step_by(CHUNK) {
            let end = words.end.min(start + CHUNK);
            // Without a way out of the loop, so that many words are looked at together.
            if !self.masks[start..end].iter().fold(false, |any, &mask| any | may_match(mask)) {
                continue;
            }
            for word in (start..end).filter(|&word| may_match(self.masks[word])) {
                if let Some(quality) = typed.quality(self.word(word), reach) {
                    matches.push(Match { word: number(word), quality });
                }
            }
        }
        matches
    }

    fn beginning_with(&self, beginning: &str) -> Range<usize> {
        let start = self.partition_point(|word| word < beginning);
        let end = self.partition_point(|word| word < beginning || word.starts_with(beginning));
        start..end
    }

    fn partition_point(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::find::query::{Mode, Word};

    proptest! {
        #[test]
        fn no_match_is_overlooked(words in prop::collection::btree_set("[abcdeé1桥]{1,9}", 0..40), text in "[abcdeé1桥]{1,9}") {
            check(&words, &text)?;
        }
    }

    #[test]
    fn several_threads_find_what_one_finds() {
        let words: Vec<String> = (0..1 << 18).map(|word| format!("{word:018b}")).collect();
        let words: Vec<String> = words.iter().map(|word| word.replace('0', "a").replace('1', "b")).collect();
        let vocabulary = Vocabulary::new(words.iter().map(String::as_str));
        let typed = Typed::new(&Word { text: words[200_000][..17].to_owned(), mode: Mode::Fuzzy });
        let expected = vocabulary.matches_among(0..words.len(), &typed, Reach::Slip);
        assert!(expected.len() > 20);
        assert_eq!(vocabulary.matches(&typed, Reach::Slip), expected);
    }

    fn check(words: &BTreeSet<String>, text: &str) -> Result<(), TestCaseError> {
        let vocabulary = Vocabulary::new(words.iter().map(String::as_str));
        for mode in [Mode::Exact, Mode::Begins, Mode::Fuzzy] {
            let typed = Typed::new(&Word { text: text.to_owned(), mode });
            for reach in [Reach::Exact, Reach::Begins, Reach::Inside, Reach::Abbreviation, Reach::Slip, Reach::Half] {
                let reach = reach.min(typed.furthest());
                let expected: Vec<Match> = (0_u32..)
                    .zip(words)
                    .filter_map(|(word, text)| typed.quality(text, reach).map(|quality| Match { word, quality }))
                    .collect();
                prop_assert_eq!(vocabulary.matches(&typed, reach), expected);
            }
        }
        Ok(())
    }
}
