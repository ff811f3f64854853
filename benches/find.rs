//! What a keystroke costs in the finder: the query parsed, matched and ranked, the first hundred marked; and the index.
//!
//! `cargo bench --bench find` measures catalogues of 1,000 to 100,000 excerpts; with `MILLION=1` in the environment one of a
//! million (about 420 MB) besides. The catalogues are written below `target/tmp` once. The words asked for are taken from
//! excerpts spread over the catalogue, eight queries of each kind; a figure is for all eight.

#![expect(clippy::expect_used, reason = "what cannot be set up cannot be measured")]
#![expect(clippy::print_stdout, reason = "what an index takes is measured, too")]

mod big;

use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock},
};

use divan::{Bencher, black_box};
use parallax::{
    catalogue::{Catalogue, ExcerptId, Origin, Progress, load},
    find::{Index, Query, Stop, search},
    text::words::words,
};

fn main() {
    divan::main();
}

const KINDS: [&str; 16] = [
    "letter",
    "two-letters",
    "prefix",
    "common-word",
    "whole-word",
    "three-words",
    "common-and-half",
    "abbreviation",
    "slip",
    "phrase",
    "exact",
    "not",
    "either",
    "first",
    "filter-and-word",
    "nothing",
];

/// A catalogue of so many excerpts with its index, made once.
fn indexed(excerpts: usize) -> &'static (Catalogue, Index) {
    static MADE: OnceLock<Mutex<HashMap<usize, &'static (Catalogue, Index)>>> = OnceLock::new();
    let mut made = MADE.get_or_init(Mutex::default).lock().expect("nobody panicked while holding it");
    made.entry(excerpts).or_insert_with(|| {
        let folder = big::folder(excerpts / 10, big::Layout::Split).expect("the target folder can be written to");
        let catalogue = load(&Origin::Path(folder), &Progress::default()).expect("a sound catalogue").catalogue;
        let index = Index::build(&catalogue, &Progress::default());
        let text: usize = catalogue.excerpts.iter().map(|excerpt| excerpt.quote.shown().len()).sum();
        println!("{excerpts} excerpts: an index of {} bytes for quotations of {text} bytes", index.bytes());
        Box::leak(Box::new((catalogue, index)))
    })
}

/// Eight queries of a kind.
fn queries(catalogue: &Catalogue, kind: &str) -> Vec<String> {
    let long = |nth: usize| -> Vec<String> {
        let quote = catalogue.excerpts.as_slice()[(nth * 7919 + 13) % catalogue.excerpts.len()].quote.shown();
        let all = words(quote).map(|range| quote[range].to_lowercase());
        let mut long: Vec<String> = all.filter(|word| word.chars().count() >= 6 && word.is_ascii()).collect();
        long.resize(3, "harbour".to_owned());
        long
    };
    (0..8)
        .map(|nth| {
            let word = &long(nth)[0];
            match kind {
                "letter" => "tsabmwoe"[nth..=nth].to_owned(),
                "two-letters" => ["th", "st", "be", "br", "an", "ou", "dr", "po"][nth].to_owned(),
                "prefix" => word[..5].to_owned(),
                "common-word" => ["the", "of", "to", "in", "that", "it", "was", "and"][nth].to_owned(),
                "whole-word" => word.clone(),
                "three-words" => long(nth).join(" "),
                "common-and-half" => format!("the {}", &word[..4]),
                "abbreviation" => word[..1].chars().chain(word[1..].chars().filter(|c| !"aeiou".contains(*c))).collect(),
                "slip" => format!("{}{}{}{}", &word[..1], &word[2..3], &word[1..2], &word[3..]),
                "phrase" => format!("\"of {word}\""),
                "exact" => format!("'{word}"),
                "not" => format!("{word} !the"),
                "either" => format!("{word}|{}", long(nth)[1]),
                "first" => format!("^{word}"),
                "filter-and-word" => format!("outlet:outlet-{nth} stance:reports {word}"),
                _ => ["zzqxj", "xqzzkw", "qqqq", "wxyzwxyz", "jjkkjj", "xxxxxxxx", "qzv", "zxcvbnm"][nth].to_owned(),
            }
        })
        .collect()
}

#[divan::bench(args = KINDS.iter().flat_map(|kind| big::sizes().into_iter().map(move |size| format!("{kind}/{size}"))), sample_size = 1)]
fn keystroke(bencher: Bencher<'_, '_>, what: &str) {
    let (kind, size) = what.split_once('/').expect("both are named");
    let (catalogue, index) = indexed(size.parse().expect("a number"));
    let queries = queries(catalogue, kind);
    bencher.bench(|| {
        for query in &queries {
            let hits = search(index, &Query::parse(query), &Stop::default()).expect("nobody stops it");
            for hit in &hits.top {
                black_box(hits.marks.in_quote(catalogue.excerpts[ExcerptId::new(hit.item)].quote.shown()));
            }
        }
    });
}

#[divan::bench(args = big::sizes(), sample_count = 3, sample_size = 1)]
fn build(bencher: Bencher<'_, '_>, excerpts: usize) {
    let (catalogue, _) = indexed(excerpts);
    bencher.bench(|| Index::build(catalogue, &Progress::default()));
}
