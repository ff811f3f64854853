//! Whole tables in the text of a file: where they begin and end, where a new one goes, what is taken away with one.
//!
//! A block is a table under a header of its own, `[[claim.excerpt]]`, with its keys; the comments and blank lines behind it belong
//! to what follows. A table between braces, an item of an array, is no block.

use std::{collections::BTreeSet, ops::Range};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Fields, Value,
    layout::Layout,
    splice::{Within, entry, line_break},
};
use crate::catalogue::{Kind, pieces::tables};

/// The headers of a file.
pub(super) struct Blocks<'t> {
    text: &'t str,
    /// Bytes at which they begin, in order.
    headers: &'t [usize],
}

/// Where those of the tables that begin at these bytes of `text` begin that have a header, in order.
pub(super) fn headers(text: &str, tables: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut headers: Vec<usize> = tables.filter(|&at| is_block(text, at)).collect();
    headers.sort_unstable();
    headers
}

impl<'t> Blocks<'t> {
    /// Those of `text` that begin at these bytes.
    pub(super) const fn new(text: &'t str, headers: &'t [usize]) -> Self {
        Self { text, headers }
    }

    /// The lines of the block that byte `at` is in.
    pub(super) fn lines(&self, at: usize) -> Range<usize> {
        let next = self.headers.partition_point(|&other| other <= at);
        let header = next.checked_sub(1).map_or(at, |header| self.headers[header]);
        let next = self.headers.get(next).copied().unwrap_or(self.text.len());
        line_start(self.text, header)..end_of_table(self.text, next).max(header)
    }

    /// What is taken away with that block: with the blank lines before it.
    pub(super) fn removed(&self, header: usize) -> Range<usize> {
        let lines = self.lines(header);
        let before = self.text[..lines.start].trim_end_matches([' ', '\t', '\r', '\n']);
        let start = if before.is_empty() { 0 } else { next_line(self.text, before.len()) };
        start.min(lines.start)..lines.end
    }

    /// Where something goes that is to stand after the block that byte `at` is in, and the blank line that goes before it as before that.
    pub(super) fn after(&self, at: usize, same_kind: bool) -> (usize, bool) {
        let lines = self.lines(at);
        let above = self.text[..lines.start].lines().next_back();
        (lines.end, !same_kind || above.is_none_or(|line| line.trim().is_empty()))
    }

    /// Where something goes that is to stand before all blocks: after the keys above the first, and their comments apart.
    pub(super) fn before_all(&self) -> usize {
        end_of_table(self.text, self.headers.first().copied().unwrap_or(self.text.len()))
    }

    /// How the block at `header` looks.
    pub(super) fn layout(&self, kind: Kind, header: usize) -> Layout {
        Layout::of(kind, &self.text[self.lines(header)])
    }

    /// `block`, which ends with a line break, as it is written at `at`, with a blank line before it or not.
    pub(super) fn inserted(&self, at: usize, blank: bool, block: &str) -> String {
        let before = &self.text[..at];
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
        let blank = if blank && !before.trim().is_empty() { "\n" } else { "" };
        format!("{gap}{blank}{block}").replace('\n', line_break(self.text))
    }
}

/// Whether the table that begins at `at` is a block.
pub(super) fn is_block(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with('['))
}

/// The bytes of the table between braces that begins at `at`.
pub(super) fn item(text: &str, at: usize) -> Option<Range<usize>> {
    of_table(text, at, |part, table| part.start + table.span().start..part.start + table.span().end)
}

/// What stands under the keys of the table of `kind` that begins at `at`, as it is to be written elsewhere.
pub(super) fn fields(text: &str, at: usize, kind: Kind) -> Option<Fields> {
    of_table(text, at, |part, table| {
        let as_written = |value: &Spanned<DeValue<'_>>| Value::Bare(text[part.clone()][value.span()].replace("\r\n", "\n"));
        let word = |item: &Spanned<DeValue<'_>>| item.get_ref().as_str().map(str::to_owned);
        let value = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::String(string) => Value::Text(string.to_string()),
            DeValue::Array(items) => {
                items.iter().map(word).collect::<Option<_>>().map_or_else(|| as_written(value), Value::Words)
            }
            _ => as_written(value),
        };
        let table = table.get_ref().as_table();
        kind.keys().iter().filter_map(|key| Some((*key, value(table?.get(*key)?)))).collect()
    })
}

