//! How long loading takes, against one bare `toml::from_str` of the same bytes.
//!
//! `cargo bench --bench load` measures catalogues of 1,000 to 100,000 excerpts; with `MILLION=1` in the environment one of a
//! million (about 420 MB) besides. The catalogues are written below `target/tmp` once. For the memory it takes see
//! `examples/load.rs`.

#![expect(clippy::expect_used, reason = "what cannot be set up cannot be measured")]

mod big;

use std::{fs, path::PathBuf};

use divan::{Bencher, counter::BytesCount};
use parallax::catalogue::{Origin, Progress, Stance, load};
use serde::Deserialize;

fn main() {
    divan::main();
}

/// Claims in a file an event.
#[divan::bench(args = big::sizes(), sample_count = 5, sample_size = 1)]
fn split(bencher: Bencher<'_, '_>, excerpts: usize) {
    load_from(bencher, excerpts, big::Layout::Split);
}

/// Everything in one file.
#[divan::bench(args = big::sizes(), sample_count = 5, sample_size = 1)]
fn one_file(bencher: Bencher<'_, '_>, excerpts: usize) {
    load_from(bencher, excerpts, big::Layout::OneFile);
}

fn load_from(bencher: Bencher<'_, '_>, excerpts: usize, layout: big::Layout) {
    let origin = Origin::Path(folder(excerpts, layout));
    let progress = Progress::new();
    let loaded = load(&origin, &progress).expect("a sound catalogue");
    assert_eq!(loaded.catalogue.excerpts.len(), excerpts);
    drop(loaded);
    bencher.counter(BytesCount::new(progress.total())).bench(|| load(&origin, &Progress::new()));
}

/// What the parser alone takes for it, with nothing checked and no name looked up.
#[divan::bench(args = big::sizes(), sample_count = 5, sample_size = 1)]
fn bare_from_str(bencher: Bencher<'_, '_>, excerpts: usize) {
    let file = folder(excerpts, big::Layout::OneFile).join("catalogue.toml");
    let text = fs::read_to_string(file).expect("a catalogue");
    bencher.counter(BytesCount::of_str(&text)).bench(|| toml::from_str::<Bare>(&text).expect("a sound catalogue"));
}

fn folder(excerpts: usize, layout: big::Layout) -> PathBuf {
    big::folder(excerpts / 10, layout).expect("the target folder can be written to")
}

/// A catalogue as the parser gives it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "only read into")]
struct Bare {
    title: String,
    outlet: Vec<toml::Table>,
    document: Vec<toml::Table>,
    event: Vec<toml::Table>,
    speaker: Vec<toml::Table>,
    frame: Vec<toml::Table>,
    naming: Vec<toml::Table>,
    claim: Vec<BareClaim>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only read into")]
struct BareClaim {
    id: String,
    event: String,
    title: String,
    text: Option<String>,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    contradicts: Vec<String>,
    note: Option<String>,
    #[serde(default)]
    excerpt: Vec<BareExcerpt>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "only read into")]
struct BareExcerpt {
    document: String,
    stance: Stance,
    speaker: Option<String>,
    cue: Option<String>,
    #[serde(default)]
    frames: Vec<String>,
    figure: Option<String>,
    quote: String,
    prefix: Option<String>,
    suffix: Option<String>,
    span: Option<[u32; 2]>,
    note: Option<String>,
}
