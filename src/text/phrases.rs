//! Finds phrases in a text: whole words, case and accents folded, the longest first.
//!
//! Where several phrases begin at a word the longest counts, and the words it covers count for no other ("Maduro regime" is
//! not also "regime"). Whether a compound is written in one word, with a hyphen or in two does not matter ("cyberattack",
//! "cyber-attack", "cyber attack"), nor which white space stands between words; any other mark between two words of a phrase must
//! stand there in the text, too. A possessive ending is not part of the phrase's last word. Phrases that fold to the same are told
//! apart by their accents and marks where the text has them.

use std::{collections::HashMap, ops::Range};

use super::{
    fold::fold,
    tokens::{Token, owner, tokens},
    words::joins_in_print,
};

/// Phrases to look for, known by their place in the list they were made from.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
    /// Places in `phrases`, by the words that they can begin with.
    by_first: HashMap<Box<str>, Vec<u32>>,
}

#[derive(Debug, Clone)]
struct Phrase {
    index: usize,
    /// As written, but for case.
    written: String,
    /// Its words, folded, without what stands between them.
    letters: String,
    /// What stands between them, in order.
    seams: Vec<Seam>,
}

/// What is written between two words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seam {
    /// Where in the letters.
    at: usize,
    gap: Gap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Gap {
    /// Nothing: one word, or a script without blanks.
    Joined,
    Hyphen,
    Blank,
    /// Folded, with single blanks.
    Other(String),
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
        let made = phrases.into_iter().enumerate().filter_map(|(index, phrase)| Phrase::new(index, phrase.as_ref()));
        let phrases: Vec<Phrase> = made.collect();
        let mut by_first = HashMap::<Box<str>, Vec<u32>>::new();
        for (place, phrase) in (0..).zip(&phrases) {
            for first in phrase.first_words() {
                by_first.entry(first.into()).or_default().push(place);
            }
        }
        Self { phrases, by_first }
    }

    /// The folded words that they can begin with: where neither one of these stands nor a possessive of it, none is found.
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
        let of = |word: &str| self.by_first.get(word).into_iter().flatten();
        let candidates = of(first).chain(Some(owner(first)).filter(|owner| *owner != first).into_iter().flat_map(of));
        let fitting = candidates.filter_map(|&place| {
            let phrase = self.phrases.get(place as usize)?;
            Some((phrase, phrase.fits(text, tokens, at)?))
        });
        let mut best: Option<(&Phrase, FoundPhrase)> = None;
        for (phrase, found) in fitting {
            let better = best.as_ref().is_none_or(|(before, before_found)| {
                let size = |found: &FoundPhrase| (found.words.len(), found.range.len());
                // Of phrases that fold to the same the one that is spelt like the text.
                size(&found) > size(before_found)
                    || phrase.letters == before.letters
                        && !before.is_spelt(text, &before_found.range)
                        && phrase.is_spelt(text, &found.range)
            });
            if better {
                best = Some((phrase, found));
            }
        }
        best.map(|(_, found)| found)
    }
}

impl Phrase {
    fn new(index: usize, phrase: &str) -> Option<Self> {
        let tokens = tokens(phrase);
        let written = phrase[tokens.first()?.range.start..].to_lowercase();
        let (mut letters, mut seams) = (String::new(), Vec::new());
        let mut before: Option<&Token> = None;
        for token in &tokens {
            seams.extend(before.map(|before| Seam { at: letters.len(), gap: Gap::between(phrase, before, token) }));
            letters.push_str(&token.folded);
            before = Some(token);
        }
        Some(Self { index, written, letters, seams })
    }

    /// What the first word of a text can be that has the phrase: any beginning of its letters up to a mark that must stand.
    fn first_words(&self) -> impl Iterator<Item = &str> {
        let mark = self.seams.iter().find(|seam| matches!(seam.gap, Gap::Other(_)));
        let end = mark.map_or(self.letters.len(), |seam| seam.at);
        self.letters[..end].char_indices().skip(1).map(|(at, _)| at).chain([end]).map(|at| &self.letters[..at])
    }

