//! Which files a catalogue consists of.
//!
//! A folder's files are all `*.toml` below it, in the order of their paths; links are followed. What begins with a dot (`.git`, an
//! editor's swap file or lock) is passed over, wherever it leads. A path to a file is a catalogue of that one file, whatever its name.
//!
//! Only names, lengths and times are looked at here; [`super::pieces`] reads.

use std::{
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use walkdir::{DirEntry, WalkDir};

use super::{
    Origin,
    problem::{Problem, Spot},
    readings::{READINGS, Reading},
    texts::{ORIGINALS, TEXTS, Texts},
};

/// The longest file that is read, in bytes: 512 MiB.
pub const FILE_LIMIT: u64 = 512 << 20;

/// The folders of a catalogue that hold no tables of its own.
const APART: [&str; 3] = [TEXTS, ORIGINALS, READINGS];

/// What the files of a catalogue look like from outside.
///
/// Two stamps of one origin are equal as long as no file appeared, vanished, or changed its length or its time of change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(Vec<Found>);

impl Stamp {
    /// Whether `found` looks now as it did then.
    pub(super) fn has(&self, found: &Found) -> bool {
        let place = self.0.binary_search_by(|known| known.path.cmp(&found.path));
        place.is_ok_and(|place| self.0[place] == *found)
    }

    /// Whether it says of all files but those of `reading` what `of` says, the stamp of the catalogue that it is of.
    pub(super) fn agrees_but_for_reading(&self, reading: &Reading, of: &Self) -> bool {
        let is_own = |found: &&Found| reading.path().is_some_and(|path| found.path.starts_with(path));
        self.0.iter().filter(|found| !is_own(found)).eq(&of.0)
    }

    /// Whether both say the same of all files but these.
    pub(super) fn agrees_but_for(&self, other: &Self, paths: &[PathBuf]) -> bool {
        let rest = |stamp: &'_ Self| stamp.0.iter().filter(|found| !paths.contains(&found.path)).cloned().collect::<Vec<_>>();
        rest(self) == rest(other)
    }
}

impl FromIterator<Self> for Stamp {
    fn from_iter<I: IntoIterator<Item = Self>>(stamps: I) -> Self {
        Self(stamps.into_iter().flat_map(|Self(found)| found).collect())
    }
}

/// Takes the stamp of the files that lie in `folder` itself, of every kind.
pub(super) fn stamp_of_folder(folder: &Path) -> Stamp {
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1).follow_links(true).sort_by_file_name();
    Stamp(entries.into_iter().flatten().filter_map(|entry| examine(&entry).ok()).collect())
}

/// Takes the stamp of `origin`.
///
/// Take it before loading, so that what changes meanwhile is not missed. It costs one look at each file and folder.
pub fn stamp(origin: &Origin) -> Stamp {
    match origin {
        Origin::BuiltIn => Stamp(Vec::new()),
        Origin::Path(path) => Stamp(find(path).0),
        Origin::Reading(reading) => {
            let Stamp(mut found) = stamp(reading.of());
            found.extend(reading.found().0);
            found.sort_by(|a, b| a.path.cmp(&b.path));
            Stamp(found)
        }
    }
}

/// A file of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) length: u64,
    changed: Option<SystemTime>,
}

/// Whether the file at `path`, be it there or not, is one that the catalogue at `origin` consists of, or would be taken for one: tables, texts
/// and what they were taken from, codings of others, what parallax keeps beside them. Links are followed.
pub fn belongs(origin: &Origin, path: &Path) -> bool {
    let (Origin::Path(root), Some(home)) = (origin, Texts::home(origin)) else { return false };
    let is_inside = |[home, path]: [Option<PathBuf>; 2]| {
        let (Some(home), Some(path)) = (home, path) else { return false };
        let Ok(inside) = path.strip_prefix(home) else { return false };
        let (folder, name) = (inside.iter().next(), inside.file_name());
        let is_apart = folder != name && APART.iter().any(|apart| folder == Some(OsStr::new(apart)));
        let is_table = root.is_dir() && inside.extension().is_some_and(|extension| extension == "toml");
        is_apart || is_table || name.is_some_and(|name| name.as_encoded_bytes().starts_with(b".parallax"))
    };
    let real_path = real(path);
    // A way back may lead through a link to somewhere else.
    let written = |path: &Path| std::path::absolute(here(path)).ok().filter(|_| !path.iter().any(|part| part == ".."));
    is_inside([home, path].map(written))
        || is_inside([real(home), real_path.clone()])
        || real_path.is_some_and(|path| find(root).0.iter().any(|found| real(&found.path).as_ref() == Some(&path)))
}

