//! Who gets to speak, as a table: speakers down, outlets across.
//!
//! The voices are counted beside the loop ([`crate::compare::voices::voices`]), once an edition of the catalogue. The column of
//! the cursor is the current outlet, which is that of all screens.

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
    catalogue::{ExcerptId, OutletId, SpeakerId},
    compare::{
        passages::Tally,
        voices::{Cue, Voices as Heard},
    },
};

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// What the outlets say themselves.
    Own,
    /// What they pass on, whoever said it.
    PassedOn,
    /// What they pass on of one speaker: a place in [`Heard::rows`].
    Speaker(usize),
}

/// The state of the screen: the cursor is on a line that there is, and that in sight.
#[derive(Debug, Default)]
pub struct Voices {
    /// What the table shows.
    pub counted: Counted<Heard>,
    cursor: Cursor,
}

impl Voices {
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
                let excerpts = self.under_cursor(shared).to_vec();
                return shared.walk_counted(self.name(shared), excerpts, 0);
            }
            Action::Copy => return shared.copy(self.under_cursor(shared)),
            Action::Edit => {
                let speaker = self.speaker().map(|speaker| shared.catalogue.speakers[speaker].place);
                return speaker.map_or(Next::Done, |place| Next::Outside(Effect::Edit(place)));
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
            Action::Open | Action::Copy => Some(!self.under_cursor(shared).is_empty()),
            Action::Edit => Some(self.speaker().is_some()),
            Action::Zoom => Some(true),
            _ => None,
        }
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        self.counted.is_to_be_asked().then(|| Question::Hear(Arc::clone(&shared.catalogue)))
    }

    /// Restores the invariants.
    pub fn settle(&mut self, shared: &Shared) {
        let (lines, height) = (self.lines(), self.rows_area(shared).height);
        self.cursor.settle(lines, height);
    }

    /// How many lines there are.
    fn lines(&self) -> usize {
        self.counted.get().map_or(0, |heard| 2 + heard.rows.len())
    }

    /// What line `line` shows.
    fn voice(line: usize) -> Voice {
        match line {
            0 => Voice::Own,
            1 => Voice::PassedOn,
            _ => Voice::Speaker(line - 2),
        }
    }

    /// The speaker under the cursor.
    pub fn speaker(&self) -> Option<SpeakerId> {
        match Self::voice(self.cursor.line) {
            Voice::Speaker(at) => self.counted.get()?.rows.get(at).map(|row| row.speaker),
            Voice::Own | Voice::PassedOn => None,
        }
    }

    /// What `voice` says in `outlet`.
    fn said(&self, voice: Voice, outlet: OutletId) -> Option<&Tally> {
        let heard = self.counted.get()?;
        let column = heard.columns.get(outlet.index());
        match voice {
            Voice::Own => column.map(|column| &column.own),
            Voice::PassedOn => column.map(|column| &column.attributed),
            Voice::Speaker(at) => heard.rows.get(at).and_then(|row| row.cells.get(outlet.index())).map(|cell| &cell.said),
        }
    }

    /// The excerpts behind the number under the cursor.
    fn under_cursor(&self, shared: &Shared) -> &[ExcerptId] {
        let said = shared.outlet.and_then(|outlet| self.said(Self::voice(self.cursor.line), outlet));
        said.map_or(&[], |said| &said.excerpts)
    }

    /// The verbs with which the current outlet passes on what `voice` says.
    fn cues(&self, shared: &Shared, voice: Voice) -> &[Cue] {
        let (Some(heard), Voice::Speaker(at), Some(outlet)) = (self.counted.get(), voice, shared.outlet) else { return &[] };
        heard.rows.get(at).and_then(|row| row.cells.get(outlet.index())).map_or(&[], |cell| cell.cues.as_slice())
    }

    /// "Mayor Quill in Bay Courier": what the number under the cursor counts.
    fn name(&self, shared: &Shared) -> String {
        let outlet = shared.outlet_name();
        match Self::voice(self.cursor.line) {
            Voice::Own => format!("{outlet} in its own voice"),
            Voice::PassedOn => format!("passed on by {outlet}"),
            Voice::Speaker(_) => {
                let name = self.speaker().map_or("", |speaker| shared.catalogue.speakers[speaker].name.as_str());
                format!("{name} in {outlet}")
            }
        }
    }

    /// The line at `position`, and the outlet where that is in a column.
    fn target(&self, shared: &Shared, position: Position) -> Option<(usize, Option<OutletId>)> {
        let rows = self.rows_area(shared);
        let line = self.cursor.line_at(rows, position, self.lines())?;
        Some((line, self.grid(shared, rows).outlet_at(position.x)))
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

    /// Lines over the rows.
    fn head_height(&self, shared: &Shared) -> u16 {
        self.grid(shared, layout::inner(shared.body())).head_height()
    }

    /// Where the columns stand: each has room for the largest number between brackets.
    fn grid<'a>(&self, shared: &'a Shared, rows: Rect) -> Grid<'a> {
        let columns = self.counted.get().into_iter().flat_map(|heard| &heard.columns);
        let largest = columns.map(|column| column.own.passages.max(column.attributed.passages)).max().unwrap_or(0);
        let wish = Wish { title: (18, 44), cell: cells(largest.to_string().len()) + 1, count: COUNTS, counts_first: true };
        Grid::new(&shared.heads, shared.outlet, shared.theme, rows, wish)
    }
}
