//! Whatever is typed: the program says something, and ends with one of its exit codes.

use std::{fs, path::Path};

use proptest::prelude::*;

use crate::run::{catalogue, command};

/// Words that mean something to the program, on the catalogue `bay` or without one.
const KNOWN: &str = "show list matrix find words concordance voices drift check anchor export import help bay bay no/such/folder no-warning \
    mirror-bridge courier bridge -c --catalogue=bay --texts --texts=bay/texts --ascii --theme mono --width --width=20 65535 0 \
    --format --format=json json plain --narrow --narrow=silence --order --kind number,name --naming --distinctive=hall --limit \
    --limit=0 --write csv xlsx --output=out --force --claims=bridge --bom --columns=quote=a --help -h -V --version -- -";

/// One of them, or anything at all but the root of the disk, which is a large catalogue.
fn word() -> impl Strategy<Value = String> {
    let known: Vec<&str> = KNOWN.split_whitespace().collect();
    prop_oneof![8 => prop::sample::select(known).prop_map(str::to_owned), 1 => "[^\0/][^\0]{0,11}", 1 => "-{1,2}[a-z]{0,8}(=\\PC{0,5})?"]
}

/// The catalogue of Harrow Bay as the folder `bay` in `folder`, where a command may write.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(path, copied).unwrap();
        }
    }
}

#[test]
fn no_arguments_make_it_panic_or_end_with_another_code() {
    let folder = tempfile::tempdir().unwrap();
    copy(&catalogue("harrow-bay"), &folder.path().join("bay"));
    // Each is a process of its own, so that a panic, an overflow and an abort all count.
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(words in prop::collection::vec(word(), 0..7))| {
        let output = command().current_dir(folder.path()).args(&words).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        prop_assert!(matches!(output.status.code(), Some(0..=2)), "{:?}: {}", output.status, told);
        prop_assert!(output.status.success() || !(output.stdout.is_empty() && told.is_empty()), "it failed and said nothing");
    });
}
