//! Where words begin and end, as a reader sees them.
//!
//! A word is a run of letters, digits, combining marks and signs that nobody sees (soft hyphens, joiners). An apostrophe between
//! letters and a mark between digits belong to it ("Machado’s", "81.7", "30,000", "10:30"); a hyphen does not ("poll-by-poll" is
//! three words), unless a line was broken there ("coun-" and "cil" on the next line are one). What is elided before a vowel is a
//! word of its own ("l’eau" is "l" and "eau"). Where a script has no blanks a dictionary tells (`unspaced`).
//!
//! To compare words, split first and fold each with [`fold_word`]: folding a whole text can move a boundary ("½" folds to "1/2").

use std::{borrow::Cow, ops::Range, vec};

use unicode_normalization::char::is_combining_mark;

use super::{
    fold::{fold, is_folded, is_unseen},
    unspaced::{self, is_unspaced},
};

/// The byte ranges of the words of `text`, in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, run_start: 0, run: Vec::new().into_iter() }
}

/// How a word of [`words`] is compared: folded, and without the hyphen and the line's end at which it was broken.
pub fn fold_word(word: &str) -> Cow<'_, str> {
    if is_folded(word) {
        Cow::Borrowed(word)
    } else if is_broken(word) {
        let is_seam = |c: char| c.is_whitespace() || is_hyphen(c);
        Cow::Owned(fold(&word.replace(is_seam, "")).into_owned())
    } else {
        fold(word)
    }
}

/// Whether one of [`words`] is broken at the end of a line.
pub(crate) fn is_broken(word: &str) -> bool {
    word.bytes().any(|byte| is_line_end(byte.into()))
}

/// Letters that each of two words has at least that are printed as one word elsewhere: "sea wall" is "seawall".
const PART: usize = 3;

/// Whether two folded words may also be printed as one: both of some length, or a beginning that words are made with.
///
/// "a part" is not "apart", yet "e-mail" is "email" and "re-elected" is "reelected".
pub(crate) fn joins_in_print(one: &str, other: &str) -> bool {
    const BEGINNINGS: [&str; 11] = ["bi", "by", "co", "de", "e", "ex", "on", "re", "t", "un", "x"];
    let is_long = |part: &str| part.chars().count() >= PART;
    let is_unspaced_word = |part: &str| part.starts_with(is_unspaced);
    is_unspaced_word(one) && is_unspaced_word(other)
        || is_long(other) && (is_long(one) || BEGINNINGS.contains(&one)) && ![one, other].iter().any(|part| is_number(part))
}

/// The other ways to print the number that `words`, folded, begin with: how many of them it takes, and as which words.
///
/// Thousands may be parted by a comma, a point, a blank or nothing; a fraction by a comma or a point, and a time of day by a
/// colon. What "1.000" is depends on the language: it is taken for both.
pub(crate) fn numbers_in_print(words: &[&str]) -> Vec<(usize, Vec<String>)> {
    let Some(first) = words.first().filter(|word| is_number(word)) else { return Vec::new() };
    let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let is_lead = |lead: &str| (1..=3).contains(&lead.len()) && lead.bytes().all(|byte| byte.is_ascii_digit());
    let blanks = if is_lead(first) { words[1..].iter().take_while(|word| is_group(word)).count() } else { 0 };
    let mut groups: Vec<String> = words[..=blanks].iter().map(|&word| word.to_owned()).collect();
    if let [only] = groups.as_slice() {
        let parts: Vec<&str> = only.split([',', '.']).collect();
        groups = match parts.as_slice() {
            [lead, rest @ ..] if !rest.is_empty() && is_lead(lead) && rest.iter().all(is_group) => {
                parts.iter().map(|&part| part.to_owned()).collect()
            }
            [digits] if digits.len() > 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                let lead = (digits.len() - 1) % 3 + 1;
                (0..=digits.len() / 3)
                    .filter_map(|at| digits.get((lead + 3 * at).saturating_sub(3)..lead + 3 * at))
                    .map(str::to_owned)
                    .collect()
            }
            _ => groups,
        };
    }
    let mut printed = Vec::new();
    if groups.len() > 1 {
        printed.extend(["", ",", "."].map(|mark| vec![groups.join(mark)]));
        printed.push(groups);
    } else if first.matches([',', '.', ':']).count() == 1 {
        printed.extend([",", ".", ":"].map(|mark| vec![first.replace([',', '.', ':'], mark)]));
    }
    printed.retain(|other| other.iter().map(String::as_str).ne(words[..=blanks].iter().copied()));
    printed.into_iter().map(|other| (blanks + 1, other)).collect()
}

/// Whether a folded word is digits, with marks between them perhaps.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b':'))
}

