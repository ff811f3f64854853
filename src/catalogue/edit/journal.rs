//! A step over several files, so that it is done whole or not at all.
//!
//! What the files are to hold, and which get another name, is written into one file beside the catalogue first, `.parallax.journal`, whole and forced to the disk;
//! from then on the step counts as done. The files follow one by one. A program that finds a journal finishes it: a file that holds
//! neither what it held before nor what it is to hold was changed by somebody else, and stays.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    EditError,
    lock::Lock,
    write::{put, put_in_place},
};
use crate::catalogue::Origin;

/// What a file holds, and what it is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rewrite {
    pub(super) path: PathBuf,
    pub(super) before: String,
    pub(super) after: String,
}

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

/// The folder of the catalogue at `path`.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        _ if path.is_dir() => path,
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
    let content = serde_json::to_string(step).map_err(|error| EditError::Io(journal.clone(), error.into()))?;
    put(&journal, content.as_bytes())?;
    for rewrite in &step.rewrites {
        // From here on the step is done; a file that cannot be written now is by the next one who finds the journal.
        put_in_place(&rewrite.path, &rewrite.before, &rewrite.after)?;
    }
    step.moves.iter().try_for_each(moved)?;
    remove(&journal)
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
    let Origin::Path(path) = origin else { return Ok(()) };
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
    for Rewrite { path, before, after } in &step.rewrites {
        match put_in_place(path, before, after) {
            // Done before, or changed by somebody else.
            Ok(()) | Err(EditError::Changed(_)) => {}
            Err(EditError::Io(_, error)) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    step.moves.iter().try_for_each(moved)?;
    remove(&journal)
}

fn remove(journal: &Path) -> Result<(), EditError> {
    fs::remove_file(journal).map_err(|error| EditError::Io(journal.to_owned(), error))
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
    fn a_single_file_has_its_journal_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bridge.toml");
        fs::write(&file, "").unwrap();
        assert_eq!(journal(&file), folder.path().join(".parallax.journal"));
        assert_eq!(journal(Path::new("bridge.toml")), Path::new("./.parallax.journal"));
    }
}
