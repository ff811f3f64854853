//! Tables as comma-separated values: the columns of `export csv`, or a list of quotations whose columns somebody names.
//!
//! A table that has the columns of `export csv` is read to the letter, and exactly one `'` is taken away where the export put one. Of any
//! other table quotations are looked for in the texts at hand.

use std::collections::HashSet;

use csv::{ReaderBuilder, StringRecord};

use super::{
    ImportError, MOST,
    incoming::{Incoming, Name, Place, Row},
    json::date,
};
use crate::catalogue::{Kind, Span, edit::Value};

/// What a column may be, in a list of quotations.
pub(super) const KEYS: [&str; 13] =
    ["quote", "document", "claim", "stance", "outlet", "event", "speaker", "cue", "figure", "frames", "prefix", "suffix", "note"];
/// Without which nobody can file anything.
const NEEDED: [&str; 3] = ["quote", "document", "claim"];
/// By which a table of `export csv` is known.
const OWN: [&str; 4] = ["claim_id", "document_id", "stance", "quote"];
/// The stance of what nobody has decided on.
pub(super) const UNDECIDED: &str = "reports";

/// What the table `text` holds; `columns` are the names of its columns by what they are.
pub(super) fn take(text: &str, columns: &[(String, String)]) -> Result<Incoming, ImportError> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text.as_bytes());
    let broken = |error: csv::Error| ImportError::Broken("CSV", error.to_string());
    let head: Vec<String> = reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
    let is_own = columns.is_empty() && OWN.iter().all(|name| head.iter().any(|there| there == name));
    let read = if is_own { Table::own(&head) } else { Table::listed(&head, columns)? };
    let (mut rows, mut known) = (Vec::new(), HashSet::new());
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let at = format!("line {}", record.position().map_or(0, csv::Position::line));
        let cells = Cells { table: &read, record: &record };
        let of_record = if is_own { own(&cells, &at) } else { listed(&cells, &at) };
        rows.extend(of_record.into_iter().filter(|row| row.kind == Kind::Excerpt || known.insert((row.kind, row.name.clone()))));
        if rows.len() > MOST {
            return Err(ImportError::TooMany);
        }
    }
    let source = if is_own { "a table of `parallax export csv`" } else { "a list of quotations" };
    let undecided = rows.iter().filter(|row| row.kind == Kind::Excerpt && row.get("stance").is_none()).count();
    for row in rows.iter_mut().filter(|row| row.kind == Kind::Excerpt && row.get("stance").is_none()) {
        row.fields.push(("stance", Value::Text(UNDECIDED.to_owned())));
    }
    Ok(Incoming { source: source.to_owned(), rows, told: undecided_of(undecided), ..Incoming::default() })
}

/// That so many excerpts have no stance yet.
pub(super) fn undecided_of(excerpts: usize) -> Vec<String> {
    let told = format!("{excerpts} without a stance: filed as `{UNDECIDED}` until somebody decides");
    if excerpts == 0 { Vec::new() } else { vec![told] }
}

/// What parts the cells of a table: what there is most of in its first line.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: char| head.matches(mark).count();
    // Of equally many the first is kept.
    [';', '\t'].into_iter().fold((',', count(',')), |most, mark| if count(mark) > most.1 { (mark, count(mark)) } else { most }).0
        as u8
}

/// Which column is what.
struct Table {
    columns: Vec<(String, usize)>,
    is_guarded: bool,
}

impl Table {
    fn own(head: &[String]) -> Self {
        Self { columns: head.iter().cloned().zip(0..).collect(), is_guarded: true }
    }

    fn listed(head: &[String], columns: &[(String, String)]) -> Result<Self, ImportError> {
        if columns.is_empty() {
            return Err(if head.len() < 2 { ImportError::Unknown } else { ImportError::Columns(head.to_vec()) });
        }
        let column = |(key, name): &(String, String)| {
            if !KEYS.contains(&key.as_str()) {
                return Err(ImportError::NoKey(key.clone()));
            }
            let at = head.iter().position(|there| there == name);
            at.map(|at| (key.clone(), at)).ok_or_else(|| ImportError::NoColumn(name.clone(), head.to_vec()))
        };
        let columns = columns.iter().map(column).collect::<Result<Vec<_>, _>>()?;
        let missing = NEEDED.into_iter().find(|key| columns.iter().all(|(given, _)| given != key));
        missing.map_or(Ok(Self { columns, is_guarded: false }), |key| Err(ImportError::Missing(key)))
    }
}

/// The cells of one line.
struct Cells<'t> {
    table: &'t Table,
    record: &'t StringRecord,
}