/// Iterator of [`words`].
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    /// The run of letters without blanks that is being handed over: where it starts, and where its words end in it.
    run_start: usize,
    run: vec::IntoIter<usize>,
}

impl Words<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        let &byte = self.text.as_bytes().get(at)?;
        // Nearly all there is to read is ASCII, and needs no decoding.
        if byte.is_ascii() { Some(byte.into()) } else { self.text[at..].chars().next() }
    }

    /// Goes past the letters and digits of ASCII that come next, which nearly all there is to read consists of; the last of them.
    fn pass_ascii(&mut self) -> Option<char> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        self.at += length;
        rest.get(length.checked_sub(1)?).map(|&byte| byte.into())
    }

    /// The next word of the run.
    fn of_run(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        self.at = self.run_start + self.run.next()?;
        Some(start..self.at)
    }

    /// Begins the run at `start`.
    fn begin_run(&mut self, start: usize) {
        let is_part = |c: char| is_unspaced(c) || is_combining_mark(c) || is_unseen(c);
        let rest = &self.text[start..];
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        (self.at, self.run_start, self.run) = (start, start, unspaced::ends(&rest[..length]).into_iter());
    }

    /// Where a word goes on that a line's end breaks after the hyphen at `hyphen`.
    fn over_line_end(&self, hyphen: usize) -> Option<usize> {
        let rest = self.text[hyphen..].strip_prefix(is_hyphen)?.trim_start_matches([' ', '\t']);
        let next = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(is_line_end))?.trim_start_matches([' ', '\t']);
        next.starts_with(char::is_lowercase).then(|| self.text.len() - next.len())
    }

    /// Whether an apostrophe at `at` elides the vowel of the word before it, which started at `start`.
    fn elides(&self, start: usize, at: usize, after: usize) -> bool {
        /// French, Italian and Catalan words that lose their vowel before another.
        const ELIDED: [&str; 27] = [
            "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "un", "dell", "nell",
            "sull", "dall", "all", "coll", "quell", "quest", "gl", "degl", "negl", "sant",
        ];
        let vowel = |c: char| fold(c.encode_utf8(&mut [0; 4])).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
        let word = &self.text[start..at];
        ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided)) && self.char_at(after).is_some_and(vowel)
    }
}

impl Words<'_> {
    /// Whether an apostrophe at `at` parts the name before it, which started at `start`, from a case ending, as in Turkish: "İstanbul'da".
    fn declines(&self, start: usize, at: usize, after: usize) -> bool {
        /// The endings of more than a letter; shorter ones are found in other languages, too ("Hawai'i").
        const ENDINGS: [&str; 39] = [
            "da", "de", "ta", "te", "dan", "den", "tan", "ten", "daki", "deki", "taki", "teki", "nda", "nde", "ndan", "nden",
            "nın", "nin", "nun", "nün", "ın", "in", "un", "ün", "ya", "ye", "yı", "yi", "yu", "yü", "yla", "yle", "la", "le",
            "lı", "li", "lu", "lü", "ki",
        ];
        let ending = self.text[after..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let name = &self.text[start..at];
        name.starts_with(char::is_uppercase) && name.chars().count() > 2 && ENDINGS.contains(&ending)
    }
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if let Some(word) = self.of_run() {
            return Some(word);
        }
        let mut start = self.at;
        let mut before = self.char_at(start)?;
        while !before.is_alphanumeric() {
            start += before.len_utf8();
            before = self.char_at(start)?;
        }
        if is_unspaced(before) {
            self.begin_run(start);
            return self.of_run();
        }
        self.at = start + before.len_utf8();
        loop {
            before = self.pass_ascii().unwrap_or(before);
            let Some(c) = self.char_at(self.at) else { break };
            let after = self.at + c.len_utf8();
            if c.is_alphanumeric() {
                if is_unspaced(c) {
                    break;
                }
                before = c;
            } else if is_hyphen(c) && before.is_alphabetic() {
                match self.over_line_end(self.at) {
                    Some(next) => {
                        self.at = next;
                        continue;
                    }
                    None if is_unseen(c) => {}
                    None => break,
                }
            } else if c.is_ascii() || !(is_combining_mark(c) || is_unseen(c)) {
                let inside = match c {
                    '\'' | '’' => {
                        before.is_alphabetic()
                            && self.char_at(after).is_some_and(char::is_alphabetic)
                            && !self.elides(start, self.at, after)
                            && !self.declines(start, self.at, after)
                    }
                    '.' | ',' | ':' => before.is_ascii_digit() && self.char_at(after).is_some_and(|c| c.is_ascii_digit()),
                    _ => false,
                };
                if !inside {
                    break;
                }
            }
            self.at = after;
        }
        Some(start..self.at)
    }
}

/// What stands where a word is broken to fit a line.
const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '\u{ad}')
}

