//! Whatever a terminal sends that is no key, the keyboard lives on.

use std::{
    thread,
    time::{Duration, Instant},
};

use proptest::{collection::vec, prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner};

use crate::pseudo::{READY, Terminal, built_in};

/// Longer than half a sequence is waited for.
const PAUSE: Duration = Duration::from_millis(250);

/// Types `key` after every `pause`, as a person does whose first press was swallowed by half a sequence.
#[track_caller]
fn ends_of(mut terminal: Terminal, key: &str, pause: Duration, after: &[u8]) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !terminal.has_ended() {
        assert!(Instant::now() < deadline, "the keyboard is dead after {:?}", String::from_utf8_lossy(after));
        thread::sleep(pause);
        terminal.types(key);
    }
    assert!(terminal.ends().success(), "after {:?}", String::from_utf8_lossy(after));
}

fn ready() -> Terminal {
    let terminal = built_in().alone().go();
    terminal.shows(READY);
    terminal
}

#[test]
fn a_late_answer_is_no_key() {
    for answer in ["\x1b[?997;1n", "\x1b[?2026;2$y", "\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1bP>|terminal\x1b\\"] {
        let mut terminal = built_in().go();
        terminal.shows(READY);
        terminal.sends(answer.as_bytes());
        terminal.types("q");
        terminal.is_given_back(0);
    }
}

#[test]
fn after_a_sequence_that_breaks_off_q_and_ctrl_c_quit() {
    for broken in ["\x1b[?", "\x1b[<", "\x1b[<0;10", "\x1b[?997;1", "\x1b]11;", "\x1bP"] {
        for key in ["q", "\x03"] {
            let mut terminal = ready();
            terminal.sends(broken.as_bytes());
            ends_of(terminal, key, PAUSE, broken.as_bytes());
        }
    }
}

#[test]
fn a_paste_without_end_is_taken_for_whole_after_a_while() {
    let mut terminal = ready();
    let paste = b"\x1b[200~a paste";
    terminal.sends(paste);
    ends_of(terminal, "q", Duration::from_secs(1), paste);
}

#[test]
fn after_random_broken_bytes_q_quits() {
    // None of what stands behind a sequence that ends early leads to where `q` is a letter.
    let start = select(vec![
        "\x1b[", "\x1b[?", "\x1b[<", "\x1b[>", "\x1b[[", "\x1b[M", "\x1bO", "\x1b]", "\x1bP", "\x1b_", "\x1b", "\u{9b}",
    ]);
    let rest = vec(select(b"0123456789;;:$ \xe2\x82\xff".to_vec()), 0..10);
    let sequences = vec((start, rest), 1..4);
    let mut runner = TestRunner::deterministic();
    // Eight at a time: most of it is waiting.
    for _ in 0..8 {
        let batch: Vec<_> = (0..8)
            .map(|_| {
                let sequences = sequences.new_tree(&mut runner).unwrap().current();
                let bytes: Vec<u8> = sequences.iter().flat_map(|(start, rest)| [start.as_bytes(), rest].concat()).collect();
                thread::spawn(move || {
                    let mut terminal = ready();
                    terminal.sends(&bytes);
                    ends_of(terminal, "q", PAUSE, &bytes);
                })
            })
            .collect();
        for case in batch {
            case.join().unwrap();
        }
    }
}
