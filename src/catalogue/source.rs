//! Finds the lines that byte offsets stand on.
//!
//! The model and the loader keep offsets only. Whoever asks for lines pays for them: the file is read again, once for all
//! places in it, a line at a time.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::PathBuf,
};

use super::{
    Catalogue, Format, Place, SourceFile, Table,
    diagnostic::{Also, Diagnostic, Diagnostics, SNIPPET, Severity, Snippet},
    pieces::LINE_LIMIT,
    problem::{At, Problem, Spot},
};

/// What some editors put before UTF-8.
const SIGNATURE: &[u8] = "\u{feff}".as_bytes();

/// Bytes on either side of a place of which a snippet is made: more than it has code points, whatever they take, and one that may
/// be cut.
const SIGHT: usize = 4 * (SNIPPET + 2);

/// What only the whole catalogue shows, before anybody has looked up its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its stable name.
    pub name: &'static str,
    /// The record it is about.
    pub place: Place,
    /// What somebody should look at.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Catalogue {
    /// The lines, counted from 1, that `places` stand on; each file is read once. Places in files that cannot be read any more
    /// are missing.
    pub fn lines_of(&self, places: impl IntoIterator<Item = Place>) -> BTreeMap<Place, usize> {
        let at = |place: Place| At { file: place.file, start: place.offset, end: place.offset };
        let located = locate(&self.files, places.into_iter().map(at));
        located.into_iter().map(|(at, found)| (at.place(), found.line)).collect()
    }

    /// What was `found` in the catalogue, with lines and columns; hints where its format is too old to know of it.
    pub fn diagnose(&self, found: impl IntoIterator<Item = Found>) -> Diagnostics {
        let severity = self.severity();
        let problem = |Found { name, place, message, help }| {
            // To the end of its line: a place alone does not say how long it is.
            let at = At { file: place.file, start: place.offset, end: u32::MAX };
            Problem { severity, ..Problem::warning(name, at, message).help(help) }
        };
        diagnose(&self.files, found.into_iter().map(problem).collect())
    }

    /// Likewise of whole files beside it: each with its path, a stable name, what somebody should look at and what to do.
    pub fn diagnose_files(&self, found: impl IntoIterator<Item = (PathBuf, &'static str, String, String)>) -> Diagnostics {
        let severity = self.severity();
        let problem = |(path, name, message, help): (PathBuf, _, String, String)| Problem {
            severity,
            ..Problem::of_path(path, message).help(help).into_warning(name)
        };
        diagnose(&self.files, found.into_iter().map(problem).collect())
    }

    /// How bad what only a newer format checks is here.
    fn severity(&self) -> Severity {
        if self.format < Format::NEWEST { Severity::Hint } else { Severity::Warning }
    }

    /// The path and the line, counted from 1, where `place` can be edited; none where the file cannot be read any more or is
    /// on no disk.
    ///
    /// The file is read for it: [`Catalogue::lines_of`] is for many places.
    pub fn line_of(&self, place: Place) -> Option<(PathBuf, usize)> {
        let file = self.files.get(place.file).filter(|file| file.held.is_none())?;
        Some((file.path.clone(), *self.lines_of([place]).get(&place)?))
    }
}

/// What was noted about `files`, with lines and columns.
pub(super) fn diagnose(files: &Table<SourceFile>, problems: Vec<Problem>) -> Diagnostics {
    let located = locate(files, problems.iter().flat_map(Problem::places));
    let diagnostic = |problem: Problem| {
        let (path, place, found) = match problem.spot {
            Spot::At(at) => (files[at.file].path.clone(), Some(at.place()), located.get(&at).cloned()),
            Spot::Path(path) => (path, None, None),
        };
        let also = problem.also.and_then(|(at, label)| {
            let Located { line, column, snippet } = located.get(&at)?.clone();
            Some(Also { label, path: files[at.file].path.clone(), line, column, snippet })
        });
        Diagnostic {
            severity: problem.severity,
            name: problem.name,
            message: problem.message.into(),
            path,
            place,
            line: found.as_ref().map(|found| found.line),
            column: found.as_ref().map(|found| found.column),
            help: problem.help.map(String::from),
            snippet: found.map(|found| found.snippet),
            also,
        }
    };
    Diagnostics::new(problems.into_iter().map(diagnostic).collect())
}

#[derive(Debug, Clone)]
struct Located {
    line: usize,
    column: usize,
    snippet: Snippet,
}

/// Finds the lines of `places`; those in files that cannot be read any more are missing.
fn locate(files: &Table<SourceFile>, places: impl IntoIterator<Item = At>) -> BTreeMap<At, Located> {
    let places: BTreeSet<At> = places.into_iter().collect();
    let mut located = BTreeMap::new();
    for of_one_file in Vec::from_iter(places).chunk_by(|a, b| a.file == b.file) {
        let Some(file) = of_one_file.first().and_then(|at| files.get(at.file)) else {
            continue;
        };
        // A file that vanished meanwhile leaves its diagnostics without lines.
        let _ = match &file.held {
            Some(text) => locate_in(text.as_bytes(), of_one_file, &mut located),
            None => File::open(&file.path).and_then(|file| locate_in(BufReader::new(file), of_one_file, &mut located)),
        };
    }
    located
}

