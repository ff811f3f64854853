//! Takes a table of TOML apart, key by key, and notes everything that is wrong with it.
//!
//! A [`Record`] is asked for its keys by name, each with a reader: a function from a TOML value to what the model wants. The
//! keys that nobody asked for are the unknown ones. So what a table may hold is written down once, where it is read
//! ([`super::read`]), and all problems of a table are found, not only the first.
//!
//! The readers are in [`super::value`].

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    FileId, Place,
    nearest::nearest,
    problem::{At, Problem},
    value::{self, Misfit},
};
use crate::text::clean;

/// The text that is taken apart, where it stands, and what was found wrong with it so far.
pub(super) struct Notes<'i> {
    file: FileId,
    /// Where `text` begins in its file, in bytes.
    base: usize,
    pub(super) text: &'i str,
    pub(super) problems: Vec<Problem>,
}

impl<'i> Notes<'i> {
    pub(super) fn of(file: FileId, base: usize, text: &'i str) -> Self {
        Self { file, base, text, problems: Vec::new() }
    }

    /// The place in the file of `range` of the text.
    pub(super) fn at(&self, range: Range<usize>) -> At {
        At::new(self.file, self.base, range)
    }

    /// A person should know of characters that a reader will not see as they are.
    fn warn_of_unsafe(&mut self, value: &Spanned<DeValue<'_>>) {
        let DeValue::String(text) = value.get_ref() else {
            return;
        };
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return;
        }
        let Some(found) = text.chars().find(|&c| clean::is_unsafe(c)) else {
            return;
        };
        // Written as such it has a place of its own; as an escape it is somewhere in the string.
        let span = value.span();
        let own = self.text.get(span.clone()).and_then(|written| written.find(found)).map(|offset| span.start + offset);
        let range = own.map_or(span, |start| start..start + found.len_utf8());
        let kind = if found.is_control() { "control" } else { "bidirectional control" };
        let problem = Problem::warning(self.at(range), format!("{kind} character U+{:04X}", found as u32))
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
        Self { what, header: notes.at(header), table, asked: Vec::with_capacity(12), notes }
    }

    /// The id, and where it is given.
    ///
    /// One that is no slug is a problem, and yet the name by which others know this table.
    pub(super) fn id(&mut self) -> Option<(Box<str>, At)> {
        let (id, at) = self.required("id", value::name)?;
        if let Some(slug) = value::not_a_slug(&id) {
            let problem = Problem::error(at, format!("id `{id}` is no slug: only a to z, 0 to 9 and `-` may stand in one"));
            self.notes.problems.push(problem.help(format!("write `{slug}`")));
        }
        Some((id.into(), at))
    }

    /// The value of `key`; it is a problem if there is none.
    pub(super) fn required<T>(&mut self, key: &'static str, reader: Reader<'i, T>) -> Option<T> {
        if !self.table.contains_key(key) {
            let problem = Problem::error(self.header, format!("{} has no `{key}`", self.what));
            self.notes.problems.push(problem.help(format!("add a line `{key} = …` below it")));
        }
        self.optional(key, reader)
    }

    /// The value of `key`, if there is one.
    pub(super) fn optional<T>(&mut self, key: &'static str, reader: Reader<'i, T>) -> Option<T> {
        let value = self.take(key)?;
        self.read(Subject::Value(key), value, reader)
    }

    /// The values of `key`, an array; none where there is no such key.
    pub(super) fn list<T>(&mut self, key: &'static str, reader: Reader<'i, T>) -> Vec<T> {
        let Some(items) = self.take(key).and_then(|value| self.read(Subject::Value(key), value, value::array)) else {
            return Vec::new();
        };
        items.into_iter().filter_map(|item| self.read(Subject::Item(key), item, reader)).collect()
    }

    /// The tables under `key`, each with its header.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<(Range<usize>, DeTable<'i>)> {
        let Some(items) = self.take(key).and_then(|value| self.read(Subject::Tables(key), value, value::array)) else {
            return Vec::new();
        };
        let table = |item: Spanned<DeValue<'i>>| {
            let header = item.span();
            self.read(Subject::Tables(key), item, value::table).map(|table| (header, table))
        };
        items.into_iter().filter_map(table).collect()
    }

    /// Notes the keys that nobody asked for, and tells where the table begins.
    pub(super) fn finish(self) -> Place {
        for key in self.table.keys() {
            let problem = Problem::error(self.notes.at(key.span()), format!("unknown key `{}` in {}", key.get_ref(), self.what));
            let help = match nearest(key.get_ref(), self.asked.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("{} may have {}", self.what, self.asked.join(", ")),
            };
            self.notes.problems.push(problem.help(help));
        }
        Place { file: self.header.file, offset: self.header.start }
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
        let (name, key) = match subject {
            Subject::Value(key) | Subject::Tables(key) => (format!("`{key}`"), key),
            Subject::Item(key) => (format!("an item of `{key}`"), key),
        };
        let what = self.what;
        match (misfit, subject) {
            (Misfit::Type(..), Subject::Tables(_)) => Problem::error(at, format!("{name} in {what} must be a table of its own"))
                .help(format!("write `[[{key}]]`, in two brackets, on a line of its own")),
            (Misfit::Type(wanted, example), _) => {
                let article = if found.starts_with(['a', 'i']) { "an" } else { "a" };
                let problem = Problem::error(at, format!("{name} in {what} must be {wanted}, not {article} {found}"));
                problem.help(format!("write it like `{example}`"))
            }
            (Misfit::Blank, _) => Problem::error(at, format!("{name} in {what} is empty")).help("give it words, or leave it out"),
            (Misfit::Other(message, help), _) => Problem::error(at, message).help(help),
        }
    }
}

/// What a value is to the table that it stands in.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Value(&'static str),
    Item(&'static str),
    Tables(&'static str),
}
