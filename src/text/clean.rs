//! Decides what of a text may reach a terminal.
//!
//! One decision for everything that parallax shows, on the screen or in plain output: the text comes from files that other
//! people wrote. After [`displayable`] a text is one line, holds no character that a terminal obeys or that reorders what is
//! read, and every grapheme of it has a width, so that columns stay aligned.

use std::borrow::Cow;

use unicode_normalization::{
    UnicodeNormalization,
    char::{compose, is_combining_mark},
};

/// `text` as one displayable line.
///
/// - tabs, line breaks and other white-space controls become a single blank, together with the blanks around them;
/// - a word broken there after a hyphen keeps the hyphen alone: nobody knows whether it is the word's own; a soft one goes, too;
/// - other control characters become their visible picture (`␛` for escape), those without one `�`;
/// - bidirectional controls become `�`: they can make a line read as something else than it says;
/// - invisible characters of no width are dropped; joiners between letters stay, because Persian and the Indic scripts spell
///   with them;
/// - what terminals disagree on the width of is taken apart: emoji lose joiners, skin tones and variation selectors, flags are
///   spelt in letters; a half-width kana and its sound mark become the one letter that they spell;
/// - a combining mark with nothing to stand on is given a dotted circle.
pub fn displayable(text: &str) -> Cow<'_, str> {
    // What needs no change is borrowed: that is nearly every text of a catalogue.
    if is_displayable(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut previous = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                // Blanks before it and the indentation behind it belong to the break.
                shown.truncate(shown.trim_end_matches(' ').len());
                if c == '\r' {
                    rest.next_if_eq(&'\n');
                }
                while rest.next_if_eq(&' ').is_some() {}
                let broken = previous == Some('\u{ad}') || ends_in_hyphen(&shown);
                let in_word = broken && rest.peek().is_some_and(|next| next.is_lowercase());
                previous = if in_word { Some('-') } else { Some(' ') };
                shown.extend((!in_word).then_some(' '));
                continue;
            }
            '\0'..='\u{1f}' => shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\u{7f}' => shown.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => shown.push('\u{fffd}'),
            _ if is_bidi_control(c) => shown.push('\u{fffd}'),
            '\u{200c}' | '\u{200d}' => {
                let joins = |side: Option<char>| side.is_some_and(|c| c.is_alphabetic() || is_combining_mark(c));
                if !(joins(previous) && joins(rest.peek().copied())) {
                    continue;
                }
                shown.push(c);
            }
            // Nobody sees it within a line.
            '\u{ad}' if previous.is_some_and(char::is_alphabetic) => {}
            _ if is_invisible(c) => continue,
            '\u{ff9e}' | '\u{ff9f}' => {
                let voiced = c == '\u{ff9e}';
                let whole = previous.and_then(|kana| sounded(kana, voiced));
                if whole.is_some() {
                    shown.pop();
                }
                shown.push(whole.unwrap_or(if voiced { '゛' } else { '゜' }));
            }
            '\u{1f1e6}'..='\u{1f1ff}' => shown.extend(char::from_u32('A' as u32 + c as u32 - 0x1f1e6)),
            _ => {
                if is_combining_mark(c) && previous.is_none_or(|before| before == ' ') {
                    shown.push('\u{25cc}');
                }
                shown.push(c);
            }
        }
        previous = Some(c);
    }
    Cow::Owned(shown)
}

