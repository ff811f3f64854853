//! The table of all excerpts: a row an excerpt, every field of it, and how its quotation stands.

use std::{borrow::Cow, collections::HashMap};

use super::table::{Cell, Table, list};
use crate::{
    answers::quotations::Footings,
    catalogue::{Catalogue, DocumentId, Excerpt, ExcerptId, Genre},
    compare::{footing::Footing, passages::Repetitions},
};

/// What its columns are called.
///
/// | column | what stands there |
/// |---|---|
/// | `excerpt_id` | claim, document, and the number of the excerpt among those of both: the same whatever else is left out |
/// | `published_about` | whether the day is inferred and not printed |
/// | `copy_of` | the document that the document is a copy of |
/// | `is_repetition` | whether the original of the copy says the same claim, so that this is not counted |
/// | `voice` | `own`, or `passed-on` where there is a speaker |
/// | `frames`, `accepted` | ids, with `; ` between them |
/// | `span_start`, `span_end` | code points of the document's text, the end exclusive |
/// | `part` | the part of the document in which it stands; empty in the body |
/// | `state` | how the quotation stands against the text, as `parallax check` says; `not-checked` without a text |
/// | `is_misquoted` | whether it says what the text does not: other words, half of one, or a denial left out; not where its words stand in several places; empty where it was not checked |
/// | `fault` | what is wrong with it, in words; empty where it stands for certain |
/// | `text` | the words that the text has in the place of one that is not there to the letter |
/// | `left_out` | what an abridged quotation leaves out |
pub const COLUMNS: [&str; 35] = [
    "excerpt_id",
    "event_id",
    "event_title",
    "claim_id",
    "claim_title",
    "outlet_id",
    "outlet_name",
    "document_id",
    "document_title",
    "published",
    "published_about",
    "genre",
    "url",
    "copy_of",
    "is_repetition",
    "stance",
    "voice",
    "speaker_id",
    "speaker_name",
    "cue",
    "frames",
    "figure",
    "quote",
    "prefix",
    "suffix",
    "span_start",
    "span_end",
    "part",
    "note",
    "accepted",
    "state",
    "is_misquoted",
    "fault",
    "text",
    "left_out",
];

/// How a quotation stands that was compared with no text.
pub(super) const NOT_CHECKED: &str = "not-checked";

/// The excerpts of `catalogue` in its order; their quotations stand as `footings` say.
pub fn table<'a>(catalogue: &'a Catalogue, footings: &'a Footings) -> Table<'a> {
    let repetitions = Repetitions::of(catalogue);
    let row = move |(id, number)| row(catalogue, id, number, &footings.footing(catalogue, id), repetitions.has(catalogue, id));
    Table { columns: COLUMNS.map(Cow::Borrowed).into(), rows: Box::new(numbered(catalogue).map(row)) }
}

/// The excerpts of `catalogue`, each with its number among those of its claim and its document, from 1.
pub(super) fn numbered(catalogue: &Catalogue) -> impl Iterator<Item = (ExcerptId, usize)> {
    let of_claim = |claim| {
        let mut numbers = HashMap::<DocumentId, usize>::new();
        catalogue.excerpts_of(claim).map(move |(id, excerpt)| {
            let number = numbers.entry(excerpt.document).or_default();
            *number += 1;
            (id, *number)
        })
    };
    catalogue.claims.ids().flat_map(of_claim)
}

/// The id of the excerpt of this `number` among those of its claim and its document.
pub(super) fn excerpt_id(catalogue: &Catalogue, excerpt: &Excerpt, number: usize) -> String {
    format!("{}/{}/{number}", catalogue.claims[excerpt.claim].id, catalogue.documents[excerpt.document].id)
}

fn row<'a>(catalogue: &'a Catalogue, id: ExcerptId, number: usize, footing: &Footing, is_repetition: bool) -> Vec<Cell<'a>> {
    let excerpt = &catalogue.excerpts[id];
    let claim = &catalogue.claims[excerpt.claim];
    let event = &catalogue.events[claim.event];
    let document = &catalogue.documents[excerpt.document];
    let outlet = &catalogue.outlets[document.outlet];
    let speaker = excerpt.speaker.map(|speaker| &catalogue.speakers[speaker]);
    let cells: [Cell<'a>; COLUMNS.len()] = [
        excerpt_id(catalogue, excerpt, number).into(),
        (*event.id).into(),
        event.title.as_str().into(),
        (*claim.id).into(),
        claim.title.as_str().into(),
        (*outlet.id).into(),
        outlet.name.as_str().into(),
        (*document.id).into(),
        document.title.as_str().into(),
        document.published.map_or(Cell::Empty, Cell::Day),
        document.published_about.into(),
        document.genre.map(Genre::name).into(),
        document.url.as_deref().into(),
        document.copy_of.map(|source| &*catalogue.documents[source].id).into(),
        is_repetition.into(),
        excerpt.stance.name().into(),
        if speaker.is_some() { "passed-on" } else { "own" }.into(),
        speaker.map(|speaker| &*speaker.id).into(),
        speaker.map(|speaker| speaker.name.as_str()).into(),
        excerpt.cue.as_deref().into(),
        list(excerpt.frames.iter().map(|&frame| &*catalogue.frames[frame].id)),
        excerpt.figure.as_deref().into(),
        excerpt.quote.written().into(),
        excerpt.prefix.as_deref().into(),
        excerpt.suffix.as_deref().into(),
        excerpt.span.map(|span| span.start).into(),
        excerpt.span.map(|span| span.end).into(),
        footing.part.into(),
        excerpt.note.as_deref().into(),
        list(excerpt.accepted.iter().map(AsRef::as_ref)),
        footing.state.unwrap_or(NOT_CHECKED).into(),
        footing.is_misquoted.into(),
        footing.fault.clone().into(),
        footing.text().map(str::to_owned).into(),
        footing.left_out().map(str::to_owned).into(),
    ];
    cells.into()
}
