//! The excerpts as annotations: an `AnnotationPage` of the W3C Web Annotation data model, in JSON-LD.
//!
//! What stands for certain in a text that is at hand is selected in the words of the text, with what stands around them and in code
//! points of it; anything else by the quotation as the catalogue has it. That quotation, where the text has other words, and what was
//! coded are bodies.

use std::{borrow::Cow, collections::HashMap};

use serde::Serialize;

use super::{
    ExportError,
    excerpts::{excerpt_id, numbered},
    guid::Guids,
    page::address,
};
use crate::{
    answers::quotations::Footings,
    catalogue::{Catalogue, DocumentId, ExcerptId, Stance, texts::Texts},
    text::json::json,
};

/// Code points on either side by which a place is told from others, as Hypothesis has it.
const AROUND: usize = 32;

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "partOf")]
    part_of: Collection<'a>,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Collection<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    total: usize,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    format: &'static str,
    value: Cow<'a, str>,
}

#[derive(Serialize)]
struct Target<'a> {
    source: String,
    selector: Vec<Selector<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector {
        exact: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        prefix: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        suffix: Option<&'a str>,
    },
    TextPositionSelector {
        start: usize,
        end: usize,
    },
}

/// What is selected of a text, in its own words.
struct Selection {
    exact: String,
    prefix: String,
    suffix: String,
    start: usize,
    end: usize,
}

/// All excerpts of `catalogue`, in its order.
///
/// # Errors
///
/// Where one of the `texts` can no longer be read.
pub(super) fn write(catalogue: &Catalogue, footings: &Footings, texts: &Texts) -> Result<Vec<u8>, ExportError> {
    let guids = Guids::of(catalogue);
    let selections = selections(catalogue, footings, texts)?;
    let annotation = |(id, number)| annotation(catalogue, &guids, id, number, footings, selections.get(&id));
    let page = Page {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: guids.iri("page", "annotations"),
        kind: "AnnotationPage",
        part_of: Collection {
            id: guids.iri("catalogue", ""),
            kind: "AnnotationCollection",
            label: &catalogue.title,
            total: catalogue.excerpts.len(),
        },
        start_index: 0,
        items: numbered(catalogue).map(annotation).collect(),
    };
    Ok(json(&page).into_bytes())
}

fn annotation<'a>(
    catalogue: &'a Catalogue,
    guids: &Guids,
    id: ExcerptId,
    number: usize,
    footings: &Footings,
    selection: Option<&'a Selection>,
) -> Annotation<'a> {
    let excerpt = &catalogue.excerpts[id];
    let claim = &catalogue.claims[excerpt.claim];
    let quote = excerpt.quote.written();
    let body = |purpose, value: Cow<'a, str>| Body { kind: "TextualBody", purpose, format: "text/plain", value };
    let tag = |name: &str, value: &str| body("tagging", format!("{name}: {value}").into());
    let mut bodies = vec![
        body("describing", claim.title.as_str().into()),
        tag("claim", &claim.id),
        tag("stance", Stance::name(excerpt.stance)),
        tag("outlet", &catalogue.outlets[catalogue.outlet_of(excerpt)].id),
    ];
    bodies.extend(excerpt.speaker.map(|speaker| tag("speaker", &catalogue.speakers[speaker].id)));
    bodies.extend(excerpt.cue.as_deref().map(|cue| tag("cue", cue)));
    bodies.extend(excerpt.frames.iter().map(|&frame| tag("frame", &catalogue.frames[frame].id)));
    bodies.extend(excerpt.figure.as_deref().map(|figure| tag("figure", figure)));
    bodies.extend(excerpt.note.as_deref().map(|note| body("commenting", note.into())));
    let warning = footings.footing(catalogue, id).warning();
    bodies.extend(warning.map(|warning| body("assessing", warning.trim_start_matches("! ").to_owned().into())));
    let is_otherwise = selection.is_some_and(|selection| !selection.exact.split_whitespace().eq(quote.split_whitespace()));
    bodies.extend(is_otherwise.then(|| body("editing", quote.into())));
    let selector = match selection {
        Some(Selection { exact, prefix, suffix, start, end }) => vec![
            Selector::TextQuoteSelector { exact, prefix: Some(prefix), suffix: Some(suffix) },
            Selector::TextPositionSelector { start: *start, end: *end },
        ],
        None => vec![Selector::TextQuoteSelector {
            exact: quote,
            prefix: excerpt.prefix.as_deref(),
            suffix: excerpt.suffix.as_deref(),
        }],
    };
    Annotation {
        id: guids.iri("excerpt", &excerpt_id(catalogue, excerpt, number)),
        kind: "Annotation",
        motivation: "classifying",
        body: bodies,
        target: Target { source: source(catalogue, guids, excerpt.document), selector },
    }
}

/// The IRI of a document: its address, where that is one.
fn source(catalogue: &Catalogue, guids: &Guids, document: DocumentId) -> String {
    let document = &catalogue.documents[document];
    let is_iri = |url: &&str| !url.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c));
    let address = address(document).filter(is_iri).map(str::to_owned);
    address.unwrap_or_else(|| guids.iri("document", &document.id))
}

/// What those excerpts of `catalogue` select that stand in their text for certain.
fn selections(catalogue: &Catalogue, footings: &Footings, texts: &Texts) -> Result<HashMap<ExcerptId, Selection>, ExportError> {
    let mut selections = HashMap::new();
    for compared in &footings.quotations.compared {
        let Some(text) = texts.read(&catalogue.documents[compared.document]).map_err(ExportError::Text)? else { continue };
        let text = text.as_str();
        // Where each code point begins, and where the last one ends.
        let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let slice = |start: usize, end: usize| {
            let bytes = at.get(start).zip(at.get(end.min(at.len() - 1)));
            bytes.and_then(|(&start, &end)| text.get(start..end)).unwrap_or_default().to_owned()
        };
        for (id, anchoring) in &compared.anchored {
            if let Some(range) = anchoring.certain() {
                let (start, end) = (range.start, range.end);
                let (prefix, suffix) = (slice(start.saturating_sub(AROUND), start), slice(end, end + AROUND));
                selections.insert(*id, Selection { exact: slice(start, end), prefix, suffix, start, end });
            }
        }
    }
    Ok(selections)
}
