//! A catalogue that may be written into, and a form filled in over it.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use parallax::catalogue::{Catalogue, Origin, Progress, load};

use crate::pseudo::{Terminal, catalogue, parallax};

/// What is typed into the note of the form.
pub(crate) const NOTE: &str = "from the headline";

/// A copy of the catalogue of Harrow Bay with its texts, in a folder of its own.
pub(crate) struct HarrowBay(tempfile::TempDir);

impl HarrowBay {
    pub(crate) fn new() -> Self {
        let bay = Self(tempfile::tempdir().unwrap());
        for inner in ["", "claims", "texts"] {
            fs::create_dir_all(bay.path().join(inner)).unwrap();
            for file in fs::read_dir(catalogue("harrow-bay").join(inner)).unwrap().map(Result::unwrap) {
                if file.path().is_file() {
                    fs::copy(file.path(), bay.path().join(inner).join(file.file_name())).unwrap();
                }
            }
        }
        bay
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().join("bay")
    }

    /// The folder that the catalogue's own stands in.
    pub(crate) fn outside(&self) -> &Path {
        self.0.path()
    }

    /// The file of the claims under which is filed.
    pub(crate) fn closing(&self) -> PathBuf {
        self.path().join("claims/closing.toml")
    }

    /// The catalogue, which must be sound.
    pub(crate) fn read(&self) -> Catalogue {
        load(&Origin::Path(self.path()), &Progress::default()).unwrap().catalogue
    }

    /// How many excerpts there are.
    pub(crate) fn excerpts(&self) -> usize {
        self.read().excerpts.len()
    }

    /// All files of the catalogue with what they hold, those that begin with a dot but for drafts, too.
    pub(crate) fn bytes(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        for inner in ["", "claims", "texts"] {
            let entries = fs::read_dir(self.path().join(inner)).unwrap().map(|entry| entry.unwrap().path());
            files.extend(
                entries.filter(|path| path.is_file() && !is_draft(path)).map(|path| (path.clone(), fs::read(path).unwrap())),
            );
        }
        files.sort();
        files
    }

    /// The drafts beside it.
    pub(crate) fn drafts(&self) -> usize {
        fs::read_dir(self.path()).unwrap().filter(|entry| is_draft(&entry.as_ref().unwrap().path())).count()
    }

    /// The program on it, with the first document in sight.
    pub(crate) fn opened(&self) -> Terminal {
        let mut terminal = parallax([self.path()]).size(100, 30).alone().go();
        terminal.shows("j/k claim");
        terminal.types("3");
        terminal.shows("That was Léa Marchetti");
        terminal
    }

    /// The program with a form that is filled in, the note last: Enter files it under "The bridge could have fallen any day".
    pub(crate) fn with_form(&self) -> Terminal {
        let mut terminal = self.opened();
        terminal.types("vwwaany day\ra\x1b[Z\x1b[Z");
        terminal.types(NOTE);
        terminal.shows(NOTE);
        terminal
    }
}

fn is_draft(path: &Path) -> bool {
    path.file_name().unwrap().to_string_lossy().starts_with(".parallax.draft.")
}

/// Checks that the form of [`HarrowBay::with_form`] stands there as it was filled in.
#[track_caller]
pub(crate) fn is_filled_in(terminal: &Terminal) {
    for there in ["File words of Bay Courier", "any day", NOTE] {
        terminal.shows(there);
    }
}

/// Waits until all of `told` is on the screen, wherever its lines are broken.
#[track_caller]
pub(crate) fn said(terminal: &Terminal, told: &[&str]) {
    for told in told {
        terminal.wait(told, |screen| screen.contents().split_whitespace().collect::<Vec<_>>().join(" ").contains(told));
    }
}
