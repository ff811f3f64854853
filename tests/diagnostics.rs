//! Broken catalogues and what is said of them.
//!
//! Each folder of `tests/broken` is a catalogue with one kind of mistake, and `expected.txt` in it is everything that loading
//! says of it. After a change that is meant, `BLESS=1 cargo test --test diagnostics` writes these files anew; read them, all of
//! them, before they are committed. What a repository cannot hold, such as links in a circle or a file of 1 GiB, is made here.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test stops where it cannot go on, and says what it left out")]

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
};

use parallax::catalogue::{
    CLAIM_LIMIT, Catalogue, Diagnostics, FILE_LIMIT, LINE_LIMIT, Loaded, Origin, Progress, Severity,
    decisions::{Decision, Decisions, decisions},
    load,
    readings::Reading,
};
use proptest::prelude::*;

/// Everything that loading `path` says, and whether it opens; likewise each of its readings, and the log of decisions on them.
fn page(path: &Path) -> String {
    let origin = Origin::Path(path.to_owned());
    let loaded = load(&origin, &Progress::new());
    let readings = loaded.as_ref().map(|loaded| {
        let told = Reading::all(&origin).into_iter().map(|reading| {
            let read = reading.over(&loaded.catalogue);
            format!("\n──── {}\n{}", reading.name(), told(read))
        });
        told.collect::<String>() + &log(path, &origin, &loaded.catalogue)
    });
    let readings = readings.unwrap_or_default();
    told(loaded) + &readings
}

/// What the log of decisions says, where there is one.
fn log(path: &Path, origin: &Origin, main: &Catalogue) -> String {
    if !path.join("readings/decisions.toml").exists() {
        return String::new();
    }
    let told = decisions(origin, main).map_or_else(
        |problems| problems.to_string(),
        |Decisions { made, warnings }| {
            let tell = |made: &Decision| format!("{} {}: {}\n", made.reading, made.kind.name(), made.choice.name());
            format!("{warnings}\n{}", made.iter().map(tell).collect::<String>())
        },
    );
    format!("\n──── decisions\n{told}")
}

fn told(loaded: Result<Loaded, Diagnostics>) -> String {
    let (outcome, diagnostics) = match loaded {
        Ok(loaded) => ("opens", loaded.warnings),
        Err(diagnostics) => ("does not open", diagnostics),
    };
    let (errors, warnings) = (diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning));
    format!("{diagnostics}\n{outcome}; errors: {errors}, warnings: {warnings}\n")
}

#[test]
fn each_broken_catalogue_is_told_what_is_wrong_and_where() {
    let mut folders: Vec<PathBuf> = fs::read_dir("tests/broken").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() > 20, "the corpus is there");
    let mut differing = String::new();
    for folder in folders {
        let expected = folder.join("expected.txt");
        let actual = page(&folder);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &actual).unwrap();
        }
        if fs::read_to_string(&expected).unwrap_or_default() != actual {
            differing.push_str(&format!("──── {} says now:\n{actual}\n", folder.display()));
        }
    }
    assert!(differing.is_empty(), "{differing}");
}

const SOUND: &str = "title = \"The ferry of Harrow Bay\"\n";

/// An empty folder, named after the test that asks for it.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diagnostics").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Asserts that loading `path`, which is in `folder`, says `expected`, in which the folder is called `HERE`.
fn assert_says(folder: &Path, path: &Path, expected: &str) {
    assert_eq!(page(path).replace(folder.to_str().unwrap(), "HERE"), expected);
}

#[test]
fn a_path_that_leads_nowhere() {
    let here = folder("nowhere");
    assert_says(
        &here,
        &here.join("missing"),
        "\
error: cannot be read: No such file or directory (os error 2)
 --> HERE/missing
  = help: check the path; a link may lead nowhere

does not open; errors: 1, warnings: 0
",
    );
}

