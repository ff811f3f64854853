//! What the files are meant to say after an edit, worked out on their tables as a parser of TOML sees them.

use std::{collections::BTreeMap, path::Path};

use parallax::catalogue::{
    Kind,
    edit::{Edit, Fields, Row, Value},
};
use toml::{Table, Value as Toml};

use crate::written::bytes;

/// The tables of all files, by kind and id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Meant(BTreeMap<&'static str, BTreeMap<String, Table>>);

pub(crate) const KINDS: [Kind; 7] =
    [Kind::Outlet, Kind::Document, Kind::Event, Kind::Speaker, Kind::Frame, Kind::Naming, Kind::Claim];

impl Meant {
    /// As the files say.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut meant = Self(KINDS.iter().map(|kind| (kind.name(), BTreeMap::new())).collect());
        for text in bytes(folder) {
            let file: Table = text.trim_start_matches('\u{feff}').parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
            for (kind, rows) in &mut meant.0 {
                for row in file.get(*kind).and_then(Toml::as_array).into_iter().flatten() {
                    let row = row.as_table().unwrap().clone();
                    let id = row["id"].as_str().unwrap().to_owned();
                    assert!(rows.insert(id, row).is_none(), "{text}");
                }
            }
        }
        meant
    }

    fn row(&mut self, kind: Kind, id: &str) -> &mut Table {
        self.0.get_mut(kind.name()).unwrap().get_mut(id).unwrap()
    }

    fn excerpts(&mut self, claim: &str) -> &mut Vec<Toml> {
        let excerpts = self.row(Kind::Claim, claim).entry("excerpt").or_insert_with(|| Toml::Array(Vec::new()));
        excerpts.as_array_mut().unwrap()
    }

    /// The excerpt that `row` names.
    fn excerpt(&mut self, row: &Row) -> &mut Table {
        let Row::Excerpt { claim, document, quote, nth } = row else { panic!("{row:?}") };
        let says = |excerpt: &Table, key: &str, value: &str| excerpt[key].as_str() == Some(value);
        let excerpts = self.excerpts(claim).iter_mut().map(|excerpt| excerpt.as_table_mut().unwrap());
        excerpts.filter(|excerpt| says(excerpt, "document", document) && says(excerpt, "quote", quote)).nth(*nth).unwrap()
    }

    /// Makes the edits of a round, in which rows are named as they were before it.
    pub(crate) fn make(&mut self, round: &[Edit]) {
        /// The key of an excerpt that goes at the end of the round.
        const GOES: &str = "goes";
        for edit in round {
            match edit {
                Edit::Add(kind, fields) => {
                    let row = changed(Table::new(), fields);
                    let id = row["id"].as_str().unwrap().to_owned();
                    self.0.get_mut(kind.name()).unwrap().insert(id, row);
                }
                Edit::File(claim, fields) => self.excerpts(claim).push(Toml::Table(changed(Table::new(), fields))),
                Edit::Set(row, fields) => {
                    let row = if let Row::Named(kind, id) = row { self.row(*kind, id) } else { self.excerpt(row) };
                    *row = changed(row.clone(), fields);
                }
                Edit::Remove(Row::Named(kind, id)) => drop(self.0.get_mut(kind.name()).unwrap().remove(id)),
                Edit::Remove(row) => drop(self.excerpt(row).insert(GOES.to_owned(), Toml::Boolean(true))),
                Edit::Move(rows, claim) => {
                    for row in rows {
                        let excerpt = self.excerpt(row).clone();
                        self.excerpt(row).insert(GOES.to_owned(), Toml::Boolean(true));
                        self.excerpts(claim).push(Toml::Table(excerpt));
                    }
                }
                Edit::Rename(kind, old, new) => self.rename(*kind, old, new),
                // The log is no part of the catalogue.
                Edit::Decide(_) => {}
            }
        }
        for claim in self.0.get_mut(Kind::Claim.name()).into_iter().flat_map(|claims| claims.values_mut()) {
            if let Some(Toml::Array(excerpts)) = claim.get_mut("excerpt") {
                excerpts.retain(|excerpt| excerpt.get(GOES).is_none());
                if excerpts.is_empty() {
                    claim.remove("excerpt");
                }
            }
        }
    }

    fn rename(&mut self, kind: Kind, old: &str, new: &str) {
        let rows = self.0.get_mut(kind.name()).unwrap();
        let mut row = rows.remove(old).unwrap();
        row.insert("id".to_owned(), Toml::String(new.to_owned()));
        rows.insert(new.to_owned(), row);
        for (of, row) in self.0.iter_mut().flat_map(|(of, rows)| rows.values_mut().map(|row| (*of, row))) {
            renamed(
                row,
                |key| {
                    matches!(
                        (kind.name(), of, key),
                        ("outlet", "document", "outlet")
                            | ("document", "document", "copy_of")
                            | ("document", "claim", "absent" | "absent_blind")
                            | ("event", "claim", "event")
                            | ("claim", "claim", "contradicts")
                    )
                },
                old,
                new,
            );
            for excerpt in row.get_mut("excerpt").and_then(Toml::as_array_mut).into_iter().flatten() {
                let refers = |key: &str| key.trim_end_matches('s') == kind.name();
                renamed(excerpt.as_table_mut().unwrap(), refers, old, new);
            }
        }
    }
}

/// `row` with another name where it stands under a key that `refers`, be it alone or in a list.
fn renamed(row: &mut Table, refers: impl Fn(&str) -> bool, old: &str, new: &str) {
    for (_, value) in row.iter_mut().filter(|(key, _)| refers(key)) {
        let names = if let Toml::Array(names) = value { names.iter_mut().collect() } else { vec![value] };
        for name in names.into_iter().filter(|name| name.as_str() == Some(old)) {
            *name = Toml::String(new.to_owned());
        }
    }
}

/// `row` with these under its keys.
fn changed(mut row: Table, fields: &Fields) -> Table {
    let strings = |words: Vec<String>| Toml::Array(words.into_iter().map(Toml::String).collect());
    for (key, value) in fields {
        let there = row.get(*key).and_then(Toml::as_array).into_iter().flatten();
        let mut there: Vec<String> = there.filter_map(|word| word.as_str().map(str::to_owned)).collect();
        let new = match value {
            Value::Text(text) => Some(Toml::String(text.clone())),
            Value::Bare(bare) => format!("value = {bare}").parse::<Table>().unwrap().remove("value"),
            Value::Span(span) => Some(Toml::Array([span.start, span.end].map(|at| Toml::Integer(at.into())).to_vec())),
            Value::Words(words) => Some(strings(words.clone())),
            Value::Rows(_, rows) => {
                let tables = rows.iter().map(|fields| Toml::Table(changed(Table::new(), fields)));
                Some(Toml::Array(tables.collect()))
            }
            Value::With(words) => {
                there.extend(words.iter().filter(|word| !there.contains(word)).cloned().collect::<Vec<_>>());
                Some(strings(there))
            }
            Value::Without(words) => {
                there.retain(|word| !words.contains(word));
                Some(strings(there)).filter(|left| *left != strings(Vec::new()))
            }
            Value::Renamed(..) => panic!("only a part of a renaming"),
            Value::Absent => None,
        };
        match new {
            Some(new) => drop(row.insert((*key).to_owned(), new)),
            None => drop(row.remove(*key)),
        }
    }
    row
}
