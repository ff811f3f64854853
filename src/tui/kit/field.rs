//! A line that is typed into, with its cursor.

use ratatui::{buffer::Buffer, layout::Rect, text::Span};
use tui_input::Input;

use super::{layout::cells, parts, theme::Theme};
use crate::text::wrap::{cut, width};

/// Draws `field` on the first line of `area`: the part around the cursor where it is longer than that; `hint` while it is empty.
pub fn draw(theme: Theme, field: &Input, hint: &str, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.width.saturating_sub(1)).max(1);
    let scrolled = field.visual_scroll(room);
    let text = field.value();
    let mut skipped = 0;
    let start = text.char_indices().find(|(_, c)| {
        let before = skipped;
        skipped += width(c.encode_utf8(&mut [0; 4]));
        before >= scrolled
    });
    let shown = start.map_or("", |(at, _)| &text[at..]);
    parts::put(buffer, area.x, area.y, &Span::styled(shown.to_owned(), theme.strong()).into(), cells(room));
    if text.is_empty() {
        let hint = cut(hint, room.saturating_sub(1)).into_owned();
        parts::put(buffer, area.x + 1, area.y, &Span::styled(hint, theme.quiet()).into(), cells(room));
    }
    let cursor = area.x + cells(field.visual_cursor().saturating_sub(scrolled));
    if cursor < area.right() && area.height > 0 {
        buffer.set_style(Rect { x: cursor, y: area.y, width: 1, height: 1 }.intersection(buffer.area), theme.current());
    }
}

/// Types `text` at the cursor of a field of one line.
pub fn paste(field: &mut Input, text: &str) {
    let typed: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    let cursor = field.cursor();
    let mut line = field.value().to_owned();
    line.insert_str(byte_of(&line, cursor), &typed);
    *field = std::mem::take(field).with_value(line).with_cursor(cursor + typed.chars().count());
}

/// The byte at which the code point `cursor` begins.
pub fn byte_of(text: &str, cursor: usize) -> usize {
    text.char_indices().nth(cursor).map_or(text.len(), |(at, _)| at)
}
