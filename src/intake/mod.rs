//! From what people hold to a text that can be quoted: web pages, word processor files, PDF, mail and plain text in any encoding.
//!
//! [`take`] looks at the bytes, not at the name, and gives the words with what is known of them: title, author, day, address, and
//! which of the words are no body. Nothing is fetched, nothing is written. What cannot be taken is refused whole, in bounded time
//! and memory ([`LIMIT`]).
//!
//! - `html`: the article of a web page
//! - `docx`: the paragraphs of a word processor file
//! - `pdf`: the lines of pages as paragraphs; the bytes are read by an installed `pdftotext`
//! - `mail`: what was written in a mail, and pages that a browser saved as one
//! - `plain`: plain text
//! - `day`: days as people and programs write them
//! - `composed`: a text while it is put together, with its parts
//! - `archive`, `xml`: what is in archives and in XML that somebody else made, within bounds

pub(crate) mod archive;
mod composed;
mod day;
mod docx;
mod html;
mod mail;
mod pdf;
mod plain;
pub(crate) mod xml;

use std::{error::Error, fmt, io, ops::Range};

use toml::value::Date;

use crate::{catalogue::PartKind, text::encoding};

/// Bytes of the largest file that is taken: more than any article has, pictures within included.
pub const LIMIT: usize = 32 << 20;

/// A text with what is known of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// The words: paragraphs with an empty line between two, a line break at the end.
    pub text: String,
    /// Which of them are no body, in bytes and in order.
    pub parts: Vec<(PartKind, Range<usize>)>,
    /// As printed over it.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// On which day it was published.
    pub published: Option<Date>,
    /// Where.
    pub url: Option<String>,
    /// Who published it, as the page says.
    pub outlet: Option<String>,
    /// What the file is.
    pub kind: Kind,
    /// In which encoding, where that is for the file to choose.
    pub encoding: Option<String>,
    /// How many files hang on it, which are not taken.
    pub attachments: usize,
}

impl Taken {
    /// What it was taken from, for a reader: "a web page in windows-1252".
    pub fn source(&self) -> String {
        let encoding = self.encoding.as_ref().map(|encoding| format!(" in {encoding}")).unwrap_or_default();
        let attachments = match self.attachments {
            0 => String::new(),
            1 => ", without its attachment".to_owned(),
            number => format!(", without its {number} attachments"),
        };
        format!("{}{encoding}{attachments}", self.kind.name())
    }

    /// Whether a file whose name ends in `extension` is taken for something else than this is.
    pub fn is_misnamed(&self, extension: &str) -> bool {
        Kind::named(extension).is_some_and(|kinds| !kinds.contains(&self.kind))
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Words alone.
    #[default]
    Text,
    /// HTML, be it within a mail as browsers save it.
    Page,
    /// A mail with its head.
    Mail,
    /// A file of a word processor.
    Docx,
    /// Pages as they are printed.
    Pdf,
}

impl Kind {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "plain text",
            Self::Page => "a web page",
            Self::Mail => "a mail",
            Self::Docx => "a DOCX file",
            Self::Pdf => "a PDF file",
        }
    }

    /// What the names of such files end in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Page => "html",
            Self::Mail => "eml",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// What a file may be whose name ends in `extension`; none where nobody can tell.
    fn named(extension: &str) -> Option<&'static [Self]> {
        Some(match &*extension.to_ascii_lowercase() {
            "txt" | "text" | "md" => &[Self::Text, Self::Mail],
            "html" | "htm" | "xhtml" | "mht" | "mhtml" => &[Self::Page],
            "eml" => &[Self::Mail],
            "docx" => &[Self::Docx],
            "pdf" => &[Self::Pdf],
            _ => return None,
        })
    }
}

