//! Codes of the codebook down, outlets across; below, the definition and the excerpts behind the number under the cursor.
//!
//! ```text
//!                    Bay Courier  Tide Mirror  all   indep.
//! ▌ Conflict              ▇ [28]       ▇  26      93            4
//!   Responsibility        ▅  22        ▁   2      60            3
//!   all passages             66           70     251            4
//! ```

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Code, Framed, Frames, title};
use crate::{
    compare::frames::Row,
    tui::{
        kit::{
            bars, behind,
            grid::{Align, COUNTS, Grid},
            layout::{MEASURE, cells},
            parts,
        },
        shared::Shared,
    },
};

/// Draws the table, and what lies behind the number where there is room.
pub fn draw(shared: &Shared, frames: &Frames, buffer: &mut Buffer) {
    let Some(counted) = frames.counted.get() else {
        parts::notice(shared.theme, shared.body(), "Frames", "counting the passages …", buffer);
        return;
    };
    if counted.rows.is_empty() {
        let text = "This catalogue has no [[frame]] yet: its codebook, the codes that excerpts are given.";
        parts::notice(shared.theme, shared.body(), "Frames", text, buffer);
        return;
    }
    let (table, below) = frames.areas(shared);
    draw_table(shared, frames, counted, table, buffer);
    draw_behind(shared, frames, counted, below, buffer);
}

fn draw_table(shared: &Shared, frames: &Frames, counted: &Framed, area: Rect, buffer: &mut Buffer) {
    let rows = frames.rows_area(shared);
    let grid = frames.grid(shared, rows);
    let heading = format!("Frames {}/{}", frames.cursor.line + 1, frames.lines());
    let highest = highest(counted);
    let scale = || Line::from(Span::styled(format!(" █ {:.0} % of its passages ", highest * 100.0), shared.theme.quiet()));
    let corner = grid.hidden().unwrap_or_else(scale);
    let inside = parts::pane(shared.theme, area, &heading, corner, true, buffer);
    parts::beyond(shared.theme, area, frames.cursor.beyond(frames.lines(), rows.height), buffer);
    grid.head(inside.y, Align::Right, buffer);
    if let Some(x) = grid.count {
        let counts = format!("{:>5}{:>9}", "all", "indep.");
        parts::put(buffer, x, inside.y, &Span::styled(counts, shared.theme.quiet()).into(), COUNTS);
    }
    let digits = frames.digits();
    for (line, y) in (frames.cursor.top..frames.lines()).zip(rows.y..rows.bottom()) {
        let (code, row) = Frames::code(counted, line);
        let is_current = line == frames.cursor.line;
        let style = if matches!(code, Code::Frame(_)) { Style::new() } else { shared.theme.strong() };
        parts::row_title(shared.theme, &title(shared, code), (rows.x, y), grid.title, (is_current, true), style, buffer);
        let scale = (code != Code::All).then_some((counted, highest));
        draw_numbers(shared, &grid, row, scale, (is_current, digits), y, buffer);
    }
}

/// The numbers of one line, each beside a bar as high as its share is large, where there are `scale` and the largest of them.
fn draw_numbers(
    shared: &Shared,
    grid: &Grid<'_>,
    row: &Row,
    scale: Option<(&Framed, f64)>,
    (is_current, digits): (bool, u16),
    y: u16,
    buffer: &mut Buffer,
) {
    for column in &grid.columns {
        let passages = row.cells.get(column.outlet.index()).map_or(0, |cell| cell.passages);
        if let Some((counted, highest)) = scale {
            let bar = bars::height(counted.share(row, column.outlet) / highest);
            column.put_before(&bar.to_string(), shared.theme.accent(), y, digits + 3, buffer);
        }
        grid.number(*column, passages, is_current, 0, y, buffer);
    }
    if let Some(x) = grid.count {
        let count = format!("{:>5}{:>9}", row.passages, row.independent);
        parts::put(buffer, x, y, &Span::styled(count, shared.theme.quiet()).into(), COUNTS);
    }
}

/// The largest share of the table, or 1 where there is none: it has the highest bar.
fn highest(counted: &Framed) -> f64 {
    let rows = counted.rows.iter().map(|row| &row.row).chain([&counted.without]);
    let outlets = || (0..counted.all.cells.len()).map(crate::catalogue::OutletId::new);
    let highest = rows.flat_map(|row| outlets().map(|outlet| counted.share(row, outlet))).fold(0.0, f64::max);
    if highest > 0.0 { highest } else { 1.0 }
}

/// When the code is given, and the excerpts behind the number under the cursor.
fn draw_behind(shared: &Shared, frames: &Frames, counted: &Framed, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (code, row) = Frames::code(counted, frames.cursor.line);
    let tally = frames.under_cursor(shared);
    let counted = match shared.outlet {
        Some(outlet) if code != Code::All => {
            let all = counted.all.cells.get(outlet.index()).map_or(0, |cell| cell.passages);
            let passages = tally.map_or(0, |tally| tally.passages);
            format!("{passages} of {all} passages, {:.0} %", counted.share(row, outlet) * 100.0)
        }
        _ => behind::counted(tally),
    };
    let inside = behind::pane(shared.theme, area, &frames.name(shared), &counted, buffer);
    let definition = definition(shared, code, inside);
    for (line, y) in definition.iter().zip(inside.y..) {
        parts::put(buffer, inside.x, y, line, inside.width);
    }
    let blank = u16::from(!definition.is_empty() && inside.height > 6);
    let top = cells(definition.len()) + blank;
    let below = Rect { y: inside.y + top, height: inside.height.saturating_sub(top), ..inside };
    behind::excerpts(&shared.cards(), tally.map_or(&[], |tally| &tally.excerpts), below, buffer);
}

/// What the codebook says of the code, in no more than a third of `inside`.
fn definition(shared: &Shared, code: Code, inside: Rect) -> Vec<Line<'static>> {
    let Code::Frame(frame) = code else { return Vec::new() };
    let frame = &shared.catalogue.frames[frame];
    let not = frame.not.as_ref().map(|not| format!("Not: {not}"));
    let text: Vec<&str> = [frame.definition.as_deref(), not.as_deref()].into_iter().flatten().collect();
    if text.is_empty() {
        return Vec::new();
    }
    let columns = usize::from(inside.width.min(MEASURE));
    parts::cut_to(&text.join(" "), columns, usize::from(inside.height / 3), shared.theme.quiet())
}
