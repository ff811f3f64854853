//! Walks over the excerpts and gives each the sum of the grades that the terms of a query give it.
//!
//! Each part of the excerpts is walked over on a thread of its own. For every term the lists of its words are read once; the
//! only work that does not grow with what is found is to add up two bytes an excerpt.

use std::{
    ops::Range,
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    hits::Hits,
    index::Index,
    plan::{FILTERED, Field, Grade, Plan, PlannedAlternative, PlannedFilter, PlannedTerm, PlannedText, grade},
    query::Query,
    threads::side_by_side,
};

/// How many hits are put in order at once.
pub const SCREENFUL: usize = 100;

/// What the excerpts of one part get.
#[derive(Debug)]
pub(super) struct Found {
    /// The sum of the grades for each excerpt; 0 where it is no hit.
    pub sums: Vec<Grade>,
    /// How many hits there are.
    pub total: usize,
    /// How many claims have a hit.
    pub claims: usize,
    /// How many hits each outlet has.
    pub outlets: Vec<usize>,
}

/// What `query` finds, the first [`SCREENFUL`] in order; `None` where `stop` was set before the end.
pub fn search(index: &Index, query: &Query, stop: &AtomicBool) -> Option<Hits> {
    if query.is_empty() {
        return Some(Hits::everything(index));
    }
    let plan = Plan::new(index, query, false);
    let found = walk(index, &plan, stop)?;
    if plan.may_forgive() && found.iter().all(|found| found.total == 0) {
        let forgiving = Plan::new(index, query, true);
        let forgiven = walk(index, &forgiving, stop)?;
        if forgiven.iter().any(|found| found.total > 0) {
            return Some(Hits::new(index, forgiving, forgiven, true));
        }
    }
    Some(Hits::new(index, plan, found, false))
}

fn walk(index: &Index, plan: &Plan, stop: &AtomicBool) -> Option<Vec<Found>> {
    let parts: Vec<usize> = (0..index.parts.len()).collect();
    side_by_side(&parts, |&part| Walk { index, part, rows: index.parts[part].clone() }.run(plan, stop)).into_iter().collect()
}

/// One part of the excerpts.
struct Walk<'a> {
    index: &'a Index,
    part: usize,
    rows: Range<usize>,
}

