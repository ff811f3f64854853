//! What is on the screen first, at every size, in every theme, and with catalogues that are unlike others.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use std::{fmt::Write, fs};

use tempfile::TempDir;
use vt100::Color;

use crate::pseudo::{READY, Start, Terminal, built_in, open, parallax};

#[test]
fn the_built_in_catalogue_opens_in_compare() {
    let mut terminal = built_in().size(160, 45).go();
    terminal.shows(READY);
    let screen = terminal.text();
    assert!(screen.contains("Venezuela's presidential election of 28 July 2024"), "{screen}");
    assert!(screen.contains("Claims 1/"), "{screen}");
    terminal.types("j");
    terminal.shows("Claims 2/");
    terminal.types("\x1b[B");
    terminal.shows("Claims 3/");
    terminal.types("2");
    terminal.shows("Enter compare");
    terminal.shows("Claims 3/");
    terminal.types("1");
    help_and_back(&mut terminal);
}

fn help_and_back(terminal: &mut Terminal) {
    terminal.types("?");
    terminal.shows("All keys");
    terminal.types("\x1b");
    terminal.wait("help closed", |screen| !screen.contents().contains("All keys"));
}

#[test]
fn a_dumb_terminal_gets_the_list_and_is_told_why() {
    let mut terminal = open("harrow-bay").variable("TERM", "dumb").alone().size(100, 60).go();
    terminal.shows("TERM is `dumb`");
    assert!(terminal.ends().success());
    assert!(terminal.text().contains("The bridge was closed without warning (no-warning)"), "{}", terminal.text());
    assert!(!terminal.bytes().contains(&0x1b), "a sequence was sent");
}

#[test]
fn a_new_size_is_drawn_at_once() {
    let mut terminal = open("harrow-bay").size(160, 45).go();
    terminal.shows(READY);
    for (columns, lines) in [(60, 20), (100, 30), (20, 5), (160, 45), (300, 10)] {
        terminal.resize(columns, lines);
        terminal.wait("the bridge on all lines", |screen| {
            let bottom = screen.rows(0, columns).last().unwrap_or_default();
            screen.contents().contains('▌') && !bottom.trim().is_empty() && !bottom.contains('┗')
        });
    }
}

#[test]
fn a_size_that_changes_while_it_starts_is_not_missed() {
    for _ in 0..15 {
        let mut terminal = open("harrow-bay").size(160, 45).go();
        terminal.wait("the terminal taken over", vt100::Screen::alternate_screen);
        terminal.resize(100, 30);
        terminal.wait("the whole screen", |screen| {
            let lines: Vec<String> = screen.rows(0, 100).collect();
            lines[0].contains("parallax") && lines[29].trim_end().ends_with("q quit")
        });
    }
}

#[test]
fn no_size_is_too_small_or_too_large() {
    let mut terminal = open("harrow-bay").size(1, 1).go();
    terminal.wait("the terminal taken over", vt100::Screen::alternate_screen);
    for (columns, lines) in [(2, 2), (1, 60), (0, 0), (3000, 3), (3, 3000), (80, 1), (1, 1)] {
        terminal.resize(columns, lines);
        terminal.types("jl2kh1");
    }
    terminal.resize(100, 30);
    terminal.shows(READY);
    terminal.types("q");
    terminal.is_given_back(0);
}

/// What the program asked the terminal for in SGR sequences, such as `1` for bold and `38;5;6;49` for cyan on what is there.
fn styles(terminal: &Terminal) -> Vec<String> {
    let bytes = String::from_utf8(terminal.frames()).unwrap();
    let sequences = bytes.split("\x1b[").skip(1);
    let mut styles: Vec<String> = sequences
        .filter_map(|rest| {
            rest.split_once(|c: char| c.is_ascii_alphabetic()).filter(|(style, _)| rest[style.len()..].starts_with('m'))
        })
        .map(|(style, _)| style.to_owned())
        .collect();
    styles.sort();
    styles.dedup();
    styles
}

