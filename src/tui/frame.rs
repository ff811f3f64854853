//! Draws the whole terminal: title, screen, what lies over it, footer.
//!
//! ```text
//! title    parallax  <catalogue>                            1 Compare  2 Matrix
//! body     the screen; the finder and the list of keys lie over it
//! footer   j/k claim  h/l outlet  …                   or the last message, upward over what it needs
//! ```
//!
//! Drawing is a pure function of [`App`] and costs what is in sight, not what is in the catalogue.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

use super::{
    about,
    app::App,
    bindings::BINDINGS,
    coding, exporting, find, help,
    keys::Mode,
    kit::{
        layout::{self, cells},
        parts,
    },
    pairing, readings,
    screens::Screens,
};
use crate::text::{
    ascii::ascii,
    clean::displayable,
    wrap::{cut, width, wrap},
};

/// Lines that a message may take.
const MESSAGE: usize = 3;

/// Draws `app` into `buffer`, whose area is that of [`App::size`].
pub fn draw(app: &App, buffer: &mut Buffer) {
    let areas = layout::areas(buffer.area);
    title(app, areas.title, buffer);
    if app.is_loading() || (app.shared.claim.is_none() && Screens::needs_claim(app.screen)) {
        empty(app, areas.body, buffer);
    } else {
        app.screens.draw(app.screen, &app.shared, buffer);
    }
    if app.shared.with_notes {
        about::draw(app.about, &app.shared, app.screens.document(app.screen), buffer);
    }
    find::draw::draw(&app.shared, &app.find, app.indexed(), buffer);
    let message = app.shared.message.as_deref().map(|message| Message::new(message, areas.footer));
    if let Some(open) = &app.curating.open {
        // What is filled in stays in sight above a message of several lines.
        let covered = message.as_ref().map_or(0, |message| message.area.height.saturating_sub(1));
        open.draw(&app.shared, Rect { height: areas.body.height.saturating_sub(covered), ..areas.body }, buffer);
    }
    if let Some(help) = &app.help {
        help::draw::draw(app.shared.theme, help, areas.body, buffer);
    }
    match message {
        Some(message) if !areas.footer.is_empty() => message.draw(app.shared.theme.accent(), buffer),
        _ => footer(app, areas.footer, buffer),
    }
    if app.ascii {
        spell_in_ascii(buffer);
    }
}

fn title(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let tabs = app.tabs().into_iter().map(|(_, tab)| tab).collect::<Vec<_>>();
    let tabs = Line::from(tabs);
    // No wider than its place: the style of what is cut would show through the tabs.
    let beside = usize::from(area.width).saturating_sub(tabs.width());
    let name = Span::styled(cut(" parallax  ", beside).into_owned(), app.shared.theme.strong());
    let heading = Span::styled(coding::heading(&app.shared).unwrap_or_default(), app.shared.theme.accent());
    let room = usize::from(area.width).saturating_sub(name.width() + heading.width() + tabs.width() + 2);
    let title = match &app.refused {
        Some(why) => Span::styled(cut(&format!("≠ not read: {why}"), room).into_owned(), app.shared.theme.accent()),
        None if app.shared.narrowing.is_of_outlets() => {
            Span::styled(cut(&only(app), room).into_owned(), app.shared.theme.accent())
        }
        None => Span::raw(cut(&app.shared.catalogue.title, room).into_owned()),
    };
    parts::put(buffer, area.x, area.y, &Line::from(vec![name, heading, title]), area.width);
    let start = area.width.saturating_sub(cells(tabs.width()));
    parts::put(buffer, area.x + start, area.y, &tabs, area.width - start);
}

/// "Bay Courier and Tide Mirror only", "where Bay Courier denies"; after it, as far as there is room, the catalogue.
fn only(app: &App) -> String {
    let shared = &app.shared;
    let what = match shared.narrowing.pair() {
        Some(pair) => format!("{} only", shared.both_names(pair)),
        None => shared.narrowed_to(shared.narrowing),
    };
    format!("{what} · {}", shared.catalogue.title)
}

