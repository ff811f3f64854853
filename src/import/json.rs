//! What `export json` wrote: every row under the keys of a catalogue, with its id. What follows from a catalogue is left out, since it
//! follows again.

use serde_json::{Map, Value as Json};
use toml::value::Datetime;

use super::{
    ImportError,
    incoming::{Incoming, Name, Row, is_list, referred},
};
use crate::catalogue::{
    Kind, Span,
    edit::{Fields, Value},
};

/// The tables of an export, by what they hold.
const TABLES: [(&str, Kind); 7] = [
    ("outlets", Kind::Outlet),
    ("documents", Kind::Document),
    ("events", Kind::Event),
    ("speakers", Kind::Speaker),
    ("frames", Kind::Frame),
    ("namings", Kind::Naming),
    ("claims", Kind::Claim),
];

/// What the object `whole` holds.
pub(super) fn take(whole: &Map<String, Json>) -> Result<Incoming, ImportError> {
    if whole.get("export").and_then(Json::as_u64) != Some(1) {
        return Err(ImportError::Broken("JSON", "made for a newer parallax, or by none".to_owned()));
    }
    let mut rows = Vec::new();
    for (name, kind) in TABLES {
        for (at, table) in list(whole, name)?.iter().enumerate() {
            let at = format!("{name}[{at}]");
            let table = object(table, &at)?;
            let id = table.get("id").and_then(Json::as_str).ok_or_else(|| broken(&at, "has no id"))?;
            let mut row = filled(Row::new(kind, Name::Id(id.to_owned()), &at), table)?;
            if kind == Kind::Document {
                let parts = list(table, "parts")?.iter().enumerate().map(|(number, part)| {
                    let at = format!("{at}.parts[{number}]");
                    Ok(filled(Row::new(Kind::Part, row.name.clone(), &at), object(part, &at)?)?.fields)
                });
                let parts = parts.collect::<Result<Vec<Fields>, ImportError>>()?;
                row = row.with("part", (!parts.is_empty()).then_some(Value::Rows(Kind::Part, parts)));
            }
            let claim = row.name.clone();
            rows.push(row);
            if kind == Kind::Claim {
                for (number, excerpt) in list(table, "excerpts")?.iter().enumerate() {
                    let at = format!("{at}.excerpts[{number}]");
                    let row = filled(Row::excerpt(&at), object(excerpt, &at)?)?;
                    rows.push(row.refer("claim", [claim.clone()]));
                }
            }
        }
    }
    let told = ["title", "summary", "licence"].into_iter().filter(|key| whole.get(*key).is_some_and(|value| !value.is_null()));
    let told = format!("left out: {}: the catalogue keeps its own", told.collect::<Vec<_>>().join(", "));
    // Whoever reads a second time does so on their own.
    let others = ["readings", "decisions"].into_iter().filter_map(|key| Some((key, whole.get(key)?.as_array()?.len())));
    let others = others.filter(|(_, number)| *number > 0).map(|(key, number)| format!("left out: {key}: {number}"));
    let told = [told].into_iter().chain(others).collect();
    let is_part = whole.get("selection").is_some_and(|selection| !selection.is_null());
    let source = if is_part { "a part of a catalogue, exported by parallax" } else { "an export of parallax" };
    Ok(Incoming { source: source.to_owned(), rows, told, ..Incoming::default() })
}

fn broken(at: &str, why: &str) -> ImportError {
    ImportError::Broken("JSON", format!("{at} {why}"))
}

fn object<'j>(value: &'j Json, at: &str) -> Result<&'j Map<String, Json>, ImportError> {
    value.as_object().ok_or_else(|| broken(at, "is no object"))
}

fn list<'j>(table: &'j Map<String, Json>, key: &str) -> Result<&'j [Json], ImportError> {
    match table.get(key) {
        None | Some(Json::Null) => Ok(&[]),
        Some(Json::Array(items)) => Ok(items),
        Some(_) => Err(broken(key, "is no list")),
    }
}

/// `row` with all that `table` says under the keys of its kind.
fn filled(mut row: Row, table: &Map<String, Json>) -> Result<Row, ImportError> {
    for &key in row.kind.keys().iter().filter(|key| **key != "id") {
        let Some(given) = table.get(key).filter(|given| !given.is_null()) else { continue };
        let at = format!("{}.{key}", row.at);
        let wrong = || broken(&at, &format!("is nothing that a catalogue takes: {given}"));
        if referred(key).is_some() {
            let names = if is_list(key) { words(given) } else { given.as_str().map(|id| vec![id.to_owned()]) };
            let mut names = names.ok_or_else(wrong)?;
            // An export has all under `absent`.
            let blind = table.get("absent_blind").filter(|_| key == "absent").and_then(words).unwrap_or_default();
            names.retain(|id| !blind.contains(id));
            row = row.refer(key, names.into_iter().map(Name::Id));
        } else {
            let value = value(key, given).ok_or_else(wrong)?;
            row = row.with(key, Some(value).filter(|value| *value != Value::Absent));
        }
    }
    Ok(row)
}

/// What is given under `key`, as it is written; none where nothing like it can be.
fn value(key: &str, given: &Json) -> Option<Value> {
    Some(match given {
        Json::String(day) if matches!(key, "date" | "published") => Value::Bare(date(day)?),
        Json::String(text) => Value::Text(text.clone()),
        Json::Bool(false) => Value::Absent,
        Json::Bool(true) => Value::Bare("true".to_owned()),
        Json::Number(number) => Value::Bare(u32::try_from(number.as_u64()?).ok()?.to_string()),
        Json::Array(ends) if key == "span" => {
            let end = |at: usize| u32::try_from(ends.get(at)?.as_u64()?).ok();
            Value::Span(Span { start: end(0)?, end: end(1)? })
        }
        Json::Array(items) if items.is_empty() => Value::Absent,
        Json::Array(_) => Value::Words(words(given)?),
        Json::Null | Json::Object(_) => return None,
    })
}

fn words(given: &Json) -> Option<Vec<String>> {
    given.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// `text` where it is a day.
pub(super) fn date(text: &str) -> Option<String> {
    let day: Datetime = text.trim().parse().ok()?;
    (day.time.is_none() && day.offset.is_none()).then(|| day.date.map(|date| date.to_string())).flatten()
}
