//! Who gets to speak: `parallax voices`.
//!
//! As JSON: `outlets`, each with the number of passages in its `own` voice and of those `attributed` to somebody; `speakers`,
//! those with the most passages first, each with its number of `passages` without what copies repeat, that of `independent` documents
//! (a copy counts as its original), and `outlets` that pass it on, with their number of passages and their `cues`.

use serde::Serialize;

use super::{OutletHead, count, paragraph};
use crate::{
    catalogue::Catalogue,
    compare::voices::{Cue, Voices},
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VoicesPage<'a> {
    outlets: Vec<OutletVoices<'a>>,
    speakers: Vec<SpeakerRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletVoices<'a> {
    #[serde(flatten)]
    head: OutletHead<'a>,
    own: usize,
    attributed: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SpeakerRow<'a> {
    speaker: &'a str,
    name: &'a str,
    role: Option<&'a str>,
    passages: usize,
    independent: usize,
    outlets: Vec<Share<'a>>,
}

/// What one outlet passes on of one speaker.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Share<'a> {
    outlet: &'a str,
    #[serde(skip)]
    name: String,
    passages: usize,
    cues: Vec<CueRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct CueRow<'a> {
    cue: &'a str,
    passages: usize,
}

impl<'a> VoicesPage<'a> {
    /// The page of `voices`, which are those of `catalogue`.
    pub fn new(catalogue: &'a Catalogue, voices: &'a Voices) -> Self {
        let outlets = voices.columns.iter().map(|column| OutletVoices {
            head: OutletHead::new(catalogue, column.outlet),
            own: column.own.passages,
            attributed: column.attributed.passages,
        });
        let speakers = voices.rows.iter().map(|row| {
            let speaker = &catalogue.speakers[row.speaker];
            let cells = catalogue.outlets.ids().zip(&row.cells).filter(|(_, cell)| !cell.said.excerpts.is_empty());
            let outlets = cells.map(|(outlet, cell)| {
                let head = OutletHead::new(catalogue, outlet);
                let name = head.marked_name();
                Share {
                    outlet: head.outlet,
                    name,
                    passages: cell.said.passages,
                    cues: cell.cues.iter().map(CueRow::new).collect(),
                }
            });
            SpeakerRow {
                speaker: &speaker.id,
                name: &speaker.name,
                role: speaker.role.as_deref(),
                passages: row.passages,
                independent: row.independent,
                outlets: outlets.collect(),
            }
        });
        Self { outlets: outlets.collect(), speakers: speakers.collect() }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        paragraph(&mut page, "Own voice and voices passed on, in passages quoted", 0, columns);
        for outlet in &self.outlets {
            let text = format!("{}: {} in its own voice, {} passed on", outlet.head.marked_name(), outlet.own, outlet.attributed);
            paragraph(&mut page, &text, 2, columns);
        }
        for speaker in &self.speakers {
            page.push('\n');
            let role = speaker.role.map(|role| format!(", {role}")).unwrap_or_default();
            paragraph(&mut page, &format!("{} ({}){role}", speaker.name, speaker.speaker), 0, columns);
            let documents = count(speaker.independent, "independent document");
            paragraph(&mut page, &format!("{} in {documents}", count(speaker.passages, "passage")), 2, columns);
            for share in &speaker.outlets {
                let cues: Vec<String> = share.cues.iter().map(|cue| format!("{} {}", cue.cue, cue.passages)).collect();
                let cues = if cues.is_empty() { String::new() } else { format!(" ({})", cues.join(", ")) };
                paragraph(&mut page, &format!("{}: {}{cues}", share.name, share.passages), 4, columns);
            }
        }
        if let Some((speaker, share)) = self.speakers.first().and_then(|row| Some((row.speaker, row.outlets.first()?))) {
            page.push('\n');
            let text = format!(
                "The excerpts behind a number: parallax find 'speaker:{speaker} outlet:{}'. Counted are the passages that this \
                 catalogue quotes, each once under however many claims, and in totals not again from a copy; how much an outlet lets somebody speak is as large here as what was quoted from it.",
                share.outlet
            );
            paragraph(&mut page, &text, 0, columns);
        }
        page
    }
}

impl<'a> CueRow<'a> {
    fn new(cue: &'a Cue) -> Self {
        Self { cue: &cue.cue, passages: cue.said.passages }
    }
}
