//! The columns of a table that has one an outlet: where they stand, which are out of sight, how they are headed.
//!
//! A table begins with the titles of its rows and may end with a column of counts. Where names do not fit, letters head the
//! columns; where letters do not fit either, the columns around the current outlet are in sight.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{
    heads::Heads,
    layout::{self, cells},
    parts,
    theme::Theme,
};
use crate::{
    catalogue::OutletId,
    text::wrap::{cut, width},
};

/// Columns of an outlet's name at the most.
pub const NAME: u16 = 15;
/// Columns of the counts "all" and "indep." at the right of a table.
pub const COUNTS: u16 = 14;
/// Columns of a day under a letter: "~3 Aug".
const DAY: usize = 6;
/// So many outlets are in sight beside a count.
const LEAST: usize = 3;
/// Between two columns.
const GAP: u16 = 2;

/// What a table asks for.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Columns of a row's title at the least and at the most.
    pub title: (u16, u16),
    /// Columns of a cell at the least, without the gap.
    pub cell: u16,
    /// Columns of the count at the right; none where there is none.
    pub count: u16,
    /// Whether it goes before the names and the days of outlets.
    pub counts_first: bool,
}

/// Where the columns stand, and what heads them.
#[derive(Debug, Clone)]
pub struct Grid<'a> {
    /// Columns of the rows' titles.
    pub title: u16,
    /// Those in sight.
    pub columns: Vec<OutletColumn>,
    /// Where the count stands, where there is room for it.
    pub count: Option<u16>,
    hidden: (usize, usize),
    heads: &'a Heads,
    current: Option<OutletId>,
    theme: Theme,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutletColumn {
    /// Whose.
    pub outlet: OutletId,
    /// Left edge.
    x: u16,
    /// With the gap before it.
    pub width: u16,
    /// Whether it has room for a letter only.
    letter: bool,
}

impl<'a> Grid<'a> {
    /// Lays out all outlets that have a head in `area`, the `current` one in sight.
    pub fn new(heads: &'a Heads, current: Option<OutletId>, theme: Theme, area: Rect, wish: Wish) -> Self {
        Self::of(&heads.outlets().collect::<Vec<_>>(), heads, current, theme, area, wish)
    }

    /// Likewise only these `outlets`.
    pub fn of(outlets: &[OutletId], heads: &'a Heads, current: Option<OutletId>, theme: Theme, area: Rect, wish: Wish) -> Self {
        let name = |&outlet: &OutletId| width(&heads[outlet].name);
        let named: Vec<u16> = outlets.iter().map(|outlet| cells(name(outlet)).min(NAME).max(wish.cell) + GAP).collect();
        let day = outlets.iter().filter_map(|&outlet| heads[outlet].published_in(DAY)).map(width).max().unwrap_or(0);
        // Days need a blank between them.
        let dated = vec![(wish.cell + GAP).max(cells(day) + 1); outlets.len()];
        let least = vec![wish.cell + GAP; outlets.len()];
        let sum = |widths: &[u16]| widths.iter().map(|&width| usize::from(width)).sum::<usize>();
        // Letters instead of names, and no days, before outlets are pushed out of sight; or before the count is.
        let room = area.width.saturating_sub(wish.title.0);
        let wanted = usize::from(if wish.counts_first { room.saturating_sub(wish.count) } else { room });
        let letters = sum(&named) > wanted;
        let widths = [named, dated].into_iter().find(|widths| sum(widths) <= wanted).unwrap_or(least);
        // The count goes before long titles; it goes before outlets only where some are out of sight without it, too.
        let beside = usize::from(room.saturating_sub(wish.count));
        let all = sum(&widths);
        let some = sum(widths.get(..LEAST).unwrap_or(&widths));
        let with_count = wish.count > 0 && (all <= beside || (all > usize::from(room) && some <= beside));
        let room = if with_count { room - wish.count } else { room };
        let at = outlets.iter().position(|&outlet| Some(outlet) == current).unwrap_or(0);
        let shown = layout::fitting(&widths, at, room);
        let taken = widths[shown.clone()].iter().sum::<u16>() + if with_count { wish.count } else { 0 };
        let title = area.width.saturating_sub(taken).min(wish.title.1);
        let mut x = area.x + title;
        let mut columns = Vec::new();
        for (&outlet, &width) in outlets.iter().zip(&widths).skip(shown.start).take(shown.len()) {
            columns.push(OutletColumn { outlet, x, width, letter: letters });
            x += width;
        }
        let hidden = (shown.start, outlets.len() - shown.end);
        Self { title, columns, count: with_count.then_some(x), hidden, heads, current, theme }
    }