/// `path`, all links followed; where no file is there, those of its folder.
pub(super) fn real(path: &Path) -> Option<PathBuf> {
    let path = here(path);
    path.canonicalize().ok().or_else(|| Some(here(path.parent()?).canonicalize().ok()?.join(path.file_name()?)))
}

/// The folder one is in has the empty path, where it is the parent of another.
fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// The files of the catalogue at `path`, and what is wrong with those that are not among them.
pub(super) fn find(path: &Path) -> (Vec<Found>, Vec<Problem>) {
    let (files, mut problems) = find_all(path);
    if files.is_empty() && problems.is_empty() {
        problems.push(
            Problem::of_path(path, "no catalogue here: the folder has no *.toml file")
                .help(format!("`parallax new {}` makes one there; or give the path of another folder", path.display())),
        );
    }
    (files, problems)
}

/// The same, where it is nothing to speak of that there are none.
pub(super) fn find_all(path: &Path) -> (Vec<Found>, Vec<Problem>) {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    let entries = WalkDir::new(path)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !(is_hidden(entry.file_name()) || is_apart(entry)));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() || !is_wanted(&entry) => {}
            Ok(entry) => match examine(&entry) {
                Ok(found) => files.push(found),
                Err(problem) => problems.push(problem),
            },
            // A link that leads nowhere is told before its name is looked at; Emacs locks a file with one, `.#name`.
            Err(error) if error.depth() > 0 && error.path().and_then(Path::file_name).is_some_and(is_hidden) => {}
            Err(error) => problems.push(unwalkable(path, &error)),
        }
    }
    // Not the order in which the file system happens to name them.
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, problems)
}