impl Walk<'_> {
    fn run(&self, plan: &Plan, stop: &AtomicBool) -> Option<Found> {
        let mut sums: Vec<Grade> = vec![0; self.rows.len()];
        let mut grades: Vec<Grade> = vec![0; self.rows.len()];
        let mut first = true;
        let (left_out, wanted): (Vec<_>, Vec<_>) = plan.terms.iter().partition(|term| term.negated);
        for term in wanted {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            if first {
                self.grade(term, &mut sums);
                first = false;
                continue;
            }
            grades.fill(0);
            self.grade(term, &mut grades);
            for (sum, &grade) in sums.iter_mut().zip(&grades) {
                *sum = if *sum == 0 || grade == 0 { 0 } else { *sum + grade };
            }
        }
        if first {
            sums.fill(FILTERED);
        }
        for term in left_out {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            grades.fill(0);
            self.grade(term, &mut grades);
            for (sum, &grade) in sums.iter_mut().zip(&grades) {
                *sum = if grade == 0 { *sum } else { 0 };
            }
        }
        Some(self.count(sums))
    }

    /// Raises `grades` to what `term` gives.
    fn grade(&self, term: &PlannedTerm, grades: &mut [Grade]) {
        for alternative in &term.alternatives {
            match alternative {
                PlannedAlternative::Text(text) => self.grade_text(text, grades),
                PlannedAlternative::Filter(filter) => self.grade_filter(filter, grades),
            }
        }
    }

    fn grade_text(&self, text: &PlannedText, grades: &mut [Grade]) {
        let fields = [(&text.quotes, &self.index.quotes, Field::Quote), (&text.notes, &self.index.notes, Field::Note)];
        for (wanted, column, field) in fields {
            wanted.each(&column.parts[self.part], |row, quality| grades[row] = grade(quality, field).max(grades[row]));
        }
        self.raise(grades, &self.index.claim_of, &text.claims);
        self.raise(grades, &self.index.speaker_of, &text.speakers);
        self.raise(grades, &self.index.document_of, &text.documents);
    }

    /// Raises `grades` to those of the rows that the excerpts are filed under.
    fn raise(&self, grades: &mut [Grade], filed_under: &[u32], of_rows: &[Grade]) {
        if of_rows.is_empty() {
            return;
        }
        for (grade, &row) in grades.iter_mut().zip(&filed_under[self.rows.clone()]) {
            *grade = (*grade).max(of_rows.get(row as usize).copied().unwrap_or(0));
        }
    }

    fn grade_filter(&self, filter: &PlannedFilter, grades: &mut [Grade]) {
        let rows = || self.rows.clone();
        let index = self.index;
        match filter {
            PlannedFilter::Claim(allowed) => admit(grades, allowed, &index.claim_of[rows()]),
            PlannedFilter::Document(allowed) => admit(grades, allowed, &index.document_of[rows()]),
            PlannedFilter::Speaker(allowed) => admit(grades, allowed, &index.speaker_of[rows()]),
            PlannedFilter::Stance(allowed) => admit(grades, allowed, &index.stance_of[rows()]),
            PlannedFilter::Frame(allowed) => {
                for (grade, excerpt) in grades.iter_mut().zip(rows()) {
                    if index.frames_of.of_row(excerpt).iter().any(|&frame| allowed[frame as usize]) {
                        *grade = (*grade).max(FILTERED);
                    }
                }
            }
            PlannedFilter::Figure(words) => {
                let mut count = vec![0; grades.len()];
                for (before, matches) in words.iter().enumerate() {
                    index.figures.parts[self.part].each(matches, |row, _| {
                        if count[row] == before {
                            count[row] += 1;
                        }
                    });
                }
                for (grade, count) in grades.iter_mut().zip(count) {
                    if count == words.len() {
                        *grade = (*grade).max(FILTERED);
                    }
                }
            }
        }
    }

    fn count(&self, sums: Vec<Grade>) -> Found {
        let index = self.index;
        let mut found = Found { sums, total: 0, claims: 0, outlets: vec![0; index.outlet_counts.len()] };
        let mut documents = vec![0; index.outlet_of.len()];
        let mut previous = None;
        for (&sum, excerpt) in found.sums.iter().zip(self.rows.clone()) {
            if sum > 0 {
                documents[index.document_of[excerpt] as usize] += 1;
                let claim = index.claim_of[excerpt];
                found.claims += usize::from(previous.replace(claim) != Some(claim));
            }
        }
        for (count, &outlet) in documents.iter().zip(&index.outlet_of) {
            found.total += count;
            found.outlets[outlet as usize] += count;
        }
        found
    }
}

