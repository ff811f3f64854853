//! All keys that work on the screen below, as the table of keys has them: the list over it, its filter, what Enter does there.

pub mod draw;
mod entries;

use tui_input::Input;

use self::entries::Entry;
use super::{
    action::{Action, Next},
    keys::Mode,
    kit::field,
};

/// The list of keys, while it is open.
#[derive(Debug)]
pub struct Help {
    /// The mode that it lies over.
    below: Mode,
    /// What was typed to filter it.
    filter: Input,
    /// The chosen line, among all of them whatever they are for.
    chosen: usize,
}

/// What a key did to the list.
pub enum Outcome {
    /// It stays, and this is left to do.
    Stays(Next),
    /// It closes, and this is to be done on the screen below.
    Closes(Option<Action>),
}

impl Help {
    /// The list of keys over a screen in the mode `below`.
    pub fn new(below: Mode) -> Self {
        Self { below, filter: Input::default(), chosen: 0 }
    }

    /// Does the list's part of `action`.
    pub fn update(&mut self, action: Action) -> Outcome {
        match action {
            Action::Up => self.chosen = self.chosen.saturating_sub(1),
            Action::Down => self.chosen = (self.chosen + 1).min(self.entries().count().saturating_sub(1)),
            Action::Back => return Outcome::Closes(None),
            Action::Open => return Outcome::Closes(self.entries().nth(self.chosen).and_then(|entry| entry.action())),
            Action::Type(request) => {
                // Moving the cursor changes no line.
                if self.filter.handle(request).is_some_and(|changed| changed.value) {
                    self.chosen = 0;
                }
            }
            Action::Paste(text) => {
                field::paste(&mut self.filter, &text);
                self.chosen = 0;
            }
            other => return Outcome::Stays(Next::Pass(other)),
        }
        Outcome::Stays(Next::Done)
    }

    /// The lines that the filter leaves, under what they are for.
    fn groups(&self) -> Vec<(&'static str, Vec<Entry>)> {
        entries::grouped(self.below, self.filter.value())
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        self.groups().into_iter().flat_map(|(_, entries)| entries)
    }
}
