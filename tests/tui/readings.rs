//! Two readers who differ: what is shown of it, what is decided with the keys, and what is written then.

#![expect(clippy::unwrap_used, reason = "only tests decide here")]

use std::{fs, path::Path};

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use parallax::{
    catalogue::{
        self, Catalogue, Origin, Progress,
        decisions::{Decision, decisions},
    },
    tui::{keys::Mode, kit::theme::Theme},
};

use crate::stage::Stage;

const STYLED: (u16, u16) = (80, 24);

/// The catalogue that Anna and Ben have read, to be written into.
fn read_by_two() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new("tests/catalogues/two-readers") {
        let entry = entry.unwrap();
        let to = folder.path().join(entry.path().strip_prefix("tests/catalogues/two-readers").unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_default()
}

fn loaded(folder: &Path) -> (Catalogue, Vec<Decision>) {
    let origin = Origin::Path(folder.to_owned());
    let main = catalogue::load(&origin, &Progress::default()).unwrap().catalogue;
    let made = decisions(&origin, &main).unwrap();
    assert!(made.warnings.is_empty(), "{}", made.warnings);
    (main, made.made)
}

/// What the catalogue holds for a claim in a document, a line an excerpt; "absent" where it was looked for in vain.
fn cell(catalogue: &Catalogue, claim: &str, document: &str) -> Vec<String> {
    let (id, row) = catalogue.claims.entries().find(|(_, row)| *row.id == *claim).unwrap();
    let of_document = |id| *catalogue.documents[id].id == *document;
    let excerpts = catalogue.excerpts_of(id).filter(|(_, excerpt)| of_document(excerpt.document)).map(|(_, excerpt)| {
        let speaker = excerpt.speaker.map_or("own words", |speaker| &catalogue.speakers[speaker].name);
        format!("{} · {speaker} · {}", excerpt.stance.name(), excerpt.quote.written())
    });
    let absent = row.absent.iter().any(|&id| of_document(id)).then(|| "absent".to_owned());
    excerpts.chain(absent).collect()
}

fn shown(script: &str) -> String {
    Stage::on("two-readers", Theme::Dark, (100, 30)).play(script).text()
}

#[test]
fn what_two_readers_differ_in_is_shown_the_most_telling_first() {
    let at = |size: (u16, u16)| Stage::on("two-readers", Theme::Dark, size).play("8");
    for size in [(160, 45), (100, 30), (60, 20)] {
        insta::assert_snapshot!(format!("readings-{}x{}", size.0, size.1), at(size).text());
    }
    insta::assert_snapshot!("readings-80x24", at(STYLED).picture());
    insta::assert_snapshot!("readings-mono-80x24", Stage::on("two-readers", Theme::Mono, STYLED).play("8G").picture());
    let kinds = ["8", "8j", "8jj", "8jjj", "8jjjj", "8jjjjj"].map(|script| {
        let screen = shown(script);
        screen.lines().nth(3).unwrap().trim().to_owned()
    });
    insta::assert_snapshot!(kinds.join("\n"));
}

#[test]
fn differences_are_narrowed_by_kind_and_round() {
    assert!(shown("8").contains("Differences 1/6 · 6 to decide, 0 decided"), "{}", shown("8"));
    let narrowed = shown("8f");
    assert!(narrowed.contains("Differences 1/1, presence, of 6") && narrowed.contains("Town Hall News"), "{narrowed}");
    assert!(shown("8ffffff").contains("Differences 1/6 ·"), "{}", shown("8ffffff"));
    // The same place is where the other screens are.
    assert!(shown("8f1").contains("People missed their boat on Monday"));
}

#[test]
fn any_two_of_the_readings_are_compared() {
    let screen = shown("8<Tab>");
    assert!(screen.contains("the catalogue and ben"), "{screen}");
    let screen = shown("8<Tab><Tab>");
    assert!(screen.contains("anna and ben") && screen.contains("> ben"), "{screen}");
    assert!(shown("8<Tab><Tab><Tab>").contains("the catalogue and anna"));
}

#[test]
fn where_nobody_else_has_read_it_is_said_how_that_begins() {
    let screen = Stage::on("harrow-bay", Theme::Dark, STYLED).play("8").text();
    assert!(screen.contains("parallax code --as NAME"), "{screen}");
    // There is nothing to decide, and that is said, too.
    let screen = Stage::on("harrow-bay", Theme::Dark, STYLED).play("8>").text();
    assert!(screen.contains("there is nothing to decide"), "{screen}");
}

#[test]
fn two_codings_are_adjudicated_and_what_was_written_is_read_back() {
    let folder = read_by_two();
    let path = folder.path();
    let before = read(path, "catalogue.toml");
    // Stand against stand: as Anna has it, for a reason.
    let stage = Stage::at(path, STYLED).play("8>alleged keeps its distance<Enter>");
    assert!(stage.text().contains("decided: as anna has it"), "{}", stage.text());
    let (main, made) = loaded(path);
    assert_eq!(
        cell(&main, "covers-oil", "post-fare"),
        ["questions · own words · The alleged oil bill has not been shown to anybody."]
    );
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].reason.as_deref(), Some("alleged keeps its distance"));
    // It does not differ any more; the next one is what only the catalogue has: neither.
    let screen = stage.text();
    assert!(screen.contains("Differences 1/5 · 5 to decide, 1 decided"), "{screen}");
    let stage = stage.play("-<Enter>");
    assert_eq!(cell(&loaded(path).0, "missed", "hall-fare"), ["absent"]);
    // A stance, with a speaker who is new: both.
    let stage = stage.play("+<Enter>");
    assert!(stage.text().contains("decided: both"), "{}", stage.text());
    let (main, _) = loaded(path);
    assert_eq!(
        cell(&main, "known-before", "courier-fare"),
        [
            "affirms · own words · The harbour office knew of the new fare on Saturday",
            "reports · A clerk of the harbour office · The harbour office knew of the new fare on Saturday, a clerk told this newspaper.",
        ]
    );
    let clerk = main.speakers.iter().find(|row| row.name.starts_with("A clerk")).unwrap();
    assert_eq!(clerk.role.as_deref(), Some("harbour office"));
    let (_, made) = loaded(path);
    assert_eq!(made.iter().map(|made| made.choice.name()).collect::<Vec<_>>(), ["second", "neither", "both"]);
    // Each step is taken back with its entry in the log.
    let stage = stage.play("u");
    assert!(stage.text().contains("Differences 1/4 · 4 to decide, 2 decided"), "{}", stage.text());
    stage.play("uu");
    assert_eq!(read(path, "catalogue.toml"), before);
    assert_eq!(loaded(path).1, []);
}