/// Finds `places`, in order, all in the file that `reader` reads.
fn locate_in(mut reader: impl BufRead, places: &[At], located: &mut BTreeMap<At, Located>) -> io::Result<()> {
    let mut places = places.iter().copied().peekable();
    let mut text = Vec::new();
    let (mut line, mut start) = (1, 0);
    while places.peek().is_some() {
        text.clear();
        let mut length = reader.by_ref().take(LINE_LIMIT as u64).read_until(b'\n', &mut text)?;
        let mut ended = text.ends_with(b"\n");
        if length == LINE_LIMIT && !ended {
            length += reader.skip_until(b'\n')?;
            ended = true;
        }
        let end = start + length;
        let mut on_line = Line::new(line, start, &text);
        // The very end of a file belongs to its last line, which is an empty one after a line break.
        while let Some(at) = places.next_if(|at| (at.start as usize) < end || !ended) {
            located.insert(at, on_line.find(at));
        }
        line += 1;
        start = end;
    }
    Ok(())
}

/// A line on which places are found one after the other, so that a long one with many costs no more than its length.
struct Line<'t> {
    number: usize,
    /// Where it begins in the file, in bytes.
    start: usize,
    text: &'t [u8],
    /// So many bytes were counted so far,
    counted: usize,
    /// which are so many code points.
    chars: usize,
}

impl<'t> Line<'t> {
    fn new(number: usize, start: usize, text: &'t [u8]) -> Self {
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        // A byte order mark is no character of the first line.
        let counted = if number == 1 && text.starts_with(SIGNATURE) { SIGNATURE.len() } else { 0 };
        Self { number, start, text, counted, chars: 0 }
    }

    /// `at`, which begins no earlier than the one before.
    fn find(&mut self, at: At) -> Located {
        let from = (at.start as usize - self.start).min(self.text.len());
        let to = (at.end as usize - self.start).clamp(from, self.text.len());
        if from > self.counted {
            self.chars += String::from_utf8_lossy(&self.text[self.counted..from]).chars().count();
            self.counted = from;
        }
        let first = if self.number == 1 && self.text.starts_with(SIGNATURE) { SIGNATURE.len() } else { 0 };
        let before = &self.text[first.max(from.saturating_sub(SIGHT)).min(from)..from];
        let marked = &self.text[from..to.min(from + SIGHT)];
        let after = &self.text[to..self.text.len().min(to + SIGHT)];
        let [before, marked, after] = [before, marked, after].map(String::from_utf8_lossy);
        Located { line: self.number, column: self.chars + 1, snippet: Snippet::around(&before, &marked, &after) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{FileId, table::narrow};

    /// Line, column and the words there of what stands from `start` to `end` in `text`.
    fn place(text: &str, start: u32, end: u32) -> (usize, usize, String) {
        let at = At { file: FileId::new(0), start, end };
        let mut located = BTreeMap::new();
        locate_in(text.as_bytes(), &[at], &mut located).unwrap();
        let found = located.remove(&at).unwrap();
        (found.line, found.column, found.snippet.marked)
    }

    #[test]
    fn columns_count_code_points_from_one() {
        assert_eq!(place("投票 = 3\n\tx = 'é'\n", 0, 6), (1, 1, "投票".into()));
        assert_eq!(place("投票 = 3\n\tx = 'é'\n", 16, 20), (2, 6, "'é'".into()));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(place("\u{feff}x = 3", 3, 4), (1, 1, "x".into()));
    }

    #[test]
    fn windows_line_ends_are_no_part_of_a_line() {
        assert_eq!(place("x = 1\r\ny = '\r\n", 11, 13), (2, 5, "'".into()));
        assert_eq!(place("x = 1\r\n", 5, 7), (1, 6, String::new()));
    }

    #[test]
    fn of_several_lines_the_first_is_marked() {
        assert_eq!(place("x = [\n1,\n2]\n", 4, 12), (1, 5, "[".into()));
    }

    #[test]
    fn the_end_of_a_file_is_a_place() {
        assert_eq!(place("x = 'a", 6, 6), (1, 7, String::new()));
        assert_eq!(place("x = 'a\n", 7, 7), (2, 1, String::new()));
        assert_eq!(place("", 0, 0), (1, 1, String::new()));
        // The file became shorter after it was read.
        assert_eq!(place("x\n", 100, 120), (2, 1, String::new()));
    }

    #[test]
    fn a_place_on_a_long_line_is_the_same_as_after_the_places_before_it() {
        let text = format!("\u{feff}x = [{}]\n", "'投票', ".repeat(500));
        let starts: Vec<u32> = text.match_indices("'投").map(|(at, _)| narrow(at)).collect();
        let places: Vec<At> = starts.iter().map(|&start| At { file: FileId::new(0), start, end: start + 8 }).collect();
        let mut together = BTreeMap::new();
        locate_in(text.as_bytes(), &places, &mut together).unwrap();
        for (number, (&at, found)) in together.iter().enumerate() {
            assert_eq!((found.line, found.column, &*found.snippet.marked), (1, 6 + 6 * number, "'投票'"));
            let mut alone = BTreeMap::new();
            locate_in(text.as_bytes(), &[at], &mut alone).unwrap();
            assert_eq!(alone[&at].snippet, found.snippet);
        }
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over() {
        let text = format!("{}\ny = 3\n", "x".repeat(2 * LINE_LIMIT));
        let start = narrow(text.len()) - 6;
        assert_eq!(place(&text, start, start + 1), (2, 1, "y".into()));
    }
}
