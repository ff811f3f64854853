//! How the words of one passage differ from those of another: what to mark, what can be named, how much changed.

use std::ops::Range;

use super::{
    drift::{
        self, Drift,
        lexicon::Lexicon,
        pair::{Pair, Passage},
    },
    naming::Namings,
};
use crate::text::{
    diff::Run,
    language::Language,
    quoted::quoted,
    tokens::{Token, tokens},
};

/// How one passage differs from another.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// What to mark in both columns: every word of both, in order.
    pub runs: Vec<Run>,
    /// What can be named.
    pub drifts: Vec<Drift>,
    /// The share of the words of both that the other does not have, from 0 to 1; words that only moved or changed their form
    /// do not count.
    pub changed: f64,
}

/// A quotation as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation<'a> {
    /// The words.
    pub text: &'a str,
    /// Whether they are known to be passed on as somebody's: then a verb of saying that was not quoted is not missing.
    pub attributed: bool,
    /// In which language, where that is known; else it is guessed.
    pub language: Option<&'a Language>,
}

/// How `other` differs from `base`; ranges are in bytes of each.
pub fn compare(base: Quotation, other: Quotation, namings: &Namings) -> Wording {
    let (base, other) = (Words::of(base), Words::of(other));
    between(base.passage(), other.passage(), namings)
}

/// How `other` differs from the one of `bases` whose words are most like its own, the first of several; with the place of that one.
pub fn compare_with_nearest<'a>(
    bases: impl IntoIterator<Item = Quotation<'a>>,
    other: Quotation<'a>,
    namings: &Namings,
) -> Option<(usize, Wording)> {
    let other = Words::of(other);
    let bases: Vec<Words> = bases.into_iter().map(Words::of).collect();
    let pairs = bases.iter().map(|base| Pair::new(base.passage(), other.passage())).enumerate();
    let nearest = pairs.min_by(|(_, one), (_, two)| one.changed().total_cmp(&two.changed()));
    nearest.map(|(place, pair)| (place, named(&pair, namings)))
}

/// How `other` differs from `base`, two passages of longer texts; ranges are in bytes of those.
pub(super) fn between(base: Passage, other: Passage, namings: &Namings) -> Wording {
    named(&Pair::new(base, other), namings)
}

fn named(pair: &Pair, namings: &Namings) -> Wording {
    Wording { runs: pair.runs(), drifts: drift::named(pair, namings), changed: pair.changed() }
}

/// The words of a quotation, and what else is to be known of them.
struct Words<'a> {
    quotation: Quotation<'a>,
    tokens: Vec<Token<'a>>,
    quoted: Vec<Range<usize>>,
    lexicon: Option<&'static Lexicon>,
}

impl<'a> Words<'a> {
    fn of(quotation: Quotation<'a>) -> Self {
        let lexicon = match quotation.language {
            Some(language) => Lexicon::of(language),
            None => Lexicon::of(&Language::of(None, quotation.text)),
        };
        Self { quotation, tokens: tokens(quotation.text), quoted: quoted(quotation.text), lexicon }
    }

    fn passage(&self) -> Passage<'_> {
        let Quotation { text, attributed, .. } = self.quotation;
        Passage { text, tokens: &self.tokens, quoted: &self.quoted, attributed, lexicon: self.lexicon }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{diff::RunKind, growth::assert_near_linear};

    const NAMINGS: [&[&str]; 1] = [&["board", "harbour regime"]];

    fn differ(base: &str, other: &str) -> Wording {
        let quotation = |text| Quotation { text, attributed: false, language: None };
        compare(quotation(base), quotation(other), &Namings::new(NAMINGS))
    }

    #[test]
    fn the_rules_that_know_english_words_are_asked_of_english_alone() {
        fn quotation<'a>(text: &'a str, language: Option<&'a Language>) -> Quotation<'a> {
            Quotation { text, attributed: false, language }
        }
        let drifts = |tag: Option<&str>| {
            let given = tag.map(|tag| Language::of(Some(tag), ""));
            let language = given.as_ref();
            let (base, other) = ("the board said 40 boats sank", "the board claimed 30 boats sank");
            compare(quotation(base, language), quotation(other, language), &Namings::default()).drifts.len()
        };
        assert_eq!((drifts(Some("en")), drifts(None), drifts(Some("es"))), (2, 2, 1));
        let (base, other) = (
            "la junta dijo el lunes que ayer se hundieron 40 barcos en el puerto de la bahía",
            "la junta dijo el lunes que no se hundieron 40 barcos en el puerto de la bahía",
        );
        assert_eq!(compare(quotation(base, None), quotation(other, None), &Namings::default()).drifts.len(), 0);
    }

