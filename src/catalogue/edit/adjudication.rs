//! What is decided where readings differ, as edits: what the place holds in the catalogue then, and a decision in the log.

use std::collections::HashMap;

use super::{
    Value,
    filing::{Choice, Filing, fields, file, without},
    rows::{Edit, Fields, Row},
};
use crate::{
    catalogue::{
        Catalogue, ClaimId, DocumentId, Excerpt, ExcerptId, Kind, Speaker, SpeakerId,
        slug::{free, shortened, slug},
    },
    text::fold::fold,
};

/// What a place of a document is to hold for a claim.
#[derive(Debug)]
pub struct Verdict<'r> {
    /// Which claim.
    pub claim: ClaimId,
    /// Which document.
    pub document: DocumentId,
    /// The catalogue's excerpts that do not stay.
    pub gone: &'r [ExcerptId],
    /// The excerpts of readings that come into the catalogue.
    pub taken: Vec<(&'r Catalogue, ExcerptId)>,
    /// What is filed besides.
    pub anew: Option<&'r Filing>,
    /// What is written into the log.
    pub decision: Fields,
}

/// Makes the place in `catalogue` what `verdict` says, and writes that down; the rounds of one step.
///
/// An excerpt that goes leaves its lines to one that comes. Who speaks in a reading is whoever is declared under the same id or the
/// same name, but for case and accents, and is declared with it otherwise. Where nothing is left of the document, it was read in vain.
pub fn adjudicate(catalogue: &Catalogue, verdict: &Verdict<'_>) -> Vec<Vec<Edit>> {
    let Verdict { claim, document, gone, taken, anew, decision } = verdict;
    let row = Row::Named(Kind::Claim, catalogue.claims[*claim].id.to_string());
    let id = &*catalogue.documents[*document].id;
    let mut speakers = Speakers { catalogue, added: HashMap::new(), rows: Vec::new() };
    let came: Vec<Fields> = taken.iter().map(|&(reading, id)| speakers.fields(reading, id)).collect();
    let mut first = speakers.rows;
    if !came.is_empty() {
        let read_in_vain = without(catalogue, *claim, |other| other == id);
        first.extend((!read_in_vain.is_empty()).then(|| Edit::Set(row.clone(), read_in_vain)));
    }
    let mut came = came.into_iter();
    let replaced = gone.iter().map(|&id| {
        let row = Row::of_excerpt(catalogue, id);
        came.next().map_or_else(|| Edit::Remove(row.clone()), |fields| Edit::Set(row.clone(), fields))
    });
    let replaced: Vec<Edit> = replaced.collect();
    let mut rounds = vec![first, replaced];
    rounds.extend(came.map(|fields| vec![Edit::File(catalogue.claims[*claim].id.to_string(), fields)]));
    rounds.extend(anew.iter().flat_map(|filing| file(catalogue, filing)));
    let mut last = vec![Edit::Decide(decision.clone())];
    let stays = |(other, excerpt): (ExcerptId, &Excerpt)| excerpt.document == *document && !gone.contains(&other);
    let is_empty = taken.is_empty() && anew.is_none() && !catalogue.excerpts_of(*claim).any(stays);
    if is_empty && !catalogue.claims[*claim].absent.contains(document) {
        last.push(Edit::Set(row, vec![("absent", Value::With(vec![id.to_owned()]))]));
    }
    rounds.push(last);
    rounds.retain(|round| !round.is_empty());
    rounds
}

/// The speakers of a catalogue, with those that come with excerpts of readings.
struct Speakers<'c> {
    catalogue: &'c Catalogue,
    /// Ids of those, by their names, folded.
    added: HashMap<String, String>,
    rows: Vec<Edit>,
}

impl Speakers<'_> {
    /// What an excerpt of `reading` says, to be written into the catalogue.
    fn fields(&mut self, reading: &Catalogue, id: ExcerptId) -> Fields {
        let excerpt = &reading.excerpts[id];
        let speaker = excerpt.speaker.map(|speaker| self.id_of(reading, speaker));
        fields(&Filing::of(reading, id), speaker.as_deref())
    }

    /// The id of who is `speaker` in `reading`.
    fn id_of(&mut self, reading: &Catalogue, speaker: SpeakerId) -> String {
        let speaker = &reading.speakers[speaker];
        let name = fold(&speaker.name).into_owned();
        let known = &self.catalogue.speakers;
        if let Some(row) = declared(self.catalogue, speaker) {
            return row.id.to_string();
        }
        if let Some(id) = self.added.get(&name) {
            return id.clone();
        }
        let is_taken = |id: &str| known.iter().any(|row| *row.id == *id) || self.added.values().any(|other| *other == *id);
        let id = free(shortened(&slug(&speaker.name)), "speaker", is_taken);
        let text = |text: &Option<String>| text.clone().map_or(Value::Absent, Value::Text);
        self.rows.push(Edit::Add(
            Kind::Speaker,
            vec![
                ("id", Value::Text(id.clone())),
                ("name", Value::Text(speaker.name.clone())),
                ("role", text(&speaker.role)),
                ("note", text(&speaker.note)),
            ],
        ));
        self.added.insert(name, id.clone());
        id
    }
}

/// Who in `catalogue` is the `speaker` of a reading.
fn declared<'c>(catalogue: &'c Catalogue, speaker: &Speaker) -> Option<&'c Speaker> {
    let name = fold(&speaker.name);
    let mut named = catalogue.speakers.iter().filter(|row| fold(&row.name) == name);
    catalogue.speakers.iter().find(|row| row.id == speaker.id).or_else(|| named.next())
}

impl Filing {
    /// What an excerpt of a `reading` of `catalogue` says, its speaker being the one that is declared, or a new one.
    pub fn of_reading(catalogue: &Catalogue, reading: &Catalogue, id: ExcerptId) -> Self {
        let speaker = reading.excerpts[id].speaker.map(|speaker| {
            let speaker = &reading.speakers[speaker];
            declared(catalogue, speaker)
                .map_or_else(|| Choice::New(speaker.name.clone()), |row| Choice::There(row.id.to_string()))
        });
        Self { speaker, ..Self::of(reading, id) }
    }

    /// What an excerpt of `catalogue` says.
    pub fn of(catalogue: &Catalogue, id: ExcerptId) -> Self {
        let excerpt = &catalogue.excerpts[id];
        let owned = |text: &Option<Box<str>>| text.as_ref().map(ToString::to_string);
        Self {
            claim: Choice::There(catalogue.claims[excerpt.claim].id.to_string()),
            document: catalogue.documents[excerpt.document].id.to_string(),
            stance: excerpt.stance,
            speaker: excerpt.speaker.map(|speaker| Choice::There(catalogue.speakers[speaker].id.to_string())),
            cue: owned(&excerpt.cue),
            frames: excerpt.frames.iter().map(|&frame| catalogue.frames[frame].id.to_string()).collect(),
            figure: owned(&excerpt.figure),
            quote: excerpt.quote.written().to_owned(),
            prefix: owned(&excerpt.prefix),
            suffix: owned(&excerpt.suffix),
            span: excerpt.span,
            blind: excerpt.blind,
            note: owned(&excerpt.note),
        }
    }
}
