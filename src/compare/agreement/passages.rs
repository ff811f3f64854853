//! Which excerpts of several readers are one passage, and how much of it they have in common.
//!
//! Excerpts of one cell whose places overlap are one passage, directly or through others, whoever filed them: as
//! [`crate::compare::passages`] counts them. Where the place of one is not known the quoted words decide: two quotations are one passage
//! where the longest run of words that both have is at least half of the shorter one.

use std::{borrow::Cow, collections::BTreeMap};

use super::coding::{Coding, Found};
use crate::{
    catalogue::{ExcerptId, Span},
    text::{share::share, tokens::tokens},
};

/// Excerpts that are one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Those of each reader, in the order of the document as far as that is known.
    pub excerpts: Vec<Vec<ExcerptId>>,
}

impl Passage {
    /// The readers who have some of it.
    pub fn readers(&self) -> impl Iterator<Item = usize> + Clone {
        self.excerpts.iter().enumerate().filter(|(_, excerpts)| !excerpts.is_empty()).map(|(reader, _)| reader)
    }

    /// How much of what two readers quote of it, together, both quote, from 0 to 1 (Jaccard's coefficient): in code points of the text,
    /// in words where a place is not known.
    pub fn overlap(&self, codings: &[&Coding<'_>], one: usize, other: usize) -> f64 {
        let spans =
            |reader: usize| self.excerpts[reader].iter().map(|&id| codings[reader].span(id)).collect::<Option<Vec<Span>>>();
        if let (Some(one), Some(other)) = (spans(one), spans(other)) {
            let (of_one, of_other, of_both) = (covered(one.clone()), covered(other.clone()), covered([one, other].concat()));
            return share((of_one + of_other).saturating_sub(of_both), of_both);
        }
        let words = |reader: usize| self.excerpts[reader].iter().map(move |&id| words(codings[reader], id));
        let pairs = words(one).flat_map(|one| words(other).map(move |other| in_common(&one, &other)));
        pairs.fold(0.0, f64::max)
    }
}

/// The passages that the excerpts `found` in one cell are, by the reader whose coding is among `codings`.
pub(super) fn passages(codings: &[&Coding<'_>], found: &[Found]) -> Vec<Passage> {
    let of_reader = |(reader, found): (usize, &'_ Found)| found.excerpts().iter().map(|&id| (reader, id)).collect::<Vec<_>>();
    let mut quoted: Vec<(usize, ExcerptId)> = found.iter().enumerate().flat_map(of_reader).collect();
    let span = |&(reader, id): &(usize, ExcerptId)| codings[reader].span(id);
    quoted.sort_by_key(|quoted| span(quoted).map_or((u32::MAX, u32::MAX), |span| (span.start, span.end)));
    // Of each excerpt the first one of its passage.
    let mut first: Vec<usize> = (0..quoted.len()).collect();
    let (mut last, mut end) = (0, 0);
    for at in 0..quoted.len() {
        let Some(span) = span(&quoted[at]) else { continue };
        if span.start < end {
            first[at] = last;
        }
        (last, end) = (first[at], end.max(span.end));
    }
    let is_placed: Vec<bool> = quoted.iter().map(|quoted| span(quoted).is_some()).collect();
    if is_placed.contains(&false) {
        let words: Vec<_> = quoted.iter().map(|&(reader, id)| words(codings[reader], id)).collect();
        for (at, other) in (0..quoted.len()).flat_map(|at| (0..at).map(move |other| (at, other))) {
            let by_words = !is_placed[at] || !is_placed[other];
            if by_words && first[at] != first[other] && are_one(&words[at], &words[other]) {
                let (kept, gone) = (first[at].min(first[other]), first[at].max(first[other]));
                first.iter_mut().filter(|first| **first == gone).for_each(|first| *first = kept);
            }
        }
    }
    let mut passages = BTreeMap::new();
    for (first, (reader, id)) in first.into_iter().zip(quoted) {
        let passage = passages.entry(first).or_insert_with(|| Passage { excerpts: vec![Vec::new(); codings.len()] });
        passage.excerpts[reader].push(id);
    }
    passages.into_values().collect()
}

/// How many code points `spans` cover.
fn covered(mut spans: Vec<Span>) -> usize {
    spans.sort_unstable_by_key(|span| span.start);
    let (mut length, mut end) = (0, 0);
    for span in spans {
        length += span.end.saturating_sub(span.start.max(end)) as usize;
        end = end.max(span.end);
    }
    length
}

/// The folded words of a quotation.
fn words<'a>(coding: &Coding<'a>, id: ExcerptId) -> Vec<Cow<'a, str>> {
    tokens(coding.catalogue.excerpts[id].quote.written()).into_iter().map(|token| token.folded).collect()
}

/// Whether two quotations have so many words in one run that they are one passage.
fn are_one(one: &[Cow<'_, str>], other: &[Cow<'_, str>]) -> bool {
    let run = longest_run(one, other);
    run > 0 && 2 * run >= one.len().min(other.len())
}

/// How much of the words of two quotations both have in one run.
fn in_common(one: &[Cow<'_, str>], other: &[Cow<'_, str>]) -> f64 {
    let run = longest_run(one, other);
    share(run, one.len() + other.len() - run)
}

/// The length of the longest run of items that both have.
fn longest_run<T: PartialEq>(one: &[T], other: &[T]) -> usize {
    if one == other {
        return one.len();
    }
    let mut longest = 0;
    // How long the run is that ends with this item of `one`, and with each of `other`.
    let mut ending = vec![0; other.len() + 1];
    for item in one {
        for (at, other) in other.iter().enumerate().rev() {
            ending[at + 1] = if item == other { ending[at] + 1 } else { 0 };
            longest = longest.max(ending[at + 1]);
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::{
        super::{cells::Cells, sample::reading},
        *,
    };

    /// The passages of one document, each with how many excerpts each of two readers has of it, and their overlap in percent.
    fn told(found: [&str; 2]) -> Vec<(usize, usize, f64)> {
        let readings = found.map(reading);
        let codings = readings.each_ref().map(Coding::as_noted);
        let cells = Cells::of(&readings[0], codings.iter().collect());
        let [cell] = cells.cells.as_slice() else { panic!("{:?}", cells.cells) };
        let passages = cell.passages.iter().map(|passage| {
            let overlap = passage.overlap(&cells.codings, 0, 1);
            (passage.excerpts[0].len(), passage.excerpts[1].len(), (100.0 * overlap).round())
        });
        passages.collect()
    }

    #[test]
    fn what_overlaps_is_one_passage_and_what_only_meets_is_not() {
        assert_eq!(told(["late post affirms 0..10", "late post affirms 5..20"]), [(1, 1, 25.0)]);
        assert_eq!(told(["late post affirms 0..10", "late post affirms 10..20"]), [(1, 0, 0.0), (0, 1, 0.0)]);
        assert_eq!(told(["late post affirms 0..10; late post denies 8..30", "late post affirms 0..30"]), [(2, 1, 100.0)]);
        assert_eq!(
            told(["late post affirms 40..50; late post affirms 0..10", "late post affirms 41..49"]),
            [(1, 0, 0.0), (1, 1, 80.0)]
        );
    }

    #[test]
    fn without_places_the_words_decide() {
        let (one, long) = ("late post affirms \"The Bridge fell at night\"", "late post denies \"it said the bridge fell\"");
        assert_eq!(told([one, one]), [(1, 1, 100.0)]);
        // Three words of five, of seven together.
        assert_eq!(told([one, long]), [(1, 1, 43.0)]);
        assert_eq!(
            told([one, "late post affirms \"the bridge is as it was, they say, and at night fell\""]),
            [(1, 0, 0.0), (0, 1, 0.0)]
        );
        assert_eq!(told([one, "late post affirms 7..31 \"The bridge fell at night\""]), [(1, 1, 100.0)]);
        assert_eq!(told(["late post affirms \"—\"", "late post affirms \"–\""]), [(1, 0, 0.0), (0, 1, 0.0)]);
    }

    #[test]
    fn words_join_what_stands_apart() {
        let two = "late post affirms \"the bridge fell\"; late post affirms \"in the dark night\"";
        assert_eq!(told([two, "late post affirms \"the bridge fell in the dark night\""]), [(2, 1, 57.0)]);
    }
}