    #[test]
    fn marks_names_and_share_come_together() {
        let wording = differ("some boats sank", "boats sank at night");
        let kinds: Vec<RunKind> = wording.runs.iter().map(|run| run.kind).collect();
        assert_eq!(kinds, [RunKind::Removed, RunKind::Same, RunKind::Added]);
        assert_eq!(wording.drifts.iter().map(Drift::label).collect::<Vec<_>>(), ["hedge dropped"]);
        assert!((wording.changed - 3.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn words_of_a_script_without_blanks_are_compared_one_by_one() {
        for (base, other, changed) in [
            ("港务局早上表示码头已经关闭", "港务局早上否认码头已经关闭", "否认"),
            ("市長は橋を閉鎖したと発表した", "市長は橋を閉鎖したと否定した", "否定"),
        ] {
            let wording = differ(base, other);
            let runs = wording.runs.iter().filter(|run| run.kind != RunKind::Same && !run.other.is_empty());
            assert_eq!(runs.map(|run| &other[run.other.clone()]).collect::<Vec<_>>(), [changed]);
            assert!(wording.changed < 0.5, "{base}");
        }
    }

    #[test]
    fn a_text_without_a_full_stop_costs_as_much_as_its_words() {
        // Two names, two numbers and a hedge among every ten words, and each spelt otherwise in the other text.
        let text = |words: usize, end: &str| {
            (0..words / 10)
                .map(|at| format!("the keeper of Harr{at}{end} met some {at}{end} boats off Pie{at}r{end} and left "))
                .collect::<String>()
        };
        assert_near_linear(
            1_500,
            |words| (text(words, "a"), text(words, "e")),
            |(base, other)| {
                assert!(!differ(base, other).drifts.is_empty());
            },
        );
    }

    #[test]
    fn a_quotation_known_to_be_speech_lacks_no_verb_of_saying() {
        let base = Quotation { text: "keepers claimed the old pier fell", attributed: true, language: None };
        let other = Quotation { text: "the old pier fell", attributed: true, language: None };
        assert_eq!(compare(base, other, &Namings::default()).drifts, []);
        assert_eq!(compare(base, Quotation { attributed: false, ..other }, &Namings::default()).drifts.len(), 1);
    }

    #[test]
    fn the_nearest_has_the_fewest_other_words() {
        let place = |bases: &[&'static str]| {
            let quotation = |text| Quotation { text, attributed: false, language: None };
            let bases = bases.iter().copied().map(quotation);
            let (place, wording) = compare_with_nearest(bases, quotation("the old pier fell"), &Namings::default())?;
            Some((place, wording.runs.len()))
        };
        assert_eq!(place(&["gulls", "the new pier fell", "a pier", "the new pier fell"]), Some((1, 3)));
        assert_eq!(place(&[]), None);
    }

    /// Texts made of the words that the rules look for.
    fn telling() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "the",
            "Board",
            "harbour",
            "regime",
            "pier",
            "Quay",
            "Quai",
            "fell",
            "not",
            "no",
            "some",
            "about",
            "may",
            "said",
            "claimed",
            "that",
            "“",
            "”",
            "six",
            "7",
            "two-to-one",
            "80%",
            "per cent",
            "$10",
            "May",
            "Friday",
            "U.S.",
            "’s",
            ",",
            ".",
            "\n",
            "né",
        ]);
        prop::collection::vec(words, 0..24).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn every_name_has_words_to_show_for_it(base in telling(), other in telling()) {
            let wording = differ(&base, &other);
            for drift in &wording.drifts {
                let shown = |text: &str, range: &Option<std::ops::Range<usize>>| match range {
                    Some(range) => text.get(range.clone()).is_some_and(|words| !words.trim().is_empty()),
                    None => true,
                };
                prop_assert!(drift.base.is_some() || drift.other.is_some());
                prop_assert!(shown(&base, &drift.base) && shown(&other, &drift.other), "{drift:?}");
            }
            prop_assert!((0.0..=1.0).contains(&wording.changed));
            prop_assert_eq!(differ(&base, &other), wording);
        }

        #[test]
        fn a_passage_has_not_drifted_from_itself(text in telling()) {
            let wording = differ(&text, &text);
            prop_assert_eq!(wording.drifts, []);
            prop_assert!(wording.changed.abs() < f64::EPSILON);
        }
    }
}
