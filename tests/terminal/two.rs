//! Two programs on one catalogue: neither loses what the other files, nor the other's form.

use std::fs;

use crate::{
    filing::{HarrowBay, NOTE, said},
    pseudo::{Terminal, parallax, until},
};

/// The program with the list of speakers in sight.
fn on_the_speakers(bay: &HarrowBay) -> Terminal {
    let mut terminal = parallax([bay.path()]).size(100, 30).alone().go();
    terminal.shows("j/k claim");
    terminal.types("5");
    terminal.shows("own voice");
    terminal
}

/// Whether there is a speaker of this name.
fn is_there(bay: &HarrowBay, name: &str) -> bool {
    bay.read().speakers.iter().any(|speaker| speaker.name == name)
}

#[test]
fn what_both_file_in_turn_is_all_there_and_on_both_screens() {
    const TURNS: usize = 4;
    let bay = HarrowBay::new();
    let before = bay.bytes();
    let mut programs = [on_the_speakers(&bay), on_the_speakers(&bay)];
    for turn in 0..TURNS {
        for (number, program) in programs.iter_mut().enumerate() {
            program.types(&format!("APilot {number} of boat {turn}"));
            program.shows(&format!("Pilot {number} of boat {turn}"));
        }
        // Neither waits for the other.
        for program in &mut programs {
            program.types("\r");
        }
        for (number, program) in programs.iter().enumerate() {
            said(program, &[&format!("new speaker: Pilot {number} of boat {turn}")]);
        }
        for number in 0..2 {
            assert!(is_there(&bay, &format!("Pilot {number} of boat {turn}")));
        }
    }
    // Each takes back its own, first one all, then the other.
    for (number, program) in programs.iter_mut().enumerate() {
        for turn in (0..TURNS).rev() {
            program.types("u");
            said(program, &[&format!("taken back: new speaker: Pilot {number} of boat {turn}")]);
            assert!(!is_there(&bay, &format!("Pilot {number} of boat {turn}")));
        }
    }
    assert_eq!(bay.bytes(), before);
}

#[test]
fn what_one_files_is_shown_by_the_other_whose_form_stays() {
    let bay = HarrowBay::new();
    let mut one = bay.with_form();
    let mut other = on_the_speakers(&bay);
    other.types("AA pilot\r");
    other.shows("new speaker: A pilot");
    said(&one, &["the catalogue has changed: read again"]);
    one.shows(NOTE);
    one.types("\r");
    one.shows("filed under");
    said(&other, &["new speaker: A pilot", "the catalogue has changed: read again"]);
    assert_eq!(bay.excerpts(), HarrowBay::new().excerpts() + 1);
    assert!(is_there(&bay, "A pilot"));
}

#[test]
fn the_form_of_a_program_that_lives_is_neither_offered_to_another_nor_lost_to_it() {
    let bay = HarrowBay::new();
    let mut one = bay.with_form();
    // The other one is not asked, and files with a form of its own.
    let mut other = on_the_speakers(&bay);
    other.types("AA pilot\r");
    other.shows("new speaker: A pilot");
    assert_eq!(bay.drafts(), 1);
    other.types("AAnother");
    other.shows("Another");
    until("two drafts", || bay.drafts() == 2);
    one.signal("KILL");
    one.ends();
    let third = parallax([bay.path()]).size(100, 30).alone().go();
    third.shows("go on with “overnight”");
    other.types("\x1b");
    until("one draft", || bay.drafts() == 1);
}

#[test]
fn a_step_that_one_left_half_done_is_finished_by_the_other() {
    let bay = HarrowBay::new();
    let terminal = bay.opened();
    let (catalogue, closing) = (bay.path().join("catalogue.toml"), bay.closing());
    let claims = fs::read_to_string(&closing).unwrap();
    let speaker = "\n[[speaker]]\nid = \"pilot\"\nname = \"A pilot\"\n";
    let head = fs::read_to_string(&catalogue).unwrap();
    let after = claims.replacen("speaker  = \"mayor\"", "speaker  = \"pilot\"", 1);
    assert_ne!(after, claims);
    let quoted = |text: &str| serde_json::to_string(text).unwrap();
    let journal = format!(
        "{{\"rewrites\":[{{\"path\":\"catalogue.toml\",\"before\":{},\"after\":{}}},{{\"path\":\"claims/closing.toml\",\"before\":{},\"after\":{}}}],\"moves\":[]}}",
        quoted(&head),
        quoted(&format!("{head}{speaker}")),
        quoted(&claims),
        quoted(&after)
    );
    fs::write(bay.path().join(".parallax.journal"), journal).unwrap();
    fs::write(&closing, &after).unwrap();
    terminal.shows("the catalogue has changed: read again");
    assert_eq!(fs::read_to_string(&catalogue).unwrap(), format!("{head}{speaker}"));
    assert!(!bay.path().join(".parallax.journal").exists());
}
