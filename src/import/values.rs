//! What stands under the keys of a row: looked up, cleaned, compared, shown.

use std::collections::BTreeSet;

use crate::{
    catalogue::{
        Kind,
        edit::{Fields, Value},
    },
    text::clean::displayable,
};

/// What stands under `key`.
pub(super) fn under<'f>(fields: &'f Fields, key: &str) -> Option<&'f Value> {
    fields.iter().find(|(other, _)| *other == key).map(|(_, value)| value)
}

/// What stands under `key`, where that is a string.
pub(super) fn text<'f>(fields: &'f Fields, key: &str) -> Option<&'f str> {
    match under(fields, key) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

/// Puts `fields` in the order of the keys of their `kind`; tables within the row stand behind them.
pub(super) fn put_in_order(kind: Kind, fields: &mut Fields) {
    let place = |key: &str| kind.keys().iter().position(|other| *other == key);
    fields.sort_by_key(|(key, _)| place(key).unwrap_or(usize::MAX));
}

/// `value` as it may be written under `key`: what is only ever shown is displayable; nothing where nothing is left.
pub(super) fn cleaned(key: &str, value: &Value) -> Option<Value> {
    let blank = |text: &str| displayable(text).trim().is_empty();
    match value {
        Value::Text(text) if matches!(key, "prefix" | "suffix") => (!text.is_empty()).then(|| value.clone()),
        Value::Text(text) if blank(text) => None,
        Value::Text(_) if key == "quote" => Some(value.clone()),
        Value::Text(text) => Some(Value::Text(displayable(text).into_owned())),
        Value::Words(words) => {
            let words: Vec<String> =
                words.iter().filter(|word| !blank(word)).map(|word| displayable(word).into_owned()).collect();
            (!words.is_empty()).then_some(Value::Words(words))
        }
        other => Some(other.clone()),
    }
}

/// Which of the `given` stand otherwise `there`, or not at all; the order of a list says nothing.
pub(super) fn differing<'f>(given: &'f Fields, there: &'f Fields) -> impl Iterator<Item = (&'static str, &'f Value)> {
    let is_same = |key: &str, given: &Value| match (given, under(there, key)) {
        (Value::Words(given), Some(Value::Words(there))) => {
            given.iter().collect::<BTreeSet<_>>() == there.iter().collect::<BTreeSet<_>>()
        }
        (given, there) => there == Some(given),
    };
    given.iter().filter(move |(key, value)| !is_same(key, value)).map(|(key, value)| (*key, value))
}

/// A value for a reader.
pub(super) fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::Text(text)) => format!("“{}”", displayable(text)),
        Some(Value::Bare(text)) => text.clone(),
        Some(Value::Words(words)) => format!("“{}”", displayable(&words.join("; "))),
        Some(Value::Span(span)) => format!("[{}, {}]", span.start, span.end),
        Some(Value::Rows(..)) => "as it is given".to_owned(),
        _ => "not given".to_owned(),
    }
}
