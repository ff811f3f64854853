//! All claims against all outlets: `parallax matrix`.

use std::ops::Range;

use serde::Serialize;

use super::{
    OutletHead,
    apart::{Distance, distances},
    copies_that_differ, paragraph,
};
use crate::{
    catalogue::Catalogue,
    compare::{apart::apart, coverage::Coverage, narrowing::Narrowing, provenance::Days, standing::Standing},
    text::wrap::filled,
};

/// Columns before the title of a claim.
const INDENT: usize = 2;
/// Columns of a title at the least, where those are not more than half of the page.
const TITLE: usize = 20;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixPage<'a> {
    outlets: Vec<MatrixColumn<'a>>,
    claims: Vec<MatrixRow<'a>>,
    /// Any two outlets that have a word on the same, in the whole catalogue.
    apart: Vec<Distance<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct MatrixColumn<'a> {
    outlet: &'a str,
    name: &'a str,
    /// Ids of the outlets it publishes copies of.
    copy_of: Vec<&'a str>,
    #[serde(skip)]
    dated_name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct MatrixRow<'a> {
    claim: &'a str,
    title: &'a str,
    event: &'a str,
    #[serde(skip)]
    event_title: &'a str,
    documents: usize,
    independent: usize,
    /// One an outlet, in the order of `outlets`.
    standings: Vec<Standing>,
    /// The outlets whose copies stand elsewhere than their originals.
    copy_differs: Vec<&'a str>,
    #[serde(skip)]
    differs: Vec<bool>,
}

impl<'a> MatrixPage<'a> {
    /// The rows of `catalogue` that `narrowing` leaves.
    pub fn new(catalogue: &'a Catalogue, narrowing: Narrowing) -> Self {
        let days = Days::of(catalogue);
        let column = |outlet| {
            let head = OutletHead::new(catalogue, outlet);
            let dated_name = head.dated_name(&days.published_by(catalogue, outlet));
            MatrixColumn { outlet: head.outlet, name: head.name, copy_of: head.copy_of, dated_name }
        };
        let outlets = catalogue.outlets.ids().map(column).collect();
        let claims = narrowing.claims(catalogue).into_iter().map(|id| {
            let coverage = Coverage::of(catalogue, id);
            let claim = &catalogue.claims[id];
            let event = &catalogue.events[claim.event];
            MatrixRow {
                claim: &claim.id,
                title: &claim.title,
                event: &event.id,
                event_title: &event.title,
                documents: coverage.documents,
                independent: coverage.independent,
                standings: coverage.cells.iter().map(|cell| cell.standing).collect(),
                copy_differs: copies_that_differ(catalogue, &coverage),
                differs: coverage.cells.iter().map(|cell| cell.differs).collect(),
            }
        });
        Self { outlets, claims: claims.collect(), apart: distances(catalogue, &apart(catalogue)) }
    }

    /// As plain text, `columns` wide: a row a claim, its signs under the numbers of the outlets. Where those are too many for one
    /// table beside the titles, there is one below the other.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        for (number, outlet) in (1..).zip(&self.outlets) {
            paragraph(&mut page, &format!("{number} {}", outlet.dated_name), 0, columns);
        }
        let legend: Vec<String> =
            Standing::ALL.iter().map(|standing| format!("{} {}", standing.sign(), standing.words())).collect();
        let differs = self.claims.iter().any(|claim| !claim.copy_differs.is_empty());
        let legend = legend.into_iter().chain(differs.then(|| "≠ copy differs".to_owned())).collect::<Vec<_>>();
        paragraph(&mut page, &legend.join("  "), 0, columns);
        let outlets = self.outlets.len();
        let cell = outlets.to_string().len() + 1;
        let beside = (columns.saturating_sub(INDENT + TITLE.min(columns / 2)) / cell).max(1);
        // A catalogue without outlets has one table, too.
        for first in (0..outlets.max(1)).step_by(beside) {
            self.table(&mut page, first..outlets.min(first + beside), cell, columns);
        }
        super::apart::write(&mut page, &self.apart, INDENT, columns);
        page
    }

    /// The claims against some of the outlets, each of which has so many columns as `cell`.
    fn table(&self, page: &mut String, outlets: Range<usize>, cell: usize, columns: usize) {
        let room = columns.saturating_sub(cell * outlets.len());
        let mut event = None;
        for claim in &self.claims {
            if event != Some(claim.event) {
                event = Some(claim.event);
                let numbers: String =
                    outlets.clone().map(|outlet| format!("{:>width$} ", outlet + 1, width = cell - 1)).collect();
                page.push_str(&format!("\n{}{}\n", filled(claim.event_title, room), numbers.trim_end()));
            }
            let standings = claim.standings.get(outlets.clone()).unwrap_or_default();
            let differs = claim.differs.get(outlets.clone()).unwrap_or_default();
            let sign = |(standing, &differs): (&Standing, &bool)| {
                format!("{:>width$}{}", standing.sign(), if differs { '≠' } else { ' ' }, width = cell - 1)
            };
            let signs: String = standings.iter().zip(differs).map(sign).collect();
            page.push_str(&format!("{}{}\n", filled(&format!("{:INDENT$}{}", "", claim.title), room), signs.trim_end()));
        }
    }
}
