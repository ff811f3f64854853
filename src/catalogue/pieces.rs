//! Cuts the files of a catalogue into pieces that can be read one by one, in memory that does not grow with the file.
//!
//! A piece ends before a line that begins with `[[claim]]`, outside a string of several lines. In valid TOML such a line is
//! nothing else, and what follows it adds to no table before it but by the header of that table. So the pieces of a file, read
//! one by one, say what the whole file says.
//!
//! [`LINE_LIMIT`] and [`CLAIM_LIMIT`] keep what has no end from filling memory; files beyond [`FILE_LIMIT`] do not get here.
//! What a piece says is read in [`super::read`].

use std::{
    borrow::Cow,
    fs::File,
    io::{self, BufRead, BufReader, Read, Take},
    mem,
    ops::Range,
    path::Path,
};

use memchr::{memchr2, memchr3};

use super::{
    FileId, SourceFile, Table,
    files::{FILE_LIMIT, unreadable},
    problem::{At, Problem},
};

/// The longest line that is read, in bytes: 1 MiB.
pub const LINE_LIMIT: usize = 1 << 20;

/// The longest stretch without a line `[[claim]]` that is read, in bytes: 32 MiB. It is a claim with its excerpts, or what stands
/// before the first.
pub const CLAIM_LIMIT: usize = 32 << 20;

/// Pieces are cut as soon as they are longer than this, in bytes: long enough that cutting costs nothing, short enough that
/// what the parser keeps of a piece, about nine times its length, stays near the processor.
pub(super) const PIECE: usize = 128 << 10;

/// A part of a file that can be read by itself.
pub(super) struct Piece<'a> {
    pub(super) file: FileId,
    /// Where it begins in the file, in bytes.
    pub(super) base: usize,
    pub(super) text: Cow<'a, [u8]>,
}

/// The pieces of files, in order; in the place of what cannot be read, why.
pub(super) struct Pieces<'a> {
    files: &'a Table<SourceFile>,
    /// The files that are left.
    left: std::vec::IntoIter<FileId>,
    open: Option<Open>,
    /// What is left of a text that is held.
    held: Option<(FileId, std::vec::IntoIter<Range<usize>>)>,
}

impl<'a> Pieces<'a> {
    /// Those of the files that are `wanted` of all `files`.
    pub(super) fn of(files: &'a Table<SourceFile>, wanted: Vec<FileId>) -> Self {
        Self { files, left: wanted.into_iter(), open: None, held: None }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mut open) = self.open.take() {
                match open.piece(&self.files[open.file].path) {
                    Ok(Some(piece)) => {
                        self.open = Some(open);
                        return Some(Ok(piece));
                    }
                    Ok(None) => {}
                    Err(Stop::Refused(problem)) => return Some(Err(problem)),
                    Err(Stop::Unreadable(error)) => return Some(Err(unreadable(&self.files[open.file].path, &error))),
                }
            }
            if let Some((file, ranges)) = &mut self.held
                && let (Some(range), Some(text)) = (ranges.next(), &self.files[*file].held)
            {
                let text = Cow::Borrowed(&text.as_bytes()[range.clone()]);
                return Some(Ok(Piece { file: *file, base: range.start, text }));
            }
            let file = self.left.next()?;
            let source = self.files.get(file)?;
            if let Some(text) = &source.held {
                self.held = Some((file, cuts(text).into_iter()));
                continue;
            }
            match File::open(&source.path) {
                Ok(opened) => self.open = Some(Open::new(file, opened)),
                Err(error) => return Some(Err(unreadable(&source.path, &error))),
            }
        }
    }
}

/// The pieces of a text that is in memory; of an empty one it is one, too.
fn cuts(text: &str) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for part in tables(text) {
        match cuts.last_mut() {
            Some(last) if last.len() + part.len() <= PIECE => last.end = part.end,
            _ => cuts.push(part),
        }
    }
    cuts
}

/// The kind of UTF-16 that a file with this beginning is in, if it is.
fn utf16(beginning: &[u8]) -> Option<&'static str> {
    match beginning {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16 with byte order mark"),
        [0, first, 0, _, ..] | [first, 0, _, 0, ..] if *first != 0 => Some("UTF-16"),
        _ => None,
    }
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
    /// Why nothing more will be read.
    stop: Option<Stop>,
}

enum Stop {
    Refused(Problem),
    Unreadable(io::Error),
}

