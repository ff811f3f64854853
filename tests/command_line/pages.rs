//! Plain pages: what people read, whatever the width.

use std::{
    io::Read,
    process::{Command, Stdio},
};

use parallax::text::{clean::is_unsafe, wrap::width};

use crate::run::{PAGES, catalogue, command, on_harrow_bay, parallax, run};

#[test]
fn show_says_who_says_what_of_a_claim() {
    insta::assert_snapshot!(on_harrow_bay("show no-warning"));
}

#[test]
fn show_says_who_is_silent_and_who_is_mixed() {
    insta::assert_snapshot!(on_harrow_bay("show unsafe"));
    insta::assert_snapshot!(on_harrow_bay("show free-boats"));
}

#[test]
fn list_has_every_claim_under_its_event() {
    insta::assert_snapshot!(on_harrow_bay("list"));
}

#[test]
fn matrix_has_a_sign_for_every_claim_and_outlet() {
    insta::assert_snapshot!(on_harrow_bay("matrix"));
    insta::assert_snapshot!(on_harrow_bay("matrix --narrow disagreement"));
}

#[test]
fn find_shows_what_it_found_and_who_has_nothing() {
    insta::assert_snapshot!(on_harrow_bay("find barrier"));
}

#[test]
fn look_names_the_likeliest_sentences_of_a_text() {
    insta::assert_snapshot!(on_harrow_bay("look fare courier-bridge --limit 3"));
    let json = on_harrow_bay("look fare courier-bridge --limit 1 --format json");
    let page: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&page["claim"], &page["document"]), (&"fare".into(), &"courier-bridge".into()));
    let passage = &page["passages"][0];
    let text = std::fs::read_to_string("tests/catalogues/harrow-bay/texts/courier-bridge.txt").unwrap();
    let at = |end: usize| usize::try_from(passage["span"][end].as_u64().unwrap()).unwrap();
    let quoted: String = text.chars().skip(at(0)).take(at(1) - at(0)).collect();
    assert_eq!(passage["text"], quoted);
    let refused = |arguments: &str| parallax(&format!("{arguments} -c tests/catalogues/harrow-bay")).told;
    assert!(refused("look fares courier-bridge").contains("did you mean `fare`"));
    assert!(refused("look fare post-bridge").contains("--texts DIR"), "{}", refused("look fare post-bridge"));
}

#[test]
fn find_looks_in_the_texts_and_tells_who_has_none() {
    insta::assert_snapshot!(on_harrow_bay("find --in texts storm|fences"));
    insta::assert_snapshot!(on_harrow_bay("find --in both autumn"));
    insta::assert_snapshot!(on_harrow_bay("find --in texts storm outlet:mirror|stance:denies --limit 1"));
}

#[test]
fn words_counts_every_form_by_outlet_and_says_what_was_read() {
    insta::assert_snapshot!(on_harrow_bay("words"));
    insta::assert_snapshot!(on_harrow_bay("words --naming ferry --width 50"));
    insta::assert_snapshot!(on_harrow_bay("words --distinctive courier --limit 3"));
}

#[test]
fn concordance_aligns_the_lines_on_the_word() {
    let page = on_harrow_bay("concordance harbour --width 100");
    let lines = page.lines().skip_while(|line| !line.is_empty()).skip(1);
    let columns: Vec<usize> = lines.map(|line| width(line.split("harbour").next().unwrap())).collect();
    assert!(columns.len() > 2 && columns.iter().all(|&at| at == columns[0]), "{page}");
    insta::assert_snapshot!(page);
}

#[test]
fn voices_says_who_is_passed_on_with_which_verbs() {
    insta::assert_snapshot!(on_harrow_bay("voices"));
}

#[test]
fn frames_says_how_large_a_share_of_each_outlet_has_a_code() {
    insta::assert_snapshot!(on_harrow_bay("frames"));
}

#[test]
fn outlets_says_what_each_does_and_how_far_any_two_are_apart() {
    insta::assert_snapshot!(on_harrow_bay("outlets"));
}

#[test]
fn drift_counts_by_kind_and_shows_the_words_of_both_sides() {
    insta::assert_snapshot!(on_harrow_bay("drift mirror-bridge"));
    let hedges = on_harrow_bay("drift mirror-bridge --kind hedge --order changed");
    assert!(hedges.contains("hedge dropped: “Some”") && !hedges.contains("\ndropped from the copy"), "{hedges}");
}

