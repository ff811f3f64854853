//! What each outlet does, and how far any two are apart: on how many claims it stands where, how much it says itself, of which events
//! it speaks.
//!
//! Where it stands is counted in claims ([`super::standing`]), what it says in passages ([`super::passages`]): a passage that is quoted for
//! two events counts for both.

use super::{
    apart::{Apart, apart_by, coverages},
    coverage::{Coverage, precedes},
    passages::{Tally, passages},
    standing::Standing,
    voices::{self, OutletVoices},
};
use crate::{
    catalogue::{Catalogue, ClaimId, Event, ExcerptId, OutletId},
    text::share::share,
};

/// All outlets, and any two of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlets {
    /// One an outlet, in the order of the catalogue.
    pub profiles: Vec<Profile>,
    /// Any two that have a word on the same, in the order of the catalogue.
    apart: Vec<Apart>,
}

/// One outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Which.
    pub outlet: OutletId,
    /// The claims on which it stands so, in the order of [`Standing::ALL`].
    pub claims: [Vec<ClaimId>; Standing::ALL.len()],
    /// What it says itself.
    pub own: Tally,
    /// What it passes on.
    pub attributed: Tally,
    /// How many passages both are: one may have its own words and somebody else's.
    pub passages: usize,
    /// What it says of each event, in their order.
    pub events: Vec<EventShare>,
}

/// How much of what an outlet says is about one event.
#[derive(Debug, Clone, PartialEq)]
pub enum EventShare {
    /// Nothing, and it could not: all its documents were published before.
    TooEarly,
    /// So many passages, maybe none.
    Said(Tally),
}

impl Outlets {
    /// The outlets of `catalogue`.
    pub fn of(catalogue: &Catalogue) -> Self {
        let coverages = coverages(catalogue);
        let mut claims = vec![<[Vec<ClaimId>; Standing::ALL.len()]>::default(); catalogue.outlets.len()];
        for (claim, coverage) in catalogue.claims.ids().zip(&coverages) {
            for cell in &coverage.cells {
                claims[cell.outlet.index()][cell.standing.place()].push(claim);
            }
        }
        let events = by_event(catalogue, &coverages);
        let profile = |((voices, claims), events): ((OutletVoices, _), _)| {
            let excerpts = voices.own.excerpts.iter().chain(&voices.attributed.excerpts).copied();
            let passages = passages(catalogue, excerpts);
            Profile { outlet: voices.outlet, claims, own: voices.own, attributed: voices.attributed, passages, events }
        };
        let profiles = voices::by_outlet(catalogue).into_iter().zip(claims).zip(events).map(profile);
        Self { profiles: profiles.collect(), apart: apart_by(catalogue, &coverages) }
    }

    /// Any two that have a word on the same, in the order of the catalogue.
    pub fn apart(&self) -> &[Apart] {
        &self.apart
    }

    /// How far these two are apart; `None` where they have a word on nothing both.
    pub fn between(&self, one: OutletId, other: OutletId) -> Option<&Apart> {
        let pair = [one.min(other), one.max(other)];
        self.apart.binary_search_by_key(&pair, |apart| apart.outlets).ok().and_then(|at| self.apart.get(at))
    }
}

impl Profile {
    /// How large a part of its passages `tally` is, from 0 to 1.
    pub fn share(&self, tally: &Tally) -> f64 {
        share(tally.passages, self.passages).min(1.0)
    }
}

