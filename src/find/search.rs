//! Walks over the excerpts and gives each the sum of the grades that the terms of a query give it.
//!
//! Each part of the excerpts is walked over on a thread of its own. The terms with the fewest rows come first; where few
//! excerpts are left, these are looked at instead of the lists of the other terms. For words anywhere, the only work that does
//! not grow with what is found is to look through two bytes an excerpt; for a first word it is four. Filters alone, and what is
//! left out alone, ask about every excerpt.

use std::{
    ops::Range,
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    column::Column,
    hits::Hits,
    index::Index,
    plan::{FILTERED, Field, Grade, Plan, PlannedAlternative, PlannedFilter, PlannedTerm, PlannedText, grade},
    query::Query,
    wanted::{QUOTE, Reader, Wanted},
};
use crate::threads::side_by_side;

/// How many hits are put in order at once.
pub const SCREENFUL: usize = 100;

/// Rows that are passed over together where none of them is a hit.
const CHUNK: usize = 64;

/// The hits in one part of the excerpts.
#[derive(Debug)]
pub(super) struct Found {
    /// In order.
    pub hits: Vec<Scored>,
    /// How many claims they are of.
    pub claims: usize,
    /// How many each outlet has.
    pub outlets: Vec<usize>,
}

/// A hit, with all of its score but the closeness.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    /// Counted from the start of the part.
    pub row: u32,
    /// The sum of the grades of the terms.
    pub sum: Grade,
}

/// `None` where `stop` is set.
fn go_on(stop: &AtomicBool) -> Option<()> {
    (!stop.load(Ordering::Relaxed)).then_some(())
}

/// What `query` finds, the first [`SCREENFUL`] in order; `None` where `stop` was set before the end.
pub fn search(index: &Index, query: &Query, stop: &AtomicBool) -> Option<Hits> {
    if query.is_empty() {
        return Some(Hits::everything(index));
    }
    go_on(stop)?;
    let plan = Plan::new(index, query, false);
    let found = walk(index, &plan, stop)?;
    if plan.may_forgive() && found.iter().all(|found| found.hits.is_empty()) {
        go_on(stop)?;
        let forgiving = Plan::new(index, query, true);
        let forgiven = walk(index, &forgiving, stop)?;
        if forgiven.iter().any(|found| !found.hits.is_empty()) {
            return Some(Hits::new(index, query, forgiving, forgiven, true));
        }
    }
    go_on(stop)?;
    Some(Hits::new(index, query, plan, found, false))
}

fn walk(index: &Index, plan: &Plan, stop: &AtomicBool) -> Option<Vec<Found>> {
    let parts: Vec<Walk> = (0..).zip(&index.parts).map(|(part, rows)| Walk { index, part, rows: rows.clone() }).collect();
    let steps = parts.iter().map(|walk| walk.steps(plan)).fold(0, usize::saturating_add);
    side_by_side(&parts, steps, |walk| walk.run(plan, stop)).into_iter().collect()
}

/// One part of the excerpts.
struct Walk<'a> {
    index: &'a Index,
    part: usize,
    rows: Range<usize>,
}

