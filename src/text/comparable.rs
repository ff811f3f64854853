//! A text as it is compared with a quotation: folded a little, with the way back to the code points of the original.
//!
//! [`super::fold`] folds all that a reader does not hear, to search; here accents stay, for a name without its accent is not
//! quoted verbatim, and runs of white space become one blank, for where lines break says nothing. The way back is a list of
//! waypoints, one a kilobyte; between them the folding is done again. So the way back of a text costs a fraction of the text,
//! however long it is.
//!
//! What follows from finding a quotation or not is in [`super::anchor`].

use std::ops::Range;

use memchr::memmem;
use unicode_normalization::char::{decompose_canonical, decompose_compatible, is_combining_mark};

use super::fold;

/// How much of a difference does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folding {
    /// Runs of white space are one blank, none at the ends.
    Spaces,
    /// White space; the shape of quotation marks, dashes and ellipses; hyphens within words, also where a line ends; case; how an
    /// accented letter is encoded; characters that no reader sees.
    Typography,
}

impl Folding {
    /// `text` folded, for those who need no way back.
    pub(super) fn fold(self, text: &str) -> String {
        Comparable::new(self, text).text
    }

    fn of(self, c: char, emit: &mut dyn FnMut(char)) {
        match (self, c) {
            (Self::Spaces, _) => emit(if c.is_whitespace() { ' ' } else { c }),
            // Soft hyphens, joiners, marks of direction: copying from a page keeps or loses them by chance.
            (Self::Typography, c) if fold::is_unseen(c) => {}
            // Points that a reader of Hebrew or Arabic adds, and the stroke that stretches a word.
            (
                Self::Typography,
                '\u{591}'..='\u{5bd}'
                | '\u{5bf}'
                | '\u{5c1}'..='\u{5c2}'
                | '\u{5c4}'..='\u{5c5}'
                | '\u{5c7}'
                | '\u{640}'
                | '\u{64b}'..='\u{65f}'
                | '\u{670}',
            ) => {}
            // Letters that are printed as one, or in a shape of their own.
            (
                Self::Typography,
                'ſ' | '\u{fb00}'..='\u{fb06}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '！'..='～',
            ) => {
                // Not all of these are made of others.
                decompose_compatible(c, |part| if part == c { emit(c) } else { Self::Typography.of(part, &mut *emit) });
            }
            (Self::Typography, 'ς') => emit('σ'),
            (Self::Typography, _) if c.is_alphanumeric() || is_combining_mark(c) => {
                c.to_lowercase().for_each(|c| decompose_canonical(c, &mut *emit));
            }
            (Self::Typography, _) => fold::fold_char(c, emit),
        }
    }

    /// As [`Self::of`] for the character `c` at byte `at` of `text`, leaving out what repeats `previous` where a run counts as one,
    /// and hyphens within words.
    fn after(self, previous: &mut char, text: &str, (at, c): (usize, char), mut emit: impl FnMut(char)) {
        if self == Self::Typography && (is_within_compound(text, at, c) || is_beside_mark(text, at, c)) {
            return;
        }
        self.of(c, &mut |c| {
            let repeated = c == *previous && (c == ' ' || c == '-' && self == Self::Typography);
            if !repeated {
                emit(c);
                *previous = c;
            }
        });
    }
}

/// Whether `c`, at byte `at` of `text`, is a hyphen between two letters, or one of the few blanks after it where the line ends there:
/// what a compound is written with or without, and what breaks a word over two lines.
fn is_within_compound(text: &str, at: usize, c: char) -> bool {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}');
    if !(is_hyphen(c) || c.is_whitespace()) {
        return false;
    }
    let mut before = text[..at].char_indices().rev().take(BLANKS).skip_while(|(_, c)| c.is_whitespace());
    let hyphen = if is_hyphen(c) { Some((at, c)) } else { before.next().filter(|(_, c)| is_hyphen(*c)) };
    let Some((hyphen, sign)) = hyphen else { return false };
    if !text[..hyphen].ends_with(char::is_alphabetic) {
        return false;
    }
    let after = &text[hyphen + sign.len_utf8()..];
    let blanks: String = after.chars().take(BLANKS).take_while(|c| c.is_whitespace()).collect();
    let rest = &after[blanks.len()..];
    if blanks.is_empty() {
        rest.starts_with(char::is_alphabetic)
    } else {
        blanks.contains(['\n', '\r']) && rest.starts_with(char::is_lowercase)
    }
}

