//! How good the places to look are: for each claim and each document with excerpts under it, those of the document (and of its copies and
//! its original) are left out, and it is counted how often a true passage is among the first five and the first ten places. What is filed
//! of the document under other claims is known, as it is to a curator who fills cells one by one; then it is counted again without.
//!
//! The weights of [`places`] were fitted on a half of the claims, drawn by their ids. The other half is better evidence, if not quite fresh:
//! which kinds of evidence count was decided on all claims.
//!
//! `cargo run --release --example recall -- DIR` reads the texts of the built-in catalogue's documents from `DIR`, each as
//! `<document id>.txt`.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a program to be read at a terminal")]
#![expect(clippy::cast_precision_loss, reason = "a few hundred pairs")]

use std::{env, fs, ops::Range, path::Path};

use parallax::{
    catalogue::{Origin, Progress, load},
    compare::{
        parts,
        places::{Ground, places},
    },
    text::anchor::Haystack,
};
use sha2::{Digest, Sha256};

/// Pairs of claim and document, and in how many of them a true passage is among the first five and ten.
#[derive(Clone, Copy, Default)]
struct Count([usize; 3]);

impl Count {
    fn add(&mut self, rank: Option<usize>) {
        let within = |first: usize| usize::from(rank.is_some_and(|rank| rank < first));
        for (sum, more) in self.0.iter_mut().zip([1, within(5), within(10)]) {
            *sum += more;
        }
    }

    fn print(self, of: &str) {
        let [pairs, five, ten] = self.0.map(|count| count as f64);
        println!("{pairs:5}   {:5.1} %   {:6.1} %     {of}", 100.0 * five / pairs, 100.0 * ten / pairs);
    }
}

fn main() {
    let folder = env::args().nth(1).expect("the folder with the texts");
    let catalogue = load(&Origin::BuiltIn, &Progress::default()).expect("the built-in catalogue is sound").catalogue;
    let (mut all, mut halves, mut fresh) = (Count::default(), [Count::default(); 2], Count::default());
    for (document, row) in catalogue.documents.entries() {
        let text = fs::read_to_string(Path::new(&folder).join(format!("{}.txt", row.id))).expect("a text for each document");
        let text = Haystack::new(&text);
        let (parts, _) = parts::placed(row, &text);
        let at = |at: usize| text.text().char_indices().nth(at).map_or(text.text().len(), |(byte, _)| byte);
        let bytes = |range: &Range<usize>| at(range.start)..at(range.end);
        let unread: Vec<_> = parts.iter().filter(|part| !part.kind.is_in_its_voice()).map(|part| bytes(&part.range)).collect();
        let placed: Vec<_> = catalogue
            .excerpts
            .iter()
            .filter(|excerpt| excerpt.document == document)
            .filter_map(|excerpt| Some((excerpt.claim, bytes(&(excerpt.span?.start as usize..excerpt.span?.end as usize)))))
            .collect();
        let is_related = |other| catalogue.original(other) == catalogue.original(document);
        for (claim, claimed) in catalogue.claims.entries() {
            let (own, others): (Vec<_>, Vec<_>) = placed.iter().cloned().partition(|(of, _)| *of == claim);
            if own.is_empty() {
                continue;
            }
            let rank = |quoted: &[_]| {
                let ground = Ground { text: text.text(), unread: &unread, quoted };
                let found = places(&catalogue, claim, ground, |excerpt| !is_related(excerpt.document));
                let is_true = |range: &Range<usize>| own.iter().any(|(_, span)| span.start < range.end && range.start < span.end);
                found.iter().position(|place| is_true(&place.range))
            };
            let among_others = rank(&others);
            all.add(among_others);
            halves[usize::from(Sha256::digest(claimed.id.as_bytes())[31] % 2)].add(among_others);
            fresh.add(rank(&[]));
        }
    }
    println!("pairs   first 5   first 10");
    all.print("all");
    let [fitted, not_fitted] = halves;
    fitted.print("claims on which the weights were fitted");
    not_fitted.print("the other claims");
    fresh.print("all, nothing of the document filed yet");
}
