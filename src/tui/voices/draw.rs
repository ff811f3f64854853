//! Speakers down, outlets across; below, the verbs and the excerpts behind the number under the cursor.
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
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Heard, Voice, Voices};
use crate::{
    compare::voices::Cue,
    text::wrap::cut,
    tui::{
        kit::{
            behind,
            grid::{Align, COUNTS, Grid},
            layout::MEASURE,
            parts,
        },
        shared::Shared,
    },
};

/// Columns of the list of verbs beside the excerpts.
const CUES: u16 = 26;

/// Draws the table, and what lies behind the number where there is room.
pub fn draw(shared: &Shared, voices: &Voices, buffer: &mut Buffer) {
    let Some(heard) = voices.counted.get() else {
        parts::notice(shared.theme, shared.body(), "Voices", "counting the voices …", buffer);
        return;
    };
    let (table, below) = voices.areas(shared);
    draw_table(shared, voices, heard, table, buffer);
    draw_behind(shared, voices, below, buffer);
}

fn draw_table(shared: &Shared, voices: &Voices, heard: &Heard, area: Rect, buffer: &mut Buffer) {
    let rows = voices.rows_area(shared);
    let grid = voices.grid(shared, rows);
    let title = format!("Voices {}/{}", voices.cursor.line + 1, voices.lines());
    let inside = parts::pane(shared.theme, area, &title, grid.hidden().unwrap_or_default(), true, buffer);
    grid.head(inside.y, Align::Right, buffer);
    parts::beyond(shared.theme, area, voices.cursor.beyond(voices.lines(), rows.height), buffer);
    if let Some(x) = grid.count {
        let counts = format!("{:>5}{:>9}", "all", "indep.");
        parts::put(buffer, x, inside.y, &Span::styled(counts, shared.theme.quiet()).into(), COUNTS);
    }
    for (line, y) in (voices.cursor.top..voices.lines()).zip(rows.y..rows.bottom()) {
        draw_row(shared, voices, heard, line, &grid, (rows.x, y), buffer);
    }
}

fn draw_row(
    shared: &Shared,
    voices: &Voices,
    heard: &Heard,
    line: usize,
    grid: &Grid<'_>,
    (x, y): (u16, u16),
    buffer: &mut Buffer,
) {
    let voice = Voices::voice(line);
    let current = line == voices.cursor.line;
    let (name, style) = match voice {
        Voice::Own => ("own voice".to_owned(), shared.theme.strong()),
        Voice::PassedOn => ("passed on".to_owned(), shared.theme.strong()),
        Voice::Speaker(at) => {
            let name = heard.rows.get(at).map_or("", |row| shared.catalogue.speakers[row.speaker].name.as_str());
            (format!("  {name}"), Style::new())
        }
    };
    parts::row_title(shared.theme, &name, (x, y), grid.title, (current, true), style, buffer);
    for column in &grid.columns {
        grid.number(*column, voices.said(voice, column.outlet).map_or(0, |said| said.passages), current, 0, y, buffer);
    }
    if let Some(x) = grid.count {
        let (all, independent) = match voice {
            Voice::Own => (heard.own, String::new()),
            Voice::PassedOn => (heard.attributed, String::new()),
            Voice::Speaker(at) => {
                heard.rows.get(at).map_or((0, String::new()), |row| (row.passages, row.independent.to_string()))
            }
        };
        let count = format!("{all:>5}{independent:>9}");
        parts::put(buffer, x, y, &Span::styled(count, shared.theme.quiet()).into(), COUNTS);
    }
}

/// The verbs and the excerpts behind the number under the cursor.
fn draw_behind(shared: &Shared, voices: &Voices, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let excerpts = voices.under_cursor(shared);
    let said = shared.outlet.and_then(|outlet| voices.said(Voices::voice(voices.cursor.line), outlet));
    let inside = behind::pane(shared.theme, area, &voices.name(shared), &behind::counted(said), buffer);
    let cues = cues(shared, voices);
    let beside = inside.width >= MEASURE + CUES;
    let below = if cues.is_empty() {
        inside
    } else if beside {
        for (cue, y) in cues.iter().zip(inside.y..inside.bottom()) {
            parts::put(buffer, inside.x, y, &cue_line(shared, cue), CUES - 2);
        }
        Rect { x: inside.x + CUES, width: inside.width - CUES, ..inside }
    } else {
        let all: Vec<String> = cues.iter().map(|(cue, count)| format!("{cue} {count}")).collect();
        let line = cut(&all.join(" · "), usize::from(inside.width)).into_owned();
        parts::put(buffer, inside.x, inside.y, &Span::styled(line, shared.theme.strong()).into(), inside.width);
        let top = 2.min(inside.height);
        Rect { y: inside.y + top, height: inside.height - top, ..inside }
    };
    behind::excerpts(&shared.cards(), excerpts, below, buffer);
}

/// The verbs of saying with their counts, and how often there is none.
fn cues(shared: &Shared, voices: &Voices) -> Vec<(String, usize)> {
    let voice = Voices::voice(voices.cursor.line);
    let cues = voices.cues(shared, voice);
    let mut lines: Vec<(String, usize)> = cues.iter().map(|cue| (printed(shared, cue), cue.said.passages)).collect();
    let with_cue: usize = lines.iter().map(|(_, count)| count).sum();
    let said = shared.outlet.and_then(|outlet| voices.said(voice, outlet));
    let without = said.map_or(0, |said| said.passages.saturating_sub(with_cue));
    if matches!(voice, Voice::Speaker(_)) && without > 0 {
        lines.push(("(no verb of saying)".to_owned(), without));
    }
    lines
}

/// The verb as its first excerpt has it: names in it keep their capitals.
fn printed(shared: &Shared, cue: &Cue) -> String {
    let first = cue.said.excerpts.first().and_then(|&id| shared.catalogue.excerpts[id].cue.as_deref());
    first.unwrap_or(&cue.cue).to_owned()
}

fn cue_line(shared: &Shared, (cue, count): &(String, usize)) -> Line<'static> {
    let room = usize::from(CUES) - 7;
    Line::from(vec![
        Span::styled(format!("{count:>3}  "), shared.theme.strong()),
        Span::styled(cut(cue, room).into_owned(), Style::new()),
    ])
}
