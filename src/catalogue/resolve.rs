//! Joins what the pieces of a catalogue say: puts rows in order, looks names up, and finds what only the whole can show.
//!
//! Rows stand by path and as written, claims by event first; `contradicts` becomes mutual. Raw rows are taken apart one by one,
//! so that they and the finished catalogue are never both in memory whole.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::Hash,
    mem,
    path::Path,
};

use super::{
    Catalogue, Claim, ClaimId, Document, DocumentId, Event, EventId, Excerpt, Frame, Id, Naming, Origin, Outlet, Speaker, Table,
    built_in,
    nearest::nearest,
    problem::{At, Problem},
    read::{Declared, RawClaim, RawDocument, RawExcerpt, Ref, Sheet},
};

/// After so many unknown names no more guesses are made at what was meant: each is a look at every known name.
const GUESSES: usize = 200;

/// Makes the catalogue from `origin` out of all that its files say.
///
/// `complete` says that every file could be read: only then can something be called missing. Where a problem is an error, the
/// catalogue has gaps and is not to be used.
pub(super) fn resolve(mut sheet: Sheet, origin: &Origin, complete: bool) -> (Catalogue, Vec<Problem>) {
    let mut notes = Notes { problems: mem::take(&mut sheet.problems), complete, guesses: GUESSES };
    let mut catalogue = Catalogue {
        title: only("title", sheet.titles, &mut notes).unwrap_or_default(),
        summary: only("summary", sheet.summaries, &mut notes),
        licence: only("licence", sheet.licences, &mut notes),
        ..Catalogue::default()
    };
    if catalogue.title.is_empty() && complete {
        let path = match origin {
            Origin::BuiltIn => Path::new(built_in::FOLDER),
            Origin::Path(path) => path,
        };
        let help = "add a line `title = \"…\"` at the top of one of its files";
        notes.problems.push(Problem::of_path(path, "the catalogue has no `title`").help(help));
    }
    for (mark, first, again) in repeated(sheet.marks) {
        let problem = Problem::error(again, format!("two outlets have the mark `{mark}`"));
        notes.problems.push(problem.also(first, "first given here").help("give each outlet a letter of its own"));
    }

    let outlets = Known::of("outlet", &sheet.outlets, |outlet| &outlet.id, &mut notes);
    let documents = Known::of("document", &sheet.documents, |document| &document.id, &mut notes);
    let events = Known::of("event", &sheet.events, |event| &event.id, &mut notes);
    let speakers = Known::of("speaker", &sheet.speakers, |speaker| &speaker.id, &mut notes);
    let frames = Known::of("frame", &sheet.frames, |frame| &frame.id, &mut notes);
    Known::<Naming>::of("naming", &sheet.namings, |naming| &naming.id, &mut notes);

    catalogue.documents = copies(sheet.documents, &outlets, &documents, &mut notes);
    catalogue.outlets = publishers(sheet.outlets, &catalogue.documents);
    catalogue.events = rows(sheet.events);
    catalogue.speakers = rows(sheet.speakers);
    catalogue.frames = rows(sheet.frames);
    catalogue.namings = rows(sheet.namings);

    let names = Codes { documents, speakers, frames };
    claims(sheet.claims, &events, &names, &mut catalogue, &mut notes);
    (catalogue, notes.problems)
}

/// What was found wrong so far.
struct Notes {
    problems: Vec<Problem>,
    complete: bool,
    guesses: usize,
}

/// The names of all rows of one kind.
struct Known<T> {
    what: &'static str,
    ids: HashMap<Box<str>, Id<T>>,
}

impl<T> Known<T> {
    /// The names of `rows`, in whose order the finished rows will stand.
    fn of<R>(what: &'static str, rows: &[Declared<R>], id: fn(&R) -> &str, notes: &mut Notes) -> Self {
        for (name, first, again) in repeated(rows.iter().map(|declared| (id(&declared.row), declared.at))) {
            let problem = Problem::error(again, format!("two {what}s have the id `{name}`"));
            notes.problems.push(problem.also(first, "first declared here").help("give one of them another id"));
        }
        let ids = rows.iter().enumerate().map(|(index, declared)| (id(&declared.row).into(), Id::new(index))).collect();
        Self { what, ids }
    }

