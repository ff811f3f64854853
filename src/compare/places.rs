//! Places to look: the sentences of a text that likeliest bear on a claim, best first. They are suggestions, no verdict.
//!
//! A sentence is compared with the claim (title, text, topics) and with each quotation that is filed under it from other documents: the
//! words that both have weigh by BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework"), over the sentences of the
//! text. What the claim gives is added to what the nearest quotation gives and to a part of what all give together. Words count by their
//! first letters, so that forms of one word meet, in any language that ends its words; a number counts as it is written, without its
//! separators.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use crate::{
    catalogue::{Catalogue, ClaimId, DocumentId, Excerpt},
    text::{fold::fold, sentences::sentences, words::words},
};

/// How soon more of the same word adds nothing, and how much longer sentences are held back ([`B`]): the values that are usual.
const K: f64 = 1.2;
/// Likewise.
const B: f64 = 0.75;
/// Letters by which forms of one word are known as such.
const STEM: usize = 6;
/// What a sentence has of what its neighbours have.
const NEIGHBOUR: f64 = 0.25;
/// What all quotations together add to the nearest.
const TOGETHER: f64 = 0.3;
/// Words that are named.
const NAMED: usize = 6;

/// A sentence that may bear on the claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Comparable only with those of the same list.
    pub score: f64,
    /// The words that speak for it, as they stand there, those first that weigh most.
    pub words: Vec<String>,
}

/// The places of `text`, which is that of a document of `catalogue`, that may bear on `claim`, best first; `is_read` says of bytes whether
/// they are looked at. What is filed under the claim speaks where it `counts`.
pub fn places(
    catalogue: &Catalogue,
    claim: ClaimId,
    text: &str,
    is_read: impl Fn(&Range<usize>) -> bool,
    counts: impl Fn(&Excerpt) -> bool,
) -> Vec<Place> {
    let sentences: Vec<Sentence> =
        sentences(text).into_iter().map(|sentence| sentence.range).filter(is_read).map(|range| Sentence::of(text, range)).collect();
    let field = Field::of(&sentences);
    let row = &catalogue.claims[claim];
    let quotations = catalogue.excerpts_of(claim).map(|(_, excerpt)| excerpt).filter(|excerpt| counts(excerpt));
    let quotations: Vec<HashSet<String>> =
        quotations.map(|excerpt| terms([excerpt.quote.written()].into_iter().chain(excerpt.figure.as_deref()))).collect();
    let own = [Some(&row.title), row.text.as_ref()].into_iter().flatten().chain(&row.topics).map(String::as_str);
    let own = terms(own);
    let scores: Vec<f64> = sentences
        .iter()
        .map(|sentence| {
            let of: Vec<f64> = quotations.iter().map(|asked| field.score(asked, sentence)).collect();
            let nearest = of.iter().copied().fold(0.0, f64::max);
            field.score(&own, sentence) + nearest + TOGETHER * (of.iter().sum::<f64>() - nearest)
        })
        .collect();
    let asked: HashSet<&String> = own.iter().chain(quotations.iter().flatten()).collect();
    let beside = |at: usize| scores.get(at).copied().unwrap_or(0.0);
    let mut places: Vec<Place> = sentences
        .into_iter()
        .enumerate()
        .filter(|(at, _)| beside(*at) > 0.0)
        .map(|(at, sentence)| {
            let score = beside(at) + NEIGHBOUR * beside(at + 1).max(at.checked_sub(1).map_or(0.0, beside));
            Place { words: field.shared(&asked, &sentence, text), range: sentence.range, score }
        })
        .collect();
    places.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.range.start.cmp(&other.range.start)));
    places
}

/// Whether an excerpt says something of where to look in `document`: it is of another one.
pub fn is_of_another(excerpt: &Excerpt, document: DocumentId) -> bool {
    excerpt.document != document
}

/// A sentence and its words.
struct Sentence {
    range: Range<usize>,
    /// How often each term stands in it, and where first.
    terms: HashMap<String, (f64, Range<usize>)>,
    length: f64,
}

impl Sentence {
    fn of(text: &str, range: Range<usize>) -> Self {
        let mut terms: HashMap<String, (f64, Range<usize>)> = HashMap::new();
        let mut length = 0.0;
        for word in words(&text[range.clone()]) {
            let word = range.start + word.start..range.start + word.end;
            length += 1.0;
            if let Some(term) = term(&text[word.clone()]) {
                terms.entry(term).or_insert((0.0, word)).0 += 1.0;
            }
        }
        Self { range, terms, length }
    }
}

