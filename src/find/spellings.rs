//! Other ways to print what was typed: a compound in one word or in two, a number with other marks in it.
//!
//! A query is read with each of them that the catalogue may have as one more alternative of its term, so that everything that
//! follows (ranking, marks, what nothing fulfils) treats it as if a person had typed `seawall|"sea wall"`.

use super::query::{Alternative, Filter, MAX_WORDS, Mode, Phrase, Query, Term, Word};
use crate::text::words::{joins_in_print, numbers_in_print};

/// `query` with the other spellings of its words, those of which every word `is_there`.
pub(super) fn with_other_spellings(query: &Query, is_there: impl Fn(&str) -> bool) -> Query {
    let others = |words: &[Word]| -> Vec<Vec<Word>> {
        let spellings = spellings(words).filter(|(_, new)| new.iter().all(|word| is_there(word)));
        spellings.map(|(at, new)| replaced(words, at, &new)).filter(|words| words.len() <= MAX_WORDS).collect()
    };
    let alternatives = |alternative: &Alternative| -> Vec<Alternative> {
        let other: Vec<Alternative> = match alternative {
            Alternative::Text(phrase) => {
                others(&phrase.words).into_iter().map(|words| Alternative::Text(Phrase { words, ..*phrase })).collect()
            }
            Alternative::Filter(Filter::Figure, words) => {
                others(words).into_iter().map(|words| Alternative::Filter(Filter::Figure, words)).collect()
            }
            Alternative::Filter(..) => Vec::new(),
        };
        std::iter::once(alternative.clone()).chain(other).collect()
    };
    let term = |term: &Term| Term { alternatives: term.alternatives.iter().flat_map(alternatives).collect(), ..term.clone() };
    Query { terms: query.terms.iter().map(term).collect() }
}

/// Which of `words` can be printed as which others.
fn spellings<'w>(words: &'w [Word]) -> impl Iterator<Item = (std::ops::Range<usize>, Vec<String>)> + 'w {
    let halves = |(at, word): (usize, &'w Word)| {
        let halves = word.text.char_indices().skip(1).map(|(cut, _)| word.text.split_at(cut));
        let halves = halves.filter(|(one, other)| joins_in_print(one, other));
        halves.map(move |(one, other)| (at..at + 1, vec![one.to_owned(), other.to_owned()]))
    };
    let joined = |(at, pair): (usize, &[Word])| {
        let [one, other] = pair else { return None };
        joins_in_print(&one.text, &other.text).then(|| (at..at + 2, vec![format!("{}{}", one.text, other.text)]))
    };
    let numbers = |(at, _): (usize, &Word)| {
        let digits: Vec<&str> = words[at..].iter().map(|word| word.text.as_str()).collect();
        numbers_in_print(&digits).into_iter().map(move |(read, printed)| (at..at + read, printed))
    };
    let words_with_places = || words.iter().enumerate();
    words_with_places()
        .flat_map(halves)
        .chain(words.windows(2).enumerate().filter_map(joined))
        .chain(words_with_places().flat_map(numbers).collect::<Vec<_>>())
}

/// `words` with those at `at` replaced; what is there is there as it is.
fn replaced(words: &[Word], at: std::ops::Range<usize>, new: &[String]) -> Vec<Word> {
    let new = new.iter().map(|text| Word { text: text.clone(), mode: Mode::Exact });
    words[..at.start].iter().cloned().chain(new).chain(words[at.end..].iter().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::Progress,
        find::{Index, Stop, sample, search},
    };

    fn found<'a>(quotes: &[&'a str], typed: &str) -> Vec<&'a str> {
        let index = Index::build(&sample::quotes(quotes), &Progress::default());
        let hits = search(&index, &Query::parse(typed), &Stop::default()).unwrap();
        let mut found: Vec<&str> = hits.top.iter().map(|hit| quotes[hit.item]).collect();
        found.sort_by_key(|quote| quotes.iter().position(|other| other == quote));
        found
    }

    #[test]
    fn a_compound_is_found_however_it_is_printed() {
        let quotes = ["a seawall", "a sea-wall", "a sea wall", "a sea-\nwall", "the sea and the wall"];
        for typed in ["'seawall", "'sea-wall", "\"sea wall\"", "\"seawall\"", "seawall", "sea-wall"] {
            assert_eq!(found(&quotes, typed), quotes[..4], "{typed}");
        }
        assert_eq!(found(&["email", "e-mail", "mail"], "'email"), ["email", "e-mail"]);
        assert_eq!(found(&["apart", "a part"], "'apart"), ["apart"]);
    }

    #[test]
    fn a_number_is_found_however_it_is_printed() {
        let quotes = ["1000 boats", "1,000 boats", "1.000 boats", "1 000 boats", "1\u{202f}000 boats", "000 boats", "1.00"];
        for typed in ["'1000", "'1,000", "'1.000", "\"1 000\""] {
            assert_eq!(found(&quotes, typed), quotes[..5], "{typed}");
        }
        assert_eq!(found(&["51.2 %", "51,2 %", "512"], "'51.2"), ["51.2 %", "51,2 %"]);
        assert_eq!(found(&["at 10:30", "at 10.30", "at 1030"], "'10.30"), ["at 10:30", "at 10.30"]);
    }

    #[test]
    fn scripts_without_blanks_are_found_by_words_and_phrases() {
        let quotes = ["旧码头已经关闭。", "码头", "码石头"];
        assert_eq!(found(&quotes, "'码头"), quotes[..2]);
        assert_eq!(found(&quotes, "\"码头已经\""), quotes[..1]);
    }
}
