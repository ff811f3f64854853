//! What n and N go through: the hits of a search, or the excerpts behind a number.

use super::results::Results;
use crate::{catalogue::ExcerptId, find::Marks, tui::action::Goal};

/// Excerpts or sentences in an order, and which of them is current.
#[derive(Debug, Clone)]
pub struct Walk {
    route: Route,
    at: usize,
}

#[derive(Debug, Clone)]
enum Route {
    /// What a search found.
    Hits(Results),
    /// What a number counted, and what it was the number of.
    Counted(String, Vec<ExcerptId>),
}

impl Walk {
    /// Through what a search found; the one at `at` is current.
    pub fn hits(found: Results, at: usize) -> Self {
        Self { route: Route::Hits(found), at }
    }

    /// Through the excerpts that were counted for `what`; the one at `at` is current.
    pub fn counted(what: String, excerpts: Vec<ExcerptId>, at: usize) -> Self {
        Self { route: Route::Counted(what, excerpts), at }
    }

    /// Goes `by` further and says where that is.
    ///
    /// # Errors
    ///
    /// Says that there is none.
    pub fn step(&mut self, by: isize) -> Result<Goal, &'static str> {
        let first = match &self.route {
            Route::Hits(_) => "this is the first hit",
            Route::Counted(..) => "this is the first of them",
        };
        let next = self.at.checked_add_signed(by).ok_or(first)?;
        let goal = match &mut self.route {
            Route::Hits(found) => found.at(next).ok_or("this is the last hit")?,
            Route::Counted(_, excerpts) => excerpts.get(next).copied().map(Goal::Excerpt).ok_or("this is the last of them")?,
        };
        self.at = next;
        Ok(goal)
    }

    /// "hit 2 of 5 for storm".
    pub fn place(&self) -> String {
        let at = self.at + 1;
        match &self.route {
            Route::Hits(found) => format!("hit {at} of {} for {}", found.hits.total, found.query),
            Route::Counted(what, excerpts) => format!("excerpt {at} of {}: {what}", excerpts.len()),
        }
    }

    /// The words that were looked for.
    pub fn marks(&self) -> Option<&Marks> {
        match &self.route {
            Route::Hits(found) => Some(&found.hits.marks),
            Route::Counted(..) => None,
        }
    }
}
