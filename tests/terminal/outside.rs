//! What the program does with others: the clipboard, the editor.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt, fs::PermissionsExt},
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};

use crate::pseudo::{JOB_CONTROL, READY, SHELL, Terminal, built_in, catalogue, open, parallax};

#[test]
fn a_quotation_is_copied_with_its_source() {
    let mut terminal = open("harrow-bay").size(160, 45).go();
    terminal.shows("▌The bridge was closed");
    terminal.types("ly");
    terminal.shows("clipboard with its source");
    let copied = String::from_utf8(BASE64_STANDARD.decode(terminal.clipboard()).unwrap()).unwrap();
    assert_eq!(
        copied,
        "“Nobody in Harrow Bay had been told when the barriers came down at midnight.” \
         (Ines Okafor, “Bridge shut overnight, ferry doubles its fare”, Bay Courier, 2031-03-04, at 13 %)"
    );
}

#[test]
fn within_tmux_a_quotation_is_given_to_tmux() {
    let folder = tempfile::tempdir().unwrap();
    let (program, buffer) = (folder.path().join("tmux"), folder.path().join("buffer"));
    let path = std::env::join_paths(
        [folder.path().to_owned()].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let copies = |status: u8| {
        let script = format!("#!/bin/sh\n[ \"$*\" = 'load-buffer -w -' ] && /bin/cat > '{}'\nexit {status}\n", buffer.display());
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let mut terminal = open("harrow-bay").size(160, 45).variable("TMUX", "socket,1,0").variable("PATH", path.clone()).go();
        terminal.shows("▌The bridge was closed");
        terminal.types("ly");
        terminal
    };
    copies(0).shows("copied to tmux and its clipboard");
    assert!(fs::read_to_string(&buffer).unwrap().starts_with("“Nobody in Harrow Bay had been told"));
    let refused = copies(1);
    refused.shows("tmux hands it on only with `set-clipboard on`");
    assert!(!refused.clipboard().is_empty());
}

#[test]
fn nothing_of_a_hostile_quotation_but_its_visible_form_is_copied() {
    let mut terminal = open("hostile").size(160, 45).go();
    terminal.shows(READY);
    terminal.types("ly");
    let copied = String::from_utf8(BASE64_STANDARD.decode(terminal.clipboard()).unwrap()).unwrap();
    assert!(copied.contains("␛[31mcolour"), "{copied}");
    assert!(copied.chars().all(|c| !parallax::text::clean::is_unsafe(c)), "{copied:?}");
}

#[test]
fn the_mouse_chooses_what_it_hits_once_it_is_captured() {
    // A press of the left button on the second claim, in the fifth line, as terminals report it.
    const CLICK: &str = "\x1b[<0;10;5M\x1b[<0;10;5m";
    let mut terminal = open("harrow-bay").size(160, 45).go();
    terminal.shows("▌The bridge was closed");
    terminal.types("m");
    terminal.shows("mouse on");
    terminal.types(CLICK);
    terminal.shows("▌The closing was announced");
    // The wheel, over the list.
    terminal.types("\x1b[<65;10;5M");
    terminal.shows("▌The bridge could have fallen");
    terminal.types("m");
    terminal.shows("mouse off");
    terminal.wait("the mouse set free", |screen| screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
}

/// An editor that does `does`, and writes down its arguments, one a line.
struct Editor {
    folder: tempfile::TempDir,
}

impl Editor {
    fn that(does: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("my editor");
        let log = folder.path().join("log");
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n{does}\n", log.display());
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self { folder }
    }

    /// As a person writes it into a variable, with the blank in its name.
    fn command(&self) -> String {
        format!("'{}'", self.folder.path().join("my editor").display())
    }

    fn arguments(&self) -> Vec<String> {
        let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }
}

/// The line of `tests/catalogues/<file>` on which `text` stands, counted from 1.
fn line_of(file: &Path, text: &str) -> usize {
    fs::read_to_string(file).unwrap().lines().position(|line| line.contains(text)).unwrap() + 1
}

fn closing() -> PathBuf {
    catalogue("harrow-bay").join("claims/closing.toml")
}

fn whole_again(terminal: &Terminal) {
    terminal.wait("the whole screen", |screen| {
        let contents = screen.contents();
        screen.alternate_screen() && screen.hide_cursor() && contents.contains("parallax  The harbour bridge") && {
            contents.contains("▌The bridge was closed")
        }
    });
}

#[test]
fn the_editor_opens_the_claim_and_from_the_excerpts_the_excerpt() {
    // It waits for a line, which it gets only if nobody else reads the keys and if the terminal makes lines of them again.
    let editor = Editor::that("echo \"editing at $1\"; read -r line; echo \"$line\" > \"$0.heard\"");
    let mut terminal = open("harrow-bay").size(160, 45).variable("EDITOR", editor.command()).go();
    terminal.shows("▌The bridge was closed");
    terminal.types("e");
    let claim = line_of(&closing(), "[[claim]]");
    terminal.shows(&format!("editing at +{claim}"));
    terminal.is_left();
    assert_eq!(editor.arguments(), [format!("+{claim}"), closing().display().to_string()]);
    terminal.types("hjkl\n");
    whole_again(&terminal);
    assert_eq!(fs::read_to_string(editor.folder.path().join("my editor.heard")).unwrap(), "hjkl\n");

    terminal.types("lle");
    let excerpt = line_of(&closing(), "mirror-bridge") - 1;
    terminal.shows(&format!("editing at +{excerpt}"));
    terminal.types("\n");
    whole_again(&terminal);
    terminal.types("q");
    terminal.is_given_back(0);
}

#[test]
fn visual_comes_before_editor_and_may_have_options() {
    let editor = Editor::that("");
    let command = format!("{} --wait", editor.command());
    let mut terminal = open("harrow-bay").variable("EDITOR", "false").variable("VISUAL", command).go();
    terminal.shows("▌The bridge was closed");
    terminal.types("e");
    crate::pseudo::until("the editor", || editor.arguments().len() == 3);
    assert_eq!(editor.arguments()[0], "--wait");
    whole_again(&terminal);
}

#[test]
fn an_editor_that_fails_is_told() {
    let mut terminal = open("harrow-bay").variable("EDITOR", "no-such-editor").go();
    terminal.shows("▌The bridge was closed");
    terminal.types("e");
    terminal.shows("`no-such-editor` ended with");
    whole_again(&terminal);
}

#[test]
fn the_built_in_catalogue_is_not_edited() {
    let mut terminal = built_in().variable("EDITOR", "no-such-editor").go();
    terminal.shows(READY);
    terminal.types("e");
    terminal.shows("the built-in catalogue cannot be edited");
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let editor = Editor::that("trap 'echo interrupted' INT; kill -INT 0; sleep 0; echo 'in the editor'; read -r _");
    let mut terminal = open("harrow-bay").variable("EDITOR", editor.command()).under(SHELL).go();
    terminal.shows("▌The bridge was closed");
    terminal.types("e");
    terminal.shows("interrupted");
    terminal.shows("in the editor");
    terminal.types("\n");
    whole_again(&terminal);
    terminal.types("q");
    terminal.is_given_back(0);
}

#[test]
fn ctrl_z_in_the_editor_stops_both_and_fg_resumes_both() {
    let editor = Editor::that("kill -TSTP 0; echo 'in the editor'; read -r _");
    let mut terminal = open("harrow-bay").variable("EDITOR", editor.command()).under(JOB_CONTROL).go();
    terminal.shows("▌The bridge was closed");
    terminal.types("e");
    terminal.told("stopped");
    terminal.types("\n");
    terminal.shows("in the editor");
    terminal.types("\n");
    whole_again(&terminal);
    terminal.types("q");
    terminal.is_given_back(0);
}

#[test]
fn the_editor_gets_the_very_name_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    for name in [&b"bay-\xff.toml"[..], b"-bay.toml"] {
        let name = OsStr::from_bytes(name);
        fs::write(
            folder.path().join(name),
            "title = \"Harrow Bay\"\n[[event]]\nid = \"e\"\ntitle = \"The ferry\"\ndate = 2031-03-04\n[[claim]]\nid = \"a\"\nevent = \"e\"\ntitle = \"The ferry sailed\"\n",
        )
        .unwrap();
        // It fails on a file that is not there, as on an option that it does not know.
        let editor = Editor::that("cat -- \"$2\" && cat \"$2\" && echo read; read -r _");
        let mut terminal = parallax([OsStr::new("--"), name]).within(folder.path()).variable("EDITOR", editor.command()).go();
        terminal.shows("▌The ferry sailed");
        terminal.types("e");
        terminal.shows("read");
        terminal.types("\n");
        terminal.wait("the screen", |screen| screen.alternate_screen() && screen.contents().contains("▌The ferry sailed"));
        terminal.types("q");
        terminal.is_given_back(0);
    }
}
