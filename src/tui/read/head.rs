//! What stands over the page: where the view is in the document, and over a copy what became of its original.
//!
//! ```text
//!  ───▪▪▪──▪▪╺━━━━━━╸▪▪───▪▪   ¶ 33–40 of 52   excerpt 31 of 66
//!  relabelled 17 · hedges 5 · names 2 · left out 28
//!  Bay Courier, original · report ~3 Aug   │ Tide Mirror, copy · report 4 Aug
//! ```

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{beside, page::Page, view::View};
use crate::{
    answers::document::Opened,
    catalogue::{DocumentId, ExcerptId},
    compare::{copy::Comparison, standing::Standing},
    text::{
        anchor::Anchoring,
        wrap::{cut, filled},
    },
    tui::{
        kit::{
            layout::{self, cells},
            parts,
        },
        shared::Shared,
    },
};

/// Pages lower than this have no line to spare.
const LOW: u16 = 12;

/// Draws the ruler, and what it shows in words at its right.
pub(super) fn ruler(shared: &Shared, page: &Page, opened: &Opened, view: &View, area: Rect, buffer: &mut Buffer) {
    let words = in_words(page, opened, view, area.width);
    let room = area.width.saturating_sub(2);
    let columns = usize::from(room).saturating_sub(words.chars().count() + 2);
    let words = Span::styled(words, shared.theme.quiet());
    let Some(length) = opened.placement.length.filter(|&length| length > 0 && columns > 0) else {
        parts::put(buffer, area.x + 1, area.y, &words.into(), room);
        return;
    };
    let column = |chars: usize| (chars.saturating_mul(columns) / length).min(columns - 1);
    let span = |range: &Range<usize>| column(range.start)..=column(range.end.saturating_sub(1).max(range.start));
    let mut signs = vec![("─", shared.theme.quiet()); columns];
    let seen = view.chars(page).map(|seen| span(&seen));
    let sight = shared.theme.accent().add_modifier(Modifier::BOLD);
    for sign in seen.clone().and_then(|seen| signs.get_mut(seen)).into_iter().flatten() {
        *sign = ("━", sight);
    }
    for placed in &opened.placement.placed {
        let style = shared.theme.stance(shared.catalogue.excerpts[placed.excerpt].stance);
        let is_current = page.excerpt == Some(placed.excerpt) && view.holds(placed.excerpt);
        for at in span(&placed.range) {
            if let Some(sign) = signs.get_mut(at).filter(|sign| is_current || sign.0 != "█") {
                let style = if view.holds(placed.excerpt) { style.add_modifier(Modifier::BOLD) } else { style };
                *sign = (if is_current { "█" } else { "▪" }, style);
            }
        }
    }
    // Where everything is quoted, its ends alone show what is in sight.
    if let Some(seen) = seen.filter(|seen| seen.start() < seen.end()) {
        for (at, sign) in [(*seen.start(), "╺"), (*seen.end(), "╸")] {
            signs.get_mut(at).filter(|sign| sign.0 != "█").into_iter().for_each(|shown| *shown = (sign, sight));
        }
    }
    let mut line: Line = signs.into_iter().map(|(sign, style)| Span::styled(sign, style)).collect();
    line.push_span(Span::raw("  "));
    line.push_span(words);
    parts::put(buffer, area.x + 1, area.y, &line, room);
}

/// "¶ 33–40 of 52   excerpt 31 of 66", shorter where there is no room.
fn in_words(page: &Page, opened: &Opened, view: &View, columns: u16) -> String {
    let is_short = columns < layout::MEDIUM;
    let numbers = view.numbers(page).map(|(unit, seen, all)| {
        let seen =
            if seen.start() == seen.end() { seen.start().to_string() } else { format!("{}–{}", seen.start(), seen.end()) };
        match (is_short, unit) {
            (true, "¶") => format!("¶{seen}/{all}"),
            (true, _) => format!("{seen}/{all}"),
            (false, unit) => format!("{unit} {seen} of {all}"),
        }
    });
    let all = opened.excerpts().count();
    let at = opened.excerpts().position(|id| Some(id) == page.excerpt).map_or(0, |at| at + 1);
    let is_here = page.excerpt.is_some_and(|id| view.holds(id) || !has_place(page, id));
    let excerpt = match (all, is_here, is_short) {
        (0, ..) => "nothing quoted".to_owned(),
        (_, true, true) => format!("{at}/{all}"),
        (_, false, true) => format!("–/{all}"),
        (_, true, false) => format!("excerpt {at} of {all}"),
        (_, false, false) => format!("none of {all} excerpts here"),
    };
    numbers.into_iter().chain([excerpt]).collect::<Vec<_>>().join(if is_short { "  " } else { "   " })
}

/// Whether `excerpt` has one place on the page.
pub(super) fn has_place(page: &Page, excerpt: ExcerptId) -> bool {
    let Some(opened) = &page.opened else { return false };
    if page.beside().is_some() {
        opened.row_of(excerpt).is_some()
    } else {
        opened.placement.placed.iter().any(|placed| placed.excerpt == excerpt)
    }
}

