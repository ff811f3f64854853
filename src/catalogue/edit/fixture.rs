//! A catalogue of one file on the disk, for the tests of this room.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{EditError, Facts, FileChanges, plan};
use crate::catalogue::{Catalogue, DocumentId, ExcerptId, Origin, Progress, Span, load};

const HEAD: &str = "title = \"Bridge\"\n\n[[outlet]]\nid = \"bay\"\nname = \"Bay Courier\"\n\n[[event]]\nid = \"closing\"\n\
    title = \"The closing\"\n";

/// A catalogue of one file.
pub(super) struct Fixture {
    pub(super) folder: tempfile::TempDir,
    pub(super) catalogue: Catalogue,
}

impl Fixture {
    pub(super) fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("bridge.toml"), text).unwrap();
        let catalogue = Self::load(folder.path());
        Self { folder, catalogue }
    }

    pub(super) fn load(path: &Path) -> Catalogue {
        load(&Origin::Path(path.to_owned()), &Progress::new()).unwrap().catalogue
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("bridge.toml")
    }

    pub(super) fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    pub(super) fn plan(&self, facts: &Facts) -> Result<Vec<FileChanges>, EditError> {
        plan(&self.catalogue, facts)
    }
}

/// The first excerpt stands at 20 to 26.
pub(super) fn span() -> Facts {
    Facts { spans: vec![(ExcerptId::new(0), Some(Span { start: 20, end: 26 }))], ..Facts::default() }
}

/// The first document has 30 code points.
pub(super) fn length() -> Facts {
    Facts { texts: vec![(DocumentId::new(0), 30, "ab".repeat(32).into())], ..Facts::default() }
}

pub(super) fn claim(excerpt: &str) -> String {
    format!(
        "{HEAD}\n[[document]]\nid = \"bay\"\noutlet = \"bay\"\ntitle = \"Closed\"\n\n[[claim]]\nid = \"closed\"\n\
        event = \"closing\"\ntitle = \"It is closed\"\n\n{excerpt}"
    )
}

pub(super) fn document(keys: &str) -> String {
    format!("{HEAD}\n[[document]]\n{keys}")
}
