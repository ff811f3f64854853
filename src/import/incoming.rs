//! What a file holds, in the words of a catalogue, whatever the file is.

use std::ops::Range;

use crate::catalogue::{
    Kind,
    edit::{Fields, Value},
};

/// What a file holds.
#[derive(Debug, Default)]
pub struct Incoming {
    /// What the file is, for a reader: "a REFI-QDA project".
    pub source: String,
    /// Rows of all kinds; what they refer to may be among them or in the catalogue.
    pub rows: Vec<Row>,
    /// Texts of documents, with Unix line ends.
    pub texts: Vec<(Name, String)>,
    /// How it was read, and what of it has no place in a catalogue: a line each.
    pub told: Vec<String>,
}

/// What a row is called where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Name {
    /// By its id, as in a catalogue.
    Id(String),
    /// By a title, a name or an address, of which its id is made.
    Title(String),
}

/// A row as it comes in.
#[derive(Debug, Clone)]
pub struct Row {
    /// Of which kind.
    pub kind: Kind,
    /// What it is called; of an excerpt nothing.
    pub name: Name,
    /// What stands under its keys, but for references.
    pub fields: Fields,
    /// What it refers to, by key; an excerpt to its claim, too.
    pub refs: Vec<(&'static str, Vec<Name>)>,
    /// Whether nothing is known of it but what it is called: it is made where it is not there, and not compared.
    pub is_mere_name: bool,
    /// Where the quotation of an excerpt stands.
    pub place: Place,
    /// Where in the file it stands, for a reader.
    pub at: String,
}

/// Where the quotation of an excerpt stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Where its `span` says, if it has one.
    Written,
    /// Where it is found; there, in UTF-16 code units, as far as somebody knew.
    Sought(Option<Range<usize>>),
}

impl Row {
    /// One that says nothing yet.
    pub fn new(kind: Kind, name: Name, at: impl Into<String>) -> Self {
        Self { kind, name, fields: Vec::new(), refs: Vec::new(), is_mere_name: false, place: Place::Written, at: at.into() }
    }

    /// One of which nothing is known but its `title`.
    pub fn named(kind: Kind, title: &str, at: impl Into<String>) -> Self {
        let row = Self::new(kind, Name::Title(title.to_owned()), at).text(title_key(kind), Some(title));
        Self { is_mere_name: true, ..row }
    }

    /// An excerpt.
    pub fn excerpt(at: impl Into<String>) -> Self {
        Self::new(Kind::Excerpt, Name::Title(String::new()), at)
    }

    /// The same with this under `key`, where it is anything.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: Option<Value>) -> Self {
        self.fields.extend(value.map(|value| (key, value)));
        self
    }

    /// The same with these words under `key`, where there are any.
    #[must_use]
    pub fn text(self, key: &'static str, text: Option<&str>) -> Self {
        self.with(key, text.filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned())))
    }

    /// The same with references under `key`, where there are any.
    #[must_use]
    pub fn refer(mut self, key: &'static str, names: impl IntoIterator<Item = Name>) -> Self {
        let names: Vec<Name> = names.into_iter().collect();
        if !names.is_empty() {
            self.refs.push((key, names));
        }
        self
    }

    /// What stands under `key`, where that is a string.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.fields.iter().find_map(|(other, value)| match value {
            Value::Text(text) if *other == key => Some(text.as_str()),
            _ => None,
        })
    }
}

/// The key under which rows of `kind` have what they are called.
pub(super) const fn title_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Outlet | Kind::Speaker | Kind::Frame => "name",
        _ => "title",
    }
}

/// To rows of which kind `key` refers; none where it is no reference.
pub(super) fn referred(key: &str) -> Option<Kind> {
    Some(match key {
        "outlet" => Kind::Outlet,
        "document" | "copy_of" | "absent" | "absent_blind" => Kind::Document,
        "event" => Kind::Event,
        "speaker" => Kind::Speaker,
        "frames" => Kind::Frame,
        "claim" | "contradicts" => Kind::Claim,
        _ => return None,
    })
}

/// Whether several things may be named under `key`.
pub(super) fn is_list(key: &str) -> bool {
    matches!(key, "absent" | "absent_blind" | "frames" | "contradicts")
}
