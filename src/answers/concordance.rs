//! The lines in which words stand.

use super::at_hand::AtHand;
use crate::{
    compare::{
        basis::counted_over,
        concordance::{self, Line, LineOrder},
        corpus::WordSpot,
        naming::{OutletRead, columns},
    },
    find::Stop,
};

/// The lines of one word, or of several that stand one after the other.
#[derive(Debug)]
pub struct Concordance {
    /// In the order asked for.
    pub lines: Vec<Line>,
    /// What was read of each outlet, in the order of the catalogue.
    pub columns: Vec<OutletRead>,
    /// On what all this rests, in words.
    pub basis: String,
}

/// The lines of `form`, with what they were looked for in; none where it is told to stop before it is done.
pub fn concordance(at_hand: &AtHand, form: &str, order: LineOrder, stop: &Stop) -> Option<Concordance> {
    let corpus = &at_hand.corpus;
    Some(Concordance {
        lines: concordance::concordance(&at_hand.catalogue, corpus, form, order, || stop.is_set())?,
        columns: columns(&at_hand.catalogue, corpus),
        basis: counted_over(corpus.documents().iter().map(|read| read.basis), corpus.extent()),
    })
}

/// Where `word` stands, by document and in it from the beginning; none where it is told to stop before it is done.
pub fn spots(at_hand: &AtHand, word: &str, stop: &Stop) -> Option<Vec<WordSpot>> {
    let lines = concordance::concordance(&at_hand.catalogue, &at_hand.corpus, word, LineOrder::Place, || stop.is_set())?;
    Some(lines.into_iter().map(|line| line.spot).collect())
}
