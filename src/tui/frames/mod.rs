//! How each outlet frames it, as a table: codes of the codebook down, outlets across.
//!
//! The passages are counted beside the loop ([`crate::compare::frames::frames`]), once an edition of the catalogue. The column of the
//! cursor is the current outlet, which is that of all screens.

pub mod draw;

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use super::{
    action::{Action, Effect, Next},
    answer::Question,
    kit::{
        grid::{COUNTS, Grid, Wish},
        layout::{self, cells},
    },
    shared::{
        Shared,
        counted::{Counted, Cursor},
    },
};
use crate::{
    catalogue::{FrameId, OutletId},
    compare::{
        frames::{Frames as Framed, Row},
        passages::Tally,
    },
};

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    /// One of the codebook.
    Frame(FrameId),
    /// None at all.
    Without,
    /// Any or none.
    All,
}

/// The state of the screen: the cursor is on a line that there is, and that in sight.
#[derive(Debug, Default)]
pub struct Frames {
    /// What the table shows.
    pub counted: Counted<Framed>,
    cursor: Cursor,
}

impl Frames {
    /// Does the screen's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        if let Some(by) = action.stride(usize::from(self.rows_area(shared).height)) {
            self.cursor.step(by);
            return Next::Done;
        }
        match action {
            Action::Left => shared.step_outlet(-1),
            Action::Right => shared.step_outlet(1),
            Action::Open => {
                let excerpts = self.under_cursor(shared).map_or_else(Vec::new, |tally| tally.excerpts.clone());
                return shared.walk_counted(self.name(shared), excerpts, 0);
            }
            Action::Copy => {
                let excerpts = self.under_cursor(shared).map_or_else(Vec::new, |tally| tally.excerpts.clone());
                return shared.copy(&excerpts);
            }
            Action::Edit => {
                let frame = self.frame().map(|frame| shared.catalogue.frames[frame].place);
                return frame.map_or(Next::Done, |place| Next::Outside(Effect::Edit(place)));
            }
            Action::Click(position) => {
                if let Some((line, outlet)) = self.target(shared, position) {
                    self.cursor.line = line;
                    if let Some(outlet) = outlet {
                        shared.choose_outlet(outlet);
                    }
                }
            }
            Action::Wheel(position, down) => {
                if self.target(shared, position).is_some() {
                    self.cursor.step(if down { 1 } else { -1 });
                }
            }
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Whether `action` would do something now; `None` where that is no matter of this screen.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        match action {
            Action::Open | Action::Copy => Some(self.under_cursor(shared).is_some_and(|tally| tally.passages > 0)),
            Action::Edit => Some(self.frame().is_some()),
            Action::Zoom => Some(true),
            _ => None,
        }
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        self.counted.is_to_be_asked().then(|| Question::Frame(Arc::clone(&shared.catalogue)))
    }

    /// Restores the invariants.
    pub fn settle(&mut self, shared: &Shared) {
        let (lines, height) = (self.lines(), self.rows_area(shared).height);
        self.cursor.settle(lines, height);
    }

    /// How many lines there are.
    fn lines(&self) -> usize {
        self.counted.get().map_or(0, |framed| framed.rows.len() + 2)
    }

    /// What line `line` shows.
    fn code(framed: &Framed, line: usize) -> (Code, &Row) {
        match framed.rows.get(line) {
            Some(row) => (Code::Frame(row.frame), &row.row),
            None if line == framed.rows.len() => (Code::Without, &framed.without),
            None => (Code::All, &framed.all),
        }
    }

    /// The code under the cursor.
    pub fn frame(&self) -> Option<FrameId> {
        match Self::code(self.counted.get()?, self.cursor.line) {
            (Code::Frame(frame), _) => Some(frame),
            _ => None,
        }
    }

    /// What the number under the cursor counts.
    fn under_cursor(&self, shared: &Shared) -> Option<&Tally> {
        let (_, row) = Self::code(self.counted.get()?, self.cursor.line);
        row.cells.get(shared.outlet?.index())
    }

    /// "Conflict in Bay Courier": what the number under the cursor counts.
    fn name(&self, shared: &Shared) -> String {
        let code = self.counted.get().map(|framed| Self::code(framed, self.cursor.line).0);
        format!("{} in {}", code.map_or_else(String::new, |code| title(shared, code)), shared.outlet_name())
    }

    /// The line at `position`, and the outlet where that is in a column.
    fn target(&self, shared: &Shared, position: Position) -> Option<(usize, Option<OutletId>)> {
        let rows = self.rows_area(shared);
        let line = self.cursor.line_at(rows, position, self.lines())?;
        Some((line, self.grid(shared, rows).outlet_at(position.x)))
    }

    /// Digits of the largest number.
    fn digits(&self) -> u16 {
        let numbers = self.counted.get().into_iter().flat_map(|framed| &framed.all.cells).map(|cell| cell.passages);
        cells(numbers.max().unwrap_or(0).to_string().len())
    }

    /// Where the columns stand: each has a number and, before the bracket of the one under the cursor, a bar.
    fn grid<'a>(&self, shared: &'a Shared, rows: Rect) -> Grid<'a> {
        let wish = Wish { title: (18, 44), cell: self.digits() + 3, count: COUNTS, counts_first: false };
        Grid::new(&shared.heads, shared.outlet, shared.theme, rows, wish)
    }

    /// Lines of what heads the columns.
    fn head_height(&self, shared: &Shared) -> u16 {
        self.grid(shared, layout::inner(shared.body())).head_height()
    }

    /// The table, and what lies behind the number under the cursor.
    fn areas(&self, shared: &Shared) -> (Rect, Rect) {
        layout::table(shared.body(), self.lines() + usize::from(self.head_height(shared)) + 2, shared.zoomed)
    }

    /// Where the rows stand: inside the border, under the names of the outlets.
    fn rows_area(&self, shared: &Shared) -> Rect {
        let inside = layout::inner(self.areas(shared).0);
        let head = self.head_height(shared).min(inside.height);
        Rect { y: inside.y + head, height: inside.height - head, ..inside }
    }
}

/// As its line and what lies behind it name it.
fn title(shared: &Shared, code: Code) -> String {
    match code {
        Code::Frame(frame) => shared.catalogue.frames[frame].name.clone(),
        Code::Without => "without a frame".to_owned(),
        Code::All => "all passages".to_owned(),
    }
}
