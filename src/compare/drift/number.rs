//! Number changed: another amount, day or month where the words around it are the same.
//!
//! Numbers are compared by value: "two-to-one" and "2-1", "ten dollars" and "$10", "81.7 per cent" and "81.7%", "six" and "6",
//! "3 million" and "3,000,000" are the same. A "one" is mostly no number at all: it can be the same as another, but never be
//! changed.

use super::{
    Change, Kind,
    pair::{Pair, Passage, Side},
};

use std::ops::Range;

const SIGNS: [char; 4] = ['$', '€', '£', '¥'];
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// In millionths, so that decimals compare exactly.
    Amount(i128),
    /// Counted from 0.
    Month(usize),
    /// Counted from Monday.
    Day(usize),
}

const WHOLE: i128 = 1_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    None,
    Percent,
    Money,
}

#[derive(Debug, Clone)]
struct Number {
    /// With its unit, where that is a word.
    words: Range<usize>,
    value: Value,
    unit: Unit,
}

impl Number {
    fn is_of_the_kind_of(&self, other: &Self) -> bool {
        let percent = |number: &Self| number.unit == Unit::Percent;
        std::mem::discriminant(&self.value) == std::mem::discriminant(&other.value) && percent(self) == percent(other)
    }

    /// Percentages, or sums of money, so near each other that they tell the same thing: within a tenth.
    fn is_near(&self, other: &Self) -> bool {
        match (self.value, other.value) {
            (Value::Amount(one), Value::Amount(two)) => {
                self.unit != Unit::None && self.unit == other.unit && (one - two).abs() <= one.max(two) / 10
            }
            _ => false,
        }
    }
}

/// The numbers of both sides.
pub(super) struct Numbers {
    pub(super) changed: Vec<Change>,
    /// Where the same number stands on both sides: the words of the base and of the other.
    pub(super) kept: Vec<[Range<usize>; 2]>,
}

pub(super) fn compare(pair: &Pair) -> Numbers {
    let (base, mut other) = (numbers(pair.passage(Side::Base)), numbers(pair.passage(Side::Other)));
    let mut kept = Vec::new();
    let mut left = Vec::new();
    for number in base {
        match other.iter().position(|twin| twin.value == number.value) {
            Some(place) => kept.push([number.words, other.remove(place).words]),
            None => left.push(number),
        }
    }
    let mut printed = Vec::new();
    left.retain(|number| {
        let digits = |side: Side, words: &Range<usize>| digits_alone(pair.passage(side), words);
        let Some(wanted) = digits(Side::Base, &number.words) else { return true };
        let Some(twin) = other.iter().position(|twin| digits(Side::Other, &twin.words).as_ref() == Some(&wanted)) else {
            return true;
        };
        printed.push(Change::new(Kind::Printed, Side::Base, number.words.clone(), Some(other.remove(twin).words)));
        false
    });
    let is_no_pronoun = |number: &Number| number.value != Value::Amount(WHOLE);
    left.retain(is_no_pronoun);
    other.retain(is_no_pronoun);

    let mut changed = printed;
    let same_telling = pair.tells_the_same();
    let replaced = |one: &Number, two: &Number| {
        same_telling && (replaces(pair, &one.words, &two.words) || same_company(pair, &one.words, &two.words))
    };
    for evidence in [&replaced as &dyn Fn(&Number, &Number) -> bool, &Number::is_near] {
        left.retain(|number| match other.iter().position(|twin| number.is_of_the_kind_of(twin) && evidence(number, twin)) {
            Some(place) => {
                changed.push(Change::new(Kind::Number, Side::Base, number.words.clone(), Some(other.remove(place).words)));
                false
            }
            None => true,
        });
    }
    Numbers { changed, kept }
}

