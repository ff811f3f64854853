//! Excerpts and speakers as JSON has them, those of a catalogue and those of its readings.

use serde::Serialize;

use super::excerpts::{NOT_CHECKED, excerpt_id, numbered};
use crate::{
    answers::quotations::Footings,
    catalogue::{Accepted, Catalogue, ExcerptId, Span, Speaker, Stance},
    compare::{footing::Footing, passages::Repetitions},
};

#[derive(Serialize)]
pub(super) struct SpeakerRecord<'a> {
    id: &'a str,
    name: &'a str,
    role: Option<&'a str>,
    note: Option<&'a str>,
    accepted: &'a Accepted,
}

#[derive(Serialize)]
pub(super) struct ExcerptRecord<'a> {
    id: String,
    outlet: &'a str,
    document: &'a str,
    stance: Stance,
    speaker: Option<&'a str>,
    cue: Option<&'a str>,
    frames: Vec<&'a str>,
    figure: Option<&'a str>,
    quote: &'a str,
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
    span: Option<[u32; 2]>,
    blind: bool,
    note: Option<&'a str>,
    accepted: &'a Accepted,
    is_repetition: bool,
    part: Option<&'static str>,
    state: &'static str,
    is_misquoted: Option<bool>,
    fault: Option<String>,
    text: Option<String>,
    left_out: Option<String>,
}

/// The excerpts of `catalogue`, by claim, its quotations standing as `footings` say.
pub(super) fn excerpts_by_claim<'a>(catalogue: &'a Catalogue, footings: &Footings) -> Vec<Vec<ExcerptRecord<'a>>> {
    let repetitions = Repetitions::of(catalogue);
    let mut excerpts = numbered(catalogue).peekable();
    let of_claim = |id| {
        let mut of_claim = Vec::new();
        while let Some((excerpt, number)) = excerpts.next_if(|(excerpt, _)| catalogue.excerpts[*excerpt].claim == id) {
            let (footing, is_repetition) = (footings.footing(catalogue, excerpt), repetitions.has(catalogue, excerpt));
            of_claim.push(ExcerptRecord::new(catalogue, excerpt, number, footing, is_repetition));
        }
        of_claim
    };
    catalogue.claims.ids().map(of_claim).collect()
}

impl<'a> From<&'a Speaker> for SpeakerRecord<'a> {
    fn from(row: &'a Speaker) -> Self {
        Self { id: &row.id, name: &row.name, role: row.role.as_deref(), note: row.note.as_deref(), accepted: &row.accepted }
    }
}

impl<'a> ExcerptRecord<'a> {
    fn new(catalogue: &'a Catalogue, id: ExcerptId, number: usize, footing: Footing, is_repetition: bool) -> Self {
        let row = &catalogue.excerpts[id];
        Self {
            id: excerpt_id(catalogue, row, number),
            outlet: &catalogue.outlets[catalogue.outlet_of(row)].id,
            document: &catalogue.documents[row.document].id,
            stance: row.stance,
            speaker: row.speaker.map(|speaker| &*catalogue.speakers[speaker].id),
            cue: row.cue.as_deref(),
            frames: row.frames.iter().map(|&frame| &*catalogue.frames[frame].id).collect(),
            figure: row.figure.as_deref(),
            quote: row.quote.written(),
            prefix: row.prefix.as_deref(),
            suffix: row.suffix.as_deref(),
            span: row.span.map(ends),
            blind: row.blind,
            note: row.note.as_deref(),
            accepted: &row.accepted,
            is_repetition,
            part: footing.part,
            state: footing.state.unwrap_or(NOT_CHECKED),
            is_misquoted: footing.is_misquoted,
            text: footing.text().map(str::to_owned),
            left_out: footing.left_out().map(str::to_owned),
            fault: footing.fault,
        }
    }
}

/// As in a catalogue: `[2412, 2583]`.
pub(super) const fn ends(span: Span) -> [u32; 2] {
    [span.start, span.end]
}
