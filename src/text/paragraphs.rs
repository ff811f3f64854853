//! Where paragraphs begin and end.
//!
//! Texts come in two manners. Where lines are broken to fit a page, a blank line ends a paragraph; where a line is as long as
//! its paragraph, every line break does. A text is of the first kind if it has blank lines and none of its lines is longer
//! than [`LONGEST_LINE`].

use std::ops::Range;

/// Code points of the longest line in a text whose lines are broken to fit a page.
pub const LONGEST_LINE: usize = 120;

/// One paragraph, without white space at its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// Code points of the text.
    pub chars: Range<usize>,
}

/// The paragraphs of `text`, in order. Between them is only white space.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut lines = Vec::new();
    let mut longest = 0;
    let mut blank_between = false;
    let mut blank = false;
    let (mut byte, mut char) = (0, 0);
    for line in text.split_inclusive('\n') {
        let length = line.chars().count();
        let words = line.trim();
        if words.is_empty() {
            blank = !lines.is_empty();
        } else {
            let indent = &line[..line.len() - line.trim_start().len()];
            let (start, from) = (byte + indent.len(), char + indent.chars().count());
            let inside = words.chars().count();
            longest = longest.max(inside);
            blank_between |= blank;
            lines.push((blank, Paragraph { bytes: start..start + words.len(), chars: from..from + inside }));
            blank = false;
        }
        byte += line.len();
        char += length;
    }
    let broken_to_fit = blank_between && longest <= LONGEST_LINE;
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    for (after_blank, line) in lines {
        match paragraphs.last_mut() {
            Some(paragraph) if broken_to_fit && !after_blank => {
                paragraph.bytes.end = line.bytes.end;
                paragraph.chars.end = line.chars.end;
            }
            _ => paragraphs.push(line),
        }
    }
    paragraphs
}

/// The number, counted from 1, of the paragraph in which the code point `char` stands, or which follows it.
pub fn number_at(paragraphs: &[Paragraph], char: usize) -> usize {
    paragraphs.partition_point(|paragraph| paragraph.chars.end <= char) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|paragraph| &text[paragraph.bytes]).collect()
    }

    #[test]
    fn every_line_is_one_where_no_line_is_blank() {
        assert_eq!(
            split("Bridge closed\nThe harbour bridge was closed.\r\n"),
            ["Bridge closed", "The harbour bridge was closed."]
        );
    }

    #[test]
    fn a_blank_line_ends_one_where_lines_are_broken_to_fit() {
        assert_eq!(
            split("\nBridge closed\n \t\n  The harbour bridge\nwas closed.\n"),
            ["Bridge closed", "The harbour bridge\nwas closed."]
        );
    }

    #[test]
    fn a_long_line_shows_that_lines_are_not_broken_to_fit() {
        let long = "The harbour bridge was closed. ".repeat(5);
        let text = format!("Bridge closed\nBay Courier\n\n{long}\n");
        assert_eq!(split(&text), ["Bridge closed", "Bay Courier", long.trim()]);
    }

    #[test]
    fn a_text_without_words_has_none() {
        assert_eq!(split(" \n\n"), Vec::<&str>::new());
        assert_eq!(split(""), Vec::<&str>::new());
    }

    #[test]
    fn code_points_are_counted_and_numbers_found() {
        let text = "“Fähre”\n\nspät";
        let found = paragraphs(text);
        assert_eq!(found.iter().map(|paragraph| paragraph.chars.clone()).collect::<Vec<_>>(), [0..7, 9..13]);
        assert_eq!([0, 6, 7, 9, 12].map(|char| number_at(&found, char)), [1, 1, 2, 2, 2]);
    }
}