impl Open {
    fn new(file: FileId, opened: File) -> Self {
        // The length was looked at before; the file may grow meanwhile.
        let reader = BufReader::with_capacity(PIECE, opened).take(FILE_LIMIT);
        Self { file, reader, base: 0, carried: Vec::new(), inside: Inside::Nothing, stop: None }
    }

    /// The next piece; none where the file ends.
    fn piece(&mut self, path: &Path) -> Result<Option<Piece<'static>>, Stop> {
        let text = self.text();
        if text.is_empty() {
            return self.stop.take().map_or(Ok(None), Err);
        }
        if self.base == 0
            && let Some(kind) = utf16(&text)
        {
            // Read as UTF-8 every line of it would be wrong.
            self.stop = None;
            self.reader.set_limit(0);
            let message = format!("the file is in {kind}, not in UTF-8");
            let problem = Problem::of_path(path, message).help("save it as UTF-8 in your editor");
            return Err(Stop::Refused(problem));
        }
        let piece = Piece { file: self.file, base: self.base, text: text.into() };
        self.base += piece.text.len();
        Ok(Some(piece))
    }

    /// The text of the next piece; empty where nothing more can be read.
    fn text(&mut self) -> Vec<u8> {
        let mut text = mem::take(&mut self.carried);
        text.reserve(PIECE + PIECE / 8);
        let mut claim = 0;
        while self.stop.is_none() {
            let start = text.len();
            match self.reader.by_ref().take(LINE_LIMIT as u64 + 1).read_until(b'\n', &mut text) {
                Ok(0) => break,
                Ok(length) if length > LINE_LIMIT => self.too_long(&mut text, start, "line", LINE_LIMIT),
                Ok(_) => {
                    let line = &text[start..];
                    let opens = self.inside == Inside::Nothing && opens_claim(line);
                    self.inside = self.inside.after(line);
                    if opens && start > PIECE {
                        self.carried = text.split_off(start);
                        break;
                    }
                    if opens {
                        claim = start;
                    }
                    if text.len() - claim > CLAIM_LIMIT {
                        self.too_long(&mut text, claim, "claim", CLAIM_LIMIT);
                    }
                }
                Err(error) => {
                    // Half a line is no reason to say more.
                    text.clear();
                    self.stop = Some(Stop::Unreadable(error));
                }
            }
        }
        text
    }

    /// Leaves the file at byte `start` of `text`, where `what` begins that is longer than `limit`.
    fn too_long(&mut self, text: &mut Vec<u8>, start: usize, what: &str, limit: usize) {
        text.truncate(start);
        let at = At::new(self.file, self.base, start..start);
        let problem = Problem::error(at, format!("{what} of more than {} MiB", limit >> 20));
        self.stop =
            Some(Stop::Refused(problem.help("nothing from here on was read; is a string left open, or is this no catalogue?")));
    }
}

/// The parts of `text`: what stands before the first line that `opens` one, and then one from each such line to the next.
pub(super) fn parts(text: &str, opens: fn(&[u8]) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut inside = Inside::Nothing;
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if inside == Inside::Nothing && opens(line.as_bytes()) && at > start {
            parts.push(start..at);
            start = at;
        }
        inside = inside.after(line.as_bytes());
        at += line.len();
    }
    parts.push(start..at);
    parts
}

/// The parts of `text` that can be read by themselves: what stands before the first claim, and then each claim with its
/// excerpts and whatever else stands before the next.
pub(super) fn tables(text: &str) -> Vec<Range<usize>> {
    parts(text, opens_claim)
}

