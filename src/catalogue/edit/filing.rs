//! What a person decides about excerpts and claims, as edits: each function gives the rounds of one step.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Value,
    rows::{Edit, Fields, Row, claim_of},
};
use crate::catalogue::{
    Catalogue, ClaimId, DocumentId, ExcerptId, Kind, NamingId, Span, Stance,
    slug::{free, shortened, slug},
};

/// A row that is there, by its id, or one that is made, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice<N = String> {
    /// The one of this id.
    There(String),
    /// One like this.
    New(N),
}

/// A claim that is not there yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewClaim {
    /// Short, for lists.
    pub title: String,
    /// The whole proposition.
    pub text: Option<String>,
    /// Id of the event; where there is none, one is made of the catalogue's title.
    pub event: Option<String>,
}

/// An excerpt as a person files it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// Under which claim.
    pub claim: Choice<NewClaim>,
    /// Id of the document.
    pub document: String,
    /// What the outlet does with the claim there.
    pub stance: Stance,
    /// Whose statement is passed on.
    pub speaker: Option<Choice>,
    /// The verb of saying as printed.
    pub cue: Option<String>,
    /// Ids of codes.
    pub frames: Vec<String>,
    /// A number as printed.
    pub figure: Option<String>,
    /// The words.
    pub quote: String,
    /// What stands before them, where that decides.
    pub prefix: Option<String>,
    /// What stands after them, likewise.
    pub suffix: Option<String>,
    /// Where they stand.
    pub span: Option<Span>,
    /// Whether nobody could see whose document it is.
    pub blind: bool,
    /// Anything odd about it.
    pub note: Option<String>,
}

/// Files an excerpt; what it needs and is not there is made first.
pub fn file(catalogue: &Catalogue, filing: &Filing) -> Vec<Vec<Edit>> {
    let (mut rounds, claim, speaker) = prepare(catalogue, filing);
    rounds.push(vec![Edit::File(claim, fields(filing, speaker.as_deref()))]);
    rounds
}

/// Makes the excerpt `id` what `filing` says, be it under another claim.
pub fn refile(catalogue: &Catalogue, id: ExcerptId, filing: &Filing) -> Vec<Vec<Edit>> {
    let (mut rounds, claim, speaker) = prepare(catalogue, filing);
    let row = Row::of_excerpt(catalogue, id);
    let row = if *catalogue.claims[catalogue.excerpts[id].claim].id == *claim {
        row
    } else {
        rounds.push(vec![Edit::Move(vec![row.clone()], claim.clone())]);
        moved(catalogue, row, &claim)
    };
    rounds.push(vec![Edit::Set(row, fields(filing, speaker.as_deref()))]);
    rounds
}

/// What names an excerpt once it stands last under another claim.
fn moved(catalogue: &Catalogue, row: Row, to: &str) -> Row {
    let Row::Excerpt { document, quote, .. } = row else { return row };
    let claim = to.to_owned();
    let there = claim_of(catalogue, to).map(|id| {
        let is_same = |document_id: DocumentId| *catalogue.documents[document_id].id == *document;
        catalogue.excerpts_of(id).filter(|(_, other)| is_same(other.document) && other.quote.written() == quote).count()
    });
    let nth = there.unwrap_or(0);
    Row::Excerpt { claim, document, quote, nth }
}

/// Makes speaker, event and claim, where they are not there, and takes the document from what was read in vain: the rounds for
/// that, and the ids of claim and speaker.
fn prepare(catalogue: &Catalogue, filing: &Filing) -> (Vec<Vec<Edit>>, String, Option<String>) {
    let mut first = Vec::new();
    let mut second = Vec::new();
    let speaker = filing.speaker.as_ref().map(|speaker| match speaker {
        Choice::There(id) => id.clone(),
        Choice::New(name) => {
            let id = free(shortened(&slug(name)), "speaker", |id| catalogue.speakers.iter().any(|row| *row.id == *id));
            first.push(Edit::Add(Kind::Speaker, vec![("id", Value::Text(id.clone())), ("name", Value::Text(name.clone()))]));
            id
        }
    });
    let claim = match &filing.claim {
        Choice::There(id) => {
            first.extend(unsettled(catalogue, id, [&*filing.document]));
            id.clone()
        }
        Choice::New(new) => {
            let id = free(shortened(&slug(&new.title)), "claim", |id| claim_of(catalogue, id).is_some());
            let event = new.event.clone().unwrap_or_else(|| {
                let id =
                    free(shortened(&slug(&catalogue.title)), "event", |id| catalogue.events.iter().any(|row| *row.id == *id));
                let title = Value::Text(catalogue.title.clone());
                first.push(Edit::Add(Kind::Event, vec![("id", Value::Text(id.clone())), ("title", title)]));
                id
            });
            second.push(Edit::Add(
                Kind::Claim,
                vec![
                    ("id", Value::Text(id.clone())),
                    ("event", Value::Text(event)),
                    ("title", Value::Text(new.title.clone())),
                    ("text", text(new.text.as_deref())),
                ],
            ));
            id
        }
    };
    (vec![first, second].into_iter().filter(|round| !round.is_empty()).collect(), claim, speaker)
}