#[test]
fn a_decision_is_one_step_back_with_its_entry_in_the_log() {
    let folder = read_by_two();
    let path = folder.path();
    let before = read(path, "catalogue.toml");
    let stage = Stage::at(path, STYLED).play("8>because<Enter>");
    let after = (read(path, "catalogue.toml"), read(path, "readings/decisions.toml"));
    assert_ne!(after.0, before);
    insta::assert_snapshot!(after.1);
    let stage = stage.play("u");
    assert_eq!(read(path, "catalogue.toml"), before);
    assert!(!read(path, "readings/decisions.toml").contains("[[decision]]"));
    assert!(stage.text().contains("Differences 1/6 · 6 to decide, 0 decided"), "{}", stage.text());
    stage.play("<C-r>");
    assert_eq!((read(path, "catalogue.toml"), read(path, "readings/decisions.toml")), after);
}

#[test]
fn what_is_kept_as_it_is_stays_marked_as_decided() {
    let folder = read_by_two();
    let path = folder.path();
    let before = read(path, "catalogue.toml");
    let stage = Stage::at(path, STYLED).play("8<lt><Enter>");
    assert_eq!(read(path, "catalogue.toml"), before);
    let screen = stage.text();
    assert!(screen.contains("Differences 2/6 · 5 to decide, 1 decided"), "{screen}");
    let screen = stage.play("k").text();
    assert!(screen.contains("✓ decided: as the catalogue has it"), "{screen}");
    // n and N leave it out.
    let stage = Stage::at(path, STYLED).play("8N");
    assert!(stage.text().contains("Differences 6/6"), "{}", stage.text());
    assert!(stage.play("n").text().contains("Differences 2/6"));
}

