//! `parallax fmt`: a catalogue that is laid out says what it said, keeps every comment beside what it stood beside, and is left as it
//! is the next time.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use parallax::catalogue::{Catalogue, Origin, Progress, Table, edit::laid_out, load, parse, starter};
use proptest::prelude::*;

/// Everything a catalogue says, but not where it says it.
fn told(mut catalogue: Catalogue) -> String {
    catalogue.files = Table::default();
    let text = format!("{catalogue:#?}");
    text.lines().filter(|line| !line.trim_start().starts_with("offset: ") && !line.trim_start().starts_with("file: ")).collect()
}

fn open(path: &Path) -> Catalogue {
    load(&Origin::Path(path.to_owned()), &Progress::new()).unwrap_or_else(|problems| panic!("{problems}")).catalogue
}

/// The files of catalogues in `folder`; readings beside them are no part of one.
fn tomls(folder: &str) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != "readings");
    let files = entries.map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_parallax")).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_built_in_catalogue_and_what_new_makes_are_laid_out() {
    for file in tomls("data") {
        let text = fs::read_to_string(&file).unwrap();
        assert!(laid_out(&text).unwrap() == text, "{}", file.display());
    }
    for (path, text) in starter::empty("Bridge").into_iter().chain(starter::built_in()) {
        if path.ends_with("toml") && !path.starts_with("readings") {
            assert_eq!(laid_out(&text).as_deref(), Some(&*text), "{path}");
        }
    }
    assert_eq!(run(&["fmt", "--check"]), (0, "nothing to lay out\n".into(), String::new()));
}

#[test]
fn keys_comments_and_blank_lines_find_their_places() {
    let before = "\
title = 'B'   # so
#  about the format
format=2
# summary = \"…\"

# --- outlets

[[outlet]]  # first
name = \"Bay \\\"Courier\\\"\"
# known by

id='bay'
  # nothing more of it

 # of the post
[[ outlet ]]
id = \"post\"
name = \"Harbour Post\"
[[document]]
id = 'bay-shut'
published_about = true
published = 2031-03-04
title = \"Shut\"
outlet = 'bay'
# a caption
[[document.part]]
to = 'shut'
kind = \"caption\"
span=[1,
 4] # counted
from = \"Bridge\"



# the end
";
    let after = "\
#  about the format
format = 2
title  = \"B\"   # so
# summary = \"…\"

# --- outlets

[[outlet]]  # first
# known by
id   = \"bay\"
name = 'Bay \"Courier\"'
# nothing more of it

# of the post
[[outlet]]
id   = \"post\"
name = \"Harbour Post\"

[[document]]
id        = \"bay-shut\"
outlet    = \"bay\"
title     = \"Shut\"
published = 2031-03-04
published_about = true

  # a caption
  [[document.part]]
  kind = \"caption\"
  from = \"Bridge\"
  to   = \"shut\"
  span = [1,
 4] # counted

# the end
";
    let laid = laid_out(before).unwrap();
    assert_eq!(laid, after);
    assert_eq!(told(parse(before).unwrap().catalogue), told(parse(laid).unwrap().catalogue));
}

#[test]
fn sound_catalogues_say_the_same_laid_out() {
    for folder in [fs::read_dir("tests/sound").unwrap(), fs::read_dir("tests/catalogues").unwrap()].into_iter().flatten() {
        let folder = folder.unwrap().path();
        let copy = tempfile::tempdir().unwrap();
        for file in tomls(folder.to_str().unwrap()) {
            let to = copy.path().join(file.strip_prefix(&folder).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(file, to).unwrap();
        }
        let before = told(open(copy.path()));
        let path = copy.path().to_str().unwrap();
        let (code, page, _) = run(&["fmt", path]);
        assert_eq!(code, 0, "{page}");
        assert!(told(open(copy.path())) == before, "{}", folder.display());
        assert_eq!(run(&["fmt", "--check", path]).0, 0);
    }
}

#[test]
fn check_names_what_it_would_change_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.toml"), "title = \"B\"\n").unwrap();
    fs::write(path("b.toml"), "summary='S'").unwrap();
    let (code, page, _) = run(&["fmt", "--check", folder.path().to_str().unwrap()]);
    assert_eq!((code, page), (1, format!("{}\n1 to lay out: `parallax fmt` does it\n", path("b.toml").display())));
    assert_eq!(fs::read_to_string(path("b.toml")).unwrap(), "summary='S'");
    let (code, page, _) = run(&["fmt", folder.path().to_str().unwrap()]);
    assert_eq!((code, page), (0, format!("{}\n1 laid out\n", path("b.toml").display())));
    assert_eq!(fs::read_to_string(path("b.toml")).unwrap(), "summary = \"S\"\n");
}

#[test]
fn a_broken_catalogue_and_the_built_in_one_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.toml"), "title='B'\n").unwrap();
    fs::write(folder.path().join("b.toml"), "titel = 'B'\n").unwrap();
    let (code, _, told) = run(&["fmt", folder.path().to_str().unwrap()]);
    assert!(code == 2 && told.contains("unknown key `titel`"), "{code} {told}");
    assert_eq!(fs::read_to_string(folder.path().join("a.toml")).unwrap(), "title='B'\n");
    assert_eq!(run(&["fmt"]).0, 2);
}

