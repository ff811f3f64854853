//! Everything as one JSON object, of which `schema.json` beside this file is the description: all that the catalogue says, under the
//! keys of its files, and what follows from it.
//!
//! Every key is always there; what the catalogue does not say is null. Whoever reads the catalogue back takes the keys
//! that its format has; the others say what follows: `selection`, of a claim `documents`, `independent` and `outlets`, of an excerpt `id`,
//! `outlet`, `is_repetition`, `part`, `state`, `is_misquoted`, `fault`, `text` and `left_out`.

use serde::Serialize;
use toml::value::Date;

use super::{
    coded::{DecisionRecord, ReadingRecord},
    records::{ExcerptRecord, SpeakerRecord, ends, excerpts_by_claim},
    selected::Selected,
};
use crate::{
    answers::quotations::Footings,
    catalogue::{
        Accepted, Catalogue, ClaimId, Day, Document, Event, Frame, Genre, Naming, Outlet, Part, PartKind, decisions::Decision,
    },
    compare::{
        coverage::{Cell, Coverage},
        standing::Standing,
    },
    text::json::json,
};

/// A JSON Schema (draft 2020-12) of what [`write()`] writes.
pub const SCHEMA: &str = include_str!("schema.json");

/// The version of the shape. A key may be added to it; where one is to mean something else, it is another version.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Whole<'a> {
    export: u8,
    format: u8,
    title: &'a str,
    summary: Option<&'a str>,
    licence: Option<&'a str>,
    selection: Option<&'a Selected>,
    outlets: Vec<OutletRecord<'a>>,
    documents: Vec<DocumentRecord<'a>>,
    events: Vec<EventRecord<'a>>,
    speakers: Vec<SpeakerRecord<'a>>,
    frames: Vec<FrameRecord<'a>>,
    namings: Vec<NamingRecord<'a>>,
    claims: Vec<ClaimRecord<'a>>,
    readings: Vec<ReadingRecord<'a>>,
    decisions: Vec<DecisionRecord<'a>>,
}

#[derive(Serialize)]
struct OutletRecord<'a> {
    id: &'a str,
    name: &'a str,
    mark: Option<char>,
    kind: Option<&'a str>,
    note: Option<&'a str>,
    accepted: &'a Accepted,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    id: &'a str,
    outlet: &'a str,
    title: &'a str,
    author: Option<&'a str>,
    published: Option<String>,
    published_about: bool,
    genre: Option<Genre>,
    language: Option<&'a str>,
    copy_of: Option<&'a str>,
    url: Option<&'a str>,
    chars: Option<u32>,
    sha256: Option<&'a str>,
    note: Option<&'a str>,
    accepted: &'a Accepted,
    parts: Vec<PartRecord<'a>>,
}

#[derive(Serialize)]
struct PartRecord<'a> {
    kind: PartKind,
    from: &'a str,
    to: &'a str,
    span: Option<[u32; 2]>,
}

#[derive(Serialize)]
struct EventRecord<'a> {
    id: &'a str,
    title: &'a str,
    date: Option<String>,
    note: Option<&'a str>,
    accepted: &'a Accepted,
}

#[derive(Serialize)]
struct FrameRecord<'a> {
    id: &'a str,
    name: &'a str,
    definition: Option<&'a str>,
    examples: &'a [String],
    not: Option<&'a str>,
    accepted: &'a Accepted,
}

#[derive(Serialize)]
struct NamingRecord<'a> {
    id: &'a str,
    title: &'a str,
    forms: &'a [String],
    except: &'a [String],
    note: Option<&'a str>,
    accepted: &'a Accepted,
}

#[derive(Serialize)]
struct ClaimRecord<'a> {
    id: &'a str,
    event: &'a str,
    title: &'a str,
    text: Option<&'a str>,
    date: Option<String>,
    undated: bool,
    topics: &'a [String],
    absent: Vec<&'a str>,
    absent_blind: Vec<&'a str>,
    contradicts: Vec<&'a str>,
    note: Option<&'a str>,
    accepted: &'a Accepted,
    documents: usize,
    independent: usize,
    outlets: Vec<Position<'a>>,
    excerpts: Vec<ExcerptRecord<'a>>,
}

/// Where an outlet stands on a claim.
#[derive(Serialize)]
struct Position<'a> {
    outlet: &'a str,
    standing: Standing,
    is_repetition: bool,
    copy_differs: bool,
}

