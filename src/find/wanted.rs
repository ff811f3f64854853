//! Words in a row, looked for in one field: for each the words of the catalogue that it stands for.
//!
//! There are two ways to find them. The lists of the words give all rows at once; where few rows are left, it is cheaper to
//! read these. Both give the same: a row matches as well as its best occurrence, an occurrence as well as its worst word.

use std::sync::OnceLock;

use super::{
    column::{Column, Part},
    likeness::Quality,
    query::MAX_WORDS,
    tokens::Tokens,
    vocabulary::Match,
};

/// Reading a quote takes as long as reading so many rows of a list.
pub(super) const QUOTE: usize = 50;

/// What is looked for.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Matches for each word; no words where one of them has no match.
    words: Vec<Vec<Match>>,
    /// Whether a text must begin with it.
    first: bool,
    lookups: OnceLock<Vec<Lookup>>,
}

/// The quality of each code as a match of one word.
#[derive(Debug)]
enum Lookup {
    One(u32, Quality),
    Many(Vec<Quality>),
}

/// What is looked for, ready to be read for.
pub(super) struct Reader<'a> {
    words: &'a [Lookup],
    first: bool,
}

impl Wanted {
    pub(super) fn new(words: Vec<Vec<Match>>, first: bool) -> Self {
        let hopeless = words.iter().any(Vec::is_empty);
        Self { words: if hopeless { Vec::new() } else { words }, first, lookups: OnceLock::new() }
    }

    /// Whether it matches nothing.
    pub(super) fn is_hopeless(&self) -> bool {
        self.words.is_empty()
    }

    /// The matches where it is one word anywhere; they are all there is to know then.
    pub(super) fn anywhere(&self) -> Option<&[Match]> {
        match self.words.as_slice() {
            [] => Some(&[]),
            [matches] if !self.first => Some(matches),
            _ => None,
        }
    }

    /// About how many steps [`Wanted::each`] takes, a row of a list being one.
    pub(super) fn steps(&self, part: &Part) -> usize {
        if self.first {
            return part.len();
        }
        let rows = self.words.iter().map(|matches| part.size(matches)).min().unwrap_or(0);
        if self.anywhere().is_some() { rows } else { rows.saturating_mul(QUOTE) }
    }

    /// Hands over the rows of `part`, of `column`, that match, with the quality; a row may come more than once.
    pub(super) fn each(&self, column: &Column, part: &Part, mut take: impl FnMut(usize, Quality)) {
        if let Some(matches) = self.anywhere() {
            return part.each(matches, take);
        }
        let reader = self.reader(column);
        let rows = match reader.words {
            [first, ..] if self.first => part.firsts.iter().map(|&code| first.quality(code) > 0).collect(),
            _ => {
                let mut rows = vec![false; part.len()];
                if let Some(rarest) = self.words.iter().min_by_key(|matches| part.size(matches)) {
                    part.each(rarest, |row, _| rows[row] = true);
                }
                rows
            }
        };
        let pair = reader.pair();
        for (row, _) in rows.iter().enumerate().filter(|&(_, &candidate)| candidate) {
            if pair.is_some_and(|pair| !part.texts.may_have(row, pair)) {
                continue;
            }
            if let Some(quality) = reader.quality(part.texts.row(row)) {
                take(row, quality);
            }
        }
    }

    /// Makes it ready to read texts of `column`.
    pub(super) fn reader(&self, column: &Column) -> Reader<'_> {
        let lookup = |matches: &Vec<Match>| match matches.as_slice() {
            [only] => Lookup::One(column.code(only.word), only.quality),
            _ => Lookup::Many(column.qualities(matches)),
        };
        Reader { words: self.lookups.get_or_init(|| self.words.iter().map(lookup).collect()), first: self.first }
    }
}

impl Reader<'_> {
    /// What an occurrence begins with, where the first two words stand for one frequent word each.
    fn pair(&self) -> Option<[u16; 2]> {
        match self.words {
            [Lookup::One(first, _), Lookup::One(second, _), ..] => Some([Tokens::unit(*first)?, Tokens::unit(*second)?]),
            _ => None,
        }
    }

    /// The quality of the best occurrence in a text.
    pub(super) fn quality(&self, codes: impl Iterator<Item = u32>) -> Option<Quality> {
        let mut best = 0;
        self.each(codes, |_, quality| best = best.max(quality));
        Some(best).filter(|&best| best > 0)
    }

    /// Hands over where the occurrences in a text begin, with their quality.
    pub(super) fn each(&self, codes: impl Iterator<Item = u32>, mut take: impl FnMut(usize, Quality)) {
        let [first, rest @ ..] = self.words else {
            return;
        };
        // How well the text up to here matches the first word, the first two, and so on; 0 where it does not.
        let mut so_far = [0; MAX_WORDS];
        let most = if self.first { self.words.len() } else { usize::MAX };
        for (at, code) in codes.take(most).enumerate() {
            for (before, word) in rest.iter().enumerate().rev() {
                so_far[before + 1] = if so_far[before] == 0 { 0 } else { so_far[before].min(word.quality(code)) };
            }
            so_far[0] = if self.first && at > 0 { 0 } else { first.quality(code) };
            if so_far[rest.len()] > 0 {
                take(at - rest.len(), so_far[rest.len()]);
            }
        }
    }
}

impl Lookup {
    /// 0 for no match, and for a code of no word.
    fn quality(&self, code: u32) -> Quality {
        match self {
            Self::One(only, quality) => {
                if code == *only {
                    *quality
                } else {
                    0
                }
            }
            Self::Many(qualities) => qualities.get(code as usize).copied().unwrap_or(0),
        }
    }
}
