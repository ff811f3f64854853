//! Places to look: the sentences of a text that likeliest bear on a claim, best first. They are suggestions, no verdict.
//!
//! A sentence is compared with the claim (title, text, topics) and with each quotation that is filed under it from other documents: the
//! words that both have weigh by BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework"), over the sentences of the
//! text. What the claim gives is added to what the nearest quotation gives, and a little for other forms of a subject that the claim
//! speaks of. A sentence gains where it is quoted already under a claim that has to do with this one: one that contradicts it, one under
//! which others are quoted with the same words. Words count by their first letters, so that forms of one word meet in any language that
//! ends its words; a number counts as it is written, without its separators.
//!
//! How good that is, `examples/recall.rs` measures.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use crate::{
    catalogue::{Catalogue, ClaimId, Excerpt},
    text::{fold::fold, sentences::sentences, words::words},
};

/// How soon more of the same word adds nothing, and how much longer sentences are held back ([`B`]): the values that are usual.
const K: f64 = 1.2;
/// Likewise.
const B: f64 = 0.5;
/// Letters by which forms of one word are known as such.
const STEM: usize = 5;
/// What a sentence has of what its neighbours have.
const NEIGHBOUR: f64 = 0.25;
/// What the claim's own words count beside those of the nearest quotation.
const OWN: f64 = 2.0;
/// What other forms of a subject that the claim speaks of count beside the form that it uses.
const SUBJECT: f64 = 0.3;
/// What a sentence gains that is quoted under a claim that cannot be true together with this one; all its words give 1 at the most.
const CONTRADICTS: f64 = 0.6;
/// Likewise under a claim under which somebody else is quoted with the same words, for each of up to two such.
const TOGETHER: f64 = 0.15;
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

/// A document whose text is looked through.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'t> {
    /// Its text.
    pub text: &'t str,
    /// Bytes that are not looked at: parts that are not its body.
    pub unread: &'t [Range<usize>],
    /// What is quoted of it already, under other claims too, and where, in bytes.
    pub quoted: &'t [(ClaimId, Range<usize>)],
}

/// The places of `ground` that may bear on `claim`, best first. What is filed under the claim, or of the same words under another, speaks
/// where it `counts`.
pub fn places(catalogue: &Catalogue, claim: ClaimId, ground: Ground<'_>, counts: impl Fn(&Excerpt) -> bool) -> Vec<Place> {
    let text = ground.text;
    let is_read = |range: &Range<usize>| !ground.unread.iter().any(|part| part.start <= range.start && range.end <= part.end);
    let sentences: Vec<Sentence> = sentences(text)
        .into_iter()
        .map(|sentence| sentence.range)
        .filter(is_read)
        .map(|range| Sentence::of(text, range))
        .collect();
    let field = Field::of(&sentences);
    let row = &catalogue.claims[claim];
    let quotations = catalogue.excerpts_of(claim).map(|(_, excerpt)| excerpt).filter(|excerpt| counts(excerpt));
    let quotations: Vec<HashSet<String>> =
        quotations.map(|excerpt| terms([excerpt.quote.written()].into_iter().chain(excerpt.figure.as_deref()))).collect();
    let own = [Some(&row.title), row.text.as_ref()].into_iter().flatten().chain(&row.topics).map(String::as_str);
    let own = terms(own);
    let subjects = catalogue.namings.iter().map(|naming| terms(naming.forms.iter().map(|form| &**form)));
    let meant: HashSet<String> = subjects.filter(|subject| !subject.is_disjoint(&own)).flatten().collect();
    let in_words: Vec<f64> = sentences
        .iter()
        .map(|sentence| {
            let nearest = quotations.iter().map(|asked| field.score(asked, sentence)).fold(0.0, f64::max);
            OWN * field.score(&own, sentence) + nearest + SUBJECT * field.score(&meant, sentence)
        })
        .collect();
    let highest = in_words.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let quoted: Vec<(f64, &Range<usize>)> =
        ground.quoted.iter().map(|(other, range)| (relation(catalogue, claim, *other, &counts), range)).collect();
    let scores: Vec<f64> = sentences
        .iter()
        .zip(in_words)
        .map(|(sentence, score)| {
            let there = quoted.iter().filter(|(_, range)| range.start < sentence.range.end && sentence.range.start < range.end);
            score / highest + there.map(|(relation, _)| *relation).fold(0.0, f64::max)
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

/// How much a passage that is quoted under `other` has to do with `claim`.
fn relation(catalogue: &Catalogue, claim: ClaimId, other: ClaimId, counts: &impl Fn(&Excerpt) -> bool) -> f64 {
    let contradicts = if catalogue.claims[claim].contradicts.contains(&other) { CONTRADICTS } else { 0.0 };
    let of = |claim| catalogue.excerpts_of(claim).map(|(_, excerpt)| excerpt).filter(|excerpt| counts(excerpt));
    let same_words = of(other).filter(|there| of(claim).any(|here| overlap(here, there))).take(2);
    contradicts + same_words.map(|_| TOGETHER).sum::<f64>()
}

fn overlap(one: &Excerpt, other: &Excerpt) -> bool {
    let spans = one.span.zip(other.span).filter(|_| one.document == other.document);
    spans.is_some_and(|(one, other)| one.start < other.end && other.start < one.end)
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
        // What a fifth of the sentences have says nothing of one; of a few sentences nobody can tell.
        let is_rare = |term: &String| self.count < 10.0 || 5.0 * self.with.get(term).copied().unwrap_or(0.0) < self.count;
        let mut shared: Vec<_> = sentence.terms.iter().filter(|(term, _)| asked.contains(term) && is_rare(term)).collect();
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
    use crate::catalogue::{DocumentId, parse};

    const TEXT: &str = "The fair was loud. Engineers had warned that the bridges could fall. It rained. The council paid 30,000 for paint. \
        Nobody was hurt.";

    fn found(rows: &str) -> Vec<(String, Vec<String>)> {
        let head = "title = 'B'\noutlet = [{ id = 'b', name = 'B' }, { id = 'c', name = 'C' }]\n\
            document = [{ id = 'b', outlet = 'b', title = 'B' }, { id = 'c', outlet = 'c', title = 'C' }]\nevent = [{ id = 'e', title = 'E' }]\n";
        let catalogue = parse(format!("{head}{rows}")).unwrap().catalogue;
        let of_another = |excerpt: &Excerpt| excerpt.document != DocumentId::new(0);
        let ground = Ground { text: TEXT, unread: &[], quoted: &[] };
        let places = places(&catalogue, ClaimId::new(0), ground, of_another);
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
        let claim = "[[claim]]\nid = 'x'\nevent = 'e'\ntitle = 'Money wasted'\n";
        let quote = |document: &str| {
            format!("{claim}[[claim.excerpt]]\ndocument = '{document}'\nstance = 'affirms'\nquote = 'a bill of 30.000 crowns'\n")
        };
        assert_eq!(found(&quote("c"))[0].0, "The council paid 30,000 for paint.");
        assert!(found(&quote("b")).iter().all(|(sentence, _)| !sentence.contains("30,000")));
        assert!(found("[[claim]]\nid = 'x'\nevent = 'e'\ntitle = 'Zeppelins'\n").is_empty());
    }
}
