//! All claims against all outlets, a sign in each cell; the cell under the cursor opens its words below.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{
    Hit, claims,
    grid::{Align, Grid, Wish},
    part::{self, Card},
};
use crate::{
    catalogue::ClaimId,
    compare::coverage::{Coverage, Standing},
    text::wrap::cut,
    tui::{app::App, layout, rows::Row},
};

/// Columns of a cell at the least.
const CELL: u16 = 3;
/// Columns of a claim's title at the least and at the most.
const TITLE: (u16, u16) = (20, 50);
/// Columns of the count at the right.
const COUNT: u16 = 13;

pub(super) fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let (table, words) = layout::matrix(body, app.zoomed);
    draw_table(app, table, buffer);
    if !words.is_empty() {
        draw_words(app, words, buffer);
    }
}

/// What stands at `position`.
pub(super) fn hit(app: &App, body: Rect, position: Position) -> Option<Hit> {
    let (table, _) = layout::matrix(body, app.zoomed);
    let rows = rows_area(table);
    if !rows.contains(position) {
        return None;
    }
    let claim = app.claim_at(usize::from(position.y - rows.y))?;
    let outlet = columns(app, rows).outlet_at(position.x);
    Some(outlet.map_or(Hit::Claim(claim), |outlet| Hit::Cell(claim, outlet)))
}

/// Where the rows stand: inside the border, under the names of the outlets.
pub(super) fn rows_area(table: Rect) -> Rect {
    let inside = layout::inner(table);
    Rect { y: inside.y + 1.min(inside.height), height: inside.height.saturating_sub(1), ..inside }
}

/// Where the columns stand.
fn columns(app: &App, area: Rect) -> Grid {
    Grid::new(app, area, Wish { title: TITLE, cell: CELL, count: COUNT })
}

/// How many outlets are out of sight; where none are, what the signs mean.
fn corner(app: &App, columns: &Grid, room: u16) -> Line<'static> {
    let legend = Line::from(part::legend(app.theme));
    let roomy = legend.width() + 30 < usize::from(room);
    columns.hidden(app).unwrap_or_else(|| if roomy { legend } else { Line::default() })
}

fn draw_table(app: &App, table: Rect, buffer: &mut Buffer) {
    let columns = columns(app, rows_area(table));
    let inside = part::pane(app.theme, table, &claims::heading(app), corner(app, &columns, table.width), true, buffer);
    if inside.is_empty() {
        return;
    }
    for column in &columns.columns {
        column.name(app, inside.y, Align::Centre, buffer);
    }
    if let Some(x) = columns.count {
        part::put(buffer, x + 1, inside.y, &Span::styled("independent", app.theme.quiet()).into(), COUNT);
    }
    let rows = rows_area(table);
    for (row, y) in app.rows.window(app.top, usize::from(rows.height)).iter().zip(rows.y..) {
        match *row {
            Row::Event(event) => {
                let title = cut(&app.catalogue.events[event].title, usize::from(rows.width)).into_owned();
                part::put(buffer, rows.x, y, &Span::styled(title, app.theme.accent()).into(), rows.width);
            }
            Row::Claim(claim) => draw_row(app, claim, &columns, rows, y, buffer),
        }
    }
}

fn draw_row(app: &App, claim: ClaimId, columns: &Grid, rows: Rect, y: u16, buffer: &mut Buffer) {
    let current = app.claim == Some(claim);
    let room = usize::from(columns.title.saturating_sub(2));
    let title = cut(&app.catalogue.claims[claim].title, room);
    let padded = format!("{title:<room$} ");
    let style = if current { app.theme.current() } else { Style::new() };
    part::marker(current, app.theme, rows.x, y, buffer);
    part::put(buffer, rows.x + 1, y, &Span::styled(padded, style).into(), columns.title.saturating_sub(1));
    let coverage = Coverage::of(&app.catalogue, claim);
    for column in &columns.columns {
        let Some(cell) = coverage.cells.get(column.outlet.index()) else { continue };
        let here = current && column.outlet == app.outlet;
        let label = if here { format!("[{}]", cell.standing.sign()) } else { cell.standing.sign().to_string() };
        let style = app.theme.standing(cell.standing);
        let style = if here { style.add_modifier(Modifier::BOLD | Modifier::REVERSED) } else { style };
        column.put(&label, style, y, Align::Centre, buffer);
    }
    if let Some(x) = columns.count {
        let count = if coverage.documents == 0 {
            String::new()
        } else if coverage.independent == coverage.documents {
            format!("{:>6}", coverage.independent)
        } else {
            format!("{:>6} of {}", coverage.independent, coverage.documents)
        };
        part::put(buffer, x + 1, y, &Span::styled(count, app.theme.quiet()).into(), COUNT);
    }
}

/// The words behind the cell under the cursor.
fn draw_words(app: &App, area: Rect, buffer: &mut Buffer) {
    let Some(coverage) = app.coverage() else { return };
    let Some(cell) = coverage.cells.get(app.outlet.index()) else { return };
    let name = &app.catalogue.outlets[cell.outlet].name;
    let copy = part::copy_label(&app.catalogue, cell.outlet).map(|label| format!(" ({label})")).unwrap_or_default();
    let heading = format!("{} {name}{copy} {}", cell.standing.sign(), verb(cell.standing));
    let inside = part::pane(app.theme, area, &heading, Line::default(), false, buffer);
    let columns = usize::from(inside.width.saturating_sub(2)).min(100);
    let how = Card { stance: cell.standing == Standing::Mixed, brief: true, base: None };
    let mut lines: Vec<Line<'static>> = Vec::new();
    for &id in &cell.excerpts {
        if lines.len() >= usize::from(inside.height) {
            break;
        }
        lines.extend(part::card(app, id, columns, how));
    }
    if cell.excerpts.is_empty() {
        let text = match cell.standing {
            Standing::Silent => "Its documents were read for this claim: nothing on it.",
            _ => "Nobody has yet read all its documents for this claim.",
        };
        lines.push(Line::from(Span::styled(text, app.theme.quiet())));
    }
    let height = usize::from(inside.height);
    if lines.len() > height && height > 0 {
        lines.truncate(height - 1);
        lines.push(Line::from(Span::styled("▾ more: Enter", app.theme.accent())));
    }
    for (line, y) in lines.iter().zip(inside.y..) {
        part::put(buffer, inside.x + 1, y, line, columns as u16);
    }
}

fn verb(standing: Standing) -> &'static str {
    match standing {
        Standing::Mixed => "is mixed",
        Standing::Silent => "is silent",
        Standing::Unchecked => "is unchecked",
        Standing::Takes(stance) => stance.name(),
    }
}
