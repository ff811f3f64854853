//! Reads what a person typed into the finder.
//!
//! There is no error: every input means something, an unknown field is plain text, a quotation mark that is not closed yet
//! closes at the end, and a sign with nothing to it asks for nothing.
//!
//! | typed | asks for |
//! |---|---|
//! | `word` | the word, a word it begins, an abbreviation, or a slip of the hand away: see `super::likeness` |
//! | `'word` | exactly the word |
//! | `"two words"` | these words, one after the other; while the quotation is open its last word may go on |
//! | `tear-gas` | these words, one after the other, each as `word` |
//! | `^word` | the quote begins with it; also `^'word`, `^"two words"` |
//! | `a\|b` | one of them |
//! | `!word` | not the word, nor a word it begins; also before everything else |
//! | `outlet:courier` | a field, by id or name; `\|` stays in the field: `outlet:courier\|post` |
//!
//! Terms are separated by blanks and stand in any order; all must hold. Case, accents and the shape of quotation marks,
//! apostrophes and dashes never matter. Only the first [`MAX_WORDS`] words are read. A `word` of more than 64 letters is looked for
//! as it stands, alone or inside of another word: nobody abbreviates it or slips in it, it was pasted. Reading a query takes time
//! and memory in step with its length.

use std::ops::Range;

use crate::text::{
    fold::{fold, fold_char},
    words::{fold_word, words},
};

/// How many words of a query are read; a pasted chapter stands for its beginning.
pub const MAX_WORDS: usize = 16;

/// What a person asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All must hold.
    pub terms: Vec<Term>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The bytes of the input that it was read from.
    pub range: Range<usize>,
    /// Whether what fits is left out.
    pub negated: bool,
    /// One must hold; never empty.
    pub alternatives: Vec<Alternative>,
}

/// One way to fulfil a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alternative {
    /// These words stand in the text.
    Text(Phrase),
    /// All these words stand in the id or the name of what the excerpt is filed under.
    Filter(Filter, Vec<Word>),
}

/// Words that stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Never empty.
    pub words: Vec<Word>,
    /// Whether a quote must begin with it.
    pub first: bool,
}

/// A word as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded.
    pub text: String,
    /// What it may stand for.
    pub mode: Mode,
}

/// What a typed word may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Itself only.
    Exact,
    /// Itself and words that it begins.
    Begins,
    /// Whatever is like it.
    Fuzzy,
}

/// A field that narrows the excerpts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Who published.
    Outlet,
    /// The text quoted.
    Document,
    /// The proposition it is filed under.
    Claim,
    /// What the claim is about.
    Event,
    /// What the outlet does with the claim.
    Stance,
    /// Whose statement it is.
    Speaker,
    /// A code of the codebook.
    Frame,
    /// A keyword of the claim.
    Topic,
    /// A number as printed.
    Figure,
}

impl Filter {
    /// All of them, those first that Tab should offer first.
    pub const ALL: [Self; 9] = [
        Self::Outlet,
        Self::Stance,
        Self::Speaker,
        Self::Event,
        Self::Claim,
        Self::Document,
        Self::Frame,
        Self::Topic,
        Self::Figure,
    ];

    /// As typed, without the colon.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Document => "document",
            Self::Claim => "claim",
            Self::Event => "event",
            Self::Stance => "stance",
            Self::Speaker => "speaker",
            Self::Frame => "frame",
            Self::Topic => "topic",
            Self::Figure => "figure",
        }
    }

    /// Whether it narrows the passages of texts, too.
    const fn is_of_texts(self) -> bool {
        matches!(self, Self::Outlet | Self::Document)
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.name() == fold(name))
    }
}

impl Query {
    /// Reads `input`.
    pub fn parse(input: &str) -> Self {
        let mut reader = Reader { input, at: 0, room: MAX_WORDS };
        let mut terms = Vec::new();
        while reader.skip_blanks() && reader.room > 0 {
            let term = reader.term();
            if !term.alternatives.is_empty() {
                terms.push(term);
            }
        }
        Self { terms }
    }

