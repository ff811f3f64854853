//! The list of claims: grouped by event, each with a strip of one sign an outlet.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Compare, Pane, arrange};
use crate::tui::{
    kit::parts,
    shared::{Shared, rows::ClaimRow},
};

pub(super) fn draw(shared: &Shared, compare: &Compare, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (catalogue, theme) = (&*shared.catalogue, shared.theme);
    let focused = compare.pane == Pane::Claims;
    let outlets = shared.outlets();
    let strip_width = parts::strip_width(outlets.len(), arrange::list_area(shared, area).width);
    let head = Line::from(Span::styled(parts::strip_head(&shared.heads, &outlets, strip_width), theme.strong()));
    let inside = if arrange::stacked(shared) {
        parts::rule(theme, area, &shared.heading(), &head, focused, buffer);
        arrange::list_area(shared, area)
    } else {
        parts::pane(theme, area, &shared.heading(), head, focused, buffer)
    };
    if !arrange::stacked(shared) {
        parts::beyond(theme, area, compare.beyond(shared), buffer);
    }
    for (row, y) in shared.rows.window(compare.top, usize::from(inside.height)).iter().zip(inside.y..) {
        match *row {
            ClaimRow::Event(event) => {
                parts::put(buffer, inside.x, y, &shared.event_line(event, inside.width), inside.width);
            }
            ClaimRow::Claim(claim) => {
                let state = (shared.claim == Some(claim), focused);
                let title = &catalogue.claims[claim].title;
                let room = inside.width.saturating_sub(strip_width + 1);
                let plain = if shared.is_seen(claim) { theme.quiet() } else { Style::new() };
                parts::row_title(theme, title, (inside.x, y), room, state, plain, buffer);
                if shared.is_seen(claim) && shared.claim != Some(claim) {
                    parts::put_text(buffer, inside.x, y, parts::SEEN, theme.quiet(), 1);
                }
                let strip = Line::from(parts::strip(theme, &shared.coverage_of(claim), strip_width));
                let x = inside.right().saturating_sub(strip_width);
                parts::put(buffer, x, y, &strip, strip_width);
            }
        }
    }
}