#[test]
fn every_size_draws() {
    for script in ["8", "8z", "8>why", "8G<C-d>"] {
        let mut stage = Stage::on("two-readers", Theme::Dark, (160, 45)).play(script);
        for width in (0..=40).chain((41..=200).step_by(7)) {
            for height in (0..=20).chain((21..=60).step_by(9)) {
                stage.resize((width, height));
                stage.buffer();
            }
        }
    }
}

#[test]
fn a_line_of_the_list_is_gone_to_with_the_mouse() {
    let mut stage = Stage::on("two-readers", Theme::Dark, (160, 45)).play("8");
    let at = stage.text().lines().position(|line| line.contains("frames  ")).unwrap();
    let press = MouseEventKind::Down(MouseButton::Left);
    let row = u16::try_from(at).unwrap();
    stage.send(Event::Mouse(MouseEvent { kind: press, column: 30, row, modifiers: KeyModifiers::NONE }));
    assert!(stage.text().contains("Differences 5/6"), "{}", stage.text());
}

#[test]
fn esc_decides_nothing() {
    let folder = read_by_two();
    let stage = Stage::at(folder.path(), STYLED).play("8>why");
    assert_eq!(stage.app.mode(), Mode::Reason);
    insta::assert_snapshot!(stage.text());
    let stage = stage.play("<Esc>");
    assert_eq!(stage.app.mode(), Mode::Readings);
    assert_eq!(read(folder.path(), "readings/decisions.toml"), "");
}

#[test]
fn something_else_is_filed_in_the_form() {
    let folder = read_by_two();
    let path = folder.path();
    let stage = Stage::at(path, STYLED).play("8atoo plain<Enter>");
    assert_eq!(stage.app.mode(), Mode::Form);
    insta::assert_snapshot!(stage.text());
    let closed = stage.play("<Esc>");
    assert_eq!(read(path, "readings/decisions.toml"), "");
    closed.play("atoo plain<Enter>rquill<Enter>");
    let (main, made) = loaded(path);
    assert_eq!(
        cell(&main, "covers-oil", "post-fare"),
        ["reports · Ada Quill · The alleged oil bill has not been shown to anybody."]
    );
    assert_eq!((made[0].choice.name(), made[0].reason.as_deref()), ("anew", Some("too plain")));
}

#[test]
fn of_two_readings_the_catalogue_gets_what_is_decided() {
    let folder = read_by_two();
    let path = folder.path();
    // Anna has the oil bill questioned, Ben denied, as the catalogue; Anna is taken, then Ben's silence in the bulletin.
    let stage = Stage::at(path, STYLED).play("8<Tab><Tab><lt><Enter>");
    assert!(stage.text().contains("decided: as anna has it"), "{}", stage.text());
    stage.play("><Enter>");
    let (main, made) = loaded(path);
    assert_eq!(
        cell(&main, "covers-oil", "post-fare"),
        ["questions · own words · The alleged oil bill has not been shown to anybody."]
    );
    assert_eq!(cell(&main, "covers-oil", "hall-fare"), ["absent"]);
    let told: Vec<_> = made.iter().map(|made| (made.against.as_deref(), &*made.reading, made.choice.name())).collect();
    assert_eq!(told, [(Some("anna"), "ben", "first"), (Some("anna"), "ben", "second")]);
}

#[test]
fn neither_settles_the_cell_that_it_empties() {
    let folder = read_by_two();
    let stage = Stage::at(folder.path(), STYLED).play("8-<Enter>");
    // It is empty now, which differs from what the other one found: that asks for nothing more.
    assert!(stage.text().contains("5 to decide, 1 decided"), "{}", stage.text());
    let (main, made) = loaded(folder.path());
    let cell = (made[0].claim, made[0].document);
    assert!(main.excerpts.iter().all(|excerpt| (excerpt.claim, excerpt.document) != cell));
}
