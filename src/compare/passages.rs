//! How many passages excerpts are: what is quoted twice, under two claims or in part, stands once in its text.
//!
//! Excerpts of one document whose spans overlap are one passage; those without spans are one where their words are the same. A copy
//! adds nothing where its original has an excerpt under the same claim.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalogue::{Catalogue, ClaimId, DocumentId, ExcerptId, Span};

/// Excerpts that are counted together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// As the catalogue has them.
    pub excerpts: Vec<ExcerptId>,
    /// How many passages they are.
    pub passages: usize,
}

impl Tally {
    /// That of `excerpts` of `catalogue`.
    pub fn new(catalogue: &Catalogue, excerpts: Vec<ExcerptId>) -> Self {
        Self { passages: passages(catalogue, excerpts.iter().copied()), excerpts }
    }
}

/// The number of passages that `excerpts` of `catalogue` are.
pub fn passages(catalogue: &Catalogue, excerpts: impl IntoIterator<Item = ExcerptId>) -> usize {
    let mut spans = BTreeMap::<DocumentId, Vec<Span>>::new();
    let mut quotes = BTreeSet::new();
    for id in excerpts {
        let excerpt = &catalogue.excerpts[id];
        match excerpt.span {
            Some(span) => spans.entry(excerpt.document).or_default().push(span),
            None => {
                quotes.insert((excerpt.document, excerpt.quote.written()));
            }
        }
    }
    quotes.len() + spans.into_values().map(apart).sum::<usize>()
}

/// In how many documents of `catalogue` `excerpts` are, where a copy counts as its original.
pub fn independent(catalogue: &Catalogue, excerpts: &[ExcerptId]) -> usize {
    let originals = excerpts.iter().map(|&id| catalogue.original(catalogue.excerpts[id].document));
    originals.collect::<BTreeSet<DocumentId>>().len()
}

/// How many stretches `spans` cover that do not overlap.
fn apart(mut spans: Vec<Span>) -> usize {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let (mut count, mut end) = (0, 0);
    for span in spans {
        if count == 0 || span.start >= end {
            count += 1;
        }
        end = end.max(span.end);
    }
    count
}

/// Which excerpts of a catalogue say again what the original of their document says under the same claim.
#[derive(Debug)]
pub struct Repetitions {
    said: BTreeSet<(ClaimId, DocumentId)>,
}

impl Repetitions {
    /// Those of `catalogue`.
    pub fn of(catalogue: &Catalogue) -> Self {
        let copied: BTreeSet<DocumentId> = catalogue
            .documents
            .ids()
            .map(|id| (id, catalogue.original(id)))
            .filter(|(id, of)| id != of)
            .map(|(_, of)| of)
            .collect();
        let said = catalogue.excerpts.iter().filter(|excerpt| copied.contains(&excerpt.document));
        Self { said: said.map(|excerpt| (excerpt.claim, excerpt.document)).collect() }
    }

    /// How many passages `excerpts` of `catalogue` are without these.
    pub fn without(&self, catalogue: &Catalogue, excerpts: &[ExcerptId]) -> usize {
        passages(catalogue, excerpts.iter().copied().filter(|&id| !self.has(catalogue, id)))
    }

    /// Whether `id` is one.
    pub fn has(&self, catalogue: &Catalogue, id: ExcerptId) -> bool {
        let excerpt = &catalogue.excerpts[id];
        let original = catalogue.original(excerpt.document);
        original != excerpt.document && self.said.contains(&(excerpt.claim, original))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::parse, compare::sample, text::growth::assert_near_linear};

    fn counted(excerpts: &str) -> usize {
        let catalogue = parse(format!(
            "title = 'Bridge'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\ndocument = [{{ id = 'a', outlet = 'bay', title = 'A' }}, \
             {{ id = 'b', outlet = 'bay', title = 'B' }}]\nevent = [{{ id = 'night', title = 'Night' }}]\n[[claim]]\nid = \
             'fell'\nevent = 'night'\ntitle = 'It fell'\nexcerpt = [{excerpts}]"
        ))
        .unwrap()
        .catalogue;
        passages(&catalogue, catalogue.excerpts.ids())
    }

    #[test]
    fn what_overlaps_or_is_the_same_is_one_passage() {
        let at = |document: &str, span: &str, quote: &str| {
            format!("{{ document = '{document}', stance = 'affirms', quote = '{quote}', {span} }}, ")
        };
        let span = |start: usize, end: usize| format!("span = [{start}, {end}]");
        let rows = [
            (vec![at("a", &span(0, 9), "one"), at("a", &span(5, 14), "two")], 1),
            (vec![at("a", &span(0, 9), "one"), at("a", &span(9, 14), "two")], 2),
            (vec![at("a", &span(0, 30), "all"), at("a", &span(3, 6), "one"), at("a", &span(20, 25), "two")], 1),
            (vec![at("a", &span(0, 9), "one"), at("b", &span(0, 9), "one")], 2),
            (vec![at("a", "", "one"), at("a", "", "one"), at("a", "", "two")], 2),
            (vec![], 0),
        ];
        for (excerpts, expected) in rows {
            assert_eq!(counted(&excerpts.concat()), expected, "{excerpts:?}");
        }
    }

    #[test]
    fn a_copy_repeats_what_its_original_says_under_the_claim() {
        let catalogue = sample::catalogue();
        let repetitions = Repetitions::of(&catalogue);
        let repeated: Vec<&str> = catalogue
            .excerpts
            .entries()
            .filter(|&(id, _)| repetitions.has(&catalogue, id))
            .map(|(_, excerpt)| excerpt.quote.shown())
            .collect();
        assert_eq!(repeated, ["it is unsafe"]);
    }

    #[test]
    fn many_excerpts_cost_no_more_than_their_number() {
        assert_near_linear(
            5_000,
            |spans| (0..u32::try_from(spans).unwrap()).map(|at| Span { start: at % 100, end: at + 200 }).collect::<Vec<_>>(),
            |spans| assert_eq!(apart(spans.clone()), 1),
        );
    }
}
