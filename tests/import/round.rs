//! What goes out and comes back: the same bytes.

use std::{collections::BTreeSet, fs, path::Path};

use parallax::{
    answers::coded::Coded,
    catalogue::{Catalogue, Document, Excerpt, Kind, Origin, Progress, load, texts::Texts},
    export::Format,
};
use proptest::prelude::*;

use crate::Home;

/// A copy of a catalogue in `tests`, texts and all.
fn copy(name: &str) -> Home {
    fn files(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            let to = to.join(entry.file_name());
            if entry.path().is_dir() { files(&entry.path(), &to) } else { fs::copy(entry.path(), to).map(drop).unwrap() }
        }
    }
    let home = Home { folder: tempfile::tempdir().unwrap() };
    files(&Path::new("tests/catalogues").join(name), home.folder.path());
    home
}

/// What stands above all rows of the catalogue of `home`, and its texts.
fn emptied(home: &Home) -> Home {
    let catalogue = home.catalogue();
    let key = |key: &str, value: Option<&str>| value.map(|value| format!("{key} = {}\n", string(value))).unwrap_or_default();
    let head = format!(
        "format = {}\n{}{}{}",
        catalogue.format.number(),
        key("title", Some(&catalogue.title)),
        key("summary", catalogue.summary.as_deref()),
        key("licence", catalogue.licence.as_deref())
    );
    let empty = Home::new(&head);
    if let Ok(texts) = fs::read_dir(home.folder.path().join("texts")) {
        fs::create_dir(empty.folder.path().join("texts")).unwrap();
        for text in texts.map(Result::unwrap) {
            fs::copy(text.path(), empty.folder.path().join("texts").join(text.file_name())).unwrap();
        }
    }
    empty
}

/// `text` between quotation marks, every character of it that is no letter escaped.
fn string(text: &str) -> String {
    let escaped = |c: char| if c.is_alphanumeric() { c.to_string() } else { format!("\\U{:08X}", c as u32) };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

#[test]
fn what_json_says_comes_back_into_an_empty_catalogue() {
    let whole = Home::new(&fs::read_to_string("tests/whole.toml").unwrap());
    for home in [whole, copy("harrow-bay"), copy("faulty"), copy("low-street"), copy("hostile"), copy("built-in-1")] {
        let exported = home.export(Format::Json);
        let empty = emptied(&home);
        let plan = empty.import(&exported, &[], None).unwrap();
        assert!(!plan.has_problems(), "{plan:?}");
        let again = empty.export(Format::Json);
        assert!(again == exported, "{}\n{}", empty.file(), String::from_utf8_lossy(&again));
        let again = empty.import(&exported, &[], None).unwrap();
        assert!(again.is_empty() && again.new.is_empty() && !again.has_problems(), "{again:?}");
    }
}

#[test]
fn the_built_in_catalogue_comes_back() {
    let built_in = load(&Origin::BuiltIn, &Progress::default()).unwrap().catalogue;
    let stop = parallax::find::Stop::default();
    let export = |format| {
        parallax::export::export(format, &built_in.clone().into(), &Coded::default(), None, &Texts::of(&Origin::BuiltIn), &stop)
            .unwrap()
            .bytes
    };
    let exported = export(Format::Json);
    let text = format!(
        "format = 2\ntitle = {}\nsummary = {}\nlicence = \"CC-BY-4.0\"\n",
        string(&built_in.title),
        string(built_in.summary.as_deref().unwrap())
    );
    let home = Home::new(&text);
    home.import(&exported, &[], None).unwrap();
    assert!(home.export(Format::Json) == exported);
    // A table knows no claims without excerpts, and of documents less.
    let other = Home::new(&text);
    let plan = other.import(&export(Format::Csv), &[], None).unwrap();
    assert_eq!(plan.new[&Kind::Excerpt], built_in.excerpts.len());
    assert_eq!(other.catalogue().excerpts.len(), built_in.excerpts.len());
}

#[test]
fn a_project_of_ours_comes_back_with_its_stances_speakers_and_frames() {
    let mut cues = 0;
    for name in ["low-street", "harrow-bay"] {
        let home = copy(name);
        let other = Home::new(crate::EMPTY);
        let plan = other.import(&home.export(Format::Qdpx), &[], None).unwrap();
        let (catalogue, original) = (other.catalogue(), home.catalogue());
        assert!(plan.told.iter().any(|told| told == "positions counted in code points, the end exclusive"), "{:?}", plan.told);
        let names = |catalogue: &Catalogue| {
            let speakers = catalogue.speakers.iter().map(|row| row.name.clone());
            speakers.chain(catalogue.frames.iter().map(|row| row.name.clone())).collect::<Vec<_>>()
        };
        assert_eq!(names(&catalogue), names(&original));
        // What is abridged comes back whole, because a selection has no gaps.
        let said = |catalogue: &Catalogue| {
            let said = |row: &Excerpt| {
                let speaker = row.speaker.map(|speaker| &catalogue.speakers[speaker].name);
                let frames: Vec<_> = row.frames.iter().map(|&frame| &catalogue.frames[frame].name).collect();
                let start: String = row.quote.written().chars().take(12).collect();
                let claim = &catalogue.claims[row.claim].title;
                format!("{claim} {start} {:?} {speaker:?} {:?} {:?} {:?} {frames:?}", row.stance, row.cue, row.figure, row.note)
            };
            catalogue.excerpts.iter().map(said).collect::<BTreeSet<_>>()
        };
        assert!(!catalogue.excerpts.is_empty());
        let copies = |catalogue: &Catalogue| {
            let copy = |row: &Document| Some((row.title.clone(), catalogue.documents[row.copy_of?].title.clone()));
            catalogue.documents.iter().filter_map(copy).collect::<Vec<_>>()
        };
        assert_eq!(copies(&catalogue), copies(&original));
        assert!(said(&catalogue).is_subset(&said(&original)), "{:#?}\n{:#?}", said(&catalogue), said(&original));
        cues += catalogue.excerpts.iter().filter(|row| row.cue.is_some() && row.figure.is_some()).count();
        let quotations = parallax::answers::quotations::quotations(&catalogue, &Texts::of(&other.origin()));
        for (_, anchoring) in quotations.compared.iter().flat_map(|compared| &compared.anchored) {
            assert_eq!(anchoring.name(), "verified");
        }
    }
    assert!(cues > 0);
}

/// What programs take for something else than words, and what tables need quoting for.
const HOSTILE: [&str; 12] =
    ["=cmd", "+1", "-2", "@a", "\t=1", "\r=1", "'quoted'", "''", "\"\",\"", "a\r\nb", "a;b", "\u{0}\u{1b}[31m"];

fn words() -> impl Strategy<Value = String> {
    let any = "\\PC{0,20}".prop_map(|text| format!("{text}x"));
    prop_oneof![1 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned), 1 => any]
}

