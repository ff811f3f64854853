//! How far readings agree: the readings of Harrow Bay in `tests/agreement/readings`, and catalogues with some of their own.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::run::{Outcome, catalogue, on_harrow_bay, parallax};

const ANNA: &str = "tests/agreement/readings/anna";
const ALL: &str = "tests/agreement/readings";

/// Harrow Bay with readings by Anna and Ben, and what was decided on them.
struct Bay(tempfile::TempDir);

impl Bay {
    fn new(decisions: &str) -> Self {
        let bay = Self(tempfile::tempdir().unwrap());
        for path in ["catalogue.toml", "claims/closing.toml", "claims/ferry.toml"] {
            bay.copy(&catalogue("harrow-bay").join(path), path);
        }
        bay.copy(Path::new("tests/agreement/readings/anna/coding.toml"), "readings/anna/coding.toml");
        bay.copy(Path::new("tests/agreement/readings/ben.toml"), "readings/ben/ben.toml");
        fs::write(bay.0.path().join("readings/decisions.toml"), decisions).unwrap();
        bay
    }

    fn copy(&self, from: &Path, to: &str) {
        let to = self.0.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }

    fn agree(&self, arguments: &str) -> Outcome {
        parallax(&format!("agree {arguments} -c {}", self.0.path().display()))
    }

    fn json(&self, arguments: &str) -> Value {
        serde_json::from_str(&self.agree(&format!("{arguments} --format json")).page).unwrap()
    }
}

#[test]
fn two_readings_are_told_by_what_they_agree_on() {
    insta::assert_snapshot!(on_harrow_bay(&format!("agree {ANNA}")));
}

#[test]
fn three_readings_are_told_in_pairs() {
    insta::assert_snapshot!(on_harrow_bay(&format!("agree main {ANNA} {ALL}/ben.toml --width 60")));
}

#[test]
fn a_class_is_told_reader_by_reader_and_by_what_most_code_otherwise() {
    insta::assert_snapshot!(on_harrow_bay(&format!("agree --key main --in {ALL} --limit 3")));
}

#[test]
fn as_csv_there_is_a_row_a_variable() {
    insta::assert_snapshot!(on_harrow_bay(&format!("agree {ANNA} --format csv")));
    insta::assert_snapshot!(on_harrow_bay(&format!("agree --key main --in {ALL} --format csv")));
}

#[test]
fn readings_are_named_or_else_all_there_are() {
    let bay = Bay::new("");
    let readings = |arguments: &str| bay.json(arguments)["readings"].clone();
    assert_eq!(readings(""), json!(["main", "anna", "ben"]));
    assert_eq!(readings("main"), json!(["main", "anna", "ben"]));
    assert_eq!(readings("ben"), json!(["main", "ben"]));
    assert_eq!(readings("ben anna ben"), json!(["ben", "anna"]));
    assert_eq!(readings(&format!("ben {ANNA}")), json!(["ben", "anna"]));
    let unknown = bay.agree("bem");
    assert!(unknown.code == 2 && unknown.told.contains("did you mean `ben`?"), "{}", unknown.told);
    let nowhere = bay.agree("./anna");
    assert!(nowhere.code == 2 && nowhere.told.contains("no reading is there"), "{}", nowhere.told);
}

#[test]
fn without_readings_there_is_nothing_to_compare() {
    let outcome = parallax("agree -c tests/catalogues/harrow-bay");
    assert_eq!((outcome.code, outcome.page.as_str()), (1, ""));
    assert!(outcome.told.contains("code --as NAME"), "{}", outcome.told);
    let empty = tempfile::tempdir().unwrap();
    let outcome = parallax(&format!("agree --key main --in {} -c tests/catalogues/harrow-bay", empty.path().display()));
    assert_eq!((outcome.code, outcome.page.as_str()), (1, ""));
}

