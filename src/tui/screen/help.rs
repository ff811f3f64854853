//! All keys, as the table of keys has them, filtered as you type.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

use super::part;
use crate::{
    text::wrap::cut,
    tui::{app::App, layout},
};

/// Columns of the keys.
const KEYS: usize = 18;

pub(super) fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let Some(help) = &app.help else { return };
    let width = body.width.min(84);
    let area = Rect { x: body.x + (body.width - width) / 2, width, ..body };
    Clear.render(area, buffer);
    let inside = part::pane(app.theme, area, "All keys", Line::default(), true, buffer);
    if inside.height < 3 {
        return;
    }
    let field = vec![
        Span::styled(" filter: ", app.theme.quiet()),
        Span::raw(help.filter.value().to_owned()),
        Span::styled(" ", app.theme.current()),
    ];
    part::put(buffer, inside.x, inside.y, &Line::from(field), inside.width);
    let legend = Line::from(part::legend(app.theme));
    let with_legend = inside.height > 10 && legend.width() <= usize::from(inside.width);
    let list = Rect { y: inside.y + 2, height: inside.height - 2 - u16::from(with_legend) * 2, ..inside };
    draw_lines(app, help.chosen, list, buffer);
    if with_legend {
        part::put(buffer, inside.x, inside.bottom() - 1, &legend, inside.width);
    }
}

fn draw_lines(app: &App, chosen: usize, area: Rect, buffer: &mut Buffer) {
    let lines = app.help_lines();
    let below = app.mode_below();
    let height = usize::from(area.height);
    let top = layout::scroll(chosen.saturating_sub(height / 2), chosen, lines.len(), height);
    for ((at, binding), y) in lines.iter().enumerate().skip(top).zip(area.y..area.bottom()) {
        let names: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
        let elsewhere = match binding.modes {
            [mode] if !binding.modes.contains(&below) => format!(" ({})", mode.name()),
            _ => String::new(),
        };
        let what = format!("{}{elsewhere}", binding.long);
        let room = usize::from(area.width).saturating_sub(KEYS + 2);
        let marker = if at == chosen { "▌" } else { " " };
        let (key_style, text_style) = if at == chosen {
            (app.theme.current(), app.theme.current())
        } else {
            (app.theme.strong(), ratatui::style::Style::new())
        };
        let line = Line::from(vec![
            Span::styled(format!("{marker}{:<KEYS$}", cut(&names.join("  "), KEYS)), key_style),
            Span::styled(format!("{:<room$} ", cut(&what, room)), text_style),
        ]);
        part::put(buffer, area.x, y, &line, area.width);
    }
    if lines.is_empty() {
        part::put(
            buffer,
            area.x + 1,
            area.y,
            &Span::styled("no key does that; Ctrl-u clears the filter", app.theme.quiet()).into(),
            area.width,
        );
    }
}
