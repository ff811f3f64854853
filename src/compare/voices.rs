//! Who gets to speak: which speakers each outlet passes on, with which verbs of saying, and what it says in its own voice.
//!
//! This counts passages that are quoted ([`super::passages`]), not the words of documents: an outlet's share of a speaker is as large as
//! what its readers found worth quoting. A statement filed under two claims is one passage. Totals leave out what copies repeat.

use std::collections::BTreeMap;

use super::passages::{Repetitions, passages};
use crate::catalogue::{Catalogue, DocumentId, ExcerptId, OutletId, SpeakerId};

/// Speakers and outlets.
#[derive(Debug, Clone, PartialEq)]
pub struct Voices {
    /// One an outlet, in the order of the catalogue.
    pub columns: Vec<OutletVoices>,
    /// The speakers that anybody passes on: those with the most passages first.
    pub rows: Vec<Voice>,
    /// How many passages all outlets say themselves, without what copies repeat.
    pub own: usize,
    /// How many they pass on, likewise.
    pub attributed: usize,
}

/// Excerpts that are counted together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// As the catalogue has them.
    pub excerpts: Vec<ExcerptId>,
    /// How many passages they are.
    pub passages: usize,
}

/// The voices of one outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct OutletVoices {
    /// Whose.
    pub outlet: OutletId,
    /// What it says itself.
    pub own: Said,
    /// What it passes on.
    pub attributed: Said,
}

/// One speaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// Who.
    pub speaker: SpeakerId,
    /// One an outlet.
    pub cells: Vec<VoiceCell>,
    /// How many passages that are, without what copies repeat.
    pub passages: usize,
    /// In how many documents, where a copy counts as its original.
    pub independent: usize,
}

/// One speaker in one outlet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VoiceCell {
    /// What it passes on of the speaker.
    pub said: Said,
    /// With which verbs: the most used first, then by the alphabet.
    pub cues: Vec<Cue>,
}

/// One verb of saying.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// In small letters.
    pub cue: String,
    /// Where it is used.
    pub said: Said,
}

impl Said {
    fn new(catalogue: &Catalogue, excerpts: Vec<ExcerptId>) -> Self {
        Self { passages: passages(catalogue, excerpts.iter().copied()), excerpts }
    }
}

/// The voices of `catalogue`.
pub fn voices(catalogue: &Catalogue) -> Voices {
    let mut columns = vec![[Vec::new(), Vec::new()]; catalogue.outlets.len()];
    let mut said = vec![Vec::new(); catalogue.speakers.len()];
    for (id, excerpt) in catalogue.excerpts.entries() {
        let [own, attributed] = &mut columns[catalogue.outlet_of(excerpt).index()];
        match excerpt.speaker {
            Some(speaker) => {
                attributed.push(id);
                said[speaker.index()].push(id);
            }
            None => own.push(id),
        }
    }
    let repetitions = Repetitions::of(catalogue);
    let counted = |ids: &[ExcerptId]| passages(catalogue, ids.iter().copied().filter(|&id| !repetitions.has(catalogue, id)));
    let [own, attributed] = [0, 1].map(|side| columns.iter().map(|column| counted(&column[side])).sum());
    let column = |(outlet, [own, attributed]): (OutletId, [Vec<ExcerptId>; 2])| OutletVoices {
        outlet,
        own: Said::new(catalogue, own),
        attributed: Said::new(catalogue, attributed),
    };
    let spoken = catalogue.speakers.ids().zip(said).filter(|(_, said)| !said.is_empty());
    let mut rows: Vec<Voice> = spoken.map(|(speaker, said)| row(catalogue, speaker, counted(&said), said)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.passages));
    Voices { columns: catalogue.outlets.ids().zip(columns).map(column).collect(), rows, own, attributed }
}

fn row(catalogue: &Catalogue, speaker: SpeakerId, passages: usize, said: Vec<ExcerptId>) -> Voice {
    let mut originals: Vec<DocumentId> = said.iter().map(|&id| catalogue.original(catalogue.excerpts[id].document)).collect();
    originals.sort_unstable();
    originals.dedup();
    let mut by_outlet = vec![Vec::new(); catalogue.outlets.len()];
    for id in said {
        by_outlet[catalogue.outlet_of(&catalogue.excerpts[id]).index()].push(id);
    }
    let cells = by_outlet.into_iter().map(|said| VoiceCell { cues: cues(catalogue, &said), said: Said::new(catalogue, said) });
    Voice { speaker, cells: cells.collect(), passages, independent: originals.len() }
}

/// The verbs of saying in `said`.
fn cues(catalogue: &Catalogue, said: &[ExcerptId]) -> Vec<Cue> {
    let mut by_cue = BTreeMap::<String, Vec<ExcerptId>>::new();
    for &id in said {
        if let Some(cue) = &catalogue.excerpts[id].cue {
            by_cue.entry(cue.to_lowercase()).or_default().push(id);
        }
    }
    let mut cues: Vec<Cue> = by_cue.into_iter().map(|(cue, said)| Cue { cue, said: Said::new(catalogue, said) }).collect();
    cues.sort_by_key(|cue| std::cmp::Reverse(cue.said.passages));
    cues
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample;

    #[test]
    fn own_voice_and_attributed_are_counted_in_passages_and_copies_left_out_of_the_total() {
        let catalogue = sample::catalogue();
        let voices = voices(&catalogue);
        let counts: Vec<_> = voices.columns.iter().map(|column| (column.own.passages, column.attributed.passages)).collect();
        assert_eq!(counts, [(1, 2), (1, 2), (0, 1)]);
        assert_eq!((voices.own, voices.attributed), (2, 4));
    }

    #[test]
    fn speakers_come_with_their_cues_and_a_copy_counts_as_its_original() {
        let catalogue = sample::catalogue();
        let voices = voices(&catalogue);
        let shown: Vec<_> =
            voices.rows.iter().map(|row| (&*catalogue.speakers[row.speaker].id, row.passages, row.independent)).collect();
        assert_eq!(shown, [("mayor", 3, 2), ("keeper", 1, 1)]);
        let cues = |outlet: usize| {
            voices.rows[0].cells[outlet].cues.iter().map(|cue| (cue.cue.as_str(), cue.said.passages)).collect::<Vec<_>>()
        };
        assert_eq!(cues(0), [("said", 1), ("warned", 1)]);
        assert_eq!(cues(2), [("said", 1)]);
        assert_eq!(voices.rows[1].cells[1].cues, []);
    }
}
