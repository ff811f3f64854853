//! The parts that screens are made of: panes, marked text, strips of signs, who is a copy and who is silent.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::{Alignment, Position, Rect},
    style::{Modifier, Style},
    symbols::border,
    text::{Line, Span},
    widgets::{Block, Widget},
};

use super::{
    heads::{DIFFERS, Heads},
    layout::{self, cells},
    theme::Theme,
};
use crate::{
    catalogue::{Catalogue, OutletId, Stance},
    compare::{coverage::Coverage, standing::Standing},
    text::wrap::{cut, filled, width, wrap},
};

/// More outlets than this have a count of each sign instead of a sign each.
const LONGEST_STRIP: usize = 16;

/// Writes `line` at a place, at most `columns` wide; what lies outside the screen is left out.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, line: &Line<'_>, columns: u16) {
    if buffer.area.contains(Position { x, y }) {
        buffer.set_line(x, y, line, columns.min(buffer.area.right() - x));
    }
}

/// Writes `text` likewise: for what is written so often that a line of spans would be too much.
pub fn put_text(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style, columns: u16) {
    if buffer.area.contains(Position { x, y }) {
        buffer.set_stringn(x, y, text, usize::from(columns), style);
    }
}

/// Draws a pane's border with its titles and returns its inside. The one that has the keys has the heavy border.
pub fn pane(theme: Theme, area: Rect, left: &str, right: Line<'_>, focused: bool, buffer: &mut Buffer) -> Rect {
    let (set, border, title) = if focused {
        (border::THICK, theme.edge(), theme.accent().add_modifier(Modifier::BOLD))
    } else {
        (border::PLAIN, theme.line(), theme.quiet())
    };
    let room = usize::from(area.width).saturating_sub(right.width() + 5);
    let left = cut(left, room);
    Block::bordered()
        .border_set(set)
        .border_style(border)
        .title_top(Line::from(Span::styled(format!(" {left} "), title)))
        .title_top(right.alignment(Alignment::Right))
        .render(area, buffer);
    layout::inner(area)
}

/// A pane without sides, for where every column counts: a line with its titles. The one that has the keys has the heavy line.
pub fn rule(theme: Theme, area: Rect, left: &str, right: &Line<'_>, focused: bool, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let (sign, style) = if focused { ("━", theme.edge()) } else { ("─", theme.line()) };
    let title = if focused { theme.accent().add_modifier(Modifier::BOLD) } else { theme.quiet() };
    put(buffer, area.x, area.y, &Span::styled(sign.repeat(usize::from(area.width)), style).into(), area.width);
    let right_width = cells(right.width());
    let room = usize::from(area.width.saturating_sub(right_width + 4));
    put(buffer, area.x + 1, area.y, &Span::styled(format!(" {} ", cut(left, room)), title).into(), area.width.saturating_sub(1));
    let x = area.right().saturating_sub(right_width);
    put(buffer, x, area.y, right, right_width);
}

/// On the lower border of a pane, how many rows stand above and below those in sight: "▴ 12  ▾ 54"; nothing where all are.
pub fn beyond(theme: Theme, pane: Rect, (above, below): (usize, usize), buffer: &mut Buffer) {
    let sides = [(above, '▴'), (below, '▾')].into_iter().filter(|&(count, _)| count > 0);
    let text: Vec<String> = sides.map(|(count, sign)| format!("{sign} {count}")).collect();
    if !text.is_empty() && pane.height > 0 {
        let text = format!(" {} ", text.join("  "));
        let x = pane.right().saturating_sub(cells(width(&text)) + 1);
        put(buffer, x, pane.bottom() - 1, &Span::styled(text, theme.quiet().patch(theme.accent())).into(), pane.width);
    }
}

/// Before a claim that was looked at since the list was narrowed.
pub const SEEN: &str = "✓";

/// Marks the line of the current row, so that it is found without colour or reversal.
pub fn marker(current: bool, theme: Theme, x: u16, y: u16, buffer: &mut Buffer) {
    if current {
        put_text(buffer, x, y, "▌", theme.edge(), 1);
    }
}

/// Writes the title of a table's row, marked and reversed where the row is current and the table has the keys.
pub fn row_title(
    theme: Theme,
    title: &str,
    (x, y): (u16, u16),
    columns: u16,
    (current, focused): (bool, bool),
    plain: Style,
    buffer: &mut Buffer,
) {
    let room = usize::from(columns.saturating_sub(2));
    let style = match (current, focused) {
        (true, true) => theme.current(),
        (true, false) => theme.strong(),
        (false, _) => plain,
    };
    marker(current, theme, x, y, buffer);
    put_text(buffer, x + 1, y, &(filled(title, room) + " "), style, columns.saturating_sub(1));
}

