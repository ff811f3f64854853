//! Writes into the files of a catalogue where its quotations stand and what its texts are, and touches nothing else.
//!
//! A change replaces the bytes of a number or a hash, adds an item to an array or takes one away, adds one line or takes one away;
//! every other byte stays: comments, order, indentation, line endings, a byte order mark, a missing last line break. (That is why this works on bytes, at the places where the parser
//! saw a value. A parsed document that is printed back has other line endings.) [`plan`] says what would change and writes
//! nothing; [`write()`] writes just that.
//!
//! A file in which the excerpt or document is not what was loaded, or that changes between plan and writing, is refused. Each
//! file is written whole beside itself, forced to the disk and then renamed, so that one finds either the old or the new,
//! whatever happens. Facts for several files may be written half; written again, they go on from there. What a run that was killed
//! left beside a file is found by [`leftovers`].
//!
//! What a person changes on the screen is a [`Step`] of [`Edit`]s: [`carry_out`] plans it over what stands in the files now, reads
//! what would come of it, and writes it only where that can be opened; [`take_back`] undoes it.
//!
//! - `add`: a new document
//! - `adjudication`: what is decided where readings differ, as edits
//! - `blocks`: where whole tables begin and end
//! - `filing`: what a person decides about excerpts and claims, as edits
//! - `journal`: a step over several files, finished by whoever finds it half done
//! - `lay_out`: a whole file in the manner of the house
//! - `layout`: how what is written looks
//! - `lock`: two programs take turns
//! - `log`: what was decided, written down
//! - `plan`: which bytes an edit changes
//! - `reader`: a reader's own files
//! - `rows`: what can be changed
//! - `splice`: where in a file a value is written
//! - `step`: edits carried out and taken back
//! - `store`: new files beside a catalogue
//! - `write`: the file on the disk
//!
//! This is an edge of the program: it reads and writes files. What should stand in them is found in [`crate::compare`].

mod add;
mod adjudication;
mod blocks;
mod draft;
mod filing;
#[cfg(test)]
mod fixture;
mod hunk;
mod journal;
mod lay_out;
mod layout;
mod lock;
mod log;
mod plan;
mod reader;
mod removal;
mod rows;
mod splice;
mod step;
mod store;
mod write;

use std::{collections::BTreeMap, error::Error, fmt, fs, io, ops::Range, path::PathBuf};

pub use add::{NewDocument, NewPart, add};
pub use adjudication::{Verdict, adjudicate};
pub use draft::{DraftFile, left_drafts};
pub use filing::{
    Choice, Filing, NewClaim, except, file, merge, refile, relocate, settle, split, toggle_contradiction, unsettle, withdraw,
};
pub use journal::finish;
pub use lay_out::{askew, laid_out, lay_out};
pub use reader::begin;
pub use removal::{Removal, removal};
pub use rows::{Edit, Fields, Row, claim_of, excerpt_fields, fields_of};
pub use step::{Carried, Step, carry_out, take_back};
pub use store::{Stored, make};
pub use write::{clear, leftovers, may_be_written, put, write};

pub(super) use self::layout::string;
use self::splice::changes;
use super::{Catalogue, DocumentId, ExcerptId, FileId, Kind, Span};

/// What should stand in a catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Where excerpts stand for certain; none where nobody can tell, and nothing should be said of it.
    pub spans: Vec<(ExcerptId, Option<Span>)>,
    /// Likewise parts of documents, each by its place in [`Document::parts`](super::Document::parts).
    pub parts: Vec<(DocumentId, usize, Option<Span>)>,
    /// Length in code points and SHA-256 of the texts of documents.
    pub texts: Vec<(DocumentId, u32, Box<str>)>,
}

/// What would be written into one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChanges {
    /// The file, as the catalogue names it.
    pub path: PathBuf,
    /// What changes in it, from the top down.
    pub changes: Vec<Change>,
    before: String,
}

/// One value that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The line, counted from 1, on which the value begins, or after which it is added.
    pub line: usize,
    /// `span`, `chars` or `sha256`, or another key of a row.
    pub key: &'static str,
    /// What is written there, if anything.
    pub old: Option<String>,
    /// What would be; none where it is taken away.
    pub new: Option<String>,
    /// Bytes of the file, in order, each with what takes their place.
    splices: Vec<(Range<usize>, String)>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        write!(f, "{} {} → {}", self.key, shown(&self.old), shown(&self.new))
    }
}

/// What in `catalogue` differs from `facts`, by file, without the files in which nothing does.
///
/// # Errors
///
/// Where such a file cannot be read or no longer holds what was loaded; where the catalogue is in no file.
pub fn plan(catalogue: &Catalogue, facts: &Facts) -> Result<Vec<FileChanges>, EditError> {
    let mut plans = Vec::new();
    for (file, tables) in stale(catalogue, facts) {
        let source = &catalogue.files[file];
        if source.held.is_some() {
            return Err(EditError::NoFile);
        }
        let before = fs::read_to_string(&source.path).map_err(|error| EditError::Io(source.path.clone(), error))?;
        let changes = changes(&before, &tables).ok_or_else(|| EditError::Changed(source.path.clone()))?;
        plans.push(FileChanges { path: source.path.clone(), changes, before });
    }
    Ok(plans)
}

