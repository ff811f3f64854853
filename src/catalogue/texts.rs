//! The documents' own texts, where somebody has them at hand.
//!
//! A catalogue quotes; the texts belong to their publishers and are often not there. Each is a file `<document id>.txt`, in
//! UTF-8 or any other encoding that can be told, in the catalogue's own folder `texts` or in one that the reader names. Ids are
//! slugs, which the loader makes sure of, so no path can lead out of these folders. A file is read when its document is asked for,
//! and not before.
//!
//! A text that was saved in another encoding, with a byte order mark or with other line ends is the same text: it is brought into
//! the form that the hash of its document was made of, so that lengths and places are those of the catalogue.
//!
//! This is an edge of the program: it reads files. What the texts are then compared with is in [`crate::compare`].

use std::{
    collections::HashSet,
    error::Error,
    fmt, fs,
    io::{
        self,
        ErrorKind::{InvalidFilename, NotADirectory, NotFound},
        Read,
    },
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{
    Catalogue, Document, Origin, Stamp,
    files::{real, stamp_of_folder},
    nearest,
};
use crate::text::encoding::decode;

/// Bytes of the largest text that is read.
pub const LIMIT: u64 = 64 << 20;

/// The mark that some editors put before UTF-8; no part of the text.
const SIGNATURE: &str = "\u{feff}";

/// The folder of a catalogue in which its texts are.
pub const TEXTS: &str = "texts";
/// The one with what they were taken from.
pub const ORIGINALS: &str = "originals";

/// Where texts are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    folders: Vec<PathBuf>,
    /// The one of them that belongs to the catalogue.
    own: Option<PathBuf>,
}

impl Texts {
    /// The texts that come with a catalogue: those in the folder `texts` in it, or beside it where it is one file. None come
    /// with the built-in one.
    pub fn of(origin: &Origin) -> Self {
        let own = Self::home(origin).map(|home| home.join(TEXTS));
        Self { folders: own.iter().cloned().collect(), own }
    }

    /// The folder of the catalogue at `origin`, in which its texts and what they were taken from have folders of their own; none of
    /// the built-in one.
    pub fn home(origin: &Origin) -> Option<&Path> {
        match origin {
            Origin::BuiltIn => None,
            Origin::Reading(reading) => Self::home(reading.of()),
            Origin::Path(path) if path.is_dir() => Some(path),
            Origin::Path(path) => Some(path.parent().unwrap_or(path)),
        }
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

    /// Whether the file at `path`, be it there or not, would be read as the text of some document.
    pub fn would_read(&self, path: &Path) -> bool {
        let folder = real(path).and_then(|path| path.parent().map(Path::to_owned));
        path.extension().is_some_and(|extension| extension == "txt")
            && self.folders.iter().any(|own| folder.is_some() && real(own) == folder)
    }

    /// The text of `document`, or none where there is no file for it.
    ///
    /// # Errors
    ///
    /// Where there is one and it cannot be read, is larger than [`LIMIT`] or is no text.
    pub fn read(&self, document: &Document) -> Result<Option<Text>, TextError> {
        for folder in &self.folders {
            let path = folder.join(format!("{}.txt", document.id));
            match read(&path) {
                Ok(bytes) if bytes.len() as u64 > LIMIT => return Err(TextError::TooLarge(path)),
                Ok(bytes) => {
                    let text = Text::new(bytes).map_err(|NoText| TextError::NoText(path))?;
                    return Ok(Some(text.known_as(document.sha256.as_deref())));
                }
                // No file can have a name that is too long.
                Err(error) if matches!(error.kind(), NotFound | NotADirectory | InvalidFilename) => {}
                Err(error) => return Err(TextError::Unreadable(path, error)),
            }
        }
        Ok(None)
    }
}

impl Texts {
    /// What the files of the texts look like from outside. It costs one look at each.
    pub fn stamp(&self) -> Stamp {
        self.folders.iter().map(|folder| stamp_of_folder(folder)).collect()
    }
}

/// A file or a folder among the texts of a catalogue that is none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Which.
    pub path: PathBuf,
    /// What to do with it.
    pub help: String,
}

