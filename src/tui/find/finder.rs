//! The open finder: a line to type into, and what it finds.
//!
//! Every change of the line asks a question beside the loop. Until the answer is there the last one stays, so that nothing
//! flickers. Each answer keeps the excerpt or sentence that the person has chosen if it is still there; who has chosen none
//! stays at the best one.

use std::{ops::Range, sync::Arc};

use tui_input::{Input, InputRequest};

use crate::{
    catalogue::Catalogue,
    find::{Completion, completions},
    tui::{
        action::{Action, Goal},
        answer::Question,
        kit::field,
        shared::{
            Shared,
            results::{Results, Searched},
        },
    },
};

/// The finder, while it is open.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// The line.
    pub(super) field: Input,
    /// Whether the results are grouped.
    pub(super) grouped: bool,
    /// Whether it looks in the texts, and not in the excerpts.
    pub(super) in_texts: bool,
    /// The line and the grouping that were asked for last.
    asked: Option<(String, bool)>,
    /// What the last search found.
    pub(super) found: Option<Results>,
    /// Which of its results is chosen.
    pub(super) chosen: usize,
    /// The query of the history that is in the line; none where it is being typed.
    recalled: Option<Recalled>,
    /// Whether Enter was pressed before the answer to the line was there.
    going: bool,
    /// What Tab goes through: the line as it was typed, where it is replaced, and the last choice.
    completing: Option<Completing>,
}

#[derive(Debug)]
struct Recalled {
    /// How many queries back.
    back: usize,
    /// What had been typed before.
    typed: String,
}

#[derive(Debug)]
struct Completing {
    typed: String,
    cursor: usize,
    choice: usize,
}

/// What a key did to the finder.
pub(super) enum Outcome {
    /// Nothing beyond the finder.
    Stays,
    /// Nothing at all: the finder has no part in this.
    Passes,
    /// It closes, and nothing below changes.
    Closes,
    /// It closes and goes to what was chosen.
    Goes(Goal),
}

impl Finder {
    /// How far a page goes.
    pub(super) const PAGE: usize = 10;

    /// An open finder with an empty line; `grouped` as it was left.
    pub(super) fn new(grouped: bool) -> Self {
        Self { grouped, ..Self::default() }
    }

    /// The line as typed.
    pub(super) fn query(&self) -> &str {
        self.field.value()
    }

    /// What is in the line and nobody has asked for yet; nothing before there is what to look in.
    pub(super) fn ask(&mut self, shared: &Shared) -> Option<Question> {
        let searched = if self.in_texts {
            Searched::Texts(Arc::clone(shared.full_text.as_ref()?))
        } else {
            Searched::Excerpts(Arc::clone(shared.index.as_ref()?))
        };
        let wanted = (self.query().to_owned(), self.grouped);
        if self.asked.as_ref() == Some(&wanted) {
            return None;
        }
        let query = wanted.0.clone();
        self.asked = Some(wanted);
        Some(Question::Search(query, searched))
    }

    /// Forgets what was found, in an edition of the catalogue that is no longer shown or where it no longer looks.
    pub(super) fn forget(&mut self) {
        (self.found, self.asked) = (None, None);
    }

    /// Does what was meant. `history` holds the queries of this run, the last one last.
    pub(super) fn update(&mut self, action: &Action, catalogue: &Catalogue, history: &[String]) -> Outcome {
        if !matches!(action, Action::Complete) {
            self.completing = None;
        }
        self.going = false;
        match action {
            Action::Type(request) => self.edit(*request),
            Action::Paste(text) => {
                field::paste(&mut self.field, text);
                self.recalled = None;
            }
            Action::Older if self.chosen == 0 || self.recalled.is_some() => self.recall(history, true),
            Action::Newer if self.recalled.is_some() => self.recall(history, false),
            Action::Up | Action::Older => self.chosen = self.chosen.saturating_sub(1),
            Action::Down | Action::Newer => self.chosen = (self.chosen + 1).min(self.last()),
            Action::PageUp => self.chosen = self.chosen.saturating_sub(Self::PAGE),
            Action::PageDown => self.chosen = (self.chosen + Self::PAGE).min(self.last()),
            Action::Complete => self.complete(catalogue),
            Action::Group => self.grouped = !self.grouped,
            Action::Switch => {
                self.in_texts = !self.in_texts;
                self.chosen = 0;
                self.forget();
            }
            Action::Back => return Outcome::Closes,
            Action::Open => {
                self.going = true;
                return self.arrive();
            }
            _ => return Outcome::Passes,
        }
        Outcome::Stays
    }

