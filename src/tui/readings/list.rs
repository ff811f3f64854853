//! All differences, a line each, where there is room below the one under the cursor.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};

use super::{Readings, told};
use crate::{
    answers::adjudication::Case,
    text::wrap::{cut, filled, width},
    tui::{
        kit::{layout, parts},
        shared::Shared,
    },
};

/// Columns of a kind: "stand against stand".
const KIND: usize = 21;

/// The first of so many lines in sight.
fn top(readings: &Readings, count: usize, area: Rect) -> usize {
    layout::scroll(
        readings.line.saturating_sub(usize::from(area.height / 2)),
        readings.line,
        count,
        usize::from(area.height.saturating_sub(1)),
    )
}

/// The line at `position` of the list in `area`.
pub(super) fn line_at(readings: &Readings, area: Rect, position: Position) -> Option<usize> {
    let count = readings.shown().len();
    let line = top(readings, count, area) + usize::from(position.y.checked_sub(area.y + 1)?);
    (area.contains(position) && line < count).then_some(line)
}

/// Draws it into `area`, which is empty where there is no room.
pub(super) fn draw(shared: &Shared, readings: &Readings, area: Rect, buffer: &mut Buffer) {
    let shown = readings.shown();
    parts::rule(shared.theme, area, "All of them", &Line::default(), false, buffer);
    let first = top(readings, shown.len(), area);
    for ((line, case), y) in shown.iter().enumerate().skip(first).zip(area.y + 1..area.bottom()) {
        let is_current = line == readings.line;
        let style = if is_current { shared.theme.strong() } else { Style::new() };
        parts::marker(is_current, shared.theme, area.x, y, buffer);
        parts::put(buffer, area.x + 1, y, &told(shared, case, style, usize::from(area.width.saturating_sub(2))), area.width);
    }
}

/// "✓ stance   The fare covers the oil   Harbour Post".
fn told(shared: &Shared, case: &Case, style: Style, columns: usize) -> Line<'static> {
    let catalogue = &shared.catalogue;
    let outlet = &shared.heads[catalogue.documents[case.difference.document].outlet].name;
    let decided = if case.decision.is_some() { parts::SEEN } else { " " };
    let outlet = cut(outlet, columns / 4).into_owned();
    let room = columns.saturating_sub(2 + KIND + width(&outlet) + 1);
    let title = &catalogue.claims[case.difference.claim].title;
    Line::from(vec![
        Span::styled(format!("{decided} "), shared.theme.accent()),
        Span::styled(filled(told::kind(case), KIND), shared.theme.quiet()),
        Span::styled(filled(&cut(title, room), room), style),
        Span::styled(format!(" {outlet}"), shared.theme.quiet()),
    ])
}