    /// What `given` names.
    fn find(&self, given: &Ref, notes: &mut Notes) -> Option<Id<T>> {
        let id = self.ids.get(&*given.name).copied();
        if id.is_none() && notes.complete {
            let what = self.what;
            let guess = if notes.guesses > 0 { nearest(&given.name, self.ids.keys().map(|id| &**id)) } else { None };
            notes.guesses = notes.guesses.saturating_sub(1);
            let help = match guess {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("declare it with `[[{what}]]` and `id = \"{}\"`, or name another {what}", given.name),
            };
            notes.problems.push(Problem::error(given.at, format!("unknown {what} `{}`", given.name)).help(help));
        }
        id
    }

    /// What the `given` name, each once.
    fn find_all(&self, given: &[Ref], notes: &mut Notes) -> Vec<Id<T>> {
        let mut ids = Vec::with_capacity(given.len());
        for given in given {
            match self.find(given, notes) {
                Some(id) if ids.contains(&id) => {
                    let problem = Problem::warning(given.at, format!("{} `{}` is named twice here", self.what, given.name));
                    notes.problems.push(problem.help("remove one of them"));
                }
                id => ids.extend(id),
            }
        }
        ids
    }
}

/// The keys that were given before, with the first and the later place.
fn repeated<K: Copy + Eq + Hash>(given: impl IntoIterator<Item = (K, At)>) -> Vec<(K, At, At)> {
    let mut first = HashMap::new();
    let mut repeated = Vec::new();
    for (key, at) in given {
        match first.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(at);
            }
            Entry::Occupied(entry) => repeated.push((key, at.min(*entry.get()), at.max(*entry.get()))),
        }
    }
    repeated
}

