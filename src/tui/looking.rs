//! Looking for what a document says of a claim: the places that are likeliest to bear on it are gone through, and the cell is settled.
//!
//! Places are suggestions ([`crate::compare::places`]): nothing is filed without a key for each. What is found becomes the walk of n and N.

use std::{ops::Range, sync::Arc};

use super::{
    action::{Action, Goal, Next},
    answer::Question,
    shared::{Shared, walk::Walk},
};
use crate::{
    catalogue::{ClaimId, DocumentId, OutletId},
    compare::{
        coverage::{day_of, precedes},
        standing::Standing,
    },
};

/// What is looked for, until it is found.
#[derive(Debug, Default)]
pub struct Looking {
    wanted: Option<(ClaimId, DocumentId)>,
    asked: bool,
    /// Whether the next unchecked cell follows once this one is settled.
    goes_on: bool,
}

impl Looking {
    /// Looks in the current outlet's first document that could know of the current claim.
    pub fn begin(&mut self, shared: &mut Shared) {
        let (Some(claim), Some(outlet)) = (shared.claim, shared.outlet) else { return };
        let catalogue = &shared.catalogue;
        let day = day_of(catalogue, &catalogue.claims[claim]);
        let could_know = |document: &&DocumentId| day.is_none_or(|day| !precedes(&catalogue.documents[**document], day));
        match catalogue.outlets[outlet].documents.iter().find(could_know) {
            Some(&document) => (self.wanted, self.asked) = (Some((claim, document)), false),
            None => shared.message = Some(format!("{} has no document that could know of it", shared.outlet_name())),
        }
    }

    /// Looks for the next cell that nobody has looked at, from the current one on and round.
    pub fn next_unchecked(&mut self, shared: &mut Shared) {
        let claims: Vec<ClaimId> = shared.catalogue.claims.ids().collect();
        let here = shared.claim.map_or(0, ClaimId::index);
        let after = |at: usize, outlet: OutletId| at > 0 || Some(outlet) > shared.outlet;
        let next = (0..=claims.len()).find_map(|at| {
            let claim = *claims.get((here + at) % claims.len().max(1))?;
            let coverage = shared.coverage_of(claim);
            let unchecked = coverage.cells.iter().filter(|cell| cell.standing == Standing::Unchecked).map(|cell| cell.outlet);
            unchecked.into_iter().find(|&outlet| after(at, outlet)).map(|outlet| (claim, outlet))
        });
        let Some((claim, outlet)) = next else {
            shared.message = Some("nothing is unchecked: every document was looked at for every claim".to_owned());
            return;
        };
        shared.widen_for(Some(claim));
        shared.go(Some(claim));
        shared.choose_outlet(outlet);
        self.begin(shared);
    }

    /// The cell is about to be settled: where places are gone through it is theirs, and the next unchecked one follows.
    pub fn settles(&mut self, shared: &mut Shared) {
        let Some((claim, document)) = shared.walk.as_ref().and_then(Walk::looked_for) else { return };
        shared.go(Some(claim));
        shared.choose_outlet(shared.catalogue.documents[document].outlet);
        self.goes_on = true;
    }

    /// Nothing follows any more where something else was done than to say yes to the step.
    pub fn hears_of(&mut self, action: &Action) {
        self.goes_on &= *action == Action::Confirm;
    }

    /// A step is written: the next unchecked cell follows where one was settled.
    pub fn written(&mut self, shared: &mut Shared) {
        if std::mem::take(&mut self.goes_on) {
            self.next_unchecked(shared);
        }
    }

    /// What nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        let (claim, document) = self.wanted.filter(|_| !self.asked)?;
        self.asked = true;
        Some(Question::Look(Arc::clone(&shared.catalogue), claim, document))
    }

    /// Goes to the first of the places that were found, none where the text is not at hand.
    pub fn take_in(&mut self, shared: &mut Shared, wanted: (ClaimId, DocumentId), found: Option<Vec<Range<usize>>>) -> Next {
        if self.wanted != Some(wanted) {
            return Next::Done;
        }
        self.wanted = None;
        let (claim, document) = wanted;
        let Some(places) = found else {
            let id = &shared.catalogue.documents[document].id;
            shared.message =
                Some(format!("the text of {id} is not at hand: put it into texts/{id}.txt, or name its folder with --texts"));
            return Next::Done;
        };
        let title = shared.catalogue.claims[claim].title.clone();
        let Some(first) = places.first().cloned() else {
            shared.message = Some(format!("no word leads to “{title}” here: read on, and - settles it"));
            shared.walk = Some(Walk::places(title, (claim, document), places));
            return Next::Go(Goal::Text(document));
        };
        let walk = Walk::places(title, wanted, places);
        shared.message = Some(walk.place());
        shared.walk = Some(walk);
        Next::Go(Goal::Passage(document, first))
    }
}
