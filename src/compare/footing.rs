//! How one quotation stands, in words for whoever shows it: on a card, on a page, in JSON.

use serde::Serialize;

use super::{parts, quotations::Quotations};
use crate::{
    catalogue::{Catalogue, ExcerptId, PartKind},
    text::anchor::Anchoring,
};

/// How one quotation stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Footing {
    /// [`Anchoring::name`]; none where the text is not at hand.
    pub state: Option<&'static str>,
    /// What is wrong, after the state and for a reader, where it is not what the text says, or nobody can tell.
    #[serde(skip)]
    pub fault: Option<String>,
    /// What the text has where the quotation is not there to the letter; of an abridged one only what was left out.
    #[serde(rename = "text", skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// The part of the document in which it stands; none in the body.
    pub part: Option<&'static str>,
}

/// What makes a misquotation of it; none where the quotation stands for certain.
pub fn fault(anchoring: &Anchoring) -> Option<String> {
    Some(match anchoring {
        Anchoring::Ambiguous { places, score } if *score < 1.0 => {
            format!("about equally like {} places, at none to the letter", places.len())
        }
        Anchoring::Ambiguous { places, .. } => format!("in {} places, and nothing says which", places.len()),
        Anchoring::Drifted { score, .. } => format!("the text has other words ({:.0} % alike)", 100.0 * score),
        Anchoring::Cut(_) => "it begins or ends within a word or a number".to_owned(),
        Anchoring::Lost => "it does not stand in the text".to_owned(),
        _ => return None,
    })
}

impl Footing {
    /// How an excerpt of `catalogue` stands, and what its text has `instead`.
    pub fn new(catalogue: &Catalogue, id: ExcerptId, quotations: &Quotations, instead: Option<&str>) -> Self {
        let anchoring = quotations.anchoring(catalogue, id);
        let part = quotations.part_of(catalogue, id);
        Self {
            state: anchoring.map(Anchoring::name),
            fault: anchoring.and_then(fault),
            instead: instead.map(str::to_owned),
            part: part.map(PartKind::name),
        }
    }

    /// What the catalogue notes of an excerpt that nobody has compared yet.
    pub fn noted(catalogue: &Catalogue, id: ExcerptId) -> Self {
        let excerpt = &catalogue.excerpts[id];
        let part = parts::noted(&catalogue.documents[excerpt.document], excerpt);
        Self { part: part.map(PartKind::name), ..Self::default() }
    }

    /// "! drifted: the text has other words", where something is wrong.
    pub fn warning(&self) -> Option<String> {
        Some(format!("! {}: {}", self.state?, self.fault.as_ref()?))
    }

    /// The words of the text that a reader should see beside the quotation, and what they are: none where it is to the letter, but
    /// for typography.
    pub fn beside(&self) -> Option<(&'static str, &str)> {
        let what = if self.fault.is_some() {
            "the text"
        } else if self.state == Some("abridged") {
            "abridged, left out"
        } else {
            return None;
        };
        Some((what, self.instead.as_deref()?))
    }
}
