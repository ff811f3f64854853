//! Places to look: the sentences of a text that likeliest bear on a claim, best first. They are suggestions, no verdict.
//!
//! A sentence is compared with the claim (title, text, topics) and with each quotation that is filed under it from other documents
//! (`letters`): what the claim gives is added to what the nearest quotation gives. A sentence gains by the best one of its paragraph, since
//! what is meant is often named only once. It gains by what is filed of the same text already (`filed`): where it is near passages
//! of claims that others tell beside this one, near passages of the same event, or filed under a claim that shares topics. It loses where
//! it is filed already, since most sentences are filed under few claims, unless under one that contradicts this one.
//!
//! Each kind of evidence is divided by the most that a sentence of the text has of it; then they are added up, weighted (`CombSUM`: Fox &
//! Shaw 1994, "Combination of Multiple Searches"). The weights were fitted on a half of the claims of the built-in catalogue, drawn by
//! their ids, by conditional logit (`McFadden` 1974), and rounded; which kinds of evidence there are was decided on all of its claims.
//! How good that is, `examples/recall.rs` measures, for each half apart.

mod filed;
mod letters;

use std::{collections::HashMap, ops::Range};

use self::{
    filed::Filed,
    letters::{Asked, Shared},
};
use crate::{
    catalogue::{Catalogue, ClaimId, Excerpt},
    text::sentences::{Sentence, sentences},
};

/// What the claim's own words count beside those of the nearest quotation.
const OWN: f64 = 2.0;
/// What the best sentence of the paragraph counts; the sentence's own words count 1.
const PARAGRAPH: f64 = 0.8;
/// What it counts to be near a passage of a claim near which others tell this one.
const BESIDE: f64 = 0.8;
/// What it counts to be near passages of claims of the same event.
const EVENT: f64 = 0.4;
/// What it counts to be filed under a claim that shares topics.
const TOPICS: f64 = 0.4;
/// What is taken away from a sentence that is filed already, under no claim that contradicts this one.
const FILED: f64 = 0.6;

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
    /// Bytes that are not looked at: parts that are not in the outlet's voice.
    pub unread: &'t [Range<usize>],
    /// What is quoted of it already, under other claims too, and where, in bytes.
    pub quoted: &'t [(ClaimId, Range<usize>)],
}

/// The places of `ground` that may bear on `claim`, best first. What is filed under the claim speaks where it `counts`.
pub fn places(catalogue: &Catalogue, claim: ClaimId, ground: Ground<'_>, counts: impl Fn(&Excerpt) -> bool) -> Vec<Place> {
    let text = ground.text;
    let is_read = |range: &Range<usize>| !ground.unread.iter().any(|part| part.start <= range.start && range.end <= part.end);
    let (ranges, paragraphs): (Vec<Range<usize>>, Vec<usize>) = sentences(text)
        .into_iter()
        .filter(|sentence| is_read(&sentence.range))
        .map(|Sentence { range, paragraph }| (range, paragraph))
        .unzip();
    let asked = asked(catalogue, claim, &counts);
    let shared = Shared::new(&asked, text, &ranges);
    let in_words = shared.scores().map(|scores| match &*scores {
        [own, quotations @ ..] => OWN * own + highest(quotations),
        [] => 0.0,
    });
    let in_words = scaled(in_words.collect());
    let mut best: HashMap<usize, f64> = HashMap::new();
    for (paragraph, score) in paragraphs.iter().zip(&in_words) {
        let best = best.entry(*paragraph).or_default();
        *best = best.max(*score);
    }
    let filed = Filed::new(catalogue, claim, &ranges, ground.quoted, counts);
    let (beside, event, topics) = (scaled(filed.beside), scaled(filed.event), scaled(filed.topics));
    let mut places: Vec<Place> = ranges
        .into_iter()
        .enumerate()
        .filter_map(|(at, range)| {
            let in_paragraph = best.get(&paragraphs[at]).copied().unwrap_or_default();
            let speaks_for_it =
                in_words[at] + PARAGRAPH * in_paragraph + BESIDE * beside[at] + EVENT * event[at] + TOPICS * topics[at];
            let score = speaks_for_it - if filed.is_taken[at] { FILED } else { 0.0 };
            (speaks_for_it > 0.0).then(|| Place { words: shared.words(at, text), range, score })
        })
        .collect();
    places.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.range.start.cmp(&other.range.start)));
    places
}