/// Whether it is one of the folders of a catalogue that hold no tables of its own.
fn is_apart(entry: &DirEntry) -> bool {
    entry.depth() == 1 && entry.file_type().is_dir() && APART.iter().any(|name| entry.file_name() == *name)
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_wanted(entry: &DirEntry) -> bool {
    entry.depth() == 0 || entry.path().extension().is_some_and(|extension| extension == "toml")
}

fn examine(entry: &DirEntry) -> Result<Found, Problem> {
    let path = entry.path();
    let metadata = entry.metadata().map_err(|error| unwalkable(path, &error))?;
    if !metadata.is_file() {
        // To read from a pipe could take for ever.
        return Err(Problem::of_path(path, "not a regular file").help("a catalogue is made of regular files and folders"));
    }
    if metadata.len() > FILE_LIMIT {
        return Err(too_long(path));
    }
    Ok(Found { path: path.to_owned(), length: metadata.len(), changed: metadata.modified().ok() })
}

/// The problem that the file at `path` is larger than [`FILE_LIMIT`].
pub(super) fn too_long(path: &Path) -> Problem {
    Problem::of_path(path, format!("file of more than {} MiB", FILE_LIMIT >> 20))
        .help("it was not read; split a catalogue of this size over several files")
}

fn unwalkable(root: &Path, error: &walkdir::Error) -> Problem {
    let path = error.path().unwrap_or(root);
    if let Some(ancestor) = error.loop_ancestor() {
        let help = format!("it leads back to {}, which is read once all the same; remove the link", ancestor.display());
        let problem = Problem::of_path(path, "link to a folder that it stands in").help(help);
        return problem.into_warning("link-in-circle");
    }
    match error.io_error() {
        Some(error) if error.kind() == io::ErrorKind::InvalidFilename => {
            let help = "it was passed over; give the folders shorter names, or name the catalogue from nearer by";
            let problem = Problem::of_path(path, "path longer than the system can open").help(help);
            problem.into_warning("path-too-long")
        }
        Some(error) => unreadable(path, error),
        None => Problem::of_path(path, error.to_string()),
    }
}

/// The problem that `path` cannot be read because of `error`.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let problem = Problem { spot: Spot::Path(path.to_owned()), ..Problem::of_path(path, format!("cannot be read: {error}")) };
    match error.kind() {
        io::ErrorKind::NotFound => problem.help("check the path; a link may lead nowhere"),
        io::ErrorKind::PermissionDenied => problem.help("give yourself the right to read it"),
        _ => problem,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_a_catalogue_consists_of_is_told_from_what_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let bay = folder.path().join("bay");
        for inside in ["claims", "texts"] {
            fs::create_dir_all(bay.join(inside)).unwrap();
        }
        fs::write(bay.join("catalogue.toml"), "").unwrap();
        let told = |origin: &Path| {
            let origin = Origin::Path(origin.to_owned());
            let paths = [
                "catalogue.toml",
                "claims/new.toml",
                "claims/../catalogue.toml",
                "texts/bay.txt",
                "originals/bay.html",
                ".parallax.draft",
                "bay.html",
                "claims/bay.csv",
                "texts",
                "../bay.toml",
            ];
            paths.map(|path| u8::from(belongs(&origin, &bay.join(path))))
        };
        assert_eq!(told(&bay), [1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
        // Other tables beside a catalogue that is one file are none of it.
        assert_eq!(told(&bay.join("catalogue.toml")), [1, 0, 1, 1, 1, 1, 0, 0, 0, 0]);
        assert!(!belongs(&Origin::BuiltIn, &bay.join("catalogue.toml")));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_what_it_leads_to() {
        let folder = tempfile::tempdir().unwrap();
        let (bay, elsewhere) = (folder.path().join("bay"), folder.path().join("elsewhere"));
        fs::create_dir_all(&bay).unwrap();
        fs::create_dir_all(&elsewhere).unwrap();
        fs::write(elsewhere.join("shared.toml"), "").unwrap();
        std::os::unix::fs::symlink(elsewhere.join("shared.toml"), bay.join("shared.toml")).unwrap();
        std::os::unix::fs::symlink(&bay, folder.path().join("link")).unwrap();
        let belongs = |path: &str| belongs(&Origin::Path(bay.clone()), &folder.path().join(path));
        assert!(belongs("elsewhere/shared.toml") && belongs("link/new.toml"));
        assert!(!belongs("elsewhere/other.toml") && !belongs("link/page.html"));
    }

    #[test]
    fn a_stamp_changes_with_every_file_and_with_nothing_else() {
        let folder = std::env::temp_dir().join(format!("parallax-stamp-{}", std::process::id()));
        fs::create_dir_all(folder.join("claims")).unwrap();
        let origin = Origin::Path(folder.clone());
        let mut last = stamp(&origin);
        let mut changed = || {
            let before = std::mem::replace(&mut last, stamp(&origin));
            before != last
        };
        fs::write(folder.join("claims/a.toml"), "x").unwrap();
        assert!(changed(), "a file appeared");
        fs::write(folder.join("claims/a.toml"), "xy").unwrap();
        assert!(changed(), "its length changed");
        let later = SystemTime::now() + std::time::Duration::from_secs(10);
        fs::File::options().write(true).open(folder.join("claims/a.toml")).unwrap().set_modified(later).unwrap();
        assert!(changed(), "its time changed");
        fs::write(folder.join("claims/notes.txt"), "x").unwrap();
        fs::write(folder.join("claims/.a.toml.swp"), "x").unwrap();
        fs::write(folder.join("claims/.b.toml"), "x").unwrap();
        assert!(!changed(), "none of these belongs to it");
        fs::remove_file(folder.join("claims/a.toml")).unwrap();
        assert!(changed(), "a file vanished");
        fs::remove_dir_all(folder).unwrap();
    }
}
