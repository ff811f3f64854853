//! What a person changes in a catalogue, in rows: which bytes of which file that is, is in [`super::plan`].
//!
//! Rows are named as a person names them, not by their place, so that an edit that was made over one edition can be planned over
//! another.

use serde::{Deserialize, Serialize};

use super::Value;
use crate::catalogue::{Catalogue, ClaimId, Excerpt, ExcerptId, Kind, Place};

/// What stands under the keys of a row, in the order of its kind.
pub type Fields = Vec<(&'static str, Value)>;

/// A row, by what it is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Row {
    /// The one of this kind with this id.
    Named(Kind, String),
    /// An excerpt: of the excerpts of a claim with this document and this quotation as written the one counted so from 0.
    Excerpt {
        /// Id of its claim.
        claim: String,
        /// Id of its document.
        document: String,
        /// As written.
        quote: String,
        /// Mostly 0.
        nth: usize,
    },
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A new row of any kind that has an id.
    Add(Kind, Fields),
    /// A new excerpt under the claim of this id.
    File(String, Fields),
    /// Other values under these keys of a row.
    Set(Row, Fields),
    /// A row less; of a claim with its excerpts, of a document with its parts.
    Remove(Row),
    /// Excerpts go to the claim of this id, as they are written.
    Move(Vec<Row>, String),
    /// Another id, there and wherever a row refers to it.
    Rename(Kind, String, String),
    /// A decision more in the log, which is no row of the catalogue: see [`decisions`](crate::catalogue::decisions).
    Decide(Fields),
}

impl Row {
    /// What names `excerpt`.
    pub fn of_excerpt(catalogue: &Catalogue, id: ExcerptId) -> Self {
        let excerpt = &catalogue.excerpts[id];
        let before = catalogue.excerpts_of(excerpt.claim).take_while(|&(other, _)| other != id);
        Self::Excerpt {
            claim: catalogue.claims[excerpt.claim].id.to_string(),
            document: catalogue.documents[excerpt.document].id.to_string(),
            quote: excerpt.quote.written().to_owned(),
            nth: before.filter(|(_, other)| is_same(other, excerpt)).count(),
        }
    }

    /// The excerpt that it names in `catalogue`.
    pub fn excerpt(&self, catalogue: &Catalogue) -> Option<ExcerptId> {
        let Self::Excerpt { claim, document, quote, nth } = self else { return None };
        let claim = claim_of(catalogue, claim)?;
        let is_meant =
            |excerpt: &Excerpt| *catalogue.documents[excerpt.document].id == **document && excerpt.quote.written() == quote;
        catalogue.excerpts_of(claim).filter(|(_, excerpt)| is_meant(excerpt)).nth(*nth).map(|(id, _)| id)
    }

    pub(super) const fn kind(&self) -> Kind {
        match self {
            Self::Named(kind, _) => *kind,
            Self::Excerpt { .. } => Kind::Excerpt,
        }
    }

    /// Where it stands.
    pub(super) fn place(&self, catalogue: &Catalogue) -> Option<Place> {
        match self {
            Self::Excerpt { .. } => Some(catalogue.excerpts[self.excerpt(catalogue)?].place),
            Self::Named(kind, id) => named(catalogue, *kind).find(|(other, _)| *other == id).map(|(_, place)| place),
        }
    }

    /// As it is called in a message.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Named(kind, id) => format!("{} {id}", kind.name()),
            Self::Excerpt { claim, quote, .. } => format!("“{quote}” under {claim}"),
        }
    }
}

fn is_same(one: &Excerpt, other: &Excerpt) -> bool {
    one.document == other.document && one.quote.written() == other.quote.written()
}

/// The claim of this id.
pub fn claim_of(catalogue: &Catalogue, id: &str) -> Option<ClaimId> {
    catalogue.claims.entries().find(|(_, claim)| *claim.id == *id).map(|(id, _)| id)
}

/// The ids of all rows of a kind, with their places; none of kinds without.
pub(super) fn named<'c>(catalogue: &'c Catalogue, kind: Kind) -> Box<dyn Iterator<Item = (&'c str, Place)> + 'c> {
    match kind {
        Kind::Outlet => Box::new(catalogue.outlets.iter().map(|row| (&*row.id, row.place))),
        Kind::Document => Box::new(catalogue.documents.iter().map(|row| (&*row.id, row.place))),
        Kind::Event => Box::new(catalogue.events.iter().map(|row| (&*row.id, row.place))),
        Kind::Speaker => Box::new(catalogue.speakers.iter().map(|row| (&*row.id, row.place))),
        Kind::Frame => Box::new(catalogue.frames.iter().map(|row| (&*row.id, row.place))),
        Kind::Naming => Box::new(catalogue.namings.iter().map(|row| (&*row.id, row.place))),
        Kind::Claim => Box::new(catalogue.claims.iter().map(|row| (&*row.id, row.written()))),
        Kind::Part | Kind::Excerpt => Box::new(std::iter::empty()),
    }
}
