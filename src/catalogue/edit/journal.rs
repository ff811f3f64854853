//! A step over several files, so that it is done whole or not at all.
//!
//! What the files are to hold, and which get another name, is written into one file beside the catalogue first, `.parallax.journal`,
//! whole and forced to the disk; the files follow one by one. Where one of them cannot follow, those before it go back. A program that
//! finds a journal finishes it: in a file that somebody else changed meanwhile the change is made where it still fits; where it does
//! not, the file stays as they left it. Files are named from the folder of the journal, so that it can be finished from wherever that is reached.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    EditError,
    hunk::{Hunk, Rewrite},
    lock::Lock,
    write::{put, put_in_place},
};
use crate::catalogue::Origin;

/// A file that gets another name, which no other has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Move {
    pub(super) from: PathBuf,
    pub(super) to: PathBuf,
}

/// What a step does.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) rewrites: Vec<Rewrite>,
    pub(super) moves: Vec<Move>,
}

/// The folder of the catalogue at `path`; where nothing is there any more, a folder that is not there either.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        _ if !path.is_file() => path,
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn journal(path: &Path) -> PathBuf {
    folder(path).join(".parallax.journal")
}

/// Does all that `step` says in the catalogue at `path`, or nothing.
pub(super) fn write(path: &Path, step: &Journal) -> Result<(), EditError> {
    if let Some(taken) = step.moves.iter().find(|moved| moved.to.symlink_metadata().is_ok()) {
        return Err(EditError::Exists(taken.to.clone()));
    }
    if let ([rewrite], []) = (&*step.rewrites, &*step.moves) {
        return put_in_place(&rewrite.path, &rewrite.before, &rewrite.after);
    }
    let journal = journal(path);
    let content = step.content(folder(path)).map_err(|error| EditError::Io(journal.clone(), error.into()))?;
    put(&journal, content.as_bytes())?;
    if let Err(error) = step.carry_out() {
        if step.reversed().finish().is_ok() && remove(&journal).is_ok() {
            return Err(error);
        }
        // It can go neither on nor back now, and is all in the journal: whoever comes next finishes it.
        return Ok(());
    }
    // Where it cannot be taken away now, whoever finds it finds everything done.
    let _ = remove(&journal);
    Ok(())
}

impl Journal {
    /// Does it; stops at the first file that cannot follow.
    fn carry_out(&self) -> Result<(), EditError> {
        self.rewrites.iter().try_for_each(|Rewrite { path, before, after }| put_in_place(path, before, after))?;
        self.moves.iter().try_for_each(moved)
    }

    /// Does what is not done yet of it, in what somebody else changed only where it fits; what they took away stays so.
    fn finish(&self) -> Result<(), EditError> {
        for rewrite in &self.rewrites {
            match put_where_it_fits(rewrite) {
                Ok(()) | Err(EditError::Changed(_)) => {}
                Err(EditError::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        self.moves.iter().try_for_each(moved)
    }

    /// What takes it back.
    fn reversed(&self) -> Self {
        let rewrites = self.rewrites.iter().cloned().map(Rewrite::reversed);
        let moves = self.moves.iter().cloned().map(|Move { from, to }| Move { from: to, to: from });
        Self { rewrites: rewrites.collect(), moves: moves.collect() }
    }

    /// As it is written into `folder`.
    fn content(&self, folder: &Path) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.named(|file| file.strip_prefix(folder).unwrap_or(file).to_owned()))
    }

    /// The same with other names of its files.
    fn named(&self, name: impl Fn(&Path) -> PathBuf) -> Self {
        let rewrites = self.rewrites.iter().map(|rewrite| Rewrite { path: name(&rewrite.path), ..rewrite.clone() });
        let moves = self.moves.iter().map(|Move { from, to }| Move { from: name(from), to: name(to) });
        Self { rewrites: rewrites.collect(), moves: moves.collect() }
    }
}

/// Puts what `rewrite` says in the place of its file, which may hold something else besides by now.
fn put_where_it_fits(rewrite: &Rewrite) -> Result<(), EditError> {
    let Rewrite { path, before, after } = rewrite;
    let now = fs::read_to_string(path).map_err(|error| EditError::Io(path.clone(), error))?;
    if now == *before || now == *after {
        return put_in_place(path, &now, after);
    }
    let is_done = Hunk::of(rewrite).taken_back(&now).is_some();
    match Hunk::of(&rewrite.clone().reversed()).taken_back(&now) {
        Some(then) if !is_done => put_in_place(path, &now, &then),
        _ => Ok(()),
    }
}

/// Gives a file its other name; one that is not there any more, or whose name another has, is left.
fn moved(Move { from, to }: &Move) -> Result<(), EditError> {
    if to.symlink_metadata().is_ok() {
        return Ok(());
    }
    match fs::rename(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EditError::Io(from.clone(), error)),
        _ => Ok(()),
    }
}

/// Finishes what a program that was killed left half done in the catalogue at `origin`.
///
/// # Errors
///
/// Where there is such a thing and it cannot be finished.
pub fn finish(origin: &Origin) -> Result<(), EditError> {
    if let Origin::Reading(reading) = origin {
        finish(reading.of())?;
    }
    let Some(path) = origin.written() else { return Ok(()) };
    if !journal(path).exists() {
        return Ok(());
    }
    let _lock = Lock::take(folder(path))?;
    finish_locked(path)
}

