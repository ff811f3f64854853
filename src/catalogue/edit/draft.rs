//! What is typed and not written yet, kept beside the catalogue in case the program dies: `.parallax.draft.NUMBER`, one a program.
//!
//! It is replaced whole with every key. It is not forced to the disk, which would be felt while typing: it outlives the program, not a
//! power cut. Its program holds it locked (`flock`), so that another one finds what a dead program left and leaves alone what a living
//! one is at; where nothing can be locked, every draft counts as left.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
};

use super::{EditError, journal::folder};
use crate::catalogue::Origin;

/// Where one program keeps what it would lose.
#[derive(Debug)]
pub struct DraftFile {
    path: PathBuf,
    /// Locked as long as it is open, where it can be.
    file: Option<File>,
}

impl DraftFile {
    /// One that no other program has, beside the catalogue at `path`; it is made when something is kept.
    pub fn beside(path: &Path) -> Self {
        let numbered = |number| folder(path).join(format!("{}{number}", prefix(path)));
        // Only where two machines share the folder can another program have the number of this one.
        let free = (process::id()..=u32::MAX).map(numbered).find(|path| path.symlink_metadata().is_err());
        Self { path: free.unwrap_or_else(|| numbered(0)), file: None }
    }

    /// Keeps `content` in the place of what was kept before.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn keep(&mut self, content: &str) -> Result<(), EditError> {
        let beside = self.path.with_added_extension("new");
        let written = File::create(&beside).and_then(|mut file| {
            // Locked before anybody can see it; where it cannot be, it is kept all the same.
            let _ = file.try_lock();
            file.write_all(content.as_bytes())?;
            fs::rename(&beside, &self.path)?;
            Ok(file)
        });
        match written {
            Ok(file) => {
                self.file = Some(file);
                Ok(())
            }
            Err(error) => {
                // The first failure is the one to tell of.
                let _ = fs::remove_file(&beside);
                Err(EditError::Io(self.path.clone(), error))
            }
        }
    }

    /// Keeps nothing any more.
    ///
    /// # Errors
    ///
    /// Where what is kept cannot be taken away.
    pub fn remove(self) -> Result<(), EditError> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EditError::Io(self.path, error)),
            _ => Ok(()),
        }
    }
}

/// What programs that ended left beside the catalogue at `origin`, each with what it holds, in the order of their numbers; nobody else
/// gets them as long as they are held. What such a program was only about to keep goes.
pub fn left_drafts(origin: &Origin) -> Vec<(DraftFile, String)> {
    let Some(path) = origin.written() else { return Vec::new() };
    let number = |name: &str| name.strip_prefix(&prefix(path))?.trim_end_matches(".new").parse::<u32>().ok();
    let entries = fs::read_dir(folder(path)).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries.filter_map(|entry| Some((number(entry.file_name().to_str()?)?, entry.path()))).collect();
    found.sort();
    let left = |(_, path): (u32, PathBuf)| {
        let file = File::open(&path).ok()?;
        let is_held = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        let content = fs::read_to_string(&path).ok().filter(|_| !is_held)?;
        if path.extension().is_some_and(|extension| extension == "new") {
            // One that cannot be taken away is found again.
            let _ = fs::remove_file(&path);
            return None;
        }
        Some((DraftFile { path, file: Some(file) }, content))
    };
    found.into_iter().filter_map(left).collect()
}

/// What the names of the drafts of the catalogue at `path` begin with: a folder may hold several catalogues of one file.
fn prefix(path: &Path) -> String {
    let name = path.file_name().filter(|_| path.is_file());
    name.map_or_else(|| ".parallax.draft.".to_owned(), |name| format!(".parallax.draft.{}.", name.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_holds_any_more_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let origin = Origin::Path(folder.path().to_owned());
        let contents = || left_drafts(&origin).into_iter().map(|(_, content)| content).collect::<Vec<_>>();
        let mut one = DraftFile::beside(folder.path());
        one.keep("first").unwrap();
        let mut other = DraftFile::beside(folder.path());
        other.keep("sec").unwrap();
        other.keep("second").unwrap();
        assert_eq!(contents(), [""; 0]);
        drop(one);
        fs::write(folder.path().join(".parallax.draft.7.new"), "fir").unwrap();
        let found = left_drafts(&origin);
        assert!(matches!(&*found, [(_, content)] if content == "first"), "{found:?}");
        assert_eq!(contents(), [""; 0], "whoever found it has it");
        other.remove().unwrap();
        drop(found);
        for (file, _) in left_drafts(&origin) {
            file.remove().unwrap();
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn two_catalogues_of_one_file_have_drafts_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["bridge.toml", "ferry.toml"].map(|name| folder.path().join(name));
        for path in &paths {
            fs::write(path, "").unwrap();
        }
        DraftFile::beside(&paths[0]).keep("the bridge").unwrap();
        let left = |path: &Path| left_drafts(&Origin::Path(path.to_owned())).len();
        assert_eq!((left(&paths[0]), left(&paths[1]), left(folder.path())), (1, 0, 0));
    }
}
