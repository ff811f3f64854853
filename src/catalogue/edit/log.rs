//! The log of decisions: one more at its end, which takes the place of an earlier one on the same.
//!
//! How it looks is told in [`decisions`](crate::catalogue::decisions).

use std::{borrow::Cow, ops::Range, path::PathBuf};

use toml::de::DeTable;

use super::{
    EditError, Value,
    blocks::{Blocks, headers, is_block},
    layout::{column, written},
    rows::Fields,
    store,
};
use crate::catalogue::{
    Origin,
    readings::{DECISIONS, READINGS},
    texts::Texts,
};

const HEAD: &str = "# What was decided where readings of this catalogue differ.\n";

/// The log of the catalogue at `origin`; it is made where it is not there.
///
/// # Errors
///
/// Where the catalogue is in no folder, or nothing can be written there.
pub(super) fn begun(origin: &Origin) -> Result<PathBuf, EditError> {
    let folder = Texts::home(origin).ok_or(EditError::NoFile)?.join(READINGS);
    let path = folder.join(DECISIONS);
    if path.symlink_metadata().is_err() {
        store::make(&folder, [(DECISIONS, Cow::Borrowed(HEAD))])?;
    }
    Ok(path)
}

/// The keys that say on what was decided.
const ON: [&str; 5] = ["reading", "against", "claim", "document", "kind"];

/// The log `text` with one more `decision`, and without the one on the same that was made before.
///
/// # Errors
///
/// Where it cannot be read then: what stands in it is broken, or leaves no room for another table.
pub(super) fn with(text: &str, decision: &Fields) -> Result<String, EditError> {
    let width = column(decision.iter().map(|(key, _)| *key));
    let lines = decision.iter().filter_map(|(key, value)| Some(format!("{key:<width$} = {}\n", written(value, false)?)));
    let text = earlier(text, decision)
        .map_or(Cow::Borrowed(text), |gone| format!("{}{}", &text[..gone.start], &text[gone.end..]).into());
    let ended = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let longer = format!("{text}{ended}\n[[decision]]\n{}", lines.collect::<String>());
    match DeTable::parse(&longer) {
        Ok(_) => Ok(longer),
        Err(error) => Err(EditError::Refused(format!("{READINGS}/{DECISIONS}: {}; mend it first", error.message()))),
    }
}

/// The lines of the decision on the same in `text`.
fn earlier(text: &str, decision: &Fields) -> Option<Range<usize>> {
    let log = DeTable::parse(text).ok()?;
    let made = log.get_ref().get("decision")?.get_ref().as_array()?;
    let headers = headers(text, made.iter().map(|made| made.span().start));
    let blocks = Blocks::new(text, &headers);
    let given = |key: &str| {
        decision.iter().find_map(|(other, value)| match value {
            Value::Text(text) if *other == key => Some(text.as_str()),
            _ => None,
        })
    };
    let same = made.iter().find(|made| {
        let written = |key: &str| made.get_ref().as_table()?.get(key)?.get_ref().as_str();
        ON.iter().all(|key| written(key) == given(key))
    });
    same.map(|made| made.span().start).filter(|&at| is_block(text, at)).map(|at| blocks.removed(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(reading: &str, reason: &str) -> Fields {
        vec![
            ("reading", Value::Text(reading.to_owned())),
            ("against", Value::Absent),
            ("choice", Value::Text("first".to_owned())),
            ("reason", Value::Text(reason.to_owned())),
        ]
    }

    #[test]
    fn a_decision_stands_behind_the_others() {
        let one = with(HEAD, &decision("anna", "said \"so\"")).unwrap();
        assert_eq!(one, format!("{HEAD}\n[[decision]]\nreading = \"anna\"\nchoice  = \"first\"\nreason  = 'said \"so\"'\n"));
        let two = with(one.trim_end(), &decision("ben", "so")).unwrap();
        assert_eq!(two, format!("{one}\n[[decision]]\nreading = \"ben\"\nchoice  = \"first\"\nreason  = \"so\"\n"));
    }

    #[test]
    fn a_second_decision_on_the_same_takes_the_place_of_the_first() {
        let [anna, ben, again] =
            [("anna", "so"), ("ben", "so"), ("anna", "no")].map(|(reading, reason)| decision(reading, reason));
        let twice = with(&with(HEAD, &anna).unwrap(), &ben).unwrap();
        let expected = with(&with(HEAD, &ben).unwrap(), &again).unwrap();
        assert_eq!(with(&twice, &again).unwrap(), expected);
    }

    #[test]
    fn a_log_that_cannot_be_read_is_left_alone() {
        for text in ["decision = 1\n", "[[decision]\n", "decision = [{ reading = 'ben' }]\n"] {
            let refused = with(text, &decision("anna", "")).unwrap_err().to_string();
            assert!(refused.contains("readings/decisions.toml: "), "{refused}");
        }
    }
}
