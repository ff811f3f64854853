//! The words that set an outlet apart from the rest, with what their scores do not prove.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Words, table::WordTable};
use crate::{
    catalogue::DocumentId,
    compare::distinctive::Score,
    text::wrap::{cut, wrap},
    tui::{
        kit::{layout, parts},
        shared::Shared,
    },
};

/// What the scores do not prove.
fn caveat(shared: &Shared, table: &WordTable) -> String {
    let Some(scores) = table.scores(shared.outlet) else { return String::new() };
    let outlets = |documents: &[DocumentId]| {
        let names: Vec<&str> = documents
            .iter()
            .map(|&document| shared.catalogue.outlets[shared.catalogue.documents[document].outlet].name.as_str())
            .collect();
        names.join(", ")
    };
    let left_out = if scores.left_out.is_empty() {
        String::new()
    } else {
        format!(" Left out, because a copy says again what its original says: {}.", outlets(&scores.left_out))
    };
    let basis = table.counted.as_ref().map_or("", |counted| counted.basis.as_str());
    format!("{}{left_out} z is how many standard deviations the log-odds of a word are from none ({basis}).", scores.caveat)
}

pub(super) fn draw_caveat(shared: &Shared, table: &WordTable, area: Rect, buffer: &mut Buffer) {
    if !area.is_empty() {
        let inside = parts::pane(shared.theme, area, "What this does not prove", Line::default(), false, buffer);
        parts::paragraph(buffer, inside, &caveat(shared, table), Style::new());
    }
}

/// The lines under the words, where no pane stands beside them: as much of the caveat as half of the table, which has `area`, has
/// room for.
pub(super) fn foot(shared: &Shared, table: &WordTable, area: Rect) -> Vec<String> {
    if shared.size.width >= layout::WIDE {
        return Vec::new();
    }
    let caveat = caveat(shared, table);
    let inside = layout::inner(area);
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

/// Draws the table into `area`, its lines into `rows`.
pub(super) fn draw(shared: &Shared, words: &Words, area: Rect, rows: Rect, buffer: &mut Buffer) {
    let (table, theme) = (&words.table, shared.theme);
    let copy = shared.outlet.and_then(|outlet| shared.heads[outlet].copy());
    let copy = copy.map(|label| format!(" ({label})")).unwrap_or_default();
    let title = format!("{}{copy} against the rest", shared.outlet_name());
    if shared.outlet.is_none() {
        parts::notice(theme, area, "Words", "This catalogue has no outlet yet.", buffer);
        return;
    }
    let Some(scores) = table.scores(shared.outlet) else {
        parts::notice(theme, area, &title, "counting the words …", buffer);
        return;
    };
    let place = format!(" {}/{} ", table.line + 1, scores.scores.len());
    let right = Line::from(Span::styled(place, theme.quiet()));
    let inside = parts::pane(theme, area, &title, right, !table.in_lines, buffer);
    if scores.scores.is_empty() {
        let text = "There is nothing to compare: this outlet or the rest has no words to read.";
        parts::paragraph(buffer, inside, text, theme.quiet());
        return;
    }
    // The words are what it is about: where there is no room, numbers go.
    let title_room = inside.width.saturating_sub(44).clamp(14, 30).min(inside.width);
    let numbers_room = inside.width - title_room;
    let heads = [("z", 8), ("here", 6), ("/1000", 7), ("rest", 6), ("/1000", 7)];
    let heads = heads.map(|(head, columns)| Span::styled(format!("{head:>columns$}"), theme.strong()));
    parts::put(buffer, inside.x + title_room, inside.y, &fitting(heads, numbers_room), numbers_room);
    for ((line, score), y) in scores.scores.iter().enumerate().skip(words.top).zip(rows.y..rows.bottom()) {
        let current = line == table.line;
        parts::row_title(theme, &score.word, (rows.x, y), title_room, (current, !table.in_lines), Style::new(), buffer);
        let numbers = fitting(numbers(shared, score, scores.words), numbers_room);
        parts::put(buffer, rows.x + title_room, y, &numbers, numbers_room);
    }
    for (text, y) in foot(shared, table, area).into_iter().zip(rows.bottom()..) {
        parts::put(buffer, inside.x + 1, y, &Span::styled(text, theme.quiet()).into(), inside.width);
    }
}

/// Score, count and rate here, count and rate in the rest.
fn numbers(shared: &Shared, score: &Score, words: [u32; 2]) -> [Span<'static>; 5] {
    let theme = shared.theme;
    let rate = |count: u32, of: u32| {
        if count == 0 || of == 0 { String::new() } else { format!("{:.1}", f64::from(count) * 1000.0 / f64::from(of)) }
    };
    let [here, rest] = words;
    let quiet = |count| if count == 0 { theme.quiet() } else { Style::new() };
    [
        Span::styled(format!("{:>+8.1}", score.z), theme.strong()),
        Span::styled(format!("{:>6}", score.here), quiet(score.here)),
        Span::styled(format!("{:>7}", rate(score.here, here)), theme.quiet()),
        Span::styled(format!("{:>6}", score.rest), quiet(score.rest)),
        Span::styled(format!("{:>7}", rate(score.rest, rest)), theme.quiet()),
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
