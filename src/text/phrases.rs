//! Finds phrases in a text: whole words, case and accents folded, the longest first.
//!
//! Where several phrases begin at a word the longest counts, and the words it covers count for no other ("Maduro regime" is
//! not also "regime"). What stands between two words of a phrase must stand there in the text too ("far-right" is not "far
//! right"), only white space may be any ("Maduro\nregime"). A possessive ending is not part of the phrase's last word.
//! Phrases that fold to the same are told apart by their accents and marks where the text has them.

use std::{collections::HashMap, ops::Range};

use super::{
    fold::fold,
    tokens::{Token, owner, tokens},
};

/// Phrases to look for, known by their place in the list they were made from.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// By their first word; the longest first.
    by_first: HashMap<Box<str>, Vec<Phrase>>,
}

#[derive(Debug, Clone)]
struct Phrase {
    index: usize,
    /// As written, but for case.
    written: String,
    words: Vec<Box<str>>,
    /// What stands after each word but the last, folded.
    between: Vec<String>,
}

/// One place where a phrase was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPhrase {
    /// Which phrase.
    pub phrase: usize,
    /// The words it covers.
    pub words: Range<usize>,
    /// The same in bytes of the text, without a possessive ending.
    pub range: Range<usize>,
}

impl Phrases {
    /// Takes the phrases to look for; one without a word is never found.
    pub fn new<T: AsRef<str>>(phrases: impl IntoIterator<Item = T>) -> Self {
        let mut by_first = HashMap::<_, Vec<_>>::new();
        for (index, phrase) in phrases.into_iter().enumerate() {
            let phrase = phrase.as_ref();
            let tokens = tokens(phrase);
            let Some(first) = tokens.first() else { continue };
            let between = tokens.windows(2).map(|pair| between(phrase, &pair[0], &pair[1])).collect();
            let words = tokens.iter().map(|token| token.folded.as_ref().into()).collect();
            let written = phrase[first.range.start..].to_lowercase();
            by_first.entry(first.folded.as_ref().into()).or_default().push(Phrase { index, written, words, between });
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.words.len()), phrase.index));
        }
        Self { by_first }
    }

    /// The folded words that they begin with: where neither one of these stands nor a possessive of it, none is found.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(|word| &**word)
    }

    /// Where they stand in `text`, whose words are `tokens`; in order, none overlapping another.
    pub fn find(&self, text: &str, tokens: &[Token]) -> Vec<FoundPhrase> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.at(text, tokens, at) {
                Some(place) => {
                    at = place.words.end;
                    found.push(place);
                }
                None => at += 1,
            }
        }
        found
    }

    fn at(&self, text: &str, tokens: &[Token], at: usize) -> Option<FoundPhrase> {
        let first = &*tokens.get(at)?.folded;
        let candidates =
            self.by_first.get(first).into_iter().chain(self.by_first.get(owner(first)).filter(|_| owner(first) != first));
        let fitting = candidates.flatten().filter_map(|phrase| Some((phrase, phrase.fits(text, tokens, at)?)));
        let mut best: Option<(&Phrase, Range<usize>)> = None;
        for (phrase, range) in fitting {
            let better = best.as_ref().is_none_or(|(before, before_range)| {
                // Of phrases that fold to the same the one that is spelt like the text.
                (phrase.words.len(), range.len()) > (before.words.len(), before_range.len())
                    || phrase.words == before.words && !before.is_spelt(text, before_range) && phrase.is_spelt(text, &range)
            });
            if better {
                best = Some((phrase, range));
            }
        }
        best.map(|(phrase, range)| FoundPhrase { phrase: phrase.index, words: at..at + phrase.words.len(), range })
    }
}

impl Phrase {
    /// The bytes that it covers where it stands at word `at`.
    fn fits(&self, text: &str, tokens: &[Token], at: usize) -> Option<Range<usize>> {
        let here = tokens.get(at..at + self.words.len())?;
        let (last_word, words) = self.words.split_last()?;
        let (last, before) = here.split_last()?;
        let same = before.iter().zip(words).all(|(token, word)| *token.folded == **word)
            && (*last.folded == **last_word || owner(&last.folded) == &**last_word)
            && here.windows(2).zip(&self.between).all(|(pair, expected)| between(text, &pair[0], &pair[1]) == *expected);
        // An apostrophe and the letter after it end a possessive; the apostrophe may take several bytes.
        let end = match text[last.range.clone()].char_indices().rev().nth(1) {
            Some((apostrophe, _)) if *last.folded != **last_word => last.range.start + apostrophe,
            _ => last.range.end,
        };
        same.then(|| here[0].range.start..end)
    }

    fn is_spelt(&self, text: &str, range: &Range<usize>) -> bool {
        text[range.clone()].to_lowercase() == self.written
    }
}

fn between(text: &str, one: &Token, next: &Token) -> String {
    let gap = fold(&text[one.range.end..next.range.start]);
    if gap.chars().all(char::is_whitespace) { " ".to_owned() } else { gap.split_whitespace().collect::<Vec<_>>().join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(phrases: &[&'static str], text: &'a str) -> Vec<(&'static str, &'a str)> {
        let places = Phrases::new(phrases).find(text, &tokens(text));
        places.into_iter().map(|found| (phrases[found.phrase], &text[found.range])).collect()
    }

    #[test]
    fn the_longest_phrase_counts_and_covers_its_words() {
        let phrases = ["regime", "harbour regime", "harbour"];
        assert_eq!(found(&phrases, "the Harbour regime"), [("harbour regime", "Harbour regime")]);
        assert_eq!(found(&phrases, "harbour, regime"), [("harbour", "harbour"), ("regime", "regime")]);
    }

    #[test]
    fn only_whole_words_are_found() {
        assert_eq!(found(&["act"], "actor, fact, act"), [("act", "act")]);
    }

    #[test]
    fn white_space_may_be_any_and_hyphens_may_not() {
        assert_eq!(found(&["port office"], "Port\n  Office"), [("port office", "Port\n  Office")]);
        assert_eq!(found(&["far-right"], "far-right, far right"), [("far-right", "far-right")]);
        assert_eq!(found(&["U.S. funds"], "the U.S. funds"), [("U.S. funds", "U.S. funds")]);
    }

    #[test]
    fn a_possessive_is_no_part_of_the_phrase() {
        assert_eq!(found(&["mayor"], "the Mayor’s bridge, the mayor's"), [("mayor", "Mayor"), ("mayor", "mayor")]);
        assert_eq!(found(&["mayor’s office", "mayor"], "the mayor's office"), [("mayor’s office", "mayor's office")]);
    }

    #[test]
    fn accents_decide_only_between_phrases_that_fold_to_the_same() {
        assert_eq!(found(&["Soren"], "Søren"), [("Soren", "Søren")]);
        assert_eq!(
            found(&["Søren", "Soren"], "Søren and Soren and SÖREN"),
            [("Søren", "Søren"), ("Soren", "Soren"), ("Søren", "SÖREN")]
        );
    }

    #[test]
    fn a_phrase_of_no_words_is_never_found() {
        assert_eq!(found(&["—", ""], "a — b"), []);
    }
}
