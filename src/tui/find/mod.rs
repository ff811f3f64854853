//! The finder: it lies over the screen and changes nothing below it until Enter.
//!
//! `finder` is the open finder; here is what stays when it closes: the queries of this run, and whether results are grouped.

pub mod draw;
mod finder;

use std::sync::Arc;

use self::finder::{Finder, Outcome};
use super::{
    action::{Action, Goal, Next},
    answer::Question,
    shared::{Shared, results::Results, walk::Walk},
};
use crate::{catalogue::ExcerptId, find::Hits};

/// The state of the finder.
#[derive(Debug)]
pub struct Find {
    /// None while it is closed.
    finder: Option<Finder>,
    /// The queries of this run, the last one last.
    history: Vec<String>,
    /// Whether the results of the next finder are grouped by claim.
    grouped: bool,
}

impl Default for Find {
    fn default() -> Self {
        Self { finder: None, history: Vec::new(), grouped: true }
    }
}

impl Find {
    /// Opens it with an empty line.
    pub fn open(&mut self) {
        self.finder = Some(Finder::new(self.grouped));
    }

    /// Whether it lies over the screen.
    pub fn is_open(&self) -> bool {
        self.finder.is_some()
    }

    /// Does the finder's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        let Some(finder) = &mut self.finder else { return Next::Pass(action) };
        if let (Some(found), Some(index)) = (&mut finder.found, &shared.index) {
            // So that a step or a page down never comes to an end before the hits do.
            found.at(&shared.catalogue, index, finder.chosen + Finder::PAGE);
        }
        match finder.update(&action, &shared.catalogue, &self.history) {
            Outcome::Stays => Next::Done,
            Outcome::Passes => Next::Pass(action),
            Outcome::Closes => {
                self.close();
                Next::Done
            }
            Outcome::Goes(excerpt) => self.walk_from(shared, excerpt),
        }
    }

    /// Whether `action` would do something now; `None` where that is no matter of the finder.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        let finder = self.finder.as_ref()?;
        match action {
            Action::Back => Some(true),
            Action::Find => Some(false),
            Action::Open | Action::Up | Action::Down | Action::Group => Some(finder.chosen_excerpt().is_some()),
            Action::Complete => Some(!finder.choices(&shared.catalogue).is_empty()),
            _ => None,
        }
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        self.finder.as_mut()?.ask(shared)
    }

    /// Shows the answer to a query, if it is still the one asked; goes on where Enter was pressed before it was there.
    pub fn take_in(&mut self, shared: &mut Shared, query: String, hits: Arc<Hits>) -> Next {
        let (Some(finder), Some(index)) = (&mut self.finder, &shared.index) else { return Next::Done };
        if finder.query() != query {
            return Next::Done;
        }
        finder.take_in(Results::new(&shared.catalogue, index, query, hits, finder.grouped));
        match finder.arrive() {
            Outcome::Goes(excerpt) => self.walk_from(shared, excerpt),
            _ => Next::Done,
        }
    }

    /// Another edition of the catalogue is shown; the line stays.
    pub fn carry_over(&mut self) {
        if let Some(finder) = &mut self.finder {
            finder.forget();
        }
    }

    /// Closes it and goes to the chosen `excerpt`; n and N then go through what was found.
    fn walk_from(&mut self, shared: &mut Shared, excerpt: ExcerptId) -> Next {
        if let Some(finder) = self.close() {
            shared.walk = finder.found.map(|found| Walk::hits(found, finder.chosen));
        }
        Next::Go(Goal::Excerpt(excerpt))
    }

    fn close(&mut self) -> Option<Finder> {
        let finder = self.finder.take()?;
        self.grouped = finder.grouped;
        let query = finder.query().trim();
        if !query.is_empty() {
            self.history.retain(|other| other != query);
            self.history.push(query.to_owned());
        }
        Some(finder)
    }
}
