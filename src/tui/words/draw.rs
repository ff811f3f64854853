//! The forms of a subject down, outlets across; below, the lines in which the words stand.
//!
//! ```text
//! Subjects          The bridge 1/3                                    the table, or the words that set an outlet apart
//! ▌The bridge   14                Bay Courier  Tide Mirror
//!  The mayor     5                                   copy
//!                     all forms      9   21.4     4   11.2
//!                   ▌ death trap   [3]    7.1     0
//! Bay Courier     … nobody had called it a death trap before the storm …      the lines of the cell under the cursor
//! ```

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    Words,
    arrange::{RATED, areas, grid, rows, subjects_top},
    distinctive,
    table::List,
};
use crate::{
    answers::words::Counted,
    catalogue::OutletId,
    compare::corpus::WordSpot,
    text::{
        context::in_context,
        wrap::{cut, filled},
    },
    tui::{
        kit::{
            grid::{Align, Grid},
            parts,
        },
        shared::Shared,
    },
};

/// Columns of the rate alone.
const RATE: u16 = 7;
/// Columns of an outlet's name before a line.
const NAME: usize = 14;

/// Draws the list at the side, the table and the lines, as far as there is room for them.
pub fn draw(shared: &Shared, words: &Words, buffer: &mut Buffer) {
    let table = &words.table;
    let Some(counted) = &table.counted else {
        parts::notice(shared.theme, shared.body(), "Words", "counting the words …", buffer);
        return;
    };
    let areas = areas(shared, table);
    let rows = rows(shared, table);
    match table.list {
        List::Forms => {
            draw_subjects(shared, words, counted, areas.side, buffer);
            draw_forms(shared, words, counted, areas.table, rows, buffer);
        }
        List::Apart => {
            distinctive::draw_caveat(shared, table, areas.side, buffer);
            distinctive::draw(shared, words, areas.table, rows, buffer);
        }
    }
    draw_lines(shared, words, counted, areas.lines, buffer);
}

fn draw_subjects(shared: &Shared, words: &Words, counted: &Counted, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let inside = parts::pane(shared.theme, area, "Subjects", Line::default(), false, buffer);
    let room = usize::from(inside.width.saturating_sub(8));
    let top = subjects_top(shared, &words.table, inside);
    for ((place, subject), y) in counted.naming.subjects.iter().enumerate().skip(top).zip(inside.y..inside.bottom()) {
        let current = place == words.table.subject;
        let title = filled(&shared.catalogue.namings[subject.naming].title, room);
        let total: usize = subject.forms.iter().flat_map(|form| &form.spots).map(Vec::len).sum();
        let style = if current { shared.theme.strong() } else { Style::new() };
        parts::marker(current, shared.theme, inside.x, y, buffer);
        let line = vec![
            Span::styled(format!("{title} "), style),
            Span::styled(format!("{total:>5}"), if current { style } else { shared.theme.quiet() }),
        ];
        parts::put(buffer, inside.x + 1, y, &Line::from(line), inside.width.saturating_sub(1));
    }
}

fn draw_forms(shared: &Shared, words: &Words, counted: &Counted, area: Rect, rows: Rect, buffer: &mut Buffer) {
    let (table, theme) = (&words.table, shared.theme);
    let grid = grid(shared, rows);
    let title = match table.forms() {
        Some(subject) => {
            let title = &shared.catalogue.namings[subject.naming].title;
            format!("{title} {}/{}", table.subject + 1, shared.catalogue.namings.len())
        }
        None => "Words".to_owned(),
    };
    let inside = parts::pane(theme, area, &title, grid.hidden().unwrap_or_default(), !table.in_lines, buffer);
    let Some(subject) = table.forms() else {
        let text = "This catalogue has no [[naming]]: a subject with the forms that outlets use for it. d shows the words that set an \
                    outlet apart.";
        parts::paragraph(buffer, inside, text, theme.quiet());
        return;
    };
    grid.head(inside.y, Align::Right, buffer);
    let below = table.height(shared.outlet).saturating_sub(words.top + usize::from(rows.height));
    parts::beyond(theme, area, (words.top, below), buffer);
    for column in &grid.columns {
        let words = counted.naming.columns.get(column.outlet.index()).map_or(0, |column| column.words);
        let words = match words {
            words if column.width > RATED => format!("{words} words"),
            100_000.. => format!("{}k", words / 1000),
            words => words.to_string(),
        };
        let y = inside.y + grid.head_height();
        column.put(&words, theme.quiet(), y, Align::Right, buffer);
    }
    for (line, y) in (words.top..table.height(shared.outlet)).zip(rows.y..rows.bottom()) {
        let form = line.checked_sub(1).and_then(|form| subject.forms.get(form)).map(|form| form.form.as_str());
        draw_form(shared, words, counted, (line, form), &grid, (rows.x, y), buffer);
    }
    draw_basis(shared, counted, inside, buffer);
}

