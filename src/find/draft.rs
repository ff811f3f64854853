//! The first pass over texts: their words, numbered as they are met.
//!
//! Several drafts are made side by side from parts of one field; [`super::column`] brings their numbers together.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::{number::number, tokens::Tokens};
use crate::text::{
    fold::fold_into,
    words::{fold_word, is_broken, words},
};

/// Texts as numbers of words.
#[derive(Default)]
pub(super) struct Draft {
    /// The words in the order they were met, without a gap.
    text: String,
    ends: Vec<u32>,
    /// The numbers of the words, found by the words.
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// How often each word was met.
    pub counts: Vec<u32>,
    /// The texts, one a row.
    pub tokens: Tokens,
    folded: String,
}

impl Draft {
    /// Adds a text as a row.
    pub(super) fn add(&mut self, text: &str) {
        for range in words(text) {
            self.folded.clear();
            let word = &text[range];
            if is_broken(word) {
                self.folded.push_str(&fold_word(word));
            } else if word.is_ascii() {
                // What a word can have of ASCII folds in no other way, and a byte at a time.
                self.folded.push_str(word);
                self.folded.make_ascii_lowercase();
            } else {
                fold_into(word, &mut self.folded);
            }
            // A lone combining mark can be a letter to Unicode and nothing to a reader.
            if !self.folded.is_empty() {
                let number = self.number();
                self.counts[number as usize] += 1;
                self.tokens.push(number);
            }
        }
        self.tokens.end_row();
    }

    /// How many distinct words were met.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number.
    pub(super) fn word(&self, number: u32) -> &str {
        word(&self.text, &self.ends, number)
    }

    /// The number of the word in `folded`.
    fn number(&mut self) -> u32 {
        let Self { text, ends, numbers, hasher, counts, folded, .. } = self;
        let hash = hasher.hash_one(folded.as_bytes());
        if let Some(&number) = numbers.find(hash, |&number| word(text, ends, number) == folded) {
            return number;
        }
        let added = number(ends.len());
        text.push_str(folded);
        ends.push(number(text.len()));
        counts.push(0);
        numbers.insert_unique(hash, added, |&number| hasher.hash_one(word(text, ends, number).as_bytes()));
        added
    }
}

fn word<'a>(text: &'a str, ends: &[u32], number: u32) -> &'a str {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &text[start..ends[number] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_numbered_as_met() {
        let mut draft = Draft::default();
        draft.add("The bridge, the Pier");
        draft.add("");
        draft.add("“PIER”");
        let words: Vec<&str> = (0..number(draft.len())).map(|number| draft.word(number)).collect();
        assert_eq!(words, ["the", "bridge", "pier"]);
        assert_eq!(draft.counts, [2, 1, 2]);
        let rows: Vec<Vec<u32>> = (0..draft.tokens.len()).map(|row| draft.tokens.row(row).collect()).collect();
        assert_eq!(rows, [vec![0, 1, 0, 2], vec![], vec![2]]);
    }
}