impl FileChanges {
    /// The file as it would be.
    pub fn after(&self) -> String {
        let mut after = String::with_capacity(self.before.len() + 64 * self.changes.len());
        let mut copied = 0;
        for (range, text) in self.changes.iter().flat_map(|change| &change.splices) {
            after.push_str(&self.before[copied..range.start]);
            after.push_str(text);
            copied = range.end;
        }
        after.push_str(&self.before[copied..]);
        after
    }
}

/// A table in which something should be written.
struct Stale<'a> {
    kind: Kind,
    /// Where it begins in its file, in bytes.
    offset: usize,
    /// Keys that tell whether it is still the table that was loaded.
    known_by: Vec<(&'static str, &'a str)>,
    /// By key, in the order of the keys of its kind.
    values: Vec<(&'static str, Value)>,
}

/// What should stand under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// This string.
    Text(String),
    /// A number, a date or the like, as TOML.
    Bare(String),
    /// From here to there.
    Span(Span),
    /// An array of exactly these strings.
    Words(Vec<String>),
    /// Tables of a kind within this one, each with what stands under its keys; of a row that is added.
    Rows(Kind, Vec<Fields>),
    /// An array of what is there and these.
    With(Vec<String>),
    /// An array of what is there without these; nothing where nothing is left.
    Without(Vec<String>),
    /// What is there, be it a string or an array, with the second string in the place of the first.
    Renamed(String, String),
    /// Nothing.
    Absent,
}

impl Value {
    fn of_span(span: Option<Span>) -> Self {
        span.map_or(Self::Absent, Self::Span)
    }
}

/// The tables that do not say what `facts` say, by file and then from the top down.
fn stale<'a>(catalogue: &'a Catalogue, facts: &Facts) -> BTreeMap<FileId, Vec<Stale<'a>>> {
    let mut stale: BTreeMap<FileId, Vec<Stale<'a>>> = BTreeMap::new();
    for (id, span) in &facts.spans {
        let excerpt = &catalogue.excerpts[*id];
        if excerpt.span != *span {
            let document: &str = &catalogue.documents[excerpt.document].id;
            stale.entry(excerpt.place.file).or_default().push(Stale {
                kind: Kind::Excerpt,
                offset: excerpt.place.offset as usize,
                known_by: vec![("document", document), ("quote", excerpt.quote.written())],
                values: vec![("span", Value::of_span(*span))],
            });
        }
    }
    for (id, index, span) in &facts.parts {
        let part = &catalogue.documents[*id].parts[*index];
        if part.span != *span {
            stale.entry(part.place.file).or_default().push(Stale {
                kind: Kind::Part,
                offset: part.place.offset as usize,
                known_by: vec![("from", &part.from), ("to", &part.to)],
                values: vec![("span", Value::of_span(*span))],
            });
        }
    }
    for (id, chars, sha256) in &facts.texts {
        let document = &catalogue.documents[*id];
        let mut values = Vec::new();
        if document.chars != Some(*chars) {
            values.push(("chars", Value::Bare(chars.to_string())));
        }
        if document.sha256.as_ref() != Some(sha256) {
            values.push(("sha256", Value::Text(sha256.to_string())));
        }
        if !values.is_empty() {
            let offset = document.place.offset as usize;
            let known_by = vec![("id", &*document.id)];
            stale.entry(document.place.file).or_default().push(Stale { kind: Kind::Document, offset, known_by, values });
        }
    }
    for tables in stale.values_mut() {
        tables.sort_by_key(|table| table.offset);
    }
    stale
}

