//! Writes a big catalogue to try things out on: `cargo run --release --example big-catalogue -- FOLDER CLAIMS [one-file]`.
//!
//! It has ten excerpts a claim and, at 100,000 claims, about 400 MB. The same arguments write the same bytes.

#![expect(clippy::print_stderr, reason = "whoever calls it wrongly is told so")]

#[path = "../benches/big/mod.rs"]
mod big;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (folder, claims, layout) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [folder, claims] => (folder, claims.parse(), big::Layout::Split),
        [folder, claims, "one-file"] => (folder, claims.parse(), big::Layout::OneFile),
        _ => return usage(),
    };
    let Ok(claims) = claims else {
        return usage();
    };
    match big::write(folder.as_ref(), claims, layout) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: big-catalogue FOLDER CLAIMS [one-file]");
    ExitCode::from(2)
}
