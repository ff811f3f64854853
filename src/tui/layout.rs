//! Where things go: from a size and what is asked for to rectangles. Pure; drawing and the mouse read the same ones.
//!
//! Three widths: from [`WIDE`] columns panes stand side by side and outlets in columns, from [`MEDIUM`] panes side by side and
//! outlets one below the other, below that one pane at a time.

use std::ops::Range;

use ratatui::layout::Rect;

/// Columns from which outlets stand side by side.
pub const WIDE: u16 = 110;
/// Columns from which two panes stand side by side.
pub const MEDIUM: u16 = 70;
/// Columns below which an outlet's excerpts cannot be read: three or four words a line.
const NARROWEST_COLUMN: u16 = 18;
/// Columns above which lines grow too long to read beside others.
const WIDEST_COLUMN: u16 = 48;
/// Columns of a pane in which three outlets stand side by side.
const THREE_OUTLETS: u16 = 3 * NARROWEST_COLUMN + 2 * GUTTER + 4;
/// Between two columns of excerpts.
const GUTTER: u16 = 2;

/// The parts of the whole screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// One line; none where there is no room.
    pub title: Rect,
    /// The screen itself.
    pub body: Rect,
    /// One line; none where there is no room.
    pub footer: Rect,
}

/// Splits the whole terminal.
pub fn areas(screen: Rect) -> Areas {
    let footer_height = u16::from(screen.height >= 4);
    let title_height = u16::from(screen.height >= 6);
    let body_height = screen.height - title_height - footer_height;
    Areas {
        title: Rect { height: title_height, ..screen },
        body: Rect { y: screen.y + title_height, height: body_height, ..screen },
        footer: Rect { y: screen.y + title_height + body_height, height: footer_height, ..screen },
    }
}

/// Two panes; one of them is empty where there is room for one only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    /// The claims, left.
    pub claims: Rect,
    /// The excerpts, right.
    pub excerpts: Rect,
}

/// Splits the body of Compare: `list` columns are wished for the claims, and `focus_right` says which pane has the keys.
pub fn compare(body: Rect, list: u16, focus_right: bool, zoomed: bool) -> Panes {
    let none = Rect { width: 0, height: 0, ..body };
    if zoomed || body.width < MEDIUM {
        return if focus_right { Panes { claims: none, excerpts: body } } else { Panes { claims: body, excerpts: none } };
    }
    // Side by side, three outlets must find room; what the list needs beyond that would cut titles.
    let room = if body.width < WIDE { body.width * 45 / 100 } else { body.width - THREE_OUTLETS };
    let left = list.min(room);
    Panes { claims: Rect { width: left, ..body }, excerpts: Rect { x: body.x + left, width: body.width - left, ..body } }
}

/// The columns for `outlets` of which the one at `current` must be in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The outlet in the first column.
    pub first: usize,
    /// One an outlet in sight.
    pub areas: Vec<Rect>,
}

/// Lays out as many columns side by side as can be read in `area`.
pub fn columns(area: Rect, outlets: usize, current: usize) -> Columns {
    if area.is_empty() || outlets == 0 {
        return Columns { first: 0, areas: Vec::new() };
    }
    let room = usize::from((area.width + GUTTER) / (NARROWEST_COLUMN + GUTTER)).max(1);
    let shown = if area.width < WIDE - MEDIUM { 1 } else { room.min(outlets) };
    let first = current.saturating_sub(shown - 1).min(outlets - shown);
    let count = shown as u16;
    let width = ((area.width + GUTTER) / count).saturating_sub(GUTTER).min(WIDEST_COLUMN.max(area.width / count / 2));
    let areas = (0..count).map(|at| Rect { x: area.x + at * (width + GUTTER), width, ..area }).collect();
    Columns { first, areas }
}

