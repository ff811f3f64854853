//! What can go wrong between the form and the file: nothing on the disk is touched, the screen says what it is and the way out, the form
//! stays filled in, and the same Enter files it once that is mended.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use std::{
    fs::{self, File, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
};

use crate::{
    filing::{HarrowBay, NOTE, is_filled_in, said},
    pseudo::{Terminal, until},
};

/// What the title says as long as the catalogue on the disk cannot be read.
const NOT_READ: &str = "≠ not read";

/// Enter is refused, and all of `told` is said; nothing is written, and the form stays.
#[track_caller]
fn refused(bay: &HarrowBay, terminal: &mut Terminal, told: &[&str]) {
    let before = bay.bytes();
    terminal.types("\r");
    said(terminal, told);
    is_filled_in(terminal);
    assert_eq!(bay.bytes(), before);
}

/// Enter files what is in the form, with its note, and nothing else than it and what was `before`.
#[track_caller]
fn files(bay: &HarrowBay, terminal: &mut Terminal, before: usize) {
    terminal.types("\r");
    terminal.shows("filed under “The bridge could have fallen any day”");
    let catalogue = bay.read();
    let filed: Vec<_> = catalogue.excerpts.iter().filter(|excerpt| excerpt.note.as_deref() == Some(NOTE)).collect();
    assert_eq!((filed.len(), catalogue.excerpts.len()), (1, before + 1));
    assert_eq!(bay.drafts(), 0);
}

/// A fault and its end, each done to the folder.
#[track_caller]
fn mended(fault: impl FnOnce(&HarrowBay), told: &[&str], mend: impl FnOnce(&HarrowBay)) {
    let bay = HarrowBay::new();
    let before = bay.excerpts();
    let mut terminal = bay.with_form();
    fault(&bay);
    refused(&bay, &mut terminal, told);
    mend(&bay);
    files(&bay, &mut terminal, before);
}

