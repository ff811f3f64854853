//! What each table of a catalogue may hold: reads a piece of a file into rows whose references are still names.
//!
//! A row is made even of a table with something wrong in it, so that others can refer to it; the wrong is noted, and keeps the
//! catalogue from opening in any case. Where a piece is not TOML, each table in it is read by itself, so that the others are
//! known whatever is wrong with one.
//!
//! Names are looked up in [`super::resolve`].

use std::{borrow::Cow, ops::Range};

use toml::{
    de::{DeTable, DeValue},
    value::Date,
};

use super::{
    Event, Format, Frame, Genre, Naming, Outlet, Place, Quote, Span, Speaker, Stance,
    conflict::{Conflict, first_sides},
    names::{Names, Ref},
    pieces::{Piece, parts},
    problem::{At, Problem, quoted},
    record::{Notes, Record},
    syntax,
    value::{Misfit, context, date, format, genre, mark, number, sha256, shown, span, stance, tight, written},
};

/// What one piece of a file says, or several.
#[derive(Default)]
pub(super) struct Sheet {
    /// Whether there is a title, be it a proper one or not.
    pub(super) has_title: bool,
    pub(super) titles: Vec<(String, At)>,
    pub(super) formats: Vec<(Format, At)>,
    pub(super) summaries: Vec<(String, At)>,
    pub(super) licences: Vec<(String, At)>,
    pub(super) outlets: Vec<Declared<Outlet>>,
    /// The marks of the outlets.
    pub(super) marks: Vec<(char, At)>,
    pub(super) documents: Vec<Declared<RawDocument>>,
    pub(super) events: Vec<Declared<Event>>,
    pub(super) speakers: Vec<Declared<Speaker>>,
    pub(super) frames: Vec<Declared<Frame>>,
    pub(super) namings: Vec<Declared<Naming>>,
    pub(super) claims: Vec<Declared<RawClaim>>,
    /// Where each kind of row is given: once a piece.
    pub(super) given: Vec<Given>,
    pub(super) problems: Vec<Problem>,
}

impl Sheet {
    /// Adds what follows.
    pub(super) fn append(&mut self, mut next: Self) {
        self.has_title |= next.has_title;
        self.titles.append(&mut next.titles);
        self.formats.append(&mut next.formats);
        self.summaries.append(&mut next.summaries);
        self.licences.append(&mut next.licences);
        self.outlets.append(&mut next.outlets);
        self.marks.append(&mut next.marks);
        self.documents.append(&mut next.documents);
        self.events.append(&mut next.events);
        self.speakers.append(&mut next.speakers);
        self.frames.append(&mut next.frames);
        self.namings.append(&mut next.namings);
        self.claims.append(&mut next.claims);
        self.given.append(&mut next.given);
        self.problems.append(&mut next.problems);
    }
}

/// The rows of one kind in a piece of a file.
pub(super) struct Given {
    pub(super) key: &'static str,
    /// Whether they are the value of a key, `claim = […]`, and do not stand each under a header `[[claim]]`.
    pub(super) inline: bool,
    /// The value, or the first header.
    pub(super) at: At,
}

/// A row, and the name by which others know it.
pub(super) struct Declared<T> {
    pub(super) id: Ref,
    pub(super) row: T,
}

/// A [`super::Document`] whose references are names.
pub(super) struct RawDocument {
    pub(super) id: Box<str>,
    pub(super) outlet: Option<Ref>,
    pub(super) title: String,
    pub(super) author: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) genre: Option<Genre>,
    pub(super) copy_of: Option<Ref>,
    pub(super) chars: Option<u32>,
    pub(super) sha256: Option<Box<str>>,
    pub(super) url: Option<String>,
    pub(super) note: Option<String>,
    pub(super) place: Place,
}

/// A [`super::Claim`] whose references are names.
pub(super) struct RawClaim {
    pub(super) id: Box<str>,
    pub(super) event: Option<Ref>,
    pub(super) title: Option<(String, At)>,
    pub(super) text: Option<String>,
    pub(super) topics: Vec<String>,
    pub(super) absent: Vec<Ref>,
    pub(super) contradicts: Vec<Ref>,
    pub(super) note: Option<String>,
    pub(super) excerpts: Vec<RawExcerpt>,
    pub(super) place: Place,
}

