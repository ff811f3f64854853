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

use super::part;
use crate::{
    catalogue::OutletId,
    compare::coverage::copied_outlets,
    text::wrap::{cut, width},
    tui::{app::App, layout},
};

/// Columns of an outlet's name at the most.
const NAME: usize = 14;
/// Between two columns.
const GAP: u16 = 2;

/// What a table asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// Columns of a row's title at the least and at the most.
    pub(super) title: (u16, u16),
    /// Columns of a cell at the least, without the gap.
    pub(super) cell: u16,
    /// Columns of the count at the right; none where there is none.
    pub(super) count: u16,
}

/// Where the columns stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    /// Columns of the rows' titles.
    pub(super) title: u16,
    /// Those in sight.
    pub(super) columns: Vec<Column>,
    /// Where the count stands, where there is room for it.
    pub(super) count: Option<u16>,
    hidden: (usize, usize),
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) outlet: OutletId,
    /// Left edge.
    pub(super) x: u16,
    /// With the gap before it.
    pub(super) width: u16,
    /// Whether it has room for a letter only.
    letter: bool,
}

impl Grid {
    pub(super) fn new(app: &App, area: Rect, wish: Wish) -> Self {
        let outlets = &app.catalogue.outlets;
        let mut widths: Vec<u16> =
            outlets.iter().map(|outlet| (width(&outlet.name).min(NAME) as u16).max(wish.cell) + GAP).collect();
        let room = area.width.saturating_sub(wish.title.0);
        // Letters instead of names, before outlets are pushed out of sight.
        let sum = |widths: &[u16]| widths.iter().map(|&width| usize::from(width)).sum::<usize>();
        let letters = sum(&widths) > usize::from(room);
        if letters {
            widths = vec![wish.cell + GAP; outlets.len()];
        }
        // The count is a convenience; a title that can be read is not.
        let needed = sum(&widths) + usize::from(wish.count + wish.title.1 / 2);
        let with_count = wish.count > 0 && needed <= usize::from(area.width.saturating_sub(wish.title.0 / 2));
        let room = if with_count { room - wish.count } else { room };
        let shown = layout::fitting(&widths, app.outlet.index(), room);
        let taken = widths[shown.clone()].iter().sum::<u16>() + if with_count { wish.count } else { 0 };
        let title = area.width.saturating_sub(taken).min(wish.title.1);
        let mut x = area.x + title;
        let mut columns = Vec::new();
        for (outlet, &width) in outlets.ids().zip(&widths).skip(shown.start).take(shown.len()) {
            columns.push(Column { outlet, x, width, letter: letters });
            x += width;
        }
        Self { title, columns, count: with_count.then_some(x), hidden: (shown.start, outlets.len() - shown.end) }
    }

    /// How many outlets are out of sight, "◂ 2  3 ▸"; none where all are in sight.
    pub(super) fn hidden(&self, app: &App) -> Option<Line<'static>> {
        let (left, right) = self.hidden;
        let mut text = String::new();
        if left > 0 {
            text.push_str(&format!(" ◂ {left} "));
        }
        if right > 0 {
            text.push_str(&format!(" {right} ▸ "));
        }
        (!text.is_empty()).then(|| Line::from(Span::styled(text, app.theme.accent())))
    }

    /// The outlet whose column is at `x`.
    pub(super) fn outlet_at(&self, x: u16) -> Option<OutletId> {
        self.columns.iter().find(|column| (column.x..column.x + column.width).contains(&x)).map(|column| column.outlet)
    }
}

impl Column {
    /// Writes the outlet's name, the current one's reversed.
    pub(super) fn name(self, app: &App, y: u16, align: Align, buffer: &mut Buffer) {
        let name = &app.catalogue.outlets[self.outlet].name;
        let label = if self.letter {
            part::mark(&app.catalogue, self.outlet).to_string()
        } else {
            cut(name, usize::from(self.width - GAP)).into_owned()
        };
        let style = app.theme.strong();
        let style = if self.outlet == app.outlet { style.add_modifier(Modifier::REVERSED) } else { style };
        self.put(&label, style, y, align, buffer);
    }

    /// Writes "copy of CBC News", as much of it as there is room for, where the outlet publishes one.
    pub(super) fn copy(self, app: &App, y: u16, align: Align, buffer: &mut Buffer) {
        let Some(label) = part::copy_label(&app.catalogue, self.outlet) else { return };
        let room = usize::from(self.width - GAP);
        let letters: Vec<String> = copied_outlets(&app.catalogue, self.outlet)
            .into_iter()
            .map(|outlet| part::mark(&app.catalogue, outlet).to_string())
            .collect();
        let choices = [label, format!("copy of {}", letters.join(", ")), "copy".to_owned(), "=".to_owned()];
        let Some(label) = choices.iter().find(|label| width(label) <= room) else { return };
        self.put(label, app.theme.quiet(), y, align, buffer);
    }

    /// Writes a number into a cell; the one under the cursor between brackets, so that it is found without colour.
    /// So many columns at the `right` are left free.
    pub(super) fn number(self, app: &App, number: usize, current_row: bool, right: u16, y: u16, buffer: &mut Buffer) {
        let (label, style, free) = if current_row && self.outlet == app.outlet {
            (format!("[{number}]"), app.theme.current().add_modifier(Modifier::BOLD), right)
        } else {
            (number.to_string(), if number == 0 { app.theme.quiet() } else { Style::new() }, right + 1)
        };
        let x = (self.x + self.width).saturating_sub(free + width(&label) as u16);
        part::put(buffer, x, y, &Span::styled(label, style).into(), self.width);
    }

    /// Writes `label` into a cell.
    pub(super) fn put(self, label: &str, style: Style, y: u16, align: Align, buffer: &mut Buffer) {
        let left = self.width.saturating_sub(width(label) as u16);
        let x = match align {
            Align::Centre => self.x + left / 2,
            Align::Right => self.x + left.saturating_sub(1),
        };
        part::put(buffer, x, y, &Span::styled(label.to_owned(), style).into(), self.width);
    }
}

/// Where in its column something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Signs.
    Centre,
    /// Numbers: a column is left for the bracket of the one under the cursor.
    Right,
}
