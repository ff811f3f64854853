//! Any sequence of edits, of every kind: what the files say then is what was meant, and taken back they have every byte as it was.
//!
//! What was meant is worked out apart from the program: on the tables of the files as a parser of TOML sees them, by rules of a line
//! each. The files have comments everywhere, Windows line ends and byte order marks.

#![expect(clippy::unwrap_used, clippy::panic, reason = "only tests edit here")]

use std::{collections::BTreeMap, fs, path::Path};

use parallax::catalogue::{
    Catalogue, ClaimId, DocumentId, ExcerptId, Kind, NamingId, Origin, Progress, Span, Stance,
    edit::{self, Carried, Choice, Edit, Fields, Filing, NewClaim, Row, Step, Value, carry_out, removal, take_back},
    load,
};
use proptest::{prelude::*, sample::Index};
use toml::{Table, Value as Toml};

/// Every kind of row, under headers and within values, aligned and tight, in folders and files of their own.
const FILES: [(&str, &str); 4] = [
    (
        "catalogue.toml",
        r#"title = "The harbour bridge"
format = 2

[[outlet]]
id   = "courier"
name = "Bay Courier"

[[outlet]]
id   = "echo"
name = "Harbour Echo"

[[document]]
id     = "courier"
outlet = "courier"
title  = "Bridge shut"

  [[document.part]]
  kind = "byline"
  from = "By"
  to   = "Ada"

[[document]]
id = "echo"
outlet = "echo"
title = "Bridge open"

[[document]]
id = "reprint"
outlet = "echo"
title = "Bridge shut"
copy_of = "courier"
"#,
    ),
    (
        "claims/closing.toml",
        r#"[[event]]
id = "closing"
title = "The closing"

[[claim]]
id     = "shut"
event  = "closing"
title  = "The bridge was shut"
absent = ["echo"]

  [[claim.excerpt]]
  document = "courier"
  stance   = "affirms"
  quote    = "shut the bridge"
  span     = [3, 18]

  [[claim.excerpt]]
  document = "courier"
  stance   = "reports"
  speaker  = "mayor"
  frames   = ["risk", "blame"]
  quote    = "closed for good"

  [[claim.excerpt]]
  document = "courier"
  stance   = "questions"
  quote    = "closed for good"
  note     = "The same words again."

[[claim]]
id = 'warning'
event = 'closing'
title = 'Nobody was warned'
contradicts = ['shut']
excerpt = [
  { document = 'echo', stance = 'denies', quote = 'signs since May' },
  { document = 'courier', stance = 'affirms', quote = 'without warning', frames = ['risk'] },
]
"#,
    ),
    (
        "claims/opening.toml",
        r#"claim = [
  { id = "toll", event = "opening", title = "There is a toll", absent = ["courier", "reprint"], excerpt = [
    { document = "echo", stance = "affirms", quote = "four crowns", figure = "four" },
  ] },
  { id = "free", event = "opening", title = "It is free", contradicts = ["toll"] },
]
event = [{ id = "opening", title = "The opening" }]
"#,
    ),
    (
        "people.toml",
        r#"[[speaker]]
id = "mayor"
name = "The mayor"

[[speaker]]
id = "pilot"
name = "A pilot"
role = "of the harbour"

[[frame]]
id = "risk"
name = "Risk"

[[frame]]
id = "blame"
name = "Blame"
examples = ["whose fault", "who knew"]

[[naming]]
id = "bridge"
title = "The bridge"
forms = ["the bridge", "the crossing"]
except = ["the bridge of the ship"]
"#,
    ),
];

/// How the files are written.
#[derive(Debug, Clone, Copy)]
struct Manner {
    /// Comments behind every line, and for every blank one.
    comments: bool,
    crlf: bool,
    mark: bool,
    /// Whether the last line ends, too.
    ends: bool,
}

impl Manner {
    fn of(self, text: &str) -> String {
        let line = |(number, line): (usize, &str)| match (self.comments, line) {
            (true, "") => format!("# {number}\n"),
            (true, line) => format!("{line} # {number}, it's [[so]] = \"\n"),
            (false, line) => format!("{line}\n"),
        };
        let mut text: String = text.lines().enumerate().map(line).collect();
        if !self.ends {
            text.pop();
        }
        let text = if self.crlf { text.replace('\n', "\r\n") } else { text };
        if self.mark { format!("\u{feff}{text}") } else { text }
    }

