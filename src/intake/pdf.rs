//! The lines of PDF pages as paragraphs.
//!
//! The file is read by `pdftotext` of Poppler, in the order of reading, columns one after the other, with a form feed after each
//! page. What stands at the top or the foot of most pages and differs in numbers alone is no text, nor is a number alone; lines
//! are joined, hyphenated words too, and a paragraph goes on over a page where its last line ends in no stop.

use std::{
    collections::HashMap,
    io::{self, Read, Write},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{
    IntakeError, Kind, LIMIT, Taken,
    composed::{Composed, on_one_line},
    plain::{is_headline, join},
};
use crate::catalogue::PartKind;

/// As long as the program may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// Lines at the top and at the foot of a page that may belong to the page.
const EDGE: usize = 2;

/// The text of the file that `bytes` are.
pub(super) fn take(bytes: &[u8]) -> Result<Taken, IntakeError> {
    let pages = pdftotext(bytes)?;
    let paragraphs = paragraphs(&pages);
    let mut composed = Composed::default();
    let headline = paragraphs.first().filter(|first| is_headline(first, paragraphs.len()));
    for (at, paragraph) in paragraphs.iter().enumerate() {
        match headline {
            Some(headline) if at == 0 => composed.part(PartKind::Headline, headline),
            _ => composed.body(paragraph),
        }
    }
    let title = headline.cloned();
    let (text, parts) = composed.finish();
    Ok(Taken { text, parts, title, kind: Kind::Pdf, ..Taken::default() })
}

/// What `pdftotext` makes of `bytes`.
fn pdftotext(bytes: &[u8]) -> Result<String, IntakeError> {
    let mut child = Command::new("pdftotext")
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound { IntakeError::NoPdfProgram } else { IntakeError::PdfProgram(error) }
        })?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (text, why) = thread::scope(|scope| {
        // It may write before it has read all.
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(bytes)));
        let read = |pipe: Option<Box<dyn Read + Send>>| {
            let mut read = Vec::new();
            // A pipe that breaks says no more; the exit status tells.
            let _ = pipe.map(|pipe| pipe.take(LIMIT as u64 + 1).read_to_end(&mut read));
            read
        };
        let why = scope.spawn(move || read(stderr.map(|pipe| Box::new(pipe) as Box<dyn Read + Send>)));
        let text = scope.spawn(move || read(stdout.map(|pipe| Box::new(pipe) as Box<dyn Read + Send>)));
        let end = Instant::now() + PATIENCE;
        while !text.is_finished() && Instant::now() < end {
            thread::sleep(Duration::from_millis(5));
        }
        if !text.is_finished() {
            // The readers end with it.
            let _ = child.kill();
        }
        (text.join().unwrap_or_default(), why.join().unwrap_or_default())
    });
    if text.len() > LIMIT {
        let _ = child.kill();
    }
    let status = child.wait().map_err(IntakeError::PdfProgram)?;
    if text.len() > LIMIT {
        return Err(IntakeError::TooLarge);
    }
    if !status.success() {
        let why = String::from_utf8_lossy(&why).lines().next().unwrap_or("it did not end in time").to_owned();
        return Err(IntakeError::Broken("PDF", why));
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The paragraphs of `pages`, which form feeds part, without what belongs to the pages.
fn paragraphs(pages: &str) -> Vec<String> {
    let mut pages: Vec<Vec<&str>> = pages.split('\u{c}').map(|page| page.lines().collect()).collect();
    pages.retain(|page| page.iter().any(|line| !line.trim().is_empty()));
    let running = running(&pages);
    let mut paragraphs: Vec<Vec<&str>> = Vec::new();
    for page in &mut pages {
        let edges = edges(page);
        for at in edges.into_iter().rev() {
            if running.contains_key(&shape(page[at])) || is_page_number(page[at]) {
                page.remove(at);
            }
        }
        let of_page = page.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty());
        for (at, lines) in of_page.enumerate() {
            match paragraphs.last_mut() {
                Some(before) if at == 0 && goes_on(before, lines[0]) => before.extend(lines),
                _ => paragraphs.push(lines.to_vec()),
            }
        }
    }
    paragraphs.iter().map(|lines| on_one_line(&join(lines))).collect()
}

/// Whether the paragraph `before` a page break goes on with `line`.
fn goes_on(before: &[&str], line: &str) -> bool {
    let last = before.last().map(|last| last.trim_end()).unwrap_or_default();
    !last.ends_with(['.', '!', '?', ':', '”', '"', '»', ')'])
        && line.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// The lines of a page that may be its head or its foot: the first and the last that are not blank.
fn edges(page: &[&str]) -> Vec<usize> {
    let filled: Vec<usize> = (0..page.len()).filter(|&at| !page[at].trim().is_empty()).collect();
    let mut edges: Vec<usize> = filled.iter().take(EDGE).chain(filled.iter().rev().take(EDGE)).copied().collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// What stands at an edge of more than half of the pages, numbers apart, and of two at the least.
fn running(pages: &[Vec<&str>]) -> HashMap<String, usize> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for page in pages {
        let mut shapes: Vec<String> = edges(page).into_iter().map(|at| shape(page[at])).collect();
        shapes.sort_unstable();
        shapes.dedup();
        for shape in shapes {
            *count.entry(shape).or_default() += 1;
        }
    }
    count.retain(|_, number| *number >= 2 && 2 * *number > pages.len());
    count
}

/// A line with each number as one sign.
fn shape(line: &str) -> String {
    let mut shape = String::new();
    for c in line.trim().chars() {
        match c {
            c if c.is_ascii_digit() && shape.ends_with('#') => {}
            c if c.is_ascii_digit() => shape.push('#'),
            c => shape.push(c),
        }
    }
    shape
}

/// "3", "– 3 –", "Page 3 of 9".
fn is_page_number(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &&str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let known = ["page", "of", "seite", "von", "página", "de", "p", "s"];
    words.iter().any(number) && words.iter().all(|word| number(word) || known.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_numbers_and_hyphens_of_pages_are_no_text() {
        let pages = "Bay Courier, 3 March 2031\n\nBridge shut overnight\n\nThe harbour bridge was closed at mid-\nnight. Nobody had been told, and the\n\n1\n\u{c}\
            Bay Courier, 3 March 2031\n\nmarket on the far bank stood empty.\n\nA far-\nOff grew.\n\nIn 2030 there were\n12 piers.\n\n2\n\u{c}\
            Bay Courier, 3 March 2031\n\nThe mayor was away.\n\nPage 3 of 3\n\u{c}";
        assert_eq!(
            paragraphs(pages),
            [
                "Bridge shut overnight",
                "The harbour bridge was closed at midnight. Nobody had been told, and the market on the far bank stood empty.",
                "A far- Off grew.",
                "In 2030 there were 12 piers.",
                "The mayor was away.",
            ]
        );
    }

    #[test]
    fn a_page_alone_keeps_all_but_its_number() {
        assert_eq!(paragraphs("Bridge shut\n\nIt is shut.\n\n7\n"), ["Bridge shut", "It is shut."]);
        assert!(["3", "– 3 –", "Page 3 of 9", "Seite 12"].iter().all(|line| is_page_number(line)));
        assert!(!["in 2031", "", "Chapter 3", "12345"].iter().any(|line| is_page_number(line)));
    }
}
