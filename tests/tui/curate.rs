//! From three pages to a comparison, with the keys alone: what is typed, what is written, and that it can be taken back.

#![expect(clippy::unwrap_used, reason = "only tests curate here")]

use std::{fs, path::Path, process::Command};

use parallax::tui::keys::Mode;

use crate::stage::{Stage, keys};

const PAGES: [(&str, &str, &str); 3] = [
    (
        "Bay Courier",
        "Harrow bridge shut overnight",
        "The harbour board shut the Harrow bridge at nine on Monday evening without any warning.\n\n\
         Mayor Ada Quill said every household had received a notice by Friday. About 4,000 drivers turned back at the barriers.\n\n\
         The bridge is unsafe, the board's own engineers wrote in May.\n",
    ),
    (
        "Harrow Post",
        "A planned closure",
        "The Harrow bridge was closed for repairs on Monday, as announced two weeks before.\n\n\
         Some 400 drivers had to turn back, the board said. Ada Quill denied that the bridge was ever unsafe.\n",
    ),
    (
        "Pier Review",
        "What the mayor will not say",
        "Nobody told us. The mayor claims that notices went out; no household on Pier Street has seen one.\n\n\
         Thousands turned back in the rain. Engineers warned in May that the bridge is unsafe.\n",
    ),
];

/// A catalogue made by `parallax new` and `parallax add` of three pages.
fn begun() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let catalogue = folder.path().join("bridge");
    let parallax = |arguments: &[&str]| {
        let run = Command::new(env!("CARGO_BIN_EXE_parallax")).args(arguments).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    };
    let path = catalogue.to_str().unwrap();
    parallax(&["new", path, "--title", "The Harrow bridge"]);
    for (outlet, title, text) in PAGES {
        let page = folder.path().join("page.txt");
        fs::write(&page, format!("{title}\n\n{text}")).unwrap();
        parallax(&["add", "-c", path, page.to_str().unwrap(), "--outlet", outlet]);
    }
    folder
}

fn read(folder: &Path) -> String {
    fs::read_to_string(folder.join("catalogue.toml")).unwrap()
}

#[test]
fn words_are_selected_and_filed_under_a_new_claim() {
    let folder = begun();
    let path = folder.path().join("bridge");
    let before = read(&path);
    let stage = Stage::at(&path, (80, 24)).play("vsaNo warning was given<Enter>a<Enter>");
    let filed = stage.text();
    assert!(filed.contains("filed under “No warning was given”: affirms"), "{filed}");
    let after = read(&path);
    let stage = stage.play("u");
    assert_eq!(read(&path), before);
    stage.play("<C-r>");
    assert_eq!(read(&path), after);
    insta::assert_snapshot!(after[before.trim_end().len()..].trim_start());
}

#[test]
fn what_was_filed_is_let_go_by_the_next_movement_and_can_be_filed_again_until_then() {
    let folder = begun();
    let path = folder.path().join("bridge");
    let before = read(&path);
    let selected = |stage: Stage, words: &str| {
        let stage = stage.play("y");
        assert!(stage.text().contains(&format!("with its source: {words}\n")), "{words}\n{}", stage.text());
        stage
    };
    for (script, words) in [
        ("", "The harbour board"),
        ("w", "shut"),
        ("2w", "the"),
        ("fbr", "bridge"),
        (")", "Mayor"),
        ("v", "board"),
        ("w2v", "shut the"),
    ] {
        let stage = Stage::at(&path, (100, 30)).play("v3vaNo warning was given<Enter>a<Enter>aThe board shut it<Enter>a<Enter>");
        selected(stage.play(script), words).play("uu");
        assert_eq!(read(&path), before, "{script}");
    }
    let stage = Stage::at(&path, (100, 30)).play("v3vaNo warning was given<Enter>a<Enter><Esc>");
    assert_eq!(stage.app.mode(), Mode::Read);
    // What was taken back is selected as it was.
    selected(stage.play("uv3vaNo warning was given<Enter>a<Enter>uw"), "The harbour board shut");
}

