//! Where things go: from a size and what is asked for to rectangles, as far as several screens share them. Drawing and the
//! mouse read the same ones.
//!
//! Three widths: from [`WIDE`] columns panes stand side by side and outlets in columns, from [`MEDIUM`] panes side by side and
//! outlets one below the other, below that one pane at a time.

use std::ops::Range;

use ratatui::layout::Rect;

/// Columns from which outlets stand side by side.
pub const WIDE: u16 = 110;
/// Columns from which two panes stand side by side.
pub const MEDIUM: u16 = 70;
/// Columns above which lines are hard to read.
pub const MEASURE: u16 = 80;

/// So many columns or lines; of more than a terminal can have, as many as it can.
pub fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

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

/// Lines of what lies behind a cell at the least: a card can be read there.
const BEHIND: u16 = 8;

/// A table of `lines` lines over what lies behind the cell under its cursor: whole where a card can be read below it, else half of it; the
/// lower part is empty where there is no room.
pub fn table(body: Rect, lines: usize, zoomed: bool) -> (Rect, Rect) {
    let rest = body.height.saturating_sub(cells(lines));
    let below = match (zoomed, body.height) {
        (true, _) | (false, ..14) => 0,
        (false, height) => {
            if rest >= BEHIND {
                rest
            } else {
                height / 2
            }
        }
    };
    let table = Rect { height: body.height - below, ..body };
    (table, Rect { y: body.y + table.height, height: below, ..body })
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