    fn folder(self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("claims")).unwrap();
        for (name, text) in FILES {
            fs::write(folder.path().join(name), self.of(text)).unwrap();
        }
        folder
    }
}

fn manner() -> impl Strategy<Value = Manner> {
    any::<[bool; 4]>().prop_map(|[comments, crlf, mark, ends]| Manner { comments, crlf, mark, ends })
}

fn origin(folder: &Path) -> Origin {
    Origin::Path(folder.to_owned())
}

fn bytes(folder: &Path) -> Vec<String> {
    FILES.iter().map(|(name, _)| fs::read_to_string(folder.join(name)).unwrap()).collect()
}

/// The tables of all files, by kind and id.
#[derive(Debug, Clone, PartialEq)]
struct Meant(BTreeMap<&'static str, BTreeMap<String, Table>>);

const KINDS: [Kind; 7] = [Kind::Outlet, Kind::Document, Kind::Event, Kind::Speaker, Kind::Frame, Kind::Naming, Kind::Claim];

impl Meant {
    /// As the files say.
    fn read(folder: &Path) -> Self {
        let mut meant = Self(KINDS.iter().map(|kind| (kind.name(), BTreeMap::new())).collect());
        for text in bytes(folder) {
            let file: Table = text.trim_start_matches('\u{feff}').parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
            for (kind, rows) in &mut meant.0 {
                for row in file.get(*kind).and_then(Toml::as_array).into_iter().flatten() {
                    let row = row.as_table().unwrap().clone();
                    let id = row["id"].as_str().unwrap().to_owned();
                    assert!(rows.insert(id, row).is_none(), "{text}");
                }
            }
        }
        meant
    }

    fn row(&mut self, kind: Kind, id: &str) -> &mut Table {
        self.0.get_mut(kind.name()).unwrap().get_mut(id).unwrap()
    }

    fn excerpts(&mut self, claim: &str) -> &mut Vec<Toml> {
        let excerpts = self.row(Kind::Claim, claim).entry("excerpt").or_insert_with(|| Toml::Array(Vec::new()));
        excerpts.as_array_mut().unwrap()
    }

    /// The excerpt that `row` names.
    fn excerpt(&mut self, row: &Row) -> &mut Table {
        let Row::Excerpt { claim, document, quote, nth } = row else { panic!("{row:?}") };
        let says = |excerpt: &Table, key: &str, value: &str| excerpt[key].as_str() == Some(value);
        let excerpts = self.excerpts(claim).iter_mut().map(|excerpt| excerpt.as_table_mut().unwrap());
        excerpts.filter(|excerpt| says(excerpt, "document", document) && says(excerpt, "quote", quote)).nth(*nth).unwrap()
    }

    /// Makes the edits of a round, in which rows are named as they were before it.
    fn make(&mut self, round: &[Edit]) {
        /// The key of an excerpt that goes at the end of the round.
        const GOES: &str = "goes";
        for edit in round {
            match edit {
                Edit::Add(kind, fields) => {
                    let row = changed(Table::new(), fields);
                    let id = row["id"].as_str().unwrap().to_owned();
                    self.0.get_mut(kind.name()).unwrap().insert(id, row);
                }
                Edit::File(claim, fields) => self.excerpts(claim).push(Toml::Table(changed(Table::new(), fields))),
                Edit::Set(row, fields) => {
                    let row = if let Row::Named(kind, id) = row { self.row(*kind, id) } else { self.excerpt(row) };
                    *row = changed(row.clone(), fields);
                }
                Edit::Remove(Row::Named(kind, id)) => drop(self.0.get_mut(kind.name()).unwrap().remove(id)),
                Edit::Remove(row) => drop(self.excerpt(row).insert(GOES.to_owned(), Toml::Boolean(true))),
                Edit::Move(rows, claim) => {
                    for row in rows {
                        let excerpt = self.excerpt(row).clone();
                        self.excerpt(row).insert(GOES.to_owned(), Toml::Boolean(true));
                        self.excerpts(claim).push(Toml::Table(excerpt));
                    }
                }
                Edit::Rename(kind, old, new) => self.rename(*kind, old, new),
            }
        }
        for claim in self.0.get_mut(Kind::Claim.name()).into_iter().flat_map(|claims| claims.values_mut()) {
            if let Some(Toml::Array(excerpts)) = claim.get_mut("excerpt") {
                excerpts.retain(|excerpt| excerpt.get(GOES).is_none());
                if excerpts.is_empty() {
                    claim.remove("excerpt");
                }
            }
        }
    }

    fn rename(&mut self, kind: Kind, old: &str, new: &str) {
        let rows = self.0.get_mut(kind.name()).unwrap();
        let mut row = rows.remove(old).unwrap();
        row.insert("id".to_owned(), Toml::String(new.to_owned()));
        rows.insert(new.to_owned(), row);
        for (of, row) in self.0.iter_mut().flat_map(|(of, rows)| rows.values_mut().map(|row| (*of, row))) {
            renamed(
                row,
                |key| {
                    matches!(
                        (kind.name(), of, key),
                        ("outlet", "document", "outlet")
                            | ("document", "document", "copy_of")
                            | ("document", "claim", "absent")
                            | ("event", "claim", "event")
                            | ("claim", "claim", "contradicts")
                    )
                },
                old,
                new,
            );
            for excerpt in row.get_mut("excerpt").and_then(Toml::as_array_mut).into_iter().flatten() {
                let refers = |key: &str| key.trim_end_matches('s') == kind.name();
                renamed(excerpt.as_table_mut().unwrap(), refers, old, new);
            }
        }
    }
}

/// `row` with another name where it stands under a key that `refers`, be it alone or in a list.
fn renamed(row: &mut Table, refers: impl Fn(&str) -> bool, old: &str, new: &str) {
    for (_, value) in row.iter_mut().filter(|(key, _)| refers(key)) {
        let names = if let Toml::Array(names) = value { names.iter_mut().collect() } else { vec![value] };
        for name in names.into_iter().filter(|name| name.as_str() == Some(old)) {
            *name = Toml::String(new.to_owned());
        }
    }
}

/// `row` with these under its keys.
fn changed(mut row: Table, fields: &Fields) -> Table {
    let strings = |words: Vec<String>| Toml::Array(words.into_iter().map(Toml::String).collect());
    for (key, value) in fields {
        let there = row.get(*key).and_then(Toml::as_array).into_iter().flatten();
        let mut there: Vec<String> = there.filter_map(|word| word.as_str().map(str::to_owned)).collect();
        let new = match value {
            Value::Text(text) => Some(Toml::String(text.clone())),
            Value::Bare(bare) => format!("value = {bare}").parse::<Table>().unwrap().remove("value"),
            Value::Span(span) => Some(Toml::Array([span.start, span.end].map(|at| Toml::Integer(at.into())).to_vec())),
            Value::Words(words) => Some(strings(words.clone())),
            Value::With(words) => {
                there.extend(words.iter().filter(|word| !there.contains(word)).cloned().collect::<Vec<_>>());
                Some(strings(there))
            }
            Value::Without(words) => {
                there.retain(|word| !words.contains(word));
                Some(strings(there)).filter(|left| *left != strings(Vec::new()))
            }
            Value::Renamed(..) => panic!("only a part of a renaming"),
            Value::Absent => None,
        };
        match new {
            Some(new) => drop(row.insert((*key).to_owned(), new)),
            None => drop(row.remove(*key)),
        }
    }
    row
}

/// What a person may do, with what it is done to chosen by number from what is there then.
#[derive(Debug, Clone)]
struct Deed {
    /// Which of [`deed`].
    what: u8,
    one: Index,
    other: Index,
    word: &'static str,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let words = ["plain words", "with \"marks\"", "it's", "both \"it's\"", "back\\slash", "two\nlines", "# none", "Ødegård “so”"];
    let deed = (0..DEEDS, any::<Index>(), any::<Index>(), prop::sample::select(words.to_vec()));
    prop::collection::vec(deed.prop_map(|(what, one, other, word)| Deed { what, one, other, word }), 1..14)
}

