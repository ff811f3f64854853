//! What a person hands on: a catalogue and what follows from it, in formats that other programs open.
//!
//! - [`csv`]: tables as comma-separated values
//! - [`excerpts`]: the table of all excerpts, every field of each
//! - [`matrix`]: the table of claims against outlets
//! - `table`: what a table is, whatever it becomes
//!
//! A format is a function from a catalogue and what was answered of it to bytes. The same catalogue gives the same bytes: nothing
//! holds the time of writing. Data has quotations as they are written, to the letter, because programs compare them; what people
//! open has them made displayable. What is to be left out was taken out of the catalogue before
//! ([`crate::catalogue::Selection`]), so that every count is one of what is there.
//!
//! Nothing here knows of terminals or files.

pub mod csv;
pub mod excerpts;
pub mod matrix;
mod table;

use std::{error::Error, fmt};

use crate::{
    answers::quotations::Footings,
    catalogue::{
        Catalogue,
        texts::{TextError, Texts},
    },
};

/// A format that a catalogue is handed on in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A row an excerpt.
    Csv,
    /// Claims against outlets.
    CsvMatrix,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Csv, Self::CsvMatrix];

    /// What it is called where one is chosen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvMatrix => "csv-matrix",
        }
    }

    /// What it is, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Csv => "Comma-separated values, a row an excerpt with every field of it",
            Self::CsvMatrix => "Comma-separated values, claims against outlets",
        }
    }

    /// Whether it is no text.
    pub const fn is_binary(self) -> bool {
        match self {
            Self::Csv | Self::CsvMatrix => false,
        }
    }

    /// Whether it is a table as comma-separated values, which some spreadsheets take for UTF-8 only behind a byte order mark.
    pub const fn is_csv(self) -> bool {
        matches!(self, Self::Csv | Self::CsvMatrix)
    }
}

/// Why a catalogue cannot be handed on.
#[derive(Debug)]
pub enum ExportError {
    /// A text is there and cannot be read, so that nobody can tell how its quotations stand.
    Text(TextError),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(error) => error.fmt(f),
        }
    }
}

impl Error for ExportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Text(error) => error.source(),
        }
    }
}

/// `catalogue` in this `format`, its quotations compared with those `texts` that are there.
///
/// # Errors
///
/// Where one of these cannot be read.
pub fn export(format: Format, catalogue: &Catalogue, texts: &Texts) -> Result<Vec<u8>, ExportError> {
    Ok(match format {
        Format::Csv => csv::write(excerpts::table(catalogue, &footings(catalogue, texts)?)),
        Format::CsvMatrix => csv::write(matrix::table(catalogue, |outlet| &outlet.id)),
    })
}

/// How all quotations of `catalogue` stand.
fn footings(catalogue: &Catalogue, texts: &Texts) -> Result<Footings, ExportError> {
    let mut footings = Footings::of_excerpts(catalogue, texts, catalogue.excerpts.ids());
    match footings.quotations.unreadable.drain(..).next() {
        Some((_, error)) => Err(ExportError::Text(error)),
        None => Ok(footings),
    }
}
