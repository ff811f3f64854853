//! Who gets to speak: speakers down, outlets across; below, the verbs and the excerpts behind the cell under the cursor.
//!
//! ```text
//!                       Bay Courier  Tide Mirror     all  independent
//!                                        copy of…
//! ▌ own voice                   [3]            2       9
//!   passed on                     4            4      11
//!   Léa Marchetti                 2            2       5            2
//! ```

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{
    Hit,
    grid::{Align, Grid, Wish},
    part::{self, Card},
};
use crate::{
    catalogue::ExcerptId,
    compare::{
        coverage::Standing,
        voices::{Cue, Voices},
    },
    text::wrap::cut,
    tui::{
        app::App,
        layout,
        voices::{Row, VoiceTable},
    },
};

const WISH: Wish = Wish { title: (20, 44), cell: 4, count: 20 };
/// Columns of the list of verbs beside the excerpts.
const CUES: u16 = 26;
/// Lines longer than this are hard to read.
const MEASURE: u16 = 80;

pub(super) fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let (table, below) = areas(app, body);
    let Some(heard) = &app.voices.heard else {
        let inside = part::pane(app.theme, body, "Voices", Line::default(), true, buffer);
        part::put(buffer, inside.x + 1, inside.y, &Span::styled("counting the voices …", app.theme.quiet()).into(), inside.width);
        return;
    };
    draw_table(app, heard, table, buffer);
    draw_behind(app, below, buffer);
}

/// What stands at `position`.
pub(super) fn hit(app: &App, body: Rect, position: Position) -> Option<Hit> {
    let rows = rows_area(app, body);
    let line = app.voices.top + usize::from(position.y.saturating_sub(rows.y));
    let here = rows.contains(position) && line < app.voices.height();
    here.then(|| Hit::Voice(line, Grid::new(app, rows, WISH).outlet_at(position.x)))
}

/// Where the rows stand: inside the border, under the names of the outlets.
pub(super) fn rows_area(app: &App, body: Rect) -> Rect {
    let inside = layout::inner(areas(app, body).0);
    let head = head_height(app).min(inside.height);
    Rect { y: inside.y + head, height: inside.height - head, ..inside }
}

fn areas(app: &App, body: Rect) -> (Rect, Rect) {
    layout::table(body, app.voices.height() + usize::from(head_height(app)) + 2, app.zoomed)
}

/// A line of names, and one that marks the copies where there are any.
fn head_height(app: &App) -> u16 {
    1 + u16::from(part::has_copy(&app.catalogue))
}

fn draw_table(app: &App, voices: &Voices, area: Rect, buffer: &mut Buffer) {
    let rows = Rect {
        y: area.y + 1 + head_height(app),
        height: area.height.saturating_sub(2 + head_height(app)),
        ..layout::inner(area)
    };
    let grid = Grid::new(app, rows, WISH);
    let title = format!("Voices {}/{}", app.voices.line + 1, app.voices.height());
    let inside = part::pane(app.theme, area, &title, grid.hidden(app).unwrap_or_default(), true, buffer);
    for column in &grid.columns {
        column.name(app, inside.y, Align::Right, buffer);
        column.copy(app, inside.y + 1, Align::Right, buffer);
    }
    if let Some(x) = grid.count {
        let head = format!("{:>6}{:>13}", "all", "independent");
        part::put(buffer, x, inside.y, &Span::styled(head, app.theme.quiet()).into(), WISH.count);
    }
    for (line, y) in (app.voices.top..app.voices.height()).zip(rows.y..rows.bottom()) {
        draw_row(app, voices, line, &grid, rows.x, y, buffer);
    }
}

fn draw_row(app: &App, voices: &Voices, line: usize, grid: &Grid, x: u16, y: u16, buffer: &mut Buffer) {
    let row = VoiceTable::row(line);
    let current = line == app.voices.line;
    let (name, style) = match row {
        Row::Own => ("own voice".to_owned(), app.theme.strong()),
        Row::PassedOn => ("passed on".to_owned(), app.theme.strong()),
        Row::Speaker(at) => {
            let name = voices.rows.get(at).map_or("", |row| app.catalogue.speakers[row.speaker].name.as_str());
            (format!("  {name}"), Style::new())
        }
    };
    part::row_title(app.theme, &name, (x, y), grid.title, (current, true), style, buffer);
    for column in &grid.columns {
        column.number(app, app.voices.excerpts(row, column.outlet).len(), current, 0, y, buffer);
    }
    if let Some(x) = grid.count {
        let (all, independent) = match row {
            Row::Own => (voices.columns.iter().map(|column| column.own.len()).sum(), String::new()),
            Row::PassedOn => (voices.columns.iter().map(|column| column.attributed.len()).sum(), String::new()),
            Row::Speaker(at) => voices.rows.get(at).map_or((0, String::new()), |row| (row.excerpts, row.independent.to_string())),
        };
        let count = format!("{all:>6}{independent:>13}");
        part::put(buffer, x, y, &Span::styled(count, app.theme.quiet()).into(), WISH.count);
    }
}