/// Writes `label` so that it ends before the column `end`; between brackets, of which one stands there, where it is under the cursor, so
/// that it is found without colour.
pub fn bracketed(label: &str, style: Style, is_current: bool, (end, y): (u16, u16), columns: u16, buffer: &mut Buffer) {
    let x = end.saturating_sub(cells(width(label)));
    if is_current {
        put_text(buffer, x.saturating_sub(1), y, &format!("[{label}]"), style, columns.saturating_add(1));
    } else {
        put_text(buffer, x, y, label, style, columns);
    }
}

/// Writes `text` wrapped into `inside`, a column from its edges.
pub fn paragraph(buffer: &mut Buffer, inside: Rect, text: &str, style: Style) {
    let columns = inside.width.saturating_sub(2);
    for (line, y) in wrapped(text, usize::from(columns), style, &[]).iter().zip(inside.y..inside.bottom()) {
        put(buffer, inside.x + 1, y, line, columns);
    }
}

/// Columns that the strip of so many outlets takes in a list of so many: two each where that leaves half of them for titles, else one.
pub fn strip_width(outlets: usize, columns: u16) -> u16 {
    match outlets {
        0 => 0,
        outlets if outlets <= LONGEST_STRIP => {
            let wide = cells(outlets * 2);
            if wide <= columns / 2 { wide } else { cells(outlets) }
        }
        _ => 15,
    }
}

/// The letters of `outlets` over the strips, which are so wide; none where outlets are counted instead.
pub fn strip_head(heads: &Heads, outlets: &[OutletId], width: u16) -> String {
    if outlets.len() > LONGEST_STRIP {
        return String::new();
    }
    let gap = if usize::from(width) > outlets.len() { " " } else { "" };
    outlets.iter().map(|&outlet| format!("{}{gap}", heads[outlet].letter)).collect()
}

/// What is counted where there are too many outlets for a sign each.
const COUNTED: [Standing; 4] = [
    Standing::Takes(Stance::Affirms),
    Standing::Takes(Stance::Reports),
    Standing::Takes(Stance::Questions),
    Standing::Takes(Stance::Denies),
];

/// One sign an outlet in so many columns; with many outlets, how many affirm, report, question and deny.
pub fn strip(theme: Theme, coverage: &Coverage, width: u16) -> Vec<Span<'static>> {
    let sign = |standing: Standing| Span::styled(standing.sign().to_string(), theme.standing(standing));
    let mut spans = Vec::new();
    if coverage.cells.len() <= LONGEST_STRIP {
        for cell in &coverage.cells {
            spans.push(sign(cell.standing));
            if usize::from(width) > coverage.cells.len() {
                spans.push(Span::raw(if cell.differs { DIFFERS } else { " " }));
            }
        }
        return spans;
    }
    for standing in COUNTED {
        let count = coverage.count_of(standing);
        spans.push(sign(standing));
        spans.push(Span::raw(format!("{count:<3}")));
    }
    spans
}

/// What the signs mean, in lines of so many columns.
pub fn legend(theme: Theme, columns: usize) -> Vec<Line<'static>> {
    let meanings = Standing::ALL.map(|standing| (standing.sign().to_string(), theme.standing(standing), standing.words()));
    let differs = (DIFFERS.to_owned(), Style::new(), "copy differs");
    let mut lines = vec![Line::raw(" ")];
    for (sign, style, words) in meanings.into_iter().chain([differs]) {
        let entry = [Span::styled(sign, style), Span::styled(format!(" {words}  "), theme.quiet())];
        let room = columns.saturating_sub(lines.last().map_or(0, Line::width));
        if entry.iter().map(Span::width).sum::<usize>() > room + 2 {
            lines.push(Line::raw(" "));
        }
        lines.last_mut().into_iter().for_each(|line| line.extend(entry.clone()));
    }
    lines
}

/// "● affirms": the sign in its colour, the word in bold.
pub fn signed(theme: Theme, standing: Standing) -> [Span<'static>; 2] {
    let sign = Span::styled(standing.sign().to_string(), theme.standing(standing).add_modifier(Modifier::BOLD));
    [sign, Span::styled(format!(" {}", standing.words()), theme.strong())]
}