/// What is typed, a line a passage: the words selected, then what is said of them.
const SESSION: &[&str] = &[
    // Bay Courier, which lies open.
    "vfshvfwaaNo warning was given<Enter>a<Enter>",
    "fevvffraNotices went out<Enter>rAda Quill<Enter>",
    "fabv4waThousands turned back<Enter>a<Enter>",
    "fthnv3waThe bridge is unsafe<Enter>rEngineers of the board<Enter>",
    // Harrow Post.
    "<Esc>lvfasv4waNo warn<Enter>d<Enter>",
    "aThe closure was planned<Enter>a<Enter>",
    "fsov6waturned<Enter>rThe harbour board<Enter>",
    "fdev6waunsafe<Enter>n<Enter>",
    // Pier Review.
    "<Esc>lv3vaNo warn<Enter>a<Enter>",
    "fthv6waNotices<Enter>q<Enter>",
    "fthv5waturned<Enter>a<Enter>",
    "fenv8waunsafe<Enter>rengin<Enter>",
    // Who keeps silent.
    "<Esc>2ghhjl-",
    "jjjh-",
    "ll-",
];

#[test]
fn three_pages_become_a_comparison_with_the_keys_alone() {
    let folder = begun();
    let path = folder.path().join("bridge");
    let begun = read(&path);
    let mut stage = Stage::at(&path, (80, 24));
    for line in SESSION {
        stage = stage.play(line);
        assert!(["filed under", "is silent on"].iter().any(|told| stage.text().contains(told)), "{line}\n{}", stage.text());
    }
    let written = read(&path);
    insta::assert_snapshot!("session", written[begun.trim_end().len()..].trim_start());
    insta::assert_snapshot!("session-matrix", stage.text());
    // Twelve excerpts, five claims, three speakers: what an editor takes 131 characters for each excerpt alone.
    let typed = SESSION.iter().map(|line| keys(line)).sum::<usize>();
    assert!(typed <= 360, "{typed}");
    let run = Command::new(env!("CARGO_BIN_EXE_parallax")).args(["check", path.to_str().unwrap()]).output().unwrap();
    let page = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && page.starts_with("0 errors, 0 warnings"), "{page}");
    // Fifteen steps back, and every byte is as it was.
    let stage = stage.play(&"u".repeat(SESSION.len()));
    assert_eq!(read(&path), begun);
    let stage = stage.play(&"<C-r>".repeat(SESSION.len()));
    assert_eq!(read(&path), written);
    drop(stage);
}

/// A copy of `tests/catalogues/harrow-bay` that may be written into.
fn harrow_bay() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new("tests/catalogues/harrow-bay");
    for inner in ["", "claims", "texts"] {
        fs::create_dir_all(folder.path().join(inner)).unwrap();
        for file in fs::read_dir(from.join(inner)).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
            fs::copy(file.path(), folder.path().join(inner).join(file.file_name())).unwrap();
        }
    }
    folder
}

