//! What a query found, and in which order.
//!
//! Order: the sum of the qualities of the matches, then the fields they were found in, then how close to one another the words
//! stand in the quote, then the order of the catalogue. The first screenful is in order at once; as much more as somebody asks
//! for is put in order then.

use std::{cmp::Reverse, collections::HashMap, ops::Range};

use super::{
    closeness::{Closeness, Places},
    index::Index,
    marks::Marks,
    number::number,
    plan::{Grade, Plan},
    query::Query,
    walk::{Found, Scored},
    wanted::QUOTE,
};
use crate::{catalogue::OutletId, text::clean::displayable, threads::side_by_side};

/// How many hits are put in order at once.
pub const SCREENFUL: usize = 100;

/// What to say of [`Hits::forgiven`].
pub const FORGIVEN: &str = "nothing has these words as typed, these have something like them";

/// An excerpt or a passage that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which, by its place among those that were indexed.
    pub item: usize,
    /// More is better: 65,536 for each step of quality, 256 for each step of field, one less for each word between.
    pub score: u32,
}

/// The hits of one claim, or of one document where passages are searched, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which, by its place in the catalogue.
    pub group: usize,
    /// At least one.
    pub hits: Vec<Hit>,
}

/// What a query found in an index.
#[derive(Debug)]
pub struct Hits {
    /// How many excerpts or passages.
    pub total: usize,
    /// How many claims they are filed under, or how many documents they stand in.
    pub groups: usize,
    /// How many of them each outlet has, by its place in the catalogue.
    pub outlets: Vec<usize>,
    /// The first of them, at most [`SCREENFUL`], best first.
    pub top: Vec<Hit>,
    /// Whether nothing held every word as typed, and these hold something like them.
    pub forgiven: bool,
    /// What was typed and nothing in the catalogue fulfils, in bytes of the query; told only where nothing was found.
    hopeless: Vec<Range<usize>>,
    /// What to mark in texts.
    pub marks: Marks,
    /// By part, in order; `None` where everything was found.
    parts: Option<Vec<Vec<Scored>>>,
    closeness: Closeness,
}

impl Hits {
    /// What an empty query finds: all there is.
    pub(super) fn everything(index: &Index) -> Self {
        let hit = |item: usize| Hit { item, score: 0 };
        Self {
            total: index.len(),
            groups: index.group_count,
            outlets: index.outlet_counts.clone(),
            top: (0..index.len().min(SCREENFUL)).map(hit).collect(),
            forgiven: false,
            hopeless: Vec::new(),
            marks: Marks::default(),
            parts: None,
            closeness: Closeness::default(),
        }
    }

    /// `plan` is that of `query`.
    pub(super) fn new(index: &Index, query: &Query, plan: Plan, found: Vec<Found>, forgiven: bool) -> Self {
        let mut outlets = vec![0; index.outlet_counts.len()];
        for found in &found {
            outlets.iter_mut().zip(&found.outlets).for_each(|(sum, count)| *sum += count);
        }
        let total = found.iter().map(|found| found.hits.len()).sum();
        let hopeless: Vec<_> = plan.hopeless().map(|term| query.terms[term].range.clone()).collect();
        let mut hits = Self {
            total,
            groups: found.iter().map(|found| found.groups).sum(),
            outlets,
            top: Vec::new(),
            forgiven,
            hopeless: if total == 0 { hopeless } else { Vec::new() },
            marks: Marks::new(&plan),
            parts: Some(found.into_iter().map(|found| found.hits).collect()),
            closeness: Closeness::new(&index.quotes, plan),
        };
        hits.top = hits.first(index, SCREENFUL);
        hits
    }

    /// Where nothing was found, what nothing in the catalogue fulfils of `typed`, the query, joined by "or" and fit to be shown;
    /// none where each of its terms is fulfilled somewhere.
    pub fn hopeless(&self, typed: &str) -> Option<String> {
        let parts: Vec<&str> = self.hopeless.iter().filter_map(|range| typed.get(range.clone())).collect();
        (!parts.is_empty()).then(|| displayable(&parts.join(" or ")).into_owned())
    }

    /// The outlets that have no hit, in the order of the catalogue.
    pub fn silent(&self) -> impl Iterator<Item = OutletId> {
        self.outlets.iter().enumerate().filter(|&(_, &count)| count == 0).map(|(outlet, _)| OutletId::new(outlet))
    }

