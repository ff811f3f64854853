//! Finds the place of a text that is most like a pattern: fewest insertions, deletions and substitutions of code points.
//!
//! Myers' bit-parallel dynamic programming ("A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming", J. ACM 46(3), 1999) in blocks of 64 code points of the pattern, with his cut-off: blocks whose distances
//! all exceed the bound are not computed. A pattern of `m` code points costs at most `⌈m / 64⌉` steps per code point of text.
//!
//! Invariant: `steps.len() == blocks`, and the blocks after `last` hold no distance within the bound.
//!
//! What counts as similar enough, and what is folded before, is decided in [`super::anchor`].

use std::{collections::HashMap, ops::Range};

/// Code points of the pattern that one machine word holds.
const WORD: usize = u64::BITS as usize;

/// Where a text is most like a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likest {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The edits, in code points, that turn the pattern into that part of the text.
    pub errors: usize,
}

/// A text to look for, prepared once and searched for in any number of texts.
#[derive(Debug, Clone)]
pub struct Pattern {
    forwards: Masks,
    backwards: Masks,
}

impl Pattern {
    /// Prepares `pattern`.
    pub fn new(pattern: &str) -> Self {
        Self { forwards: Masks::new(pattern.chars()), backwards: Masks::new(pattern.chars().rev()) }
    }

    /// Length of the pattern in code points.
    pub fn length(&self) -> usize {
        self.forwards.length
    }

    /// The part of `text` with the fewest errors, where these are at most `bound`.
    ///
    /// Of several equally good parts the first; of those that begin or end at the same place the shortest.
    pub fn likest(&self, text: &str, bound: usize) -> Option<Likest> {
        let (end, errors) = self.forwards.best_end(text.chars(), bound, Start::Anywhere)?;
        // A match is at most as many longer than the pattern as it has errors.
        let before = text[..end].chars().rev().take(self.length() + errors);
        let (length, _) = self.backwards.best_end(before, errors, Start::Here)?;
        Some(Likest { range: end - length..end, errors })
    }
}

/// Where in the text a match may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Anywhere,
    Here,
}

/// For every character the positions of the pattern where it stands, as bits.
#[derive(Debug, Clone)]
struct Masks {
    length: usize,
    blocks: usize,
    /// `blocks` words for each ASCII character.
    ascii: Vec<u64>,
    others: HashMap<char, Vec<u64>>,
    nowhere: Vec<u64>,
}

impl Masks {
    fn new(pattern: impl Iterator<Item = char> + Clone) -> Self {
        let length = pattern.clone().count();
        let blocks = length.div_ceil(WORD);
        let mut masks = Self { length, blocks, ascii: vec![0; 128 * blocks], others: HashMap::new(), nowhere: vec![0; blocks] };
        for (position, c) in pattern.enumerate() {
            let words = match u8::try_from(c) {
                Ok(byte) if byte.is_ascii() => &mut masks.ascii[usize::from(byte) * blocks..],
                _ => masks.others.entry(c).or_insert_with(|| vec![0; blocks]),
            };
            words[position / WORD] |= 1 << (position % WORD);
        }
        masks
    }

    fn of(&self, c: char) -> &[u64] {
        match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => {
                let start = usize::from(byte) * self.blocks;
                &self.ascii[start..start + self.blocks]
            }
            _ => self.others.get(&c).unwrap_or(&self.nowhere),
        }
    }

    /// How many code points of the pattern `block` holds.
    fn height(&self, block: usize) -> usize {
        WORD.min(self.length - block * WORD)
    }

    /// The first end of a match with the fewest errors, as the bytes of `text` up to it, and these errors.
    fn best_end(&self, text: impl Iterator<Item = char>, bound: usize, start: Start) -> Option<(usize, usize)> {
        if self.blocks == 0 {
            return None;
        }
        // Nothing at all is as far from the pattern as the pattern is long.
        let mut best = (bound >= self.length).then_some((0, self.length));
        // What is still worth finding: better than the best so far.
        let mut bound = bound.min(self.length - usize::from(best.is_some()));
        let mut columns: Vec<Block> = Vec::with_capacity(self.blocks);
        let mut distance = 0;
        for block in 0..self.blocks {
            distance += self.height(block);
            columns.push(Block { plus: !0, minus: 0, distance });
        }
        let mut last = bound.div_ceil(WORD).clamp(1, self.blocks) - 1;
        let mut bytes = 0;
        for c in text {
            bytes += c.len_utf8();
            let masks = self.of(c);
            let mut carry = isize::from(start == Start::Here);
            for (block, column) in columns.iter_mut().enumerate().take(last + 1) {
                carry = column.step(masks[block], carry, self.height(block));
            }
            let next = last + 1;
            let above = columns[last].distance.wrapping_add_signed(-carry);
            if next < self.blocks && above <= bound && (masks[next] & 1 != 0 || carry < 0) {
                columns[next] = Block { plus: !0, minus: 0, distance: above + self.height(next) };
                columns[next].step(masks[next], carry, self.height(next));
                last = next;
            } else {
                while last > 0 && columns[last].distance >= bound + self.height(last) {
                    last -= 1;
                }
            }
            if last + 1 == self.blocks && columns[last].distance <= bound {
                best = Some((bytes, columns[last].distance));
                let Some(better) = columns[last].distance.checked_sub(1) else { break };
                bound = better;
            }
        }
        best
    }
}

