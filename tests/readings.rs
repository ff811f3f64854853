//! Readings: what several people found in the documents of one catalogue, each by themselves.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use parallax::catalogue::{
    Catalogue, Kind, Known, Origin, Progress, Stance,
    edit::{Carried, Choice, Edit, EditError, Filing, Row, carry_out, file, settle, take_back, unsettle, withdraw},
    load,
    readings::{Reading, ReadingError, names, strays},
    reload, stamp,
};

/// Harrow Bay, of which Anna and Ben each have a reading.
struct Bay {
    folder: tempfile::TempDir,
}

const ANNA: &str = "[[speaker]]\nid = 'keeper'\nname = 'Tom Reed'\n\n[[claim]]\nid = 'fare'\nabsent = ['post-bridge']\nabsent_blind = ['hall-bridge']\n\n\
    \x20 [[claim.excerpt]]\n  document = 'courier-bridge'\n  stance = 'reports'\n  speaker = 'keeper'\n  quote = 'By noon the crossing cost 8 crowns'\n  blind = true\n\n\
    [[claim]]\nid = 'no-warning'\nabsent = ['courier-bridge']\n";

impl Bay {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bay = Path::new("tests/catalogues/harrow-bay");
        for path in ["catalogue.toml", "claims/closing.toml", "claims/ferry.toml"] {
            let to = folder.path().join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(bay.join(path), to).unwrap();
        }
        let bay = Self { folder };
        // What stands last in the catalogue is no place for what a reader writes.
        let head = fs::read_to_string(bay.folder.path().join("catalogue.toml")).unwrap();
        let part = "[[document.part]]\nkind = 'headline'\nfrom = 'Bridge'\nto = 'fare'\n\n[[event]]\nid    = \"closing\"";
        bay.write("catalogue.toml", &head.replacen("[[event]]\nid    = \"closing\"", part, 1));
        bay.write("readings/anna/a.toml", ANNA);
        bay.write("readings/ben/coding.toml", "[[claim]]\nid = 'fare'\nabsent = ['courier-bridge']\n");
        bay
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn origin(&self) -> Origin {
        Origin::Path(self.folder.path().to_owned())
    }

    fn reading(&self, name: &str) -> Origin {
        Origin::Reading(Reading::named(&self.origin(), name).unwrap())
    }

    /// What every file holds, by its path below the folder.
    fn files(&self) -> BTreeMap<PathBuf, String> {
        let entries = walkdir::WalkDir::new(self.folder.path()).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let path = entry.path().strip_prefix(self.folder.path()).unwrap().to_owned();
                (path, fs::read_to_string(entry.path()).unwrap())
            })
            .collect()
    }
}

fn read(origin: &Origin) -> Catalogue {
    load(origin, &Progress::default()).unwrap_or_else(|problems| panic!("{problems}")).catalogue
}

fn ids(catalogue: &Catalogue) -> [Vec<&str>; 4] {
    [
        catalogue.claims.iter().map(|row| &*row.id).collect(),
        catalogue.documents.iter().map(|row| &*row.id).collect(),
        catalogue.outlets.iter().map(|row| &*row.id).collect(),
        catalogue.frames.iter().map(|row| &*row.id).collect(),
    ]
}

