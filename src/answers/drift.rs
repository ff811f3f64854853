//! What became of a document in its copy.

use std::{error::Error, fmt};

use crate::{
    catalogue::{
        Catalogue, DocumentId,
        texts::{TextError, Texts},
    },
    compare::{
        copy::{self, Comparison, Version},
        naming::Namings,
        parts::Extent,
    },
};

/// Why a document cannot be compared with its original.
#[derive(Debug)]
pub enum NotCompared {
    /// It is no copy of another.
    NoCopy,
    /// The text of this document is not at hand.
    NoText(DocumentId),
    /// A text is there and cannot be read.
    Unreadable(TextError),
}

impl fmt::Display for NotCompared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCopy => f.write_str("the document is no copy"),
            Self::NoText(_) => f.write_str("the text of the document or of its original is not at hand"),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

impl Error for NotCompared {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Its words are those of the text's error, so what lies behind them is behind that.
            Self::Unreadable(error) => error.source(),
            Self::NoCopy | Self::NoText(_) => None,
        }
    }
}

/// Compares `document`, which is a copy, with its original, both read to this `extent`.
///
/// # Errors
///
/// Where it is no copy, or one of both texts cannot be had.
pub fn drift(catalogue: &Catalogue, texts: &Texts, document: DocumentId, extent: Extent) -> Result<Comparison, NotCompared> {
    // What is no copy has no drift, whether its text is at hand or not.
    catalogue.documents[document].copy_of.ok_or(NotCompared::NoCopy)?;
    drift_of(catalogue, texts, document, &text(catalogue, texts, document)?, extent)
}

/// The same, where the `copy` was read already.
///
/// # Errors
///
/// Where the document is no copy, or the original's text cannot be had.
pub fn drift_of(
    catalogue: &Catalogue,
    texts: &Texts,
    document: DocumentId,
    copy: &str,
    extent: Extent,
) -> Result<Comparison, NotCompared> {
    let source = catalogue.documents[document].copy_of.ok_or(NotCompared::NoCopy)?;
    let original = text(catalogue, texts, source)?;
    let version = |document, text| Version::of(&catalogue.documents[document], text, extent);
    Ok(copy::compare(&version(source, &original), &version(document, copy), &Namings::of(catalogue)))
}

fn text(catalogue: &Catalogue, texts: &Texts, document: DocumentId) -> Result<String, NotCompared> {
    match texts.read(&catalogue.documents[document]) {
        Ok(Some(text)) => Ok(text.into_string()),
        Ok(None) => Err(NotCompared::NoText(document)),
        Err(error) => Err(NotCompared::Unreadable(error)),
    }
}
