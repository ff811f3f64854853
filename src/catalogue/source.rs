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
    Catalogue, Place, SourceFile, Table,
    diagnostic::{Also, Diagnostic, Diagnostics, Snippet},
    pieces::LINE_LIMIT,
    problem::{At, Problem, Spot},
};

impl Catalogue {
    /// The path and the line, counted from 1, where `place` can be edited; none where the file cannot be read any more or is
    /// compiled into the program.
    pub fn line_of(&self, place: Place) -> Option<(PathBuf, usize)> {
        let file = self.files.get(place.file)?;
        if file.built_in.is_some() {
            return None;
        }
        let at = At { file: place.file, start: place.offset, end: place.offset };
        let found = locate(&self.files, [at]).remove(&at)?;
        Some((file.path.clone(), found.line))
    }
}

/// What was noted about `files`, with lines and columns.
pub(super) fn diagnose(files: &Table<SourceFile>, problems: Vec<Problem>) -> Diagnostics {
    let spots = problems.iter().filter_map(|problem| match problem.spot {
        Spot::At(at) => Some(at),
        Spot::Path(_) => None,
    });
    let located = locate(files, spots.chain(problems.iter().filter_map(|problem| Some(problem.also?.0))));
    let diagnostic = |problem: Problem| {
        let (path, found) = match problem.spot {
            Spot::At(at) => (files[at.file].path.clone(), located.get(&at).cloned()),
            Spot::Path(path) => (path, None),
        };
        let also = problem.also.and_then(|(at, label)| {
            let Located { line, column, snippet } = located.get(&at)?.clone();
            Some(Also { label, path: files[at.file].path.clone(), line, column, snippet })
        });
        Diagnostic {
            severity: problem.severity,
            message: problem.message,
            path,
            line: found.as_ref().map(|found| found.line),
            column: found.as_ref().map(|found| found.column),
            help: problem.help,
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
        let _ = match file.built_in {
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
        let ended = text.ends_with(b"\n");
        if length == LINE_LIMIT && !ended {
            length += reader.skip_until(b'\n')?;
        }
        let end = start + length;
        // The very end of a file belongs to its last line, which is an empty one after a line break.
        while let Some(at) = places.next_if(|at| (at.start as usize) < end || !ended) {
            located.insert(at, on_line(at, line, start, &text));
        }
        line += 1;
        start = end;
    }
    Ok(())
}

/// `at` on the line that begins at byte `start` and reads `text`.
fn on_line(at: At, line: usize, start: usize, text: &[u8]) -> Located {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let from = (at.start as usize - start).min(text.len());
    let to = (at.end as usize - start).clamp(from, text.len());
    let [before, marked, after] = [&text[..from], &text[from..to], &text[to..]].map(String::from_utf8_lossy);
    // A byte order mark is no character of the first line.
    let before = before.strip_prefix('\u{feff}').unwrap_or(&before);
    Located { line, column: before.chars().count() + 1, snippet: Snippet::around(before, &marked, &after) }
}