/// `range`, that of a number in `text`, with the sign before or after it: "$10", "80%".
pub(super) fn with_sign(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].chars().next_back().filter(|sign| SIGNS.contains(sign));
    let after = text[range.end..].chars().next().filter(|sign| *sign == '%');
    range.start - before.map_or(0, char::len_utf8)..range.end + after.map_or(0, char::len_utf8)
}

fn replaces(pair: &Pair, base: &Range<usize>, other: &Range<usize>) -> bool {
    base.clone().any(|base| other.clone().any(|other| pair.in_place_of(base, other)))
}

/// Whether the words that they count are the same: "30 boats", "40 of the boats".
fn same_company(pair: &Pair, base: &Range<usize>, other: &Range<usize>) -> bool {
    let next = |side: Side, words: &Range<usize>| pair.passage(side).content_from(words.end, 1).next();
    let twin = next(Side::Base, base).and_then(|counted| pair.twin(Side::Base, counted));
    twin.is_some() && twin == next(Side::Other, other)
}

fn numbers(passage: &Passage) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        let found = amount(passage, at).or_else(|| date(passage, at));
        at = found.as_ref().map_or(at + 1, |number| number.words.end);
        numbers.extend(found);
    }
    numbers
}

fn date(passage: &Passage, at: usize) -> Option<Number> {
    let folded = passage.folded(at);
    let lexicon = passage.lexicon?;
    // "may" and "march" are no months.
    if lexicon.capital_days && !passage.printed(at).starts_with(char::is_uppercase)
        || passage.starts_sentence(at) && matches!(folded, "may" | "march")
    {
        return None;
    }
    let place =
        |names: &[&str]| names.iter().position(|name| *name == folded || lexicon.capital_days && name.get(..3) == Some(folded));
    let value = place(&lexicon.months).map(Value::Month).or_else(|| place(&lexicon.days).map(Value::Day))?;
    Some(Number { words: at..at + 1, value, unit: Unit::None })
}

fn amount(passage: &Passage, at: usize) -> Option<Number> {
    let (mut value, mut end) = match digits(passage.folded(at), passage.lexicon.map_or('.', |lexicon| lexicon.decimal)) {
        Some(value) => grouped(passage, at).unwrap_or((value, at + 1)),
        None => spelt(passage, at)?,
    };
    let scales: &[(&str, i64)] = passage.lexicon.map_or(&[], |lexicon| lexicon.scales);
    while let Some(scale) = look_up(scales, passage.folded(end)) {
        value = value.checked_mul(scale)?;
        end += 1;
    }
    let unit = if passage.before(at).ends_with(SIGNS)
        || passage.lexicon.is_some_and(|lexicon| lexicon.currencies.contains(&passage.folded(end)))
    {
        Unit::Money
    } else if passage.after(end - 1).trim_start().starts_with('%') {
        Unit::Percent
    } else if let Some(words) = percent(passage, end) {
        end += words;
        Unit::Percent
    } else {
        Unit::None
    };
    Some(Number { words: at..end, value: Value::Amount(value), unit })
}

/// "1 000", "12 000 000": groups of three digits with a blank between them, in millionths, and the word after them.
fn grouped(passage: &Passage, at: usize) -> Option<(i128, usize)> {
    let is_group = |word: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let goes_on = |at: usize| {
        matches!(passage.after(at), " " | "\u{a0}" | "\u{202f}" | "\u{2009}") && is_group(passage.folded(at + 1), 3..=3)
    };
    if !is_group(passage.folded(at), 1..=3) || passage.folded(at).starts_with('0') || !goes_on(at) {
        return None;
    }
    let end = (at + 1..passage.tokens.len()).find(|&next| !goes_on(next)).unwrap_or(at + 1) + 1;
    // More than six groups are a row of numbers.
    let digits: String = (at..end.min(at + 7)).map(|at| passage.folded(at)).collect();
    Some((digits.parse::<i128>().ok()?.checked_mul(WHOLE)?, end))
}