/// All of `catalogue`, which is what was `selected` of another or a whole one; its quotations stand as `footings` say. With it its
/// `readings`, whose quotations stand likewise, and the `decisions` on them.
pub fn write(
    catalogue: &Catalogue,
    selected: Option<&Selected>,
    footings: &Footings,
    readings: &[(&Catalogue, Footings)],
    decisions: &[Decision],
) -> Vec<u8> {
    let claims = catalogue.claims.ids().zip(excerpts_by_claim(catalogue, footings));
    let whole = Whole {
        export: VERSION,
        format: catalogue.format.number(),
        title: &catalogue.title,
        summary: catalogue.summary.as_deref(),
        licence: catalogue.licence.as_deref(),
        selection: selected,
        outlets: catalogue.outlets.iter().map(OutletRecord::from).collect(),
        documents: catalogue.documents.iter().map(|document| DocumentRecord::new(catalogue, document)).collect(),
        events: catalogue.events.iter().map(EventRecord::from).collect(),
        speakers: catalogue.speakers.iter().map(SpeakerRecord::from).collect(),
        frames: catalogue.frames.iter().map(FrameRecord::from).collect(),
        namings: catalogue.namings.iter().map(NamingRecord::from).collect(),
        claims: claims.map(|(claim, excerpts)| ClaimRecord::new(catalogue, claim, excerpts)).collect(),
        readings: readings.iter().map(|(reading, footings)| ReadingRecord::new(reading, footings)).collect(),
        decisions: decisions.iter().map(|decision| DecisionRecord::new(catalogue, decision)).collect(),
    };
    json(&whole).into_bytes()
}

impl<'a> From<&'a Outlet> for OutletRecord<'a> {
    fn from(row: &'a Outlet) -> Self {
        Self {
            id: &row.id,
            name: &row.name,
            mark: row.mark,
            kind: row.kind.as_deref(),
            note: row.note.as_deref(),
            accepted: &row.accepted,
        }
    }
}

impl<'a> DocumentRecord<'a> {
    fn new(catalogue: &'a Catalogue, row: &'a Document) -> Self {
        Self {
            id: &row.id,
            outlet: &catalogue.outlets[row.outlet].id,
            title: &row.title,
            author: row.author.as_deref(),
            published: row.published.map(day),
            published_about: row.published_about,
            genre: row.genre,
            language: row.language.as_deref(),
            copy_of: row.copy_of.map(|source| &*catalogue.documents[source].id),
            url: row.url.as_deref(),
            chars: row.chars,
            sha256: row.sha256.as_deref(),
            note: row.note.as_deref(),
            accepted: &row.accepted,
            parts: row.parts.iter().map(PartRecord::from).collect(),
        }
    }
}

impl<'a> From<&'a Part> for PartRecord<'a> {
    fn from(row: &'a Part) -> Self {
        Self { kind: row.kind, from: &row.from, to: &row.to, span: row.span.map(ends) }
    }
}

impl<'a> From<&'a Event> for EventRecord<'a> {
    fn from(row: &'a Event) -> Self {
        Self { id: &row.id, title: &row.title, date: row.date.map(day), note: row.note.as_deref(), accepted: &row.accepted }
    }
}

impl<'a> From<&'a Frame> for FrameRecord<'a> {
    fn from(row: &'a Frame) -> Self {
        Self {
            id: &row.id,
            name: &row.name,
            definition: row.definition.as_deref(),
            examples: &row.examples,
            not: row.not.as_deref(),
            accepted: &row.accepted,
        }
    }
}

impl<'a> From<&'a Naming> for NamingRecord<'a> {
    fn from(row: &'a Naming) -> Self {
        Self {
            id: &row.id,
            title: &row.title,
            forms: &row.forms,
            except: &row.except,
            note: row.note.as_deref(),
            accepted: &row.accepted,
        }
    }
}

impl<'a> ClaimRecord<'a> {
    fn new(catalogue: &'a Catalogue, id: ClaimId, excerpts: Vec<ExcerptRecord<'a>>) -> Self {
        let row = &catalogue.claims[id];
        let coverage = Coverage::of(catalogue, id);
        let position = |cell: &Cell| Position {
            outlet: &catalogue.outlets[cell.outlet].id,
            standing: cell.standing,
            is_repetition: cell.is_repetition,
            copy_differs: cell.differs,
        };
        Self {
            id: &row.id,
            event: &catalogue.events[row.event].id,
            title: &row.title,
            text: row.text.as_deref(),
            date: if let Day::Own(date) = row.day { Some(day(date)) } else { None },
            undated: row.day == Day::Undated,
            topics: &row.topics,
            absent: row.absent.iter().map(|&document| &*catalogue.documents[document].id).collect(),
            absent_blind: row.absent_blind.iter().map(|&document| &*catalogue.documents[document].id).collect(),
            contradicts: row.contradicts.iter().map(|&other| &*catalogue.claims[other].id).collect(),
            note: row.note.as_deref(),
            accepted: &row.accepted,
            documents: coverage.documents,
            independent: coverage.independent,
            outlets: coverage.cells.iter().map(position).collect(),
            excerpts,
        }
    }
}

/// As in a catalogue: `2031-03-04`.
fn day(date: Date) -> String {
    date.to_string()
}
