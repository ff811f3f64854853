//! Many readings against one: how far each agrees with it, and which cells most of them code otherwise.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    cells::{Cell, Cells},
    coding::Coding,
    measures::{Measure, Variable, measures},
};
use crate::{
    catalogue::{Catalogue, ClaimId, DocumentId},
    compare::standing::Standing,
};

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// How far each reading agrees with the key, in the order in which they were given: [`Variable::ALL`], without intervals.
    pub readers: Vec<Vec<Measure>>,
    /// The cells that anybody codes otherwise: those first that most do, then in the order of the catalogue.
    pub otherwise: Vec<Otherwise>,
}

/// A cell that readers code otherwise than the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Otherwise {
    /// Which claim.
    pub claim: ClaimId,
    /// Which document.
    pub document: DocumentId,
    /// Where the document stands by the key; silent where nothing is found.
    pub key: Standing,
    /// How many readers have looked.
    pub readers: usize,
    /// Where it stands by those of them who say otherwise, with how many say so: the most first.
    pub instead: Vec<(Standing, usize)>,
}

impl Otherwise {
    /// How many readers say otherwise.
    pub fn times(&self) -> usize {
        self.instead.iter().map(|(_, times)| times).sum()
    }
}

impl Class {
    /// How far `readers` agree with `key`, readings of `main` all of them.
    pub fn of(main: &Catalogue, key: &Coding<'_>, readers: &[Coding<'_>]) -> Self {
        let with_key = |reader| {
            let cells = Cells::of(main, vec![key, reader]);
            measures(&cells, &cells.cells.iter().collect::<Vec<_>>(), &Variable::ALL, 0)
        };
        let all = Cells::of(main, [key].into_iter().chain(readers).collect());
        let mut otherwise: Vec<Otherwise> = all.cells.iter().filter_map(|cell| Otherwise::at(&all, cell)).collect();
        otherwise.sort_by_key(|cell| Reverse(cell.times()));
        Self { readers: readers.iter().map(with_key).collect(), otherwise }
    }
}

impl Otherwise {
    /// What the readers after the first of `cells`, which is the key, say otherwise at `cell`; none where nobody does.
    fn at(cells: &Cells<'_>, cell: &Cell) -> Option<Self> {
        let key = cells.standing(cell, 0)?;
        let (mut readers, mut instead) = (0, BTreeMap::new());
        for standing in (1..cells.codings.len()).filter_map(|reader| cells.standing(cell, reader)) {
            readers += 1;
            if standing != key {
                *instead.entry(standing.place()).or_insert(0) += 1;
            }
        }
        let mut instead: Vec<(Standing, usize)> =
            instead.into_iter().map(|(place, times)| (Standing::ALL[place], times)).collect();
        instead.sort_by_key(|&(_, times)| Reverse(times));
        (!instead.is_empty()).then_some(Self { claim: cell.claim, document: cell.document, key, readers, instead })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::sample::reading, *};

    #[test]
    fn each_is_measured_against_the_key_and_the_cells_are_those_that_most_code_otherwise() {
        let key = reading("fell courier affirms 0..9; fell post –; late post reports 0..9 @mayor; late courier –");
        let class = [
            "fell courier affirms 0..9; fell post –; late post reports 0..9 @mayor",
            "fell courier questions 0..9; fell post affirms; late post denies 0..9",
            "fell courier affirms 0..9; late post –; shut post affirms",
            "late post affirms 0..9; late post affirms 20..29",
        ]
        .map(reading);
        let codings = class.each_ref().map(Coding::as_noted);
        let found = Class::of(&key, &Coding::as_noted(&key), &codings);
        let presence = |measures: &Vec<Measure>| {
            let presence = measures.iter().find(|measure| measure.variable == Variable::Presence).unwrap();
            (presence.units, presence.agreement.map(|share| (100.0 * share).round()), presence.interval)
        };
        let rows: Vec<_> = found.readers.iter().map(presence).collect();
        assert_eq!(rows, [(3, Some(100.0), None), (3, Some(67.0), None), (2, Some(50.0), None), (1, Some(100.0), None)]);
        let told = |cell: &Otherwise| {
            let instead: Vec<String> =
                cell.instead.iter().map(|(standing, times)| format!("{} {times}", standing.name())).collect();
            let (claim, document) = (&key.claims[cell.claim].id, &key.documents[cell.document].id);
            format!("{claim} {document} {}: {} of {}, {}", cell.key.name(), cell.times(), cell.readers, instead.join(", "))
        };
        assert_eq!(
            found.otherwise.iter().map(told).collect::<Vec<_>>(),
            [
                "late post reports: 3 of 4, affirms 1, denies 1, silent 1",
                "fell courier affirms: 1 of 3, questions 1",
                "fell post silent: 1 of 2, affirms 1",
            ]
        );
    }
}
