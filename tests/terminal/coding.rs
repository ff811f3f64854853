//! A second reader at a terminal.

use std::{ffi::OsString, fs};

use crate::{
    filing::HarrowBay,
    pseudo::{Terminal, parallax},
};

/// The program on `bay` for a reader whose name and options these are.
fn code(bay: &HarrowBay, reader: &[&str]) -> Terminal {
    let arguments = ["code", "--as"].iter().chain(reader).map(OsString::from).chain([bay.path().into()]);
    parallax(arguments).size(100, 30).alone().go()
}

#[test]
fn a_reader_codes_blind_and_only_their_own_file_is_written() {
    let bay = HarrowBay::new();
    let before = bay.bytes();
    let mut terminal = code(&bay, &["anna", "--blind"]);
    terminal.shows("anna, blind");
    terminal.shows("0 of 20 done");
    terminal.types("-");
    terminal.shows("1 of 20 done");
    terminal.types("R");
    terminal.shows("reveal the outlets?");
    terminal.types("y");
    terminal.shows("Bay Courier");
    terminal.types("q");
    terminal.ends();
    assert_eq!(bay.bytes(), before);
    let coding = fs::read_to_string(bay.path().join("readings/anna/coding.toml")).unwrap_or_default();
    assert!(coding.contains("absent_blind = ["), "{coding}");
}

#[test]
fn a_form_that_was_open_is_offered_to_its_reader_alone() {
    let bay = HarrowBay::new();
    let open = |reader: &str| {
        let mut terminal = code(&bay, &[reader]);
        terminal.shows(&format!("{reader} ·"));
        terminal.types("3");
        terminal.shows("That was Léa Marchetti");
        terminal
    };
    let mut anna = open("anna");
    anna.types("vwwaany day\ra\x1b[Z\x1b[Z");
    anna.types("a second thought");
    anna.shows("a second thought");
    anna.signal("KILL");
    anna.ends();
    let mut ben = open("ben");
    ben.types("q");
    ben.ends();
    let mut main = bay.opened();
    main.types("q");
    main.ends();
    code(&bay, &["anna"]).shows("a form was open when parallax ended");
}

#[test]
fn the_built_in_catalogue_is_copied_before_anybody_reads_it_by_themselves() {
    let folder = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
    let mut terminal = parallax(["code", "--as", "anna"]).size(160, 45).within(folder.path()).go();
    terminal.shows("anna · ");
    terminal.types("-");
    terminal.shows("the built-in catalogue is read-only: copy it to venezuela-2024 and go on there?");
    terminal.types("y");
    terminal.shows("is silent on");
    terminal.shows("· 1 of ");
    let coding = fs::read_to_string(folder.path().join("venezuela-2024/readings/anna/coding.toml")).unwrap_or_default();
    assert!(coding.contains("absent = ["), "{coding}");
    let first = fs::read_to_string(folder.path().join("venezuela-2024/claims/01-country.toml")).unwrap_or_default();
    assert!(first.ends_with(include_str!("../../data/venezuela-2024/claims/01-country.toml")), "as it was copied");
}

#[test]
fn what_is_wrong_in_the_catalogue_tells_a_reader_nothing() {
    let bay = HarrowBay::new();
    let mut terminal = code(&bay, &["anna"]);
    terminal.shows("anna ·");
    let whole = fs::read_to_string(bay.closing()).unwrap_or_default();
    let broken = whole.replace("absent = [\"courier-bridge\"", "absent = [\"hall-bridge\", \"courier-bridge\"");
    fs::write(bay.closing(), broken).unwrap_or_else(|error| unreachable!("{error}"));
    terminal.shows("something in its files is wrong");
    terminal.types("-");
    terminal.shows("not written: something in the catalogue's files is wrong");
    assert!(!terminal.text().contains("hall-bridge"), "{}", terminal.text());
}