/// The sentences of a text, as far as weighing one needs the others.
struct Field {
    count: f64,
    length: f64,
    /// In how many sentences each term stands.
    with: HashMap<String, f64>,
}

impl Field {
    fn of(sentences: &[Sentence]) -> Self {
        let mut with: HashMap<String, f64> = HashMap::new();
        let (mut count, mut length) = (0.0, 0.0);
        for sentence in sentences {
            count += 1.0;
            length += sentence.length;
            for term in sentence.terms.keys() {
                *with.entry(term.clone()).or_default() += 1.0;
            }
        }
        Self { count, length: length / f64::max(count, 1.0), with }
    }

    fn weight(&self, term: &str) -> f64 {
        let with = self.with.get(term).copied().unwrap_or(0.0);
        (1.0 + (self.count - with + 0.5) / (with + 0.5)).ln()
    }

    fn score(&self, asked: &HashSet<String>, sentence: &Sentence) -> f64 {
        let long = K * (1.0 - B + B * sentence.length / f64::max(self.length, 1.0));
        let shared = asked.iter().filter_map(|term| Some((term, sentence.terms.get(term)?.0)));
        shared.map(|(term, often)| self.weight(term) * often * (K + 1.0) / (often + long)).sum()
    }

    /// The words that `sentence` shares with what is `asked`, the rarest first.
    fn shared(&self, asked: &HashSet<&String>, sentence: &Sentence, text: &str) -> Vec<String> {
        let mut shared: Vec<_> = sentence.terms.iter().filter(|(term, _)| asked.contains(term)).collect();
        shared.sort_by(|(one, (_, here)), (other, (_, there))| {
            self.weight(other).total_cmp(&self.weight(one)).then(here.start.cmp(&there.start))
        });
        shared.into_iter().take(NAMED).map(|(_, (_, word))| text[word.clone()].to_owned()).collect()
    }
}

fn terms<'t>(texts: impl IntoIterator<Item = &'t str>) -> HashSet<String> {
    texts.into_iter().flat_map(|text| words(text).filter_map(move |word| term(&text[word]))).collect()
}

/// By what a word is known; none of one that only holds sentences together.
fn term(word: &str) -> Option<String> {
    let folded = fold(word);
    if folded.chars().any(char::is_numeric) {
        return Some(folded.chars().filter(|c| c.is_alphanumeric()).collect());
    }
    // Ideographs say as much in one as others in many.
    let is_long = folded.chars().count() > 2 || folded.chars().any(|c| c as u32 > 0x2e7f);
    is_long.then(|| folded.chars().take(STEM).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    const TEXT: &str = "The fair was loud. Engineers had warned that the bridges could fall. It rained. The council paid 30,000 for paint. \
        Nobody was hurt.";

    fn found(rows: &str) -> Vec<(String, Vec<String>)> {
        let head = "title = 'B'\noutlet = [{ id = 'b', name = 'B' }, { id = 'c', name = 'C' }]\n\
            document = [{ id = 'b', outlet = 'b', title = 'B' }, { id = 'c', outlet = 'c', title = 'C' }]\nevent = [{ id = 'e', title = 'E' }]\n";
        let catalogue = parse(format!("{head}{rows}")).unwrap().catalogue;
        let of_another = |excerpt: &Excerpt| is_of_another(excerpt, DocumentId::new(0));
        let places = places(&catalogue, ClaimId::new(0), TEXT, |_| true, of_another);
        places.into_iter().map(|place| (TEXT[place.range].to_owned(), place.words)).collect()
    }

    #[test]
    fn forms_of_the_claims_words_lead_to_the_sentence() {
        let found = found("[[claim]]\nid = 'x'\nevent = 'e'\ntitle = 'There was a warning that the bridge falls'\n");
        assert_eq!(found[0].0, "Engineers had warned that the bridges could fall.");
        assert!(found[0].1.contains(&"bridges".to_owned()), "{found:?}");
    }

    #[test]
    fn quotations_of_others_and_numbers_in_any_writing_lead_there_and_its_own_do_not() {
        let claim = "[[claim]]\nid = 'x'\nevent = 'e'\ntitle = 'Money was wasted'\n";
        let quote = |document: &str| {
            format!("{claim}[[claim.excerpt]]\ndocument = '{document}'\nstance = 'affirms'\nquote = 'a bill of 30.000 crowns'\n")
        };
        assert_eq!(found(&quote("c"))[0].0, "The council paid 30,000 for paint.");
        assert!(found(&quote("b")).iter().all(|(sentence, _)| !sentence.contains("30,000")));
        assert!(found("[[claim]]\nid = 'x'\nevent = 'e'\ntitle = 'Zeppelins'\n").is_empty());
    }
}
