//! What it costs to tell how far readings agree: 500 claims on ten documents, so 5,000 cells.
//!
//! `cargo bench --bench agree`

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to go on with")]

use std::{fs, path::PathBuf};

use divan::{Bencher, black_box};
use oorandom::Rand32;
use parallax::{
    catalogue::{Catalogue, Origin, Progress, load, parse, readings::Reading},
    compare::agreement::{class::Class, coding::Coding, differences::differences, summary::Agreement},
};

const CLAIMS: u32 = 500;
const DOCUMENTS: u32 = 10;
const SPEAKERS: u32 = 40;
const FRAMES: u32 = 6;
const STANCES: [&str; 5] = ["affirms", "questions", "denies", "reports", "reports-denial"];

fn main() {
    divan::main();
}

/// Outlets, documents and all else that readings share.
fn tables() -> String {
    let mut text = String::from("title = 'Bridge'\n[[event]]\nid = 'closing'\ntitle = 'The closing'\n");
    for (kind, number) in [("speaker", SPEAKERS), ("frame", FRAMES), ("outlet", DOCUMENTS)] {
        text.extend((0..number).map(|at| format!("[[{kind}]]\nid = '{kind}-{at}'\nname = 'The {kind} {at}'\n")));
    }
    let document = |at| {
        let copy = if at == 1 { "copy_of = 'd0'\n" } else { "" };
        format!("[[document]]\nid = 'd{at}'\noutlet = 'outlet-{at}'\ntitle = 'Closed {at}'\n{copy}")
    };
    text.extend((0..DOCUMENTS).map(document));
    text
}

/// What a reader found, each claim declared with `more`: something of their own instead of what is common in one of four codings.
fn claims(reader: u64, more: &str) -> String {
    let (mut common, mut own) = (Rand32::new(1), Rand32::new(2 + reader));
    let mut among = |number: u32| {
        let all = common.rand_range(0..number);
        if own.rand_range(0..4) == 0 { own.rand_range(0..number) } else { all }
    };
    let mut text = String::new();
    for claim in 0..CLAIMS {
        let (mut absent, mut excerpts) = (String::new(), String::new());
        for document in 0..DOCUMENTS {
            let (found, stance, speaker) = (among(3) > 0, among(5), among(SPEAKERS));
            let (frame, start, end) = (among(FRAMES + 2), among(20), 100 + among(20));
            if !found {
                absent.push_str(&format!("'d{document}', "));
                continue;
            }
            let speaker = if stance > 2 { format!("speaker = 'speaker-{speaker}'\n") } else { String::new() };
            let frames = if frame < FRAMES { format!("frames = ['frame-{frame}']\n") } else { String::new() };
            let (stance, from) = (STANCES[stance as usize], 200 * claim);
            excerpts.push_str(&format!(
                "[[claim.excerpt]]\ndocument = 'd{document}'\nstance = '{stance}'\n{speaker}{frames}quote = 'Nobody was told {claim}'\n\
                 span = [{}, {}]\n",
                from + start,
                from + end
            ));
        }
        text.push_str(&format!("[[claim]]\nid = 'c{claim}'\n{more}absent = [{absent}]\n{excerpts}"));
    }
    text
}

/// What a claim of a catalogue has beside its id.
const DECLARED: &str = "event = 'closing'\ntitle = 'The bridge was closed'\n";

fn reading(reader: u64) -> Catalogue {
    parse(tables() + &claims(reader, DECLARED)).expect("the reading is sound").catalogue
}

/// From their files on, as the command does it.
#[divan::bench(args = [2, 10, 30], sample_count = 5, sample_size = 1)]
fn readings_are_read(bencher: Bencher, readers: u64) {
    let folder = PathBuf::from(option_env!("CARGO_TARGET_TMPDIR").unwrap_or("/tmp")).join(format!("readings-{readers}"));
    let write = |path: &str, text: String| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder is made");
        fs::write(path, text).expect("a reading is written");
    };
    write("catalogue.toml", tables() + &claims(0, DECLARED));
    for reader in 1..=readers {
        write(&format!("readings/reader-{reader}/coding.toml"), claims(reader, ""));
    }
    let origin = Origin::Path(folder);
    let main = load(&origin, &Progress::default()).expect("the catalogue is sound").catalogue;
    bencher.bench_local(|| {
        let read = Reading::all(black_box(&origin)).into_iter().map(|reading| reading.over(&main));
        read.collect::<Result<Vec<_>, _>>().expect("the readings are sound")
    });
}

#[divan::bench(args = [2, 10, 30], sample_count = 5, sample_size = 1)]
fn readings_agree(bencher: Bencher, readers: u64) {
    let readings: Vec<Catalogue> = (0..readers).map(reading).collect();
    let codings: Vec<Coding<'_>> = readings.iter().map(Coding::as_noted).collect();
    bencher.bench_local(|| Agreement::of(&readings[0], black_box(&codings)));
}

#[divan::bench(args = [10, 30], sample_count = 5, sample_size = 1)]
fn a_class_agrees(bencher: Bencher, readers: u64) {
    let readings: Vec<Catalogue> = (0..=readers).map(reading).collect();
    let codings: Vec<Coding<'_>> = readings.iter().map(Coding::as_noted).collect();
    bencher.bench_local(|| Class::of(&readings[0], &codings[0], black_box(&codings[1..])));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn two_readings_differ(bencher: Bencher) {
    let readings = [0, 1].map(reading);
    let codings = readings.each_ref().map(Coding::as_noted);
    bencher.bench_local(|| differences(&readings[0], black_box(&codings[0]), &codings[1]));
}
