//! Where sentences begin and end.
//!
//! The boundaries are those of Unicode text segmentation (UAX #29) within each paragraph ([`super::paragraphs`]), less the ones
//! that follow an abbreviation ("Mr. Quay") or come before a small letter ("“Why?” he asked").

use std::{borrow::Cow, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use super::{paragraphs::paragraphs, words::words};

/// One sentence, without white space at its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the text; never empty.
    pub range: Range<usize>,
    /// The paragraph it belongs to, counted from 0.
    pub paragraph: usize,
}

/// The sentences of `text`, in order. Between them is only white space.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, place) in paragraphs(text).into_iter().enumerate() {
        let start = place.bytes.start;
        let within = |range: Range<usize>| start + range.start..start + range.end;
        let found = in_paragraph(&text[place.bytes]).into_iter();
        sentences.extend(found.map(|range| Sentence { range: within(range), paragraph }));
    }
    sentences
}

fn in_paragraph(paragraph: &str) -> Vec<Range<usize>> {
    // A sentence goes on over a line that was broken to fit a page.
    let on_one_line = if paragraph.contains(['\n', '\r']) {
        Cow::Owned(paragraph.replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(paragraph)
    };
    let on_one_line = closed(on_one_line);
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for (offset, piece) in on_one_line.split_sentence_bound_indices() {
        let content = piece.trim();
        if content.is_empty() {
            continue;
        }
        let start = offset + piece.len() - piece.trim_start().len();
        let range = start..start + content.len();
        match sentences.last_mut() {
            Some(before) if joins || goes_on(content) => before.end = range.end,
            _ => sentences.push(range),
        }
        joins = ends_in_abbreviation(content);
    }
    sentences
}

/// `text` with the marks of notes that follow the end of a sentence (".[4]", ".¹²") as closing brackets, of which the rules know that
/// they belong to it; every byte keeps its place.
fn closed(text: Cow<'_, str>) -> Cow<'_, str> {
    /// Closing marks and notes between the end of a sentence and another note.
    const MARKS: usize = 32;
    let is_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    if !text.contains(|c| c == '[' || is_raised(c)) {
        return text;
    }
    let mut closed = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(c) = rest.chars().next() {
        // Only where a mark may begin, and only as far as one is long.
        let follows_end = || {
            let before = closed.chars().rev().take(MARKS).find(|c| !matches!(c, ')' | '”' | '"' | '’' | '»'));
            before.is_some_and(|c| matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '…'))
        };
        let in_brackets = || {
            let end = rest.bytes().take(6).position(|byte| byte == b']').filter(|&end| end > 1)?;
            rest[1..end].bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(end + 1)
        };
        let length = match c {
            '[' if follows_end() => in_brackets().unwrap_or(0),
            c if is_raised(c) && follows_end() => c.len_utf8(),
            _ => 0,
        };
        match length {
            0 => {
                closed.push(c);
                rest = &rest[c.len_utf8()..];
            }
            length => {
                closed.extend(std::iter::repeat_n(')', length));
                rest = &rest[length..];
            }
        }
    }
    Cow::Owned(closed)
}

fn goes_on(piece: &str) -> bool {
    piece.starts_with(char::is_lowercase)
}

/// Titles, months and initials; a point after them ends no sentence.
fn ends_in_abbreviation(piece: &str) -> bool {
    const ABBREVIATIONS: [&str; 31] = [
        "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Col", "Lt", "Capt", "Sgt", "Sen", "Rep", "Gov", "Rev", "Hon", "No", "vs",
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "approx",
    ];
    let Some(last) = piece.strip_suffix('.').and_then(|rest| Some(&rest[words(rest).last()?])) else { return false };
    if !piece.ends_with(&format!("{last}.")) {
        return false;
    }
    // "J. Quay" goes on. "the U.S. The" does not, but "the U.S. Senate" does: a long sentence is the smaller harm.
    last.chars().count() == 1 && last.chars().all(char::is_uppercase) || ABBREVIATIONS.contains(&last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|sentence| &text[sentence.range]).collect()
    }

    #[test]
    fn sentences_end_at_their_marks_and_with_their_paragraph() {
        assert_eq!(split("The bridge fell. Who knew? Nobody!"), ["The bridge fell.", "Who knew?", "Nobody!"]);
        assert_eq!(split("A heading\nThe bridge fell"), ["A heading", "The bridge fell"]);
        let paragraphs: Vec<usize> = sentences("One. Two.\nThree.").into_iter().map(|sentence| sentence.paragraph).collect();
        assert_eq!(paragraphs, [0, 0, 1]);
    }

    #[test]
    fn sentences_go_on_over_lines_broken_to_fit_a_page() {
        assert_eq!(
            split("A heading\n\nThe bridge fell\r\nat night. Rain"),
            ["A heading", "The bridge fell\r\nat night.", "Rain"]
        );
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_they_close() {
        assert_eq!(split("“It fell.” (So they say.) Then rain."), ["“It fell.”", "(So they say.)", "Then rain."]);
    }

    #[test]
    fn the_mark_of_a_note_belongs_to_the_sentence_it_follows() {
        assert_eq!(
            split("It fell.[4] Then rain.¹² Gulls “slept.”[a][12] So."),
            ["It fell.[4]", "Then rain.¹²", "Gulls “slept.”[a][12]", "So."]
        );
        assert_eq!(split("It fell [4] at night. Rain."), ["It fell [4] at night.", "Rain."]);
        assert_eq!(split("堤坝已经关闭。居民未被告知！市长不在。"), ["堤坝已经关闭。", "居民未被告知！", "市长不在。"]);
    }

    #[test]
    fn speech_goes_on_after_its_mark() {
        assert_eq!(split("“Why did it fall?” he asked. “It is old.”"), ["“Why did it fall?” he asked.", "“It is old.”"]);
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_no_sentence() {
        assert_eq!(
            split("On Dec. 5 Mr. Quay paid 8.2 per cent. J. Pier paid none."),
            ["On Dec. 5 Mr. Quay paid 8.2 per cent.", "J. Pier paid none."]
        );
        assert_eq!(split("It was Dec.\nRain."), ["It was Dec.", "Rain."]);
    }

    #[test]
    fn a_text_of_no_words_may_be_a_sentence_and_blanks_never() {
        assert_eq!(split(" \n\t\n"), Vec::<&str>::new());
        assert_eq!(split("***"), ["***"]);
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_lies_between_sentences(text in "[A-Za-z.?!“” \n]{0,60}") {
            let mut end = 0;
            for Sentence { range, .. } in sentences(&text) {
                prop_assert!(!range.is_empty() && text[end..range.start].trim().is_empty());
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
