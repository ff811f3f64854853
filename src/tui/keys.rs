//! What a key means, by the table of [`super::bindings`], which dispatch, footer and help all read.
//!
//! Three steps are kept apart: what was pressed ([`Key`]), what the person meant ([`Action`]), what the program does
//! ([`super::app::App::update`]). A key means one thing in one [`Mode`]; a test holds the table to it. In a mode with a text
//! field, what the table does not claim is typed into the field, edited as in readline.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

use super::{action::Action, bindings::BINDINGS};

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The list of claims.
    Claims,
    /// The excerpts of a claim.
    Excerpts,
    /// The table claims × outlets.
    Matrix,
    /// A document.
    Read,
    /// The table of words.
    Words,
    /// The lines in which words stand.
    Lines,
    /// The table speakers × outlets.
    Voices,
    /// The line of the finder and what it finds.
    Find,
    /// The list of keys, with its filter.
    Help,
}

impl Mode {
    /// Whether characters are typed into a field.
    pub const fn types(self) -> bool {
        matches!(self, Self::Find | Self::Help)
    }

    /// As the list of keys names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claims => "in the list of claims",
            Self::Excerpts => "in the excerpts",
            Self::Matrix => "in the matrix",
            Self::Read => "in a document",
            Self::Words => "in the words",
            Self::Lines => "in the lines of a word",
            Self::Voices => "in the voices",
            Self::Find => "in the finder",
            Self::Help => "in this list",
        }
    }
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Key {
    pub(super) const fn char(c: char) -> Self {
        Self::code(KeyCode::Char(c))
    }

    pub(super) const fn code(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::NONE }
    }

    pub(super) const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), modifiers: KeyModifiers::CONTROL }
    }

    /// What was pressed. Shift is dropped from characters, which carry it already.
    pub fn pressed(event: KeyEvent) -> Self {
        let modifiers = match event.code {
            KeyCode::Char(_) | KeyCode::BackTab => event.modifiers - KeyModifiers::SHIFT,
            _ => event.modifiers,
        };
        Self { code: event.code, modifiers }
    }

    /// As the footer and the list of keys write it.
    pub fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::Up => "Up".to_owned(),
            KeyCode::Down => "Down".to_owned(),
            KeyCode::Left => "Left".to_owned(),
            KeyCode::Right => "Right".to_owned(),
            KeyCode::BackTab => "S-Tab".to_owned(),
            KeyCode::PageUp => "PgUp".to_owned(),
            KeyCode::PageDown => "PgDn".to_owned(),
            other => format!("{other:?}"),
        };
        if self.modifiers.contains(KeyModifiers::CONTROL) { format!("Ctrl-{name}") } else { name }
    }
}

/// What `event` means in `mode`.
pub fn action(mode: Mode, event: KeyEvent) -> Option<Action> {
    let key = Key::pressed(event);
    let bound = BINDINGS.iter().find(|binding| binding.modes.contains(&mode) && binding.keys.contains(&key));
    match bound {
        Some(binding) => Some(binding.action.clone()),
        None if mode.types() => edit(key).map(Action::Type),
        None => None,
    }
}

/// What `key` does to a text field, as in readline.
fn edit(key: Key) -> Option<InputRequest> {
    use InputRequest as Edit;
    let Key { code, modifiers } = key;
    Some(match (code, modifiers) {
        (KeyCode::Char(c), KeyModifiers::NONE) => Edit::InsertChar(c),
        (KeyCode::Backspace, KeyModifiers::NONE) | (KeyCode::Char('h'), KeyModifiers::CONTROL) => Edit::DeletePrevChar,
        (KeyCode::Delete, _) | (KeyCode::Char('d'), KeyModifiers::CONTROL) => Edit::DeleteNextChar,
        (KeyCode::Home, _) | (KeyCode::Char('a'), KeyModifiers::CONTROL) => Edit::GoToStart,
        (KeyCode::End, _) | (KeyCode::Char('e'), KeyModifiers::CONTROL) => Edit::GoToEnd,
        (KeyCode::Left, KeyModifiers::CONTROL | KeyModifiers::ALT) | (KeyCode::Char('b'), KeyModifiers::ALT) => {
            Edit::GoToPrevWord
        }
        (KeyCode::Right, KeyModifiers::CONTROL | KeyModifiers::ALT) | (KeyCode::Char('f'), KeyModifiers::ALT) => {
            Edit::GoToNextWord
        }
        (KeyCode::Left, _) | (KeyCode::Char('b'), KeyModifiers::CONTROL) => Edit::GoToPrevChar,
        (KeyCode::Right, _) | (KeyCode::Char('f'), KeyModifiers::CONTROL) => Edit::GoToNextChar,
        (KeyCode::Backspace, _) | (KeyCode::Char('w'), KeyModifiers::CONTROL) => Edit::DeletePrevWord,
        (KeyCode::Char('d'), KeyModifiers::ALT) => Edit::DeleteNextWord,
        (KeyCode::Char('u'), KeyModifiers::CONTROL) => Edit::DeleteFromStart,
        (KeyCode::Char('k'), KeyModifiers::CONTROL) => Edit::DeleteTillEnd,
        (KeyCode::Char('y'), KeyModifiers::CONTROL) => Edit::Yank,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    #[test]
    fn a_key_means_one_thing_in_one_mode() {
        for (at, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[at + 1..] {
                let modes = one.modes.iter().any(|mode| other.modes.contains(mode));
                let keys = one.keys.iter().find(|key| other.keys.contains(key));
                assert!(!modes || keys.is_none(), "{keys:?}: {:?} and {:?}", one.long, other.long);
            }
        }
    }

    #[test]
    fn every_line_says_what_it_does() {
        assert!(BINDINGS.iter().all(|binding| !binding.long.is_empty() && !binding.keys.is_empty() && !binding.modes.is_empty()));
    }

    #[test]
    fn shift_does_not_hide_a_capital() {
        let event = press(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert!(matches!(action(Mode::Claims, event), Some(Action::Last)));
    }

    #[test]
    fn q_is_typed_into_a_field() {
        let event = press(KeyCode::Char('q'), KeyModifiers::NONE);
        assert!(matches!(action(Mode::Help, event), Some(Action::Type(InputRequest::InsertChar('q')))));
        assert!(matches!(action(Mode::Claims, event), Some(Action::Quit)));
    }

    #[test]
    fn fields_edit_like_readline() {
        let event = press(KeyCode::Char('w'), KeyModifiers::CONTROL);
        assert!(matches!(action(Mode::Help, event), Some(Action::Type(InputRequest::DeletePrevWord))));
    }
}