/// All files of a catalogue in one text.
fn whole(folder: &Path) -> String {
    let mut files: Vec<_> = [folder.to_owned(), folder.join("claims")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn rows_of_every_kind_are_made_changed_and_taken_out_where_they_are_listed() {
    let folder = harrow_bay();
    let before = whole(folder.path());
    // Where the row is listed; what is typed; what is told; what stands in the files then.
    for (script, told, there) in [
        ("5A Cap Loss<Enter>", "new speaker: Cap Loss", "name = \"Cap Loss\""),
        ("5jjrl<Enter>", "changed speaker", ""),
        ("6ABlame<Enter>", "new frame: Blame", "name = \"Blame\""),
        ("4AThe ferry<Tab>ferry; boat<Enter>", "new naming: The ferry", "\"ferry\", \"boat\""),
        ("7ANight Mail<Enter>", "new outlet: Night Mail", "name = \"Night Mail\""),
        ("7<Tab><Tab>AThe inquest<Enter>", "new event: The inquest", "title = \"The inquest\""),
        ("7<Tab><Tab>r!<Enter>", "changed event", "!\""),
        ("3T?<Enter>", "changed document", "?\""),
    ] {
        let stage = Stage::at(folder.path(), (100, 30)).play(script);
        assert!(stage.text().contains(told), "{script}\n{}", stage.text());
        let after = whole(folder.path());
        assert!(after != before && after.contains(there), "{script}\n{after}");
        stage.play("u");
        assert_eq!(whole(folder.path()), before, "{script}");
    }
}

#[test]
fn rows_are_taken_out_with_what_refers_to_them_or_stay() {
    let folder = harrow_bay();
    let before = whole(folder.path());
    for (script, asked) in [
        ("6D", "take the frame out, given no more to"),
        ("4D", "take the naming out?"),
        ("3llX", "take the document out, with its 2 excerpts"),
    ] {
        let stage = Stage::at(folder.path(), (160, 45)).play(script);
        assert!(stage.text().contains(asked), "{script}\n{}", stage.text());
        assert_eq!(whole(folder.path()), before, "{script}: nothing before the answer");
        let stage = stage.play("y");
        assert!(stage.text().contains("taken out"), "{script}\n{}", stage.text());
        assert!(whole(folder.path()).len() < before.len(), "{script}");
        stage.play("u");
        assert_eq!(whole(folder.path()), before, "{script}");
    }
    for (script, why) in [
        ("5jjD", "2 excerpts pass on what they say: name another speaker there first"),
        ("7D", "stays: 1 document is its: take them out first"),
        ("7<Tab><Tab>D", "claims are of it: give them another event first"),
        ("3X", "stays: 1 document is a copy of it: change or take them out first"),
    ] {
        let stage = Stage::at(folder.path(), (160, 45)).play(script);
        assert!(stage.text().contains(why), "{script}\n{}", stage.text());
    }
}

#[test]
fn the_text_of_a_document_follows_its_id_and_goes_back_with_it() {
    let folder = harrow_bay();
    let text = |id: &str| folder.path().join("texts").join(format!("{id}.txt"));
    let before = whole(folder.path());
    let held = fs::read_to_string(text("courier-bridge")).unwrap();
    let stage = Stage::at(folder.path(), (100, 30)).play("3T<S-Tab><C-u>the-courier<Enter>");
    assert!(stage.text().contains("changed document"), "{}", stage.text());
    assert_eq!(fs::read_to_string(text("the-courier")).unwrap(), held);
    assert!(!text("courier-bridge").exists());
    stage.play("u");
    assert_eq!(whole(folder.path()), before);
    assert_eq!(fs::read_to_string(text("courier-bridge")).unwrap(), held);
    assert!(!text("the-courier").exists());
    // A name that another file has is not taken from it.
    fs::write(text("the-courier"), "somebody's").unwrap();
    let stage = Stage::at(folder.path(), (160, 45)).play("3T<S-Tab><C-u>the-courier<Enter>");
    assert!(stage.text().contains("the-courier.txt"), "{}", stage.text());
    assert_eq!((whole(folder.path()), fs::read_to_string(text("the-courier")).unwrap()), (before, "somebody's".to_owned()));
}

#[test]
fn a_digit_chooses_the_claim_that_an_excerpt_goes_to() {
    let folder = harrow_bay();
    let before = whole(folder.path());
    let stage = Stage::at(folder.path(), (100, 30)).play("3M2");
    assert!(stage.text().contains("moved to “"), "{}", stage.text());
    stage.play("u");
    assert_eq!(whole(folder.path()), before);
    let none = Stage::at(folder.path(), (100, 30)).play("3Mclosed2");
    assert!(!none.text().contains("moved to “"), "digits are letters of what is typed\n{}", none.text());
}

#[test]
fn a_form_outlives_the_program_and_is_offered_at_the_next_start() {
    let folder = begun();
    let path = folder.path().join("bridge");
    let before = read(&path);
    let kept =
        || fs::read_dir(&path).unwrap().any(|file| file.unwrap().file_name().to_string_lossy().starts_with(".parallax.draft"));
    let start = |script: &str| Stage::at(&path, (80, 24)).play(script);
    // The program ends in the midst of the note, without a word.
    drop(start("vsaNo warning was given<Enter>a<S-Tab>in the first paragraph"));
    assert!(kept());
    let asked = start("");
    assert!(asked.text().contains("a form was open when parallax ended: go on with “The har"), "{}", asked.text());
    drop(asked);
    let form = start("y");
    for there in ["No warning was given", "affirms", "in the first paragraph", "“The harbour board shut"] {
        assert!(form.text().contains(there), "{there}\n{}", form.text());
    }
    drop(form);
    let filed = start("y<Enter>");
    assert!(filed.text().contains("filed under"), "{}", filed.text());
    assert!(!kept() && read(&path).contains("in the first paragraph"));
    filed.play("u");
    assert_eq!(read(&path), before);
    // Esc and a no throw it away.
    start("vsaNo<Esc>");
    assert!(!kept());
    drop(start("vsaNo"));
    start("n");
    assert!(!kept());
    // The form of another row, too.
    drop(start("7AThe Night Mail"));
    assert!(start("y").text().contains("The Night Mail"));
}

#[test]
fn where_nothing_can_be_kept_that_is_told_once_and_the_form_stays() {
    let folder = begun();
    let path = folder.path().join("bridge");
    // Not even root can write a file where a folder has its name.
    fs::create_dir(path.join(format!(".parallax.draft.{}.new", std::process::id()))).unwrap();
    let stage = Stage::at(&path, (120, 30)).play("vsa");
    assert!(stage.text().contains("the form is kept in memory only: "), "{}", stage.text());
    let stage = stage.play("No warning was given<Enter>a");
    assert!(!stage.text().contains("in memory only"), "{}", stage.text());
    assert!(stage.play("<Enter>").text().contains("filed under"));
}

#[test]
fn places_to_look_are_gone_through_filed_and_settled() {
    let folder = begun();
    let path = folder.path().join("bridge");
    // One claim with one excerpt; the two other outlets are unchecked.
    let stage = Stage::at(&path, (80, 24)).play("vfshvfwaaThe harbour board shut it without warning<Enter>a<Enter><Esc>");
    let stage = stage.play("U");
    assert!(stage.text().contains("place 1 of") && stage.text().contains("Harrow Post"), "{}", stage.text());
    let first = stage.text();
    let stage = stage.play("n");
    assert!(stage.text().contains("place 2 of") && stage.text() != first, "{}", stage.text());
    // The place is filed under the claim that was looked for: a, a stance, Enter.
    let stage = stage.play("Nad<Enter>");
    assert!(stage.text().contains("filed under “The harbour board shut it"), "{}", stage.text());
    // The next one is silent; then nothing is left.
    let stage = stage.play("U");
    assert!(stage.text().contains("place 1 of") && stage.text().contains("Pier Review"), "{}", stage.text());
    let before = read(&path);
    let stage = stage.play("-");
    assert!(stage.text().contains("nothing is unchecked"), "{}", stage.text());
    assert!(read(&path).contains("absent"));
    stage.play("u");
    assert_eq!(read(&path), before);
    // Nothing follows a cell that cannot be settled.
    let stage = Stage::at(&path, (80, 24)).play("2o-");
    assert!(stage.text().contains("is not silent"), "{}", stage.text());
    let stage = stage.play("<Esc>AThe ferry sailed<Enter>");
    assert!(stage.text().contains("new claim: The ferry sailed"), "{}", stage.text());
    stage.play("u");
    // On a cell of one's choice, from the table.
    let stage = Stage::at(&path, (80, 24)).play("2llo");
    assert!(stage.text().contains("place 1 of") && stage.text().contains("Pier Review"), "{}", stage.text());
}

#[test]
fn excerpts_that_are_marked_go_to_another_claim_together() {
    let folder = harrow_bay();
    let before = whole(folder.path());
    let stage = Stage::at(folder.path(), (80, 24)).play("<Enter> l ");
    let marked = stage.text();
    assert!(marked.contains("▪ marked") && marked.contains("2 excerpts are marked"), "{marked}");
    // Esc lets them go, and only then goes back.
    let stage = stage.play("<Esc>");
    assert!(!stage.text().contains("▪ marked"), "{}", stage.text());
    let stage = stage.play(" h M");
    assert!(stage.text().contains("Move 2 excerpts to the claim"), "{}", stage.text());
    let stage = stage.play("Boats waited<Enter>");
    assert!(stage.text().contains("2 excerpts moved to a new claim “Boats waited”"), "{}", stage.text());
    let after = whole(folder.path());
    let claim = after.split("[[claim]]").find(|claim| claim.contains("Boats waited")).unwrap();
    assert_eq!(claim.matches("[[claim.excerpt]]").count(), 2, "{claim}");
    assert_eq!(after.matches("[[claim.excerpt]]").count(), before.matches("[[claim.excerpt]]").count());
    stage.play("u");
    assert_eq!(whole(folder.path()), before);
}

#[test]
fn places_to_look_have_numbers_in_the_margin_and_stand_beside_the_page() {
    let folder = begun();
    let path = folder.path().join("bridge");
    let stage = Stage::at(&path, (80, 24)).play("vfshnvfwaaThe harbour board shut it without warning<Enter>a<Enter><Esc><Esc>U");
    assert!(stage.text().contains("?1") && stage.text().contains("?1 of "), "margin and foot: {}", stage.text());
    let mut stage = stage.play("n");
    stage.resize((100, 30));
    insta::assert_snapshot!("places-100x30", stage.text());
    stage.resize((160, 45));
    insta::assert_snapshot!("places-160x45", stage.text());
}

#[test]
fn words_that_their_text_has_no_more_are_not_filed_and_those_that_moved_are_filed_where_they_are() {
    let folder = begun();
    let path = folder.path().join("bridge");
    let text = fs::read_dir(path.join("texts")).unwrap().map(|file| file.unwrap().path()).min().unwrap();
    let before = fs::read_to_string(&text).unwrap();
    let stage = Stage::at(&path, (100, 30)).play("vsaNo warning was given<Enter>a");
    let filed = read(&path);
    fs::write(&text, before.replace("shut", "closed")).unwrap();
    let stage = stage.play("<Enter>");
    assert!(stage.text().contains("do not stand in the text of"), "{}", stage.text());
    assert_eq!((read(&path), stage.app.mode()), (filed, Mode::Form));
    fs::write(&text, format!("Late edition.\n\n{before}")).unwrap();
    stage.play("<Enter>");
    let now = fs::read_to_string(&text).unwrap();
    let start = now[..now.find("The harbour board").unwrap()].chars().count();
    assert!(read(&path).contains(&format!("span     = [{start}, ")), "{}", read(&path));
}

#[test]
fn nothing_is_filed_twice_unasked() {
    let folder = begun();
    let path = folder.path().join("bridge");
    let stage = Stage::at(&path, (100, 30)).play("vsaNo warning was given<Enter>A");
    assert!(stage.text().contains("filed under"), "a capital files at once: {}", stage.text());
    let filed = read(&path);
    let stage = stage.play(".");
    assert!(stage.text().contains("so it was not filed again"), "{}", stage.text());
    assert_eq!(read(&path), filed);
    // One that was written by hand has no span.
    let by_hand: String = filed.lines().filter(|line| !line.contains("span     =")).map(|line| format!("{line}\n")).collect();
    fs::write(path.join("catalogue.toml"), &by_hand).unwrap();
    let stage = Stage::at(&path, (100, 30)).play("3vsa1A");
    assert!(stage.text().contains("overlaps an excerpt of this claim"), "{}", stage.text());
    assert_eq!(read(&path), by_hand);
}

#[test]
fn a_step_that_no_longer_fits_stays_and_those_before_it_are_taken_back() {
    let folder = harrow_bay();
    let stage = Stage::at(folder.path(), (160, 45)).play("AOne<Enter>ATwo<Enter>");
    let claims = folder.path().join("claims/closing.toml");
    fs::write(&claims, fs::read_to_string(&claims).unwrap().replace("\"Two\"", "\"Two, in other words\"")).unwrap();
    let stage = stage.play("u");
    assert!(stage.text().contains("this stays: new claim: Two"), "{}", stage.text());
    let stage = stage.play("u");
    assert!(stage.text().contains("taken back: new claim: One"), "{}", stage.text());
    let left = whole(folder.path());
    assert!(left.contains("Two, in other words") && !left.contains("\"One\""), "{left}");
    let stage = stage.play("u");
    assert!(stage.text().contains("nothing more was changed"), "{}", stage.text());
}

#[test]
fn what_is_typed_into_a_form_is_looked_at_before_it_is_written_and_kept_where_it_is_left() {
    let folder = harrow_bay();
    let before = whole(folder.path());
    for (script, told) in [
        ("AToll<Tab><Tab><C-u>night<Enter>", "one of these: closing, ferry"),
        ("AToll<Tab><Tab><Tab>4 March<Enter>", "a day is written as 2031-03-03"),
        ("AToll<Tab><Tab><Tab><Tab>bridge, ferry<Enter>", "; stands between several"),
        ("4AThe town<Enter>", "a naming needs the forms"),
        ("AToll<Esc>A", "as you left it"),
        ("jjM1", "its text, note will be gone"),
    ] {
        let stage = Stage::at(folder.path(), (160, 45)).play(script);
        assert!(stage.text().contains(told), "{script}\n{}", stage.text());
        assert_eq!(whole(folder.path()), before, "{script}");
        // What is left open would be offered to the next one.
        stage.play("<Esc>");
    }
    Stage::at(folder.path(), (160, 45)).play("AToll<Tab><Tab><C-u>FERR<Tab><Tab>bridge, ferry<Enter><Enter>");
    let written = whole(folder.path());
    assert!(written.contains("event  = \"ferry\"\ntitle  = \"Toll\"\ntopics = [\"bridge, ferry\"]"), "{written}");
}

#[test]
fn an_excerpt_that_is_written_as_it_was_is_no_step() {
    let folder = harrow_bay();
    let claims = folder.path().join("claims/closing.toml");
    let quoted = fs::read_to_string(&claims)
        .unwrap()
        .replace("\"No one at", "'''No one at")
        .replace("at midnight.\"\n  span     = [30", "at midnight.'''\n  span     = [30");
    fs::write(&claims, &quoted).unwrap();
    let stage = Stage::at(folder.path(), (160, 45)).play("llr<Enter>");
    assert!(stage.text().contains("nothing was to be changed"), "{}", stage.text());
    assert_eq!(fs::read_to_string(&claims).unwrap(), quoted);
}

#[test]
fn an_excerpt_gets_the_words_that_are_selected() {
    let folder = begun();
    let path = folder.path().join("bridge");
    let stage = Stage::at(&path, (100, 30)).play("v3vaNo warning was given<Enter>A<Esc>v5vr");
    assert!(stage.text().contains("Enter puts these words in the place of “The harbour board”"), "{}", stage.text());
    stage.play("<Enter>");
    let written = read(&path);
    assert!(written.contains("quote    = \"The harbour board shut the\"") && !written.contains("board\"\n"), "{written}");
}
