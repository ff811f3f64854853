//! What a frame costs: as much as is in sight, however large the catalogue.
//!
//! `cargo bench --bench draw` measures frames of 160 columns and 45 lines over catalogues of 1,000 to 100,000 excerpts; with
//! `MILLION=1` in the environment one of a million (about 420 MB) besides. The catalogues are written below `target/tmp` once.

#![expect(clippy::expect_used, reason = "what cannot be set up cannot be measured")]

mod big;

use std::sync::Arc;

use divan::{Bencher, black_box};
use parallax::{
    catalogue::{Origin, Progress, load, texts::Texts},
    find::Stop,
    tui::{
        action::{Action, Screen},
        answer::{Question, answer},
        app::App,
        frame,
        kit::theme::Theme,
    },
};
use ratatui::{buffer::Buffer, layout::Rect};

const SCREEN: Rect = Rect { x: 0, y: 0, width: 160, height: 45 };

fn main() {
    divan::main();
}

/// The screen over a catalogue of so many excerpts, in the middle of it, after these actions.
fn app(excerpts: usize, actions: &[Action]) -> App {
    let folder = big::folder(excerpts / 10, big::Layout::Split).expect("the target folder can be written to");
    let loaded = load(&Origin::Path(folder), &Progress::default()).expect("a sound catalogue");
    assert_eq!(loaded.catalogue.excerpts.len(), excerpts);
    let mut app = App::new(Theme::Dark, false, Arc::default());
    app.show_catalogue(Arc::new(loaded.catalogue), loaded.warnings);
    app.resize(SCREEN.width, SCREEN.height);
    for _ in 0..10 {
        app.update(Action::NextEvent);
    }
    for action in actions {
        app.update(action.clone());
    }
    app
}

fn frame(bencher: Bencher<'_, '_>, app: &App) {
    bencher.with_inputs(|| Buffer::empty(SCREEN)).bench_local_values(|mut buffer| {
        frame::draw(black_box(app), &mut buffer);
        buffer
    });
}

/// A frame of Compare.
#[divan::bench(args = big::sizes())]
fn compare(bencher: Bencher<'_, '_>, excerpts: usize) {
    frame(bencher, &app(excerpts, &[]));
}

/// The same with the words marked that differ.
#[divan::bench(args = big::sizes())]
fn compare_wording(bencher: Bencher<'_, '_>, excerpts: usize) {
    frame(bencher, &app(excerpts, &[Action::Wording]));
}

/// A frame of the Matrix.
#[divan::bench(args = big::sizes())]
fn matrix(bencher: Bencher<'_, '_>, excerpts: usize) {
    frame(bencher, &app(excerpts, &[Action::Show(Screen::Matrix)]));
}

/// The same once what the screen asks of the whole catalogue is answered.
fn counted(excerpts: usize, screen: Screen) -> App {
    let mut app = app(excerpts, &[Action::Show(screen)]);
    let counts = |question: &Question| matches!(question, Question::Frame(_) | Question::Profile(_));
    for question in app.ask().into_iter().filter(counts) {
        let answer = answer(question, &Texts::of(&Origin::BuiltIn), &Stop::default()).expect("nobody stops it");
        app.hear(app.edition(), answer);
    }
    app
}

/// A frame of Frames.
#[divan::bench(args = big::sizes())]
fn frames(bencher: Bencher<'_, '_>, excerpts: usize) {
    frame(bencher, &counted(excerpts, Screen::Frames));
}

/// A frame of Outlets.
#[divan::bench(args = big::sizes())]
fn outlets(bencher: Bencher<'_, '_>, excerpts: usize) {
    frame(bencher, &counted(excerpts, Screen::Outlets));
}

/// A key that goes to the next claim, or back, and the frame that shows it.
#[divan::bench(args = big::sizes())]
fn key(bencher: Bencher<'_, '_>, excerpts: usize) {
    let mut app = app(excerpts, &[]);
    let mut back = false;
    bencher.with_inputs(|| Buffer::empty(SCREEN)).bench_local_values(|mut buffer| {
        back = !back;
        app.update(if back { Action::Up } else { Action::Down });
        frame::draw(&app, &mut buffer);
        buffer
    });
}
