//! Joins what the pieces of a catalogue say: puts rows in order, looks names up, and finds what only the whole can show.
//!
//! Rows stand by path and as written, claims by event first; `contradicts` becomes mutual. Raw rows are taken apart one by one,
//! so that they and the finished catalogue are never both in memory whole.

use std::{
    collections::{HashMap, HashSet},
    mem,
    path::Path,
};

use super::{
    Catalogue, Claim, ClaimId, Document, DocumentId, Event, EventId, Excerpt, Frame, Id, Naming, Outlet, Span, Speaker, Table,
    known::{Findings, Known, Scope, repeated},
    names::{Names, Ref},
    problem::{At, Problem, quoted},
    sheet::{Declared, Given, RawClaim, RawDocument, RawExcerpt, Sheet},
    table::narrow,
};

/// Makes the catalogue at `home` out of all that its files say.
///
/// `complete` says that every file could be read: only then can something be called missing. Where a problem is an error, the
/// catalogue has gaps and is not to be used.
pub(super) fn resolve(mut sheet: Sheet, names: Names, home: &Path, complete: bool) -> (Catalogue, Vec<Problem>) {
    let mut findings = Findings::new(names, mem::take(&mut sheet.problems), complete, Scope::Catalogue);
    let mut catalogue = Catalogue {
        format: only("format", sheet.formats, &mut findings).unwrap_or_default(),
        title: only("title", sheet.titles, &mut findings).unwrap_or_default(),
        summary: only("summary", sheet.summaries, &mut findings),
        licence: only("licence", sheet.licences, &mut findings),
        ..Catalogue::default()
    };
    if !sheet.has_title && complete {
        let help = "add a line `title = \"…\"` at the top of one of its files";
        findings.problems.push(Problem::of_path(home, "the catalogue has no `title`").help(help));
    }
    given_twice(&sheet.given, &mut findings);
    for (mark, first, again) in repeated(sheet.marks) {
        let problem = Problem::error(again, format!("two outlets have the mark `{mark}`"));
        findings.problems.push(problem.also(first, "first given here").help("give each outlet a letter of its own"));
    }

    let outlets = Known::of("outlet", sheet.outlets.iter().map(|row| row.id), &mut findings);
    let documents = Known::of("document", sheet.documents.iter().map(|row| row.id), &mut findings);
    let events = Known::of("event", sheet.events.iter().map(|row| row.id), &mut findings);
    let speakers = Known::of("speaker", sheet.speakers.iter().map(|row| row.id), &mut findings);
    let frames = Known::of("frame", sheet.frames.iter().map(|row| row.id), &mut findings);
    // Nothing refers to a naming, and yet each needs a name of its own.
    Known::<Naming>::of("naming", sheet.namings.iter().map(|row| row.id), &mut findings);

    catalogue.documents = copies(sheet.documents, &outlets, &documents, &mut findings);
    catalogue.outlets = publishers(sheet.outlets, &catalogue.documents);
    catalogue.events = rows(sheet.events);
    catalogue.speakers = rows(sheet.speakers);
    catalogue.frames = rows(sheet.frames);
    catalogue.namings = rows(sheet.namings);

    let names = Codes { documents, speakers, frames };
    claims(sheet.claims, &events, &names, &mut catalogue, &mut findings);
    (catalogue, findings.problems)
}

/// In one file rows are either the value of a key or stand under headers. The parser would say so, if it saw the file whole.
pub(super) fn given_twice(given: &[Given], findings: &mut Findings) {
    let place = |given: &Given| ((given.at.file, given.key), given.at);
    let inline: HashMap<_, At> = given.iter().filter(|given| given.inline).map(place).collect();
    let mut told = HashSet::new();
    for (key, header) in given.iter().filter(|given| !given.inline).map(place) {
        if let Some(&value) = inline.get(&key)
            && told.insert(key)
        {
            let name = key.1;
            let problem = Problem::error(header, format!("`[[{name}]]` in a file that gives `{name}` as a value, too"));
            let help = format!("write each of them under a `[[{name}]]` of its own, and remove the value");
            findings.problems.push(problem.also(value, "the value").help(help));
        }
    }
}

/// The one value of `key` that a catalogue may have.
fn only<T>(key: &str, given: Vec<(T, At)>, findings: &mut Findings) -> Option<T> {
    let mut given = given.into_iter();
    let (value, first) = given.next()?;
    for (_, again) in given {
        let problem = Problem::error(again, format!("the catalogue has a second `{key}`"));
        findings.problems.push(problem.also(first, "the first").help("keep one of them"));
    }
    Some(value)
}

fn rows<T>(declared: Vec<Declared<T>>) -> Table<T> {
    declared.into_iter().map(|declared| declared.row).collect::<Vec<_>>().into()
}

