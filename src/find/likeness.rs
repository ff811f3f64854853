//! How like a word is to what was typed.
//!
//! A ladder of six steps, best first; within a step the [`Quality`] says how good the match is:
//!
//! 1. *exact*: the word itself;
//! 2. *begins*: the word begins with it, better the less is left ("vote": "votes" before "voters");
//! 3. *inside*: the word contains it, three letters at least ("count" in "discount"), or one where a script has no blanks;
//! 4. *abbreviation*: the word begins with the same letter and has the others in the same order ("hosptl", "govt"), close
//!    enough to one another, which `fuzzy_matcher` judges;
//! 5. *slip*: one slip of the hand away ([`super::slip`]), two from eight letters on ("hopsital");
//! 6. *half*: the word begins with something one slip away, from five letters on ("hopsi").
//!
//! How far down a typed word goes is decided over all the words of a catalogue, in [`super::resolve`]. A number stands for
//! itself and what it begins, never for another number. What has more letters than [`MAX_LETTERS`] was pasted and not typed: it
//! is a literal, which goes down to *inside*. The last three steps take space or time for each pair of letters; all the others
//! grow with the two words alone.

use std::{iter, ops::Range, sync::OnceLock};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use memchr::memmem;

use super::{
    query::{Mode, Word},
    slip::{MAX_LETTERS, slips},
};

/// How good a match is; more is better.
pub(super) type Quality = u8;

/// The best there is: the word itself.
pub(super) const EXACT: Quality = 15;
/// One, two, and more letters left.
const BEGINS: [Quality; 3] = [14, 13, 12];
pub(super) const INSIDE: Quality = 11;
/// The worst and the best abbreviation.
const ABBREVIATION: [Quality; 2] = [6, 8];
const ONE_SLIP: Quality = 5;
const TWO_SLIPS: Quality = 4;
pub(super) const HALF: Quality = 3;

/// The step that a typed word may go down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    Exact,
    Begins,
    Inside,
    Abbreviation,
    Slip,
    Half,
}

/// A typed word, made ready to be held against many.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    text: String,
    letters: Vec<char>,
    mask: u32,
    /// What `fuzzy_matcher` gives the word itself: most words are never held against that, and asking takes longer than all the rest.
    perfect: OnceLock<i64>,
    mode: Mode,
}

