//! Moving between claims, outlets, events, excerpts and screens, and back.

use ratatui::layout::Position;

use super::{App, Spot};
use crate::{
    catalogue::{ClaimId, EventId, OutletId},
    compare::coverage::{Narrowing, contradiction_knot},
    tui::{
        action::{Action, Effect, Pane, Screen},
        rows::Rows,
        screen,
    },
};

impl App {
    /// How far `action` moves a cursor in a list.
    pub(in crate::tui) fn stride(&self, action: &Action) -> Option<isize> {
        Some(match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -self.half_page(),
            Action::PageDown => self.half_page(),
            Action::First => isize::MIN / 2,
            Action::Last => isize::MAX / 2,
            _ => return None,
        })
    }

    pub(super) fn step(&mut self, by: isize) {
        if self.screen == Screen::Compare && self.pane == Pane::Excerpts { self.step_excerpt(by) } else { self.step_claim(by) }
    }

    pub(super) fn step_claim(&mut self, by: isize) {
        let next = self.claim.and_then(|claim| self.rows.step(claim, by));
        self.go(next);
    }

    /// Goes to a claim; the outlet stays.
    pub(super) fn go(&mut self, claim: Option<ClaimId>) {
        if self.claim != claim {
            self.claim = claim;
            self.nth = 0;
        }
    }

    pub(super) fn step_excerpt(&mut self, by: isize) {
        let Some(coverage) = self.coverage() else { return };
        if !self.stacked() {
            let excerpts = coverage.cells.get(self.outlet.index()).map_or(0, |cell| cell.excerpts.len());
            self.nth = self.nth.saturating_add_signed(by).min(excerpts.saturating_sub(1));
            return;
        }
        let all: Vec<(OutletId, usize)> =
            coverage.speaking().flat_map(|cell| (0..cell.excerpts.len()).map(|nth| (cell.outlet, nth))).collect();
        let at = all.partition_point(|&spot| spot < (self.outlet, self.nth));
        let next = at.saturating_add_signed(by).min(all.len().saturating_sub(1));
        if let Some(&(outlet, nth)) = all.get(next) {
            (self.outlet, self.nth) = (outlet, nth);
        }
    }

    pub(super) fn step_outlet(&mut self, by: isize) {
        if self.screen == Screen::Matrix {
            self.step_column(by);
            return;
        }
        if self.pane == Pane::Claims {
            self.pane = Pane::Excerpts;
            return;
        }
        let Some(coverage) = self.coverage() else { return };
        let speaking: Vec<OutletId> = coverage.speaking().map(|cell| cell.outlet).collect();
        let at = speaking.partition_point(|&outlet| outlet < self.outlet);
        match at.checked_add_signed(by) {
            Some(next) => {
                if let Some(&outlet) = speaking.get(next) {
                    self.choose_outlet(outlet);
                }
            }
            None => self.pane = Pane::Claims,
        }
    }

    /// The outlet of the next column of a table.
    pub(in crate::tui) fn step_column(&mut self, by: isize) {
        let last = self.catalogue.outlets.len().saturating_sub(1);
        self.choose_outlet(OutletId::new(self.outlet.index().saturating_add_signed(by).min(last)));
    }

    pub(in crate::tui) fn choose_outlet(&mut self, outlet: OutletId) {
        if self.outlet != outlet {
            self.outlet = outlet;
            self.nth = 0;
        }
    }

    pub(super) fn previous_event(&mut self) {
        let Some(claim) = self.claim else { return };
        let event = self.catalogue.claims[claim].event;
        let first = self.first_claim(|other| other >= event);
        let before =
            self.rows.claims().iter().rev().map(|&claim| self.catalogue.claims[claim].event).find(|&other| other < event);
        let target = match (first == Some(claim), before) {
            (true, Some(before)) => self.first_claim(|other| other >= before),
            _ => first,
        };
        self.go(target);
    }

    pub(super) fn next_event(&mut self) {
        let Some(claim) = self.claim else { return };
        let event = self.catalogue.claims[claim].event;
        let next = self.first_claim(|other| other > event);
        self.go(next.or(Some(claim)));
    }

    pub(super) fn first_claim(&self, reached: impl Fn(EventId) -> bool) -> Option<ClaimId> {
        let claims = self.rows.claims();
        claims.get(claims.partition_point(|&claim| !reached(self.catalogue.claims[claim].event))).copied()
    }

    pub(super) fn next_contradiction(&mut self) {
        let Some(claim) = self.claim else { return };
        let knot = contradiction_knot(&self.catalogue, claim);
        let next = knot.iter().find(|&&other| other > claim).or(knot.first()).copied();
        if next == Some(claim) {
            self.message = Some("no claim of this catalogue contradicts this one".to_owned());
            return;
        }
        self.widen_for(next);
        self.go(next);
    }

    /// Lifts the narrowing where it would hide `claim`.
    pub(super) fn widen_for(&mut self, claim: Option<ClaimId>) {
        if claim.is_some_and(|claim| self.rows.line(claim).is_none()) {
            self.narrowing = Narrowing::All;
            self.rows = Rows::new(&self.catalogue, Narrowing::All);
        }
    }

    pub(super) fn narrow(&mut self) {
        self.narrowing = self.narrowing.next();
        self.rows = Rows::new(&self.catalogue, self.narrowing);
        self.message = Some(match (self.narrowing, self.rows.claims().len()) {
            (Narrowing::All, count) => format!("all {count} claims"),
            (Narrowing::Disagreement, count) => format!("{count} claims that one affirms and another questions or denies"),
            (Narrowing::Silence, count) => format!("{count} claims on which some outlet is silent"),
            (Narrowing::Unchecked, count) => format!("{count} claims for which some outlet is unchecked"),
        });
    }

    pub(super) fn show(&mut self, screen: Screen) -> Option<Effect> {
        self.zoomed = false;
        self.trail.clear();
        if screen == Screen::Read {
            return self.read();
        }
        self.screen = screen;
        self.pane = Pane::Claims;
        None
    }

    /// Goes to the excerpts of the current claim.
    pub(super) fn compare(&mut self) {
        self.leave_trail();
        self.screen = Screen::Compare;
        self.pane = Pane::Excerpts;
    }

    pub(in crate::tui) fn leave_trail(&mut self) {
        self.trail.push(Spot { screen: self.screen, pane: self.pane, claim: self.claim });
    }

    pub(super) fn back(&mut self) {
        if self.zoomed {
            self.zoomed = false;
        } else if let Some(spot) = self.trail.pop() {
            (self.screen, self.pane) = (spot.screen, spot.pane);
            self.widen_for(spot.claim);
            self.go(spot.claim);
        } else {
            self.pane = Pane::Claims;
        }
    }

    pub(super) fn click(&mut self, position: Position) {
        match screen::hit(self, position) {
            Some(screen::Hit::Claim(claim)) => {
                self.pane = Pane::Claims;
                self.go(Some(claim));
            }
            Some(screen::Hit::Excerpts(outlet)) => {
                self.pane = Pane::Excerpts;
                self.choose_outlet(outlet);
            }
            Some(screen::Hit::Cell(claim, outlet)) => {
                self.go(Some(claim));
                self.choose_outlet(outlet);
            }
            Some(screen::Hit::Voice(line, outlet)) => self.click_voice(line, outlet),
            Some(screen::Hit::Words(at)) => self.click_words(at),
            None => {}
        }
    }

    pub(super) fn wheel(&mut self, position: Position, down: bool) {
        let by = if down { 1 } else { -1 };
        match screen::hit(self, position) {
            Some(screen::Hit::Excerpts(outlet)) => {
                self.choose_outlet(outlet);
                self.step_excerpt(by);
            }
            Some(screen::Hit::Voice(..)) => self.voices.step(by),
            Some(screen::Hit::Words(at)) => self.wheel_words(at, by),
            Some(_) => self.step_claim(by),
            None => {}
        }
    }
}