/// The outlets, with what each published.
fn publishers(declared: Vec<Declared<Outlet>>, documents: &Table<Document>) -> Table<Outlet> {
    let mut outlets: Vec<Outlet> = declared.into_iter().map(|declared| declared.row).collect();
    for (id, document) in documents.entries() {
        if let Some(outlet) = outlets.get_mut(document.outlet.index()) {
            outlet.documents.push(id);
        }
    }
    outlets.into()
}

/// The documents, with the outlets they are by and what they are copies of.
fn copies(
    rows: Vec<Declared<RawDocument>>,
    outlets: &Known<Outlet>,
    known: &Known<Document>,
    findings: &mut Findings,
) -> Table<Document> {
    let mut given = Vec::with_capacity(rows.len());
    let mut documents = Vec::with_capacity(rows.len());
    for (index, Declared { row, .. }) in rows.into_iter().enumerate() {
        let outlet = row.outlet.and_then(|given| outlets.find(given, findings));
        let mut copy_of = row.copy_of.and_then(|given| known.find(given, findings));
        if let (Some(source), Some(given)) = (copy_of, &row.copy_of)
            && source.index() == index
        {
            let problem = Problem::error(given.at, format!("document {} is said to be a copy of itself", quoted(&row.id)));
            findings.problems.push(problem.help("name the document it was copied from, or remove the line"));
            copy_of = None;
        }
        given.push(row.copy_of.map(|given| given.at));
        for (part, at) in &row.parts {
            if let (Some(span), Some(at)) = (part.span, *at) {
                let help = "write where the part begins and ends in the text, or leave the span out";
                within(span, at, (&row.id, row.chars), help, findings);
            }
        }
        documents.push(Document {
            id: row.id,
            // An error was noted where there is none.
            outlet: outlet.unwrap_or(Id::new(0)),
            title: row.title,
            author: row.author,
            published: row.published,
            published_about: row.published_about,
            genre: row.genre,
            language: row.language,
            copy_of,
            chars: row.chars,
            sha256: row.sha256,
            url: row.url,
            parts: row.parts.into_iter().map(|(part, _)| part).collect(),
            note: row.note,
            accepted: row.accepted,
            place: row.place,
        });
    }
    let documents = Table::from(documents);
    for circle in circles(&documents) {
        let names: Vec<&str> = circle.iter().map(|&id| &*documents[id].id).collect();
        let (Some(first), Some(Some(at))) = (names.first(), circle.first().map(|id| given[id.index()])) else {
            continue;
        };
        let circle = quoted(&format!("{} → {first}", names.join(" → ")));
        let problem = Problem::error(at, format!("copies in a circle: {circle}"));
        findings.problems.push(problem.help("one of them is the original: remove its `copy_of`"));
    }
    documents
}

/// The circles in which documents are copies of each other.
fn circles(documents: &Table<Document>) -> Vec<Vec<DocumentId>> {
    // Which walk came by first.
    let mut walked: Vec<Option<DocumentId>> = vec![None; documents.len()];
    let mut circles = Vec::new();
    for walk in documents.ids() {
        let mut path = Vec::new();
        let mut next = Some(walk);
        while let Some(id) = next
            && walked[id.index()].is_none()
        {
            walked[id.index()] = Some(walk);
            path.push(id);
            next = documents[id].copy_of;
        }
        if let Some(start) = next.and_then(|id| path.iter().position(|&passed| passed == id)) {
            circles.push(path.split_off(start));
        }
    }
    circles
}

/// What claims and excerpts refer to.
pub(super) struct Codes {
    pub(super) documents: Known<Document>,
    pub(super) speakers: Known<Speaker>,
    pub(super) frames: Known<Frame>,
}