impl Typed {
    pub(super) fn new(word: &Word) -> Self {
        Self {
            text: word.text.clone(),
            letters: word.text.chars().collect(),
            mask: mask(&word.text),
            perfect: OnceLock::new(),
            mode: word.mode,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Which letters it has: see [`mask`].
    pub(super) fn mask(&self) -> u32 {
        self.mask
    }

    /// How many letters it has.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The furthest step that it may ever go down to.
    pub(super) fn furthest(&self) -> Reach {
        let has = |what: fn(char) -> bool| self.letters.iter().any(|&letter| what(letter));
        match self.mode {
            Mode::Exact => Reach::Exact,
            Mode::Fuzzy if !has(char::is_numeric) => match self.len() {
                1..=2 if has(is_unspaced) => Reach::Inside,
                0..=2 => Reach::Begins,
                3..=4 => Reach::Slip,
                5..=MAX_LETTERS => Reach::Half,
                _ => Reach::Inside,
            },
            Mode::Fuzzy | Mode::Begins => Reach::Begins,
        }
    }

    /// How many slips are forgiven in the whole word.
    pub(super) fn forgiven(&self) -> u8 {
        if self.len() >= 8 { 2 } else { 1 }
    }

    /// How good a match `word` is, going down to `reach`, which is at most [`Typed::furthest`].
    pub(super) fn quality(&self, word: &str, reach: Reach) -> Option<Quality> {
        let typed = self.begins(word).filter(|&quality| quality == EXACT || reach >= Reach::Begins);
        typed
            .or_else(|| (reach >= Reach::Inside && self.place_in(word).is_some()).then_some(INSIDE))
            .or_else(|| (reach >= Reach::Abbreviation).then(|| self.abbreviation(word))?.map(|(quality, _)| quality))
            .or_else(|| (reach >= Reach::Slip).then(|| self.slip(word, reach))?)
    }

    /// The first two steps.
    pub(super) fn begins(&self, word: &str) -> Option<Quality> {
        let left = word.strip_prefix(&self.text)?;
        if left.is_empty() {
            return Some(EXACT);
        }
        Some(BEGINS[left.chars().take(BEGINS.len()).count() - 1])
    }

    /// Where the word contains it, in bytes: the third step, where that is not at its beginning.
    fn place_in(&self, word: &str) -> Option<usize> {
        let (typed, word) = (self.text.as_bytes(), word.as_bytes());
        if self.len() > MAX_LETTERS {
            return if typed.len() > word.len() { None } else { memmem::find(word, typed) };
        }
        // For texts as short as words, preparing a search costs more than searching.
        word.windows(typed.len()).position(|window| window[0] == typed[0] && window == typed)
    }

    /// The fourth step, with the places of the letters in the word, counted in letters.
    pub(super) fn abbreviation(&self, word: &str) -> Option<(Quality, Vec<usize>)> {
        let mut rest = word.chars();
        if rest.next() != self.letters.first().copied()
            || !self.letters[1..].iter().all(|letter| rest.any(|other| other == *letter))
        {
            return None;
        }
        // What leaves out more than two thirds of a word could stand for anything; nor does the matcher get to see a long one.
        if word.chars().nth(self.len() * 3 + 1).is_some() {
            return None;
        }
        let (given, places) = score(word, &self.text)?;
        // Seven tenths of what the word itself gets is the least ("mgmt" for "management"), and a step for each tenth more. From
        // six letters on a little less will do, because each gap costs something and there is room for many ("mnpltd").
        let least = if self.len() < 6 { 14 } else { 13 };
        let perfect = self.perfect.get_or_init(|| score(&self.text, &self.text).map_or(1, |(score, _)| score));
        let twentieths = u8::try_from(given * 20 / perfect).ok().filter(|&twentieths| twentieths >= least)?;
        let [worst, best] = ABBREVIATION;
        Some(((worst + (twentieths / 2).saturating_sub(7)).min(best), places))
    }

    /// The last two steps.
    pub(super) fn slip(&self, word: &str, reach: Reach) -> Option<Quality> {
        let limit = self.forgiven();
        let found = if self.text.is_ascii() && word.is_ascii() {
            slips(self.text.as_bytes(), word.as_bytes(), limit)
        } else {
            // No slip reaches further into the word than this.
            let letters: Vec<char> = word.chars().take(self.len() + usize::from(limit) + 1).collect();
            slips(&self.letters, &letters, limit)
        }?;
        match (found.whole, found.beginning) {
            (1, _) => Some(ONE_SLIP),
            (2, _) if limit >= 2 => Some(TWO_SLIPS),
            (_, 1) if reach >= Reach::Half => Some(HALF),
            _ => None,
        }
    }

    /// The bytes of `word` that matched, in order, going down to `reach`; `None` where it does not match.
    pub(super) fn marks(&self, word: &str, reach: Reach) -> Option<Vec<Range<usize>>> {
        let quality = self.quality(word, reach)?;
        if (ABBREVIATION[0]..=ABBREVIATION[1]).contains(&quality) {
            let (_, places) = self.abbreviation(word)?;
            let letters: Vec<(usize, char)> = word.char_indices().collect();
            let letters = places.iter().filter_map(|&place| letters.get(place));
            return Some(letters.map(|&(at, letter)| at..at + letter.len_utf8()).collect());
        }
        let start = if quality == INSIDE { self.place_in(word)? } else { 0 };
        let end = if quality >= INSIDE { start + self.text.len() } else { word.len() };
        Some(iter::once(start..end).collect())
    }
}

/// Which letters a word has, as bits: what a word lacks is seen without reading it.
///
/// A bit each for a to z; all other characters share six.
pub(super) fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| {
        let bit = if c.is_ascii_lowercase() { c as u32 - 'a' as u32 } else { 26 + c as u32 % 6 };
        mask | 1 << bit
    })
}

/// What `fuzzy_matcher` gives `typed` in `word`, and where its letters stand.
///
/// A `SkimMatcherV2` keeps its matrix from call to call, and where a word has a letter twice in a row, what an earlier call left
/// there gets into the score. Each call therefore has a new one: the answer depends on the two words alone.
fn score(word: &str, typed: &str) -> Option<(i64, Vec<usize>)> {
    SkimMatcherV2::default().respect_case().fuzzy_indices(word, typed)
}

