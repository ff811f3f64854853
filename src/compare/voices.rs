//! Who gets to speak: which speakers each outlet passes on, with which verbs of saying, and what it says in its own voice.
//!
//! This counts excerpts of the catalogue, not the words of documents: an outlet's share of a speaker is as large as what its
//! readers found worth quoting. A statement filed under two claims is two excerpts.

use crate::catalogue::{Catalogue, DocumentId, ExcerptId, OutletId, SpeakerId};

/// Speakers and outlets.
#[derive(Debug, Clone, PartialEq)]
pub struct Voices {
    /// One an outlet, in the order of the catalogue.
    pub columns: Vec<OutletVoices>,
    /// The speakers that anybody passes on: those with the most excerpts first.
    pub rows: Vec<Voice>,
}

/// The voices of one outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct OutletVoices {
    /// Whose.
    pub outlet: OutletId,
    /// What it says itself.
    pub own: Vec<ExcerptId>,
    /// What it passes on.
    pub attributed: Vec<ExcerptId>,
}

/// One speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// Who.
    pub speaker: SpeakerId,
    /// One an outlet.
    pub cells: Vec<VoiceCell>,
    /// How many excerpts that are.
    pub excerpts: usize,
    /// In how many documents, where a copy counts as its original.
    pub independent: usize,
}

/// One speaker in one outlet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VoiceCell {
    /// What it passes on of the speaker.
    pub excerpts: Vec<ExcerptId>,
    /// With which verbs: the most used first, then by the alphabet.
    pub cues: Vec<Cue>,
}

/// One verb of saying.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// In small letters.
    pub cue: String,
    /// Where it is used.
    pub excerpts: Vec<ExcerptId>,
}

/// The voices of `catalogue`.
pub fn voices(catalogue: &Catalogue) -> Voices {
    let mut columns: Vec<OutletVoices> =
        catalogue.outlets.ids().map(|outlet| OutletVoices { outlet, own: Vec::new(), attributed: Vec::new() }).collect();
    let mut said = vec![Vec::new(); catalogue.speakers.len()];
    for (id, excerpt) in catalogue.excerpts.entries() {
        let column = &mut columns[catalogue.outlet_of(excerpt).index()];
        match excerpt.speaker {
            Some(speaker) => {
                column.attributed.push(id);
                said[speaker.index()].push(id);
            }
            None => column.own.push(id),
        }
    }
    let spoken = catalogue.speakers.ids().zip(said).filter(|(_, said)| !said.is_empty());
    let mut rows: Vec<Voice> = spoken.map(|(speaker, said)| row(catalogue, speaker, said)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.excerpts));
    Voices { columns, rows }
}

fn row(catalogue: &Catalogue, speaker: SpeakerId, said: Vec<ExcerptId>) -> Voice {
    let excerpts = said.len();
    let mut originals: Vec<DocumentId> = said.iter().map(|&id| catalogue.original(catalogue.excerpts[id].document)).collect();
    originals.sort_unstable();
    originals.dedup();
    let mut cells = vec![VoiceCell::default(); catalogue.outlets.len()];
    for id in said {
        let excerpt = &catalogue.excerpts[id];
        let cell = &mut cells[catalogue.outlet_of(excerpt).index()];
        cell.excerpts.push(id);
        let Some(cue) = excerpt.cue.as_deref().map(str::to_lowercase) else { continue };
        match cell.cues.iter_mut().find(|known| known.cue == cue) {
            Some(known) => known.excerpts.push(id),
            None => cell.cues.push(Cue { cue, excerpts: vec![id] }),
        }
    }
    for cell in &mut cells {
        cell.cues.sort_by(|one, two| two.excerpts.len().cmp(&one.excerpts.len()).then_with(|| one.cue.cmp(&two.cue)));
    }
    Voice { speaker, cells, excerpts, independent: originals.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample;

    #[test]
    fn own_voice_and_attributed_make_up_all_excerpts() {
        let catalogue = sample::catalogue();
        let voices = voices(&catalogue);
        let counts: Vec<_> = voices.columns.iter().map(|column| (column.own.len(), column.attributed.len())).collect();
        assert_eq!(counts, [(2, 2), (1, 2), (0, 1)]);
    }

    #[test]
    fn speakers_come_with_their_cues_and_a_copy_counts_as_its_original() {
        let catalogue = sample::catalogue();
        let voices = voices(&catalogue);
        let shown: Vec<_> =
            voices.rows.iter().map(|row| (&*catalogue.speakers[row.speaker].id, row.excerpts, row.independent)).collect();
        assert_eq!(shown, [("mayor", 4, 2), ("keeper", 1, 1)]);
        let cues = |outlet: usize| {
            voices.rows[0].cells[outlet].cues.iter().map(|cue| (cue.cue.as_str(), cue.excerpts.len())).collect::<Vec<_>>()
        };
        assert_eq!(cues(0), [("said", 1), ("warned", 1)]);
        assert_eq!(cues(2), [("said", 1)]);
        assert_eq!(voices.rows[1].cells[1].cues, []);
    }
}
