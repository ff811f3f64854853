//! What it costs to find quotations: those of a whole catalogue, and one as its text grows.
//!
//! `cargo bench --bench anchor`

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to go on with")]

use divan::{Bencher, black_box};
use parallax::{
    catalogue::{Catalogue, Origin, Progress, load, texts::Text},
    compare::quotations::Quotations,
    text::anchor::{Haystack, Wanted},
};

fn main() {
    divan::main();
}

/// Sentences of invented words, the same for the same `seed`, of at least `length` bytes.
fn prose(seed: u64, length: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "har", "bour", "lo", "men", "tri", "na", "ke", "sol", "vi", "dun", "mo", "re", "fa", "the", "an", "qui", "os",
        "ter", "li", "pe", "gra", "no", "é",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut text = String::with_capacity(length + 64);
    while text.len() < length {
        for _ in 0..6 + next(14) {
            for _ in 0..=next(4) {
                text.push_str(SYLLABLES[next(SYLLABLES.len())]);
            }
            text.push_str(if next(12) == 0 { ", " } else { " " });
        }
        text.truncate(text.trim_end_matches([' ', ',']).len());
        text.push_str(if next(6) == 0 { ".\n\n" } else { ". " });
    }
    text
}

/// About `length` code points of `text` from the byte `start` on.
fn cut(text: &str, start: usize, length: usize) -> String {
    let start = (start..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text[start..].chars().take(length).collect::<String>().trim().to_owned()
}

/// What was done to a quotation, and the state that it must be found in.
#[derive(Clone, Copy)]
enum Change {
    Nothing,
    Case,
    EveryTwelfthLetter,
    EverySecondLetter,
}

impl Change {
    fn apply(self, quote: &str) -> String {
        let each =
            |every: usize| quote.chars().enumerate().map(|(at, c)| if at % every == every - 1 { 'x' } else { c }).collect();
        match self {
            Self::Nothing => quote.to_owned(),
            Self::Case => quote.to_uppercase(),
            Self::EveryTwelfthLetter => each(12),
            Self::EverySecondLetter => each(2),
        }
    }

    fn state(self) -> &'static str {
        match self {
            Self::Nothing => "verified",
            Self::Case => "normalised",
            Self::EveryTwelfthLetter => "drifted",
            Self::EverySecondLetter => "lost",
        }
    }
}

const ARTICLES: usize = 300;
const EXCERPTS: usize = 1700;

/// Articles of 5 KB, and a catalogue with excerpts of 120 characters from them.
fn articles(change: Change) -> (Catalogue, Vec<String>) {
    let texts: Vec<String> = (0..ARTICLES).map(|index| prose(index as u64 + 1, 5 << 10)).collect();
    let mut toml = String::from("title = 'Bridge'\nevent = [{ id = 'e', title = 'E' }]\noutlet = [{ id = 'o', name = 'O' }]\n");
    for index in 0..ARTICLES {
        toml += &format!("[[document]]\nid = 'd{index}'\noutlet = 'o'\ntitle = 'D'\n");
    }
    toml += "[[claim]]\nid = 'c'\nevent = 'e'\ntitle = 'C'\n";
    for index in 0..EXCERPTS {
        let article = index % ARTICLES;
        let quote = change.apply(&cut(&texts[article], index / ARTICLES * 700, 120));
        toml += &format!("[[claim.excerpt]]\ndocument = 'd{article}'\nstance = 'affirms'\nquote = '''{quote}'''\n");
    }
    let folder = tempfile::tempdir().expect("a folder for the catalogue");
    let path = folder.path().join("catalogue.toml");
    std::fs::write(&path, toml).expect("the catalogue is written");
    (load(&Origin::Path(path), &Progress::new()).expect("the catalogue is sound").catalogue, texts)
}

#[divan::bench(args = [Change::Nothing, Change::EveryTwelfthLetter, Change::EverySecondLetter])]
fn excerpts_1700_in_300_articles(bencher: Bencher, change: Change) {
    let (catalogue, texts) = articles(change);
    // In the order of the catalogue the document's id is its number.
    let text = |id: &str| Text::new(texts[id[1..].parse::<usize>().unwrap_or(0)].clone().into_bytes()).ok();
    let compare = || Quotations::new(&catalogue, |document| Ok(text(&document.id)));
    let as_changed = compare().rows(&catalogue).filter(|row| row.state == change.state()).count();
    assert!(as_changed > EXCERPTS * 98 / 100, "{as_changed} {change}");
    bencher.bench(compare);
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.state())
    }
}

const LENGTHS: [usize; 4] = [10 << 10, 100 << 10, 1 << 20, 10 << 20];

#[divan::bench(args = LENGTHS)]
fn prepare(bencher: Bencher, length: usize) {
    let text = prose(1, length);
    bencher.bench(|| Haystack::new(black_box(text.as_str())));
}

/// One quotation from the middle of a text that is prepared.
fn one(bencher: Bencher, length: usize, characters: usize, change: Change) {
    let text = prose(1, length);
    let quote = change.apply(&cut(&text, length / 2, characters));
    let haystack = Haystack::new(text);
    let anchor = || haystack.anchor(&Wanted { quote: black_box(&quote), ..Wanted::default() });
    assert_eq!(anchor().name(), change.state());
    bencher.bench(anchor);
}

#[divan::bench(args = LENGTHS)]
fn verified(bencher: Bencher, length: usize) {
    one(bencher, length, 120, Change::Nothing);
}

#[divan::bench(args = LENGTHS)]
fn normalised(bencher: Bencher, length: usize) {
    one(bencher, length, 120, Change::Case);
}

#[divan::bench(args = LENGTHS)]
fn drifted(bencher: Bencher, length: usize) {
    one(bencher, length, 120, Change::EveryTwelfthLetter);
}

#[divan::bench(args = LENGTHS)]
fn lost(bencher: Bencher, length: usize) {
    one(bencher, length, 120, Change::EverySecondLetter);
}

#[divan::bench(args = [60, 120, 240, 480, 960])]
fn lost_in_1_mib_by_length_of_quotation(bencher: Bencher, characters: usize) {
    one(bencher, 1 << 20, characters, Change::EverySecondLetter);
}

/// One that follows its text to the letter, and then does not: what has been read so far costs the most.
#[divan::bench(args = [10_000, 30_000, 100_000, 1_000_000], sample_count = 3, sample_size = 1)]
fn lost_in_its_second_half(bencher: Bencher, characters: usize) {
    let text = prose(1, 1 << 20);
    let quote = cut(&text, 0, characters / 2) + &prose(2, characters / 2);
    let haystack = Haystack::new(text);
    let anchor = || haystack.anchor(&Wanted { quote: black_box(&quote), ..Wanted::default() });
    assert_eq!(anchor().name(), "lost");
    bencher.bench(anchor);
}