const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turkish_name_is_told_from_its_case() {
        assert_eq!(
            split("İstanbul'da, Ankara’nın; Maduro's, O'Brien, don't, Hawai'i, Qur'an"),
            ["İstanbul", "da", "Ankara", "nın", "Maduro's", "O'Brien", "don't", "Hawai'i", "Qur'an"]
        );
    }

    fn split(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn apostrophes_and_decimal_points_stay_inside() {
        assert_eq!(split("Machado’s 81.7 per cent, 'so' 30,000."), ["Machado’s", "81.7", "per", "cent", "so", "30,000"]);
    }

    #[test]
    fn hyphens_dashes_and_signs_separate() {
        assert_eq!(split("poll-by-poll—$10 (51.2%)"), ["poll", "by", "poll", "10", "51.2"]);
    }

    #[test]
    fn combining_marks_belong_to_their_letter() {
        assert_eq!(split("Gonza\u{301}lez won"), ["Gonza\u{301}lez", "won"]);
    }

    #[test]
    fn no_word_no_range() {
        assert_eq!(split(" … – "), Vec::<&str>::new());
        assert_eq!(split(""), Vec::<&str>::new());
    }

    #[test]
    fn signs_that_nobody_sees_belong_to_their_word() {
        assert_eq!(
            split("Hafen\u{ad}amt, mi\u{200c}ravam \u{200f}הנמל\u{200f}"),
            ["Hafen\u{ad}amt", "mi\u{200c}ravam", "הנמל\u{200f}"]
        );
    }

    #[test]
    fn a_word_broken_at_the_end_of_a_line_is_one() {
        assert_eq!(split("the har-\nbour, the pi\u{ad}\r\n  er"), ["the", "har-\nbour", "the", "pi\u{ad}\r\n  er"]);
        assert_eq!(split("pre-\n\nwar North-\nSouth 10-\n20 a -\nb"), ["pre", "war", "North", "South", "10", "20", "a", "b"]);
        assert_eq!([fold_word("Har-\nbour"), fold_word("pi\u{ad}\r\n  er"), fold_word("self")], ["harbour", "pier", "self"]);
    }

    #[test]
    fn what_is_elided_is_a_word_and_what_is_contracted_is_not() {
        assert_eq!(split("l’eau, d'accord, dell'acqua, Qu’elle"), ["l", "eau", "d", "accord", "dell", "acqua", "Qu", "elle"]);
        assert_eq!(split("don't, O’Quay, c'mon, l'hier"), ["don't", "O’Quay", "c'mon", "l", "hier"]);
    }

    #[test]
    fn scripts_without_blanks_are_cut_into_words() {
        assert_eq!(split("码头已经关闭。2024年"), ["码头", "已经", "关闭", "2024", "年"]);
        assert_eq!(split("橋は港より古い、ﾌｪﾘｰ"), ["橋", "は", "港", "より", "古い", "ﾌｪﾘｰ"]);
        assert_eq!(split("สะพานปิดแล้ว"), ["สะพาน", "ปิด", "แล้ว"]);
        assert_eq!(split("The 码头 pier"), ["The", "码头", "pier"]);
    }

    #[test]
    fn times_are_one_word() {
        assert_eq!(split("at 10:30: closed"), ["at", "10:30", "closed"]);
    }

    #[test]
    fn numbers_are_printed_in_several_ways() {
        let printed = |words: &[&str]| {
            let others = numbers_in_print(words).into_iter();
            others.map(|(taken, other)| format!("{taken} {}", other.join("_"))).collect::<Vec<_>>()
        };
        assert_eq!(printed(&["1,000"]), ["1 1000", "1 1.000", "1 1_000"]);
        assert_eq!(printed(&["1000"]), ["1 1,000", "1 1.000", "1 1_000"]);
        assert_eq!(printed(&["12", "000", "boats"]), ["2 12000", "2 12,000", "2 12.000"]);
        assert_eq!(printed(&["1234567"]), ["1 1,234,567", "1 1.234.567", "1 1_234_567"]);
        assert_eq!(printed(&["51.2"]), ["1 51,2", "1 51:2"]);
        assert_eq!(printed(&["100"]), Vec::<String>::new());
        assert_eq!(printed(&["boats", "1000"]), Vec::<String>::new());
    }

    #[test]
    fn what_may_be_one_word_or_two_is_of_some_length() {
        for (one, other) in [("sea", "wall"), ("e", "mail"), ("re", "elected"), ("on", "line"), ("码头", "区")] {
            assert!(joins_in_print(one, other), "{one} {other}");
        }
        for (one, other) in [("a", "part"), ("in", "to"), ("sea", "is"), ("100", "200")] {
            assert!(!joins_in_print(one, other), "{one} {other}");
        }
    }
}
