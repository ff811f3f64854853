//! Draws the state, and says what stands where: for each position on the screen the thing that a click means.
//!
//! ```text
//! title    parallax  <catalogue>                            1 Compare  2 Matrix
//! body     compare: claims (left) and excerpts (right); or matrix; the finder and help lie over it
//! footer   j/k claim  h/l outlet  …                   or the last message
//! ```
//!
//! Drawing is a pure function of [`App`] and costs what is in sight, not what is in the catalogue.

mod claims;
mod excerpts;
mod find;
mod grid;
mod help;
mod matrix;
mod part;
mod read;
mod voices;
mod words;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{
    action::{Pane, Screen},
    app::App,
    bindings::BINDINGS,
    layout,
};
use crate::{
    catalogue::{ClaimId, OutletId},
    text::{
        ascii::ascii,
        wrap::{cut, width},
    },
};

/// Draws `app` into `buffer`, whose area is that of [`App::size`](super::app::App).
pub fn draw(app: &App, buffer: &mut Buffer) {
    let areas = layout::areas(buffer.area);
    title(app, areas.title, buffer);
    match app.screen {
        _ if app.loading.is_some() => empty(app, areas.body, buffer),
        Screen::Words => words::draw(app, areas.body, buffer),
        Screen::Voices => voices::draw(app, areas.body, buffer),
        _ if app.claim.is_none() => empty(app, areas.body, buffer),
        Screen::Compare => {
            let panes = compare_panes(app, areas.body);
            claims::draw(app, panes.claims, buffer);
            excerpts::draw(app, panes.excerpts, buffer);
        }
        Screen::Matrix => matrix::draw(app, areas.body, buffer),
        Screen::Read => read::draw(app, areas.body, buffer),
    }
    if app.finder.is_some() {
        find::draw(app, areas.body, buffer);
    }
    if app.help.is_some() {
        help::draw(app, areas.body, buffer);
    }
    footer(app, areas.footer, buffer);
    if app.ascii {
        spell_in_ascii(buffer);
    }
}

/// What a position on the screen belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// A line of the list of claims.
    Claim(ClaimId),
    /// The excerpts of an outlet.
    Excerpts(OutletId),
    /// A cell of the matrix.
    Cell(ClaimId, OutletId),
    /// Something of the words.
    Words(WordsHit),
    /// A line of the voices, and the column where it is one.
    Voice(usize, Option<OutletId>),
}

/// What a position on the screen of words belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsHit {
    /// A subject.
    Subject(usize),
    /// A line of the table, and the column where it is one.
    Row(usize, Option<OutletId>),
    /// A line in which the words stand.
    Line(usize),
}

/// What stands at `position`.
pub fn hit(app: &App, position: Position) -> Option<Hit> {
    if app.help.is_some() || app.finder.is_some() || app.loading.is_some() {
        return None;
    }
    let body = layout::areas(app.size).body;
    match app.screen {
        Screen::Words => return words::hit(app, body, position).map(Hit::Words),
        Screen::Voices => return voices::hit(app, body, position),
        Screen::Compare | Screen::Matrix | Screen::Read => {}
    }
    app.claim?;
    if app.screen == Screen::Matrix {
        return matrix::hit(app, body, position);
    }
    if app.screen == Screen::Read {
        return None;
    }
    let panes = compare_panes(app, body);
    let list = layout::inner(panes.claims);
    if list.contains(position) {
        return app.claim_at(usize::from(position.y - list.y)).map(Hit::Claim);
    }
    excerpts::outlet_at(app, panes.excerpts, position).map(Hit::Excerpts)
}

/// How many lines of the list of claims are in sight.
pub fn list_height(app: &App) -> usize {
    let body = layout::areas(app.size).body;
    let list = match app.screen {
        Screen::Compare => layout::inner(compare_panes(app, body).claims),
        Screen::Matrix => matrix::rows_area(layout::matrix(body, app.zoomed).0),
        Screen::Read => layout::inner(body),
        Screen::Words => return if app.words.in_lines { lines_height(app) } else { table_height(app) },
        Screen::Voices => voices::rows_area(app, body),
    };
    usize::from(list.height)
}