/// Lets in the excerpts that are filed under a row that is allowed.
fn admit<T: Copy + Into<u32>>(grades: &mut [Grade], allowed: &[bool], filed_under: &[T]) {
    for (grade, &row) in grades.iter_mut().zip(filed_under) {
        let row: u32 = row.into();
        if allowed.get(row as usize).copied().unwrap_or(false) {
            *grade = (*grade).max(FILTERED);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::*;
    use crate::{
        catalogue::{Catalogue, OutletId},
        find::sample::{self, Row},
    };

    fn hits(catalogue: &Catalogue, typed: &str) -> Hits {
        search(&Index::build(catalogue, &AtomicU64::new(0)), &Query::parse(typed), &AtomicBool::new(false)).unwrap()
    }

    /// The quotes found, best first.
    fn found<'a>(quotes: &[&'a str], typed: &str) -> Vec<&'a str> {
        hits(&sample::quotes(quotes), typed).top.iter().map(|hit| quotes[hit.excerpt.index()]).collect()
    }

    /// The places of the excerpts found, best first.
    fn places(catalogue: &Catalogue, typed: &str) -> Vec<usize> {
        hits(catalogue, typed).top.iter().map(|hit| hit.excerpt.index()).collect()
    }

    #[test]
    fn all_terms_must_hold_in_any_order() {
        let quotes = ["smoke over the pier", "the pier", "over smoke"];
        assert_eq!(found(&quotes, "pier smoke"), ["smoke over the pier"]);
        assert_eq!(found(&quotes, "pier|smoke over"), ["smoke over the pier", "over smoke"]);
    }

    #[test]
    fn terms_close_to_one_another_come_first() {
        let quotes = ["smoke rose over the old pier", "smoke on the pier", "pier smoke"];
        assert_eq!(found(&quotes, "smoke pier"), ["pier smoke", "smoke on the pier", "smoke rose over the old pier"]);
    }

    #[test]
    fn the_word_itself_comes_before_what_it_begins() {
        let quotes = ["devoted", "voters", "votes", "vote"];
        assert_eq!(found(&quotes, "vote"), ["vote", "votes", "voters", "devoted"]);
    }

    #[test]
    fn equals_stand_in_the_order_of_the_catalogue() {
        assert_eq!(found(&["smoke b", "smoke a"], "smoke"), ["smoke b", "smoke a"]);
    }

    #[test]
    fn a_phrase_is_words_in_a_row() {
        let quotes = ["gas and tear", "tear gas", "tear-gas", "tear, the gas", "tear gasped"];
        assert_eq!(found(&quotes, "\"tear gas\""), ["tear gas", "tear-gas"]);
        assert_eq!(found(&quotes, "\"tear gas"), ["tear gas", "tear-gas", "tear gasped"]);
        assert_eq!(found(&quotes, "taer-gas"), ["tear gas", "tear-gas", "tear gasped"]);
        assert_eq!(found(&quotes, "!\"tear gas\" tear"), ["gas and tear", "tear, the gas", "tear gasped"]);
    }

    #[test]
    fn a_caret_finds_beginnings_of_quotes() {
        let quotes = ["smoke rose", "the smoke", "smokers"];
        assert_eq!(found(&quotes, "^smoke"), ["smoke rose", "smokers"]);
        assert_eq!(found(&quotes, "^'smoke"), ["smoke rose"]);
        assert_eq!(found(&quotes, "!^smoke"), ["the smoke"]);
    }

    #[test]
    fn what_is_left_out_is_not_found() {
        let quotes = ["smoke", "smoke and fire", "smoke and fireworks", "fire"];
        assert_eq!(found(&quotes, "smoke !fire"), ["smoke"]);
        assert_eq!(found(&quotes, "smoke !'fire"), ["smoke", "smoke and fireworks"]);
        assert_eq!(found(&quotes, "!smoke"), ["fire"]);
    }

    #[test]
    fn slips_are_forgiven_as_one_types() {
        let quotes = ["the hospital", "the harbour"];
        for typed in ["hopsital", "hosptl", "hospitl", "hhospital", "hospitzl", "hopsi", "HOSPITAL"] {
            assert_eq!(found(&quotes, typed), ["the hospital"], "{typed}");
        }
    }

    #[test]
    fn a_slip_that_makes_another_word_is_forgiven_where_nothing_is_found() {
        let quotes = ["a letter from the mayor", "fill in the form"];
        let catalogue = sample::quotes(&quotes);
        assert_eq!(found(&quotes, "form letter"), ["a letter from the mayor"]);
        assert!(hits(&catalogue, "form letter").forgiven);
        assert!(!hits(&catalogue, "form").forgiven);
        assert_eq!(found(&quotes, "form outlet:post"), Vec::<&str>::new());
    }

    #[test]
    fn the_quote_comes_before_title_speaker_outlet_and_note() {
        let row = |quote: &str| Row { quote: quote.into(), claim: 2, document: 2, ..Row::default() };
        let catalogue = sample::catalogue(&[
            Row { note: Some("dockers".into()), ..row("one") },
            Row { speaker: Some(2), ..row("two") },
            row("dockers"),
            Row { claim: 0, ..row("harbour") },
            row("three"),
        ]);
        // The claim that comes first in the catalogue has the last row.
        assert_eq!(places(&catalogue, "dockers"), [3, 2, 1]);
        assert_eq!(places(&catalogue, "harbour"), [0, 1, 2, 3, 4]);
        assert_eq!(places(&catalogue, "mayor"), [1, 2, 3, 4]);
    }

    #[test]
    fn fields_narrow_and_do_not_rank() {
        let row = |document, stance| Row { quote: "smoke".into(), document, stance, ..Row::default() };
        let catalogue = sample::catalogue(&[row(0, 0), row(1, 3), row(2, 3), row(2, 1)]);
        assert_eq!(places(&catalogue, "stance:denies"), [1, 2]);
        assert_eq!(places(&catalogue, "stance:deny outlet:post"), [2]);
        assert_eq!(places(&catalogue, "outlet:courier|stance:reports"), [0, 1, 3]);
        assert_eq!(places(&catalogue, "!outlet:courier smoke"), [2, 3]);
        assert_eq!(places(&catalogue, "document:ballot"), [1]);
        assert_eq!(places(&catalogue, "event:collapse topic:bridge"), [0, 1, 2, 3]);
        assert_eq!(places(&catalogue, "outlet:nobody"), Vec::<usize>::new());
    }

    #[test]
    fn nothing_typed_lists_everything() {
        let catalogue = sample::catalogue(&[Row::default(), Row { document: 2, claim: 1, ..Row::default() }]);
        let hits = hits(&catalogue, " ");
        assert_eq!((hits.total, hits.claims, hits.outlets.clone(), hits.top.len()), (2, 2, vec![1, 1], 2));
    }

    #[test]
    fn outlets_without_a_hit_are_named() {
        let catalogue =
            sample::catalogue(&[Row { quote: "smoke".into(), ..Row::default() }, Row { document: 2, ..Row::default() }]);
        assert_eq!(hits(&catalogue, "smoke").silent().collect::<Vec<_>>(), [OutletId::new(1)]);
        assert_eq!(hits(&catalogue, "outlet:none").silent().count(), 2);
    }

    #[test]
    fn a_search_that_is_stopped_finds_nothing() {
        let index = Index::build(&sample::quotes(&["smoke"]), &AtomicU64::new(0));
        assert!(search(&index, &Query::parse("smoke"), &AtomicBool::new(true)).is_none());
    }

    #[test]
    fn every_excerpt_read_is_counted() {
        let done = AtomicU64::new(0);
        Index::build(&sample::quotes(&vec!["smoke"; 3_000]), &done);
        assert_eq!(done.into_inner(), 3_000);
    }

    #[test]
    fn two_parts_find_what_one_finds() {
        // Enough for two threads, and every claim in one part.
        let row = |at: usize| Row { quote: format!("smoke {}", at % 7), claim: at % 5, document: at % 3, ..Row::default() };
        let many = sample::catalogue(&(0..40_000).map(row).collect::<Vec<_>>());
        let found = hits(&many, "smoke '3");
        let expected = many.excerpts.iter().filter(|excerpt| excerpt.quote.shown() == "smoke 3").count();
        assert_eq!((found.total, found.claims), (expected, 5));
        let index = Index::build(&many, &AtomicU64::new(0));
        assert_eq!(index.parts.len(), 2);
        let all = found.first(&index, usize::MAX);
        assert!(all.len() == expected && all.is_sorted_by_key(|hit| hit.excerpt));
    }
}
