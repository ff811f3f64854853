//! Agreement of readers: against worked examples, against other people's packages, and by what holds of any ratings.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::fs;

use parallax::compare::agreement::{
    alpha::{Disagreement, RESAMPLES},
    distance::masi,
    kappa::kappa,
    ratings::Ratings,
};
use proptest::prelude::*;

/// Units as `tests/agreement/packages.py` writes them: a word a unit, a sign a reader.
fn ratings<T: Ord>(units: &str, value: impl Fn(u32) -> T) -> Ratings<T> {
    let readers = units.split_whitespace().next().map_or(0, str::len);
    let unit = |word: &str| word.chars().map(|sign| sign.to_digit(10).map(&value)).collect();
    Ratings::new(readers, units.split_whitespace().map(unit).collect::<Vec<_>>())
}

/// A set by its bits.
fn set(bits: u32) -> Vec<u32> {
    (0..3).filter(|code| bits >> code & 1 == 1).collect()
}

fn jaccard(one: &[u32], other: &[u32]) -> f64 {
    let common = one.iter().filter(|code| other.contains(code)).count();
    let all = one.len() + other.len() - common;
    if all == 0 { 0.0 } else { 1.0 - f64::from(u32::try_from(common).unwrap()) / f64::from(u32::try_from(all).unwrap()) }
}

fn alpha<T: Ord>(ratings: &Ratings<T>) -> Option<f64> {
    Disagreement::nominal(ratings).alpha()
}

#[track_caller]
fn assert_close(found: Option<f64>, expected: Option<f64>, of: &str) {
    let close = match (found, expected) {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
        (found, expected) => found == expected,
    };
    assert!(close, "{found:?} where it is {expected:?}: {of}");
}

/// Its three decimals.
fn thousandths(coefficient: Option<f64>) -> String {
    format!("{:.3}", coefficient.unwrap())
}

#[test]
fn alpha_is_that_of_krippendorffs_examples() {
    // "Computing Krippendorff's Alpha-Reliability" (2011): B, two observers and two values; C, four observers with values missing.
    let binary = "01 11 01 00 00 01 00 00 10 00";
    assert_eq!(thousandths(alpha(&ratings(binary, |value| value))), "0.095");
    let missing = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 .3..";
    assert_eq!(thousandths(alpha(&ratings(missing, |value| value))), "0.743");
}

#[test]
fn kappa_is_that_of_fleiss_example() {
    // J. Fleiss, "Statistical Methods for Rates and Proportions", table 18.1 of the third edition (2003): a hundred diagnoses.
    let counts = [[75, 1, 4], [5, 4, 1], [0, 0, 10]];
    let unit = |(one, other): (usize, usize)| vec![vec![Some(one), Some(other)]; counts[one][other]];
    let pairs = (0..3).flat_map(|one| (0..3).map(move |other| (one, other)));
    let ratings = Ratings::new(2, pairs.flat_map(unit));
    assert_eq!(thousandths(ratings.percent_agreement()), "0.890");
    assert_eq!(thousandths(kappa(&ratings)), "0.676");
}

#[test]
fn random_codings_have_the_figures_of_other_packages() {
    let table = fs::read_to_string("tests/agreement/packages.txt").unwrap();
    let mut cases = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let [kind, first, second, units] = *line.splitn(4, ' ').collect::<Vec<_>>() else { panic!("{line}") };
        let [first, second] = [first, second].map(|figure| figure.parse().ok());
        if kind == "nominal" {
            let ratings = ratings(units, |value| value);
            assert_close(alpha(&ratings), first, line);
            assert_close(kappa(&ratings), second, line);
        } else {
            let ratings = ratings(units, set);
            assert_close(Disagreement::by(&ratings, |one, other| masi(one, other)).alpha(), first, line);
            assert_close(Disagreement::by(&ratings, |one, other| jaccard(one, other)).alpha(), second, line);
        }
        cases += 1;
    }
    assert_eq!(cases, 200);
}

#[test]
fn sets_are_as_unlike_as_passonneau_says() {
    let third = 1.0 / 3.0;
    let rows: [(&[u32], &[u32], f64); 6] = [
        (&[1, 2], &[1, 2], 0.0),
        (&[], &[], 0.0),
        (&[1], &[1, 2], 1.0 - 0.5 * 2.0 * third),
        (&[1, 2], &[2, 3], 1.0 - third * third),
        (&[1], &[2], 1.0),
        (&[], &[1], 1.0),
    ];
    for (one, other, distance) in rows {
        assert_close(Some(masi(one, other)), Some(distance), &format!("{one:?} {other:?}"));
        assert_close(Some(masi(other, one)), Some(distance), &format!("{other:?} {one:?}"));
    }
}