impl<'t> Cells<'t> {
    /// What stands in the column that is `key`, where it says anything.
    fn get(&self, key: &str) -> Option<&'t str> {
        let (_, at) = self.table.columns.iter().find(|(other, _)| other == key)?;
        let cell = self.record.get(*at)?;
        let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']));
        Some(if self.table.is_guarded { guarded.unwrap_or(cell) } else { cell.trim() }).filter(|cell| !cell.is_empty())
    }

    fn id(&self, key: &str) -> Option<Name> {
        self.get(key).map(|id| Name::Id(id.to_owned()))
    }

    fn title(&self, key: &str) -> Option<Name> {
        self.get(key).map(|title| Name::Title(title.to_owned()))
    }

    /// What stands between semicolons.
    fn list(&self, key: &str) -> impl Iterator<Item = &'t str> {
        self.get(key).into_iter().flat_map(|cell| cell.split(';')).map(str::trim).filter(|word| !word.is_empty())
    }
}

/// The rows that a line of `export csv` is made of.
fn own(cells: &Cells<'_>, at: &str) -> Vec<Row> {
    let row = |kind, key: &str| cells.id(key).map(|name| Row::new(kind, name, at));
    let event = row(Kind::Event, "event_id").map(|row| row.text("title", cells.get("event_title")));
    let outlet = row(Kind::Outlet, "outlet_id").map(|row| row.text("name", cells.get("outlet_name")));
    let document = row(Kind::Document, "document_id").map(|row| {
        row.text("title", cells.get("document_title"))
            .with("published", cells.get("published").and_then(date).map(Value::Bare))
            .with(
                "published_about",
                cells.get("published_about").filter(|about| *about == "true").map(|about| Value::Bare(about.to_owned())),
            )
            .text("genre", cells.get("genre"))
            .text("url", cells.get("url"))
            .refer("outlet", cells.id("outlet_id"))
            .refer("copy_of", cells.id("copy_of"))
    });
    let speaker = row(Kind::Speaker, "speaker_id").map(|row| row.text("name", cells.get("speaker_name")));
    let claim =
        row(Kind::Claim, "claim_id").map(|row| row.text("title", cells.get("claim_title")).refer("event", cells.id("event_id")));
    let frames = cells.list("frames").map(|id| {
        let row = Row::new(Kind::Frame, Name::Id(id.to_owned()), at).text("name", Some(id));
        Row { is_mere_name: true, ..row }
    });
    let span = || Some(Span { start: cells.get("span_start")?.parse().ok()?, end: cells.get("span_end")?.parse().ok()? });
    let accepted: Vec<String> = cells.list("accepted").map(str::to_owned).collect();
    let excerpt = said(cells, at)
        .refer("claim", cells.id("claim_id"))
        .refer("document", cells.id("document_id"))
        .refer("speaker", cells.id("speaker_id"))
        .refer("frames", cells.list("frames").map(|id| Name::Id(id.to_owned())))
        .with("span", span().map(Value::Span))
        .with("accepted", (!accepted.is_empty()).then_some(Value::Words(accepted)));
    [event, outlet, document, speaker, claim].into_iter().flatten().chain(frames).chain([excerpt]).collect()
}

/// The rows that a line of a list of quotations is made of.
fn listed(cells: &Cells<'_>, at: &str) -> Vec<Row> {
    let named = |kind, key: &str| cells.get(key).map(|title| Row::named(kind, title, at));
    let document = named(Kind::Document, "document").map(|row| row.refer("outlet", cells.title("outlet")));
    let claim = named(Kind::Claim, "claim").map(|row| row.refer("event", cells.title("event")));
    let others = [named(Kind::Outlet, "outlet"), named(Kind::Event, "event"), named(Kind::Speaker, "speaker"), document, claim];
    let frames = cells.list("frames").map(|name| Row::named(Kind::Frame, name, at));
    let excerpt = said(cells, at)
        .refer("claim", cells.title("claim"))
        .refer("document", cells.title("document"))
        .refer("speaker", cells.title("speaker"))
        .refer("frames", cells.list("frames").map(|name| Name::Title(name.to_owned())));
    let excerpt = Row { place: Place::Sought(None), ..excerpt };
    others.into_iter().flatten().chain(frames).chain([excerpt]).collect()
}

/// An excerpt with what it says itself.
fn said(cells: &Cells<'_>, at: &str) -> Row {
    let keys = ["stance", "cue", "figure", "quote", "prefix", "suffix", "note"];
    keys.into_iter().fold(Row::excerpt(at), |row, key| row.text(key, cells.get(key)))
}
