//! Edits carried out and taken back: what they write, and that nothing else moves.

#![expect(clippy::unwrap_used, reason = "only tests edit here")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use parallax::catalogue::{
    Catalogue, Kind, Origin, Progress,
    edit::{Edit, EditError, Fields, Row, Value, carry_out, finish, take_back},
    load,
};

/// A catalogue in two files, with comments, a claim between braces, tight and aligned tables.
const HEAD: &str = r#"title = "The harbour bridge" # as printed
format = 2

[[outlet]]
id   = "courier"
name = "Bay Courier"

[[outlet]]
id   = "echo"
name = "Harbour Echo"

# What they printed.
[[document]]
id     = "courier"
outlet = "courier"
title  = "Bridge shut"

  [[document.part]]
  kind = "byline"
  from = "By"
  to   = "Ada"

[[document]]
id = "echo"
outlet = "echo"
title = "Bridge open"

[[event]]
id = "closing"
title = "The closing"

[[event]]
id = "opening"
title = "The opening"

[[speaker]]
id = "mayor"
name = "The mayor"
"#;

const CLAIMS: &str = r#"# All claims.

[[claim]]
id     = "shut"
event  = "closing"
title  = "The bridge was shut"
absent = ["echo"] # read twice

  # The first.
  [[claim.excerpt]]
  document = "courier"
  stance   = "affirms"
  quote    = "shut the bridge"
  span     = [3, 18]

  [[claim.excerpt]]
  document = "courier"
  stance   = "reports"
  speaker  = "mayor"
  quote    = "closed for good"

# The second.
[[claim]]
id = 'warning'
event = 'closing'
title = 'Nobody was warned'
contradicts = ['shut']
excerpt = [
  { document = 'echo', stance = 'denies', quote = 'signs since May' }, # so
  { document = 'courier', stance = 'affirms', quote = 'without warning' },
]
"#;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn catalogue_of(folder: &Path) -> Catalogue {
    load(&origin(folder), &Progress::default()).unwrap().catalogue
}

fn origin(folder: &Path) -> Origin {
    Origin::Path(folder.to_owned())
}

fn folder(claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("catalogue.toml"), HEAD).unwrap();
    fs::create_dir(folder.path().join("claims")).unwrap();
    fs::write(folder.path().join("claims/closing.toml"), claims).unwrap();
    folder
}

