//! What the finder does to the state, and walking through what was found.

use std::sync::Arc;

use super::App;
use crate::{
    catalogue::ExcerptId,
    find::{Hits, Marks},
    tui::{
        action::{Action, Effect, Screen},
        finder::{Finder, Found, Outcome},
        walk::Walk,
    },
};

impl App {
    pub(super) fn update_finder(&mut self, action: Action) -> Option<Effect> {
        let finder = self.finder.as_mut()?;
        if let (Some(found), Some(index)) = (&mut finder.found, &self.index) {
            // So that a step or a page down never comes to an end before the hits do.
            found.at(&self.catalogue, index, finder.chosen + Finder::PAGE);
        }
        match finder.update(&action, &self.catalogue, &self.history) {
            Outcome::Stays => self.update_anywhere(action),
            Outcome::Search => Some(Effect::Search(finder.query().to_owned())),
            Outcome::Closes => {
                self.close_finder();
                None
            }
            Outcome::Goes(excerpt) => {
                self.walk_from(excerpt);
                None
            }
        }
    }

    /// Closes the finder and goes to the chosen `excerpt`; n and N then go through what was found.
    fn walk_from(&mut self, excerpt: ExcerptId) {
        if let Some(finder) = self.close_finder() {
            self.walk = finder.found.map(|found| Walk::hits(found, finder.chosen));
        }
        self.compare_at(excerpt);
    }

    pub(super) fn close_finder(&mut self) -> Option<Finder> {
        let finder = self.finder.take()?;
        self.grouped = finder.grouped;
        let query = finder.query().trim();
        if !query.is_empty() {
            self.history.retain(|other| other != query);
            self.history.push(query.to_owned());
        }
        Some(finder)
    }

    /// Shows the answer to a query, if it is still the one asked.
    pub(super) fn take_in_hits(&mut self, query: String, hits: Arc<Hits>) {
        let (Some(finder), Some(index)) = (self.finder.as_mut(), &self.index) else { return };
        if finder.query() == query {
            finder.take_in(Found::new(&self.catalogue, index, query, hits, finder.grouped));
            if let Outcome::Goes(excerpt) = finder.arrive() {
                self.walk_from(excerpt);
            }
        }
    }

    /// Goes to `excerpt` among the excerpts of its claim.
    pub(super) fn compare_at(&mut self, excerpt: ExcerptId) {
        self.compare();
        self.go_to_excerpt(excerpt);
    }

    /// Goes to the one at `at` of the `excerpts` that were counted for `what`; n and N then go through them.
    pub(in crate::tui) fn compare_counted(&mut self, what: String, excerpts: Vec<ExcerptId>, at: usize) {
        let Some(&excerpt) = excerpts.get(at) else {
            self.message = Some(format!("no excerpt: {what}"));
            return;
        };
        let walk = Walk::counted(what, excerpts, at);
        self.message = Some(walk.place());
        self.walk = Some(walk);
        self.compare_at(excerpt);
    }

    pub(super) fn go_to_excerpt(&mut self, id: ExcerptId) {
        let excerpt = &self.catalogue.excerpts[id];
        let (claim, outlet) = (excerpt.claim, self.catalogue.outlet_of(excerpt));
        self.widen_for(Some(claim));
        self.go(Some(claim));
        self.outlet = outlet;
        self.nth = self.cell().and_then(|cell| cell.excerpts.iter().position(|&other| other == id)).unwrap_or(0);
    }

    /// Goes on to another hit and shows it where the screen shows excerpts: in Read in its document, else beside the others.
    pub(super) fn step_hit(&mut self, by: isize) -> Option<Effect> {
        let Some(walk) = &mut self.walk else {
            self.message = Some("nothing to walk: `/` finds excerpts, n and N go through them".to_owned());
            return None;
        };
        let excerpt = match walk.step(by, &self.catalogue, self.index.as_deref()) {
            Ok(excerpt) => excerpt,
            Err(end) => {
                self.message = Some(end.to_owned());
                return None;
            }
        };
        self.message = Some(walk.place());
        match self.screen {
            Screen::Compare | Screen::Matrix => self.go_to_excerpt(excerpt),
            Screen::Words | Screen::Voices => self.compare_at(excerpt),
            Screen::Read => {
                self.go_to_excerpt(excerpt);
                return self.open_document(self.catalogue.excerpts[excerpt].document, Some(excerpt));
            }
        }
        None
    }

    /// What to mark in texts: the words looked for.
    pub(in crate::tui) fn marks(&self) -> Option<&Marks> {
        let finding = self.finder.as_ref().and_then(|finder| finder.found.as_ref());
        finding.map(|found| &found.hits.marks).or_else(|| self.walk.as_ref()?.marks())
    }
}
