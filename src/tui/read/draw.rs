//! The page.
//!
//! ```text
//! ────█──────█───█─────────────────────   where in the document its excerpts stand, by stance
//!     12  A paragraph, with a quoted      margin: sign of what begins here; number of the paragraph
//! ▌●      stretch that is marked.
//! ```

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{Read, blocks};
use crate::{
    answers::document::Opened,
    compare::provenance::kind_and_day,
    tui::{
        kit::{
            card::Look,
            layout::{self, cells},
            parts,
        },
        shared::Shared,
    },
};

/// Draws the page, and what its words are filed under where there is room.
pub fn draw(shared: &Shared, read: &Read, buffer: &mut Buffer) {
    let (page, theme) = (&read.page, shared.theme);
    let Some(document) = page.wanted.and_then(|document| shared.catalogue.documents.get(document)) else {
        let why = if shared.catalogue.documents.is_empty() {
            format!(
                "This catalogue has no documents yet. `parallax add -c {} FILE…` takes web pages, PDF, DOCX, mail and text; the screen \
                 follows.",
                shared.named.as_deref().unwrap_or("CATALOGUE")
            )
        } else {
            "This outlet has no document.".to_owned()
        };
        parts::notice(theme, shared.body(), "Read", &why, buffer);
        return;
    };
    let outlet = &shared.catalogue.outlets[document.outlet];
    let (area, aside) = read.areas(shared);
    let what = kind_and_day(&shared.catalogue, document);
    let head = [outlet.name.as_str(), &what, &document.title].into_iter().filter(|part| !part.is_empty());
    let heading = head.collect::<Vec<_>>().join(" · ");
    let corner = Line::from(Span::styled(whereabouts(read, area.width), theme.quiet()));
    let inside = parts::pane(theme, area, &heading, corner, true, buffer);
    let Some(opened) = &page.opened else {
        parts::put(buffer, inside.x + 1, inside.y, &"opening …".into(), inside.width);
        return;
    };
    if inside.height < 3 {
        return;
    }
    strip(shared, read, opened, Rect { height: 1, ..inside }, buffer);
    let rows = read.rows(shared);
    let mut y = rows.y;
    let mut skip = page.line;
    for index in page.top..page.height() {
        for line in blocks::block(shared, page, index, rows.width).iter().skip(skip) {
            if y >= rows.bottom() {
                break;
            }
            parts::put(buffer, rows.x, y, line, rows.width);
            y += 1;
        }
        if y >= rows.bottom() {
            break;
        }
        skip = 0;
    }
    if !aside.is_empty() {
        claims(shared, read, opened, aside, buffer);
    }
}

/// "excerpt 3 of 51", and what is shown with it or missing, as far as there is room.
fn whereabouts(read: &Read, columns: u16) -> String {
    let Some(opened) = &read.page.opened else { return String::new() };
    let all = opened.excerpts().count();
    if all == 0 {
        return " nothing quoted ".to_owned();
    }
    let at = opened.excerpts().position(|id| Some(id) == read.page.excerpt).map_or(0, |at| at + 1);
    if columns < layout::MEDIUM {
        return format!(" {at}/{all} ");
    }
    let about = match read.page.beside() {
        Some(comparison) => format!("beside its original, {} drifts named · ", comparison.counts.values().sum::<usize>()),
        None if opened.text.is_none() => "excerpts only, no text at hand · ".to_owned(),
        None => String::new(),
    };
    format!(" {about}excerpt {at} of {all} ")
}

/// The whole document as one line: where its excerpts stand, and where one is.
fn strip(shared: &Shared, read: &Read, opened: &Opened, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width.saturating_sub(2));
    let Some(length) = opened.placement.length.filter(|&length| length > 0 && columns > 0) else { return };
    let column = |chars: usize| (chars * columns / length).min(columns - 1);
    let line = Span::styled("─".repeat(columns), shared.theme.quiet());
    parts::put(buffer, area.x + 1, area.y, &line.into(), cells(columns));
    for placed in &opened.placement.placed {
        let current = read.page.excerpt == Some(placed.excerpt);
        let stance = shared.catalogue.excerpts[placed.excerpt].stance;
        let style = shared.theme.stance(stance);
        let (sign, style) = if current { ("█", style.add_modifier(Modifier::BOLD)) } else { ("▪", style) };
        for at in column(placed.range.start)..=column(placed.range.end.saturating_sub(1)) {
            parts::put(buffer, area.x + 1 + cells(at), area.y, &Span::styled(sign, style).into(), 1);
        }
    }
}

/// The claims under which what the cursor is on is filed.
fn claims(shared: &Shared, read: &Read, opened: &Opened, area: Rect, buffer: &mut Buffer) {
    let Some(current) = read.page.excerpt else { return };
    let place = opened.placement.placed.iter().find(|placed| placed.excerpt == current);
    let sharing =
        |other: &Range<usize>| place.is_some_and(|place| place.range.start < other.end && other.start < place.range.end);
    let others = opened.placement.placed.iter().filter(|placed| placed.excerpt != current && sharing(&placed.range));
    let mut ids = vec![current];
    ids.extend(others.map(|placed| placed.excerpt));
    let heading = if ids.len() == 1 { "Quoted for one claim".to_owned() } else { format!("Quoted for {} claims", ids.len()) };
    let inside = parts::pane(shared.theme, area, &heading, Line::default(), false, buffer);
    let columns = inside.width.saturating_sub(2);
    let mut lines = Vec::new();
    for id in ids {
        let claim = &shared.catalogue.claims[shared.catalogue.excerpts[id].claim];
        let style = if id == current { shared.theme.strong() } else { Style::new() };
        lines.extend(parts::wrapped(&claim.title, usize::from(columns), style, &[]));
        lines.extend(shared.cards().excerpt(id, usize::from(columns), Look { stance: true, brief: false }));
        lines.push(Line::default());
    }
    for (line, y) in lines.iter().zip(inside.y..inside.bottom()) {
        parts::put(buffer, inside.x + 1, y, line, columns);
    }
}
