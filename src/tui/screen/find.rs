//! The finder: the line, what it finds, and the comparison of the chosen claim beside or below.
//!
//! ```text
//! > hackd results▏
//! 3 of 230 excerpts · 2 claims
//! A cyberattack hit the electoral council
//! ▌● CodePink      … the hack could not alter the vote …
//! no hit: CBC News, UnHerd   CodePink 3
//! ```

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

use super::{excerpts, part};
use crate::{
    catalogue::{ClaimId, ExcerptId},
    compare::coverage::Standing,
    find::{FORGIVEN, Marks},
    text::wrap::{cut, width, window},
    tui::{
        app::App,
        finder::{Finder, Found},
        layout,
    },
};

/// Columns of an outlet's name.
const NAME: usize = 14;

pub(super) fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let Some(finder) = &app.finder else { return };
    Clear.render(body, buffer);
    let chosen = finder.chosen_excerpt();
    let (results, preview) = if chosen.is_some() { layout::find(body) } else { (body, Rect::default()) };
    let inside = part::pane(app.theme, results, "Find", Line::default(), true, buffer);
    line(app, finder, inside, buffer);
    if inside.height < 3 {
        return;
    }
    let count = count(app, finder);
    part::put(buffer, inside.x + 1, inside.y + 1, &Span::styled(count, app.theme.quiet()).into(), inside.width);
    let outlets = outlets(app, finder, usize::from(inside.width.saturating_sub(2)));
    let outlets = outlets.filter(|_| inside.height > 6);
    let list = Rect { y: inside.y + 2, height: inside.height - 2 - u16::from(outlets.is_some()), ..inside };
    match &finder.found {
        Some(found) if found.hits.total == 0 => nothing(app, found, list, buffer),
        Some(found) => draw_results(app, finder, found, list, buffer),
        None => {}
    }
    if let Some(outlets) = outlets {
        part::put(buffer, inside.x + 1, inside.bottom() - 1, &outlets, inside.width);
    }
    if let Some(chosen) = chosen.filter(|_| !preview.is_empty()) {
        excerpts::preview(app, chosen, preview, buffer);
    }
}

/// The line that is typed into, with its cursor; the part around the cursor where it is longer than the pane.
fn line(app: &App, finder: &Finder, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.width.saturating_sub(4)).max(1);
    let scrolled = finder.field.visual_scroll(room);
    let text = finder.query();
    let mut skipped = 0;
    let start = text.char_indices().find(|(_, c)| {
        let before = skipped;
        skipped += width(c.encode_utf8(&mut [0; 4]));
        before >= scrolled
    });
    let shown = start.map_or("", |(at, _)| &text[at..]);
    part::put(buffer, area.x + 1, area.y, &Span::styled(">", app.theme.accent()).into(), 1);
    part::put(buffer, area.x + 3, area.y, &Span::styled(shown.to_owned(), app.theme.strong()).into(), room as u16);
    if text.is_empty() {
        let hint = cut("words, \"a phrase\", !not, 'exact, outlet: stance: speaker: …", room.saturating_sub(1)).into_owned();
        part::put(buffer, area.x + 4, area.y, &Span::styled(hint, app.theme.quiet()).into(), room as u16);
    }
    let cursor = area.x + 3 + finder.field.visual_cursor().saturating_sub(scrolled) as u16;
    if cursor < area.right() && area.height > 0 {
        buffer.set_style(Rect { x: cursor, y: area.y, width: 1, height: 1 }.intersection(buffer.area), app.theme.current());
    }
}

/// "12 of 176 excerpts · 9 claims", or how far the index is.
fn count(app: &App, finder: &Finder) -> String {
    let all = app.catalogue.excerpts.len();
    if app.index.is_none() {
        let done = app.indexed.done();
        let share = (100 * done).checked_div(all as u64).unwrap_or(0);
        return format!("reading the words of {all} excerpts … {share} %");
    }
    let Some(found) = &finder.found else { return String::new() };
    let hits = &found.hits;
    let alike = if hits.forgiven { format!(" · {FORGIVEN}") } else { String::new() };
    let claims = if hits.claims == 1 { "claim" } else { "claims" };
    format!("{} of {all} excerpts · {} {claims}{alike}", hits.total, hits.claims)
}

/// The outlets that have nothing, then how many each of the others has; nothing where none has any.
fn outlets(app: &App, finder: &Finder, columns: usize) -> Option<Line<'static>> {
    let hits = &finder.found.as_ref().filter(|found| found.hits.total > 0)?.hits;
    let names: Vec<&str> = hits.silent().map(|outlet| app.catalogue.outlets[outlet].name.as_str()).collect();
    let silent = if names.is_empty() { String::new() } else { format!("no hit: {}   ", names.join(", ")) };
    let counted = app.catalogue.outlets.iter().zip(&hits.outlets).filter(|&(_, &count)| count > 0);
    let counted: Vec<String> = counted.map(|(outlet, count)| format!("{} {count}", outlet.name)).collect();
    let silent = cut(&silent, columns).into_owned();
    let counted = cut(&counted.join(" · "), columns - width(&silent)).into_owned();
    Some(Line::from(vec![Span::raw(silent), Span::styled(counted, app.theme.quiet())]))
}

