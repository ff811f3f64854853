//! What each table of a catalogue may hold: reads a piece of a file into rows whose references are still names.
//!
//! A row is made even of a table with something wrong in it, so that others can refer to it; the wrong is noted, and keeps the
//! catalogue from opening in any case. Where a piece is not TOML, each table in it is read by itself, so that the others are
//! known whatever is wrong with one.
//!
//! Names are looked up in [`super::resolve`].

use std::{borrow::Cow, ops::Range};

use encoding_rs::WINDOWS_1252;
use toml::de::{DeTable, DeValue};

use super::{
    Day, Event, Frame, Naming, Outlet, Part, Speaker,
    conflict::{Conflict, first_sides},
    decisions::RawDecision,
    names::Names,
    pieces::{Piece, parts},
    problem::{At, Problem, quoted},
    record::{Notes, Record},
    sheet::{Declared, Given, RawClaim, RawDocument, RawExcerpt, Sheet},
    syntax,
    value::{
        Misfit, context, date, decided, format, genre, kind_of_difference, language, mark, number, part_kind, quotation, sha256,
        shown, span, stance, tight, truth, written,
    },
};

/// Takes what stands at the top of a piece into a sheet.
pub(super) type Whole = for<'i> fn(DeTable<'i>, &mut Sheet, &mut Notes<'i>);

/// Reads `piece` of such a `whole`; its names are among `names`.
pub(super) fn read(piece: &Piece<'_>, names: &Names, whole: Whole) -> Sheet {
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
        whole(root.into_inner(), &mut sheet, &mut notes);
        sheet.problems.append(&mut notes.problems);
    } else {
        for range in parts(&text, syntax::opens_table) {
            let mut notes = Notes::new(piece.file, piece.base + range.start, &text[range], names);
            let (root, errors) = DeTable::parse_recoverable(notes.text);
            whole(root.into_inner(), &mut sheet, &mut notes);
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
                // What the letter is in most files that are no UTF-8.
                let (letter, _) = WINDOWS_1252.decode_without_bom_handling(chunk.invalid());
                let help = format!("save the file as UTF-8; in Windows-1252 this is {}", quoted(&letter));
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

/// A catalogue.
pub(super) fn catalogue<'i>(root: DeTable<'i>, sheet: &mut Sheet, notes: &mut Notes<'i>) {
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
        sheet.documents.extend(document(header, table, notes));
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

/// A reading of one: what somebody found for its claims, and who speaks there that it does not know.
pub(super) fn reading<'i>(root: DeTable<'i>, sheet: &mut Sheet, notes: &mut Notes<'i>) {
    sheet.given.extend(["speaker", "claim"].into_iter().filter_map(|key| given(key, &root, notes)));
    let mut root = Record::new("a reading", 0..0, root, notes);
    let speakers = root.tables("speaker", "speaker");
    let claims = root.tables("claim", "claim");
    root.finish();
    for (header, table) in speakers {
        sheet.speakers.extend(speaker(Record::new("a speaker", header, table, notes)));
    }
    for (header, table) in claims {
        sheet.claims.extend(finding(header, table, notes));
    }
}

/// The log of what was decided where readings differ.
pub(super) fn decisions<'i>(root: DeTable<'i>, sheet: &mut Sheet, notes: &mut Notes<'i>) {
    sheet.given.extend(given("decision", &root, notes));
    let mut root = Record::new("a log of decisions", 0..0, root, notes);
    let decisions = root.tables("decision", "decision");
    root.finish();
    for (header, table) in decisions {
        let at = notes.at(header.clone());
        let mut record = Record::new("a decision", header, table, notes);
        let decision = RawDecision {
            reading: record.required("reading", written),
            against: record.optional("against", written),
            claim: record.required_name("claim"),
            document: record.required_name("document"),
            kind: record.required("kind", kind_of_difference),
            choice: record.required("choice", decided),
            reason: record.optional("reason", shown),
            at,
        };
        record.finish();
        sheet.decisions.push(decision);
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
    let accepted = record.accepted();
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared {
        id: declared,
        row: Outlet { id, name, mark: mark.map(|(mark, _)| mark), kind, documents: Vec::new(), note, accepted, place },
    })
}

fn document<'i>(header: Range<usize>, table: DeTable<'i>, notes: &mut Notes<'i>) -> Option<Declared<RawDocument>> {
    let mut record = Record::new("a document", header, table, notes);
    let id = record.id();
    let outlet = record.required_name("outlet");
    let title = record.required("title", shown).unwrap_or_default();
    let author = record.optional("author", shown);
    let published = record.optional("published", date);
    let published_about = record.optional("published_about", truth).is_some_and(|(about, _)| about);
    let genre = record.optional("genre", genre);
    let language = record.optional("language", language);
    let copy_of = record.name("copy_of");
    let chars = record.optional("chars", number);
    let sha256 = record.optional("sha256", sha256);
    let url = record.optional("url", shown);
    let note = record.optional("note", shown);
    let accepted = record.accepted();
    let tables = record.tables("part", "document.part");
    let place = record.finish();
    let parts = tables.into_iter().filter_map(|(header, table)| part(Record::new("a part", header, table, notes))).collect();
    let (declared, id) = id?;
    let row = RawDocument {
        id,
        outlet,
        title,
        author,
        published,
        published_about,
        genre,
        language,
        copy_of,
        chars,
        sha256,
        url,
        parts,
        note,
        accepted,
        place,
    };
    Some(Declared { id: declared, row })
}

