//! What is wrong with a catalogue costs no more than its length, however much of it is wrong.
//!
//! Each case is loaded at a size and at eight times that size. Linear work takes eight times as long, quadratic work sixty-four
//! times; the bound lies between them, and one measurement of several below it is enough.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::time::Instant;

use parallax::catalogue::{Origin, Progress, load};

const HEAD: &str = "title = 'Ferries'\n[[outlet]]\nid = 'bay'\nname = 'Bay Courier'\n[[document]]\nid = 'bay'\noutlet = 'bay'\n\
    title = 'Late'\n[[event]]\nid = 'night'\ntitle = 'The night'\n";
const CLAIM: &str = "[[claim]]\nid = 'late'\nevent = 'night'\ntitle = 'The ferry was late'\n";

/// Asserts that what `catalogue` makes of eight times `size` is loaded in about eight times the time, with so many problems a row.
fn grows_with_its_length(size: usize, problems: usize, catalogue: impl Fn(usize) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferries.toml");
    let took = |size: usize| {
        std::fs::write(&path, catalogue(size)).unwrap();
        let start = Instant::now();
        let found = load(&Origin::Path(path.clone()), &Progress::default());
        let found = found.map_or_else(|problems| problems, |loaded| loaded.warnings);
        assert_eq!(found.len(), size * problems, "{:?}", found.iter().next());
        start.elapsed().as_secs_f64()
    };
    let mut ratios = (0..8).map(|_| took(8 * size) / took(size));
    // Something else may take the machine in one of them; in all of them it is the size that does.
    assert!(ratios.any(|ratio| ratio < 14.0), "eight times {size} takes more than 14 times as long");
}

#[test]
fn excerpts_that_are_no_toml() {
    let excerpt = "[[claim.excerpt]]\ndocument = bay\nstance = 'affirms'\nquote = 'late'\n";
    grows_with_its_length(4_000, 1, |size| format!("{HEAD}{CLAIM}{}", excerpt.repeat(size)));
}

#[test]
fn names_in_one_list() {
    let list = |size: usize, twice: usize| {
        let names = (0..size).map(|number| format!("'f{number}',\n"));
        let again = (0..twice).map(|number| format!("'f{number}',\n"));
        let frames = (0..size).map(|number| format!("[[frame]]\nid = 'f{number}'\nname = 'Frame {number}'\n"));
        let excerpt = "[[claim.excerpt]]\ndocument = 'bay'\nstance = 'affirms'\nquote = 'late'\nframes = [\n";
        format!(
            "{HEAD}{}{CLAIM}{excerpt}{}{}]\n",
            frames.collect::<String>(),
            names.collect::<String>(),
            again.collect::<String>()
        )
    };
    grows_with_its_length(4_000, 1, |size| list(size, size));
}

#[test]
fn problems_on_one_line() {
    grows_with_its_length(2_000, 1, |size| format!("{HEAD}{CLAIM}topics = [{}]\n", "1, ".repeat(size)));
}

#[test]
fn unknown_names() {
    let excerpt = "[[claim.excerpt]]\ndocument = 'by'\nstance = 'affirms'\nquote = 'late'\n";
    grows_with_its_length(4_000, 1, |size| format!("{HEAD}{CLAIM}{}", excerpt.repeat(size)));
}