    /// Whether it asks for nothing, and so lists everything.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// "texts have no stances", where it asks for fields that only excerpts have.
    pub fn beyond_texts(&self) -> Option<String> {
        let asked = |filter: Filter| {
            let mut alternatives = self.terms.iter().flat_map(|term| &term.alternatives);
            alternatives.any(|alternative| matches!(alternative, Alternative::Filter(other, _) if *other == filter))
        };
        let missing = Filter::ALL.into_iter().filter(|&filter| !filter.is_of_texts() && asked(filter));
        let missing: Vec<String> = missing.map(|filter| format!("no {}s", filter.name())).collect();
        (!missing.is_empty()).then(|| format!("texts have {}", missing.join(" and ")))
    }

    /// The words that are looked for in texts.
    pub(super) fn looked_for(&self) -> impl Iterator<Item = &Word> {
        let alternatives = self.terms.iter().filter(|term| !term.negated).flat_map(|term| &term.alternatives);
        alternatives.flat_map(|alternative| match alternative {
            Alternative::Text(phrase) => phrase.words.as_slice(),
            Alternative::Filter(..) => &[],
        })
    }
}

/// The field and the bytes of its value, where `part`, which begins a term or an alternative, begins with a field.
pub(super) fn field(part: &str) -> Option<(Filter, usize)> {
    let end = part.find(|c: char| !c.is_ascii_alphabetic())?;
    let (name, rest) = part.split_at(end);
    (rest.starts_with(':')).then(|| Filter::named(name).map(|filter| (filter, end + 1)))?
}

struct Reader<'a> {
    input: &'a str,
    at: usize,
    /// How many more words may be read.
    room: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.input.get(self.at..).unwrap_or_default()
    }

    /// Whether anything is left.
    fn skip_blanks(&mut self) -> bool {
        self.at = self.input.len() - self.rest().trim_start().len();
        self.at < self.input.len()
    }

    /// Takes the next character if it folds to `sign`.
    fn take(&mut self, sign: char) -> bool {
        let next = self.rest().chars().next().filter(|&c| is(c, sign));
        self.at += next.map_or(0, char::len_utf8);
        next.is_some()
    }

    fn term(&mut self) -> Term {
        let start = self.at;
        let negated = self.take('!');
        let mut alternatives = Vec::new();
        let mut filter = None;
        let end = loop {
            if let Some((named, length)) = field(self.rest()) {
                filter = Some(named);
                self.at += length;
            }
            let (words, first) = self.words(if negated { Mode::Begins } else { Mode::Fuzzy });
            if !words.is_empty() {
                alternatives.push(match filter {
                    Some(filter) => Alternative::Filter(filter, words),
                    None => Alternative::Text(Phrase { words, first }),
                });
            }
            let end = self.at;
            // Blanks around the bar do not part what it joins.
            self.skip_blanks();
            if !self.take('|') {
                self.at = end;
                break end;
            }
            self.skip_blanks();
        };
        Term { range: start..end, negated, alternatives }
    }

    /// The words up to the end of the alternative, and whether a `^` stood before them.
    fn words(&mut self, mut mode: Mode) -> (Vec<Word>, bool) {
        let mut first = false;
        loop {
            if self.take('^') {
                first = true;
            } else if self.take('\'') {
                mode = Mode::Exact;
            } else {
                break;
            }
        }
        if self.take('"') {
            let rest = self.rest();
            let length = rest.find(|c| is(c, '"'));
            let mut words = self.split(length.unwrap_or(rest.len()), Mode::Exact);
            let open = !self.take('"') && !self.input.ends_with(char::is_whitespace);
            if let Some(last) = words.last_mut().filter(|_| open) {
                last.mode = Mode::Begins;
            }
            (words, first)
        } else {
            let rest = self.rest();
            let length = rest.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(rest.len());
            (self.split(length, mode), first)
        }
    }

    /// The words of the next `length` bytes, which are taken.
    fn split(&mut self, length: usize, mode: Mode) -> Vec<Word> {
        let text = &self.rest()[..length];
        let words: Vec<Word> = words(text)
            .map(|range| Word { text: fold_word(&text[range]).into_owned(), mode })
            .filter(|word| !word.text.is_empty())
            .take(self.room)
            .collect();
        self.room -= words.len();
        self.at += length;
        words
    }
}

