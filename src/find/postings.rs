//! For each word the rows that it stands in, in order.
//!
//! Kept as the distance to the row before, in seven bits a byte, the last byte of a distance below 128 (the variable-byte code
//! of information retrieval): a frequent word costs a byte a row. The lists stand in the order of the words, so that those of
//! all words with one beginning are read in one go.

use super::{number::number, tokens::Tokens};

/// Lists of rows, one a word.
#[derive(Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    /// Where the list of each word begins; one more at the end.
    starts: Vec<u32>,
}

impl Postings {
    /// Turns rows of codes around; `order` has the word of each code.
    pub(super) fn new(tokens: &Tokens, order: &[u32]) -> Self {
        // By code and not by word while every row is looked at: the frequent words then share a few cache lines.
        let mut sizes = vec![0_u32; order.len()];
        distances(tokens, order.len(), |code, distance| sizes[code] += size(distance));
        let mut starts = vec![0_u32; order.len() + 1];
        for (&word, &size) in order.iter().zip(&sizes) {
            starts[word as usize + 1] = size;
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut places: Vec<u32> = order.iter().map(|&word| starts[word as usize]).collect();
        let mut bytes = vec![0_u8; total as usize];
        distances(tokens, order.len(), |code, mut distance| {
            let place = &mut places[code];
            while distance >= 0x80 {
                bytes[*place as usize] = (distance & 0x7f) as u8 | 0x80;
                distance >>= 7;
                *place += 1;
            }
            bytes[*place as usize] = (distance & 0x7f) as u8;
            *place += 1;
        });
        Self { bytes, starts }
    }

    /// Bytes that the list of `word` takes: about as many as it has rows.
    pub(super) fn size(&self, word: u32) -> usize {
        (self.starts[word as usize + 1] - self.starts[word as usize]) as usize
    }

    /// Hands over the rows that `word` stands in, in order.
    pub(super) fn each(&self, word: u32, mut take: impl FnMut(usize)) {
        let list = &self.bytes[self.starts[word as usize] as usize..self.starts[word as usize + 1] as usize];
        let (mut next, mut distance, mut shift) = (0_u32, 0_u32, 0);
        for &byte in list {
            distance |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                next += distance;
                take(next as usize - 1);
                (distance, shift) = (0, 0);
            } else {
                shift += 7;
            }
        }
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        self.bytes.len() + size_of_val(&*self.starts)
    }
}

/// Hands over, row by row, each code of the row once with the distance to the row that it stood in before; the first row is
/// at distance 1 from none.
fn distances(tokens: &Tokens, codes: usize, mut take: impl FnMut(usize, u32)) {
    let mut last = vec![0_u32; codes];
    for row in 0..tokens.len() {
        let row_after = number(row + 1);
        for code in tokens.row(row) {
            let last = &mut last[code as usize];
            if *last != row_after {
                take(code as usize, row_after - *last);
                *last = row_after;
            }
        }
    }
}

fn size(distance: u32) -> u32 {
    (distance.max(1).ilog2() / 7) + 1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_lists_its_rows(rows in prop::collection::vec(prop::collection::vec(0_u32..4, 0..4), 0..400)) {
            let mut tokens = Tokens::default();
            for row in &rows {
                for &code in row {
                    tokens.push(code);
                }
                tokens.end_row();
            }
            let order = [2, 0, 3, 1];
            let postings = Postings::new(&tokens, &order);
            for (code, &word) in order.iter().enumerate() {
                let mut found = Vec::new();
                postings.each(word, |row| found.push(row));
                let expected: BTreeSet<usize> = (0..rows.len()).filter(|&row| rows[row].contains(&number(code))).collect();
                prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn far_rows_are_found() {
        let mut tokens = Tokens::default();
        for row in 0..100_000 {
            if [3, 130, 16_700, 99_999].contains(&row) {
                tokens.push(0);
            }
            tokens.end_row();
        }
        let postings = Postings::new(&tokens, &[0]);
        let mut found = Vec::new();
        postings.each(0, |row| found.push(row));
        assert_eq!(found, [3, 130, 16_700, 99_999]);
        assert_eq!(postings.size(0), 1 + 1 + 3 + 3);
    }
}
