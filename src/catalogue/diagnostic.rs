//! What is wrong with a catalogue, as a person or a program is told.
//!
//! Shown in the manner of `rustc`: severity and message, the place, the line with a caret under the exact words, what to do.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use serde::{Serialize, Serializer};

use super::Place;
use crate::text::{clean::displayable, wrap::width};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The catalogue cannot be opened.
    Error,
    /// The catalogue can be opened, and yet somebody should look.
    Warning,
    /// A warning that the catalogue's `format` is too old to know of: nothing fails for it.
    Hint,
}

impl Severity {
    /// As written before a message.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of a warning: what `accepted` answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// The file, or the folder where it is about none of its files.
    #[serde(serialize_with = "lossy")]
    pub path: PathBuf,
    /// The same with the byte at which it begins; none where it is about the whole file.
    #[serde(skip)]
    pub place: Option<Place>,
    /// Line, counted from 1; none where it is about the whole file.
    pub line: Option<usize>,
    /// Column in code points, counted from 1.
    pub column: Option<usize>,
    /// What to do.
    pub help: Option<String>,
    /// The line itself.
    #[serde(skip)]
    pub snippet: Option<Snippet>,
    /// Another place that one has to see to understand, with what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also: Option<Also>,
}

impl Diagnostic {
    /// On one line: "closing.toml:12: unknown stance `afirms`".
    pub fn in_short(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy();
        let line = self.line.map(|line| format!(":{line}")).unwrap_or_default();
        displayable(&format!("{name}{line}: {}", self.message)).into_owned()
    }
}

/// A line with the words in it that something is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// What stands before the words.
    pub before: String,
    /// The words themselves; those on the first line, where there are several.
    pub marked: String,
    /// What stands after them.
    pub after: String,
}

/// Another place that a diagnostic speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Also {
    /// What is there.
    pub label: &'static str,
    /// The file.
    #[serde(serialize_with = "lossy")]
    pub path: PathBuf,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in code points, counted from 1.
    pub column: usize,
    /// The line itself.
    #[serde(skip)]
    pub snippet: Snippet,
}

fn lossy<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