/// The same by who has the lock.
pub(super) fn finish_locked(path: &Path) -> Result<(), EditError> {
    let journal = journal(path);
    let content = match fs::read_to_string(&journal) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(EditError::Io(journal, error)),
    };
    let step: Journal = serde_json::from_str(&content).map_err(|error| EditError::Io(journal.clone(), error.into()))?;
    step.named(|file| folder(path).join(file)).finish()?;
    remove(&journal)
}

fn remove(journal: &Path) -> Result<(), EditError> {
    match fs::remove_file(journal) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EditError::Io(journal.to_owned(), error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_finds_a_step_half_done_finishes_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let rewrite = |name: &str| Rewrite { path: path(name), before: format!("{name} old"), after: format!("{name} new") };
        let moves = vec![Move { from: path("e"), to: path("f") }];
        let step = Journal { rewrites: ["a", "b", "c", "d"].map(rewrite).into(), moves };
        for (name, content) in [("a", "a new"), ("b", "b old"), ("c", "c mine"), ("e", "a text")] {
            fs::write(path(name), content).unwrap();
        }
        fs::write(journal(folder.path()), serde_json::to_string(&step).unwrap()).unwrap();
        finish(&Origin::Path(folder.path().to_owned())).unwrap();
        let found = ["a", "b", "c"].map(|name| fs::read_to_string(path(name)).unwrap());
        assert_eq!(found, ["a new", "b new", "c mine"]);
        assert_eq!(fs::read_to_string(path("f")).unwrap(), "a text");
        assert!(!path("d").exists() && !path("e").exists() && !journal(folder.path()).exists());
        finish(&Origin::Path(folder.path().to_owned())).unwrap();
    }

    #[test]
    fn a_step_half_done_is_finished_in_files_that_were_changed_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let around = ["The ferry left at noon. ", "The bridge was shut. "].map(|sentence| sentence.repeat(10));
        let holding = |words: &str| around.join(words);
        let paths = ["a", "b", "c"].map(|name| folder.path().join(name));
        let rewrite = |path: &PathBuf| Rewrite { path: path.clone(), before: holding("old "), after: holding("new ") };
        let step = Journal { rewrites: paths.iter().map(rewrite).collect(), moves: Vec::new() };
        let changed = |words: &str| format!("# mine\n{}", holding(words));
        for (path, words) in paths.iter().zip(["old ", "new ", "other "]) {
            fs::write(path, changed(words)).unwrap();
        }
        fs::write(journal(folder.path()), serde_json::to_string(&step).unwrap()).unwrap();
        finish(&Origin::Path(folder.path().to_owned())).unwrap();
        let found = paths.map(|path| fs::read_to_string(path).unwrap());
        assert_eq!(found, ["new ", "new ", "other "].map(changed));
    }

    #[test]
    fn where_one_file_cannot_follow_those_before_it_go_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["a", "b", "e"] {
            fs::write(path(name), format!("{name} old")).unwrap();
        }
        let rewrite = |name: &str| Rewrite { path: path(name), before: format!("{name} old"), after: format!("{name} new") };
        let rewrites = vec![rewrite("a"), rewrite("b")];
        let holds = || ["a", "b", "e"].map(|name| fs::read_to_string(path(name)).unwrap());
        let before = holds();
        // A name that nobody can give, not even the superuser: below a file.
        let moves = vec![Move { from: path("e"), to: path("b/f") }];
        write(folder.path(), &Journal { rewrites: rewrites.clone(), moves }).unwrap_err();
        assert_eq!(holds(), before);
        // Somebody changed the second one.
        let stale = Rewrite { before: "b older".to_owned(), ..rewrite("b") };
        write(folder.path(), &Journal { rewrites: vec![rewrite("a"), stale], moves: Vec::new() }).unwrap_err();
        assert_eq!(holds(), before);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
        write(folder.path(), &Journal { rewrites, moves: vec![Move { from: path("e"), to: path("f") }] }).unwrap();
        assert_eq!(fs::read_to_string(path("f")).unwrap(), "e old");
    }

    #[test]
    fn it_is_finished_from_wherever_the_folder_is_reached() {
        let folder = tempfile::tempdir().unwrap();
        let (here, there) = (folder.path().join("here"), folder.path().join("there"));
        fs::create_dir(&here).unwrap();
        fs::write(here.join("a"), "old").unwrap();
        // Killed as soon as the journal is there: what follows does not happen.
        let rewrite = |name: &str| Rewrite { path: here.join(name), before: "old".to_owned(), after: "new".to_owned() };
        let step = Journal { rewrites: vec![rewrite("a"), rewrite("b")], moves: Vec::new() };
        fs::write(journal(&here), step.content(&here).unwrap()).unwrap();
        fs::rename(&here, &there).unwrap();
        finish(&Origin::Path(there.clone())).unwrap();
        assert_eq!(fs::read_to_string(there.join("a")).unwrap(), "new");
    }

    #[test]
    fn a_single_file_has_its_journal_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bridge.toml");
        fs::write(&file, "").unwrap();
        assert_eq!(journal(&file), folder.path().join(".parallax.journal"));
        // Tests run where this is.
        assert_eq!(journal(Path::new("Cargo.toml")), Path::new("./.parallax.journal"));
        assert_eq!(journal(Path::new("no-such-folder")), Path::new("no-such-folder/.parallax.journal"));
    }
}
