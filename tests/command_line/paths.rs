//! Which catalogue a command opens, wherever it is named.

use std::{fs, path::Path};

use crate::run::{command, run};

/// Every command, each with what it needs to run on the catalogues here.
const COMMANDS: [&str; 18] = [
    "",
    "list",
    "matrix",
    "show closed",
    "find closed",
    "words",
    "words --distinctive courier",
    "voices",
    "frames",
    "outlets",
    "concordance closed",
    "agree",
    "drift copy",
    "check",
    "anchor",
    "fmt",
    "export csv",
    "import table.csv",
];

/// Two catalogues, of which the second has an error that says which one was opened.
fn two(folder: &Path) {
    let good = "title = \"Ferry\"\n\n[[outlet]]\nid = \"courier\"\nname = \"Bay Courier\"\n\n[[event]]\nid = \"bridge\"\ntitle = \
                \"Bridge\"\n\n[[claim]]\nid = \"closed\"\ntitle = \"Closed\"\nevent = \"bridge\"\n";
    fs::write(folder.join("one.toml"), good).unwrap();
    fs::write(folder.join("two.toml"), "title = 2\n").unwrap();
}

/// What `arguments` come to: the exit code, and all that was printed.
fn outcome(folder: &Path, arguments: &str) -> (i32, String) {
    let outcome = run(command().current_dir(folder).args(arguments.split_whitespace()));
    (outcome.code, outcome.page + &outcome.told)
}

#[test]
fn every_command_opens_the_catalogue_that_is_named_wherever_it_is() {
    let folder = tempfile::tempdir().unwrap();
    two(folder.path());
    for command in COMMANDS {
        let mut places = vec![format!("-c two.toml {command}"), format!("{command} -c two.toml"), format!("two.toml {command}")];
        if ["", "check", "anchor", "fmt", "export csv", "import table.csv"].contains(&command) {
            places.push(format!("{command} two.toml"));
        }
        for arguments in places {
            let (code, said) = outcome(folder.path(), &arguments);
            assert!(code > 0 && said.contains("two.toml:1:9"), "{arguments}: {code} {said}");
        }
    }
}

#[test]
fn two_catalogues_are_refused_by_every_command() {
    let folder = tempfile::tempdir().unwrap();
    two(folder.path());
    for command in COMMANDS {
        let mut places = vec![
            format!("one.toml -c two.toml {command}"),
            format!("-c one.toml two.toml {command}"),
            format!("one.toml {command} -c two.toml"),
        ];
        if !command.is_empty() {
            places.push(format!("-c one.toml {command} -c two.toml"));
        }
        if ["check", "anchor", "fmt", "export csv", "import table.csv"].contains(&command) {
            places.extend([
                format!("{command} one.toml -c two.toml"),
                format!("-c one.toml {command} two.toml"),
                format!("one.toml {command} two.toml"),
            ]);
        }
        for arguments in places {
            let (code, said) = outcome(folder.path(), &arguments);
            assert_eq!(code, 2, "{arguments}: {said}");
            assert!(
                said.starts_with("error: ") && said.contains("`one.toml`") && said.contains("`two.toml`"),
                "{arguments}: {said}"
            );
        }
    }
}
