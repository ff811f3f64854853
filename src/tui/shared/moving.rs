//! How the cursor moves: between claims, events, outlets and excerpts; what narrows the claims; what is walked and copied.

use super::{Shared, rows::ClaimRows, walk::Walk};
use crate::{
    catalogue::{ClaimId, EventId, ExcerptId, OutletId},
    compare::{citation::citation, narrowing::Narrowing},
    tui::action::{Effect, Goal, Next},
};

impl Shared {
    /// Goes to a claim; the outlet stays.
    pub fn go(&mut self, claim: Option<ClaimId>) {
        if self.claim != claim {
            if self.narrowing != Narrowing::All {
                self.seen.extend(self.claim);
            }
            self.claim = claim;
            self.nth = 0;
        }
    }

    /// Goes `by` claims further in the list, stopping at its ends.
    pub fn step_claim(&mut self, by: isize) {
        self.go(self.claim.and_then(|claim| self.rows.step(claim, by)));
    }

    /// Goes to an outlet; the claim stays.
    pub fn choose_outlet(&mut self, outlet: OutletId) {
        if self.outlet != Some(outlet) {
            self.outlet = Some(outlet);
            self.nth = 0;
        }
    }

    /// Goes `by` outlets further in the order of the catalogue, stopping at the ends.
    pub fn step_outlet(&mut self, by: isize) {
        let Some(last) = self.catalogue.outlets.len().checked_sub(1) else { return };
        let here = self.outlet.map_or(0, OutletId::index);
        self.choose_outlet(OutletId::new(here.saturating_add_signed(by).min(last)));
    }

    /// Goes to one of the outlets that Compare and Matrix show, where the current one is none of them.
    pub fn settle_shown_outlet(&mut self) {
        if self.outlet.is_some_and(|outlet| !self.outlets().contains(&outlet)) {
            self.step_shown_outlet(0);
        }
    }

    /// Goes `by` further among the outlets that Compare and Matrix show; from one that they do not show to the first.
    pub fn step_shown_outlet(&mut self, by: isize) {
        let shown = self.outlets();
        let here = shown.iter().position(|&outlet| Some(outlet) == self.outlet);
        let next = here.map_or(0, |here| here.saturating_add_signed(by).min(shown.len().saturating_sub(1)));
        if let Some(&outlet) = shown.get(next) {
            self.choose_outlet(outlet);
        }
    }

    /// Goes to `excerpt`, under its claim, among its outlet's.
    pub fn go_to_excerpt(&mut self, id: ExcerptId) {
        let excerpt = &self.catalogue.excerpts[id];
        let (claim, outlet) = (excerpt.claim, self.catalogue.outlet_of(excerpt));
        self.widen_for(Some(claim));
        if !self.outlets().contains(&outlet) {
            self.narrow_to(Narrowing::All);
        }
        self.go(Some(claim));
        self.outlet = Some(outlet);
        self.nth = self.cell().and_then(|cell| cell.excerpts.iter().position(|&other| other == id)).unwrap_or(0);
    }

    /// Goes to the first claim of this event, or of the one before.
    pub fn previous_event(&mut self) {
        let Some(claim) = self.claim else { return };
        let event = self.catalogue.claims[claim].event;
        let first = self.first_claim(|other| other >= event);
        let events = self.rows.claims().iter().rev().map(|&claim| self.catalogue.claims[claim].event);
        let before = events.into_iter().find(|&other| other < event);
        let target = match (first == Some(claim), before) {
            (true, Some(before)) => self.first_claim(|other| other >= before),
            _ => first,
        };
        self.go(target);
    }

    /// Goes to the first claim of the next event.
    pub fn next_event(&mut self) {
        let Some(claim) = self.claim else { return };
        let event = self.catalogue.claims[claim].event;
        let next = self.first_claim(|other| other > event);
        self.go(next.or(Some(claim)));
    }

    fn first_claim(&self, reached: impl Fn(EventId) -> bool) -> Option<ClaimId> {
        let claims = self.rows.claims();
        claims.get(claims.partition_point(|&claim| !reached(self.catalogue.claims[claim].event))).copied()
    }

    /// Marks the excerpt under the cursor, or takes its mark away.
    pub fn toggle_mark(&mut self) {
        let Some(excerpt) = self.excerpt() else {
            self.message = Some("there is no excerpt under the cursor".to_owned());
            return;
        };
        if !self.marked.remove(&excerpt) {
            self.marked.insert(excerpt);
        }
        self.message = Some(match self.marked.len() {
            0 => "none is marked any more".to_owned(),
            1 => "1 excerpt is marked: M moves it to another claim, or to a new one".to_owned(),
            marked => format!("{marked} excerpts are marked: M moves them to another claim, or to a new one"),
        });
    }

