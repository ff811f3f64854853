//! How far any two outlets are apart: on how much of what both have a word on they disagree.
//!
//! That are the claims on which both take a stand, and the pairs of claims that cannot both be true of which the one affirms the
//! one, the other the other, and neither both. What is only passed on counts for nothing, and a document and its copy do not
//! disagree.

use std::collections::BTreeSet;

use super::{
    coverage::Coverage,
    narrowing::{clash_of, disagree},
};
use crate::catalogue::{Catalogue, ClaimId, OutletId};

/// On what two outlets can disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// A claim.
    Claim(ClaimId),
    /// Two claims that cannot both be true: that which the first outlet affirms, and that which the second does.
    Pair(ClaimId, ClaimId),
}

/// Two outlets, and on what they are apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Which two, in the order of the catalogue.
    pub outlets: [OutletId; 2],
    /// On what both have a word, in the order of the claims, the pairs last.
    pub common: Vec<Ground>,
    /// On which of it they disagree.
    pub disagreed: Vec<Ground>,
}

impl Apart {
    /// On how many claims they disagree: of a pair both, and each once.
    pub fn claims(&self) -> usize {
        let claims = self.disagreed.iter().flat_map(|ground| match *ground {
            Ground::Claim(claim) => [claim, claim],
            Ground::Pair(one, other) => [one, other],
        });
        claims.collect::<BTreeSet<ClaimId>>().len()
    }
}

/// All pairs of outlets of `catalogue` that have anything in common, in the order of the catalogue.
pub fn apart(catalogue: &Catalogue) -> Vec<Apart> {
    apart_by(catalogue, &coverages(catalogue))
}

/// Where all outlets of `catalogue` stand on each of its claims.
pub(super) fn coverages(catalogue: &Catalogue) -> Vec<Coverage> {
    catalogue.claims.ids().map(|claim| Coverage::of(catalogue, claim)).collect()
}

/// What [`apart`] says, the coverage of every claim being known.
pub(super) fn apart_by(catalogue: &Catalogue, coverages: &[Coverage]) -> Vec<Apart> {
    let outlets = catalogue.outlets.len();
    let pairs = (0..outlets).flat_map(|one| (one + 1..outlets).map(move |other| [one, other].map(OutletId::new)));
    pairs.map(|pair| between(catalogue, coverages, pair)).filter(|apart| !apart.common.is_empty()).collect()
}

fn between(catalogue: &Catalogue, coverages: &[Coverage], outlets: [OutletId; 2]) -> Apart {
    let (mut common, mut disagreed) = (Vec::new(), Vec::new());
    let mut note = |ground, disagrees: bool| {
        common.push(ground);
        disagreed.extend(disagrees.then_some(ground));
    };
    for (claim, coverage) in catalogue.claims.ids().zip(coverages) {
        if let Some(disagrees) = disagree(catalogue, coverage, outlets) {
            note(Ground::Claim(claim), disagrees);
        }
    }
    for (claim, row) in catalogue.claims.entries() {
        for &against in row.contradicts.iter().filter(|&&against| against > claim) {
            let both = [claim, against].map(|claim| &coverages[claim.index()]);
            if let Some(clash) = clash_of(catalogue, both, outlets) {
                let (first, second) = if clash.first_affirms_first { (claim, against) } else { (against, claim) };
                note(Ground::Pair(first, second), clash.disagrees);
            }
        }
    }
    Apart { outlets, common, disagreed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    /// How many of how many, of two outlets and of the first and its copy.
    fn counts(claims: &[(&str, &str)]) -> [(usize, usize); 2] {
        let mut text =
            "title = 'B'\nevent = [{ id = 'closing', title = 'C' }]\nspeaker = [{ id = 'mayor', name = 'M' }]\n".to_owned();
        for (id, more) in [("bay", ""), ("post", ""), ("echo", "copy_of = 'bay'")] {
            text += &format!(
                "[[outlet]]\nid = '{id}'\nname = '{id}'\n[[document]]\nid = '{id}'\noutlet = '{id}'\ntitle = 'B'\n{more}\n"
            );
        }
        for (at, (stances, more)) in claims.iter().enumerate() {
            text += &format!("[[claim]]\nid = 'c{at}'\nevent = 'closing'\ntitle = 'Claim {at}'\n{more}\n");
            for (document, stance) in stances.split(", ").filter_map(|part| part.split_once(' ')) {
                text += &format!(
                    "[[claim.excerpt]]\ndocument = '{document}'\nstance = '{stance}'\nspeaker = 'mayor'\nquote = '{stance} {at}'\n"
                );
            }
        }
        let catalogue = parse(text).unwrap().catalogue;
        let all = apart(&catalogue);
        [[0, 1], [0, 2]].map(|pair| {
            let found = all.iter().find(|apart| apart.outlets.map(OutletId::index) == pair);
            found.map_or((0, 0), |apart| (apart.disagreed.len(), apart.common.len()))
        })
    }

    #[test]
    fn two_outlets_are_apart_on_a_claim_or_across_two() {
        let tied = "contradicts = ['c1']";
        let rows = [
            (vec![("bay affirms, post denies", "")], (1, 1)),
            (vec![("bay questions, post affirms", "")], (1, 1)),
            (vec![("bay affirms, post affirms", "")], (0, 1)),
            (vec![("bay questions, post denies", "")], (0, 1)),
            (vec![("bay affirms, bay denies, post affirms", "")], (0, 1)),
            (vec![("bay affirms, post reports-denial", "")], (0, 0)),
            (vec![("bay affirms", tied), ("post affirms", "")], (1, 1)),
            (vec![("bay affirms, post affirms", tied), ("post affirms", "")], (0, 1)),
            (vec![("bay affirms, post denies", tied), ("post affirms", "")], (2, 2)),
        ];
        for (claims, expected) in rows {
            assert_eq!(counts(&claims)[0], expected, "{claims:?}");
        }
    }

    #[test]
    fn a_document_and_its_copy_do_not_disagree() {
        assert_eq!(counts(&[("bay affirms, echo denies", "")])[1], (0, 1));
    }
}
