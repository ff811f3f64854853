//! What a key means: one table, which dispatch, footer and help all read.
//!
//! Three steps are kept apart: what was pressed ([`Key`]), what the person meant ([`Action`]), what the program does
//! ([`super::app::App::update`]). A key means one thing in one [`Mode`]; a test holds the table to it. In a mode with a text
//! field, what the table does not claim is typed into the field, edited as in readline.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::InputRequest;

use super::app::{Action, Screen};

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
    const fn char(c: char) -> Self {
        Self::code(KeyCode::Char(c))
    }

    const fn code(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::NONE }
    }

    const fn ctrl(c: char) -> Self {
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

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Any of these.
    pub keys: &'static [Key],
    /// In any of these.
    pub modes: &'static [Mode],
    /// Means this.
    pub action: Action,
    /// One word for the footer, which joins neighbours of the same word ("j/k claim"); empty where it is left out.
    pub short: &'static str,
    /// For the list of keys.
    pub long: &'static str,
}

/// Every screen, with nothing over it.
const SCREENS: &[Mode] = &[Mode::Claims, Mode::Excerpts, Mode::Matrix, Mode::Read, Mode::Words, Mode::Lines, Mode::Voices];
const LISTS: &[Mode] = &[Mode::Claims, Mode::Excerpts, Mode::Matrix];
const CLAIMS: &[Mode] = &[Mode::Claims, Mode::Matrix];
const EVERYWHERE: &[Mode] =
    &[Mode::Claims, Mode::Excerpts, Mode::Matrix, Mode::Read, Mode::Words, Mode::Lines, Mode::Voices, Mode::Find, Mode::Help];

