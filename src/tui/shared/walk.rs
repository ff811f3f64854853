//! What n and N go through: the hits of a search, the excerpts behind a number, or the places to look at for a claim.

use std::ops::Range;

use super::results::Results;
use crate::{
    catalogue::{ClaimId, DocumentId, ExcerptId, OutletId},
    find::Marks,
    tui::action::Goal,
};

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
    /// Where an outlet likeliest speaks of a claim, whose title this is.
    Places(String, (ClaimId, OutletId), Vec<Suggested>),
}

/// A place to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// In which document.
    pub document: DocumentId,
    /// Bytes of its text.
    pub range: Range<usize>,
    /// The words that speak for it, as they stand there.
    pub words: Vec<String>,
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

    /// Through the places of an outlet's documents that likeliest bear on the claim of this title.
    pub fn places(title: String, looked_for: (ClaimId, OutletId), places: Vec<Suggested>) -> Self {
        Self { route: Route::Places(title, looked_for, places), at: 0 }
    }

    /// The claim that is looked for, and the outlet in whose documents.
    pub const fn looked_for(&self) -> Option<(ClaimId, OutletId)> {
        match &self.route {
            Route::Places(_, looked_for, _) => Some(*looked_for),
            Route::Hits(_) | Route::Counted(..) => None,
        }
    }

    /// The places to look at for a claim, its title, and which of them is current; none of another walk.
    pub fn suggested(&self) -> Option<(&str, &[Suggested], usize)> {
        match &self.route {
            Route::Places(title, _, places) => Some((title, places, self.at)),
            Route::Hits(_) | Route::Counted(..) => None,
        }
    }

    /// Goes `by` further and says where that is.
    ///
    /// # Errors
    ///
    /// Says that there is none.
    pub fn step(&mut self, by: isize) -> Result<Goal, &'static str> {
        let first = match &self.route {
            Route::Hits(_) => "this is the first hit",
            Route::Counted(..) | Route::Places(..) => "this is the first of them",
        };
        let next = self.at.checked_add_signed(by).ok_or(first)?;
        let goal = match &mut self.route {
            Route::Hits(found) => found.at(next).ok_or("this is the last hit")?,
            Route::Counted(_, excerpts) => excerpts.get(next).copied().map(Goal::Excerpt).ok_or("this is the last of them")?,
            Route::Places(_, _, places) => {
                let place = places.get(next).ok_or("this is the last of them: - settles the cell as silent")?;
                Goal::Passage(place.document, place.range.clone())
            }
        };
        self.at = next;
        Ok(goal)
    }

    /// "hit 2 of 5 for storm".
    pub fn place(&self) -> String {
        let at = self.at + 1;
        match &self.route {
            Route::Hits(found) => format!("hit {at} of {} for {}", found.hits.total, found.query),
            Route::Places(title, _, places) => format!("place {at} of {}: a files, - is silent: “{title}”", places.len()),
            Route::Counted(what, excerpts) => format!("excerpt {at} of {}: {what}", excerpts.len()),
        }
    }

    /// The words that were looked for.
    pub fn marks(&self) -> Option<&Marks> {
        match &self.route {
            Route::Hits(found) => Some(&found.hits.marks),
            Route::Counted(..) | Route::Places(..) => None,
        }
    }
}
