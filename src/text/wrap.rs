//! Widths in terminal columns; wrapping and cutting to a width.
//!
//! Widths are those of `unicode-width`, which ratatui draws by. Lines break after white space and after hyphens and dashes; in a text
//! with words of a script without blanks where UAX #14 lets them, so that no line begins with a full stop; and where a word is longer
//! than a line between graphemes. All functions take displayable text
//! ([`super::clean`]).

use std::{borrow::Cow, iter, ops::Range};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::unspaced::{is_unspaced, line_ends};

/// Width of `text` in columns.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The byte ranges of `text`, one a line, each at most `columns` wide and without the white space at its end.
///
/// A text of no words is one empty line. A grapheme wider than `columns` has a line of its own.
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    let mut piece_start = 0;
    let mut push = |end: usize| {
        line.push(text, piece_start..end, columns, &mut lines);
        piece_start = end;
    };
    if text.chars().all(is_simple) {
        for (offset, c) in text.char_indices() {
            let end = offset + c.len_utf8();
            if is_gap(c) || end == text.len() {
                push(end);
            }
        }
    } else if text.chars().any(is_unspaced) {
        line_ends(text).into_iter().for_each(&mut push);
    } else {
        for (offset, grapheme) in text.grapheme_indices(true) {
            let end = offset + grapheme.len();
            if breaks_after(grapheme) || end == text.len() {
                push(end);
            }
        }
    }
    if line.width > 0 || lines.is_empty() {
        lines.push(line.range(text));
    }
    lines
}

#[derive(Default)]
struct Line {
    start: usize,
    end: usize,
    width: usize,
}

impl Line {
    /// Adds a piece that must not be broken if that can be avoided.
    fn push(&mut self, text: &str, piece: Range<usize>, columns: usize, lines: &mut Vec<Range<usize>>) {
        let whole = &text[piece.clone()];
        let word = whole.trim_end();
        let visible = width(word);
        if self.width + visible > columns && self.width > 0 {
            lines.push(self.range(text));
            *self = Self { start: piece.start, end: piece.start, width: 0 };
        }
        if visible <= columns {
            self.end = piece.end;
            self.width += visible + width(&whole[word.len()..]);
            return;
        }
        for (offset, grapheme) in whole.grapheme_indices(true) {
            let start = piece.start + offset;
            let wide = width(grapheme);
            if self.width + wide > columns && self.width > 0 && !grapheme.trim().is_empty() {
                lines.push(self.range(text));
                *self = Self { start, end: start, width: 0 };
            }
            self.end = start + grapheme.len();
            self.width += wide;
        }
    }

    fn range(&self, text: &str) -> Range<usize> {
        self.start..self.start + text[self.start..self.end].trim_end().len()
    }
}

/// Whether `c` is narrow and a grapheme whatever stands beside it: Latin, Greek and Cyrillic letters and their typographic marks. Most
/// texts hold nothing else, and are spared the search for graphemes.
const fn is_simple(c: char) -> bool {
    matches!(c, '\0'..'\u{300}' | '\u{370}'..'\u{483}' | '\u{2010}'..'\u{2028}')
}

fn breaks_after(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else { return false };
    // A cluster of narrow letters, as in the scripts of India, may be wide, and is no word of its own.
    let is_wide = first.width().is_some_and(|columns| columns > 1);
    is_wide || is_gap(first) && chars.next().is_none()
}

/// Whether a line may end after `c`.
const fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-' | '–' | '—' | '/')
}

/// Whether terminals disagree on how wide `grapheme` is: clusters of the scripts of India, letters that joiners make one of, what a
/// selector makes a picture of.
pub fn is_of_uncertain_width(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else { return false };
    let is_indic = ('\u{900}'..='\u{dff}').contains(&first);
    chars.any(|c| is_indic || matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'))
}

/// `text` cut to at most `columns`, the last of them `…` where something was cut.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut used = 0;
    let kept: String = text
        .graphemes(true)
        .take_while(|grapheme| {
            used += width(grapheme);
            used <= room
        })
        .collect();
    Cow::Owned(format!("{}…", kept.trim_end()))
}

/// `text` cut to `columns`, or filled with blanks at its end to so many.
///
/// What `{:<n}` does for code points, for columns.
pub fn filled(text: &str, columns: usize) -> String {
    let mut filled = cut(text, columns).into_owned();
    let blanks = columns.saturating_sub(width(&filled));
    filled.extend(iter::repeat_n(' ', blanks));
    filled
}

/// `text` cut to at most `columns` from its end, the first of them `…` where something was cut.
pub fn cut_start(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut used = 0;
    let fits = |&(_, grapheme): &(usize, &str)| {
        used += width(grapheme);
        used <= room
    };
    let start = text.grapheme_indices(true).rev().take_while(fits).last().map_or(text.len(), |(at, _)| at);
    Cow::Owned(format!("…{}", &text[start..]))
}

