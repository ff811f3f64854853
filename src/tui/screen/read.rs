//! One document to be read: its excerpts marked in the text and in the margin, or a copy beside its original.
//!
//! ```text
//! ────█──────█───█─────────────────────   where in the document its excerpts stand, by stance
//!     12  A paragraph, with a quoted      margin: sign of what begins here; number of the paragraph
//! ▌●      stretch that is marked.
//! ```
//!
//! Only the blocks in sight are cleaned, wrapped and drawn.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::part::{self, Card};
use crate::{
    catalogue::ExcerptId,
    compare::{
        copy::{DriftRow, Stretch},
        coverage::Standing,
    },
    text::{
        clean::displayable,
        diff::RunKind,
        wrap::{cut, wrap},
    },
    tui::{
        app::App,
        layout,
        reader::{Block, Opened},
    },
};

/// Lines longer than this are hard to read.
const MEASURE: u16 = 76;
/// Columns of the margin: the cursor, up to two signs, the number of the paragraph.
const MARGIN: u16 = 9;

pub(super) fn draw(app: &App, body: Rect, buffer: &mut Buffer) {
    let Some(document) = app.reader.wanted.and_then(|document| app.catalogue.documents.get(document)) else {
        let inside = part::pane(app.theme, body, "Read", Line::default(), true, buffer);
        part::put(buffer, inside.x + 1, inside.y, &"This outlet has no document.".into(), inside.width);
        return;
    };
    let outlet = &app.catalogue.outlets[document.outlet];
    let (page, aside) = layout::read(body, is_alone(app));
    let heading = format!("{} · {}", outlet.name, document.title);
    let corner = Line::from(Span::styled(whereabouts(app, page.width), app.theme.quiet()));
    let inside = part::pane(app.theme, page, &heading, corner, true, buffer);
    let Some(opened) = &app.reader.opened else {
        part::put(buffer, inside.x + 1, inside.y, &"opening …".into(), inside.width);
        return;
    };
    if inside.height < 3 {
        return;
    }
    strip(app, opened, Rect { height: 1, ..inside }, buffer);
    let rows = rows(inside);
    let mut y = rows.y;
    let mut skip = app.reader.line;
    for index in app.reader.top..app.reader.height() {
        for line in block_lines(app, opened, index, rows.width).iter().skip(skip) {
            if y >= rows.bottom() {
                break;
            }
            part::put(buffer, rows.x, y, line, rows.width);
            y += 1;
        }
        if y >= rows.bottom() {
            break;
        }
        skip = 0;
    }
    if !aside.is_empty() {
        claims(app, opened, aside, buffer);
    }
}

/// Whether the page needs nothing beside it: a copy has its original there, and excerpts without a text name their claims.
fn is_alone(app: &App) -> bool {
    let has_text = app.reader.opened.as_ref().is_none_or(|opened| opened.text.is_some());
    app.zoomed || !has_text || app.reader.beside().is_some()
}

/// How many lines a block, or a row of the comparison, takes on the present screen.
pub(super) fn block_height(app: &App, body: Rect, index: usize) -> usize {
    let (page, _) = layout::read(body, is_alone(app));
    let width = rows(layout::inner(page)).width;
    app.reader.opened.as_ref().map_or(0, |opened| block_lines(app, opened, index, width).len())
}

/// Where the text stands inside its pane.
fn rows(inside: Rect) -> Rect {
    Rect { y: inside.y + 2.min(inside.height), height: inside.height.saturating_sub(2), ..inside }
}

/// "excerpt 3 of 51", and what is shown with it or missing, as far as there is room.
fn whereabouts(app: &App, columns: u16) -> String {
    let Some(opened) = &app.reader.opened else { return String::new() };
    let all = opened.excerpts().count();
    let at = opened.excerpts().position(|id| Some(id) == app.reader.excerpt).map_or(0, |at| at + 1);
    if columns < layout::MEDIUM {
        return format!(" {at}/{all} ");
    }
    let about = match app.reader.beside() {
        Some(comparison) => format!("beside its original, {} drifts named · ", comparison.counts.values().sum::<usize>()),
        None if opened.text.is_none() => "excerpts only, no text at hand · ".to_owned(),
        None => String::new(),
    };
    format!(" {about}excerpt {at} of {all} ")
}

