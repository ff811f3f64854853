//! The parts that screens are made of: panes, strips of signs, the lines of one excerpt.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::{Alignment, Position, Rect},
    style::{Modifier, Style},
    symbols::border,
    text::{Line, Span},
    widgets::{Block, Widget},
};

use crate::{
    catalogue::{Catalogue, ExcerptId, OutletId},
    compare::{
        coverage::{Coverage, Standing, copied_outlets},
        naming::Namings,
        wording::{self, Quotation, Wording, compare},
    },
    text::{
        diff::RunKind,
        wrap::{cut, width, wrap},
    },
    tui::{app::App, layout, theme::Theme},
};

/// Where more than this share of the words of two quotations differ, marking them all would say nothing.
const OTHER_WORDS: f64 = 0.8;
/// How many excerpts of the base one is compared with to find the nearest: more than an outlet has under a claim in practice,
/// and few enough for a frame.
const BASES: usize = 16;
/// More outlets than this have a count of each sign instead of a sign each.
const LONGEST_STRIP: usize = 16;

/// Writes `line` at a place, at most `columns` wide; what lies outside the screen is left out.
pub(super) fn put(buffer: &mut Buffer, x: u16, y: u16, line: &Line<'_>, columns: u16) {
    if buffer.area.contains(Position { x, y }) {
        buffer.set_line(x, y, line, columns.min(buffer.area.right() - x));
    }
}

/// Draws a pane's border with its titles and returns its inside. The one that has the keys has the heavy border.
pub(super) fn pane(theme: Theme, area: Rect, left: &str, right: Line<'_>, focused: bool, buffer: &mut Buffer) -> Rect {
    let (set, border, title) = if focused {
        (border::THICK, theme.accent(), theme.accent().add_modifier(Modifier::BOLD))
    } else {
        (border::PLAIN, theme.quiet(), theme.quiet())
    };
    let room = usize::from(area.width).saturating_sub(right.width() + 5);
    let left = crate::text::wrap::cut(left, room);
    Block::bordered()
        .border_set(set)
        .border_style(border)
        .title_top(Line::from(Span::styled(format!(" {left} "), title)))
        .title_top(right.alignment(Alignment::Right))
        .render(area, buffer);
    layout::inner(area)
}

/// Marks the line of the current row, so that it is found without colour or reversal.
pub(super) fn marker(current: bool, theme: Theme, x: u16, y: u16, buffer: &mut Buffer) {
    if current {
        put(buffer, x, y, &Span::styled("▌", theme.accent()).into(), 1);
    }
}

/// Writes the title of a table's row, marked and reversed where the row is current and the table has the keys.
pub(super) fn row_title(
    theme: Theme,
    title: &str,
    (x, y): (u16, u16),
    columns: u16,
    (current, focused): (bool, bool),
    plain: Style,
    buffer: &mut Buffer,
) {
    let room = usize::from(columns.saturating_sub(2));
    let title = cut(title, room);
    let blanks = " ".repeat(room + 1 - width(&title));
    let style = match (current, focused) {
        (true, true) => theme.current(),
        (true, false) => theme.strong(),
        (false, _) => plain,
    };
    marker(current, theme, x, y, buffer);
    put(buffer, x + 1, y, &Span::styled(format!("{title}{blanks}"), style).into(), columns.saturating_sub(1));
}

/// Writes `text` wrapped into `inside`, a column from its edges.
pub(super) fn paragraph(buffer: &mut Buffer, inside: Rect, text: &str, style: Style) {
    let columns = inside.width.saturating_sub(2);
    for (line, y) in wrapped(text, usize::from(columns), style, &[]).iter().zip(inside.y..inside.bottom()) {
        put(buffer, inside.x + 1, y, line, columns);
    }
}

/// The letter that heads an outlet's sign, one column wide as that is.
pub(super) fn mark(catalogue: &Catalogue, outlet: OutletId) -> char {
    let outlet = &catalogue.outlets[outlet];
    let of_name = || outlet.name.chars().find(|c| c.is_alphanumeric() && width(c.encode_utf8(&mut [0; 4])) == 1);
    // A name all in wide characters has none; an id is always spelt in narrow ones.
    let of_id = || outlet.id.chars().next().map(|c| c.to_ascii_uppercase());
    outlet.mark.or_else(of_name).or_else(of_id).unwrap_or('?')
}

/// Columns that a claim's strip takes.
pub(super) fn strip_width(catalogue: &Catalogue) -> u16 {
    match catalogue.outlets.len() {
        0 => 0,
        outlets if outlets <= LONGEST_STRIP => outlets as u16 * 2 - 1,
        _ => 15,
    }
}

/// The letters over the strips; none where outlets are counted instead.
pub(super) fn strip_head(catalogue: &Catalogue) -> String {
    if catalogue.outlets.len() > LONGEST_STRIP {
        return String::new();
    }
    let marks: Vec<String> = catalogue.outlets.ids().map(|outlet| mark(catalogue, outlet).to_string()).collect();
    marks.join(" ")
}

