//! Columns of cards: from which one on they are drawn, and how many are not in sight.
//!
//! Only cards in sight are asked for and laid out, each once, so a column of thousands costs what one of ten does.

use std::collections::HashMap;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    card::{Card, Cards},
    parts,
};

/// The lines of so many cards, as far as they have been asked for.
struct Column<'c, F> {
    cards: &'c Cards<'c>,
    card: F,
    count: usize,
    columns: u16,
    /// By card, and whether one stands before it.
    lines: HashMap<(usize, bool), Vec<Line<'static>>>,
}

impl<'a, F: Fn(usize) -> Card<'a>> Column<'_, F> {
    /// Those of the card `at`, in a column that begins with the `first`.
    fn lines(&mut self, at: usize, first: usize) -> &[Line<'static>] {
        let before = at.checked_sub(1).filter(|_| at > first);
        self.lines.entry((at, before.is_some())).or_insert_with(|| {
            let before = before.map(&self.card);
            self.cards.card(&(self.card)(at), before.as_ref(), self.columns)
        })
    }

    /// Whether all from the `first` on have room in so many lines.
    fn fits(&mut self, first: usize, height: u16) -> bool {
        let mut room = usize::from(height) + 1;
        (first..self.count).all(|at| match room.checked_sub(self.lines(at, first).len() + 1) {
            Some(left) => {
                room = left;
                true
            }
            None => false,
        })
    }
}

impl Cards<'_> {
    /// Draws a column of `cards`, from the first one that leaves the selected one in sight, which is marked where `focused`; on
    /// a last line of its own, how many are not, or not wholly, in sight.
    pub fn column<'a>(
        &self,
        (count, card): (usize, impl Fn(usize) -> Card<'a>),
        selected: usize,
        focused: bool,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        if area.is_empty() || count == 0 {
            return;
        }
        let columns = area.width;
        let selected = selected.min(count - 1);
        let mut column = Column { cards: self, card, count, columns, lines: HashMap::new() };
        // Where not all are in sight, the last line says how many are not.
        let room = usize::from(area.height) - usize::from(selected + 1 < count && !column.fits(0, area.height));
        let mut first = selected;
        let mut used = column.lines(selected, selected).len();
        while let Some(before) = first.checked_sub(1) {
            used += column.lines(before, before).len() + 1;
            if used > room {
                break;
            }
            first = before;
        }
        // A single line is the selected card's.
        let below = area.height > 1 && !column.fits(first, area.height);
        let height = if below { area.height.saturating_sub(1) } else { area.height };
        let bottom = area.y + height;
        let mut y = area.y;
        for at in first..count {
            for line in column.lines(at, first) {
                if y >= bottom {
                    if below {
                        // A card that ends on the last line is in sight, but for the blank after it.
                        self.more(count - at, area, buffer);
                    }
                    return;
                }
                if focused && at == selected {
                    // In the gutter, so that the words of all cards begin where the outlet's name does.
                    parts::marker(true, self.theme, area.x.saturating_sub(1), y, buffer);
                }
                parts::put(buffer, area.x, y, line, columns);
                y += 1;
            }
            y += 1;
        }
    }

    /// Says on the last line how many cards are not, or not wholly, in sight.
    fn more(&self, cards: usize, area: Rect, buffer: &mut Buffer) {
        let text = Span::styled(format!("▾ {cards} more"), self.theme.accent());
        parts::put(buffer, area.x, area.bottom() - 1, &text.into(), area.width);
    }
}