/// Why a catalogue could not be changed.
#[derive(Debug)]
pub enum EditError {
    /// It is in no file: compiled into the program, or read from a text.
    NoFile,
    /// What stands in this file is not what was loaded.
    Changed(PathBuf),
    /// What a step wrote into this file was changed since.
    ChangedAgain(PathBuf),
    /// Nobody may write to this file.
    ReadOnly(PathBuf),
    /// This file has other names, hard links, which would go on to name the old one.
    OtherNames(PathBuf),
    /// This file belongs to somebody else, whom the new one would be taken from.
    OtherOwner(PathBuf),
    /// This file has its documents in one value, `document = [ … ]`, to which none can be added.
    InOneValue(PathBuf),
    /// This row is not there any more.
    Gone(String),
    /// This row is the catalogue's, and no reader's to change.
    Shared(String),
    /// What would be written could not be read again, for this reason.
    Refused(String),
    /// Another program has been writing into this folder for seconds.
    Busy(PathBuf),
    /// This is a folder, a pipe or a device.
    NotRegular(PathBuf),
    /// Something is there already.
    Exists(PathBuf),
    /// This file could not be read or written.
    Io(PathBuf, io::Error),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile => f.write_str(
                "the built-in catalogue cannot be changed; `parallax new DIR --from-built-in` makes a copy, and -c DIR names it",
            ),
            Self::Changed(path) => write!(f, "{}: changed since it was read, so it was left alone; try again", path.display()),
            Self::ChangedAgain(path) => write!(f, "{}: what was written there was changed since; `e` opens it", path.display()),
            Self::ReadOnly(path) => write!(
                f,
                "{}: left as it was: it is read-only; make it writable (`chmod u+w`), or work on a copy of the catalogue",
                path.display()
            ),
            Self::OtherNames(path) => write!(
                f,
                "{}: left as it was: it has other names (hard links), which would keep the old text; make it a file of its own, or \
                 symbolic links of the others",
                path.display()
            ),
            Self::OtherOwner(path) => write!(
                f,
                "{}: left as it was: it belongs to somebody else, and would be yours; let its owner do this, or take it over",
                path.display()
            ),
            Self::InOneValue(path) => write!(
                f,
                "{}: left as it was: it has its documents in one value, `document = [ … ]`; write each under [[document]] first",
                path.display()
            ),
            Self::Gone(row) => {
                write!(f, "not written: {row} is not there any more; choose another one, or bring it back and try again")
            }
            Self::Shared(row) => {
                write!(
                    f,
                    "not written: {row} is the catalogue's, which a reading leaves as it is; open the catalogue to change it"
                )
            }
            Self::Refused(why) => write!(f, "not written: {why}"),
            Self::Busy(path) => write!(f, "{}: another parallax is writing there; try again", path.display()),
            Self::NotRegular(path) => write!(f, "{}: left as it was: it is no regular file", path.display()),
            Self::Exists(path) => write!(f, "{}: is there already, and stays as it is", path.display()),
            Self::Io(path, error) => write!(f, "{}: left as it was: {error}{}", path.display(), way_out(error)),
        }
    }
}

/// What is to be done about a failure, where that can be told.
fn way_out(error: &io::Error) -> &'static str {
    use io::ErrorKind::{FileTooLarge, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};

    match error.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => "; make room and try again",
        PermissionDenied | ReadOnlyFilesystem => "; make it and its folder writable, or work on a copy of the catalogue",
        NotFound => "; bring it back and try again",
        _ => "",
    }
}

impl Error for EditError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            Self::NoFile
            | Self::Changed(_)
            | Self::ChangedAgain(_)
            | Self::ReadOnly(_)
            | Self::OtherNames(_)
            | Self::OtherOwner(_)
            | Self::InOneValue(_)
            | Self::Gone(_)
            | Self::Shared(_)
            | Self::Refused(_)
            | Self::Busy(_)
            | Self::NotRegular(_)
            | Self::Exists(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        fixture::{Fixture, claim, document, length, span},
        *,
    };
    use crate::catalogue::SourceFile;

    #[test]
    fn a_plan_names_line_old_and_new() {
        let fixture = Fixture::new(&claim(
            "[[claim.excerpt]]\ndocument = \"bay\"\nquote = \"closed\"\nspan = [3, 9]\nstance = \"affirms\"\n",
        ));
        let plans = fixture.plan(&Facts { texts: length().texts, ..span() }).unwrap();
        let lines: Vec<_> = plans[0].changes.iter().map(|change| format!("{} {change}", change.line)).collect();
        let hash = "ab".repeat(32);
        assert_eq!(
            lines,
            ["14 chars none → 30".to_owned(), format!("14 sha256 none → \"{hash}\""), "24 span [3, 9] → [20, 26]".to_owned()]
        );
        assert_eq!(fixture.text().lines().nth(23), Some("span = [3, 9]"));
        assert_eq!(fixture.text().lines().nth(13), Some("title = \"Closed\""));
    }

    #[test]
    fn the_place_of_a_part_is_written_below_its_words() {
        let part = "[[document.part]]\nkind = \"caption\"\nfrom = \"The bridge\"\nto = \"at dusk\" # so\n";
        let fixture = Fixture::new(&document(&format!("id = \"bay\"\noutlet = \"bay\"\ntitle = \"Closed\"\n{part}")));
        let facts = Facts { parts: vec![(DocumentId::new(0), 0, Some(Span { start: 7, end: 25 }))], ..Facts::default() };
        let plans = fixture.plan(&facts).unwrap();
        assert_eq!(plans[0].after().lines().last(), Some("span = [7, 25]"));
    }

    #[test]
    fn what_is_no_longer_what_was_loaded_is_refused() {
        let excerpt = "[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n";
        let fixture = Fixture::new(&claim(excerpt));
        for changed in [claim(excerpt).replace("closed\"\n", "shut\"\n"), format!("# new\n{}", claim(excerpt)), String::new()] {
            fs::write(fixture.path(), changed).unwrap();
            assert!(matches!(fixture.plan(&span()), Err(EditError::Changed(_))));
        }
    }

    #[test]
    fn the_built_in_catalogue_is_never_changed() {
        let mut catalogue = Fixture::new(&document("id = \"bay\"\noutlet = \"bay\"\ntitle = \"Closed\"\n")).catalogue;
        catalogue.files = vec![SourceFile::of_text("bridge.toml", "")].into();
        assert!(matches!(plan(&catalogue, &length()), Err(EditError::NoFile)));
        assert_eq!(plan(&catalogue, &Facts::default()).unwrap(), []);
    }
}
