//! Readings and decisions, as JSON has them: what each reader filed, under the keys of its files, and the log.

use serde::Serialize;

use super::records::{ExcerptRecord, SpeakerRecord, excerpts_by_claim};
use crate::{
    answers::quotations::Footings,
    catalogue::{Catalogue, DocumentId, decisions::Decision},
};

#[derive(Serialize)]
pub(super) struct ReadingRecord<'a> {
    name: &'a str,
    speakers: Vec<SpeakerRecord<'a>>,
    claims: Vec<FoundRecord<'a>>,
}

/// What a reader found for a claim.
#[derive(Serialize)]
struct FoundRecord<'a> {
    id: &'a str,
    absent: Vec<&'a str>,
    absent_blind: Vec<&'a str>,
    excerpts: Vec<ExcerptRecord<'a>>,
}

#[derive(Serialize)]
pub(super) struct DecisionRecord<'a> {
    reading: &'a str,
    against: Option<&'a str>,
    claim: &'a str,
    document: &'a str,
    kind: &'static str,
    choice: &'static str,
    reason: Option<&'a str>,
}

impl<'a> ReadingRecord<'a> {
    /// That of `reading`, its quotations standing as `footings` say.
    pub(super) fn new(reading: &'a Catalogue, footings: &Footings) -> Self {
        let ids =
            |documents: &[DocumentId]| documents.iter().map(|&document| &*reading.documents[document].id).collect::<Vec<_>>();
        let found = reading.claims.iter().zip(excerpts_by_claim(reading, footings)).map(|(claim, excerpts)| FoundRecord {
            id: &claim.id,
            absent: ids(&claim.absent),
            absent_blind: ids(&claim.absent_blind),
            excerpts,
        });
        Self {
            name: reading.reader.as_ref().map_or("", |reader| &reader.name),
            speakers: reading.speakers.iter().filter(|row| reading.is_own(row.place)).map(SpeakerRecord::from).collect(),
            claims: found.filter(|found| !(found.absent.is_empty() && found.excerpts.is_empty())).collect(),
        }
    }
}

impl<'a> DecisionRecord<'a> {
    /// That of `decision` on readings of `catalogue`.
    pub(super) fn new(catalogue: &'a Catalogue, decision: &'a Decision) -> Self {
        Self {
            reading: &decision.reading,
            against: decision.against.as_deref(),
            claim: &catalogue.claims[decision.claim].id,
            document: &catalogue.documents[decision.document].id,
            kind: decision.kind.name(),
            choice: decision.choice.name(),
            reason: decision.reason.as_deref(),
        }
    }
}
