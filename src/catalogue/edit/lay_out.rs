//! A file laid out in the manner of the house: no word of it is lost, and it says what it said.
//!
//! Keys stand in the order of their kind, one a line, their equals signs below one another; tables within others are two columns further in;
//! one blank line stands before each header and none between keys; strings and arrays of one line are written as
//! [`super::layout`] writes them. Values of several lines stay byte for byte, and so do numbers and days.
//!
//! A comment behind a value stays there. One on a line of its own belongs to the key or header right below it and goes along; right
//! below the last key it is the foot of the table. Those apart from a header, by a blank line, stay where and how they are.
//!
//! Tables stay in their order, because it says something: outlets stand in it on every screen, claims within their events, and
//! comments head groups of them.

use std::{borrow::Cow, fs, ops::Range, path::PathBuf};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    EditError,
    blocks::is_block,
    layout::{column, string},
    splice::line_break,
    step::{Texts, rewrite},
};
use crate::catalogue::{Catalogue, Kind, Origin, pieces::tables};

const SIGNATURE: &str = "\u{feff}";
/// The keys above all tables, in order; rows as a value follow as they stand.
const TOP: [&str; 4] = ["format", "title", "summary", "licence"];

/// The files of `catalogue` that are not laid out so.
///
/// # Errors
///
/// Where one cannot be read or no longer is what was loaded.
pub fn askew(catalogue: &Catalogue) -> Result<Vec<PathBuf>, EditError> {
    let mut askew = Vec::new();
    for source in &catalogue.files {
        let text = match &source.held {
            Some(text) => text.to_string(),
            None => fs::read_to_string(&source.path).map_err(|error| EditError::Io(source.path.clone(), error))?,
        };
        if laid_out(&text).ok_or_else(|| EditError::Changed(source.path.clone()))? != text {
            askew.push(source.path.clone());
        }
    }
    Ok(askew)
}

/// Lays the files of the catalogue at `origin` out, all or none, and tells which were not.
///
/// # Errors
///
/// As [`carry_out`](super::carry_out).
pub fn lay_out(origin: &Origin) -> Result<Vec<PathBuf>, EditError> {
    let mut changed = Vec::new();
    rewrite(origin, None, |_, known| {
        let mut texts = Texts::default();
        changed = askew(&known.catalogue)?;
        for path in &changed {
            let after = laid_out(&texts.read(path)?).ok_or_else(|| EditError::Changed(path.clone()))?;
            texts.put(path, after);
        }
        let read = texts.load(origin, &known.catalogue, &known.stamp)?;
        Ok((texts, Some(read)))
    })?;
    Ok(changed)
}

/// `text`, that of a file of a sound catalogue, laid out; none where it is not TOML or has other tables.
pub fn laid_out(text: &str) -> Option<String> {
    let body = text.strip_prefix(SIGNATURE).unwrap_or(text);
    let mut found = Vec::new();
    for part in tables(body) {
        let parsed = DeTable::parse(&body[part.clone()]).ok()?;
        collect(body, part.start, parsed.get_ref(), &mut found)?;
    }
    found.sort_by_key(|found| found.whole.start);
    let page = page(body, found);
    let line_break = line_break(body);
    let signature = &text[..text.len() - body.len()];
    Some(page.iter().fold(signature.to_owned(), |page, line| page + line + line_break))
}

/// A header, or a key with its value.
struct Found<'t> {
    /// From the first to the last byte of it.
    whole: Range<usize>,
    what: What<'t>,
}

enum What<'t> {
    Header(Kind),
    Entry(String, Cow<'t, str>),
}

/// What stands in `table`, a part of `text` that begins at byte `base`.
fn collect<'t>(text: &'t str, base: usize, table: &DeTable<'_>, found: &mut Vec<Found<'t>>) -> Option<()> {
    for (key, value) in table {
        let start = base + value.span().start;
        match value.get_ref() {
            DeValue::Array(items) if is_under_headers(text, base, items.iter().next()) => {
                for item in items {
                    let start = base + item.span().start;
                    let end = start + text[start..].find("]]")? + 2;
                    found.push(Found { whole: start..end, what: What::Header(kind(&text[start..end])?) });
                    collect(text, base, item.get_ref().as_table()?, found)?;
                }
            }
            // The claim of an excerpt that stands in a part without it.
            DeValue::Table(table) if !text[start..].starts_with('{') => collect(text, base, table, found)?,
            _ => {
                let whole = base + key.span().start..base + value.span().end;
                let written = value_laid_out(text, base, value);
                found.push(Found { whole, what: What::Entry(key.get_ref().to_string(), written) });
            }
        }
    }
    Some(())
}

fn is_under_headers(text: &str, base: usize, first: Option<&Spanned<DeValue<'_>>>) -> bool {
    first.is_some_and(|first| first.get_ref().is_table() && is_block(text, base + first.span().start))
}

/// The kind of rows that stand below this header.
fn kind(header: &str) -> Option<Kind> {
    let path: String = header.chars().filter(|c| !matches!(c, '[' | ']' | '"' | '\'' | ' ' | '\t')).collect();
    Kind::ALL.into_iter().find(|kind| kind.path() == path)
}

