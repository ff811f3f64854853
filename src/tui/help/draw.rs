//! The list, its filter over it and the legend of signs below it.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

use super::Help;
use crate::{
    text::wrap::{cut, filled},
    tui::kit::{
        field,
        layout::{self, cells},
        parts,
        theme::Theme,
    },
};

/// Columns of the list.
const WIDEST: u16 = 84;
/// Columns of the keys.
const KEYS: usize = 18;
/// Before the filter.
const LABEL: &str = " filter: ";

/// Draws the list over `body`.
pub fn draw(theme: Theme, help: &Help, body: Rect, buffer: &mut Buffer) {
    let width = body.width.min(WIDEST);
    let area = Rect { x: body.x + (body.width - width) / 2, width, ..body };
    Clear.render(area, buffer);
    let inside = parts::pane(theme, area, "All keys", Line::default(), true, buffer);
    if inside.height < 3 {
        return;
    }
    let label = cells(LABEL.len()).min(inside.width);
    parts::put(buffer, inside.x, inside.y, &Span::styled(LABEL, theme.quiet()).into(), label);
    let line = Rect { x: inside.x + label, width: inside.width - label, height: 1, ..inside };
    field::draw(theme, &help.filter, "", line, buffer);
    let legend = parts::legend(theme, usize::from(inside.width));
    let below = Some(cells(legend.len())).filter(|lines| inside.height > 8 + 2 * lines).map_or(0, |lines| lines + 1);
    let list = Rect { y: inside.y + 2, height: inside.height - 2 - below, ..inside };
    let top = draw_lines(theme, help, list, buffer);
    let below = help.lines().len().saturating_sub(top + usize::from(list.height));
    parts::beyond(theme, area, (top, below), buffer);
    for (line, y) in legend.iter().zip((list.bottom() + 1)..inside.bottom()) {
        parts::put(buffer, inside.x, y, line, inside.width);
    }
}

/// Draws the lines, and returns which is the first in sight.
fn draw_lines(theme: Theme, help: &Help, area: Rect, buffer: &mut Buffer) -> usize {
    let lines = help.lines();
    let height = usize::from(area.height);
    let top = layout::scroll(help.chosen.saturating_sub(height / 2), help.chosen, lines.len(), height);
    for ((at, binding), y) in lines.iter().enumerate().skip(top).zip(area.y..area.bottom()) {
        let names: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
        let elsewhere = match binding.modes {
            [mode] if *mode != help.below => format!(" ({})", mode.name()),
            _ => String::new(),
        };
        let what = format!("{}{elsewhere}", binding.long);
        let room = usize::from(area.width).saturating_sub(KEYS + 2);
        let current = at == help.chosen;
        let (key_style, text_style) = if current { (theme.current(), theme.current()) } else { (theme.strong(), Style::new()) };
        let line = Line::from(vec![
            Span::styled(format!("{}{}", if current { "▌" } else { " " }, filled(&names.join("  "), KEYS)), key_style),
            Span::styled(format!("{} ", filled(&what, room)), text_style),
        ]);
        parts::put(buffer, area.x, y, &line, area.width);
    }
    if lines.is_empty() {
        let text = cut("no key does that; Ctrl-u clears the filter", usize::from(area.width)).into_owned();
        parts::put(buffer, area.x + 1, area.y, &Span::styled(text, theme.quiet()).into(), area.width);
    }
    top
}