/// Blanks that are looked over at the most.
const BLANKS: usize = 16;

/// Whether `c`, at byte `at` of `text`, is one of the blanks that French puts inside its quotation marks and before signs of two parts:
/// "« le pont » !".
fn is_beside_mark(text: &str, at: usize, c: char) -> bool {
    if !c.is_whitespace() {
        return false;
    }
    let before = text[..at].chars().rev().take(BLANKS).find(|c| !c.is_whitespace());
    let after = text[at..].chars().take(BLANKS).find(|c| !c.is_whitespace());
    matches!(before, Some('«' | '‹')) || matches!(after, Some('»' | '›' | ':' | ';' | '!' | '?'))
}

/// A text folded.
#[derive(Debug, Clone)]
pub(super) struct Comparable {
    folding: Folding,
    text: String,
    /// The first stands at the beginning; they grow in every respect.
    waypoints: Vec<Waypoint>,
}

/// A place in the folded text and where that is in the original.
#[derive(Debug, Clone, Copy, Default)]
struct Waypoint {
    folded: usize,
    bytes: usize,
    chars: usize,
}

/// A stretch of the folded text and the original that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoldedPassage {
    /// Bytes of the folded text.
    pub(super) folded: Range<usize>,
    /// Code points of the original.
    pub(super) chars: Range<usize>,
    /// Whether it begins and ends with whole characters of the original: half an ellipsis is none, nor is a letter without
    /// the accent that follows.
    pub(super) whole: bool,
}

impl Comparable {
    /// Bytes of the original between two waypoints.
    const STRIDE: usize = 1024;

    pub(super) fn new(folding: Folding, original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut waypoints = vec![Waypoint::default()];
        let mut next = Self::STRIDE;
        // A blank before the first word is left out as if it repeated one.
        let mut previous = ' ';
        for (chars, (bytes, c)) in original.char_indices().enumerate() {
            if bytes >= next {
                waypoints.push(Waypoint { folded: text.len(), bytes, chars });
                next = bytes + Self::STRIDE;
            }
            folding.after(&mut previous, original, (bytes, c), |c| text.push(c));
        }
        if text.ends_with(' ') {
            text.pop();
        }
        Self { folding, text, waypoints }
    }

    /// What does not count in it.
    pub(super) fn folding(&self) -> Folding {
        self.folding
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The passages that read as `quote`, which is folded, in order; they may overlap.
    pub(super) fn occurrences(&self, original: &str, quote: &str) -> Vec<FoldedPassage> {
        let Some(first) = quote.chars().next() else {
            return Vec::new();
        };
        let finder = memmem::Finder::new(quote);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = self.text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let start = from + at;
            found.extend(self.passage(original, start..start + quote.len()));
            from = start + first.len_utf8();
        }
        found.retain(|passage| passage.whole);
        found
    }

    /// The passage at `folded`, of which neither end cuts a code point.
    pub(super) fn passage(&self, original: &str, folded: Range<usize>) -> Option<FoldedPassage> {
        if folded.is_empty() {
            return None;
        }
        let (first, begin) = self.reaching(original, folded.start + 1)?;
        let (last, end) = self.reaching(original, folded.end)?;
        let ends = end.end == folded.end && !self.text[end.end..].starts_with(is_combining_mark);
        Some(FoldedPassage { whole: begin.start == folded.start && ends, folded, chars: first..last + 1 })
    }

    /// The code point of the original with which the folded text becomes `length` bytes long or longer, and what it adds to it.
    fn reaching(&self, original: &str, length: usize) -> Option<(usize, Range<usize>)> {
        let before = self.waypoints.partition_point(|waypoint| waypoint.folded < length).checked_sub(1)?;
        let waypoint = self.waypoints[before];
        let mut previous = self.text[..waypoint.folded].chars().next_back().unwrap_or(' ');
        let mut at = waypoint.folded;
        for (chars, (offset, c)) in (waypoint.chars..).zip(original[waypoint.bytes..].char_indices()) {
            let start = at;
            self.folding.after(&mut previous, original, (waypoint.bytes + offset, c), |c| at += c.len_utf8());
            if at >= length {
                return Some((chars, start..at));
            }
        }
        None
    }