/// Everything that is wrong with a catalogue, by path, line and column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// In order, whatever the order of `diagnostics`.
    pub fn new(mut diagnostics: Vec<Diagnostic>) -> Self {
        diagnostics.sort_by(|a, b| (&a.path, a.line, a.column, a.severity).cmp(&(&b.path, b.line, b.column, b.severity)));
        Self(diagnostics)
    }

    /// These and `others`, in order.
    #[must_use]
    pub fn and(self, others: Self) -> Self {
        Self::new(self.0.into_iter().chain(others.0).collect())
    }

    /// What keeps a file from being read, what matters most first; none where nothing does.
    pub fn first_error(&self) -> Option<&Diagnostic> {
        self.iter().find(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are of `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl std::error::Error for Diagnostics {}

/// One block each, an empty line between two.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{diagnostic}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.map(|name| format!("[{name}]")).unwrap_or_default();
        writeln!(f, "{}{name}: {}", self.severity.name(), displayable(&self.message))?;
        let last = self.line.max(self.also.as_ref().map(|also| also.line)).unwrap_or(0);
        let margin = if last == 0 { 1 } else { last.to_string().len() };
        let place = Position { path: &self.path, line: self.line, column: self.column };
        writeln!(f, "{:margin$}--> {place}", "")?;
        if let (Some(line), Some(snippet)) = (self.line, &self.snippet) {
            snippet.write(f, margin, line, '^', "")?;
        }
        if let Some(also) = &self.also {
            let place = Position { path: &also.path, line: Some(also.line), column: Some(also.column) };
            writeln!(f, "{:margin$}::: {place}", "")?;
            also.snippet.write(f, margin, also.line, '-', also.label)?;
        }
        match &self.help {
            Some(help) => writeln!(f, "{:margin$} = help: {}", "", displayable(help)),
            None => Ok(()),
        }
    }
}

struct Position<'a> {
    path: &'a Path,
    line: Option<usize>,
    column: Option<usize>,
}

impl fmt::Display for Position<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&displayable(&self.path.to_string_lossy()))?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        Ok(())
    }
}

/// The longest line that is shown whole, in code points.
pub(super) const SNIPPET: usize = 100;

impl Snippet {
    /// The line that consists of `before`, `marked` and `after`, or of a long one what stands around `marked`.
    pub(super) fn around(before: &str, marked: &str, after: &str) -> Self {
        let length = |text: &str| text.chars().count();
        if length(before) + length(marked) + length(after) <= SNIPPET {
            return Self { before: before.into(), marked: marked.into(), after: after.into() };
        }
        let marked = first(marked, SNIPPET * 2 / 3);
        let before = last(before, (SNIPPET - length(&marked)) * 2 / 3);
        let after = first(after, SNIPPET - length(&marked) - length(&before));
        Self { before, marked, after }
    }

    /// The parts are made displayable one by one, so that what is marked stays under its marks whatever stands before it.
    fn write(&self, f: &mut fmt::Formatter<'_>, margin: usize, line: usize, mark: char, label: &str) -> fmt::Result {
        let [before, marked, after] = [&self.before, &self.marked, &self.after].map(|part| {
            let part = part.replace('\t', "    ");
            displayable(&part).into_owned()
        });
        writeln!(f, "{:margin$} |", "")?;
        writeln!(f, "{line:margin$} | {}", format!("{before}{marked}{after}").trim_end())?;
        let marks = mark.to_string().repeat(width(&marked).max(1));
        let marks = format!("{marks} {label}");
        writeln!(f, "{:margin$} | {:indent$}{}", "", "", marks.trim_end(), indent = width(&before))
    }
}

/// The first `count` code points of `text`, the last of them `…` where something is missing.
fn first(text: &str, count: usize) -> String {
    match text.char_indices().nth(count) {
        None => text.into(),
        Some(_) => text.chars().take(count.saturating_sub(1)).chain(['…']).collect(),
    }
}

/// The last `count` code points of `text`, the first of them `…` where something is missing.
fn last(text: &str, count: usize) -> String {
    let skipped = text.chars().count().saturating_sub(count);
    if skipped == 0 { text.into() } else { ['…'].into_iter().chain(text.chars().skip(skipped + 1)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostic(path: &str, line: Option<usize>, snippet: Option<Snippet>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            name: Some("strange-words"),
            message: "strange\u{7} words".into(),
            path: path.into(),
            place: None,
            line,
            column: line,
            help: Some("choose others".into()),
            snippet,
            also: None,
        }
    }

    #[test]
    fn they_stand_by_path_line_and_column() {
        let order = [("a", None), ("a", Some(2)), ("a", Some(10)), ("b", Some(1))];
        let diagnostics = Diagnostics::new(order.iter().rev().map(|&(path, line)| diagnostic(path, line, None)).collect());
        let places: Vec<_> = diagnostics.iter().map(|diagnostic| (diagnostic.path.to_str().unwrap(), diagnostic.line)).collect();
        assert_eq!(places, order);
    }

    #[test]
    fn json_has_seven_keys() {
        let json = serde_json::to_value(Diagnostics::new(vec![diagnostic("a.toml", Some(3), None)])).unwrap();
        let expected = serde_json::json!([{
            "severity": "warning",
            "name": "strange-words",
            "message": "strange\u{7} words",
            "path": "a.toml",
            "line": 3,
            "column": 3,
            "help": "choose others",
        }]);
        assert_eq!(json, expected);
    }

    #[test]
    fn marks_stand_under_the_words_whatever_stands_before_them() {
        let snippet = Snippet::around("\t投\u{1b}e\u{301} ", "票\u{202e}x", " rest");
        let shown = diagnostic("a\u{1b}.toml", Some(3), Some(snippet)).to_string();
        let expected = "\
warning[strange-words]: strange␇ words
 --> a␛.toml:3:3
  |
3 |     投␛e\u{301} 票\u{fffd}x rest
  |          ^^^^
  = help: choose others
";
        assert_eq!(shown, expected);
    }

    #[test]
    fn of_a_long_line_the_surroundings_are_shown() {
        let long = "harbour ".repeat(50);
        let Snippet { before, marked, after } = Snippet::around(&long, "bridge", &long);
        assert_eq!(marked, "bridge");
        assert!(before.starts_with('…') && before.ends_with("harbour "), "{before}");
        assert!(after.starts_with("harbour ") && after.ends_with('…'), "{after}");
        assert_eq!(format!("{before}{marked}{after}").chars().count(), SNIPPET);
        let marked = Snippet::around("", &long, "").marked;
        assert!(marked.ends_with('…') && marked.chars().count() < SNIPPET, "{marked}");
    }
}
