//! A catalogue from nothing: `new`, `add`, `add --replace`.

use std::{fs, path::Path, process::Stdio};

use crate::run::{Outcome, command, run};

fn on(home: &Path, arguments: &[&str]) -> Outcome {
    run(command().arg("-c").arg(home).args(arguments))
}

/// A new catalogue.
fn started() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let outcome = run(command().arg("new").arg(folder.path().join("bay")).args(["--title", "The bridge"]));
    assert_eq!((outcome.code, outcome.told.as_str()), (0, ""));
    folder
}

/// All files below `folder`, with what is in them.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .map(|path| (path.strip_prefix(folder).unwrap().display().to_string(), fs::read(path).unwrap()))
        .collect();
    found.sort();
    found
}

#[test]
fn from_nothing_to_documents_that_can_be_quoted() {
    let folder = started();
    let home = folder.path().join("bay");
    assert_eq!(on(&home, &["check"]).code, 0);
    let added = on(&home, &["add", "tests/intake/news/input.utf-8.html", "tests/intake/paywall/input.utf-8.html"]);
    assert_eq!((added.code, added.told.as_str()), (0, ""), "{}", added.page);
    for told in
        ["outlet     Bay Courier (bay-courier, new)", "author     Ada Quill", "published  2031-03-03", "outlet     Harbour Post"]
    {
        assert!(added.page.contains(told), "{told}:\n{}", added.page);
    }
    let plain = on(&home, &["add", "--outlet", "bay courier", "--id", "answer", "tests/intake/plain/input.utf-8.txt"]);
    assert!(plain.page.contains("is document answer now: plain text in UTF-8"), "{}{}", plain.page, plain.told);
    assert!(plain.page.contains("does not say its author and day of publication"), "{}", plain.page);
    let checked = on(&home, &["check"]);
    assert_eq!(checked.code, 0, "{}", checked.page);
    let names: Vec<String> = files(&home).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            ".gitignore",
            ".parallax.schema.json",
            "catalogue.toml",
            "originals/answer.txt",
            "originals/bay-courier-bridge-shut-overnight.html",
            "originals/harbour-post-the-board-knew-say-three-engineers.html",
            "texts/answer.txt",
            "texts/bay-courier-bridge-shut-overnight.txt",
            "texts/harbour-post-the-board-knew-say-three-engineers.txt",
        ]
    );
    let anchored = on(&home, &["anchor"]);
    assert_eq!(anchored.page, "nothing to change\n");
    let catalogue = fs::read_to_string(home.join("catalogue.toml")).unwrap();
    assert_eq!(catalogue.matches("[[outlet]]").count(), 2, "{catalogue}");
}

#[test]
fn what_is_refused_leaves_everything_as_it_was() {
    let folder = started();
    let home = folder.path().join("bay");
    assert_eq!(on(&home, &["add", "--outlet", "Bay", "--id", "answer", "tests/intake/plain/input.utf-8.txt"]).code, 0);
    let before = files(&home);
    let broken = folder.path().join("broken.docx");
    fs::write(&broken, b"PK\x03\x04 and no more").unwrap();
    let broken = broken.to_str().unwrap();
    let plain = "tests/intake/plain/input.utf-8.txt";
    for (arguments, why) in [
        (vec!["add", "https://courier.example/bridge"], "no network: save the page in your browser, and add the file"),
        (vec!["add", "HTTP://courier.example"], "no network: save the page"),
        (vec!["add", "www.courier.example/bridge"], "no network: save the page"),
        (vec!["add", "ftp://courier.example/bridge.html"], "no network: save the page"),
        (vec!["add", "file:///pages/bridge.html"], "an address: give the path of the file"),
        (
            vec!["add", "--outlet", "Echo", plain],
            "the same text as that of document `answer`; --copy-of answer adds it as a copy",
        ),
        (vec!["add", "--outlet", "Bay", "--id", "answer", plain], "`add --replace answer` takes a newer text"),
        (vec!["add", "--outlet", "Bay", "--id", "An answer", plain], "is no slug"),
        (vec!["add", "--outlet", "Bay", "--copy-of", "anser", plain], "did you mean `answer`?"),
        (vec!["add", "--id", "other", plain, plain], "--id is for one"),
        (vec!["add", "-", plain], "- is for one"),
        (vec!["add", "--replace", "answer", plain, plain], "--replace is for one"),
        (vec!["add", plain], "does not say who published it; --outlet NAME does"),
        (vec!["add", "--outlet", " ", plain], "does not say who published it; --outlet NAME does"),
        (vec!["add", "--outlet", "Bay", plain, broken], "a broken DOCX file"),
        (vec!["add", "no-such-file.html"], "no-such-file.html"),
        (vec!["add", "tests"], "error: tests:"),
    ] {
        let outcome = on(&home, &arguments);
        assert_eq!((outcome.code, outcome.page.as_str()), (2, ""), "{arguments:?}");
        assert!(outcome.told.contains(why), "{arguments:?}: {}", outcome.told);
        assert!(files(&home) == before, "{arguments:?}");
    }
    let built_in = run(command().args(["add", plain]));
    assert!(
        built_in.code == 2 && built_in.told.contains("name your own with -c PATH; `parallax new DIR` makes one"),
        "{}",
        built_in.told
    );
    let again = run(command().arg("new").arg(&home));
    assert!(again.code == 2 && again.told.contains("is not empty"), "{}", again.told);
    assert!(files(&home) == before);
}

