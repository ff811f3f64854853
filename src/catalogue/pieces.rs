//! Cuts the files of a catalogue into pieces that can be read one by one, in memory that does not grow with the file.
//!
//! A piece ends before a line that opens a table (`[[claim]]`, `[[outlet]]`, …) outside a multi-line string. Within valid TOML
//! such a line is nothing else, so the pieces of a file, read one by one, say what the whole file says.
//!
//! [`LINE_LIMIT`] keeps a line without end from filling memory; files beyond [`super::files::FILE_LIMIT`] do not get here.
//! What a piece says is read in [`super::read`].

use std::{
    borrow::Cow,
    fs::File,
    io::{self, BufRead, BufReader, Read, Take},
    mem,
    ops::Range,
};

use memchr::{memchr2, memchr3, memmem};

use super::{
    FileId, SourceFile, Table,
    files::{FILE_LIMIT, unreadable},
    problem::{At, Problem},
};

/// The longest line that is read, in bytes: 1 MiB.
pub const LINE_LIMIT: usize = 1 << 20;

/// Pieces are cut as soon as they are longer than this, in bytes: long enough that cutting costs nothing, short enough that
/// what the parser keeps of a piece, about nine times its length, stays near the processor.
const PIECE: usize = 128 << 10;

/// The tables whose opening lines part a file.
const TABLES: [&str; 7] = ["outlet", "document", "event", "speaker", "frame", "naming", "claim"];

/// A part of a file that can be read by itself.
pub(super) struct Piece {
    pub(super) file: FileId,
    /// Where it begins in the file, in bytes.
    pub(super) base: usize,
    pub(super) text: Cow<'static, [u8]>,
}

/// The pieces of all files, in order; in the place of what cannot be read, why.
pub(super) struct Pieces<'a> {
    files: &'a Table<SourceFile>,
    next: usize,
    open: Option<Open>,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(files: &'a Table<SourceFile>) -> Self {
        Self { files, next: 0, open: None }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Result<Piece, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mut open) = self.open.take() {
                match open.piece() {
                    Ok(Some(piece)) => {
                        self.open = Some(open);
                        return Some(Ok(piece));
                    }
                    Ok(None) => {}
                    Err(Unread::Line(at)) => return Some(Err(too_long(at))),
                    Err(Unread::Io(error)) => return Some(Err(unreadable(&self.files[open.file].path, &error))),
                }
            }
            let file = FileId::new(self.next);
            let source = self.files.get(file)?;
            self.next += 1;
            if let Some(text) = source.built_in {
                return Some(Ok(Piece { file, base: 0, text: Cow::Borrowed(text.as_bytes()) }));
            }
            match File::open(&source.path) {
                Ok(opened) => self.open = Some(Open::new(file, opened)),
                Err(error) => return Some(Err(unreadable(&source.path, &error))),
            }
        }
    }
}

fn too_long(line: At) -> Problem {
    Problem::error(line, format!("line of more than {} MiB", LINE_LIMIT >> 20))
        .help("nothing after it was read; is this file what it should be?")
}

/// A file that is being cut.
struct Open {
    file: FileId,
    reader: Take<BufReader<File>>,
    /// Where the next piece begins.
    base: usize,
    /// The line that ended the last piece.
    carried: Vec<u8>,
    inside: Inside,
}

enum Unread {
    Line(At),
    Io(io::Error),
}

impl Open {
    fn new(file: FileId, opened: File) -> Self {
        // The length was looked at before; the file may grow meanwhile.
        let reader = BufReader::with_capacity(PIECE, opened).take(FILE_LIMIT);
        Self { file, reader, base: 0, carried: Vec::new(), inside: Inside::Nothing }
    }

    fn piece(&mut self) -> Result<Option<Piece>, Unread> {
        let mut text = mem::take(&mut self.carried);
        text.reserve(PIECE + PIECE / 8);
        loop {
            let start = text.len();
            let read = self.reader.by_ref().take(LINE_LIMIT as u64 + 1).read_until(b'\n', &mut text).map_err(Unread::Io)?;
            if read > LINE_LIMIT {
                return Err(Unread::Line(At::new(self.file, self.base, start..start)));
            }
            let line = &text[start..];
            let cut = start > PIECE && self.inside == Inside::Nothing && opens_table(line);
            self.inside = self.inside.after(line);
            if cut {
                self.carried = text.split_off(start);
            }
            if cut || read == 0 {
                break;
            }
        }
        let piece = Piece { file: self.file, base: self.base, text: text.into() };
        self.base += piece.text.len();
        Ok((!piece.text.is_empty()).then_some(piece))
    }
}

/// The ranges of `text` that can be read by themselves: what stands before the first table, and then one table each, a claim
/// with its excerpts.
pub(super) fn tables(text: &str) -> Vec<Range<usize>> {
    let mut tables = Vec::new();
    let mut inside = Inside::Nothing;
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if inside == Inside::Nothing && opens_table(line.as_bytes()) && at > start {
            tables.push(start..at);
            start = at;
        }
        inside = inside.after(line.as_bytes());
        at += line.len();
    }
    tables.push(start..at);
    tables
}

/// Whether `line` is the like of `[[claim]]`, but not of `[[claim.excerpt]]`.
fn opens_table(line: &[u8]) -> bool {
    let Some(rest) = line.trim_ascii_start().strip_prefix(b"[[") else {
        return false;
    };
    memmem::find(rest, b"]]").is_some_and(|end| TABLES.iter().any(|table| table.as_bytes() == rest[..end].trim_ascii()))
}

/// What a line of TOML ends in the midst of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    /// A string in three of these marks.
    String(u8),
}

impl Inside {
    /// What `line`, one that begins in the midst of `self`, ends in the midst of.
    fn after(self, line: &[u8]) -> Self {
        let mut inside = self;
        let mut rest = line;
        loop {
            match inside {
                Self::Nothing => {
                    let Some(at) = memchr3(b'"', b'\'', b'#', rest) else {
                        return Self::Nothing;
                    };
                    let mark = rest[at];
                    if mark == b'#' {
                        return Self::Nothing;
                    }
                    rest = &rest[at..];
                    if rest.starts_with(&[mark; 3]) {
                        rest = &rest[3..];
                        inside = Self::String(mark);
                    } else {
                        // A string in single marks ends on its line, or the line is wrong.
                        match closing(&rest[1..], mark, 1) {
                            Some(after) => rest = after,
                            None => return Self::Nothing,
                        }
                    }
                }
                Self::String(mark) => match closing(rest, mark, 3) {
                    Some(after) => {
                        // The string itself may end in one or two marks.
                        let marks = after.iter().take(2).take_while(|&&byte| byte == mark).count();
                        rest = &after[marks..];
                        inside = Self::Nothing;
                    }
                    None => return inside,
                },
            }
        }
    }
}

/// What follows the `count` marks that close a string, whose rest is `text`.
fn closing(mut text: &[u8], mark: u8, count: usize) -> Option<&[u8]> {
    // Only strings in `"` know escapes.
    let escape = if mark == b'"' { b'\\' } else { mark };
    loop {
        text = &text[memchr2(mark, escape, text)?..];
        let marks = text.iter().take(count).take_while(|&&byte| byte == mark).count();
        if marks == count {
            return Some(&text[count..]);
        }
        let skipped = if marks == 0 { 2 } else { marks };
        text = text.get(skipped..)?;
    }
}