/// How many lines a block of the document being read takes.
pub fn block_height(app: &App, index: usize) -> usize {
    read::block_height(app, layout::areas(app.size).body, index)
}

/// The line of its block in which the words stand that somebody came to read.
pub fn place_line(app: &App) -> Option<usize> {
    read::place_line(app, layout::areas(app.size).body)
}

/// How many lines of the table of words are in sight.
pub fn table_height(app: &App) -> usize {
    usize::from(words::table_height(app, layout::areas(app.size).body))
}

/// How many of the lines in which words stand are in sight.
pub fn lines_height(app: &App) -> usize {
    usize::from(words::lines_height(app, layout::areas(app.size).body))
}

fn compare_panes(app: &App, body: Rect) -> layout::Panes {
    layout::compare(body, claims::wished_width(app), app.pane == Pane::Excerpts, app.zoomed)
}

fn title(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let mut tabs = Vec::new();
    for (number, screen) in (1..).zip(Screen::ALL) {
        let label = format!(" {number} {} ", screen.name());
        let style = if screen == app.screen {
            app.theme.accent().add_modifier(Modifier::BOLD | Modifier::REVERSED)
        } else {
            app.theme.quiet()
        };
        tabs.push(Span::styled(label, style));
    }
    let tabs = Line::from(tabs);
    let name = Span::styled(" parallax  ", app.theme.strong());
    let room = usize::from(area.width).saturating_sub(name.width() + tabs.width() + 2);
    let title = match &app.refused {
        Some(why) => Span::styled(cut(&format!("≠ not read: {why}"), room).into_owned(), app.theme.accent()),
        None => Span::raw(cut(&app.catalogue.title, room).into_owned()),
    };
    part::put(buffer, area.x, area.y, &Line::from(vec![name, title]), area.width);
    let start = area.width.saturating_sub(tabs.width() as u16);
    part::put(buffer, area.x + start, area.y, &tabs, area.width - start);
}

/// The keys that do something now, or the last message.
fn footer(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    if let Some(message) = &app.message {
        let text = cut(message, usize::from(area.width.saturating_sub(1))).into_owned();
        part::put(buffer, area.x, area.y, &Line::from(vec![Span::raw(" "), Span::styled(text, app.theme.accent())]), area.width);
        return;
    }
    let mode = app.mode();
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
    let kept = if app.finder.is_some() || app.help.is_some() { 0 } else { 2 };
    let widths = |hint: &(Vec<String>, &str)| 2 + hint.0.join("/").len() + 1 + hint.1.len();
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
        spans.push(Span::styled(format!(" {}", hint.0.join("/")), app.theme.strong()));
        spans.push(Span::styled(format!(" {} ", hint.1), app.theme.quiet()));
    }
    part::put(buffer, area.x, area.y, &Line::from(spans), area.width);
}

/// Nothing to compare: still loading, or nothing written yet.
fn empty(app: &App, area: Rect, buffer: &mut Buffer) {
    let lines: Vec<(String, Style)> = match &app.loading {
        Some(progress) => {
            let share = (100 * progress.done()).checked_div(progress.total()).unwrap_or(0);
            vec![(format!("reading the catalogue … {share} %"), Style::new()), ("q quits".to_owned(), app.theme.quiet())]
        }
        None if app.catalogue.claims.is_empty() => vec![
            ("This catalogue has no claims yet.".to_owned(), app.theme.strong()),
            ("Write the first [[claim]] into one of its .toml files; the screen follows when you save.".to_owned(), Style::new()),
            ("The README shows the format, and `parallax check` says what is missing.".to_owned(), app.theme.quiet()),
        ],
        None => vec![
            (format!("No claim is left: narrowed to {}.", app.narrowing.name()), app.theme.strong()),
            ("f goes on to the next narrowing".to_owned(), app.theme.quiet()),
        ],
    };
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for ((text, style), y) in lines.into_iter().zip(top..area.bottom()) {
        let text = cut(&text, usize::from(area.width)).into_owned();
        let x = area.x + (area.width - width(&text) as u16) / 2;
        part::put(buffer, x, y, &Span::styled(text, style).into(), area.width);
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
