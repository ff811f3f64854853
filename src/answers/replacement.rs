//! A newer text of a document: what becomes of its quotations and parts, and what it says of itself otherwise than the catalogue.

use std::collections::HashMap;

use super::quotations::words_instead;
use crate::{
    catalogue::{Catalogue, DocumentId, ExcerptId, texts::Text},
    compare::quotations::{Compared, by_document},
    intake::Taken,
    text::clean::into_displayable,
};

/// A document with the newer text.
#[derive(Debug)]
pub struct Replacement {
    /// Its quotations and parts in the newer text.
    pub compared: Compared,
    /// What the newer text has in the place of the quotations that are not there to the letter.
    pub instead: HashMap<ExcerptId, String>,
    /// What the newer text says otherwise: the key, and what the catalogue and the text have.
    pub otherwise: Vec<(&'static str, Option<String>, String)>,
}

/// What becomes of `document` of `catalogue` where its `text` is that which was `taken` of a file.
pub fn replacement(catalogue: &Catalogue, document: DocumentId, taken: &Taken, text: Text) -> Replacement {
    let (compared, text) = Compared::new(catalogue, document, &by_document(catalogue)[document.index()], text);
    let instead = words_instead(&compared, &text);
    let row = &catalogue.documents[document];
    let author = row.author.as_ref().map(ToString::to_string);
    let said = [
        ("title", Some(row.title.clone()), taken.title.clone()),
        ("author", author, taken.author.clone()),
        ("published", row.published.map(|day| day.to_string()), taken.published.map(|day| day.to_string())),
    ];
    // What a catalogue has was made displayable when it was loaded.
    let said = said.into_iter().filter_map(|(key, old, new)| Some((key, old, into_displayable(new?))));
    let otherwise = said.filter(|(_, old, new)| old.as_ref() != Some(new)).collect();
    Replacement { compared, instead, otherwise }
}