const DEEDS: u8 = 14;

/// The rounds of `deed` in `catalogue`, where it can be done there.
fn rounds(catalogue: &Catalogue, deed: &Deed) -> Option<Vec<Vec<Edit>>> {
    let text = |text: &str| Value::Text(text.to_owned());
    let (one, other, word) = (&deed.one, &deed.other, deed.word);
    let excerpt = |of: &Index| pick(catalogue.excerpts.ids().collect::<Vec<ExcerptId>>(), of);
    let claim = |of: &Index| pick(catalogue.claims.ids().collect::<Vec<ClaimId>>(), of);
    let documents: Vec<DocumentId> = catalogue.documents.ids().collect();
    let kind = *one.get(&KINDS);
    let id = || pick(ids(catalogue, kind), other);
    let fresh =
        (0..).map(|number| format!("n{number}")).find(|id| KINDS.iter().all(|&kind| !ids(catalogue, kind).contains(id)))?;
    Some(match deed.what {
        0 | 1 => edit::file(catalogue, &filing(catalogue, deed)),
        2 => edit::refile(catalogue, excerpt(other)?, &filing(catalogue, deed)),
        3 => edit::withdraw(catalogue, excerpt(one)?),
        4 => {
            let id = excerpt(one)?;
            let (_, to) = two(catalogue.excerpts[id].claim, claim(other)?)?;
            edit::relocate(catalogue, &[id], &catalogue.claims[to].id)
        }
        5 => {
            let of: Vec<ExcerptId> = catalogue.excerpts_of(claim(one)?).map(|(id, _)| id).collect();
            let some = of.get(..=other.index(of.len().max(1)))?;
            edit::split(catalogue, some, &NewClaim { title: word.to_owned(), text: Some(word.to_owned()), event: None })
        }
        6 => {
            let (from, into) = two(claim(one)?, claim(other)?)?;
            edit::merge(catalogue, from, into)
        }
        7 => edit::settle(catalogue, claim(one)?, &[pick(documents, other)?], word.len() % 2 == 0),
        8 => {
            let (one, other) = two(claim(one)?, claim(other)?)?;
            edit::toggle_contradiction(catalogue, one, other)
        }
        9 => edit::except(catalogue, pick(catalogue.namings.ids().collect::<Vec<NamingId>>(), one)?, word),
        10 => removal(catalogue, kind, &id()?).ok()?.rounds,
        11 => vec![vec![Edit::Rename(kind, id()?, fresh)]],
        12 => {
            let mut fields = vec![("id", text(&fresh))];
            match kind {
                Kind::Outlet | Kind::Speaker | Kind::Frame => fields.push(("name", text(word))),
                Kind::Event => fields.extend([("title", text(word)), ("date", Value::Bare("2031-03-03".to_owned()))]),
                Kind::Naming => fields.extend([("title", text(word)), ("forms", Value::Words(vec![word.to_owned()]))]),
                Kind::Claim => {
                    fields.extend([("event", text(&pick(ids(catalogue, Kind::Event), other)?)), ("title", text(word))]);
                }
                _ => {
                    fields.extend([("outlet", text(&pick(ids(catalogue, Kind::Outlet), other)?)), ("title", text(word))]);
                }
            }
            vec![vec![Edit::Add(kind, fields)]]
        }
        _ => {
            let key = if matches!(kind, Kind::Outlet | Kind::Speaker | Kind::Frame) { "name" } else { "title" };
            let fields = if kind == Kind::Frame {
                vec![("name", text(word)), ("examples", Value::Absent)]
            } else {
                vec![(key, text(word)), ("note", text(word))]
            };
            vec![vec![Edit::Set(Row::Named(kind, id()?), fields)]]
        }
    })
}

