//! All claims against all outlets: `parallax matrix`.

use serde::Serialize;

use super::paragraph;
use crate::{
    catalogue::Catalogue,
    compare::coverage::{Coverage, Narrowing, Standing},
    text::wrap::{cut, width},
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixPage<'a> {
    outlets: Vec<OutletHead<'a>>,
    claims: Vec<MatrixRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletHead<'a> {
    outlet: &'a str,
    name: &'a str,
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
}

impl<'a> MatrixPage<'a> {
    /// The rows of `catalogue` that `narrowing` leaves.
    pub fn new(catalogue: &'a Catalogue, narrowing: Narrowing) -> Self {
        let outlets = catalogue.outlets.iter().map(|outlet| OutletHead { outlet: &outlet.id, name: &outlet.name }).collect();
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
            }
        });
        Self { outlets, claims: claims.collect() }
    }

    /// As plain text, `columns` wide: a row a claim, its signs under the numbers of the outlets.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        for (number, outlet) in (1..).zip(&self.outlets) {
            paragraph(&mut page, &format!("{number} {}", outlet.name), 0, columns);
        }
        let legend: Vec<String> =
            Standing::ALL.iter().map(|standing| format!("{} {}", standing.sign(), standing.name())).collect();
        paragraph(&mut page, &legend.join("  "), 0, columns);
        let cell = self.outlets.len().to_string().len() + 1;
        let room = columns.saturating_sub(cell * self.outlets.len() + 2).max(20);
        let mut event = None;
        for claim in &self.claims {
            if event != Some(claim.event) {
                event = Some(claim.event);
                let heading = cut(claim.event_title, room);
                let numbers: String = (1..=self.outlets.len()).map(|number| format!("{number:>cell$}")).collect();
                let gap = " ".repeat(room + 2 - width(&heading));
                page.push_str(&format!("\n{heading}{gap}{numbers}\n"));
            }
            let title = cut(claim.title, room);
            let gap = " ".repeat(room - width(&title));
            let signs: String = claim.standings.iter().map(|standing| format!("{:>cell$}", standing.sign())).collect();
            page.push_str(&format!("  {title}{gap}{signs}\n"));
        }
        page
    }
}
