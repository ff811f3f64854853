//! `check` and `anchor` on a catalogue that somebody is working on.

use std::{fs, path::PathBuf};

use crate::run::{Outcome, command, run};

const TEXT: &str = "The ferry was late. The bridge was closed at noon, and nobody had been told of it.";

/// A catalogue of one claim with this excerpt, whose document has its text.
fn catalogue(excerpt: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let head = "title = 'Harrow Bay'\n[[outlet]]\nid = 'bay'\nname = 'Bay Courier'\n[[document]]\nid = 'bay'\noutlet = 'bay'\n\
        title = 'Closed'\nchars = 20\n[[event]]\nid = 'noon'\ntitle = 'The closing'\n[[claim]]\nid = 'closed'\nevent = 'noon'\n\
        title = 'It is closed'\n[[claim.excerpt]]\ndocument = 'bay'\nstance = 'affirms'\n";
    fs::create_dir(folder.path().join("texts")).unwrap();
    fs::write(folder.path().join("texts/bay.txt"), TEXT).unwrap();
    let file = folder.path().join("catalogue.toml");
    fs::write(&file, format!("{head}{excerpt}\n")).unwrap();
    (folder, file)
}

fn parallax(folder: &tempfile::TempDir, arguments: &[&str]) -> Outcome {
    run(command().arg("-c").arg(folder.path()).args(arguments))
}

#[test]
fn a_span_past_the_end_of_its_document_is_told_and_mended() {
    let (folder, file) = catalogue("quote = 'was closed at noon'\nspan = [31, 49]");
    let checked = parallax(&folder, &["check"]);
    assert_eq!(checked.code, 1);
    let [changed, beyond] =
        ["text: that of bay is another", "warning[span-beyond-end]: span ends at 49, but `bay` has 20 characters\n"]
            .map(|told| checked.page.find(told).unwrap_or_else(|| panic!("{told}: {}", checked.page)));
    assert!(changed == 0 && changed < beyond, "what follows from a text comes after it: {}", checked.page);
    assert_eq!(parallax(&folder, &["list"]).code, 0);
    assert_eq!(parallax(&folder, &["anchor", "--write"]).code, 0);
    assert!(fs::read_to_string(file).unwrap().contains("chars = 82\n"));
    assert_eq!(parallax(&folder, &["check"]).code, 0);
}

#[test]
fn the_built_in_catalogue_is_not_written_to() {
    let outcome = run(command().args(["anchor", "--write"]));
    assert_eq!((outcome.code, outcome.page.as_str()), (2, ""));
    assert!(outcome.told.contains("name your own with -c PATH; `parallax new DIR` makes one"), "{}", outcome.told);
    assert_eq!(run(command().arg("anchor")).page, "nothing to change\n");
}

#[test]
fn a_line_of_the_page_within_a_quotation_is_told() {
    let (folder, _) = catalogue(
        "quote = 'The bridge was closed at noon, and nobody in the town had been told of it before the barriers came down at both of its ends. The ferry, which is old, was late that day.'",
    );
    let text = folder.path().join("texts/bay.txt");
    fs::write(&text, "The bridge was closed at noon, and nobody in the town had been told of it before the barriers came down at both\n\nBay Courier, page 2\n\nof its ends. The ferry, which is old, was late that day.\n").unwrap();
    let page = parallax(&folder, &["check"]).page;
    assert!(page.contains("a line of the page stands between: “Bay Courier, page 2”"), "{page}");
}

#[test]
fn a_context_that_does_not_stand_there_is_told() {
    let told = |excerpt: &str| {
        let (folder, file) = catalogue(excerpt);
        parallax(&folder, &["anchor", "--write"]);
        let page = parallax(&folder, &["check"]).page.replace(file.to_str().unwrap(), "FILE");
        page.split("\n\n").next().unwrap().to_owned()
    };
    assert_eq!(
        told("quote = 'was closed'\nsuffix = 'at night'"),
        "quotation: its `suffix` does not stand after it in bay; correct it, or leave it out\n  --> FILE:21\n    catalogue: “was closed”"
    );
    assert!(told("quote = 'was late'\nprefix = 'The bridge'").starts_with("quotation: its `prefix` does not stand before it"));
    for context in ["prefix = 'The bridge'", "suffix = ' '", "suffix = ' at noon'"] {
        assert!(told(&format!("quote = 'was closed'\n{context}")).starts_with("0 errors"), "{context}");
    }
    // A blank that is written must be there.
    assert!(told("quote = 'was late'\nsuffix = ' '").starts_with("quotation: its `suffix`"));
    assert!(told("quote = 'was closed'\nsuffix = ''").starts_with("error: `suffix` in an excerpt is empty"));
}

#[cfg(unix)]
#[test]
fn what_a_killed_run_left_is_taken_away_by_the_next() {
    let (folder, _) = catalogue("quote = 'was closed'");
    let mut dead = std::process::Command::new("true").spawn().unwrap();
    dead.wait().unwrap();
    let left = fs::canonicalize(folder.path()).unwrap().join(format!(".catalogue.toml.{}.new", dead.id()));
    fs::write(&left, "half").unwrap();
    let shown = parallax(&folder, &["anchor"]).page;
    assert!(shown.starts_with(&format!("{}: left by a run that was killed; `--write` removes it\n", left.display())), "{shown}");
    assert!(left.exists());
    let written = parallax(&folder, &["anchor", "--write"]).page;
    assert!(written.starts_with(&format!("{}: left by a run that was killed; removed\n", left.display())), "{written}");
    assert!(!left.exists() && written.ends_with("\n3 written\n"), "{written}");
}

#[cfg(unix)]
#[test]
fn a_file_with_other_names_is_refused_with_the_way_out() {
    let (folder, file) = catalogue("quote = 'was closed'");
    fs::hard_link(&file, folder.path().join("name")).unwrap();
    let refused = parallax(&folder, &["anchor", "--write"]);
    assert_eq!((refused.code, refused.page.as_str()), (2, ""));
    assert!(refused.told.contains("make it a file of its own"), "{}", refused.told);
}

#[test]
fn a_part_without_a_place_in_its_text_is_told() {
    let told = |part: &str| {
        let (folder, file) = catalogue("quote = 'was closed'");
        let written = fs::read_to_string(&file).unwrap();
        let part = format!("[[document.part]]\nkind = 'caption'\n{part}\n[[event]]");
        fs::write(&file, format!("format = 2\n{}", written.replace("[[event]]", &part).replace("chars = 20\n", ""))).unwrap();
        let outcome = parallax(&folder, &["check"]);
        (outcome.code, outcome.page.replace(file.to_str().unwrap(), "FILE"))
    };
    let (code, page) = told("from = 'The gull'\nto = 'at noon'");
    assert_eq!(code, 1);
    let expected =
        "part: caption of bay: its `from` does not stand in the text\n  --> FILE:10\n    catalogue: “The gull … at noon”\n";
    assert!(page.starts_with(expected), "{page}");
    assert!(told("from = 'was'\nto = 'at noon'").1.contains("its `from` stands in several places"));
    assert!(told("from = 'and nobody'\nto = 'late'").1.contains("its `to` ends before its `from` begins"));
    assert_eq!(told("from = 'The ferry'\nto = 'late.'").0, 0);
}