/// All files with what they hold.
fn bytes(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<_> = ["catalogue.toml", "claims/closing.toml"].map(|name| folder.join(name)).to_vec();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn excerpt(document: &str, stance: &str, quote: &str) -> Fields {
    vec![("document", text(document)), ("stance", text(stance)), ("quote", text(quote)), ("speaker", Value::Absent)]
}

fn row(kind: Kind, id: &str) -> Row {
    Row::Named(kind, id.to_owned())
}

fn quoted(claim: &str, document: &str, quote: &str) -> Row {
    Row::Excerpt { claim: claim.to_owned(), document: document.to_owned(), quote: quote.to_owned(), nth: 0 }
}

/// Carries `edits` out in one round, looks that taking them back leaves every byte as it was, and makes them again; what stands in
/// the file of the claims then.
fn claims_after(claims: &str, edits: &[Edit]) -> String {
    let folder = folder(claims);
    let before = bytes(folder.path());
    let carried = carry_out(&origin(folder.path()), None, &[edits.to_vec()]).unwrap();
    assert_eq!(carried.loaded.catalogue, catalogue_of(folder.path()), "what is shown is what is written");
    let after = bytes(folder.path());
    let back = take_back(&origin(folder.path()), None, &carried.step).unwrap();
    assert_eq!(bytes(folder.path()), before);
    take_back(&origin(folder.path()), None, &back.step).unwrap();
    assert_eq!(bytes(folder.path()), after);
    fs::read_to_string(folder.path().join("claims/closing.toml")).unwrap()
}

#[test]
fn an_excerpt_stands_after_the_last_of_its_claim_and_looks_like_it() {
    let edit = Edit::File("shut".into(), excerpt("courier", "questions", "\"shut\", it's said"));
    assert_eq!(
        claims_after(CLAIMS, &[edit]),
        CLAIMS.replace(
            "closed for good\"\n",
            "closed for good\"\n\n  [[claim.excerpt]]\n  document = \"courier\"\n  stance   = \"questions\"\n  quote    = \
             '''\"shut\", it's said'''\n"
        )
    );
}

#[test]
fn an_excerpt_goes_into_the_value_that_the_others_are_in() {
    let edit = Edit::File("warning".into(), excerpt("courier", "affirms", "no sign"));
    assert_eq!(
        claims_after(CLAIMS, &[edit]),
        CLAIMS.replace(
            "quote = 'without warning' },",
            "quote = 'without warning' },\n  { document = \"courier\", stance = \"affirms\", quote = \"no sign\" },"
        )
    );
}

#[test]
fn a_claim_stands_after_the_last_of_its_event() {
    let edit = |event: &str| {
        let fields = vec![("id", text("tolls")), ("event", text(event)), ("title", text("There was a toll"))];
        Edit::Add(Kind::Claim, fields)
    };
    for event in ["closing", "opening"] {
        let expected = format!("{CLAIMS}\n[[claim]]\nid = 'tolls'\nevent = '{event}'\ntitle = 'There was a toll'\n");
        assert_eq!(claims_after(CLAIMS, &[edit(event)]), expected);
    }
    let crlf = CLAIMS.replace('\n', "\r\n");
    let after = claims_after(&crlf, &[edit("closing")]);
    assert!(
        after.starts_with(&crlf)
            && after.ends_with("\r\n[[claim]]\r\nid = 'tolls'\r\nevent = 'closing'\r\ntitle = 'There was a toll'\r\n")
    );
}

#[test]
fn a_row_of_another_kind_stands_after_the_last_of_its_kind() {
    let folder = folder(CLAIMS);
    let fields = |name: &str| vec![("id", text("x")), ("name", text(name))];
    let edits = vec![
        Edit::Add(Kind::Speaker, fields("The pilot")),
        Edit::Add(Kind::Frame, fields("Risk")),
        Edit::Add(Kind::Outlet, fields("Pier")),
    ];
    carry_out(&origin(folder.path()), None, &[edits]).unwrap();
    let after = fs::read_to_string(folder.path().join("catalogue.toml")).unwrap();
    let expected = HEAD.replace("Harbour Echo\"\n", "Harbour Echo\"\n\n[[outlet]]\nid   = \"x\"\nname = \"Pier\"\n")
        + "\n[[speaker]]\nid = \"x\"\nname = \"The pilot\"\n\n[[frame]]\nid   = \"x\"\nname = \"Risk\"\n";
    assert_eq!(after, expected);
}

#[test]
fn what_is_removed_goes_with_the_blank_lines_before_it_and_comments_stay() {
    assert_eq!(
        claims_after(CLAIMS, &[Edit::Remove(quoted("shut", "courier", "closed for good"))]),
        CLAIMS.replace("\n  [[claim.excerpt]]\n  document = \"courier\"\n  stance   = \"reports\"\n  speaker  = \"mayor\"\n  quote    = \"closed for good\"\n", "")
    );
    assert_eq!(
        claims_after(CLAIMS, &[Edit::Remove(quoted("warning", "courier", "without warning"))]),
        CLAIMS.replace("  { document = 'courier', stance = 'affirms', quote = 'without warning' },\n", "")
    );
    let without = claims_after(CLAIMS, &[Edit::Remove(row(Kind::Claim, "warning"))]);
    assert_eq!(without, CLAIMS[..CLAIMS.find("# The second.").unwrap()].to_owned() + "# The second.\n");
}

#[test]
fn a_moved_excerpt_stays_as_it_is_written_where_it_can() {
    let to_block = [
        Edit::Move(vec![quoted("warning", "echo", "signs since May")], "shut".into()),
        Edit::Set(row(Kind::Claim, "shut"), vec![("absent", Value::Without(vec!["echo".into()]))]),
    ];
    let after = claims_after(CLAIMS, &to_block);
    assert!(after.contains("closed for good\"\n\n  [[claim.excerpt]]\n  document = \"echo\"\n  stance   = \"denies\"\n  quote    = \"signs since May\"\n"), "{after}");
    assert!(!after.contains("absent") && after.contains("excerpt = [\n  # so\n  { document = 'courier'"), "{after}");
    let spare = CLAIMS
        .replace("excerpt = [\n", "topics = ['x']\n#")
        .replace("  { document = 'echo', stance = 'denies', quote = 'signs since May' }, # so\n", "")
        .replace("  { document = 'courier', stance = 'affirms', quote = 'without warning' },\n]\n", "\n");
    let after = claims_after(&spare, &[Edit::Move(vec![quoted("shut", "courier", "shut the bridge")], "warning".into())]);
    assert!(after.contains("topics = ['x']\n\n  [[claim.excerpt]]\n  document = \"courier\"\n  stance   = \"affirms\"\n  quote    = \"shut the bridge\"\n  span     = [3, 18]\n"), "{after}");
}

#[test]
fn an_id_is_renamed_wherever_it_stands() {
    let folder = folder(CLAIMS);
    let edits = |kind, old: &str, new: &str| vec![Edit::Rename(kind, old.into(), new.into())];
    let before = bytes(folder.path());
    let renamed = [
        (Kind::Document, "courier", "c"),
        (Kind::Document, "echo", "e"),
        (Kind::Outlet, "courier", "bay"),
        (Kind::Event, "closing", "night"),
        (Kind::Speaker, "mayor", "m"),
        (Kind::Claim, "shut", "s"),
    ];
    let rounds: Vec<_> = renamed.iter().map(|&(kind, old, new)| edits(kind, old, new)).collect();
    let carried = carry_out(&origin(folder.path()), None, &rounds).unwrap();
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let claims = CLAIMS
        .replace("\"courier\"", "\"c\"")
        .replace("'courier'", "'c'")
        .replace("\"echo\"", "\"e\"")
        .replace("'echo'", "'e'")
        .replace("\"closing\"", "\"night\"")
        .replace("'closing'", "'night'")
        .replace("\"mayor\"", "\"m\"")
        .replace("\"shut\"", "\"s\"")
        .replace("'shut'", "'s'");
    assert_eq!(read("claims/closing.toml"), claims);
    assert!(read("catalogue.toml").contains("id     = \"c\"\noutlet = \"bay\""));
    take_back(&origin(folder.path()), None, &carried.step).unwrap();
    assert_eq!(bytes(folder.path()), before);
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let folder = folder(CLAIMS);
    let before = bytes(folder.path());
    let refused = |edits: Vec<Edit>| carry_out(&origin(folder.path()), None, &[edits]).unwrap_err().to_string();
    let told = refused(vec![Edit::File("shut".into(), excerpt("echo", "affirms", "shut"))]);
    assert!(told.starts_with("not written: ") && told.contains("closing.toml:7: `echo` is said to lack the claim"), "{told}");
    assert!(
        refused(vec![Edit::File("sut".into(), excerpt("echo", "affirms", "shut"))])
            .starts_with("not written: claim sut is not there any more")
    );
    assert!(
        refused(vec![Edit::Remove(quoted("shut", "courier", "closed"))])
            .starts_with("not written: “closed” under shut is not there any more")
    );
    assert!(matches!(carry_out(&Origin::BuiltIn, None, &[]), Err(EditError::NoFile)));
    assert_eq!(bytes(folder.path()), before);
}

#[test]
fn what_somebody_else_wrote_meanwhile_stays() {
    let folder = folder(CLAIMS);
    let path = folder.path().join("claims/closing.toml");
    let file = |quote: &str| vec![vec![Edit::File("shut".into(), excerpt("courier", "affirms", quote))]];
    let mine = carry_out(&origin(folder.path()), None, &file("one")).unwrap();
    let theirs = fs::read_to_string(&path).unwrap().replace("# All claims.", "# All claims of the night, and more of them.");
    fs::write(&path, &theirs).unwrap();
    let again = carry_out(&origin(folder.path()), None, &file("two")).unwrap();
    take_back(&origin(folder.path()), None, &again.step).unwrap();
    take_back(&origin(folder.path()), None, &mine.step).unwrap();
    let left = CLAIMS.replace("# All claims.", "# All claims of the night, and more of them.");
    assert_eq!(fs::read_to_string(&path).unwrap(), left);
    // What stood beside it may be gone.
    let one = carry_out(&origin(folder.path()), None, &file("one")).unwrap();
    let two = carry_out(&origin(folder.path()), None, &file("two")).unwrap();
    take_back(&origin(folder.path()), None, &one.step).unwrap();
    take_back(&origin(folder.path()), None, &two.step).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), left);
    // The same place is another matter.
    let mine = carry_out(&origin(folder.path()), None, &file("one")).unwrap();
    let theirs = fs::read_to_string(&path).unwrap().replace("\"one\"", "\"mine\"");
    fs::write(&path, &theirs).unwrap();
    assert!(matches!(take_back(&origin(folder.path()), None, &mine.step), Err(EditError::ChangedAgain(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), theirs);
}

#[test]
fn a_step_over_several_files_leaves_no_journal() {
    let folder = folder(CLAIMS);
    let speaker = vec![Edit::Add(Kind::Speaker, vec![("id", text("pilot")), ("name", text("The pilot"))])];
    let mut fields = excerpt("courier", "reports", "said so");
    fields[3] = ("speaker", text("pilot"));
    let carried = carry_out(&origin(folder.path()), None, &[speaker, vec![Edit::File("shut".into(), fields)]]).unwrap();
    assert_eq!(carried.loaded.catalogue.speakers.len(), 2);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    finish(&origin(folder.path())).unwrap();
}
