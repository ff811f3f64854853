//! However the program ends or pauses, the terminal is as it was before.

use std::{ffi::OsString, fs, iter, path::PathBuf, thread};

use parallax::{
    catalogue::{Origin, texts::Texts},
    tui::{self, kit::theme::Theme},
};

use crate::pseudo::{JOB_CONTROL, READY, Start, Terminal, built_in, open, parallax, until};

/// What stands over the list once the quotations are checked: nothing changes any more by itself.
const CHECKED: &str = "pairs settled";

/// What of a screen can be seen: a blank that was written is like one that never was.
fn seen(screen: &str) -> String {
    screen.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn running(start: Start) -> Terminal {
    let terminal = start.go();
    terminal.shows(READY);
    terminal
}

#[test]
fn q_gives_the_terminal_back() {
    let mut terminal = running(built_in());
    terminal
        .wait("the terminal taken over", |screen| screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
    terminal.types("q");
    terminal.is_given_back(0);
}

#[test]
fn ctrl_c_gives_the_terminal_back() {
    let mut terminal = running(built_in());
    terminal.types("?\x03");
    terminal.is_given_back(0);
}

#[test]
fn a_captured_mouse_is_set_free() {
    let mut terminal = running(built_in());
    terminal.types("m");
    terminal.shows("mouse on");
    terminal.wait("the mouse captured", |screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    terminal.types("q");
    terminal.is_given_back(0);
}

#[test]
fn signals_that_end_it_give_the_terminal_back_first() {
    for (name, number) in
        [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3), ("USR1", 10), ("USR2", 12), ("ALRM", 14), ("XCPU", 24)]
    {
        let mut terminal = running(built_in());
        terminal.types("m");
        terminal.shows("mouse on");
        terminal.signal(name);
        terminal.is_given_back(128 + number);
    }
}

#[test]
fn it_dies_of_the_signal_itself() {
    for (name, description) in
        [("TERM", "Terminated"), ("HUP", "Hangup"), ("INT", "Interrupt"), ("QUIT", "Quit"), ("ALRM", "Alarm clock")]
    {
        let mut terminal = running(built_in().alone());
        terminal.signal(name);
        assert_eq!(terminal.ends().signal(), Some(description));
        terminal.wait("the screen left", |screen| !screen.alternate_screen());
        terminal.is_left();
    }
}

#[test]
fn a_terminal_that_hangs_does_not_keep_a_signal_from_ending_it() {
    let mut terminal = running(built_in().alone().size(200, 60));
    terminal.hangs();
    // More frames than the line from the program to the terminal can hold; were they drawn all the same, `q` would end it.
    terminal.types(&"21".repeat(100));
    terminal.types("q");
    terminal.rests();
    terminal.signal("TERM");
    assert_eq!(terminal.ends().signal(), Some("Terminated"));
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let mut terminal = running(built_in());
    let pid = terminal.pid();
    terminal.goes_away();
    until("the end of the program", || fs::metadata(format!("/proc/{pid}")).is_err());
}

#[test]
fn suspended_it_lends_the_terminal_and_comes_back_whole() {
    let mut terminal = running(open("harrow-bay").under(JOB_CONTROL));
    terminal.types("mj");
    terminal.shows("▌The closing was announced");
    terminal.shows(CHECKED);
    // The last line of the frame.
    terminal.shows(" f narrow");
    let before = seen(&terminal.text());
    terminal.types("\x1a");
    terminal.told("stopped");
    assert_eq!(terminal.told("meanwhile"), terminal.told("before"));
    terminal.is_left();
    terminal.types("\n");
    terminal.wait("the same screen", |screen| screen.alternate_screen() && seen(&screen.contents()) == before);
    terminal.wait("the mouse captured again", |screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    terminal.types("q");
    terminal.is_given_back(0);
}

#[test]
fn a_stop_asked_from_outside_is_like_ctrl_z() {
    let mut terminal = running(open("harrow-bay").under(JOB_CONTROL));
    terminal.shows(CHECKED);
    let before = seen(&terminal.text());
    terminal.signal("TSTP");
    terminal.told("stopped");
    terminal.is_left();
    terminal.types("\n");
    terminal.wait("the same screen", |screen| screen.alternate_screen() && seen(&screen.contents()) == before);
    terminal.types("q");
    terminal.is_given_back(0);
}

#[test]
fn a_broken_catalogue_is_told_on_a_terminal_given_back() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("catalogue.toml"), "title = \"Harrow Bay\"\n[[claim]]\nid = \"a\"\n").unwrap();
    let terminal = parallax([folder.path()]).go();
    terminal.is_given_back(2);
    assert!(terminal.text().contains("catalogue.toml"), "{}", terminal.text());
}

#[test]
fn a_catalogue_found_broken_behind_the_progress_line_is_told_there_too() {
    let folder = tempfile::tempdir().unwrap();
    let claim = |n: usize| format!("[[claim]]\nid = \"c{n}\"\nevent = \"e\"\ntitle = \"Claim number {n}\"\n");
    let claims: String = (0..20_000).map(claim).collect();
    fs::write(folder.path().join("catalogue.toml"), format!("title = \"Harrow Bay\"\n{claims}")).unwrap();
    let terminal = parallax([folder.path()]).go();
    terminal.wait("progress", |screen| screen.alternate_screen() && screen.contents().contains("reading the catalogue"));
    terminal.is_given_back(2);
    assert!(terminal.text().contains("help:"), "{}", terminal.text());
}

/// Where the test below says when to panic.
const SIGN: &str = "PARALLAX_TEST_SIGN";

/// The screen, and a panic beside it. No key and no catalogue is known that makes the program panic, and a switch for it has no
/// place in the product; what restores the terminal is the same.
#[test]
#[ignore = "is run in a terminal by the test below"]
fn a_thread_panics_beside_the_screen() {
    let screen = thread::spawn(|| tui::run(Origin::BuiltIn, Texts::of(&Origin::BuiltIn), Theme::Dark, false, false));
    let sign = PathBuf::from(std::env::var_os(SIGN).unwrap());
    until("the sign", || sign.exists());
    thread::spawn(|| panic!("the bridge has fallen")).join().unwrap_err();
    screen.join().unwrap_err();
}

#[test]
fn a_panic_on_any_thread_gives_the_terminal_back_is_reported_and_ends_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let sign = folder.path().join("now");
    let arguments = ["--exact", "--ignored", "--nocapture", "leaving::a_thread_panics_beside_the_screen"].map(OsString::from);
    let itself = std::env::current_exe().unwrap().into_os_string();
    let start = Start::new(iter::once(itself).chain(arguments).collect()).variable(SIGN, &sign);
    let mut terminal = running(start.variable("RUST_BACKTRACE", "0"));
    terminal.types("m");
    terminal.shows("mouse on");
    // Frames are written meanwhile.
    terminal.types(&"21".repeat(200));
    fs::write(&sign, "").unwrap();
    terminal.wait("the report", |screen| !screen.alternate_screen() && screen.contents().contains("the bridge has fallen"));
    terminal.is_given_back(0);
    let screen = terminal.text();
    assert!(screen.contains("the bridge has fallen"), "the report is written over:\n{screen}");
    assert!(!screen.contains("independent"), "a frame is drawn on the terminal that was given back:\n{screen}");
}