/// One sign an outlet; with many outlets, how many affirm, report, question and deny.
pub(super) fn strip(theme: Theme, coverage: &Coverage) -> Vec<Span<'static>> {
    let sign = |standing: Standing| Span::styled(standing.sign().to_string(), theme.standing(standing));
    let mut spans = Vec::new();
    if coverage.cells.len() <= LONGEST_STRIP {
        for cell in &coverage.cells {
            if !spans.is_empty() {
                spans.push(Span::raw(" "));
            }
            spans.push(sign(cell.standing));
        }
        return spans;
    }
    for standing in &Standing::ALL[..4] {
        let count = coverage.standing(*standing).count();
        spans.push(sign(*standing));
        spans.push(Span::raw(format!("{count:<3}")));
    }
    spans
}

/// What the signs mean.
pub(super) fn legend(theme: Theme) -> Vec<Span<'static>> {
    let mut spans = vec![Span::raw(" ")];
    for standing in Standing::ALL {
        spans.push(Span::styled(standing.sign().to_string(), theme.standing(standing)));
        spans.push(Span::styled(format!(" {}  ", standing.name()), theme.quiet()));
    }
    spans
}

/// "copy of CBC News", where the outlet publishes one.
pub(super) fn copy_label(catalogue: &Catalogue, outlet: OutletId) -> Option<String> {
    let sources = copied_outlets(catalogue, outlet);
    let names: Vec<&str> = sources.iter().map(|&source| catalogue.outlets[source].name.as_str()).collect();
    (!names.is_empty()).then(|| format!("copy of {}", names.join(", ")))
}

/// Whether some outlet publishes a copy.
pub(super) fn has_copy(catalogue: &Catalogue) -> bool {
    catalogue.outlets.ids().any(|outlet| !copied_outlets(catalogue, outlet).is_empty())
}

/// `text` wrapped to `columns`, in `style`, with `marks` on top of it: apart from one another, in order.
pub(super) fn wrapped(text: &str, columns: usize, style: Style, marks: &[(Range<usize>, Style)]) -> Vec<Line<'static>> {
    wrap(text, columns).into_iter().map(|line| Line::from(marked(text, line, style, marks))).collect()
}

/// The bytes `shown` of `text`, in `style`, with those of `marks` that fall into them on top of it in theirs.
pub(super) fn marked(text: &str, shown: Range<usize>, style: Style, marks: &[(Range<usize>, Style)]) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut at = shown.start;
    for (range, mark) in marks {
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
pub(super) fn overlay(marks: &mut Vec<(Range<usize>, Style)>, range: Range<usize>, style: Style) {
    let cut = |(mark, own): (Range<usize>, Style)| {
        [(mark.start..mark.end.min(range.start), own), (mark.start.max(range.end)..mark.end, own)]
    };
    let mut all: Vec<_> = std::mem::take(marks).into_iter().flat_map(cut).filter(|(mark, _)| mark.start < mark.end).collect();
    all.push((range, style));
    all.sort_by_key(|(mark, _)| mark.start);
    *marks = all;
}

/// `ranges`, all in one style.
pub(super) fn highlights(ranges: &[Range<usize>], style: Style) -> Vec<(Range<usize>, Style)> {
    ranges.iter().map(|range| (range.clone(), style)).collect()
}

/// How an excerpt is shown.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Card {
    /// Name the stance: where it does not stand over the column already.
    pub(super) stance: bool,
    /// Leave out notes and frames: for a glance.
    pub(super) brief: bool,
    /// Mark what differs from this excerpt, and name it where that can be named.
    pub(super) base: Option<ExcerptId>,
}

