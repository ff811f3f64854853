//! Who gets to speak: which speakers each outlet passes on, with which verbs of saying, and what it says in its own voice.
//!
//! This counts passages that are quoted ([`super::passages`]), not the words of documents: an outlet's share of a speaker is as large as
//! what its readers found worth quoting. A statement filed under two claims is one passage. Totals leave out what copies repeat.

use std::collections::BTreeMap;

use super::passages::{Repetitions, Tally, independent};
use crate::catalogue::{Catalogue, ExcerptId, OutletId, SpeakerId};

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

/// The voices of one outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct OutletVoices {
    /// Whose.
    pub outlet: OutletId,
    /// What it says itself.
    pub own: Tally,
    /// What it passes on.
    pub attributed: Tally,
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
    pub said: Tally,
    /// With which verbs: the most used first, then by the alphabet.
    pub cues: Vec<Cue>,
}

/// One verb of saying.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// In small letters.
    pub cue: String,
    /// Where it is used.
    pub said: Tally,
}

/// The voices of `catalogue`.
pub fn voices(catalogue: &Catalogue) -> Voices {
    let mut said = vec![Vec::new(); catalogue.speakers.len()];
    for (id, excerpt) in catalogue.excerpts.entries() {
        if let Some(speaker) = excerpt.speaker {
            said[speaker.index()].push(id);
        }
    }
    let repetitions = Repetitions::of(catalogue);
    let columns = by_outlet(catalogue);
    let all = |side: fn(&OutletVoices) -> &Tally| {
        columns.iter().map(|column| repetitions.without(catalogue, &side(column).excerpts)).sum()
    };
    let (own, attributed) = (all(|column| &column.own), all(|column| &column.attributed));
    // Whom nobody passes on stands last: that they are not heard is a finding, too.
    let mut rows: Vec<Voice> = catalogue
        .speakers
        .ids()
        .zip(said)
        .map(|(speaker, said)| row(catalogue, speaker, repetitions.without(catalogue, &said), said))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.passages));
    Voices { columns, rows, own, attributed }
}

/// What each outlet of `catalogue` says itself and what it passes on, in their order.
pub fn by_outlet(catalogue: &Catalogue) -> Vec<OutletVoices> {
    let mut columns = vec![[Vec::new(), Vec::new()]; catalogue.outlets.len()];
    for (id, excerpt) in catalogue.excerpts.entries() {
        let [own, attributed] = &mut columns[catalogue.outlet_of(excerpt).index()];
        if excerpt.speaker.is_some() { attributed.push(id) } else { own.push(id) }
    }
    let column = |(outlet, [own, attributed]): (OutletId, [Vec<ExcerptId>; 2])| OutletVoices {
        outlet,
        own: Tally::new(catalogue, own),
        attributed: Tally::new(catalogue, attributed),
    };
    catalogue.outlets.ids().zip(columns).map(column).collect()
}

fn row(catalogue: &Catalogue, speaker: SpeakerId, passages: usize, said: Vec<ExcerptId>) -> Voice {
    let independent = independent(catalogue, &said);
    let mut by_outlet = vec![Vec::new(); catalogue.outlets.len()];
    for id in said {
        by_outlet[catalogue.outlet_of(&catalogue.excerpts[id]).index()].push(id);
    }
    let cells = by_outlet.into_iter().map(|said| VoiceCell { cues: cues(catalogue, &said), said: Tally::new(catalogue, said) });
    Voice { speaker, cells: cells.collect(), passages, independent }
}

/// The verbs of saying in `said`.
fn cues(catalogue: &Catalogue, said: &[ExcerptId]) -> Vec<Cue> {
    let mut by_cue = BTreeMap::<String, Vec<ExcerptId>>::new();
    for &id in said {
        if let Some(cue) = &catalogue.excerpts[id].cue {
            by_cue.entry(cue.to_lowercase()).or_default().push(id);
        }
    }
    let mut cues: Vec<Cue> = by_cue.into_iter().map(|(cue, said)| Cue { cue, said: Tally::new(catalogue, said) }).collect();
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
        assert_eq!(shown, [("mayor", 3, 2), ("keeper", 1, 1), ("ghost", 0, 0)]);
        let cues = |outlet: usize| {
            voices.rows[0].cells[outlet].cues.iter().map(|cue| (cue.cue.as_str(), cue.said.passages)).collect::<Vec<_>>()
        };
        assert_eq!(cues(0), [("said", 1), ("warned", 1)]);
        assert_eq!(cues(2), [("said", 1)]);
        assert_eq!(voices.rows[1].cells[1].cues, []);
    }
}
