//! Who is called what: the forms of a subject down, outlets across; below, the lines in which the words stand.
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
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};

use super::{
    WordsHit,
    grid::{Align, Grid, Wish},
    part,
};
use crate::{
    catalogue::OutletId,
    compare::{distinctive::Score, readings::WordSpot},
    text::{
        context::in_context,
        wrap::{cut, wrap},
    },
    tui::{
        app::App,
        layout,
        words::{Counted, List},
    },
};

/// Columns of a count and the rate after it.
const RATED: u16 = 11;
/// Columns of the rate alone.
const RATE: u16 = 7;
/// Columns of the list of subjects.
const SUBJECTS: u16 = 34;
/// Columns of an outlet's name before a line.
const NAME: usize = 14;

/// Where things stand.
struct Areas {
    /// The list of subjects, or what the scores do not prove; empty where there is no room.
    side: Rect,
    table: Rect,
    lines: Rect,
}

fn areas(app: &App, body: Rect) -> Areas {
    let wanted = match app.words.list {
        List::Forms => app.words.height(app.outlet).max(app.catalogue.namings.len()),
        List::Apart => usize::from(body.height / 2),
    };
    let alone = app.zoomed && !app.words.in_lines;
    let (top, lines) = layout::table(body, wanted + 6, alone);
    if app.words.in_lines && (app.zoomed || lines.is_empty()) {
        let none = Rect { width: 0, height: 0, ..body };
        return Areas { side: none, table: none, lines: body };
    }
    let side = if body.width < layout::WIDE { 0 } else { SUBJECTS };
    let table = Rect { x: top.x + side, width: top.width - side, ..top };
    Areas { side: Rect { width: side, ..top }, table, lines }
}

pub(super) fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let Some(counted) = &app.words.counted else {
        let inside = part::pane(app.theme, body, "Words", Line::default(), true, buffer);
        part::put(buffer, inside.x + 1, inside.y, &Span::styled("counting the words …", app.theme.quiet()).into(), inside.width);
        return;
    };
    let areas = areas(app, body);
    match app.words.list {
        List::Forms => {
            draw_subjects(app, counted, areas.side, buffer);
            draw_forms(app, counted, areas.table, buffer);
        }
        List::Apart => {
            draw_caveat(app, areas.side, buffer);
            draw_apart(app, areas.table, areas.side.is_empty(), buffer);
        }
    }
    draw_lines(app, counted, areas.lines, buffer);
}

/// What stands at `position`.
pub(super) fn hit(app: &App, body: Rect, position: Position) -> Option<WordsHit> {
    let areas = areas(app, body);
    let side = layout::inner(areas.side);
    if side.contains(position) && app.words.list == List::Forms {
        let place = subjects_top(app, side) + usize::from(position.y - side.y);
        return (place < app.catalogue.namings.len()).then_some(WordsHit::Subject(place));
    }
    let rows = rows(app, areas.table);
    if rows.contains(position) {
        let line = app.words.top + usize::from(position.y - rows.y);
        let outlet = (app.words.list == List::Forms).then(|| grid(app, rows).outlet_at(position.x)).flatten();
        return (line < app.words.height(app.outlet)).then_some(WordsHit::Row(line, outlet));
    }
    let lines = layout::inner(areas.lines);
    let line = app.words.top_spot + usize::from(position.y.saturating_sub(lines.y));
    let there = lines.contains(position) && line < app.words.spots(app.outlet).map_or(0, <[WordSpot]>::len);
    there.then_some(WordsHit::Line(line))
}

/// How many lines of the table are in sight.
pub(super) fn table_height(app: &App, body: Rect) -> u16 {
    rows(app, areas(app, body).table).height
}

/// How many concordance lines are in sight.
pub(super) fn lines_height(app: &App, body: Rect) -> u16 {
    layout::inner(areas(app, body).lines).height
}

/// Where the lines of the table stand: under the heads, over what the counts rest on.
fn rows(app: &App, table: Rect) -> Rect {
    let inside = layout::inner(table);
    let (head, foot) = match app.words.list {
        List::Forms => (head_height(app), 1),
        List::Apart => (1, foot(app, table).len() as u16),
    };
    let head = head.min(inside.height);
    Rect { y: inside.y + head, height: (inside.height - head).saturating_sub(foot), ..inside }
}

