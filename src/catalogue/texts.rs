//! The documents' own texts, where somebody has them at hand.
//!
//! A catalogue quotes; the texts belong to their publishers and are often not there. Each is a file `<document id>.txt`, in
//! UTF-8, in the catalogue's own folder `texts` or in one that the reader names. Ids are slugs, which the loader makes sure
//! of, so no path can lead out of these folders. A file is read when its document is asked for, and not before.
//!
//! This is an edge of the program: it reads files. What the texts are then compared with is in [`crate::compare`].

use std::{
    error::Error,
    fmt, fs,
    io::{
        self,
        ErrorKind::{InvalidFilename, NotADirectory, NotFound},
        Read,
    },
    path::{Path, PathBuf},
};

use memchr::memchr_iter;
use sha2::{Digest, Sha256};

use super::{Document, Origin};

/// Bytes of the largest text that is read.
pub const LIMIT: u64 = 64 << 20;

/// The mark that some editors put before UTF-8; no part of the text.
const SIGNATURE: &str = "\u{feff}";

/// Where texts are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    folders: Vec<PathBuf>,
}

impl Texts {
    /// The texts that come with a catalogue: those in the folder `texts` in it, or beside it where it is one file. None come
    /// with the built-in one.
    pub fn of(origin: &Origin) -> Self {
        let folder = match origin {
            Origin::BuiltIn => return Self::default(),
            Origin::Path(path) if path.is_dir() => path.as_path(),
            Origin::Path(path) => path.parent().unwrap_or(path),
        };
        Self { folders: vec![folder.join("texts")] }
    }

    /// Looks in `folder` first.
    ///
    /// # Errors
    ///
    /// Where that is no folder: somebody named it, so it must be there.
    pub fn and_in(mut self, folder: &Path) -> Result<Self, TextError> {
        if !folder.is_dir() {
            return Err(TextError::NoFolder(folder.to_owned()));
        }
        self.folders.insert(0, folder.to_owned());
        Ok(self)
    }

    /// The text of `document`, or none where there is no file for it.
    ///
    /// # Errors
    ///
    /// Where there is one and it cannot be read, is larger than [`LIMIT`] or is not UTF-8.
    pub fn read(&self, document: &Document) -> Result<Option<Text>, TextError> {
        for folder in &self.folders {
            let path = folder.join(format!("{}.txt", document.id));
            match read(&path) {
                Ok(bytes) if bytes.len() as u64 > LIMIT => return Err(TextError::TooLarge(path)),
                Ok(bytes) => return Text::new(bytes).map(Some).map_err(|line| TextError::NotUtf8(path, line)),
                // No file can have a name that is too long.
                Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidFilename) => {}
                Err(error) => return Err(TextError::Unreadable(path, error)),
            }
        }
        Ok(None)
    }
}

/// At most one byte more than the limit.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    // Asked before opening: a named pipe would be waited for.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    content: String,
    sha256: Box<str>,
}

impl Text {
    /// Takes the bytes of a file.
    ///
    /// # Errors
    ///
    /// The first line, counted from 1, that is not UTF-8.
    pub fn new(bytes: Vec<u8>) -> Result<Self, usize> {
        let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or_default());
        let sha256 = Sha256::digest(&bytes).iter().flat_map(digits).collect::<String>().into();
        let mut content = String::from_utf8(bytes).map_err(|error| {
            let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            1 + memchr_iter(b'\n', sound).count()
        })?;
        if content.starts_with(SIGNATURE) {
            content.drain(..SIGNATURE.len());
        }
        Ok(Self { content, sha256 })
    }

    /// The text as it is, without the mark that some editors put before UTF-8. Line endings stay.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Likewise, handed over.
    pub fn into_string(self) -> String {
        self.content
    }

    /// Its length in code points, which is what [`Document::chars`] should say.
    pub fn chars(&self) -> usize {
        self.content.chars().count()
    }

    /// SHA-256 of the file, in lower-case hexadecimal, which is what [`Document::sha256`] should say.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// Why a text could not be read.
#[derive(Debug)]
pub enum TextError {
    /// The folder that was named is none.
    NoFolder(PathBuf),
    /// The file is there and cannot be read.
    Unreadable(PathBuf, io::Error),
    /// The file is larger than [`LIMIT`].
    TooLarge(PathBuf),
    /// The file is not UTF-8, first in this line.
    NotUtf8(PathBuf, usize),
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder(path) => {
                write!(f, "{}: no such folder; texts are looked for in it as <document id>.txt", path.display())
            }
            Self::Unreadable(path, error) => write!(f, "{}: cannot be read: {error}", path.display()),
            Self::TooLarge(path) => {
                write!(f, "{}: larger than {} MiB; split the document or leave its text out", path.display(), LIMIT >> 20)
            }
            Self::NotUtf8(path, line) => write!(f, "{}:{line}: not UTF-8; save the text as UTF-8", path.display()),
        }
    }
}

