//! Takes a table of TOML apart, key by key, and notes everything that is wrong with it.
//!
//! A [`Record`] is asked for its keys by name, each with a reader: a function from a TOML value to what the model wants. The
//! keys that nobody asked for are the unknown ones. So what a table may hold is written down once, where it is read
//! ([`super::read`]), and all problems of a table are found, not only the first.
//!
//! The readers are in [`super::value`].

use std::{mem, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Accepted, FileId, Format, Place,
    names::{Names, Numbering, Ref},
    nearest::nearest,
    problem::{At, Problem, Spot, quoted},
    value::{self, Misfit},
};
use crate::text::clean;

/// The text that is taken apart, where it stands, and what was noted about it so far.
pub(super) struct Notes<'i> {
    file: FileId,
    /// Where `text` begins in its file, in bytes.
    base: usize,
    pub(super) text: &'i str,
    names: Numbering<'i>,
    /// Room for [`Record::asked`], used again by one record after the other.
    asked: Vec<&'static str>,
    pub(super) problems: Vec<Problem>,
}

impl<'i> Notes<'i> {
    pub(super) fn new(file: FileId, base: usize, text: &'i str, names: &'i Names) -> Self {
        Self { file, base, text, names: Numbering::new(names), asked: Vec::new(), problems: Vec::new() }
    }

    /// The place in the file of `range` of the text.
    pub(super) fn at(&self, range: Range<usize>) -> At {
        At::new(self.file, self.base, range)
    }

    /// Drops what was noted about `ranges` of the text, which are in order.
    pub(super) fn forget(&mut self, ranges: &[Range<usize>]) {
        let ranges: Vec<At> = ranges.iter().map(|range| self.at(range.clone())).collect();
        self.problems.retain(|problem| match problem.spot {
            Spot::At(at) => {
                let next = ranges.partition_point(|range| range.end <= at.start);
                ranges.get(next).is_none_or(|range| at.start < range.start)
            }
            Spot::Path(_) => true,
        });
    }

    /// A person should know of characters that a reader will not see as they are.
    fn warn_of_unsafe(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::String(text) = value.get_ref() else {
            return;
        };
        // Only what is not printable ASCII is looked at as a character; `get` passes over the later bytes of one.
        let odd = text.bytes().enumerate().filter(|(_, byte)| !(b' '..=b'~').contains(byte));
        let mut chars = odd.filter_map(|(offset, _)| text.get(offset..)?.chars().next());
        let Some(found) = chars.find(|&c| clean::is_unsafe(c)) else {
            return;
        };
        // Written as such it has a place of its own; as an escape it is somewhere in the string.
        let span = value.span();
        let own = self.text.get(span.clone()).and_then(|written| written.find(found)).map(|offset| span.start + offset);
        let range = own.map_or(span, |start| start..start + found.len_utf8());
        let kind = if found.is_control() { "control" } else { "bidirectional control" };
        let problem = Problem::warning("unsafe-character", self.at(range), format!("{kind} character U+{:04X}", found as u32))
            .help("it is shown as a visible sign; remove it unless the document itself has it");
        self.problems.push(problem);
    }
}

type Reader<'i, T> = fn(DeValue<'i>, At) -> Result<T, Misfit>;

/// A table that is being taken apart.
pub(super) struct Record<'n, 'i> {
    /// What it describes, as a message names it: "a claim".
    what: &'static str,
    header: At,
    table: DeTable<'i>,
    asked: Vec<&'static str>,
    notes: &'n mut Notes<'i>,
}

impl<'n, 'i> Record<'n, 'i> {
    /// The table whose header stands at `header` in the text of `notes`.
    pub(super) fn new(what: &'static str, header: Range<usize>, table: DeTable<'i>, notes: &'n mut Notes<'i>) -> Self {
        Self { what, header: notes.at(header), table, asked: mem::take(&mut notes.asked), notes }
    }

    /// The id: as a name, and as it is kept.
    ///
    /// One that is no slug is a problem, and yet the name by which others know this table.
    pub(super) fn id(&mut self) -> Option<(Ref, Box<str>)> {
        let (id, at) = self.required("id", value::name)?;
        if let Some(slug) = value::not_a_slug(&id) {
            let message = format!("id {} is no slug: only a to z, 0 to 9 and `-` may stand in one", quoted(&id));
            let slug = if slug.is_empty() { "harbour-bridge" } else { &slug };
            self.notes.problems.push(Problem::error(at, message).help(format!("write it like {}", quoted(slug))));
        }
        let kept = id.as_ref().into();
        Some((self.notes.names.refer((id, at)), kept))
    }

    /// The name under `key`; it is a problem if there is none.
    pub(super) fn required_name(&mut self, key: &'static str) -> Option<Ref> {
        self.required(key, value::name).map(|given| self.notes.names.refer(given))
    }

    /// The name under `key`, if there is one.
    pub(super) fn name(&mut self, key: &'static str) -> Option<Ref> {
        self.optional(key, value::name).map(|given| self.notes.names.refer(given))
    }

    /// The names under `key`, an array; none where there is no such key.
    pub(super) fn names<C: FromIterator<Ref>>(&mut self, key: &'static str) -> C {
        let items = self.items(key);
        let name = |item| {
            let given = self.read(Subject::Item(key), item, value::name)?;
            Some(self.notes.names.refer(given))
        };
        items.into_iter().filter_map(name).collect()
    }

    /// The value of `key`; it is a problem if there is none.
    pub(super) fn required<T>(&mut self, key: &'static str, reader: Reader<'i, T>) -> Option<T> {
        let Some(value) = self.take(key) else {
            self.miss(key);
            return None;
        };
        self.read(Subject::Needed(key), value, reader)
    }

