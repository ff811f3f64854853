//! All keys, as the table of keys has them: the list over the screen, its filter, what Enter does there.

pub mod draw;

use tui_input::Input;

use super::{
    action::{Action, Next},
    bindings::{BINDINGS, Binding},
    keys::Mode,
    kit::field,
};
use crate::text::fold::fold;

/// The list of keys, while it is open.
#[derive(Debug)]
pub struct Help {
    /// The mode that it lies over.
    below: Mode,
    /// What was typed to filter it.
    filter: Input,
    /// The chosen line.
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
            Action::Down => self.chosen = (self.chosen + 1).min(self.lines().len().saturating_sub(1)),
            Action::Back => return Outcome::Closes(None),
            Action::Open => return Outcome::Closes(self.lines().get(self.chosen).map(|binding| binding.action.clone())),
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

    /// The lines that the filter leaves; those that work on the screen below come first.
    fn lines(&self) -> Vec<&'static Binding> {
        let wanted = fold(self.filter.value()).into_owned();
        let matches = |binding: &&Binding| {
            let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
            fold(&format!("{} {}", keys.join(" "), binding.long)).contains(&wanted)
        };
        let (mut here, elsewhere): (Vec<_>, Vec<_>) =
            BINDINGS.iter().filter(matches).partition(|binding| binding.modes.contains(&self.below));
        here.extend(elsewhere);
        here
    }
}
