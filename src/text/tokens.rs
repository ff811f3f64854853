//! A text as its words: each folded for comparing, with its place for showing.
//!
//! What counts words, looks for them or compares them works on these; [`super::words`] says where a word ends and
//! [`super::fold`] which words are the same.

use std::{borrow::Cow, ops::Range};

use super::words::{fold_word, words};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// How it is compared.
    pub folded: Cow<'a, str>,
}

/// The words of `text`, in order.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    words(text).map(|range| Token { folded: fold_word(&text[range.clone()]), range }).collect()
}

/// From the first to the last of the words `part`, in bytes of the text; empty, and at the end of the word before, where that
/// is empty.
pub fn bytes(tokens: &[Token], part: Range<usize>) -> Range<usize> {
    match tokens.get(part.clone()) {
        Some([first, .., last]) => first.range.start..last.range.end,
        Some([only]) => only.range.clone(),
        _ => {
            let at = part.start.checked_sub(1).and_then(|before| tokens.get(before)).map_or(0, |before| before.range.end);
            at..at
        }
    }
}

/// Who owns, of a folded possessive: the word without its ending.
pub fn owner(folded: &str) -> &str {
    folded.strip_suffix("'s").unwrap_or(folded)
}

/// `word`, a folded one, without the endings that English gives to one word in its several forms.
///
/// A light stemmer in the manner of Harman's S-stemmer (1991), with the endings of verbs: it tells "arrest" and "arrests",
/// "plan" and "planned" for one word, and never claims to know the root. Words of other languages mostly stay as they are.
pub fn stem(word: &str) -> &str {
    const ENDINGS: [&str; 10] = ["'s", "ies", "ied", "ing", "ed", "es", "s", "y", "e", "'"];
    /// What is shorter says too little.
    const SHORTEST: usize = 3;

    let kept = |ending: &&str| word.strip_suffix(*ending).filter(|rest| rest.len() >= SHORTEST);
    let rest = ENDINGS.iter().find_map(kept).unwrap_or(word);
    match rest.as_bytes() {
        // "planned" was "plan"; a word that ends so by itself ("fall") loses the letter in all its forms.
        [.., before, last] if before == last && last.is_ascii_lowercase() && rest.len() > SHORTEST => &rest[..rest.len() - 1],
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_keep_their_place() {
        let text = "The “Ærø” bridge";
        let tokens = tokens(text);
        assert_eq!(tokens.iter().map(|token| &*token.folded).collect::<Vec<_>>(), ["the", "aero", "bridge"]);
        assert_eq!(&text[tokens[1].range.clone()], "Ærø");
    }

    #[test]
    fn the_bytes_of_a_part_run_from_its_first_word_to_its_last() {
        let text = "one, two – three";
        let tokens = tokens(text);
        assert_eq!(&text[bytes(&tokens, 1..3)], "two – three");
        assert_eq!(bytes(&tokens, 1..1), 3..3);
        assert_eq!(bytes(&tokens, 0..0), 0..0);
    }

    #[test]
    fn forms_of_one_word_share_their_stem() {
        for (one, other) in [
            ("arrest", "arrests"),
            ("plan", "planned"),
            ("party", "parties"),
            ("deny", "denied"),
            ("agree", "agreed"),
            ("falls", "falling"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}, {other}");
        }
        for (one, other) in [("council", "counsel"), ("port", "post"), ("is", "i"), ("bridge", "brief")] {
            assert_ne!(stem(one), stem(other), "{one}, {other}");
        }
    }
}
