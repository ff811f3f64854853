//! The schema that editors complete and check by says what the loader says, but for what no schema can.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use parallax::catalogue::{Format, Genre, Kind, Origin, PartKind, Progress, Severity, Stance, load, parse, starter};
use serde_json::{Value, json};

struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    fn new() -> Self {
        let (mut compiler, mut schemas) = (Compiler::new(), Schemas::new());
        compiler.set_default_draft(Draft::V2020_12);
        compiler.enable_format_assertions();
        let address = "https://parallax.invalid/schema.json";
        compiler.add_resource(address, text()).unwrap();
        let index = compiler.compile(address, &mut schemas).unwrap_or_else(|error| panic!("{error}"));
        Self { schemas, index }
    }

    /// Why an editor would mark `text`, if it would.
    fn refuses(&self, text: &[u8]) -> Option<String> {
        let Ok(text) = str::from_utf8(text) else { return Some("not UTF-8".to_owned()) };
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => return Some(error.to_string()),
        };
        self.refuses_table(table)
    }

    fn refuses_table(&self, table: toml::Table) -> Option<String> {
        let instance = as_json(toml::Value::Table(table));
        self.schemas.validate(&instance, self.index).err().map(|error| format!("{error:#}"))
    }
}

fn text() -> Value {
    serde_json::from_str(starter::SCHEMA).unwrap()
}

/// As language servers hand it to a schema: a day is a string.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, as_json(value))).collect()),
    }
}

/// The files of the catalogue at `path`; those of its readings are none.
fn files(path: &Path) -> Vec<PathBuf> {
    let is_apart =
        |entry: &walkdir::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".") || entry.file_name() == "readings";
    let entries = walkdir::WalkDir::new(path).into_iter().filter_entry(|entry| !is_apart(entry));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().into_path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files
}

fn folders(path: &str) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn readme_example() -> String {
    let readme = fs::read_to_string("README.md").unwrap();
    readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap().to_owned()
}

