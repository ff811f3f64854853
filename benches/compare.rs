//! What it costs to compare: drift between texts and between quotations, corpora, concordance, namings.
//!
//! `cargo bench --bench compare`

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up has nothing to go on with")]

mod big;

use divan::{Bencher, black_box};
use parallax::{
    catalogue::{Catalogue, Id, Origin, Progress, load},
    compare::{
        concordance::{LineOrder, concordance},
        copy,
        corpus::Corpus,
        distinctive::distinctive,
        frames::frames,
        naming::{Namings, count},
        outlets::Outlets,
        parts::Extent,
        places::{Ground, places},
        wording::{self, Quotation},
    },
    text::quoted::quoted,
};

fn main() {
    divan::main();
}

fn catalogue(excerpts: usize) -> Catalogue {
    let folder = big::folder(excerpts / 10, big::Layout::Split).expect("a catalogue is written");
    load(&Origin::Path(folder), &Progress::default()).expect("the catalogue is sound").catalogue
}

fn read(catalogue: &Catalogue) -> Corpus {
    Corpus::new(catalogue, Vec::new(), Extent::default(), || false).expect("nobody stops it")
}

/// So many sentences on the bridge, in words of which every third is of `mark`'s own.
fn story(sentences: usize, mark: &str, end: &str) -> String {
    let sentence = |at: usize| {
        let boats = at % 90;
        format!(
            "The keeper of Harrow{at} said that about {boats} boats{} left the {mark}{at} and the {mark}{}{end} ",
            at / 3,
            at / 7
        )
    };
    (0..sentences).map(sentence).collect()
}

/// So many namings of three forms.
fn namings(number: usize) -> Namings {
    let forms: Vec<[String; 3]> =
        (0..number).map(|at| [format!("keeper {at}"), format!("boats{at} crew"), format!("the pier{at}")]).collect();
    Namings::new(forms.iter().map(<[String; 3]>::as_slice))
}

#[divan::bench(args = [1_000, 2_000, 4_000, 8_000])]
fn drift_of_a_reworded_copy(bencher: Bencher, sentences: usize) {
    let (original, copy) = (story(sentences, "pier", "."), story(sentences, "quay", "."));
    let namings = namings(20);
    bencher.bench(|| copy::compare(&black_box(&*original).into(), &(&*copy).into(), &namings));
}

#[divan::bench(args = [1_000, 2_000, 4_000, 8_000])]
fn drift_of_unrelated_texts(bencher: Bencher, sentences: usize) {
    let unrelated =
        |word: &str| (0..sentences).map(|at| format!("The {word}{at} of {word}{} fell. ", at / 7)).collect::<String>();
    let (original, copy) = (unrelated("pier"), unrelated("gull"));
    bencher.bench(|| copy::compare(&black_box(&*original).into(), &(&*copy).into(), &Namings::default()));
}

#[divan::bench(args = [5_000, 10_000, 20_000])]
fn drift_without_a_full_stop(bencher: Bencher, words: usize) {
    let (original, copy) = (story(words / 16, "pier", ","), story(words / 16, "quay", ","));
    bencher.bench(|| copy::compare(&black_box(&*original).into(), &(&*copy).into(), &Namings::default()));
}

#[divan::bench(args = [150_000, 300_000, 600_000])]
fn marks_that_nothing_closes(bencher: Bencher, bytes: usize) {
    let text = "'twas ".repeat(bytes / 6);
    bencher.bench(|| quoted(black_box(&text)));
}

#[divan::bench(args = [0, 100, 1_000, 10_000])]
fn wording_by_number_of_namings(bencher: Bencher, number: usize) {
    let (base, other) = (story(4, "pier", "."), story(4, "quay", "."));
    let quotation = |text| Quotation { text, attributed: false, language: None };
    let namings = namings(number);
    bencher.bench(|| wording::compare(quotation(black_box(&base)), quotation(&other), &namings));
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn namings_made_ready(bencher: Bencher, number: usize) {
    bencher.bench(|| namings(black_box(number)));
}

#[divan::bench(args = big::sizes())]
fn corpus(bencher: Bencher, excerpts: usize) {
    let catalogue = catalogue(excerpts);
    bencher.bench(|| read(black_box(&catalogue)));
}

#[divan::bench(args = big::sizes(), consts = [false, true])]
fn concordance_of<const COMMON: bool>(bencher: Bencher, excerpts: usize) {
    let catalogue = catalogue(excerpts);
    let corpus = read(&catalogue);
    let form = if COMMON { "the" } else { "against" };
    bencher.bench(|| concordance(&catalogue, &corpus, black_box(form), LineOrder::Place, || false));
}

#[divan::bench(args = big::sizes())]
fn distinctive_words(bencher: Bencher, excerpts: usize) {
    let catalogue = catalogue(excerpts);
    let corpus = read(&catalogue);
    bencher.bench(|| distinctive(&catalogue, &corpus, Id::new(0), || false));
}

#[divan::bench(args = big::sizes())]
fn namings_counted(bencher: Bencher, excerpts: usize) {
    let catalogue = catalogue(excerpts);
    let corpus = read(&catalogue);
    let namings = Namings::of(&catalogue);
    bencher.bench(|| count(&catalogue, &corpus, &namings, || false));
}

#[divan::bench(args = big::sizes())]
fn frames_counted(bencher: Bencher, excerpts: usize) {
    let catalogue = catalogue(excerpts);
    bencher.bench(|| frames(black_box(&catalogue)));
}

#[divan::bench(args = big::sizes())]
fn outlets_profiled(bencher: Bencher, excerpts: usize) {
    let catalogue = catalogue(excerpts);
    bencher.bench(|| Outlets::of(black_box(&catalogue)));
}

/// In a text of 50 kB, every sentence of which is filed under some claim.
#[divan::bench(args = big::sizes())]
fn places_to_look(bencher: Bencher, excerpts: usize) {
    let catalogue = catalogue(excerpts);
    let (mut text, mut quoted) = (String::new(), Vec::new());
    for excerpt in &catalogue.excerpts {
        let start = text.len();
        if start > 50_000 {
            break;
        }
        text.push_str(excerpt.quote.written());
        quoted.push((excerpt.claim, start..text.len()));
        text.push_str(".\n");
    }
    let ground = Ground { text: &text, unread: &[], quoted: &quoted };
    bencher.bench(|| places(&catalogue, black_box(Id::new(0)), ground, |_| true));
}
