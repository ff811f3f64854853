//! What a curator wrote, as plain owned data.
//!
//! Every list is a [`Table`], every reference a typed [`Id`] into one; both are made by the loader, which resolves names, so
//! an `Id` taken from a catalogue always finds its row in that catalogue. Claims stand in the order of the screen: by event,
//! and within an event as written. The excerpts of one claim stand together, in the order they were written.
//!
//! Text that is only ever shown (titles, names, notes) is kept displayable: it went through [`crate::text::clean`] once, on
//! loading. A quotation is kept as written too, because it is compared with documents: see [`Quote`].
//!
//! How files become this is in [`mod@super::load`]; what follows from it is in [`crate::compare`].

use std::{borrow::Cow, ops::Range};

use serde::{Deserialize, Serialize};
use toml::value::Date;

use super::{
    accepted::Answer,
    codes::{Day, Format, Genre, PartKind, Stance},
    table::{Id, Table},
};
use crate::text::clean;

/// The place of an [`Outlet`].
pub type OutletId = Id<Outlet>;
/// The place of a [`Document`].
pub type DocumentId = Id<Document>;
/// The place of an [`Event`].
pub type EventId = Id<Event>;
/// The place of a [`Speaker`].
pub type SpeakerId = Id<Speaker>;
/// The place of a [`Frame`].
pub type FrameId = Id<Frame>;
/// The place of a [`Naming`].
pub type NamingId = Id<Naming>;
/// The place of a [`Claim`].
pub type ClaimId = Id<Claim>;
/// The place of an [`Excerpt`].
pub type ExcerptId = Id<Excerpt>;
/// The place of a [`SourceFile`].
pub type FileId = Id<SourceFile>;

/// A whole catalogue, or one person's reading of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    /// Whose reading it is; none of the catalogue itself.
    pub reader: Option<Reader>,
    /// Whether it hides whose its documents are: see [`Catalogue::blinded`].
    pub blind: bool,
    /// For which version of the format it was written.
    pub format: Format,
    /// What the catalogue is about.
    pub title: String,
    /// One or two sentences on it.
    pub summary: Option<String>,
    /// Licence of the annotations; the quotations remain their publishers'.
    pub licence: Option<String>,
    /// Who publishes; one column each.
    pub outlets: Table<Outlet>,
    /// The texts compared.
    pub documents: Table<Document>,
    /// What the documents are about, in the order declared.
    pub events: Table<Event>,
    /// Those whose statements the outlets pass on.
    pub speakers: Table<Speaker>,
    /// The codebook.
    pub frames: Table<Frame>,
    /// The subjects that outlets name differently.
    pub namings: Table<Naming>,
    /// The propositions, by event and then as written.
    pub claims: Table<Claim>,
    /// The quotations; those of one claim stand together.
    pub excerpts: Table<Excerpt>,
    /// The files all this was read from.
    pub files: Table<SourceFile>,
    /// What was found on loading and is answered by its record, so that nothing is said of it.
    pub answered: Vec<Answer<'static>>,
}

impl Catalogue {
    /// The excerpts of `claim` with their ids, in the order written.
    pub fn excerpts_of(&self, claim: ClaimId) -> impl DoubleEndedIterator<Item = (ExcerptId, &Excerpt)> + ExactSizeIterator {
        let range = self.claims[claim].excerpts.clone();
        (range.start as usize..range.end as usize).map(|index| (Id::new(index), &self.excerpts.as_slice()[index]))
    }

    /// The outlet that published the document of `excerpt`.
    pub fn outlet_of(&self, excerpt: &Excerpt) -> OutletId {
        self.documents[excerpt.document].outlet
    }

    /// Whether what stands at `place` is the reader's own; in the catalogue itself everything is.
    pub fn is_own(&self, place: Place) -> bool {
        self.reader.as_ref().is_none_or(|reader| reader.files <= place.file)
    }

    /// The document that `document` is a copy of, directly or through other copies; itself where it is no copy.
    pub fn original(&self, mut document: DocumentId) -> DocumentId {
        // The loader refuses cycles; the bound keeps a hand-made catalogue from hanging the program all the same.
        for _ in 0..self.documents.len() {
            match self.documents[document].copy_of {
                Some(source) => document = source,
                None => break,
            }
        }
        document
    }
}

/// The person whose reading of a catalogue this is: see [`super::readings`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Slug, unique among the readings of the catalogue.
    pub name: Box<str>,
    /// The first of the files that are the reader's own; those before it are the catalogue's.
    pub files: FileId,
}

