//! What the pieces of a catalogue say, as rows whose references are still names.
//!
//! [`super::read`] makes them of the pieces, [`super::resolve`] makes the catalogue of them.

use toml::value::Date;

use super::{
    Accepted, Day, Event, Format, Frame, Genre, Naming, Outlet, Part, Place, Quote, Span, Speaker, Stance,
    decisions::RawDecision,
    names::Ref,
    problem::{At, Problem},
};

/// What one piece of a file says, or several.
#[derive(Default)]
pub(super) struct Sheet {
    /// Whether there is a title, be it a proper one or not.
    pub(super) has_title: bool,
    pub(super) titles: Vec<(String, At)>,
    pub(super) formats: Vec<(Format, At)>,
    pub(super) summaries: Vec<(String, At)>,
    pub(super) licences: Vec<(String, At)>,
    pub(super) outlets: Vec<Declared<Outlet>>,
    /// The marks of the outlets.
    pub(super) marks: Vec<(char, At)>,
    pub(super) documents: Vec<Declared<RawDocument>>,
    pub(super) events: Vec<Declared<Event>>,
    pub(super) speakers: Vec<Declared<Speaker>>,
    pub(super) frames: Vec<Declared<Frame>>,
    pub(super) namings: Vec<Declared<Naming>>,
    pub(super) claims: Vec<Declared<RawClaim>>,
    pub(super) decisions: Vec<RawDecision>,
    /// Where each kind of row is given: once a piece.
    pub(super) given: Vec<Given>,
    pub(super) problems: Vec<Problem>,
}

impl Sheet {
    /// Whether it has claims alone.
    pub(super) fn is_of_claims(&self) -> bool {
        let Self {
            has_title,
            titles,
            formats,
            summaries,
            licences,
            outlets,
            marks,
            documents,
            events,
            speakers,
            frames,
            namings,
            ..
        } = self;
        let nothing_else = titles.is_empty() && formats.is_empty() && summaries.is_empty() && licences.is_empty();
        let no_other_rows = outlets.is_empty() && documents.is_empty() && events.is_empty() && speakers.is_empty();
        !has_title && nothing_else && no_other_rows && marks.is_empty() && frames.is_empty() && namings.is_empty()
    }

    /// Adds what follows.
    pub(super) fn append(&mut self, mut next: Self) {
        self.has_title |= next.has_title;
        self.titles.append(&mut next.titles);
        self.formats.append(&mut next.formats);
        self.summaries.append(&mut next.summaries);
        self.licences.append(&mut next.licences);
        self.outlets.append(&mut next.outlets);
        self.marks.append(&mut next.marks);
        self.documents.append(&mut next.documents);
        self.events.append(&mut next.events);
        self.speakers.append(&mut next.speakers);
        self.frames.append(&mut next.frames);
        self.namings.append(&mut next.namings);
        self.claims.append(&mut next.claims);
        self.decisions.append(&mut next.decisions);
        self.given.append(&mut next.given);
        self.problems.append(&mut next.problems);
    }
}

/// The rows of one kind in a piece of a file.
pub(super) struct Given {
    pub(super) key: &'static str,
    /// Whether they are the value of a key, `claim = […]`, and do not stand each under a header `[[claim]]`.
    pub(super) inline: bool,
    /// The value, or the first header.
    pub(super) at: At,
}

/// A row, and the name by which others know it.
pub(super) struct Declared<T> {
    pub(super) id: Ref,
    pub(super) row: T,
}

/// A [`super::Document`] whose references are names.
pub(super) struct RawDocument {
    pub(super) id: Box<str>,
    pub(super) outlet: Option<Ref>,
    pub(super) title: String,
    pub(super) author: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) published_about: bool,
    pub(super) genre: Option<Genre>,
    pub(super) language: Option<Box<str>>,
    pub(super) copy_of: Option<Ref>,
    pub(super) chars: Option<u32>,
    pub(super) sha256: Option<Box<str>>,
    pub(super) url: Option<String>,
    /// With where their spans are given.
    pub(super) parts: Vec<(Part, Option<At>)>,
    pub(super) note: Option<String>,
    pub(super) accepted: Accepted,
    pub(super) place: Place,
}

/// A [`super::Claim`] whose references are names.
pub(super) struct RawClaim {
    pub(super) id: Box<str>,
    pub(super) event: Option<Ref>,
    pub(super) title: Option<(String, At)>,
    pub(super) text: Option<String>,
    pub(super) day: Day,
    pub(super) topics: Vec<String>,
    pub(super) absent: Vec<Ref>,
    pub(super) absent_blind: Vec<Ref>,
    pub(super) contradicts: Vec<Ref>,
    pub(super) note: Option<String>,
    pub(super) excerpts: Vec<RawExcerpt>,
    pub(super) accepted: Accepted,
    pub(super) place: Place,
}

impl RawClaim {
    /// One that stands at `place` and says nothing.
    pub(super) fn nothing_of(place: Place) -> Self {
        Self {
            id: Box::default(),
            event: None,
            title: None,
            text: None,
            day: Day::OfEvent,
            topics: Vec::new(),
            absent: Vec::new(),
            absent_blind: Vec::new(),
            contradicts: Vec::new(),
            note: None,
            excerpts: Vec::new(),
            accepted: Accepted::default(),
            place,
        }
    }
}

/// An [`super::Excerpt`] whose references are names.
pub(super) struct RawExcerpt {
    pub(super) document: Option<Ref>,
    pub(super) stance: Option<Stance>,
    pub(super) speaker: Option<Ref>,
    pub(super) cue: Option<Box<str>>,
    pub(super) frames: Box<[Ref]>,
    pub(super) figure: Option<Box<str>>,
    pub(super) quote: Option<(Quote, Place)>,
    pub(super) prefix: Option<Box<str>>,
    pub(super) suffix: Option<Box<str>>,
    pub(super) span: Option<(Span, At)>,
    pub(super) blind: bool,
    pub(super) note: Option<Box<str>>,
    pub(super) accepted: Accepted,
    pub(super) place: Place,
}
