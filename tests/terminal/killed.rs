//! Killed at any moment while somebody files words: what was told to be filed is there, and the form that was open is offered again.
//!
//! `KILLS=300` in the environment kills it that often; without, often enough to notice. The moments follow from their number.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use parallax::catalogue::{Origin, Progress, load};

use crate::pseudo::{Start, catalogue, parallax};

/// Words are filed one after the other, each under the claim of the last; the third time with a note and a claim that is new.
const SCRIPT: &str = "vwwwwwaclosed\rahh\x1bbvwwa1d\x1bwwwvwwaA brand new claim\ra\x1b[Zsome note\r\x1bwwvwww.";

/// A copy of the catalogue of Harrow Bay with its texts.
fn harrow_bay() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for inner in ["", "claims", "texts"] {
        fs::create_dir_all(folder.path().join(inner)).unwrap();
        for file in fs::read_dir(catalogue("harrow-bay").join(inner)).unwrap().map(Result::unwrap) {
            if file.path().is_file() {
                fs::copy(file.path(), folder.path().join(inner).join(file.file_name())).unwrap();
            }
        }
    }
    folder
}

/// How many excerpts there are; the catalogue must be sound.
fn excerpts(folder: &Path) -> usize {
    load(&Origin::Path(folder.to_owned()), &Progress::default()).unwrap().catalogue.excerpts.len()
}

/// Numbers that look like chance: Knuth's multiplicative hash.
fn scattered(number: u64, below: u64) -> u64 {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17) % below
}

fn opened(folder: &Path) -> Start {
    parallax([folder]).size(80, 24).alone()
}

#[test]
fn killed_at_any_moment_it_loses_nothing_but_the_form_that_is_offered_again() {
    let kills: u64 = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(25);
    let mut offered = 0;
    for number in 0..kills {
        let folder = harrow_bay();
        let before = excerpts(folder.path());
        let mut terminal = opened(folder.path()).go();
        terminal.shows("j/k claim");
        let pressed = Instant::now();
        terminal.types("3");
        terminal.shows("v select");
        // How fast this machine is now.
        let pace = u64::try_from(pressed.elapsed().as_micros()).unwrap().max(1000);
        let keys = usize::try_from(scattered(number, SCRIPT.len() as u64 + 1)).unwrap();
        terminal.sends(&SCRIPT.as_bytes()[..keys]);
        // Not always before what was typed is understood, nor always after.
        thread::sleep(Duration::from_micros(scattered(number + 1000, 10 * pace)));
        let shown = terminal.text();
        terminal.signal("KILL");
        terminal.ends();
        let told = usize::from(shown.contains("filed under"));
        assert!(excerpts(folder.path()) >= before + told, "killed after {keys} keys\n{shown}");
        let had_form = shown.contains("Enter choose, file");
        let again = opened(folder.path()).go();
        again.wait("the next start", |screen| {
            let screen = screen.contents();
            screen.contains("j/k claim") || screen.contains("go on")
        });
        let is_offered = again.text().contains("go on");
        offered += usize::from(is_offered);
        assert!(!had_form || is_offered || excerpts(folder.path()) > before + told, "killed after {keys} keys\n{shown}");
        let strays = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).filter(|name| {
            let name = name.to_string_lossy().into_owned();
            name.starts_with('.') && name != ".parallax.draft" && name != ".parallax.draft.new"
        });
        assert_eq!(strays.count(), 0, "killed after {keys} keys");
    }
    assert!(offered > 0, "never was a form open");
}
