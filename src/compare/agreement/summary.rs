//! How far readings of one catalogue agree, in all its cells and in some of them, and what they say instead of one another.

use std::collections::BTreeMap;

use super::{
    alpha::RESAMPLES,
    cells::{Cell, Cells},
    coding::Coding,
    measures::{Measure, Variable, measures},
};
use crate::{
    catalogue::{Catalogue, EventId, OutletId},
    compare::standing::Standing,
};

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// At so many cells two readers or more have looked.
    pub cells: usize,
    /// At so many one alone has.
    pub alone: usize,
    /// So many are left out because the document is too early for the claim.
    pub too_early: usize,
    /// In all cells: [`Variable::ALL`], then each code of the codebook.
    pub all: Vec<Measure>,
    /// The same without documents that are copies; none where no document is one.
    pub without_copies: Option<Vec<Measure>>,
    /// By outlet: [`PARTED`], without intervals.
    pub outlets: Vec<(OutletId, Vec<Measure>)>,
    /// By event, likewise.
    pub events: Vec<(EventId, Vec<Measure>)>,
    /// Which signs of a cell stand for which.
    pub confused: Vec<Confused>,
    /// What of the passages is the same.
    pub unitizing: Unitizing,
}

/// What is told of outlets and events, which have fewer cells.
pub const PARTED: [Variable; 3] = [Variable::Presence, Variable::Sign, Variable::Stance];

/// How often two readers give a cell these two signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confused {
    /// That of the first reader and that of the second; of more than two readers, in the order of the signs.
    pub standings: [Standing; 2],
    /// How many cells that are; of more than two readers, pairs of them in a cell.
    pub times: usize,
}

/// Of cells in which two readers or more found something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unitizing {
    /// How many passages there are.
    pub passages: usize,
    /// Of so many two readers or more have some.
    pub shared: usize,
    /// How much of what two readers quote of a passage both quote: the mean over all pairs of readers of a passage, from 0 to 1.
    pub overlap: Option<f64>,
}

impl Agreement {
    /// How far `codings` of `main` agree.
    pub fn of(main: &Catalogue, codings: &[Coding<'_>]) -> Self {
        let cells = Cells::of(main, codings.iter().collect());
        let all: Vec<&Cell> = cells.cells.iter().collect();
        let originals = |cell: &&Cell| main.documents[cell.document].copy_of.is_none();
        let variables: Vec<Variable> = Variable::ALL.into_iter().chain(main.frames.ids().map(Variable::Frame)).collect();
        let has_copies = main.documents.iter().any(|document| document.copy_of.is_some());
        let without_copies = has_copies.then(|| all.iter().copied().filter(originals).collect::<Vec<_>>());
        let shared = all.iter().filter(|cell| looked(cell) > 1).count();
        Self {
            cells: shared,
            alone: all.len() - shared,
            too_early: cells.too_early,
            all: measures(&cells, &all, &variables, RESAMPLES),
            without_copies: without_copies.map(|some| measures(&cells, &some, &variables, RESAMPLES)),
            outlets: parted(&cells, |cell| main.documents[cell.document].outlet),
            events: parted(&cells, |cell| main.claims[cell.claim].event),
            confused: confused(&cells),
            unitizing: Unitizing::of(&cells),
        }
    }
}

/// How many readers have looked at `cell`.
fn looked(cell: &Cell) -> usize {
    cell.found.iter().filter(|found| found.presence().is_some()).count()
}

fn parted<T: Ord>(cells: &Cells<'_>, of: impl Fn(&Cell) -> T) -> Vec<(T, Vec<Measure>)> {
    let mut parts = BTreeMap::<T, Vec<&Cell>>::new();
    for cell in &cells.cells {
        parts.entry(of(cell)).or_default().push(cell);
    }
    parts.into_iter().map(|(part, some)| (part, measures(cells, &some, &PARTED, 0))).collect()
}

fn confused(cells: &Cells<'_>) -> Vec<Confused> {
    let readers = cells.codings.len();
    let mut times = BTreeMap::new();
    for cell in &cells.cells {
        let given: Vec<Standing> = (0..readers).filter_map(|reader| cells.standing(cell, reader)).collect();
        for (at, &one) in given.iter().enumerate() {
            for &other in &given[at + 1..] {
                let mut pair = [one.place(), other.place()];
                if readers > 2 {
                    pair.sort_unstable();
                }
                *times.entry(pair).or_insert(0) += 1;
            }
        }
    }
    let of_pair = |(pair, times): ([usize; 2], usize)| Confused { standings: pair.map(|place| Standing::ALL[place]), times };
    times.into_iter().map(of_pair).collect()
}

impl Unitizing {
    fn of(cells: &Cells<'_>) -> Self {
        let (mut all, mut shared, mut overlaps) = (0, 0, Vec::new());
        for cell in cells.cells.iter().filter(|cell| cell.found.iter().filter(|found| !found.excerpts().is_empty()).count() > 1) {
            for passage in &cell.passages {
                let readers: Vec<usize> = passage.readers().collect();
                all += 1;
                shared += usize::from(readers.len() > 1);
                let pairs =
                    readers.iter().enumerate().flat_map(|(at, &one)| readers[at + 1..].iter().map(move |&other| (one, other)));
                overlaps.extend(pairs.map(|(one, other)| passage.overlap(&cells.codings, one, other)));
            }
        }
        let sum: f64 = overlaps.iter().sum();
        let overlap = (!overlaps.is_empty()).then(|| sum / f64::from(u32::try_from(overlaps.len()).unwrap_or(u32::MAX)));
        Self { passages: all, shared, overlap }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::sample::reading, *};