#[test]
fn what_was_decided_is_counted() {
    let decision = |reading: &str, claim: &str, choice: &str| {
        format!(
            "[[decision]]\nreading = '{reading}'\nclaim = '{claim}'\ndocument = 'hall-bridge'\nkind = 'stance'\nchoice = '{choice}'\n"
        )
    };
    let log = [
        decision("anna", "no-warning", "first"),
        decision("anna", "fare", "second"),
        decision("anna", "unsafe", "both"),
        decision("anna", "announced", "neither"),
        decision("ben", "fare", "first"),
        decision("ben", "fare", "second") + "against = 'anna'\n",
    ];
    let bay = Bay::new(&log.concat());
    let told = |reading, differences, first, second, otherwise| json!({ "reading": reading, "against": null, "differences": differences, "first": first, "second": second, "otherwise": otherwise });
    let mut of_both = told("ben", 1, 0, 1, 0);
    of_both["against"] = "anna".into();
    assert_eq!(bay.json("")["decisions"], json!([told("anna", 4, 1, 1, 2), told("ben", 1, 1, 0, 0), of_both]));
    assert_eq!(bay.json("ben")["decisions"], json!([told("ben", 1, 1, 0, 0)]));
    let page = bay.agree("anna --width 200").page;
    assert!(page.contains("main and anna: 4 differences: 1 for the first, 1 for the second, 2 otherwise."));
    let broken = Bay::new("[[decision]]\nreading = 'anna'\n").agree("");
    assert!(broken.code == 2 && broken.told.contains("a decision has no `claim`"), "{}", broken.told);
    let checked = parallax("check tests/broken/decisions");
    assert!(checked.code == 1 && checked.page.contains("unknown choice `third`"), "{}", checked.page);
    let warned = parallax("check tests/broken/decisions-twice");
    assert!(warned.page.contains("decided-twice"), "{}", warned.page);
}

#[test]
fn the_shape_of_the_figures() {
    let bay = Bay::new("");
    let page = bay.json("anna");
    assert_eq!(page["cells"], json!({ "shared": 13, "alone": 5, "too_early": 0 }));
    let variables: Vec<&Value> = page["variables"].as_array().unwrap().iter().map(|row| &row["variable"]).collect();
    assert_eq!(variables, ["presence", "sign", "stance", "voice", "speaker", "frames", "frame", "frame"]);
    let presence = &page["variables"][0];
    assert_eq!((&presence["unit"], &presence["units"], &presence["agreement"]), (&json!("cell"), &json!(13), &json!(0.923)));
    assert_eq!(page["variables"][6]["frame"], "conflict");
    assert_eq!(presence["interval"].as_array().unwrap().len(), 2);
    let outlets: Vec<&Value> = page["outlets"].as_array().unwrap().iter().map(|part| &part["id"]).collect();
    assert_eq!(outlets, ["courier", "mirror", "post", "hall"]);
    // The pairs of signs are the cells at which both have looked.
    let signs = page["signs"].as_array().unwrap().iter().map(|signs| signs["times"].as_u64().unwrap());
    assert_eq!(signs.sum::<u64>(), 13);
}

#[test]
fn a_reading_of_the_class_that_cannot_be_read_is_left_out() {
    let bay = Bay::new("");
    let class = tempfile::tempdir().unwrap();
    let folder = class.path();
    fs::copy("tests/agreement/readings/ben.toml", folder.join("ben.toml")).unwrap();
    fs::write(folder.join("dora.toml"), "[[claim]]\nid = 'fare'\ntitle = 'Far'\n").unwrap();
    fs::write(folder.join("decisions.toml"), "no reading").unwrap();
    let outcome = bay.agree(&format!("--key anna --in {} --format json", folder.display()));
    assert_eq!(outcome.code, 1);
    assert!(outcome.told.contains("unknown key `title`") && outcome.told.contains("dora is left out"), "{}", outcome.told);
    let page: Value = serde_json::from_str(&outcome.page).unwrap();
    let names = |page: &Value| page["readings"].as_array().unwrap().iter().map(|row| row["reading"].clone()).collect::<Vec<_>>();
    assert_eq!((&page["key"], names(&page)), (&json!("anna"), vec![json!("ben")]));
    // Among those of the catalogue the key is not compared with itself.
    let own = bay.json(&format!("--key anna --in {}/readings", bay.0.path().display()));
    assert_eq!(names(&own), ["ben"]);
}