impl Walk<'_> {
    fn run(&self, plan: &Plan, stop: &AtomicBool) -> Option<Found> {
        let (left_out, mut wanted): (Vec<_>, Vec<_>) = plan.terms.iter().partition(|term| term.negated);
        wanted.sort_by_cached_key(|term| self.steps_of(term));
        let mut listed = vec![0; self.rows.len()];
        let mut hits = None;
        for term in wanted {
            go_on(stop)?;
            hits = Some(self.narrow(hits, term, &mut listed));
        }
        let mut hits = hits.unwrap_or_else(|| (0..self.rows.len() as u32).map(|row| Scored { row, sum: FILTERED }).collect());
        for term in left_out {
            go_on(stop)?;
            let judge = self.judge(term, Some(hits.len()), &mut listed);
            hits.retain(|hit| judge.grade(hit.row as usize) == 0);
            listed.fill(0);
        }
        Some(self.count(hits))
    }

    /// About how many steps it takes, at most.
    fn steps(&self, plan: &Plan) -> usize {
        let lists = plan.texts().map(|(_, text)| text.quotes.steps(&self.index.quotes.parts[self.part]));
        // Without words, every row is asked about.
        lists.reduce(usize::saturating_add).unwrap_or(self.rows.len())
    }

    /// About how many steps it takes to list the rows that `term` holds for; no end of them where it is about more than words.
    fn steps_of(&self, term: &PlannedTerm) -> usize {
        let steps = term.alternatives.iter().map(|alternative| match alternative {
            PlannedAlternative::Text(text) => text.quotes.steps(&self.index.quotes.parts[self.part]),
            PlannedAlternative::Filter(_) => usize::MAX,
        });
        steps.fold(0, usize::saturating_add)
    }

    /// Those of `hits`, or of all rows, that `term` holds for, with its grades added.
    fn narrow(&self, hits: Option<Vec<Scored>>, term: &PlannedTerm, listed: &mut [Grade]) -> Vec<Scored> {
        let judge = self.judge(term, hits.as_ref().map(Vec::len), listed);
        let hits = match hits {
            Some(mut hits) => {
                hits.retain_mut(|hit| {
                    let grade = judge.grade(hit.row as usize);
                    hit.sum += grade;
                    grade > 0
                });
                hits
            }
            None => judge.all(self.steps_of(term)),
        };
        listed.fill(0);
        hits
    }

    /// Makes ready to grade rows by `term`: all of them, or `few`.
    ///
    /// `listed` must be all 0, and is so no more after.
    fn judge<'a>(&'a self, term: &'a PlannedTerm, few: Option<usize>, listed: &'a mut [Grade]) -> Judge<'a> {
        let read = few.is_some_and(|few| few.saturating_mul(QUOTE) < self.steps_of(term));
        let (quotes, notes) = (&self.index.quotes, &self.index.notes);
        let mut judge = Judge { walk: self, listed: &[], read: Vec::new(), texts: Vec::new(), filters: Vec::new() };
        for alternative in &term.alternatives {
            match alternative {
                PlannedAlternative::Filter(filter) => judge.filters.push(filter),
                PlannedAlternative::Text(text) => {
                    if read {
                        judge.read.push((text.quotes.reader(quotes), text.notes.reader(notes)));
                    } else {
                        self.list(&text.quotes, quotes, Field::Quote, listed);
                        self.list(&text.notes, notes, Field::Note, listed);
                    }
                    if few.is_some() {
                        judge.texts.push(text);
                    } else {
                        self.raise(text, listed);
                    }
                }
            }
        }
        judge.listed = listed;
        judge
    }

    /// Raises `listed` to what `wanted` gives through the lists of its words in `column`.
    fn list(&self, wanted: &Wanted, column: &Column, field: Field, listed: &mut [Grade]) {
        wanted.each(column, &column.parts[self.part], |row, quality| {
            listed[row] = grade(quality, field).max(listed[row]);
        });
    }

    /// Raises `listed` to what `text` gives to what the excerpts are filed under.
    fn raise(&self, text: &PlannedText, listed: &mut [Grade]) {
        for (&grade, excerpts) in text.claims.iter().zip(&self.index.excerpts_of).filter(|&(&grade, _)| grade > 0) {
            let within = |excerpt: u32| (excerpt as usize).clamp(self.rows.start, self.rows.end) - self.rows.start;
            for listed in &mut listed[within(excerpts.start)..within(excerpts.end)] {
                *listed = grade.max(*listed);
            }
        }
        for (grades, filed_under) in [(&text.speakers, &self.index.speaker_of), (&text.documents, &self.index.document_of)] {
            if !grades.is_empty() {
                for (listed, &row) in listed.iter_mut().zip(&filed_under[self.rows.clone()]) {
                    *listed = grades.get(row as usize).map_or(*listed, |grade| (*grade).max(*listed));
                }
            }
        }
    }

    fn count(&self, hits: Vec<Scored>) -> Found {
        let index = self.index;
        let mut documents = vec![0; index.outlet_of.len()];
        let mut claims = 0;
        let mut previous = None;
        for hit in &hits {
            let excerpt = self.rows.start + hit.row as usize;
            documents[index.document_of[excerpt] as usize] += 1;
            let claim = index.claim_of[excerpt];
            claims += usize::from(previous.replace(claim) != Some(claim));
        }
        let mut outlets = vec![0; index.outlet_counts.len()];
        for (count, &outlet) in documents.iter().zip(&index.outlet_of) {
            outlets[outlet as usize] += count;
        }
        Found { hits, claims, outlets }
    }
}

