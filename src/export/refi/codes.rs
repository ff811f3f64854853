//! Claims, speakers and frames as codes.
//!
//! An event is a code that nothing is coded with, and holds its claims; a claim holds a code for each stance that an outlet takes on it,
//! which is called `CLAIM: STANCE`, so that it comes back as what it was. Speakers and frames stand below a code of their own.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::xml::Element;
use crate::{
    catalogue::{Catalogue, ClaimId, EventId, Excerpt, FrameId, SpeakerId, Stance},
    export::guid::Guids,
};

/// What the codes of a catalogue are called.
pub(super) struct Codes<'a> {
    catalogue: &'a Catalogue,
    guids: &'a Guids,
    claims: Vec<String>,
    events: Vec<String>,
    speakers: Vec<String>,
    frames: Vec<String>,
    /// The stances taken on each claim.
    stances: BTreeMap<ClaimId, BTreeSet<Stance>>,
}

impl<'a> Codes<'a> {
    /// Those of `catalogue`.
    pub(super) fn of(catalogue: &'a Catalogue, guids: &'a Guids) -> Self {
        let mut taken: HashSet<String> = [SPEAKERS, FRAMES].map(str::to_owned).into();
        // Of several the first is called what it is called; the others have their ids behind it.
        let mut free = |name: &str, id: &str| {
            let name = if taken.contains(name) { format!("{name} ({id})") } else { name.to_owned() };
            taken.insert(name.clone());
            name
        };
        let mut stances: BTreeMap<ClaimId, BTreeSet<Stance>> = BTreeMap::new();
        for excerpt in &catalogue.excerpts {
            stances.entry(excerpt.claim).or_default().insert(excerpt.stance);
        }
        Self {
            claims: catalogue.claims.iter().map(|row| free(&row.title, &row.id)).collect(),
            events: catalogue.events.iter().map(|row| free(&row.title, &row.id)).collect(),
            speakers: catalogue.speakers.iter().map(|row| free(&row.name, &row.id)).collect(),
            frames: catalogue.frames.iter().map(|row| free(&row.name, &row.id)).collect(),
            stances,
            catalogue,
            guids,
        }
    }

    /// The GUID of a claim.
    pub(super) fn claim(&self, claim: ClaimId) -> String {
        self.guids.guid("claim", &self.catalogue.claims[claim].id)
    }

    /// The codes that `excerpt` is given, in the order of the codebook.
    pub(super) fn of_excerpt(&self, excerpt: &Excerpt) -> Vec<String> {
        let stance = self.stance(excerpt.claim, excerpt.stance);
        let speaker = excerpt.speaker.map(|speaker| self.speaker(speaker));
        [stance].into_iter().chain(speaker).chain(excerpt.frames.iter().map(|&frame| self.frame(frame))).collect()
    }

    fn stance(&self, claim: ClaimId, stance: Stance) -> String {
        self.guids.guid("stance", &format!("{}/{}", self.catalogue.claims[claim].id, stance.name()))
    }

    fn speaker(&self, speaker: SpeakerId) -> String {
        self.guids.guid("speaker", &self.catalogue.speakers[speaker].id)
    }

    fn frame(&self, frame: FrameId) -> String {
        self.guids.guid("frame", &self.catalogue.frames[frame].id)
    }

    /// As elements, `with_notes` where there is a place for these. There is always one.
    pub(super) fn elements(&self, with_notes: bool) -> Vec<Element> {
        let catalogue = self.catalogue;
        let mut events: Vec<Element> = Vec::new();
        let mut claims: BTreeMap<EventId, Vec<Element>> = BTreeMap::new();
        for (id, claim) in catalogue.claims.entries() {
            claims.entry(claim.event).or_default().push(self.of_claim(id, with_notes));
        }
        for (event, claims) in claims {
            let (row, name) = (&catalogue.events[event], &self.events[event.index()]);
            events.push(code(self.guids.guid("event", &row.id), name, false, row.note.as_deref()).children(claims));
        }
        let speakers = catalogue.speakers.entries().map(|(id, row)| {
            let about: Vec<&str> = [&row.role, &row.note].into_iter().flatten().map(String::as_str).collect();
            code(self.speaker(id), &self.speakers[id.index()], true, Some(&about.join("\n")))
        });
        let frames = catalogue.frames.entries().map(|(id, row)| {
            let not = row.not.as_ref().map(|not| format!("Not: {not}"));
            let examples = row.examples.iter().map(|example| format!("Example: {example}"));
            let about: Vec<String> = row.definition.clone().into_iter().chain(not).chain(examples).collect();
            code(self.frame(id), &self.frames[id.index()], true, Some(&about.join("\n")))
        });
        let group =
            |name: &'static str, codes: Vec<Element>| code(self.guids.guid("codes", name), name, false, None).children(codes);
        let (speakers, frames): (Vec<_>, Vec<_>) = (speakers.collect(), frames.collect());
        if !speakers.is_empty() {
            events.push(group(SPEAKERS, speakers));
        }
        // A codebook without any code is none.
        if !frames.is_empty() || events.is_empty() {
            events.push(group(FRAMES, frames));
        }
        events
    }

    fn of_claim(&self, id: ClaimId, with_notes: bool) -> Element {
        let (row, name) = (&self.catalogue.claims[id], &self.claims[id.index()]);
        let mut element = code(self.claim(id), name, true, row.text.as_deref());
        if with_notes && note(self.catalogue, id).is_some() {
            element = element.child(Element::reference("NoteRef", &note_guid(self.guids, &row.id)));
        }
        let stances = self.stances.get(&id).into_iter().flatten();
        let stance =
            |stance: &Stance| code(self.stance(id, *stance), &format!("{name}: {}", stance.name()), true, Some(stance.meaning()));
        element.children(stances.map(stance))
    }
}

const SPEAKERS: &str = "Speakers";
const FRAMES: &str = "Frames";

fn code(guid: String, name: &str, is_codable: bool, about: Option<&str>) -> Element {
    let element = Element::new("Code").with("guid", guid).with("name", name).with("isCodable", is_codable.to_string());
    element.children(about.filter(|about| !about.is_empty()).map(|about| Element::of_words("Description", about)))
}

/// What is known of a claim beside its words: its note, and where it was looked for in vain.
pub(super) fn note(catalogue: &Catalogue, claim: ClaimId) -> Option<String> {
    let row = &catalogue.claims[claim];
    let absent: Vec<&str> = row.absent.iter().map(|&document| catalogue.documents[document].title.as_str()).collect();
    let absent = (!absent.is_empty()).then(|| format!("Looked for in vain in: {}", absent.join("; ")));
    let note: Vec<&str> = row.note.as_deref().into_iter().chain(absent.as_deref()).collect();
    (!note.is_empty()).then(|| note.join("\n"))
}

/// The GUID of that.
pub(super) fn note_guid(guids: &Guids, claim: &str) -> String {
    guids.guid("note", &format!("claim/{claim}"))
}
