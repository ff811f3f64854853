//! Twenty passages of three pages, read through from beginning to end: selected, and filed in the form under claims that are there. How
//! many keys that takes.

#![expect(clippy::unwrap_used, reason = "only tests curate here")]

use std::{fs, process::Command};

use parallax::catalogue::{Origin, Progress, load};

use crate::stage::{Stage, keys};

/// The keys that select a passage, those that file it, the words, the claim, and whose statement it is.
type Row = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

///
/// The hand does what the eye has found, in a plain way: by sentences or paragraphs (`)` `}`) where the next one begins with the words, else
/// by two letters (`f`), and then so many words (`8v`) or the whole sentence (`s`).
const PASSAGES: [Row; 20] = [
    // The Courier.
    ("3vfthn8v", "a1a<Enter>", "the light on the channel buoy had failed", DARK, None),
    ("fli7v", "a2a<Enter>", "Lifeboats took off all passengers by midnight", ASHORE, None),
    ("}7v", "a2r<Enter>", "The buoy had been dark since Sunday", DARK, Some(LOWE)),
    (")6v", "a3r<Enter>", "We told the harbour office twice", WARNED, Some(LOWE)),
    ("fde8v", "a1n<Enter>", "denied that any report had reached her office", WARNED, Some(ADEYEMI)),
    (")9v", "a1n2<Enter>", "No call about the buoy is in our log", WARNED, Some(ADEYEMI)),
    ("fcr8v", "a4a<Enter>", "crew had been on duty for eleven hours", WORKED, None),
    ("w6v", "a1a<Enter>", "two more than the union allows", WORKED, None),
    ("}s", "a4a<Enter>", "About 400 litres of diesel leaked from a cracked tank.", DIESEL, None),
    (")11v", "a1a<Enter>", "The oyster beds in the Narrows are closed until further notice", DIESEL, None),
    // The Gazette.
    ("<Esc>lv}10v", "a4n<Enter>", "The channel buoy was lit when a patrol passed it", DARK, Some(ADEYEMI)),
    ("fwh5v", "a1n<Enter>", "What failed was the lookout", DARK, Some(ADEYEMI)),
    ("fit10v", "a1q<Enter>", "it had been dark for days could not be confirmed", DARK, None),
    ("}9v", "a4a<Enter>", "All 140 passengers were brought ashore within two hours", ASHORE, None),
    ("ftw6v", "a1a<Enter>", "twelve minutes after the first call", ASHORE, None),
    ("}}fno8v", "a3n<Enter>", "none of it has reached the oyster beds", DIESEL, Some(OFFICE)),
    // The Mirror.
    ("<Esc>lv)10v", "a3a<Enter>", "For four nights the buoy off Pilot Point was dark", DARK, None),
    ("fwhn8v", "a4n3<Enter>", "whose master now claims that nobody ever called", WARNED, Some(ADEYEMI)),
    ("})9v", "a4d<Enter>", "We sat on that sandbank for almost three hours", ASHORE, None),
    ("fel7v", "a4a<Enter>", "Eleven hours on duty is no watch", WORKED, None),
];

const LOWE: &str = "Piet Lowe";
const ADEYEMI: &str = "Ruth Adeyemi";
const OFFICE: &str = "The harbour office";

const DARK: &str = "The buoy was dark";
const WARNED: &str = "The harbour office was warned";
const ASHORE: &str = "Everybody was ashore by midnight";
const WORKED: &str = "The crew had worked too long";
const DIESEL: &str = "Diesel reached the oyster beds";

/// The catalogue that three pages become, without what was quoted for its claims.
fn with_claims() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let parallax = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_parallax")).args(arguments).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    let home = folder.path().join("ferry");
    let path = home.to_str().unwrap();
    parallax(&["new", path]);
    parallax(&["add", "-c", path, "tests/first/courier.html", "tests/first/gazette.html"]);
    parallax(&["add", "-c", path, "tests/first/mirror.txt", "--outlet", "Quay Mirror"]);
    let whole = fs::read_to_string("tests/first/expected.toml").unwrap();
    let tables: Vec<&str> = whole.split("\n\n").filter(|table| !table.contains("  [[claim.excerpt]]\n")).collect();
    fs::write(home.join("catalogue.toml"), tables.join("\n\n") + "\n").unwrap();
    folder
}

#[test]
fn a_passage_is_selected_and_filed_with_nine_keys() {
    let folder = with_claims();
    let home = folder.path().join("ferry");
    let mut stage = Stage::at(&home, (80, 24));
    for (selects, files, quote, claim, speaker) in PASSAGES {
        stage = stage.play(selects).play(files);
        let catalogue = load(&Origin::Path(home.clone()), &Progress::default()).unwrap().catalogue;
        let filed = catalogue.excerpts.iter().find(|excerpt| excerpt.quote.written() == quote);
        let told = filed.map(|excerpt| {
            let speaker = excerpt.speaker.map(|speaker| catalogue.speakers[speaker].name.as_str());
            (catalogue.claims[excerpt.claim].title.as_str(), speaker)
        });
        assert_eq!(told, Some((claim, speaker)), "{selects}{files}\n{}", stage.text());
        assert!((5..=12).contains(&quote.split(' ').count()), "{quote}");
        assert!(keys(files) <= 6, "{files}");
    }
    let count = |part: fn(&Row) -> usize| PASSAGES.iter().map(part).sum::<usize>();
    // 8.9 a passage, with those that lead to each document and into it.
    assert_eq!((count(|row| keys(row.0)), count(|row| keys(row.1))), (96, 82), "keys that select, and that file");
}

#[test]
fn a_place_that_was_filed_stays_in_sight_with_its_excerpt_under_the_cursor() {
    let folder = with_claims();
    let stage = Stage::at(&folder.path().join("ferry"), (80, 24)).play("2Gllo");
    let shows = |stage: &Stage, words: &[&str]| {
        let text = stage.text();
        assert!(words.iter().all(|words| text.contains(words)), "{words:?}\n{text}");
    };
    shows(&stage, &["place 1 of", "I have seen its sheen", "knocked on their doors"]);
    shows(
        &stage.play("aa<Enter>"),
        &["filed under “Diesel", "knocked on their doors", "excerpt 1 of 1", "● affirms  Diesel reached"],
    );
}
