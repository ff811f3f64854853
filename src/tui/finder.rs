//! The finder: a line to type into, and what it finds.
//!
//! The finder lies over the screen and changes nothing below it until Enter. Searching itself is done beside the loop: every
//! change of the line asks for it ([`super::action::Effect::Search`]) and the answer comes back as an action. Until then the last
//! answer stays, so that nothing flickers. Each answer keeps the excerpt that the person has chosen if it is still there; who has
//! chosen none stays at the best one.

use std::{ops::Range, sync::Arc};

use tui_input::{Input, InputRequest};

use super::action::Action;
use crate::{
    catalogue::{Catalogue, ExcerptId},
    find::{Hits, Index, SCREENFUL, completions},
};

/// The finder, while it is open.
#[derive(Debug, Default)]
pub struct Finder {
    /// The line.
    pub(super) field: Input,
    /// Whether the results are grouped by claim.
    pub(super) grouped: bool,
    /// What the last search found.
    pub(super) found: Option<Found>,
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

/// The answer to a query, and the excerpts in the order shown.
#[derive(Debug, Clone)]
pub struct Found {
    /// The answer.
    pub(super) hits: Arc<Hits>,
    /// What was typed.
    pub(super) query: String,
    /// The excerpts in order, as far as they were put in order.
    pub(super) order: Vec<ExcerptId>,
    /// Whether the excerpts of a claim stand together in it.
    pub(super) grouped: bool,
}

impl Found {
    /// Takes an answer in, the best of it in order.
    pub(super) fn new(catalogue: &Catalogue, index: &Index, query: String, hits: Arc<Hits>, grouped: bool) -> Self {
        let mut found = Self { hits, query, order: Vec::new(), grouped };
        found.put_in_order(catalogue, index, SCREENFUL);
        found
    }

    /// Puts at least `count` hits in order, if there are so many.
    pub(super) fn put_in_order(&mut self, catalogue: &Catalogue, index: &Index, count: usize) {
        let best = self.hits.first(index, count);
        self.order = if self.grouped {
            self.hits.groups(catalogue, index, &best).iter().flat_map(|group| &group.hits).map(|hit| hit.excerpt).collect()
        } else {
            best.iter().map(|hit| hit.excerpt).collect()
        };
    }

    /// Likewise, so that the one at `place` is among them, and returns it.
    pub(super) fn at(&mut self, catalogue: &Catalogue, index: &Index, place: usize) -> Option<ExcerptId> {
        if place >= self.order.len() && self.order.len() < self.hits.total {
            self.put_in_order(catalogue, index, (place + 1).next_power_of_two().max(2 * self.order.len()));
        }
        self.order.get(place).copied()
    }
}

/// What a key did to the finder.
pub(super) enum Outcome {
    /// Nothing beyond the finder.
    Stays,
    /// The line is another one.
    Search,
    /// It closes, and nothing below changes.
    Closes,
    /// It closes and goes to the chosen excerpt.
    Goes(ExcerptId),
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

    /// Does what was meant. `history` holds the queries of this run, the last one last.
    pub(super) fn update(&mut self, action: &Action, catalogue: &Catalogue, history: &[String]) -> Outcome {
        if !matches!(action, Action::Complete) {
            self.completing = None;
        }
        self.going = false;
        match action {
            Action::Type(request) => return self.edit(*request),
            Action::Paste(text) => {
                type_line(&mut self.field, text);
                return self.edited();
            }
            Action::Older if self.chosen == 0 || self.recalled.is_some() => return self.recall(history, true),
            Action::Newer if self.recalled.is_some() => return self.recall(history, false),
            Action::Up | Action::Older => self.chosen = self.chosen.saturating_sub(1),
            Action::Down | Action::Newer => self.chosen = (self.chosen + 1).min(self.last()),
            Action::PageUp => self.chosen = self.chosen.saturating_sub(Self::PAGE),
            Action::PageDown => self.chosen = (self.chosen + Self::PAGE).min(self.last()),
            Action::Complete => return self.complete(catalogue),
            Action::Group => {
                self.grouped = !self.grouped;
                return Outcome::Search;
            }
            Action::Back => return Outcome::Closes,
            Action::Open => {
                self.going = true;
                return self.arrive();
            }
            _ => {}
        }
        Outcome::Stays
    }

