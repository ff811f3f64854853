//! Twenty passages of three pages, read through from beginning to end: selected, and filed in the form under claims that are there. How
//! many keys that takes.

#![expect(clippy::unwrap_used, reason = "only tests curate here")]

use std::{fs, process::Command};

use parallax::catalogue::{Catalogue, Origin, Progress, load};

use crate::stage::{Stage, keys};

/// The keys that select a passage, those that file it, the words, and the claim.
///
/// The hand does what the eye has found, in a plain way: by sentences or paragraphs (`)` `}`) where the next one begins with the words, else
/// by two letters (`f`), and then so many words (`8v`) or the whole sentence (`s`).
const PASSAGES: [(&str, &str, &str, &str); 20] = [
    // The Courier.
    ("3vfthn8v", "a1a<Enter>", "the light on the channel buoy had failed", DARK),
    ("fli7v", "a2a<Enter>", "Lifeboats took off all passengers by midnight", ASHORE),
    ("}7v", "a2r<Enter>", "The buoy had been dark since Sunday", DARK),
    (")6v", "a3r<Enter>", "We told the harbour office twice", WARNED),
    ("fde8v", "a1n<Enter>", "denied that any report had reached her office", WARNED),
    (")9v", "a1n2<Enter>", "No call about the buoy is in our log", WARNED),
    ("fcr8v", "a4a<Enter>", "crew had been on duty for eleven hours", WORKED),
    ("w6v", "a1a<Enter>", "two more than the union allows", WORKED),
    ("}s", "a4a<Enter>", "About 400 litres of diesel leaked from a cracked tank.", DIESEL),
    (")11v", "a1a<Enter>", "The oyster beds in the Narrows are closed until further notice", DIESEL),
    // The Gazette.
    ("<Esc>lv}10v", "a4n<Enter>", "The channel buoy was lit when a patrol passed it", DARK),
    ("fwh5v", "a1n<Enter>", "What failed was the lookout", DARK),
    ("fit10v", "a1q<Enter>", "it had been dark for days could not be confirmed", DARK),
    ("}9v", "a4a<Enter>", "All 140 passengers were brought ashore within two hours", ASHORE),
    ("ftw6v", "a1a<Enter>", "twelve minutes after the first call", ASHORE),
    ("}}fno8v", "a3n<Enter>", "none of it has reached the oyster beds", DIESEL),
    // The Mirror.
    ("<Esc>lv)10v", "a3a<Enter>", "For four nights the buoy off Pilot Point was dark", DARK),
    ("fwhn8v", "a4n3<Enter>", "whose master now claims that nobody ever called", WARNED),
    ("})9v", "a4d<Enter>", "We sat on that sandbank for almost three hours", ASHORE),
    ("fel7v", "a4a<Enter>", "Eleven hours on duty is no watch", WORKED),
];

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

/// The quotation that was filed last, and the title of its claim.
fn last(catalogue: &Catalogue, before: &[String]) -> Option<(String, String)> {
    let new = catalogue.excerpts.iter().find(|excerpt| !before.contains(&excerpt.quote.written().to_owned()))?;
    Some((new.quote.written().to_owned(), catalogue.claims[new.claim].title.clone()))
}

#[test]
fn a_passage_is_selected_and_filed_with_nine_keys() {
    let folder = with_claims();
    let home = folder.path().join("ferry");
    let mut stage = Stage::at(&home, (80, 24));
    let mut filed: Vec<String> = Vec::new();
    for (selects, files, quote, claim) in PASSAGES {
        stage = stage.play(selects).play(files);
        let catalogue = load(&Origin::Path(home.clone()), &Progress::default()).unwrap().catalogue;
        let found = last(&catalogue, &filed);
        assert_eq!(found, Some((quote.to_owned(), claim.to_owned())), "{selects}{files}\n{}", stage.text());
        filed.push(quote.to_owned());
        assert!((5..=12).contains(&quote.split(' ').count()), "{quote}");
        assert!(keys(files) <= 6, "{files}");
    }
    let count = |part: fn(&(&str, &str, &str, &str)) -> usize| PASSAGES.iter().map(part).sum::<usize>();
    let (selecting, filing) = (count(|row| keys(row.0)), count(|row| keys(row.1)));
    assert_eq!((selecting, filing), (0, 0));
    assert!(selecting + filing <= 9 * PASSAGES.len(), "{selecting} and {filing} keys");
}