fn ends_in_hyphen(text: &str) -> bool {
    text.strip_suffix(['-', '‐']).is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// `path` as a person types it after a command: displayable, and in quotation marks where a shell would take it apart.
pub fn typed(path: &str) -> String {
    let path = displayable(path);
    let is_plain = |c: char| c.is_alphanumeric() || "-_./,:@%+=\\~".contains(c);
    if !path.is_empty() && path.chars().all(is_plain) { path.into_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// [`displayable`] for text that is handed over.
pub fn into_displayable(text: String) -> String {
    match displayable(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown,
    }
}

/// The full-width letter that the half-width `kana` and a mark, `voiced` or half voiced, spell together, if there is one.
fn sounded(kana: char, voiced: bool) -> Option<char> {
    let wide = Some(kana).filter(|kana| matches!(kana, '\u{ff66}'..='\u{ff9d}'))?.nfkc().next()?;
    compose(wide, if voiced { '\u{3099}' } else { '\u{309a}' })
}

/// Where the byte `at` of `text` stands in `shown`, which is what is shown of it.
pub fn shown_at(text: &str, at: usize, shown: &str) -> Option<usize> {
    // What is shown of a part can be a blank more than it is within the whole.
    (0..=displayable(text.get(..at)?).len()).rev().find(|&at| shown.is_char_boundary(at))
}

/// Whether `c` can deceive a reader or steer a terminal: a control character other than white space, or a bidirectional one.
///
/// `parallax check` warns of these.
pub fn is_unsafe(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || is_bidi_control(c)
}

/// Whether nothing in `text` needs to be changed.
fn is_displayable(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Printable ASCII is passed over byte by byte, and so are, by `get`, the later bytes of a character.
    bytes.iter().enumerate().filter(|(_, byte)| !(b' '..=b'~').contains(byte)).all(|(at, _)| {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return true;
        };
        is_plain(c) && !(is_combining_mark(c) && (at == 0 || bytes[at - 1] == b' '))
    })
}

fn is_plain(c: char) -> bool {
    !c.is_control()
        && !is_bidi_control(c)
        && !is_invisible(c)
        && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{ff9e}' | '\u{ff9f}' | '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Of no width, or of one that terminals disagree on, and of no meaning to a reader.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'
            | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_broken_at_the_end_of_a_line_is_shown_in_one() {
        assert_eq!(displayable("the har-\r\n  bour"), "the har-bour");
        assert_eq!(displayable("the har\u{ad}\nbour, har\u{ad}bour"), "the harbour, harbour");
        assert_eq!(displayable("from 10-\nto 20, so -\nhe said, North-\nSouth"), "from 10- to 20, so - he said, North- South");
    }

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in ["", "plain", "González “actas” – 81,7 %", "选举", "नमस्ते", "e\u{301}"] {
            assert!(matches!(displayable(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn escape_sequences_become_visible() {
        assert_eq!(displayable("\u{1b}[31mred\u{7}"), "␛[31mred␇");
        assert_eq!(displayable("\u{9b}31m"), "\u{fffd}31m");
    }

    #[test]
    fn line_breaks_and_tabs_fold_to_one_blank() {
        assert_eq!(displayable("one\r\n\ttwo\u{2028}three"), "one two three");
    }

    #[test]
    fn the_indentation_of_a_line_goes_with_its_break() {
        assert_eq!(displayable("one \r\n    two\n  \n three  four"), "one two three  four");
    }

    #[test]
    fn right_to_left_override_cannot_reorder() {
        assert_eq!(displayable("abc\u{202e}fed"), "abc\u{fffd}fed");
    }

    #[test]
    fn zero_width_characters_do_not_join_or_split_words() {
        assert_eq!(displayable("vo\u{200b}te\u{feff}s"), "votes");
        assert_eq!(displayable("vo\u{2065}te\u{1bca3}s"), "votes");
    }

    #[test]
    fn emoji_sequences_fall_apart_and_persian_does_not() {
        assert_eq!(displayable("👩\u{200d}👧 ❤\u{fe0f} 👍🏽 🇻🇪"), "👩👧 ❤ 👍 VE");
        assert_eq!(displayable("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn half_width_kana_and_their_marks_take_the_columns_that_every_terminal_gives_them() {
        // Some terminals give a mark a column of its own, some none.
        assert_eq!(displayable("ﾍﾞﾗﾝﾀﾞ ﾊﾟﾝ"), "ベﾗﾝダ パﾝ");
        assert_eq!(displayable("ｱﾞ ﾞ ﾊﾟﾟ"), "ｱ゛ ゛ パ゜");
        assert_eq!(crate::text::wrap::width(&displayable("ﾍﾞﾞ")), 4);
    }

    #[test]
    fn a_lone_combining_mark_stands_on_a_circle() {
        assert_eq!(displayable("\u{301}a \u{301}b"), "◌\u{301}a ◌\u{301}b");
    }
}