    /// Takes in the answer to a query; the chosen excerpt stays chosen where it is still there.
    pub(super) fn take_in(&mut self, found: Found) {
        let before = self.chosen_excerpt();
        let same_query = self.found.as_ref().is_some_and(|old| old.query == found.query);
        let kept = before.filter(|_| self.chosen > 0 || same_query);
        self.chosen = kept.and_then(|excerpt| found.order.iter().position(|&other| other == excerpt)).unwrap_or(0);
        self.found = Some(found);
    }

    /// Goes to the chosen excerpt if Enter was pressed and the answer to the line is there.
    pub(super) fn arrive(&self) -> Outcome {
        let answered = self.found.as_ref().is_some_and(|found| found.query == self.query());
        match self.chosen_excerpt() {
            Some(excerpt) if self.going && answered => Outcome::Goes(excerpt),
            _ => Outcome::Stays,
        }
    }

    /// The excerpt that Enter would go to.
    pub(super) fn chosen_excerpt(&self) -> Option<ExcerptId> {
        self.found.as_ref()?.order.get(self.chosen).copied()
    }

    fn last(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.order.len().saturating_sub(1))
    }

    fn edit(&mut self, request: InputRequest) -> Outcome {
        match self.field.handle(request) {
            Some(changed) if changed.value => self.edited(),
            _ => Outcome::Stays,
        }
    }

    fn edited(&mut self) -> Outcome {
        self.recalled = None;
        Outcome::Search
    }

    /// Puts an older or a newer query of this run into the line.
    fn recall(&mut self, history: &[String], older: bool) -> Outcome {
        let (back, typed) = match self.recalled.take() {
            None => (0, self.query().to_owned()),
            Some(Recalled { back, typed }) if older => ((back + 1).min(history.len().saturating_sub(1)), typed),
            Some(Recalled { back: 0, typed }) => {
                self.field = Input::new(typed);
                return Outcome::Search;
            }
            Some(Recalled { back, typed }) => (back - 1, typed),
        };
        let Some(query) = history.iter().rev().nth(back) else { return Outcome::Stays };
        self.field = Input::new(query.clone());
        self.recalled = Some(Recalled { back, typed });
        self.chosen = 0;
        Outcome::Search
    }

    /// Completes the word before the cursor; again for the next choice.
    fn complete(&mut self, catalogue: &Catalogue) -> Outcome {
        let completing = self.completing.take().map_or_else(
            || Completing { typed: self.query().to_owned(), cursor: self.field.cursor(), choice: 0 },
            |last| Completing { choice: last.choice + 1, ..last },
        );
        let cursor = byte_of(&completing.typed, completing.cursor);
        let choices = completions(catalogue, &completing.typed, cursor);
        let Some(choice) = choices.get(completing.choice % choices.len().max(1)) else { return Outcome::Stays };
        let mut line = completing.typed.clone();
        let Range { start, end } = choice.range.clone();
        line.replace_range(start..end, &choice.text);
        let cursor = line[..start + choice.text.len()].chars().count();
        self.field = Input::new(line).with_cursor(cursor);
        self.completing = (choices.len() > 1).then_some(completing);
        Outcome::Search
    }
}

/// The byte at which the code point `cursor` begins.
fn byte_of(text: &str, cursor: usize) -> usize {
    text.char_indices().nth(cursor).map_or(text.len(), |(at, _)| at)
}

/// Types `text` into a field of one line.
pub(super) fn type_line(field: &mut Input, text: &str) {
    let typed: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()).collect();
    let cursor = field.cursor();
    let mut line = field.value().to_owned();
    line.insert_str(byte_of(&line, cursor), &typed);
    *field = std::mem::take(field).with_value(line).with_cursor(cursor + typed.chars().count());
}
