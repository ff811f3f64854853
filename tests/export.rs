//! What is handed on: each format holds what the catalogue says, opens in a reader that somebody else wrote, and is the same bytes
//! every time, whatever the catalogue says.
//!
//! `tests/export` has what becomes of the catalogue of Harrow Bay; after a change that is meant, `BLESS=1 cargo test --test export`
//! writes it anew.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

#[path = "export/exchange.rs"]
mod exchange;
#[path = "export/pages.rs"]
mod pages;

use std::{
    collections::BTreeSet,
    fs,
    io::{Cursor, Read},
    path::Path,
    sync::Arc,
};

use boon::{Compiler, Draft, Schemas};
use calamine::{Data, Reader, Xlsx};
use parallax::{
    answers::coded::Coded,
    catalogue::{
        Catalogue, Kind, Origin, Progress,
        decisions::{self, Choice, Decision},
        load, parse,
        texts::Texts,
    },
    export::{self, Format, excerpts, matrix},
    find::Stop,
    text::clean::{displayable, is_unsafe},
};
use proptest::prelude::*;
use serde_json::Value;

/// A catalogue in which every key of every table is given.
const WHOLE: &str = include_str!("whole.toml");

fn open(path: &str) -> (Arc<Catalogue>, Texts) {
    let origin = Origin::Path(path.into());
    let loaded = load(&origin, &Progress::new()).unwrap_or_else(|problems| panic!("{path}: {problems}"));
    (Arc::new(loaded.catalogue), Texts::of(&origin))
}

fn parsed(text: &str) -> Arc<Catalogue> {
    Arc::new(parse(text.to_owned()).unwrap_or_else(|problems| panic!("{problems}\n{text}")).catalogue)
}

fn export(format: Format, catalogue: &Arc<Catalogue>, texts: &Texts) -> Vec<u8> {
    export::export(format, catalogue, &Coded::default(), None, texts, &Stop::default()).unwrap().bytes
}

/// A format of a catalogue without texts.
fn bare(format: Format, catalogue: &Arc<Catalogue>) -> Vec<u8> {
    export(format, catalogue, &Texts::of(&Origin::BuiltIn))
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// The rows of a CSV, each as long as the first.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(unguarded).collect()).collect()
}

/// What a cell said before it was guarded.
fn unguarded(cell: &str) -> String {
    cell.strip_prefix('\'').unwrap_or(cell).to_owned()
}

/// The sheets of a workbook with their rows; a number and a day are strings here.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let cell = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => panic!("{other:?}"),
    };
    let names = workbook.sheet_names();
    let sheet = |name: String| {
        assert_eq!(workbook.worksheet_formula(&name).unwrap().used_cells().count(), 0, "{name}");
        let rows = workbook.worksheet_range(&name).unwrap();
        (name, rows.rows().map(|row| row.iter().map(cell).collect()).collect())
    };
    names.into_iter().map(sheet).collect()
}

fn entry(archive: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(archive)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn harrow_bay_is_handed_on_as_it_was() {
    let (catalogue, texts) = open("tests/catalogues/harrow-bay");
    let mut differing = Vec::new();
    for format in Format::ALL {
        let bytes = export(format, &catalogue, &texts);
        let shown = match format {
            Format::Xlsx => {
                let of_sheet = |(name, rows): (String, Vec<Vec<String>>)| {
                    format!("──── {name}\n{}\n", rows.iter().map(|row| row.join(" │ ")).collect::<Vec<_>>().join("\n"))
                };
                sheets(&bytes).into_iter().map(of_sheet).collect::<String>().into_bytes()
            }
            Format::Qdpx => {
                let entry = |(name, text): (String, String)| format!("──── {name}\n{text}\n");
                exchange::entries(&bytes).into_iter().map(entry).collect::<String>().into_bytes()
            }
            _ => bytes,
        };
        let path = Path::new("tests/export").join(format.name());
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &shown).unwrap();
        }
        if fs::read(&path).unwrap_or_default() != shown {
            differing.push(format!("──── {} is now:\n{}", path.display(), String::from_utf8_lossy(&shown)));
        }
    }
    assert!(differing.is_empty(), "{}", differing.concat());
}

