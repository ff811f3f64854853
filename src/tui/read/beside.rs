//! A row of a copy beside its original: what is named is coloured, mere wording underlined.
//!
//! ```text
//! ▌ ≠ number or date changed: six → 7
//! ▌ The mayor said six boats sank.      │ The mayor claimed 7 boats sank.
//! ```
//!
//! Where there is no room for two columns the original stands below the copy that is read, a rule at its side.

use std::ops::Range;

use ratatui::{
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{
    blocks::{MEASURE, found_in, place_in, row_holds},
    page::Page,
};
use crate::{
    catalogue::{Part, PartKind},
    compare::{
        copy::{DriftRow, Named, Stretch},
        drift::Kind,
    },
    text::{clean::displayable, diff::RunKind, wrap::cut},
    tui::{kit::parts, shared::Shared},
};

/// Columns from which a copy and its original stand side by side: in narrower columns one reads two words at a time.
const TWO_COLUMNS: u16 = 96;

/// Whether so many columns are enough for a copy and its original side by side.
pub(super) fn is_wide(width: u16) -> bool {
    width >= TWO_COLUMNS
}

/// Columns of each side.
pub(super) fn columns(width: u16) -> usize {
    let room = if is_wide(width) { width.saturating_sub(5) / 2 } else { width.saturating_sub(5) };
    usize::from(room.min(MEASURE))
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Original,
    Copy,
}

/// The lines of the row at `index`; after the last row what is not compared.
pub(super) fn row(shared: &Shared, page: &Page, index: usize, width: u16) -> Vec<Line<'static>> {
    let Some(comparison) = page.beside() else { return Vec::new() };
    let Some(row) = comparison.rows.get(index) else { return furniture(shared, page, width) };
    let stop = page.walk.and_then(|walk| walk.stop(comparison)).filter(|&(row, _)| row == index);
    let is_current = if page.walk.is_some() { stop.is_some() } else { row_holds(page, row) };
    let bar = Span::styled(if is_current { "▌ " } else { "  " }, shared.theme.accent());
    let side = |side: Side| lines_of(shared, page, row, side, columns(width));
    let (original, copy) = (side(Side::Original), side(Side::Copy));
    let mut lines = Vec::new();
    for (at, named) in row.drifts.iter().enumerate() {
        if matches!(named.kind, Kind::Dropped | Kind::Added) {
            continue;
        }
        let style = shared.theme.accent();
        let is_stop = stop.is_some_and(|(_, stop)| stop == at);
        let style = if is_stop { style.add_modifier(Modifier::BOLD | Modifier::REVERSED) } else { style };
        let text = cut(&sentence(named), usize::from(width.saturating_sub(3))).into_owned();
        lines.push(Line::from(vec![bar.clone(), Span::styled(text, style)]));
    }
    lines.extend(if is_wide(width) {
        side_by_side(shared, &bar, original, &copy, columns(width))
    } else {
        stacked(shared, &bar, row, original, copy)
    });
    lines.push(Line::default());
    lines
}

/// Both in columns, a rule between them.
fn side_by_side(
    shared: &Shared,
    bar: &Span<'static>,
    original: Vec<Line<'static>>,
    copy: &[Line<'static>],
    columns: usize,
) -> Vec<Line<'static>> {
    let height = original.len().max(copy.len());
    let mut original = original.into_iter();
    let beside = |at: usize| {
        let left = original.next().unwrap_or_default();
        let gap = columns.saturating_sub(left.width());
        let mut line = Line::from(bar.clone());
        line.spans.extend(left.spans);
        line.push_span(Span::styled(format!("{:gap$} │ ", ""), shared.theme.quiet()));
        line.spans.extend(copy.get(at).cloned().unwrap_or_default().spans);
        line
    };
    (0..height).map(beside).collect()
}

/// The original below the copy; where both are the same, that once.
fn stacked(
    shared: &Shared,
    bar: &Span<'static>,
    row: &DriftRow,
    original: Vec<Line<'static>>,
    copy: Vec<Line<'static>>,
) -> Vec<Line<'static>> {
    let original = if row.is_unchanged() { Vec::new() } else { original };
    let sign = if row.is_unchanged() { "= " } else { "  " };
    let beside = |line: Line<'static>, sign: &'static str| {
        let mut whole = Line::from(vec![bar.clone(), Span::styled(sign, shared.theme.quiet())]);
        whole.spans.extend(line.spans);
        whole
    };
    let copy = copy.into_iter().map(|line| beside(line, sign));
    copy.chain(original.into_iter().map(|line| beside(line, "│ "))).collect()
}

