//! Runs the program without a terminal.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What came of it.
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) page: String,
    pub(crate) told: String,
}

/// The path of a catalogue in `tests/catalogues`.
pub(crate) fn catalogue(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogues").join(name)
}

/// The program, to be run where no terminal is.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    for name in ["NO_COLOR", "COLUMNS", "LINES"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program with arguments that have no blanks in them.
pub(crate) fn parallax(arguments: &str) -> Outcome {
    run(command().args(arguments.split_whitespace()))
}

pub(crate) fn run(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    Outcome {
        code: output.status.code().unwrap(),
        page: String::from_utf8(output.stdout).unwrap(),
        told: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs a command on the catalogue of Harrow Bay; fails where the program says anything but the page.
pub(crate) fn on_harrow_bay(arguments: &str) -> String {
    let outcome = parallax(&format!("-c tests/catalogues/harrow-bay {arguments}"));
    assert_eq!((outcome.code, outcome.told.as_str()), (0, ""), "{arguments}\n{}", outcome.page);
    outcome.page
}

/// Every command that prints a page.
pub(crate) const PAGES: [&str; 11] = [
    "",
    "list",
    "matrix",
    "show no-warning",
    "find bridge",
    "words",
    "voices",
    "frames",
    "outlets",
    "concordance bridge",
    "agree tests/agreement/readings/anna",
];
