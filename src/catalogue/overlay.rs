//! Lays what a reading says over the catalogue that it is of: the catalogue as its reader sees it.
//!
//! Outlets, documents, events, frames, namings and claims are those of the catalogue, in their order, so that a place in one is the
//! same place in the other. Excerpts, and what was looked for in vain, are the reader's alone. What would tell what others found is
//! left out: notes, `contradicts`, `copy_of`, answers to warnings about a claim.
//!
//! What was found for a claim or in a document that the catalogue has no more is set aside, with a warning: a reading outlives what is
//! changed in its catalogue. A speaker whom the catalogue has, too, is that of the catalogue.
//!
//! A reading laid over another reading of the same catalogue takes its place.

use std::mem;

use super::{
    Catalogue, Claim, ClaimId, Document, Event, FileId, Naming, Outlet, Place, Reader, SourceFile, Speaker, Table,
    known::{Findings, Known, Scope, repeated},
    names::{Names, Ref},
    problem::{At, Problem},
    resolve::{Codes, absent, excerpt, given_twice},
    sheet::Sheet,
    table::narrow,
};

impl Catalogue {
    /// The files that it was read from, without those of a reader.
    pub(super) fn shared_files(&self) -> Vec<SourceFile> {
        let shared = self.reader.as_ref().map_or(self.files.len(), |reader| reader.files.index());
        self.files.iter().take(shared).cloned().collect()
    }
}

/// The reading called `name` of `main`, of which its files say what stands in `sheet`, in places behind the `shared` files; and all
/// that is wrong with it.
pub(super) fn overlay(
    main: &Catalogue,
    name: &str,
    shared: usize,
    mut sheet: Sheet,
    names: Names,
    complete: bool,
) -> (Catalogue, Vec<Problem>) {
    let is_shared = |place: Place| place.file.index() < shared;
    let refer = |id: &str, place: Place| Ref { name: names.number(id), at: At::from(place) };
    let known_speakers: Vec<Speaker> = main.speakers.iter().filter(|row| is_shared(row.place)).map(without_note).collect();
    let documents: Vec<Ref> = main.documents.iter().map(|row| refer(&row.id, row.place)).collect();
    let frames: Vec<Ref> = main.frames.iter().map(|row| refer(&row.id, row.place)).collect();
    let claims: Vec<Ref> = main.claims.iter().map(|row| refer(&row.id, row.place)).collect();
    let speakers: Vec<Ref> = known_speakers.iter().map(|row| refer(&row.id, row.place)).collect();

    let mut findings = Findings::new(names, mem::take(&mut sheet.problems), complete, Scope::Reading);
    given_twice(&sheet.given, &mut findings);
    // Whom the reader named first may have become a speaker of the catalogue since, by the same name and so by the same id.
    sheet.speakers.retain(|row| !speakers.iter().any(|known| known.name == row.id.name));
    let own = sheet.speakers.iter().map(|row| row.id);
    let codes = Codes {
        documents: Known::of("document", documents.into_iter(), &mut findings),
        speakers: Known::of("speaker", speakers.into_iter().chain(own), &mut findings),
        frames: Known::of("frame", frames.into_iter(), &mut findings),
    };
    let known: Known<Claim> = Known::of("claim", claims.into_iter(), &mut findings);
    for (claim, first, again) in repeated(sheet.claims.iter().map(|row| (row.id.name, row.id.at))) {
        let problem = Problem::error(again, format!("claim {} stands twice in this reading", findings.quoted(claim)));
        let help = "put what was found for it under one `[[claim]]`";
        findings.problems.push(problem.also(first, "first here").help(help));
    }
    let mut found: Vec<Option<_>> = main.claims.iter().map(|_| None).collect();
    for declared in sheet.claims {
        if let Some(claim) = known.find(declared.id, &mut findings) {
            found[claim.index()].get_or_insert(declared.row);
        }
    }

    let mut excerpts = Vec::new();
    let claims: Vec<Claim> = (main.claims.iter().zip(found).enumerate())
        .map(|(index, (row, record))| {
            let start = narrow(excerpts.len());
            let mut claim = Claim {
                absent: Vec::new(),
                absent_blind: Box::default(),
                contradicts: Vec::new(),
                named_as_contradicted: Box::default(),
                note: None,
                accepted: Box::default(),
                record: None,
                excerpts: start..start,
                ..row.clone()
            };
            if let Some(record) = record {
                (claim.absent, claim.absent_blind) = absent(&record, &codes, &mut findings);
                claim.record = Some(record.place);
                let filed = record.excerpts.into_iter();
                excerpts
                    .extend(filed.filter_map(|raw| excerpt(raw, ClaimId::new(index), &codes, &main.documents, &mut findings)));
                claim.excerpts.end = narrow(excerpts.len());
            }
            claim
        })
        .collect();
    let catalogue = Catalogue {
        reader: Some(Reader { name: name.into(), files: FileId::new(shared) }),
        blind: false,
        format: main.format,
        title: main.title.clone(),
        summary: main.summary.clone(),
        licence: main.licence.clone(),
        outlets: main.outlets.iter().map(|row| Outlet { note: None, ..row.clone() }).collect::<Vec<_>>().into(),
        documents: (main.documents.iter().map(|row| Document { copy_of: None, note: None, ..row.clone() }))
            .collect::<Vec<_>>()
            .into(),
        events: main.events.iter().map(|row| Event { note: None, ..row.clone() }).collect::<Vec<_>>().into(),
        speakers: known_speakers.into_iter().chain(sheet.speakers.into_iter().map(|row| row.row)).collect::<Vec<_>>().into(),
        frames: main.frames.clone(),
        namings: main.namings.iter().map(|row| Naming { note: None, ..row.clone() }).collect::<Vec<_>>().into(),
        claims: claims.into(),
        excerpts: excerpts.into(),
        files: Table::default(),
        answered: Vec::new(),
    };
    (catalogue, findings.problems)
}

fn without_note(speaker: &Speaker) -> Speaker {
    Speaker { note: None, ..speaker.clone() }
}