#[test]
fn what_opens_passes() {
    let schema = Schema::new();
    let mut seen = 0;
    for folder in [folders("tests/sound"), folders("tests/catalogues"), vec!["data/venezuela-2024".into()]].concat() {
        assert!(load(&Origin::Path(folder.clone()), &Progress::new()).is_ok(), "{}", folder.display());
        for file in files(&folder) {
            assert_eq!(schema.refuses(&fs::read(&file).unwrap()), None, "{}", file.display());
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
    assert_eq!(schema.refuses(readme_example().as_bytes()), None);
    for (path, text) in starter::empty("Bridge").into_iter().chain(starter::built_in()) {
        if path.ends_with("toml") && !path.starts_with("readings") {
            assert_eq!(schema.refuses(text.as_bytes()), None, "{path}");
        }
    }
}

/// What of `tests/broken` a schema cannot see, each with why.
const BEYOND: [(&str, &str); 17] = [
    ("absent-and-quoted", "joins two tables"),
    ("circle-of-copies", "joins two tables"),
    ("decisions", "lies beside the catalogue"),
    ("decisions-twice", "lies beside the catalogue"),
    ("duplicate-id", "joins two files"),
    ("empty", "has no file"),
    ("name-of-another-kind", "joins two tables"),
    ("named-twice", "a warning"),
    ("no-title", "another file may have it"),
    ("of-itself", "joins two keys"),
    ("readings", "lies beside the catalogue"),
    ("same-mark", "joins two tables"),
    ("same-title", "a warning"),
    ("two-titles", "joins two files"),
    ("unknown-outlet", "joins two tables"),
    ("unknown-reference", "joins two tables"),
    ("unsafe-characters", "a warning"),
];

#[test]
fn what_does_not_open_fails_or_is_beyond_a_schema() {
    let schema = Schema::new();
    let passes = |folder: &PathBuf| files(folder).iter().all(|file| schema.refuses(&fs::read(file).unwrap()).is_none());
    let name = |folder: PathBuf| folder.file_name().unwrap().to_str().unwrap().to_owned();
    let unseen: Vec<String> = folders("tests/broken").into_iter().filter(passes).map(name).collect();
    let beyond: Vec<&str> = BEYOND.iter().map(|(name, _)| *name).collect();
    assert_eq!(unseen, beyond);
}

#[test]
fn it_has_the_keys_and_the_choices_of_the_program_in_their_order() {
    let text = text();
    let keys = |kind: &str| text["$defs"][kind]["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for (kind, below) in [
        (Kind::Outlet, None),
        (Kind::Document, Some("part")),
        (Kind::Part, None),
        (Kind::Event, None),
        (Kind::Speaker, None),
        (Kind::Frame, None),
        (Kind::Naming, None),
        (Kind::Claim, Some("excerpt")),
        (Kind::Excerpt, None),
    ] {
        let mut expected: Vec<&str> = kind.keys().iter().copied().chain(below).collect();
        let mut found = keys(kind.name());
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{kind:?}");
    }
    let of = |kind: &str, key: &str| text["$defs"][kind]["properties"][key].clone();
    assert_eq!(of("document", "genre")["enum"], json!(Genre::ALL.map(Genre::name)));
    assert_eq!(of("part", "kind")["enum"], json!(PartKind::ALL.map(PartKind::name)));
    let stances = of("excerpt", "stance")["oneOf"].as_array().unwrap().clone();
    let told = |stance: &Stance| json!({ "const": stance.name(), "description": stance.meaning() });
    assert!(stances.len() == Stance::ALL.len() && Stance::ALL.iter().all(|stance| stances.contains(&told(stance))));
    assert_eq!(text["properties"]["format"]["enum"], json!((1..=Format::ALL.len()).collect::<Vec<_>>()));
}

#[test]
fn every_key_is_described_in_a_sentence() {
    let text = text();
    let tables = text["$defs"].as_object().unwrap().values().chain([&text]);
    for table in tables {
        assert!(table["description"].as_str().is_some(), "{}", table["title"]);
        for (key, value) in table["properties"].as_object().unwrap() {
            assert!(value["description"].as_str().is_some_and(|told| told.ends_with('.')), "{} of {}", key, table["title"]);
        }
    }
}

/// A catalogue in which every key of every table is given.
const WHOLE: &str = include_str!("whole.toml");

/// Every table of `value`, by the way to it.
fn tables(value: &toml::Value, way: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match value {
        toml::Value::Table(table) => {
            found.push(way.clone());
            for (key, value) in table {
                way.push(key.clone());
                tables(value, way, found);
                way.pop();
            }
        }
        toml::Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                way.push(index.to_string());
                tables(item, way, found);
                way.pop();
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut toml::Value, way: &[String]) -> &'v mut toml::Table {
    let found = way.iter().fold(value, |value, step| match value {
        toml::Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
        value => &mut value[step.as_str()],
    });
    found.as_table_mut().unwrap()
}

/// Each key of each table is left out, misspelt, and given a value of every kind in turn: the schema and the loader are of one mind,
/// but for names that nothing has, and for days, which a schema takes for strings.
#[test]
fn every_key_is_refused_where_the_loader_refuses_it() {
    let schema = Schema::new();
    let whole: toml::Value = toml::Value::Table(WHOLE.parse().unwrap());
    assert_eq!(schema.refuses(WHOLE.as_bytes()), None);
    parse(WHOLE).unwrap_or_else(|problems| panic!("{problems}"));
    let mut ways = Vec::new();
    tables(&whole, &mut Vec::new(), &mut ways);
    let values: Vec<toml::Value> =
        "x = [7, -1, 2.5, true, '', ' ', 'Ab c', 2031-03-01, 2031-03-01T10:00:00Z, [], [7], [''], ['Ab c'], [5, 9], [5], [{}], {}]"
            .parse::<toml::Table>()
            .unwrap()
            .remove("x")
            .and_then(|values| values.as_array().cloned())
            .unwrap();
    let mut tried = 0;
    for way in ways {
        let keys: Vec<String> = at(&mut whole.clone(), &way).keys().cloned().collect();
        for key in keys {
            let mut changed = vec![(whole.clone(), false), (whole.clone(), false)];
            at(&mut changed[0].0, &way).remove(&key);
            let value = at(&mut changed[1].0, &way).remove(&key).unwrap();
            at(&mut changed[1].0, &way).insert(format!("{key}x"), value);
            for value in &values {
                let mut other = whole.clone();
                at(&mut other, &way).insert(key.clone(), value.clone());
                changed.push((other, value.is_datetime()));
            }
            for (catalogue, is_day) in changed {
                let toml::Value::Table(table) = catalogue else { unreachable!() };
                let text: String = table.iter().map(|(key, value)| format!("{key} = {}\n", inline(value))).collect();
                let problems = match parse(text.clone()) {
                    Ok(loaded) => loaded.warnings,
                    Err(problems) => problems,
                };
                let errors: Vec<&str> = problems
                    .iter()
                    .filter(|problem| problem.severity == Severity::Error && !joins(&problem.message))
                    .map(|problem| &*problem.message)
                    .collect();
                let refused = schema.refuses_table(table);
                let agree = refused.is_some() != errors.is_empty();
                // A name that is no slug is none that anything has.
                let named = errors.is_empty() && problems.iter().any(|problem| joins(&problem.message));
                assert!(agree || named || is_day, "{way:?} {key}: {errors:?} {refused:?}\n{text}");
                tried += 1;
            }
        }
    }
    assert!(tried > 1000, "{tried}");
}

/// `value` as TOML on one line.
fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => json!(text).to_string(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(truth) => truth.to_string(),
        toml::Value::Datetime(day) => day.to_string(),
        toml::Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        toml::Value::Table(table) => {
            let entries = table.iter().map(|(key, value)| format!("{key} = {}", inline(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Whether a problem is of several tables or files together, which is beyond a schema.
fn joins(message: &str) -> bool {
    let unknown = ["outlet", "document", "event", "speaker", "frame", "claim"];
    unknown.iter().any(|kind| message.starts_with(&format!("unknown {kind} `")))
        || message.contains("no `title`")
        || message.contains("and yet is quoted")
}
