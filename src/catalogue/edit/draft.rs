//! What is typed and not written yet, kept beside the catalogue in case the program dies: `.parallax.draft`.
//!
//! It is replaced whole with every key. It is not forced to the disk, which would be felt while typing: it outlives the program, not a
//! power cut.

use std::{fs, io, path::Path};

use super::{EditError, journal::folder};
use crate::catalogue::Origin;

const NAME: &str = ".parallax.draft";

/// Keeps `content` beside the catalogue at `path`, in the place of what was kept before.
///
/// # Errors
///
/// Where it cannot be written.
pub fn keep_draft(path: &Path, content: &str) -> Result<(), EditError> {
    let (kept, beside) = (folder(path).join(NAME), folder(path).join(format!("{NAME}.new")));
    let written = fs::write(&beside, content).and_then(|()| fs::rename(&beside, &kept));
    written.map_err(|error| {
        // The first failure is the one to tell of.
        let _ = fs::remove_file(&beside);
        EditError::Io(kept, error)
    })
}

/// Keeps nothing any more.
///
/// # Errors
///
/// Where what is kept cannot be taken away.
pub fn drop_draft(path: &Path) -> Result<(), EditError> {
    let kept = folder(path).join(NAME);
    match fs::remove_file(&kept) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EditError::Io(kept, error)),
        _ => Ok(()),
    }
}

/// What was kept beside the catalogue at `origin`.
pub fn kept_draft(origin: &Origin) -> Option<String> {
    let Origin::Path(path) = origin else { return None };
    fs::read_to_string(folder(path).join(NAME)).ok()
}