#[test]
fn a_name_is_told_without_what_a_terminal_would_obey() {
    let class = tempfile::tempdir().unwrap();
    fs::copy("tests/agreement/readings/ben.toml", class.path().join("b\u{1b}[2Jen.toml")).unwrap();
    for format in ["plain", "csv", "json"] {
        let page = on_harrow_bay(&format!("agree --key main --in {} --format {format}", class.path().display()));
        assert!(!page.contains('\u{1b}') && page.contains("[2Jen"), "{page}");
    }
}

/// What the built-in catalogue says of its own readings is what `agree` makes of them.
#[test]
fn the_built_in_catalogue_tells_its_own_agreement() {
    let readme = fs::read_to_string("data/venezuela-2024/README.md").unwrap();
    let table = readme.split("| variable | of | alike | alpha |\n|---|---|---|---|\n").nth(1).unwrap();
    let told: Vec<String> = table.lines().take_while(|line| line.starts_with('|')).map(str::to_owned).collect();
    let measured: Value = serde_json::from_str(&parallax("agree first second --format json").page).unwrap();
    let rows = [
        ("presence", "presence"),
        ("sign", "sign"),
        ("stance", "stance"),
        ("own words or passed on", "voice"),
        ("speaker", "speaker"),
        ("frames", "frames"),
    ];
    let row = |(name, variable): (&str, &str)| {
        let found = measured["variables"].as_array().unwrap().iter().find(|found| found["variable"] == variable).unwrap();
        let number = |key: &str| found[key].as_f64().unwrap();
        let [low, high] = [0, 1].map(|end| found["interval"][end].as_f64().unwrap());
        format!(
            "| {name} | {} {}s | {:.0} % | {:.2} ({low:.2} to {high:.2}) |",
            found["units"],
            found["unit"].as_str().unwrap(),
            100.0 * number("agreement"),
            number("alpha"),
        )
    };
    assert_eq!(told, rows.map(row));
    let decided = &serde_json::from_str::<Value>(&parallax("agree first second --format json").page).unwrap()["decisions"][0];
    let [first, second, otherwise] = ["first", "second", "otherwise"].map(|choice| &decided[choice]);
    let told = format!("{first} for the first, {second} for the second, {otherwise} times both");
    assert!(readme.contains(&told), "{told}");
}

#[test]
fn a_reading_outlives_what_is_changed_in_its_catalogue() {
    let bay = Bay::new("");
    let catalogue = bay.0.path().join("catalogue.toml");
    let ben = bay.0.path().join("readings/ben/ben.toml");
    let named = "[[speaker]]\nid = 'tom-berg'\nname = 'Tom Berg'\n\n";
    let passage = |quote: &str| {
        format!("\n[[claim.excerpt]]\ndocument = 'post-bridge'\nstance = 'reports'\nspeaker = 'tom-berg'\nquote = '{quote}'\n")
    };
    // Both came upon the same person, and the claim of one of them is gone.
    fs::write(&ben, format!("{named}[[claim]]\nid = 'fare'\n{}[[claim]]\nid = 'toll'\n{}", passage("one"), passage("two")))
        .unwrap();
    fs::write(&catalogue, fs::read_to_string(&catalogue).unwrap() + "\n" + named).unwrap();
    let outcome = bay.agree("main ben --format json");
    assert!(outcome.told.contains("warning[set-aside]: unknown claim `toll`"), "{}", outcome.told);
    let page: Value = serde_json::from_str(&outcome.page).unwrap();
    assert_eq!(page["readings"], json!(["main", "ben"]));
    // One that cannot be read keeps nobody else from being compared, unless it was asked for.
    fs::write(&ben, "[[claim").unwrap();
    let outcome = bay.agree("--format json");
    assert_eq!(outcome.code, 1);
    assert!(outcome.told.contains("ben is left out"), "{}", outcome.told);
    assert_eq!(serde_json::from_str::<Value>(&outcome.page).unwrap()["readings"], json!(["main", "anna"]));
    assert!(bay.agree("main ben").page.is_empty());
}