    fn agreement<const N: usize>(found: [&str; N]) -> (Catalogue, Agreement) {
        let readings = found.map(reading);
        let codings = readings.each_ref().map(Coding::as_noted);
        let agreement = Agreement::of(&readings[0], &codings);
        (reading(""), agreement)
    }

    const ONE: &str =
        "fell courier affirms 0..9; fell post –; fell echo affirms 0..9; late post reports 0..9 @mayor; shut post –";
    const OTHER: &str =
        "fell courier denies 0..9; fell post –; fell echo affirms 0..9; late post reports 2..9 @mayor; late post affirms 20..29";

    fn units(measures: &[Measure]) -> Vec<usize> {
        measures.iter().map(|measure| measure.units).collect()
    }

    #[test]
    fn copies_are_left_out_apart_and_parts_are_told_by_outlet_and_event() {
        let (main, agreement) = agreement([ONE, OTHER]);
        assert_eq!((agreement.cells, agreement.alone, agreement.too_early), (4, 1, 2));
        assert_eq!(units(&agreement.all), [4, 3, 3, 3, 1, 3, 3, 3]);
        assert_eq!(units(&agreement.without_copies.unwrap()), [3, 2, 2, 2, 1, 2, 2, 2]);
        let outlets: Vec<_> = agreement.outlets.iter().map(|(outlet, of)| (&*main.outlets[*outlet].id, units(of))).collect();
        assert_eq!(outlets, [("courier", vec![1, 1, 1]), ("post", vec![2, 1, 1]), ("echo", vec![1, 1, 1])]);
        let events: Vec<_> = agreement.events.iter().map(|(event, of)| (&*main.events[*event].id, units(of))).collect();
        assert_eq!(events, [("night", vec![3, 2, 2]), ("after", vec![1, 1, 1])]);
    }

    #[test]
    fn passages_are_counted_where_two_found_something() {
        let (_, agreement) = agreement([ONE, OTHER]);
        let Unitizing { passages, shared, overlap } = agreement.unitizing;
        assert_eq!((passages, shared), (4, 3));
        assert_eq!(overlap.map(|overlap| (1000.0 * overlap).round()), Some(926.0));
        let (_, nothing) = super::tests::agreement(["fell post affirms", "fell post –"]);
        assert_eq!(nothing.unitizing, Unitizing { passages: 0, shared: 0, overlap: None });
    }

    fn confused<const N: usize>(found: [&str; N]) -> Vec<String> {
        let told = |confused: &Confused| {
            let [one, other] = confused.standings.map(Standing::name);
            format!("{one} {other} {}", confused.times)
        };
        agreement(found).1.confused.iter().map(told).collect()
    }

    #[test]
    fn who_says_what_instead_is_told_reader_by_reader_of_two_and_of_more_in_pairs() {
        assert_eq!(confused([ONE, OTHER]), ["affirms affirms 1", "affirms denies 1", "reports affirms 1", "silent silent 1"]);
        let three = ["fell post denies", "fell post affirms", "fell post –; shut post –"];
        assert_eq!(confused(three), ["affirms denies 1", "affirms silent 1", "denies silent 1"]);
    }
}