/// The whole document as one line: where its excerpts stand, and where one is.
fn strip(app: &App, opened: &Opened, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width.saturating_sub(2));
    let Some(length) = opened.placement.length.filter(|&length| length > 0 && columns > 0) else { return };
    let column = |chars: usize| (chars * columns / length).min(columns - 1);
    part::put(buffer, area.x + 1, area.y, &Span::styled("─".repeat(columns), app.theme.quiet()).into(), columns as u16);
    for placed in &opened.placement.placed {
        let current = app.reader.excerpt == Some(placed.excerpt);
        let stance = app.catalogue.excerpts[placed.excerpt].stance;
        let style = app.theme.stance(stance);
        let (sign, style) = if current { ("█", style.add_modifier(Modifier::BOLD)) } else { ("▪", style) };
        for at in column(placed.range.start)..=column(placed.range.end.saturating_sub(1)) {
            part::put(buffer, area.x + 1 + at as u16, area.y, &Span::styled(sign, style).into(), 1);
        }
    }
}

fn block_lines(app: &App, opened: &Opened, index: usize, width: u16) -> Vec<Line<'static>> {
    if let Some(comparison) = app.reader.beside() {
        return comparison.rows.get(index).map(|row| row_lines(app, row, width)).unwrap_or_default();
    }
    match opened.blocks.get(index) {
        Some(Block::Text(range, paragraph)) => text_lines(app, opened, range, *paragraph, width),
        Some(Block::Excerpt(id)) => excerpt_lines(app, *id, width),
        Some(Block::Gap(chars)) => gap_lines(app, opened, *chars, index == 0, width),
        None => Vec::new(),
    }
}

/// A paragraph with what is quoted in it.
fn text_lines(app: &App, opened: &Opened, range: &Range<usize>, paragraph: Option<usize>, width: u16) -> Vec<Line<'static>> {
    let Some(text) = &opened.text else { return Vec::new() };
    let mut shown = String::new();
    let mut marks: Vec<(Range<usize>, Style)> = Vec::new();
    let mut begins: Vec<(usize, ExcerptId)> = Vec::new();
    let mut current: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    let first = opened.quoted.partition_point(|(quoted, _)| quoted.end <= range.start);
    for (quoted, excerpts) in opened.quoted[first..].iter().take_while(|(quoted, _)| quoted.start < range.end) {
        let (start, end) = (quoted.start.max(at), quoted.end.min(range.end));
        shown.push_str(&displayable(&text.text()[at..start]));
        let from = shown.len();
        shown.push_str(&displayable(&text.text()[start..end]));
        at = end;
        let here = excerpts.iter().find(|&&id| app.reader.excerpt == Some(id));
        let Some(&id) = here.or(excerpts.first()) else { continue };
        let style = app.theme.stance(app.catalogue.excerpts[id].stance).add_modifier(Modifier::UNDERLINED);
        if here.is_some() {
            current.push(from..shown.len());
        }
        marks.push((from..shown.len(), if here.is_some() { style.add_modifier(Modifier::BOLD) } else { style }));
        for &id in excerpts {
            let begun = opened.placement.placed.iter().find(|placed| placed.excerpt == id);
            let starts_here = begun.is_some_and(|placed| text.slice(&(0..placed.range.start)).len() == quoted.start);
            if starts_here && quoted.start >= range.start {
                begins.push((from, id));
            }
        }
    }
    shown.push_str(&displayable(&text.text()[at..range.end]));
    for (found, style) in found_in(app, &shown) {
        part::overlay(&mut marks, found, style);
    }
    let place = place_in(app, &text.text()[range.clone()], range);
    if let Some(place) = &place {
        part::overlay(&mut marks, place.clone(), app.theme.matched());
        current.push(place.clone());
    }
    let columns = text_columns(width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (number, line) in wrap(&shown, columns).into_iter().enumerate() {
        let cursor = current.iter().any(|range| range.start < line.end && line.start < range.end);
        let starting = begins.iter().filter(|(at, _)| (line.start..line.end.max(line.start + 1)).contains(at)).map(|(_, id)| *id);
        let mut spans = margin(app, cursor, starting.collect(), paragraph.filter(|_| number == 0));
        spans.extend(part::marked(&shown, line, Style::new(), &marks));
        lines.push(Line::from(spans));
    }
    lines.push(Line::default());
    lines
}

/// The words of the last search, where they stand in `shown`.
fn found_in(app: &App, shown: &str) -> Vec<(Range<usize>, Style)> {
    let ranges = app.marks().map(|marks| marks.in_text(shown)).unwrap_or_default();
    part::highlights(&ranges, app.theme.matched())
}

/// The words that somebody came for, where they stand in `part`, the bytes `range` of the text; in bytes of what is shown of it.
fn place_in(app: &App, part: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let place = app.reader.place.as_ref().filter(|place| range.contains(&place.start))?;
    let shown = |from: usize, to: usize| part.get(from - range.start..to - range.start).map(|part| displayable(part).len());
    let start = shown(range.start, place.start)?;
    Some(start..start + shown(place.start, place.end.min(range.end))?)
}

