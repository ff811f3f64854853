//! One claim and what every outlet says of it: the list of claims, and the words side by side.
//!
//! `arrange` says where things stand, for drawing and for the mouse; `list` draws the claims, [`draw`] the excerpts. Where
//! outlets do not fit side by side the list stands over the claim at a `glance`, and the excerpts are a page of their own.

mod arrange;
pub mod draw;
mod glance;
mod list;

use ratatui::layout::Position;

use super::{
    action::{Action, Effect, Goal, Next},
    keys::Mode,
    kit::layout,
    shared::{Shared, carried, rows::ClaimRow},
};
use crate::{
    catalogue::{Catalogue, ClaimId, ExcerptId, OutletId},
    compare::coverage::{Cell, Coverage},
};

/// The pane that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The list, left.
    Claims,
    /// The quotations, right.
    Excerpts,
}

/// The state of the screen.
///
/// Invariants, restored by [`Compare::settle`]: the current line is in sight; in the excerpts, the cursor stands on an outlet that has some.
#[derive(Debug)]
pub struct Compare {
    /// Which pane has the keys.
    pub pane: Pane,
    /// The first line of the list in sight.
    top: usize,
    /// Whether words that differ are marked.
    wording: bool,
    /// The outlet that the others are compared with; the first that speaks where this one does not.
    base: Option<OutletId>,
}

/// What a position on the screen belongs to.
enum Target {
    Claim(ClaimId),
    Outlet(OutletId),
    /// Its line at the glance.
    Glance(OutletId),
}

impl Default for Compare {
    fn default() -> Self {
        Self { pane: Pane::Claims, top: 0, wording: false, base: None }
    }
}

impl Compare {
    /// Where keys go.
    pub fn mode(&self) -> Mode {
        match self.pane {
            Pane::Claims => Mode::Claims,
            Pane::Excerpts => Mode::Excerpts,
        }
    }

