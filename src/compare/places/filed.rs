//! What the passages of a text that are filed already, under other claims, tell of where it speaks of a claim.
//!
//! Outlets tell of what belongs together in one place: a claim is likely near the passages of claims that others speak of in one breath
//! with it, and of claims of its event. How near two passages are counts by a half-life of sorts ([`SENTENCES`], [`LETTERS`]).

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use crate::catalogue::{Catalogue, ClaimId, DocumentId, Excerpt, Span};

/// So many sentences away, a passage tells e times less.
const SENTENCES: f64 = 3.0;
/// So many letters away, likewise: about four sentences, since of the other documents only their quotations are known.
const LETTERS: f64 = 500.0;

/// What is told of each sentence.
pub(super) struct Filed {
    /// How near it is to a passage under a claim near which others speak of this one, and how near they do; at most 1.
    pub(super) beside: Vec<f64>,
    /// How near it is to passages under claims of the same event, added up.
    pub(super) event: Vec<f64>,
    /// How many topics of the claim another has under which it is filed.
    pub(super) topics: Vec<f64>,
    /// Whether it is filed.
    pub(super) is_filed: Vec<bool>,
}

impl Filed {
    /// Of the `sentences` of a text, in order, of which these passages are `quoted`, in bytes; what others say speaks where it `counts`.
    pub(super) fn new(
        catalogue: &Catalogue,
        claim: ClaimId,
        sentences: &[Range<usize>],
        quoted: &[(ClaimId, Range<usize>)],
        counts: impl Fn(&Excerpt) -> bool,
    ) -> Self {
        let none = || vec![0.0; sentences.len()];
        let mut filed = Self { beside: none(), event: none(), topics: none(), is_filed: vec![false; sentences.len()] };
        let row = &catalogue.claims[claim];
        let told = Told::of(catalogue, claim, counts);
        for (other, passages) in passages(sentences, quoted) {
            let another = &catalogue.claims[other];
            let beside = told.beside(catalogue, other);
            let topics = row.topics.iter().filter(|topic| another.topics.contains(topic)).map(|_| 1.0).sum::<f64>();
            for passage in passages {
                for at in passage.clone() {
                    filed.topics[at] = topics.max(filed.topics[at]);
                    filed.is_filed[at] = true;
                }
                for at in 0..sentences.len() {
                    let away = passage.start.saturating_sub(at).max(at.saturating_sub(passage.end - 1));
                    let near = nearness(away, SENTENCES);
                    filed.beside[at] = filed.beside[at].max(beside * near);
                    if another.event == row.event {
                        filed.event[at] += near;
                    }
                }
            }
        }
        filed
    }
}

/// The passages of each claim that is `quoted`, each as the numbers of its sentences.
fn passages(sentences: &[Range<usize>], quoted: &[(ClaimId, Range<usize>)]) -> BTreeMap<ClaimId, Vec<Range<usize>>> {
    let places: BTreeSet<(ClaimId, usize, usize)> = quoted
        .iter()
        .map(|(claim, range)| {
            let start = sentences.partition_point(|sentence| sentence.end <= range.start);
            (*claim, start, sentences.partition_point(|sentence| sentence.start < range.end))
        })
        .collect();
    let mut passages: BTreeMap<ClaimId, Vec<Range<usize>>> = BTreeMap::new();
    for (claim, start, end) in places {
        // What stands in a part that is not read has no sentence.
        if start < end {
            passages.entry(claim).or_default().push(start..end);
        }
    }
    passages
}

/// Where others speak of a claim.
struct Told(HashMap<DocumentId, Vec<Span>>);

impl Told {
    fn of(catalogue: &Catalogue, claim: ClaimId, counts: impl Fn(&Excerpt) -> bool) -> Self {
        let mut told: HashMap<DocumentId, Vec<Span>> = HashMap::new();
        for (_, excerpt) in catalogue.excerpts_of(claim).filter(|(_, excerpt)| counts(excerpt)) {
            told.entry(excerpt.document).or_default().extend(excerpt.span);
        }
        Self(told)
    }

    /// How near they speak of `other`, from 0 to 1.
    fn beside(&self, catalogue: &Catalogue, other: ClaimId) -> f64 {
        let spans = catalogue.excerpts_of(other).filter_map(|(_, excerpt)| Some((self.0.get(&excerpt.document)?, excerpt.span?)));
        let away = spans.flat_map(|(here, there)| {
            here.iter().map(move |here| there.start.saturating_sub(here.end).max(here.start.saturating_sub(there.end)))
        });
        away.min().map_or(0.0, |letters| nearness(letters as usize, LETTERS))
    }
}

#[expect(clippy::cast_precision_loss, reason = "letters of a text are far below 2^52")]
fn nearness(away: usize, scale: f64) -> f64 {
    (-(away as f64) / scale).exp()
}