/// Likewise with one after which the catalogue cannot be read: that is noticed before Enter.
#[track_caller]
fn mended_and_read(fault: impl FnOnce(&HarrowBay), told: &[&str], mend: impl FnOnce(&HarrowBay)) {
    let bay = HarrowBay::new();
    let before = bay.excerpts();
    let mut terminal = bay.with_form();
    fault(&bay);
    terminal.shows(NOT_READ);
    is_filled_in(&terminal);
    refused(&bay, &mut terminal, told);
    mend(&bay);
    files(&bay, &mut terminal, before);
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_file_that_is_read_only() {
    let closing = HarrowBay::closing;
    mended(
        |bay| chmod(&closing(bay), 0o444),
        &["closing.toml: left as it was: it is read-only; make it writable (`chmod u+w`), or work on a copy of the catalogue"],
        |bay| chmod(&closing(bay), 0o644),
    );
}

#[test]
fn a_folder_that_is_read_only() {
    if rustix::process::geteuid().is_root() {
        // Nothing is read-only to the superuser; the name that is taken, below, fails at the same place.
        return;
    }
    mended(
        |bay| chmod(&bay.path().join("claims"), 0o555),
        &[
            "closing.toml: left as it was: Permission denied",
            "make it and its folder writable, or work on a copy of the catalogue",
        ],
        |bay| chmod(&bay.path().join("claims"), 0o755),
    );
}

#[test]
fn a_folder_that_is_read_only_altogether_keeps_the_form_in_memory() {
    if rustix::process::geteuid().is_root() {
        return;
    }
    let bay = HarrowBay::new();
    chmod(&bay.path(), 0o555);
    let mut terminal = bay.opened();
    terminal.types("vwwa");
    terminal.shows("the form is kept in memory only: ");
    chmod(&bay.path(), 0o755);
    terminal.types("any day\ra\r");
    terminal.shows("filed under");
    assert_eq!(bay.drafts(), 0);
}

#[test]
fn a_new_file_whose_name_is_taken() {
    let bay = HarrowBay::new();
    let before = bay.excerpts();
    let mut terminal = bay.with_form();
    let taken = bay.path().join(format!("claims/.closing.toml.{}.new", terminal.pid()));
    fs::create_dir(&taken).unwrap();
    refused(&bay, &mut terminal, &["closing.toml: left as it was: File exists"]);
    fs::remove_dir(&taken).unwrap();
    files(&bay, &mut terminal, before);
}

#[test]
fn a_file_with_another_name() {
    let other = |bay: &HarrowBay| bay.outside().join("other");
    mended(
        |bay| fs::hard_link(bay.closing(), other(bay)).unwrap(),
        &["closing.toml: left as it was: it has other names (hard links)", "make it a file of its own"],
        |bay| fs::remove_file(other(bay)).unwrap(),
    );
}

/// A disk on which nothing finds room: no file of the program may be longer than `bytes`.
#[cfg(target_os = "linux")]
fn room(terminal: &Terminal, bytes: Option<u64>) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};

    let pid = Pid::from_raw(terminal.pid().parse().unwrap());
    prlimit(pid, Resource::Fsize, Rlimit { current: bytes, maximum: None }).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let bay = HarrowBay::new();
    let before = bay.excerpts();
    let mut terminal = bay.with_form();
    room(&terminal, Some(0));
    refused(&bay, &mut terminal, &["closing.toml: left as it was: File too large", "make room and try again"]);
    // What is typed on is kept in memory, which is said.
    terminal.types("!");
    terminal.shows("the form is kept in memory only: ");
    terminal.types("\x7f");
    is_filled_in(&terminal);
    // There is room for a part of the file.
    room(&terminal, Some(1000));
    refused(&bay, &mut terminal, &["closing.toml: left as it was: File too large"]);
    room(&terminal, None);
    files(&bay, &mut terminal, before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_a_step_over_several_files() {
    let bay = HarrowBay::new();
    let (before, excerpts) = (bay.bytes(), bay.excerpts());
    let mut terminal = bay.opened();
    terminal.types("vwwaany day\rrA pilot of the harbour");
    terminal.shows("A pilot of the harbour");
    for bytes in [0, 3000] {
        room(&terminal, Some(bytes));
        terminal.types("\r");
        said(&terminal, &["File too large", "make room and try again"]);
        terminal.shows("File words of Bay Courier");
        assert_eq!(bay.bytes(), before);
        // The message goes with the next key.
        terminal.types("\x1b[B");
        terminal.wait("no message", |screen| !screen.contents().contains("make room"));
    }
    room(&terminal, None);
    terminal.types("\r");
    terminal.shows("filed under");
    let catalogue = bay.read();
    assert_eq!(catalogue.excerpts.len(), excerpts + 1);
    assert!(catalogue.speakers.iter().any(|speaker| speaker.name == "A pilot of the harbour"));
}

#[test]
fn another_program_that_is_at_it_for_long() {
    let bay = HarrowBay::new();
    let before = bay.excerpts();
    let mut terminal = bay.with_form();
    let held = File::open(bay.path()).unwrap();
    held.lock().unwrap();
    refused(&bay, &mut terminal, &["another parallax is writing there; try again"]);
    drop(held);
    files(&bay, &mut terminal, before);
}

#[test]
fn a_folder_that_vanishes() {
    let bay = HarrowBay::new();
    let before = bay.excerpts();
    let mut terminal = bay.with_form();
    let away = bay.outside().join("away");
    fs::rename(bay.path(), &away).unwrap();
    terminal.shows(NOT_READ);
    terminal.types("!");
    terminal.shows("the form is kept in memory only: ");
    terminal.types("\x7f");
    terminal.types("\r");
    said(&terminal, &["not written: ", "bay: cannot be read"]);
    is_filled_in(&terminal);
    assert_eq!(fs::read_dir(bay.outside()).unwrap().count(), 1, "nothing is left in its place");
    fs::rename(&away, bay.path()).unwrap();
    files(&bay, &mut terminal, before);
}

#[test]
fn a_file_that_is_deleted() {
    let bay = HarrowBay::new();
    let before = bay.excerpts();
    let held = fs::read(bay.closing()).unwrap();
    let mut terminal = bay.with_form();
    fs::remove_file(bay.closing()).unwrap();
    terminal.types("\r");
    said(&terminal, &["not written: ", "not there any more"]);
    fs::write(bay.closing(), held).unwrap();
    files(&bay, &mut terminal, before);
}

#[test]
fn a_claim_that_is_renamed_or_deleted() {
    let renamed = |held: &str| held.replace("id    = \"unsafe\"\n", "id    = \"other\"\n");
    let deleted = |held: &str| held[..held.find("[[claim]]\nid    = \"unsafe\"").unwrap()].to_owned();
    for change in [&renamed as &dyn Fn(&str) -> String, &deleted] {
        let bay = HarrowBay::new();
        let before = fs::read_to_string(bay.closing()).unwrap();
        let mut terminal = bay.with_form();
        fs::write(bay.closing(), change(&before)).unwrap();
        terminal.types("\r");
        said(&terminal, &["claim unsafe is not there any more", "choose another one, or bring it back"]);
        terminal.shows(NOTE);
        // Another one is chosen; what else was filled in stays.
        terminal.types("\t");
        terminal.types("warning\r");
        terminal.types("\r");
        terminal.shows("filed under “The bridge was closed without warning”");
        assert_eq!(bay.read().excerpts.iter().filter(|excerpt| excerpt.note.as_deref() == Some(NOTE)).count(), 1);
    }
}

#[test]
fn a_file_that_is_broken() {
    let spoil = |with: &'static str| {
        let spoilt = move |bay: &HarrowBay| {
            let held = fs::read_to_string(bay.closing()).unwrap();
            fs::write(bay.closing(), held.replacen("[[claim]]\n", with, 1)).unwrap();
        };
        let mended = move |bay: &HarrowBay| {
            let held = fs::read_to_string(bay.closing()).unwrap();
            fs::write(bay.closing(), held.replacen(with, "[[claim]]\n", 1)).unwrap();
        };
        (spoilt, mended)
    };
    for (with, why) in [
        ("[[claim]\n", "closing.toml:1: "),
        ("<<<<<<< mine\n[[claim]]\n=======\n>>>>>>> theirs\n", "merge conflict"),
        ("[[claim]]\nweight = 3\n", "unknown key `weight`"),
    ] {
        let (spoilt, mend) = spoil(with);
        mended_and_read(spoilt, &["not written: ", why], mend);
    }
}

#[test]
fn a_file_that_is_replaced_or_renamed_takes_what_is_filed_at_once() {
    let changed: [fn(&HarrowBay); 2] = [
        |bay| {
            let held = fs::read_to_string(bay.closing()).unwrap();
            let new = bay.path().join("claims/.closing.toml~");
            fs::write(&new, format!("# Looked through on Monday.\n\n{held}")).unwrap();
            fs::rename(new, bay.closing()).unwrap();
        },
        |bay| fs::rename(bay.closing(), bay.path().join("claims/night.toml")).unwrap(),
    ];
    for change in changed {
        let bay = HarrowBay::new();
        let before = bay.excerpts();
        let mut terminal = bay.with_form();
        change(&bay);
        let changed: Vec<_> = bay.bytes();
        files(&bay, &mut terminal, before);
        terminal.types("u");
        terminal.shows("taken back:");
        until("the same bytes", || bay.bytes() == changed);
    }
}
