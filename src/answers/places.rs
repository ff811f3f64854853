//! Where to look in a document for what bears on a claim.

use std::ops::Range;

use super::document::{bytes, quoted};
use crate::{
    catalogue::{
        Catalogue, ClaimId, DocumentId, Span,
        texts::{TextError, Texts},
    },
    compare::{
        parts::placed,
        placement::Placement,
        places::{Ground, Place, places},
        quotations::{Compared, by_document},
    },
    text::{anchor::Haystack, paragraphs::paragraphs},
};

/// The places of one document for one claim.
#[derive(Debug)]
pub struct Looked {
    /// For what.
    pub claim: ClaimId,
    /// In what.
    pub document: DocumentId,
    /// Its text.
    pub text: Haystack,
    /// Best first.
    pub places: Vec<Place>,
}

impl Looked {
    /// The stretch of a place, in code points.
    pub fn span(&self, place: &Place) -> Span {
        let chars = |range: Range<usize>| u32::try_from(self.text.text()[range].chars().count()).unwrap_or(u32::MAX);
        let start = chars(0..place.range.start);
        Span { start, end: start.saturating_add(chars(place.range.clone())) }
    }
}

/// Where in `document` to look for what bears on `claim`; none where its text is not among `texts`.
///
/// # Errors
///
/// Where the text is there and cannot be read.
pub fn look(catalogue: &Catalogue, texts: &Texts, claim: ClaimId, document: DocumentId) -> Result<Option<Looked>, TextError> {
    let row = &catalogue.documents[document];
    let Some(text) = texts.read(row)? else { return Ok(None) };
    let excerpts = by_document(catalogue).into_iter().nth(document.index()).unwrap_or_default();
    let (compared, text) = Compared::new(catalogue, document, &excerpts, text);
    let placement = Placement::in_text(&compared, &paragraphs(text.text()));
    let filed: Vec<(ClaimId, Range<usize>)> = quoted(&text, &placement)
        .into_iter()
        .flat_map(|(range, excerpts)| excerpts.into_iter().map(move |excerpt| (catalogue.excerpts[excerpt].claim, range.clone())))
        .filter(|(other, _)| *other != claim)
        .collect();
    let (parts, _) = placed(row, &text);
    let unread: Vec<Range<usize>> = parts
        .into_iter()
        .filter(|part| !part.kind.is_in_its_voice() || (catalogue.blind && part.kind.gives_outlet_away()))
        .map(|part| bytes(&text, &part.range))
        .collect();
    let ground = Ground { text: text.text(), unread: &unread, quoted: &filed };
    let places = places(catalogue, claim, ground, |excerpt| excerpt.document != document);
    Ok(Some(Looked { claim, document, text, places }))
}