/// Whether `c` is of a script that is written without blanks, where a word is a whole clause.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::*;

    fn typed(text: &str) -> Typed {
        Typed::new(&Word { text: text.into(), mode: Mode::Fuzzy })
    }

    fn quality(text: &str, word: &str) -> Option<Quality> {
        let typed = typed(text);
        typed.quality(word, typed.furthest())
    }

    /// The steps that `words` match `text` by, as the marked letters in brackets.
    fn marked(text: &str, word: &str) -> String {
        let typed = typed(text);
        let mut shown = word.to_owned();
        for range in typed.marks(word, typed.furthest()).unwrap_or_default().iter().rev() {
            shown.insert(range.end, ']');
            shown.insert(range.start, '[');
        }
        shown
    }

    #[test]
    fn less_left_over_is_better() {
        let order: Vec<_> = ["vote", "votes", "voters", "voter's", "devote"].map(|word| quality("vote", word)).into();
        assert!(order.is_sorted_by(|a, b| a > b), "{order:?}");
    }

    #[test]
    fn abbreviations_are_understood() {
        for (text, word) in [
            ("hosptl", "hospital"),
            ("govt", "government"),
            ("dept", "department"),
            ("mgmt", "management"),
            ("intl", "international"),
            ("cttee", "committee"),
            ("gvt", "government"),
            ("parlmnt", "parliament"),
            ("prkg", "parking"),
            ("mnpltd", "manipulated"),
            ("ctrl", "control"),
            ("bldg", "building"),
            ("асоц", "ассоциация"),
        ] {
            let quality = quality(text, word);
            assert!(quality.is_some_and(|quality| (6..=8).contains(&quality)), "{text} {word} {quality:?}");
        }
    }

    #[test]
    fn scattered_letters_are_no_abbreviation() {
        for (text, word) in [("port", "parrot"), ("cat", "collaborationist"), ("bride", "harbourside"), ("stge", "subcontracted")]
        {
            assert_eq!(quality(text, word), None, "{text} {word}");
        }
        let spread = typed("mnrl").abbreviation("moonwatersell");
        assert_eq!(spread, None);
    }

    #[test]
    fn slips_are_forgiven_one_below_eight_letters_two_from_there() {
        for (text, word) in
            [("hopsital", "hospital"), ("bridhe", "bridge"), ("harrbour", "harbour"), ("ospital", "hospital"), ("teh", "the")]
        {
            assert!(quality(text, word).is_some(), "{text} {word}");
        }
        assert_eq!(quality("hopsitla", "hospital"), Some(TWO_SLIPS));
        assert_eq!(quality("rbigde", "bridge"), None);
    }

    #[test]
    fn a_half_typed_word_may_have_a_slip_in_it() {
        assert_eq!(quality("hopsi", "hospital"), Some(HALF));
        assert_eq!(quality("hops", "hospital"), None);
    }

    #[test]
    fn numbers_match_exactly_or_by_their_beginning() {
        assert_eq!(quality("30,000", "30,000"), Some(EXACT));
        assert!(quality("81", "81.7").is_some());
        for (text, word) in [("30,00", "31,000"), ("000", "30,000"), ("2024", "2042"), ("b12", "b112")] {
            assert_eq!(quality(text, word), None, "{text} {word}");
        }
    }

    #[test]
    fn a_literal_is_looked_for_inside_and_forgives_nothing() {
        let long = "bridge".repeat(11);
        assert!(long.len() > MAX_LETTERS);
        assert_eq!(quality(&long, &long), Some(EXACT));
        assert_eq!(quality(&long, &format!("{long}s")), Some(BEGINS[0]));
        assert_eq!(quality(&long, &format!("a{long}s")), Some(INSIDE));
        assert_eq!(quality(&long, &long[1..]), None);
        assert_eq!(marked(&long, &format!("a{long}s")), format!("a[{long}]s"));
        // One letter less, and a slip is forgiven.
        let short = &long[..MAX_LETTERS];
        assert_eq!(quality(short, &short[1..]), Some(ONE_SLIP));
    }

    #[test]
    fn a_literal_takes_time_in_step_with_its_length() {
        let (text, word) = ("a".repeat(500_000) + "b", "a".repeat(1_000_000));
        let start = Instant::now();
        assert!(!word.contains(&text));
        let linear = start.elapsed();
        let start = Instant::now();
        assert_eq!(quality(&text, &word), None);
        // A hundred readings would do; every pair of letters looked at is thousands.
        assert!(start.elapsed() < 200 * linear.max(Duration::from_millis(5)), "{:?} against {linear:?}", start.elapsed());
    }

    #[test]
    fn scripts_without_blanks_are_searched_inside() {
        assert!(quality("桥", "港口大桥").is_some());
        assert!(quality("or", "harbour").is_none());
    }

    #[test]
    fn the_letters_that_matched_are_marked() {
        assert_eq!(marked("hosp", "hospital"), "[hosp]ital");
        assert_eq!(marked("count", "discounted"), "dis[count]ed");
        assert_eq!(marked("hosptl", "hospital"), "[h][o][s][p]i[t]a[l]");
        assert_eq!(marked("hopsital", "hospital"), "[hospital]");
        assert_eq!(marked("bridge", "harbour"), "harbour");
    }

    #[test]
    fn the_matcher_is_asked_afresh_each_time() {
        let (fresh, _) = score("bbb", "bbb").unwrap();
        score("committee", "cmte");
        assert_eq!(score("bbb", "bbb").unwrap().0, fresh);
    }

    proptest! {
        #[test]
        fn marks_stand_inside_the_word_on_letters(text in "[abcdé]{1,9}", word in "[abcdeé桥]{1,12}") {
            let typed = typed(&text);
            for reach in [Reach::Exact, Reach::Begins, Reach::Inside, Reach::Abbreviation, Reach::Slip, Reach::Half] {
                let reach = reach.min(typed.furthest());
                let marks = typed.marks(&word, reach);
                prop_assert_eq!(marks.is_some(), typed.quality(&word, reach).is_some());
                let marks = marks.unwrap_or_default();
                prop_assert!(marks.is_sorted_by(|a, b| a.end <= b.start));
                prop_assert!(marks.iter().all(|range| word.get(range.clone()).is_some_and(|part| !part.is_empty())));
            }
        }

        #[test]
        fn going_further_down_never_loses_a_match(text in "[abc]{1,9}", word in "[abcd]{1,12}") {
            let typed = typed(&text);
            let mut before = None;
            for reach in [Reach::Exact, Reach::Begins, Reach::Inside, Reach::Abbreviation, Reach::Slip, Reach::Half] {
                let quality = typed.quality(&word, reach.min(typed.furthest()));
                prop_assert!(before.is_none() || quality == before);
                before = quality;
            }
        }
    }
}
