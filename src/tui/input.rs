//! Bytes from a terminal → events.
//!
//! A terminal sends more than keys: answers that another program asked for come late, break off, or are of a kind that nobody
//! here knows. Whatever comes, what is typed next is understood: a control sequence (ECMA-48, 5.4) and a control string (5.6)
//! are taken in whole by their form, known or not; one that cannot go on is dropped, and so is one that could but does not for
//! a while. A control character inside either is never part of it, so Ctrl-C always arrives.
//!
//! Which sequence is which key or mouse event: xterm's "Control Sequences", and for `CSI … u` the kitty keyboard protocol,
//! which is never asked for but may have been left on. Nothing here waits or reads.

mod meaning;

use std::{collections::VecDeque, time::Duration};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use memchr::memmem;

use self::meaning::{key_of, letter_key, meaning, mouse, press, with};

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
const PASTE: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// How long the rest of a sequence may take. Terminals send one at once; a slow line may tear it.
const SEQUENCE: Duration = Duration::from_millis(100);
/// How long the next piece of a paste may take: what comes after it would count as typed.
const PIECE_OF_PASTE: Duration = Duration::from_millis(500);
/// Bytes of the longest sequence that is waited for; real ones have some dozens.
const LONGEST: usize = 4096;

/// What has arrived and is not yet asked for.
#[derive(Default)]
pub(super) struct Decoder {
    events: VecDeque<Event>,
    /// Begins with a sequence that is not whole yet.
    unfinished: Vec<u8>,
    /// How much of an unfinished paste is known not to hold its end.
    searched: usize,
}

impl Decoder {
    /// The next event, if one has arrived.
    pub(super) fn next(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// Takes in `bytes`, which came after `waited`; `more` where others may be there already.
    pub(super) fn take_in(&mut self, bytes: &[u8], waited: Duration, more: bool) {
        let patience = if self.unfinished.starts_with(PASTE) { PIECE_OF_PASTE } else { SEQUENCE };
        if waited > patience {
            self.give_up();
        }
        self.unfinished.extend_from_slice(bytes);
        let mut rest = self.unfinished.as_slice();
        while !rest.is_empty() {
            let (length, event) = if rest.starts_with(PASTE) {
                let from = self.searched.max(PASTE.len());
                let Some(end) = memmem::find(rest.get(from..).unwrap_or_default(), PASTE_END) else {
                    self.searched = (rest.len() + 1).saturating_sub(PASTE_END.len());
                    break;
                };
                self.searched = 0;
                (from + end + PASTE_END.len(), Some(pasted(rest.get(..from + end).unwrap_or_default())))
            } else {
                match first(rest, more) {
                    Some(found) => found,
                    None if rest.len() > LONGEST => (rest.len(), None),
                    None => break,
                }
            };
            self.events.extend(event);
            rest = rest.get(length..).unwrap_or_default();
        }
        let done = self.unfinished.len() - rest.len();
        self.unfinished.drain(..done);
    }

    /// Nothing more will come of what is unfinished.
    fn give_up(&mut self) {
        if self.unfinished.starts_with(PASTE) {
            self.events.push_back(pasted(&self.unfinished));
        } else if self.unfinished == [ESC] {
            self.events.push_back(press(KeyCode::Esc));
        }
        self.unfinished.clear();
        self.searched = 0;
    }
}

/// What was pasted, without its beginning.
fn pasted(bytes: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(bytes.get(PASTE.len()..).unwrap_or_default()).into_owned())
}

/// How many bytes a key or a sequence takes, at least one, and what it means here, if anything.
type Found = (usize, Option<Event>);

