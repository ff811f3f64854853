//! The blocks of a document as lines: a paragraph with what is quoted in it, an excerpt where the text is not at hand. Rows of a
//! copy beside its original are in [`super::beside`]. Only the blocks in sight are asked for.

use std::ops::Range;

use ratatui::{
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{beside, page::Page, suggested};
use crate::{
    answers::document::{Block, Opened},
    catalogue::{ExcerptId, PartKind},
    compare::{copy::DriftRow, standing::Standing},
    text::{
        clean::{displayable, shown_at},
        wrap::{cut, wrap},
    },
    tui::{
        kit::{card::Look, parts},
        shared::Shared,
    },
};

/// Lines longer than this are hard to read.
pub(super) const MEASURE: u16 = 76;
/// Columns of the margin: the cursor, up to two signs, the number of the paragraph.
pub(super) const MARGIN: u16 = 9;

/// The lines of a block, or of a row of the comparison, so many columns wide; none where there is no such.
pub(super) fn block(shared: &Shared, page: &Page, index: usize, width: u16) -> Vec<Line<'static>> {
    let Some(opened) = &page.opened else { return Vec::new() };
    if page.beside().is_some() {
        return beside::row(shared, page, index, width);
    }
    match opened.blocks.get(index) {
        Some(Block::Text(range, paragraph)) => text_lines(shared, page, opened, range, *paragraph, width),
        Some(Block::Excerpt(id)) => excerpt_lines(shared, page, *id, width),
        Some(Block::Gap(chars)) => gap_lines(shared, *chars),
        Some(Block::Missing) => missing_lines(shared, opened, width),
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
    let mut suggestions: Vec<(usize, usize)> = Vec::new();
    for (number, suggestion) in suggested::places(shared, opened.document) {
        if let Some(there) = shown_in(text.text(), range, &shown, &suggestion.range) {
            if suggestion.range.start >= range.start {
                suggestions.push((there.start, number));
            }
            for word in suggested::words_in(suggestion, &shown[there.clone()]) {
                parts::overlay(&mut marks, there.start + word.start..there.start + word.end, shared.theme.strong());
            }
        }
    }
    let place = place_in(page, &text.text()[range.clone()], range);
    if let Some(place) = &place {
        // A line below words says that they are filed, which a suggestion never looks.
        let is_suggestion =
            suggested::places(shared, opened.document).any(|(_, there)| page.place.as_ref() == Some(&there.range));
        let style = if is_suggestion { shared.theme.accent() } else { shared.theme.matched() };
        parts::overlay(&mut marks, place.clone(), style);
        current.push(place.clone());
    }
    if let Some(selection) = &page.selection {
        for stretch in selection.marked() {
            if let Some(stretch) = shown_in(text.text(), range, &shown, &stretch) {
                parts::overlay(&mut marks, stretch, shared.theme.selected());
            }
        }
        if let Some(end) = shown_in(text.text(), range, &shown, &selection.moving_bytes()) {
            parts::overlay(&mut marks, end, shared.theme.moving_end());
        }
    }
    let columns = text_columns(width);
    let mut lines: Vec<Line<'static>> = Vec::new();
    let parts = parts_in(opened, range);
    for kind in labels(&parts, range) {
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
        let suggestion = suggestions.iter().find(|(at, _)| line.contains(at)).map(|(_, number)| *number);
        let mut spans = margin(shared, cursor, starting.collect(), suggestion, paragraph.filter(|_| number == 0));
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

/// The kinds of those of `parts` that begin in `range`: each is named above it.
fn labels(parts: &[&(Range<usize>, PartKind)], range: &Range<usize>) -> impl Iterator<Item = PartKind> {
    parts.iter().filter(|(part, _)| part.start >= range.start).map(|(_, kind)| *kind)
}

/// The words of the last search, where they stand in `shown`.
pub(super) fn found_in(shared: &Shared, shown: &str) -> Vec<(Range<usize>, Style)> {
    let ranges = shared.marks().map(|marks| marks.in_text(shown)).unwrap_or_default();
    parts::highlights(&ranges, shared.theme.matched())
}

/// The words that somebody came for, where they stand in `part`, the bytes `range` of the text; in bytes of what is shown of it.
pub(super) fn place_in(page: &Page, part: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let place = page.place.as_ref().filter(|place| range.contains(&place.start))?;
    let shown = |from: usize, to: usize| part.get(from - range.start..to - range.start).map(|part| displayable(part).len());
    let start = shown(range.start, place.start)?;
    Some(start..start + shown(place.start, place.end.min(range.end))?)
}

/// Where the bytes `of` stand in `shown`, which is what is shown of the bytes `range` of `text`.
fn shown_in(text: &str, range: &Range<usize>, shown: &str, of: &Range<usize>) -> Option<Range<usize>> {
    let to = |at: usize| shown_at(&text[range.start..], at.clamp(range.start, range.end) - range.start, shown);
    Some(to(of.start)?..to(of.end)?).filter(|range| !range.is_empty())
}

/// The line of the block at `index` in which the byte `at` of the text stands, where the text has so many columns.
pub(super) fn line_at(page: &Page, index: usize, at: usize, width: u16) -> usize {
    let Some(opened) = &page.opened else { return 0 };
    let (Some(text), Some(Block::Text(range, _))) = (&opened.text, opened.blocks.get(index)) else { return 0 };
    let text = text.text();
    let before = text.get(range.start..at).map_or(0, |before| displayable(before).len());
    let shown = displayable(&text[range.clone()]);
    let lines = wrap(&shown, text_columns(width));
    let line = lines.iter().position(|line| line.end > before).unwrap_or(lines.len().saturating_sub(1));
    lines_above(opened, range) + line
}

/// How many lines stand over the text of the block that holds the bytes `range`: the kinds of the parts that begin there.
pub(super) fn lines_above(opened: &Opened, range: &Range<usize>) -> usize {
    labels(&parts_in(opened, range), range).count()
}

/// Columns of a paragraph.
pub(super) fn text_columns(width: u16) -> usize {
    usize::from(width.saturating_sub(MARGIN + 1).min(MEASURE))
}

/// The cursor, the signs of the excerpts that begin in this line, the number of the place to look at that does, that of the paragraph.
fn margin(
    shared: &Shared,
    cursor: bool,
    starting: Vec<ExcerptId>,
    suggestion: Option<usize>,
    paragraph: Option<usize>,
) -> Vec<Span<'static>> {
    let mut spans = vec![Span::styled(if cursor { "▌" } else { " " }, shared.theme.accent())];
    let suggestion = suggestion.map(suggested::sign).unwrap_or_default();
    let at_most = if suggestion.is_empty() { 2 } else { 1 };
    let signs = starting.len().min(at_most) + suggestion.len();
    for id in starting.into_iter().take(at_most) {
        let standing = Standing::Takes(shared.catalogue.excerpts[id].stance);
        spans.push(Span::styled(standing.sign().to_string(), shared.theme.standing(standing)));
    }
    spans.push(Span::styled(suggestion, shared.theme.accent()));
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
        let room = columns.saturating_sub(first.width() + 2);
        first.push_span(Span::styled(format!("  {}", cut(&claim.title, room)), shared.theme.quiet()));
    }
    for line in &mut lines {
        line.spans.insert(0, Span::styled(if current { "▌   " } else { "    " }, shared.theme.accent()));
    }
    lines.push(Line::default());
    lines
}

/// Why there is no text, and how to supply it.
fn missing_lines(shared: &Shared, opened: &Opened, width: u16) -> Vec<Line<'static>> {
    let columns = usize::from(width.saturating_sub(5).min(MEASURE));
    let id = &shared.catalogue.documents[opened.document].id;
    let missing = || "The text is not at hand, so this shows only what is quoted of it.".to_owned();
    let why = opened.fault.clone().unwrap_or_else(missing);
    let how = if shared.is_blind() {
        format!("{why} R reveals how its file is to be called.")
    } else {
        format!("{why} Put it into texts/{id}.txt beside the catalogue, or start with --texts DIR where DIR holds {id}.txt.")
    };
    let mut lines = parts::wrapped(&displayable(&how), columns, shared.theme.quiet(), &[]);
    for line in &mut lines {
        line.spans.insert(0, Span::raw("    "));
    }
    lines.push(Line::default());
    lines
}

/// What nobody quoted, where the text is not at hand.
fn gap_lines(shared: &Shared, chars: usize) -> Vec<Line<'static>> {
    let about = (chars + 50) / 100 * 100;
    vec![
        Line::from(Span::styled(format!("    ╌╌ about {about} characters not quoted ╌╌"), shared.theme.quiet())),
        Line::default(),
    ]
}

/// Whether the excerpt under the cursor begins in this row, or the words that somebody came for.
pub(super) fn row_holds(page: &Page, row: &DriftRow) -> bool {
    let (Some(opened), Some(excerpt), Some(copy)) = (&page.opened, page.excerpt, &row.copy) else { return false };
    if let Some(place) = &page.place {
        return copy.range.contains(&place.start);
    }
    let placed = opened.placement.placed.iter().find(|placed| placed.excerpt == excerpt);
    placed.is_some_and(|placed| (copy.span.start as usize..copy.span.end as usize).contains(&placed.range.start))
}
