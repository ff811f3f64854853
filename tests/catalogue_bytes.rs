//! Whatever bytes a catalogue consists of, there is an answer: it opens, or each error names its line.
//!
//! `PROPTEST_CASES=100000 cargo test --test catalogue_bytes` looks longer.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

use std::fs;

use parallax::catalogue::{Catalogue, Diagnostic, Diagnostics, Loaded, Origin, Progress, Severity, load, parse};
use proptest::prelude::*;

/// Catalogues from which others are made by cutting and joining.
const SOUND: [&str; 3] = [
    include_str!("sound/one-file/ferry.toml"),
    include_str!("catalogues/harrow-bay/catalogue.toml"),
    include_str!("broken/merge-conflict/catalogue.toml"),
];

/// What a slip of the hand, a merge or a program could leave.
const PIECES: [&[u8]; 34] = [
    b"\"",
    b"\"\"\"",
    b"'",
    b"'''",
    b"[",
    b"]",
    b"[[claim]]\n",
    b"[[claim.excerpt]]\n",
    b"[claim]\n",
    b"[[ outlet ]]\n",
    b"claim = []\n",
    b"outlet = [{ id = 'x', name = 'X' }]\n",
    b"\n",
    b"\r",
    b"\r\n",
    b"=",
    b"#",
    b"{",
    b"}",
    b"\\",
    b"\\u0000",
    b"\\e",
    b".",
    b",",
    b"\0",
    b"\xe2\x80\xae",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"<<<<<<< HEAD\n",
    b"=======\n",
    b">>>>>>> ferry\n",
    b"span = [4294967295, 4294967296]\n",
    b"title = 2024-07-28\n",
];

fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        3 => prop::sample::select(PIECES.to_vec()).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ]
}

/// A catalogue into which somebody put other things, and out of which they took some.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let place = any::<prop::sample::Index>;
    let cut = (place(), 0..60_usize, piece());
    let moved = (place(), 0..400_usize, place());
    (prop::sample::select(SOUND.to_vec()), prop::collection::vec(cut, 0..5), prop::collection::vec(moved, 0..3)).prop_map(
        |(sound, cuts, moves)| {
            let mut text = sound.as_bytes().to_vec();
            for (from, length, to) in moves {
                let start = from.index(text.len());
                let copied = text[start..(start + length).min(text.len())].to_vec();
                let to = to.index(text.len());
                text.splice(to..to, copied);
            }
            for (at, length, instead) in cuts {
                let start = at.index(text.len().max(1)).min(text.len());
                text.splice(start..(start + length).min(text.len()), instead);
            }
            text
        },
    )
}

/// Bytes that are a catalogue by accident at most.
fn anything() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat()),
    ]
}

/// Of the whole catalogue, and so of no line of it.
fn is_of_the_whole(diagnostic: &Diagnostic) -> bool {
    diagnostic.message == "the catalogue has no `title`" || is_of_encoding(diagnostic)
}

fn is_of_encoding(diagnostic: &Diagnostic) -> bool {
    diagnostic.message.starts_with("the file is in UTF-16")
}

/// Fails where something that was loaded points to nothing.
fn holds_together(catalogue: &Catalogue) {
    for (claim, row) in catalogue.claims.entries() {
        assert!(catalogue.events.get(row.event).is_some());
        assert!(catalogue.excerpts_of(claim).all(|(_, excerpt)| excerpt.claim == claim));
        assert!(row.absent.iter().all(|&document| catalogue.documents.get(document).is_some()));
        assert!(row.contradicts.iter().all(|&other| catalogue.claims[other].contradicts.contains(&claim)));
    }
    for excerpt in &catalogue.excerpts {
        assert!(catalogue.outlets.get(catalogue.outlet_of(excerpt)).is_some());
        assert!(!excerpt.quote.written().is_empty());
    }
}

/// Fails where what was said of `bytes` does not help.
fn answers(bytes: &[u8], answer: Result<Loaded, Diagnostics>) -> Diagnostics {
    let is_toml = str::from_utf8(bytes).is_ok_and(|text| text.parse::<toml::Table>().is_ok());
    let diagnostics = match answer {
        Ok(Loaded { catalogue, warnings }) => {
            assert!(is_toml, "opens, and is no TOML");
            assert_eq!(warnings.count(Severity::Error), 0);
            holds_together(&catalogue);
            warnings
        }
        Err(diagnostics) => {
            assert!(diagnostics.count(Severity::Error) > 0);
            diagnostics
        }
    };
    for diagnostic in &diagnostics {
        assert!(diagnostic.line.is_some() || is_of_the_whole(diagnostic), "no line: {diagnostic}");
    }
    diagnostics
}

/// Reads `bytes` as a file, and as a text where they are one: both say the same.
fn every_way(bytes: &[u8]) {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), bytes).unwrap();
    let told = answers(bytes, load(&Origin::Path(file.path().to_owned()), &Progress::default()));
    // Bytes in another encoding may be UTF-8 by chance; a text is in none.
    if let Ok(text) = str::from_utf8(bytes)
        && !told.iter().any(is_of_encoding)
    {
        let said = answers(bytes, parse(text));
        let bare = |diagnostic: &Diagnostic| (diagnostic.message.clone(), diagnostic.line, diagnostic.column);
        assert!(told.iter().map(bare).eq(said.iter().map(bare)), "{told}\n{said}");
    }
}

#[test]
fn what_looks_like_two_bytes_a_letter_is_told_to_be_so() {
    every_way(&[0, 1, 0, 0]);
}

proptest! {
    #[test]
    fn a_catalogue_that_was_changed_at_random_gets_an_answer(bytes in mutated()) {
        every_way(&bytes);
    }

    #[test]
    fn bytes_at_random_get_an_answer(bytes in anything()) {
        every_way(&bytes);
    }
}