/// For each outlet what it says of each event.
fn by_event(catalogue: &Catalogue, coverages: &[Coverage]) -> Vec<Vec<EventShare>> {
    let mut said = vec![vec![Vec::<ExcerptId>::new(); catalogue.events.len()]; catalogue.outlets.len()];
    for (claim, coverage) in catalogue.claims.iter().zip(coverages) {
        for cell in &coverage.cells {
            said[cell.outlet.index()][claim.event.index()].extend(&cell.excerpts);
        }
    }
    let share = |outlet: OutletId, event: &Event, excerpts: Vec<ExcerptId>| {
        let documents = &catalogue.outlets[outlet].documents;
        let too_early = |day| !documents.is_empty() && documents.iter().all(|&id| precedes(&catalogue.documents[id], day));
        if excerpts.is_empty() && event.date.is_some_and(too_early) {
            EventShare::TooEarly
        } else {
            EventShare::Said(Tally::new(catalogue, excerpts))
        }
    };
    let shares = |(outlet, said): (OutletId, Vec<Vec<ExcerptId>>)| {
        catalogue.events.iter().zip(said).map(|(event, excerpts)| share(outlet, event, excerpts)).collect()
    };
    catalogue.outlets.ids().zip(said).map(shares).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Id, Stance, parse};

    const HEAD: &str = "
        format = 2
        title = 'Bridge'
        outlet = [{ id = 'bay', name = 'Bay' }, { id = 'post', name = 'Post' }, { id = 'dawn', name = 'Dawn' }, { id = 'none', name = 'None' }]
        document = [
            { id = 'bay', outlet = 'bay', title = 'B' },
            { id = 'post', outlet = 'post', title = 'P' },
            { id = 'dawn', outlet = 'dawn', title = 'D', published = 2031-03-02 },
        ]
        event = [{ id = 'night', title = 'Night', date = 2031-03-03 }, { id = 'before', title = 'Before', date = 2031-03-02 }]
        speaker = [{ id = 'mayor', name = 'Mayor' }]
        [[claim]]
        id = 'fell'
        event = 'night'
        title = 'It fell'
        absent = ['post']
        excerpt = [
            { document = 'bay', stance = 'affirms', quote = 'it fell at night', span = [0, 16] },
            { document = 'bay', stance = 'reports', speaker = 'mayor', quote = 'down it went', span = [30, 42] },
        ]
        [[claim]]
        id = 'shut'
        event = 'before'
        title = 'It was shut'
        excerpt = [
            { document = 'bay', stance = 'denies', quote = 'fell at night', span = [3, 16] },
            { document = 'post', stance = 'affirms', quote = 'it was shut' },
        ]
    ";

    #[test]
    fn an_outlet_has_its_claims_by_sign_its_words_and_its_events() {
        let catalogue = parse(HEAD).unwrap().catalogue;
        let outlets = Outlets::of(&catalogue);
        let signs = |outlet: usize| -> String {
            let profile = &outlets.profiles[outlet];
            Standing::ALL
                .iter()
                .zip(&profile.claims)
                .filter(|(_, claims)| !claims.is_empty())
                .map(|(standing, claims)| format!("{}{} ", standing.sign(), claims.len()))
                .collect()
        };
        assert_eq!([0, 1, 2, 3].map(signs), ["●1 ✕1 ", "●1 –1 ", "┄1 ·1 ", "·2 "]);
        let bay = &outlets.profiles[0];
        assert_eq!((bay.own.passages, bay.attributed.passages, bay.passages), (1, 1, 2), "one passage, quoted twice");
        let told = |outlet: usize| {
            let share = |share: &EventShare| match share {
                EventShare::TooEarly => None,
                EventShare::Said(tally) => Some((tally.passages, outlets.profiles[outlet].share(tally))),
            };
            outlets.profiles[outlet].events.iter().map(share).collect::<Vec<_>>()
        };
        assert_eq!(told(0), [Some((2, 1.0)), Some((1, 0.5))]);
        assert_eq!(told(2), [None, Some((0, 0.0))], "it could not know of the night");
        assert_eq!(told(3), [Some((0, 0.0)), Some((0, 0.0))], "of an outlet without documents nothing is known");
    }

    #[test]
    fn two_outlets_are_found_in_either_order() {
        let catalogue = parse(HEAD).unwrap().catalogue;
        let outlets = Outlets::of(&catalogue);
        let between = |one: usize, other: usize| {
            outlets.between(Id::new(one), Id::new(other)).map(|apart| (apart.disagreed.len(), apart.common.len()))
        };
        assert_eq!((between(0, 1), between(1, 0)), (Some((1, 1)), Some((1, 1))));
        assert_eq!((between(0, 2), between(0, 0)), (None, None));
        assert_eq!(outlets.profiles[0].claims[Standing::Takes(Stance::Denies).place()], [Id::new(1)]);
    }
}