fn filing(catalogue: &Catalogue, deed: &Deed) -> Filing {
    let (one, other, word) = (&deed.one, &deed.other, deed.word);
    let is_new = one.index(5) == 0;
    let claim = pick(ids(catalogue, Kind::Claim), one).filter(|_| !is_new);
    let speaker =
        if is_new { Some(Choice::New(word.to_owned())) } else { pick(ids(catalogue, Kind::Speaker), other).map(Choice::There) };
    Filing {
        claim: claim.map_or_else(|| Choice::New(NewClaim { title: word.to_owned(), ..NewClaim::default() }), Choice::There),
        document: pick(ids(catalogue, Kind::Document), other).unwrap_or_default(),
        stance: if speaker.is_some() { Stance::Reports } else { Stance::Affirms },
        speaker,
        cue: Some("said".to_owned()),
        frames: pick(ids(catalogue, Kind::Frame), other).into_iter().collect(),
        figure: None,
        quote: word.to_owned(),
        prefix: Some(word.to_owned()),
        suffix: None,
        span: Some(Span { start: 7, end: 18 }),
        note: Some(word.to_owned()).filter(|_| other.index(2) == 0),
    }
}

fn pick<T>(mut from: Vec<T>, by: &Index) -> Option<T> {
    if from.is_empty() { None } else { Some(from.swap_remove(by.index(from.len()))) }
}