/// The lines of one excerpt, `columns` wide: who says it and where, the figure, the words, what is odd about them.
pub(super) fn card(app: &App, id: ExcerptId, columns: usize, how: Card) -> Vec<Line<'static>> {
    let (catalogue, theme) = (&*app.catalogue, app.theme);
    let excerpt = &catalogue.excerpts[id];
    let document = &catalogue.documents[excerpt.document];
    let mut lines = Vec::new();
    if how.stance {
        let style = theme.stance(excerpt.stance).add_modifier(Modifier::BOLD);
        let sign = Standing::Takes(excerpt.stance).sign();
        lines.push(Line::from(Span::styled(format!("{sign} {}", excerpt.stance.name()), style)));
    }
    let speaker = excerpt.speaker.map(|speaker| catalogue.speakers[speaker].name.as_str());
    let said: Vec<&str> = [speaker, excerpt.cue.as_deref()].into_iter().flatten().collect();
    let place = excerpt.span.zip(document.chars.filter(|&chars| chars > 0)).map(|(span, chars)| {
        let share = u64::from(span.start) * 100 / u64::from(chars);
        format!("at {share} %")
    });
    lines.extend(apart(&said.join(" · "), &place.unwrap_or_default(), columns, theme));
    if catalogue.outlets[document.outlet].documents.len() > 1 {
        lines.extend(wrapped(&document.title, columns, theme.quiet(), &[]));
    }
    if let Some(figure) = &excerpt.figure {
        lines.extend(wrapped(figure, columns, theme.strong(), &[]));
    }
    let quote = excerpt.quote.marked();
    let wording = how.base.map(|base| wording(catalogue, base, id));
    let marks = match &wording {
        Some(wording) if wording.changed > OTHER_WORDS => Vec::new(),
        Some(wording) => {
            // The quotation is compared without the marks that are put around it here.
            let opening = quote.len().min(quote.find(excerpt.quote.shown()).unwrap_or(0));
            let other = wording.runs.iter().filter(|run| run.kind != RunKind::Same && !run.other.is_empty());
            other.map(|run| (run.other.start + opening..run.other.end + opening, theme.changed())).collect()
        }
        None => highlights(&app.marks().map(|marks| marks.in_quote(&quote)).unwrap_or_default(), theme.matched()),
    };
    lines.extend(wrapped(&quote, columns, Style::new(), &marks));
    if wording.as_ref().is_some_and(|wording| wording.changed > OTHER_WORDS) {
        lines.extend(wrapped("≠ other words altogether", columns, theme.quiet(), &[]));
    } else if let (Some(wording), Some(base)) = (&wording, how.base) {
        let base = catalogue.excerpts[base].quote.shown();
        for drift in &wording.drifts {
            let words = |text: &str, range: &Option<Range<usize>>| range.as_ref().map(|range| text[range.clone()].to_owned());
            let shown = [words(base, &drift.base), words(excerpt.quote.shown(), &drift.other)];
            let shown: Vec<String> = shown.into_iter().flatten().collect();
            lines.extend(wrapped(&format!("≠ {}: {}", drift.label(), shown.join(" → ")), columns, theme.accent(), &[]));
        }
    }
    if how.brief {
        return lines;
    }
    if !excerpt.frames.is_empty() {
        let frames: Vec<&str> = excerpt.frames.iter().map(|&frame| catalogue.frames[frame].name.as_str()).collect();
        lines.extend(wrapped(&format!("frame: {}", frames.join(", ")), columns, theme.quiet(), &[]));
    }
    if let Some(note) = &excerpt.note {
        lines.extend(wrapped(&format!("note: {note}"), columns, theme.quiet().add_modifier(Modifier::ITALIC), &[]));
    }
    lines
}

/// Says on the last line how many cards are not, or not wholly, in sight.
pub(super) fn more(app: &App, cards: usize, area: Rect, buffer: &mut Buffer) {
    let blank = " ".repeat(usize::from(area.width));
    put(buffer, area.x, area.bottom() - 1, &Span::styled(blank, Style::new()).into(), buffer.area.width);
    put(buffer, area.x, area.bottom() - 1, &Span::styled(format!("▾ {cards} more"), app.theme.accent()).into(), area.width);
}

/// How the words of `other` differ from those of `base`.
fn wording(catalogue: &Catalogue, base: ExcerptId, other: ExcerptId) -> Wording {
    compare(quotation(catalogue, base), quotation(catalogue, other), &Namings::of(catalogue))
}

fn quotation(catalogue: &Catalogue, id: ExcerptId) -> Quotation<'_> {
    let excerpt = &catalogue.excerpts[id];
    Quotation { text: excerpt.quote.shown(), attributed: excerpt.speaker.is_some() || excerpt.cue.is_some() }
}

/// The one of the first [`BASES`] of `bases` whose words are most like those of `other`.
pub(super) fn nearest(catalogue: &Catalogue, bases: &[ExcerptId], other: ExcerptId) -> Option<ExcerptId> {
    let quotations = bases.iter().take(BASES).map(|&base| quotation(catalogue, base));
    wording::nearest(quotations, quotation(catalogue, other)).and_then(|place| bases.get(place).copied())
}

/// `left` and `right` on one line where they fit, else one below the other; nothing where both are empty.
fn apart(left: &str, right: &str, columns: usize, theme: Theme) -> Vec<Line<'static>> {
    let gap = columns.checked_sub(width(left) + width(right));
    match gap {
        _ if left.is_empty() && right.is_empty() => Vec::new(),
        Some(gap) if gap > 0 || right.is_empty() => {
            let filled = if left.is_empty() { right.to_owned() } else { format!("{left}{}{right}", " ".repeat(gap)) };
            vec![Line::from(Span::styled(filled, theme.quiet()))]
        }
        _ => {
            let mut lines = wrapped(left, columns, theme.quiet(), &[]);
            if !right.is_empty() {
                lines.push(Line::from(Span::styled(right.to_owned(), theme.quiet())));
            }
            lines
        }
    }
}
