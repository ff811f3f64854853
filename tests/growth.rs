//! What is wrong with a catalogue costs no more than its length, however much of it is wrong.
//!
//! Each case is loaded at a size and at eight times that size. Linear work takes eight times as long, quadratic work sixty-four
//! times; the bound lies between them, far enough from both that a busy machine does not matter.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::time::{Duration, Instant};

use parallax::catalogue::{Diagnostics, Origin, Progress, load};

const HEAD: &str = "title = 'Ferries'\n[[outlet]]\nid = 'bay'\nname = 'Bay Courier'\n[[document]]\nid = 'bay'\noutlet = 'bay'\n\
    title = 'Late'\n[[event]]\nid = 'night'\ntitle = 'The night'\n";
const CLAIM: &str = "[[claim]]\nid = 'late'\nevent = 'night'\ntitle = 'The ferry was late'\n";

/// Asserts that what `catalogue` makes of eight times `size` is loaded in about eight times the time, with so many problems a row.
fn grows_with_its_length(size: usize, problems: usize, catalogue: impl Fn(usize) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ferries.toml");
    let shortest = |size: usize| {
        std::fs::write(&path, catalogue(size)).unwrap();
        let run = |_| {
            let start = Instant::now();
            let found = load(&Origin::Path(path.clone()), &Progress::default());
            let found = found.map_or_else(|problems| problems, |loaded| loaded.warnings);
            assert_eq!(Diagnostics::len(&found), size * problems, "{}", found.iter().next().unwrap());
            start.elapsed()
        };
        (0..3).map(run).min().unwrap()
    };
    let (once, eight) = (shortest(size), shortest(8 * size));
    let ratio = eight.as_secs_f64() / once.max(Duration::from_micros(1)).as_secs_f64();
    assert!(ratio < 24.0, "{size}: {once:?}, eight times that: {eight:?}");
}

#[test]
fn excerpts_that_are_no_toml() {
    let excerpt = "[[claim.excerpt]]\ndocument = bay\nstance = 'affirms'\nquote = 'late'\n";
    grows_with_its_length(1_000, 1, |size| format!("{HEAD}{CLAIM}{}", excerpt.repeat(size)));
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
    grows_with_its_length(2_000, 1, |size| list(size, size));
}

#[test]
fn problems_on_one_line() {
    grows_with_its_length(2_000, 1, |size| format!("{HEAD}{CLAIM}topics = [{}]\n", "1, ".repeat(size)));
}

#[test]
fn unknown_names() {
    let excerpt = "[[claim.excerpt]]\ndocument = 'by'\nstance = 'affirms'\nquote = 'late'\n";
    grows_with_its_length(1_000, 1, |size| format!("{HEAD}{CLAIM}{}", excerpt.repeat(size)));
}
