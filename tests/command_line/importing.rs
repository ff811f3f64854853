//! `parallax import`: the plan is shown first, and written where that is asked for.

use std::{fs, io::Write, path::Path, process::Stdio};

use crate::run::{catalogue, command, run};

/// A catalogue with nothing in it but its title, and a table of quotations beside it.
fn started() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("bay")).unwrap();
    fs::write(folder.path().join("bay/catalogue.toml"), "format = 2\ntitle = \"The harbour bridge\"\n").unwrap();
    let table = "Source,Text,Code\nBay Courier,It is shut.,The bridge is shut\nBay Courier,,Nobody knew\n";
    fs::write(folder.path().join("table.csv"), table).unwrap();
    folder
}

fn import(folder: &Path, more: &[&str]) -> crate::run::Outcome {
    run(command()
        .current_dir(folder)
        .args(["import", "table.csv", "bay", "--columns", "quote=Text,document=Source,claim=Code"])
        .args(more))
}

#[test]
fn the_plan_is_shown_and_nothing_is_written_unless_that_is_asked_for() {
    let folder = started();
    let file = folder.path().join("bay/catalogue.toml");
    let before = fs::read_to_string(&file).unwrap();
    let shown = import(folder.path(), &[]);
    assert_eq!((shown.code, shown.told.as_str()), (1, ""));
    assert_eq!(
        shown.page,
        "table.csv is a list of quotations\n  2 without a stance: filed as `reports` until somebody decides\n\
         new: 1 outlet, 1 document, 1 event, 2 claims, 1 excerpt\nwithout a place in the catalogue:\n  line 3: left out: it has no quote\n\
         nothing was written: `--write` does it\n"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    let written = import(folder.path(), &["--write"]);
    assert!(written.code == 1 && written.page.ends_with("\nwritten\n"), "{}", written.page);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        format!(
            "{before}\n[[outlet]]\nid   = \"bay-courier\"\nname = \"Bay Courier\"\n\n[[document]]\nid     = \"bay-courier\"\n\
             outlet = \"bay-courier\"\ntitle  = \"Bay Courier\"\n\n[[event]]\nid    = \"the-harbour-bridge\"\ntitle = \"The harbour bridge\"\n\n\
             [[claim]]\nid    = \"the-bridge-is-shut\"\nevent = \"the-harbour-bridge\"\ntitle = \"The bridge is shut\"\n\n  [[claim.excerpt]]\n\
             \x20 document = \"bay-courier\"\n  stance   = \"reports\"\n  quote    = \"It is shut.\"\n\n[[claim]]\nid    = \"nobody-knew\"\n\
             event = \"the-harbour-bridge\"\ntitle = \"Nobody knew\"\n"
        )
    );
    let again = import(folder.path(), &["--write"]);
    assert!(
        again.page.contains("new: nothing\nthere already: 1 excerpt\n") && again.page.ends_with("\nnothing to write\n"),
        "{}",
        again.page
    );
}

#[test]
fn a_project_brings_its_texts() {
    let folder = started();
    let project = folder.path().join("bay.qdpx");
    let exported = run(command().args(["export", "qdpx", "-o"]).arg(&project).arg("-c").arg(catalogue("low-street")));
    assert_eq!(exported.code, 0, "{}", exported.told);
    let imported = run(command().arg("import").arg(&project).arg(folder.path().join("bay")).arg("--write"));
    assert_eq!((imported.code, imported.told.as_str()), (0, ""), "{}", imported.page);
    assert!(imported.page.contains("positions counted in code points, the end exclusive\n"), "{}", imported.page);
    let texts = fs::read_dir(folder.path().join("bay/texts")).unwrap().count();
    assert!(texts > 0 && imported.page.contains(&format!(", {texts} text")), "{}", imported.page);
    let checked = run(command().arg("check").arg(folder.path().join("bay")));
    assert!(checked.page.contains("0 errors"), "{}", checked.page);
}

#[test]
fn a_file_comes_down_a_pipe_too() {
    let folder = started();
    let mut child = command();
    child.current_dir(folder.path()).args(["import", "-", "bay"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = child.spawn().unwrap();
    let json = run(command().args(["export", "json", "-c"]).arg(catalogue("harrow-bay"))).page;
    child.stdin.take().unwrap().write_all(json.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && page.contains("- is an export of parallax\n") && page.contains("11 excerpts"), "{page}");
}

#[test]
fn what_cannot_be_taken_is_refused_and_nothing_is_written() {
    let folder = started();
    let refused = |arguments: &[&str]| {
        let outcome = run(command().current_dir(folder.path()).arg("import").args(arguments));
        assert_eq!((outcome.code, outcome.page.as_str()), (2, ""), "{arguments:?}");
        outcome.told
    };
    assert!(refused(&["table.csv"]).contains("the built-in catalogue is not written to\n  help: name your own with -c PATH"));
    assert!(refused(&["none.csv", "bay"]).starts_with("error: none.csv: "));
    assert!(refused(&["table.csv", "bay"]).contains("its columns are Source, Text, Code; say which is what"));
    assert!(refused(&["table.csv", "bay", "--columns", "quote"]).contains("it is KEY=COLUMN, such as quote=Text"));
    assert!(refused(&["bay", "bay"]).starts_with("error: bay: "));
    assert_eq!(fs::read_dir(folder.path().join("bay")).unwrap().count(), 1);
}
