//! From screen to screen and back: where one was, and where Esc leads.

use super::{
    action::{Goal, Screen},
    app::App,
    compare::Pane,
};
use crate::{catalogue::ClaimId, compare::narrowing::Narrowing};

/// Where one can come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Visit {
    screen: Screen,
    pane: Pane,
    pub(super) claim: Option<ClaimId>,
    pub(super) narrowing: Narrowing,
}

impl App {
    /// Shows a screen by its number; Esc comes back.
    pub(super) fn show(&mut self, screen: Screen) {
        self.shared.zoomed = false;
        if screen != self.screen {
            self.trail = vec![self.visit()];
        }
        self.screens.compare.pane = Pane::Claims;
        self.screen = screen;
        match screen {
            Screen::Read => self.screens.read.open_current(&self.shared),
            Screen::Readings => self.screens.readings.come_to(),
            _ => {}
        }
    }

    /// Goes to another screen; Esc comes back.
    pub(super) fn go(&mut self, goal: Goal) {
        self.trail.push(self.visit());
        let (shared, screens) = (&mut self.shared, &mut self.screens);
        let pane = if matches!(goal, Goal::Claims(_)) { Pane::Claims } else { Pane::Excerpts };
        self.screen = match goal {
            Goal::Claim => Screen::Compare,
            Goal::Claims(narrowing) => {
                shared.narrow_to(narrowing);
                Screen::Compare
            }
            Goal::Problems => Screen::Problems,
            Goal::Excerpt(excerpt) => {
                shared.go_to_excerpt(excerpt);
                Screen::Compare
            }
            Goal::Document => {
                screens.read.open_current(shared);
                Screen::Read
            }
            Goal::Text(document) => {
                screens.read.open_document(shared, document);
                Screen::Read
            }
            Goal::Passage(document, place) => {
                screens.read.open_passage(shared, document, place);
                Screen::Read
            }
        };
        if self.screen == Screen::Compare {
            screens.compare.pane = pane;
        }
    }

    /// Where one is.
    const fn visit(&self) -> Visit {
        let (pane, claim, narrowing) = (self.screens.compare.pane, self.shared.claim, self.shared.narrowing);
        Visit { screen: self.screen, pane, claim, narrowing }
    }

    /// One step back.
    pub(super) fn back(&mut self) {
        if self.shared.zoomed {
            self.shared.zoomed = false;
        } else if let Some(visit) = self.trail.pop() {
            (self.screen, self.screens.compare.pane) = (visit.screen, visit.pane);
            if self.shared.narrowing.is_of_outlets() {
                self.shared.narrow_to(visit.narrowing);
            }
            self.shared.widen_for(visit.claim);
            self.shared.go(visit.claim);
        } else if self.screen == Screen::Compare && self.screens.compare.pane == Pane::Excerpts {
            self.screens.compare.pane = Pane::Claims;
        } else if self.shared.narrowing.is_of_outlets() {
            self.shared.narrow_to(Narrowing::All);
            self.shared.message = Some("all claims and outlets again".to_owned());
        }
    }
}
