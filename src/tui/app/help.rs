//! The list of keys: its lines, its filter, what Enter does there.

use tui_input::Input;

use super::App;
use crate::{
    text::fold::fold,
    tui::{
        action::{Action, Effect, Pane, Screen},
        bindings::{BINDINGS, Binding},
        finder::type_line,
        keys::Mode,
    },
};

/// The list of keys, while it is open.
#[derive(Debug, Default)]
pub struct Help {
    /// What was typed to filter it.
    pub filter: Input,
    /// The chosen line.
    pub chosen: usize,
}

impl App {
    pub(super) fn update_help(&mut self, action: Action) -> Option<Effect> {
        let lines = self.help_lines();
        let help = self.help.as_mut()?;
        match action {
            Action::Up => help.chosen = help.chosen.saturating_sub(1),
            Action::Down => help.chosen = (help.chosen + 1).min(lines.len().saturating_sub(1)),
            Action::Back => self.help = None,
            Action::Open => {
                let chosen = lines.get(help.chosen).map(|binding| binding.action.clone());
                self.help = None;
                return chosen.and_then(|action| self.update_shown(action));
            }
            Action::Type(request) => {
                help.filter.handle(request);
                help.chosen = 0;
            }
            Action::Paste(text) => {
                type_line(&mut help.filter, &text);
                help.chosen = 0;
            }
            other => return self.update_anywhere(other),
        }
        None
    }

    /// The lines of the list of keys that its filter leaves; those that work on the screen below come first.
    pub(in crate::tui) fn help_lines(&self) -> Vec<&'static Binding> {
        let Some(help) = &self.help else { return Vec::new() };
        let below = self.mode_below();
        let wanted = fold(help.filter.value()).into_owned();
        let matches = |binding: &&Binding| {
            let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
            fold(&format!("{} {}", keys.join(" "), binding.long)).contains(&wanted)
        };
        let (mut here, elsewhere): (Vec<_>, Vec<_>) =
            BINDINGS.iter().filter(matches).partition(|binding| binding.modes.contains(&below));
        here.extend(elsewhere);
        here
    }

    /// The mode that the list of keys lies over.
    pub(in crate::tui) fn mode_below(&self) -> Mode {
        match (self.screen, self.pane) {
            (Screen::Compare, Pane::Claims) => Mode::Claims,
            (Screen::Compare, Pane::Excerpts) => Mode::Excerpts,
            (Screen::Matrix, _) => Mode::Matrix,
            (Screen::Read, _) => Mode::Read,
            (Screen::Words, _) if self.words.in_lines => Mode::Lines,
            (Screen::Words, _) => Mode::Words,
            (Screen::Voices, _) => Mode::Voices,
        }
    }
}