/// The claim's own words, then each quotation under it that `counts`.
fn asked(catalogue: &Catalogue, claim: ClaimId, counts: impl Fn(&Excerpt) -> bool) -> Asked {
    let row = &catalogue.claims[claim];
    let mut asked = Asked::default();
    asked.add([Some(&row.title), row.text.as_ref()].into_iter().flatten().chain(&row.topics).map(String::as_str));
    for (_, excerpt) in catalogue.excerpts_of(claim).filter(|(_, excerpt)| counts(excerpt)) {
        asked.add([excerpt.quote.written()].into_iter().chain(excerpt.figure.as_deref()));
    }
    asked
}

fn highest(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

/// `values` as shares of the highest one.
fn scaled(values: Vec<f64>) -> Vec<f64> {
    let highest = highest(&values).max(f64::MIN_POSITIVE);
    values.into_iter().map(|value| value / highest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{DocumentId, parse};

    const TEXT: &str = "The fair was loud. Engineers had warned that the bridges could fall. It rained. The council paid 30,000 for paint. \
        Nobody was hurt.";

    fn found(rows: &str) -> Vec<(String, Vec<String>)> {
        found_beside(rows, &[])
    }

    /// Where the claims of these numbers are quoted already, with these words.
    fn found_beside(rows: &str, quoted: &[(usize, &str)]) -> Vec<(String, Vec<String>)> {
        let head = "title = 'B'\noutlet = [{ id = 'b', name = 'B' }, { id = 'c', name = 'C' }]\n\
            document = [{ id = 'b', outlet = 'b', title = 'B' }, { id = 'c', outlet = 'c', title = 'C' }]\nevent = [{ id = 'e', title = 'E' }]\n";
        let catalogue = parse(format!("{head}{rows}")).unwrap().catalogue;
        let of_another = |excerpt: &Excerpt| excerpt.document != DocumentId::new(0);
        let quoted = quoted.iter().map(|&(claim, words)| {
            let start = TEXT.find(words).unwrap();
            (ClaimId::new(claim), start..start + words.len())
        });
        let quoted: Vec<_> = quoted.collect();
        let ground = Ground { text: TEXT, unread: &[], quoted: &quoted };
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
        assert!(!found(&quote("b"))[0].0.contains("30,000"), "its own");
        assert!(found("[[claim]]\nid = 'x'\nevent = 'e'\ntitle = 'Zeppelins'\n").is_empty());
    }

    #[test]
    fn the_other_sentences_of_a_paragraph_come_before_those_of_other_paragraphs() {
        let text = "Gulls slept.\nThe bridge is old. It may fall soon.\nRain fell.";
        let catalogue =
            parse("title = 'B'\nevent = [{ id = 'e', title = 'E' }]\nclaim = [{ id = 'x', event = 'e', title = 'Bridge' }]")
                .unwrap();
        let ground = Ground { text, unread: &[], quoted: &[] };
        let places = places(&catalogue.catalogue, ClaimId::new(0), ground, |_| true);
        let places: Vec<&str> = places.into_iter().map(|place| &text[place.range]).collect();
        assert_eq!(places, ["The bridge is old.", "It may fall soon."]);
    }

    #[test]
    fn neighbours_of_what_is_filed_come_before_what_is_filed_itself() {
        let claim = |id: &str, event: &str| format!("[[claim]]\nid = '{id}'\nevent = '{event}'\ntitle = 'Zeppelins'\n");
        let rows = claim("x", "e") + &claim("y", "e");
        let found = found_beside(&rows, &[(1, "It rained.")]);
        let sentences: Vec<&str> = found.iter().map(|(sentence, _)| &**sentence).collect();
        assert_eq!(sentences[0], "Engineers had warned that the bridges could fall.");
        assert_eq!(sentences[1], "The council paid 30,000 for paint.");
        assert_eq!(sentences[4], "It rained.");
    }
}