/// The part of `text` to show in `columns`, at least 8, so that the bytes `focus` begin in sight; all of it where it fits.
///
/// Whatever is left out at either end costs a column of that width, for the `…` that stands for it. As much stands before the
/// focus as fills a third of the width, so that it is read in its sentence.
pub fn window(text: &str, focus: Range<usize>, columns: usize) -> Range<usize> {
    if width(text) <= columns {
        return 0..text.len();
    }
    let graphemes: Vec<(usize, usize)> = text.grapheme_indices(true).map(|(at, grapheme)| (at, width(grapheme))).collect();
    let back = |from: usize, room: usize| {
        let mut used = 0;
        let fits = graphemes[..from].iter().rev().take_while(|&&(_, wide)| {
            used += wide;
            used <= room
        });
        from - fits.count()
    };
    let start = back(graphemes.partition_point(|&(at, _)| at < focus.start), columns / 3);
    let last = back(graphemes.len(), columns.saturating_sub(1));
    if start >= last {
        // Near the end the window moves back, so that it is full.
        return graphemes.get(last).map_or(text.len(), |&(at, _)| at)..text.len();
    }
    let mut room = columns.saturating_sub(1 + usize::from(start > 0));
    let end = graphemes[start..].iter().position(|&(_, wide)| match room.checked_sub(wide) {
        Some(left) => {
            room = left;
            false
        }
        None => true,
    });
    let byte = |at: usize| graphemes.get(at).map_or(text.len(), |&(at, _)| at);
    byte(start)..end.map_or(text.len(), |end| byte(start + end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn no_line_begins_with_a_stop_and_no_word_without_blanks_is_torn() {
        let text = "市政府表示，堤坝已经关闭。居民未被告知。";
        for columns in 4..40 {
            let lines: Vec<&str> = wrap(text, columns).into_iter().map(|line| &text[line]).collect();
            assert_eq!(lines.concat(), text);
            assert!(lines.iter().all(|line| !line.starts_with(['，', '。'])), "{columns}: {lines:?}");
        }
        let hindi = "बाँध सोमवार को बंद कर दिया गया";
        assert!(
            wrap(hindi, 9).into_iter().all(|line| hindi[line].split(' ').all(|word| hindi.split(' ').any(|whole| whole == word)))
        );
        let thai = "สะพานถูกปิดเมื่อวานนี้";
        let lines: Vec<&str> = wrap(thai, 8).into_iter().map(|line| &thai[line]).collect();
        assert_eq!(lines, ["สะพานถูก", "ปิดเมื่อวาน", "นี้"]);
    }

    #[test]
    fn lines_break_at_blanks_and_hyphens() {
        assert_eq!(lines("the well-kept tally sheets", 10), ["the well-", "kept tally", "sheets"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken() {
        assert_eq!(lines("a parallelogram", 6), ["a", "parall", "elogra", "m"]);
    }

    #[test]
    fn wide_characters_are_never_halved() {
        assert_eq!(lines("投票所の集計表", 5), ["投票", "所の", "集計", "表"]);
        assert_eq!(lines("表", 1), ["表"]);
    }

    #[test]
    fn empty_text_is_one_empty_line() {
        assert_eq!(lines("", 5), [""]);
    }

    #[test]
    fn cutting_shows_that_something_is_missing() {
        assert_eq!(cut("tally sheets", 12), "tally sheets");
        assert_eq!(cut("tally sheets", 7), "tally…");
        assert_eq!(cut("投票所", 4), "投…");
        assert_eq!(cut("tally", 0), "");
    }

    #[test]
    fn a_text_is_filled_by_columns_whatever_its_letters() {
        assert_eq!(filled("pier", 6), "pier  ");
        assert_eq!(filled("投票", 6), "投票  ");
        assert_eq!(filled("e\u{301}", 3), "e\u{301}  ");
        assert_eq!(filled("投票所", 4), "投… ");
        assert_eq!(filled("pier", 0), "");
    }

    #[test]
    fn a_window_keeps_its_focus_in_sight() {
        let text = "the bridge was closed at midnight by order of the town";
        //          0         1         2         3         4         5
        let shown = |focus: Range<usize>| &text[window(text, focus, 20)];
        assert_eq!(shown(0..3), "the bridge was clos");
        assert_eq!(shown(25..33), "ed at midnight by ");
        assert_eq!(shown(50..54), "y order of the town");
    }

    #[test]
    fn cutting_the_start_keeps_the_end() {
        assert_eq!(cut_start("tally sheets", 12), "tally sheets");
        assert_eq!(cut_start("tally sheets", 7), "…sheets");
        assert_eq!(cut_start("投票所", 4), "…所");
        assert_eq!(cut_start("tally", 0), "");
    }

    proptest! {
        #[test]
        fn a_window_fits_and_holds_the_start_of_its_focus(text in "\\PC{1,60}", at in any::<prop::sample::Index>(), columns in 8_usize..40) {
            let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
            let focus = starts[at.index(starts.len())];
            let range = window(&text, focus..text.len(), columns);
            let cuts = usize::from(range.start > 0) + usize::from(range.end < text.len());
            prop_assert!(width(&text[range.clone()]) + cuts <= columns);
            prop_assert!(range.contains(&focus) || width(&text[focus..]) == 0 || range.is_empty());
        }

        #[test]
        fn wrapping_loses_no_word(text in "[a-z投é\\- ]{0,60}", columns in 2_usize..30) {
            let lines = lines(&text, columns);
            prop_assert!(lines.iter().all(|line| width(line) <= columns));
            let squeezed = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
        }

        #[test]
        fn a_cut_text_fits(text in "\\PC{0,40}", columns in 0_usize..20) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert!(width(&cut_start(&text, columns)) <= columns);
            prop_assert_eq!(width(&filled(&text, columns)), columns);
        }
    }
}
