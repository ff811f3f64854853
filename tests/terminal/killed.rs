//! Killed at any moment while somebody files words: what was told to be filed is there, and the form that was open is offered again.
//!
//! `KILLS=300` in the environment kills it that often; without, often enough to notice. The moments follow from their number.

use std::{fs, path::Path, thread, time::Duration};

use crate::{
    filing::HarrowBay,
    pseudo::{Start, parallax},
};

/// Words are filed one after the other, each under the claim of the last; the third time with a note and a claim that is new.
const SCRIPT: &str = "vwwwwwaclosed\rahh\x1bbvwwa1d\x1bwwwvwwaA brand new claim\ra\x1b[Zsome note\r\x1bwwvwww.";

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
        let bay = HarrowBay::new();
        let before = bay.excerpts();
        let mut terminal = bay.opened();
        let keys = usize::try_from(scattered(number, SCRIPT.len() as u64 + 1)).unwrap();
        terminal.sends(&SCRIPT.as_bytes()[..keys]);
        // Not always before what was typed is understood, nor always after.
        if number % 2 == 0 {
            thread::sleep(Duration::from_micros(scattered(number + 1000, 30_000)));
        } else {
            terminal.rests();
        }
        let shown = terminal.text();
        terminal.signal("KILL");
        terminal.ends();
        let told = usize::from(shown.contains("filed under"));
        assert!(bay.excerpts() >= before + told, "killed after {keys} keys\n{shown}");
        let had_form = shown.contains("Enter choose, file");
        let again = opened(&bay.path()).go();
        again.wait("the next start", |screen| {
            let screen = screen.contents();
            screen.contains("j/k claim") || screen.contains("go on")
        });
        let is_offered = again.text().contains("go on");
        offered += usize::from(is_offered);
        assert!(!had_form || is_offered || bay.excerpts() > before + told, "killed after {keys} keys\n{shown}");
        let strays = fs::read_dir(bay.path()).unwrap().map(|file| file.unwrap().file_name()).filter(|name| {
            let name = name.to_string_lossy().into_owned();
            name.starts_with('.') && !name.starts_with(".parallax.draft.")
        });
        assert_eq!(strays.count(), 0, "killed after {keys} keys");
    }
    assert!(offered > 0, "never was a form open");
}
