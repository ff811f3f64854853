//! What of an older catalogue somebody should look at for the newest format: `parallax check --migrate`.
//!
//! Before there was `reports-denial`, what a speaker denied was filed as the outlet's own `questions` or `denies`. Only a person
//! who reads the words can tell, so that this lists them and changes nothing.

use serde::Serialize;

use super::{count, paragraph};
use crate::{
    catalogue::{Catalogue, Excerpt, Place, SpeakerId, Stance},
    text::clean::displayable,
};

/// The page.
#[derive(Debug, Serialize)]
pub struct MigratePage<'a> {
    excerpts: Vec<Candidate<'a>>,
}

/// An excerpt that may be a reported denial.
#[derive(Debug, Serialize)]
struct Candidate<'a> {
    at: String,
    claim: &'a str,
    document: &'a str,
    stance: Stance,
    speaker: &'a str,
    cue: Option<&'a str>,
    quote: &'a str,
}

impl<'a> MigratePage<'a> {
    /// The page of `catalogue`.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let excerpts = catalogue.excerpts.iter().filter(|row| matches!(row.stance, Stance::Questions | Stance::Denies));
        let excerpts = excerpts.filter_map(|row| Some((row, row.speaker?)));
        let lines = catalogue.lines_of(excerpts.clone().map(|(row, _)| row.place));
        let at = |place: Place| {
            let path = catalogue.files[place.file].path.display();
            lines.get(&place).map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
        };
        let candidate = |(row, speaker): (&'a Excerpt, SpeakerId)| Candidate {
            at: at(row.place),
            claim: &catalogue.claims[row.claim].id,
            document: &catalogue.documents[row.document].id,
            stance: row.stance,
            speaker: &catalogue.speakers[speaker].id,
            cue: row.cue.as_deref(),
            quote: row.quote.written(),
        };
        Self { excerpts: excerpts.map(candidate).collect() }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        for row in &self.excerpts {
            let cue = row.cue.map(|cue| format!(" ({})", displayable(cue))).unwrap_or_default();
            page.push_str(&displayable(&row.at));
            page.push('\n');
            let about = format!("{} · {} · {} · {}{cue}", row.claim, row.document, row.stance.name(), row.speaker);
            paragraph(&mut page, &about, 2, columns);
            paragraph(&mut page, &format!("“{}”", displayable(row.quote)), 4, columns);
        }
        let what = match self.excerpts.len() {
            0 => "nothing to look at: no excerpt that questions or denies has a speaker".to_owned(),
            number => format!(
                "{} with a speaker among those that question or deny. Where only the speaker is against the claim it is \
                 `reports-denial` in the newest format; it stays what it is where the outlet itself keeps its distance or \
                 contradicts. Nothing was changed.",
                count(number, "excerpt")
            ),
        };
        paragraph(&mut page, &what, 0, columns);
        page
    }
}