/// Whether `line` is a header `[[claim]]`; `[[claim.excerpt]]` is not.
fn opens_claim(line: &[u8]) -> bool {
    let name = line.trim_ascii_start().strip_prefix(b"[[").map(<[u8]>::trim_ascii_start);
    name.and_then(|name| name.strip_prefix(b"claim")).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"]]"))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tables(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn every_claim_is_a_part_with_the_excerpts_that_follow() {
        let text = "title = \"x\"\n[[outlet]]\nid = 1\n  [[claim]] # one\n[[claim.excerpt]]\n[[ claim ]]\n";
        let parts = ["title = \"x\"\n[[outlet]]\nid = 1\n", "  [[claim]] # one\n[[claim.excerpt]]\n", "[[ claim ]]\n"];
        assert_eq!(cut(text), parts);
    }

    #[test]
    fn a_header_within_a_string_opens_nothing() {
        for text in [
            "a = \"\"\"\n[[claim]]\n\"\"\"\n",
            "a = '''\n[[claim]]\n'''\n",
            "a = \"\"\"\\\"\"\"\n[[claim]]\n\"\"\"\n",
            "a = \"\"\"x\"\"\"\"\"; b = '''\n[[claim]]\n'''\n",
            "a = [ 'x', '''\n[[claim]]\n''' ]\n",
            "a = '\\' # \"\nb = \"\"\"''' \n[[claim]]\n\"\"\"\n",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn what_looks_like_a_string_hides_no_header() {
        for line in
            ["# '''", "a = \"'''\"", "a = '\"\"\"'", "a = \"\\\"\"", "a = ''", "a = \"\"\"x\"\"\"\"", "a = 'it's'", "a = \"x"]
        {
            let text = format!("{line}\n[[claim]]\n");
            assert_eq!(cut(&text).len(), 2, "{line}");
        }
    }

    #[test]
    fn pieces_are_whole_tables_and_together_the_whole_file() {
        let path = std::env::temp_dir().join(format!("parallax-pieces-{}.toml", std::process::id()));
        let text = "[[claim]]\nid = \"x\"\n  [[claim.excerpt]]\n  quote = '''\n[[claim]]\n'''\n".repeat(3 * PIECE / 60);
        std::fs::write(&path, &text).unwrap();
        let files = Table::from(vec![SourceFile::on_disk(path.clone())]);
        let pieces: Vec<Piece<'_>> = Pieces::of(&files, files.ids().collect()).map(|piece| piece.ok().unwrap()).collect();
        std::fs::remove_file(path).unwrap();
        assert!(pieces.len() > 2);
        let mut base = 0;
        for piece in &pieces {
            assert_eq!(piece.base, base);
            assert_eq!(piece.text, &text.as_bytes()[base..base + piece.text.len()]);
            assert!(piece.text.starts_with(b"[[claim]]\nid"));
            base += piece.text.len();
        }
        assert_eq!(base, text.len());
    }

    /// Lines that may stand in a string of several lines.
    fn inner() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec!["[[claim]]", " [[claim]]", "# no comment", "x = 'y'", "''", "\"\"", "[", ""]);
        prop::collection::vec(line, 0..4).prop_map(|lines| lines.join("\n"))
    }

    /// A statement of TOML, with `#` for its key.
    fn statement() -> impl Strategy<Value = String> {
        let line = vec![
            "[[claim]]",
            "  [[claim]]",
            "[[outlet]] # '''",
            "[[claim.excerpt]]",
            "# \"\"\"",
            "",
            "#= \"\"",
            "#= ''",
            "#= \"\\\"'''\"",
            "#= '\"\"\"\\'",
            "#= [\n1,\n2]",
            "#= [\"a\",\n'b' # it's\n]",
            "#= \"\"\"\"x\"\"\"\"",
            "#= '''x'''''",
            "#= { a = '''\n''' }",
        ];
        prop_oneof![
            prop::sample::select(line).prop_map(String::from),
            inner().prop_map(|inner| format!("#= \"\"\"{inner}\\\"\"\"\\\\\"\"\"")),
            inner().prop_map(|inner| format!("#= '''{inner}\\'''")),
            inner().prop_map(|inner| format!("#= [ \"\"\"{inner}\n\"\"\", '''\n{inner}x''' ]")),
        ]
    }

    proptest! {
        #[test]
        fn parts_say_what_the_whole_says(statements in prop::collection::vec(statement(), 0..12)) {
            let mut text = String::from("[[claim]]\n");
            for (index, statement) in statements.iter().enumerate() {
                text.push_str(&statement.replace("#=", &format!("key{index} =")));
                text.push('\n');
            }
            let whole: toml::Table = text.parse().unwrap();
            let mut joined = toml::Table::new();
            for part in cut(&text) {
                for (key, value) in part.parse::<toml::Table>().unwrap() {
                    let (Some(rows), toml::Value::Array(more)) =
                        (joined.entry(key).or_insert_with(|| toml::Value::Array(Vec::new())).as_array_mut(), value)
                    else {
                        panic!("only arrays of tables stand at the top");
                    };
                    rows.extend(more);
                }
            }
            prop_assert_eq!(joined, whole);
        }
    }
}