fn part(mut record: Record<'_, '_>) -> Option<(Part, Option<At>)> {
    let kind = record.required("kind", part_kind);
    let from = record.required("from", written);
    let to = record.required("to", written);
    let span = record.optional("span", span);
    let place = record.finish();
    let part = Part { kind: kind?, from: from?, to: to?, span: span.map(|(span, _)| span), place };
    Some((part, span.map(|(_, at)| at)))
}

fn event(mut record: Record<'_, '_>) -> Option<Declared<Event>> {
    let id = record.id();
    let title = record.required("title", shown).unwrap_or_default();
    let date = record.optional("date", date);
    let note = record.optional("note", shown);
    let accepted = record.accepted();
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: Event { id, title, date, note, accepted, place } })
}

fn speaker(mut record: Record<'_, '_>) -> Option<Declared<Speaker>> {
    let id = record.id();
    let name = record.required("name", shown).unwrap_or_default();
    let role = record.optional("role", shown);
    let note = record.optional("note", shown);
    let accepted = record.accepted();
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: Speaker { id, name, role, note, accepted, place } })
}

fn frame(mut record: Record<'_, '_>) -> Option<Declared<Frame>> {
    let id = record.id();
    let name = record.required("name", shown).unwrap_or_default();
    let definition = record.optional("definition", shown);
    let examples = record.list("examples", shown);
    let not = record.optional("not", shown);
    let accepted = record.accepted();
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: Frame { id, name, definition, examples, not, accepted, place } })
}

fn naming(mut record: Record<'_, '_>) -> Option<Declared<Naming>> {
    let id = record.id();
    let title = record.required("title", shown).unwrap_or_default();
    let forms = record.required_list("forms", shown);
    let except = record.list("except", shown);
    let note = record.optional("note", shown);
    let accepted = record.accepted();
    let place = record.finish();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: Naming { id, title, forms, except, note, accepted, place } })
}

fn claim<'i>(header: Range<usize>, table: DeTable<'i>, notes: &mut Notes<'i>) -> Option<Declared<RawClaim>> {
    let mut record = Record::new("a claim", header, table, notes);
    let id = record.id();
    let event = record.required_name("event");
    let title = record.required("title", located);
    let text = record.optional("text", shown);
    let date = record.optional("date", date);
    let undated = record.optional("undated", truth).filter(|&(undated, _)| undated);
    if let (Some(_), Some((_, at))) = (date, undated) {
        record.refuse(at, "a claim with a `date` cannot be `undated`", "keep one of them");
    }
    let day = match date {
        _ if undated.is_some() => Day::Undated,
        Some(date) => Day::Own(date),
        None => Day::OfEvent,
    };
    let topics = record.list("topics", shown);
    let absent = record.names("absent");
    let absent_blind = record.names("absent_blind");
    let contradicts = record.names("contradicts");
    let note = record.optional("note", shown);
    let tables = record.tables("excerpt", "claim.excerpt");
    let accepted = record.accepted();
    let place = record.finish();
    let excerpts = tables.into_iter().map(|(header, table)| excerpt(Record::new("an excerpt", header, table, notes))).collect();
    let (declared, id) = id?;
    Some(Declared {
        id: declared,
        row: RawClaim { id, event, title, text, day, topics, absent, absent_blind, contradicts, note, excerpts, accepted, place },
    })
}

/// What a person found for a claim of the catalogue that they read.
fn finding<'i>(header: Range<usize>, table: DeTable<'i>, notes: &mut Notes<'i>) -> Option<Declared<RawClaim>> {
    let mut record = Record::new("a claim of a reading", header, table, notes);
    let id = record.id();
    let absent = record.names("absent");
    let absent_blind = record.names("absent_blind");
    let tables = record.tables("excerpt", "claim.excerpt");
    let place = record.finish();
    let excerpts = tables.into_iter().map(|(header, table)| excerpt(Record::new("an excerpt", header, table, notes))).collect();
    let (declared, id) = id?;
    Some(Declared { id: declared, row: RawClaim { id, absent, absent_blind, excerpts, ..RawClaim::nothing_of(place) } })
}

fn excerpt(mut record: Record<'_, '_>) -> RawExcerpt {
    RawExcerpt {
        document: record.required_name("document"),
        stance: record.required("stance", stance),
        speaker: record.name("speaker"),
        cue: record.optional("cue", tight),
        frames: record.names("frames"),
        figure: record.optional("figure", tight),
        quote: record.required("quote", quotation),
        prefix: record.optional("prefix", context),
        suffix: record.optional("suffix", context),
        span: record.optional("span", span),
        blind: record.optional("blind", truth).is_some_and(|(blind, _)| blind),
        note: record.optional("note", tight),
        accepted: record.accepted(),
        place: record.finish(),
    }
}
