//! The blocks of a document as lines: a paragraph with what is quoted in it, an excerpt where the text is not at hand, a row of
//! a copy beside its original. Only the blocks in sight are asked for.

use std::ops::Range;

use ratatui::{
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::page::Page;
use crate::{
    answers::document::{Block, Opened},
    catalogue::{ExcerptId, PartKind},
    compare::{
        copy::{DriftRow, Stretch},
        standing::Standing,
    },
    text::{
        clean::displayable,
        diff::RunKind,
        wrap::{cut, wrap},
    },
    tui::{
        kit::{card::Look, layout, parts},
        shared::Shared,
    },
};

/// Lines longer than this are hard to read.
const MEASURE: u16 = 76;
/// Columns of the margin: the cursor, up to two signs, the number of the paragraph.
const MARGIN: u16 = 9;

/// The lines of a block, or of a row of the comparison, so many columns wide; none where there is no such.
pub(super) fn block(shared: &Shared, page: &Page, index: usize, width: u16) -> Vec<Line<'static>> {
    let Some(opened) = &page.opened else { return Vec::new() };
    if let Some(comparison) = page.beside() {
        return comparison.rows.get(index).map(|row| row_lines(shared, page, row, width)).unwrap_or_default();
    }
    match opened.blocks.get(index) {
        Some(Block::Text(range, paragraph)) => text_lines(shared, page, opened, range, *paragraph, width),
        Some(Block::Excerpt(id)) => excerpt_lines(shared, page, *id, width),
        Some(Block::Gap(chars)) => gap_lines(shared, opened, *chars, index == 0, width),
        None => Vec::new(),
    }
}

/// A paragraph with what is quoted in it.
fn text_lines(
    shared: &Shared,
    page: &Page,
    opened: &Opened,
    range: &Range<usize>,
    paragraph: Option<usize>,
    width: u16,
) -> Vec<Line<'static>> {
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
        let here = excerpts.iter().find(|&&id| page.excerpt == Some(id));
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
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
    for (found, style) in found_in(shared, &shown) {
        parts::overlay(&mut marks, found, style);
    }
    let place = place_in(page, &text.text()[range.clone()], range);
    if let Some(place) = &place {
        parts::overlay(&mut marks, place.clone(), shared.theme.matched());
        current.push(place.clone());
    }
    let columns = text_columns(width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let parts = parts_in(opened, range);
    for (_, kind) in parts.iter().filter(|(part, _)| part.start >= range.start) {
        let label = Span::styled(format!("{:1$}[{2}]", "", usize::from(MARGIN), kind.name()), shared.theme.quiet());
        lines.push(Line::from(label));
    }
    for (part, _) in parts.iter().filter(|(_, kind)| *kind != PartKind::Headline) {
        let shown = |to: usize| displayable(&text.text()[range.start..to]).len();
        parts::underlay(&mut marks, shown(part.start.max(range.start))..shown(part.end.min(range.end)), shared.theme.quiet());
    }
    for (number, line) in wrap(&shown, columns).into_iter().enumerate() {
        let cursor = current.iter().any(|range| range.start < line.end && line.start < range.end);
        let starting = begins.iter().filter(|(at, _)| (line.start..line.end.max(line.start + 1)).contains(at)).map(|(_, id)| *id);
        let mut spans = margin(shared, cursor, starting.collect(), paragraph.filter(|_| number == 0));
        spans.extend(parts::marked(&shown, line, Style::new(), &marks));
        lines.push(Line::from(spans));
    }
    lines.push(Line::default());
    lines
}

/// The parts of the document that reach into the bytes `range` of its text.
fn parts_in<'o>(opened: &'o Opened, range: &Range<usize>) -> Vec<&'o (Range<usize>, PartKind)> {
    opened.parts.iter().filter(|(part, _)| part.start < range.end && range.start < part.end).collect()
}

/// The words of the last search, where they stand in `shown`.
fn found_in(shared: &Shared, shown: &str) -> Vec<(Range<usize>, Style)> {
    let ranges = shared.marks().map(|marks| marks.in_text(shown)).unwrap_or_default();
    parts::highlights(&ranges, shared.theme.matched())
}

/// The words that somebody came for, where they stand in `part`, the bytes `range` of the text; in bytes of what is shown of it.
fn place_in(page: &Page, part: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let place = page.place.as_ref().filter(|place| range.contains(&place.start))?;
    let shown = |from: usize, to: usize| part.get(from - range.start..to - range.start).map(|part| displayable(part).len());
    let start = shown(range.start, place.start)?;
    Some(start..start + shown(place.start, place.end.min(range.end))?)
}

/// The line of its block in which the words stand that somebody came for, where the text has so many columns.
pub(super) fn place_line(page: &Page, width: u16) -> Option<usize> {
    let opened = page.opened.as_ref().filter(|_| page.beside().is_none())?;
    let (text, Some(Block::Text(range, _))) = (opened.text.as_ref()?.text(), opened.blocks.get(page.top)) else {
        return None;
    };
    let place = place_in(page, &text[range.clone()], range)?;
    wrap(&displayable(&text[range.clone()]), text_columns(width)).iter().position(|line| line.end > place.start)
}