    /// Where it stands, if it does at word `at`.
    fn fits(&self, text: &str, tokens: &[Token], at: usize) -> Option<FoundPhrase> {
        let mut read = 0;
        let mut next = at;
        loop {
            let token = tokens.get(next)?;
            let (rest, start) = (&self.letters[read..], read);
            next += 1;
            let is_owner = rest == owner(&token.folded) && rest != &*token.folded;
            read = if is_owner {
                self.letters.len()
            } else {
                start + rest.strip_prefix(&*token.folded).map(|_| token.folded.len())?
            };
            if !self.seams.iter().filter(|seam| start < seam.at && seam.at < read).all(|seam| self.joins(seam)) {
                return None;
            }
            if read == self.letters.len() {
                // An apostrophe and the letter after it end a possessive; the apostrophe may take several bytes.
                let end = match text[token.range.clone()].char_indices().rev().nth(1) {
                    Some((apostrophe, _)) if is_owner => token.range.start + apostrophe,
                    _ => token.range.end,
                };
                let range = tokens[at].range.start..end;
                return Some(FoundPhrase { phrase: self.index, words: at..next, range });
            }
            let after = tokens.get(next)?;
            let printed = Gap::between(text, token, after);
            let agrees = match self.seams.iter().find(|seam| seam.at == read) {
                Some(seam) => {
                    seam.gap == printed
                        || seam.gap.is_loose() && printed.is_loose() && (printed != Gap::Joined || self.joins(seam))
                }
                None => match printed {
                    Gap::Joined | Gap::Hyphen => true,
                    Gap::Blank => joins_in_print(&token.folded, &after.folded),
                    Gap::Other(_) => false,
                },
            };
            if !agrees {
                return None;
            }
        }
    }

    /// Whether the words beside `seam` may be printed as one.
    fn joins(&self, seam: &Seam) -> bool {
        let before = self.seams.iter().rev().find(|other| other.at < seam.at).map_or(0, |other| other.at);
        let after = self.seams.iter().find(|other| other.at > seam.at).map_or(self.letters.len(), |other| other.at);
        match seam.gap {
            Gap::Joined | Gap::Hyphen => true,
            Gap::Blank => joins_in_print(&self.letters[before..seam.at], &self.letters[seam.at..after]),
            Gap::Other(_) => false,
        }
    }

    fn is_spelt(&self, text: &str, range: &Range<usize>) -> bool {
        text[range.clone()].to_lowercase() == self.written
    }
}

impl Gap {
    fn between(text: &str, one: &Token, next: &Token) -> Self {
        let gap = &text[one.range.end..next.range.start];
        match gap {
            "" => Self::Joined,
            "-" | "‐" | "‑" => Self::Hyphen,
            _ if gap.chars().all(char::is_whitespace) => Self::Blank,
            _ => Self::Other(fold(gap).split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }

    /// Whether it may be written otherwise.
    const fn is_loose(&self) -> bool {
        !matches!(self, Self::Other(_))
    }
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
    fn white_space_may_be_any_and_marks_may_not() {
        assert_eq!(found(&["port office"], "Port\n  Office"), [("port office", "Port\n  Office")]);
        assert_eq!(found(&["port office"], "port, office. Port – office"), []);
        assert_eq!(found(&["U.S. funds"], "the U.S. funds, U S funds"), [("U.S. funds", "U.S. funds")]);
    }

    #[test]
    fn a_compound_is_one_word_or_two() {
        let text = "seawall, sea-wall, sea wall, sea‑wall’s, sea wal-\nl, sea, wall";
        for form in ["seawall", "sea-wall", "sea wall"] {
            let found: Vec<&str> = found(&[form], text).into_iter().map(|(_, place)| place).collect();
            assert_eq!(found, ["seawall", "sea-wall", "sea wall", "sea‑wall", "sea wal-\nl"], "{form}");
        }
        assert_eq!(found(&["email"], "an e-mail"), [("email", "e-mail")]);
        assert_eq!(found(&["apart"], "a part, a-part"), [("apart", "a-part")]);
        assert_eq!(found(&["a part"], "apart"), []);
        assert_eq!(found(&["sea wall"], "the seawalls"), []);
    }

    #[test]
    fn of_a_compound_written_in_two_ways_the_one_that_is_printed_counts() {
        assert_eq!(
            found(&["far right", "far-right"], "far-right, far right"),
            [("far-right", "far-right"), ("far right", "far right")]
        );
    }

    #[test]
    fn scripts_without_blanks_are_found_by_their_words() {
        assert_eq!(found(&["码头"], "旧码头已经关闭。"), [("码头", "码头")]);
        assert_eq!(found(&["码头已经关闭"], "旧码头已经关闭。"), [("码头已经关闭", "码头已经关闭")]);
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
