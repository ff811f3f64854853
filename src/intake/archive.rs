//! What is in an archive that somebody else made: read by name, and never more than was expected.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// A ZIP archive in memory.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be taken out of it.
    left: usize,
}

/// Why something is not taken out of an archive.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ArchiveError {
    /// It is more than was to be taken.
    TooLarge,
    /// It is broken; why.
    Broken(String),
}

impl<'b> Archive<'b> {
    /// The archive that `bytes` are, of which at most `limit` bytes are taken out.
    pub(crate) fn open(bytes: &'b [u8], limit: usize) -> Result<Self, ArchiveError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ArchiveError::Broken(error.to_string()))?;
        Ok(Self { zip, left: limit })
    }

    /// The names of all that is in it.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// What has this `name`; none where nothing has.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        let Ok(part) = self.zip.by_name(name) else { return Ok(None) };
        // What it says of its size may be a lie; what comes out is counted.
        let mut content = Vec::new();
        let read = part.take(self.left as u64 + 1).read_to_end(&mut content);
        read.map_err(|error| ArchiveError::Broken(error.to_string()))?;
        self.left = self.left.checked_sub(content.len()).ok_or(ArchiveError::TooLarge)?;
        Ok(Some(content))
    }
}