/// Names, a mark where there are copies, the number of words.
fn head_height(app: &App) -> u16 {
    2 + u16::from(part::has_copy(&app.catalogue))
}

fn grid(app: &App, rows: Rect) -> Grid {
    let outlets = app.catalogue.outlets.len() as u16;
    let rated = Wish { title: (24, 44), cell: RATED, count: 0 };
    let room = rows.width.saturating_sub(rated.title.0);
    // With rates where all outlets are in sight with them.
    if outlets.saturating_mul(RATED + 2) <= room {
        Grid::new(app, rows, rated)
    } else {
        Grid::new(app, rows, Wish { cell: 4, ..rated })
    }
}

fn draw_subjects(app: &App, counted: &Counted, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let inside = part::pane(app.theme, area, "Subjects", Line::default(), false, buffer);
    let room = usize::from(inside.width.saturating_sub(8));
    let top = subjects_top(app, inside);
    for ((place, subject), y) in counted.naming.subjects.iter().enumerate().skip(top).zip(inside.y..inside.bottom()) {
        let current = place == app.words.subject;
        let title = cut(&app.catalogue.namings[subject.naming].title, room);
        let total: usize = subject.forms.iter().flat_map(|form| &form.spots).map(Vec::len).sum();
        let style = if current { app.theme.strong() } else { Style::new() };
        part::marker(current, app.theme, inside.x, y, buffer);
        let line = vec![
            Span::styled(format!("{title:<room$} "), style),
            Span::styled(format!("{total:>5}"), if current { style } else { app.theme.quiet() }),
        ];
        part::put(buffer, inside.x + 1, y, &Line::from(line), inside.width.saturating_sub(1));
    }
}

fn subjects_top(app: &App, inside: Rect) -> usize {
    let height = usize::from(inside.height);
    layout::scroll(app.words.subject.saturating_sub(height / 2), app.words.subject, app.catalogue.namings.len(), height)
}

fn draw_forms(app: &App, counted: &Counted, area: Rect, buffer: &mut Buffer) {
    let rows = rows(app, area);
    let grid = grid(app, rows);
    let title = match app.words.forms() {
        Some(subject) => {
            let title = &app.catalogue.namings[subject.naming].title;
            format!("{title} {}/{}", app.words.subject + 1, app.catalogue.namings.len())
        }
        None => "Words".to_owned(),
    };
    let inside = part::pane(app.theme, area, &title, grid.hidden(app).unwrap_or_default(), !app.words.in_lines, buffer);
    let Some(subject) = app.words.forms() else {
        let text = "This catalogue has no [[naming]]: a subject with the forms that outlets use for it. d shows the words that set an \
                    outlet apart.";
        part::paragraph(buffer, inside, text, app.theme.quiet());
        return;
    };
    for column in &grid.columns {
        column.name(app, inside.y, Align::Right, buffer);
        column.copy(app, inside.y + 1, Align::Right, buffer);
        let words = counted.naming.columns.get(column.outlet.index()).map_or(0, |column| column.words);
        let words = match words {
            words if column.width > RATED => format!("{words} words"),
            100_000.. => format!("{}k", words / 1000),
            words => words.to_string(),
        };
        let y = inside.y + head_height(app) - 1;
        column.put(&words, app.theme.quiet(), y, Align::Right, buffer);
    }
    for (line, y) in (app.words.top..app.words.height(app.outlet)).zip(rows.y..rows.bottom()) {
        let form = line.checked_sub(1).and_then(|form| subject.forms.get(form)).map(|form| form.form.as_str());
        draw_form(app, counted, (line, form), &grid, rows.x, y, buffer);
    }
    draw_basis(app, counted, inside, buffer);
}

fn draw_form(
    app: &App,
    counted: &Counted,
    (line, form): (usize, Option<&str>),
    grid: &Grid,
    x: u16,
    y: u16,
    buffer: &mut Buffer,
) {
    let current = line == app.words.line;
    let plain = if form.is_none() { app.theme.strong() } else { Style::new() };
    part::row_title(app.theme, form.unwrap_or("all forms"), (x, y), grid.title, (current, !app.words.in_lines), plain, buffer);
    for column in &grid.columns {
        let count = app.words.form_spots(line, column.outlet).len();
        let rated = column.width > RATED;
        column.number(app, count, current, if rated { RATE } else { 0 }, y, buffer);
        let rate = counted.naming.columns.get(column.outlet.index()).and_then(|column| column.rate(count));
        if let Some(rate) = rate.filter(|_| rated && count > 0) {
            column.put(&format!("{rate:.1}"), app.theme.quiet(), y, Align::Right, buffer);
        }
    }
}