    /// The value of `key`, if there is one.
    pub(super) fn optional<T>(&mut self, key: &'static str, reader: Reader<'i, T>) -> Option<T> {
        let value = self.take(key)?;
        self.read(Subject::Value(key), value, reader)
    }

    /// The values of `key`, an array; none where there is no such key.
    pub(super) fn list<T>(&mut self, key: &'static str, reader: Reader<'i, T>) -> Vec<T> {
        self.items(key).into_iter().filter_map(|item| self.read(Subject::Item(key), item, reader)).collect()
    }

    /// The values of `key`, an array; it is a problem if there are none.
    pub(super) fn required_list<T>(&mut self, key: &'static str, reader: Reader<'i, T>) -> Vec<T> {
        let noted = self.notes.problems.len();
        let values = self.list(key, reader);
        if values.is_empty() && self.notes.problems.len() == noted {
            self.miss(key);
        }
        values
    }

    /// The tables under `key`, whose headers should be `[[path]]`, each with where that stands.
    pub(super) fn tables(&mut self, key: &'static str, path: &'static str) -> Vec<(Range<usize>, DeTable<'i>)> {
        let subject = Subject::Tables { key, path };
        let items = self.take(key).and_then(|value| self.read(subject, value, value::array)).unwrap_or_default();
        let table = |item: Spanned<DeValue<'i>>| {
            let header = item.span();
            self.read(subject, item, value::table).map(|table| (header, table))
        };
        items.into_iter().filter_map(table).collect()
    }

    /// The names of the warnings that are answered.
    pub(super) fn accepted(&mut self) -> Accepted {
        self.list("accepted", value::written).into()
    }

    /// Notes that what stands at `at` cannot be, and what to do.
    pub(super) fn refuse(&mut self, at: At, message: &str, help: &str) {
        self.notes.problems.push(Problem::error(at, message).help(help));
    }

    /// Notes the keys that nobody asked for, and tells where the table begins.
    pub(super) fn finish(mut self) -> Place {
        for key in self.table.keys() {
            let problem =
                Problem::error(self.notes.at(key.span()), format!("unknown key {} in {}", quoted(key.get_ref()), self.what));
            let help = match nearest(key.get_ref(), self.asked.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("{} may have {}", self.what, self.asked.join(", ")),
            };
            self.notes.problems.push(problem.help(help));
        }
        self.asked.clear();
        self.notes.asked = self.asked;
        Place { file: self.header.file, offset: self.header.start }
    }

    fn items(&mut self, key: &'static str) -> Vec<Spanned<DeValue<'i>>> {
        self.take(key).and_then(|value| self.read(Subject::Value(key), value, value::array)).unwrap_or_default()
    }

    fn miss(&mut self, key: &str) {
        let problem = Problem::error(self.header, format!("{} has no `{key}`", self.what));
        self.notes.problems.push(problem.help(format!("add a line `{key} = …` below it")));
    }

    fn take(&mut self, key: &'static str) -> Option<Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.remove(key)
    }

    fn read<T>(&mut self, subject: Subject, value: Spanned<DeValue<'i>>, reader: Reader<'i, T>) -> Option<T> {
        self.notes.warn_of_unsafe(&value);
        let at = self.notes.at(value.span());
        let value = value.into_inner();
        let found = value.type_str();
        match reader(value, at) {
            Ok(read) => Some(read),
            Err(misfit) => {
                let problem = self.explain(subject, found, misfit, at);
                self.notes.problems.push(problem);
                None
            }
        }
    }

    fn explain(&self, subject: Subject, found: &str, misfit: Misfit, at: At) -> Problem {
        let what = self.what;
        let name = match subject {
            Subject::Needed(key) | Subject::Value(key) | Subject::Tables { key, .. } => format!("`{key}` in {what}"),
            Subject::Item(key) => format!("an item of `{key}` in {what}"),
        };
        match misfit {
            Misfit::Type(wanted, example) => match subject {
                Subject::Tables { path, .. } => Problem::error(at, format!("{name} must be a table of its own"))
                    .help(format!("write `[[{path}]]`, in two brackets, on a line of its own")),
                Subject::Item(_) => Problem::error(at, format!("{name} must be {wanted}, not {}", with_article(found)))
                    .help(format!("write it like `{example}`")),
                Subject::Needed(key) | Subject::Value(key) => {
                    Problem::error(at, format!("{name} must be {wanted}, not {}", with_article(found)))
                        .help(format!("write it like `{key} = {example}`"))
                }
            },
            Misfit::Blank => {
                let help = if matches!(subject, Subject::Needed(_)) { "give it words" } else { "give it words, or leave it out" };
                Problem::error(at, format!("{name} is empty")).help(help)
            }
            Misfit::Newer(format) => Problem {
                hides_others: true,
                ..Problem::error(at, format!("made for a newer parallax: format {format}"))
                    .help(format!("this one knows formats up to {}; get a newer one", Format::ALL.len()))
            },
            Misfit::Other(message, help) => Problem::error(at, message).help(help),
        }
    }
}

/// What a value is to the table that it stands in.
#[derive(Debug, Clone, Copy)]
enum Subject {
    /// Its key must be there.
    Needed(&'static str),
    /// Its key may be there.
    Value(&'static str),
    /// It is one of several under its key.
    Item(&'static str),
    /// It is a table with a header, or several.
    Tables { key: &'static str, path: &'static str },
}

/// A type of TOML, as a sentence speaks of it.
fn with_article(kind: &str) -> String {
    match kind {
        "datetime" => "a date with a time".into(),
        "integer" | "array" => format!("an {kind}"),
        _ => format!("a {kind}"),
    }
}