    /// Goes to the next of the claims that cannot be true together with the one that the walk began at, and after the last back
    /// to that one.
    pub fn next_contradiction(&mut self) {
        let Some(claim) = self.claim else { return };
        let contradicts = |claim: ClaimId| self.catalogue.claims[claim].contradicts.as_slice();
        // A walk goes on as long as the cursor stays on it.
        let begun = self.contradicted.filter(|&begun| begun == claim || contradicts(begun).contains(&claim));
        let begun = begun.unwrap_or(claim);
        let round: Vec<ClaimId> = std::iter::once(begun).chain(contradicts(begun).iter().copied()).collect();
        if round.len() == 1 {
            self.message = Some("no claim of this catalogue contradicts this one".to_owned());
            return;
        }
        let at = round.iter().position(|&other| other == claim).map_or(0, |at| (at + 1) % round.len());
        let before = self.narrowing;
        self.widen_for(Some(round[at]));
        self.go(Some(round[at]));
        self.contradicted = Some(begun);
        let left = if self.narrowing == before { "" } else { "all claims listed again; " };
        let (all, verb) = (round.len() - 1, if round.len() == 2 { "contradicts" } else { "contradict" });
        self.message = Some(match at {
            0 => format!("{left}back at the claim that {all} {verb}"),
            _ => format!("{left}{at} of {all} that {verb} “{}”", self.catalogue.claims[begun].title),
        });
    }

    /// Lifts the narrowing where it would hide `claim`.
    pub fn widen_for(&mut self, claim: Option<ClaimId>) {
        if claim.is_some_and(|claim| self.rows.line(claim).is_none()) {
            self.narrow_to(Narrowing::All);
        }
    }

    /// Lists the claims that `narrowing` leaves.
    pub fn narrow_to(&mut self, narrowing: Narrowing) {
        if self.narrowing != narrowing {
            self.narrowing = narrowing;
            self.rows = ClaimRows::new(&self.catalogue, narrowing);
        }
    }

    /// Goes on to the next narrowing.
    pub fn narrow(&mut self) {
        self.narrow_to(self.narrowing.next(self.outlet));
        let count = self.rows.claims().len();
        let noun = if count == 1 { "claim" } else { "claims" };
        self.message = Some(format!("{count} {noun} {}", self.narrowed_to(self.narrowing)));
    }

    /// Goes to the one at `at` of the `excerpts` that were counted for `what`; n and N then go through them.
    pub fn walk_counted(&mut self, what: String, excerpts: Vec<ExcerptId>, at: usize) -> Next {
        let Some(&excerpt) = excerpts.get(at) else {
            self.message = Some(format!("no excerpt: {what}"));
            return Next::Done;
        };
        let walk = Walk::counted(what, excerpts, at);
        self.message = Some(walk.place());
        self.walk = Some(walk);
        Next::Go(Goal::Excerpt(excerpt))
    }

    /// Goes `by` further in what n and N go through, and returns the excerpt there; says so where there is none.
    pub fn step_walk(&mut self, by: isize) -> Option<Goal> {
        let Some(walk) = &mut self.walk else {
            self.message = Some("nothing to walk: `/` finds excerpts, n and N go through them".to_owned());
            return None;
        };
        match walk.step(by) {
            Ok(goal) => {
                self.message = Some(walk.place());
                Some(goal)
            }
            Err(end) => {
                self.message = Some(end.to_owned());
                None
            }
        }
    }

    /// Copies `excerpts` with their sources.
    pub fn copy(&mut self, excerpts: &[ExcerptId]) -> Next {
        let quotations: Vec<String> = excerpts.iter().map(|&id| citation(&self.catalogue, id)).collect();
        self.message = Some(match excerpts {
            [] => "nothing to copy: there is no excerpt under the cursor".to_owned(),
            [only] => {
                format!("sent to the terminal's clipboard with its source: {}", self.catalogue.excerpts[*only].quote.shown())
            }
            several => format!("sent to the terminal's clipboard with their sources: {} excerpts", several.len()),
        });
        if quotations.is_empty() { Next::Done } else { Next::Outside(Effect::Copy(quotations.join("\n\n"))) }
    }
}
