//! What the program cannot do, and how it says so.

use std::fs;

use crate::run::{PAGES, command, parallax, run};

#[test]
fn an_unknown_claim_suggests_the_nearest() {
    let outcome = parallax("-c tests/catalogues/harrow-bay show no-warnin");
    assert_eq!((outcome.code, outcome.page.as_str()), (2, ""));
    insta::assert_snapshot!(outcome.told);
    let outcome = parallax("-c tests/catalogues/harrow-bay show zeppelin");
    assert_eq!(outcome.code, 2);
    insta::assert_snapshot!(outcome.told);
}

#[test]
fn an_unknown_claim_is_repeated_visibly() {
    let outcome = run(command().args(["show", "\u{1b}[31mred\u{202e}"]));
    assert_eq!(outcome.code, 2);
    assert!(outcome.told.contains("␛[31mred\u{fffd}"), "{:?}", outcome.told);
}

#[test]
fn nothing_found_is_another_outcome_than_something() {
    let outcome = parallax("-c tests/catalogues/harrow-bay find zeppelin");
    assert_eq!((outcome.code, outcome.told.as_str()), (1, ""));
    assert!(outcome.page.starts_with("nothing found"), "{}", outcome.page);
}

#[test]
fn looking_in_texts_that_are_not_there_is_no_silence() {
    for within in ["texts", "both"] {
        let outcome = parallax(&format!("find --in {within} hack"));
        assert_eq!((outcome.code, outcome.page.as_str()), (2, ""));
        assert!(outcome.told.contains("no text") && outcome.told.contains("--texts DIR"), "{}", outcome.told);
    }
    let outcome = parallax("-c tests/catalogues/harrow-bay find --in texts zeppelin");
    assert_eq!((outcome.code, outcome.told.as_str()), (1, ""));
    assert!(outcome.page.contains("no hit: Bay Courier, Tide Mirror"), "{}", outcome.page);
}

#[test]
fn a_document_without_original_or_text_is_refused_with_what_to_do() {
    let outcome = parallax("-c tests/catalogues/harrow-bay drift courier-bridge");
    assert_eq!((outcome.code, outcome.page.as_str()), (2, ""));
    assert!(outcome.told.contains("the copies are mirror-bridge"), "{}", outcome.told);
    let outcome = parallax("drift reworded");
    assert_eq!((outcome.code, outcome.page.as_str()), (2, ""));
    assert!(outcome.told.contains("--texts DIR"), "{}", outcome.told);
    let outcome = parallax("-c tests/catalogues/harrow-bay words --distinctive currier");
    assert!(outcome.told.contains("did you mean `courier`? there are courier, mirror, post, hall"), "{}", outcome.told);
}

#[test]
fn a_catalogue_that_is_not_there_is_told_by_every_command() {
    for page in PAGES.into_iter().chain(["check", "anchor"]) {
        let outcome = parallax(&format!("-c no/such/folder {page}"));
        assert_eq!((outcome.code, outcome.page.as_str()), (2, ""), "{page}");
        assert!(outcome.told.contains("no/such/folder"), "{}", outcome.told);
    }
}

#[test]
fn a_broken_catalogue_is_refused_by_every_command_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("catalogue.toml");
    fs::write(&file, "title = \"Harrow Bay\"\n\n[[claim]]\nid = \"no warning\"\n").unwrap();
    for page in PAGES {
        let outcome = run(command().arg("-c").arg(folder.path()).args(page.split_whitespace()));
        assert_eq!((outcome.code, outcome.page.as_str()), (2, ""), "{page}");
        assert!(outcome.told.contains(&format!("{}:4:6", file.display())), "{}", outcome.told);
    }
    let outcome = run(command().arg("check").arg(folder.path()));
    assert_eq!((outcome.code, outcome.told.as_str()), (1, ""));
    assert!(outcome.page.contains(&format!("{}:4:6", file.display())), "{}", outcome.page);
}

#[test]
fn warnings_do_not_keep_a_page_from_being_printed() {
    let outcome = parallax("-c tests/catalogues/hostile list");
    assert_eq!(outcome.code, 0);
    assert!(outcome.page.contains("An ordinary claim"), "{}", outcome.page);
    assert!(outcome.told.starts_with("warning[unsafe-character]: "), "{}", outcome.told);
}

#[test]
fn what_cannot_be_understood_is_told_with_the_nearest() {
    for (arguments, expected) in [
        ("list --formt json", "--format"),
        ("matrix --narrow disagrement", "disagreement"),
        ("list --width 3", "20"),
        ("show", "<CLAIM>"),
        ("find", "<QUERY>"),
    ] {
        let outcome = parallax(arguments);
        assert_eq!((outcome.code, outcome.page.as_str()), (2, ""), "{arguments}");
        assert!(outcome.told.contains(expected), "{arguments}: {}", outcome.told);
    }
}

#[test]
fn a_slip_in_a_command_is_told_whatever_follows_it() {
    for arguments in
        ["chekc", "chekc ut", "chekc --format json", "-c tests/catalogues/harrow-bay chekc ut", "--width 60 chekc tests bay"]
    {
        let outcome = parallax(arguments);
        assert_eq!((outcome.code, outcome.page.as_str()), (2, ""), "{arguments}");
        assert!(
            outcome.told.contains("`chekc` is no command") && outcome.told.contains("`parallax check`"),
            "{arguments}: {}",
            outcome.told
        );
    }
    let outcome = parallax("tests ut");
    assert!(outcome.code == 2 && outcome.told.contains("ut"), "{}", outcome.told);
}

#[test]
fn an_empty_catalogue_gives_empty_pages() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("catalogue.toml"), "title = \"Harrow Bay\"\n").unwrap();
    for page in ["", "list", "matrix", "words", "voices", "list --format json", "matrix --format json", "words --format json"] {
        let outcome = run(command().arg("-c").arg(folder.path()).args(page.split_whitespace()));
        assert_eq!((outcome.code, outcome.told.as_str()), (0, ""), "{page}");
        assert!(!outcome.page.is_empty(), "{page}");
    }
}

#[test]
fn where_there_is_no_copy_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let alone =
        "title = 'Harrow Bay'\n[[outlet]]\nid = 'bay'\nname = 'Bay'\n[[document]]\nid = 'bay'\noutlet = 'bay'\ntitle = 'Late'\n";
    fs::write(folder.path().join("catalogue.toml"), alone).unwrap();
    let outcome = run(command().arg("-c").arg(folder.path()).args(["drift", "bay"]));
    assert!(outcome.told.contains("`bay` is no copy\n  help: no document of this catalogue has a `copy_of`"), "{}", outcome.told);
}

#[test]
fn a_reader_needs_a_name_and_a_screen() {
    for (arguments, told) in [
        ("code", "--as <NAME>"),
        ("code --as Anna", "take `anna`"),
        ("code --as main", "`main` is the catalogue itself"),
        ("code --as anna", "`parallax code` is for the screen"),
        ("code --as anna --blind tests/catalogues/harrow-bay", "`parallax code` is for the screen"),
        ("code --as anna -c one two", "two catalogues are named"),
        ("--blind tests/catalogues/harrow-bay", "`--blind` is for the screen"),
        ("--blind list", "`--blind` is for the screen"),
    ] {
        let outcome = parallax(arguments);
        assert_eq!((outcome.code, outcome.page.as_str()), (2, ""), "{arguments}");
        assert!(outcome.told.contains(told), "{arguments}: {}", outcome.told);
    }
}
