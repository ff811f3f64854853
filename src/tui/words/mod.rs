//! Who is called what, as a table over the lines in which the words stand.
//!
//! Counting is done beside the loop, once an edition of the catalogue (`Counted`). Two lists share the table: the forms of one
//! subject (`List::Forms`), and the words that set the current outlet apart (`List::Apart`), of which the scores and the
//! lines of the word under the cursor are asked for when they come into sight. The column of the cursor is the current outlet,
//! which is that of all screens.
//!
//! `table` is what is counted and where the cursor is; here is what keys and mouse do to it; `arrange` says where things
//! stand.

mod arrange;
mod distinctive;
pub mod draw;
mod table;

use std::sync::Arc;

use ratatui::layout::Position;

use self::{
    arrange::Target,
    table::{List, WordTable},
};
use super::{
    action::{Action, Effect, Goal, Next},
    answer::Question,
    keys::Mode,
    kit::layout,
    shared::Shared,
};
use crate::{
    answers::words::{Counted, telling_apart},
    catalogue::{ExcerptId, NamingId, edit},
    compare::{corpus::WordSpot, distinctive::Distinctive},
};

/// The state of the screen: the table with its cursor, and what is in sight.
///
/// Invariants, restored by [`Words::settle`]: both cursors stand on lines that there are, and those in sight.
#[derive(Debug, Default)]
pub struct Words {
    table: WordTable,
    /// The first line of the table in sight.
    top: usize,
    /// The first of the concordance lines in sight.
    top_spot: usize,
}

impl Words {
    /// Where keys go.
    pub fn mode(&self) -> Mode {
        if self.table.in_lines { Mode::Lines } else { Mode::Words }
    }