impl Claim {
    /// Where what is found for it is written: with it, or with the reader's record of it.
    pub fn written(&self) -> Place {
        self.record.unwrap_or(self.place)
    }
}

/// Names of warnings that the curator has looked at, and that shall not be given any more.
pub type Accepted = Box<[Box<str>]>;

/// Who publishes.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlet {
    /// Slug, unique among outlets.
    pub id: Box<str>,
    /// As shown.
    pub name: String,
    /// One letter that heads the outlet's column where there is no room for the name; unique among outlets where given.
    pub mark: Option<char>,
    /// News site, magazine, …
    pub kind: Option<String>,
    /// Its documents, in order: the other side of [`Document::outlet`], filled in on loading.
    pub documents: Vec<DocumentId>,
    /// Anything the reader needs to know.
    pub note: Option<String>,
    /// The warnings about it that somebody has answered.
    pub accepted: Accepted,
    /// Where it is declared.
    pub place: Place,
}

/// One text by an outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Slug, unique among documents; the text itself, where at hand, is `<id>.txt`.
    pub id: Box<str>,
    /// Who published it.
    pub outlet: OutletId,
    /// As printed.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Whether that day is inferred and not printed.
    pub published_about: bool,
    /// What kind of text it is.
    pub genre: Option<Genre>,
    /// The document that this one is a copy of.
    pub copy_of: Option<DocumentId>,
    /// Length of the text in code points.
    pub chars: Option<u32>,
    /// SHA-256 of the text file, in lower-case hexadecimal.
    pub sha256: Option<Box<str>>,
    /// In which language it is written, as a tag of BCP 47; guessed where it is not given.
    pub language: Option<Box<str>>,
    /// Where it was published.
    pub url: Option<String>,
    /// What of it is not its body, in the order written.
    pub parts: Vec<Part>,
    /// Anything the reader needs to know.
    pub note: Option<String>,
    /// The warnings about it that somebody has answered.
    pub accepted: Accepted,
    /// Where it is declared.
    pub place: Place,
}

/// A stretch of a document that is not its body.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its first words, as printed.
    pub from: Box<str>,
    /// Its last words, as printed.
    pub to: Box<str>,
    /// Where it stands: a hint, the words decide.
    pub span: Option<Span>,
    /// Where it is declared.
    pub place: Place,
}

/// What documents are about; claims are grouped by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Slug, unique among events.
    pub id: Box<str>,
    /// As shown.
    pub title: String,
    /// When it was.
    pub date: Option<Date>,
    /// Anything the reader needs to know.
    pub note: Option<String>,
    /// The warnings about it that somebody has answered.
    pub accepted: Accepted,
    /// Where it is declared.
    pub place: Place,
}

/// Somebody whose statement an outlet passes on.
#[derive(Debug, Clone, PartialEq)]
pub struct Speaker {
    /// Slug, unique among speakers.
    pub id: Box<str>,
    /// As shown.
    pub name: String,
    /// Office or part in the event.
    pub role: Option<String>,
    /// Anything the reader needs to know.
    pub note: Option<String>,
    /// The warnings about it that somebody has answered.
    pub accepted: Accepted,
    /// Where it is declared.
    pub place: Place,
}

/// A code from the catalogue's codebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Slug, unique among frames.
    pub id: Box<str>,
    /// As shown.
    pub name: String,
    /// When an excerpt is given this code.
    pub definition: Option<String>,
    /// Words that were given it.
    pub examples: Vec<String>,
    /// When an excerpt is not given it, though it may seem so.
    pub not: Option<String>,
    /// The warnings about it that somebody has answered.
    pub accepted: Accepted,
    /// Where it is declared.
    pub place: Place,
}

/// The forms used for one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// Slug, unique among namings.
    pub id: Box<str>,
    /// The subject.
    pub title: String,
    /// The words that stand for it, as printed.
    pub forms: Vec<String>,
    /// Longer words in which a form does not mean this subject, as printed.
    pub except: Vec<String>,
    /// Anything the reader needs to know.
    pub note: Option<String>,
    /// The warnings about it that somebody has answered.
    pub accepted: Accepted,
    /// Where it is declared.
    pub place: Place,
}