/// An [`super::Excerpt`] whose references are names.
pub(super) struct RawExcerpt {
    pub(super) document: Option<Ref>,
    pub(super) stance: Option<Stance>,
    pub(super) speaker: Option<Ref>,
    pub(super) cue: Option<Box<str>>,
    pub(super) frames: Box<[Ref]>,
    pub(super) figure: Option<Box<str>>,
    pub(super) quote: Option<Quote>,
    pub(super) prefix: Option<Box<str>>,
    pub(super) suffix: Option<Box<str>>,
    pub(super) span: Option<(Span, At)>,
    pub(super) note: Option<Box<str>>,
    pub(super) place: Place,
}

/// Reads `piece`, whose names are among `names`.
pub(super) fn read(piece: &Piece<'_>, names: &Names) -> Sheet {
    let mut sheet = Sheet::default();
    let (text, conflicts) = first_sides(utf8(piece, &mut sheet.problems));
    for Conflict { opening, closing } in conflicts {
        let at = |range| At::new(piece.file, piece.base, range);
        let problem = Problem::error(at(opening), "merge conflict that nobody has resolved").also(at(closing), "it goes to here");
        sheet.problems.push(problem.help("decide between the two sides, and remove these marks with the side that goes"));
    }
    let (root, errors) = DeTable::parse_recoverable(&text);
    if errors.is_empty() {
        let mut notes = Notes::new(piece.file, piece.base, &text, names);
        catalogue(root.into_inner(), &mut sheet, &mut notes);
        sheet.problems.append(&mut notes.problems);
    } else {
        for range in parts(&text, syntax::opens_table) {
            let mut notes = Notes::new(piece.file, piece.base + range.start, &text[range], names);
            let (root, errors) = DeTable::parse_recoverable(notes.text);
            catalogue(root.into_inner(), &mut sheet, &mut notes);
            if !errors.is_empty() {
                syntax::note(&errors, &mut notes);
            }
            sheet.problems.append(&mut notes.problems);
        }
    }
    sheet
}

/// The text of `piece`; bytes that are no text become as many `?`, so that what follows keeps its place.
fn utf8<'p>(piece: &'p Piece<'_>, problems: &mut Vec<Problem>) -> Cow<'p, str> {
    if let Ok(text) = str::from_utf8(&piece.text) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(piece.text.len());
    let mut noted: Option<usize> = None;
    for chunk in piece.text.utf8_chunks() {
        text.push_str(chunk.valid());
        let start = text.len();
        if let Some(&byte) = chunk.invalid().first() {
            // One of a line is enough.
            if noted.is_none_or(|before| text[before..].contains('\n')) {
                let at = At::new(piece.file, piece.base, start..start + chunk.invalid().len());
                let latin = quoted(&char::from(byte).to_string());
                let help = format!("save the file as UTF-8; in Latin-1 this byte is {latin}");
                problems.push(Problem::error(at, format!("not UTF-8: byte {byte:#04X}")).help(help));
            }
            noted = Some(start);
        }
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    Cow::Owned(text)
}

const KINDS: [&str; 7] = ["outlet", "document", "event", "speaker", "frame", "naming", "claim"];

/// Where `root` has the rows under `key`, if it has any.
fn given(key: &'static str, root: &DeTable<'_>, notes: &Notes<'_>) -> Option<Given> {
    let value = root.get(key)?;
    let rows = value.get_ref().as_array()?;
    // Under headers, they begin where their array does.
    let inline = rows.iter().next().is_none_or(|row| row.span().start != value.span().start);
    Some(Given { key, inline, at: notes.at(value.span()) })
}

fn catalogue<'i>(root: DeTable<'i>, sheet: &mut Sheet, notes: &mut Notes<'i>) {
    sheet.has_title |= root.contains_key("title");
    sheet.given.extend(KINDS.into_iter().filter_map(|key| given(key, &root, notes)));
    let mut root = Record::new("a catalogue", 0..0, root, notes);
    sheet.formats.extend(root.optional("format", format));
    sheet.titles.extend(root.optional("title", located));
    sheet.summaries.extend(root.optional("summary", located));
    sheet.licences.extend(root.optional("licence", located));
    let outlets = root.tables("outlet", "outlet");
    let documents = root.tables("document", "document");
    let events = root.tables("event", "event");
    let speakers = root.tables("speaker", "speaker");
    let frames = root.tables("frame", "frame");
    let namings = root.tables("naming", "naming");
    let claims = root.tables("claim", "claim");
    root.finish();
    for (header, table) in outlets {
        sheet.outlets.extend(outlet(Record::new("an outlet", header, table, notes), &mut sheet.marks));
    }
    for (header, table) in documents {
        sheet.documents.extend(document(Record::new("a document", header, table, notes)));
    }
    for (header, table) in events {
        sheet.events.extend(event(Record::new("an event", header, table, notes)));
    }
    for (header, table) in speakers {
        sheet.speakers.extend(speaker(Record::new("a speaker", header, table, notes)));
    }
    for (header, table) in frames {
        sheet.frames.extend(frame(Record::new("a frame", header, table, notes)));
    }
    for (header, table) in namings {
        sheet.namings.extend(naming(Record::new("a naming", header, table, notes)));
    }
    for (header, table) in claims {
        sheet.claims.extend(claim(header, table, notes));
    }
}

