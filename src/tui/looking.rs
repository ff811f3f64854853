//! Looking for what a document says of a claim: the places that are likeliest to bear on it are gone through, and the cell is settled.
//!
//! Places are suggestions ([`crate::compare::places`]): nothing is filed without a key for each. What is found becomes the walk of n and N.

use std::sync::Arc;

use super::{
    action::{Action, Goal, Next},
    answer::Question,
    shared::{
        Shared,
        walk::{Suggested, Walk},
    },
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
    wanted: Option<(ClaimId, OutletId)>,
    /// In which documents, until that is asked.
    documents: Vec<DocumentId>,
    /// Whether the next unchecked cell follows once this one is settled.
    goes_on: bool,
}

impl Looking {
    /// Looks in the current outlet's documents that could know of the current claim, in those first of all that nobody has settled.
    pub fn begin(&mut self, shared: &mut Shared) {
        let (Some(claim), Some(outlet)) = (shared.claim, shared.outlet) else { return };
        let catalogue = &shared.catalogue;
        let day = day_of(catalogue, &catalogue.claims[claim]);
        let could_know = |document: &&DocumentId| day.is_none_or(|day| !precedes(&catalogue.documents[**document], day));
        let documents = catalogue.outlets[outlet].documents.iter().filter(could_know).copied();
        let is_open = |document: &DocumentId| {
            let mut quoted = catalogue.excerpts_of(claim).map(|(_, excerpt)| excerpt.document);
            !catalogue.claims[claim].absent.contains(document) && !quoted.any(|quoted| quoted == *document)
        };
        let (mut documents, settled): (Vec<DocumentId>, Vec<DocumentId>) = documents.partition(is_open);
        documents.extend(settled);
        if documents.is_empty() {
            shared.message = Some(format!("{} has no document that could know of it", shared.outlet_name()));
        } else {
            (self.wanted, self.documents) = (Some((claim, outlet)), documents);
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
        let Some((claim, outlet)) = shared.walk.as_ref().and_then(Walk::looked_for) else { return };
        shared.go(Some(claim));
        shared.choose_outlet(outlet);
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
        let wanted = self.wanted.filter(|_| !self.documents.is_empty())?;
        Some(Question::Look(Arc::clone(&shared.catalogue), wanted, std::mem::take(&mut self.documents)))
    }

    /// Goes to the first of the `places` that were found; the texts of the documents that are `missing` are not at hand.
    pub fn take_in(
        &mut self,
        shared: &mut Shared,
        wanted: (ClaimId, OutletId),
        places: Vec<Suggested>,
        missing: &[DocumentId],
    ) -> Next {
        if self.wanted != Some(wanted) {
            return Next::Done;
        }
        self.wanted = None;
        let catalogue = &shared.catalogue;
        let title = catalogue.claims[wanted.0].title.clone();
        let id = |&document: &DocumentId| {
            let row = &catalogue.documents[document];
            catalogue.id_shown(&row.id, &row.title)
        };
        let ids = missing.iter().map(id).collect::<Vec<_>>().join(", ");
        let first = places.first().map(|place| Goal::Passage(place.document, place.range.clone()));
        let walk = Walk::places(title.clone(), wanted, places);
        let (message, goal) = match (first, catalogue.outlets[wanted.1].documents.first()) {
            (Some(first), _) if missing.is_empty() => (walk.place(), first),
            (Some(first), _) => (format!("{} · not at hand: {ids}", walk.place()), first),
            (None, Some(&document)) if missing.is_empty() => {
                (format!("no word leads to “{title}” here: read on, and - settles it"), Goal::Text(document))
            }
            (None, _) => {
                let help = "put it into texts/ID.txt, or name its folder with --texts";
                shared.message = Some(format!("the text of {ids} is not at hand: {help}"));
                return Next::Done;
            }
        };
        shared.message = Some(message);
        shared.walk = Some(walk);
        Next::Go(goal)
    }
}
