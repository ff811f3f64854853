//! Read again as far as its files have changed, a catalogue is what it is when it is read whole.
#![expect(clippy::unwrap_used, reason = "only tests read here")]

use std::{
    fs::{self, File},
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime},
};

use parallax::catalogue::{Diagnostics, Known, Loaded, Origin, Progress, load, reload, stamp};
use proptest::prelude::*;

const HEAD: &str = "title = 'The bridge'\noutlet = [{ id = 'courier', name = 'Bay Courier' }, { id = 'post', name = 'Harbour Post' }]\n\
    document = [{ id = 'c', outlet = 'courier', title = 'C' }, { id = 'p', outlet = 'post', title = 'P', chars = 90 }]\n\
    event = [{ id = 'closing', title = 'The closing' }, { id = 'repair', title = 'The repair' }]\n\
    speaker = [{ id = 'mayor', name = 'The mayor' }]\nframe = [{ id = 'cost', name = 'Cost' }]\n";

/// What may stand in the files of a catalogue, file by file, sound and not.
fn files() -> [(&'static str, Vec<String>); 4] {
    let claim =
        |id: &str, event: &str, rest: &str| format!("[[claim]]\nid = '{id}'\nevent = '{event}'\ntitle = 'It is {id}'\n{rest}");
    let excerpt = |document: &str, rest: &str| {
        format!("[[claim.excerpt]]\ndocument = '{document}'\nstance = 'affirms'\nquote = 'x y z'\n{rest}")
    };
    let quoted = excerpt("c", "speaker = 'mayor'\ncue = 'said'\nframes = ['cost']\nfigure = '3'\n");
    let shut = claim("shut", "closing", &quoted);
    [
        (
            "catalogue.toml",
            vec![
                HEAD.to_owned(),
                HEAD.replace("'mayor'", "'major'"),
                HEAD.replace("The bridge", "The ferry"),
                HEAD.replace("title = 'The bridge'\n", ""),
                HEAD.replace("chars = 90", "chars = 9"),
                format!("{HEAD}{}", claim("odd", "closing", "")),
            ],
        ),
        (
            "claims/a.toml",
            vec![
                shut.clone(),
                claim("shut", "closing", &format!("contradicts = ['open']\nabsent = ['p']\n{quoted}")),
                format!("# moved\n\n{}{shut}", claim("late", "repair", &excerpt("p", "span = [3, 12]\n"))),
                claim("shut", "closing", "contradicts = ['open', 'open']\n"),
                "title = 'Of another file'\n".to_owned(),
                "[[claim]\n".to_owned(),
                String::new(),
            ],
        ),
        (
            "claims/b.toml",
            vec![
                claim("open", "closing", ""),
                claim("open", "repair", &format!("contradicts = ['shut']\n{quoted}")),
                claim("open", "closing", "note = 'a\u{202e}b'\n"),
                claim("open", "closing", "").replace("It is open", "It is shut"),
                claim("open", "closing", "accepted = ['same-title']\n").replace("It is open", "It is shut"),
                claim("shut", "closing", ""),
                claim("open", "closing", &excerpt("gone", "")),
            ],
        ),
        (
            "claims/c.toml",
            vec![
                claim("dear", "repair", "contradicts = ['shut', 'open']\n"),
                format!(
                    "frame = [{{ id = 'blame', name = 'Blame' }}]\n{}",
                    claim("dear", "repair", &quoted.replace("cost", "blame"))
                ),
                claim("cheap", "repair", &excerpt("p", "span = [3, 12]\naccepted = ['span-beyond-end']\n")),
            ],
        ),
    ]
}

fn write(path: &Path, text: &str, at: SystemTime) {
    fs::write(path, text).unwrap();
    // Two files that are written in the same moment are told apart nowhere else.
    File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
}

/// What can be told of a reading.
fn told(read: Result<&Loaded, &Diagnostics>) -> String {
    match read {
        Ok(loaded) => format!("{:#?}\n{:#?}", loaded.catalogue, loaded.warnings),
        Err(diagnostics) => format!("{diagnostics:#?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn read_again_is_read_whole(changes in prop::collection::vec((0_usize..4, 0_usize..8, prop::bool::weighted(0.1)), 1..16)) {
        let folder = std::env::temp_dir().join(format!("parallax-reload-{}", std::process::id()));
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(folder.join("claims")).unwrap();
        let origin = Origin::Path(folder.clone());
        let files = files();
        let mut clock = SystemTime::now();
        for (name, texts) in &files {
            write(&folder.join(name), &texts[0], clock);
        }
        let mut looked = stamp(&origin);
        let first = load(&origin, &Progress::default()).unwrap();
        let mut known = Known { catalogue: Arc::new(first.catalogue), stamp: looked };
        for (file, text, is_removed) in changes {
            let (name, texts) = &files[file];
            clock += Duration::from_secs(1);
            if is_removed {
                fs::remove_file(folder.join(name)).ok();
            } else {
                write(&folder.join(name), &texts[text % texts.len()], clock);
            }
            looked = stamp(&origin);
            let whole = load(&origin, &Progress::default());
            let again = reload(&origin, &known, &Progress::default());
            prop_assert_eq!(told(again.as_ref()), told(whole.as_ref()));
            if let Ok(loaded) = again {
                known = Known { catalogue: Arc::new(loaded.catalogue), stamp: looked };
            }
        }
        fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_file_that_is_as_it_was_is_not_read_again() {
    let folder = std::env::temp_dir().join(format!("parallax-not-again-{}", std::process::id()));
    fs::create_dir_all(folder.join("claims")).unwrap();
    let origin = Origin::Path(folder.clone());
    for (name, texts) in &files() {
        write(&folder.join(name), &texts[0], SystemTime::UNIX_EPOCH);
    }
    let known = Known { stamp: stamp(&origin), catalogue: Arc::new(load(&origin, &Progress::default()).unwrap().catalogue) };
    let read = |progress: Progress| {
        reload(&origin, &known, &progress).unwrap();
        progress.done()
    };
    let head = u64::try_from(HEAD.len()).unwrap();
    assert_eq!(read(Progress::default()), head, "what is no claim is read always");
    let one = fs::read_to_string(folder.join("claims/b.toml")).unwrap() + "# more\n";
    write(&folder.join("claims/b.toml"), &one, SystemTime::UNIX_EPOCH);
    assert_eq!(read(Progress::default()), head + u64::try_from(one.len()).unwrap());
    fs::remove_dir_all(folder).unwrap();
}
