//! What a screen shows of the whole catalogue: counted beside the loop, once an edition; and the cursor in a list of lines.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::tui::kit::layout;

/// An answer about the whole catalogue, asked for or there.
#[derive(Debug)]
pub struct Counted<T> {
    answer: Option<Arc<T>>,
    asked: bool,
}

// Written out, because a derived one would ask the same of `T`.
impl<T> Default for Counted<T> {
    fn default() -> Self {
        Self { answer: None, asked: false }
    }
}

impl<T> Counted<T> {
    /// The answer; none while it is being counted.
    pub fn get(&self) -> Option<&T> {
        self.answer.as_deref()
    }

    /// Whether nobody has asked for it yet; from now on somebody has.
    pub fn is_to_be_asked(&mut self) -> bool {
        !std::mem::replace(&mut self.asked, true)
    }

    /// The answer may be another by now: it stays until that is there.
    pub fn outdate(&mut self) {
        self.asked = false;
    }

    /// Takes the answer in.
    pub fn take_in(&mut self, answer: Arc<T>) {
        self.answer = Some(answer);
    }

    /// Another edition of the catalogue is shown.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

/// The cursor in a list of lines; [`Cursor::settle`] puts it on one that there is, and that in sight.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cursor {
    /// The line it is on.
    pub line: usize,
    /// The first line in sight.
    pub top: usize,
}

impl Cursor {
    /// Goes `by` lines further.
    pub fn step(&mut self, by: isize) {
        self.line = self.line.saturating_add_signed(by);
    }

    /// Restores its invariant in a list of so many lines, of which so many are in sight.
    pub fn settle(&mut self, lines: usize, height: u16) {
        self.line = self.line.min(lines.saturating_sub(1));
        self.top = layout::scroll(self.top, self.line, lines, usize::from(height));
    }

    /// How many of so many lines stand above and below those in sight.
    pub fn beyond(self, lines: usize, height: u16) -> (usize, usize) {
        (self.top, lines.saturating_sub(self.top + usize::from(height)))
    }

    /// The line at `position`, of so many that stand in `rows`.
    pub fn line_at(self, rows: Rect, position: Position, lines: usize) -> Option<usize> {
        let line = self.top + usize::from(position.y.saturating_sub(rows.y));
        (rows.contains(position) && line < lines).then_some(line)
    }
}