/// Puts the claims of `rows` and their excerpts into `catalogue`.
fn claims(
    rows: Vec<Declared<RawClaim>>,
    events: &Known<Event>,
    codes: &Codes,
    catalogue: &mut Catalogue,
    findings: &mut Findings,
) {
    let mut rows: Vec<(EventId, Declared<RawClaim>)> = rows
        .into_iter()
        .map(|declared| {
            let event = declared.row.event.and_then(|given| events.find(given, findings));
            (event.unwrap_or(Id::new(0)), declared)
        })
        .collect();
    rows.sort_by_key(|&(event, _)| event);
    let (events, rows): (Vec<EventId>, Vec<Declared<RawClaim>>) = rows.into_iter().unzip();
    let known = Known::of("claim", rows.iter().map(|row| row.id), findings);
    let titles = rows.iter().filter_map(|declared| declared.row.title.as_ref());
    for (title, first, again) in repeated(titles.map(|(title, at)| (title, *at))) {
        let problem = Problem::warning("same-title", again, format!("two claims have the title {}", quoted(title)));
        findings.problems.push(problem.also(first, "first given here").help("in a list nobody can tell them apart: reword one"));
    }

    let mut claims = Vec::with_capacity(rows.len());
    let mut excerpts = Vec::with_capacity(rows.iter().map(|declared| declared.row.excerpts.len()).sum());
    let mut clashes = Vec::new();
    for (index, (event, Declared { id: name, row })) in events.into_iter().zip(rows).enumerate() {
        let id = ClaimId::new(index);
        let start = narrow(excerpts.len());
        let (absent, absent_blind) = absent(&row, codes, findings);
        let named_as_contradicted = contradicted(&row, name, &known, findings);
        for &other in &named_as_contradicted {
            clashes.extend([(id, other), (other, id)]);
        }
        excerpts.extend(row.excerpts.into_iter().filter_map(|raw| excerpt(raw, id, codes, &catalogue.documents, findings)));
        claims.push(Claim {
            id: row.id,
            event,
            title: row.title.map(|(title, _)| title).unwrap_or_default(),
            text: row.text,
            day: row.day,
            topics: row.topics,
            absent,
            absent_blind,
            contradicts: Vec::new(),
            named_as_contradicted: named_as_contradicted.into(),
            note: row.note,
            accepted: row.accepted,
            excerpts: start..narrow(excerpts.len()),
            record: None,
            place: row.place,
        });
    }
    clashes.sort_unstable();
    clashes.dedup();
    for (one, other) in clashes {
        claims[one.index()].contradicts.push(other);
    }
    catalogue.claims = claims.into();
    catalogue.excerpts = excerpts.into();
}

/// The documents in which `claim` was looked for in vain, and those of them that were read blind.
pub(super) fn absent(claim: &RawClaim, codes: &Codes, findings: &mut Findings) -> (Vec<DocumentId>, Box<[DocumentId]>) {
    let given: Vec<Ref> = claim.absent.iter().chain(&claim.absent_blind).copied().collect();
    // Of several excerpts the first shall be shown.
    let excerpts = claim.excerpts.iter().rev().filter(|_| !given.is_empty());
    let quoted: HashMap<u32, At> = excerpts.filter_map(|excerpt| excerpt.document).map(|given| (given.name, given.at)).collect();
    for given in &given {
        if let Some(&quoted) = quoted.get(&given.name) {
            let message = format!("{} is said to lack the claim, and yet is quoted for it", findings.quoted(given.name));
            let problem = Problem::error(given.at, message).also(quoted, "quoted here");
            findings.problems.push(problem.help("remove it from `absent`, or remove the excerpt"));
        }
    }
    let blind = claim.absent_blind.iter().filter_map(|&given| codes.documents.get(given)).collect();
    (codes.documents.find_all(&given, findings), blind)
}

/// The claims that `claim`, which `id` names, is said to contradict.
fn contradicted(claim: &RawClaim, id: Ref, known: &Known<Claim>, findings: &mut Findings) -> Vec<ClaimId> {
    let (itself, others): (Vec<Ref>, Vec<Ref>) = claim.contradicts.iter().partition(|given| given.name == id.name);
    for given in itself {
        let problem = Problem::error(given.at, format!("claim {} is said to contradict itself", quoted(&claim.id)));
        findings.problems.push(problem.help("name the claim that cannot be true together with this one, or remove it"));
    }
    known.find_all(&others, findings)
}

/// The excerpt `raw` of `claim`; none where it lacks something.
pub(super) fn excerpt(
    raw: RawExcerpt,
    claim: ClaimId,
    codes: &Codes,
    documents: &Table<Document>,
    findings: &mut Findings,
) -> Option<Excerpt> {
    let document = raw.document.and_then(|given| codes.documents.find(given, findings));
    let speaker = raw.speaker.and_then(|given| codes.speakers.find(given, findings));
    let frames = codes.frames.find_all(&raw.frames, findings).into();
    let document = document?;
    let (quote, quote_place) = raw.quote?;
    if let Some((span, at)) = raw.span {
        let document = &documents[document];
        let help = "`parallax anchor --write` mends it where the text is at hand; or leave the span out";
        within(span, at, (&document.id, document.chars), help, findings);
    }
    Some(Excerpt {
        claim,
        document,
        stance: raw.stance?,
        speaker,
        cue: raw.cue,
        frames,
        figure: raw.figure,
        quote,
        quote_place,
        prefix: raw.prefix,
        suffix: raw.suffix,
        span: raw.span.map(|(span, _)| span),
        blind: raw.blind,
        note: raw.note,
        accepted: raw.accepted,
        place: raw.place,
    })
}

/// Warns of a `span`, given at `at`, beyond the end of `document`, which has so many `chars`; `help` says what to do.
fn within(span: Span, at: At, (document, chars): (&str, Option<u32>), help: &str, findings: &mut Findings) {
    if let Some(chars) = chars.filter(|&chars| span.end > chars) {
        let problem = Problem::warning(
            "span-beyond-end",
            at,
            format!("span ends at {}, but {} has {chars} characters", span.end, quoted(document)),
        );
        findings.problems.push(problem.help(help));
    }
}
