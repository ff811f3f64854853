//! What is searched by: a [`Column`] for every field, and which item is filed under what.
//!
//! The items are the excerpts of a catalogue, under their claims, or passages of the texts of its documents, under these. Either
//! way an [`Item`] says all that is to be known of one, and [`Headings`] what it may be filed under beside document and outlet;
//! where that is nothing, nothing is found by it.
//!
//! Built once, whole, from what does not change; owned, so that it can be handed from thread to thread. It speaks of that
//! catalogue only: its rows are the rows of the tables. Items are cut into as many parts as threads are worth while, one for
//! each processor where there are many; what is found does not depend on it.

use std::ops::Range;

use super::{column::Column, number::number};
use crate::{
    catalogue::{
        Catalogue, Claim, ClaimId, DocumentId, Event, Excerpt, Frame, FrameId, Outlet, Progress, Speaker, SpeakerId, Stance,
    },
    threads::pieces,
};

/// As few items as are worth a thread of their own.
const PIECE: usize = 1 << 13;

/// What is searched as one.
struct Item<'a> {
    text: &'a str,
    note: &'a str,
    figure: &'a str,
    document: DocumentId,
    claim: Option<ClaimId>,
    speaker: Option<SpeakerId>,
    stance: Option<Stance>,
    frames: &'a [FrameId],
}

/// What items may be filed under beside document and outlet.
#[derive(Default)]
struct Headings<'a> {
    claims: &'a [Claim],
    events: &'a [Event],
    speakers: &'a [Speaker],
    frames: &'a [Frame],
    stances: &'a [Stance],
    /// Those whose names find what is theirs.
    bylines: &'a [Outlet],
}

/// Excerpts or passages made ready to be searched.
#[derive(Debug)]
pub struct Index {
    /// How the items are cut.
    pub(super) parts: Vec<Range<usize>>,
    /// What the items say.
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
    /// The names of outlets, where what is theirs is found by them.
    pub(super) bylines: Column,
    /// By item; a row that no table has for one in the outlet's own voice.
    pub(super) speaker_of: Vec<u32>,
    /// Likewise for one that is under no claim.
    pub(super) claim_of: Vec<u32>,
    pub(super) document_of: Vec<u32>,
    pub(super) stance_of: Vec<u8>,
    pub(super) frames_of: Lists,
    /// By group: by claim, or by document where there are no claims.
    pub(super) items_of: Vec<Range<u32>>,
    /// By claim.
    pub(super) event_of: Vec<u32>,
    /// Rows of `topics` by claim.
    pub(super) topics_of: Lists,
    /// By document.
    pub(super) outlet_of: Vec<u32>,
    /// How many groups have an item.
    pub(super) group_count: usize,
    /// How many items each outlet has.
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
    /// Reads all excerpts of `catalogue`, on a thread for each processor where there are many.
    ///
    /// `progress` goes up to the number of excerpts while it works, roughly in step with the time it takes.
    pub fn build(catalogue: &Catalogue, progress: &Progress) -> Self {
        Self::cut(catalogue, pieces(catalogue.excerpts.len(), PIECE), progress)
    }

    /// As [`Index::build`], with the excerpts cut about as in `pieces`.
    pub(super) fn cut(catalogue: &Catalogue, pieces: Vec<Range<usize>>, progress: &Progress) -> Self {
        let excerpts = catalogue.excerpts.as_slice();
        let item = |row: usize| Item::of(&excerpts[row]);
        let headings = Headings {
            claims: catalogue.claims.as_slice(),
            events: catalogue.events.as_slice(),
            speakers: catalogue.speakers.as_slice(),
            frames: catalogue.frames.as_slice(),
            stances: &Stance::ALL,
            bylines: catalogue.outlets.as_slice(),
        };
        let groups = catalogue.claims.iter().map(|claim| claim.excerpts.clone()).collect();
        Self::new(catalogue, &headings, item, groups, pieces, progress)
    }