/// Grades rows by one term.
struct Judge<'a> {
    walk: &'a Walk<'a>,
    /// What the lists of words give to each row.
    listed: &'a [Grade],
    /// What is read quotes and notes for instead.
    read: Vec<(Reader<'a>, Reader<'a>)>,
    /// What gives grades to what an excerpt is filed under, where these are not among what is listed.
    texts: Vec<&'a PlannedText>,
    filters: Vec<&'a PlannedFilter>,
}

impl Judge<'_> {
    /// All rows that the term holds for, at most about `count` of them.
    fn all(&self, count: usize) -> Vec<Scored> {
        let mut hits = Vec::with_capacity(count.min(self.listed.len()));
        let mut note = |row: usize, sum: Grade| {
            if sum > 0 {
                hits.push(Scored { row: row as u32, sum });
            }
        };
        if !self.filters.is_empty() {
            (0..self.listed.len()).for_each(|row| note(row, self.grade(row)));
            return hits;
        }
        // Most rows have nothing, and that is seen many at a time.
        for (chunk, grades) in self.listed.chunks(CHUNK).enumerate() {
            if grades.iter().fold(0, |all, grade| all | grade) > 0 {
                grades.iter().enumerate().for_each(|(at, &grade)| note(chunk * CHUNK + at, grade));
            }
        }
        hits
    }

    /// The grade of one row; 0 where the term does not hold.
    fn grade(&self, row: usize) -> Grade {
        let index = self.walk.index;
        let excerpt = self.walk.rows.start + row;
        let of = |grades: &[Grade], filed_under: &[u32]| grades.get(filed_under[excerpt] as usize).copied().unwrap_or(0);
        let mut best = self.listed[row];
        for (quotes, notes) in &self.read {
            let quality = |column: &Column, reader: &Reader| reader.quality(column.parts[self.walk.part].texts.row(row));
            best = best.max(quality(&index.quotes, quotes).map_or(0, |quality| grade(quality, Field::Quote)));
            best = best.max(quality(&index.notes, notes).map_or(0, |quality| grade(quality, Field::Note)));
        }
        for text in &self.texts {
            best = best.max(of(&text.claims, &index.claim_of));
            best = best.max(of(&text.speakers, &index.speaker_of)).max(of(&text.documents, &index.document_of));
        }
        if best == 0 && self.filters.iter().any(|filter| self.admits(filter, excerpt)) { FILTERED } else { best }
    }

    fn admits(&self, filter: &PlannedFilter, excerpt: usize) -> bool {
        let index = self.walk.index;
        let allows = |allowed: &[bool], row: usize| allowed.get(row).copied().unwrap_or(false);
        match filter {
            PlannedFilter::Claim(allowed) => allows(allowed, index.claim_of[excerpt] as usize),
            PlannedFilter::Document(allowed) => allows(allowed, index.document_of[excerpt] as usize),
            PlannedFilter::Speaker(allowed) => allows(allowed, index.speaker_of[excerpt] as usize),
            PlannedFilter::Stance(allowed) => allows(allowed, index.stance_of[excerpt].into()),
            PlannedFilter::Frame(allowed) => index.frames_of.of_row(excerpt).iter().any(|&frame| allows(allowed, frame as usize)),
            PlannedFilter::Figure(words) => {
                let figures = &index.figures.parts[self.walk.part].texts;
                let figure = || figures.row(excerpt - self.walk.rows.start);
                words.iter().all(|wanted| wanted.reader(&index.figures).quality(figure()).is_some())
            }
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
    fn what_nothing_fulfils_is_named() {
        let catalogue = sample::quotes(&["smoke over the pier", "the bridge"]);
        let hopeless = |typed: &str| hits(&catalogue, typed).hopeless(typed);
        assert_eq!(hopeless("smoke zeppelin !fog outlet:xyzzy").as_deref(), Some("zeppelin or outlet:xyzzy"));
        assert_eq!(hopeless("zeppelin|\"old quay\" pier").as_deref(), Some("zeppelin|\"old quay\""));
        assert_eq!(hopeless("smoke bridge"), None);
        assert_eq!(hopeless("smoke zeppelin|pier"), None);
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
        let catalogue = sample::catalogue(&[row(0, 0), row(1, 4), row(2, 4), row(2, 1)]);
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
    fn every_excerpt_is_counted() {
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
