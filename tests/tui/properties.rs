//! Whatever is pressed, at whatever size: the state stays sound and draws.

use crate::stage::{Stage, catalogue};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use parallax::tui::kit::theme::Theme;
use proptest::prelude::*;
use ratatui::style::Modifier;

fn event() -> impl Strategy<Value = Event> {
    let key = prop_oneof![
        proptest::sample::select("jjjkkhhlllggG[]1234567p?/nNdbcfyezm q'!|".chars().collect::<Vec<_>>()).prop_map(KeyCode::Char),
        any::<char>().prop_map(KeyCode::Char),
        proptest::sample::select(vec![
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::PageDown,
            KeyCode::PageUp,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::Backspace,
            KeyCode::Delete,
        ]),
    ];
    let modifiers = prop_oneof![6 => Just(KeyModifiers::NONE), 1 => Just(KeyModifiers::CONTROL), 1 => Just(KeyModifiers::ALT)];
    let kind = proptest::sample::select(vec![
        MouseEventKind::Down(MouseButton::Left),
        MouseEventKind::Drag(MouseButton::Left),
        MouseEventKind::ScrollDown,
    ]);
    let mouse = (0..70_u16, 0..25_u16, kind)
        .prop_map(|(column, row, kind)| Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    prop_oneof![
        12 => (key, modifiers).prop_map(|(code, modifiers)| Event::Key(KeyEvent::new(code, modifiers))),
        1 => mouse,
        1 => ".{0,12}".prop_map(Event::Paste),
    ]
}

/// Whether the tab of Read is the current one: there the cursor may be scrolled out of sight.
fn is_reading(stage: &Stage) -> bool {
    let buffer = stage.buffer();
    let title: String = (0..buffer.area.width).map(|x| buffer[(x, 0)].symbol()).collect();
    let tab = title.find("3 Read").map(|at| title[..at].chars().count());
    tab.and_then(|x| u16::try_from(x).ok()).is_some_and(|x| buffer[(x, 0)].modifier.contains(Modifier::REVERSED))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_keys_leave_a_sound_state_that_draws(
        name in proptest::sample::select(vec!["harrow-bay", "hostile", "faulty"]),
        events in proptest::collection::vec(event(), 0..60),
        size in (0..130_u16, 0..40_u16),
        blind: bool,
    ) {
        let mut stage = Stage::new(catalogue(name), Theme::Dark, size);
        if blind {
            stage.app.hide_outlets("anna");
            stage.show(catalogue(name));
        }
        for event in events {
            stage.send(event);
            if size.0 >= 40 && size.1 >= 10 {
                let screen = stage.text();
                let nothing = [
                    "No claim is left",
                    "no key does that",
                    "No excerpt has all",
                    "The catalogue has nothing like",
                    "Nothing is wrong",
                    "has no [[naming]]",
                    "has no [[frame]]",
                    "Nobody else has read",
                    "There is nothing to compare",
                    "no text at hand",
                    // On a small screen notes take the room of the rows.
                    "┌ About ",
                    // A form has its cursor in a line.
                    "┏ New ",
                    "┏ Change ",
                    "File words",
                    "Move the excerpt",
                    "Make the claim",
                    "Cannot be true",
                ];
                prop_assert!(is_reading(&stage) || screen.contains('▌') || nothing.iter().any(|text| screen.contains(text)), "the cursor is out of sight:\n{screen}");
            }
        }
        prop_assert_eq!(stage.buffer(), stage.buffer(), "drawing twice gives the same");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn whatever_is_decided_draws(events in proptest::collection::vec(event(), 0..40), size in (0..130_u16, 0..40_u16)) {
        let mut stage = Stage::on("two-readers", Theme::Dark, size).play("8");
        for event in events {
            stage.send(event);
            stage.buffer();
        }
    }
}

/// Keys that select words, and a few that lead elsewhere.
fn selecting() -> impl Strategy<Value = Event> {
    let key =
        proptest::sample::select("vvv hlwbejkjk(){}{}sspoJJynNgG0123f?zt3".chars().collect::<Vec<_>>()).prop_map(KeyCode::Char);
    let key = prop_oneof![8 => key, 1 => Just(KeyCode::Esc), 1 => Just(KeyCode::Enter)];
    prop_oneof![6 => key.prop_map(|code| Event::Key(KeyEvent::from(code))), 1 => event()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_words_are_selected_and_drawn(
        name in proptest::sample::select(vec!["low-street", "harrow-bay", "faulty"]),
        events in proptest::collection::vec(selecting(), 0..60),
        size in (0..130_u16, 0..40_u16),
    ) {
        let mut stage = Stage::on(name, Theme::Dark, size).play("3v");
        for event in events {
            stage.send(event);
            stage.buffer();
        }
    }
}

#[test]
fn every_size_draws_on_every_screen() {
    let scripts = [
        "",
        "l",
        "<Enter>",
        "2",
        "?",
        "z",
        "lz",
        "/bridge",
        "/bridge<Enter>",
        "3",
        "3l",
        "3vv9wJvw",
        "4",
        "4<Enter>z",
        "4d",
        "5",
        "5z",
        "6",
        "6z",
        "7",
        "7z",
        "7<Tab>l",
        "7<Tab><Tab>j",
        "p",
        "pt",
        "pt2",
        "ptp",
    ];
    for script in scripts {
        let mut stage = Stage::new(catalogue("harrow-bay"), Theme::Dark, (160, 45)).with_texts("harrow-bay").play(script);
        for width in (0..=40).chain((41..=200).step_by(7)) {
            for height in (0..=20).chain((21..=60).step_by(9)) {
                stage.resize((width, height));
                stage.buffer();
            }
        }
    }
}
