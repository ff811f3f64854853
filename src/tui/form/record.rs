//! The form for a row that is no excerpt: a claim, an outlet, a speaker, …; a line a key, filled in with what is there.
//!
//! Lists of words are typed with semicolons between them.

use super::lines::{Entry, Shape, choices, entries, hint, is_day, is_name, meant, value, values};
use crate::{
    catalogue::{
        Catalogue, Kind,
        edit::{Edit, Fields, Row, Value},
        slug::{free, shortened, slug},
    },
    text::wrap::cut,
    tui::{
        action::Action,
        kit::{field, layout, parts},
        shared::Shared,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

/// Columns of a key's name.
const NAME: u16 = 12;

/// The form, while it is open.
#[derive(Debug, Clone)]
pub struct RecordForm {
    kind: Kind,
    /// Id of the row that is changed; none where one is made.
    changes: Option<String>,
    entries: Vec<Entry>,
    at: usize,
}

/// What a key did to a form whose answer is edits.
pub enum Outcome {
    /// It stays.
    Stays,
    /// It has no part in this.
    Passes(Action),
    /// It closes.
    Closes,
    /// These rounds are to be written; the form stays until they are.
    Writes(Vec<Vec<Edit>>, String),
    /// Likewise, once this is answered with yes; it closes.
    Asks(String, Vec<Vec<Edit>>, String),
}

impl RecordForm {
    /// For a new row; a claim is of the event of this id.
    pub fn new(kind: Kind, event: Option<&str>) -> Self {
        let mut form = Self { kind, changes: None, entries: entries(kind, |_| String::new()), at: 0 };
        form.entries.retain(|entry| entry.key != "id");
        if let (Some(event), Some(entry)) = (event, form.entries.iter_mut().find(|entry| entry.key == "event")) {
            (entry.was, entry.input) = (event.to_owned(), event.to_owned().into());
        }
        form
    }

    /// Filled in with the row of this id; none where it is not there.
    pub fn changing(catalogue: &Catalogue, kind: Kind, id: &str) -> Option<Self> {
        let there = values(catalogue, kind, id)?;
        let value = |key: &str| there.iter().find(|(other, _)| *other == key).map(|(_, value)| value.clone()).unwrap_or_default();
        let mut form = Self { kind, changes: Some(id.to_owned()), entries: entries(kind, value), at: 0 };
        // What one most often changes comes first: the name, not the id.
        form.at = usize::from(form.entries.len() > 1);
        Some(form)
    }

    /// Whether anything else stands in it than at first.
    pub fn is_touched(&self) -> bool {
        self.entries.iter().any(|entry| entry.input.value().trim() != entry.was)
    }

    /// Of which kind the row is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The id of the row that is changed; none where one is made.
    pub fn changes(&self) -> Option<&str> {
        self.changes.as_deref()
    }

    /// What stands in each line, by its key.
    pub fn typed(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.entries.iter().map(|entry| (entry.key, entry.input.value()))
    }

    /// Types `text` into the line of `key`, where there is one, in the place of what stands there.
    pub fn fill_in(&mut self, key: &str, text: &str) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) {
            entry.input = text.to_owned().into();
        }
    }

    /// Does what was meant.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Outcome {
        match action {
            Action::Back => return Outcome::Closes,
            Action::NextField | Action::Down => self.at = (self.at + 1) % self.entries.len().max(1),
            Action::PreviousField | Action::Up => {
                self.at = self.at.checked_sub(1).unwrap_or(self.entries.len().saturating_sub(1));
            }
            Action::Open => return self.confirm(shared),
            Action::Type(request) => {
                if let Some(entry) = self.entries.get_mut(self.at) {
                    let _ = entry.input.handle(request);
                }
            }
            Action::Paste(text) => {
                if let Some(entry) = self.entries.get_mut(self.at) {
                    field::paste(&mut entry.input, &text);
                }
            }
            other => return Outcome::Passes(other),
        }
        Outcome::Stays
    }

    fn confirm(&mut self, shared: &mut Shared) -> Outcome {
        if let Err((at, why)) = self.take_in(&shared.catalogue) {
            self.at = at;
            shared.message = Some(why);
            return Outcome::Stays;
        }
        let catalogue = &shared.catalogue;
        let named = self.entries.iter().find(|entry| is_name(entry.key)).map(|entry| entry.input.value().trim().to_owned());
        let name = named.unwrap_or_default();
        if name.is_empty() {
            shared.message =
                Some(format!("a {} needs a {}", self.kind.name(), if self.kind == Kind::Claim { "title" } else { "name" }));
            return Outcome::Stays;
        }
        let value = |entry: &Entry| value(entry.shape, entry.input.value());
        let Some(id) = &self.changes else {
            let id = free(shortened(&slug(&name)), self.kind.name(), |id| values(catalogue, self.kind, id).is_some());
            let fields: Fields = [("id", Value::Text(id))]
                .into_iter()
                .chain(self.entries.iter().map(|entry| (entry.key, value(entry))).filter(|(_, value)| *value != Value::Absent))
                .collect();
            return Outcome::Writes(vec![vec![Edit::Add(self.kind, fields)]], format!("new {}: {name}", self.kind.name()));
        };
        let changed = self.entries.iter().filter(|entry| entry.input.value().trim() != entry.was && entry.key != "id");
        let fields: Fields = changed.map(|entry| (entry.key, value(entry))).collect();
        let mut rounds = Vec::new();
        if !fields.is_empty() {
            rounds.push(vec![Edit::Set(Row::Named(self.kind, id.clone()), fields)]);
        }
        let renamed = self.entries.iter().find(|entry| entry.key == "id").map(|entry| entry.input.value().trim().to_owned());
        if let Some(new) = renamed.filter(|new| new != id) {
            rounds.push(vec![Edit::Rename(self.kind, id.clone(), new)]);
        }
        if rounds.is_empty() { Outcome::Closes } else { Outcome::Writes(rounds, format!("changed {} {name}", self.kind.name())) }
    }

    /// Puts ids in the place of what was typed for them.
    ///
    /// # Errors
    ///
    /// The first line that cannot be written as it is, and why.
    fn take_in(&mut self, catalogue: &Catalogue) -> Result<(), (usize, String)> {
        for (at, entry) in self.entries.iter_mut().enumerate() {
            let typed = entry.input.value().trim().to_owned();
            let is_new = typed != entry.was;
            match (entry.shape, entry.key) {
                (_, "forms") if typed.is_empty() => return Err((at, "a naming needs the forms that are looked for".to_owned())),
                (Shape::Date, _) if !typed.is_empty() && !is_day(&typed) => {
                    return Err((at, "a day is written as 2031-03-03: year, month, day".to_owned()));
                }
                (Shape::Words, _) if is_new && !entry.doubted && typed.contains(',') && !typed.contains(';') => {
                    entry.doubted = true;
                    return Err((at, format!("“{typed}” is one, as ; stands between several: Enter again keeps it")));
                }
                (_, "event" | "genre" | "copy_of") if is_new && !typed.is_empty() => {
                    let id = meant(&choices(catalogue, entry.key), &typed).map_err(|why| (at, why))?;
                    entry.input = id.into();
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Draws the form into the lower part of `body`.
    pub fn draw(&self, shared: &Shared, body: Rect, buffer: &mut Buffer) {
        let theme = shared.theme;
        let wanted = layout::cells(self.entries.len()) + 2;
        let height = wanted.min(body.height);
        let area = Rect { y: body.bottom() - height, height, ..body };
        Clear.render(area, buffer);
        let title = match &self.changes {
            Some(id) => format!("Change {} {id}", self.kind.name()),
            None => format!("New {}", self.kind.name()),
        };
        let inside = parts::pane(theme, area, &title, Line::default(), true, buffer);
        let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
        let top = layout::scroll(0, self.at, self.entries.len(), usize::from(inside.height));
        for ((at, entry), y) in self.entries.iter().enumerate().skip(top).zip(inside.y..inside.bottom()) {
            let is_current = at == self.at;
            let style = if is_current { theme.accent().add_modifier(Modifier::BOLD) } else { theme.quiet() };
            parts::put(buffer, inside.x, y, &Span::styled(entry.key, style).into(), NAME);
            let value = Rect { x: inside.x + NAME.min(inside.width), y, width: inside.width.saturating_sub(NAME), height: 1 };
            if is_current {
                field::draw(theme, &entry.input, hint(entry), value, buffer);
            } else if entry.input.value().is_empty() {
                parts::put(buffer, value.x, y, &Span::styled("–", theme.quiet()).into(), value.width);
            } else {
                let shown = cut(entry.input.value(), usize::from(value.width)).into_owned();
                parts::put(buffer, value.x, y, &Span::raw(shown).into(), value.width);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tui_input::Input;

    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn only_what_was_changed_is_written_and_a_new_id_last() {
        let catalogue = parse("title = 'B'\nspeaker = [{ id = 'quill', name = 'Ada Quill', role = 'mayor' }]").unwrap().catalogue;
        let mut shared = Shared::new(crate::tui::kit::theme::Theme::Dark);
        shared.catalogue = catalogue.into();
        let mut form = RecordForm::changing(&shared.catalogue, Kind::Speaker, "quill").unwrap();
        assert!(matches!(form.update(&mut shared, Action::Open), Outcome::Closes));
        form.entries[0].input = "ada".to_owned().into();
        form.entries[2].input = Input::default();
        let Outcome::Writes(rounds, told) = form.update(&mut shared, Action::Open) else { panic!("nothing to write") };
        let set = Edit::Set(Row::Named(Kind::Speaker, "quill".into()), vec![("role", Value::Absent)]);
        assert_eq!(rounds, [vec![set], vec![Edit::Rename(Kind::Speaker, "quill".into(), "ada".into())]]);
        assert_eq!(told, "changed speaker Ada Quill");
        assert!(RecordForm::changing(&shared.catalogue, Kind::Speaker, "nobody").is_none());
        let mut new = RecordForm::new(Kind::Speaker, None);
        assert!(matches!(new.update(&mut shared, Action::Open), Outcome::Stays));
        assert_eq!(shared.message.as_deref(), Some("a speaker needs a name"));
        new.update(&mut shared, Action::Paste("Quill".into()));
        let Outcome::Writes(rounds, _) = new.update(&mut shared, Action::Open) else { panic!("nothing to write") };
        let fields = vec![("id", Value::Text("quill-2".into())), ("name", Value::Text("Quill".into()))];
        assert_eq!(rounds, [vec![Edit::Add(Kind::Speaker, fields)]]);
    }
}
