//! The log of decisions: one more at its end.
//!
//! How it looks is told in [`decisions`](crate::catalogue::decisions).

use std::{borrow::Cow, path::PathBuf};

use toml::de::DeTable;

use super::{EditError, layout::column, layout::written, rows::Fields, store};
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

/// The log `text` with one more `decision`.
///
/// # Errors
///
/// Where it cannot be read then: what stands in it is broken, or leaves no room for another table.
pub(super) fn with(text: &str, decision: &Fields) -> Result<String, EditError> {
    let width = column(decision.iter().map(|(key, _)| *key));
    let lines = decision.iter().filter_map(|(key, value)| Some(format!("{key:<width$} = {}\n", written(value, false)?)));
    let ended = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let longer = format!("{text}{ended}\n[[decision]]\n{}", lines.collect::<String>());
    match DeTable::parse(&longer) {
        Ok(_) => Ok(longer),
        Err(error) => Err(EditError::Refused(format!("{READINGS}/{DECISIONS}: {}; mend it first", error.message()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::edit::Value;

    fn decision(reason: &str) -> Fields {
        vec![
            ("reading", Value::Text("anna".to_owned())),
            ("against", Value::Absent),
            ("choice", Value::Text("first".to_owned())),
            ("reason", Value::Text(reason.to_owned())),
        ]
    }

    #[test]
    fn a_decision_stands_behind_the_others() {
        let one = with(HEAD, &decision("said \"so\"")).unwrap();
        assert_eq!(one, format!("{HEAD}\n[[decision]]\nreading = \"anna\"\nchoice  = \"first\"\nreason  = 'said \"so\"'\n"));
        let two = with(one.trim_end(), &decision("again")).unwrap();
        assert_eq!(two, format!("{one}\n[[decision]]\nreading = \"anna\"\nchoice  = \"first\"\nreason  = \"again\"\n"));
    }

    #[test]
    fn a_log_that_cannot_be_read_is_left_alone() {
        for text in ["decision = 1\n", "[[decision]\n", "decision = [{ reading = 'ben' }]\n"] {
            let refused = with(text, &decision("")).unwrap_err().to_string();
            assert!(refused.contains("readings/decisions.toml: "), "{refused}");
        }
    }
}