/// The one value of `key` that a catalogue may have.
fn only(key: &str, given: Vec<(String, At)>, notes: &mut Notes) -> Option<String> {
    let mut given = given.into_iter();
    let (value, first) = given.next()?;
    for (_, again) in given {
        let problem = Problem::error(again, format!("the catalogue has a second `{key}`"));
        notes.problems.push(problem.also(first, "the first").help("keep one of them"));
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
    notes: &mut Notes,
) -> Table<Document> {
    let mut given = Vec::with_capacity(rows.len());
    let mut documents = Vec::with_capacity(rows.len());
    for (index, Declared { row, .. }) in rows.into_iter().enumerate() {
        let outlet = row.outlet.as_ref().and_then(|given| outlets.find(given, notes));
        let mut copy_of = row.copy_of.as_ref().and_then(|given| known.find(given, notes));
        if let (Some(source), Some(given)) = (copy_of, &row.copy_of)
            && source.index() == index
        {
            let problem = Problem::error(given.at, format!("document `{}` is said to be a copy of itself", row.id));
            notes.problems.push(problem.help("name the document it was copied from, or remove the line"));
            copy_of = None;
        }
        given.push(row.copy_of.map(|given| given.at));
        documents.push(Document {
            id: row.id,
            // An error was noted where there is none.
            outlet: outlet.unwrap_or(Id::new(0)),
            title: row.title,
            author: row.author,
            published: row.published,
            genre: row.genre,
            copy_of,
            chars: row.chars,
            sha256: row.sha256,
            url: row.url,
            note: row.note,
            place: row.place,
        });
    }
    let documents = Table::from(documents);
    for circle in circles(&documents) {
        let names: Vec<&str> = circle.iter().map(|&id| &*documents[id].id).collect();
        let (Some(first), Some(Some(at))) = (names.first(), circle.first().map(|id| given[id.index()])) else {
            continue;
        };
        let problem = Problem::error(at, format!("copies in a circle: {} → {first}", names.join(" → ")));
        notes.problems.push(problem.help("one of them is the original: remove its `copy_of`"));
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
struct Codes {
    documents: Known<Document>,
    speakers: Known<Speaker>,
    frames: Known<Frame>,
}

/// Puts the claims of `rows` and their excerpts into `catalogue`.
fn claims(rows: Vec<Declared<RawClaim>>, events: &Known<Event>, codes: &Codes, catalogue: &mut Catalogue, notes: &mut Notes) {
    let mut rows: Vec<(EventId, Declared<RawClaim>)> = rows
        .into_iter()
        .map(|declared| {
            let event = declared.row.event.as_ref().and_then(|given| events.find(given, notes));
            (event.unwrap_or(Id::new(0)), declared)
        })
        .collect();
    rows.sort_by_key(|&(event, _)| event);
    let (events, rows): (Vec<EventId>, Vec<Declared<RawClaim>>) = rows.into_iter().unzip();
    let known = Known::of("claim", &rows, |claim| &claim.id, notes);
    let titles = rows.iter().filter_map(|declared| declared.row.title.as_ref());
    for (title, first, again) in repeated(titles.map(|(title, at)| (title, *at))) {
        let problem = Problem::warning(again, format!("two claims have the title `{title}`"));
        notes.problems.push(problem.also(first, "first given here").help("in a list nobody can tell them apart: reword one"));
    }

    let mut claims = Vec::with_capacity(rows.len());
    let mut excerpts = Vec::with_capacity(rows.iter().map(|declared| declared.row.excerpts.len()).sum());
    let mut clashes = Vec::new();
    for (index, (event, Declared { row, .. })) in events.into_iter().zip(rows).enumerate() {
        let id = ClaimId::new(index);
        let start = excerpts.len() as u32;
        let absent = absent(&row, codes, notes);
        for other in contradicted(&row, id, &known, notes) {
            clashes.extend([(id, other), (other, id)]);
        }
        let (title, _) = row.title.unwrap_or_else(|| (String::new(), At::new(row.place.file, 0, 0..0)));
        excerpts.extend(row.excerpts.into_iter().filter_map(|raw| excerpt(raw, id, codes, &catalogue.documents, notes)));
        claims.push(Claim {
            id: row.id,
            event,
            title,
            text: row.text,
            topics: row.topics,
            absent,
            contradicts: Vec::new(),
            note: row.note,
            excerpts: start..excerpts.len() as u32,
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

/// The documents in which `claim` was looked for in vain.
fn absent(claim: &RawClaim, codes: &Codes, notes: &mut Notes) -> Vec<DocumentId> {
    for given in &claim.absent {
        let quoted = claim.excerpts.iter().filter_map(|excerpt| excerpt.document.as_ref());
        if let Some(quoted) = quoted.into_iter().find(|quoted| quoted.name == given.name) {
            let problem =
                Problem::error(given.at, format!("`{}` is said to lack the claim, and yet is quoted for it", given.name));
            notes.problems.push(problem.also(quoted.at, "quoted here").help("remove it from `absent`, or remove the excerpt"));
        }
    }
    codes.documents.find_all(&claim.absent, notes)
}

/// The claims that `claim`, whose id will be `id`, is said to contradict.
fn contradicted(claim: &RawClaim, id: ClaimId, known: &Known<Claim>, notes: &mut Notes) -> Vec<ClaimId> {
    if let Some(given) = claim.contradicts.iter().find(|given| *given.name == *claim.id) {
        let problem = Problem::error(given.at, format!("claim `{}` is said to contradict itself", claim.id));
        notes.problems.push(problem.help("name the claim that cannot be true together with this one, or remove it"));
    }
    known.find_all(&claim.contradicts, notes).into_iter().filter(|&other| other != id).collect()
}

fn excerpt(raw: RawExcerpt, claim: ClaimId, codes: &Codes, documents: &Table<Document>, notes: &mut Notes) -> Option<Excerpt> {
    let document = raw.document.as_ref().and_then(|given| codes.documents.find(given, notes));
    let speaker = raw.speaker.as_ref().and_then(|given| codes.speakers.find(given, notes));
    let frames = codes.frames.find_all(&raw.frames, notes).into();
    let document = document?;
    if let (Some((span, at)), Some(chars)) = (raw.span, documents[document].chars)
        && span.end > chars
    {
        let name = &documents[document].id;
        let problem = Problem::error(at, format!("span ends at {}, but `{name}` has {chars} characters", span.end));
        notes.problems.push(problem.help("write where the quote begins and ends in the text, or leave the span out"));
    }
    Some(Excerpt {
        claim,
        document,
        stance: raw.stance?,
        speaker,
        cue: raw.cue,
        frames,
        figure: raw.figure,
        quote: raw.quote?,
        prefix: raw.prefix,
        suffix: raw.suffix,
        span: raw.span.map(|(span, _)| span),
        note: raw.note,
        place: raw.place,
    })
}
