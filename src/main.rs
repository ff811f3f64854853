//! Turns what was typed into what is printed and an exit code; everything between is in the library.

use std::{
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use clap::Parser;
use parallax::cli::{self, Arguments};

/// Done.
const DONE: u8 = 0;
/// Found problems, or nothing.
const FOUND_PROBLEMS: u8 = 1;
/// Could not run.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let on_terminal = io::stdout().is_terminal() && io::stdin().is_terminal();
    let (page, messages, code) = match cli::run(Arguments::parse(), on_terminal) {
        Ok(output) if output.found_problems => (output.page, output.warnings, FOUND_PROBLEMS),
        Ok(output) => (output.page, output.warnings, DONE),
        Err(failure) => (String::new(), failure.to_string(), FAILED),
    };
    // Whoever closes the pipe has read enough (`parallax list | head`): that is no error.
    let written = io::stdout().write_all(page.as_bytes()).and_then(|()| io::stdout().flush());
    let told = io::stderr().write_all(messages.as_bytes());
    match written.and(told) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(FAILED),
        _ => ExitCode::from(code),
    }
}