/// Why there is no text.
#[derive(Debug)]
pub enum IntakeError {
    /// More than [`LIMIT`].
    TooLarge,
    /// No words in it.
    Empty,
    /// Bytes that are no text and no known kind of file.
    NoText,
    /// A page or a mail nested deeper, or of more parts, than any is.
    TooDeep,
    /// No article can be told from the rest of the page.
    NoArticle,
    /// Broken, or of another kind than it says; why.
    Broken(&'static str, String),
    /// There is no `pdftotext`.
    NoPdfProgram,
    /// It could not be started or did not end well.
    PdfProgram(io::Error),
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(f, "larger than {} MiB, which no article is; cut out what belongs to it", LIMIT >> 20),
            Self::Empty => f.write_str("there are no words in it"),
            Self::NoText => f.write_str("neither text nor a web page, a mail, a DOCX or a PDF file; save it as one of these"),
            Self::TooDeep => {
                f.write_str("nested deeper, or of more parts, than a page or a mail is; copy the article into a text file")
            }
            Self::NoArticle => f.write_str("no article can be told from the rest of the page; copy it into a text file"),
            Self::Broken(kind, why) => write!(f, "a broken {kind} file: {why}; save it anew"),
            Self::NoPdfProgram => {
                f.write_str("a PDF file, which is read by `pdftotext`; install it (poppler-utils), or save the file as text")
            }
            Self::PdfProgram(error) => write!(f, "`pdftotext` failed: {error}; save the file as text"),
        }
    }
}

impl Error for IntakeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::PdfProgram(error) => Some(error),
            _ => None,
        }
    }
}

/// The text that `bytes` hold.
///
/// # Errors
///
/// Why there is none.
pub fn take(bytes: &[u8]) -> Result<Taken, IntakeError> {
    if bytes.len() > LIMIT {
        return Err(IntakeError::TooLarge);
    }
    let taken = if bytes.starts_with(b"%PDF-") {
        pdf::take(bytes)?
    } else if bytes.starts_with(b"PK\x03\x04") {
        docx::take(bytes)?
    } else {
        let (text, encoding) = encoding::decode(bytes).ok_or(IntakeError::NoText)?;
        if mail::is_mail(&text) {
            mail::take(bytes, &text, encoding)?
        } else if html::is_html(&text) {
            html::take(&text, encoding)?
        } else {
            plain::take(&text, encoding)
        }
    };
    if taken.text.trim().is_empty() { Err(IntakeError::Empty) } else { Ok(taken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_what_its_name_says_is_known_by_it() {
        let is_misnamed = |kind, extension| Taken { kind, ..Taken::default() }.is_misnamed(extension);
        for (kind, extension) in
            [(Kind::Text, "PDF"), (Kind::Text, "docx"), (Kind::Page, "txt"), (Kind::Pdf, "html"), (Kind::Text, "eml")]
        {
            assert!(is_misnamed(kind, extension), "{kind:?} {extension}");
        }
        for (kind, extension) in [
            (Kind::Text, "txt"),
            (Kind::Mail, "TXT"),
            (Kind::Page, "mhtml"),
            (Kind::Pdf, "pdf"),
            (Kind::Page, "php"),
            (Kind::Docx, ""),
        ] {
            assert!(!is_misnamed(kind, extension), "{kind:?} {extension}");
        }
    }

    #[test]
    fn what_steers_a_terminal_is_in_no_text() {
        let taken = take("Bridge \u{1b}[31mshut\u{202e}\n\nIt is\u{7} shut.\n".as_bytes()).unwrap();
        assert_eq!((taken.title.as_deref(), taken.text.as_str()), (Some("Bridge [31mshut"), "Bridge [31mshut\n\nIt is shut.\n"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refused = |bytes: &[u8]| take(bytes).unwrap_err().to_string();
        assert!(refused(b"").contains("no words"));
        assert!(refused(b" \n\t ").contains("no words"));
        assert!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\xff\xfe").contains("neither text"));
        assert!(refused(b"PK\x03\x04 and no more").contains("broken DOCX"));
        assert!(refused(&vec![b'a'; LIMIT + 1]).contains("larger than 32 MiB"));
    }
}