/// What `bytes`, of which there is one at least, begin with; `None` where more must come.
fn first(bytes: &[u8], more: bool) -> Option<Found> {
    match bytes {
        [ESC] if more => None,
        [ESC] | [ESC, ESC, ..] => Some((1, Some(press(KeyCode::Esc)))),
        [ESC, b'[', rest @ ..] => control_sequence(rest).map(|(length, event)| (length + 2, event)),
        [ESC, b'O', rest @ ..] => match rest.first()? {
            last @ 0x40..=0x7e => Some((3, letter_key(*last).map(press))),
            _ => Some((2, None)),
        },
        // OSC, DCS, APC, PM, SOS.
        [ESC, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => Some((control_string(rest)? + 2, None)),
        [ESC, rest @ ..] => typed(rest).map(|(length, key)| (length + 1, key.map(|key| with(key, KeyModifiers::ALT)))),
        _ => typed(bytes).map(|(length, key)| (length, key.map(Event::Key))),
    }
}

/// A character, or a control character that stands for a key.
fn typed(bytes: &[u8]) -> Option<(usize, Option<KeyEvent>)> {
    let start = bytes.get(..4).unwrap_or(bytes);
    let valid = match std::str::from_utf8(start) {
        Ok(valid) => valid,
        Err(error) => match (start.get(..error.valid_up_to()).map(std::str::from_utf8), error.error_len()) {
            (Some(Ok(valid)), _) if !valid.is_empty() => valid,
            (_, Some(invalid)) => return Some((invalid, None)),
            (_, None) => return None,
        },
    };
    let character = valid.chars().next()?;
    let control = |letter: char| KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
    let key = match character {
        '\r' | '\t' | '\x7f' => Some(KeyEvent::from(key_of(character))),
        '\0' => Some(control(' ')),
        '\x01'..='\x1a' => Some(control(shifted(character, b'a' - 1))),
        '\x1c'..='\x1f' => Some(control(shifted(character, b'4' - 0x1c))),
        _ if character.is_control() => None,
        _ if character.is_uppercase() => Some(KeyEvent::new(KeyCode::Char(character), KeyModifiers::SHIFT)),
        _ => Some(KeyEvent::from(KeyCode::Char(character))),
    };
    Some((character.len_utf8(), key))
}

/// The character that stands `by` places behind a control character.
fn shifted(control: char, by: u8) -> char {
    char::from_u32(u32::from(control) + u32::from(by)).unwrap_or(control)
}

/// What follows `ESC [`.
fn control_sequence(bytes: &[u8]) -> Option<Found> {
    let end = bytes.iter().position(|byte| !(0x20..=0x3f).contains(byte))?;
    let (parameters, rest) = bytes.split_at(end);
    match (parameters, rest) {
        // The function keys of the Linux console.
        ([], [b'[', rest @ ..]) => {
            let letter = rest.first()?;
            let number = letter.checked_sub(b'@').filter(|number| (1..=5).contains(number));
            Some((if *letter < 0x20 { 1 } else { 2 }, number.map(|number| press(KeyCode::F(number)))))
        }
        // The mouse as it was first told: button, column and line are a byte each, 32 added.
        ([], [b'M', rest @ ..]) => {
            let told = rest.get(..3).unwrap_or(rest);
            if told.iter().any(|&byte| byte < 32) {
                return Some((1, None));
            }
            let &[button, column, line] = told else { return None };
            let [button, column, line] = [button, column, line].map(|byte| u32::from(byte - 32));
            Some((4, mouse(button, column, line, false)))
        }
        (_, [last @ 0x40..=0x7e, ..]) => Some((end + 1, meaning(parameters, *last))),
        // It cannot go on. What broke it is looked at by itself.
        _ => Some((end, None)),
    }
}

/// The bytes of a control string with its end; without it, where something else broke it off.
fn control_string(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().position(|&byte| byte < 0x20)?;
    match bytes.get(end..)? {
        [BEL, ..] => Some(end + 1),
        [ESC] => None,
        [ESC, b'\\', ..] => Some(end + 2),
        _ => Some(end),
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    const AT_ONCE: Duration = Duration::ZERO;

    fn events(decoder: &mut Decoder) -> Vec<Event> {
        std::iter::from_fn(|| decoder.next()).collect()
    }

    /// What `bytes` mean that come all together.
    fn decoded(bytes: &[u8]) -> Vec<Event> {
        let mut decoder = Decoder::default();
        decoder.take_in(bytes, AT_ONCE, false);
        events(&mut decoder)
    }

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    fn char(c: char) -> Event {
        press(KeyCode::Char(c))
    }

    #[test]
    fn keys_are_what_terminals_send_for_them() {
        use KeyCode::{
            BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown, PageUp, Tab, Up,
        };
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const CONTROL: KeyModifiers = KeyModifiers::CONTROL;
        for (bytes, code, modifiers) in [
            ("q", Char('q'), NONE),
            ("G", Char('G'), KeyModifiers::SHIFT),
            ("é", Char('é'), NONE),
            ("桥", Char('桥'), NONE),
            ("🌉", Char('🌉'), NONE),
            ("\r", Enter, NONE),
            ("\t", Tab, NONE),
            ("\x7f", Backspace, NONE),
            ("\x1b", Esc, NONE),
            ("\0", Char(' '), CONTROL),
            ("\x03", Char('c'), CONTROL),
            ("\n", Char('j'), CONTROL),
            ("\x1a", Char('z'), CONTROL),
            ("\x1f", Char('7'), CONTROL),
            ("\x1bb", Char('b'), KeyModifiers::ALT),
            ("\x1b\x7f", Backspace, KeyModifiers::ALT),
            ("\x1b[A", Up, NONE),
            ("\x1bOB", Down, NONE),
            ("\x1b[1;5D", Left, CONTROL),
            ("\x1b[1;6D", Left, CONTROL.union(KeyModifiers::SHIFT)),
            ("\x1b[H", Home, NONE),
            ("\x1b[4~", End, NONE),
            ("\x1b[2~", Insert, NONE),
            ("\x1b[3;3~", Delete, KeyModifiers::ALT),
            ("\x1b[5~", PageUp, NONE),
            ("\x1b[6~", PageDown, NONE),
            ("\x1b[Z", BackTab, KeyModifiers::SHIFT),
            ("\x1bOP", F(1), NONE),
            ("\x1b[[B", F(2), NONE),
            ("\x1b[15~", F(5), NONE),
            ("\x1b[24~", F(12), NONE),
            ("\x1b[99;5u", Char('c'), CONTROL),
            ("\x1b[27u", Esc, NONE),
        ] {
            assert_eq!(decoded(bytes.as_bytes()), [key(code, modifiers)], "{bytes:?}");
        }
        assert_eq!(decoded(b"\x1b\x1b[A"), [press(Esc), press(Up)]);
        let release = KeyEvent::new_with_kind(Char('j'), NONE, KeyEventKind::Release);
        assert_eq!(decoded(b"\x1b[106;1:3u"), [Event::Key(release)]);
    }

    #[test]
    fn the_mouse_is_understood_in_each_of_its_encodings() {
        let at = |kind| Event::Mouse(MouseEvent { kind, column: 9, row: 4, modifiers: KeyModifiers::NONE });
        let down = at(MouseEventKind::Down(MouseButton::Left));
        assert_eq!(decoded(b"\x1b[<0;10;5M"), std::slice::from_ref(&down));
        assert_eq!(decoded(b"\x1b[32;10;5M"), std::slice::from_ref(&down));
        assert_eq!(decoded(b"\x1b[M *%"), [down]);
        assert_eq!(decoded(b"\x1b[<0;10;5m"), [at(MouseEventKind::Up(MouseButton::Left))]);
        assert_eq!(decoded(b"\x1b[<34;10;5M"), [at(MouseEventKind::Drag(MouseButton::Right))]);
        assert_eq!(decoded(b"\x1b[<35;10;5M"), [at(MouseEventKind::Moved)]);
        assert_eq!(decoded(b"\x1b[<64;10;5M"), [at(MouseEventKind::ScrollUp)]);
        assert_eq!(decoded(b"\x1b[<65;10;5M"), [at(MouseEventKind::ScrollDown)]);
    }

    #[test]
    fn what_nobody_asked_for_is_taken_in_whole_and_means_nothing() {
        for answer in [
            "\x1b[?997;1n",
            "\x1b[?2026;2$y",
            "\x1b[?62;22c",
            "\x1b[>0;10;1c",
            "\x1b[?0u",
            "\x1b[0n",
            "\x1b[12;40R",
            "\x1b[4;800;1200t",
            "\x1b[<99999999999;1;1M",
            "\x1b[<0;0;0M",
            "\x1b[M\u{20}\u{20}\u{20}",
            "\x1b[I",
            "\x1b]11;rgb:ffff/ffff/ffff\x07",
            "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
            "\x1bP>|terminal\x1b\\",
            "\x1b_Gi=1;OK\x1b\\",
        ] {
            assert_eq!(decoded(format!("{answer}q").as_bytes()), [char('q')], "{answer:?}");
        }
        assert_eq!(decoded(b"\xff\x80q\xe2\x82q"), [char('q'), char('q')]);
    }

    #[test]
    fn a_sequence_that_is_torn_is_put_together() {
        let bytes = "\x1b[1;5A\x1b[<0;10;5M\x1b]0;x\x1b\\桥\x1b[200~two\nlines\x1b[201~\x1bOC".as_bytes();
        let whole = decoded(bytes);
        assert_eq!(whole.len(), 5);
        for at in 0..bytes.len() {
            let (head, tail) = bytes.split_at(at);
            let mut decoder = Decoder::default();
            decoder.take_in(head, AT_ONCE, true);
            decoder.take_in(tail, AT_ONCE, false);
            assert_eq!(events(&mut decoder), whole, "torn at {at}");
        }
    }

    #[test]
    fn a_sequence_that_does_not_go_on_is_dropped() {
        for (broken, means) in [
            (&b"\x1b"[..], vec![press(KeyCode::Esc)]),
            (b"\x1b[200~no end", vec![Event::Paste("no end".to_owned())]),
            (b"\x1b[?997;1", vec![]),
            (b"\x1b[<0;10", vec![]),
            (b"\x1b[M", vec![]),
            (b"\x1b]11;rgb:", vec![]),
            (b"\x1bP", vec![]),
            (b"\xe2\x82", vec![]),
        ] {
            let mut decoder = Decoder::default();
            decoder.take_in(broken, AT_ONCE, true);
            decoder.take_in(b"q", PIECE_OF_PASTE * 2, false);
            let expected: Vec<Event> = means.into_iter().chain([char('q')]).collect();
            assert_eq!(events(&mut decoder), expected, "{broken:?}");
        }
    }

    #[test]
    fn a_sequence_without_end_is_not_waited_for_for_ever() {
        let mut decoder = Decoder::default();
        for _ in 0..=LONGEST {
            decoder.take_in(b"1", AT_ONCE, false);
        }
        events(&mut decoder);
        decoder.take_in(b"\x1b]", AT_ONCE, false);
        for _ in 0..=LONGEST {
            decoder.take_in(b"q", AT_ONCE, false);
        }
        assert_eq!(events(&mut decoder).last(), Some(&char('q')));
    }

    #[test]
    fn a_long_paste_in_many_pieces_is_searched_once() {
        let mut decoder = Decoder::default();
        decoder.take_in(PASTE, AT_ONCE, true);
        for _ in 0..1000 {
            decoder.take_in(b"bridge \x1b[201", AT_ONCE, true);
            assert!(decoder.unfinished.len() - decoder.searched < PASTE_END.len());
        }
        decoder.take_in(b"~", AT_ONCE, false);
        let [Event::Paste(text)] = &events(&mut decoder)[..] else { panic!("no paste") };
        assert_eq!(text.len(), 12 * 1000 - 5);
    }

    proptest! {
        /// Bytes of which sequences are made, and any others, torn anywhere.
        #[test]
        fn after_any_bytes_a_key_is_a_key_again(
            pieces in vec(vec(prop_oneof![select(b"\x1b\x1b\x1b[[]]OPM<?>$;:0129~uRcmn\\\x07\x18\xe2\x82 ".to_vec()), any::<u8>()], 0..12), 0..6),
            waits in vec(0u64..300, 6),
            more in any::<bool>(),
        ) {
            let mut decoder = Decoder::default();
            for (piece, &wait) in pieces.iter().zip(&waits) {
                decoder.take_in(piece, Duration::from_millis(wait), more);
            }
            events(&mut decoder);
            decoder.take_in(b"q", PIECE_OF_PASTE * 2, false);
            prop_assert_eq!(events(&mut decoder).pop(), Some(char('q')));
        }

        #[test]
        fn ctrl_c_arrives_whatever_came_before_it_but_within_a_paste(
            bytes in vec(select(b"\x1b\x1b\x1b[[]]OPM<?>$;:019~uRcmn\\\x07\xe2\x82 ".to_vec()), 0..24),
        ) {
            prop_assume!(memmem::find(&bytes, b"00~").is_none());
            let mut decoder = Decoder::default();
            decoder.take_in(&bytes, AT_ONCE, true);
            events(&mut decoder);
            decoder.take_in(b"\x03", AT_ONCE, false);
            let modifiers = if bytes.ends_with(b"\x1b") { KeyModifiers::CONTROL | KeyModifiers::ALT } else { KeyModifiers::CONTROL };
            let last = events(&mut decoder).pop();
            let expected = [key(KeyCode::Char('c'), modifiers), key(KeyCode::Char('c'), KeyModifiers::CONTROL)];
            prop_assert!(last.is_some_and(|last| expected.contains(&last)));
        }
    }
}
