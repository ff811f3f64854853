//! The page.
//!
//! ```text
//! ──▪─▪─╺━█━━▪╸──▪────  ¶ 12–14 of 52 …   where in the document the view is, and its excerpts
//!     12  A paragraph, with a quoted      margin: sign of what begins here; number of the paragraph
//! ▌●      stretch that is marked.
//! ```

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{Read, blocks, head, page::Page, suggested, view::View};
use crate::{
    catalogue::ExcerptId,
    tui::{
        kit::{
            card::{Card, Head, Look},
            layout, parts,
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
    let what = shared.days.published(document).to_string();
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
    let view = read.view(shared);
    head::ruler(shared, page, opened, &view, Rect { height: 1, ..inside }, buffer);
    for (line, y) in head::lines(shared, page, inside).iter().zip(inside.y + 1..inside.bottom()) {
        parts::put(buffer, inside.x, y, line, inside.width);
    }
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
        if suggested::list(shared, page, aside, buffer) {
            return;
        }
        claims(shared, page, &view, aside, buffer);
    } else if rows.bottom() < inside.bottom() {
        let foot = Rect { y: rows.bottom(), height: 1, ..inside };
        if !suggested::foot(shared, page, foot, buffer) {
            head::claim(shared, page, &view, foot, buffer);
        }
    }
}

/// What is shown, or missing, as far as there is room.
fn whereabouts(read: &Read, columns: u16) -> String {
    let Some(opened) = &read.page.opened else { return String::new() };
    let is_short = columns < layout::MEDIUM;
    if let Some(selection) = read.selection() {
        return format!(" {} ", selection.in_short());
    }
    match read.page.beside() {
        Some(comparison) if is_short => format!(" {} passages ", comparison.rows.len()),
        Some(comparison) => format!(" {} passages, {} unchanged ", comparison.rows.len(), comparison.unchanged()),
        None if opened.text.is_none() && is_short => " no text ".to_owned(),
        None if opened.text.is_none() => " excerpts only, no text at hand ".to_owned(),
        None => String::new(),
    }
}

/// The excerpts in sight as cards, each under its claim, the one under the cursor marked.
fn claims(shared: &Shared, page: &Page, view: &View, area: Rect, buffer: &mut Buffer) {
    let unplaced = page.excerpt.filter(|&id| !head::has_place(page, id));
    let ids: Vec<ExcerptId> = unplaced.into_iter().chain(view.excerpts().iter().copied()).collect();
    let heading = match (unplaced, view.excerpts().len()) {
        (Some(id), _) => head::no_place(shared, page, id).unwrap_or_default().to_owned(),
        (None, 0) => "Nothing in sight is quoted".to_owned(),
        (None, 1) => "1 excerpt in sight".to_owned(),
        (None, count) => format!("{count} excerpts in sight"),
    };
    let inside = parts::pane(shared.theme, area, &heading, Line::default(), false, buffer);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let selected = ids.iter().position(|&id| Some(id) == page.excerpt).unwrap_or(0);
    let card = |at: usize| Card { id: ids[at], look: Look::default(), head: Head::Claim, bases: &[] };
    shared.cards().column((ids.len(), card), selected, true, inside, buffer);
}
