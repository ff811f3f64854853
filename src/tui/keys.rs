//! What was pressed, and where keys go. What a key means there is in the table of [`super::bindings`].

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

use super::layouts::latin;

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
    /// Words of its text that are being selected.
    Select,
    /// The first letters of one of them.
    Seek,
    /// The table of words.
    Words,
    /// The lines in which words stand.
    Lines,
    /// The table speakers × outlets.
    Voices,
    /// The table codes × outlets.
    Frames,
    /// The tables of what outlets do.
    Outlets,
    /// What two readings differ in.
    Readings,
    /// Why it is decided so.
    Reason,
    /// What is wrong in the catalogue.
    Problems,
    /// The letter of the second of two outlets.
    Pair,
    /// The format in which the catalogue is handed on.
    Export,
    /// The form in which words are filed.
    Form,
    /// The form for a row that is no excerpt.
    Record,
    /// The list from which a claim is chosen.
    Choose,
    /// A question that is answered with yes or no.
    Asked,
    /// The line of the finder and what it finds.
    Find,
    /// The list of keys, with its filter.
    Help,
}

impl Mode {
    /// Whether characters are typed into a field.
    pub const fn types(self) -> bool {
        matches!(
            self,
            Self::Find
                | Self::Help
                | Self::Pair
                | Self::Export
                | Self::Form
                | Self::Record
                | Self::Choose
                | Self::Seek
                | Self::Reason
        )
    }

    /// Whether digits say how many times.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Select)
    }

    /// As the list of keys names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Claims => "in the list of claims",
            Self::Excerpts => "in the excerpts",
            Self::Matrix => "in the matrix",
            Self::Read => "in a document",
            Self::Select => "while selecting",
            Self::Seek => "while a word is sought",
            Self::Words => "in the words",
            Self::Lines => "in the lines of a word",
            Self::Voices => "in the voices",
            Self::Frames => "in the frames",
            Self::Outlets => "in the outlets",
            Self::Readings => "in the readings",
            Self::Reason => "while a reason is given",
            Self::Problems => "in the problems",
            Self::Pair => "while an outlet is chosen",
            Self::Export => "while a format is chosen",
            Self::Form => "in the form of words",
            Self::Record => "in the form of a row",
            Self::Choose => "while a claim is chosen",
            Self::Asked => "while something is asked",
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

    /// The key of a Latin keyboard that it is, where it is a letter of another.
    pub(super) fn latin(self) -> Option<Self> {
        let KeyCode::Char(c) = self.code else { return None };
        Some(Self { code: KeyCode::Char(latin(c)?), ..self })
    }

    /// The digit that it types.
    pub(super) fn digit(self) -> Option<u8> {
        let KeyCode::Char(c) = self.code else { return None };
        c.to_digit(10).filter(|_| self.modifiers.is_empty()).and_then(|digit| u8::try_from(digit).ok())
    }

    /// The event of pressing it.
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
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

    /// What it does to a text field, as in readline.
    pub(super) fn edit(self) -> Option<InputRequest> {
        use InputRequest as Edit;
        let Self { code, modifiers } = self;
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
}
