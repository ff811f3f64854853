//! New files beside a catalogue: whole or not at all, and never in the place of another.

use std::{
    borrow::Cow,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process,
};

use super::{
    EditError,
    write::{create_beside, put_in},
};

/// Files that were written, and are taken away again unless they are kept.
#[derive(Debug, Default)]
pub struct Stored {
    written: Vec<PathBuf>,
}

impl Stored {
    /// Writes `bytes` as a new file at `path`, with the folders that it stands in.
    ///
    /// # Errors
    ///
    /// Where something is there already, or it cannot be written.
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), EditError> {
        let failed = |error| EditError::Io(path.to_owned(), error);
        if path.symlink_metadata().is_ok() {
            return Err(EditError::Exists(path.to_owned()));
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = path.with_file_name(format!(".{name}.{}.new", process::id()));
        let written = write_all(&beside, bytes).and_then(|()| put_in(&beside, path));
        if let Err(error) = written {
            // The first failure is the one to tell of.
            let _ = fs::remove_file(&beside);
            return Err(failed(error));
        }
        self.written.push(path.to_owned());
        Ok(())
    }

    /// Lets the files stay.
    pub fn keep(mut self) {
        self.written.clear();
    }
}

impl Drop for Stored {
    fn drop(&mut self) {
        for path in &self.written {
            // Nobody is left to tell.
            let _ = fs::remove_file(path);
        }
    }
}

fn write_all(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = create_beside(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes `files`, each by its path below `folder`, or none of them.
///
/// # Errors
///
/// As [`Stored::write`].
pub fn make<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, Cow<'f, str>)>) -> Result<(), EditError> {
    let mut stored = Stored::default();
    for (path, text) in files {
        stored.write(&folder.join(path), text.as_bytes())?;
    }
    stored.keep();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_kept_is_gone_and_what_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("texts/bay.txt");
        let mut stored = Stored::default();
        stored.write(&path, b"shut").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"shut");
        drop(stored);
        assert!(!path.exists());
        let mut stored = Stored::default();
        stored.write(&path, b"shut").unwrap();
        stored.keep();
        let mut again = Stored::default();
        assert!(matches!(again.write(&path, b"open"), Err(EditError::Exists(_))));
        drop(again);
        assert_eq!(fs::read(&path).unwrap(), b"shut");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }
}