/// What to change where nothing is found.
fn nothing(app: &App, found: &Found, area: Rect, buffer: &mut Buffer) {
    let query = &found.query;
    let mut advice = vec![match found.hits.hopeless(query) {
        Some(hopeless) => format!("The catalogue has nothing like {hopeless}: type it otherwise, or leave it out."),
        None => "No excerpt has all of this at once: leave a word out.".to_owned(),
    }];
    if query.contains(['"', '\'', '!', '^']) {
        advice.push("Take away quotation marks, ! or ^: they ask for the exact word, none, or the first one.".to_owned());
    }
    if query.contains(':') {
        advice.push("Tab after a field completes the values that there are.".to_owned());
    }
    advice.push("A word is found in the quotation, the claim's title, the speaker, the outlet and the note.".to_owned());
    let columns = usize::from(area.width.saturating_sub(2));
    let lines = advice.iter().enumerate().flat_map(|(at, text)| {
        let style = if at == 0 { Style::new() } else { app.theme.quiet() };
        part::wrapped(text, columns, style, &[])
    });
    for (line, y) in lines.zip(area.y + 1..area.bottom()) {
        part::put(buffer, area.x + 1, y, &line, area.width);
    }
}

/// One line of the results.
enum Row {
    Claim(ClaimId),
    /// With its place in the order.
    Hit(usize, ExcerptId),
}

fn draw_results(app: &App, finder: &Finder, found: &Found, area: Rect, buffer: &mut Buffer) {
    let mut rows = Vec::new();
    let mut claim = None;
    let mut chosen_row = 0;
    for (place, &id) in found.order.iter().enumerate() {
        let its = app.catalogue.excerpts[id].claim;
        if found.grouped && claim != Some(its) {
            claim = Some(its);
            rows.push(Row::Claim(its));
        }
        if place == finder.chosen {
            chosen_row = rows.len();
        }
        rows.push(Row::Hit(place, id));
    }
    let height = usize::from(area.height);
    let top = layout::scroll(chosen_row.saturating_sub(height / 2), chosen_row, rows.len(), height);
    for (row, y) in rows.iter().skip(top).zip(area.y..area.bottom()) {
        match *row {
            Row::Claim(claim) => {
                let title = &app.catalogue.claims[claim].title;
                let line = passage(title, &found.hits.marks.in_text(title), usize::from(area.width), app.theme.accent(), app);
                part::put(buffer, area.x, y, &line, area.width);
            }
            Row::Hit(place, id) => hit(app, id, &found.hits.marks, place == finder.chosen, Rect { y, height: 1, ..area }, buffer),
        }
    }
}

fn hit(app: &App, id: ExcerptId, marks: &Marks, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let excerpt = &app.catalogue.excerpts[id];
    let outlet = &app.catalogue.outlets[app.catalogue.outlet_of(excerpt)];
    part::marker(chosen, app.theme, area.x, area.y, buffer);
    let standing = Standing::Takes(excerpt.stance);
    part::put(buffer, area.x + 1, area.y, &Span::styled(standing.sign().to_string(), app.theme.standing(standing)).into(), 1);
    let name_room = if area.width < 50 { 8 } else { NAME };
    let name = cut(&outlet.name, name_room).into_owned();
    let style = if chosen { app.theme.current() } else { app.theme.quiet() };
    part::put(buffer, area.x + 3, area.y, &Span::styled(name, style).into(), name_room as u16);
    let x = area.x + 4 + name_room as u16;
    let columns = area.right().saturating_sub(x + 1);
    let quote = excerpt.quote.shown();
    let style = if chosen { app.theme.strong() } else { Style::new() };
    let line = passage(quote, &marks.in_quote(quote), usize::from(columns), style, app);
    part::put(buffer, x, area.y, &line, columns);
}

/// The part of `text` in which the first marked word stands, with all that is marked in it.
fn passage(text: &str, marked: &[Range<usize>], columns: usize, style: Style, app: &App) -> Line<'static> {
    let focus = marked.first().cloned().unwrap_or(0..0);
    let shown = window(text, focus, columns);
    let mut spans = Vec::new();
    if shown.start > 0 {
        spans.push(Span::styled("…", style));
    }
    spans.extend(part::marked(text, shown.clone(), style, &part::highlights(marked, app.theme.matched())));
    if shown.end < text.len() {
        spans.push(Span::styled("…", style));
    }
    Line::from(spans)
}