/// How many words at `at` say "per cent"; none where none do.
fn percent(passage: &Passage, at: usize) -> Option<usize> {
    let says = |words: &&&[&str]| (at..).zip(words.iter()).all(|(at, word)| passage.folded(at) == *word);
    passage.lexicon?.percent.iter().find(says).map(|words| words.len())
}

/// "81.7", "30,000", "340s", "2nd" in millionths.
fn digits(word: &str, decimal: char) -> Option<i128> {
    let swapped: String = word
        .chars()
        .map(|c| match c {
            ',' => '.',
            '.' => ',',
            c => c,
        })
        .collect();
    let word = if decimal == ',' { &*swapped } else { word };
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if number.is_empty() || !matches!(&word[number.len()..], "" | "s" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    let thousands = number.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|group| group.len() == 3));
    let plain = if thousands { number.replace(',', "") } else { number.replace(',', ".") };
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let millionths = format!("{fraction:0<6}");
    whole.parse::<i128>().ok()?.checked_mul(WHOLE)?.checked_add(millionths.get(..6)?.parse().ok()?)
}

/// The digits of a number that is printed with marks between them, which mean one thing here and another there: "30,000" and
/// "30.000" are thirty thousand or thirty.
fn digits_alone(passage: &Passage, words: &Range<usize>) -> Option<String> {
    let printed: String = words.clone().map(|at| passage.folded(at)).collect();
    let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
    let is_number = printed.chars().all(|c| c.is_ascii_digit() || ".,'’".contains(c));
    (is_number && digits.len() > 3).then_some(digits)
}

/// "six", "twenty-one", "two hundred and fifty" in millionths, and the word after it; "two hundred" is two, and "hundred" comes
/// after it.
fn spelt(passage: &Passage, at: usize) -> Option<(i128, usize)> {
    let (value, end) = below_a_hundred(passage, at)?;
    let goes_on = passage.folded(end) == "hundred" && passage.folded(end + 1) == "and";
    // "Two hundred and two hundred" are two numbers.
    let rest = goes_on.then(|| below_a_hundred(passage, end + 2)).flatten();
    match rest.filter(|&(_, after)| passage.folded(after) != "hundred") {
        Some((rest, after)) => Some(((value * 100 + rest) * WHOLE, after)),
        None => Some((value * WHOLE, end)),
    }
}

/// "six", "twenty-one", and the word after it.
fn below_a_hundred(passage: &Passage, at: usize) -> Option<(i128, usize)> {
    let lexicon = passage.lexicon?;
    let value = look_up(lexicon.small, passage.folded(at))?;
    // "Thirty-one", "treinta y uno".
    let next = match lexicon.tens_and {
        Some(and) if passage.folded(at + 1) == and => at + 2,
        Some(_) => return Some((value, at + 1)),
        None => at + 1,
    };
    let ones = look_up(lexicon.small, passage.folded(next)).filter(|ones| (20..100).contains(&value) && (1..10).contains(ones));
    Some(ones.map_or((value, at + 1), |ones| (value + ones, next + 1)))
}