fn located(value: DeValue<'_>, at: At) -> Result<(String, At), Misfit> {
    Ok((shown(value, at)?, at))
}

fn outlet(mut record: Record<'_, '_>, marks: &mut Vec<(char, At)>) -> Option<Declared<Outlet>> {
    let id = record.id();
    let name = record.required("name", shown).unwrap_or_default();
    let mark = record.optional("mark", mark);
    marks.extend(mark);
    let kind = record.optional("kind", shown);
    let note = record.optional("note", shown);
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared {
        id: declared,
        row: Outlet { id, name, mark: mark.map(|(mark, _)| mark), kind, documents: Vec::new(), note, place },
    })
}

fn document(mut record: Record<'_, '_>) -> Option<Declared<RawDocument>> {
    let id = record.id();
    let outlet = record.required_name("outlet");
    let title = record.required("title", shown).unwrap_or_default();
    let author = record.optional("author", shown);
    let published = record.optional("published", date);
    let genre = record.optional("genre", genre);
    let copy_of = record.name("copy_of");
    let chars = record.optional("chars", number);
    let sha256 = record.optional("sha256", sha256);
    let url = record.optional("url", shown);
    let note = record.optional("note", shown);
    let place = record.finish();
    let (declared, id) = id?;
    let row = RawDocument { id, outlet, title, author, published, genre, copy_of, chars, sha256, url, note, place };
    Some(Declared { id: declared, row })
}

fn event(mut record: Record<'_, '_>) -> Option<Declared<Event>> {
    let id = record.id();
    let title = record.required("title", shown).unwrap_or_default();
    let date = record.optional("date", date);
    let note = record.optional("note", shown);
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: Event { id, title, date, note, place } })
}

fn speaker(mut record: Record<'_, '_>) -> Option<Declared<Speaker>> {
    let id = record.id();
    let name = record.required("name", shown).unwrap_or_default();
    let role = record.optional("role", shown);
    let note = record.optional("note", shown);
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: Speaker { id, name, role, note, place } })
}

fn frame(mut record: Record<'_, '_>) -> Option<Declared<Frame>> {
    let id = record.id();
    let name = record.required("name", shown).unwrap_or_default();
    let definition = record.optional("definition", shown);
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: Frame { id, name, definition, place } })
}

fn naming(mut record: Record<'_, '_>) -> Option<Declared<Naming>> {
    let id = record.id();
    let title = record.required("title", shown).unwrap_or_default();
    let forms = record.required_list("forms", shown);
    let note = record.optional("note", shown);
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: Naming { id, title, forms, note, place } })
}

fn claim<'i>(header: Range<usize>, table: DeTable<'i>, notes: &mut Notes<'i>) -> Option<Declared<RawClaim>> {
    let mut record = Record::new("a claim", header, table, notes);
    let id = record.id();
    let event = record.required_name("event");
    let title = record.required("title", located);
    let text = record.optional("text", shown);
    let topics = record.list("topics", shown);
    let absent = record.names("absent");
    let contradicts = record.names("contradicts");
    let note = record.optional("note", shown);
    let tables = record.tables("excerpt", "claim.excerpt");
    let place = record.finish();
    let excerpts = tables.into_iter().map(|(header, table)| excerpt(Record::new("an excerpt", header, table, notes))).collect();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: RawClaim { id, event, title, text, topics, absent, contradicts, note, excerpts, place } })
}

fn excerpt(mut record: Record<'_, '_>) -> RawExcerpt {
    RawExcerpt {
        document: record.required_name("document"),
        stance: record.required("stance", stance),
        speaker: record.name("speaker"),
        cue: record.optional("cue", tight),
        frames: record.names("frames"),
        figure: record.optional("figure", tight),
        quote: record.required("quote", written).map(Quote::new),
        prefix: record.optional("prefix", context),
        suffix: record.optional("suffix", context),
        span: record.optional("span", span),
        note: record.optional("note", tight),
        place: record.finish(),
    }
}
