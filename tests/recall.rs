//! Whether people find the excerpt that they have in mind: three words of it, in any order, each typed in the same wrong way.
//!
//! `cargo test --test recall -- --nocapture` prints the shares.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "only tests ask here, and they tell what they measured"
)]

use parallax::{
    catalogue::{Catalogue, ExcerptId, Origin, Progress, load},
    find::{Index, Query, Stop, search},
    text::{fold::fold, words::words},
};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

/// Excerpts asked for in each way.
const ASKED: usize = 1000;
/// Nobody looks further than these.
const LOOKED_AT: usize = 10;
/// Shorter words are not asked for.
const LETTERS: usize = 5;

/// Types a word in some way; the number picks a letter.
type Way = fn(&mut Vec<char>, usize);

const WAYS: [(&str, Way); 7] = [
    ("whole", |_, _| {}),
    ("swapped", |word, at| {
        let pairs: Vec<usize> = (1..word.len()).filter(|&at| word[at - 1] != word[at]).collect();
        let at = pairs[at % pairs.len()];
        word.swap(at - 1, at);
    }),
    ("wrong", |word, at| {
        let letter = at % word.len();
        let other = char::from(b'a' + (at % 26) as u8);
        word[letter] = if other == word[letter] { 'x' } else { other };
    }),
    ("doubled", |word, at| word.insert(at % word.len(), word[at % word.len()])),
    ("missing", |word, at| {
        word.remove(at % word.len());
    }),
    ("abbreviated", |word, _| {
        let kept = |&(at, letter): &(usize, char)| at == 0 || !"aeiou".contains(letter);
        let short: Vec<char> = word.iter().copied().enumerate().filter(kept).map(|(_, letter)| letter).collect();
        // Two letters abbreviate nothing.
        if short.len() > 2 {
            *word = short;
        }
    }),
    ("begun", |word, _| word.truncate(word.len() * 3 / 5)),
];

fn long_words(catalogue: &Catalogue, excerpt: ExcerptId) -> Vec<String> {
    let quote = catalogue.excerpts[excerpt].quote.shown();
    let folded = words(quote).map(|range| fold(&quote[range]).into_owned());
    let mut long: Vec<String> =
        folded.filter(|word| word.chars().count() >= LETTERS && word.chars().all(char::is_alphabetic)).collect();
    long.sort_unstable();
    long.dedup();
    long
}

/// In how many of a hundred cases the excerpt is among the first ten where its words are typed `way`.
fn share(catalogue: &Catalogue, index: &Index, way: Way) -> f64 {
    let sources: Vec<(ExcerptId, Vec<String>)> = catalogue
        .excerpts
        .ids()
        .map(|excerpt| (excerpt, long_words(catalogue, excerpt)))
        .filter(|(_, words)| words.len() >= 3)
        .collect();
    let asked = prop::sample::select(sources)
        .prop_flat_map(|(excerpt, words)| (Just(excerpt), Just(words).prop_shuffle(), prop::array::uniform3(0_usize..10_000)));
    let mut runner = TestRunner::deterministic();
    let found = (0..ASKED).filter(|_| {
        let (excerpt, words, letters) = asked.new_tree(&mut runner).unwrap().current();
        let typed = words.iter().zip(letters).map(|(word, letter)| {
            let mut word: Vec<char> = word.chars().collect();
            way(&mut word, letter);
            String::from_iter(word)
        });
        let query = Query::parse(&typed.collect::<Vec<_>>().join(" "));
        let hits = search(index, &query, &Stop::default()).unwrap();
        hits.top.iter().take(LOOKED_AT).any(|hit| hit.item == excerpt.index())
    });
    100.0 * found.count() as f64 / ASKED as f64
}

#[test]
fn a_slip_in_every_word_still_finds_the_excerpt() {
    let catalogue = load(&Origin::BuiltIn, &Progress::default()).unwrap().catalogue;
    let index = Index::build(&catalogue, &Progress::default());
    let shares = WAYS.map(|(name, way)| (name, share(&catalogue, &index, way)));
    println!("found among the first {LOOKED_AT}, in percent: {shares:?}");
    assert!(shares.iter().all(|&(_, share)| share >= 98.0), "{shares:?}");
}
