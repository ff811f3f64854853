//! What other programs hold, brought into a catalogue: `parallax import`.
//!
//! Each format has a file that makes an [`Incoming`] of bytes, in the words of a catalogue; one planner makes a [`Plan`] of that, over
//! the catalogue as it is: what is new, what is there already, what is there otherwise, and what of it has no place. Nothing is written
//! here, and nothing is dropped without a word.
//!
//! - `columns`: tables as comma-separated values: those of `export csv`, and lists of quotations
//! - `hypothesis`: annotations as the API of Hypothesis gives them
//! - `incoming`: what a file holds, whatever it is
//! - `json`: what `export json` wrote
//! - `names`: what is called how
//! - `plan`: what becomes of it in a catalogue
//! - `reading`: how a program counted positions
//! - `refi`: projects of qualitative analysis, REFI-QDA
//! - `sought`: where quotations stand that come in without a place
//! - `tree`: XML as a tree, within bounds
//! - `values`: what stands under the keys of a row
//!
//! Whoever made a file may want harm: its size, what its archive holds, its depth and its number of rows are bounded, and no name in it
//! becomes a path.

mod columns;
mod hypothesis;
mod incoming;
mod json;
mod names;
mod plan;
mod reading;
mod refi;
mod sought;
mod tree;
mod values;

use std::{borrow::Cow, error::Error, fmt};

use serde_json::Value;

pub use self::{
    incoming::{Incoming, Name, Place, Row},
    plan::{Plan, plan},
};
use crate::text::encoding::decode;

/// Bytes of the largest file that is taken, and of all that is taken out of an archive.
pub const LIMIT: usize = 128 << 20;
/// Rows that are taken of one file at the most.
pub const MOST: usize = 200_000;

/// Why a file is not taken.
#[derive(Debug, PartialEq, Eq)]
pub enum ImportError {
    /// More than [`LIMIT`].
    TooLarge,
    /// More rows than [`MOST`], or a tree larger than one of so many rows is.
    TooMany,
    /// None of the kinds of files that are known.
    Unknown,
    /// It is of this kind, and something is wrong with it.
    Broken(&'static str, String),
    /// Columns were named, and it is no table.
    NoTable,
    /// Nobody says what the columns of a table mean that has these.
    Columns(Vec<String>),
    /// It has no column of this name, but these.
    NoColumn(String, Vec<String>),
    /// This is nothing that a column may be.
    NoKey(String),
    /// None of its columns is said to be this.
    Missing(&'static str),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "it holds more than {} MiB; export it in parts", LIMIT >> 20),
            Self::TooMany => write!(f, "it has more than {MOST} rows; export it in parts"),
            Self::Unknown => f.write_str(
                "no file that can be imported: those are CSV, what `parallax export json` writes, REFI-QDA projects (.qdpx), and \
                 annotations from the API of Hypothesis; `parallax add` takes pages and texts",
            ),
            Self::Broken(kind, why) => write!(f, "a broken {kind} file: {why}"),
            Self::NoTable => f.write_str("--columns is for tables, and this is none"),
            Self::Columns(there) => write!(
                f,
                "its columns are {}; say which is what, as in --columns quote={},document=…,claim=…",
                there.join(", "),
                there.first().map_or("…", String::as_str)
            ),
            Self::NoColumn(name, there) => write!(f, "it has no column “{name}”; there are {}", there.join(", ")),
            Self::NoKey(key) => write!(f, "“{key}” is nothing that --columns knows; it takes {}", columns::KEYS.join(", ")),
            Self::Missing(key) => write!(f, "nothing says which column is the {key}; --columns {key}=NAME does"),
        }
    }
}

impl Error for ImportError {}

/// What `bytes` hold; `columns` says which column of a table is what, each by its key and its name.
///
/// # Errors
///
/// Why they are not taken.
pub fn take(bytes: &[u8], columns: &[(String, String)]) -> Result<Incoming, ImportError> {
    if bytes.len() > LIMIT {
        return Err(ImportError::TooLarge);
    }
    let is_archive = bytes.starts_with(b"PK\x03\x04");
    // UTF-8 is taken to the letter; what is no text at all is no table either.
    let text = match str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        _ if is_archive => None,
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => decode(bytes).map(|(text, _)| Cow::Owned(text)),
    };
    let is_json = text.as_ref().is_some_and(|text| text.trim_start().starts_with(['{', '[']));
    if !columns.is_empty() && (is_archive || is_json) {
        return Err(ImportError::NoTable);
    }
    let incoming = match text {
        None if is_archive => refi::take(bytes)?,
        None => return Err(ImportError::Unknown),
        Some(text) if is_json => {
            let value: Value = serde_json::from_str(&text).map_err(|error| ImportError::Broken("JSON", error.to_string()))?;
            match &value {
                Value::Object(whole) if whole.contains_key("export") => json::take(whole)?,
                Value::Object(whole) => match whole.get("rows").and_then(Value::as_array) {
                    Some(rows) => hypothesis::take(rows),
                    None => return Err(ImportError::Unknown),
                },
                Value::Array(rows) => hypothesis::take(rows),
                _ => return Err(ImportError::Unknown),
            }
        }
        Some(text) => columns::take(&text, columns)?,
    };
    if incoming.rows.len() > MOST { Err(ImportError::TooMany) } else { Ok(incoming) }
}