#[test]
fn a_reading_is_the_catalogue_with_its_own_excerpts() {
    let bay = Bay::new();
    let (main, anna) = (read(&bay.origin()), read(&bay.reading("anna")));
    assert_eq!(ids(&main), ids(&anna));
    assert_eq!(&*anna.reader.as_ref().unwrap().name, "anna");
    let filed: Vec<_> = (anna.excerpts.iter())
        .map(|row| (&*anna.claims[row.claim].id, row.stance, &*anna.speakers[row.speaker.unwrap()].name, row.blind))
        .collect();
    assert_eq!(filed, [("fare", Stance::Reports, "Tom Reed", true)]);
    let absent: Vec<_> = (anna.claims.iter())
        .map(|row| {
            let id = |document| &*anna.documents[document].id;
            (row.absent.iter().copied().map(id).collect::<Vec<_>>(), row.absent_blind.iter().copied().map(id).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        absent,
        [
            (vec!["courier-bridge"], vec![]),
            (vec![], vec![]),
            (vec![], vec![]),
            (vec!["post-bridge", "hall-bridge"], vec!["hall-bridge"]),
            (vec![], vec![]),
        ]
    );
    assert_eq!(anna.speakers.len(), main.speakers.len() + 1);
}

#[test]
fn nothing_of_a_reading_tells_what_others_found() {
    let bay = Bay::new();
    let with = read(&bay.reading("anna"));
    for path in ["claims/closing.toml", "claims/ferry.toml"] {
        let text = fs::read_to_string(bay.folder.path().join(path)).unwrap();
        let claims = text.split("[[claim]]").map(|claim| {
            let own = claim.split("  [[claim.excerpt]]").next().unwrap_or_default();
            let hides = |line: &&str| !["absent", "contradicts", "note"].iter().any(|key| line.starts_with(key));
            own.lines().filter(hides).collect::<Vec<_>>().join("\n")
        });
        bay.write(path, &claims.collect::<Vec<_>>().join("\n[[claim]]"));
    }
    fs::remove_dir_all(bay.folder.path().join("readings/ben")).unwrap();
    let without = read(&bay.reading("anna"));
    let told = |mut catalogue: Catalogue| {
        catalogue.files = Vec::new().into();
        let text = format!("{catalogue:#?}");
        text.lines().filter(|line| !line.contains("offset: ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told(with), told(without));
}

#[test]
fn readings_are_kept_apart_and_known_by_their_names() {
    let bay = Bay::new();
    let plain = read(&bay.origin());
    for (path, text) in [
        ("readings/main/coding.toml", "nonsense"),
        ("readings/Cleo Ray/coding.toml", "nonsense"),
        ("readings/decisions.toml", "nonsense"),
        ("readings/loose.toml", "nonsense"),
        ("readings/notes/read.me", "nonsense"),
        ("readings/.hidden/coding.toml", "nonsense"),
    ] {
        bay.write(path, text);
    }
    assert_eq!(read(&bay.origin()), plain);
    let origin = bay.origin();
    assert_eq!(names(&origin), ["anna", "ben"]);
    let stray: Vec<_> = (strays(&origin).into_iter())
        .map(|(path, _, what, help)| {
            let path = path.strip_prefix(bay.folder.path()).unwrap().to_string_lossy().into_owned();
            format!("{path}: {what}; {help}")
        })
        .collect();
    assert_eq!(
        stray,
        [
            "readings/Cleo Ray: the folder is no reading; `Cleo Ray` can be no name of a reading: only a to z, 0 to 9 and `-` may stand in one; take `cleo-ray`",
            "readings/loose.toml: the file belongs to no reading; put it into readings/NAME/, NAME being the reader's",
            "readings/main: the folder is no reading; `main` is the catalogue itself; take another name",
        ]
    );
    let told =
        |value: &str| Reading::find(&origin, value).map(|reading| reading.name().to_owned()).map_err(|error| error.to_string());
    assert_eq!(told("anna"), Ok("anna".to_owned()));
    assert_eq!(told("ana"), Err("no reading `ana`; there are anna, ben; did you mean `anna`?".to_owned()));
    assert_eq!(told(bay.folder.path().join("readings/ben").to_str().unwrap()), Ok("ben".to_owned()));
    assert_eq!(told(bay.folder.path().join("readings/anna/a.toml").to_str().unwrap()), Ok("a".to_owned()));
    assert!(matches!(Reading::find(&origin, "./nowhere"), Err(ReadingError::NoPath(_))));
    assert_eq!(Reading::named(&origin, "main"), Err(ReadingError::Reserved));
    assert!(Reading::named(&origin, "").is_err() && Reading::named(&origin, "../anna").is_err());
}

fn filing(claim: &str, quote: &str) -> Filing {
    Filing {
        claim: Choice::There(claim.to_owned()),
        document: "courier-bridge".to_owned(),
        stance: Stance::Reports,
        speaker: Some(Choice::New("A Deckhand".to_owned())),
        cue: None,
        frames: Vec::new(),
        figure: None,
        quote: quote.to_owned(),
        prefix: None,
        suffix: None,
        span: None,
        blind: true,
        note: None,
    }
}

#[test]
fn what_a_reader_files_goes_into_files_of_their_own() {
    let bay = Bay::new();
    let before = bay.files();
    let origin = bay.reading("cleo");
    let mut known: Option<Known> = None;
    let mut steps = Vec::new();
    let mut step = |edits: &dyn Fn(&Catalogue) -> Vec<Vec<Edit>>| {
        let now = known.as_ref().map_or_else(|| read(&origin), |known| Catalogue::clone(&known.catalogue));
        let Carried { loaded, stamp, step } =
            carry_out(&origin, known.as_ref(), &edits(&now)).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(loaded, load(&origin, &Progress::default()).unwrap());
        known = Some(Known { catalogue: Arc::new(loaded.catalogue), stamp });
        steps.push(step);
    };
    let claim = |catalogue: &Catalogue, id: &str| catalogue.claims.entries().find(|(_, row)| *row.id == *id).unwrap().0;
    let document = |catalogue: &Catalogue, id: &str| catalogue.documents.entries().find(|(_, row)| *row.id == *id).unwrap().0;
    step(&|now| file(now, &filing("fare", "By noon the crossing cost 8 crowns")));
    step(&|now| settle(now, claim(now, "no-warning"), &[document(now, "post-bridge")], true));
    step(&|now| settle(now, claim(now, "no-warning"), &[document(now, "hall-bridge")], false));
    step(&|now| file(now, &Filing { speaker: Some(Choice::There("mayor".to_owned())), ..filing("unsafe", "grade D") }));
    step(&|now| unsettle(now, claim(now, "no-warning"), &[document(now, "post-bridge")]));
    step(&|now| withdraw(now, now.excerpts_of(claim(now, "unsafe")).next().unwrap().0));
    let mut written = bay.files();
    let coding = written.remove(Path::new("readings/cleo/coding.toml")).unwrap();
    assert_eq!(written, before);
    assert_eq!(
        coding,
        "# What cleo found in the documents of this catalogue.\n\
         \n[[speaker]]\nid   = \"a-deckhand\"\nname = \"A Deckhand\"\n\
         \n[[claim]]\nid = \"fare\"\n\
         \n  [[claim.excerpt]]\n  document = \"courier-bridge\"\n  stance   = \"reports\"\n  speaker  = \"a-deckhand\"\n  quote    = \"By noon the crossing cost 8 crowns\"\n  blind    = true\n\
         \n[[claim]]\nid = \"no-warning\"\nabsent = [\"hall-bridge\"]\n\
         \n[[claim]]\nid = \"unsafe\"\n"
    );
    while let Some(step) = steps.pop() {
        let back = take_back(&origin, known.as_ref(), &step).unwrap_or_else(|error| panic!("{error}"));
        known = Some(Known { catalogue: Arc::new(back.loaded.catalogue), stamp: back.stamp });
    }
    let files = bay.files();
    assert_eq!(files[Path::new("readings/cleo/coding.toml")], "# What cleo found in the documents of this catalogue.\n");
    assert_eq!(files.len(), before.len() + 1);
}

#[test]
fn what_is_the_catalogues_is_not_changed_in_a_reading() {
    let bay = Bay::new();
    let before = bay.files();
    let origin = bay.reading("anna");
    for edit in [
        Edit::Remove(Row::Named(Kind::Speaker, "mayor".to_owned())),
        Edit::Rename(Kind::Document, "post-bridge".to_owned(), "post".to_owned()),
        Edit::Set(Row::Named(Kind::Outlet, "post".to_owned()), Vec::new()),
    ] {
        let error = carry_out(&origin, None, &[vec![edit]]).unwrap_err();
        assert!(matches!(error, EditError::Shared(_)), "{error}");
    }
    assert_eq!(bay.files(), before);
    let built_in = Origin::Reading(Reading::named(&Origin::BuiltIn, "anna").unwrap());
    assert!(matches!(carry_out(&built_in, None, &[]), Err(EditError::NoFile)));
}

#[test]
fn a_reading_read_again_is_read_whole() {
    let bay = Bay::new();
    let origin = bay.reading("anna");
    let mut known = Known { stamp: stamp(&origin), catalogue: Arc::new(read(&origin)) };
    let head = fs::read_to_string(bay.folder.path().join("catalogue.toml")).unwrap();
    for (path, text) in [
        ("readings/anna/b.toml", "[[claim]]\nid = 'unsafe'\nabsent = ['post-bridge']\n".to_owned()),
        ("readings/anna/a.toml", "[[claim]]\nid = 'fare'\n".to_owned()),
        (
            "catalogue.toml",
            head.replace(
                "[[speaker]]\nid   = \"mayor\"",
                "[[speaker]]\nid = 'clerk'\nname = 'A clerk'\n\n[[speaker]]\nid   = \"mayor\"",
            ),
        ),
        ("claims/more.toml", "[[claim]]\nid = 'toll'\nevent = 'ferry'\ntitle = 'There is a toll'\n".to_owned()),
        ("readings/ben/coding.toml", "nonsense".to_owned()),
    ] {
        bay.write(path, &text);
        let again = reload(&origin, &known, &Progress::default()).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(again, load(&origin, &Progress::default()).unwrap(), "{path}");
        known = Known { stamp: stamp(&origin), catalogue: Arc::new(again.catalogue) };
    }
    assert_eq!((known.catalogue.claims.len(), known.catalogue.speakers.len(), known.catalogue.excerpts.len()), (6, 3, 0));
}

#[test]
fn the_first_step_of_a_reading_that_is_open_makes_its_file() {
    let bay = Bay::new();
    let origin = bay.reading("cleo");
    let known = Known { stamp: stamp(&origin), catalogue: Arc::new(read(&origin)) };
    let now = &known.catalogue;
    let (claim, document) = (now.claims.ids().next().unwrap(), now.documents.ids().next().unwrap());
    let carried =
        carry_out(&origin, Some(&known), &settle(now, claim, &[document], true)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(carried.loaded.catalogue.claims[claim].absent_blind[..], [document]);
}