#[test]
fn a_folder_with_nothing_in_it() {
    let here = folder("empty");
    assert_says(
        &here,
        &here,
        "\
error: no catalogue here: the folder has no *.toml file
 --> HERE
  = help: `parallax new HERE` makes one there; or give the path of another folder

does not open; errors: 1, warnings: 0
",
    );
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_are_followed_once() {
    let here = folder("circle");
    fs::create_dir(here.join("claims")).unwrap();
    fs::write(here.join("claims/catalogue.toml"), SOUND).unwrap();
    std::os::unix::fs::symlink(&here, here.join("claims/again")).unwrap();
    assert_says(
        &here,
        &here,
        "\
warning[link-in-circle]: link to a folder that it stands in
 --> HERE/claims/again
  = help: it leads back to HERE, which is read once all the same; remove the link

opens; errors: 0, warnings: 1
",
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere() {
    let here = folder("lost-link");
    fs::write(here.join("catalogue.toml"), SOUND).unwrap();
    std::os::unix::fs::symlink("missing.toml", here.join("claims.toml")).unwrap();
    assert_says(
        &here,
        &here,
        "\
error: cannot be read: No such file or directory (os error 2)
 --> HERE/claims.toml
  = help: check the path; a link may lead nowhere

does not open; errors: 1, warnings: 0
",
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let here = folder("pipe");
    fs::write(here.join("catalogue.toml"), SOUND).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(here.join("claims.toml")).status().unwrap().success());
    assert_says(
        &here,
        &here,
        "\
error: not a regular file
 --> HERE/claims.toml
  = help: a catalogue is made of regular files and folders

does not open; errors: 1, warnings: 0
",
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;

    let here = folder("permission");
    let path = here.join("catalogue.toml");
    fs::write(&path, SOUND).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&path).is_ok() {
        eprintln!("not tested: this user, root no doubt, may read every file");
        return;
    }
    // A name that it refers to may be declared in the file that cannot be read: nothing is said of that.
    fs::write(here.join("more.toml"), "[[document]]\nid = \"fare\"\ntitle = \"Fare\"\noutlet = \"courier\"\n").unwrap();
    assert_says(
        &here,
        &here,
        "\
error: cannot be read: Permission denied (os error 13)
 --> HERE/catalogue.toml
  = help: give yourself the right to read it

does not open; errors: 1, warnings: 0
",
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_reading_fails() {
    let here = folder("input-error");
    // It calls itself a regular file, can be opened, and has nothing at its beginning.
    std::os::unix::fs::symlink("/proc/self/mem", here.join("catalogue.toml")).unwrap();
    assert_says(
        &here,
        &here,
        "\
error: cannot be read: Input/output error (os error 5)
 --> HERE/catalogue.toml

does not open; errors: 1, warnings: 0
",
    );
}

/// A file of `length` bytes that begins with `start`; the rest are zeros that take no room on the disk.
fn sparse(path: &Path, start: &str, length: u64) {
    fs::write(path, start).unwrap();
    File::options().write(true).open(path).unwrap().set_len(length).unwrap();
}

#[test]
fn a_file_of_1_gib_is_not_read() {
    let here = folder("huge-file");
    sparse(&here.join("catalogue.toml"), SOUND, 1 << 30);
    assert_says(
        &here,
        &here,
        "\
error: file of more than 512 MiB
 --> HERE/catalogue.toml
  = help: it was not read; split a catalogue of this size over several files

does not open; errors: 1, warnings: 0
",
    );
    assert_eq!(FILE_LIMIT, 512 << 20);
}

#[test]
fn a_line_of_100_mib_is_not_read() {
    let here = folder("huge-line");
    sparse(&here.join("catalogue.toml"), &format!("{SOUND}summary = \""), 100 << 20);
    assert_says(
        &here,
        &here,
        "\
error: line of more than 1 MiB
 --> HERE/catalogue.toml:2:1
  |
2 | summary = \"␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀␀…
  | ^
  = help: nothing from here on was read; is a string left open, or is this no catalogue?

does not open; errors: 1, warnings: 0
",
    );
    assert_eq!(LINE_LIMIT, 1 << 20);
}

#[test]
fn a_claim_of_33_mib_is_not_read() {
    let here = folder("huge-claim");
    let line = format!("# {}\n", "the ferry ".repeat(100));
    let text = format!("titel = \"\"\n{SOUND}[[claim]]\n{}", line.repeat(CLAIM_LIMIT / line.len() + 1000));
    fs::write(here.join("catalogue.toml"), text).unwrap();
    assert_says(
        &here,
        &here,
        "\
error: unknown key `titel` in a catalogue
 --> HERE/catalogue.toml:1:1
  |
1 | titel = \"\"
  | ^^^^^
  = help: did you mean `title`?

error: claim of more than 32 MiB
 --> HERE/catalogue.toml:3:1
  |
3 | [[claim]]
  | ^
  = help: nothing from here on was read; is a string left open, or is this no catalogue?

does not open; errors: 2, warnings: 0
",
    );
}

/// The limits are there so that memory does not grow with a file; so they must do with little of it.
#[cfg(target_os = "linux")]
#[test]
fn what_is_too_long_is_refused_in_constant_memory() {
    for (name, length) in [("huge-file-in-little", 1 << 30), ("huge-line-in-little", 100 << 20)] {
        let here = folder(name);
        sparse(&here.join("catalogue.toml"), SOUND, length);
        let check = format!("ulimit -d 49152 && exec {} check {}", env!("CARGO_BIN_EXE_parallax"), here.display());
        let output = std::process::Command::new("sh").args(["-c", &check]).output().unwrap();
        let page = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1), "{page}{}", String::from_utf8_lossy(&output.stderr));
        assert!(page.contains("of more than"), "{page}");
    }
}

proptest! {
    /// Whatever somebody did to a file, there is an answer, and every place in it is one of the file.
    #[test]
    fn every_file_gets_an_answer(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, prop::sample::select(vec![
            "", "\"", "\"\"\"", "'", "[", "]]", "[[claim]]\n", "[[claim.excerpt]]\n", "\n", "\r", "=", "#", "{", "\\", "\u{202e}", "é", "\0",
        ])), 1..6),
        byte in any::<Option<u8>>(),
    ) {
        let mut text = fs::read("tests/sound/one-file/ferry.toml").unwrap();
        for (at, length, instead) in cuts {
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, instead.bytes());
        }
        text.extend(byte);
        let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join("answers.toml");
        fs::write(&here, &text).unwrap();
        let lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
        let diagnostics = match load(&Origin::Path(here), &Progress::new()) {
            Ok(loaded) => loaded.warnings,
            Err(diagnostics) => {
                prop_assert!(diagnostics.count(Severity::Error) > 0);
                diagnostics
            }
        };
        let raw = diagnostics.to_string().chars().find(|c| c.is_control() && *c != '\n' || *c == '\u{202e}');
        prop_assert_eq!(raw, None);
        for diagnostic in &diagnostics {
            if let (Some(line), Some(column)) = (diagnostic.line, diagnostic.column) {
                prop_assert!(line <= lines.len(), "{diagnostic}");
                prop_assert!(column <= String::from_utf8_lossy(lines[line - 1]).chars().count() + 1, "{diagnostic}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn what_begins_with_a_dot_is_passed_over_wherever_it_leads() {
    let here = folder("dots");
    fs::create_dir(here.join("claims")).unwrap();
    fs::write(here.join("claims/catalogue.toml"), SOUND).unwrap();
    let link = std::os::unix::fs::symlink::<&str, PathBuf>;
    link("ann@harbour.1234:1700000", here.join("claims/.#catalogue.toml")).unwrap();
    link("..", here.join("claims/.again")).unwrap();
    link("nowhere", here.join(".lost")).unwrap();
    assert_says(&here, &here, "\nopens; errors: 0, warnings: 0\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_too_long_is_left_out_alone() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("catalogue.toml"), SOUND).unwrap();
    let name = "ferry".repeat(50);
    let dig = format!("for i in $(seq 20); do mkdir {name} && cd -P {name} || exit 1; done; echo 'x = 1' > lost.toml");
    assert!(std::process::Command::new("sh").args(["-c", &dig]).current_dir(&here).status().unwrap().success());
    let page = page(here.path());
    assert!(page.starts_with("warning[path-too-long]: path longer than the system can open\n"), "{page}");
    assert!(page.ends_with("opens; errors: 0, warnings: 1\n"), "{page}");
}

#[test]
fn rows_as_a_value_and_under_headers_are_refused_however_far_apart() {
    let here = folder("far-apart");
    let claim =
        |number: usize| format!("[[claim]]\nid = \"c{number}\"\nevent = \"night\"\ntitle = \"Ferry {number} was late\"\n");
    let claims: String = (0..10_000).map(claim).collect();
    let text =
        format!("title = \"Ferries\"\nclaim = []\n[[event]]\nid = \"night\"\ntitle = \"The night\"\n# {}\n", "x".repeat(200_000));
    fs::write(here.join("catalogue.toml"), text + &claims).unwrap();
    let page = page(&here);
    assert!(page.starts_with("error: `[[claim]]` in a file that gives `claim` as a value, too\n"), "{page}");
    assert!(page.ends_with("does not open; errors: 1, warnings: 0\n"), "{page}");
    // Each file is a text of its own.
    fs::write(here.join("catalogue.toml"), "title = \"Ferries\"\nclaim = []\n").unwrap();
    fs::write(here.join("claims.toml"), "event = [{ id = \"night\", title = \"The night\" }]\n".to_owned() + &claim(1)).unwrap();
    assert_says(&here, &here, "\nopens; errors: 0, warnings: 0\n");
}

#[test]
fn a_file_that_is_not_in_utf8_is_told_what_it_is_in() {
    let here = folder("encodings");
    let file = here.join("catalogue.toml");
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        fs::write(&file, format!("\u{feff}{SOUND}").encode_utf16().flat_map(bytes).collect::<Vec<u8>>()).unwrap();
        let page = page(&here);
        assert!(page.starts_with("error: the file is in UTF-16 with byte order mark, not in UTF-8\n"), "{page}");
        assert!(page.ends_with("does not open; errors: 1, warnings: 0\n"), "{page}");
    }
    fs::write(&file, b"title = \"The ferry\x92s night\"\n").unwrap();
    let page = page(&here);
    assert!(page.contains("in Windows-1252 this is `’`"), "{page}");
}
