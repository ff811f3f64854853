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
    compare::coverage::{Coverage, Standing, copied_outlets},
    text::wrap::{width, wrap},
    tui::{layout, theme::Theme},
};

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

/// The letter that heads an outlet's sign.
pub(super) fn mark(catalogue: &Catalogue, outlet: OutletId) -> char {
    let outlet = &catalogue.outlets[outlet];
    outlet.mark.or_else(|| outlet.name.chars().find(|c| c.is_alphanumeric())).unwrap_or('?')
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

/// `text` wrapped to `columns`, in `style`, with the byte ranges of `marks` on top of it in theirs.
pub(super) fn wrapped(text: &str, columns: usize, style: Style, marks: &[(Range<usize>, Style)]) -> Vec<Line<'static>> {
    wrap(text, columns)
        .into_iter()
        .map(|line| {
            let mut spans = Vec::new();
            let mut at = line.start;
            for (range, mark) in marks {
                let (start, end) = (range.start.clamp(at, line.end), range.end.min(line.end));
                if start >= end {
                    continue;
                }
                spans.push(Span::styled(text[at..start].to_owned(), style));
                spans.push(Span::styled(text[start..end].to_owned(), style.patch(*mark)));
                at = end;
            }
            spans.push(Span::styled(text[at..line.end].to_owned(), style));
            Line::from(spans)
        })
        .collect()
}

/// How an excerpt is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Card {
    /// Name the stance: where it does not stand over the column already.
    pub(super) stance: bool,
    /// Leave out notes and frames: for a glance.
    pub(super) brief: bool,
}

/// The lines of one excerpt, `columns` wide: who says it and where, the figure, the words, what is odd about them.
pub(super) fn card(catalogue: &Catalogue, theme: Theme, id: ExcerptId, columns: usize, how: Card) -> Vec<Line<'static>> {
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
    lines.extend(wrapped(&excerpt.quote.marked(), columns, Style::new(), &[]));
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
