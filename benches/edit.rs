//! How long it takes from a key to words that are filed, on the disk and on the screen, against one bare write of the same bytes.
//!
//! `cargo bench --bench edit` measures catalogues of 1,000 to 100,000 excerpts, whose claims stand in a file an event; with
//! `MILLION=1` in the environment one of a million (about 420 MB) besides. The catalogues are written below `target/tmp` once, and
//! copied for each measurement.

#![expect(clippy::expect_used, reason = "what cannot be set up cannot be measured")]

mod big;

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use divan::Bencher;
use parallax::{
    catalogue::{
        Catalogue, Origin, Progress, Stance,
        edit::{self, Choice, Filing, NewClaim},
        load,
        texts::Texts,
    },
    tui::{action::Effect, app::App, desk::Desk, frame, kit::theme::Theme},
};
use ratatui::{buffer::Buffer, layout::Rect};

const SCREEN: Rect = Rect { x: 0, y: 0, width: 160, height: 45 };

fn main() {
    divan::main();
}

/// A copy of a catalogue of so many excerpts, in a folder that goes with it.
fn copy(excerpts: usize) -> Folder {
    let from = big::folder(excerpts / 10, big::Layout::Split).expect("the target folder can be written to");
    let to = from.with_extension(std::process::id().to_string());
    for folder in ["", "claims"] {
        fs::create_dir_all(to.join(folder)).expect("a folder");
        for file in fs::read_dir(from.join(folder)).expect("a catalogue").map(|file| file.expect("a file").path()) {
            if file.is_file() {
                fs::copy(&file, to.join(folder).join(file.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
    Folder(to)
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind is below `target`.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An excerpt under the claim in the middle: from Enter to the disk, and to the next frame.
#[divan::bench(args = big::sizes(), sample_count = 20, sample_size = 1)]
fn file(bencher: Bencher<'_, '_>, excerpts: usize) {
    let folder = copy(excerpts);
    let origin = Origin::Path(folder.0.clone());
    let mut desk = Desk::new(origin.clone(), Texts::of(&origin));
    desk.before_reading();
    let loaded = load(&origin, &Progress::default()).expect("a sound catalogue");
    let mut app = App::new(Theme::Dark, false, Arc::default());
    app.resize(SCREEN.width, SCREEN.height);
    app.show_catalogue(Arc::new(loaded.catalogue), loaded.warnings);
    desk.after_reading();
    let filing = filing(app.catalogue());
    bencher.bench_local(|| {
        let rounds = edit::file(app.catalogue(), &filing);
        assert!(desk.carry_out(&mut app, Effect::Write { rounds, told: String::new() }), "nobody else writes there");
        let mut buffer = Buffer::empty(SCREEN);
        frame::draw(&app, &mut buffer);
        buffer
    });
    assert!(app.catalogue().excerpts.len() > excerpts);
}

/// What the disk alone takes for the file in which that claim stands.
#[divan::bench(args = big::sizes(), sample_count = 20, sample_size = 1)]
fn bare_write(bencher: Bencher<'_, '_>, excerpts: usize) {
    let folder = copy(excerpts);
    let loaded = load(&Origin::Path(folder.0.clone()), &Progress::default()).expect("a sound catalogue");
    let claim = loaded.catalogue.claims.iter().nth(excerpts / 20).expect("a claim");
    let path = &loaded.catalogue.files[claim.place.file].path;
    let content = fs::read(path).expect("a file");
    bencher.bench_local(|| write(path, &content));
}

fn write(path: &Path, content: &[u8]) {
    let beside = path.with_extension("new");
    let mut file = File::create(&beside).expect("a new file");
    file.write_all(content).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&beside, path)).expect("a write");
}

/// An excerpt of the document that is quoted first under the claim in the middle.
fn filing(catalogue: &Catalogue) -> Filing {
    let (id, claim) = catalogue.claims.entries().nth(catalogue.claims.len() / 2).expect("a claim");
    let (_, excerpt) = catalogue.excerpts_of(id).next().expect("an excerpt");
    Filing {
        claim: Choice::<NewClaim>::There(claim.id.to_string()),
        document: catalogue.documents[excerpt.document].id.to_string(),
        stance: Stance::Affirms,
        speaker: None,
        cue: None,
        frames: Vec::new(),
        figure: None,
        quote: "the barriers came down".to_owned(),
        prefix: None,
        suffix: None,
        span: None,
        blind: false,
        note: None,
    }
}
