//! Where words begin and end.
//!
//! A word is a run of letters, digits and combining marks. An apostrophe between letters and a point or comma between digits
//! belong to it ("Machado’s", "81.7", "30,000"); a hyphen does not ("poll-by-poll" is three words). To compare words, split
//! first and fold ([`super::fold`]) each: folding a whole text can move a boundary ("½" folds to "1/2").

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The byte ranges of the words of `text`, in order.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// Iterator of [`words`].
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Words<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        let &byte = self.text.as_bytes().get(at)?;
        // Nearly all there is to read is ASCII, and needs no decoding.
        if byte.is_ascii() { Some(byte.into()) } else { self.text[at..].chars().next() }
    }
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let mut start = self.at;
        let mut before = self.char_at(start)?;
        while !before.is_alphanumeric() {
            start += before.len_utf8();
            before = self.char_at(start)?;
        }
        self.at = start + before.len_utf8();
        while let Some(c) = self.char_at(self.at) {
            let after = self.at + c.len_utf8();
            if c.is_alphanumeric() {
                before = c;
            } else if c.is_ascii() || !is_combining_mark(c) {
                let inside = match c {
                    '\'' | '’' => before.is_alphabetic() && self.char_at(after).is_some_and(char::is_alphabetic),
                    '.' | ',' => before.is_ascii_digit() && self.char_at(after).is_some_and(|c| c.is_ascii_digit()),
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
