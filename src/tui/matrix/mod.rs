//! All claims against all outlets, a sign in each cell.

pub mod draw;

use ratatui::layout::{Position, Rect};

use super::{
    action::{Action, Goal, Next},
    kit::{
        grid::{Grid, Wish},
        layout,
    },
    shared::{Shared, rows::ClaimRow},
};
use crate::catalogue::{ClaimId, OutletId};

/// Columns for titles, signs and the count at the right.
const WISH: Wish = Wish { title: (32, 60), cell: 3, count: 13, counts_first: false };

/// The state of the screen: the cursor is that of all screens; the current line is in sight.
#[derive(Debug, Default)]
pub struct Matrix {
    /// The first line in sight.
    top: usize,
}

impl Matrix {
    /// Does the screen's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        if let Some(by) = action.stride(usize::from(rows_area(shared).height)) {
            shared.step_claim(by);
            return Next::Done;
        }
        match action {
            Action::Left => shared.step_shown_outlet(-1),
            Action::Right => shared.step_shown_outlet(1),
            Action::PreviousEvent | Action::NextEvent => {
                if action == Action::NextEvent {
                    shared.next_event();
                } else {
                    shared.previous_event();
                }
                let height = usize::from(rows_area(shared).height);
                self.top = shared.claim.map_or(self.top, |claim| shared.rows.whole_event(self.top, claim, height));
            }
            Action::NextContradiction => shared.next_contradiction(),
            Action::Narrow => shared.narrow(),
            Action::Open => return Next::Go(Goal::Claim),
            Action::Click(position) => {
                if let Some((claim, outlet)) = self.target(shared, position) {
                    shared.go(Some(claim));
                    if let Some(outlet) = outlet {
                        shared.choose_outlet(outlet);
                    }
                }
            }
            Action::Wheel(position, down) => {
                if self.target(shared, position).is_some() {
                    shared.step_claim(if down { 1 } else { -1 });
                }
            }
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Restores the invariant.
    pub fn settle(&mut self, shared: &mut Shared) {
        shared.settle_shown_outlet();
        if let Some(line) = shared.claim.and_then(|claim| shared.rows.line(claim)) {
            self.top = layout::scroll(self.top, line, shared.rows.height(), usize::from(rows_area(shared).height));
        }
    }

    /// The claim whose line is at `position`, and the outlet where that is in a column.
    fn target(&self, shared: &Shared, position: Position) -> Option<(ClaimId, Option<OutletId>)> {
        let rows = rows_area(shared);
        if !rows.contains(position) {
            return None;
        }
        let [ClaimRow::Claim(claim)] = shared.rows.window(self.top + usize::from(position.y - rows.y), 1) else { return None };
        Some((*claim, grid(shared, rows).outlet_at(position.x)))
    }
}

/// The table, and below it the words behind the cell under the cursor; no words where there is no room.
fn areas(shared: &Shared) -> (Rect, Rect) {
    let body = shared.body();
    let words = if shared.zoomed || body.height < 14 { 0 } else { (body.height / 4).clamp(6, 10) };
    let table = Rect { height: body.height - words, ..body };
    (table, Rect { y: body.y + table.height, height: words, ..body })
}

/// Where the rows stand: inside the border, under the names of the outlets.
fn rows_area(shared: &Shared) -> Rect {
    let inside = layout::inner(areas(shared).0);
    let head = grid(shared, inside).head_height().min(inside.height);
    Rect { y: inside.y + head, height: inside.height - head, ..inside }
}

/// Where the columns stand.
fn grid(shared: &Shared, rows: Rect) -> Grid<'_> {
    Grid::of(&shared.outlets(), &shared.heads, shared.outlet, shared.theme, rows, WISH)
}