/// `text` wrapped to `columns`, in `style`, with `marks` on top of it: apart from one another, in order.
pub fn wrapped(text: &str, columns: usize, style: Style, marks: &[(Range<usize>, Style)]) -> Vec<Line<'static>> {
    wrap(text, columns).into_iter().map(|line| Line::from(marked(text, line, style, marks))).collect()
}

/// `text` wrapped to `columns` in at most so many `lines`; where that is not all of it, the last one ends with "…".
pub fn cut_to(text: &str, columns: usize, lines: usize, style: Style) -> Vec<Line<'static>> {
    let ranges = wrap(text, columns);
    let shown = |at: usize, range: &Range<usize>| {
        let line = if at + 1 == lines && ranges.len() > lines { &text[range.start..] } else { &text[range.clone()] };
        Line::from(Span::styled(cut(line, columns).into_owned(), style))
    };
    ranges.iter().take(lines).enumerate().map(|(at, range)| shown(at, range)).collect()
}

/// The bytes `shown` of `text`, in `style`, with those of `marks`, which are apart and in order, on top of it in theirs.
pub fn marked(text: &str, shown: Range<usize>, style: Style, marks: &[(Range<usize>, Style)]) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = shown.start;
    // Of a long text with many marks only those of this line are looked at.
    let first = marks.partition_point(|(range, _)| range.end <= shown.start);
    for (range, mark) in marks[first..].iter().take_while(|(range, _)| range.start < shown.end) {
        let (start, end) = (range.start.clamp(at, shown.end), range.end.min(shown.end));
        if start >= end {
            continue;
        }
        if at < start {
            spans.push(Span::styled(text[at..start].to_owned(), style));
        }
        spans.push(Span::styled(text[start..end].to_owned(), style.patch(*mark)));
        at = end;
    }
    spans.push(Span::styled(text[at..shown.end].to_owned(), style));
    spans
}

/// Puts `range` in `style` among `marks`, over those that it overlaps.
pub fn overlay(marks: &mut Vec<(Range<usize>, Style)>, range: Range<usize>, style: Style) {
    let cut = |(mark, own): (Range<usize>, Style)| {
        [(mark.start..mark.end.min(range.start), own), (mark.start.max(range.end)..mark.end, own)]
    };
    let mut all: Vec<_> = std::mem::take(marks).into_iter().flat_map(cut).filter(|(mark, _)| mark.start < mark.end).collect();
    all.push((range, style));
    all.sort_by_key(|(mark, _)| mark.start);
    *marks = all;
}

/// Puts `range` in `style` under `marks`: it shows between those that it overlaps, and they take of it what they do not say.
pub fn underlay(marks: &mut Vec<(Range<usize>, Style)>, range: Range<usize>, style: Style) {
    let mut all = Vec::with_capacity(marks.len() + 2);
    let mut at = range.start;
    for (mark, own) in std::mem::take(marks) {
        if mark.start > at && at < range.end {
            all.push((at..mark.start.min(range.end), style));
        }
        at = at.max(mark.end);
        all.push((mark, own));
    }
    if at < range.end {
        all.push((at..range.end, style));
    }
    all.sort_by_key(|(mark, _)| mark.start);
    *marks = all;
}

/// `ranges`, all in one style.
pub fn highlights(ranges: &[Range<usize>], style: Style) -> Vec<(Range<usize>, Style)> {
    ranges.iter().map(|range| (range.clone(), style)).collect()
}

/// A pane with nothing in it but why.
pub fn notice(theme: Theme, area: Rect, title: &str, text: &str, buffer: &mut Buffer) {
    let inside = pane(theme, area, title, Line::default(), true, buffer);
    paragraph(buffer, inside, text, theme.quiet());
}

/// Who keeps silent, who could not know, and of whom nobody knows.
pub fn silence(catalogue: &Catalogue, theme: Theme, coverage: &Coverage, columns: u16) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for standing in [Standing::Silent, Standing::TooEarly, Standing::Unchecked] {
        let names: Vec<&str> = coverage.standing(standing).map(|outlet| catalogue.outlets[outlet].name.as_str()).collect();
        if names.is_empty() {
            continue;
        }
        let text = format!("{} {}: {}", standing.sign(), standing.words(), names.join(", "));
        lines.push(Line::from(Span::styled(cut(&text, usize::from(columns)).into_owned(), theme.quiet())));
    }
    lines
}