/// What `look` sees of the table that begins at `at`, an item of an array or a block, and of the part of the text in which it is.
fn of_table<T>(text: &str, at: usize, look: impl Fn(&Range<usize>, &Spanned<DeValue<'_>>) -> T) -> Option<T> {
    let part = tables(text).into_iter().find(|part| part.contains(&at))?;
    let parsed = DeTable::parse(&text[part.clone()]).ok()?;
    Some(look(&part, table_at(parsed.get_ref(), at - part.start)?))
}

fn table_at<'t, 'i>(table: &'t DeTable<'i>, at: usize) -> Option<&'t Spanned<DeValue<'i>>> {
    table.values().find_map(|value| match value.get_ref() {
        DeValue::Array(items) => items.iter().find_map(|item| match item.get_ref() {
            DeValue::Table(_) if item.span().start == at => Some(item),
            DeValue::Table(table) => table_at(table, at),
            _ => None,
        }),
        DeValue::Table(table) => table_at(table, at),
        _ => None,
    })
}

/// What is written behind `last`, an item of an array, for there to be another one, `new`.
pub(super) fn next_item(text: &str, last: &Range<usize>, new: &str) -> String {
    let line = line_start(text, last.start);
    let indent = &text[line..last.start];
    if indent.trim().is_empty() && line > 0 { format!(",{}{indent}{new}", line_break(text)) } else { format!(", {new}") }
}

/// What is taken away for the tables between braces that begin at `gone` to go: the commas that part them from others, too, and where
/// none is left in an array its key. None where the text is not what it was.
pub(super) fn removed_items(text: &str, gone: &BTreeSet<usize>) -> Option<Vec<Range<usize>>> {
    let mut removed = Vec::new();
    for part in tables(text).into_iter().filter(|part| gone.range(part.clone()).next().is_some()) {
        let parsed = DeTable::parse(&text[part.clone()]).ok()?;
        removed_below(text, part.start, parsed.get_ref(), false, gone, &mut removed);
    }
    Some(removed)
}

/// The same in the arrays below `table`, which stands between braces or not, and whose places are counted from `base`.
fn removed_below(
    text: &str,
    base: usize,
    table: &DeTable<'_>,
    in_braces: bool,
    gone: &BTreeSet<usize>,
    removed: &mut Vec<Range<usize>>,
) {
    let place = |span: Range<usize>| base + span.start..base + span.end;
    for (key, value) in table {
        let items = match value.get_ref() {
            DeValue::Array(items) => items,
            DeValue::Table(table) => {
                removed_below(text, base, table, in_braces, gone, removed);
                continue;
            }
            _ => continue,
        };
        let places: Vec<Range<usize>> = items.iter().map(|item| place(item.span())).collect();
        let goes: Vec<bool> = places.iter().map(|place| gone.contains(&place.start)).collect();
        if !goes.is_empty() && goes.iter().all(|&goes| goes) {
            let at = place(key.span()).start;
            let within = match in_braces {
                false => Within::Lines,
                true if text[..at].trim_end().ends_with('{') => Within::BracesFirst,
                true => Within::Braces,
            };
            removed.push(entry(text, within, at..place(value.span()).end));
            continue;
        }
        removed.extend(removed_of(text, &places, &goes));
        for ((item, place), _) in items.iter().zip(&places).zip(&goes).filter(|(_, goes)| !**goes) {
            if let DeValue::Table(table) = item.get_ref() {
                removed_below(text, base, table, text[place.start..].starts_with('{'), gone, removed);
            }
        }
    }
}

/// What is taken away with those items of an array that go; some stay. Comments between them stay.
fn removed_of(text: &str, places: &[Range<usize>], goes: &[bool]) -> Vec<Range<usize>> {
    let behind_comma = |end: usize| text[end..].trim_start().strip_prefix(',').map(|rest| text.len() - rest.len());
    let last_has_comma = places.last().is_some_and(|last| behind_comma(last.end).is_some());
    let removed = |at: usize| {
        let item = &places[at];
        let end = behind_comma(item.end).unwrap_or(item.end);
        if goes[at..].iter().any(|goes| !goes) {
            return item.start..text.len() - text[end..].trim_start().len();
        }
        // Of the last ones the blanks before them go, and where none of them had a comma behind it the one before them.
        let before = places[at - 1].end;
        let ends_line = text[end..].trim_start_matches([' ', '\t']).starts_with(['\r', '\n']);
        let start = match behind_comma(before) {
            _ if text[before..item.start].contains('#') && ends_line => text[..item.start].trim_end().len(),
            _ if text[before..item.start].contains('#') => item.start,
            Some(behind) if last_has_comma || goes[at - 1] => behind,
            _ => before,
        };
        start..end
    };
    (0..places.len()).filter(|&at| goes[at]).map(removed).collect()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The end of the last line before byte `next` of `text`, where the next table begins, that is neither blank nor a comment.
pub(super) fn end_of_table(text: &str, next: usize) -> usize {
    let mut end = if next == text.len() { next } else { line_start(text, next) };
    loop {
        let line = line_start(text, text[..end].strip_suffix('\n').unwrap_or(&text[..end]).len());
        let content = text[line..end].trim();
        if line == 0 || !(content.is_empty() || content.starts_with('#')) {
            return end;
        }
        end = line;
    }
}