    /// The best `count` hits, or all where there are fewer, in order.
    ///
    /// `index` is the one that was searched. Costs nothing up to [`SCREENFUL`]; all of a million hits take some tens of
    /// milliseconds.
    pub fn first(&self, index: &Index, count: usize) -> Vec<Hit> {
        let count = count.min(self.total);
        if count <= self.top.len() {
            return self.top[..count].to_vec();
        }
        let Some(parts) = &self.parts else {
            return (0..count).map(|item| Hit { item, score: 0 }).collect();
        };
        let least = least_of_best(parts, count);
        let numbers: Vec<usize> = (0..parts.len()).collect();
        let steps = if self.closeness.is_empty() { self.total } else { self.total.saturating_mul(QUOTE) };
        let in_part = |&part: &usize| self.candidates(index, part, &parts[part], least, count);
        let mut hits = side_by_side(&numbers, steps, in_part).concat();
        let order = |hit: &Hit| (Reverse(hit.score), hit.item);
        if hits.len() > count {
            hits.select_nth_unstable_by_key(count - 1, order);
            hits.truncate(count);
        }
        hits.sort_by_key(order);
        hits
    }

    /// The hits of one part with a sum of at least `least`, but for those that cannot be among the best `count`.
    fn candidates(&self, index: &Index, part: usize, hits: &[Scored], least: Grade, count: usize) -> Vec<Hit> {
        let mut places = Places::new();
        let mut candidates = Vec::new();
        // Once so many of the least have no gap, no later one of them comes before these.
        let mut room = count;
        for hit in hits.iter().filter(|hit| hit.sum >= least) {
            if hit.sum == least && room == 0 {
                continue;
            }
            let candidate = self.score(index, part, *hit, &mut places);
            room -= usize::from(hit.sum == least && candidate.score & GAP == GAP);
            candidates.push(candidate);
        }
        candidates
    }

    fn score(&self, index: &Index, part: usize, hit: Scored, places: &mut Places) -> Hit {
        let gap = self.closeness.gap(&index.quotes, &index.quotes.parts[part], hit.row as usize, places);
        Hit { item: index.parts[part].start + hit.row as usize, score: u32::from(hit.sum) << 8 | (GAP - u32::from(gap)) }
    }

    /// The claims or documents of `hits`, in their order, each with all its hits, best first.
    pub fn groups(&self, index: &Index, hits: &[Hit]) -> Vec<Group> {
        let complete = hits.len() == self.total;
        let mut groups: Vec<Group> = Vec::new();
        let mut places = HashMap::new();
        for hit in hits {
            let group = index.group_of(hit.item) as usize;
            let place = *places.entry(group).or_insert_with(|| {
                let items = index.items_of[group].clone();
                let all = || items.filter_map(|item| self.hit(index, item as usize)).collect();
                groups.push(Group { group, hits: if complete { Vec::new() } else { all() } });
                groups.len() - 1
            });
            if complete {
                groups[place].hits.push(*hit);
            }
        }
        if !complete {
            for group in &mut groups {
                group.hits.sort_by_key(|hit| Reverse(hit.score));
            }
        }
        groups
    }

    /// `item` with its score, where it is a hit.
    pub fn hit(&self, index: &Index, item: usize) -> Option<Hit> {
        let Some(parts) = &self.parts else {
            return (item < self.total).then_some(Hit { item, score: 0 });
        };
        let part = index.parts.iter().position(|rows| rows.contains(&item))?;
        let row = number(item - index.parts[part].start);
        let at = parts[part].binary_search_by_key(&row, |hit| hit.row).ok()?;
        Some(self.score(index, part, parts[part][at], &mut Places::new()))
    }
}

/// The part of a score that says how close the words are: none between them.
const GAP: u32 = 0xff;

/// The least sum that the best `count` of all have.
fn least_of_best(parts: &[Vec<Scored>], count: usize) -> Grade {
    let mut levels = vec![0_usize; usize::from(Grade::MAX) + 1];
    for hit in parts.iter().flatten() {
        levels[usize::from(hit.sum)] += 1;
    }
    let mut so_far = 0;
    let enough = |&sum: &Grade| {
        so_far += levels[usize::from(sum)];
        so_far >= count
    };
    (0..=Grade::MAX).rev().find(enough).unwrap_or(0)
}