fn text(text: Option<&str>) -> Value {
    text.filter(|text| !text.is_empty()).map_or(Value::Absent, |text| Value::Text(text.to_owned()))
}

pub(super) fn fields(filing: &Filing, speaker: Option<&str>) -> Fields {
    let frames = if filing.frames.is_empty() { Value::Absent } else { Value::Words(filing.frames.clone()) };
    vec![
        ("document", Value::Text(filing.document.clone())),
        ("stance", Value::Text(filing.stance.name().to_owned())),
        ("speaker", text(speaker)),
        ("cue", text(filing.cue.as_deref())),
        ("frames", frames),
        ("figure", text(filing.figure.as_deref())),
        ("quote", Value::Text(filing.quote.clone())),
        ("prefix", text(filing.prefix.as_deref())),
        ("suffix", text(filing.suffix.as_deref())),
        ("span", Value::of_span(filing.span)),
        ("blind", if filing.blind { Value::Bare("true".to_owned()) } else { Value::Absent }),
        ("note", text(filing.note.as_deref())),
    ]
}

/// Takes those of `documents` from what was read for the claim in vain that are there.
fn unsettled<'d>(catalogue: &Catalogue, claim: &str, documents: impl IntoIterator<Item = &'d str>) -> Option<Edit> {
    let documents: BTreeSet<&str> = documents.into_iter().collect();
    let fields = without(catalogue, claim_of(catalogue, claim)?, |id| documents.contains(id));
    (!fields.is_empty()).then(|| Edit::Set(Row::Named(Kind::Claim, claim.to_owned()), fields))
}

/// What takes from what was read for `claim` in vain the documents whose ids `go`, where there are any.
pub(super) fn without(catalogue: &Catalogue, claim: ClaimId, go: impl Fn(&str) -> bool) -> Fields {
    let row = &catalogue.claims[claim];
    let gone = |is_blind: bool| -> Vec<String> {
        let listed = row.absent.iter().filter(|absent| row.absent_blind.contains(absent) == is_blind);
        listed.map(|&absent| catalogue.documents[absent].id.to_string()).filter(|id| go(id)).collect()
    };
    let fields = [("absent", gone(false)), ("absent_blind", gone(true))];
    fields.into_iter().filter(|(_, gone)| !gone.is_empty()).map(|(key, gone)| (key, Value::Without(gone))).collect()
}

/// Writes that these documents were read for the claim in vain.
pub fn settle(catalogue: &Catalogue, claim: ClaimId, documents: &[DocumentId], blind: bool) -> Vec<Vec<Edit>> {
    let ids = documents.iter().map(|&document| catalogue.documents[document].id.to_string()).collect();
    let key = if blind { "absent_blind" } else { "absent" };
    vec![vec![Edit::Set(named(catalogue, claim), vec![(key, Value::With(ids))])]]
}

/// Writes that nobody has looked for the claim in these documents.
pub fn unsettle(catalogue: &Catalogue, claim: ClaimId, documents: &[DocumentId]) -> Vec<Vec<Edit>> {
    let ids: BTreeSet<&str> = documents.iter().map(|&document| &*catalogue.documents[document].id).collect();
    vec![vec![Edit::Set(named(catalogue, claim), without(catalogue, claim, |id| ids.contains(id)))]]
}

/// Writes that a form of a naming means something else within `phrase`.
pub fn except(catalogue: &Catalogue, naming: NamingId, phrase: &str) -> Vec<Vec<Edit>> {
    let row = Row::Named(Kind::Naming, catalogue.namings[naming].id.to_string());
    vec![vec![Edit::Set(row, vec![("except", Value::With(vec![phrase.to_owned()]))])]]
}

/// Takes an excerpt out of the catalogue.
pub fn withdraw(catalogue: &Catalogue, excerpt: ExcerptId) -> Vec<Vec<Edit>> {
    vec![vec![Edit::Remove(Row::of_excerpt(catalogue, excerpt))]]
}

fn named(catalogue: &Catalogue, claim: ClaimId) -> Row {
    Row::Named(Kind::Claim, catalogue.claims[claim].id.to_string())
}

