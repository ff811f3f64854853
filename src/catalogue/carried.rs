//! What was read of files that are as they were, so that they need not be read again.
//!
//! Only claims are carried over, for they are nearly all of a large catalogue: a file in which anything else stands, or in which
//! something was found wrong, is read again whenever any is. The rows of a catalogue keep no places of the names in them; what is
//! found wrong with a row that was carried over is therefore told only after all was read again.

use super::{
    Catalogue, Claim, Excerpt, FileId, Id, SourceFile, Table,
    names::{Names, Ref},
    problem::{At, Problem},
    sheet::{Declared, RawClaim, RawExcerpt, Sheet},
};

/// Files of a catalogue, by which of them what is known need not be read again.
pub(super) struct Carried<'c> {
    known: &'c Catalogue,
    /// By the number of the file.
    files: Vec<bool>,
}

impl<'c> Carried<'c> {
    /// Those of `files` that are the same as when `known` was read, as far as `is_same` can tell; none where there are others than then.
    pub(super) fn of(known: &'c Catalogue, files: &Table<SourceFile>, is_same: impl Fn(&SourceFile) -> bool) -> Option<Self> {
        let are_the_same = files.iter().map(|file| &file.path).eq(known.files.iter().map(|file| &file.path));
        let files = known.files.iter().zip(files).map(|(known, file)| known.holds_claims_alone && is_same(file));
        are_the_same.then(|| Self { known, files: files.collect() })
    }

    pub(super) fn has(&self, file: FileId) -> bool {
        self.files.get(file.index()).is_some_and(|&is_carried| is_carried)
    }

    /// Whether `problem` is about something that was carried over.
    pub(super) fn has_to_do_with(&self, problem: &Problem) -> bool {
        problem.places().any(|at| self.has(at.file))
    }

    /// What these files say, each once.
    pub(super) fn sheets(&self, names: &Names) -> Vec<(FileId, Sheet)> {
        let codes = Codes::of(self.known, names);
        let mut sheets: Vec<(FileId, Sheet)> = self.known.files.ids().map(|file| (file, Sheet::default())).collect();
        // Within an event claims stand as they are written, and by event they are put in order anyway.
        for (claim, row) in self.known.claims.entries().filter(|(_, row)| self.has(row.place.file)) {
            let excerpts = self.known.excerpts_of(claim).map(|(_, excerpt)| codes.excerpt(excerpt)).collect();
            sheets[row.place.file.index()].1.claims.push(codes.claim(row, claim, excerpts));
        }
        sheets.retain(|&(file, _)| self.has(file));
        sheets
    }
}

/// The numbers of the names of rows, by the places of these.
struct Codes {
    events: Vec<u32>,
    documents: Vec<u32>,
    speakers: Vec<u32>,
    frames: Vec<u32>,
    claims: Vec<u32>,
}

impl Codes {
    fn of(known: &Catalogue, names: &Names) -> Self {
        Self {
            events: known.events.iter().map(|row| names.number(&row.id)).collect(),
            documents: known.documents.iter().map(|row| names.number(&row.id)).collect(),
            speakers: known.speakers.iter().map(|row| names.number(&row.id)).collect(),
            frames: known.frames.iter().map(|row| names.number(&row.id)).collect(),
            claims: known.claims.iter().map(|row| names.number(&row.id)).collect(),
        }
    }

    fn claim(&self, row: &Claim, id: Id<Claim>, excerpts: Vec<RawExcerpt>) -> Declared<RawClaim> {
        let at = At::from(row.place);
        let raw = RawClaim {
            id: row.id.clone(),
            event: Some(refer(&self.events, row.event, at)),
            title: Some((row.title.clone(), at)),
            text: row.text.clone(),
            day: row.day,
            topics: row.topics.clone(),
            absent: (row.absent.iter().filter(|absent| !row.absent_blind.contains(absent)))
                .map(|&document| refer(&self.documents, document, at))
                .collect(),
            absent_blind: row.absent_blind.iter().map(|&document| refer(&self.documents, document, at)).collect(),
            contradicts: row.named_as_contradicted.iter().map(|&other| refer(&self.claims, other, at)).collect(),
            note: row.note.clone(),
            excerpts,
            accepted: row.accepted.clone(),
            place: row.place,
        };
        Declared { id: refer(&self.claims, id, at), row: raw }
    }

    fn excerpt(&self, row: &Excerpt) -> RawExcerpt {
        let at = At::from(row.place);
        RawExcerpt {
            document: Some(refer(&self.documents, row.document, at)),
            stance: Some(row.stance),
            speaker: row.speaker.map(|speaker| refer(&self.speakers, speaker, at)),
            cue: row.cue.clone(),
            frames: row.frames.iter().map(|&frame| refer(&self.frames, frame, at)).collect(),
            figure: row.figure.clone(),
            quote: Some((row.quote.clone(), row.quote_place)),
            prefix: row.prefix.clone(),
            suffix: row.suffix.clone(),
            span: row.span.map(|span| (span, at)),
            blind: row.blind,
            note: row.note.clone(),
            accepted: row.accepted.clone(),
            place: row.place,
        }
    }
}

fn refer<T>(numbers: &[u32], id: Id<T>, at: At) -> Ref {
    Ref { name: numbers[id.index()], at }
}
