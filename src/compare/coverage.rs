//! Where every outlet stands on a claim: the cells of the table claims × outlets.
//!
//! An outlet *takes a stance* where its excerpts agree on one and is *mixed* where they do not. Without an excerpt it is
//! *silent* where somebody has looked through all its documents in vain, and *unchecked* otherwise: silence is a finding only
//! after somebody has listened.
//!
//! Documents are counted twice: all of them, and the independent ones, where a copy counts as its original.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::catalogue::{Catalogue, Claim, ClaimId, DocumentId, ExcerptId, OutletId, Stance};

/// Where one outlet stands on one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "&'static str")]
pub enum Standing {
    /// All its excerpts take this stance.
    Takes(Stance),
    /// Its excerpts take different stances.
    Mixed,
    /// Nothing on it in any of its documents, and somebody has looked.
    Silent,
    /// Nothing on record, and not every document has been looked through.
    Unchecked,
}

impl Standing {
    /// All of them, in the order of a legend.
    pub const ALL: [Self; 7] = [
        Self::Takes(Stance::Affirms),
        Self::Takes(Stance::Reports),
        Self::Takes(Stance::Questions),
        Self::Takes(Stance::Denies),
        Self::Mixed,
        Self::Silent,
        Self::Unchecked,
    ];

    /// One character for it, one column wide.
    pub const fn sign(self) -> char {
        match self {
            Self::Takes(Stance::Affirms) => '●',
            Self::Takes(Stance::Reports) => '○',
            Self::Takes(Stance::Questions) => '◐',
            Self::Takes(Stance::ReportsDenial) => '⊗',
            Self::Takes(Stance::Denies) => '✕',
            Self::Mixed => '◆',
            Self::Silent => '–',
            Self::Unchecked => '·',
        }
    }

    /// One word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Takes(stance) => stance.name(),
            Self::Mixed => "mixed",
            Self::Silent => "silent",
            Self::Unchecked => "unchecked",
        }
    }

    /// Whether the outlet says anything.
    pub const fn speaks(self) -> bool {
        matches!(self, Self::Takes(_) | Self::Mixed)
    }
}

impl From<Standing> for &'static str {
    fn from(standing: Standing) -> Self {
        standing.name()
    }
}

/// One outlet on one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Who.
    pub outlet: OutletId,
    /// Where it stands.
    pub standing: Standing,
    /// In which words, as written.
    pub excerpts: Vec<ExcerptId>,
}

/// All outlets on one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// One an outlet, in the order of the catalogue.
    pub cells: Vec<Cell>,
    /// How many documents have an excerpt.
    pub documents: usize,
    /// How many of them remain when a copy counts as its original.
    pub independent: usize,
}

impl Coverage {
    /// Where the outlets stand on `claim`.
    pub fn of(catalogue: &Catalogue, claim: ClaimId) -> Self {
        let mut cells: Vec<Cell> = catalogue
            .outlets
            .ids()
            .map(|outlet| Cell { outlet, standing: silence(catalogue, &catalogue.claims[claim], outlet), excerpts: Vec::new() })
            .collect();
        let mut documents: Vec<DocumentId> = Vec::new();
        for (id, excerpt) in catalogue.excerpts_of(claim) {
            let cell = &mut cells[catalogue.outlet_of(excerpt).index()];
            cell.standing = match cell.standing {
                Standing::Takes(stance) if stance != excerpt.stance => Standing::Mixed,
                Standing::Mixed => Standing::Mixed,
                _ => Standing::Takes(excerpt.stance),
            };
            cell.excerpts.push(id);
            documents.push(excerpt.document);
        }
        let distinct = |mut ids: Vec<DocumentId>| {
            ids.sort_unstable();
            ids.dedup();
            ids.len()
        };
        let independent = distinct(documents.iter().map(|&document| catalogue.original(document)).collect());
        Self { cells, documents: distinct(documents), independent }
    }

    /// The outlets that say something, in order.
    pub fn speaking(&self) -> impl DoubleEndedIterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.standing.speaks())
    }

    /// The outlets that stand so, in order.
    pub fn standing(&self, standing: Standing) -> impl Iterator<Item = OutletId> {
        self.cells.iter().filter(move |cell| cell.standing == standing).map(|cell| cell.outlet)
    }

    /// "4 documents, 3 independent"; the second half only where it says something new.
    pub fn count(&self) -> String {
        let plural = if self.documents == 1 { "" } else { "s" };
        if self.independent == self.documents {
            format!("{} document{plural}", self.documents)
        } else {
            format!("{} document{plural}, {} independent", self.documents, self.independent)
        }
    }
}