    /// How many outlets are out of sight, "◂ 2  3 ▸"; none where all are in sight.
    pub fn hidden(&self) -> Option<Line<'static>> {
        let (left, right) = self.hidden;
        let mut text = String::new();
        if left > 0 {
            text.push_str(&format!(" ◂ {left} "));
        }
        if right > 0 {
            text.push_str(&format!(" {right} ▸ "));
        }
        (!text.is_empty()).then(|| Line::from(Span::styled(text, self.theme.accent())))
    }

    /// The outlet whose column is at `x`.
    pub fn outlet_at(&self, x: u16) -> Option<OutletId> {
        self.columns.iter().find(|column| (column.x..column.x + column.width).contains(&x)).map(|column| column.outlet)
    }

    /// Lines over the rows: the names, and what kind of text from when, where there is room to say it of any.
    pub fn head_height(&self) -> u16 {
        1 + u16::from(self.columns.iter().any(|&column| self.published(column).is_some()))
    }

    /// Writes the outlets' names, and under each what it published, or of whom it is a copy.
    pub fn head(&self, y: u16, align: Align, buffer: &mut Buffer) {
        self.names(y, align, buffer);
        for column in &self.columns {
            if let Some(label) = self.published(*column) {
                column.put(label, self.theme.quiet(), y + 1, align, buffer);
            }
        }
    }

    /// Writes the outlets' names, the current one's reversed.
    pub fn names(&self, y: u16, align: Align, buffer: &mut Buffer) {
        for column in &self.columns {
            let head = &self.heads[column.outlet];
            let label =
                if column.letter { head.letter.to_string().into() } else { cut(&head.name, usize::from(column.width - GAP)) };
            let style = self.theme.strong();
            let style = if Some(column.outlet) == self.current { style.add_modifier(Modifier::REVERSED) } else { style };
            column.put(&label, style, y, align, buffer);
        }
    }

    /// "copy of CBC News" or "report 3 Aug", as much of it as there is room for.
    fn published(&self, column: OutletColumn) -> Option<&'a str> {
        // Between letters there is room but for a blank; names have their gap.
        self.heads[column.outlet].published_in(usize::from(column.width - if column.letter { 1 } else { GAP }))
    }

    /// Writes a number into a cell; the one under the cursor between brackets, so that it is found without colour.
    /// So many columns at the `right` are left free.
    pub fn number(&self, column: OutletColumn, number: usize, current_row: bool, right: u16, y: u16, buffer: &mut Buffer) {
        let style = if number == 0 { self.theme.quiet() } else { Style::new() };
        self.label(column, (&number.to_string(), style), current_row, right, y, buffer);
    }

    /// The same with any label in place of the number.
    pub fn label(
        &self,
        column: OutletColumn,
        (label, style): (&str, Style),
        current_row: bool,
        right: u16,
        y: u16,
        buffer: &mut Buffer,
    ) {
        let end = (column.x + column.width).saturating_sub(right + 1);
        let is_current = current_row && Some(column.outlet) == self.current;
        let style = if is_current { self.theme.current().add_modifier(Modifier::BOLD) } else { style };
        parts::bracketed(label, style, is_current, (end, y), column.width, buffer);
    }
}

impl OutletColumn {
    /// Writes `sign` before a number: so many columns before the right edge of its cell.
    pub fn put_before(self, sign: &str, style: Style, y: u16, columns: u16, buffer: &mut Buffer) {
        let x = (self.x + self.width).saturating_sub(columns);
        parts::put_text(buffer, x, y, sign, style, 1);
    }

    /// Writes `label` into a cell.
    pub fn put(self, label: &str, style: Style, y: u16, align: Align, buffer: &mut Buffer) {
        let left = self.width.saturating_sub(cells(width(label)));
        let x = match align {
            Align::Centre => self.x + left / 2,
            Align::Sign => self.x + self.width.saturating_sub(cells(width(label)).next_multiple_of(2)) / 2,
            Align::Right => self.x + left.saturating_sub(1),
        };
        parts::put_text(buffer, x, y, label, style, self.width);
    }
}

/// Where in its column something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Names.
    Centre,
    /// Signs, each with a column beside it for what is said of it, whether that is there or not.
    Sign,
    /// Numbers: a column is left for the bracket of the one under the cursor.
    Right,
}
