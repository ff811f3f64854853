//! The ground on which a selection moves: the words, sentences and paragraphs of a text, found once.
//!
//! A word here is one that may be quoted whole: what [`crate::text::anchor`] would call *cut* is never a part of one. A number has
//! what its meaning hangs on: the sign before it ("−5"), its currency ("$10", "10 €"), its share ("51.2 %").

use std::ops::Range;

use crate::text::{
    fold::{fold, is_unseen},
    paragraphs::paragraphs,
    sentences::sentences,
    words::{fold_word, words},
};

/// A text, and where its words, sentences and paragraphs stand: in bytes of it, in order, apart.
#[derive(Debug)]
pub(in crate::tui::read) struct Ground {
    pub(super) text: String,
    pub(super) words: Vec<Range<usize>>,
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) paragraphs: Vec<Range<usize>>,
}

/// What `f` looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought {
    /// As they were typed.
    pub(super) letters: String,
    /// Whether they are all of the word.
    pub(super) whole: bool,
}

impl Ground {
    pub(in crate::tui::read) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            words: words(text).map(|word| with_its_signs(text, word)).filter(|word| !word.is_empty()).collect(),
            sentences: sentences(text).into_iter().map(|sentence| sentence.range).collect(),
            paragraphs: paragraphs(text).into_iter().map(|paragraph| paragraph.bytes).collect(),
        }
    }

    /// Whether it is that of `text`.
    pub(in crate::tui::read) fn is_of(&self, text: &str) -> bool {
        self.text == text
    }

    /// The number of the first word that ends behind the byte `at`; none where all end before it.
    pub(in crate::tui::read) fn word_from(&self, at: usize) -> Option<usize> {
        let word = self.words.partition_point(|word| word.end <= at);
        (word < self.words.len()).then_some(word)
    }

    /// Where the word with this number stands; of a number that no word has, nowhere.
    pub(in crate::tui::read) fn word(&self, word: usize) -> Range<usize> {
        self.words.get(word).cloned().unwrap_or_default()
    }

    /// The number of the first word of `unit`, a sentence or paragraph, or of its last one; where it has none, of the word that
    /// follows it, or stands before it.
    fn edge(&self, unit: &Range<usize>, last: bool) -> Option<usize> {
        let at = if last { unit.end } else { unit.start };
        self.words.partition_point(|word| word.start < at).checked_sub(usize::from(last))
    }

    /// The word `by` edges from `word` on: the first words of `units`, or their last ones.
    pub(super) fn step(&self, units: &[Range<usize>], word: usize, by: isize, last: bool) -> Option<usize> {
        let edge = |unit: &Range<usize>| self.edge(unit, last);
        let unit = if by > 0 {
            units.partition_point(|unit| edge(unit) <= Some(word)).checked_add_signed(by - 1)
        } else {
            units.partition_point(|unit| edge(unit) < Some(word)).checked_add_signed(by)
        };
        edge(units.get(unit?)?).filter(|&word| word < self.words.len())
    }

    /// Which one of `units` a word stands in; none of a word in none.
    pub(super) fn around(&self, units: &[Range<usize>], word: usize) -> Option<usize> {
        let start = self.word(word).start;
        let unit = units.partition_point(|unit| unit.end <= start);
        units.get(unit).filter(|unit| unit.contains(&start)).map(|_| unit)
    }

    /// The words of `unit`, first and last, each with what of the unit stands before or behind it.
    pub(super) fn ends(&self, unit: &Range<usize>) -> Option<[(usize, Range<usize>); 2]> {
        // A word that is broken where the unit begins is whole, too.
        let (first, last) = (self.word_from(unit.start)?, self.edge(unit, true)?);
        let start = self.word(first).start.min(unit.start);
        // A hyphen at which a line was broken closes nothing.
        let is_open = |c| matches!(c, '-' | '\u{2010}' | '\u{2011}') || is_unseen(c);
        let closed = self.text.get(..unit.end)?.trim_end_matches(is_open).len();
        let end = self.word(last).end.max(closed);
        (first <= last).then(|| [(first, start..self.word(first).end), (last, self.word(last).start..end)])
    }

    /// The `nth` word, from 1, that begins with what is sought, from `word` on or back, itself left out.
    pub(super) fn seek(&self, sought: &Sought, word: usize, forwards: bool, nth: usize) -> Option<usize> {
        let letters = fold(&sought.letters).into_owned();
        let is_it = |&at: &usize| {
            let word = self.text.get(self.word(at)).unwrap_or_default();
            let word = fold_word(word.trim_start_matches(|c: char| !c.is_alphanumeric()));
            if sought.whole { *word == *letters } else { word.starts_with(&letters) }
        };
        let skipped = nth.saturating_sub(1);
        if forwards {
            (word + 1..self.words.len()).filter(is_it).nth(skipped)
        } else {
            (0..word).rev().filter(is_it).nth(skipped)
        }
    }
}

