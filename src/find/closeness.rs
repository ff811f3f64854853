//! How close to one another the words asked for stand in a quote.
//!
//! The gap is the number of other words in the shortest stretch of the quote that has one match of every term that occurs in
//! it; a phrase stands where it begins. Fewer than two terms have no gap between them.

use super::{
    column::{Column, Part},
    number::number,
    plan::Plan,
    wanted::Wanted,
};

/// A gap of this many words or more is wide open.
const WIDEST: u8 = u8::MAX;

/// What is looked for in quotes.
#[derive(Debug, Default)]
pub(super) struct Closeness {
    /// By code, a bit for each term that the word is a match of; empty where there is nothing to measure.
    terms: Vec<u16>,
    sequences: Vec<(u16, Wanted)>,
}

impl Closeness {
    /// Takes the texts out of `plan`, for which it is the last use.
    pub(super) fn new(quotes: &Column, plan: Plan) -> Self {
        let mut closeness = Self::default();
        let asked: Vec<(usize, Wanted)> = plan.into_quotes().collect();
        if asked.iter().all(|&(term, _)| term == asked[0].0) {
            return closeness;
        }
        closeness.terms = vec![0; quotes.codes()];
        for (term, wanted) in asked {
            let bit = 1 << term;
            match wanted.anywhere() {
                Some(matches) => {
                    for found in matches {
                        closeness.terms[quotes.code(found.word) as usize] |= bit;
                    }
                }
                None => closeness.sequences.push((bit, wanted)),
            }
        }
        closeness
    }

    /// Whether there is nothing to measure: all gaps are 0.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The gap in the quote of `row` of `part`, of the column it was made for; the scratch space is for the caller to keep.
    pub(super) fn gap(&self, quotes: &Column, part: &Part, row: usize, places: &mut Places) -> u8 {
        if self.terms.is_empty() {
            return 0;
        }
        places.clear();
        let mut occurring = 0;
        let mut note = |at: usize, terms: u16| {
            places.push((number(at), terms));
            occurring |= terms;
        };
        for (at, code) in part.texts.row(row).enumerate() {
            let terms = self.terms[code as usize];
            if terms != 0 {
                note(at, terms);
            }
        }
        for (bit, wanted) in &self.sequences {
            wanted.reader(quotes).each(part.texts.row(row), |at, _| note(at, *bit));
        }
        if !self.sequences.is_empty() {
            places.sort_unstable();
        }
        gap(places, occurring)
    }
}

/// Where matches stand in a quote, in order, and of which terms they are.
pub(super) type Places = Vec<(u32, u16)>;

/// The gap between `places`, which have the terms `occurring`.
fn gap(places: &[(u32, u16)], occurring: u16) -> u8 {
    let terms = occurring.count_ones() as usize;
    if terms < 2 {
        return 0;
    }
    // One window slides along: its end goes on place by place, its start follows as long as no term is lost.
    let mut held = [0_u32; u16::BITS as usize];
    let mut missing = occurring;
    let mut shortest = usize::MAX;
    let mut start = 0;
    for &(end, terms) in places {
        each_bit(terms, |term| held[term] += 1);
        missing &= !terms;
        while missing == 0 {
            let (at, leaving) = places[start];
            shortest = shortest.min((end - at) as usize + 1);
            each_bit(leaving, |term| {
                held[term] -= 1;
                missing |= u16::from(held[term] == 0) << term;
            });
            start += 1;
        }
    }
    u8::try_from(shortest.saturating_sub(terms)).unwrap_or(WIDEST)
}

fn each_bit(mut bits: u16, mut take: impl FnMut(usize)) {
    while bits != 0 {
        take(bits.trailing_zeros() as usize);
        bits &= bits - 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_shortest_stretch_counts() {
        assert_eq!(gap(&[(0, 0b1), (5, 0b10), (7, 0b1), (20, 0b10)], 0b11), 1);
        assert_eq!(gap(&[(3, 0b1), (4, 0b10), (5, 0b100)], 0b111), 0);
        assert_eq!(gap(&[(3, 0b11)], 0b11), 0);
        assert_eq!(gap(&[(3, 0b1), (900, 0b10)], 0b11), 255);
        assert_eq!(gap(&[(3, 0b1), (9, 0b1)], 0b1), 0);
    }

    proptest! {
        #[test]
        fn no_shorter_stretch_has_every_term(steps in prop::collection::vec((1_u32..4, 1_u16..8), 1..9)) {
            let mut at = 0;
            let places: Vec<(u32, u16)> = steps.into_iter().map(|(step, terms)| { at += step; (at, terms) }).collect();
            let occurring = places.iter().fold(0, |all, (_, terms)| all | terms);
            let lengths = (0..places.len()).flat_map(|start| (start..places.len()).map(move |end| (start, end)));
            let shortest = lengths
                .filter(|&(start, end)| places[start..=end].iter().fold(0, |all, (_, terms)| all | terms) == occurring)
                .map(|(start, end)| places[end].0 - places[start].0 + 1)
                .min()
                .unwrap();
            let expected = if occurring.count_ones() < 2 { 0 } else { shortest.saturating_sub(occurring.count_ones()) };
            prop_assert_eq!(u32::from(gap(&places, occurring)), expected);
        }
    }
}