fn is_colour(style: &str) -> bool {
    style.starts_with("38;") || style.contains("48;")
}

#[test]
fn no_color_leaves_only_the_reversed_row() {
    for start in [open("harrow-bay").variable("NO_COLOR", "1"), open("harrow-bay").argument("--theme").argument("mono")] {
        let mut terminal = start.go();
        terminal.shows(READY);
        terminal.types("jl2j45");
        help_and_back(&mut terminal);
        terminal.types("1");
        terminal.shows("▌The bridge could have fallen");
        let row = terminal.cells_of("▌The bridge could have fallen");
        assert!(row[3..20].iter().all(vt100::Cell::inverse));
        let other = terminal.cells_of("The bridge was closed");
        assert!(!other[3..20].iter().any(vt100::Cell::inverse));
        assert_eq!(styles(&terminal).into_iter().filter(|style| is_colour(style)).collect::<Vec<_>>(), Vec::<String>::new());
    }
}

#[test]
fn an_empty_no_color_changes_nothing() {
    let terminal = open("harrow-bay").variable("NO_COLOR", "").go();
    terminal.shows(READY);
    assert!(styles(&terminal).iter().any(|style| is_colour(style)));
}

#[test]
fn a_light_background_gets_no_cyan_and_no_yellow_and_none_gets_a_background() {
    for (theme, banned, affirms) in [("light", &[3, 6, 11, 14][..], Color::Default), ("dark", &[3, 11], Color::Idx(2))] {
        let mut terminal = open("harrow-bay").argument("--theme").argument(theme).go();
        terminal.shows(READY);
        terminal.types("jl2j45");
        help_and_back(&mut terminal);
        terminal.types("1j");
        terminal.shows("▌The ferry doubled");
        let styles = styles(&terminal);
        assert!(!styles.iter().any(|style| style.contains("48;")), "{styles:?}");
        for colour in banned {
            assert!(!styles.contains(&format!("38;5;{colour};49")), "{theme}: {styles:?}");
        }
        let sign = terminal.cells_of("▌The ferry doubled").into_iter().find(|cell| cell.contents() == "●").unwrap();
        assert_eq!(sign.fgcolor(), affirms, "{theme}");
    }
}

#[test]
fn ascii_has_no_sign_of_its_own_outside_ascii() {
    let folder = catalogue_of(&[("A", 2), ("B", 0)], "A claim in plain words");
    let mut terminal = parallax([folder.path()]).argument("--ascii").go();
    terminal.shows(READY);
    terminal.types("jl2j45");
    help_and_back(&mut terminal);
    terminal.types("1");
    terminal.shows(READY);
    let bytes = terminal.frames();
    assert!(bytes.is_ascii(), "{}", String::from_utf8_lossy(&bytes));
    assert!(terminal.text().contains("A A"), "the letter of a stance:\n{}", terminal.text());
}

/// A catalogue with these outlets, each with as many documents as said, and three claims on which the first document speaks.
fn catalogue_of(outlets: &[(&str, usize)], title: &str) -> TempDir {
    let mut text = "title = \"Harrow Bay\"\n[[event]]\nid = \"e\"\ntitle = \"The closing\"\n".to_owned();
    let mut documents = Vec::new();
    for (number, (name, count)) in outlets.iter().enumerate() {
        writeln!(text, "[[outlet]]\nid = \"o{number}\"\nname = \"{name}\"").unwrap();
        for nth in 0..*count {
            let id = format!("d{number}-{nth}");
            writeln!(text, "[[document]]\nid = \"{id}\"\noutlet = \"o{number}\"\ntitle = \"Document {nth}\"").unwrap();
            documents.push(id);
        }
    }
    for number in 0..3 {
        writeln!(text, "[[claim]]\nid = \"c{number}\"\nevent = \"e\"\ntitle = \"{title} {number}\"").unwrap();
        for document in &documents {
            writeln!(text, "[[claim.excerpt]]\ndocument = \"{document}\"\nstance = \"affirms\"\nquote = \"Words {number}.\"")
                .unwrap();
        }
    }
    folder_with(&text)
}

