//! Which stretches of a text stand in quotation marks.
//!
//! Marks are paired within a paragraph ([`super::paragraphs`]). A quotation that is not closed runs to its end, as speech over
//! several paragraphs is printed; one that was opened before the text begins, as in an excerpt cut from speech, runs from the
//! start. A single mark counts only where it opens before a word and is closed again, so that apostrophes are none; what is
//! quoted within a quotation is part of it.

use std::ops::Range;

use super::paragraphs::paragraphs;

/// The byte ranges of `text` that stand in quotation marks, in order, without the marks.
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    for paragraph in paragraphs(text) {
        let start = paragraph.bytes.start;
        in_paragraph(&text[paragraph.bytes], |range| quoted.push(start + range.start..start + range.end));
    }
    quoted
}

fn in_paragraph(paragraph: &str, mut found: impl FnMut(Range<usize>)) {
    let mut emit = |range: Range<usize>| {
        if !paragraph[range.clone()].trim().is_empty() {
            found(range);
        }
    };
    let mut open: Option<usize> = None;
    let mut closed_until = 0;
    let mut skip_until = 0;
    // A mark that nothing closes is looked for once: no later one is closed either.
    let mut may_close = true;
    for (at, mark) in paragraph.char_indices() {
        let after = at + mark.len_utf8();
        if at < skip_until {
            continue;
        }
        match (mark, open) {
            ('“' | '„' | '«' | '"' | '”' | '»', None) if opens(mark, &paragraph[..at], &paragraph[after..]) => {
                open = Some(after);
            }
            ('“' | '”' | '»' | '"', Some(start)) => {
                emit(start..at);
                (open, closed_until) = (None, after);
            }
            ('”' | '»' | '"', None) => {
                emit(closed_until..at);
                closed_until = after;
            }
            ('\'' | '‘', None) if may_close && starts_word(&paragraph[..at], &paragraph[after..]) => {
                match single_close(&paragraph[after..]) {
                    Some(end) => {
                        emit(after..after + end);
                        skip_until = after + end;
                    }
                    None => may_close = false,
                }
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        emit(start..paragraph.len());
    }
}

/// Whether a mark where nothing is open begins a quotation, and does not end one that began before the text.
fn opens(mark: char, before: &str, after: &str) -> bool {
    let stands_before_a_word = !after.is_empty() && !after.starts_with(char::is_whitespace);
    let stands_after_one = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '!' | '?' | '…'));
    matches!(mark, '“' | '„' | '«') || stands_before_a_word && !stands_after_one
}

fn starts_word(before: &str, after: &str) -> bool {
    !before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
}

/// Where the next single mark stands that can close.
fn single_close(rest: &str) -> Option<usize> {
    rest.char_indices().find_map(|(at, mark)| {
        let closes = matches!(mark, '\'' | '’') && !rest[at + mark.len_utf8()..].starts_with(char::is_alphanumeric);
        closes.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::growth::assert_near_linear;

    fn shown(text: &str) -> Vec<&str> {
        quoted(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_of_every_shape_are_paired() {
        assert_eq!(shown("the \"bridge\", the “pier”, «quai», „Kai“ and 'dock'"), ["bridge", "pier", "quai", "Kai", "dock"]);
    }

    #[test]
    fn an_apostrophe_quotes_nothing() {
        assert_eq!(shown("the mayor's bridge, the keepers' pier, ’twas"), Vec::<&str>::new());
        assert_eq!(shown("the 'keeper's pier' fell"), ["keeper's pier"]);
    }

    #[test]
    fn marks_that_nothing_closes_are_not_looked_for_again_and_again() {
        assert_near_linear(2_000, |times| "'twas ".repeat(times), |text| assert!(quoted(text).is_empty()));
    }

    #[test]
    fn speech_left_open_runs_to_the_end_of_its_paragraph() {
        assert_eq!(shown("“It fell.\n“It was old.”\nSo it was."), ["It fell.", "It was old."]);
    }

    #[test]
    fn speech_cut_from_its_beginning_runs_from_the_start() {
        assert_eq!(shown("it fell,” she said. “Old.”"), ["it fell,", "Old."]);
        assert_eq!(shown("it fell,\" she said. \"Old.\""), ["it fell,", "Old."]);
    }

    #[test]
    fn what_is_quoted_within_a_quotation_is_part_of_it() {
        assert_eq!(shown("“She said ‘no’ to me”"), ["She said ‘no’ to me"]);
    }
}