/// On what the counts rest, in the last line.
fn draw_basis(app: &App, counted: &Counted, inside: Rect, buffer: &mut Buffer) {
    if inside.height == 0 {
        return;
    }
    let rates = if inside.width > 100 { "; after each count, the rate per 1,000 words" } else { "" };
    let text = cut(&format!("{}{rates}", counted.basis), usize::from(inside.width.saturating_sub(2))).into_owned();
    part::put(buffer, inside.x + 1, inside.bottom() - 1, &Span::styled(text, app.theme.quiet()).into(), inside.width);
}

/// What the scores do not prove.
fn caveat(app: &App) -> String {
    let Some(scores) = app.words.scores(app.outlet) else { return String::new() };
    let titles = |documents: &[crate::catalogue::DocumentId]| {
        let names: Vec<&str> = documents
            .iter()
            .map(|&document| app.catalogue.outlets[app.catalogue.documents[document].outlet].name.as_str())
            .collect();
        names.join(", ")
    };
    let left_out = if scores.left_out.is_empty() {
        String::new()
    } else {
        format!(" Left out, because a copy says again what its original says: {}.", titles(&scores.left_out))
    };
    let basis = app.words.counted.as_ref().map_or("", |counted| counted.basis.as_str());
    format!("{}{left_out} z is how many standard deviations the log-odds of a word are from none ({basis}).", scores.caveat)
}

fn draw_caveat(app: &App, area: Rect, buffer: &mut Buffer) {
    if !area.is_empty() {
        let inside = part::pane(app.theme, area, "What this does not prove", Line::default(), false, buffer);
        part::paragraph(buffer, inside, &caveat(app), Style::new());
    }
}

/// The lines under the words, where no pane stands beside them: as much of the caveat as half of the table has room for.
fn foot(app: &App, table: Rect) -> Vec<String> {
    if app.size.width >= layout::WIDE {
        return Vec::new();
    }
    let caveat = caveat(app);
    let inside = layout::inner(table);
    let columns = usize::from(inside.width.saturating_sub(2));
    let lines: Vec<String> = wrap(&caveat, columns.max(1)).into_iter().map(|line| caveat[line].to_owned()).collect();
    let room = usize::from(inside.height / 2);
    if lines.len() <= room {
        return lines;
    }
    let mut shown: Vec<String> = lines.into_iter().take(room).collect();
    if let Some(last) = shown.last_mut() {
        *last = cut(&format!("{last} …"), columns).into_owned();
    }
    shown
}

fn draw_apart(app: &App, area: Rect, with_foot: bool, buffer: &mut Buffer) {
    let outlet = &app.catalogue.outlets[app.outlet];
    let copy = part::copy_label(&app.catalogue, app.outlet).map(|label| format!(" ({label})")).unwrap_or_default();
    let title = format!("{}{copy} against the rest", outlet.name);
    let Some(scores) = app.words.scores(app.outlet) else {
        let inside = part::pane(app.theme, area, &title, Line::default(), true, buffer);
        part::paragraph(buffer, inside, "counting the words …", app.theme.quiet());
        return;
    };
    let place = format!(" {}/{} ", app.words.line + 1, scores.scores.len());
    let right = Line::from(Span::styled(place, app.theme.quiet()));
    let inside = part::pane(app.theme, area, &title, right, !app.words.in_lines, buffer);
    if scores.scores.is_empty() {
        part::paragraph(
            buffer,
            inside,
            "There is nothing to compare: this outlet or the rest has no words to read.",
            app.theme.quiet(),
        );
        return;
    }
    // The words are what it is about: where there is no room, numbers go.
    let title_room = inside.width.saturating_sub(44).clamp(14, 30).min(inside.width);
    let numbers_room = inside.width - title_room;
    let heads = [("z", 8), ("here", 6), ("/1000", 7), ("rest", 6), ("/1000", 7)];
    let heads = heads.map(|(head, columns)| Span::styled(format!("{head:>columns$}"), app.theme.strong()));
    part::put(buffer, inside.x + title_room, inside.y, &fitting(heads, numbers_room), numbers_room);
    let rows = rows(app, area);
    for ((line, score), y) in scores.scores.iter().enumerate().skip(app.words.top).zip(rows.y..rows.bottom()) {
        let current = line == app.words.line;
        part::row_title(app.theme, &score.word, (rows.x, y), title_room, (current, !app.words.in_lines), Style::new(), buffer);
        let numbers = fitting(numbers(app, score, scores.words), numbers_room);
        part::put(buffer, rows.x + title_room, y, &numbers, numbers_room);
    }
    if with_foot {
        for (text, y) in foot(app, area).into_iter().zip(rows.bottom()..) {
            part::put(buffer, inside.x + 1, y, &Span::styled(text, app.theme.quiet()).into(), inside.width);
        }
    }
}