/// `word` of `text` as far as one sees it, a number with the signs without which it says something else.
fn with_its_signs(text: &str, word: Range<usize>) -> Range<usize> {
    let is_digit = |c: char| c.is_ascii_digit();
    let number = text[word.clone()].trim_end_matches(is_unseen);
    let (mut start, mut end) = (word.start, word.start + number.len());
    let (before, after) = (&text[..start], &text[end..]);
    if number.starts_with(is_digit) {
        start = before.trim_end_matches(is_currency).len();
        let below = &text[..start];
        if let Some(outside) = below.strip_suffix(['-', '−'])
            && outside.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(')
        {
            start = outside.len();
        }
    }
    if number.ends_with(is_digit) {
        let rest = after.strip_prefix([' ', '\u{a0}', '\u{2009}', '\u{202f}']).unwrap_or(after);
        let unit = rest.strip_prefix(|c| matches!(c, '%' | '‰' | '％') || is_currency(c));
        // A currency stands before its number, too.
        if let Some(beyond) = unit.filter(|beyond| !beyond.starts_with(|c| is_digit(c) || is_currency(c))) {
            end = text.len() - beyond.len();
        }
    }
    start..end
}

const fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢' | '£' | '¥' | '\u{20a0}'..='\u{20cf}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        Ground::new(text).words.into_iter().map(|word| &text[word]).collect()
    }

    #[test]
    fn a_number_has_its_signs() {
        assert_eq!(
            split("It was −5 (or -4), not 10-20: $10, US$3.5, 51.2%, 48,8 % and 10 €; £7 $8 100%."),
            [
                "It", "was", "−5", "or", "-4", "not", "10", "20", "$10", "US", "$3.5", "51.2%", "48,8 %", "and", "10 €", "£7",
                "$8", "100%"
            ]
        );
        assert_eq!(split("5$6 €£9 x-5"), ["5", "$6", "€£9", "x", "5"]);
    }

    #[test]
    fn the_owner_and_the_broken_word_are_one() {
        assert_eq!(
            split("The mayor’s har-\nbour, l’eau, 码头已经"),
            ["The", "mayor’s", "har-\nbour", "l", "eau", "码头", "已经"]
        );
    }

    #[test]
    fn edges_of_units_are_stepped_by() {
        let ground = Ground::new("One two. Three four five. *** Six.");
        let step = |word, by, last| ground.step(&ground.sentences, word, by, last);
        assert_eq!([step(0, 1, false), step(1, 1, false), step(0, 2, false)], [Some(2), Some(2), Some(5)]);
        assert_eq!([step(4, -1, false), step(2, -1, false), step(0, -1, false)], [Some(2), Some(0), None]);
        assert_eq!([step(0, 1, true), step(1, 1, true), step(4, 1, true), step(5, 1, true)], [Some(1), Some(4), Some(5), None]);
        assert_eq!([step(4, -1, true), step(3, -1, true), step(1, -1, true)], [Some(1), Some(1), None]);
    }

    #[test]
    fn a_unit_that_begins_within_a_broken_word_is_taken_with_all_of_it() {
        let ground = Ground::new("It fell on the har-\nbour wall.");
        assert_eq!(ground.sentences.len(), 2, "a line is a paragraph where none is blank");
        assert_eq!(ground.ends(&ground.sentences[1]), Some([(4, 15..24), (5, 25..30)]));
    }

    #[test]
    fn words_are_sought_as_the_finder_folds() {
        let text = "The Ærø ferry, a fer-\nry, is $81.7 dear";
        let ground = Ground::new(text);
        let seek = |letters: &str, whole, from, forwards, nth| {
            ground.seek(&Sought { letters: letters.to_owned(), whole }, from, forwards, nth)
        };
        assert_eq!(seek("ae", false, 0, true, 1), Some(1));
        assert_eq!(seek("FE", false, 0, true, 2), Some(4));
        assert_eq!(seek("fe", false, 6, false, 1), Some(4));
        assert_eq!(seek("a", true, 0, true, 1), Some(3));
        assert_eq!(seek("81", false, 0, true, 1), Some(6));
        assert_eq!(seek("th", false, 0, true, 1), None);
    }
}
