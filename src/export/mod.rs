//! What a person hands on: a catalogue and what follows from it, in formats that other programs open.
//!
//! - [`agreement`]: how far readings agree, as tables
//! - [`csv`]: tables as comma-separated values
//! - [`csl`]: the documents that are quoted, for reference managers
//! - `coded`: readings and decisions, for JSON
//! - [`excerpts`]: the table of all excerpts, every field of each
//! - `guid`: names by which other programs know things again
//! - `html`: a page that a browser shows and prints
//! - [`json`]: everything as one object
//! - `markdown`: a page for a chat, a wiki, a README
//! - [`matrix`]: the table of claims against outlets
//! - `page`: what a page for people is made of, whatever it is written as
//! - `refi`: a codebook and a project for programs for qualitative analysis
//! - `selected`: what was asked for of a catalogue that is not handed on whole
//! - `sheets`: the tables of what is passed on, named and coded
//! - `table`: what a table is, whatever it becomes
//! - `webannotation`: the excerpts as annotations of the web
//! - `xlsx`: tables as a workbook
//!
//! A format is a function from a catalogue and what was answered of it to bytes. The same catalogue gives the same bytes: nothing
//! holds the time of writing. Data has quotations as they are written, to the letter, because programs compare them; what people
//! open has them made displayable. What is to be left out was taken out of the catalogue before
//! ([`crate::catalogue::Selection`]), so that every count is one of what is there.
//!
//! Nothing here knows of terminals or files.

pub mod agreement;
mod coded;
pub mod csl;
pub mod csv;
pub mod excerpts;
mod guid;
mod html;
pub mod json;
mod markdown;
pub mod matrix;
mod page;
mod records;
mod refi;
mod selected;
mod sheets;
mod table;
mod webannotation;
mod xlsx;

use std::{error::Error, fmt, sync::Arc};

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

pub use self::selected::Selected;

use self::{page::Page, xlsx::Sheet};
use crate::{
    answers::{at_hand::AtHand, coded::Coded, quotations::Footings, words::namings},
    catalogue::{
        Catalogue,
        texts::{TextError, Texts},
    },
    compare::{naming::NamingCounts, parts::Extent},
    find::Stop,
    report::count,
};

/// A format that a catalogue is handed on in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A row an excerpt.
    Csv,
    /// Claims against outlets.
    CsvMatrix,
    /// Everything.
    Json,
    /// The documents that are quoted.
    Csl,
    /// A workbook.
    Xlsx,
    /// A page for a browser.
    Html,
    /// A page for where Markdown is written.
    Markdown,
    /// A project of qualitative analysis.
    Qdpx,
    /// A codebook of it.
    Qdc,
    /// The excerpts as annotations.
    WebAnnotation,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Html,
        Self::Markdown,
        Self::Csv,
        Self::CsvMatrix,
        Self::Xlsx,
        Self::Json,
        Self::Csl,
        Self::Qdpx,
        Self::Qdc,
        Self::WebAnnotation,
    ];

    /// What it is called where one is chosen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvMatrix => "csv-matrix",
            Self::Json => "json",
            Self::Csl => "csl",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Qdpx => "qdpx",
            Self::Qdc => "qdc",
            Self::WebAnnotation => "webannotation",
        }
    }

    /// What it is, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Csv => "Comma-separated values, a row an excerpt with every field of it",
            Self::CsvMatrix => "Comma-separated values, claims against outlets",
            Self::Json => "One JSON object with everything, as `parallax schema --export` describes it",
            Self::Csl => "CSL-JSON: the documents that are quoted, for reference managers",
            Self::Xlsx => "A workbook: matrix, excerpts, voices, words, frames, codebook",
            Self::Html => "One page for a browser and a printer, whole in itself",
            Self::Markdown => "A page in Markdown, for a chat, a wiki, a README",
            Self::Qdpx => "A REFI-QDA project, for QualCoder, MAXQDA, ATLAS.ti, NVivo: texts with their codings",
            Self::Qdc => "A REFI-QDA codebook: claims with their stances, speakers, frames",
            Self::WebAnnotation => "JSON-LD: the excerpts as W3C Web Annotations, by quotation and position",
        }
    }

    /// What the name of its file ends in, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvMatrix => "matrix.csv",
            Self::Json => "json",
            Self::Csl => "csl.json",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Qdpx => "qdpx",
            Self::Qdc => "qdc",
            Self::WebAnnotation => "annotations.jsonld",
        }
    }

    /// Whether it has the readings of the catalogue, too.
    pub const fn has_readings(self) -> bool {
        matches!(self, Self::Json)
    }

    /// Whether it is no text.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Qdpx)
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
    /// It was told to stop before it was done.
    Stopped,
    /// A workbook cannot hold it.
    Workbook(XlsxError),
    /// Nor an archive.
    Archive(ZipError),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(error) => error.fmt(f),
            Self::Stopped => f.write_str("stopped before it was done"),
            Self::Workbook(error) => write!(f, "no workbook can hold this: {error}"),
            Self::Archive(error) => write!(f, "no archive can hold this: {error}"),
        }
    }
}