/// The keys that do something now.
fn footer(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if app.exporting.is_choosing() {
        let lines = exporting::prompt(app.shared.theme, area.width);
        let area = upwards(area, lines.len());
        Clear.render(area, buffer);
        for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
            parts::put(buffer, area.x, y, line, area.width);
        }
        return;
    }
    if app.pairing {
        parts::put(buffer, area.x, area.y, &pairing::prompt(&app.shared, area.width), area.width);
        return;
    }
    if let Some(question) = app.curating.question(&app.shared, area.width) {
        parts::put(buffer, area.x, area.y, &question, area.width);
        return;
    }
    let mode = app.mode();
    if mode == Mode::Reason {
        readings::draw::draw_reason(&app.shared, &app.screens.readings, area, buffer);
        return;
    }
    let mut hints: Vec<(Vec<String>, &str)> = Vec::new();
    for binding in BINDINGS {
        if binding.short.is_empty() || !binding.modes.contains(&mode) || !app.offers(&binding.action) {
            continue;
        }
        let Some(key) = binding.keys.first().map(|key| key.name()) else { continue };
        match hints.last_mut() {
            Some((keys, short)) if *short == binding.short => keys.push(key),
            _ => hints.push((vec![key], binding.short)),
        }
    }
    // The last two of a screen, "? all keys" and "q quit", say where the rest is: they are kept when room runs out.
    let kept =
        if app.find.is_open() || app.help.is_some() || matches!(mode, Mode::Form | Mode::Record | Mode::Choose) { 0 } else { 2 };
    let widths = |hint: &(Vec<String>, &str)| 2 + joined(&hint.0).len() + 1 + hint.1.len();
    let mut room = usize::from(area.width).saturating_sub(1 + hints.iter().rev().take(kept).map(widths).sum::<usize>());
    let tail = hints.len().saturating_sub(kept);
    let mut spans = Vec::new();
    for (at, hint) in hints.iter().enumerate() {
        if at < tail {
            if widths(hint) > room {
                continue;
            }
            room -= widths(hint);
        }
        spans.push(Span::styled(format!(" {}", joined(&hint.0)), app.shared.theme.strong()));
        spans.push(Span::styled(format!(" {} ", hint.1), app.shared.theme.quiet()));
    }
    parts::put(buffer, area.x, area.y, &Line::from(spans), area.width);
}

/// The last message, over as many lines above the footer as it takes to tell the way out of a fault.
struct Message {
    lines: Vec<String>,
    area: Rect,
}

impl Message {
    fn new(message: &str, footer: Rect) -> Self {
        let (text, columns) = (displayable(message), usize::from(footer.width.saturating_sub(1)));
        let ranges = wrap(&text, columns);
        let area = upwards(footer, ranges.len().min(MESSAGE));
        let height = usize::from(area.height);
        let last = height.saturating_sub(1);
        // What has no room is cut off the last line.
        let line = |(at, range): (usize, &Range<usize>)| {
            let end = if at == last { text.len() } else { range.end };
            cut(&text[range.start..end], columns).into_owned()
        };
        let lines = ranges.iter().take(height).enumerate().map(line).collect();
        Self { lines, area }
    }

    fn draw(self, style: Style, buffer: &mut Buffer) {
        Clear.render(self.area, buffer);
        for (line, y) in self.lines.into_iter().zip(self.area.y..) {
            let line = Line::from(vec![Span::raw(" "), Span::styled(line, style)]);
            parts::put(buffer, self.area.x, y, &line, self.area.width);
        }
    }
}

/// So many `lines` that end with `footer`, but half of the window at the most.
fn upwards(footer: Rect, lines: usize) -> Rect {
    let height = cells(lines).min(footer.bottom() / 2).max(1);
    Rect { y: footer.bottom().saturating_sub(height), height, ..footer }
}

/// "j/k"; "Ctrl-n/p".
fn joined(keys: &[String]) -> String {
    const WITH: &str = "Ctrl-";
    let modified = keys.iter().all(|key| key.starts_with(WITH));
    let rest = |key: &String| if modified { key[WITH.len()..].to_owned() } else { key.clone() };
    let keys = keys.iter().map(rest).collect::<Vec<_>>().join("/");
    if modified { format!("{WITH}{keys}") } else { keys }
}

/// Nothing to compare: still loading, or nothing written yet.
fn empty(app: &App, area: Rect, buffer: &mut Buffer) {
    let lines: Vec<(String, Style)> = match &app.loading {
        Some(progress) => {
            let share = (100 * progress.done()).checked_div(progress.total()).unwrap_or(0);
            vec![(format!("reading the catalogue … {share} %"), Style::new()), ("q quits".to_owned(), app.shared.theme.quiet())]
        }
        None if app.shared.catalogue.claims.is_empty() => vec![
            ("This catalogue has no claims yet.".to_owned(), app.shared.theme.strong()),
            ("3 opens its documents; there v selects words, and a files them under the first claim.".to_owned(), Style::new()),
            ("Or write it into one of the .toml files; the screen follows when you save.".to_owned(), app.shared.theme.quiet()),
        ],
        None => vec![
            (format!("No claim is left: narrowed to {}.", app.shared.narrowing.name()), app.shared.theme.strong()),
            ("f goes on to the next narrowing".to_owned(), app.shared.theme.quiet()),
        ],
    };
    let top = area.y + area.height.saturating_sub(cells(lines.len())) / 2;
    for ((text, style), y) in lines.into_iter().zip(top..area.bottom()) {
        let text = cut(&text, usize::from(area.width)).into_owned();
        let x = area.x + (area.width - cells(width(&text))) / 2;
        parts::put(buffer, x, y, &Span::styled(text, style).into(), area.width);
    }
}

/// The program's own signs in ASCII, wherever they were drawn.
fn spell_in_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let mut symbol = cell.symbol().chars();
        if let (Some(c), None) = (symbol.next(), symbol.next())
            && let Some(c) = ascii(c)
        {
            cell.set_char(c);
        }
    }
}