    /// Reads passages of the texts of the documents of `catalogue`, likewise: `passage` has so many of them, displayable, those
    /// of a document together and the documents in their order.
    pub fn of_passages<'a>(catalogue: &Catalogue, count: usize, passage: impl Fn(usize) -> (DocumentId, &'a str) + Sync) -> Self {
        let mut groups = vec![0..0; catalogue.documents.len()];
        for row in 0..count {
            let group: &mut Range<u32> = &mut groups[passage(row).0.index()];
            let start = if group.end == 0 { number(row) } else { group.start };
            *group = start..number(row + 1);
        }
        let item = |row: usize| Item::in_text(passage(row));
        Self::new(catalogue, &Headings::default(), item, groups, pieces(count, PIECE), &Progress::default())
    }

    /// The items are those of `groups`, one group after the other.
    fn new<'a>(
        catalogue: &Catalogue,
        headings: &Headings<'_>,
        item: impl Fn(usize) -> Item<'a> + Sync,
        items_of: Vec<Range<u32>>,
        pieces: Vec<Range<usize>>,
        progress: &Progress,
    ) -> Self {
        let count = pieces.last().map_or(0, |piece| piece.end);
        let parts = between_groups(&items_of, pieces);
        progress.expect(count as u64);
        let unseen = Progress::default();
        let of = |text: fn(Item<'a>) -> &'a str, progress: &Progress| {
            Column::new(&parts, |rows| rows.map(|row| text(item(row))), progress)
        };
        let quotes = of(|item| item.text, progress);
        let notes = of(|item| item.note, &unseen);
        let figures = of(|item| item.figure, &unseen);
        let items = || (0..count).map(&item);
        let optional = |row: Option<usize>| row.map_or(u32::MAX, number);
        let &Headings { claims, events, speakers, frames, stances, bylines } = headings;
        let topics: Vec<&str> = claims.iter().flat_map(|claim| &claim.topics).map(String::as_str).collect();
        let mut topic = 0..;
        let mut outlet_counts = vec![0; catalogue.outlets.len()];
        for item in items() {
            outlet_counts[catalogue.documents[item.document].outlet.index()] += 1;
        }
        Self {
            quotes,
            notes,
            figures,
            claims: Named::of(claims, |claim| (&claim.id, &claim.title)),
            speakers: Named::of(speakers, |speaker| (&speaker.id, &speaker.name)),
            outlets: Named::of(catalogue.outlets.as_slice(), |outlet| {
                (catalogue.id_shown(&outlet.id, &outlet.name), &outlet.name)
            }),
            documents: Named::of(catalogue.documents.as_slice(), |document| {
                (catalogue.id_shown(&document.id, &document.title), &document.title)
            }),
            events: Named::of(events, |event| (&event.id, &event.title)),
            frames: Named::of(frames, |frame| (&frame.id, &frame.name)),
            topics: Column::of(&topics.iter().copied()),
            stances: Column::of(&stances.iter().map(|&stance| words_for(stance))),
            bylines: Column::of(&bylines.iter().map(|outlet| outlet.name.as_str())),
            speaker_of: items().map(|item| optional(item.speaker.map(SpeakerId::index))).collect(),
            claim_of: items().map(|item| optional(item.claim.map(ClaimId::index))).collect(),
            document_of: items().map(|item| number(item.document.index())).collect(),
            stance_of: items().map(|item| item.stance.map_or(u8::MAX, |stance| stance as u8)).collect(),
            frames_of: Lists::of(items(), |item| item.frames.iter().map(|frame| number(frame.index()))),
            event_of: claims.iter().map(|claim| number(claim.event.index())).collect(),
            topics_of: Lists::of(claims, |claim| topic.by_ref().take(claim.topics.len()).collect::<Vec<u32>>()),
            outlet_of: catalogue.documents.iter().map(|document| number(document.outlet.index())).collect(),
            group_count: items_of.iter().filter(|items| !items.is_empty()).count(),
            items_of,
            outlet_counts,
            parts,
        }
    }

    /// What a word of the text of a query is looked for in, the best first.
    pub(super) fn texts(&self) -> [&Column; 5] {
        [&self.quotes, &self.claims.names, &self.speakers.names, &self.bylines, &self.notes]
    }

    /// Whether this folded word stands in a text, a name or a figure.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.texts().into_iter().chain([&self.figures]).any(|column| column.vocabulary.has(word))
    }

    /// The group of an item.
    pub(super) fn group_of(&self, item: usize) -> u32 {
        match self.claim_of[item] {
            u32::MAX => self.document_of[item],
            claim => claim,
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.claim_of.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.claim_of.is_empty()
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        let columns = [&self.quotes, &self.notes, &self.figures, &self.topics, &self.stances, &self.bylines];
        let named = [&self.claims, &self.speakers, &self.outlets, &self.documents, &self.events, &self.frames];
        let rows = [&self.speaker_of, &self.claim_of, &self.document_of, &self.event_of, &self.outlet_of];
        columns.into_iter().map(Column::bytes).sum::<usize>()
            + named.into_iter().map(|named| named.ids.bytes() + named.names.bytes()).sum::<usize>()
            + rows.into_iter().map(|rows| size_of_val(rows.as_slice())).sum::<usize>()
            + self.stance_of.len()
            + size_of_val(&*self.items_of)
            + self.frames_of.bytes()
            + self.topics_of.bytes()
    }
}

impl<'a> Item<'a> {
    fn of(excerpt: &'a Excerpt) -> Self {
        Self {
            text: excerpt.quote.shown(),
            note: excerpt.note.as_deref().unwrap_or_default(),
            figure: excerpt.figure.as_deref().unwrap_or_default(),
            document: excerpt.document,
            claim: Some(excerpt.claim),
            speaker: excerpt.speaker,
            stance: Some(excerpt.stance),
            frames: &excerpt.frames,
        }
    }

    fn in_text((document, text): (DocumentId, &'a str)) -> Self {
        Self { text, note: "", figure: "", document, claim: None, speaker: None, stance: None, frames: &[] }
    }
}

impl Named {
    fn of<T: Sync>(rows: &[T], texts: impl Fn(&T) -> (&str, &str) + Clone + Sync) -> Self {
        Self { ids: Column::of(&rows.iter().map(|row| texts(row).0)), names: Column::of(&rows.iter().map(|row| texts(row).1)) }
    }
}

impl Lists {
    fn of<T, U: IntoIterator<Item = u32>>(table: impl IntoIterator<Item = T>, mut list: impl FnMut(T) -> U) -> Self {
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

/// `pieces` of the items of `groups`, each up to the end of its last group, so that each group is counted once; in one at least.
fn between_groups(groups: &[Range<u32>], mut pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let count = pieces.last().map_or(0, |piece| piece.end);
    // In order, those without an item apart.
    let mut ends = groups.iter().filter(|items| !items.is_empty()).map(|items| items.end as usize);
    let mut start = 0;
    for piece in &mut pieces {
        let mut end = start;
        while end < piece.end {
            end = ends.next().unwrap_or(count);
        }
        *piece = start..end;
        start = end;
    }
    pieces.retain(|piece| !piece.is_empty() || count == 0);
    pieces
}

/// What a stance may be called, each name in one word.
fn words_for(stance: Stance) -> &'static str {
    match stance {
        Stance::ReportsDenial => "reportsdenial",
        // Does not begin its other forms.
        Stance::Denies => "denies deny denied",
        _ => stance.name(),
    }
}
