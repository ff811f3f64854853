//! A second reader: what is filed goes into a reading of their own, and nothing that others found reaches the screen.

#![expect(clippy::unwrap_used, reason = "only tests code here")]

use std::{collections::BTreeMap, fs, path::Path};

use parallax::{catalogue::Origin, tui::action::Effect};

use ratatui::buffer::Buffer;

use crate::stage::{Stage, each, text};

/// Harrow Bay with its texts, a headline marked in one; Ben has read it, and Anna has not begun.
fn bay() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new("tests/catalogues/harrow-bay");
    for path in
        ["catalogue.toml", "claims/closing.toml", "claims/ferry.toml", "texts/courier-bridge.txt", "texts/mirror-bridge.txt"]
    {
        write(folder.path(), path, &fs::read_to_string(from.join(path)).unwrap());
    }
    write(
        folder.path(),
        "texts/post-bridge.txt",
        "For nine winters the town let its people drive over a death trap.\n\nNobody was warned. “I read it on the barrier, like \
         everybody else,” she said.\n",
    );
    write(
        folder.path(),
        "texts/hall-bridge.txt",
        "Every household had received the notice of closing by Friday.\n\nThe date had been on the notice board for a full week.\n",
    );
    let headline = "\n  [[document.part]]\n  kind = \"headline\"\n  from = \"Bridge shut\"\n  to   = \"its fare\"\n";
    let whole = fs::read_to_string(from.join("catalogue.toml")).unwrap();
    write(folder.path(), "catalogue.toml", &whole.replace("chars     = 576\n", &format!("chars     = 576\n{headline}")));
    let ben = "[[speaker]]\nid = 'clerk'\nname = 'A clerk'\n\n[[claim]]\nid = 'free-boats'\n\n  [[claim.excerpt]]\n  document = 'courier-bridge'\n  stance = 'denies'\n  \
               quote = 'twice the old fare'\n";
    write(folder.path(), "readings/ben/coding.toml", ben);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Takes away what others found: Ben's reading, and the catalogue's own excerpts, absences, contradictions and notes.
fn forget_others(folder: &Path) {
    fs::remove_dir_all(folder.join("readings")).unwrap();
    for path in ["claims/closing.toml", "claims/ferry.toml"] {
        let text = fs::read_to_string(folder.join(path)).unwrap();
        let claims = text.split("[[claim]]").map(|claim| {
            let own = claim.split("  [[claim.excerpt]]").next().unwrap_or_default();
            let stays = |line: &&str| !["absent", "contradicts", "note"].iter().any(|key| line.starts_with(key));
            own.lines().filter(stays).collect::<Vec<_>>().join("\n")
        });
        write(folder, path, &claims.collect::<Vec<_>>().join("\n[[claim]]"));
    }
    let whole = fs::read_to_string(folder.join("catalogue.toml")).unwrap();
    write(folder, "catalogue.toml", &whole.replace("copy_of = \"courier-bridge\"\n", ""));
}

fn coding(folder: &Path) -> String {
    fs::read_to_string(folder.join("readings/anna/coding.toml")).unwrap_or_default()
}

/// Keys that lead everywhere a reader can go, and to all that is off.
const EVERYWHERE: &[&str] = &[
    "jjkk]][[Ggzzffffffp<Esc>pp<Esc><Esc>",
    "2jjlGgffffff<Enter><Esc>",
    "3jj<Tab><S-Tab>lhhddft<Enter>",
    "4567!<Esc>E<Esc>eceibiiC",
    "1g<Enter><Tab>dbyRn<Esc><Esc>",
    "/bridge<Enter>nN/out<Tab><Tab><Tab><Esc>/document:<Tab><Tab><Esc>/bridge<C-o>shut<Enter>",
    "<Esc><Esc>1goU--U-o-",
    "3vwwa1a<Enter><Esc><Esc>vwwwa2rkeeper<Enter><Enter><Esc><Esc>",
    "u<C-r>u<C-r>1<Enter><Tab>r<Esc> M<Esc>Dy",
    "1<Esc>AMCDrTX3TX1/notice<Enter>",
    "?n<Down><Enter><Esc>U-U-U-U-U-U-U-U-U-U-U-U-U-U-U-U-U-U-U-U-U-",
    "1ffffff2jjl3<Tab>!<Esc>12321",
];

/// All that a session draws, key by key, and what it leaves in the reader's file.
fn session(folder: &Path, blind: bool, size: (u16, u16)) -> (Vec<Buffer>, String) {
    let mut stage = Stage::coding(folder, "anna", blind, size);
    let mut drawn = vec![stage.buffer()];
    for key in EVERYWHERE.iter().flat_map(|script| each(script)) {
        stage = stage.play(&key);
        drawn.push(stage.buffer());
    }
    (drawn, coding(folder))
}

#[test]
fn a_reader_sees_the_same_whatever_others_have_found() {
    for (blind, size) in [(false, (80, 24)), (true, (80, 24)), (false, (160, 45))] {
        let folder = bay();
        let with = session(folder.path(), blind, size);
        fs::remove_dir_all(folder.path().join("readings/anna")).unwrap();
        forget_others(folder.path());
        let without = session(folder.path(), blind, size);
        assert!(with.1.contains("[[claim.excerpt]]") && with.1.contains("absent"), "{}", with.1);
        assert_eq!(with.1, without.1);
        for (at, (with, without)) in with.0.iter().zip(&without.0).enumerate() {
            assert!(with == without, "after {at} keys, blind {blind}, {size:?}:\n{}\n{}", text(with), text(without));
        }
    }
}

