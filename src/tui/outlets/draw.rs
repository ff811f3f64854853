//! What each outlet does, and how far any two are apart.
//!
//! ```text
//!                                 ●  ◐  ✕  ◆  ○  ⊗  ◎  –  ┄  ·  own words
//! ▌Bay Courier  report 4 Mar     16[ 4] 2  1 21  5  3 27  0  0   26 of 66 ▇▇▁▁
//!  Tide Mirror  copy of Bay…     17  4  …
//!
//!               Bay Courier  Tide Mirror                      on how many of how many they disagree
//! ▌Bay Courier                   ▁  2/19
//!
//!               Bay Courier  Tide Mirror                      how much of what each says is about what
//!  The closing       ▓ 75 %       ▓ 75 %
//! ```

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    Outlets, Profiles, Section, Stand,
    arrange::{self, BAR, BESIDE, Stands},
    behind, told,
};
use crate::{
    catalogue::OutletId,
    compare::{
        outlets::{EventShare, Profile},
        standing::Standing,
    },
    text::{share::share, wrap::cut},
    tui::{
        kit::{
            bars,
            grid::{Align, Grid},
            parts,
        },
        shared::Shared,
    },
};

/// Draws the tables for which there is room.
pub fn draw(shared: &Shared, outlets: &Outlets, buffer: &mut Buffer) {
    let Some(profiles) = outlets.counted.get() else {
        parts::notice(shared.theme, shared.body(), "Outlets", "counting what they do …", buffer);
        return;
    };
    if profiles.profiles.is_empty() {
        parts::notice(shared.theme, shared.body(), "Outlets", "This catalogue has no outlets yet.", buffer);
        return;
    }
    let panes = arrange::panes(shared, outlets.section);
    draw_stands(shared, outlets, profiles, panes.stands, buffer);
    draw_apart(shared, outlets, profiles, (panes.apart, panes.beside), buffer);
    draw_events(shared, outlets, profiles, panes.events, buffer);
    behind::draw(shared, outlets, panes.behind, buffer);
}

/// A pane with, where it has the keys, what the number under the cursor counts.
fn pane(shared: &Shared, area: Rect, title: &str, counted: Option<String>, hidden: Option<Line<'static>>, buffer: &mut Buffer) {
    let focused = counted.is_some();
    let mut right =
        Line::from(counted.map(|counted| Span::styled(format!(" {counted} "), shared.theme.quiet())).unwrap_or_default());
    right.spans.extend(hidden.into_iter().flat_map(|line| line.spans));
    if right.width() + 6 > usize::from(area.width) {
        right = Line::default();
    }
    parts::pane(shared.theme, area, title, right, focused, buffer);
}

/// The outlets in sight with their lines.
fn lines(shared: &Shared, outlets: &Outlets, rows: Rect) -> impl Iterator<Item = (OutletId, u16)> + use<> {
    shared.catalogue.outlets.ids().skip(outlets.outlet.top).zip(rows.y..rows.bottom())
}

/// Names the outlet of a line.
fn name(shared: &Shared, outlet: OutletId, at: (u16, u16), columns: u16, focused: bool, buffer: &mut Buffer) {
    let state = (shared.outlet == Some(outlet), focused);
    let name = &shared.catalogue.outlets[outlet].name;
    parts::row_title(shared.theme, name, at, columns, state, Style::new(), buffer);
}

fn draw_stands(shared: &Shared, outlets: &Outlets, profiles: &Profiles, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let theme = shared.theme;
    let focused = outlets.section == Section::Stands;
    let here = shared.outlet.map_or(0, |outlet| outlet.index() + 1);
    let title = format!("Outlets {here}/{}", profiles.profiles.len());
    let rows = arrange::under_head(area);
    let stands = Stands::new(shared, profiles, outlets.column, rows);
    let hidden = Stand::COUNT - stands.columns.len();
    let hidden = (hidden > 0).then(|| Line::from(Span::styled(format!(" ◂ {hidden} ▸ "), theme.accent())));
    pane(shared, area, &title, focused.then(|| told::stands(shared, outlets)), hidden, buffer);
    parts::beyond(theme, area, outlets.outlet.beyond(profiles.profiles.len(), rows.height), buffer);
    let Some(head) = rows.y.checked_sub(1).filter(|_| !rows.is_empty()) else { return };
    for &(at, end) in &stands.columns {
        let (label, style) = match Stand::at(at) {
            Stand::Claims(standing) => (standing.sign().to_string(), theme.standing(standing)),
            Stand::Own => (arrange::OWN.to_owned(), theme.quiet()),
        };
        parts::bracketed(&label, style, false, (end, head), rows.width, buffer);
    }
    for (outlet, y) in lines(shared, outlets, rows) {
        name(shared, outlet, (rows.x, y), stands.name, focused, buffer);
        if let Some((x, columns)) = stands.published {
            let text = cut(shared.heads[outlet].published(), usize::from(columns)).into_owned();
            parts::put(buffer, x, y, &Span::styled(text, theme.quiet()).into(), columns);
        }
        let Some(profile) = profiles.profiles.get(outlet.index()) else { continue };
        for &(at, end) in &stands.columns {
            let is_current = focused && shared.outlet == Some(outlet) && at == outlets.column;
            let (label, style) = number(shared, profile, at, stands.digits);
            let style = if is_current { theme.current() } else { style };
            parts::bracketed(&label, style, is_current, (end, y), rows.width, buffer);
        }
        if stands.bar {
            let bar = bars::length(profile.share(&profile.own), usize::from(BAR));
            let x = rows.right() - BAR;
            let x = stands.columns.last().map_or(x, |&(_, end)| end + 1);
            parts::put(buffer, x, y, &Span::styled(bar, theme.accent()).into(), BAR);
        }
    }
}