#[test]
fn a_copy_is_noticed() {
    let folder = started();
    let home = folder.path().join("bay");
    let text = fs::read_to_string("tests/catalogues/harrow-bay/texts/courier-bridge.txt").unwrap();
    let (one, two) = (folder.path().join("one.txt"), folder.path().join("two.txt"));
    fs::write(&one, &text).unwrap();
    fs::write(&two, text.replace("midnight", "dawn").replace("Some engineers", "A few engineers")).unwrap();
    let add = |arguments: &[&str]| on(&home, &[&["add"], arguments].concat());
    assert!(!add(&["--outlet", "Bay", "--id", "one", one.to_str().unwrap()]).page.contains("looks like a copy"));
    let told = add(&["--outlet", "Echo", two.to_str().unwrap()]).page;
    assert!(told.contains("of it stands in one, too: it looks like a copy.") && told.contains("--copy-of one"), "{told}");
    let told = add(&["--outlet", "Echo", "--id", "same", one.to_str().unwrap()]).page;
    assert!(told.contains("It is the same text as that of one. If it is a copy, write `copy_of = \"one\"`"), "{told}");
    let told = add(&["--outlet", "Echo", one.to_str().unwrap()]).told;
    assert!(told.contains("the same text as that of document `one`"), "of several the first: {told}");
    let told = add(&["--outlet", "Echo", "--id", "two", "--copy-of", "one", two.to_str().unwrap()]).page;
    assert!(told.contains("copy of    one") && !told.contains("looks like"), "{told}");
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_told() {
    let folder = started();
    let home = folder.path().join("bay");
    let (pdf, text) = (folder.path().join("minutes.pdf"), folder.path().join("page.txt"));
    fs::write(&pdf, "The bridge is shut.\n").unwrap();
    fs::copy("tests/intake/news/input.utf-8.html", &text).unwrap();
    let told = on(&home, &["add", "--outlet", "Bay", "--id", "minutes", pdf.to_str().unwrap()]).page;
    assert!(told.contains("It is named .pdf, but is plain text, and was taken as that."), "{told}");
    let told = on(&home, &["add", text.to_str().unwrap()]).page;
    assert!(told.contains("It is named .txt, but is a web page"), "{told}");
    let told = on(&home, &["add", "tests/intake/paywall/input.utf-8.html"]).page;
    assert!(!told.contains("It is named"), "{told}");
    fs::write(&pdf, "The bridge is open.\n").unwrap();
    let told = on(&home, &["add", "--replace", "minutes", pdf.to_str().unwrap()]).page;
    assert!(told.contains("It is named .pdf, but is plain text"), "{told}");
}

#[test]
fn nothing_that_steers_a_terminal_gets_into_a_catalogue() {
    let folder = started();
    let home = folder.path().join("bay");
    let page = fs::read_to_string("tests/intake/news/input.utf-8.html").unwrap();
    let file = folder.path().join("page.html");
    fs::write(&file, page.replace("Bridge shut", "Bridge \u{202e}\u{1b}shut").replace("Ada Quill", "Ada\u{2066} Quill")).unwrap();
    let added = on(&home, &["add", "--outlet", "Bay\u{202e} Courier", file.to_str().unwrap()]);
    assert_eq!((added.code, added.told.as_str()), (0, ""), "{}", added.page);
    assert!(added.page.contains("outlet     Bay Courier (bay-courier, new)"), "{}", added.page);
    for (name, bytes) in files(&home).into_iter().filter(|(name, _)| !name.starts_with("originals/")) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(['\u{202e}', '\u{1b}', '\u{2066}']), "{name}: {text}");
    }
    let checked = on(&home, &["check"]);
    assert!(checked.code == 0 && !checked.page.contains("unsafe-character"), "{}", checked.page);
}

#[test]
fn a_name_without_letters_of_an_id_says_how_one_is_chosen() {
    let folder = started();
    let home = folder.path().join("bay");
    let text = folder.path().join("text.txt");
    fs::write(&text, "渡船停航\n\n大桥关闭。\n").unwrap();
    let told = on(&home, &["add", "--outlet", "渡船", text.to_str().unwrap()]).page;
    assert!(told.contains("outlet     渡船 (outlet, new)") && told.contains("Ids are made of Latin letters"), "{told}");
    fs::write(&text, "Ferry stays\n\nIt is in the harbour.\n").unwrap();
    let told = on(&home, &["add", "--outlet", "ferry", text.to_str().unwrap()]).page;
    assert!(!told.contains("Ids are made of"), "{told}");
}

