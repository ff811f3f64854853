//! A sentence that the finder found in a text, with the claims it is quoted under and what stands around it.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use crate::{
    answers::full_text::{FullText, Sentence},
    compare::standing::Standing,
    find::Marks,
    text::wrap::{cut, width, wrap},
    tui::{
        kit::{layout::MEASURE, parts},
        shared::Shared,
    },
};

/// Sentences on each side that can come into sight.
const AROUND: usize = 6;

/// Claims that are named.
const NAMED: usize = 3;

/// Lines in sight over the sentence, where there is room for it and for them.
const BEFORE: usize = 2;

/// Draws it in a pane: who says it, under which claims it is quoted, and the text around it.
pub(super) fn preview(shared: &Shared, full_text: &FullText, at: usize, marks: &Marks, area: Rect, buffer: &mut Buffer) {
    let Some(sentence) = full_text.sentences.get(at) else { return };
    let document = &shared.catalogue.documents[sentence.document];
    let right = Line::from(Span::styled(format!(" paragraph {} ", sentence.paragraph), shared.theme.quiet()));
    let inside = parts::pane(shared.theme, area, &document.title, right, false, buffer);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2).min(MEASURE), ..inside };
    let columns = usize::from(inside.width);
    let mut lines = heading(shared, sentence, columns);
    let (around, chosen) = around(shared, full_text, at, marks, columns);
    let room = usize::from(inside.height).saturating_sub(lines.len());
    let before = BEFORE.min(room.saturating_sub(chosen.len()));
    let top = chosen.start.saturating_sub(before).min(around.len().saturating_sub(room));
    lines.extend(around.into_iter().skip(top));
    for (line, y) in lines.iter().zip(inside.y..inside.bottom()) {
        parts::put(buffer, inside.x, y, line, inside.width);
    }
}

/// The outlet, and the claims under which excerpts of the sentence are filed.
fn heading(shared: &Shared, sentence: &Sentence, columns: usize) -> Vec<Line<'static>> {
    let (catalogue, theme) = (&shared.catalogue, shared.theme);
    let outlet = catalogue.documents[sentence.document].outlet;
    let name = cut(&catalogue.outlets[outlet].name, columns).into_owned();
    let copy = shared.heads[outlet].copy().map(|label| format!("  {label}")).unwrap_or_default();
    let copy = cut(&copy, columns.saturating_sub(width(&name))).into_owned();
    let mut lines = vec![Line::from(vec![Span::styled(name, theme.strong()), Span::styled(copy, theme.quiet())])];
    for &id in sentence.excerpts.iter().take(NAMED) {
        let excerpt = &catalogue.excerpts[id];
        let standing = Standing::Takes(excerpt.stance);
        let sign = format!("{} {}", standing.sign(), standing.words());
        let title = format!("  {}", catalogue.claims[excerpt.claim].title);
        let title = cut(&title, columns.saturating_sub(width(&sign))).into_owned();
        lines.push(Line::from(vec![Span::styled(sign, theme.stance(excerpt.stance)), Span::styled(title, theme.quiet())]));
    }
    let more = sentence.excerpts.len().saturating_sub(NAMED);
    let told = match (sentence.excerpts.len(), more) {
        (0, _) => Some("quoted under no claim".to_owned()),
        (_, 0) => None,
        _ => Some(format!("and {more} more")),
    };
    lines.extend(told.map(|told| Line::from(Span::styled(told, theme.quiet()))));
    lines.push(Line::default());
    lines
}

/// The sentence at `at` among those around it, wrapped, and the lines on which it stands.
fn around(shared: &Shared, full_text: &FullText, at: usize, marks: &Marks, columns: usize) -> (Vec<Line<'static>>, Range<usize>) {
    let all = &full_text.sentences;
    let first = at.saturating_sub(AROUND);
    let near = &all[first..all.len().min(at + AROUND + 1)];
    let near: Vec<(usize, &Sentence)> =
        (first..).zip(near).filter(|(_, sentence)| sentence.document == all[at].document).collect();
    let mut lines = Vec::new();
    let mut chosen = 0..0;
    for paragraph in near.chunk_by(|(_, before), (_, after)| before.paragraph == after.paragraph) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        let mut text = String::new();
        let mut place = None;
        let mut styles = Vec::new();
        for &(number, sentence) in paragraph {
            text.push_str(if text.is_empty() { "" } else { " " });
            let from = text.len();
            text.push_str(sentence.quote.shown());
            if number == at {
                place = Some(from..text.len());
                let found = marks.in_quote(sentence.quote.shown()).into_iter();
                let found: Vec<Range<usize>> = found.map(|range| from + range.start..from + range.end).collect();
                styles = parts::highlights(&found, shared.theme.matched());
                parts::underlay(&mut styles, from..text.len(), shared.theme.strong());
            }
        }
        let style = if place.is_some() { Style::new() } else { shared.theme.quiet() };
        let wrapped = parts::wrapped(&text, columns, style, &styles);
        if let Some(place) = place {
            let places = wrap(&text, columns);
            let lines_before = |at: usize| lines.len() + places.partition_point(|line| line.start < at);
            chosen = lines_before(place.start + 1) - 1..lines_before(place.end);
        }
        lines.extend(wrapped);
    }
    (lines, chosen)
}
