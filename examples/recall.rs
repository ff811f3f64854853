//! How good the places to look are: for each claim and each document with excerpts under it, those of the document (and of its copies and
//! its original) are left out, and it is counted how often a true passage is among the first five and the first ten places.
//!
//! `cargo run --release --example recall -- DIR` reads the texts of the built-in catalogue's documents from `DIR`, each as
//! `<document id>.txt`.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a program to be read at a terminal")]
#![expect(clippy::cast_precision_loss, reason = "a few hundred pairs")]

use std::{env, fs, path::Path, time::Instant};

use parallax::{
    catalogue::{Origin, Progress, load},
    compare::{
        parts,
        places::{Ground, places},
    },
    text::anchor::Haystack,
};

fn main() {
    let folder = env::args().nth(1).expect("the folder with the texts");
    let catalogue = load(&Origin::BuiltIn, &Progress::default()).expect("the built-in catalogue is sound").catalogue;
    let mut table = [[0_usize; 3]; 2];
    let mut slowest = 0.0_f64;
    for (document, row) in catalogue.documents.entries() {
        let text = fs::read_to_string(Path::new(&folder).join(format!("{}.txt", row.id))).expect("a text for each document");
        let text = Haystack::new(&text);
        let (parts, _) = parts::placed(row, &text);
        let at = |at: usize| text.text().char_indices().nth(at).map_or(text.text().len(), |(byte, _)| byte);
        let bytes = |range: &std::ops::Range<usize>| at(range.start)..at(range.end);
        let unread: Vec<_> = parts.iter().map(|part| bytes(&part.range)).collect();
        let byte = |code_point: u32| at(code_point as usize);
        let placed: Vec<_> = catalogue
            .excerpts
            .iter()
            .filter(|excerpt| excerpt.document == document)
            .filter_map(|excerpt| excerpt.span.map(|span| (excerpt.claim, byte(span.start)..byte(span.end))))
            .collect();
        for claim in catalogue.claims.ids() {
            let own: Vec<_> =
                catalogue.excerpts_of(claim).map(|(_, excerpt)| excerpt).filter(|excerpt| excerpt.document == document).collect();
            let true_spans: Vec<_> =
                own.iter().filter_map(|excerpt| excerpt.span).map(|span| byte(span.start)..byte(span.end)).collect();
            if true_spans.is_empty() {
                continue;
            }
            let related = |other| catalogue.original(other) == catalogue.original(document);
            let start = Instant::now();
            let quoted: Vec<_> = placed.iter().filter(|(other, _)| *other != claim).cloned().collect();
            let ground = Ground { text: text.text(), unread: &unread, quoted: &quoted };
            let found = places(&catalogue, claim, ground, |excerpt| !related(excerpt.document));
            slowest = slowest.max(start.elapsed().as_secs_f64());
            let is_true =
                |range: &std::ops::Range<usize>| true_spans.iter().any(|span| span.start < range.end && range.start < span.end);
            let rank = found.iter().position(|place| is_true(&place.range));
            let half = &mut table[claim.index() % 2];
            half[0] += 1;
            half[1] += usize::from(rank.is_some_and(|rank| rank < 5));
            half[2] += usize::from(rank.is_some_and(|rank| rank < 10));
        }
    }
    println!("pairs   first 5   first 10     (all, then claims of even and of odd number)");
    let whole = [0, 1, 2].map(|at| table[0][at] + table[1][at]);
    for [pairs, five, ten] in [whole, table[0], table[1]] {
        println!("{pairs:5}   {:5.1} %   {:6.1} %", 100.0 * five as f64 / pairs as f64, 100.0 * ten as f64 / pairs as f64);
    }
    println!("slowest {:.2} ms", slowest * 1000.0);
}