/// The line of its block in which the words stand that somebody came for.
pub(super) fn place_line(app: &App, body: Rect) -> Option<usize> {
    let opened = app.reader.opened.as_ref().filter(|_| app.reader.beside().is_none())?;
    let (text, Some(Block::Text(range, _))) = (opened.text.as_ref()?.text(), opened.blocks.get(app.reader.top)) else {
        return None;
    };
    let place = place_in(app, &text[range.clone()], range)?;
    let (page, _) = layout::read(body, is_alone(app));
    let columns = text_columns(layout::inner(page).width);
    wrap(&displayable(&text[range.clone()]), columns).iter().position(|line| line.end > place.start)
}

/// Columns of a paragraph.
fn text_columns(width: u16) -> usize {
    usize::from(width.saturating_sub(MARGIN + 1).min(MEASURE))
}

/// The cursor, the signs of the excerpts that begin in this line, the number of the paragraph.
fn margin(app: &App, cursor: bool, starting: Vec<ExcerptId>, paragraph: Option<usize>) -> Vec<Span<'static>> {
    let mut spans = vec![Span::styled(if cursor { "▌" } else { " " }, app.theme.accent())];
    let signs = starting.len().min(2);
    for id in starting.into_iter().take(2) {
        let standing = Standing::Takes(app.catalogue.excerpts[id].stance);
        spans.push(Span::styled(standing.sign().to_string(), app.theme.standing(standing)));
    }
    let number = paragraph.map(|number| number.to_string()).unwrap_or_default();
    let room = usize::from(MARGIN) - 2 - signs;
    spans.push(Span::styled(format!("{number:>room$} "), app.theme.quiet()));
    spans
}

/// An excerpt where the text is not at hand.
fn excerpt_lines(app: &App, id: ExcerptId, width: u16) -> Vec<Line<'static>> {
    let columns = usize::from(width.saturating_sub(5).min(MEASURE));
    let current = app.reader.excerpt == Some(id);
    let claim = &app.catalogue.claims[app.catalogue.excerpts[id].claim];
    let mut lines = part::card(app, id, columns, Card { stance: true, brief: false, base: None });
    if let Some(first) = lines.first_mut() {
        first.push_span(Span::styled(format!("  {}", claim.title), app.theme.quiet()));
    }
    for line in &mut lines {
        line.spans.insert(0, Span::styled(if current { "▌   " } else { "    " }, app.theme.accent()));
    }
    lines.push(Line::default());
    lines
}

/// What nobody quoted, where the text is not at hand; above the first one how to supply the text.
fn gap_lines(app: &App, opened: &Opened, chars: usize, first: bool, width: u16) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let columns = usize::from(width.saturating_sub(5).min(MEASURE));
    if first {
        let id = &app.catalogue.documents[opened.document].id;
        let why = opened
            .fault
            .clone()
            .unwrap_or_else(|| "The text is not at hand, so this shows only what is quoted of it.".to_owned());
        let how =
            format!("{why} Put it into texts/{id}.txt beside the catalogue, or start with --texts DIR where DIR holds {id}.txt.");
        for mut line in part::wrapped(&displayable(&how), columns, app.theme.quiet(), &[]) {
            line.spans.insert(0, Span::raw("    "));
            lines.push(line);
        }
        lines.push(Line::default());
    }
    let about = if chars < 200 { chars } else { (chars + 50) / 100 * 100 };
    lines.push(Line::from(Span::styled(format!("    ╌╌ about {about} characters not quoted ╌╌"), app.theme.quiet())));
    lines.push(Line::default());
    lines
}