/// Both, where they are not the same.
fn two(one: ClaimId, other: ClaimId) -> Option<(ClaimId, ClaimId)> {
    (one != other).then_some((one, other))
}

fn ids(catalogue: &Catalogue, kind: Kind) -> Vec<String> {
    let ids: Vec<&str> = match kind {
        Kind::Outlet => catalogue.outlets.iter().map(|row| &*row.id).collect(),
        Kind::Document => catalogue.documents.iter().map(|row| &*row.id).collect(),
        Kind::Event => catalogue.events.iter().map(|row| &*row.id).collect(),
        Kind::Speaker => catalogue.speakers.iter().map(|row| &*row.id).collect(),
        Kind::Frame => catalogue.frames.iter().map(|row| &*row.id).collect(),
        Kind::Naming => catalogue.namings.iter().map(|row| &*row.id).collect(),
        Kind::Claim => catalogue.claims.iter().map(|row| &*row.id).collect(),
        Kind::Part | Kind::Excerpt => Vec::new(),
    };
    ids.into_iter().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn any_edits_say_what_was_meant_and_taken_back_leave_every_byte(manner in manner(), deeds in deeds()) {
        let folder = manner.folder();
        let origin = origin(folder.path());
        let read = || load(&origin, &Progress::default()).unwrap().catalogue;
        let mut meant = Meant::read(folder.path());
        let mut states = vec![bytes(folder.path())];
        let mut steps: Vec<Step> = Vec::new();
        for deed in &deeds {
            let before = read();
            let Some(rounds) = rounds(&before, deed) else { continue };
            match carry_out(&origin, None, &rounds) {
                Ok(Carried { loaded, step, .. }) => {
                    for round in &rounds {
                        meant.make(round);
                    }
                    prop_assert_eq!(&Meant::read(folder.path()), &meant, "{:?}\n{:#?}\n{}", deed, rounds, bytes(folder.path()).join("\n-----\n"));
                    prop_assert_eq!(loaded.catalogue, read());
                    states.push(bytes(folder.path()));
                    steps.push(step);
                }
                Err(error) => {
                    prop_assert_eq!(states.last().unwrap(), &bytes(folder.path()));
                    // What a person cannot ask for on the screen may be refused, but not for what the file looks like.
                    prop_assert!(may_be_refused(&error.to_string()), "{:?}\n{:#?}\n{}\n{}", deed, rounds, error, bytes(folder.path()).join("\n-----\n"));
                }
            }
        }
        let mut again: Vec<Step> = Vec::new();
        for (step, state) in steps.iter().zip(&states).rev() {
            again.push(take_back(&origin, None, step).unwrap().step);
            prop_assert_eq!(&bytes(folder.path()), state);
        }
        for (step, state) in again.iter().rev().zip(&states[1..]) {
            take_back(&origin, None, step).unwrap();
            prop_assert_eq!(&bytes(folder.path()), state);
        }
    }
}

/// Few, unless the environment says how many.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96)
}

fn may_be_refused(told: &str) -> bool {
    // A document that is quoted and said to lack the claim.
    told.contains("is said to lack the claim")
}
