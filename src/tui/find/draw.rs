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

use super::{Find, finder::Finder};
use crate::{
    catalogue::{ClaimId, ExcerptId},
    compare::standing::Standing,
    find::{FORGIVEN, Marks},
    text::wrap::{cut, width, window},
    tui::{
        kit::{
            card::Cards,
            field,
            layout::{self, WIDE, cells},
            parts,
            theme::Theme,
        },
        shared::{Shared, results::Results},
    },
};

/// Columns of an outlet's name.
const NAME: usize = 14;

/// Draws it over the screen; `indexed` says how many excerpts the index has so far.
pub fn draw(shared: &Shared, find: &Find, indexed: u64, buffer: &mut Buffer) {
    let Some(finder) = &find.finder else { return };
    let body = shared.body();
    Clear.render(body, buffer);
    let chosen = finder.chosen_excerpt();
    let (results, preview) = if chosen.is_some() { areas(body) } else { (body, Rect::default()) };
    let inside = parts::pane(shared.theme, results, "Find", Line::default(), true, buffer);
    parts::put(buffer, inside.x + 1, inside.y, &Span::styled(">", shared.theme.accent()).into(), 1);
    let line = Rect { x: inside.x + 3, width: inside.width.saturating_sub(3), ..inside };
    field::draw(shared.theme, &finder.field, "words, \"a phrase\", !not, 'exact, outlet: stance: speaker: …", line, buffer);
    if inside.height < 3 {
        return;
    }
    let count = count(shared, finder, indexed);
    parts::put(buffer, inside.x + 1, inside.y + 1, &Span::styled(count, shared.theme.quiet()).into(), inside.width);
    let outlets = outlets(shared, finder, usize::from(inside.width.saturating_sub(2)));
    let outlets = outlets.filter(|_| inside.height > 6);
    let list = Rect { y: inside.y + 2, height: inside.height - 2 - u16::from(outlets.is_some()), ..inside };
    match &finder.found {
        Some(found) if found.hits.total == 0 => nothing(shared, found, list, buffer),
        Some(found) => draw_results(shared, finder, found, list, buffer),
        None => {}
    }
    if let Some(outlets) = outlets {
        parts::put(buffer, inside.x + 1, inside.bottom() - 1, &outlets, inside.width);
    }
    if let Some(chosen) = chosen.filter(|_| !preview.is_empty()) {
        let marks = finder.found.as_ref().map(|found| &found.hits.marks);
        Cards { marks, ..shared.cards() }.preview(chosen, preview, buffer);
    }
}

/// Results and preview; no preview where there is no room for both.
fn areas(body: Rect) -> (Rect, Rect) {
    if body.width >= WIDE {
        let left = body.width / 2;
        return (Rect { width: left, ..body }, Rect { x: body.x + left, width: body.width - left, ..body });
    }
    let below = if body.height < 22 { 0 } else { body.height * 2 / 5 };
    let top = Rect { height: body.height - below, ..body };
    (top, Rect { y: top.bottom(), height: below, ..body })
}

/// "12 of 176 excerpts · 9 claims", or how far the index is.
fn count(shared: &Shared, finder: &Finder, indexed: u64) -> String {
    let all = shared.catalogue.excerpts.len();
    if shared.index.is_none() {
        let share = (100 * indexed).checked_div(all as u64).unwrap_or(0);
        return format!("reading the words of {all} excerpts … {share} %");
    }
    let Some(found) = &finder.found else { return String::new() };
    let hits = &found.hits;
    let alike = if hits.forgiven { format!(" · {FORGIVEN}") } else { String::new() };
    let claims = if hits.claims == 1 { "claim" } else { "claims" };
    format!("{} of {all} excerpts · {} {claims}{alike}", hits.total, hits.claims)
}

/// The outlets that have nothing, then how many each of the others has; nothing where none has any.
fn outlets(shared: &Shared, finder: &Finder, columns: usize) -> Option<Line<'static>> {
    let hits = &finder.found.as_ref().filter(|found| found.hits.total > 0)?.hits;
    let names: Vec<&str> = hits.silent().map(|outlet| shared.catalogue.outlets[outlet].name.as_str()).collect();
    let silent = if names.is_empty() { String::new() } else { format!("no hit: {}   ", names.join(", ")) };
    let counted = shared.catalogue.outlets.iter().zip(&hits.outlets).filter(|&(_, &count)| count > 0);
    let counted: Vec<String> = counted.map(|(outlet, count)| format!("{} {count}", outlet.name)).collect();
    let silent = cut(&silent, columns).into_owned();
    let counted = cut(&counted.join(" · "), columns - width(&silent)).into_owned();
    Some(Line::from(vec![Span::raw(silent), Span::styled(counted, shared.theme.quiet())]))
}

