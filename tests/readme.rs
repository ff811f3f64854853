//! What is written for people keeps its word: the README's catalogue opens, its keys are the program's, and the files that
//! CONTRIBUTING.md sends people to are there.

#![expect(clippy::unwrap_used, reason = "a README that cannot be read fails the test")]

use parallax::{
    catalogue::{self, Format, Origin, Progress},
    find::{Index, Query, Stop, search},
    tui::bindings::BINDINGS,
};

fn readme() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap()
}

#[test]
fn its_catalogue_opens_without_a_word() {
    let readme = readme();
    let example = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("catalogue.toml"), example).unwrap();
    let loaded = catalogue::load(&Origin::Path(folder.path().to_owned()), &Progress::default());
    let loaded = loaded.unwrap_or_else(|problems| panic!("{problems}"));
    assert!(loaded.warnings.is_empty(), "{}", loaded.warnings);
    assert_eq!((loaded.catalogue.format, loaded.catalogue.claims.len()), (Format::Two, 1));
}

#[test]
fn its_keys_are_those_of_the_program() {
    let readme = readme();
    let section = readme.split("\n## Keys\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    for binding in BINDINGS {
        for key in binding.keys {
            let name = key.name();
            let digit = name.len() == 1 && name.chars().all(|c| c.is_ascii_digit());
            assert!(digit || section.contains(&format!("`{name}`")), "{name} ({}) is not in the README", binding.long);
        }
    }
}

#[test]
fn its_queries_find_something_in_the_catalogue_in_the_program() {
    let readme = readme();
    let section = readme.split("\n## What the finder understands\n").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    let queries: Vec<String> = rows.map(|(query, _)| query.replace("\\|", "|")).collect();
    assert!(queries.len() > 5, "{queries:?}");
    let catalogue = catalogue::load(&Origin::BuiltIn, &Progress::default()).unwrap().catalogue;
    let index = Index::build(&catalogue, &Progress::default());
    for query in queries {
        let found = search(&index, &Query::parse(&query), &Stop::default()).unwrap();
        assert!(found.total > 0 && found.total < index.len() && !found.forgiven, "{query}: {}", found.total);
    }
}

#[test]
fn it_names_the_command_that_tests() {
    let runner = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/run")).unwrap();
    assert!(readme().contains("cargo test") && runner.contains("cargo test"));
}

#[test]
fn the_files_that_contributors_are_sent_to_are_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let named = page.split('`').skip(1).step_by(2).filter(|code| !code.contains([' ', '\n', '*']) && code.contains('/'));
    // `src/cli/NAME.rs` is for the reader to name, and of rooms the table names the last part only.
    let paths: Vec<&str> =
        named.filter(|path| !path.contains("NAME") && (path.starts_with("src/") || path.starts_with("tests/"))).collect();
    assert!(paths.len() > 15, "{paths:?}");
    for path in paths {
        assert!(root.join(path).exists(), "{path}");
    }
}