#[test]
fn the_same_catalogue_gives_the_same_bytes() {
    for format in Format::ALL {
        let bytes = || {
            let (catalogue, texts) = open("tests/catalogues/harrow-bay");
            export(format, &catalogue, &texts)
        };
        assert!(bytes() == bytes(), "{}", format.name());
    }
    let workbook = bare(Format::Xlsx, &parsed(WHOLE));
    let properties = entry(&workbook, "docProps/core.xml");
    assert!(properties.contains("The harbour bridge"), "{properties}");
    let times: Vec<&str> = properties.split("W3CDTF\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert_eq!(times, ["2000-01-01T00:00:00Z", "2000-01-01T00:00:00Z"]);
}

#[test]
fn an_excerpt_keeps_its_id_whatever_is_left_out() {
    let ids = |catalogue: &Arc<Catalogue>| -> BTreeSet<String> {
        rows(&bare(Format::Csv, catalogue)).into_iter().skip(1).map(|row| row[0].clone()).collect()
    };
    let (all, _) = open("tests/catalogues/harrow-bay");
    let courier = all.outlets.ids().take(1).collect();
    let part = Arc::new(all.only(&parallax::catalogue::Selection { outlets: Some(courier), ..Default::default() }));
    assert!(ids(&part).contains("unsafe/courier-bridge/2") && ids(&part).is_subset(&ids(&all)), "{:?}", ids(&part));
    assert_eq!((ids(&all).len(), ids(&part).len()), (all.excerpts.len(), part.excerpts.len()));
}

/// Takes away what follows, and calls tables as a catalogue does.
fn imported(mut exported: Value) -> Value {
    let keep = |row: &mut Value, kind: Kind, below: &[&str]| {
        let row = row.as_object_mut().unwrap();
        row.retain(|key, value| !value.is_null() && (kind.keys().contains(&&**key) || below.contains(&&**key)));
    };
    let mut catalogue = serde_json::Map::new();
    let tables = [
        ("outlets", Kind::Outlet),
        ("documents", Kind::Document),
        ("events", Kind::Event),
        ("speakers", Kind::Speaker),
        ("frames", Kind::Frame),
        ("namings", Kind::Naming),
        ("claims", Kind::Claim),
    ];
    for (name, kind) in tables {
        let mut rows = exported[name].take();
        for row in rows.as_array_mut().unwrap() {
            for (many, one, below) in [("parts", "part", Kind::Part), ("excerpts", "excerpt", Kind::Excerpt)] {
                if let Some(mut children) = row.as_object_mut().unwrap().remove(many) {
                    children.as_array_mut().unwrap().iter_mut().for_each(|child| keep(child, below, &[]));
                    row[one] = children;
                }
            }
            keep(row, kind, &["part", "excerpt"]);
        }
        catalogue.insert(kind.name().to_owned(), rows);
    }
    for key in ["format", "title", "summary", "licence"] {
        catalogue.extend((!exported[key].is_null()).then(|| (key.to_owned(), exported[key].take())));
    }
    catalogue.into()
}

/// `value` as TOML on one line.
fn inline(key: &str, value: &Value) -> String {
    match value {
        Value::String(day) if ["date", "published"].contains(&key) => day.clone(),
        Value::String(text) => string(text),
        Value::Array(items) => format!("[{}]", items.iter().map(|item| inline("", item)).collect::<Vec<_>>().join(", ")),
        Value::Object(table) => {
            let entries = table.iter().map(|(key, value)| format!("{key} = {}", inline(key, value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// `text` between quotation marks, every character of it that is no letter escaped.
fn string(text: &str) -> String {
    let escaped = |c: char| if c.is_alphanumeric() { c.to_string() } else { format!("\\U{:08X}", c as u32) };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

fn toml(catalogue: &Value) -> String {
    catalogue.as_object().unwrap().iter().map(|(key, value)| format!("{key} = {}\n", inline(key, value))).collect()
}

/// Why `bytes` are not as the schema of the export says.
fn refused(bytes: &[u8]) -> Option<String> {
    let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
    compiler.set_default_draft(Draft::V2020_12);
    compiler.enable_format_assertions();
    compiler.add_resource("https://parallax.invalid/export.json", json(export::json::SCHEMA.as_bytes())).unwrap();
    let index = compiler.compile("https://parallax.invalid/export.json", &mut schemas).unwrap();
    schemas.validate(&json(bytes), index).err().map(|error| format!("{error:#}"))
}

#[test]
fn json_is_as_its_schema_says_and_gives_the_catalogue_back() {
    let mut catalogues = vec![parsed(WHOLE), Arc::new(load(&Origin::BuiltIn, &Progress::new()).unwrap().catalogue)];
    for folder in fs::read_dir("tests/catalogues").unwrap().chain(fs::read_dir("tests/sound").unwrap()) {
        catalogues.push(open(folder.unwrap().path().to_str().unwrap()).0);
    }
    for catalogue in catalogues {
        let exported = bare(Format::Json, &catalogue);
        assert_eq!(refused(&exported), None, "{}", catalogue.title);
        let again = bare(Format::Json, &parsed(&toml(&imported(json(&exported)))));
        assert!(again == exported, "{}", catalogue.title);
    }
}

#[test]
fn json_has_readings_and_what_was_decided() {
    let origin = Origin::Path("tests/catalogues/two-readers".into());
    let main = Arc::new(load(&origin, &Progress::new()).unwrap().catalogue);
    let mut coded = Coded::of(&origin, &main).unwrap();
    coded.decisions.push(Decision {
        reading: "anna".into(),
        against: None,
        claim: main.claims.ids().nth(1).unwrap(),
        document: main.documents.ids().nth(1).unwrap(),
        kind: decisions::Kind::Stance,
        choice: Choice::Second,
        reason: Some("“alleged”".to_owned()),
    });
    let written = |catalogue: &Arc<Catalogue>, coded: &Coded| {
        export::export(Format::Json, catalogue, coded, None, &Texts::of(&origin), &Stop::default()).unwrap().bytes
    };
    let exported = written(&main, &coded);
    assert_eq!(refused(&exported), None);
    let exported = json(&exported);
    let [anna, ben] = exported["readings"].as_array().unwrap().as_slice() else { panic!("{}", exported["readings"]) };
    assert_eq!((&anna["name"], &ben["name"]), (&"anna".into(), &"ben".into()));
    assert_eq!(anna["speakers"].as_array().unwrap().iter().map(|row| &row["id"]).collect::<Vec<_>>(), ["clerk", "the-board"]);
    assert_eq!(anna["claims"][1]["excerpts"][1]["stance"], "questions");
    assert_eq!(anna["claims"][1]["excerpts"][1]["state"], "verified");
    assert_eq!((&ben["claims"][0]["id"], ben["claims"].as_array().unwrap().len()), (&"covers-oil".into(), 1));
    assert_eq!(exported["decisions"][0]["claim"], "covers-oil");
    // What is left out is left out there, too.
    let courier = main.outlets.ids().take(1).collect();
    let selection = parallax::catalogue::Selection { outlets: Some(courier), ..Default::default() };
    let kept = Arc::new(main.only(&selection));
    let part = written(&kept, &coded.only(&main, &selection, &kept));
    assert_eq!(refused(&part), None);
    let part = json(&part);
    assert_eq!(part["decisions"], Value::Array(Vec::new()));
    assert_eq!(part["readings"][0]["claims"][1]["excerpts"].as_array().unwrap().len(), 1);
}

#[test]
fn the_schema_describes_every_key_and_has_those_of_the_program() {
    let schema = json(export::json::SCHEMA.as_bytes());
    for (name, table) in schema["$defs"].as_object().unwrap().iter().chain([(&String::new(), &schema)]) {
        for (key, value) in table["properties"].as_object().unwrap() {
            assert!(value["description"].as_str().is_some_and(|told| told.ends_with('.')), "{key} of {name}");
            assert!(table["required"].as_array().unwrap().contains(&key.as_str().into()), "{key} of {name}");
        }
    }
    for kind in Kind::ALL {
        let keys = schema["$defs"][kind.name()]["properties"].as_object().unwrap();
        assert!(kind.keys().iter().all(|key| keys.contains_key(*key)), "{kind:?}");
    }
    let choices = |of: &str, key: &str| -> Vec<Value> {
        let choices = schema["$defs"][of]["properties"][key]["oneOf"].as_array().unwrap();
        choices.iter().map(|choice| choice["const"].clone()).collect()
    };
    let standings: BTreeSet<String> = choices("position", "standing").iter().map(|name| name.as_str().unwrap().into()).collect();
    assert_eq!(standings, parallax::compare::standing::Standing::ALL.iter().map(|standing| standing.name().into()).collect());
}

#[test]
fn a_quotation_that_does_not_stand_is_told_in_every_format() {
    let (catalogue, texts) = open("tests/catalogues/faulty");
    let table = rows(&export(Format::Csv, &catalogue, &texts));
    let column = |name: &str| excerpts::COLUMNS.iter().position(|column| *column == name).unwrap();
    let states: BTreeSet<(&str, &str)> =
        table[1..].iter().map(|row| (&*row[column("state")], &*row[column("is_misquoted")])).collect();
    for state in [
        ("verified", "false"),
        ("abridged", "true"),
        ("ambiguous", "false"),
        ("drifted", "true"),
        ("cut", "true"),
        ("lost", "true"),
    ] {
        assert!(states.contains(&state), "{states:?}");
    }
    let json = json(&export(Format::Json, &catalogue, &texts));
    let excerpts = json["claims"].as_array().unwrap().iter().flat_map(|claim| claim["excerpts"].as_array().unwrap());
    let told: Vec<(&str, &str)> = excerpts
        .map(|excerpt| {
            let misquoted = excerpt["is_misquoted"].as_bool().map_or("", |yes| if yes { "true" } else { "false" });
            (excerpt["state"].as_str().unwrap(), misquoted)
        })
        .collect();
    assert_eq!(told, table[1..].iter().map(|row| (&*row[column("state")], &*row[column("is_misquoted")])).collect::<Vec<_>>());
    let workbook = sheets(&export(Format::Xlsx, &catalogue, &texts));
    assert!(workbook[1].1.iter().zip(&table).all(|(sheet, row)| sheet[column("state")] == row[column("state")]));
}

/// What programs that read these formats take for something else than words.
const HOSTILE: [&str; 24] = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "\r=1",
    "'quoted'",
    "''",
    "\"",
    "\"\",\"",
    ",",
    ";",
    "|",
    "a\r\nb",
    "a\nb\rc",
    "</script><script>alert(1)</script>",
    "]]>&amp;<t>",
    "_x0041_",
    "\u{0}\u{1b}[31m",
    "\u{202e}txt\u{202c}",
    "\u{feff}x",
    "\u{fffe}\u{ffff}",
    "https://bay.example/#:~:text=shut",
    "橋 👩\u{200d}👧 e\u{301}",
];

fn words() -> impl Strategy<Value = String> {
    // A key may not be blank.
    let any = "\\PC{0,20}".prop_map(|text| format!("{text}x"));
    prop_oneof![3 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned), 1 => any]
}

/// Catalogues of two outlets and a copy, in which every text may be anything.
fn catalogues() -> impl Strategy<Value = String> {
    let excerpt = (0..3_usize, words(), words(), prop::option::of((0..90_u32, 0..90_u32)));
    (prop::collection::vec(words(), 12), prop::collection::vec(prop::collection::vec(excerpt, 0..4), 0..4)).prop_map(
        |(words, claims)| {
            let word = |at: usize| string(&words[at]);
            let outlets: String = (0..3)
                .map(|at| {
                    let copy = if at == 2 { "copy_of = 'd0'\n" } else { "" };
                    format!(
                        "[[outlet]]\nid = 'o{at}'\nname = {}\n[[document]]\nid = 'd{at}'\noutlet = 'o{at}'\ntitle = {}\nauthor = {}\n{copy}",
                        word(at),
                        word(at + 1),
                        word(at + 2)
                    )
                })
                .collect();
            let claims: String = claims
                .iter()
                .enumerate()
                .map(|(at, excerpts)| {
                    let excerpts: String = excerpts
                        .iter()
                        .map(|(document, quote, note, span)| {
                            let span = span.map_or(String::new(), |(start, length)| format!("span = [{start}, {}]\n", start + length + 1));
                            format!(
                                "[[claim.excerpt]]\ndocument = 'd{document}'\nstance = 'questions'\nspeaker = 's'\nframes = ['f']\n\
                                 quote = {}\nnote = {}\n{span}",
                                string(quote),
                                string(note)
                            )
                        })
                        .collect();
                    format!("[[claim]]\nid = 'c{at}'\nevent = 'e'\ntitle = {}\ntopics = [{}]\n{excerpts}", word(at), word(at + 1))
                })
                .collect();
            format!(
                "title = {}\nevent = [{{ id = 'e', title = {} }}]\nspeaker = [{{ id = 's', name = {} }}]\n\
                 frame = [{{ id = 'f', name = {}, definition = {} }}]\nnaming = [{{ id = 'n', title = {}, forms = ['bridge'] }}]\n\
                 {outlets}{claims}",
                word(6),
                word(7),
                word(8),
                word(9),
                word(10),
                word(11)
            )
        },
    )
}

proptest! {
    #[test]
    fn whatever_a_catalogue_says_each_format_opens_and_says_it(text in catalogues()) {
        let Ok(loaded) = parse(text) else { return Err(TestCaseError::reject("does not open")) };
        let catalogue = Arc::new(loaded.catalogue);
        let quotes: Vec<&str> = catalogue.excerpts.iter().map(|excerpt| excerpt.quote.written()).collect();
        let at = excerpts::COLUMNS.iter().position(|column| *column == "quote").unwrap();

        let bytes = bare(Format::Csv, &catalogue);
        let table = rows(&bytes);
        prop_assert_eq!(&table[0], &excerpts::COLUMNS);
        let is_none = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
        prop_assert_eq!(table[1..].iter().map(|row| row[at].clone()).collect::<Vec<_>>(), quotes.iter().map(|quote| quote.replace(is_none, "\u{fffd}")).collect::<Vec<_>>());
        prop_assert!(!str::from_utf8(&bytes).unwrap().contains(is_none));
        let raw = csv::ReaderBuilder::new().has_headers(false).from_reader(&*bytes).into_records().map(Result::unwrap).collect::<Vec<_>>();
        prop_assert!(raw.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));

        let table = rows(&bare(Format::CsvMatrix, &catalogue));
        prop_assert!(table.len() == catalogue.claims.len() + 1 && table[0].len() == matrix::COLUMNS.len() + 3);

        let bytes = bare(Format::Json, &catalogue);
        prop_assert_eq!(refused(&bytes), None);
        prop_assert!(!str::from_utf8(&bytes).unwrap().contains(is_unsafe));
        prop_assert!(bare(Format::Json, &parsed(&toml(&imported(json(&bytes))))) == bytes);

        let bytes = bare(Format::Csl, &catalogue);
        prop_assert!(!str::from_utf8(&bytes).unwrap().contains(is_unsafe));
        let cited: BTreeSet<&str> = catalogue.excerpts.iter().map(|excerpt| &*catalogue.documents[excerpt.document].id).collect();
        let items = json(&bytes);
        prop_assert_eq!(items.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect::<BTreeSet<_>>(), cited);

        prop_assert_eq!(exchange::fault_of_project(&bare(Format::Qdpx, &catalogue), &catalogue), None);
        prop_assert_eq!(exchange::fault_of_codebook(&bare(Format::Qdc, &catalogue), &catalogue), None);
        prop_assert_eq!(exchange::fault_of_annotations(&bare(Format::WebAnnotation, &catalogue), &catalogue), None);

        let workbook = sheets(&bare(Format::Xlsx, &catalogue));
        prop_assert_eq!(workbook.len(), 6);
        let shown: Vec<_> = quotes.iter().map(|quote| displayable(quote).into_owned()).collect();
        prop_assert_eq!(workbook[1].1[1..].iter().map(|row| row[at].clone()).collect::<Vec<_>>(), shown);

        let bytes = bare(Format::Html, &catalogue);
        let html = str::from_utf8(&bytes).unwrap();
        prop_assert!(!html.contains(|c| is_unsafe(c) && c != '\n'));
        prop_assert_eq!(pages::fault_of_page(&dom_query::Document::from(html), &catalogue), None);

        let bytes = bare(Format::Markdown, &catalogue);
        let markdown = str::from_utf8(&bytes).unwrap();
        prop_assert!(!markdown.contains(|c| is_unsafe(c) && c != '\n'));
        prop_assert_eq!(pages::fault_of_markdown(markdown, &catalogue), None);
    }
}