impl Error for TextError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable(_, error) => Some(error),
            Self::NoFolder(_) | Self::TooLarge(_) | Self::NotUtf8(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Id, Place};

    fn document(id: &str) -> Document {
        Document {
            id: id.into(),
            outlet: Id::new(0),
            title: String::new(),
            author: None,
            published: None,
            published_about: false,
            genre: None,
            copy_of: None,
            chars: None,
            sha256: None,
            url: None,
            parts: Vec::new(),
            note: None,
            accepted: Box::default(),
            place: Place { file: Id::new(0), offset: 0 },
        }
    }

    /// A folder with a catalogue of which the texts are these files.
    fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("texts")).unwrap();
        for (name, bytes) in files {
            fs::write(folder.path().join("texts").join(name), bytes).unwrap();
        }
        folder
    }

    fn texts(folder: &tempfile::TempDir) -> Texts {
        Texts::of(&Origin::Path(folder.path().to_owned()))
    }

    fn message(folder: &tempfile::TempDir, id: &str) -> String {
        let message = texts(folder).read(&document(id)).unwrap_err().to_string();
        message.replace(&*folder.path().to_string_lossy(), "")
    }

    #[test]
    fn a_text_is_found_by_the_id_of_its_document() {
        let folder = folder(&[("bay-courier.txt", "Die Brücke\r\n".as_bytes())]);
        let text = texts(&folder).read(&document("bay-courier")).unwrap().unwrap();
        assert_eq!((text.as_str(), text.chars()), ("Die Brücke\r\n", 12));
        assert_eq!(texts(&folder).read(&document("harbour-post")).unwrap(), None);
    }

    #[test]
    fn a_catalogue_of_one_file_has_its_texts_beside_it() {
        let folder = folder(&[("bay-courier.txt", b"closed")]);
        let file = folder.path().join("bridge.toml");
        fs::write(&file, "").unwrap();
        assert!(Texts::of(&Origin::Path(file)).read(&document("bay-courier")).unwrap().is_some());
    }

    #[test]
    fn the_folder_that_somebody_names_comes_first_and_must_be_there() {
        let own = folder(&[("bay-courier.txt", b"old"), ("harbour-post.txt", b"own")]);
        let named = folder(&[("bay-courier.txt", b"new")]);
        let both = texts(&own).and_in(&named.path().join("texts")).unwrap();
        assert_eq!(both.read(&document("bay-courier")).unwrap().unwrap().as_str(), "new");
        assert_eq!(both.read(&document("harbour-post")).unwrap().unwrap().as_str(), "own");
        let error = Texts::default().and_in(Path::new("nowhere")).unwrap_err().to_string();
        assert_eq!(error, "nowhere: no such folder; texts are looked for in it as <document id>.txt");
    }

    #[test]
    fn the_signature_is_no_part_of_the_text_but_of_the_file() {
        let text = Text::new("\u{feff}closed".into()).unwrap();
        assert_eq!((text.as_str(), text.chars()), ("closed", 6));
        assert_eq!(text.sha256(), "5d3b56796f4daa578a84d79e93e94852c9ac0c6f4325bf73b859599ff4b5899b");
    }

    #[test]
    fn what_is_not_utf8_is_refused_with_its_line() {
        let folder = folder(&[("bay-courier.txt", b"one\ntw\xf6\n")]);
        assert_eq!(message(&folder, "bay-courier"), "/texts/bay-courier.txt:2: not UTF-8; save the text as UTF-8");
    }

    #[test]
    fn a_document_whose_name_no_file_can_have_has_no_text() {
        let folder = folder(&[("bay-courier.txt", b"closed")]);
        for length in [300, 5_000] {
            assert_eq!(texts(&folder).read(&document(&"bay".repeat(length))).unwrap(), None);
        }
    }

    #[test]
    fn what_is_too_large_is_refused() {
        let folder = folder(&[]);
        // A hole: no disk is filled.
        fs::File::create(folder.path().join("texts/bay-courier.txt")).unwrap().set_len(LIMIT + 1).unwrap();
        let expected = "/texts/bay-courier.txt: larger than 64 MiB; split the document or leave its text out";
        assert_eq!(message(&folder, "bay-courier"), expected);
    }

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = folder(&[]);
        fs::create_dir(folder.path().join("texts/bay-courier.txt")).unwrap();
        assert_eq!(message(&folder, "bay-courier"), "/texts/bay-courier.txt: cannot be read: it is no file");
    }
}