/// The table.
pub const BINDINGS: &[Binding] = &[
    Binding {
        keys: &[Key::char('j'), Key::code(KeyCode::Down)],
        modes: CLAIMS,
        action: Action::Down,
        short: "claim",
        long: "next claim",
    },
    Binding {
        keys: &[Key::char('k'), Key::code(KeyCode::Up)],
        modes: CLAIMS,
        action: Action::Up,
        short: "claim",
        long: "previous claim",
    },
    Binding {
        keys: &[Key::char('j'), Key::code(KeyCode::Down)],
        modes: &[Mode::Excerpts],
        action: Action::Down,
        short: "excerpt",
        long: "next excerpt of the outlet",
    },
    Binding {
        keys: &[Key::char('k'), Key::code(KeyCode::Up)],
        modes: &[Mode::Excerpts],
        action: Action::Up,
        short: "excerpt",
        long: "previous excerpt of the outlet",
    },
    Binding {
        keys: &[Key::char('j'), Key::code(KeyCode::Down)],
        modes: &[Mode::Words],
        action: Action::Down,
        short: "word",
        long: "next word",
    },
    Binding {
        keys: &[Key::char('k'), Key::code(KeyCode::Up)],
        modes: &[Mode::Words],
        action: Action::Up,
        short: "word",
        long: "previous word",
    },
    Binding {
        keys: &[Key::char('j'), Key::code(KeyCode::Down)],
        modes: &[Mode::Lines],
        action: Action::Down,
        short: "line",
        long: "next line",
    },
    Binding {
        keys: &[Key::char('k'), Key::code(KeyCode::Up)],
        modes: &[Mode::Lines],
        action: Action::Up,
        short: "line",
        long: "previous line",
    },
    Binding {
        keys: &[Key::char('j'), Key::code(KeyCode::Down)],
        modes: &[Mode::Voices],
        action: Action::Down,
        short: "speaker",
        long: "next speaker",
    },
    Binding {
        keys: &[Key::char('k'), Key::code(KeyCode::Up)],
        modes: &[Mode::Voices],
        action: Action::Up,
        short: "speaker",
        long: "previous speaker",
    },
    Binding {
        keys: &[Key::char('h'), Key::code(KeyCode::Left)],
        modes: &[Mode::Excerpts, Mode::Matrix, Mode::Words, Mode::Lines, Mode::Voices],
        action: Action::Left,
        short: "outlet",
        long: "outlet to the left; from the first one back to the claims",
    },
    Binding {
        keys: &[Key::char('l'), Key::code(KeyCode::Right)],
        modes: &[Mode::Excerpts, Mode::Matrix, Mode::Words, Mode::Lines, Mode::Voices],
        action: Action::Right,
        short: "outlet",
        long: "outlet to the right",
    },
    Binding {
        keys: &[Key::char('l'), Key::code(KeyCode::Right), Key::code(KeyCode::Enter)],
        modes: &[Mode::Claims],
        action: Action::Right,
        short: "excerpts",
        long: "into the excerpts of the claim",
    },
    Binding {
        keys: &[Key::code(KeyCode::Enter)],
        modes: &[Mode::Excerpts],
        action: Action::Open,
        short: "read in place",
        long: "read the document at this excerpt",
    },
    Binding {
        keys: &[Key::char('j'), Key::code(KeyCode::Down)],
        modes: &[Mode::Read],
        action: Action::Down,
        short: "scroll",
        long: "a line down",
    },
    Binding {
        keys: &[Key::char('k'), Key::code(KeyCode::Up)],
        modes: &[Mode::Read],
        action: Action::Up,
        short: "scroll",
        long: "a line up",
    },
    Binding {
        keys: &[Key::char('n'), Key::code(KeyCode::Tab)],
        modes: &[Mode::Read],
        action: Action::NextExcerpt,
        short: "excerpt",
        long: "next excerpt of the document",
    },
    Binding {
        keys: &[Key::char('N'), Key::code(KeyCode::BackTab)],
        modes: &[Mode::Read],
        action: Action::PreviousExcerpt,
        short: "excerpt",
        long: "previous excerpt of the document",
    },
    Binding {
        keys: &[Key::char('h'), Key::code(KeyCode::Left)],
        modes: &[Mode::Read],
        action: Action::Left,
        short: "document",
        long: "previous document",
    },
    Binding {
        keys: &[Key::char('l'), Key::code(KeyCode::Right)],
        modes: &[Mode::Read],
        action: Action::Right,
        short: "document",
        long: "next document",
    },
    Binding {
        keys: &[Key::code(KeyCode::Enter)],
        modes: &[Mode::Read],
        action: Action::Open,
        short: "compare",
        long: "compare the outlets on the claim of this excerpt",
    },
    Binding {
        keys: &[Key::char('d')],
        modes: &[Mode::Read],
        action: Action::Wording,
        short: "beside its original",
        long: "a copy beside its original, or alone",
    },
    Binding {
        keys: &[Key::code(KeyCode::Enter)],
        modes: &[Mode::Matrix],
        action: Action::Open,
        short: "compare",
        long: "compare the outlets on this claim",
    },
    Binding {
        keys: &[Key::code(KeyCode::Enter)],
        modes: &[Mode::Words],
        action: Action::Open,
        short: "lines",
        long: "into the lines behind the number",
    },
    Binding {
        keys: &[Key::code(KeyCode::Enter)],
        modes: &[Mode::Lines],
        action: Action::Open,
        short: "go there",
        long: "to the place of the line; n and N then walk the excerpts of these lines",
    },
    Binding {
        keys: &[Key::code(KeyCode::Tab), Key::code(KeyCode::BackTab)],
        modes: &[Mode::Words, Mode::Lines],
        action: Action::NextPane,
        short: "",
        long: "from the table to its lines, and back",
    },
    Binding {
        keys: &[Key::char('[')],
        modes: &[Mode::Words, Mode::Lines],
        action: Action::PreviousEvent,
        short: "subject",
        long: "previous subject",
    },
    Binding {
        keys: &[Key::char(']')],
        modes: &[Mode::Words, Mode::Lines],
        action: Action::NextEvent,
        short: "subject",
        long: "next subject",
    },
    Binding {
        keys: &[Key::char('d')],
        modes: &[Mode::Words, Mode::Lines],
        action: Action::Switch,
        short: "forms/distinctive",
        long: "the words that set the outlet apart from the rest, or the forms of a subject",
    },
    Binding {
        keys: &[Key::code(KeyCode::Enter)],
        modes: &[Mode::Voices],
        action: Action::Open,
        short: "excerpts",
        long: "the excerpts behind the number; n and N then walk them",
    },
    Binding {
        keys: &[Key::code(KeyCode::Esc)],
        modes: EVERYWHERE,
        action: Action::Back,
        short: "back",
        long: "back by one step; never quits",
    },
    Binding {
        keys: &[Key::code(KeyCode::Tab), Key::code(KeyCode::BackTab)],
        modes: &[Mode::Claims, Mode::Excerpts],
        action: Action::NextPane,
        short: "pane",
        long: "the other pane",
    },
    Binding {
        keys: &[Key::char('[')],
        modes: LISTS,
        action: Action::PreviousEvent,
        short: "event",
        long: "first claim of this or the previous event",
    },
    Binding {
        keys: &[Key::char(']')],
        modes: LISTS,
        action: Action::NextEvent,
        short: "event",
        long: "first claim of the next event",
    },
    Binding { keys: &[Key::char('/')], modes: SCREENS, action: Action::Find, short: "find", long: "find any excerpt" },
    Binding {
        keys: &[Key::char('n')],
        modes: LISTS,
        action: Action::NextHit,
        short: "hit",
        long: "next hit of the last search, or excerpt behind the number",
    },
    Binding {
        keys: &[Key::char('N')],
        modes: LISTS,
        action: Action::PreviousHit,
        short: "hit",
        long: "previous hit of the last search, or excerpt behind the number",
    },
    Binding {
        keys: &[Key::code(KeyCode::Enter)],
        modes: &[Mode::Find],
        action: Action::Open,
        short: "go there",
        long: "go to the excerpt; n and N then walk the hits",
    },
    Binding { keys: &[Key::ctrl('n')], modes: &[Mode::Find], action: Action::Down, short: "choose", long: "next excerpt found" },
    Binding {
        keys: &[Key::ctrl('p')],
        modes: &[Mode::Find],
        action: Action::Up,
        short: "choose",
        long: "previous excerpt found",
    },
    Binding {
        keys: &[Key::code(KeyCode::Down)],
        modes: &[Mode::Find],
        action: Action::Newer,
        short: "",
        long: "next excerpt found, or back from an older query",
    },
    Binding {
        keys: &[Key::code(KeyCode::Up)],
        modes: &[Mode::Find],
        action: Action::Older,
        short: "",
        long: "previous excerpt found; from the first one, an older query of this run",
    },
    Binding {
        keys: &[Key::code(KeyCode::Tab)],
        modes: &[Mode::Find],
        action: Action::Complete,
        short: "complete",
        long: "complete a field (outlet: …) or its value; again for the next choice",
    },
    Binding {
        keys: &[Key::ctrl('t')],
        modes: &[Mode::Find],
        action: Action::Group,
        short: "group",
        long: "results grouped by claim, or one by one",
    },
    Binding {
        keys: &[Key::code(KeyCode::PageDown)],
        modes: &[Mode::Find],
        action: Action::PageDown,
        short: "",
        long: "ten excerpts on",
    },
    Binding {
        keys: &[Key::code(KeyCode::PageUp)],
        modes: &[Mode::Find],
        action: Action::PageUp,
        short: "",
        long: "ten excerpts back",
    },
    Binding {
        keys: &[Key::char('c')],
        modes: LISTS,
        action: Action::NextContradiction,
        short: "contradicting claim",
        long: "next claim that cannot be true together with this one",
    },
    Binding {
        keys: &[Key::char('d')],
        modes: &[Mode::Claims, Mode::Excerpts],
        action: Action::Wording,
        short: "wording",
        long: "mark the words that differ from those of the base, or no more",
    },
    Binding {
        keys: &[Key::char('b')],
        modes: &[Mode::Excerpts],
        action: Action::Base,
        short: "base",
        long: "take this outlet as the base that the others are compared with",
    },
    Binding {
        keys: &[Key::char('f')],
        modes: CLAIMS,
        action: Action::Narrow,
        short: "narrow",
        long: "narrow the claims: all, disagreement, silence, unchecked",
    },
    Binding {
        keys: &[Key::char('y')],
        modes: &[Mode::Excerpts, Mode::Matrix, Mode::Read],
        action: Action::Copy,
        short: "copy",
        long: "copy the quotation with its source",
    },
    Binding {
        keys: &[Key::char('e')],
        modes: SCREENS,
        action: Action::Edit,
        short: "edit",
        long: "open the catalogue at this line in $VISUAL or $EDITOR",
    },
    Binding { keys: &[Key::char('z')], modes: SCREENS, action: Action::Zoom, short: "zoom", long: "this pane alone, and back" },
    Binding {
        keys: &[Key::code(KeyCode::PageDown), Key::ctrl('d'), Key::ctrl('f')],
        modes: SCREENS,
        action: Action::PageDown,
        short: "",
        long: "half a page down",
    },
    Binding {
        keys: &[Key::code(KeyCode::PageUp), Key::ctrl('u'), Key::ctrl('b')],
        modes: SCREENS,
        action: Action::PageUp,
        short: "",
        long: "half a page up",
    },
    Binding {
        keys: &[Key::char('g'), Key::code(KeyCode::Home)],
        modes: SCREENS,
        action: Action::First,
        short: "",
        long: "the first one",
    },
    Binding {
        keys: &[Key::char('G'), Key::code(KeyCode::End)],
        modes: SCREENS,
        action: Action::Last,
        short: "",
        long: "the last one",
    },
    Binding {
        keys: &[Key::char('1')],
        modes: SCREENS,
        action: Action::Show(Screen::Compare),
        short: "",
        long: "Compare: one claim, one column an outlet",
    },
    Binding {
        keys: &[Key::char('2')],
        modes: SCREENS,
        action: Action::Show(Screen::Matrix),
        short: "",
        long: "Matrix: all claims, one sign an outlet",
    },
    Binding {
        keys: &[Key::char('3')],
        modes: SCREENS,
        action: Action::Show(Screen::Read),
        short: "",
        long: "Read: one document, its excerpts marked; a copy beside its original",
    },
    Binding {
        keys: &[Key::char('4')],
        modes: SCREENS,
        action: Action::Show(Screen::Words),
        short: "",
        long: "Words: who is called what, and the lines in which the words stand",
    },
    Binding {
        keys: &[Key::char('5')],
        modes: SCREENS,
        action: Action::Show(Screen::Voices),
        short: "",
        long: "Voices: who gets to speak, with which verbs",
    },
    Binding {
        keys: &[Key::char('m')],
        modes: SCREENS,
        action: Action::ToggleMouse,
        short: "",
        long: "mouse on or off; while on, the terminal cannot select text",
    },
    Binding { keys: &[Key::char('?')], modes: SCREENS, action: Action::Help, short: "all keys", long: "all keys" },
    Binding {
        keys: &[Key::code(KeyCode::Down), Key::ctrl('n')],
        modes: &[Mode::Help],
        action: Action::Down,
        short: "choose",
        long: "next line",
    },
    Binding {
        keys: &[Key::code(KeyCode::Up), Key::ctrl('p')],
        modes: &[Mode::Help],
        action: Action::Up,
        short: "choose",
        long: "previous line",
    },
    Binding { keys: &[Key::code(KeyCode::Enter)], modes: &[Mode::Help], action: Action::Open, short: "do it", long: "do it" },
    Binding { keys: &[Key::ctrl('z')], modes: EVERYWHERE, action: Action::Suspend, short: "", long: "suspend; fg comes back" },
    Binding { keys: &[Key::char('q')], modes: SCREENS, action: Action::Quit, short: "quit", long: "quit" },
    Binding { keys: &[Key::ctrl('c')], modes: EVERYWHERE, action: Action::Quit, short: "", long: "quit, also while typing" },
];

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