/// A row of the comparison: the original left, the copy right, what changed marked and named; one below the other where
/// there is no room.
fn row_lines(app: &App, row: &DriftRow, width: u16) -> Vec<Line<'static>> {
    let beside = width >= layout::MEDIUM;
    let columns =
        usize::from(if beside { (width.saturating_sub(5)) / 2 } else { width.saturating_sub(4) }).min(usize::from(MEASURE));
    let changed = app.theme.changed();
    let side = |stretch: Option<&Stretch>, is_copy: bool, missing: &str| -> Vec<Line<'static>> {
        let Some(stretch) = stretch else {
            return vec![Line::from(Span::styled(format!("({missing})"), app.theme.quiet()))];
        };
        let ranges =
            row.runs.iter().filter(|run| run.kind != RunKind::Same).map(|run| if is_copy { &run.other } else { &run.base });
        let inside =
            ranges.filter(|range| !range.is_empty() && range.start >= stretch.range.start && range.end <= stretch.range.end);
        let mut shown = String::new();
        let mut differing = Vec::new();
        let mut at = 0;
        for range in inside {
            let (start, end) = (range.start - stretch.range.start, range.end - stretch.range.start);
            if start < at {
                continue;
            }
            shown.push_str(&displayable(&stretch.text[at..start]));
            let from = shown.len();
            shown.push_str(&displayable(&stretch.text[start..end]));
            differing.push(from..shown.len());
            at = end;
        }
        shown.push_str(&displayable(&stretch.text[at..]));
        let mut marks = found_in(app, &shown);
        // Drift is what this is about: it shows on words that were looked for, too.
        for range in differing {
            part::overlay(&mut marks, range, changed);
        }
        if let Some(place) = place_in(app, &stretch.text, &stretch.range).filter(|_| is_copy) {
            part::overlay(&mut marks, place, app.theme.matched());
        }
        part::wrapped(&shown, columns, Style::new(), &marks)
    };
    let original = side(row.original.as_ref(), false, "not in the original");
    let copy = side(row.copy.as_ref(), true, "left out of the copy");
    let cursor = row_holds(app, row);
    let bar = Span::styled(if cursor { "▌ " } else { "  " }, app.theme.accent());
    let mut lines = Vec::new();
    if beside {
        for at in 0..original.len().max(copy.len()) {
            let left = original.get(at).cloned().unwrap_or_default();
            let gap = columns.saturating_sub(left.width()) + 3;
            let mut line = Line::from(vec![bar.clone()]);
            line.spans.extend(left.spans);
            line.push_span(Span::raw(" ".repeat(gap)));
            line.spans.extend(copy.get(at).cloned().unwrap_or_default().spans);
            lines.push(line);
        }
    } else {
        for (label, side) in [("original  ", original), ("copy      ", copy)] {
            lines.push(Line::from(vec![bar.clone(), Span::styled(label, app.theme.quiet())]));
            for part in side {
                let mut line = Line::from(vec![bar.clone()]);
                line.spans.extend(part.spans);
                lines.push(line);
            }
        }
    }
    for named in &row.drifts {
        let words = |stretch: &Stretch| displayable(&stretch.text).into_owned();
        let text = match (&named.original, &named.copy) {
            _ if named.kind.is_whole_sentence() => format!("≠ {}", named.label),
            (Some(original), Some(copy)) => format!("≠ {}: {} → {}", named.label, words(original), words(copy)),
            (Some(only), None) | (None, Some(only)) => format!("≠ {}: {}", named.label, words(only)),
            (None, None) => format!("≠ {}", named.label),
        };
        let text = cut(&text, usize::from(width.saturating_sub(3))).into_owned();
        lines.push(Line::from(vec![bar.clone(), Span::styled(text, app.theme.accent())]));
    }
    lines.push(Line::default());
    lines
}

/// Whether the excerpt under the cursor begins in this row, or the words that somebody came for.
fn row_holds(app: &App, row: &DriftRow) -> bool {
    let (Some(opened), Some(excerpt), Some(copy)) = (&app.reader.opened, app.reader.excerpt, &row.copy) else { return false };
    if let Some(place) = &app.reader.place {
        return copy.range.contains(&place.start);
    }
    let placed = opened.placement.placed.iter().find(|placed| placed.excerpt == excerpt);
    placed.is_some_and(|placed| (copy.span.start..copy.span.end).contains(&(placed.range.start as u32)))
}

/// The claims under which what the cursor is on is filed.
fn claims(app: &App, opened: &Opened, area: Rect, buffer: &mut Buffer) {
    let Some(current) = app.reader.excerpt else { return };
    let place = opened.placement.placed.iter().find(|placed| placed.excerpt == current);
    let sharing =
        |other: &Range<usize>| place.is_some_and(|place| place.range.start < other.end && other.start < place.range.end);
    let mut ids = vec![current];
    ids.extend(
        opened
            .placement
            .placed
            .iter()
            .filter(|placed| placed.excerpt != current && sharing(&placed.range))
            .map(|placed| placed.excerpt),
    );
    let heading = if ids.len() == 1 { "Quoted for one claim".to_owned() } else { format!("Quoted for {} claims", ids.len()) };
    let inside = part::pane(app.theme, area, &heading, Line::default(), false, buffer);
    let columns = usize::from(inside.width.saturating_sub(2));
    let mut lines = Vec::new();
    for id in ids {
        let claim = &app.catalogue.claims[app.catalogue.excerpts[id].claim];
        let style = if id == current { app.theme.strong() } else { Style::new() };
        lines.extend(part::wrapped(&claim.title, columns, style, &[]));
        lines.extend(part::card(app, id, columns, Card { stance: true, brief: false, base: None }));
        lines.push(Line::default());
    }
    for (line, y) in lines.iter().zip(inside.y..inside.bottom()) {
        part::put(buffer, inside.x + 1, y, line, columns as u16);
    }
}
