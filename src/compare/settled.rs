//! How far somebody is who looks for every claim in every document: pairs of both that are settled, of all that can be.
//!
//! A pair is settled where the document has an excerpt under the claim, or was read for it in vain. Where it is too early to know of the
//! claim there is nothing to settle.

use std::{collections::HashSet, ops::Add};

use super::coverage::is_too_early;
use crate::catalogue::{Catalogue, ClaimId};

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settled {
    /// Pairs of a claim and a document that are settled.
    pub done: usize,
    /// Pairs that can be.
    pub all: usize,
}

impl Settled {
    /// Of one claim.
    pub fn of(catalogue: &Catalogue, claim: ClaimId) -> Self {
        let row = &catalogue.claims[claim];
        let quoted = catalogue.excerpts_of(claim).map(|(_, excerpt)| excerpt.document);
        let settled: HashSet<_> = quoted.chain(row.absent.iter().copied()).collect();
        let could_know = catalogue.documents.entries().filter(|(_, document)| !is_too_early(catalogue, row, document));
        could_know.fold(Self::default(), |Self { done, all }, (id, _)| Self {
            done: done + usize::from(settled.contains(&id)),
            all: all + 1,
        })
    }

    /// Of each event, in their order.
    pub fn by_event(catalogue: &Catalogue) -> Vec<Self> {
        let mut events = vec![Self::default(); catalogue.events.len()];
        for (id, claim) in catalogue.claims.entries() {
            let event = &mut events[claim.event.index()];
            *event = *event + Self::of(catalogue, id);
        }
        events
    }

    /// Pairs that nobody has settled.
    pub const fn open(self) -> usize {
        self.all - self.done
    }
}

impl Add for Settled {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { done: self.done + other.done, all: self.all + other.all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn what_could_not_be_known_is_not_to_be_settled() {
        let catalogue = parse(
            "title = 'B'\noutlet = [{ id = 'bay', name = 'B' }]\n\
             document = [{ id = 'one', outlet = 'bay', title = 'O', published = 2031-03-01 },\n\
             { id = 'two', outlet = 'bay', title = 'T' }, { id = 'three', outlet = 'bay', title = 'T' }]\n\
             event = [{ id = 'closing', title = 'C', date = 2031-03-03 }, { id = 'fare', title = 'F' }]\n\
             [[claim]]\nid = 'shut'\nevent = 'closing'\ntitle = 'Shut'\nabsent = ['one', 'two']\n\
             [[claim]]\nid = 'dear'\nevent = 'fare'\ntitle = 'Dear'\n\
             [[claim.excerpt]]\ndocument = 'two'\nstance = 'affirms'\nquote = 'Dear.'\n\
             [[claim.excerpt]]\ndocument = 'two'\nstance = 'affirms'\nquote = 'Too dear.'\n",
        )
        .unwrap()
        .catalogue;
        let events = Settled::by_event(&catalogue);
        assert_eq!(events, [Settled { done: 1, all: 2 }, Settled { done: 1, all: 3 }]);
        assert_eq!(events.iter().map(|event| event.open()).sum::<usize>(), 3);
    }
}