/// Catalogues of two outlets and a copy, with claims that contradict one another and were looked for in vain; and each without excerpts.
fn catalogues() -> impl Strategy<Value = [String; 2]> {
    let excerpt = (0..2_usize, words(), words(), words(), prop::option::of((0..90_u32, 0..90_u32)), any::<bool>());
    (prop::collection::vec(words(), 12), prop::collection::vec(prop::collection::vec(excerpt, 0..4), 1..4)).prop_map(
        |(words, claims)| {
            let word = |at: usize| string(&words[at]);
            let excerpt = |(document, quote, prefix, note, span, coded): &(usize, String, String, String, Option<(u32, u32)>, bool)| {
                let span = span.map_or(String::new(), |(start, length)| format!(", span = [{start}, {}]", start + length + 1));
                let coded = if *coded { ", frames = ['f', 'g'], speaker = 's', cue = 'said'" } else { "" };
                let (quote, prefix, note) = (string(quote), string(prefix), string(note));
                format!("{{ document = 'd{document}', stance = 'denies', quote = {quote}, prefix = {prefix}, note = {note}{span}{coded} }}")
            };
            let claim = |with_excerpts: bool, at: usize, excerpts: &Vec<_>| {
                let excerpts = excerpts.iter().filter(|_| with_excerpts).map(excerpt).collect::<Vec<_>>().join(", ");
                let more = if at == 0 { "" } else { ", contradicts = ['c0'], undated = true" };
                format!(
                    "{{ id = 'c{at}', event = 'e{}', title = {}, topics = [{}], absent = ['d2']{more}, excerpt = [{excerpts}] }}",
                    at % 2,
                    word(at),
                    word(at + 1)
                )
            };
            [true, false].map(|with_excerpts| {
                let claims = claims.iter().enumerate().map(|(at, excerpts)| claim(with_excerpts, at, excerpts));
                format!(
                "title = {}\nevent = [{{ id = 'e0', title = {}, date = 2031-03-03 }}, {{ id = 'e1', title = {} }}]\n\
                 speaker = [{{ id = 's', name = {} }}]\nframe = [{{ id = 'f', name = {}, examples = [{}] }}, {{ id = 'g', name = {} }}]\n\
                 naming = [{{ id = 'n', title = {}, forms = [{}] }}]\noutlet = [{{ id = 'o', name = {} }}, {{ id = 'p', name = {} }}]\n\
                 document = [{{ id = 'd0', outlet = 'o', title = {}, part = [{{ kind = 'byline', from = {}, to = {} }}] }},\
                 {{ id = 'd1', outlet = 'p', title = {}, copy_of = 'd0' }}, {{ id = 'd2', outlet = 'p', title = {}, published = 2031-03-04 }}]\n\
                 claim = [{}]\n",
                word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7), word(8), word(9), word(10), word(11),
                word(0), word(1), word(2), word(3),
                claims.collect::<Vec<_>>().join(", ")
                )
            })
        },
    )
}

/// Whether this opens at all.
fn opens(text: &str) -> bool {
    parallax::catalogue::parse(text.to_owned()).is_ok()
}

/// Few, unless the environment says how many.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_catalogue_says_it_comes_back([text, bare] in catalogues()) {
        prop_assume!(opens(&text));
        let home = Home::new(&text);
        let json = home.export(Format::Json);
        let empty = emptied(&home);
        let plan = empty.import(&json, &[], None).unwrap();
        prop_assert!(!plan.has_problems(), "{:?}", plan);
        prop_assert!(empty.export(Format::Json) == json, "{}\n{}\n{}", text, empty.file(), String::from_utf8_lossy(&json));

        let csv = home.export(Format::Csv);
        let bare = Home::new(&bare);
        let plan = bare.import(&csv, &[], None).unwrap();
        prop_assert!(!plan.has_problems(), "{:?}", plan);
        prop_assert!(bare.export(Format::Csv) == csv, "{}\n{}", String::from_utf8_lossy(&csv), String::from_utf8_lossy(&bare.export(Format::Csv)));
        let again = bare.import(&csv, &[], None).unwrap();
        prop_assert!(again.is_empty(), "{:?}", again);
    }
}