#[test]
fn a_read_only_catalogue_is_left_as_it_is_by_all_that_write() {
    let folder = started();
    let home = folder.path().join("bay");
    let text = folder.path().join("text.txt");
    fs::write(&text, "The bridge is shut.\n").unwrap();
    assert_eq!(on(&home, &["add", "--outlet", "Bay", "--id", "bay", text.to_str().unwrap()]).code, 0);
    let path = home.join("catalogue.toml");
    let catalogue = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        catalogue.lines().filter(|line| !line.starts_with("chars")).map(|line| format!("{line}\n")).collect::<String>(),
    )
    .unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let before = files(&home);
    fs::write(&text, "The bridge is open.\n").unwrap();
    let text = text.to_str().unwrap();
    for arguments in [
        &["add", "--outlet", "Bay", "--id", "two", text][..],
        &["anchor", "--write"],
        &["add", "--replace", "bay", "--write", text],
    ] {
        let outcome = on(&home, arguments);
        assert_eq!(outcome.code, 2, "{arguments:?}: {}", outcome.page);
        assert!(outcome.told.contains("catalogue.toml: left as it was: it is read-only; make it writable"), "{}", outcome.told);
        assert!(files(&home) == before, "{arguments:?}");
    }
}

#[test]
fn a_changed_text_is_told_once_and_before_all_that_follows() {
    let folder = started();
    let home = folder.path().join("bay");
    let (one, two) = (folder.path().join("one.txt"), folder.path().join("two.txt"));
    fs::write(&one, "Die Brücke ist zu.\nSeit Montag.\n").unwrap();
    fs::write(&two, "Nobody had been told.\n").unwrap();
    for (id, path) in [("one", &one), ("two", &two)] {
        assert_eq!(on(&home, &["add", "--outlet", "Bay", "--id", id, path.to_str().unwrap()]).code, 0);
    }
    fs::remove_file(home.join("texts/two.txt")).unwrap();
    let text = home.join("texts/one.txt");
    let changed = "text: that of one is another than when";
    for same in ["\u{feff}Die Brücke ist zu.\r\nSeit Montag.\r\n".as_bytes(), b"Die Br\xfccke ist zu.\nSeit Montag.\n"] {
        fs::write(&text, same).unwrap();
        let told = on(&home, &["check"]).page;
        assert!(!told.contains(changed) && told.contains("warning[missing-text]"), "{told}");
        let anchored = on(&home, &["anchor"]).page;
        assert_eq!(anchored, "nothing to change\n");
    }
    fs::write(&text, "Die Brücke ist offen.\n").unwrap();
    let told = on(&home, &["check"]).page;
    assert!(told.starts_with(changed) && told.matches(changed).count() == 1, "{told}");
    assert!(told.contains("warning[missing-text]"), "{told}");
}

#[test]
fn folders_among_the_texts_are_strays_and_hidden_files_are_not() {
    let folder = started();
    let home = folder.path().join("bay");
    fs::create_dir_all(home.join("texts/older")).unwrap();
    fs::write(home.join("texts/.DS_Store"), "x").unwrap();
    let told = on(&home, &["check"]).page;
    assert!(told.contains("warning[stray-text]") && told.contains("texts are not looked for in folders below"), "{told}");
    assert!(!told.contains("DS_Store"), "{told}");
}

