//! The lines of the form for a row of each kind: their keys, what stands there, and what is written of what was typed.

use toml::value::Datetime;
use tui_input::Input;

use crate::{
    catalogue::{
        Catalogue, Genre, Kind,
        edit::{Value, fields_of},
    },
    text::fold::fold,
};

/// How what stands under a key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    Date,
    /// Strings with semicolons between them.
    Words,
}

/// A line of the form.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: &'static str,
    pub(super) shape: Shape,
    pub(super) input: Input,
    /// What stood there when the form was opened.
    pub(super) was: String,
    /// Whether it was asked if it is meant so.
    pub(super) doubted: bool,
}

pub(super) fn is_name(key: &str) -> bool {
    matches!(key, "title" | "name")
}

/// What can stand in the line of `key`: ids and what they are called.
pub(super) fn choices(catalogue: &Catalogue, key: &str) -> Vec<(String, String)> {
    let own = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    match key {
        "event" => catalogue.events.iter().map(|row| own(&row.id, &row.title)).collect(),
        "copy_of" => catalogue.documents.iter().map(|row| own(&row.id, &row.title)).collect(),
        _ => Genre::ALL.iter().map(|genre| own(genre.name(), genre.name())).collect(),
    }
}

/// The id of the one of `choices` that is called so, or whose id or name alone has what was typed in it.
pub(super) fn meant(choices: &[(String, String)], typed: &str) -> Result<String, String> {
    let typed = fold(typed);
    let is_it = |(id, name): &&(String, String)| fold(id) == typed || fold(name) == typed;
    let has_it = |(id, name): &&(String, String)| fold(id).contains(&*typed) || fold(name).contains(&*typed);
    let all = |test: &dyn Fn(&&(String, String)) -> bool| choices.iter().filter(test).collect::<Vec<_>>();
    match [all(&is_it), all(&has_it)].into_iter().find(|found| !found.is_empty()).as_deref() {
        Some([(id, _)]) => Ok(id.clone()),
        found => {
            let found: Vec<&str> = found.map_or_else(
                || choices.iter().map(|(id, _)| id.as_str()).collect(),
                |found| found.iter().map(|(id, _)| id.as_str()).collect(),
            );
            Err(format!("one of these: {}", found.join(", ")))
        }
    }
}

pub(super) fn hint(entry: &Entry) -> &'static str {
    match (entry.shape, entry.key) {
        (Shape::Date, _) => "2031-03-03",
        (Shape::Words, _) => "with ; between them",
        (_, "event") => "a few letters of an event",
        (_, "genre") => "report, opinion or advocacy",
        (_, "copy_of") => "a few letters of the document that it is a copy of",
        (_, "text") => "the whole proposition, in neutral words",
        _ => "",
    }
}

/// The lines for a row of `kind`, filled in by key.
pub(super) fn entries(kind: Kind, value: impl Fn(&str) -> String) -> Vec<Entry> {
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
        Entry { key, shape, input: was.clone().into(), was, doubted: false }
    };
    shapes.iter().map(entry).collect()
}

/// Whether `typed` is a day as it is written.
pub(super) fn is_day(typed: &str) -> bool {
    typed.parse::<Datetime>().is_ok_and(|day| day.date.is_some() && day.time.is_none())
}

/// What was typed, as it is written.
pub(super) fn value(shape: Shape, typed: &str) -> Value {
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
pub(super) fn values(catalogue: &Catalogue, kind: Kind, id: &str) -> Option<Vec<(&'static str, String)>> {
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
    fn what_is_meant_is_found_by_a_few_letters() {
        let catalogue =
            parse("title = 'B'\nevent = [{ id = 'closing', title = 'The closing' }, { id = 'ferry', title = 'The ferry' }]");
        let events = choices(&catalogue.unwrap().catalogue, "event");
        let meant = |typed: &str| meant(&events, typed);
        assert_eq!(
            [meant("clos"), meant("THE FERRY"), meant("ferry")],
            ["closing", "ferry", "ferry"].map(|id| Ok(id.to_owned()))
        );
        let all = Err("one of these: closing, ferry".to_owned());
        assert_eq!([meant("the"), meant("bridge")], [all.clone(), all]);
    }
}
