//! The table of signs; below it, the words behind the cell under the cursor.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{Matrix, WISH, areas, grid, rows_area};
use crate::{
    catalogue::ClaimId,
    compare::standing::Standing,
    tui::{
        kit::{
            card::Look,
            grid::{Align, Grid},
            heads, parts,
        },
        shared::{Shared, rows::ClaimRow},
    },
};

/// Columns of the words behind a cell.
const MEASURE: u16 = 100;

/// Draws the table, and the words where there is room.
pub fn draw(shared: &Shared, matrix: &Matrix, buffer: &mut Buffer) {
    let (table, words) = areas(shared);
    draw_table(shared, matrix, table, buffer);
    if !words.is_empty() {
        draw_words(shared, words, buffer);
    }
}

/// How many outlets are out of sight; where none are, what the signs mean.
fn corner(shared: &Shared, grid: &Grid<'_>, room: u16) -> Line<'static> {
    let mut legend = parts::legend(shared.theme, usize::from(room.saturating_sub(30)));
    grid.hidden().unwrap_or_else(|| if legend.len() == 1 { legend.remove(0) } else { Line::default() })
}

fn draw_table(shared: &Shared, matrix: &Matrix, table: Rect, buffer: &mut Buffer) {
    let rows = rows_area(shared);
    let grid = grid(shared, rows);
    let corner = corner(shared, &grid, table.width);
    let inside = parts::pane(shared.theme, table, &shared.heading(), corner, true, buffer);
    if inside.is_empty() {
        return;
    }
    grid.head(inside.y, Align::Centre, buffer);
    if let Some(x) = grid.count {
        parts::put(buffer, x + 1, inside.y, &Span::styled("independent", shared.theme.quiet()).into(), WISH.count);
    }
    parts::beyond(shared.theme, table, shared.rows.beyond(matrix.top, usize::from(rows.height)), buffer);
    for (row, y) in shared.rows.window(matrix.top, usize::from(rows.height)).iter().zip(rows.y..) {
        match *row {
            ClaimRow::Event(event) => {
                parts::put(buffer, rows.x, y, &shared.event_line(event, rows.width), rows.width);
            }
            ClaimRow::Claim(claim) => draw_row(shared, claim, &grid, rows, y, buffer),
        }
    }
}

fn draw_row(shared: &Shared, claim: ClaimId, grid: &Grid<'_>, rows: Rect, y: u16, buffer: &mut Buffer) {
    let theme = shared.theme;
    let current = shared.claim == Some(claim);
    let title = &shared.catalogue.claims[claim].title;
    let plain = if shared.is_seen(claim) { theme.quiet() } else { Style::new() };
    parts::row_title(theme, title, (rows.x, y), grid.title, (current, true), plain, buffer);
    if shared.is_seen(claim) && shared.claim != Some(claim) {
        parts::put_text(buffer, rows.x, y, parts::SEEN, theme.quiet(), 1);
    }
    let coverage = shared.coverage_of(claim);
    for column in &grid.columns {
        let Some(cell) = coverage.cell(column.outlet) else { continue };
        let here = current && Some(column.outlet) == shared.outlet;
        let sign = cell.standing.sign();
        let label = match (here, cell.differs) {
            (true, true) => format!("[{sign}]{}", heads::DIFFERS),
            (true, false) => format!("[{sign}] "),
            (false, true) => format!("{sign}{}", heads::DIFFERS),
            (false, false) => sign.to_string(),
        };
        let style = theme.standing(cell.standing);
        let style = if here { style.add_modifier(Modifier::BOLD | Modifier::REVERSED) } else { style };
        column.put(&label, style, y, Align::Sign, buffer);
    }
    if let Some(x) = grid.count {
        let count = if coverage.documents == 0 {
            String::new()
        } else if coverage.independent == coverage.documents {
            format!("{:>6}", coverage.independent)
        } else {
            format!("{:>6} of {}", coverage.independent, coverage.documents)
        };
        parts::put(buffer, x + 1, y, &Span::styled(count, theme.quiet()).into(), WISH.count);
    }
}

/// The words behind the cell under the cursor.
fn draw_words(shared: &Shared, area: Rect, buffer: &mut Buffer) {
    let Some(cell) = shared.cell() else { return };
    let name = shared.outlet_name();
    let heading = match shared.heads.provenance(&cell) {
        provenance if provenance.is_empty() => format!("{} {name} {}", cell.standing.sign(), cell.standing.verb()),
        provenance => format!("{} {name} ({provenance}) {}", cell.standing.sign(), cell.standing.verb()),
    };
    let inside = parts::pane(shared.theme, area, &heading, Line::default(), false, buffer);
    let columns = inside.width.saturating_sub(2).min(MEASURE);
    let look = Look { stance: cell.standing == Standing::Mixed, brief: true };
    let height = usize::from(inside.height);
    let mut lines: Vec<Line<'static>> = Vec::new();
    for &id in &cell.excerpts {
        if lines.len() >= height {
            break;
        }
        lines.extend(shared.cards().excerpt(id, usize::from(columns), look));
    }
    if cell.excerpts.is_empty() {
        let text = match cell.standing {
            Standing::Silent => "Its documents were read for this claim: nothing on it.",
            Standing::TooEarly => "Published before this could be known.",
            _ => "Nobody has yet read all its documents for this claim.",
        };
        lines.push(Line::from(Span::styled(text, shared.theme.quiet())));
    }
    if lines.len() > height && height > 0 {
        lines.truncate(height - 1);
        lines.push(Line::from(Span::styled("▾ more: Enter", shared.theme.accent())));
    }
    for (line, y) in lines.iter().zip(inside.y..) {
        parts::put(buffer, inside.x + 1, y, line, columns);
    }
}
