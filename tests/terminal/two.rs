//! Two programs on one catalogue: neither loses what the other files, nor the other's form.

use std::fs;

use crate::{
    filing::{HarrowBay, NOTE, said},
    pseudo::{Terminal, parallax, until},
};

/// The program with the copy of the article in sight, which belongs to another outlet.
fn on_the_copy(bay: &HarrowBay) -> Terminal {
    let mut terminal = bay.opened();
    // The copy, first beside its original, then alone.
    terminal.types("l");
    terminal.shows("left out of the copy");
    terminal.types("d");
    terminal.shows("Tide Mirror · report");
    terminal.wait("the copy alone", |screen| !screen.contents().contains("left out of the copy"));
    terminal.shows("That was Lea Marchetti");
    terminal
}

/// Begins to select; while the text is read again, as after what the other program filed, there is nothing to select in.
fn goes_through_words(program: &mut Terminal) {
    let begins = |_| {
        program.rests();
        program.types("v");
        program.rests();
        // What was filed before may still have been selected; then this is the first word of the next.
        [" cursor ┓", " 1 word ┓"].iter().any(|corner| program.text().contains(corner))
    };
    assert!((0..20).any(begins), "nothing can be selected:\n{}", program.text());
}

/// How often the note stands in the catalogue.
fn noted(bay: &HarrowBay, note: &str) -> usize {
    bay.read().excerpts.iter().filter(|excerpt| excerpt.note.as_deref() == Some(note)).count()
}

#[test]
fn what_both_file_in_turn_is_all_there_and_on_both_screens() {
    const TURNS: usize = 4;
    let bay = HarrowBay::new();
    let (before, excerpts) = (bay.bytes(), bay.excerpts());
    let mut programs = [bay.opened(), on_the_copy(&bay)];
    for turn in 0..TURNS {
        for (number, program) in programs.iter_mut().enumerate() {
            // The next word but one, under the claim of the last time.
            goes_through_words(program);
            program.types(&format!("{}a", "ww".repeat(turn + 1)));
            program.types(if turn == 0 { "any day\r" } else { "1" });
            program.types("a\x1b[Z\x1b[Z");
            program.types(&format!("note {number} {turn}"));
            program.shows(&format!("note {number} {turn}"));
        }
        // Neither waits for the other.
        for program in &mut programs {
            program.types("\r");
        }
        for program in &programs {
            program.shows("filed under");
        }
        for program in &mut programs {
            program.types("\x1b");
            program.wait("no message", |screen| !screen.contents().contains("filed under"));
        }
    }
    assert_eq!(bay.excerpts(), excerpts + 2 * TURNS);
    for number in 0..2 {
        for turn in 0..TURNS {
            assert_eq!(noted(&bay, &format!("note {number} {turn}")), 1);
        }
    }
    // Each takes back its own.
    for program in &mut programs {
        for turn in (0..TURNS).rev() {
            program.types("u");
            program.shows("taken back:");
            until("a note less", || noted(&bay, &format!("note 0 {turn}")) == 0 || noted(&bay, &format!("note 1 {turn}")) == 0);
            program.types("g");
            program.wait("no message", |screen| !screen.contents().contains("taken back:"));
        }
    }
    assert_eq!(bay.bytes(), before);
}

#[test]
fn what_one_files_is_shown_by_the_other_whose_form_stays() {
    let bay = HarrowBay::new();
    let mut one = bay.with_form();
    let mut other = on_the_copy(&bay);
    other.types("vwwaany day\rd\r");
    other.shows("filed under");
    said(&one, &["the catalogue has changed: read again"]);
    one.shows(NOTE);
    one.types("\r");
    one.shows("filed under");
    said(&other, &["filed under", "the catalogue has changed: read again"]);
    let filed = bay.read().excerpts.len();
    assert_eq!(filed, HarrowBay::new().excerpts() + 2);
}

#[test]
fn the_form_of_a_program_that_lives_is_neither_offered_to_another_nor_lost_to_it() {
    let bay = HarrowBay::new();
    let mut one = bay.with_form();
    // The other one is not asked, and files with a form of its own.
    let mut other = on_the_copy(&bay);
    other.types("vwwaany day\rd\r");
    other.shows("filed under");
    assert_eq!(bay.drafts(), 1);
    goes_through_words(&mut other);
    other.types("wwaany day\r");
    other.shows("File words of Tide Mirror");
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
