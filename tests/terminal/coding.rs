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
    terminal.shows("show whose the documents are?");
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