impl Texts {
    /// What lies in the catalogue's own folder and is the text of none of its documents, in order. What begins with a dot is nobody's:
    /// systems and editors put it there unasked (`.DS_Store`, `.bay.txt.swp`). In a folder that somebody named there may be texts of
    /// other catalogues.
    pub fn strays(&self, catalogue: &Catalogue) -> Vec<Stray> {
        let entries = self.own.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        let ids: HashSet<&str> = catalogue.documents.iter().map(|document| &*document.id).collect();
        paths.into_iter().filter_map(|path| Some(Stray { help: stray(&path, &ids)?, path })).collect()
    }
}

/// What to do with what lies at `path`, where it is the text of none of the documents with these `ids`.
fn stray(path: &Path, ids: &HashSet<&str>) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    if name.starts_with('.') || name.strip_suffix(".txt").is_some_and(|id| ids.contains(id)) {
        return None;
    }
    if path.is_dir() {
        return Some("texts are not looked for in folders below `texts`: move its files up, or take it away".to_owned());
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    let id = stem.to_lowercase().replace(['_', ' '], "-");
    Some(if ids.contains(&*id) {
        format!("the text of `{id}` is looked for in `{id}.txt`: rename it")
    } else if ["html", "htm", "pdf", "docx", "eml"].contains(&&*extension.to_lowercase()) {
        "`parallax add` takes it as a document; a text is a file `<document id>.txt`".to_owned()
    } else {
        match nearest(&id, ids.iter().copied()) {
            Some(nearest) => format!("no document has the id `{id}`; did you mean `{nearest}`?"),
            None => format!("no document has the id `{id}`: rename it to the id of its document, or take it away"),
        }
    })
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
    encoding: &'static str,
    /// Of the text in UTF-8, or that by which it is known.
    sha256: Box<str>,
    /// Of the bytes that it was taken from.
    file_sha256: Box<str>,
}

impl Text {
    /// Takes the bytes of a file.
    ///
    /// # Errors
    ///
    /// Where they are no text in any encoding.
    pub fn new(bytes: Vec<u8>) -> Result<Self, NoText> {
        let file_sha256 = sha256(&bytes);
        // Nearly every text is UTF-8 and is taken as it is.
        let (mut content, encoding) = match String::from_utf8(bytes) {
            Ok(content) if !content.contains('\0') => (content, "UTF-8"),
            Ok(content) => decode(content.as_bytes()).ok_or(NoText)?,
            Err(error) => decode(error.as_bytes()).ok_or(NoText)?,
        };
        let is_signed = content.starts_with(SIGNATURE);
        if is_signed {
            content.drain(..SIGNATURE.len());
        }
        let is_plain = encoding == "UTF-8" && !is_signed;
        let sha256 = if is_plain { file_sha256.clone() } else { sha256(content.as_bytes()) };
        Ok(Self { content, encoding, sha256, file_sha256 })
    }

    /// The text in the form that the hash `known` was made of; as it is, where none is known or it is another text.
    fn known_as(mut self, known: Option<&str>) -> Self {
        let Some(known) = known.filter(|known| **known != *self.sha256) else { return self };
        let is_known =
            |text: &str| *sha256(text.as_bytes()) == *known || *sha256(format!("{SIGNATURE}{text}").as_bytes()) == *known;
        let with_ends = |ends: &str| self.content.replace("\r\n", "\n").replace('\n', ends);
        if *self.file_sha256 == *known || is_known(&self.content) {
            self.sha256 = known.into();
        } else if let Some(content) = ["\n", "\r\n"].map(with_ends).into_iter().find(|content| is_known(content)) {
            (self.content, self.sha256) = (content, known.into());
        }
        self
    }

    /// The name of the encoding that the file is in.
    pub const fn encoding(&self) -> &'static str {
        self.encoding
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

    /// SHA-256 in lower-case hexadecimal, which is what [`Document::sha256`] should say: what it does say where that is the hash of
    /// this text in any form, else that of the text in UTF-8 without a byte order mark.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

/// Bytes that are no text in any encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoText;

/// SHA-256 of `bytes`, in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> Box<str> {
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).unwrap_or_default());
    Sha256::digest(bytes).iter().flat_map(digits).collect::<String>().into()
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
    /// The file is no text in any encoding.
    NoText(PathBuf),
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
            Self::NoText(path) => write!(f, "{}: no text in any encoding; save the text as UTF-8", path.display()),
        }
    }
}