/// Writes that two claims cannot be true together, or no longer that.
pub fn toggle_contradiction(catalogue: &Catalogue, one: ClaimId, other: ClaimId) -> Vec<Vec<Edit>> {
    let list = |claim: ClaimId| vec![catalogue.claims[claim].id.to_string()];
    if catalogue.claims[one].contradicts.contains(&other) {
        let without = |claim, gone| Edit::Set(named(catalogue, claim), vec![("contradicts", Value::Without(list(gone)))]);
        vec![vec![without(one, other), without(other, one)]]
    } else {
        vec![vec![Edit::Set(named(catalogue, one), vec![("contradicts", Value::With(list(other)))])]]
    }
}

/// Takes a claim away, with its excerpts and what others say of it.
pub(super) fn delete_claim(catalogue: &Catalogue, claim: ClaimId) -> Vec<Vec<Edit>> {
    vec![forgotten(catalogue, claim, None), vec![Edit::Remove(named(catalogue, claim))]]
        .into_iter()
        .filter(|round| !round.is_empty())
        .collect()
}

/// What the claims that contradict `claim` say of it is taken away; those of them but `kept` are told of.
fn forgotten(catalogue: &Catalogue, claim: ClaimId, kept: Option<ClaimId>) -> Vec<Edit> {
    let gone = || Value::Without(vec![catalogue.claims[claim].id.to_string()]);
    let others = catalogue.claims[claim].contradicts.iter().filter(|&&other| Some(other) != kept);
    others.map(|&other| Edit::Set(named(catalogue, other), vec![("contradicts", gone())])).collect()
}

/// Makes one claim of two: what is filed under `from` goes to `into`, which contradicts what either contradicted and was looked for in
/// vain where both were.
pub fn merge(catalogue: &Catalogue, from: ClaimId, into: ClaimId) -> Vec<Vec<Edit>> {
    let (old, new) = (&catalogue.claims[from], &catalogue.claims[into]);
    let id = |claim: ClaimId| catalogue.claims[claim].id.to_string();
    let both: BTreeSet<&str> =
        new.absent.iter().filter(|absent| old.absent.contains(absent)).map(|&absent| &*catalogue.documents[absent].id).collect();
    let contradicts: Vec<String> = old
        .contradicts
        .iter()
        .filter(|&&other| other != into && !new.contradicts.contains(&other))
        .map(|&other| id(other))
        .collect();
    let mut values = without(catalogue, into, |id| !both.contains(id));
    values.push(("contradicts", Value::Without(vec![id(from)])));
    let mut first = forgotten(catalogue, from, Some(into));
    first.push(Edit::Set(named(catalogue, into), values));
    let excerpts: Vec<Row> = catalogue.excerpts_of(from).map(|(excerpt, _)| Row::of_excerpt(catalogue, excerpt)).collect();
    let mut rounds = vec![first];
    if !excerpts.is_empty() {
        rounds.push(vec![Edit::Move(excerpts, id(into))]);
    }
    rounds.push(vec![Edit::Remove(named(catalogue, from))]);
    if !contradicts.is_empty() {
        rounds.push(vec![Edit::Set(named(catalogue, into), vec![("contradicts", Value::With(contradicts))])]);
    }
    rounds
}

/// Files these excerpts under the claim of this id instead.
pub fn relocate(catalogue: &Catalogue, excerpts: &[ExcerptId], claim: &str) -> Vec<Vec<Edit>> {
    let documents = excerpts.iter().map(|&id| &*catalogue.documents[catalogue.excerpts[id].document].id);
    let first: Vec<Edit> = unsettled(catalogue, claim, documents).into_iter().collect();
    let rows = excerpts.iter().map(|&id| Row::of_excerpt(catalogue, id)).collect();
    [first, vec![Edit::Move(rows, claim.to_owned())]].into_iter().filter(|round| !round.is_empty()).collect()
}

/// Files these excerpts under a new claim of the event of their own.
pub fn split(catalogue: &Catalogue, excerpts: &[ExcerptId], new: &NewClaim) -> Vec<Vec<Edit>> {
    let id = free(shortened(&slug(&new.title)), "claim", |id| claim_of(catalogue, id).is_some());
    let event = new.event.clone().or_else(|| {
        let claim = catalogue.excerpts[*excerpts.first()?].claim;
        Some(catalogue.events[catalogue.claims[claim].event].id.to_string())
    });
    let claim = Edit::Add(
        Kind::Claim,
        vec![
            ("id", Value::Text(id.clone())),
            ("event", text(event.as_deref())),
            ("title", Value::Text(new.title.clone())),
            ("text", text(new.text.as_deref())),
        ],
    );
    let rows = excerpts.iter().map(|&excerpt| Row::of_excerpt(catalogue, excerpt)).collect();
    vec![vec![claim], vec![Edit::Move(rows, id)]]
}