#[test]
fn a_newer_text_says_what_becomes_of_the_quotations() {
    let folder = started();
    let home = folder.path().join("bay");
    let text = folder.path().join("text.txt");
    let old = "Gull rules\n\nThe bridge is shut. Nobody had been told when the barriers came down. The mayor is away.\n";
    fs::write(&text, old).unwrap();
    assert_eq!(on(&home, &["add", "--outlet", "Bay", "--id", "bay", text.to_str().unwrap()]).code, 0);
    fs::create_dir(home.join("claims")).unwrap();
    let excerpt = |quote: &str| format!("[[claim.excerpt]]\ndocument = 'bay'\nstance = 'affirms'\nquote = '{quote}'\n");
    let claim = format!(
        "[[event]]\nid = 'closing'\ntitle = 'C'\n[[claim]]\nid = 'shut'\nevent = 'closing'\ntitle = 'Shut'\n{}{}{}",
        excerpt("The bridge is shut."),
        excerpt("Nobody had been told when the barriers came down"),
        excerpt("The mayor is away")
    );
    fs::write(home.join("claims/a.toml"), claim).unwrap();
    assert_eq!(on(&home, &["anchor", "--write"]).code, 0);
    let before = files(&home);
    fs::write(&text, "Later\n\nUpdate. The bridge is shut. No one had been told when the barriers came down.\n").unwrap();
    let replace = |more: &[&str]| on(&home, &[&["add", "--replace", "bay", text.to_str().unwrap()], more].concat());
    let shown = replace(&[]);
    assert_eq!(shown.code, 1);
    for told in [
        "shut: moved: [12, 31] → [15, 34]",
        "catalogue: “{Nobody} had been told when the barriers came down”",
        "text: “{No one} had been told when the barriers came down”",
        "shut: lost: it does not stand in the text",
        "headline: its `from` does not stand in the text",
        "title: it says “Later”, the catalogue has “Gull rules”, which stays",
        "3 quotations: 1 moved, 1 drifted, 1 lost",
        "3 spans would be taken away",
        "`--write` does it",
    ] {
        assert!(shown.page.contains(told), "{told}:\n{}", shown.page);
    }
    assert!(files(&home) == before);
    let written = replace(&["--write"]);
    assert!(written.page.contains("the old text is in originals/"), "{}{}", written.page, written.told);
    let after = files(&home);
    let kept = after.iter().find(|(name, bytes)| name.starts_with("originals/bay.") && bytes == old.as_bytes());
    assert!(kept.is_some());
    let claims = fs::read_to_string(home.join("claims/a.toml")).unwrap();
    assert!(claims.contains("span = [15, 34]") && claims.matches("span").count() == 1, "{claims}");
    assert!(
        written.page.contains("3 spans taken away")
            && !fs::read_to_string(home.join("catalogue.toml")).unwrap().contains("span =")
    );
    let newer = fs::read_to_string(home.join("texts/bay.txt")).unwrap();
    assert!(newer.starts_with("Later\n\nUpdate."));
    for there_and_back in [old, newer.as_str(), old] {
        fs::write(&text, there_and_back).unwrap();
        let again = replace(&["--write"]);
        assert!(again.code < 2 && fs::read_to_string(home.join("texts/bay.txt")).unwrap() == there_and_back, "{}", again.told);
    }
}

#[cfg(unix)]
#[test]
fn pdf_is_read_by_a_program_that_is_there() {
    use std::os::unix::fs::PermissionsExt;

    let folder = started();
    let home = folder.path().join("bay");
    let pdf = folder.path().join("minutes.pdf");
    fs::write(&pdf, "%PDF-1.4\n").unwrap();
    let programs = folder.path().join("programs");
    fs::create_dir(&programs).unwrap();
    let add = |id: &str| {
        let mut command = command();
        command.arg("-c").arg(&home).args(["add", "--outlet", "Town Hall", "--id", id]).arg(&pdf).env("PATH", &programs);
        run(&mut command)
    };
    let none = add("minutes");
    assert!(none.code == 2 && none.told.contains("`pdftotext`; install it (poppler-utils)"), "{}", none.told);
    let program = programs.join("pdftotext");
    let script = |body: &str| {
        fs::write(&program, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    };
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/intake/pages/pdftotext.txt");
    script(&format!("/bin/cat > /dev/null; /bin/cat '{}'", pages.display()));
    let added = add("minutes");
    assert_eq!((added.code, added.told.as_str()), (0, ""), "{}", added.page);
    let text = fs::read_to_string(home.join("texts/minutes.txt")).unwrap();
    insta::assert_snapshot!("pdf", text);
    script("echo 'Syntax Error: no trailer' >&2; exit 1");
    let broken = add("broken");
    assert!(broken.code == 2 && broken.told.contains("a broken PDF file: Syntax Error: no trailer"), "{}", broken.told);
}

#[test]
fn standard_input_is_a_file_too() {
    let folder = started();
    let mut command = command();
    let page = fs::File::open("tests/intake/news/input.utf-8.html").unwrap();
    command.arg("-c").arg(folder.path().join("bay")).args(["add", "-"]).stdin(Stdio::from(page));
    let outcome = run(&mut command);
    assert!(outcome.page.contains("- is document bay-courier-bridge-shut-overnight now"), "{}{}", outcome.page, outcome.told);
    assert!(outcome.page.contains("originals/bay-courier-bridge-shut-overnight.html"), "{}", outcome.page);
}

#[test]
fn the_built_in_catalogue_can_be_copied_and_changed() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("mine");
    assert_eq!(run(command().arg("new").arg(&home).arg("--from-built-in")).code, 0);
    assert_eq!(on(&home, &["list"]).page, run(command().arg("list")).page);
    assert_eq!(on(&home, &["check"]).code, 0);
    assert_eq!(on(&home, &["add", "--outlet", "unherd", "tests/intake/plain/input.utf-8.txt"]).code, 0);
}
