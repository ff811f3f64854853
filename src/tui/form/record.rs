//! The form for a row that is no excerpt: a claim, an outlet, a speaker, …; a line a key, filled in with what is there.
//!
//! Lists of words are typed with semicolons between them.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Modifier,
    text::{Line, Span},
    widgets::{Clear, Widget},
};
use tui_input::Input;

use crate::{
    catalogue::{
        Catalogue, Kind,
        edit::{Edit, Fields, Row, Value, fields_of},
        slug::{free, shortened, slug},
    },
    text::wrap::cut,
    tui::{
        action::Action,
        kit::{field, layout, parts},
        shared::Shared,
    },
};

/// Columns of a key's name.
const NAME: u16 = 12;

/// How what stands under a key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Date,
    /// Strings with semicolons between them.
    Words,
}

/// A line of the form.
#[derive(Debug, Clone)]
struct Entry {
    key: &'static str,
    shape: Shape,
    input: Input,
    /// What stood there when the form was opened.
    was: String,
}

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
}

impl RecordForm {
    /// For a new row; a claim is of the event of this id.
    pub fn new(kind: Kind, event: Option<&str>) -> Self {
        let mut form = Self { kind, changes: None, entries: entries(kind, |_| String::new()), at: 0 };
        form.entries.retain(|entry| entry.key != "id");
        if let (Some(event), Some(entry)) = (event, form.entries.iter_mut().find(|entry| entry.key == "event")) {
            entry.input = event.to_owned().into();
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

    fn confirm(&self, shared: &mut Shared) -> Outcome {
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

fn is_name(key: &str) -> bool {
    matches!(key, "title" | "name")
}

fn hint(entry: &Entry) -> &'static str {
    match (entry.shape, entry.key) {
        (Shape::Date, _) => "2031-03-03",
        (Shape::Words, _) => "with ; between them",
        (_, "event") => "id of an event",
        (_, "text") => "the whole proposition, in neutral words",
        _ => "",
    }
}

/// The lines for a row of `kind`, filled in by key.
fn entries(kind: Kind, value: impl Fn(&str) -> String) -> Vec<Entry> {
    let shapes: &[(&'static str, Shape)] = match kind {
        Kind::Claim => &[
            ("id", Shape::Text),
            ("title", Shape::Text),
            ("text", Shape::Text),
            ("event", Shape::Text),
            ("date", Shape::Date),
            ("topics", Shape::Words),
            ("note", Shape::Text),
        ],
        Kind::Outlet => &[("id", Shape::Text), ("name", Shape::Text), ("kind", Shape::Text), ("note", Shape::Text)],
        Kind::Document => &[
            ("id", Shape::Text),
            ("title", Shape::Text),
            ("author", Shape::Text),
            ("published", Shape::Date),
            ("genre", Shape::Text),
            ("copy_of", Shape::Text),
            ("url", Shape::Text),
            ("note", Shape::Text),
        ],
        Kind::Event => &[("id", Shape::Text), ("title", Shape::Text), ("date", Shape::Date), ("note", Shape::Text)],
        Kind::Speaker => &[("id", Shape::Text), ("name", Shape::Text), ("role", Shape::Text), ("note", Shape::Text)],
        Kind::Frame => &[
            ("id", Shape::Text),
            ("name", Shape::Text),
            ("definition", Shape::Text),
            ("examples", Shape::Words),
            ("not", Shape::Text),
        ],
        Kind::Naming => &[
            ("id", Shape::Text),
            ("title", Shape::Text),
            ("forms", Shape::Words),
            ("except", Shape::Words),
            ("note", Shape::Text),
        ],
        Kind::Part | Kind::Excerpt => &[],
    };
    let entry = |&(key, shape): &(&'static str, Shape)| {
        let was = value(key);
        Entry { key, shape, input: was.clone().into(), was }
    };
    shapes.iter().map(entry).collect()
}

/// What was typed, as it is written.
fn value(shape: Shape, typed: &str) -> Value {
    let typed = typed.trim();
    match shape {
        _ if typed.is_empty() => Value::Absent,
        Shape::Text => Value::Text(typed.to_owned()),
        Shape::Date => Value::Bare(typed.to_owned()),
        Shape::Words => {
            let words = typed.split(';').map(str::trim).filter(|word| !word.is_empty());
            Value::Words(words.map(str::to_owned).collect())
        }
    }
}

/// The name or title of the row of `kind` with this id; none where there is none.
pub fn name(catalogue: &Catalogue, kind: Kind, id: &str) -> Option<String> {
    values(catalogue, kind, id)?.into_iter().find(|(key, _)| is_name(key)).map(|(_, name)| name)
}

/// What stands under the keys of the row of `kind` with this id, as it is typed; none where there is none.
fn values(catalogue: &Catalogue, kind: Kind, id: &str) -> Option<Vec<(&'static str, String)>> {
    let typed = |(key, value)| {
        Some(match value {
            Value::Text(text) | Value::Bare(text) => (key, text),
            Value::Words(words) => (key, words.join("; ")),
            _ => return None,
        })
    };
    Some(fields_of(catalogue, kind, id)?.into_iter().filter_map(typed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn what_is_typed_becomes_what_is_written() {
        assert_eq!(value(Shape::Words, " shut ; the night;; "), Value::Words(vec!["shut".into(), "the night".into()]));
        assert_eq!(value(Shape::Date, "2031-03-03 "), Value::Bare("2031-03-03".into()));
        assert_eq!(value(Shape::Text, "  "), Value::Absent);
    }

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