    /// The part of `original` at the code points `chars`.
    pub(super) fn slice<'a>(&self, original: &'a str, chars: &Range<usize>) -> &'a str {
        let byte = |char: usize| {
            let waypoint = self.waypoints[self.waypoints.partition_point(|waypoint| waypoint.chars <= char) - 1];
            let rest = &original[waypoint.bytes..];
            waypoint.bytes + rest.char_indices().nth(char - waypoint.chars).map_or(rest.len(), |(offset, _)| offset)
        };
        original.get(byte(chars.start)..byte(chars.end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::growth::assert_near_linear;

    fn typography(text: &str) -> String {
        Folding::Typography.fold(text)
    }

    #[test]
    fn white_space_is_one_blank_and_none_at_the_ends() {
        assert_eq!(Folding::Spaces.fold("\n the\u{a0}\r\n\tferry — Left \n"), "the ferry — Left");
    }

    #[test]
    fn typography_is_folded_and_accents_are_not() {
        assert_eq!(typography("“The  Ferry” –– it’s LATE…"), "\"the ferry\" - it's late...");
        assert_eq!(typography("Zoë"), typography("Zoe\u{308}"));
        assert_ne!(typography("Zoë"), typography("Zoe"));
        assert_eq!(typography("har\u{ad}bour\u{200b}"), "harbour");
        assert_eq!(typography("ΟΔΟΣ"), typography("οδος"));
        assert_eq!(typography("ﬁſh, ｆｅｒｒｙ"), "fish, ferry");
        assert_eq!(typography("﴾שׁ﴿"), "﴾ש﴿");
        assert_eq!(typography("גֶּשֶׁר"), typography("גשר"));
        assert_eq!(typography("جِسْرُ المينـاء"), typography("جسر الميناء"));
        assert_eq!(typography("L’eau : « le pont » !"), typography("L'eau: \"le pont\"!"));
        assert_eq!(
            typography("the coun-\n  cil, a self-governing far-\r\nright; 4-2, a - b, Low-\nQuay"),
            "the council, a selfgoverning farright; 4-2, a - b, low- quay"
        );
    }

    #[test]
    fn half_a_character_is_no_passage() {
        let at = |text: &str, quote: &str| Comparable::new(Folding::Typography, text).occurrences(text, quote).len();
        assert_eq!(at("late… so late...", "late."), 1);
        assert_eq!(at("Jose\u{301} and José", "jose"), 0);
        assert_eq!(at("late… so late...", "late..."), 2);
    }

    #[test]
    fn overlapping_occurrences_are_all_found() {
        let text = "tick tick  tick";
        let found = Comparable::new(Folding::Spaces, text).occurrences(text, "tick tick");
        assert_eq!(found.iter().map(|passage| passage.chars.clone()).collect::<Vec<_>>(), [0..9, 5..15]);
    }

    #[test]
    fn what_stands_everywhere_is_found_at_the_cost_of_its_places() {
        // Half of the text as a quotation stands at as many places as the other half has words.
        let text = |words: usize| "la ".repeat(words);
        assert_near_linear(
            1_000,
            |words| (text(words), text(words / 2)),
            |(text, quote)| {
                let found = Comparable::new(Folding::Spaces, text).occurrences(text, quote.trim());
                assert!(found.len() > quote.len() / 3);
            },
        );
    }

    proptest! {
        #[test]
        fn every_passage_leads_back_to_what_folds_to_it(
            words in prop::collection::vec("[ \n]{1,3}[a-zA-Zé’“…—\u{ad}\u{301}]{1,9}", 1..400),
            from in any::<prop::sample::Index>(),
            length in 1_usize..40,
        ) {
            let original = words.concat();
            for folding in [Folding::Spaces, Folding::Typography] {
                let comparable = Comparable::new(folding, &original);
                let offsets: Vec<usize> = comparable.text.char_indices().map(|(offset, _)| offset).collect();
                if offsets.is_empty() {
                    continue;
                }
                let first = from.index(offsets.len());
                let start = offsets[first];
                let end = offsets.get(first + length).copied().unwrap_or(comparable.text.len());
                let passage = comparable.passage(&original, start..end).unwrap();
                let slice: String = original.chars().skip(passage.chars.start).take(passage.chars.len()).collect();
                prop_assert_eq!(comparable.slice(&original, &passage.chars), &slice);
                let part = &comparable.text[start..end];
                if passage.whole && !part.starts_with([' ', '-']) {
                    prop_assert_eq!(folding.fold(&slice), part.trim_end());
                }
            }
        }
    }
}