#[test]
fn without_a_command_and_a_terminal_it_lists() {
    assert_eq!(on_harrow_bay(""), on_harrow_bay("list"));
    assert_eq!(parallax("tests/catalogues/harrow-bay").page, on_harrow_bay("list"));
    assert!(parallax("").page.contains("Venezuela's presidential election of 28 July 2024"));
}

#[test]
fn options_may_stand_before_the_command_and_behind_it() {
    let expected = on_harrow_bay("list --width 60 --ascii");
    assert_eq!(on_harrow_bay("--width 60 --ascii list"), expected);
    assert_eq!(parallax("list --width 60 --ascii -c tests/catalogues/harrow-bay").page, expected);
    assert_eq!(parallax("tests/catalogues/harrow-bay list --width 60 --ascii").page, expected);
}

#[test]
fn no_line_is_wider_than_asked() {
    for catalogue in ["harrow-bay", "hostile"] {
        for page in [
            "list",
            "matrix",
            "show no-warning",
            "show hostile",
            "find barrier",
            "find quote",
            "words",
            "words --distinctive courier",
            "voices",
            "frames",
            "outlets",
            "concordance the",
        ] {
            for columns in [20, 33, 80, 200] {
                let page = parallax(&format!("-c tests/catalogues/{catalogue} {page} --width {columns}")).page;
                for line in page.lines() {
                    assert!(width(line) <= columns, "{columns} columns, {} taken:\n{line}", width(line));
                }
            }
        }
    }
}

#[test]
fn the_columns_of_a_matrix_stand_under_their_numbers() {
    for catalogue in ["harrow-bay", "hostile"] {
        for columns in [20, 40, 80, 120] {
            let page = parallax(&format!("-c tests/catalogues/{catalogue} matrix --width {columns}")).page;
            let tables = page.split("Apart in").next().unwrap();
            let rows: Vec<&str> = tables.lines().skip_while(|line| !line.is_empty()).filter(|line| !line.is_empty()).collect();
            let widths: Vec<usize> = rows.iter().map(|row| width(row)).collect();
            assert!(widths.iter().all(|&wide| wide == widths[0]), "{columns} columns:\n{page}");
        }
    }
}

#[test]
fn a_matrix_of_many_outlets_is_cut_into_tables_that_fit() {
    let folder = tempfile::tempdir().unwrap();
    let outlet = |number| format!("[[outlet]]\nid = \"outlet-{number}\"\nname = \"Bay Courier {number}\"\n");
    let outlets: String = (1..=40).map(outlet).collect();
    let claim = "[[event]]\nid = \"ferry\"\ntitle = \"渡船停航之後\"\n[[claim]]\nid = \"sank\"\ntitle = \"渡船在港灣沉沒\"\nevent = \"ferry\"\n";
    std::fs::write(folder.path().join("catalogue.toml"), format!("title = \"Harrow Bay\"\n{outlets}{claim}")).unwrap();
    for columns in ["20", "40", "80", "200"] {
        let page = run(command().arg("-c").arg(folder.path()).args(["matrix", "--width", columns])).page;
        let tables: Vec<&str> = page.lines().skip_while(|line| !line.is_empty()).filter(|line| !line.is_empty()).collect();
        assert!(tables.iter().all(|line| width(line) <= columns.parse::<usize>().unwrap()), "{page}");
        let numbers: Vec<&str> = tables.iter().step_by(2).flat_map(|heading| heading.split_whitespace().skip(1)).collect();
        assert_eq!(numbers, (1..=40).map(|number| number.to_string()).collect::<Vec<_>>(), "{page}");
    }
}

#[test]
fn a_page_is_the_same_every_time() {
    for page in PAGES {
        assert_eq!(parallax(page).page, parallax(page).page, "{page}");
    }
}

#[test]
fn a_page_has_no_colour_and_no_other_control() {
    for page in PAGES {
        let page = parallax(page).page;
        assert!(page.chars().all(|c| c == '\n' || !c.is_control()), "{page:?}");
    }
}

