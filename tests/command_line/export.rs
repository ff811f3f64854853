//! `parallax export`: what is written, and where.

use std::fs;

use crate::run::{catalogue, command, on_harrow_bay, parallax, run};

/// The ids of the claims in a matrix.
fn claims(arguments: &str) -> Vec<String> {
    let page = on_harrow_bay(&format!("export csv-matrix {arguments}"));
    page.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

/// The ids of the outlets over it.
fn outlets(arguments: &str) -> Vec<String> {
    let page = on_harrow_bay(&format!("export csv-matrix {arguments}"));
    page.lines().next().unwrap().split(',').skip(8).map(str::to_owned).collect()
}

#[test]
fn some_of_a_catalogue_is_handed_on() {
    assert_eq!(claims(""), ["no-warning", "announced", "unsafe", "fare", "free-boats"]);
    assert_eq!(claims("--claims barrier"), ["no-warning"]);
    assert_eq!(claims("--event ferry"), ["fare", "free-boats"]);
    assert_eq!(claims("--event ferry --event closing --claims crowns"), ["fare"]);
    assert_eq!(outlets("--outlet post --outlet hall"), ["post", "hall"]);
    // The mirror publishes a copy of what the courier printed.
    assert_eq!(outlets("--outlet mirror"), ["courier", "mirror"]);
}

#[test]
fn what_is_not_there_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bridge.csv");
    let bay = catalogue("harrow-bay");
    let export = |arguments: &[&str]| run(command().args(["export", "csv", "-o"]).arg(&file).arg("-c").arg(&bay).args(arguments));
    let nothing = export(&["--claims", "'zeppelin"]);
    assert_eq!((nothing.code, nothing.told.as_str()), (1, "nothing found, and nothing written\n"));
    // However it comes that nothing is left.
    let nothing = export(&["--claims", "barrier", "--event", "ferry"]);
    assert_eq!((nothing.code, nothing.told.as_str()), (1, "nothing found, and nothing written\n"));
    let blank = export(&["--claims", " "]);
    assert!(blank.code == 2 && blank.told.contains("--claims has nothing to look for\n  help: leave it out"), "{}", blank.told);
    let unknown = export(&["--outlet", "courrier"]);
    assert!(unknown.code == 2 && unknown.told.contains("did you mean `courier`?"), "{}", unknown.told);
    assert!(export(&["--event", "flood"]).told.contains("no event has the id `flood`"));
    assert!(!file.exists());
}

#[test]
fn a_file_is_replaced_only_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bridge.csv");
    fs::write(&file, "mine").unwrap();
    let export = |more: &str| {
        run(command().args(["export", "csv", "tests/catalogues/harrow-bay", "-o"]).arg(&file).args(more.split_whitespace()))
    };
    let refused = export("");
    assert!(refused.code == 2 && refused.told.contains("is there already\n  help: ") && refused.told.contains("--force"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    let written = export("--force");
    assert_eq!((written.code, written.told.as_str()), (0, ""));
    assert!(written.page.ends_with("bridge.csv: 5 claims, 11 excerpts\n"), "{}", written.page);
    assert_eq!(fs::read_to_string(&file).unwrap(), on_harrow_bay("export csv"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_place_where_no_file_can_be_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    // The catalogue is not there: nothing of it was read when this is said.
    let export = |path: &std::path::Path| run(command().args(["export", "csv", "no/such/catalogue", "-o"]).arg(path));
    let onto = export(folder.path());
    assert!(onto.code == 2 && onto.told.contains(" is a folder\n  help: name a file in it, -o "), "{}", onto.told);
    assert!(!onto.told.contains("--force"), "{}", onto.told);
    let below = export(&folder.path().join("pages/bridge.csv"));
    assert!(below.code == 2 && below.told.contains("there is no folder ") && below.told.contains("mkdir -p "), "{}", below.told);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "no folder is made");
    #[cfg(unix)]
    {
        let device = export(std::path::Path::new("/dev/null"));
        assert!(
            device.told.contains("no regular file") && device.told.contains("-o - writes to standard output"),
            "{}",
            device.told
        );
    }
}

#[test]
fn a_hyphen_is_standard_output() {
    assert_eq!(on_harrow_bay("export csv -o -"), on_harrow_bay("export csv"));
    assert!(!std::path::Path::new("-").exists());
}

#[test]
fn no_file_of_the_catalogue_is_written_over_or_beside() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("elsewhere");
    fs::create_dir_all(folder.path().join("bay/texts")).unwrap();
    fs::create_dir(&texts).unwrap();
    let original = fs::read(catalogue("low-street").join("catalogue.toml")).unwrap();
    fs::write(folder.path().join("bay/catalogue.toml"), &original).unwrap();
    for path in ["bay/catalogue.toml", "bay/new.toml", "bay/texts/page.html", "elsewhere/street.txt"] {
        let refused = run(command()
            .args(["export", "md", "--force", "--texts"])
            .arg(&texts)
            .arg(folder.path().join("bay"))
            .arg("-o")
            .arg(folder.path().join(path)));
        assert!(
            refused.code == 2 && refused.told.contains("belongs to the catalogue, and stays as it is"),
            "{path}: {}",
            refused.told
        );
    }
    assert!(fs::read(folder.path().join("bay/catalogue.toml")).unwrap() == original);
    assert_eq!(
        run(command().args(["export", "md"]).arg(folder.path().join("bay")).arg("-o").arg(folder.path().join("bay/page.md")))
            .code,
        0
    );
}

#[test]
fn a_byte_order_mark_is_for_tables_alone() {
    let plain = on_harrow_bay("export csv-matrix");
    assert_eq!(on_harrow_bay("export csv-matrix --bom"), format!("\u{feff}{plain}"));
    let refused = parallax("export json --bom");
    assert_eq!((refused.code, refused.told.as_str()), (2, "error: --bom means nothing with json\n"));
}

#[test]
fn a_workbook_goes_down_a_pipe_to_the_byte() {
    let output = command().args(["export", "xlsx", "-c", "tests/catalogues/harrow-bay"]).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"PK"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bridge.xlsx");
    assert_eq!(run(command().args(["export", "xlsx", "tests/catalogues/harrow-bay", "-o"]).arg(&file)).code, 0);
    assert!(fs::read(file).unwrap() == output.stdout);
}

#[test]
fn the_texts_that_are_named_are_compared() {
    let without = tempfile::tempdir().unwrap();
    fs::copy(catalogue("low-street").join("catalogue.toml"), without.path().join("catalogue.toml")).unwrap();
    let export = |texts: Option<&str>| {
        let mut command = command();
        command.args(["export", "csv"]).arg(without.path());
        run(command.args(texts.iter().flat_map(|folder| ["--texts", folder]))).page
    };
    assert!(export(None).contains(",not-checked,"));
    let checked = export(Some("tests/catalogues/low-street/texts"));
    assert!(!checked.contains(",not-checked,") && checked.contains(",verified,false,"), "{checked}");
}
