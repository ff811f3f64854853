//! Merge conflicts that nobody has resolved: both sides stand in the file, between marks that Git wrote.
//!
//! Read as they are, the marks are no TOML and every id of both sides stands there twice. So each conflict is told once, and the
//! file is read as its first side has it.

use std::{borrow::Cow, ops::Range};

use memchr::memmem;

/// What begins the first side, the common origin (not in every conflict), the second side, and the rest of the file.
const FIRST: &str = "<<<<<<< ";
const ORIGIN: &str = "||||||| ";
const SECOND: &str = "=======";
const REST: &str = ">>>>>>> ";

/// A conflict by its marks, in bytes of the text; where the last one is missing it is the line at which the text ends.
pub(super) struct Conflict {
    pub(super) opening: Range<usize>,
    pub(super) closing: Range<usize>,
}

/// `text` with blanks for the marks of conflicts and for all but their first sides, so that what is left keeps its place; and the
/// conflicts.
pub(super) fn first_sides(text: Cow<'_, str>) -> (Cow<'_, str>, Vec<Conflict>) {
    if memmem::find(text.as_bytes(), FIRST.as_bytes()).is_none() {
        return (text, Vec::new());
    }
    let mut conflicts: Vec<Conflict> = Vec::new();
    let mut kept = String::with_capacity(text.len());
    // The conflict that the line stands in, and whether in its first side.
    let mut open: Option<(Conflict, bool)> = None;
    for line in text.split_inclusive('\n') {
        let mark = kept.len()..kept.len() + line.trim_end().len();
        let (hidden, next) = match open.take() {
            None if line.starts_with(FIRST) => (true, Some((Conflict { opening: mark.clone(), closing: mark }, true))),
            None => (false, None),
            Some((conflict, _)) if line.starts_with(REST) => {
                conflicts.push(Conflict { closing: mark, ..conflict });
                (true, None)
            }
            Some((conflict, _)) if line.starts_with(ORIGIN) || line.trim_end() == SECOND => (true, Some((conflict, false))),
            Some((conflict, first)) => (!first, Some((Conflict { closing: mark, ..conflict }, first))),
        };
        open = next;
        if hidden {
            let blank = |byte| if matches!(byte, b'\r' | b'\n') { char::from(byte) } else { ' ' };
            kept.extend(line.bytes().map(blank));
        } else {
            kept.push_str(line);
        }
    }
    conflicts.extend(open.map(|(conflict, _)| conflict));
    (Cow::Owned(kept), conflicts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<[&str; 2]>) {
        let (kept, conflicts) = first_sides(Cow::Borrowed(text));
        assert_eq!(kept.len(), text.len());
        let marks = |conflict: Conflict| [&text[conflict.opening], &text[conflict.closing]];
        let lines: Vec<&str> = kept.lines().map(str::trim_end).collect();
        (lines.join("\n"), conflicts.into_iter().map(marks).collect())
    }

    #[test]
    fn of_a_conflict_the_first_side_is_kept_in_its_place() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 2\n||||||| bridge\nb = 0\n=======\r\nb = 'é'\n>>>>>>> ferry\nc = 4";
        assert_eq!(read(text), ("a = 1\n\nb = 2\n\n\n\n\n\nc = 4".into(), vec![["<<<<<<< HEAD", ">>>>>>> ferry"]]));
    }

    #[test]
    fn a_conflict_may_have_lost_its_end() {
        assert_eq!(read("<<<<<<< HEAD\nb = 2"), ("\nb = 2".into(), vec![["<<<<<<< HEAD", "b = 2"]]));
    }

    #[test]
    fn marks_within_a_line_are_words() {
        for text in ["a = '<<<<<<< HEAD'\n", "a = 1\n=======\n>>>>>>> ferry\n"] {
            assert_eq!(read(text), (text.trim_end().into(), vec![]));
        }
    }
}
