//! A problem as the loader notes it: what is wrong and where, the place still a byte offset.
//!
//! Nothing here knows lines. [`super::source`] finds them when everything is read, each file once, and makes
//! [`super::diagnostic::Diagnostic`]s of these.

use std::{ops::Range, path::PathBuf};

use super::{FileId, Place, diagnostic::Severity, table::narrow};
use crate::text::{clean::displayable, wrap::cut};

/// A stretch of a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) file: FileId,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl At {
    /// `range` of a text that begins at byte `base` of `file`. Files are far smaller than 4 GiB: see [`super::pieces`].
    pub(super) fn new(file: FileId, base: usize, range: Range<usize>) -> Self {
        Self { file, start: narrow(base + range.start), end: narrow(base + range.end) }
    }

    /// Where it begins.
    pub(super) const fn place(self) -> Place {
        Place { file: self.file, offset: self.start }
    }
}

/// The place alone, without its words.
impl From<Place> for At {
    fn from(Place { file, offset }: Place) -> Self {
        Self { file, start: offset, end: offset }
    }
}

/// What a problem is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// Words in a file.
    At(At),
    /// A file or a folder as a whole.
    Path(PathBuf),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) severity: Severity,
    /// The stable name of a warning, by which a record answers it.
    pub(super) name: Option<&'static str>,
    pub(super) message: Box<str>,
    pub(super) help: Option<Box<str>>,
    pub(super) spot: Spot,
    /// Another place that one has to see to understand, and what it is.
    pub(super) also: Option<(At, &'static str)>,
    /// Whether it is what all others come from, so that nothing else is said.
    pub(super) hides_others: bool,
}

impl Problem {
    pub(super) fn error(at: At, message: impl Into<Box<str>>) -> Self {
        Self {
            severity: Severity::Error,
            name: None,
            message: message.into(),
            help: None,
            spot: Spot::At(at),
            also: None,
            hides_others: false,
        }
    }

    pub(super) fn warning(name: &'static str, at: At, message: impl Into<Box<str>>) -> Self {
        Self::error(at, message).into_warning(name)
    }

    /// An error that is about a whole file or folder.
    pub(super) fn of_path(path: impl Into<PathBuf>, message: impl Into<Box<str>>) -> Self {
        Self {
            severity: Severity::Error,
            name: None,
            message: message.into(),
            help: None,
            spot: Spot::Path(path.into()),
            also: None,
            hides_others: false,
        }
    }

    pub(super) fn into_warning(self, name: &'static str) -> Self {
        Self { severity: Severity::Warning, name: Some(name), ..self }
    }

    pub(super) fn help(self, help: impl Into<Box<str>>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(super) fn also(self, at: At, label: &'static str) -> Self {
        Self { also: Some((at, label)), ..self }
    }

    /// The places that it shows.
    pub(super) fn places(&self) -> impl Iterator<Item = At> {
        let spot = match self.spot {
            Spot::At(at) => Some(at),
            Spot::Path(_) => None,
        };
        spot.into_iter().chain(self.also.map(|(at, _)| at))
    }
}

/// `name` as a message quotes it, whatever is in it and however long it is.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", cut(&displayable(name), 60))
}
