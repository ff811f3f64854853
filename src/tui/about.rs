//! What the catalogue tells of the claim's event, of the outlet and of what it published, with the curator's notes: `i` shows it below the
//! screen, and it follows the cursor until `i` or Esc. `PgDn` and `PgUp` scroll it.

use ratatui::{
    buffer::Buffer,
    style::Style,
    text::{Line, Span},
};

use super::{
    action::Action,
    kit::{layout, parts},
    shared::Shared,
};
use crate::catalogue::{Catalogue, DocumentId};

/// How far the notes are scrolled.
#[derive(Debug, Clone, Copy, Default)]
pub struct About {
    /// The first line in sight.
    top: usize,
}

impl About {
    /// Shows the notes from their beginning, or no more.
    pub fn toggle(&mut self, shared: &mut Shared) {
        self.top = 0;
        shared.with_notes = !shared.with_notes;
        if shared.with_notes && shared.notes().is_empty() {
            shared.message = Some("too few lines for the notes".to_owned());
        }
    }

    /// Closes the notes, or scrolls them by half of what is in sight.
    pub fn update(&mut self, shared: &mut Shared, document: Option<DocumentId>, action: &Action) {
        let height = usize::from(layout::inner(shared.notes()).height);
        let most = lines(shared, document).len().saturating_sub(height);
        let half = (height / 2).max(1);
        match action {
            Action::PageDown => self.top = (self.top + half).min(most),
            Action::PageUp => self.top = self.top.saturating_sub(half),
            _ => self.toggle(shared),
        }
    }
}

/// Draws them below the screen: of `document`, or of all that the outlet published.
pub fn draw(about: About, shared: &Shared, document: Option<DocumentId>, buffer: &mut Buffer) {
    let (theme, area) = (shared.theme, shared.notes());
    if area.is_empty() {
        return;
    }
    let lines = lines(shared, document);
    let inside = parts::pane(theme, area, "About", Span::styled(" i closes ", theme.quiet()).into(), false, buffer);
    let height = usize::from(inside.height);
    let top = about.top.min(lines.len().saturating_sub(height));
    for (line, y) in lines.iter().skip(top).zip(inside.y..inside.bottom()) {
        parts::put(buffer, inside.x + 1, y, line, inside.width.saturating_sub(1));
    }
    parts::beyond(theme, area, (top, lines.len().saturating_sub(top + height)), buffer);
}

/// What is told, wrapped for the pane.
fn lines(shared: &Shared, document: Option<DocumentId>) -> Vec<Line<'static>> {
    let columns = usize::from(shared.notes().width.saturating_sub(4));
    let mut lines = Vec::new();
    for (head, told) in told(shared, document) {
        lines.extend(parts::wrapped(&head, columns, shared.theme.strong(), &[]));
        lines.extend(told.iter().flat_map(|text| parts::wrapped(text, columns, Style::new(), &[])));
    }
    lines
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