    /// Takes in the answer to a query; what was chosen stays chosen where it is still there.
    pub(super) fn take_in(&mut self, found: Results) {
        let before = self.found.as_ref().and_then(|old| old.order.get(self.chosen)).copied();
        let same_query = self.found.as_ref().is_some_and(|old| old.query == found.query);
        let kept = before.filter(|_| self.chosen > 0 || same_query);
        self.chosen = kept.and_then(|item| found.order.iter().position(|&other| other == item)).unwrap_or(0);
        self.found = Some(found);
    }

    /// Goes to what was chosen if Enter was pressed and the answer to the line is there.
    pub(super) fn arrive(&self) -> Outcome {
        let answered = self.found.as_ref().is_some_and(|found| found.query == self.query());
        match self.goal() {
            Some(goal) if self.going && answered => Outcome::Goes(goal),
            _ => Outcome::Stays,
        }
    }

    /// Where Enter would go.
    pub(super) fn goal(&self) -> Option<Goal> {
        self.found.as_ref()?.goal(self.chosen)
    }

    fn last(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.order.len().saturating_sub(1))
    }

    fn edit(&mut self, request: InputRequest) {
        if self.field.handle(request).is_some_and(|changed| changed.value) {
            self.recalled = None;
        }
    }

    /// Puts an older or a newer query of this run into the line.
    fn recall(&mut self, history: &[String], older: bool) {
        let (back, typed) = match self.recalled.take() {
            None => (0, self.query().to_owned()),
            Some(Recalled { back, typed }) if older => ((back + 1).min(history.len().saturating_sub(1)), typed),
            Some(Recalled { back: 0, typed }) => {
                self.field = Input::new(typed);
                return;
            }
            Some(Recalled { back, typed }) => (back - 1, typed),
        };
        let Some(query) = history.iter().rev().nth(back) else { return };
        self.field = Input::new(query.clone());
        self.recalled = Some(Recalled { back, typed });
        self.chosen = 0;
    }

    /// What the word before the cursor can be completed to.
    pub(super) fn choices(&self, catalogue: &Catalogue) -> Vec<Completion> {
        completions(catalogue, self.query(), field::byte_of(self.query(), self.field.cursor()))
    }

    /// What Tab goes through and which of it is in the line, while it does.
    pub(super) fn completed(&self, catalogue: &Catalogue) -> Option<(Vec<Completion>, usize)> {
        let completing = self.completing.as_ref()?;
        let choices = completions(catalogue, &completing.typed, field::byte_of(&completing.typed, completing.cursor));
        let at = completing.choice.checked_rem(choices.len())?;
        Some((choices, at))
    }

    /// Completes the word before the cursor; again for the next choice.
    fn complete(&mut self, catalogue: &Catalogue) {
        let completing = self.completing.take().map_or_else(
            || Completing { typed: self.query().to_owned(), cursor: self.field.cursor(), choice: 0 },
            |last| Completing { choice: last.choice + 1, ..last },
        );
        let cursor = field::byte_of(&completing.typed, completing.cursor);
        let choices = completions(catalogue, &completing.typed, cursor);
        let Some(choice) = choices.get(completing.choice % choices.len().max(1)) else { return };
        let mut line = completing.typed.clone();
        let Range { start, end } = choice.range.clone();
        line.replace_range(start..end, &choice.text);
        let cursor = line[..start + choice.text.len()].chars().count();
        self.field = Input::new(line).with_cursor(cursor);
        self.completing = (choices.len() > 1).then_some(completing);
    }
}
