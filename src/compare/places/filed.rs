//! What the passages of a text that are filed already, under other claims, tell of where it speaks of a claim.
//!
//! Outlets tell of what belongs together in one place: a claim is likely near the passages of claims that others speak of in one breath
//! with it, and of claims of its event. How near two passages are counts less and less with the way between them ([`SENTENCES`], [`LETTERS`]).

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use crate::catalogue::{Catalogue, ClaimId, DocumentId, Excerpt, Span};

/// So many sentences away, a passage tells e times less.
const SENTENCES: f64 = 3.0;
/// So many letters away, it does so, too: about four sentences, since of the other documents only their quotations are known.
const LETTERS: f64 = 500.0;
/// Sentences beyond which a passage tells nothing that would count.
const FAR: usize = 20;

/// What is told of each sentence.
pub(super) struct Filed {
    /// How near it is to a passage under a claim near which others speak of this one, and how near they do; at most 1.
    pub(super) beside: Vec<f64>,
    /// How near it is to passages under claims of the same event, added up.
    pub(super) event: Vec<f64>,
    /// How many topics of the claim another has under which it is filed.
    pub(super) topics: Vec<f64>,
    /// Whether it is filed, and under no claim that contradicts the claim: what is said against it is on it, too.
    pub(super) is_taken: Vec<bool>,
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
        let mut filed = Self { beside: none(), event: none(), topics: none(), is_taken: vec![false; sentences.len()] };
        let mut contradicts = vec![false; sentences.len()];
        let row = &catalogue.claims[claim];
        let told = Told::of(catalogue, claim, counts);
        for (other, passages) in passages(sentences, quoted) {
            let another = &catalogue.claims[other];
            let beside = told.beside(catalogue, other);
            let topics = row.topics.iter().filter(|topic| another.topics.contains(topic)).map(|_| 1.0).sum::<f64>();
            for passage in passages {
                for at in passage.clone() {
                    filed.topics[at] = topics.max(filed.topics[at]);
                    contradicts[at] |= row.contradicts.contains(&other);
                    filed.is_taken[at] = true;
                }
                for at in passage.start.saturating_sub(FAR)..sentences.len().min(passage.end + FAR) {
                    let away = passage.start.saturating_sub(at).max(at.saturating_sub(passage.end - 1));
                    let near = nearness(away, SENTENCES);
                    filed.beside[at] = filed.beside[at].max(beside * near);
                    if another.event == row.event {
                        filed.event[at] += near;
                    }
                }
            }
        }
        for (is_taken, contradicts) in filed.is_taken.iter_mut().zip(contradicts) {
            *is_taken &= !contradicts;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    /// The claim `asked` and three others, of which another document has passages at these spans.
    fn catalogue(asked: &str, others: [&str; 3]) -> Catalogue {
        let head = "title = 'B'\nformat = 2\noutlet = [{ id = 'b', name = 'B' }]\nevent = [{ id = 'e', title = 'E' }, { id = 'f', title = 'F' }]\n\
            document = [{ id = 'b', outlet = 'b', title = 'B' }]\n";
        let rows = (0..)
            .zip([asked, others[0], others[1], others[2]])
            .map(|(at, rows)| format!("[[claim]]\nid = 'c{at}'\ntitle = 'C'\n{rows}\n"));
        parse(format!("{head}{}", rows.collect::<String>())).unwrap().catalogue
    }

    fn excerpt(span: Range<u32>) -> String {
        format!("[[claim.excerpt]]\ndocument = 'b'\nstance = 'affirms'\nquote = 'gulls'\nspan = [{}, {}]\n", span.start, span.end)
    }

    /// Twenty sentences of ten bytes; the claims `c1`, `c2`, … are quoted in those at these numbers.
    fn filed(catalogue: &Catalogue, quoted: &[usize]) -> Filed {
        let sentences: Vec<Range<usize>> = (0..20).map(|at| 10 * at..10 * at + 9).collect();
        let quoted: Vec<(ClaimId, Range<usize>)> =
            (1..).zip(quoted).map(|(claim, at)| (ClaimId::new(claim), 10 * at + 2..10 * at + 7)).collect();
        Filed::new(catalogue, ClaimId::new(0), &sentences, &quoted, |_| true)
    }

    fn best(values: &[f64]) -> usize {
        (0..values.len()).max_by(|&one, &other| values[one].total_cmp(&values[other])).unwrap()
    }

    #[test]
    fn what_others_tell_beside_the_claim_leads_there_and_more_so_the_nearer_they_tell_it() {
        let asked = format!("event = 'e'\n{}", excerpt(1000..1005));
        let others = [50..55, 1100..1105, 2000..2005].map(|span| format!("event = 'f'\n{}", excerpt(span)));
        let catalogue = catalogue(&asked, [&others[0], &others[1], &others[2]]);
        let filed = filed(&catalogue, &[2, 9, 16]);
        assert_eq!(best(&filed.beside), 9);
        assert!(filed.beside[8] > filed.beside[7] && filed.beside[10] > filed.beside[11], "{:?}", filed.beside);
        assert!(filed.beside[16] > filed.beside[15] && filed.beside[9] < 1.0, "{:?}", filed.beside);
        assert!(filed.event.iter().all(|&near| near.abs() < 1e-9));
    }

    #[test]
    fn passages_of_the_same_event_lead_there_the_more_they_are() {
        let catalogue = catalogue("event = 'e'", ["event = 'e'", "event = 'e'", "event = 'f'"]);
        let filed = filed(&catalogue, &[3, 5, 16]);
        assert!([3, 4, 5].contains(&best(&filed.event)), "{:?}", filed.event);
        assert!(filed.event[4] > 1.0 && filed.event[3] > filed.event[2] && filed.event[16] < 0.1, "{:?}", filed.event);
        assert!(filed.beside.iter().all(|&near| near.abs() < 1e-9), "nobody is quoted");
    }

    #[test]
    fn a_sentence_has_the_topics_of_the_claim_under_which_it_is_filed_and_is_taken_unless_that_contradicts() {
        let topics = |topics: &str| format!("event = 'f'\ntopics = {topics}");
        let others = ["['bridge', 'fares', 'gulls']", "['fares']", "['rain']"].map(topics);
        let asked = "event = 'e'\ncontradicts = ['c3']\ntopics = ['bridge', 'fares']";
        let filed = filed(&catalogue(asked, [&others[0], &others[1], &others[2]]), &[4, 6, 8]);
        let there = |values: &[f64]| [3, 4, 5, 6, 8].map(|at| values[at]);
        assert_eq!(there(&filed.topics).map(|shared| format!("{:.0}", shared.abs())), ["0", "2", "0", "1", "0"]);
        assert_eq!((0..20).filter(|&at| filed.is_taken[at]).collect::<Vec<_>>(), [4, 6]);
    }

    #[test]
    fn a_passage_over_several_sentences_is_at_all_of_them_and_one_beyond_the_text_at_none() {
        let sentences = [0..9, 10..19, 20..29];
        let claim = ClaimId::new(1);
        assert_eq!(passages(&sentences, &[(claim, 5..25), (claim, 40..50)]), [(claim, std::iter::once(0..3).collect())].into());
        assert_eq!(passages(&sentences, &[(claim, 10..12), (claim, 15..19)]), [(claim, std::iter::once(1..2).collect())].into());
    }
}
