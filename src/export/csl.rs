//! The documents that are quoted, as reference managers and word processors cite them: CSL-JSON, the input of the Citation Style
//! Language 1.0 (`csl-data.json` of its schema).

use std::collections::BTreeSet;

use serde::Serialize;
use toml::value::Date;

use crate::{
    catalogue::{Catalogue, Document, DocumentId, Genre},
    text::json::json,
};

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(rename = "container-title")]
    container_title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<Genre>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// A name as printed: nobody can tell for certain which part of it is the family's, nor whether it is one person's.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: [[u16; 3]; 1],
    /// Whether the day is inferred and not printed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
}

/// The documents of `catalogue` that have an excerpt, in its order.
pub fn write(catalogue: &Catalogue) -> Vec<u8> {
    let cited: BTreeSet<DocumentId> = catalogue.excerpts.iter().map(|excerpt| excerpt.document).collect();
    let items: Vec<Item<'_>> = cited.into_iter().map(|id| item(catalogue, &catalogue.documents[id])).collect();
    json(&items).into_bytes()
}

fn item<'a>(catalogue: &'a Catalogue, document: &'a Document) -> Item<'a> {
    let issued =
        |Date { year, month, day }| Issued { date_parts: [[year, month.into(), day.into()]], circa: document.published_about };
    let source = document.copy_of.map(|source| &catalogue.documents[source]);
    // What a curator notes for others who work on the catalogue is none of a bibliography.
    let copy = source.map(|source| format!("Copy of “{}”, {}.", source.title, catalogue.outlets[source.outlet].name));
    Item {
        id: &document.id,
        kind: match document.genre {
            Some(Genre::Advocacy) => "webpage",
            Some(Genre::Report | Genre::Opinion) | None => "article-newspaper",
        },
        title: &document.title,
        author: document.author.iter().map(|literal| Name { literal }).collect(),
        container_title: &catalogue.outlets[document.outlet].name,
        issued: document.published.map(issued),
        genre: document.genre,
        language: document.language.as_deref(),
        url: document.url.as_deref(),
        note: copy,
    }
}
