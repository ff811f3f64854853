//! What a query found, and in which order.
//!
//! Order: the sum of the qualities of the matches, then the fields they were found in, then how close to one another the words
//! stand in the quote, then the order of the catalogue. The first screenful is in order at once; as much more as somebody asks
//! for is put in order then.

use std::{cmp::Reverse, collections::HashSet};

use super::{
    closeness::{Closeness, Scratch},
    index::Index,
    marks::Marks,
    plan::{Grade, Plan},
    search::{Found, SCREENFUL},
    threads::side_by_side,
};
use crate::catalogue::{Catalogue, ClaimId, ExcerptId, OutletId};

/// An excerpt that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub excerpt: ExcerptId,
    /// More is better: 65,536 for each step of quality, 256 for each step of field, one less for each word between.
    pub score: u32,
}

/// The hits of one claim, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Which claim.
    pub claim: ClaimId,
    /// At least one.
    pub hits: Vec<Hit>,
}

/// What a query found in an index.
#[derive(Debug)]
pub struct Hits {
    /// How many excerpts.
    pub total: usize,
    /// How many claims they are filed under.
    pub claims: usize,
    /// How many of them each outlet has, by its place in the catalogue.
    pub outlets: Vec<usize>,
    /// The first of them, at most [`SCREENFUL`], best first.
    pub top: Vec<Hit>,
    /// Whether nothing held every word as typed, and these hold something like them.
    pub forgiven: bool,
    /// What to mark in texts.
    pub marks: Marks,
    /// By part, the sum of the grades of each excerpt, 0 where it is no hit; `None` where everything was found.
    sums: Option<Vec<Vec<Grade>>>,
    closeness: Closeness,
}

impl Hits {
    /// What an empty query finds: all there is.
    pub(super) fn everything(index: &Index) -> Self {
        let hit = |excerpt: usize| Hit { excerpt: ExcerptId::new(excerpt), score: 0 };
        Self {
            total: index.len(),
            claims: index.claim_count,
            outlets: index.outlet_counts.clone(),
            top: (0..index.len().min(SCREENFUL)).map(hit).collect(),
            forgiven: false,
            marks: Marks::default(),
            sums: None,
            closeness: Closeness::default(),
        }
    }

    pub(super) fn new(index: &Index, plan: Plan, found: Vec<Found>, forgiven: bool) -> Self {
        let mut outlets = vec![0; index.outlet_counts.len()];
        for found in &found {
            outlets.iter_mut().zip(&found.outlets).for_each(|(sum, count)| *sum += count);
        }
        let mut hits = Self {
            total: found.iter().map(|found| found.total).sum(),
            claims: found.iter().map(|found| found.claims).sum(),
            outlets,
            top: Vec::new(),
            forgiven,
            marks: Marks::new(&plan),
            sums: Some(found.into_iter().map(|found| found.sums).collect()),
            closeness: Closeness::new(&index.quotes, plan),
        };
        hits.top = hits.first(index, SCREENFUL);
        hits
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
        let Some(sums) = &self.sums else {
            return (0..count).map(|excerpt| Hit { excerpt: ExcerptId::new(excerpt), score: 0 }).collect();
        };
        let least = least_of_best(sums, count);
        let parts: Vec<usize> = (0..sums.len()).collect();
        let mut hits = side_by_side(&parts, |&part| self.candidates(index, part, &sums[part], least, count)).concat();
        let order = |hit: &Hit| (Reverse(hit.score), hit.excerpt);
        if hits.len() > count {
            hits.select_nth_unstable_by_key(count - 1, order);
            hits.truncate(count);
        }
        hits.sort_by_key(order);
        hits
    }

    /// The hits of one part with a sum of at least `least`, but for those that cannot be among the best `count`.
    fn candidates(&self, index: &Index, part: usize, sums: &[Grade], least: Grade, count: usize) -> Vec<Hit> {
        let start = index.parts[part].start;
        let texts = &index.quotes.parts[part];
        let mut scratch = Scratch::default();
        let mut hits = Vec::new();
        // Once so many of the least have no gap, no later one of them comes before these.
        let mut room = count;
        for (row, &sum) in sums.iter().enumerate().filter(|&(_, &sum)| sum >= least) {
            if sum == least && room == 0 {
                continue;
            }
            let gap = self.closeness.gap(texts, row, &mut scratch);
            room -= usize::from(sum == least && gap == 0);
            hits.push(Hit { excerpt: ExcerptId::new(start + row), score: score(sum, gap) });
        }
        hits
    }

    /// The claims of `hits`, in their order, each with all its hits, best first.
    pub fn groups(&self, catalogue: &Catalogue, index: &Index, hits: &[Hit]) -> Vec<Group> {
        let mut seen = HashSet::new();
        hits.iter()
            .map(|hit| catalogue.excerpts[hit.excerpt].claim)
            .filter(|&claim| seen.insert(claim))
            .map(|claim| {
                let mut hits: Vec<Hit> = catalogue.excerpts_of(claim).filter_map(|(id, _)| self.hit(index, id)).collect();
                hits.sort_by_key(|hit| Reverse(hit.score));
                Group { claim, hits }
            })
            .collect()
    }

    /// `excerpt` with its score, where it is a hit.
    pub fn hit(&self, index: &Index, excerpt: ExcerptId) -> Option<Hit> {
        let Some(sums) = &self.sums else {
            return self.contains(excerpt).then_some(Hit { excerpt, score: 0 });
        };
        let (part, row) = place(sums, excerpt.index())?;
        let sum = Some(sums[part][row]).filter(|&sum| sum > 0)?;
        let gap = self.closeness.gap(&index.quotes.parts[part], row, &mut Scratch::default());
        Some(Hit { excerpt, score: score(sum, gap) })
    }

    /// Whether `excerpt` is a hit.
    pub fn contains(&self, excerpt: ExcerptId) -> bool {
        match &self.sums {
            Some(sums) => place(sums, excerpt.index()).is_some_and(|(part, row)| sums[part][row] > 0),
            None => excerpt.index() < self.total,
        }
    }
}

/// The least sum that the best `count` of all have.
fn least_of_best(sums: &[Vec<Grade>], count: usize) -> Grade {
    let mut levels = vec![0_usize; usize::from(Grade::MAX) + 1];
    for &sum in sums.iter().flatten() {
        levels[usize::from(sum)] += 1;
    }
    let mut better = 0;
    let level = levels.iter().rposition(|&here| {
        better += here;
        better >= count
    });
    (level.unwrap_or(1) as Grade).max(1)
}

/// The part and the row within it of an excerpt.
fn place(sums: &[Vec<Grade>], mut excerpt: usize) -> Option<(usize, usize)> {
    for (part, sums) in sums.iter().enumerate() {
        if excerpt < sums.len() {
            return Some((part, excerpt));
        }
        excerpt -= sums.len();
    }
    None
}

fn score(sum: Grade, gap: u8) -> u32 {
    u32::from(sum) << 8 | u32::from(u8::MAX - gap)
}