/// One proposition in neutral words, which an outlet can affirm or deny.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Slug, unique among claims.
    pub id: Box<str>,
    /// What it is about.
    pub event: EventId,
    /// Short, for lists.
    pub title: String,
    /// The whole proposition.
    pub text: Option<String>,
    /// The day before which nobody could know of it.
    pub day: Day,
    /// Free keywords.
    pub topics: Vec<String>,
    /// Documents that somebody read for this claim in vain.
    pub absent: Vec<DocumentId>,
    /// Those of them that were read while nobody could see whose they are: under `absent_blind`.
    pub absent_blind: Box<[DocumentId]>,
    /// Claims that cannot be true together with this one, in their order; the loader makes it mutual.
    pub contradicts: Vec<ClaimId>,
    /// Those of them that it names itself; the others name it.
    pub named_as_contradicted: Box<[ClaimId]>,
    /// Anything the reader needs to know.
    pub note: Option<String>,
    /// Its rows in [`Catalogue::excerpts`].
    pub excerpts: Range<u32>,
    /// The warnings about it that somebody has answered.
    pub accepted: Accepted,
    /// Where a reader says what they found for it; none where they have not, and in the catalogue itself.
    pub record: Option<Place>,
    /// Where it is declared.
    pub place: Place,
}

/// A verbatim quotation from a document, filed under a claim with a stance.
#[derive(Debug, Clone, PartialEq)]
pub struct Excerpt {
    /// The claim it is filed under.
    pub claim: ClaimId,
    /// The document it is from.
    pub document: DocumentId,
    /// What the outlet does with the claim here.
    pub stance: Stance,
    /// Whose statement the outlet passes on; none in the outlet's own voice.
    pub speaker: Option<SpeakerId>,
    /// The verb of saying as printed.
    pub cue: Option<Box<str>>,
    /// Codes from the codebook.
    pub frames: Box<[FrameId]>,
    /// A number as printed.
    pub figure: Option<Box<str>>,
    /// The words.
    pub quote: Quote,
    /// Where they are written.
    pub quote_place: Place,
    /// What stands before the quotation, as written, where that decides between several places.
    pub prefix: Option<Box<str>>,
    /// What stands after the quotation, as written.
    pub suffix: Option<Box<str>>,
    /// Where the quotation stands: a hint, the words decide.
    pub span: Option<Span>,
    /// Whether it was filed while nobody could see whose document it is.
    pub blind: bool,
    /// Anything odd about it.
    pub note: Option<Box<str>>,
    /// The warnings about it that somebody has answered.
    pub accepted: Accepted,
    /// Where it is declared.
    pub place: Place,
}

/// A stretch of a document in code points of its text, counted from 0, the end exclusive.
///
/// The Web Annotation data model's `TextPositionSelector`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A quotation, as written and as it may be shown.
///
/// Both are nearly always the same, and then it is stored once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    written: Box<str>,
    shown: Option<Box<str>>,
}

impl Quote {
    /// Takes a quotation as the curator wrote it.
    pub fn new(written: impl Into<Box<str>>) -> Self {
        let written = written.into();
        let shown = match clean::displayable(&written) {
            Cow::Borrowed(_) => None,
            Cow::Owned(shown) => Some(shown.into()),
        };
        Self { written, shown }
    }

    /// To compare with documents.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// To show between quotation marks, unless it is from its first to its last letter between some of its own.
    pub fn marked(&self) -> String {
        let shown = self.shown();
        let has_own = shown.starts_with(['“', '"', '«', '„']) && shown.ends_with(['”', '"', '»', '“']);
        if has_own { shown.to_owned() } else { format!("“{shown}”") }
    }

    /// To show: one line, nothing in it that a terminal would obey.
    pub fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.written)
    }
}

/// Where something stands in the files of a catalogue.
///
/// Only the offset is kept, because hardly anybody asks for the line: [`Catalogue::lines_of`] finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which file.
    pub file: FileId,
    /// Byte offset in that file.
    pub offset: u32,
}

/// One file that a catalogue was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path, as a message names it.
    pub path: std::path::PathBuf,
    /// All that it holds, where it is on no disk: compiled into the program, or handed over as a text.
    pub held: Option<Cow<'static, str>>,
    /// Whether nothing but claims stands in it, with which nothing was found wrong.
    pub(super) holds_claims_alone: bool,
}

impl SourceFile {
    /// One that is to be read from the disk.
    pub(super) fn on_disk(path: std::path::PathBuf) -> Self {
        Self { path, held: None, holds_claims_alone: false }
    }

    /// One that is called `path` and holds `text`.
    pub(super) fn of_text(path: impl Into<std::path::PathBuf>, text: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), held: Some(text.into()), holds_claims_alone: false }
    }
}
