//! All claims, by event: `parallax list`.

use serde::Serialize;

use super::{copies_that_differ, count, paragraph};
use crate::{
    catalogue::{Catalogue, Stance},
    compare::{coverage::Coverage, standing::Standing},
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListPage<'a> {
    title: &'a str,
    claims: Vec<ClaimRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ClaimRow<'a> {
    claim: &'a str,
    title: &'a str,
    event: &'a str,
    #[serde(skip)]
    event_title: &'a str,
    excerpts: usize,
    documents: usize,
    independent: usize,
    /// How many outlets stand so, without copies of what another says; those with none are left out.
    standings: Vec<(Standing, usize)>,
    /// The outlets whose copies stand elsewhere than their originals.
    copy_differs: Vec<&'a str>,
}

impl<'a> ListPage<'a> {
    /// The page of `catalogue`.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let claims = catalogue.claims.entries().map(|(id, claim)| {
            let coverage = Coverage::of(catalogue, id);
            let event = &catalogue.events[claim.event];
            ClaimRow {
                claim: &claim.id,
                title: &claim.title,
                event: &event.id,
                event_title: &event.title,
                excerpts: catalogue.excerpts_of(id).len(),
                documents: coverage.documents,
                independent: coverage.independent,
                standings: Standing::ALL
                    .into_iter()
                    .map(|standing| (standing, coverage.count_of(standing)))
                    .filter(|&(_, outlets)| outlets > 0)
                    .collect(),
                copy_differs: copies_that_differ(catalogue, &coverage),
            }
        });
        Self { title: &catalogue.title, claims: claims.collect() }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        paragraph(&mut page, self.title, 0, columns);
        paragraph(&mut page, &count(self.claims.len(), "claim"), 0, columns);
        let mut event = None;
        for claim in &self.claims {
            if event != Some(claim.event) {
                event = Some(claim.event);
                page.push('\n');
                paragraph(&mut page, claim.event_title, 0, columns);
            }
            paragraph(&mut page, &format!("{} ({})", claim.title, claim.claim), 2, columns);
            let standings: Vec<String> = claim
                .standings
                .iter()
                .map(|(standing, outlets)| format!("{} {outlets} {}", standing.sign(), label(*standing, *outlets)))
                .collect();
            let differs = (!claim.copy_differs.is_empty()).then(|| "≠ copy differs".to_owned());
            let standings: Vec<String> = standings.into_iter().chain(differs).collect();
            if !standings.is_empty() {
                paragraph(&mut page, &standings.join("  "), 6, columns);
            }
        }
        page
    }
}

/// "1 affirms", "2 affirm".
fn label(standing: Standing, outlets: usize) -> &'static str {
    let name = standing.words();
    match standing {
        Standing::Takes(Stance::Denies) if outlets > 1 => "deny",
        Standing::Takes(Stance::ReportsDenial) if outlets > 1 => "report a denial",
        Standing::ReportsBoth if outlets > 1 => "report both sides",
        Standing::Takes(_) if outlets > 1 => name.strip_suffix('s').unwrap_or(name),
        _ => name,
    }
}
