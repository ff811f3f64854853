//! What is said of text that is no TOML.
//!
//! The parser finds its way again after a mistake, but what it then says of the lines that follow is often an echo. So a text is
//! looked at in blocks, from one `[header]` to the next, and of each the first mistake is told and nothing else: the other
//! blocks are judged as if nothing had happened.

use toml::de::{DeTable, Error};

use super::{pieces::parts, problem::Problem, record::Notes};

/// What to do about a message of the parser, by how it begins.
const HINTS: [(&str, &str); 13] = [
    ("invalid basic string", "close it with `\"` on the same line, or write text of several lines between `\"\"\"` and `\"\"\"`"),
    ("invalid literal string", "close it with `'` on the same line; text with a `'` in it stands between `\"` and `\"`"),
    ("invalid multi-line", "close it with the three quotation marks that opened it"),
    ("string values must be quoted", "write text between straight quotation marks: `\"…\"`"),
    ("missing escaped value", "write `\\\\` for a backslash, or put the text between `'` and `'`"),
    ("unexpected key or value", "the value ends before this; a `\"` within a text is written `\\\"`"),
    ("key with no value", "write it as `key = value`"),
    ("duplicate key", "keep one of them"),
    ("missing comma between array elements", "separate them by commas, and close the array with `]`"),
    ("unclosed array table", "close it with `]]`"),
    ("unclosed array", "close it with `]`"),
    ("missing comma between key-value pairs", "separate them by commas, and close the table with `}`"),
    ("invalid date", "write a date like `2024-07-28`"),
];

const MANUAL: &str = "a catalogue is written in TOML 1.0: https://toml.io/en/v1.0.0";

/// Replaces what was noted about the broken blocks of a text, in which the parser found `errors`.
pub(super) fn note(errors: &[Error], notes: &mut Notes<'_>) {
    let text = notes.text;
    let mut broken: Vec<_> = parts(text, opens_block)
        .into_iter()
        .filter_map(|block| {
            let (_, errors) = DeTable::parse_recoverable(&text[block.clone()]);
            let problem = explain(&errors, block.start, notes)?;
            Some((block, problem))
        })
        .collect();
    if broken.is_empty() {
        // Each block is sound, but they do not go together.
        broken.extend(explain(errors, 0, notes).map(|problem| (0..text.len(), problem)));
    }
    let (blocks, problems): (Vec<_>, Vec<_>) = broken.into_iter().unzip();
    notes.forget(&blocks);
    notes.problems.extend(problems);
}

/// The first of `errors`, found in a block that begins at byte `start` of the text.
fn explain(errors: &[Error], start: usize, notes: &Notes<'_>) -> Option<Problem> {
    let span = |error: &Error| error.span().unwrap_or_default();
    let first = errors.iter().min_by_key(|error| span(error).start)?;
    let help = HINTS.iter().find(|(message, _)| first.message().starts_with(message)).map_or(MANUAL, |(_, help)| help);
    let span = span(first);
    Some(Problem::error(notes.at(start + span.start..start + span.end), first.message()).help(help))
}

/// Whether `line` is a header of the catalogue's own tables, such as `[[claim]]` but not `[[claim.excerpt]]`.
pub(super) fn opens_table(line: &[u8]) -> bool {
    let name = line.trim_ascii_start().strip_prefix(b"[[").map(<[u8]>::trim_ascii_start);
    name.is_some_and(|name| {
        let letters = name.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        letters > 0 && name[letters..].trim_ascii_start().starts_with(b"]]")
    })
}

/// Whether `line` is a header, or meant to be one.
fn opens_block(line: &[u8]) -> bool {
    line.trim_ascii_start().strip_prefix(b"[").is_some_and(|rest| {
        let name = rest.strip_prefix(b"[").unwrap_or(rest).trim_ascii_start();
        name.first().is_some_and(u8::is_ascii_alphabetic)
    })
}
