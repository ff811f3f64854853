//! Measures the named drift against `drift/pairs.toml`, English, and `drift/pairs-es.toml`, Spanish, which were coded by hand before the
//! rules were run on them.
//!
//! A drift that the rules name is right where the sheet has one of that kind whose words overlap, on the sides that have any.
//! The floors are what was measured; a change that falls below one has made the names less worth trusting.

use std::collections::BTreeMap;

use parallax::{
    compare::{
        naming::Namings,
        wording::{Quotation, compare},
    },
    text::language::Language,
};
use serde::Deserialize;

/// Kind, precision, recall.
const FLOORS: [(&str, f64, f64); 7] = [
    ("hedge", 1.0, 1.0),
    ("name", 1.0, 1.0),
    ("negation", 1.0, 1.0),
    ("number", 1.0, 1.0),
    ("quotes", 1.0, 1.0),
    ("relabelled", 0.90, 0.94),
    ("saying", 1.0, 0.77),
];

#[derive(Deserialize)]
struct Sheet {
    naming: Vec<Naming>,
    pair: Vec<Pair>,
}

#[derive(Deserialize)]
struct Naming {
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct Pair {
    name: String,
    base: String,
    other: String,
    #[serde(default)]
    drift: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    kind: String,
    base: Option<String>,
    other: Option<String>,
}

#[derive(Default)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn precision(&self) -> f64 {
        share(self.right, self.wrong)
    }

    fn recall(&self) -> f64 {
        share(self.right, self.missed)
    }
}

fn share(right: u32, not: u32) -> f64 {
    f64::from(right) / f64::from((right + not).max(1))
}

/// The same of the Spanish sheet.
const SPANISH_FLOORS: [(&str, f64, f64); 7] = [
    ("hedge", 1.0, 1.0),
    ("name", 1.0, 1.0),
    ("negation", 1.0, 1.0),
    ("number", 1.0, 1.0),
    ("quotes", 1.0, 1.0),
    ("relabelled", 1.0, 1.0),
    ("saying", 1.0, 1.0),
];

#[test]
fn named_drift_agrees_with_a_reader() {
    measure(include_str!("drift/pairs.toml"), "en", &FLOORS);
}

#[test]
fn named_drift_agrees_with_a_reader_of_spanish() {
    measure(include_str!("drift/pairs-es.toml"), "es", &SPANISH_FLOORS);
}

#[expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "the table is what this test is run for; a sheet that is none stops it"
)]
fn measure(sheet: &str, language: &str, floors: &[(&str, f64, f64)]) {
    let sheet: Sheet = toml::from_str(sheet).unwrap();
    let namings = Namings::new(sheet.naming.iter().map(|naming| naming.forms.as_slice()));
    let mut scores = BTreeMap::<String, Score>::new();
    let mut differences = String::new();
    let language = Language::of(Some(language), "");
    for pair in sheet.pair {
        let quotation = |text| Quotation { text, attributed: false, language: Some(&language) };
        let wording = compare(quotation(&pair.base), quotation(&pair.other), &namings);
        let mut expected = pair.drift;
        for drift in wording.drifts {
            let base = drift.base.map(|range| &pair.base[range]);
            let other = drift.other.map(|range| &pair.other[range]);
            let agrees = |one: Option<&str>, two: Option<&str>| match (one, two) {
                (Some(one), Some(two)) => {
                    one.to_lowercase().contains(&two.to_lowercase()) || two.to_lowercase().contains(&one.to_lowercase())
                }
                _ => true,
            };
            let right = expected.iter().position(|expected| {
                expected.kind == drift.kind.name()
                    && agrees(base, expected.base.as_deref())
                    && agrees(other, expected.other.as_deref())
            });
            let score = scores.entry(drift.kind.name().to_owned()).or_default();
            if let Some(place) = right {
                expected.remove(place);
                score.right += 1;
            } else {
                score.wrong += 1;
                differences += &format!("wrong   {}: {} {base:?} {other:?}\n", pair.name, drift.kind.name());
            }
        }
        for missed in expected {
            differences += &format!("missed  {}: {} {:?} {:?}\n", pair.name, missed.kind, missed.base, missed.other);
            scores.entry(missed.kind).or_default().missed += 1;
        }
    }
    let all = scores.values().fold(Score::default(), |sum, score| Score {
        right: sum.right + score.right,
        wrong: sum.wrong + score.wrong,
        missed: sum.missed + score.missed,
    });
    let mut table = format!("{:<12}{:>6}{:>6}{:>7}{:>11}{:>8}\n", "kind", "right", "wrong", "missed", "precision", "recall");
    for (kind, score) in scores.iter().map(|(kind, score)| (kind.as_str(), score)).chain([("all", &all)]) {
        let Score { right, wrong, missed } = score;
        table += &format!("{kind:<12}{right:>6}{wrong:>6}{missed:>7}{:>11.2}{:>8.2}\n", score.precision(), score.recall());
    }
    println!("{table}\n{differences}");
    assert_eq!(scores.len(), floors.len());
    for &(kind, precision, recall) in floors {
        let score = &scores[kind];
        assert!(
            score.precision() >= precision && score.recall() >= recall,
            "{kind} fell below its floor\n{table}\n{differences}"
        );
    }
}
