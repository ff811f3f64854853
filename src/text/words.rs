//! Where words begin and end.
//!
//! A word is a run of letters, digits and combining marks. An apostrophe between letters and a point or comma between digits
//! belong to it ("Machado’s", "81.7", "30,000"); a hyphen does not ("poll-by-poll" is three words). Folding a text
//! ([`super::fold`]) moves no boundary.

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

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(|c: char| c.is_alphanumeric())?;
        let mut end = self.text.len();
        let mut before = '\0';
        let mut chars = self.text[start..].char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            if c.is_alphanumeric() {
                before = c;
                continue;
            }
            if is_combining_mark(c) {
                continue;
            }
            let after = chars.peek().map(|&(_, c)| c);
            let inside = match c {
                '\'' | '’' => before.is_alphabetic() && after.is_some_and(char::is_alphabetic),
                '.' | ',' => before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit()),
                _ => false,
            };
            if !inside {
                end = start + offset;
                break;
            }
        }
        self.at = end;
        Some(start..end)
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