/// What every file holds but the reader's.
fn others(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file() && !entry.path().starts_with(folder.join("readings/anna")));
    files.map(|entry| (entry.path().display().to_string(), fs::read_to_string(entry.path()).unwrap())).collect()
}

#[test]
fn what_is_filed_and_settled_goes_into_the_reading_and_can_be_taken_back() {
    let folder = bay();
    let before = others(folder.path());
    let stage = Stage::coding(folder.path(), "anna", true, (80, 24));
    insta::assert_snapshot!("coding_begins", stage.picture());
    let stage = stage.play("U");
    insta::assert_snapshot!("coding_a_place_to_look_at", stage.picture());
    let stage = stage.play("-a<Enter>a<Enter>");
    insta::assert_snapshot!("coding_filed", stage.picture());
    let stage = stage.play("3g");
    insta::assert_snapshot!("coding_blind_headline", stage.picture());
    let stage = stage.play("1g");
    insta::assert_snapshot!("coding_how_far", stage.picture());
    insta::assert_snapshot!("coding_written", coding(folder.path()));
    stage.play("uu");
    assert_eq!(coding(folder.path()), "# What anna found in the documents of this catalogue.\n");
    assert_eq!(others(folder.path()), before);
}

/// Checks that nothing drawn after these `keys` names an outlet, nor what is hidden of a document.
fn tells_nothing(drawn: &str, keys: &str) {
    let names = ["Courier", "Tide Mirror", "Harbour Post", "Town Hall", "courier", "mirror-bridge", "Okafor", "doubles its fare"];
    for name in names {
        assert!(!drawn.contains(name), "{name} after {keys}\n{drawn}");
    }
}

#[test]
fn nobody_sees_whose_a_document_is_until_they_ask() {
    let folder = bay();
    let (drawn, _) = session(folder.path(), true, (160, 45));
    for (at, drawn) in drawn.iter().map(text).enumerate() {
        tells_nothing(&drawn, &format!("{at} keys"));
    }
    let stage = Stage::coding(folder.path(), "anna", true, (80, 24)).play("R");
    assert!(stage.text().contains("reveal the outlets?"), "{}", stage.text());
    let stage = stage.play("n");
    assert!(!stage.text().contains("Bay Courier"));
    let stage = stage.play("Ry");
    assert!(stage.text().contains("Bay Courier") && stage.text().contains("revealed"), "{}", stage.text());
    let stage = stage.play("R");
    assert!(stage.text().contains("nothing is hidden"), "{}", stage.text());
}

#[test]
fn a_catalogue_that_is_merely_read_can_be_read_blind() {
    let folder = bay();
    let stage = Stage::of(&Origin::Path(folder.path().to_owned()), Some(""), (80, 24));
    insta::assert_snapshot!("reading_blind", stage.picture());
    let mut stage = stage;
    for keys in [
        "jjj<Enter><Tab>ydib<Esc>i<Esc>",
        "2jlp",
        "<Esc>3ldtlvwya<Esc><Esc>lll",
        "4t<Enter>jjd<Esc>d",
        "5<Enter>j<Enter>6<Enter>7<Enter>7<Tab><Tab>",
        "!Ee1oo<Esc>U<Esc>",
        "/bridge<C-o>shut<Esc>/outlet:<Tab><Esc>/document:<Tab><Esc>",
    ] {
        for key in each(keys) {
            stage = stage.play(&key);
            tells_nothing(&stage.text(), keys);
        }
    }
    let mut copied = 0;
    for effect in &stage.effects {
        if let Effect::Copy(text) = effect {
            tells_nothing(text, "y");
            copied += 1;
        }
    }
    assert!(copied > 0);
    let stage = Stage::of(&Origin::Path(folder.path().to_owned()), Some(""), (80, 24)).play("7r");
    assert!(stage.text().contains("R reveals it"), "{}", stage.text());
    let stage = stage.play("E");
    assert!(stage.text().contains("off while it is hidden"), "{}", stage.text());
    let stage = stage.play("Ry");
    assert!(stage.text().contains("Bay Courier"), "{}", stage.text());
}

#[test]
fn e_opens_the_readers_own_file() {
    let folder = bay();
    let stage = Stage::coding(folder.path(), "anna", false, (80, 24)).play("e");
    assert!(stage.effects.is_empty() && stage.text().contains("you have no file yet"), "{}", stage.text());
    let mut stage = stage.play("U-");
    for script in ["1ge", "Ge"] {
        stage = stage.play(script);
        let Some(Effect::Edit(place)) = stage.effects.pop() else { unreachable!("{}", stage.text()) };
        let (path, _) = stage.app.catalogue().line_of(place).unwrap();
        assert!(path.ends_with("readings/anna/coding.toml"), "{}", path.display());
    }
}

#[test]
fn what_is_not_the_readers_to_make_says_so() {
    let folder = bay();
    for (keys, told) in [
        ("A", "the same for all who read it"),
        ("r", "the same for all who read it"),
        ("D", "the same for all who read it"),
        ("M", "the same for all who read it"),
        ("C", "the same for all who read it"),
        ("3T", "the same for all who read it"),
        ("3X", "the same for all who read it"),
        ("4", "Words is off while you code"),
        ("5", "Voices is off while you code"),
        ("6", "Frames is off while you code"),
        ("7", "Outlets is off while you code"),
        ("E", "nothing is handed on while you code"),
    ] {
        let stage = Stage::coding(folder.path(), "anna", false, (160, 45)).play(keys);
        assert!(stage.text().contains(told), "{keys}\n{}", stage.text());
    }
    let stage = Stage::coding(folder.path(), "anna", false, (80, 24)).play("3vwaA claim that nobody made");
    assert!(!stage.text().contains("new claim"), "{}", stage.text());
}