/// Why `excerpt` has no one place on the page; none where it has.
pub(super) fn no_place(shared: &Shared, page: &Page, excerpt: ExcerptId) -> Option<&'static str> {
    let opened = page.opened.as_ref().filter(|_| !has_place(page, excerpt))?;
    let quotations = shared.checked.as_ref().map(|checked| &checked.footings.quotations);
    let anchoring = quotations.and_then(|quotations| quotations.anchoring(&shared.catalogue, excerpt));
    Some(match anchoring {
        _ if opened.text.is_none() => "no one place: nobody noted where it stands",
        _ if opened.placement.placed.iter().any(|placed| placed.excerpt == excerpt) => "its place is not compared here",
        Some(Anchoring::Ambiguous { .. }) => "no one place: its words stand in several",
        _ => "no one place: its words were not found",
    })
}

/// The lines between the ruler and the rows of a page so high, without the blank one below them.
pub(super) fn lines(shared: &Shared, page: &Page, area: Rect) -> Vec<Line<'static>> {
    let (Some(comparison), Some(copy)) = (page.beside(), page.wanted) else { return Vec::new() };
    let Some(original) = shared.catalogue.documents.get(copy).and_then(|copy| copy.copy_of) else { return Vec::new() };
    let room = usize::from(area.width.saturating_sub(2));
    let mut lines = kinds(shared, page, comparison, room, if area.height < LOW { 1 } else { usize::MAX });
    let heads = [named(shared, original, "original"), named(shared, copy, "copy")];
    let style = shared.theme.strong();
    let columns = beside::columns(area.width);
    if beside::is_wide(area.width) {
        let [left, right] = heads.map(|head| Span::styled(filled(&head, columns), style));
        lines.push(Line::from(vec![Span::raw("  "), left, Span::styled(" │ ", shared.theme.quiet()), right]));
    } else if area.height >= LOW {
        for (sign, head) in ["  ", "│ "].into_iter().zip(heads.into_iter().rev()) {
            let head = Span::styled(cut(&head, columns).into_owned(), style);
            lines.push(Line::from(vec![Span::raw("  "), Span::styled(sign, shared.theme.quiet()), head]));
        }
    }
    lines
}

/// Whether a blank line follows the head of a page so high.
pub(super) fn is_spaced(area: Rect) -> bool {
    area.height >= LOW
}

/// "Bay Courier, original · report ~3 Aug".
fn named(shared: &Shared, id: DocumentId, what: &str) -> String {
    let document = &shared.catalogue.documents[id];
    let name = &shared.catalogue.outlets[document.outlet].name;
    let about = shared.days.published(document).to_string();
    if about.is_empty() { format!("{name}, {what}") } else { format!("{name}, {what} · {about}") }
}

/// How often each kind is named, the one that is walked marked; in as many lines as allowed.
fn kinds(shared: &Shared, page: &Page, comparison: &Comparison, room: usize, allowed: usize) -> Vec<Line<'static>> {
    let walked = page.walk.and_then(|walk| walk.kind);
    let mut entries: Vec<_> = comparison.kinds();
    if allowed == 1 {
        // The one that is walked must be in sight.
        entries.sort_by_key(|&(kind, _)| Some(kind) != walked);
    }
    let mut lines = vec![Line::raw(" ")];
    for (at, (kind, count)) in entries.iter().enumerate() {
        let text = format!("{} {count}", kind.plural());
        let style = if Some(*kind) == walked { shared.theme.current() } else { Style::new() };
        let used = lines.last().map_or(0, Line::width);
        if used + text.chars().count() + 4 > room && used > 1 {
            if lines.len() == allowed {
                lines.last_mut().into_iter().for_each(|line| line.push_span(Span::styled(" …", shared.theme.quiet())));
                break;
            }
            lines.push(Line::raw(" "));
        } else if at > 0 {
            lines.last_mut().into_iter().for_each(|line| line.push_span(Span::styled(" · ", shared.theme.quiet())));
        }
        lines.last_mut().into_iter().for_each(|line| line.push_span(Span::styled(text.clone(), style)));
    }
    if entries.is_empty() {
        lines = vec![Line::from(Span::styled(" nothing named differs", shared.theme.quiet()))];
    }
    lines
}

/// The claim under the cursor in one line, for pages with nothing beside them; else where its words are.
pub(super) fn claim(shared: &Shared, page: &Page, view: &View, area: Rect, buffer: &mut Buffer) {
    let Some(id) = page.excerpt.filter(|&id| view.holds(id) || !has_place(page, id)) else { return };
    let excerpt = &shared.catalogue.excerpts[id];
    let [sign, stance] = parts::signed(shared.theme, Standing::Takes(excerpt.stance));
    let title = &shared.catalogue.claims[excerpt.claim].title;
    let title = no_place(shared, page, id).map_or_else(|| title.clone(), |why| format!("{why} · {title}"));
    let room = usize::from(area.width.saturating_sub(4)).saturating_sub(sign.width() + stance.width());
    let title = Span::styled(cut(&title, room).into_owned(), shared.theme.strong());
    let line = vec![sign, stance, Span::raw("  "), title];
    parts::put(buffer, area.x + 1, area.y, &Line::from(line), cells(usize::from(area.width.saturating_sub(2))));
}