fn folder_with(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("catalogue.toml"), text).unwrap();
    folder
}

/// Opens a catalogue and walks all over it, at three sizes.
fn walk(folder: &TempDir, expected: &str) {
    for (columns, lines) in [(160, 45), (100, 30), (60, 20)] {
        let mut terminal = parallax([folder.path()]).size(columns, lines).go();
        terminal.shows(expected);
        terminal.types("jjlljjlG2jlllllGffff1lzjzyc[]");
        help_and_back(&mut terminal);
        terminal.types("hhhq");
        terminal.is_given_back(0);
    }
}

#[test]
fn a_catalogue_of_a_title_alone_says_how_to_begin() {
    walk(&folder_with("title = \"Harrow Bay\"\n"), "no documents yet");
}

#[test]
fn one_claim_that_nobody_touches() {
    let text =
        "title = \"Harrow Bay\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\n[[claim]]\nid = \"c\"\nevent = \"e\"\ntitle = \"Alone\"";
    walk(&folder_with(text), "Alone");
}

#[test]
fn an_outlet_without_documents() {
    walk(&catalogue_of(&[("Bay Courier", 1), ("Silent Herald", 0)], "A claim"), "A claim 0");
}

#[test]
fn sixty_outlets() {
    let names: Vec<String> = (0..60).map(|number| format!("Outlet {number}")).collect();
    let outlets: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let folder = catalogue_of(&outlets, "A claim");
    walk(&folder, "A claim 0");
    let mut terminal = parallax([folder.path()]).size(160, 45).go();
    terminal.shows("●60");
    terminal.types(&format!("2{}", "l".repeat(59)));
    terminal.shows("● Outlet 59 affirms");
    terminal.resize(100, 30);
    terminal.types("1\r");
    // The tabs go along with the cursor.
    terminal.shows("● O   ● O   ● O   ● Outlet 59");
}

#[test]
fn seven_thousand_outlets() {
    let names: Vec<String> = (0..7_000).map(|number| format!("Outlet {number}")).collect();
    let outlets: Vec<(&str, usize)> = names.iter().map(|name| (name.as_str(), 0)).collect();
    walk(&catalogue_of(&outlets, "A claim"), "A claim 0");
}

#[test]
fn five_thousand_excerpts_under_one_claim() {
    let mut text = fs::read_to_string(catalogue_of(&[("Bay Courier", 1)], "A claim").path().join("catalogue.toml")).unwrap();
    for number in 1..5_000 {
        writeln!(text, "[[claim.excerpt]]\ndocument = \"d0-0\"\nstance = \"affirms\"\nquote = \"Number {number}.\"").unwrap();
    }
    let folder = folder_with(&text);
    walk(&folder, "A claim 0");
    let mut terminal = parallax([folder.path()]).go();
    terminal.shows("A claim 0");
    terminal.types("G\rG");
    terminal.shows("“Number 4999.”");
}

#[test]
fn a_quotation_of_two_thousand_characters() {
    let long = "bridge ".repeat(285) + "end";
    let text = fs::read_to_string(catalogue_of(&[("Bay Courier", 1)], "A claim").path().join("catalogue.toml")).unwrap();
    let folder = folder_with(&text.replace("Words 0.", &long));
    walk(&folder, "A claim 0");
    let mut terminal = parallax([folder.path()]).go();
    terminal.shows("“bridge bridge");
    terminal.types("\r");
    terminal.shows("▾ 1 more");
    terminal.types("\r");
    // Keys that come before the document is open scroll nothing.
    terminal.shows("excerpt 1 of");
    terminal.types("jjjjjjjjjj");
    terminal.shows("end”");
}

