//! Catalogues of other formats than the newest: an older one opens as it did, a newer one is refused in one line.

use std::fs;

use crate::run::{command, parallax, run};

/// The built-in catalogue as it was before the second format.
const OLD: &str = "tests/catalogues/built-in-1";

#[test]
fn an_old_catalogue_opens_and_what_is_new_in_check_is_a_hint() {
    let checked = parallax(&format!("check {OLD}"));
    assert_eq!((checked.code, checked.told.as_str()), (0, ""), "{}", checked.page);
    assert!(checked.page.contains("0 errors, 0 warnings, 1 hint (`format = 2` makes them warnings)"), "{}", checked.page);
    assert!(checked.page.contains("272 quotations"), "{}", checked.page);
    for page in ["list", "matrix", "voices", "words", "show forged-sheets", "find sheets"] {
        let outcome = parallax(&format!("-c {OLD} {page}"));
        assert_eq!((outcome.code, outcome.told.as_str()), (0, ""), "{page}");
    }
}

#[test]
fn migrating_lists_what_may_be_a_reported_denial_and_changes_nothing() {
    let outcome = parallax(&format!("check --migrate {OLD}"));
    assert_eq!(outcome.code, 0);
    assert!(outcome.page.contains("04-tally-sheets.toml:183\n  forged-sheets · cbc · questions · santos\n"), "{}", outcome.page);
    assert!(outcome.page.contains("22 excerpts with a speaker"), "{}", outcome.page);
    let json = parallax(&format!("check --migrate {OLD} --format json")).page;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["excerpts"].as_array().unwrap().len(), 22);
    assert!(json["excerpts"].as_array().unwrap().iter().all(|row| row["stance"] == "questions" || row["stance"] == "denies"));
    let none = parallax("check --migrate tests/catalogues/harrow-bay").page;
    assert!(none.starts_with("nothing to look at") || none.contains("with a speaker"), "{none}");
}

#[test]
fn a_newer_catalogue_is_refused_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), "format = 3\ntitle = 'B'\n[[wonder]]\nid = 3\n").unwrap();
    let outcome = run(command().arg("check").arg(folder.path()));
    assert_eq!(outcome.code, 1);
    let lines: Vec<&str> = outcome.page.lines().filter(|line| line.contains("error")).collect();
    assert_eq!(lines, ["error: made for a newer parallax: format 3", "1 error, 0 warnings"], "{}", outcome.page);
}
