//! The first comparison, by keys alone: what the README says of it, then five claims on three pages with every cell settled.
//!
//! Rows of the README and those here are read alike: keys in the first cell, and what the screen shows then in the last.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use std::{env, fs, os::unix::fs::symlink, path::Path, process::Command};

use crate::pseudo::{Terminal, parallax};

/// What follows on the README's two claims.
const REST: &str = "
| `3` `h` `h` | `The evening ferry` |
| `v` `fli` `n` `7v` `a` `Everybody was ashore by midnight` `Enter` `a` `Enter` | `filed under “Everybody was ashore by midnight”` |
| `fye` `10v` `a` `The crew had worked too long` `Enter` `a` `Enter` | `filed under “The crew had worked too long”` |
| `Esc` `l` | `An error of navigation` |
| `v` `fle` `fno` `8v` `a` `Diesel reached the oyster beds` `Enter` `n` `The harbour office` `Enter` | `filed under “Diesel reached the oyster beds”` |
| `Esc` `6` `A` `Neglect` `Enter` | `new frame: Neglect` |
| `U` | `Whatever officials say` |
| `a` `a` `Enter` | `filed under “Diesel reached the oyster beds”: affirms` |
| `U` | `All 140 passengers` |
| `a` `a` `Enter` | `filed under “Everybody was ashore by midnight”: affirms` |
| `U` | `For four nights` |
| `v` `fwe` `9v` `a` `d` `Enter` | `filed under “Everybody was ashore by midnight”: denies` |
| `Esc` `U` | `The channel buoy was lit` |
| `-` | `Her crew` |
| `a` `a` `Tab` `Tab` `Tab` `1` `Enter` | `filed under “The crew had worked too long”: affirms` |
| `U` | `About 400 litres` |
| `-` | `nothing is unchecked` |
";

/// What is typed, one after the other, and what is on the screen then.
struct Row<'t> {
    keys: Vec<&'t str>,
    shown: &'t str,
}

impl Row<'_> {
    /// How many keys are pressed: one for a key with a name, else one a character.
    fn count(&self) -> usize {
        self.keys.iter().map(|key| if named(key).is_some() { 1 } else { key.chars().count() }).sum()
    }

    fn is_typed_into(&self, terminal: &mut Terminal) {
        for key in &self.keys {
            terminal.types(named(key).unwrap_or(key));
        }
        terminal.shows(self.shown);
    }
}

/// What a terminal sends for a key that has a name.
fn named(key: &str) -> Option<&'static str> {
    Some(match key {
        "Enter" => "\r",
        // As kitty spells it out: after a bare escape the key that is typed next would be Alt with that key.
        "Esc" => "\x1b[27u",
        "Tab" => "\t",
        _ => return None,
    })
}

/// The rows of a table, those with keys in the first cell.
fn rows(table: &str) -> Vec<Row<'_>> {
    let row = |line| {
        let cells: Vec<&str> = str::split(line, " | ").collect();
        let [keys, .., shown] = cells.as_slice() else { return None };
        let keys = keys.strip_prefix("| `")?.strip_suffix('`')?.split("` `").collect();
        Some(Row { keys, shown: shown.strip_prefix('`')?.strip_suffix("` |")? })
    };
    table.lines().filter_map(row).collect()
}

/// The README's way to a first comparison.
fn section(readme: &str) -> &str {
    readme.split("\n## Your first comparison in fifteen minutes\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap()
}

/// Its commands, those up to the one that opens the catalogue, and those after it.
fn commands(section: &str) -> (Vec<&str>, Vec<&str>) {
    let blocks = section.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let lines: Vec<&str> = blocks.flat_map(str::lines).collect();
    let opens = lines.iter().position(|line| *line == "parallax ferry").unwrap();
    (lines[..opens].to_vec(), lines[opens + 1..].to_vec())
}

/// Runs a line of the README in `folder`, and gives what it prints.
fn run(folder: &Path, line: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_parallax")).parent().unwrap().to_owned();
    let path = env::join_paths([program].into_iter().chain(env::split_paths(&env::var_os("PATH").unwrap()))).unwrap();
    let run = Command::new("sh").args(["-ec", line]).current_dir(folder).env("PATH", path).output().unwrap();
    assert!(run.status.success(), "{line}\n{}", String::from_utf8_lossy(&run.stderr));
    assert_eq!(String::from_utf8_lossy(&run.stderr), "", "{line}");
    String::from_utf8(run.stdout).unwrap()
}

/// What the catalogue is to say in the end; `BLESS=1` writes what it says.
fn is_as_expected(written: &str) {
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/first/expected.toml");
    if env::var_os("BLESS").is_some() {
        fs::write(&expected, written).unwrap();
    }
    assert_eq!(written, fs::read_to_string(expected).unwrap());
}

#[test]
fn three_pages_become_five_claims_with_every_cell_settled() {
    let folder = tempfile::tempdir().unwrap();
    symlink(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"), folder.path().join("tests")).unwrap();
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let section = section(&readme);
    let (before, after) = commands(section);
    for line in before {
        run(folder.path(), line);
    }
    let mut terminal = parallax(["ferry"]).within(folder.path()).size(80, 24).alone().go();
    terminal.shows("v selects words");
    let (told, rest) = (rows(section), rows(REST));
    for row in told.iter().chain(&rest) {
        row.is_typed_into(&mut terminal);
    }
    terminal.types("q");
    assert!(terminal.ends().success());
    let counted = |rows: &[Row]| rows.iter().map(Row::count).sum::<usize>();
    // For twelve excerpts, three silences, five claims, three speakers and a frame; 182 of them are the words of titles and names.
    assert_eq!((counted(&told), counted(&rest)), (101, 188), "keys pressed");
    let pages: Vec<String> = after.into_iter().map(|line| run(folder.path(), line)).collect();
    let checked = pages.iter().find(|page| page.contains("0 errors, 0 warnings")).unwrap();
    assert!(checked.contains("12 quotations: 12 verified") && checked.contains("0 pairs of a claim"), "{checked}");
    is_as_expected(&fs::read_to_string(folder.path().join("ferry/catalogue.toml")).unwrap());
}
