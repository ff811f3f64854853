//! One searchable field: its vocabulary, and for each part of its rows the postings and the texts.
//!
//! The vocabulary is one, the rows are cut into parts, so that several threads can build it and search it side by side. What
//! comes out does not depend on how the rows were cut.

use std::{cmp::Reverse, iter, ops::Range};

use super::{
    draft::Draft,
    likeness::Quality,
    number::number,
    postings::Postings,
    tokens::Tokens,
    vocabulary::{Match, Vocabulary},
};
use crate::{catalogue::Progress, threads::side_by_side};

/// Rows between two reports of progress.
const REPORT: usize = 1 << 10;

/// A field of some table.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub vocabulary: Vocabulary,
    /// The code of each word in the texts, most frequent first.
    codes: Vec<u32>,
    pub parts: Vec<Part>,
}

/// Consecutive rows of a field, counted from 0 within the part.
#[derive(Debug, Default)]
pub(super) struct Part {
    postings: Postings,
    pub texts: Tokens,
    /// The first code of each row, of no word where it is empty: read in one go, where the texts lie far apart.
    pub firsts: Vec<u32>,
}

impl Column {
    /// Reads the texts of one table in one go.
    pub(super) fn of<'a>(texts: &(impl ExactSizeIterator<Item = &'a str> + Clone + Sync)) -> Self {
        let all = iter::once(0..texts.len()).collect::<Vec<_>>();
        Self::new(&all, |_| texts.clone(), &Progress::default())
    }

    /// Reads the texts of each part on a thread of its own, raising `progress` by one for each row: by half of that when rows are
    /// read, and by the rest when they are filed under their words.
    pub(super) fn new<'a, T: Iterator<Item = &'a str>>(
        parts: &[Range<usize>],
        texts: impl Fn(Range<usize>) -> T + Sync,
        progress: &Progress,
    ) -> Self {
        // Whoever cuts a table into parts has found it large enough.
        let drafts = side_by_side(parts, usize::MAX, |rows| {
            let mut draft = Draft::default();
            for (at, text) in texts(rows.clone()).enumerate() {
                draft.add(text);
                if at % REPORT == REPORT - 1 {
                    progress.add(REPORT as u64 / 2);
                }
            }
            let mut sorted: Vec<u32> = (0..number(draft.len())).collect();
            sorted.sort_unstable_by_key(|&word| draft.word(word));
            (draft, sorted)
        });
        let (vocabulary, words, counts) = merge(&drafts);
        let mut order: Vec<u32> = (0..number(vocabulary.len())).collect();
        order.sort_unstable_by_key(|&word| (Reverse(counts[word as usize]), word));
        let mut codes = vec![0; order.len()];
        for (code, &word) in (0..).zip(&order) {
            codes[word as usize] = code;
        }
        let parts = side_by_side(&drafts.iter().zip(&words).collect::<Vec<_>>(), usize::MAX, |((draft, _), words)| {
            let codes: Vec<u32> = words.iter().map(|&word| codes[word as usize]).collect();
            let texts = draft.tokens.recoded(&codes);
            let firsts = (0..texts.len()).map(|row| texts.row(row).next().unwrap_or(u32::MAX)).collect();
            let part = Part { postings: Postings::new(&texts, &order), texts, firsts };
            progress.add((part.len() - part.len() / REPORT * REPORT / 2) as u64);
            part
        });
        Self { vocabulary, codes, parts }
    }

    /// How good a match the word of each code is, 0 where it is none.
    pub(super) fn qualities(&self, matches: &[Match]) -> Vec<Quality> {
        let mut qualities = vec![0; self.codes.len()];
        for found in matches {
            qualities[self.code(found.word) as usize] = found.quality;
        }
        qualities
    }

    /// The code that `word` has in the texts.
    pub(super) fn code(&self, word: u32) -> u32 {
        self.codes[word as usize]
    }

    /// How many codes there are.
    pub(super) fn codes(&self) -> usize {
        self.codes.len()
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        let parts: usize = self.parts.iter().map(Part::bytes).sum();
        self.vocabulary.bytes() + size_of_val(&*self.codes) + parts
    }
}

impl Part {
    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    fn bytes(&self) -> usize {
        self.postings.bytes() + self.texts.bytes() + size_of_val(&*self.firsts)
    }

    /// Hands over the rows in which a word of `matches` stands with the quality of the match; a row may come more than once.
    pub(super) fn each(&self, matches: &[Match], mut take: impl FnMut(usize, Quality)) {
        for found in matches {
            self.postings.each(found.word, |row| take(row, found.quality));
        }
    }

    /// About how many rows [`Part::each`] hands over.
    pub(super) fn size(&self, matches: &[Match]) -> usize {
        matches.iter().map(|found| self.postings.size(found.word)).sum()
    }
}

/// Brings the words of several drafts together: the vocabulary, for each draft the word of each of its numbers, and how often
/// each word was met.
fn merge(drafts: &[(Draft, Vec<u32>)]) -> (Vocabulary, Vec<Vec<u32>>, Vec<u32>) {
    let mut all: Vec<(&str, usize, u32)> = drafts
        .iter()
        .enumerate()
        .flat_map(|(at, (draft, sorted))| sorted.iter().map(move |&own| (draft.word(own), at, own)))
        .collect();
    // A stable sort: it finds the sorted runs and merges them.
    all.sort_by_key(|&(text, ..)| text);
    let mut words: Vec<Vec<u32>> = drafts.iter().map(|(draft, _)| vec![0; draft.len()]).collect();
    let mut counts: Vec<u32> = Vec::new();
    let mut previous = None;
    for &(text, at, own) in &all {
        if previous.replace(text) != Some(text) {
            counts.push(0);
        }
        let word = counts.len() - 1;
        counts[word] += drafts[at].0.counts[own as usize];
        words[at][own as usize] = number(word);
    }
    all.dedup_by_key(|&mut (text, ..)| text);
    (Vocabulary::new(all.into_iter().map(|(text, ..)| text)), words, counts)
}
