//! What the catalogue tells of the claim's event, of the outlet and of what it published, with the curator's notes: `i` shows it over the
//! lower part of the screen, and it follows the cursor until `i` or Esc.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

use super::{
    kit::{layout::cells, parts},
    shared::Shared,
};
use crate::catalogue::{Catalogue, DocumentId};

/// Draws it into the lower part of `body`: of `documents`, or of all that the outlet published.
pub fn draw(shared: &Shared, document: Option<DocumentId>, body: Rect, buffer: &mut Buffer) {
    let theme = shared.theme;
    let columns = usize::from(body.width.saturating_sub(4));
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (head, told) in told(shared, document) {
        let style = |at: usize| if at == 0 { theme.strong() } else { Style::new() };
        for (at, text) in [head].into_iter().chain(told).enumerate() {
            lines.extend(parts::wrapped(&text, columns, style(at), &[]));
        }
    }
    let height = cells(lines.len() + 2).min(body.height);
    let area = Rect { y: body.bottom() - height, height, ..body };
    Clear.render(area, buffer);
    let inside = parts::pane(theme, area, "About", Span::styled(" i closes ", theme.quiet()).into(), true, buffer);
    for (line, y) in lines.iter().zip(inside.y..inside.bottom()) {
        parts::put(buffer, inside.x + 1, y, line, inside.width.saturating_sub(1));
    }
    let hidden = lines.len().saturating_sub(usize::from(inside.height));
    parts::beyond(theme, area, (0, hidden), buffer);
}

/// Each thing with its head and what is told of it.
fn told(shared: &Shared, document: Option<DocumentId>) -> Vec<(String, Vec<String>)> {
    let catalogue = &*shared.catalogue;
    let mut things = Vec::new();
    if let Some(claim) = shared.claim {
        let event = &catalogue.events[catalogue.claims[claim].event];
        let day = event.date.map(|date| format!(" · {date}")).unwrap_or_default();
        things.push((format!("{}{day}", event.title), event.note.iter().cloned().collect()));
    }
    let outlet = document.map(|document| catalogue.documents[document].outlet).or(shared.outlet);
    let Some(outlet) = outlet.and_then(|outlet| Some((outlet, catalogue.outlets.get(outlet)?))) else { return things };
    let (_, declared) = outlet;
    let kind = declared.kind.as_ref().map(|kind| format!(" · {kind}")).unwrap_or_default();
    things.push((format!("{}{kind}", declared.name), declared.note.iter().cloned().collect()));
    let published = document.map_or_else(|| declared.documents.clone(), |document| vec![document]);
    things.extend(published.into_iter().map(|id| of_document(catalogue, id)));
    things
}

/// Its title; when, by whom and where it was published, and what it is a copy of; the note.
fn of_document(catalogue: &Catalogue, id: DocumentId) -> (String, Vec<String>) {
    let document = &catalogue.documents[id];
    let about = if document.published_about { "about " } else { "" };
    let facts = [
        document.genre.map(|genre| genre.name().to_owned()),
        document.published.map(|date| format!("{about}{date}")),
        document.author.as_ref().map(|author| format!("by {author}")),
        document.copy_of.map(|original| format!("copy of “{}”", catalogue.documents[original].title)),
        document.url.clone(),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let told = Some(facts).filter(|facts| !facts.is_empty()).into_iter().chain(document.note.clone());
    (format!("“{}”", document.title), told.collect())
}
