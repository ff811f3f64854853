//! Loads a catalogue and tells how long that took: `cargo run --release --example load -- PATH`.
//!
//! To see what memory it takes at most, in kB: `/usr/bin/time -f %M target/release/examples/load PATH`.

#![expect(clippy::print_stdout, reason = "that is what it is for")]

use std::{env, process::ExitCode, time::Instant};

use parallax::catalogue::{Origin, Progress, load};

fn main() -> ExitCode {
    let origin = env::args_os().nth(1).map_or(Origin::BuiltIn, |path| Origin::Path(path.into()));
    let start = Instant::now();
    match load(&origin, &Progress::new()) {
        Ok(loaded) => {
            let (claims, excerpts) = (loaded.catalogue.claims.len(), loaded.catalogue.excerpts.len());
            println!("{claims} claims, {excerpts} excerpts in {:.2?}", start.elapsed());
            print!("{}", loaded.warnings);
            ExitCode::SUCCESS
        }
        Err(diagnostics) => {
            print!("{diagnostics}");
            ExitCode::FAILURE
        }
    }
}
