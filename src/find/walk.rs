//! Walks over the excerpts and gives each the sum of the grades that the terms of a query give it.
//!
//! Each part of the excerpts is walked over on a thread of its own. The terms with the fewest rows come first; where few
//! excerpts are left, these are looked at instead of the lists of the other terms. For words anywhere, the only work that does
//! not grow with what is found is to look through two bytes an excerpt; for a first word it is four. Filters alone, and what is
//! left out alone, ask about every excerpt.

use std::ops::Range;

use super::{
    column::Column,
    index::Index,
    number::number,
    plan::{FILTERED, Field, Grade, Plan, PlannedAlternative, PlannedFilter, PlannedTerm, PlannedText, grade},
    stop::Stop,
    wanted::{QUOTE, Reader, Wanted},
};
use crate::threads::side_by_side;

/// Rows that are passed over together where none of them is a hit.
const CHUNK: usize = 64;

/// The hits in one part of the excerpts.
#[derive(Debug)]
pub(super) struct Found {
    /// In order.
    pub hits: Vec<Scored>,
    /// How many groups they are of.
    pub groups: usize,
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

/// What `plan` finds, by part of the excerpts; `None` where `stop` was set before the end.
pub(super) fn walk(index: &Index, plan: &Plan, stop: &Stop) -> Option<Vec<Found>> {
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
    fn run(&self, plan: &Plan, stop: &Stop) -> Option<Found> {
        let (left_out, mut wanted): (Vec<_>, Vec<_>) = plan.terms.iter().partition(|term| term.negated);
        wanted.sort_by_cached_key(|term| self.steps_of(term));
        let mut listed = vec![0; self.rows.len()];
        let mut hits = None;
        for term in wanted {
            stop.go_on()?;
            hits = Some(self.narrow(hits, term, &mut listed));
        }
        let mut hits = hits.unwrap_or_else(|| (0..number(self.rows.len())).map(|row| Scored { row, sum: FILTERED }).collect());
        for term in left_out {
            stop.go_on()?;
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
        for (&grade, excerpts) in text.claims.iter().zip(&self.index.items_of).filter(|&(&grade, _)| grade > 0) {
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
        let mut groups = 0;
        let mut previous = None;
        for hit in &hits {
            let excerpt = self.rows.start + hit.row as usize;
            documents[index.document_of[excerpt] as usize] += 1;
            let group = index.group_of(excerpt);
            groups += usize::from(previous.replace(group) != Some(group));
        }
        let mut outlets = vec![0; index.outlet_counts.len()];
        for (count, &outlet) in documents.iter().zip(&index.outlet_of) {
            outlets[outlet as usize] += count;
        }
        Found { hits, groups, outlets }
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
                hits.push(Scored { row: number(row), sum });
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
