//! What a query found, in the order shown; what n and N go through is this, too.

use std::sync::Arc;

use crate::{
    catalogue::{Catalogue, ExcerptId},
    find::{Hits, Index, SCREENFUL},
};

/// The answer to a query, and the excerpts in the order shown.
#[derive(Debug, Clone)]
pub struct Results {
    /// The answer.
    pub hits: Arc<Hits>,
    /// What was typed.
    pub query: String,
    /// The excerpts in order, as far as they were put in order.
    pub order: Vec<ExcerptId>,
    /// Whether the excerpts of a claim stand together in it.
    pub grouped: bool,
}

impl Results {
    /// Takes an answer in, the best of it in order.
    pub fn new(catalogue: &Catalogue, index: &Index, query: String, hits: Arc<Hits>, grouped: bool) -> Self {
        let mut found = Self { hits, query, order: Vec::new(), grouped };
        found.put_in_order(catalogue, index, SCREENFUL);
        found
    }

    /// Puts at least `count` hits in order, if there are so many.
    pub fn put_in_order(&mut self, catalogue: &Catalogue, index: &Index, count: usize) {
        let best = self.hits.first(index, count);
        self.order = if self.grouped {
            self.hits.groups(catalogue, index, &best).iter().flat_map(|group| &group.hits).map(|hit| hit.excerpt).collect()
        } else {
            best.iter().map(|hit| hit.excerpt).collect()
        };
    }

    /// Likewise, so that the one at `place` is among them, and returns it.
    pub fn at(&mut self, catalogue: &Catalogue, index: &Index, place: usize) -> Option<ExcerptId> {
        if place >= self.order.len() && self.order.len() < self.hits.total {
            self.put_in_order(catalogue, index, (place + 1).next_power_of_two().max(2 * self.order.len()));
        }
        self.order.get(place).copied()
    }
}
