//! What keys and mouse events the sequences of terminals stand for.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

/// The key that types `character`.
pub(super) fn key_of(character: char) -> KeyCode {
    match character {
        '\r' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '\x1b' => KeyCode::Esc,
        '\x7f' => KeyCode::Backspace,
        _ => KeyCode::Char(character),
    }
}

/// What a whole control sequence means.
pub(super) fn meaning(parameters: &[u8], last: u8) -> Option<Event> {
    let (own, parameters) = match parameters {
        [own @ b'<'..=b'?', rest @ ..] => (Some(*own), rest),
        _ => (None, parameters),
    };
    // A byte between parameters and end makes it another sequence; then this is no number, and it means nothing here.
    let mut numbers = std::str::from_utf8(parameters).ok()?.split(';').map(|number| number.split(':'));
    let first = number(numbers.next());
    let mut second = numbers.next();
    let (modifiers, kind) = (number(second.as_mut().map(Iterator::by_ref)), number(second));
    let third = number(numbers.next());
    match (own, last) {
        (Some(b'<'), b'M' | b'm') => return mouse(first?, modifiers?, third?, last == b'm'),
        (Some(_), _) => return None,
        (None, b'M') => return mouse(first?.checked_sub(32)?, modifiers?, third?, false),
        _ => {}
    }
    let code = match (last, first) {
        // A place of the cursor, which another program asked for, ends like F3.
        (b'R', _) => return None,
        (b'Z', _) => return Some(with(KeyCode::BackTab.into(), KeyModifiers::SHIFT)),
        (b'~', Some(number)) => numbered_key(u8::try_from(number).ok()?)?,
        (b'u', Some(code)) => key_of(char::from_u32(code)?),
        _ => letter_key(last)?,
    };
    let kind = match kind {
        Some(2) => KeyEventKind::Repeat,
        Some(3) => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    let modifiers = modifiers.unwrap_or(1).saturating_sub(1);
    let held = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL), (8, KeyModifiers::SUPER)];
    let held = held.into_iter().filter(|(bit, _)| modifiers & bit != 0).map(|(_, modifier)| modifier).collect();
    Some(Event::Key(KeyEvent::new_with_kind(code, held, kind)))
}

/// The next part of a parameter; `None` where it is left out or no number.
fn number<'a>(parts: Option<impl Iterator<Item = &'a str>>) -> Option<u32> {
    parts?.next()?.parse().ok()
}

pub(super) fn press(code: KeyCode) -> Event {
    Event::Key(code.into())
}

pub(super) fn with(mut key: KeyEvent, modifiers: KeyModifiers) -> Event {
    key.modifiers |= modifiers;
    Event::Key(key)
}

/// The key whose sequence ends with `letter`.
pub(super) fn letter_key(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        // On the keypad.
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(letter - b'O'),
        _ => return None,
    })
}

/// The key whose sequence is `number` and a tilde.
fn numbered_key(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// A mouse event; `column` and `line` are counted from 1, and the bits of `button` are xterm's.
pub(super) fn mouse(button: u32, column: u32, line: u32, released: bool) -> Option<Event> {
    let moved = button & 32 != 0;
    let which = match button & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (button & !0b11_1111 != 0, which) {
        (true, _) => match button & !0b1_1100 {
            64 => MouseEventKind::ScrollUp,
            65 => MouseEventKind::ScrollDown,
            66 => MouseEventKind::ScrollLeft,
            67 => MouseEventKind::ScrollRight,
            _ => return None,
        },
        (false, Some(which)) if moved => MouseEventKind::Drag(which),
        (false, Some(which)) if released => MouseEventKind::Up(which),
        (false, Some(which)) => MouseEventKind::Down(which),
        (false, None) if moved => MouseEventKind::Moved,
        // Which one was let go is not told.
        (false, None) => MouseEventKind::Up(MouseButton::Left),
    };
    let held = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let modifiers = held.into_iter().filter(|(bit, _)| button & bit != 0).map(|(_, modifier)| modifier).collect();
    let place = |number: u32| u16::try_from(number.checked_sub(1)?).ok();
    Some(Event::Mouse(MouseEvent { kind, column: place(column)?, row: place(line)?, modifiers }))
}