impl Error for TextError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable(_, error) => Some(error),
            Self::NoFolder(_) | Self::TooLarge(_) | Self::NoText(_) => None,
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
            language: None,
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
    fn the_signature_is_no_part_of_the_text() {
        let text = Text::new("\u{feff}closed".into()).unwrap();
        assert_eq!((text.as_str(), text.chars()), ("closed", 6));
        assert_eq!(text.sha256(), &*sha256(b"closed"));
    }

    #[test]
    fn a_text_saved_in_another_form_is_the_same_and_other_words_are_not() {
        let utf_16 = |text: &str| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let (unix, windows) = ("Die Brücke\nist zu.\n", "Die Brücke\r\nist zu.\r\n");
        let signed = format!("\u{feff}{unix}").into_bytes();
        let forms = [
            unix.into(),
            windows.into(),
            signed.clone(),
            utf_16(unix),
            utf_16(windows),
            b"Die Br\xfccke\r\nist zu.\r\n".to_vec(),
        ];
        for known in [unix.as_bytes(), windows.as_bytes(), &signed] {
            let document = Document { sha256: Some(sha256(known)), ..document("bay") };
            let length = Text::new(known.to_vec()).unwrap().chars();
            for form in &forms {
                let folder = folder(&[("bay.txt", form)]);
                let text = texts(&folder).read(&document).unwrap().unwrap();
                assert_eq!((Some(text.sha256()), text.chars()), (document.sha256.as_deref(), length), "{form:?}");
            }
            let folder = folder(&[("bay.txt", "Die Brücke\nist offen.\n".as_bytes())]);
            assert_ne!(texts(&folder).read(&document).unwrap().unwrap().sha256(), &*sha256(known));
        }
        // What older versions wrote: the hash of the file, in whatever encoding it is.
        let file = b"Die Br\xfccke\nist zu.\n";
        let document = Document { sha256: Some(sha256(file)), ..document("bay") };
        let folder = folder(&[("bay.txt", file)]);
        assert_eq!(texts(&folder).read(&document).unwrap().unwrap().sha256(), &*sha256(file));
    }

    #[test]
    fn a_text_in_another_encoding_is_read_and_a_picture_is_not() {
        let picture = b"\x89PNG\0\0\0\rIHDR\0\0\x01";
        let utf16: Vec<u8> = "\u{feff}Brücke".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let folder = folder(&[("post.txt", b"Die Br\xfccke \x96 zu, sagt er."), ("wide.txt", &utf16), ("picture.txt", picture)]);
        let read = |id: &str| {
            let text = texts(&folder).read(&document(id)).unwrap().unwrap();
            (text.encoding(), text.as_str().to_owned())
        };
        assert_eq!(read("post"), ("windows-1252", "Die Brücke – zu, sagt er.".into()));
        assert_eq!(read("wide"), ("UTF-16LE", "Brücke".into()));
        assert_eq!(message(&folder, "picture"), "/texts/picture.txt: no text in any encoding; save the text as UTF-8");
    }

    #[test]
    fn files_that_are_no_text_of_a_document_are_told_with_what_they_may_be() {
        let folder = folder(&[
            ("bay-courier.txt", b"a"),
            ("Harbour_Post.TXT", b"b"),
            ("harbor-post.txt", b"c"),
            ("page.html", b"d"),
            ("notes.md", b"e"),
            (".hidden", b"f"),
        ]);
        fs::create_dir(folder.path().join("texts/older")).unwrap();
        fs::create_dir(folder.path().join("texts/.cache")).unwrap();
        let documents = vec![document("bay-courier"), document("harbour-post")].into();
        let strays = texts(&folder).strays(&Catalogue { documents, ..Catalogue::default() });
        let told: Vec<_> =
            strays.iter().map(|stray| (stray.path.file_name().unwrap().to_str().unwrap(), stray.help.as_str())).collect();
        assert_eq!(
            told,
            [
                ("Harbour_Post.TXT", "the text of `harbour-post` is looked for in `harbour-post.txt`: rename it"),
                ("harbor-post.txt", "no document has the id `harbor-post`; did you mean `harbour-post`?"),
                ("notes.md", "no document has the id `notes`: rename it to the id of its document, or take it away"),
                ("older", "texts are not looked for in folders below `texts`: move its files up, or take it away"),
                ("page.html", "`parallax add` takes it as a document; a text is a file `<document id>.txt`"),
            ]
        );
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
