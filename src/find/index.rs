//! What a catalogue is searched by: a [`Column`] for every field, and which excerpt is filed under what.
//!
//! Built once, whole, from a catalogue that does not change; owned, so that it can be handed from thread to thread. It speaks
//! of that catalogue only: its rows are the rows of the catalogue's tables. Excerpts are cut into as many parts as threads are
//! worth while, one for each processor in a large catalogue; what is found does not depend on it.

use std::ops::Range;

use super::{column::Column, number::number};
use crate::{
    catalogue::{Catalogue, Excerpt, Progress, Stance},
    threads::pieces,
};

/// As few excerpts as are worth a thread of their own.
const PIECE: usize = 1 << 13;

/// A catalogue made ready to be searched.
#[derive(Debug)]
pub struct Index {
    /// How the excerpts are cut.
    pub(super) parts: Vec<Range<usize>>,
    pub(super) quotes: Column,
    pub(super) notes: Column,
    pub(super) figures: Column,
    pub(super) claims: Named,
    pub(super) speakers: Named,
    pub(super) outlets: Named,
    pub(super) documents: Named,
    pub(super) events: Named,
    pub(super) frames: Named,
    pub(super) topics: Column,
    pub(super) stances: Column,
    /// By excerpt; a row that no table has for one in the outlet's own voice.
    pub(super) speaker_of: Vec<u32>,
    pub(super) claim_of: Vec<u32>,
    pub(super) document_of: Vec<u32>,
    pub(super) stance_of: Vec<u8>,
    pub(super) frames_of: Lists,
    /// By claim.
    pub(super) event_of: Vec<u32>,
    pub(super) excerpts_of: Vec<Range<u32>>,
    /// Rows of `topics` by claim.
    pub(super) topics_of: Lists,
    /// By document.
    pub(super) outlet_of: Vec<u32>,
    /// How many claims have an excerpt.
    pub(super) claim_count: usize,
    /// How many excerpts each outlet has.
    pub(super) outlet_counts: Vec<usize>,
}

/// A table that has ids and names.
#[derive(Debug)]
pub(super) struct Named {
    pub ids: Column,
    pub names: Column,
}

/// A list of rows for each row of another table.
#[derive(Debug, Default)]
pub(super) struct Lists {
    rows: Vec<u32>,
    ends: Vec<u32>,
}

impl Index {
    /// Reads all of `catalogue`, on a thread for each processor where it is large.
    ///
    /// `progress` goes up to the number of excerpts while it works, roughly in step with the time it takes.
    pub fn build(catalogue: &Catalogue, progress: &Progress) -> Self {
        Self::cut(catalogue, pieces(catalogue.excerpts.len(), PIECE), progress)
    }

    /// Whether this folded word stands in a text, a name or a figure.
    pub(super) fn has_word(&self, word: &str) -> bool {
        let columns = [&self.quotes, &self.notes, &self.figures, &self.claims.names, &self.speakers.names, &self.outlets.names];
        columns.into_iter().any(|column| column.vocabulary.has(word))
    }

