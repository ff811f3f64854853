//! Turns what was typed into what is printed and an exit code; everything between is in the library.

use std::{
    env,
    io::{self, IsTerminal, Write},
    process::ExitCode,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
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
    let (written, code) = match Arguments::try_parse() {
        Ok(arguments) => run(arguments),
        // Help and version come this way, too, and are no mistakes.
        Err(error) if !error.use_stderr() => (error.print(), DONE),
        Err(error) => match cli::slip(env::args_os()) {
            Some(slip) => (io::stderr().write_all(slip.to_string().as_bytes()), FAILED),
            None => (error.print(), FAILED),
        },
    };
    // What waits in the buffer can still fail to be written.
    match written.and_then(|()| io::stdout().flush()) {
        // Whoever closes the pipe has read enough (`parallax list | head`): that is no error.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            // Where nobody can be told either, the code has to do.
            let _ = writeln!(io::stderr(), "error: cannot write the output: {error}");
            ExitCode::from(FAILED)
        }
        _ => ExitCode::from(code),
    }
}

/// Runs a command and writes what it says; with the exit code that it means.
fn run(arguments: Arguments) -> (io::Result<()>, u8) {
    let on_terminal = io::stdout().is_terminal() && io::stdin().is_terminal();
    let output = match arguments.work().filter(|_| io::stderr().is_terminal()) {
        Some(work) => waiting(work, || cli::run(arguments, on_terminal)),
        None => cli::run(arguments, on_terminal),
    };
    let (page, messages, code) = match output {
        Ok(output) if output.found_problems => (output.page, output.warnings, FOUND_PROBLEMS),
        Ok(output) => (output.page, output.warnings, DONE),
        Err(failure) => (Vec::new(), failure.to_string(), FAILED),
    };
    let written = io::stdout().write_all(&page).and_then(|()| io::stdout().flush());
    let told = io::stderr().write_all(messages.as_bytes());
    (written.and(told), code)
}

/// Runs `command` while a line on standard error says what is done and since when, once that takes more than a second.
fn waiting<T>(work: &str, command: impl FnOnce() -> T) -> T {
    let (done, is_done) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let (mut line, mut seconds) = (String::new(), 0);
            while is_done.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                seconds += 1;
                line = format!("{work}, {seconds} s");
                // A line that cannot be written is not missed.
                let _ = write!(io::stderr(), "\r{line}");
            }
            if !line.is_empty() {
                let _ = write!(io::stderr(), "\r{:1$}\r", "", line.len());
            }
        });
        let output = command();
        drop(done);
        output
    })
}