fn look_up(table: &[(&str, i64)], word: &str) -> Option<i128> {
    table.iter().find(|(name, _)| *name == word).map(|&(_, value)| i128::from(value))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Kind, names},
        Passage, numbers,
    };
    use crate::text::tokens::tokens;

    fn changed<'a>(base: &'a str, other: &'a str) -> Vec<(&'a str, &'a str)> {
        names(base, other, &[]).into_iter().filter(|name| name.0 == Kind::Number).map(|(_, base, other)| (base, other)).collect()
    }

    #[test]
    fn another_number_in_its_place_is_named() {
        assert_eq!(changed("a crew of 150 keepers", "a crew of 15 keepers"), [("150", "15")]);
        assert_eq!(changed("six boats sank", "seven boats sank"), [("six", "seven")]);
        assert_eq!(changed("it covers 81.7 per cent of the quay", "it covers 80% of the quay"), [("81.7 per cent", "80%")]);
        assert_eq!(changed("sheets from 81.7 per cent of all polls", "they have 80% of the tallies"), [("81.7 per cent", "80%")]);
        assert_eq!(changed("about two hundred and fifty boats", "about 520 boats"), [("two hundred and fifty", "520")]);
    }

    #[test]
    fn another_day_or_month_is_named() {
        assert_eq!(changed("on 30 June the pier fell", "on 30 July the pier fell"), [("June", "July")]);
        assert_eq!(changed("It fell on Friday night", "It fell on Thursday night"), [("Friday", "Thursday")]);
    }

    #[test]
    fn the_same_number_in_another_form_is_not() {
        for (base, other) in [
            ("a margin of two-to-one", "a margin of 2-1"),
            ("between ten and eleven dollars", "$10 to $11"),
            ("81.7 per cent of the boats", "81.7% of the boats"),
            ("six boats", "6 boats"),
            ("3 million bolts", "3,000,000 bolts"),
            ("1.5 million bolts", "1,500,000 bolts"),
            ("twenty-one boats", "21 boats"),
            ("the 1990s", "the 1990"),
            ("on Dec. 5", "on December 5"),
            ("8,2 Prozent", "8.2 Prozent"),
            ("about 1,000 boats", "about 1 000 boats"),
            ("about 12,345,678 boats", "about 12 345 678 boats"),
            ("it cost 30,000 crowns", "it cost 30.000 crowns"),
        ] {
            assert_eq!(changed(base, other), [], "{base}, {other}");
        }
    }

    #[test]
    fn what_may_be_the_same_number_in_other_marks_is_printed_otherwise() {
        assert_eq!(names("it cost 30,000 crowns", "it cost 30.000 crowns", &[]), [(Kind::Printed, "30,000", "30.000")]);
        assert_eq!(changed("about 1 000 boats", "about 2 000 boats"), [("1 000", "2 000")]);
        assert_eq!(changed("pier 3 200 metres on", "pier 4 200 metres on"), [("3 200", "4 200")]);
    }

    #[test]
    fn a_hundred_after_an_and_is_a_number_of_its_own() {
        assert_eq!(
            changed("between two hundred and three hundred boats", "between two hundred and four hundred boats"),
            [("three hundred", "four hundred")]
        );
        assert_eq!(changed("two hundred and twenty-one thousand boats", "221,000 boats"), []);
    }

    #[test]
    fn no_row_of_numbers_is_too_long() {
        let text = "two hundred and ".repeat(100_000);
        let passage = Passage {
            text: &text,
            tokens: &tokens(&text),
            quoted: &[],
            attributed: false,
            lexicon: Some(&super::super::lexicon::ENGLISH),
        };
        assert_eq!(numbers(&passage).len(), 100_000);
    }

    #[test]
    fn a_vast_number_is_compared_like_others() {
        let vast = "9".repeat(32);
        assert_eq!(changed(&format!("{vast}% of it"), &format!("{vast}1% of it")), []);
    }

    #[test]
    fn a_number_in_a_text_without_a_full_stop_is_named_whole() {
        let endless = |last: &str| format!("{}{last} boats", "two hundred and ".repeat(5_000));
        assert_eq!(changed(&endless("six"), &endless("seven")), [("two hundred and six", "two hundred and seven")]);
    }

    #[test]
    fn numbers_of_different_things_are_not_compared() {
        assert_eq!(changed("a vote of 70 per cent for Quay", "Pierce and others only took 30 per cent"), []);
        assert_eq!(changed("a vote of more than two-to-one", "a vote of more than 70%"), []);
        assert_eq!(changed("six keepers watched the quay", "the quay cost 40 dollars that year"), []);
        assert_eq!(changed("no one of them stayed", "two of us left for good"), []);
        assert_eq!(changed("it fell", "it fell in 2007"), []);
    }
}