/// What to change where nothing is found.
fn nothing(shared: &Shared, found: &Results, area: Rect, buffer: &mut Buffer) {
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
        let style = if at == 0 { Style::new() } else { shared.theme.quiet() };
        parts::wrapped(text, columns, style, &[])
    });
    for (line, y) in lines.zip(area.y + 1..area.bottom()) {
        parts::put(buffer, area.x + 1, y, &line, area.width);
    }
}

/// One line of the results.
enum ResultLine {
    Claim(ClaimId),
    /// With its place in the order.
    Hit(usize, ExcerptId),
}

fn draw_results(shared: &Shared, finder: &Finder, found: &Results, area: Rect, buffer: &mut Buffer) {
    let mut rows = Vec::new();
    let mut claim = None;
    let mut chosen_row = 0;
    for (place, &id) in found.order.iter().enumerate() {
        let its = shared.catalogue.excerpts[id].claim;
        if found.grouped && claim != Some(its) {
            claim = Some(its);
            rows.push(ResultLine::Claim(its));
        }
        if place == finder.chosen {
            chosen_row = rows.len();
        }
        rows.push(ResultLine::Hit(place, id));
    }
    let height = usize::from(area.height);
    let top = layout::scroll(chosen_row.saturating_sub(height / 2), chosen_row, rows.len(), height);
    for (row, y) in rows.iter().skip(top).zip(area.y..area.bottom()) {
        match *row {
            ResultLine::Claim(claim) => {
                let title = &shared.catalogue.claims[claim].title;
                let line = passage(
                    title,
                    &found.hits.marks.in_text(title),
                    usize::from(area.width),
                    shared.theme.accent(),
                    shared.theme,
                );
                parts::put(buffer, area.x, y, &line, area.width);
            }
            ResultLine::Hit(place, id) => {
                hit(shared, id, &found.hits.marks, place == finder.chosen, Rect { y, height: 1, ..area }, buffer);
            }
        }
    }
}

fn hit(shared: &Shared, id: ExcerptId, marks: &Marks, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let excerpt = &shared.catalogue.excerpts[id];
    let outlet = &shared.catalogue.outlets[shared.catalogue.outlet_of(excerpt)];
    parts::marker(chosen, shared.theme, area.x, area.y, buffer);
    let standing = Standing::Takes(excerpt.stance);
    parts::put(buffer, area.x + 1, area.y, &Span::styled(standing.sign().to_string(), shared.theme.standing(standing)).into(), 1);
    if shared.is_misquoted(id) {
        parts::put(buffer, area.x + 2, area.y, &Span::styled("!", shared.theme.fault()).into(), 1);
    }
    let name_room = if area.width < 50 { 8 } else { NAME };
    let name = cut(&outlet.name, name_room).into_owned();
    let style = if chosen { shared.theme.current() } else { shared.theme.quiet() };
    parts::put(buffer, area.x + 3, area.y, &Span::styled(name, style).into(), cells(name_room));
    let x = area.x + 4 + cells(name_room);
    let columns = area.right().saturating_sub(x + 1);
    let quote = excerpt.quote.shown();
    let style = if chosen { shared.theme.strong() } else { Style::new() };
    let line = passage(quote, &marks.in_quote(quote), usize::from(columns), style, shared.theme);
    parts::put(buffer, x, area.y, &line, columns);
}

/// The part of `text` in which the first marked word stands, with all that is marked in it.
fn passage(text: &str, marked: &[Range<usize>], columns: usize, style: Style, theme: Theme) -> Line<'static> {
    let focus = marked.first().cloned().unwrap_or(0..0);
    let shown = window(text, focus, columns);
    let mut spans = Vec::new();
    if shown.start > 0 {
        spans.push(Span::styled("…", style));
    }
    spans.extend(parts::marked(text, shown.clone(), style, &parts::highlights(marked, theme.matched())));
    if shown.end < text.len() {
        spans.push(Span::styled("…", style));
    }
    Line::from(spans)
}