/// What it means that `outlet` has no excerpt under `claim`.
fn silence(catalogue: &Catalogue, claim: &Claim, outlet: OutletId) -> Standing {
    let documents = &catalogue.outlets[outlet].documents;
    if !documents.is_empty() && documents.iter().all(|document| claim.absent.contains(document)) {
        Standing::Silent
    } else {
        Standing::Unchecked
    }
}

/// The outlets of which `outlet` publishes a copy: the reason to discount it.
pub fn copied_outlets(catalogue: &Catalogue, outlet: OutletId) -> Vec<OutletId> {
    let mut sources = Vec::new();
    for &document in &catalogue.outlets[outlet].documents {
        let original = catalogue.original(document);
        let source = catalogue.documents[original].outlet;
        if original != document && source != outlet && !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

/// Which claims a list is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Narrowing {
    /// Every claim.
    #[default]
    All,
    /// One excerpt affirms, another questions or denies.
    Disagreement,
    /// Somebody speaks and somebody is checked and silent.
    Silence,
    /// Some outlet has not been looked through.
    Unchecked,
}

impl Narrowing {
    /// All of them, in the order in which they are stepped through.
    pub const ALL: [Self; 4] = [Self::All, Self::Disagreement, Self::Silence, Self::Unchecked];

    /// One word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Disagreement => "disagreement",
            Self::Silence => "silence",
            Self::Unchecked => "unchecked",
        }
    }

    /// The one after it, around.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&narrowing| narrowing == self).map_or(0, |at| at + 1);
        Self::ALL.get(at).copied().unwrap_or_default()
    }

    /// The claims it leaves, in order.
    pub fn claims(self, catalogue: &Catalogue) -> Vec<ClaimId> {
        catalogue.claims.ids().filter(|&claim| self.admits(catalogue, claim)).collect()
    }

    fn admits(self, catalogue: &Catalogue, claim: ClaimId) -> bool {
        let stands = |standing| Coverage::of(catalogue, claim).standing(standing).next().is_some();
        match self {
            Self::All => true,
            Self::Disagreement => {
                let takes = |stance| catalogue.excerpts_of(claim).any(|(_, excerpt)| excerpt.stance == stance);
                takes(Stance::Affirms) && (takes(Stance::Questions) || takes(Stance::Denies))
            }
            Self::Silence => catalogue.excerpts_of(claim).len() > 0 && stands(Standing::Silent),
            Self::Unchecked => stands(Standing::Unchecked),
        }
    }
}

/// The claims that hang together with `claim` through contradictions, itself among them, in order.
pub fn contradiction_knot(catalogue: &Catalogue, claim: ClaimId) -> Vec<ClaimId> {
    let mut knot = BTreeSet::from([claim]);
    let mut left = vec![claim];
    while let Some(member) = left.pop() {
        left.extend(catalogue.claims[member].contradicts.iter().filter(|&&other| knot.insert(other)));
    }
    knot.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::Id, compare::sample, text::growth::assert_near_linear};

    /// So many claims, each of which contradicts the one before and the one after it.
    fn chain(claims: usize) -> Catalogue {
        let row = sample::catalogue().claims[Id::new(0)].clone();
        let tied = |at: usize| {
            [at.checked_sub(1), Some(at + 1).filter(|&next| next < claims)].into_iter().flatten().map(Id::new).collect()
        };
        let claims: Vec<Claim> = (0..claims).map(|at| Claim { contradicts: tied(at), ..row.clone() }).collect();
        Catalogue { claims: claims.into(), ..Catalogue::default() }
    }

    #[test]
    fn a_knot_holds_what_hangs_together_at_any_distance() {
        assert_near_linear(1_000, chain, |catalogue| {
            let knot = contradiction_knot(catalogue, Id::new(catalogue.claims.len() / 2));
            assert_eq!(knot, catalogue.claims.ids().collect::<Vec<_>>());
        });
    }
}