/// Which of things so wide fit into `room` side by side, the one at `current` among them, as many before it as there is room for.
pub fn fitting(widths: &[u16], current: usize, room: u16) -> Range<usize> {
    let (wide, room) = (|at: usize| widths.get(at).map(|&width| usize::from(width)), usize::from(room));
    let mut first = current.min(widths.len().saturating_sub(1));
    let mut used = wide(first).unwrap_or(0);
    while let Some(width) = first.checked_sub(1).and_then(wide).filter(|width| used + width <= room) {
        first -= 1;
        used += width;
    }
    let mut end = first;
    let mut used = 0;
    while let Some(width) = wide(end).filter(|width| used + width <= room) {
        end += 1;
        used += width;
    }
    first..end
}

/// The part of the Matrix that opens the words of a cell; none where there is no room.
pub fn matrix(body: Rect, zoomed: bool) -> (Rect, Rect) {
    let words = if zoomed || body.height < 14 { 0 } else { (body.height / 4).clamp(6, 10) };
    let table = Rect { height: body.height - words, ..body };
    (table, Rect { y: body.y + table.height, height: words, ..body })
}

/// A table of `lines` lines over what lies behind the cell under its cursor; the lower part is empty where there is no room.
pub fn table(body: Rect, lines: usize, zoomed: bool) -> (Rect, Rect) {
    let below = if zoomed || body.height < 14 { 0 } else { (body.height / 2).max(body.height.saturating_sub(lines as u16)) };
    let table = Rect { height: body.height - below, ..body };
    (table, Rect { y: body.y + table.height, height: below, ..body })
}

/// Splits the body of the finder into results and preview; no preview where there is no room for both.
pub fn find(body: Rect) -> (Rect, Rect) {
    if body.width >= WIDE {
        let left = body.width / 2;
        return (Rect { width: left, ..body }, Rect { x: body.x + left, width: body.width - left, ..body });
    }
    let below = if body.height < 22 { 0 } else { body.height * 2 / 5 };
    let top = Rect { height: body.height - below, ..body };
    (top, Rect { y: top.bottom(), height: below, ..body })
}

/// Splits the body of Read into the page and the claims under which its words are filed; no claims where there is no room, or
/// where the page is `alone`.
pub fn read(body: Rect, alone: bool) -> (Rect, Rect) {
    let none = Rect { width: 0, height: 0, ..body };
    if alone {
        return (body, none);
    }
    if body.width >= WIDE {
        let right = (body.width / 3).clamp(34, 60);
        let page = Rect { width: body.width - right, ..body };
        return (page, Rect { x: page.right(), width: right, ..body });
    }
    if body.height >= 24 {
        let page = Rect { height: body.height - 9, ..body };
        return (page, Rect { y: page.bottom(), height: 9, ..body });
    }
    (body, none)
}

/// Inside of a pane's border.
pub fn inner(pane: Rect) -> Rect {
    if pane.width < 2 || pane.height < 2 {
        return Rect { width: 0, height: 0, ..pane };
    }
    Rect { x: pane.x + 1, y: pane.y + 1, width: pane.width - 2, height: pane.height - 2 }
}

/// The first of `rows` in sight so that `current` is, with some lines before and after it, moving `top` no further than needed.
pub fn scroll(top: usize, current: usize, rows: usize, height: usize) -> usize {
    let context = (height / 5).min(3);
    let lowest = rows.saturating_sub(height);
    let highest = current.saturating_sub(context);
    top.min(highest).max((current + 1 + context).saturating_sub(height)).min(lowest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_beside_the_current_one_is_shown() {
        let widths = [5, 5, 20, 5, 5];
        assert_eq!(fitting(&widths, 0, 40), 0..5);
        assert_eq!(fitting(&widths, 0, 12), 0..2);
        assert_eq!(fitting(&widths, 4, 12), 3..5);
        assert_eq!(fitting(&widths, 2, 31), 0..3);
        assert_eq!(fitting(&widths, 2, 29), 1..3);
        assert_eq!(fitting(&widths, 9, 5), 4..5);
    }

    #[test]
    fn what_is_wider_than_the_room_is_not_shown() {
        assert_eq!(fitting(&[5, 20], 1, 10), 1..1);
        assert_eq!(fitting(&[], 3, 10), 0..0);
        assert_eq!(fitting(&[u16::MAX, u16::MAX], 1, u16::MAX), 1..2);
    }
}
