//! Sound catalogues: one and the same, told in different ways.
//!
//! Each folder of `tests/sound` must open without a word, and all of them must come out the same: one file or several, in
//! whatever order, with a byte order mark, with Windows line ends, in the different spellings that TOML allows.

#![expect(clippy::panic, reason = "a test stops where it cannot go on")]

#[path = "../benches/big/mod.rs"]
mod big;

use std::{fs, path::Path};

use parallax::catalogue::{Catalogue, Day, Origin, Progress, Stance, Table, load};

fn open(path: &Path) -> Catalogue {
    let progress = Progress::new();
    let loaded = load(&Origin::Path(path.to_owned()), &progress).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    assert_eq!(progress.done(), progress.total());
    loaded.catalogue
}

/// Everything a catalogue says, but not where it says it.
fn told(mut catalogue: Catalogue) -> String {
    catalogue.files = Table::default();
    let text = format!("{catalogue:#?}");
    text.lines().filter(|line| !line.trim_start().starts_with("offset: ") && !line.trim_start().starts_with("file: ")).collect()
}

#[test]
fn the_same_catalogue_comes_out_of_every_spelling() {
    let expected = told(open(Path::new("tests/sound/one-file")));
    for folder in fs::read_dir("tests/sound").unwrap() {
        let folder = folder.unwrap().path();
        assert!(told(open(&folder)) == expected, "{} differs", folder.display());
    }
    assert!(told(open(Path::new("tests/sound/one-file/ferry.toml"))) == expected, "a file is a catalogue too");
}

/// Large enough to be read in many pieces on several threads.
#[test]
fn one_large_file_says_what_many_smaller_ones_say() {
    let open = |layout| open(&big::folder(400, layout).unwrap_or_else(|error| panic!("{error}")));
    let whole = open(big::Layout::OneFile);
    assert_eq!(whole.excerpts.len(), 4000);
    assert!(whole.claims.iter().map(|claim| &claim.id[6..]).eq((0..400).map(|index| index.to_string())));
    assert!(told(whole) == told(open(big::Layout::Split)), "they differ");
}

#[test]
fn claims_stand_by_event_and_as_written_and_contradictions_are_mutual() {
    let catalogue = open(Path::new("tests/sound/order"));
    let ids: Vec<&str> = catalogue.claims.iter().map(|claim| &*claim.id).collect();
    assert_eq!(ids, ["doubled", "same", "refund"]);
    let contradicted: Vec<Vec<usize>> =
        catalogue.claims.iter().map(|claim| claim.contradicts.iter().map(|id| id.index()).collect()).collect();
    assert_eq!(contradicted, [vec![1], vec![0], vec![]]);
    let quotes: Vec<&str> = catalogue.excerpts.iter().map(|excerpt| excerpt.quote.shown()).collect();
    let expected =
        ["“It is 4.80 now”, she admitted.", "The old tub has doubled its price. The water has not.", "The same fare? Hardly."];
    assert_eq!(quotes, expected);
    assert_eq!(catalogue.excerpts.as_slice()[1].quote.written(), "The old tub has doubled its price.\nThe water has not.");
}

#[test]
fn a_place_leads_to_its_line() {
    let catalogue = open(Path::new("tests/sound/windows"));
    let claim = catalogue.claims.iter().find(|claim| &*claim.id == "doubled").unwrap();
    let (path, line) = catalogue.line_of(claim.place).unwrap();
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.lines().nth(line - 1), Some("[[claim]]"));
    assert_eq!(text.lines().nth(line), Some("id          = \"doubled\""));
    let lines = catalogue.lines_of(catalogue.excerpts.iter().map(|excerpt| excerpt.place));
    assert_eq!(lines.len(), 3);
    assert!(lines.values().all(|line| text.lines().nth(line - 1) == Some("  [[claim.excerpt]]")));
}

#[test]
fn the_built_in_catalogue_is_sound() {
    let loaded = load(&Origin::BuiltIn, &Progress::new()).unwrap_or_else(|diagnostics| panic!("{diagnostics}"));
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    assert!(loaded.catalogue.claims.len() >= 25);
    assert!(loaded.catalogue.excerpts.len() >= 75);
}

#[test]
fn whoever_is_passed_on_in_the_built_in_catalogue_is_named() {
    let catalogue = load(&Origin::BuiltIn, &Progress::new()).unwrap_or_else(|diagnostics| panic!("{diagnostics}")).catalogue;
    for excerpt in &catalogue.excerpts {
        let passed_on = matches!(excerpt.stance, Stance::Reports | Stance::ReportsDenial) || excerpt.cue.is_some();
        assert!(!passed_on || excerpt.speaker.is_some(), "{}", excerpt.quote.shown());
    }
    assert!(catalogue.excerpts.iter().any(|excerpt| excerpt.stance == Stance::ReportsDenial));
}

#[test]
fn nothing_is_quoted_in_the_built_in_catalogue_from_before_what_it_is_about() {
    let catalogue = load(&Origin::BuiltIn, &Progress::new()).unwrap_or_else(|diagnostics| panic!("{diagnostics}")).catalogue;
    for excerpt in &catalogue.excerpts {
        let (claim, document) = (&catalogue.claims[excerpt.claim], &catalogue.documents[excerpt.document]);
        let day = match claim.day {
            Day::OfEvent => catalogue.events[claim.event].date,
            Day::Own(day) => Some(day),
            Day::Undated => None,
        };
        let published = document.published.filter(|_| !document.published_about);
        assert!(published.zip(day).is_none_or(|(published, day)| published >= day), "{}: {}", claim.id, excerpt.quote.shown());
    }
}
