//! What is wrong in the catalogue and with its quotations, a line each, and below what to do about the chosen one.
//!
//! The list is made beside the loop, once an edition ([`crate::answers::problems`]); Enter goes to what a line is about.

pub mod draw;

use ratatui::layout::Rect;

use super::{
    action::{Action, Effect, Goal, Next},
    kit::layout,
    shared::Shared,
};
use crate::answers::problems::{Problem, Target};

/// The state of the screen.
#[derive(Debug, Default)]
pub struct Problems {
    chosen: usize,
}

impl Problems {
    /// Does the screen's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        let (list, _) = areas(shared);
        if let Some(by) = action.stride(usize::from(layout::inner(list).height)) {
            self.chosen = self.chosen.saturating_add_signed(by);
            return Next::Done;
        }
        match action {
            Action::Open => match self.problem(shared).map(|problem| problem.target) {
                Some(Some(Target::Excerpt(excerpt))) => return Next::Go(Goal::Excerpt(excerpt)),
                Some(Some(Target::Claim(claim))) => {
                    shared.widen_for(Some(claim));
                    shared.go(Some(claim));
                    return Next::Go(Goal::Claim);
                }
                Some(Some(Target::Document(document))) => return Next::Go(Goal::Text(document)),
                Some(None) => shared.message = Some("no screen shows this; e opens it in your editor".to_owned()),
                None => {}
            },
            Action::Edit => {
                return self
                    .problem(shared)
                    .and_then(|problem| problem.place)
                    .map_or(Next::Done, |place| Next::Outside(Effect::Edit(place)));
            }
            Action::Click(position) => {
                let inside = layout::inner(list);
                if inside.contains(position) {
                    self.chosen = self.top(shared) + usize::from(position.y - inside.y);
                }
            }
            Action::Wheel(_, down) => self.chosen = self.chosen.saturating_add_signed(if down { 1 } else { -1 }),
            Action::Copy => {}
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Whether `action` would do something now; `None` where that is no matter of this screen.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        let chosen = self.problem(shared);
        match action {
            Action::Up | Action::Down => Some(shared.problems.len() > 1),
            Action::Open => Some(chosen.is_some_and(|problem| problem.target.is_some())),
            Action::Edit => Some(chosen.is_some_and(|problem| problem.place.is_some())),
            Action::Zoom => Some(!shared.problems.is_empty()),
            Action::Copy => Some(false),
            _ => None,
        }
    }

    /// The chosen line is one of the list.
    pub fn settle(&mut self, shared: &Shared) {
        self.chosen = self.chosen.min(shared.problems.len().saturating_sub(1));
    }

    fn problem<'s>(&self, shared: &'s Shared) -> Option<&'s Problem> {
        shared.problems.get(self.chosen)
    }

    /// The first line in sight.
    fn top(&self, shared: &Shared) -> usize {
        let height = usize::from(layout::inner(areas(shared).0).height);
        layout::scroll(self.chosen.saturating_sub(height / 2), self.chosen, shared.problems.len(), height)
    }
}

/// The list, and what there is to say of the chosen line.
fn areas(shared: &Shared) -> (Rect, Rect) {
    layout::table(shared.body(), shared.problems.len() + 2, shared.zoomed)
}
