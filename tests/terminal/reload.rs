//! The files change while the screen shows them.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use std::{fs, path::PathBuf};

use crate::pseudo::{Terminal, catalogue, parallax};

/// A copy of the catalogue of Harrow Bay that may be changed, opened with the third claim chosen.
struct Opened {
    terminal: Terminal,
    folder: tempfile::TempDir,
}

const CHOSEN: &str = "▌The bridge could have fallen";
const READ_AGAIN: &str = "the catalogue has changed: read again";

impl Opened {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("bay/claims")).unwrap();
        for file in ["catalogue.toml", "claims/closing.toml", "claims/ferry.toml"] {
            fs::copy(catalogue("harrow-bay").join(file), folder.path().join("bay").join(file)).unwrap();
        }
        let mut terminal = parallax([folder.path().join("bay")]).size(160, 45).go();
        terminal.shows("▌The bridge was closed");
        terminal.types("jj");
        terminal.shows(CHOSEN);
        Self { terminal, folder }
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join("bay").join(file)
    }

    fn closing(&self) -> PathBuf {
        self.path("claims/closing.toml")
    }
}

/// A claim to put before the others.
const NEW: &str = "[[claim]]\nid = \"new\"\nevent = \"closing\"\ntitle = \"The barriers were painted red\"\n\n";

#[test]
fn what_was_chosen_stays_chosen_by_its_id() {
    let opened = Opened::new();
    let before = fs::read_to_string(opened.closing()).unwrap();
    fs::write(opened.closing(), format!("{NEW}{before}")).unwrap();
    opened.terminal.shows(READ_AGAIN);
    opened.terminal.shows("The barriers were painted red");
    opened.terminal.shows(CHOSEN);
    opened.terminal.shows("Claims 4/6");
}

#[test]
fn a_chosen_claim_that_is_gone_leaves_its_place_to_the_next() {
    let opened = Opened::new();
    let before = fs::read_to_string(opened.closing()).unwrap();
    let (kept, _) = before.split_once("[[claim]]\nid    = \"unsafe\"").unwrap();
    fs::write(opened.closing(), kept).unwrap();
    opened.terminal.shows(READ_AGAIN);
    opened.terminal.shows("▌The ferry doubled its fare");
}

#[test]
fn a_broken_file_leaves_the_old_catalogue_and_says_what_is_wrong() {
    let mut opened = Opened::new();
    let before = fs::read_to_string(opened.closing()).unwrap();
    // A warning stands before the error.
    let broken = before.replacen("The bridge was closed", "The \\u202ebridge was closed", 1).replacen("affirms", "afirms", 1);
    let line = broken.lines().position(|line| line.contains("afirms")).unwrap() + 1;
    fs::write(opened.closing(), broken).unwrap();
    opened.terminal.shows(&format!("still the old catalogue: closing.toml:{line}: "));
    opened.terminal.shows("afirms");
    opened.terminal.shows(CHOSEN);
    opened.terminal.types("j");
    opened.terminal.shows("▌The ferry doubled its fare");
    fs::write(opened.closing(), format!("{NEW}{before}")).unwrap();
    opened.terminal.shows(READ_AGAIN);
    opened.terminal.shows("The barriers were painted red");
}

#[test]
fn a_catalogue_that_vanishes_stays_on_the_screen_until_it_comes_back() {
    let opened = Opened::new();
    let (here, away) = (opened.path(""), opened.folder.path().join("away"));
    fs::rename(&here, &away).unwrap();
    opened.terminal.shows("still the old catalogue: bay: cannot be read");
    opened.terminal.shows(CHOSEN);
    fs::rename(&away, &here).unwrap();
    opened.terminal.shows(READ_AGAIN);
    opened.terminal.shows(CHOSEN);
}

#[test]
fn a_catalogue_may_lose_all_its_claims_and_get_some_again() {
    let mut opened = Opened::new();
    let before = fs::read_to_string(opened.closing()).unwrap();
    fs::write(opened.closing(), "").unwrap();
    fs::remove_file(opened.path("claims/ferry.toml")).unwrap();
    opened.terminal.shows("This catalogue has no claims yet.");
    opened.terminal.types("jl2c1ze");
    fs::write(opened.closing(), before).unwrap();
    opened.terminal.shows("The bridge was closed without warning");
}

#[test]
fn an_exception_of_a_naming_is_written_and_taken_back_whole() {
    let mut opened = Opened::new();
    let before = fs::read(opened.path("catalogue.toml")).unwrap();
    let lines = |opened: &Opened| fs::read_to_string(opened.path("catalogue.toml")).unwrap();
    opened.terminal.types("4");
    opened.terminal.shows("▌all forms");
    opened.terminal.types("\r");
    opened.terminal.shows("x except");
    opened.terminal.types("x");
    opened.terminal.shows("is an exception of");
    let after = lines(&opened);
    assert_eq!(after.lines().filter(|line| line.starts_with("except")).count(), 1, "{after}");
    // It is read again, and the place is no longer counted.
    opened.terminal.shows("▌The bridge                   1");
    opened.terminal.types("u");
    opened.terminal.shows("taken back:");
    assert_eq!(lines(&opened), String::from_utf8(before).unwrap());
}

#[test]
fn the_built_in_catalogue_is_copied_before_it_takes_an_exception() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = parallax::<&str>([]).size(160, 45).within(folder.path()).go();
    terminal.shows("1 Compare");
    terminal.types("4");
    terminal.shows("▌all forms");
    terminal.types("\r");
    terminal.shows("x except");
    terminal.types("x");
    terminal.shows("the built-in catalogue is read-only: copy it to venezuela-2024 and go on there?");
    terminal.types("n");
    terminal.shows("left as it was");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    terminal.types("xy");
    terminal.shows("is an exception of");
    let written = fs::read_to_string(folder.path().join("venezuela-2024/catalogue.toml")).unwrap();
    assert_ne!(written, include_str!("../../data/venezuela-2024/catalogue.toml"));
}