fn draw_form(
    shared: &Shared,
    words: &Words,
    counted: &Counted,
    (line, form): (usize, Option<&str>),
    grid: &Grid<'_>,
    (x, y): (u16, u16),
    buffer: &mut Buffer,
) {
    let (table, theme) = (&words.table, shared.theme);
    let current = line == table.line;
    let plain = if form.is_none() { theme.strong() } else { Style::new() };
    parts::row_title(theme, form.unwrap_or("all forms"), (x, y), grid.title, (current, !table.in_lines), plain, buffer);
    for column in &grid.columns {
        let count = table.form_spots(line, column.outlet).len();
        let rated = column.width > RATED;
        grid.number(*column, count, current, if rated { RATE } else { 0 }, y, buffer);
        let rate = counted.naming.columns.get(column.outlet.index()).and_then(|column| column.rate(count));
        if let Some(rate) = rate.filter(|_| rated && count > 0) {
            column.put(&format!("{rate:.1}"), theme.quiet(), y, Align::Right, buffer);
        }
    }
}

/// On what the counts rest, in the last line.
fn draw_basis(shared: &Shared, counted: &Counted, inside: Rect, buffer: &mut Buffer) {
    if inside.height == 0 {
        return;
    }
    let rates = if inside.width > 100 { "; after each count, the rate per 1,000 words" } else { "" };
    let text = cut(&format!("{}{rates}", counted.basis), usize::from(inside.width.saturating_sub(2))).into_owned();
    parts::put(buffer, inside.x + 1, inside.bottom() - 1, &Span::styled(text, shared.theme.quiet()).into(), inside.width);
}

/// The lines in which the words stand.
fn draw_lines(shared: &Shared, words: &Words, counted: &Counted, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (table, theme) = (&words.table, shared.theme);
    let spots = table.spots(shared.outlet);
    let right = match spots.map(<[WordSpot]>::len) {
        None => String::new(),
        Some(1) => " 1 line ".to_owned(),
        Some(count) if table.in_lines => format!(" {}/{count} ", table.spot + 1),
        Some(count) => format!(" {count} lines "),
    };
    let right = Line::from(Span::styled(right, theme.quiet()));
    let inside = parts::pane(theme, area, &words.name(shared), right, table.in_lines, buffer);
    let Some(spots) = spots else {
        let text = if shared.outlet.is_none() { "This catalogue has no outlet yet." } else { "looking for the lines …" };
        parts::paragraph(buffer, inside, text, theme.quiet());
        return;
    };
    if spots.is_empty() {
        parts::paragraph(buffer, inside, "Not in what there is to read of this outlet.", theme.quiet());
    }
    let name_room = if inside.width < 90 { 1 } else { NAME };
    let room = usize::from(inside.width).saturating_sub(name_room + 4);
    for ((place, spot), y) in spots.iter().enumerate().skip(words.top_spot).zip(inside.y..inside.bottom()) {
        let current = table.in_lines && place == table.spot;
        let Some([left, word, right]) = counted.at_hand.in_context(spot) else { continue };
        let outlet = shared.catalogue.documents[spot.document].outlet;
        let line = in_context(left, word, right, room);
        parts::marker(current, theme, inside.x, y, buffer);
        let style = if current { theme.current() } else { theme.quiet() };
        let line = vec![
            Span::styled(outlet_name(shared, outlet, name_room), style),
            Span::raw(format!("  {}", line.left)),
            Span::styled(line.keyword, theme.matched()),
            Span::raw(line.right),
        ];
        parts::put(buffer, inside.x + 1, y, &Line::from(line), inside.width.saturating_sub(1));
    }
}

/// The outlet's name in so many columns; its letter where there is one only.
fn outlet_name(shared: &Shared, outlet: OutletId, columns: usize) -> String {
    if columns == 1 {
        return shared.heads[outlet].letter.to_string();
    }
    filled(&shared.catalogue.outlets[outlet].name, columns)
}