    /// Does the screen's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        if let Some(by) = action.stride(self.height_in_use(shared)) {
            self.table.step(by);
            return Next::Done;
        }
        match action {
            Action::Left => shared.step_outlet(-1),
            Action::Right => shared.step_outlet(1),
            Action::PreviousEvent => self.step_subject(-1),
            Action::NextEvent => self.step_subject(1),
            Action::NextPane => self.table.in_lines = !self.table.in_lines,
            Action::Switch => {
                self.table.switch();
                self.top = 0;
            }
            Action::Parts => {
                shared.extent = shared.extent.other();
                self.table.forget();
                shared.message = Some(format!("counting {}", shared.extent.name()));
            }
            Action::Open if !self.table.in_lines => self.table.in_lines = true,
            Action::Open => return self.open_line(shared),
            Action::Back if self.table.in_lines && !shared.zoomed => self.table.in_lines = false,
            Action::Copy => {
                let excerpts: Vec<ExcerptId> = self.excerpt_under(shared).into_iter().collect();
                return shared.copy(&excerpts);
            }
            Action::Edit => {
                let naming = self.naming().map(|naming| shared.catalogue.namings[naming].place);
                return naming.map_or(Next::Done, |place| Next::Outside(Effect::Edit(place)));
            }
            Action::Except => return self.except(shared),
            Action::Click(position) => self.click(shared, position),
            Action::Wheel(position, down) => self.wheel(shared, position, if down { 1 } else { -1 }),
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Whether `action` would do something now; `None` where that is no matter of this screen.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        match action {
            Action::Back if self.table.in_lines => Some(true),
            Action::PreviousEvent | Action::NextEvent | Action::Except => Some(self.table.list == List::Forms),
            Action::Open | Action::NextPane => Some(self.table.spots(shared.outlet).is_some_and(|spots| !spots.is_empty())),
            Action::Copy => Some(self.excerpt_under(shared).is_some()),
            Action::Edit => Some(self.table.forms().is_some()),
            Action::Zoom | Action::Switch | Action::Parts => Some(true),
            _ => None,
        }
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        self.table.ask(&shared.catalogue, shared.extent, shared.outlet)
    }

    /// Takes in what was counted.
    pub fn take_in_counts(&mut self, counted: Arc<Counted>) {
        self.table.counted = Some(counted);
    }

    /// Takes in the scores of an outlet, where they are still wanted.
    pub fn take_in_scores(&mut self, scores: Arc<Distinctive>) {
        self.table.take_in_scores(scores);
    }

    /// Takes in the lines of a word, where they are still wanted.
    pub fn take_in_lines(&mut self, word: &str, spots: &[WordSpot]) {
        self.table.take_in_lines(word, spots);
    }

    /// Another edition of the catalogue is shown; list and subject stay.
    pub fn carry_over(&mut self) {
        self.table.forget();
    }

    /// Restores the invariants.
    pub fn settle(&mut self, shared: &Shared) {
        if self.table.settle(shared.outlet) {
            self.top_spot = 0;
        }
        let table_height = usize::from(arrange::rows(shared, &self.table).height);
        let lines_height = usize::from(arrange::lines(shared, &self.table).height);
        let spots = self.table.spots(shared.outlet).map_or(0, <[WordSpot]>::len);
        self.top = layout::scroll(self.top, self.table.line, self.table.height(shared.outlet), table_height);
        self.top_spot = layout::scroll(self.top_spot, self.table.spot, spots, lines_height);
    }

    /// The subject whose forms are listed.
    pub fn naming(&self) -> Option<NamingId> {
        self.table.forms().map(|subject| subject.naming)
    }

    /// How many lines are in sight of what the keys move in.
    fn height_in_use(&self, shared: &Shared) -> usize {
        let area = if self.table.in_lines { arrange::lines(shared, &self.table) } else { arrange::rows(shared, &self.table) };
        usize::from(area.height)
    }

    fn step_subject(&mut self, by: isize) {
        if self.table.step_subject(by) {
            self.top = 0;
        }
    }

    /// The excerpt under the cursor of the lines, where only excerpts were read.
    fn excerpt_under(&self, shared: &Shared) -> Option<ExcerptId> {
        self.table.spot_under(shared.outlet).filter(|_| self.table.in_lines)?.excerpt
    }

    /// Goes to the place of the line under the cursor: in its document, or where only excerpts were read to its excerpt.
    fn open_line(&self, shared: &mut Shared) -> Next {
        let Some(spot) = self.table.spot_under(shared.outlet) else { return Next::Done };
        let Some(excerpt) = spot.excerpt else {
            return Next::Go(Goal::Passage(spot.document, spot.range.clone()));
        };
        let spots = self.table.spots(shared.outlet).unwrap_or_default();
        let mut excerpts: Vec<ExcerptId> = spots.iter().filter_map(|spot| spot.excerpt).collect();
        excerpts.dedup();
        let at = excerpts.iter().position(|&other| other == excerpt).unwrap_or(0);
        shared.walk_counted(self.name(shared), excerpts, at)
    }

    /// Has the words around the form under the cursor made an exception of its subject.
    fn except(&self, shared: &mut Shared) -> Next {
        let (Some(spot), Some(counted)) = (self.table.spot_under(shared.outlet), &self.table.counted) else { return Next::Done };
        let Some(subject) = self.table.forms().filter(|_| self.table.list == List::Forms) else {
            shared.message = Some("only a form of a subject has exceptions; d shows the forms".to_owned());
            return Next::Done;
        };
        let Some(phrase) = telling_apart(counted, self.table.subject, spot) else {
            shared.message = Some("nothing stands around it that could tell it apart".to_owned());
            return Next::Done;
        };
        let told =
            format!("“{phrase}” is an exception of “{}” now; u takes it back", shared.catalogue.namings[subject.naming].title);
        Next::Outside(Effect::Write { rounds: edit::except(&shared.catalogue, subject.naming, &phrase), told })
    }

    /// "“regime” in Bay Courier": what the number under the cursor counts.
    fn name(&self, shared: &Shared) -> String {
        let outlet = shared.outlet_name();
        let form = |line: usize| Some(self.table.forms()?.forms.get(line.checked_sub(1)?)?.form.as_str());
        match self.table.list {
            List::Apart => match self.table.word(shared.outlet) {
                Some(word) => format!("“{word}” in {outlet}, then in the rest"),
                None => format!("Words of {outlet}"),
            },
            List::Forms => match form(self.table.line) {
                Some(form) => format!("“{form}” in {outlet}"),
                None => format!("All forms in {outlet}"),
            },
        }
    }

    fn click(&mut self, shared: &mut Shared, position: Position) {
        let Some(target) = arrange::target(shared, self, position) else { return };
        self.table.in_lines = matches!(target, Target::Line(_));
        match target {
            Target::Subject(place) => {
                if self.table.choose_subject(place) {
                    self.top = 0;
                }
            }
            Target::Row(line, outlet) => {
                self.table.line = line;
                if let Some(outlet) = outlet {
                    shared.choose_outlet(outlet);
                }
            }
            Target::Line(line) => self.table.spot = line,
        }
    }

    fn wheel(&mut self, shared: &Shared, position: Position, by: isize) {
        let Some(target) = arrange::target(shared, self, position) else { return };
        self.table.in_lines = matches!(target, Target::Line(_));
        match target {
            Target::Subject(_) => self.step_subject(by),
            Target::Row(..) | Target::Line(_) => self.table.step(by),
        }
    }
}
