//! What sets two texts apart that are the same words: which of the differences that do not count are there.
//!
//! A reader is shown both, and where they look alike must be told what differs.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::fold::{fold, is_unseen};

/// What differs between `one` and `other`, white space aside, named for a reader: "capitals", "a soft hyphen".
pub fn differences(one: &str, other: &str) -> Vec<String> {
    let mut found = Vec::new();
    let broken = [one, other].map(is_broken);
    if broken[0] != broken[1] {
        found.push("words broken at the end of a line".to_owned());
    }
    let letters = |text: &str| text.chars().filter(|&c| !c.is_whitespace()).collect::<String>();
    let (one, other) = (letters(one), letters(other));
    let unseen = |text: &str| text.chars().filter(|&c| is_unseen(c)).collect::<Vec<char>>();
    let (of_one, of_other) = (unseen(&one), unseen(&other));
    if of_one != of_other {
        let odd = of_one.iter().chain(&of_other).find(|c| !(of_one.contains(c) && of_other.contains(c)));
        found.push(odd.or(of_one.first()).or(of_other.first()).map_or_else(|| "unseen characters".to_owned(), |&c| named(c)));
    }
    let seen = |text: &str| text.chars().filter(|&c| !is_unseen(c)).collect::<String>();
    let (one, other) = (seen(&one), seen(&other));
    let composed = |text: &str| text.nfc().collect::<String>();
    if (composed(&one) == one) != (composed(&other) == other) {
        found.push("how accented letters are encoded".to_owned());
    }
    let (one, other) = (composed(&one), composed(&other));
    for (name, signs) in
        [("quotation marks", "'\"‘’‚‛′´ʼʹ＇“”„‟«»″＂`"), ("dashes or hyphens", "-‐‑‒–—―−﹘﹣－"), ("ellipses", "….")]
    {
        let of = |text: &str| text.chars().filter(|&c| signs.contains(c)).collect::<String>();
        // The hyphens of broken words are told of already.
        let told = name == "dashes or hyphens" && broken[0] != broken[1];
        if of(&one) != of(&other) && !told {
            found.push(name.to_owned());
        }
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (letters(&one), letters(&other));
    if one != other {
        let name = if one.to_lowercase() == other.to_lowercase() { "capitals" } else { "the shape of letters" };
        found.push(name.to_owned());
    }
    found
}

/// The lines of `passage` without which it reads as `quote`: the head or the foot of a page, or its number, that fell into it when the
/// text was taken from its pages. None where nothing but such lines sets the two apart.
pub fn lines_between(quote: &str, passage: &str) -> Option<String> {
    /// Lines that stand between two pages at the most.
    const LINES: usize = 6;
    let words = |text: &str| fold(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let (wanted, lines) = (words(quote), passage.lines().collect::<Vec<_>>());
    let between = (1..lines.len()).flat_map(|from| (from + 1..lines.len().min(from + LINES + 1)).map(move |to| from..to));
    let fits = |cut: &Range<usize>| {
        let rest = [&lines[..cut.start], &lines[cut.end..]].concat().join(" ");
        words(&rest) == wanted
    };
    between
        .into_iter()
        .find(fits)
        .map(|cut| lines[cut].iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Whether a hyphen ends a line of `text`.
fn is_broken(text: &str) -> bool {
    text.lines().rev().skip(1).any(|line| line.trim_end().ends_with(['-', '\u{2010}']))
}

/// What nobody sees, by its name.
fn named(c: char) -> String {
    match c {
        '\u{ad}' => "a soft hyphen".to_owned(),
        '\u{200b}' => "a zero-width space".to_owned(),
        '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => "a joiner of zero width".to_owned(),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "a mark of direction".to_owned()
        }
        '\u{fe00}'..='\u{fe0f}' => "a variation selector".to_owned(),
        _ => format!("the unseen character U+{:04X}", c as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_page_is_told_from_the_words() {
        let passage = "the mayor opened the session and\n\nTown Hall, 7 March 2031\n2\n\nasked for “silence”.";
        assert_eq!(
            lines_between("the mayor opened the session and asked for \"silence\".", passage).as_deref(),
            Some("Town Hall, 7 March 2031 2")
        );
        assert_eq!(lines_between("the mayor opened a session and asked for “silence”.", passage), None);
        assert_eq!(lines_between("one two", "one\ntwo"), None);
    }

    #[test]
    fn what_differs_is_named() {
        for (one, other, expected) in [
            ("The ferry", "the  ferry", &["capitals"][..]),
            ("“late”", "\"late\"", &["quotation marks"]),
            ("har\u{ad}bour", "harbour", &["a soft hyphen"]),
            ("Zoë", "Zoe\u{308}", &["how accented letters are encoded"]),
            ("self-governing", "selfgoverning", &["dashes or hyphens"]),
            ("the coun-\ncil", "the council", &["words broken at the end of a line"]),
            ("late…", "late...", &["ellipses"]),
            ("ﬁsh", "fish", &["the shape of letters"]),
            ("\u{200f}Late", "late", &["a mark of direction", "capitals"]),
            ("late", "late", &[]),
        ] {
            assert_eq!(differences(one, other), expected, "{one} / {other}");
        }
    }
}