/// Columns of a paragraph.
fn text_columns(width: u16) -> usize {
    usize::from(width.saturating_sub(MARGIN + 1).min(MEASURE))
}

/// The cursor, the signs of the excerpts that begin in this line, the number of the paragraph.
fn margin(shared: &Shared, cursor: bool, starting: Vec<ExcerptId>, paragraph: Option<usize>) -> Vec<Span<'static>> {
    let mut spans = vec![Span::styled(if cursor { "▌" } else { " " }, shared.theme.accent())];
    let signs = starting.len().min(2);
    for id in starting.into_iter().take(2) {
        let standing = Standing::Takes(shared.catalogue.excerpts[id].stance);
        spans.push(Span::styled(standing.sign().to_string(), shared.theme.standing(standing)));
    }
    let number = paragraph.map(|number| number.to_string()).unwrap_or_default();
    let room = usize::from(MARGIN) - 2 - signs;
    spans.push(Span::styled(format!("{number:>room$} "), shared.theme.quiet()));
    spans
}

/// An excerpt where the text is not at hand.
fn excerpt_lines(shared: &Shared, page: &Page, id: ExcerptId, width: u16) -> Vec<Line<'static>> {
    let columns = usize::from(width.saturating_sub(5).min(MEASURE));
    let current = page.excerpt == Some(id);
    let claim = &shared.catalogue.claims[shared.catalogue.excerpts[id].claim];
    let mut lines = shared.cards().excerpt(id, columns, Look { stance: true, brief: false });
    if let Some(first) = lines.first_mut() {
        first.push_span(Span::styled(format!("  {}", claim.title), shared.theme.quiet()));
    }
    for line in &mut lines {
        line.spans.insert(0, Span::styled(if current { "▌   " } else { "    " }, shared.theme.accent()));
    }
    lines.push(Line::default());
    lines
}

/// What nobody quoted, where the text is not at hand; above the first one how to supply the text.
fn gap_lines(shared: &Shared, opened: &Opened, chars: usize, first: bool, width: u16) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let columns = usize::from(width.saturating_sub(5).min(MEASURE));
    if first {
        let id = &shared.catalogue.documents[opened.document].id;
        let why = opened
            .fault
            .clone()
            .unwrap_or_else(|| "The text is not at hand, so this shows only what is quoted of it.".to_owned());
        let how =
            format!("{why} Put it into texts/{id}.txt beside the catalogue, or start with --texts DIR where DIR holds {id}.txt.");
        for mut line in parts::wrapped(&displayable(&how), columns, shared.theme.quiet(), &[]) {
            line.spans.insert(0, Span::raw("    "));
            lines.push(line);
        }
        lines.push(Line::default());
    }
    let about = if chars < 200 { chars } else { (chars + 50) / 100 * 100 };
    lines.push(Line::from(Span::styled(format!("    ╌╌ about {about} characters not quoted ╌╌"), shared.theme.quiet())));
    lines.push(Line::default());
    lines
}

/// A row of the comparison: the original left, the copy right, what changed marked and named; one below the other where
/// there is no room.
fn row_lines(shared: &Shared, page: &Page, row: &DriftRow, width: u16) -> Vec<Line<'static>> {
    let beside = width >= layout::MEDIUM;
    let columns =
        usize::from(if beside { (width.saturating_sub(5)) / 2 } else { width.saturating_sub(4) }).min(usize::from(MEASURE));
    let changed = shared.theme.changed();
    let side = |stretch: Option<&Stretch>, is_copy: bool, missing: &str| -> Vec<Line<'static>> {
        let Some(stretch) = stretch else {
            return vec![Line::from(Span::styled(format!("({missing})"), shared.theme.quiet()))];
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
        let mut marks = found_in(shared, &shown);
        // Drift is what this is about: it shows on words that were looked for, too.
        for range in differing {
            parts::overlay(&mut marks, range, changed);
        }
        if let Some(place) = place_in(page, &stretch.text, &stretch.range).filter(|_| is_copy) {
            parts::overlay(&mut marks, place, shared.theme.matched());
        }
        parts::wrapped(&shown, columns, Style::new(), &marks)
    };
    let original = side(row.original.as_ref(), false, "not in the original");
    let copy = side(row.copy.as_ref(), true, "left out of the copy");
    let cursor = row_holds(page, row);
    let bar = Span::styled(if cursor { "▌ " } else { "  " }, shared.theme.accent());
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
            lines.push(Line::from(vec![bar.clone(), Span::styled(label, shared.theme.quiet())]));
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
        lines.push(Line::from(vec![bar.clone(), Span::styled(text, shared.theme.accent())]));
    }
    lines.push(Line::default());
    lines
}

/// Whether the excerpt under the cursor begins in this row, or the words that somebody came for.
fn row_holds(page: &Page, row: &DriftRow) -> bool {
    let (Some(opened), Some(excerpt), Some(copy)) = (&page.opened, page.excerpt, &row.copy) else { return false };
    if let Some(place) = &page.place {
        return copy.range.contains(&place.start);
    }
    let placed = opened.placement.placed.iter().find(|placed| placed.excerpt == excerpt);
    placed.is_some_and(|placed| (copy.span.start as usize..copy.span.end as usize).contains(&placed.range.start))
}
