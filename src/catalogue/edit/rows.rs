//! What a person changes in a catalogue, in rows: which bytes of which file that is, is in [`super::plan`].
//!
//! Rows are named as a person names them, not by their place, so that an edit that was made over one edition can be planned over
//! another.

use serde::{Deserialize, Serialize};

use super::Value;
use crate::catalogue::{Accepted, Catalogue, ClaimId, Day, Excerpt, ExcerptId, Genre, Kind, Part, Place};

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

/// What the row of `kind` with this `id` says, but for what stands in tables within it; none where there is no such row.
pub fn fields_of(catalogue: &Catalogue, kind: Kind, id: &str) -> Option<Fields> {
    let words = |words: &[String]| list(words.to_vec());
    let mut fields = vec![("id", Value::Text(id.to_owned()))];
    fields.extend(match kind {
        Kind::Outlet => {
            let row = catalogue.outlets.iter().find(|row| *row.id == *id)?;
            let mark = row.mark.map(String::from);
            vec![
                ("name", text(Some(&row.name))),
                ("mark", text(mark.as_deref())),
                ("kind", text(row.kind.as_deref())),
                ("note", text(row.note.as_deref())),
                ("accepted", accepted(&row.accepted)),
            ]
        }
        Kind::Document => {
            let row = catalogue.documents.iter().find(|row| *row.id == *id)?;
            vec![
                ("outlet", text(Some(&catalogue.outlets[row.outlet].id))),
                ("title", text(Some(&row.title))),
                ("author", text(row.author.as_deref())),
                ("published", bare(row.published)),
                ("published_about", bare(row.published_about.then_some(true))),
                ("genre", text(row.genre.map(Genre::name))),
                ("language", text(row.language.as_deref())),
                ("copy_of", text(row.copy_of.map(|source| &*catalogue.documents[source].id))),
                ("url", text(row.url.as_deref())),
                ("chars", bare(row.chars)),
                ("sha256", text(row.sha256.as_deref())),
                ("note", text(row.note.as_deref())),
                ("accepted", accepted(&row.accepted)),
                ("part", Value::Rows(Kind::Part, row.parts.iter().map(part_fields).collect())),
            ]
        }
        Kind::Event => {
            let row = catalogue.events.iter().find(|row| *row.id == *id)?;
            vec![
                ("title", text(Some(&row.title))),
                ("date", bare(row.date)),
                ("note", text(row.note.as_deref())),
                ("accepted", accepted(&row.accepted)),
            ]
        }
        Kind::Speaker => {
            let row = catalogue.speakers.iter().find(|row| *row.id == *id)?;
            vec![
                ("name", text(Some(&row.name))),
                ("role", text(row.role.as_deref())),
                ("note", text(row.note.as_deref())),
                ("accepted", accepted(&row.accepted)),
            ]
        }
        Kind::Frame => {
            let row = catalogue.frames.iter().find(|row| *row.id == *id)?;
            vec![
                ("name", text(Some(&row.name))),
                ("definition", text(row.definition.as_deref())),
                ("examples", words(&row.examples)),
                ("not", text(row.not.as_deref())),
                ("accepted", accepted(&row.accepted)),
            ]
        }
        Kind::Naming => {
            let row = catalogue.namings.iter().find(|row| *row.id == *id)?;
            vec![
                ("title", text(Some(&row.title))),
                ("forms", words(&row.forms)),
                ("except", words(&row.except)),
                ("note", text(row.note.as_deref())),
                ("accepted", accepted(&row.accepted)),
            ]
        }
        Kind::Claim => {
            let row = &catalogue.claims[claim_of(catalogue, id)?];
            let seen = row.absent.iter().filter(|absent| !row.absent_blind.contains(absent));
            let documents = seen.map(|&absent| catalogue.documents[absent].id.to_string());
            let blind = row.absent_blind.iter().map(|&absent| catalogue.documents[absent].id.to_string());
            let claims = row.contradicts.iter().map(|&other| catalogue.claims[other].id.to_string());
            vec![
                ("event", text(Some(&catalogue.events[row.event].id))),
                ("title", text(Some(&row.title))),
                ("text", text(row.text.as_deref())),
                ("date", bare(if let Day::Own(date) = row.day { Some(date) } else { None })),
                ("undated", bare((row.day == Day::Undated).then_some(true))),
                ("topics", words(&row.topics)),
                ("absent", list(documents.collect())),
                ("absent_blind", list(blind.collect())),
                ("contradicts", list(claims.collect())),
                ("note", text(row.note.as_deref())),
                ("accepted", accepted(&row.accepted)),
            ]
        }
        Kind::Part | Kind::Excerpt => return None,
    });
    Some(fields)
}

/// What an excerpt says.
pub fn excerpt_fields(catalogue: &Catalogue, row: &Excerpt) -> Fields {
    vec![
        ("document", text(Some(&catalogue.documents[row.document].id))),
        ("stance", text(Some(row.stance.name()))),
        ("speaker", text(row.speaker.map(|speaker| &*catalogue.speakers[speaker].id))),
        ("cue", text(row.cue.as_deref())),
        ("frames", list(row.frames.iter().map(|&frame| catalogue.frames[frame].id.to_string()).collect())),
        ("figure", text(row.figure.as_deref())),
        ("quote", text(Some(row.quote.written()))),
        ("prefix", text(row.prefix.as_deref())),
        ("suffix", text(row.suffix.as_deref())),
        ("span", Value::of_span(row.span)),
        ("blind", bare(row.blind.then_some(true))),
        ("note", text(row.note.as_deref())),
        ("accepted", accepted(&row.accepted)),
    ]
}

fn part_fields(part: &Part) -> Fields {
    let words = [("kind", part.kind.name()), ("from", &part.from), ("to", &part.to)].map(|(key, words)| (key, text(Some(words))));
    words.into_iter().chain(part.span.map(|span| ("span", Value::Span(span)))).collect()
}

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Absent, |text| Value::Text(text.to_owned()))
}

fn bare(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Absent, |value| Value::Bare(value.to_string()))
}

fn list(words: Vec<String>) -> Value {
    if words.is_empty() { Value::Absent } else { Value::Words(words) }
}

fn accepted(accepted: &Accepted) -> Value {
    list(accepted.iter().map(ToString::to_string).collect())
}