#[test]
fn the_interval_is_that_of_all_draws() {
    // Of five units there are 5⁵ draws: all of them say what a thousand at random should come near to.
    let units = ["11", "22", "12", "33", "11"];
    let mut all: Vec<f64> = (0..5_usize.pow(5))
        .filter_map(|draw| {
            let drawn: Vec<&str> = (0..5).map(|place| units[draw / 5_usize.pow(place) % 5]).collect();
            alpha(&ratings(&drawn.join(" "), |value| value))
        })
        .collect();
    all.sort_by(f64::total_cmp);
    let [low, high] = Disagreement::nominal(&ratings(&units.join(" "), |value| value)).interval(RESAMPLES).unwrap();
    let share_below = |bound: f64, slack: f64| {
        let below = all.iter().filter(|&&alpha| alpha < bound + slack).count();
        f64::from(u32::try_from(below).unwrap()) / f64::from(u32::try_from(all.len()).unwrap())
    };
    assert!(share_below(low, -1e-9) < 0.04 && share_below(low, 1e-9) > 0.015, "{low}");
    assert!(share_below(high, -1e-9) < 0.985 && share_below(high, 1e-9) > 0.96, "{high}");
}

#[test]
fn without_variation_there_is_nothing_to_measure() {
    for units in ["", ". .", "1. .1", "11 11 11"] {
        let ratings = ratings(units, |value| value);
        assert_eq!((alpha(&ratings), kappa(&ratings)), (None, None), "{units}");
        assert_eq!(Disagreement::nominal(&ratings).interval(RESAMPLES), None, "{units}");
    }
    assert_eq!(ratings("1. .1", |value| value).percent_agreement(), None);
    assert_eq!(ratings("11 11 11", |value| value).percent_agreement(), Some(1.0));
}

/// So many readers' values, by unit.
fn any_units() -> impl Strategy<Value = (usize, Vec<Vec<Option<u8>>>)> {
    (2..6_usize).prop_flat_map(|readers| {
        let unit = prop::collection::vec(prop::option::weighted(0.8, 0..4_u8), readers);
        (Just(readers), prop::collection::vec(unit, 1..20))
    })
}

proptest! {
    #[test]
    fn the_order_of_readers_and_of_units_does_not_matter((readers, units) in any_units(), by in 0..20_usize) {
        let mut turned = units.clone();
        turned.rotate_left(by % units.len());
        for unit in &mut turned {
            unit.rotate_left(by % readers);
        }
        let [one, other] = [units, turned].map(|units| Ratings::new(readers, units));
        assert_close(alpha(&one), alpha(&other), "alpha");
        assert_close(kappa(&one), kappa(&other), "kappa");
        prop_assert_eq!(one.percent_agreement(), other.percent_agreement());
    }

    #[test]
    fn who_agree_everywhere_have_an_alpha_of_one(readers in 2..6_usize, values in prop::collection::vec(0..4_u8, 2..20)) {
        let ratings = Ratings::new(readers, values.iter().map(|&value| vec![Some(value); readers]));
        let varies = values.iter().any(|&value| value != values[0]);
        assert_close(alpha(&ratings), varies.then_some(1.0), "alpha");
        let ends = Disagreement::nominal(&ratings).interval(RESAMPLES);
        prop_assert_eq!(ends, varies.then_some([1.0, 1.0]));
    }

    /// Two readers without missing values: Scott's pi, corrected for few units (Krippendorff 2004, ch. 11).
    #[test]
    fn alpha_of_two_readers_is_scotts_pi_corrected(units in prop::collection::vec((0..4_usize, 0..4_usize), 1..30)) {
        let ratings = Ratings::new(2, units.iter().map(|&(one, other)| vec![Some(one), Some(other)]));
        let number = |count: usize| f64::from(u32::try_from(count).unwrap());
        let all = number(2 * units.len());
        let observed = number(units.iter().filter(|(one, other)| one == other).count()) / number(units.len());
        let of = |value| number(units.iter().map(|&(one, other)| usize::from(one == value) + usize::from(other == value)).sum());
        let expected: f64 = (0..4).map(|value| (of(value) / all).powi(2)).sum();
        let pi = (observed - expected) / (1.0 - expected);
        let varies = expected < 1.0 - 1e-12;
        assert_close(alpha(&ratings), varies.then_some(pi + (1.0 - pi) / all), "alpha");
    }

    #[test]
    fn the_same_ratings_have_the_same_interval_around_alpha((readers, units) in any_units()) {
        let disagreement = Disagreement::nominal(&Ratings::new(readers, units));
        let ends = disagreement.interval(RESAMPLES);
        prop_assert_eq!(ends, disagreement.interval(RESAMPLES));
        prop_assert_eq!(ends.is_some(), disagreement.alpha().is_some());
        if let Some([low, high]) = ends {
            prop_assert!(low <= high && high <= 1.0);
        }
    }
}