/// What stands beside each comment: behind a value its key, alone what follows it, or right below the last key of a table
/// the header of that.
fn beside(text: &str) -> Vec<(String, String)> {
    let named = |line: &str| line.split(['=', '#']).next().unwrap().replace([' ', '\t', '"', '\''], "");
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((before, comment)) = line.split_once("#c") else { continue };
        let is_comment = |line: &&&str| line.trim().starts_with('#');
        let last = lines[..at].iter().rev().find(|line| !is_comment(line)).map_or("", |line| line.trim());
        let follows = lines[at..].iter().find(|line| !is_comment(line)).map_or("", |line| line.trim());
        let next = lines[at..].iter().find(|line| !is_comment(line) && !line.trim().is_empty()).map_or("", |line| line.trim());
        let hangs = !last.is_empty() && follows.is_empty() && (next.is_empty() || next.starts_with("[["));
        let header = lines[..at].iter().rev().find(|line| line.trim().starts_with("[[")).map_or("", |line| line.trim());
        let place = match before.trim() {
            "" if hangs => header,
            "" => next,
            key => key,
        };
        found.push((comment.trim_end().to_owned(), named(place)));
    }
    found.sort();
    found
}

proptest! {
    /// However a catalogue is written: its keys in any order and spelling, with comments and blank lines anywhere.
    #[test]
    fn any_layout_becomes_that_of_the_house(
        keys in prop::collection::vec((any::<u8>(), any::<u16>()), 64),
        windows in any::<bool>(), signature in any::<bool>(), ends in any::<bool>(),
    ) {
        let tables: [(&str, &[(&str, &str)]); 8] = [
            ("", &[("title", "\"B\""), ("format", "2"), ("summary", "'a \"b\" c'")]),
            ("[[outlet]]", &[("id", "'bay'"), ("name", "\"it's \\\"Bay\\\"\""), ("note", "\"\"\"\nOne.\n\nTwo # three\"\"\"")]),
            ("[[document]]", &[("id", "\"shut\""), ("outlet", "'bay'"), ("title", "'''Shut'''"), ("chars", "9_00"), ("published", "2031-03-04")]),
            ("[[ document.part ]]", &[("kind", "'byline'"), ("from", "\"By\""), ("to", "\"Ad\\u0061\""), ("span", "[ 0,\n  5 ]")]),
            ("[[event]]", &[("id", "\"closing\""), ("title", "\"The closing\"")]),
            ("[[claim]]", &[("id", "\"closed\""), ("event", "\"closing\""), ("title", "\"Closed\""), ("topics", "['a',\"b\" , 'c #x',]"), ("undated", "true")]),
            ("[[claim.excerpt]]", &[("document", "'shut'"), ("stance", "'affirms'"), ("quote", "'''\n# no comment\nid = 3'''"), ("note", "\"a\\\\b\"")]),
            ("[[claim]]", &[("id", "\"warned\""), ("event", "'closing'"), ("title", "\"Warned\"")]),
        ];
        let mut choices = keys.into_iter().cycle();
        let (mut text, mut number) = (String::new(), 0);
        let trivia = |text: &mut String, choice: u8, pad: &str, number: &mut u32| {
            for bit in 0..3 {
                if choice >> bit & 1 == 1 { text.push('\n'); }
                if choice >> (bit + 3) & 1 == 1 {
                    *number += 1;
                    text.push_str(&format!("{pad}#c{number:03}\n"));
                }
            }
        };
        for (header, entries) in tables {
            let (choice, order) = choices.next().unwrap();
            let pad = ["", "  ", "\t", " "][usize::from(order % 4)];
            if !header.is_empty() {
                trivia(&mut text, choice, pad, &mut number);
                text.push_str(&format!("{pad}{header}\n"));
            }
            let mut entries = entries.to_vec();
            let turned = usize::from(order) % entries.len();
            entries.rotate_left(turned);
            if order & 64 == 64 { entries.reverse(); }
            for (key, value) in entries {
                let (choice, spelling) = choices.next().unwrap();
                trivia(&mut text, choice & 0b1_0010, pad, &mut number);
                let key = if spelling & 1 == 1 { format!("\"{key}\"") } else { key.to_owned() };
                let sign = ["=", " = ", "   =", "=\t"][usize::from(spelling >> 1 & 3)];
                let comment = if spelling & 8 == 8 { number += 1; format!(" #c{number:03}") } else { String::new() };
                text.push_str(&format!("{pad}{key}{sign}{value}{comment}\n"));
            }
        }
        if ends { text.truncate(text.trim_end().len()); }
        if windows { text = text.replace('\n', "\r\n"); }
        if signature { text.insert(0, '\u{feff}'); }
        let laid = laid_out(&text).unwrap();
        prop_assert_eq!(told(parse(text.clone()).unwrap().catalogue), told(parse(laid.clone()).unwrap().catalogue));
        prop_assert_eq!(laid_out(&laid).unwrap(), laid.clone());
        prop_assert_eq!(beside(&text), beside(&laid), "{}\n────\n{}", text, laid);
        prop_assert_eq!(laid.starts_with('\u{feff}'), signature);
        prop_assert!(!windows || laid.matches('\n').count() == laid.matches("\r\n").count());
    }
}