/// One column of distances for up to 64 rows, kept as the differences between neighbours.
#[derive(Clone, Copy)]
struct Block {
    /// Rows whose distance is one more than that of the row above.
    plus: u64,
    /// Rows whose distance is one less.
    minus: u64,
    /// The distance in the lowest row.
    distance: usize,
}

impl Block {
    /// Moves on by one character of the text, which stands at `matches`; `above` and the result are the change of distance
    /// in the row above the block and in its lowest row.
    fn step(&mut self, matches: u64, above: isize, height: usize) -> isize {
        let falling = u64::from(above < 0);
        let rising = u64::from(above > 0);
        let vertical = matches | self.minus;
        let matches = matches | falling;
        let horizontal = ((matches & self.plus).wrapping_add(self.plus) ^ self.plus) | matches;
        let up = self.minus | !(horizontal | self.plus);
        let down = self.plus & horizontal;
        let lowest = 1 << (height - 1);
        let change = isize::from(up & lowest != 0) - isize::from(down & lowest != 0);
        let up = up << 1 | rising;
        let down = down << 1 | falling;
        self.plus = down | !(vertical | up);
        self.minus = up & vertical;
        self.distance = self.distance.wrapping_add_signed(change);
        change
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn likest<'a>(pattern: &str, text: &'a str, bound: usize) -> Option<(&'a str, usize)> {
        Pattern::new(pattern).likest(text, bound).map(|found| (&text[found.range], found.errors))
    }

    #[test]
    fn finds_what_differs_least() {
        assert_eq!(likest("the harbour bridge", "when the harbor bridge closed", 3), Some(("the harbor bridge", 1)));
        assert_eq!(likest("closed on monday", "it closed on Sunday.", 3), Some(("closed on Sunday", 2)));
    }

    #[test]
    fn more_errors_than_the_bound_are_no_match() {
        assert_eq!(likest("ferry", "bridge", 2), None);
        assert_eq!(likest("ferry", "", 2), None);
        assert_eq!(likest("", "bridge", 2), None);
    }

    #[test]
    fn characters_beyond_ascii_count_as_one() {
        assert_eq!(likest("Gonzélez", "señor González ganó", 1), Some(("González", 1)));
    }

    /// Row by row, as Sellers described it in 1980: the fewest errors of `pattern` against any part of `text`, or against
    /// all of it.
    fn by_the_book(pattern: &str, text: &str, any_part: bool) -> usize {
        let pattern: Vec<char> = pattern.chars().collect();
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut best = pattern.len();
        for c in text.chars() {
            let mut diagonal = column[0];
            column[0] += usize::from(!any_part);
            for row in 1..=pattern.len() {
                let replaced = diagonal + usize::from(pattern[row - 1] != c);
                diagonal = column[row];
                column[row] = replaced.min(column[row] + 1).min(column[row - 1] + 1);
            }
            best = best.min(column[pattern.len()]);
        }
        if any_part { best } else { column[pattern.len()] }
    }

    proptest! {
        #[test]
        fn agrees_with_the_textbook(pattern in "[abé]{1,200}", text in "[abé]{0,400}", bound in 0_usize..120) {
            let expected = by_the_book(&pattern, &text, true);
            let found = Pattern::new(&pattern).likest(&text, bound);
            prop_assert_eq!(found.as_ref().map(|found| found.errors), (expected <= bound).then_some(expected));
            if let Some(found) = found {
                prop_assert_eq!(by_the_book(&pattern, &text[found.range], false), expected);
            }
        }

        #[test]
        fn agrees_with_the_textbook_on_a_changed_part(
            text in "[a-d ]{200,500}", start in 0_usize..100, length in 60_usize..100, changes in prop::collection::vec((0_usize..60, "[a-d ]"), 0..12),
        ) {
            let mut pattern = text[start..start + length].to_owned();
            for (at, with) in changes {
                pattern.replace_range(at..=at, &with);
            }
            let expected = by_the_book(&pattern, &text, true);
            for bound in [expected.saturating_sub(1), expected, expected + 5] {
                let found = Pattern::new(&pattern).likest(&text, bound).map(|found| found.errors);
                prop_assert_eq!(found, (expected <= bound).then_some(expected));
            }
        }
    }
}
