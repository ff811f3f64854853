//! From what people hold to a text that can be quoted: web pages, word processor files, PDF, mail and plain text in any encoding.
//!
//! [`take`] looks at the bytes, not at the name, and gives the words with what is known of them: title, author, day, address, and
//! which of the words are no body. Nothing is fetched, nothing is written. What cannot be taken is refused whole, in bounded time
//! and memory ([`LIMIT`]).
//!
//! - `html`: the article of a web page
//! - `docx`: the paragraphs of a word processor file
//! - `pdf`: the lines of pages as paragraphs; the bytes are read by an installed `pdftotext`
//! - `plain`: mail and plain text
//! - `day`: days as people and programs write them
//! - `composed`: a text while it is put together, with its parts

mod composed;
mod day;
mod docx;
mod html;
mod pdf;
mod plain;

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
    /// What it was taken from, for a reader: "a web page in windows-1252".
    pub source: String,
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
    /// A page nested deeper, or of more elements, than a page is.
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
            Self::NoText => f.write_str("neither text nor a web page, a DOCX or a PDF file; save it as one of these"),
            Self::TooDeep => f.write_str("nested deeper, or of more elements, than a page is; copy the article into a text file"),
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
        if html::is_html(&text) { html::take(&text, encoding)? } else { plain::take(&text, encoding) }
    };
    if taken.text.trim().is_empty() { Err(IntakeError::Empty) } else { Ok(taken) }
}

#[cfg(test)]
mod tests {
    use super::*;

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
