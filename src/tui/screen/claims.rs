//! The list of claims: grouped by event, each with a strip of one sign an outlet.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::part;
use crate::{
    compare::coverage::{Coverage, Narrowing},
    text::wrap::cut,
    tui::{action::Pane, app::App, rows::Row},
};

/// Columns that a title may take before the list gives room to the excerpts: the length that curators are asked to keep to.
const TITLE: u16 = 42;

/// Columns that the list would like: border, marker, title, gap, strip, border.
pub(super) fn wished_width(app: &App) -> u16 {
    TITLE + part::strip_width(&app.catalogue) + 6
}

pub(super) fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let focused = app.pane == Pane::Claims;
    let strip_width = part::strip_width(&app.catalogue);
    let head = Line::from(Span::styled(format!("{} ", part::strip_head(&app.catalogue)), app.theme.strong()));
    let inside = part::pane(app.theme, area, &heading(app), head, focused, buffer);
    let title_room = usize::from(inside.width.saturating_sub(strip_width + 4));
    for (row, y) in app.rows.window(app.top, usize::from(inside.height)).iter().zip(inside.y..) {
        match *row {
            Row::Event(event) => {
                let title = cut(&app.catalogue.events[event].title, usize::from(inside.width)).into_owned();
                part::put(buffer, inside.x, y, &Span::styled(title, app.theme.accent()).into(), inside.width);
            }
            Row::Claim(claim) => {
                let current = app.claim == Some(claim);
                let title = cut(&app.catalogue.claims[claim].title, title_room);
                let padded = format!("{title:<title_room$} ");
                let style = match (current, focused) {
                    (true, true) => app.theme.current(),
                    (true, false) => app.theme.strong(),
                    (false, _) => Style::new(),
                };
                part::marker(current, app.theme, inside.x, y, buffer);
                let room = inside.width.saturating_sub(strip_width + 2);
                part::put(buffer, inside.x + 1, y, &Span::styled(padded, style).into(), room);
                let strip = Line::from(part::strip(app.theme, &Coverage::of(&app.catalogue, claim)));
                let x = inside.right().saturating_sub(strip_width + 1);
                part::put(buffer, x, y, &strip, strip_width);
            }
        }
    }
}

/// "Claims 12/63", with the narrowing where there is one.
pub(super) fn heading(app: &App) -> String {
    let claims = app.rows.claims();
    let at = app.claim.map_or(0, |claim| claims.partition_point(|&other| other <= claim));
    let counted = format!("Claims {at}/{}", claims.len());
    match app.narrowing {
        Narrowing::All => counted,
        narrowing => format!("{counted} with {}, of {}", narrowing.name(), app.catalogue.claims.len()),
    }
}