    /// Does the screen's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        if let Some(by) = action.stride(arrange::list_height(shared, self.pane)) {
            match self.pane {
                Pane::Claims => shared.step_claim(by),
                Pane::Excerpts => step_excerpt(shared, by),
            }
            return Next::Done;
        }
        match action {
            Action::Left => self.step_outlet(shared, -1),
            Action::Right => self.step_outlet(shared, 1),
            Action::PreviousEvent | Action::NextEvent => {
                if action == Action::NextEvent {
                    shared.next_event();
                } else {
                    shared.previous_event();
                }
                let height = arrange::list_height(shared, self.pane);
                self.top = shared.claim.map_or(self.top, |claim| shared.rows.whole_event(self.top, claim, height));
            }
            Action::NextPane | Action::Open if self.pane == Pane::Claims => self.pane = Pane::Excerpts,
            Action::NextPane => self.pane = Pane::Claims,
            Action::NextContradiction => shared.next_contradiction(),
            Action::Narrow => shared.narrow(),
            Action::Wording => self.wording = !self.wording,
            Action::Base => (self.base, self.wording) = (shared.outlet, true),
            Action::Open => return Next::Go(Goal::Document),
            Action::Edit if self.pane == Pane::Claims => {
                return shared
                    .claim
                    .map_or(Next::Done, |claim| Next::Outside(Effect::Edit(shared.catalogue.claims[claim].written())));
            }
            Action::Click(position) => self.click(shared, position),
            Action::Wheel(position, down) => self.wheel(shared, position, if down { 1 } else { -1 }),
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Whether `action` would do something now; `None` where that is no matter of this screen.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        match action {
            Action::Back if self.pane == Pane::Excerpts => Some(true),
            Action::Zoom => Some(shared.claim.is_some() && !(self.pane == Pane::Excerpts && arrange::stacked(shared))),
            Action::Left if self.pane == Pane::Claims => Some(arrange::stacked(shared)),
            Action::Right if self.pane == Pane::Claims && arrange::stacked(shared) => Some(shared.claim.is_some()),
            Action::Right | Action::Open if self.pane == Pane::Claims => Some(speaking(shared) > 0),
            Action::NextPane => Some(speaking(shared) > 0),
            Action::Base => {
                let base = shared.coverage().and_then(|coverage| Some(self.base_of(&coverage)?.outlet));
                Some(base.is_some_and(|base| Some(base) != shared.outlet))
            }
            Action::Wording => Some(speaking(shared) > 1),
            _ => None,
        }
    }

    /// Another edition of the catalogue is shown.
    pub fn carry_over(&mut self, shared: &Shared, before: &Catalogue) {
        self.base = carried(self.base, &before.outlets, &shared.catalogue.outlets, |outlet| &*outlet.id);
    }

    /// Restores the invariants.
    pub fn settle(&mut self, shared: &mut Shared) {
        shared.settle_shown_outlet();
        if self.pane == Pane::Excerpts {
            self.settle_outlet(shared);
        }
        if let Some(line) = shared.claim.and_then(|claim| shared.rows.line(claim)) {
            let height = arrange::list_height(shared, self.pane);
            self.top = layout::scroll(self.top, line, shared.rows.height(), height);
        }
    }

    /// How many claims stand above and below those in sight.
    fn beyond(&self, shared: &Shared) -> (usize, usize) {
        shared.rows.beyond(self.top, arrange::list_height(shared, self.pane))
    }

    fn settle_outlet(&mut self, shared: &mut Shared) {
        let Some(coverage) = shared.coverage() else { return };
        let speaking: Vec<OutletId> = coverage.speaking().map(|cell| cell.outlet).collect();
        if shared.outlet.is_some_and(|outlet| speaking.contains(&outlet)) {
            return;
        }
        match speaking.iter().find(|&&outlet| Some(outlet) > shared.outlet).or(speaking.last()) {
            Some(&outlet) => shared.choose_outlet(outlet),
            None => self.pane = Pane::Claims,
        }
    }

    /// The outlet whose words the others are compared with, in wording mode.
    fn base_of<'a>(&self, coverage: &'a Coverage) -> Option<&'a Cell> {
        let chosen = coverage.speaking().find(|cell| Some(cell.outlet) == self.base);
        chosen.or_else(|| coverage.speaking().next()).filter(|_| self.wording)
    }

    fn step_outlet(&mut self, shared: &mut Shared, by: isize) {
        if self.pane == Pane::Claims {
            if arrange::stacked(shared) && !shared.zoomed {
                shared.step_shown_outlet(by);
            } else if by > 0 {
                self.pane = Pane::Excerpts;
            }
            return;
        }
        let Some(coverage) = shared.coverage() else { return };
        let speaking: Vec<OutletId> = coverage.speaking().map(|cell| cell.outlet).collect();
        let at = speaking.partition_point(|&outlet| Some(outlet) < shared.outlet);
        match at.checked_add_signed(by) {
            Some(next) => {
                if let Some(&outlet) = speaking.get(next) {
                    shared.choose_outlet(outlet);
                }
            }
            None => self.pane = Pane::Claims,
        }
    }

    fn click(&mut self, shared: &mut Shared, position: Position) {
        match self.target(shared, position) {
            Some(Target::Claim(claim)) => {
                self.pane = Pane::Claims;
                shared.go(Some(claim));
            }
            // At a glance the first click chooses, and the second opens.
            Some(Target::Glance(outlet)) if shared.outlet != Some(outlet) => shared.choose_outlet(outlet),
            Some(Target::Outlet(outlet) | Target::Glance(outlet)) => {
                self.pane = Pane::Excerpts;
                shared.choose_outlet(outlet);
            }
            None => {}
        }
    }

    fn wheel(&mut self, shared: &mut Shared, position: Position, by: isize) {
        match self.target(shared, position) {
            Some(Target::Claim(_) | Target::Glance(_)) => shared.step_claim(by),
            Some(Target::Outlet(outlet)) => {
                shared.choose_outlet(outlet);
                step_excerpt(shared, by);
            }
            None => {}
        }
    }

    /// What stands at `position`.
    fn target(&self, shared: &Shared, position: Position) -> Option<Target> {
        let panes = arrange::panes(shared, self.pane);
        if panes.glance.contains(position) {
            return glance::outlet_at(shared, panes.glance, position).map(Target::Glance);
        }
        let list = arrange::list_area(shared, panes.claims);
        if list.contains(position) {
            return match shared.rows.window(self.top + usize::from(position.y - list.y), 1) {
                [ClaimRow::Claim(claim)] => Some(Target::Claim(*claim)),
                _ => None,
            };
        }
        arrange::outlet_at(shared, panes.excerpts, position).map(Target::Outlet)
    }
}

/// How many outlets say anything of the current claim.
fn speaking(shared: &Shared) -> usize {
    shared.coverage().map_or(0, |coverage| coverage.speaking().count())
}

/// In wording mode, the excerpts that those of `outlet` are compared with; none for the base itself.
fn against(base: Option<&Cell>, outlet: OutletId) -> &[ExcerptId] {
    base.filter(|base| base.outlet != outlet).map_or(&[], |base| &base.excerpts)
}

/// Goes `by` excerpts further: in the column of the outlet, or in that of all where they stand one below the other.
fn step_excerpt(shared: &mut Shared, by: isize) {
    let (Some(coverage), Some(here)) = (shared.coverage(), shared.outlet) else { return };
    if !arrange::stacked(shared) {
        let excerpts = coverage.cell(here).map_or(0, |cell| cell.excerpts.len());
        shared.nth = shared.nth.saturating_add_signed(by).min(excerpts.saturating_sub(1));
        return;
    }
    let all: Vec<(OutletId, usize)> =
        coverage.speaking().flat_map(|cell| (0..cell.excerpts.len()).map(|nth| (cell.outlet, nth))).collect();
    let at = all.partition_point(|&place| place < (here, shared.nth));
    let next = at.saturating_add_signed(by).min(all.len().saturating_sub(1));
    if let Some(&(outlet, nth)) = all.get(next) {
        (shared.outlet, shared.nth) = (Some(outlet), nth);
    }
}