fn value_laid_out<'t>(text: &'t str, base: usize, value: &Spanned<DeValue<'_>>) -> Cow<'t, str> {
    let written = &text[base + value.span().start..base + value.span().end];
    match value.get_ref() {
        DeValue::String(words) if is_plain(written) => string(words, false).into(),
        DeValue::Array(items) if !written.contains('\n') && !items.iter().any(|item| item.get_ref().is_table()) => {
            let items = items.iter().map(|item| value_laid_out(text, base, item));
            format!("[{}]", items.collect::<Vec<_>>().join(", ")).into()
        }
        _ => written.into(),
    }
}

/// Whether a string is of one line, with no escape but what stands for a quotation mark or a backslash: others were chosen.
fn is_plain(written: &str) -> bool {
    let unescaped = || written.replace("\\\\", "").replace("\\\"", "");
    !written.contains('\n') && (written.starts_with('\'') || !unescaped().contains('\\'))
}

/// A table, or the keys above all.
#[derive(Default)]
struct Block<'t> {
    /// Comments and blank lines above it.
    above: Vec<&'t str>,
    header: Option<Kind>,
    /// What stands behind the header.
    comment: String,
    entries: Vec<Entry<'t>>,
    /// Comments right below the last of them.
    foot: Vec<&'t str>,
}

struct Entry<'t> {
    above: Vec<&'t str>,
    key: String,
    value: Cow<'t, str>,
    comment: String,
}

/// The lines of a file in which this was found.
fn page(text: &str, found: Vec<Found<'_>>) -> Vec<String> {
    let mut blocks = vec![Block::default()];
    let mut read = 0;
    for Found { whole, what } in found {
        let line = text[..whole.start].rfind('\n').map_or(0, |at| at + 1);
        let mut above: Vec<&str> = text[read..line].lines().map(str::trim_end).collect();
        let end = text[whole.end..].find('\n').map_or(text.len(), |at| whole.end + at);
        let comment = text[whole.end..end].trim_end().to_owned();
        read = text.len().min(end + 1);
        match what {
            What::Header(kind) => {
                if above.contains(&"") {
                    hang(&mut blocks, &mut above);
                }
                blocks.push(Block { above, header: Some(kind), comment, ..Block::default() });
            }
            What::Entry(key, value) => {
                let Some(block) = blocks.last_mut() else { continue };
                if block.header.is_none() && block.entries.is_empty() {
                    block.above = head(&mut above);
                }
                above.retain(|line| !line.is_empty());
                block.entries.push(Entry { above, key, value, comment });
            }
        }
    }
    let mut rest: Vec<&str> = text[read..].lines().map(str::trim_end).collect();
    hang(&mut blocks, &mut rest);
    let mut lines = Vec::new();
    for block in blocks {
        block.write(&mut lines);
    }
    write_apart(&rest, &mut lines);
    lines
}

/// Makes the first of these lines, comments up to a blank one, the foot of the table right above them.
fn hang<'t>(blocks: &mut [Block<'t>], lines: &mut Vec<&'t str>) {
    if let Some(block) = blocks.last_mut().filter(|block| !block.entries.is_empty()) {
        let blank = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
        block.foot = lines.drain(..blank).collect();
    }
}

/// What of the lines above the first key is about the whole file: what a blank line parts from it, and what language servers read.
fn head<'t>(lines: &mut Vec<&'t str>) -> Vec<&'t str> {
    let directives = lines.iter().take_while(|line| line.starts_with("#:")).count();
    let apart = lines.iter().rposition(|line| line.is_empty()).map_or(0, |at| at + 1);
    lines.drain(..directives.max(apart)).collect()
}

impl Block<'_> {
    fn write(mut self, lines: &mut Vec<String>) {
        let indent = if matches!(self.header, Some(Kind::Excerpt | Kind::Part)) { "  " } else { "" };
        let indented = |line: &str| format!("{indent}{}", line.trim_start());
        let order = self.header.map_or(&TOP[..], Kind::keys);
        if let Some(kind) = self.header {
            let own = self.above.iter().rposition(|line| line.is_empty() || line.starts_with("#:")).map_or(0, |at| at + 1);
            let own = self.above.split_off(own);
            write_apart(&self.above, lines);
            part(lines);
            lines.extend(own.into_iter().map(indented));
            lines.push(format!("{indent}[[{}]]{}", kind.path(), self.comment));
        } else {
            write_apart(&self.above, lines);
            part(lines);
        }
        self.entries.sort_by_key(|entry| order.iter().position(|key| *key == entry.key).unwrap_or(order.len()));
        let column = column(self.entries.iter().map(|entry| &*entry.key));
        for Entry { above, key, value, comment } in self.entries {
            lines.extend(above.into_iter().map(indented));
            lines.push(format!("{indent}{key:<column$} = {value}{comment}"));
        }
        lines.extend(self.foot.into_iter().map(indented));
    }
}

/// A blank line, where something stands above.
fn part(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
}

/// Comments that belong to no table, with one blank line for any number.
fn write_apart(comments: &[&str], lines: &mut Vec<String>) {
    let mut parted = true;
    for comment in comments {
        if comment.is_empty() {
            parted = true;
            continue;
        }
        if std::mem::take(&mut parted) {
            part(lines);
        }
        lines.push((*comment).to_owned());
    }
}