impl Error for ExportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Text(error) => error.source(),
            Self::Stopped => None,
            Self::Workbook(error) => Some(error),
            Self::Archive(error) => Some(error),
        }
    }
}

/// What a catalogue became.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// The file.
    pub bytes: Vec<u8>,
    /// Where it has less than the catalogue says: each cell of a workbook that could not hold all of its text, in words.
    pub cut: Vec<String>,
}

impl From<Vec<u8>> for Exported {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, cut: Vec::new() }
    }
}

/// `catalogue`, which is all of one or what was `selected` of it, in this `format`; its quotations are compared with those `texts` that
/// are there; with how others `coded` it, where the format has that.
///
/// # Errors
///
/// Where one of these cannot be read, or the format cannot hold so much; where it is told to stop before it is done.
pub fn export(
    format: Format,
    catalogue: &Arc<Catalogue>,
    coded: &Coded,
    selected: Option<&Selected>,
    texts: &Texts,
    stop: &Stop,
) -> Result<Exported, ExportError> {
    let page = |footings| Page::new(catalogue, selected, footings);
    Ok(match format {
        Format::Csv => csv::write(excerpts::table(catalogue, &footings(catalogue, texts)?)).into(),
        Format::CsvMatrix => csv::write(matrix::table(catalogue, |outlet| catalogue.outlets[outlet].id.to_string())).into(),
        Format::Json => {
            let readings = coded.readings.iter().map(|reading| Ok((reading, footings(reading, texts)?)));
            let readings = readings.collect::<Result<Vec<_>, _>>()?;
            json::write(catalogue, selected, &footings(catalogue, texts)?, &readings, &coded.decisions).into()
        }
        Format::Csl => csl::write(catalogue).into(),
        Format::Html => html::write(&page(&footings(catalogue, texts)?), &counts(catalogue, texts, stop)?).into(),
        Format::Markdown => markdown::write(&page(&footings(catalogue, texts)?)).into(),
        Format::Qdpx => refi::write_project(catalogue, selected, &footings(catalogue, texts)?, texts)?.into(),
        Format::Qdc => refi::write_codebook(catalogue).into(),
        Format::WebAnnotation => webannotation::write(catalogue, &footings(catalogue, texts)?, texts)?.into(),
        Format::Xlsx => {
            let counts = counts(catalogue, texts, stop)?;
            let footings = footings(catalogue, texts)?;
            let name = |outlet| sheets::outlet_name(catalogue, outlet);
            let sheet = |name, fixed, table| Sheet { name, table, fixed };
            let sheets = [
                sheet("matrix", 2, matrix::table(catalogue, name)),
                sheet("excerpts", 1, excerpts::table(catalogue, &footings)),
                sheet("voices", 2, sheets::voices_table(catalogue)),
                sheet("words", 3, sheets::words_table(catalogue, &counts)),
                sheet("frames", 2, sheets::frames_table(catalogue)),
                sheet("codebook", 2, sheets::codebook_table(catalogue)),
            ];
            let (bytes, cut) = xlsx::write(&catalogue.title, sheets).map_err(ExportError::Workbook)?;
            Exported { bytes, cut }
        }
    })
}

/// "5 claims, 11 excerpts".
pub fn size(catalogue: &Catalogue) -> String {
    format!("{}, {}", count(catalogue.claims.len(), "claim"), count(catalogue.excerpts.len(), "excerpt"))
}

/// How often each name is used in `catalogue`.
fn counts(catalogue: &Arc<Catalogue>, texts: &Texts, stop: &Stop) -> Result<NamingCounts, ExportError> {
    let at_hand = AtHand::open(Arc::clone(catalogue), texts, Extent::BodyAndHeadline, stop).ok_or(ExportError::Stopped)?;
    let at_hand = at_hand.whole().map_err(ExportError::Text)?;
    namings(&at_hand, stop).ok_or(ExportError::Stopped)
}

/// How all quotations of `catalogue` stand.
fn footings(catalogue: &Catalogue, texts: &Texts) -> Result<Footings, ExportError> {
    let mut footings = Footings::of_excerpts(catalogue, texts, catalogue.excerpts.ids());
    let unreadable = footings.quotations.unreadable.drain(..).next();
    unreadable.map_or(Ok(footings), |(_, error)| Err(ExportError::Text(error)))
}