/// Score, count and rate here, count and rate in the rest.
fn numbers(app: &App, score: &Score, words: [u32; 2]) -> [Span<'static>; 5] {
    let rate = |count: u32, of: u32| {
        if count == 0 || of == 0 { String::new() } else { format!("{:.1}", f64::from(count) * 1000.0 / f64::from(of)) }
    };
    let [here, rest] = words;
    let quiet = |count| if count == 0 { app.theme.quiet() } else { Style::new() };
    [
        Span::styled(format!("{:>+8.1}", score.z), app.theme.strong()),
        Span::styled(format!("{:>6}", score.here), quiet(score.here)),
        Span::styled(format!("{:>7}", rate(score.here, here)), app.theme.quiet()),
        Span::styled(format!("{:>6}", score.rest), quiet(score.rest)),
        Span::styled(format!("{:>7}", rate(score.rest, rest)), app.theme.quiet()),
    ]
}

/// The first of `spans`, as many as there is room for.
fn fitting(spans: impl IntoIterator<Item = Span<'static>>, room: u16) -> Line<'static> {
    let mut used = 0;
    let fits = |span: &Span| {
        used += span.width();
        used <= usize::from(room)
    };
    spans.into_iter().take_while(fits).collect::<Vec<_>>().into()
}

/// The lines in which the words stand.
fn draw_lines(app: &App, counted: &Counted, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let spots = app.words.spots(app.outlet);
    let right = match spots.map(<[WordSpot]>::len) {
        None => String::new(),
        Some(1) => " 1 line ".to_owned(),
        Some(_) if app.words.in_lines => format!(" {}/{} ", app.words.spot + 1, spots.map_or(0, <[WordSpot]>::len)),
        Some(count) => format!(" {count} lines "),
    };
    let right = Line::from(Span::styled(right, app.theme.quiet()));
    let inside = part::pane(app.theme, area, &app.words_name(), right, app.words.in_lines, buffer);
    let Some(spots) = spots else {
        part::paragraph(buffer, inside, "looking for the lines …", app.theme.quiet());
        return;
    };
    if spots.is_empty() {
        part::paragraph(buffer, inside, "Not in what there is to read of this outlet.", app.theme.quiet());
    }
    let name_room = if inside.width < 90 { 1 } else { NAME };
    let room = usize::from(inside.width).saturating_sub(name_room + 4);
    for ((place, spot), y) in spots.iter().enumerate().skip(app.words.top_spot).zip(inside.y..inside.bottom()) {
        let current = app.words.in_lines && place == app.words.spot;
        let Some([left, word, right]) = counted.in_context(spot) else { continue };
        let outlet = app.catalogue.documents[spot.document].outlet;
        let shown = in_context(left, word, right, room);
        part::marker(current, app.theme, inside.x, y, buffer);
        let name = if current { app.theme.current() } else { app.theme.quiet() };
        let line = vec![
            Span::styled(format!("{:<name_room$}", outlet_name(app, outlet, name_room)), name),
            Span::raw(format!("  {}", shown.left)),
            Span::styled(shown.keyword, app.theme.matched()),
            Span::raw(shown.right),
        ];
        part::put(buffer, inside.x + 1, y, &Line::from(line), inside.width.saturating_sub(1));
    }
}

fn outlet_name(app: &App, outlet: OutletId, room: usize) -> String {
    if room == 1 {
        return part::mark(&app.catalogue, outlet).to_string();
    }
    cut(&app.catalogue.outlets[outlet].name, room).into_owned()
}