    /// As [`Index::build`], with the excerpts cut about as in `pieces`.
    pub(super) fn cut(catalogue: &Catalogue, pieces: Vec<Range<usize>>, progress: &Progress) -> Self {
        let excerpts = catalogue.excerpts.as_slice();
        let parts = between_claims(excerpts, pieces);
        progress.expect(excerpts.len() as u64);
        let unseen = Progress::default();
        let of = |text: fn(&Excerpt) -> &str, progress: &Progress| {
            Column::new(&parts, |rows| excerpts[rows].iter().map(text), progress)
        };
        let quotes = of(|excerpt| excerpt.quote.shown(), progress);
        let notes = of(|excerpt| excerpt.note.as_deref().unwrap_or_default(), &unseen);
        let figures = of(|excerpt| excerpt.figure.as_deref().unwrap_or_default(), &unseen);
        let claims = catalogue.claims.as_slice();
        let topics: Vec<&str> = claims.iter().flat_map(|claim| &claim.topics).map(String::as_str).collect();
        let mut topic = 0..;
        let mut outlet_counts = vec![0; catalogue.outlets.len()];
        for excerpt in excerpts {
            outlet_counts[catalogue.outlet_of(excerpt).index()] += 1;
        }
        Self {
            quotes,
            notes,
            figures,
            claims: Named::of(claims, |claim| (&claim.id, &claim.title)),
            speakers: Named::of(catalogue.speakers.as_slice(), |speaker| (&speaker.id, &speaker.name)),
            outlets: Named::of(catalogue.outlets.as_slice(), |outlet| (&outlet.id, &outlet.name)),
            documents: Named::of(catalogue.documents.as_slice(), |document| (&document.id, &document.title)),
            events: Named::of(catalogue.events.as_slice(), |event| (&event.id, &event.title)),
            frames: Named::of(catalogue.frames.as_slice(), |frame| (&frame.id, &frame.name)),
            topics: Column::of(&topics.iter().copied()),
            stances: Column::of(&Stance::ALL.iter().map(|&stance| words_for(stance))),
            speaker_of: excerpts
                .iter()
                .map(|excerpt| excerpt.speaker.map_or(u32::MAX, |speaker| number(speaker.index())))
                .collect(),
            claim_of: excerpts.iter().map(|excerpt| number(excerpt.claim.index())).collect(),
            document_of: excerpts.iter().map(|excerpt| number(excerpt.document.index())).collect(),
            stance_of: excerpts.iter().map(|excerpt| excerpt.stance as u8).collect(),
            frames_of: Lists::of(excerpts, |excerpt| excerpt.frames.iter().map(|frame| number(frame.index()))),
            event_of: claims.iter().map(|claim| number(claim.event.index())).collect(),
            excerpts_of: claims.iter().map(|claim| claim.excerpts.clone()).collect(),
            topics_of: Lists::of(claims, |claim| topic.by_ref().take(claim.topics.len()).collect::<Vec<u32>>()),
            outlet_of: catalogue.documents.iter().map(|document| number(document.outlet.index())).collect(),
            claim_count: claims.iter().filter(|claim| !claim.excerpts.is_empty()).count(),
            outlet_counts,
            parts,
        }
    }

    /// How many excerpts there are.
    pub fn len(&self) -> usize {
        self.claim_of.len()
    }

    /// Whether there is no excerpt.
    pub fn is_empty(&self) -> bool {
        self.claim_of.is_empty()
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        let columns = [&self.quotes, &self.notes, &self.figures, &self.topics, &self.stances];
        let named = [&self.claims, &self.speakers, &self.outlets, &self.documents, &self.events, &self.frames];
        let rows = [&self.speaker_of, &self.claim_of, &self.document_of, &self.event_of, &self.outlet_of];
        columns.into_iter().map(Column::bytes).sum::<usize>()
            + named.into_iter().map(|named| named.ids.bytes() + named.names.bytes()).sum::<usize>()
            + rows.into_iter().map(|rows| size_of_val(rows.as_slice())).sum::<usize>()
            + self.stance_of.len()
            + size_of_val(&*self.excerpts_of)
            + self.frames_of.bytes()
            + self.topics_of.bytes()
    }
}

impl Named {
    fn of<T: Sync>(rows: &[T], texts: impl Fn(&T) -> (&str, &str) + Clone + Sync) -> Self {
        Self { ids: Column::of(&rows.iter().map(|row| texts(row).0)), names: Column::of(&rows.iter().map(|row| texts(row).1)) }
    }
}

impl Lists {
    fn of<'a, T, U: IntoIterator<Item = u32>>(table: &'a [T], mut list: impl FnMut(&'a T) -> U) -> Self {
        let mut lists = Self::default();
        for row in table {
            lists.rows.extend(list(row));
            lists.ends.push(number(lists.rows.len()));
        }
        lists
    }

    /// The list of `row`.
    pub(super) fn of_row(&self, row: usize) -> &[u32] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.rows[start..self.ends[row] as usize]
    }

    fn bytes(&self) -> usize {
        size_of_val(&*self.rows) + size_of_val(&*self.ends)
    }
}

/// `pieces` of `excerpts`, each up to the end of its last claim, so that each claim is counted once; in one at least.
fn between_claims(excerpts: &[Excerpt], mut pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let goes_on = |at: usize| at > 0 && at < excerpts.len() && excerpts[at - 1].claim == excerpts[at].claim;
    let mut start = 0;
    for piece in &mut pieces {
        let mut end = piece.end.max(start);
        while goes_on(end) {
            end += 1;
        }
        *piece = start..end;
        start = end;
    }
    pieces.retain(|piece| !piece.is_empty() || excerpts.is_empty());
    pieces
}

/// What a stance may be called.
fn words_for(stance: Stance) -> &'static str {
    match stance {
        // Does not begin its other forms.
        Stance::Denies => "denies deny denied",
        _ => stance.name(),
    }
}
