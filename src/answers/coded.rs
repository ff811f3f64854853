//! All readings of a catalogue, with what was decided where they differ.

use crate::catalogue::{
    Catalogue, Diagnostics, Origin, Selection,
    decisions::{Decision, decisions},
    edit::claim_of,
    readings::Reading,
};

/// What several people made of one catalogue.
#[derive(Debug, Default)]
pub struct Coded {
    /// The readings, each as a catalogue of its own, by name.
    pub readings: Vec<Catalogue>,
    /// What was decided, in the order of the log.
    pub decisions: Vec<Decision>,
}

impl Coded {
    /// All there is beside `main`, the catalogue at `origin`.
    ///
    /// # Errors
    ///
    /// What keeps one of these from being read.
    pub fn of(origin: &Origin, main: &Catalogue) -> Result<Self, Diagnostics> {
        let readings = Reading::all(origin).iter().map(|reading| Ok(reading.over(main)?.catalogue)).collect::<Result<_, _>>()?;
        Ok(Self { readings, decisions: decisions(origin, main)?.made })
    }

    /// What of it is about what `selection` keeps of `main`, which is `kept`.
    #[must_use]
    pub fn only(self, main: &Catalogue, selection: &Selection, kept: &Catalogue) -> Self {
        let moved = |decision: Decision| {
            let document = &main.documents[decision.document].id;
            Some(Decision {
                claim: claim_of(kept, &main.claims[decision.claim].id)?,
                document: kept.documents.entries().find(|(_, row)| row.id == *document)?.0,
                ..decision
            })
        };
        Self {
            readings: self.readings.iter().map(|reading| reading.only(selection)).collect(),
            decisions: self.decisions.into_iter().filter_map(moved).collect(),
        }
    }
}
