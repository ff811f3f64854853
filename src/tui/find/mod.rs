//! The finder: it lies over the screen and changes nothing below it until Enter.
//!
//! `finder` is the open finder; here is what stays when it closes: the queries of this run, and whether results are grouped.
//! `draw` draws it, `passage` what it finds in the texts.

pub mod draw;
mod finder;
mod passage;

use std::{mem, sync::Arc};

use self::finder::{Finder, Outcome};
use super::{
    action::{Action, Goal, Next},
    answer::Question,
    shared::{
        Shared,
        results::{Results, Searched},
        walk::Walk,
    },
};
use crate::find::Hits;

/// The state of the finder.
#[derive(Debug)]
pub struct Find {
    /// None while it is closed.
    finder: Option<Finder>,
    /// The queries of this run, the last one last.
    history: Vec<String>,
    /// Whether the results of the next finder are grouped.
    grouped: bool,
    /// Whether the texts of this edition of the catalogue were asked for.
    reading: bool,
}

impl Default for Find {
    fn default() -> Self {
        Self { finder: None, history: Vec::new(), grouped: true, reading: false }
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
        if let Some(found) = &mut finder.found {
            // So that a step or a page down never comes to an end before the hits do.
            found.at(finder.chosen + Finder::PAGE);
        }
        match finder.update(&action, &shared.catalogue, &self.history) {
            Outcome::Stays => Next::Done,
            Outcome::Passes => Next::Pass(action),
            Outcome::Closes => {
                self.close();
                Next::Done
            }
            Outcome::Goes(goal) => self.walk_from(shared, goal),
        }
    }

    /// Whether `action` would do something now; `None` where that is no matter of the finder.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        let finder = self.finder.as_ref()?;
        match action {
            Action::Back | Action::Switch => Some(true),
            Action::Find => Some(false),
            Action::Open | Action::Up | Action::Down | Action::Group => Some(finder.goal().is_some()),
            Action::Complete => Some(!finder.choices(&shared.catalogue).is_empty()),
            _ => None,
        }
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        let finder = self.finder.as_mut()?;
        if finder.in_texts && shared.full_text.is_none() {
            let asked = mem::replace(&mut self.reading, true);
            return (!asked).then(|| Question::ReadTexts(Arc::clone(&shared.catalogue)));
        }
        finder.ask(shared)
    }

    /// Shows the answer to a query, if it is still the one asked; goes on where Enter was pressed before it was there.
    pub fn take_in(&mut self, shared: &mut Shared, query: String, searched: Searched, hits: Arc<Hits>) -> Next {
        let Some(finder) = &mut self.finder else { return Next::Done };
        if finder.query() != query || finder.in_texts != searched.is_texts() {
            return Next::Done;
        }
        finder.take_in(Results::new(searched, query, hits, finder.grouped));
        match finder.arrive() {
            Outcome::Goes(goal) => self.walk_from(shared, goal),
            _ => Next::Done,
        }
    }

    /// Another edition of the catalogue is shown; the line stays.
    pub fn carry_over(&mut self) {
        self.reading = false;
        if let Some(finder) = &mut self.finder {
            finder.forget();
        }
    }

    /// Closes it and goes to what was chosen; n and N then go through what was found.
    fn walk_from(&mut self, shared: &mut Shared, goal: Goal) -> Next {
        if let Some(finder) = self.close() {
            shared.walk = finder.found.map(|found| Walk::hits(found, finder.chosen));
        }
        Next::Go(goal)
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