/// The verbs and the excerpts behind the cell under the cursor.
fn draw_behind(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let row = VoiceTable::row(app.voices.line);
    let excerpts = app.voices.excerpts(row, app.outlet);
    let count = match excerpts.len() {
        1 => " 1 excerpt ".to_owned(),
        count => format!(" {count} excerpts "),
    };
    let right = Line::from(Span::styled(count, app.theme.quiet()));
    let inside = part::pane(app.theme, area, &app.voice_name(row), right, false, buffer);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let cues = cues(app, row);
    let beside = inside.width >= MEASURE + CUES;
    let cards = if cues.is_empty() {
        inside
    } else if beside {
        for (cue, y) in cues.iter().zip(inside.y..inside.bottom()) {
            part::put(buffer, inside.x, y, &cue_line(app, cue), CUES - 2);
        }
        Rect { x: inside.x + CUES, width: inside.width - CUES, ..inside }
    } else {
        let all: Vec<String> = cues.iter().map(|(cue, count)| format!("{cue} {count}")).collect();
        let line = cut(&all.join(" · "), usize::from(inside.width)).into_owned();
        part::put(buffer, inside.x, inside.y, &Span::styled(line, app.theme.strong()).into(), inside.width);
        let top = 2.min(inside.height);
        Rect { y: inside.y + top, height: inside.height - top, ..inside }
    };
    draw_cards(app, excerpts, Rect { width: cards.width.min(MEASURE), ..cards }, buffer);
}

/// The verbs of saying with their counts, and how often there is none.
fn cues(app: &App, row: Row) -> Vec<(String, usize)> {
    let cues = app.voices.cues(row, app.outlet);
    let mut lines: Vec<(String, usize)> = cues.iter().map(|cue| (printed(app, cue), cue.excerpts.len())).collect();
    let with_cue: usize = lines.iter().map(|(_, count)| count).sum();
    let without = app.voices.excerpts(row, app.outlet).len().saturating_sub(with_cue);
    if matches!(row, Row::Speaker(_)) && without > 0 {
        lines.push(("(no verb of saying)".to_owned(), without));
    }
    lines
}

/// The verb as its first excerpt has it: names in it keep their capitals.
fn printed(app: &App, cue: &Cue) -> String {
    let first = cue.excerpts.first().and_then(|&id| app.catalogue.excerpts[id].cue.as_deref());
    first.unwrap_or(&cue.cue).to_owned()
}

fn cue_line(app: &App, (cue, count): &(String, usize)) -> Line<'static> {
    let room = usize::from(CUES) - 7;
    Line::from(vec![
        Span::styled(format!("{count:>3}  "), app.theme.strong()),
        Span::styled(cut(cue, room).into_owned(), Style::new()),
    ])
}

/// The excerpts one below the other, each under its claim.
fn draw_cards(app: &App, excerpts: &[ExcerptId], area: Rect, buffer: &mut Buffer) {
    let mut y = area.y;
    if excerpts.is_empty() {
        let text = cut("None of its excerpts.", usize::from(area.width)).into_owned();
        part::put(buffer, area.x, y, &Span::styled(text, app.theme.quiet()).into(), area.width);
    }
    for (at, &id) in excerpts.iter().enumerate() {
        for line in card(app, id, area.width) {
            if y >= area.bottom() {
                // The card before, where it ends on the last line, loses that line to this.
                let before = usize::from(y > area.bottom());
                part::more(app, excerpts.len() - at + before, area, buffer);
                return;
            }
            part::put(buffer, area.x, y, &line, area.width);
            y += 1;
        }
        y += 1;
    }
}

fn card(app: &App, id: ExcerptId, columns: u16) -> Vec<Line<'static>> {
    let excerpt = &app.catalogue.excerpts[id];
    let stance = excerpt.stance;
    let label = format!("{} {}  ", Standing::Takes(stance).sign(), stance.name());
    let room = usize::from(columns).saturating_sub(label.chars().count());
    let title = cut(&app.catalogue.claims[excerpt.claim].title, room).into_owned();
    let head = Line::from(vec![
        Span::styled(label, app.theme.stance(stance).add_modifier(Modifier::BOLD)),
        Span::styled(title, app.theme.strong()),
    ]);
    let how = Card { stance: false, brief: true, base: None };
    [head].into_iter().chain(part::card(app, id, usize::from(columns), how)).collect()
}