#[test]
fn nothing_of_a_hostile_catalogue_is_printed_raw() {
    let commands = [
        "list",
        "matrix",
        "show hostile",
        "show second",
        "find colour",
        "find 投票",
        "check",
        "check --format json",
        "list --format json",
        "matrix --format json",
        "show hostile --format json",
        "find quote --format json",
        "anchor",
        "fmt --check",
    ];
    for arguments in commands {
        for option in ["", " --ascii"] {
            let outcome = parallax(&format!("-c tests/catalogues/hostile {arguments}{option}"));
            assert!(!outcome.page.is_empty(), "{arguments}: {}", outcome.told);
            for text in [&outcome.page, &outcome.told] {
                let raw: Vec<char> = text.chars().filter(|&c| c != '\n' && (c.is_control() || is_unsafe(c))).collect();
                assert!(raw.is_empty(), "{arguments}{option}: {raw:?} in\n{text}");
            }
        }
    }
}

#[test]
fn names_of_files_are_printed_visibly_too() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound \u{1b}[31m\u{9b}31m\u{202e}");
    std::fs::create_dir_all(sound.join("texts")).unwrap();
    std::fs::write(sound.join("texts/d.txt"), "The bridge was closed at noon, and nobody had been told of it.").unwrap();
    let catalogue = r#"
        title = "Harrow Bay"
        outlet = [{ id = "o", name = "Bay Courier" }]
        document = [{ id = "d", outlet = "o", title = "Bridge shut" }]
        event = [{ id = "e", title = "The closing" }]
        [[claim]]
        id = "c"
        event = "e"
        title = "A claim"
        excerpt = [
          { document = "d", stance = "affirms", quote = "The bridge was closed at night, and nobody had been told of it." },
          { document = "d", stance = "affirms", quote = "nobody had been told" },
        ]
    "#;
    std::fs::write(sound.join("catalogue.toml"), catalogue).unwrap();
    let broken = folder.path().join("broken \u{1b}[31m\u{9b}31m\u{202e}.toml");
    std::fs::write(&broken, "title = 1").unwrap();
    for path in [&sound, &broken] {
        for arguments in [&["list"][..], &["check"], &["check", "--format", "json"], &["anchor"]] {
            let outcome = run(command().arg("-c").arg(path).args(arguments));
            assert!(!outcome.page.is_empty() || !outcome.told.is_empty(), "{arguments:?}");
            for text in [&outcome.page, &outcome.told] {
                assert!(text.chars().all(|c| c == '\n' || !(c.is_control() || is_unsafe(c))), "{arguments:?}: {text:?}");
            }
        }
    }
    let outcome = run(command().arg("-c").arg(&broken).args(["check", "--format", "json"]));
    let checked: serde_json::Value = serde_json::from_str(&outcome.page).unwrap();
    assert_eq!(checked["diagnostics"][0]["path"], broken.to_str().unwrap());
}

#[test]
fn ascii_spells_the_signs() {
    for page in PAGES {
        let page = on_harrow_bay(&format!("{page} --ascii"));
        // Letters of the catalogue are content.
        let signs: String = page.chars().filter(|c| !c.is_ascii() && !c.is_alphanumeric()).collect();
        assert_eq!(signs, "", "{page}");
    }
    assert!(on_harrow_bay("matrix --ascii").contains("A A r D"));
    let replaced = parallax("-c tests/catalogues/hostile list --ascii").page;
    assert!(replaced.starts_with("Hostile ?]0;owned? title ?[31mred?[0m\n"), "{replaced}");
}

#[test]
fn whoever_closes_the_pipe_has_read_enough() {
    for arguments in ["list", "matrix --format json", "--help"] {
        let mut child = command().args(arguments.split(' ')).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""), "{arguments}");
    }
}

#[test]
fn a_disk_that_is_full_is_told_by_every_command() {
    let others = ["drift mirror-bridge", "check", "anchor", "--help", "--version", "help find", "list --help"];
    for arguments in PAGES.into_iter().chain(others) {
        // Only Linux has such a file.
        let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
        let arguments = format!("-c tests/catalogues/harrow-bay {arguments}");
        let output = command().args(arguments.split_whitespace()).stdout(full).stderr(Stdio::piped()).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}");
        assert!(told.starts_with("error: cannot write the output: ") && told.lines().count() == 1, "{arguments}: {told}");
    }
}

