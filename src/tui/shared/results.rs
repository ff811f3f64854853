//! What a query found, in the order shown; what n and N go through is this, too.

use std::sync::Arc;

use crate::{
    answers::full_text::FullText,
    catalogue::ExcerptId,
    find::{Hits, Index, SCREENFUL},
    tui::action::Goal,
};

/// Where a query is looked for.
#[derive(Debug, Clone)]
pub enum Searched {
    /// In the excerpts, of which this is the index.
    Excerpts(Arc<Index>),
    /// In the sentences of all texts at hand.
    Texts(Arc<FullText>),
}

impl Searched {
    /// What is asked.
    pub fn index(&self) -> &Index {
        match self {
            Self::Excerpts(index) => index,
            Self::Texts(full_text) => &full_text.index,
        }
    }

    /// Whether these are texts.
    pub const fn is_texts(&self) -> bool {
        matches!(self, Self::Texts(_))
    }
}

/// The answer to a query, and what was found in the order shown.
#[derive(Debug, Clone)]
pub struct Results {
    /// Where.
    pub searched: Searched,
    /// The answer.
    pub hits: Arc<Hits>,
    /// What was typed.
    pub query: String,
    /// The excerpts or sentences in order, as far as they were put in order.
    pub order: Vec<usize>,
    /// Whether those of a claim, or of a document, stand together in it.
    pub grouped: bool,
}

impl Results {
    /// Takes an answer in, the best of it in order.
    pub fn new(searched: Searched, query: String, hits: Arc<Hits>, grouped: bool) -> Self {
        let mut found = Self { searched, hits, query, order: Vec::new(), grouped };
        found.put_in_order(SCREENFUL);
        found
    }

    /// Puts at least `count` hits in order, if there are so many.
    pub fn put_in_order(&mut self, count: usize) {
        let index = self.searched.index();
        let best = self.hits.first(index, count);
        self.order = if self.grouped {
            self.hits.groups(index, &best).iter().flat_map(|group| &group.hits).map(|hit| hit.item).collect()
        } else {
            best.iter().map(|hit| hit.item).collect()
        };
    }

    /// Likewise, so that the one at `place` is among them, and says where it stands.
    pub fn at(&mut self, place: usize) -> Option<Goal> {
        if place >= self.order.len() && self.order.len() < self.hits.total {
            self.put_in_order((place + 1).next_power_of_two().max(2 * self.order.len()));
        }
        self.goal(place)
    }

    /// Where the one at `place` stands, which was put in order.
    pub fn goal(&self, place: usize) -> Option<Goal> {
        let &item = self.order.get(place)?;
        match &self.searched {
            Searched::Excerpts(_) => Some(Goal::Excerpt(ExcerptId::new(item))),
            Searched::Texts(full_text) => {
                let sentence = full_text.sentences.get(item)?;
                Some(Goal::Passage(sentence.document, sentence.range.clone()))
            }
        }
    }
}