/// The number of an outlet in the column at `at`, with passages of so many digits.
fn number(shared: &Shared, profile: &Profile, at: usize, digits: usize) -> (String, Style) {
    let quiet = |number: usize| if number == 0 { shared.theme.quiet() } else { Style::new() };
    match profile.claims.get(at) {
        Some(claims) => (claims.len().to_string(), quiet(claims.len())),
        None => (format!("{:>digits$} of {:>digits$}", profile.own.passages, profile.passages), quiet(profile.passages)),
    }
}

fn draw_apart(shared: &Shared, outlets: &Outlets, profiles: &Profiles, (area, beside): (Rect, bool), buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let focused = outlets.section == Section::Apart;
    // Where the number under the cursor is put into words, these say the rest.
    let title = if focused { "Apart" } else { "Apart, of what both take a stand on" };
    let rows = arrange::under_head(area);
    let grid = arrange::apart_grid(shared, outlets, rows, beside);
    pane(shared, area, title, focused.then(|| told::apart(shared, outlets)), grid.hidden(), buffer);
    parts::beyond(shared.theme, area, outlets.outlet.beyond(profiles.profiles.len(), rows.height), buffer);
    let Some(head) = rows.y.checked_sub(1).filter(|_| !rows.is_empty()) else { return };
    grid.names(head, Align::Right, buffer);
    for (outlet, y) in lines(shared, outlets, rows) {
        if beside {
            let letter = shared.heads[outlet].letter.to_string();
            let state = (shared.outlet == Some(outlet), focused);
            parts::row_title(shared.theme, &letter, (rows.x, y), BESIDE - 1, state, shared.theme.strong(), buffer);
        } else {
            name(shared, outlet, (rows.x, y), grid.title, focused, buffer);
        }
        for column in &grid.columns {
            let here = focused && shared.outlet == Some(outlet);
            if column.outlet == outlet {
                grid.label(*column, (" ", Style::new()), here, 0, y, buffer);
                continue;
            }
            let apart = profiles.between(outlet, column.outlet);
            let part = apart.map_or(0.0, |apart| share(apart.disagreed.len(), apart.common.len()));
            let style = if apart.is_some() { Style::new() } else { shared.theme.quiet() };
            let bar = bars::height(part).to_string();
            column.put_before(&bar, shared.theme.accent(), y, arrange::distance_columns(shared) + 1, buffer);
            grid.label(*column, (&arrange::distance(apart), style), here, 0, y, buffer);
        }
    }
}

fn draw_events(shared: &Shared, outlets: &Outlets, profiles: &Profiles, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let focused = outlets.section == Section::Events;
    let rows = arrange::under_head(area);
    let grid = arrange::event_grid(shared, rows);
    let counted = focused.then(|| told::share(shared, outlets));
    pane(shared, area, "Share of passages by event", counted, grid.hidden(), buffer);
    parts::beyond(shared.theme, area, outlets.event.beyond(shared.catalogue.events.len(), rows.height), buffer);
    let Some(head) = rows.y.checked_sub(1).filter(|_| !rows.is_empty()) else { return };
    grid.names(head, Align::Right, buffer);
    let highest = highest(profiles);
    for ((at, (_, event)), y) in shared.catalogue.events.entries().enumerate().skip(outlets.event.top).zip(rows.y..rows.bottom())
    {
        let state = (focused && at == outlets.event.line, focused);
        parts::row_title(shared.theme, &event.title, (rows.x, y), grid.title, state, Style::new(), buffer);
        draw_shares(shared, (profiles, highest), &grid, (at, state.0), y, buffer);
    }
}

/// The largest share of any event, or 1 where there is none: it is the darkest.
fn highest(profiles: &Profiles) -> f64 {
    let share = |profile: &Profile, event: &EventShare| match event {
        EventShare::Said(tally) => profile.share(tally),
        EventShare::TooEarly => 0.0,
    };
    let shares = profiles.profiles.iter().flat_map(|profile| profile.events.iter().map(move |event| share(profile, event)));
    let highest = shares.fold(0.0, f64::max);
    if highest > 0.0 { highest } else { 1.0 }
}

/// How much of what each outlet says is about the event at `at`; the largest share of any is the darkest.
fn draw_shares(
    shared: &Shared,
    (profiles, highest): (&Profiles, f64),
    grid: &Grid<'_>,
    (at, is_current): (usize, bool),
    y: u16,
    buffer: &mut Buffer,
) {
    let theme = shared.theme;
    for column in &grid.columns {
        let Some(profile) = profiles.profiles.get(column.outlet.index()) else { continue };
        if let Some(EventShare::Said(tally)) = profile.events.get(at) {
            let part = profile.share(tally);
            let style = if tally.passages == 0 { theme.quiet() } else { Style::new() };
            grid.label(*column, (&format!("{:.0} %", part * 100.0), style), is_current, 0, y, buffer);
            column.put_before(&bars::shade(part / highest).to_string(), theme.accent(), y, 8, buffer);
        } else {
            let standing = Standing::TooEarly;
            grid.label(*column, (&standing.sign().to_string(), theme.standing(standing)), is_current, 0, y, buffer);
        }
    }
}
