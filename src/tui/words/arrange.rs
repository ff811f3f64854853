//! Where things stand in Words, for drawing and for the mouse.

use ratatui::layout::{Position, Rect};

use super::{
    Words,
    distinctive::foot,
    table::{List, WordTable},
};
use crate::{
    catalogue::OutletId,
    compare::corpus::WordSpot,
    tui::{
        kit::{
            grid::{Grid, Wish},
            layout::{self, cells},
        },
        shared::Shared,
    },
};

/// Columns of a count and the rate after it.
pub(super) const RATED: u16 = 11;
/// Columns of the list of subjects.
const SUBJECTS: u16 = 34;

/// Where things stand.
pub(super) struct Areas {
    /// The list of subjects, or what the scores do not prove; empty where there is no room.
    pub(super) side: Rect,
    pub(super) table: Rect,
    pub(super) lines: Rect,
}

/// What a position on the screen belongs to.
pub(super) enum Target {
    /// A subject.
    Subject(usize),
    /// A line of the table, and the outlet where it is in a column.
    Row(usize, Option<OutletId>),
    /// A line in which the words stand.
    Line(usize),
}

pub(super) fn areas(shared: &Shared, table: &WordTable) -> Areas {
    let body = shared.body();
    let wanted = match table.list {
        List::Forms => table.height(shared.outlet).max(shared.catalogue.namings.len()),
        List::Apart => usize::from(body.height / 2),
    };
    let (top, lines) = layout::table(body, wanted + 6, shared.zoomed && !table.in_lines);
    if table.in_lines && (shared.zoomed || lines.is_empty()) {
        let none = Rect { width: 0, height: 0, ..body };
        return Areas { side: none, table: none, lines: body };
    }
    let side = if body.width < layout::WIDE { 0 } else { SUBJECTS };
    let area = Rect { x: top.x + side, width: top.width - side, ..top };
    Areas { side: Rect { width: side, ..top }, table: area, lines }
}

/// Where the lines of the table stand: under the heads, over what the counts rest on.
pub(super) fn rows(shared: &Shared, table: &WordTable) -> Rect {
    let area = areas(shared, table).table;
    let inside = layout::inner(area);
    let (head, foot) = match table.list {
        // Names and what was published, the number of words.
        List::Forms => (grid(shared, inside).head_height() + 1, 1),
        List::Apart => (1, cells(foot(shared, table, area).len())),
    };
    let head = head.min(inside.height);
    Rect { y: inside.y + head, height: (inside.height - head).saturating_sub(foot), ..inside }
}

/// Where the lines stand in which the words do.
pub(super) fn lines(shared: &Shared, table: &WordTable) -> Rect {
    layout::inner(areas(shared, table).lines)
}

/// Where the columns stand, with rates where all outlets are in sight with them.
pub(super) fn grid(shared: &Shared, rows: Rect) -> Grid<'_> {
    let rated = Wish { title: (24, 44), cell: RATED, count: 0, counts_first: false };
    let room = rows.width.saturating_sub(rated.title.0);
    let fits = cells(shared.catalogue.outlets.len()).saturating_mul(RATED + 2) <= room;
    let wish = if fits { rated } else { Wish { cell: 4, ..rated } };
    Grid::new(&shared.heads, shared.outlet, shared.theme, rows, wish)
}

/// The first subject in sight inside its pane.
pub(super) fn subjects_top(shared: &Shared, table: &WordTable, inside: Rect) -> usize {
    let height = usize::from(inside.height);
    layout::scroll(table.subject.saturating_sub(height / 2), table.subject, shared.catalogue.namings.len(), height)
}

/// What stands at `position`.
pub(super) fn target(shared: &Shared, words: &Words, position: Position) -> Option<Target> {
    let table = &words.table;
    let side = layout::inner(areas(shared, table).side);
    if side.contains(position) && table.list == List::Forms {
        let place = subjects_top(shared, table, side) + usize::from(position.y - side.y);
        return (place < shared.catalogue.namings.len()).then_some(Target::Subject(place));
    }
    let rows = rows(shared, table);
    if rows.contains(position) {
        let line = words.top + usize::from(position.y - rows.y);
        let outlet = (table.list == List::Forms).then(|| grid(shared, rows).outlet_at(position.x)).flatten();
        return (line < table.height(shared.outlet)).then_some(Target::Row(line, outlet));
    }
    let lines = lines(shared, table);
    let line = words.top_spot + usize::from(position.y.saturating_sub(lines.y));
    let there = lines.contains(position) && line < table.spots(shared.outlet).map_or(0, <[WordSpot]>::len);
    there.then_some(Target::Line(line))
}