/// Whether `c` is `sign`, in whatever shape.
fn is(c: char, sign: char) -> bool {
    let mut same = false;
    let mut count = 0;
    fold_char(c, |folded| {
        same = folded == sign;
        count += 1;
    });
    same && count == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A query in a notation with one way to write a thing: `=` exact, `*` begins, `~` fuzzy.
    fn read(input: &str) -> String {
        let join = |words: &[Word]| {
            let mark = |word: &Word| match word.mode {
                Mode::Exact => '=',
                Mode::Begins => '*',
                Mode::Fuzzy => '~',
            };
            words.iter().map(|word| format!("{}{}", mark(word), word.text)).collect::<Vec<_>>().join(" ")
        };
        let alternative = |alternative: &Alternative| match alternative {
            Alternative::Text(phrase) => format!("{}{}", if phrase.first { "^" } else { "" }, join(&phrase.words)),
            Alternative::Filter(filter, words) => format!("{}:{}", filter.name(), join(words)),
        };
        let term = |term: &Term| {
            let alternatives: Vec<String> = term.alternatives.iter().map(alternative).collect();
            format!("{}({})", if term.negated { "not " } else { "" }, alternatives.join(" or "))
        };
        Query::parse(input).terms.iter().map(term).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn blanks_separate_terms() {
        assert_eq!(read("harbour bridge"), "(~harbour) (~bridge)");
        assert_eq!(read("  harbour \t\u{a0}bridge "), "(~harbour) (~bridge)");
    }

    #[test]
    fn case_accents_and_typography_do_not_matter() {
        assert_eq!(read("GONZÁLEZ"), "(~gonzalez)");
        assert_eq!(read("Machado’s"), read("machado's"));
        assert_eq!(read("“tear gas”"), read("\"tear gas\""));
        assert_eq!(read("’tear"), read("'tear"));
    }

    #[test]
    fn an_apostrophe_before_a_word_asks_for_exactly_it() {
        assert_eq!(read("'bridge"), "(=bridge)");
        assert_eq!(read("'bridge'"), "(=bridge)");
        assert_eq!(read("''bridge"), "(=bridge)");
        assert_eq!(read("'81.7"), "(=81.7)");
    }

    #[test]
    fn a_quotation_is_a_phrase() {
        assert_eq!(read("\"tear gas\" bridge"), "(=tear =gas) (~bridge)");
        assert_eq!(read("\"tear, gas.\""), "(=tear =gas)");
    }

    #[test]
    fn the_last_word_of_an_open_quotation_may_go_on() {
        assert_eq!(read("\"tear ga"), "(=tear *ga)");
        assert_eq!(read("\"tear gas "), "(=tear =gas)");
        assert_eq!(read("\""), "");
    }

    #[test]
    fn what_follows_a_closed_quotation_is_a_term_of_its_own() {
        assert_eq!(read("\"tear gas\"bridge"), "(=tear =gas) (~bridge)");
    }

    #[test]
    fn a_quotation_mark_inside_a_word_opens_nothing() {
        assert_eq!(read("5\" pipe"), "(~5) (~pipe)");
    }

    #[test]
    fn joined_words_stay_together() {
        assert_eq!(read("vice-president"), "(~vice ~president)");
        assert_eq!(read("12:30"), "(~12:30)");
        assert_eq!(read("'vice-president"), "(=vice =president)");
    }

    #[test]
    fn a_bang_leaves_out_and_forgives_nothing() {
        assert_eq!(read("!bridge"), "not (*bridge)");
        assert_eq!(read("!'bridge"), "not (=bridge)");
        assert_eq!(read("!\"tear gas\""), "not (=tear =gas)");
        assert_eq!(read("!a|b"), "not (*a or *b)");
        assert_eq!(read("well!"), "(~well)");
    }

    #[test]
    fn a_caret_asks_for_the_beginning() {
        assert_eq!(read("^bridge"), "(^~bridge)");
        assert_eq!(read("^'bridge"), "(^=bridge)");
        assert_eq!(read("'^bridge"), "(^=bridge)");
        assert_eq!(read("^\"the bridge\""), "(^=the =bridge)");
        assert_eq!(read("!^bridge"), "not (^*bridge)");
    }

    #[test]
    fn bars_join_alternatives_with_or_without_blanks() {
        assert_eq!(read("a|b c"), "(~a or ~b) (~c)");
        assert_eq!(read("a | b c"), "(~a or ~b) (~c)");
        assert_eq!(read("\"tear gas\"|'smoke"), "(=tear =gas or =smoke)");
    }

    #[test]
    fn a_bar_with_nothing_to_it_joins_nothing() {
        assert_eq!(read("a|"), "(~a)");
        assert_eq!(read("|a"), "(~a)");
        assert_eq!(read("a||b"), "(~a or ~b)");
        assert_eq!(read("|"), "");
    }

    #[test]
    fn a_field_narrows() {
        assert_eq!(read("outlet:courier"), "(outlet:~courier)");
        assert_eq!(read("OUTLET:Courier"), "(outlet:~courier)");
        assert_eq!(read("!stance:denies"), "not (stance:*denies)");
        assert_eq!(read("outlet:\"bay courier\""), "(outlet:=bay =courier)");
        assert_eq!(read("claim:forged-actas"), "(claim:~forged ~actas)");
        assert_eq!(read("figure:30,000"), "(figure:~30,000)");
    }

    #[test]
    fn alternatives_stay_in_the_field_until_another_is_named() {
        assert_eq!(read("outlet:courier|post"), "(outlet:~courier or outlet:~post)");
        assert_eq!(read("outlet:courier|stance:denies"), "(outlet:~courier or stance:~denies)");
        assert_eq!(read("bridge|outlet:courier"), "(~bridge or outlet:~courier)");
    }

    #[test]
    fn an_unknown_field_is_plain_text() {
        assert_eq!(read("colour:red"), "(~colour ~red)");
        assert_eq!(read("http://harbour"), "(~http ~harbour)");
    }

    #[test]
    fn a_field_without_a_value_asks_for_nothing() {
        assert_eq!(read("outlet: bridge"), "(~bridge)");
        assert_eq!(read("outlet:"), "");
    }

    #[test]
    fn fields_that_texts_do_not_have_are_named() {
        let beyond = |input: &str| Query::parse(input).beyond_texts();
        assert_eq!(beyond("bridge outlet:courier !document:x"), None);
        assert_eq!(beyond("bridge|stance:denies").as_deref(), Some("texts have no stances"));
        assert_eq!(beyond("!topic:vote speaker:ode speaker:x").as_deref(), Some("texts have no speakers and no topics"));
        assert_eq!(beyond("stance:"), None);
    }

    #[test]
    fn signs_alone_ask_for_nothing() {
        for input in ["", " ", "!", "^", "'", "\"\"", "—", "%", "!|^'", "…"] {
            assert!(Query::parse(input).is_empty(), "{input:?}");
        }
    }

    #[test]
    fn a_term_knows_where_it_was_typed() {
        let query = Query::parse("  !a|b  \"tear gas\" outlet:x");
        let ranges: Vec<_> = query.terms.iter().map(|term| term.range.clone()).collect();
        assert_eq!(ranges, [2..6, 8..18, 19..27]);
    }

    #[test]
    fn a_pasted_chapter_stands_for_its_beginning() {
        let words = |query: &Query| query.terms.len();
        assert_eq!(words(&Query::parse(&"word ".repeat(1_000))), MAX_WORDS);
        assert_eq!(words(&Query::parse(&"word-word ".repeat(1_000))), MAX_WORDS / 2);
    }

    proptest! {
        #[test]
        fn any_input_means_something(input in "\\PC*") {
            check(&input)?;
        }

        #[test]
        fn any_mixture_of_signs_means_something(input in "([!^'\"|“’: a-cé]|outlet:|stance:){0,20}") {
            check(&input)?;
        }
    }

    fn check(input: &str) -> Result<(), TestCaseError> {
        let mut end = 0;
        for term in Query::parse(input).terms {
            prop_assert!(term.range.start >= end && input.get(term.range.clone()).is_some_and(|typed| !typed.is_empty()));
            end = term.range.end;
            prop_assert!(!term.alternatives.is_empty());
            for alternative in term.alternatives {
                let (Alternative::Text(Phrase { words, .. }) | Alternative::Filter(_, words)) = alternative;
                prop_assert!(!words.is_empty());
                prop_assert!(words.iter().all(|word| !word.text.is_empty() && fold(&word.text) == word.text));
            }
        }
        Ok(())
    }
}