/// The text of one side; where it is not there, what that means.
fn lines_of(shared: &Shared, page: &Page, row: &DriftRow, side: Side, columns: usize) -> Vec<Line<'static>> {
    let (stretch, missing) = match side {
        Side::Original => (&row.original, "(added: not in the original)"),
        Side::Copy => (&row.copy, "(left out of the copy)"),
    };
    let Some(stretch) = stretch else { return parts::wrapped(missing, columns, shared.theme.quiet(), &[]) };
    let shown = displayable(&stretch.text);
    let of_side = |both: [Option<Range<usize>>; 2]| {
        let [original, copy] = both;
        if side == Side::Original { original } else { copy }
    };
    let inside = |range: Range<usize>| {
        let to = |byte: usize| Some(displayable(stretch.text.get(..byte.checked_sub(stretch.range.start)?)?).len());
        Some(to(range.start)?..to(range.end)?).filter(|range| !range.is_empty())
    };
    let mut marks: Vec<(Range<usize>, Style)> = Vec::new();
    for run in row.runs.iter().filter(|run| run.kind != RunKind::Same) {
        if let Some(range) = of_side([Some(run.base.clone()), Some(run.other.clone())]).and_then(inside) {
            parts::overlay(&mut marks, range, Style::new().add_modifier(Modifier::UNDERLINED));
        }
    }
    for (range, style) in found_in(shared, &shown) {
        parts::overlay(&mut marks, range, style);
    }
    // Drift is what this is about: it shows on words that were looked for, too.
    for named in row.drifts.iter().filter(|named| !named.kind.is_whole_sentence()) {
        let range = |stretch: &Option<Stretch>| stretch.as_ref().map(|stretch| stretch.range.clone());
        if let Some(range) = of_side([range(&named.original), range(&named.copy)]).and_then(inside) {
            parts::overlay(&mut marks, range, shared.theme.changed());
        }
    }
    if let Some(place) = place_in(page, &stretch.text, &stretch.range).filter(|_| side == Side::Copy) {
        parts::overlay(&mut marks, place, shared.theme.matched());
    }
    let plain = if row.copy.is_none() || row.is_unchanged() { shared.theme.quiet() } else { Style::new() };
    parts::wrapped(&shown, columns, plain, &marks)
}

/// "≠ name changed: Harrow → Harrov".
fn sentence(named: &Named) -> String {
    let words = |stretch: &Stretch| displayable(&stretch.text).into_owned();
    match (&named.original, &named.copy) {
        _ if named.kind.is_whole_sentence() => format!("≠ {}", named.label),
        (Some(original), Some(copy)) => format!("≠ {}: {} → {}", named.label, words(original), words(copy)),
        (Some(only), None) | (None, Some(only)) => format!("≠ {}: {}", named.label, words(only)),
        (None, None) => format!("≠ {}", named.label),
    }
}

/// The parts of both that are not compared, in one line: "▸ not compared: 2 captions, 1 teaser (t)".
fn furniture(shared: &Shared, page: &Page, width: u16) -> Vec<Line<'static>> {
    let Some(document) = page.opened.as_ref().map(|opened| &shared.catalogue.documents[opened.document]) else {
        return Vec::new();
    };
    let original = document.copy_of.map(|original| &shared.catalogue.documents[original]);
    let unread = |part: &&Part| !shared.extent.reads(part.kind);
    let unread: Vec<PartKind> = original
        .into_iter()
        .chain([document])
        .flat_map(|document| &document.parts)
        .filter(unread)
        .map(|part| part.kind)
        .collect();
    let counted = |kind: PartKind| {
        let count = unread.iter().filter(|&&other| other == kind).count();
        (count > 0).then(|| format!("{} {count}", kind.name()))
    };
    let counted: Vec<String> = PartKind::ALL.into_iter().filter_map(counted).collect();
    if counted.is_empty() {
        return Vec::new();
    }
    let text = format!("  ▸ not compared: {} (t opens)", counted.join(" · "));
    vec![Line::from(Span::styled(cut(&text, usize::from(width)).into_owned(), shared.theme.quiet()))]
}