#[test]
fn a_text_that_cannot_be_read_is_counted_as_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = "title = \"Harrow Bay\"\n\n[[outlet]]\nid = \"courier\"\nname = \"Bay Courier\"\n\n[[document]]\nid = \
                     \"bridge\"\noutlet = \"courier\"\ntitle = \"Bridge\"\nurl = \"https://courier.example/bridge\"\n";
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    std::fs::write(folder.path().join("catalogue.toml"), catalogue).unwrap();
    std::fs::write(folder.path().join("texts/bridge.txt"), b"\x7fELF \0 the ferry \xff \0\0\0 sank.").unwrap();
    let outcome = run(command().arg("check").arg(folder.path()));
    let errors = outcome.page.lines().filter(|line| line.starts_with("error: ")).count();
    assert!(outcome.page.contains(&format!("\n{errors} error, 0 warnings\n")) && errors == 1, "{}", outcome.page);
    assert_eq!(outcome.code, 1);
}

#[test]
fn readings_are_checked_with_their_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for path in
        ["catalogue.toml", "claims/closing.toml", "claims/ferry.toml", "texts/courier-bridge.txt", "texts/mirror-bridge.txt"]
    {
        write(path, &std::fs::read_to_string(catalogue("harrow-bay").join(path)).unwrap());
    }
    let excerpt = "[[claim]]\nid = 'fare'\n\n  [[claim.excerpt]]\n  document = 'courier-bridge'\n  stance = 'affirms'\n  quote = 'By noon the crossing cost 9 crowns, twice the old fare'\n";
    write("readings/anna/coding.toml", excerpt);
    write("readings/ben/coding.toml", "[[claim]]\nid = 'fare'\ntitle = 'F'\n");
    write("readings/Cleo/coding.toml", "");
    write("readings/decisions.toml", "# None yet.\n");
    let check = |format: &str| run(command().current_dir(folder.path()).args(["check", ".", "--format", format]));
    let outcome = check("text");
    assert_eq!(outcome.code, 1);
    insta::assert_snapshot!(outcome.page);
    let checked: serde_json::Value = serde_json::from_str(&check("json").page).unwrap();
    assert_eq!(checked["readings"].as_array().unwrap().len(), 1, "one that has errors counts nothing");
    assert_eq!(
        (&checked["readings"][0]["reading"], &checked["readings"][0]["quotes"][0]["state"]),
        (&"anna".into(), &"drifted".into())
    );
}

#[test]
fn help_names_every_command_and_every_exit_code() {
    let help = parallax("--help");
    assert_eq!((help.code, help.told.as_str()), (0, ""));
    for name in [
        "show",
        "list",
        "matrix",
        "find",
        "words",
        "agree",
        "concordance",
        "voices",
        "frames",
        "outlets",
        "drift",
        "code",
        "check",
        "anchor",
        "new",
        "add",
        "fmt",
        "schema",
        "export",
        "import",
    ] {
        assert!(help.page.contains(&format!("\n  {name} ")), "{name} is not in\n{}", help.page);
        let own = parallax(&format!("{name} --help"));
        assert_eq!(own.code, 0);
        assert!(own.page.contains("Usage: parallax "), "{}", own.page);
    }
    assert!(help.page.contains("Exit status: 0 done, 1 found problems or nothing, 2 could not run."));
    assert!(help.page.lines().all(|line| width(line) <= 120), "{}", help.page);
}

#[test]
fn the_examples_of_the_help_run() {
    let help = parallax("--help").page;
    let examples = help.split("Examples:\n").nth(1).unwrap().lines().take_while(|line| !line.is_empty());
    // Those that write are tried with what they write, and what opens the screen in a terminal.
    let elsewhere = ["parallax new", "parallax add", "parallax code"];
    for example in examples.filter(|example| !elsewhere.iter().any(|other| example.contains(other))) {
        let example = example.split("  ").map(str::trim).find(|part| part.starts_with("parallax")).unwrap();
        let example = example.split(" the ").next().unwrap().replace("my-catalogue/", "tests/catalogues/harrow-bay");
        let example = example.replace("articles/", "tests/catalogues/harrow-bay/texts");
        let script = example.replacen("parallax", "\"$0\"", 1);
        let outcome = run(Command::new("sh").args(["-c", &script]).arg(env!("CARGO_BIN_EXE_parallax")).stdin(Stdio::null()));
        assert!(outcome.code < 2 && !outcome.page.is_empty(), "{example}: {}", outcome.told);
    }
}

#[test]
fn a_catalogue_of_one_file_opens_by_its_path() {
    let path = catalogue("hostile").join("catalogue.toml");
    assert_eq!(run(command().arg(&path)).page, parallax("tests/catalogues/hostile").page);
}
