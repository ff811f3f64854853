//! Texts as runs of word codes: what phrases and the closeness of words are read from.
//!
//! A code is two bytes where it is small and four otherwise; codes are given by frequency, so nearly all are small. Texts
//! are called rows, and are only ever added at the end.

use super::number::number;

/// From here on a unit is the first of two, and holds the upper 12 of 28 bits.
const WIDE: u32 = 0xf000;

/// Rows of codes.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    units: Vec<u16>,
    /// Where each row ends among the units.
    ends: Vec<u32>,
}

impl Tokens {
    /// A code as one unit, where it is small enough.
    pub(super) fn unit(code: u32) -> Option<u16> {
        u16::try_from(code).ok().filter(|_| code < WIDE)
    }

    /// Adds a code, below 2²⁸, to the row that is being written.
    pub(super) fn push(&mut self, code: u32) {
        if code >= WIDE {
            self.units.push(((WIDE | code >> 16) & 0xffff) as u16);
        }
        self.units.push((code & 0xffff) as u16);
    }

    /// Ends the row that is being written.
    pub(super) fn end_row(&mut self) {
        self.ends.push(number(self.units.len()));
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The codes of a row.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = u32> {
        let mut units = self.units_of(row).iter();
        std::iter::from_fn(move || {
            let unit = u32::from(*units.next()?);
            if unit < WIDE { Some(unit) } else { units.next().map(|&low| (unit & !WIDE) << 16 | u32::from(low)) }
        })
    }

    fn units_of(&self, row: usize) -> &[u16] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.units[start..self.ends[row] as usize]
    }

    /// Whether a row may have two codes of one unit each in a row: `false` is certain, and found out faster than by reading.
    pub(super) fn may_have(&self, row: usize, [first, second]: [u16; 2]) -> bool {
        let units = self.units_of(row);
        let pairs = units.iter().zip(units.iter().skip(1));
        // Without a way out of the loop, so that many units are looked at together.
        pairs.fold(0, |any, (&before, &after)| any | u16::from(before == first) & u16::from(after == second)) > 0
    }

    /// The same rows with each code replaced by what `codes` has at its place.
    pub(super) fn recoded(&self, codes: &[u32]) -> Self {
        let mut recoded = Self { units: Vec::with_capacity(self.units.len()), ends: Vec::with_capacity(self.ends.len()) };
        for row in 0..self.len() {
            self.row(row).for_each(|code| recoded.push(codes[code as usize]));
            recoded.end_row();
        }
        recoded.units.shrink_to_fit();
        recoded
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(&*self.units) + size_of_val(&*self.ends)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_is_read(rows in prop::collection::vec(prop::collection::vec(prop_oneof![0_u32..0x1_2000, 0_u32..1 << 28], 0..9), 0..9)) {
            let mut tokens = Tokens::default();
            for row in &rows {
                for &code in row {
                    tokens.push(code);
                }
                tokens.end_row();
            }
            let read: Vec<Vec<u32>> = (0..tokens.len()).map(|row| tokens.row(row).collect()).collect();
            prop_assert_eq!(read, rows);
        }
    }

    #[test]
    fn pairs_are_found() {
        let mut tokens = Tokens::default();
        for code in [7, 8, 9, WIDE + 3, 5] {
            tokens.push(code);
        }
        tokens.end_row();
        tokens.end_row();
        assert!(tokens.may_have(0, [8, 9]) && !tokens.may_have(0, [7, 9]) && !tokens.may_have(0, [9, 5]));
        assert!(!tokens.may_have(1, [8, 9]));
        assert_eq!((Tokens::unit(9), Tokens::unit(WIDE)), (Some(9), None));
    }

    #[test]
    fn recoding_replaces_every_code() {
        let mut tokens = Tokens::default();
        for code in [0, 1, 0] {
            tokens.push(code);
            tokens.end_row();
        }
        let recoded = tokens.recoded(&[70_000, 5]);
        assert_eq!((0..3).flat_map(|row| recoded.row(row)).collect::<Vec<_>>(), [70_000, 5, 70_000]);
    }
}