#[test]
fn thousands_of_excerpts_are_compared_word_by_word_at_once() {
    let outlets = [("Bay Courier", 1), ("Harbour Post", 1)];
    let mut text = fs::read_to_string(catalogue_of(&outlets, "A claim").path().join("catalogue.toml")).unwrap();
    for number in 1..5_000 {
        let quote = format!("The bridge was closed on day {number}.");
        for document in ["d0-0", "d1-0"] {
            writeln!(text, "[[claim.excerpt]]\ndocument = \"{document}\"\nstance = \"affirms\"\nquote = \"{quote}\"").unwrap();
        }
    }
    let folder = folder_with(&text);
    for (columns, lines, keys) in [(160, 45, "Gd\rl"), (100, 30, "Gd\rljjjj")] {
        let mut terminal = parallax([folder.path()]).size(columns, lines).go();
        terminal.shows("A claim 2");
        terminal.types(keys);
        terminal.shows("day 4.");
        terminal.types("q");
        terminal.is_given_back(0);
    }
}

/// A catalogue with `claims` claims, of about 130 bytes each.
fn claims(claims: usize) -> TempDir {
    let mut text = "title = \"Harrow Bay\"\n[[event]]\nid = \"e\"\ntitle = \"The closing\"\n".to_owned();
    for number in 0..claims {
        writeln!(text, "[[claim]]\nid = \"c{number}\"\nevent = \"e\"\ntitle = \"Plank {number} of the bridge was loose\"")
            .unwrap();
    }
    folder_with(&text)
}

#[test]
fn a_large_catalogue_says_how_far_it_is_and_opens() {
    let folder = claims(100_000);
    let mut terminal = parallax([folder.path()]).go();
    terminal.wait("progress, before anything was read", |screen| {
        screen.contents().contains("reading the catalogue") && !screen.contents().contains("100 %")
    });
    terminal.types("jkG2l");
    terminal.shows("Claims 1/100000");
    terminal.types("1G");
    terminal.shows("▌Plank 99999 of the bridge");
    terminal.types("q");
    terminal.is_given_back(0);
}

#[test]
fn q_works_while_a_large_catalogue_is_read() {
    let folder = claims(100_000);
    let mut terminal = parallax([folder.path()]).go();
    terminal.shows("reading the catalogue");
    terminal.types("q");
    terminal.is_given_back(0);
    let bytes = String::from_utf8_lossy(&terminal.bytes()).into_owned();
    assert!(!bytes.contains("Plank"), "it was read before q was typed");
}

#[test]
fn without_a_terminal_to_type_at_it_prints_a_page() {
    const FROM_NOWHERE: &str = r#"echo "before:"; "$@" < /dev/null; echo "code:$?"; read -r _"#;
    let terminal = Start::under(open("harrow-bay"), FROM_NOWHERE).size(100, 60).go();
    assert_eq!(terminal.told("code"), "0");
    let bytes = terminal.bytes();
    assert!(!bytes.contains(&0x1b), "{}", String::from_utf8_lossy(&bytes));
    assert!(terminal.text().contains("The bridge was closed without warning (no-warning)"), "{}", terminal.text());
}

#[test]
fn what_is_typed_ahead_waits_for_the_page_that_opens() {
    let folder = TempDir::new().unwrap();
    let catalogue = "title = 'Tide'\noutlet = [{ id = 'bay', name = 'Bay' }]\n\
                     document = [{ id = 'tables', outlet = 'bay', title = 'Tables' }]\n";
    fs::write(folder.path().join("catalogue.toml"), catalogue).unwrap();
    fs::create_dir(folder.path().join("texts")).unwrap();
    fs::write(folder.path().join("texts/tables.txt"), "High water comes before the bell. ".repeat(60_000)).unwrap();
    let mut terminal = parallax([folder.path()]).size(100, 30).go();
    terminal.shows("Tide");
    terminal.types("3v3v");
    terminal.shows("High water comes");
    terminal.shows(" 3 words ");
}
