//! A new document in a catalogue: the rows that are written, and where.
//!
//! They stand below the last document of its file, before whatever follows there and the comments over that; in a catalogue without
//! documents at the end of the first file. Everything that is there stays as it is.

use std::fs;

use toml::value::Date;

use super::{Change, EditError, FileChanges, blocks::end_of_table, layout};
use crate::catalogue::{Catalogue, FileId, PartKind, Place, Span};

/// A document that a catalogue does not have yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewDocument {
    /// A slug that no document has.
    pub id: String,
    /// Id of who published it.
    pub outlet: String,
    /// The name of the outlet, where the catalogue does not have it yet.
    pub outlet_name: Option<String>,
    /// As printed over it.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// On which day.
    pub published: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// Id of the document it is a copy of.
    pub copy_of: Option<String>,
    /// Length of its text in code points.
    pub chars: usize,
    /// SHA-256 of its text file, in lower-case hexadecimal.
    pub sha256: String,
    /// What of it is no body.
    pub parts: Vec<NewPart>,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPart {
    /// What it is.
    pub kind: PartKind,
    /// Its first words.
    pub from: String,
    /// Its last words.
    pub to: String,
    /// Where it stands in the text.
    pub span: Span,
}

fn string(text: &str) -> String {
    layout::string(text, false)
}

impl NewDocument {
    /// Its tables, with a line break at the end.
    fn tables(&self) -> String {
        let mut tables = String::new();
        if let Some(name) = &self.outlet_name {
            tables += &format!("[[outlet]]\nid   = {}\nname = {}\n\n", string(&self.outlet), string(name));
        }
        let text = |key, value: Option<&str>| Some((key, string(value?)));
        let rows = [
            text("id", Some(&self.id)),
            text("outlet", Some(&self.outlet)),
            text("title", Some(&self.title)),
            text("author", self.author.as_deref()),
            self.published.map(|day| ("published", day.to_string())),
            text("url", self.url.as_deref()),
            text("copy_of", self.copy_of.as_deref()),
            Some(("chars", self.chars.to_string())),
            text("sha256", Some(&self.sha256)),
        ];
        tables += "[[document]]\n";
        let width = layout::column(rows.iter().flatten().map(|(key, _)| *key));
        for (key, value) in rows.into_iter().flatten() {
            tables += &format!("{key:<width$} = {value}\n");
        }
        for NewPart { kind, from, to, span } in &self.parts {
            tables += &format!("\n  [[document.part]]\n  kind = {}\n", string(kind.name()));
            tables += &format!("  from = {}\n  to   = {}\n  span = [{}, {}]\n", string(from), string(to), span.start, span.end);
        }
        tables
    }
}

/// What would be written into a file of `catalogue` for it to have `document`.
///
/// # Errors
///
/// Where the catalogue is in no file, its file cannot be read or no longer holds what was loaded, or has its documents in one value
/// where none can be added.
pub fn add(catalogue: &Catalogue, document: &NewDocument) -> Result<FileChanges, EditError> {
    let last = catalogue.documents.iter().map(|document| document.place).max();
    let file = last.map_or(FileId::new(0), |last| last.file);
    let source = catalogue.files.get(file).filter(|source| source.held.is_none()).ok_or(EditError::NoFile)?;
    let before = fs::read_to_string(&source.path).map_err(|error| EditError::Io(source.path.clone(), error))?;
    let at = match last {
        None => before.len(),
        Some(last) => {
            let header = before.get(last.offset as usize..).ok_or_else(|| EditError::Changed(source.path.clone()))?;
            if !header.starts_with("[[") {
                return Err(EditError::InOneValue(source.path.clone()));
            }
            let follows = |place: &Place| place.file == file && place.offset > last.offset;
            let next = catalogue.records().filter(follows).map(|place| place.offset as usize).min();
            end_of_table(&before, next.unwrap_or(before.len()).min(before.len()))
        }
    };
    let line_break = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if before[..at].is_empty() || before[..at].ends_with('\n') { "" } else { "\n" };
    let gap = format!("{gap}{}", if before[..at].trim().is_empty() { "" } else { "\n" });
    let new = format!("{gap}{}", document.tables()).replace('\n', line_break);
    let line = 1 + before[..at].matches('\n').count() + gap.matches('\n').count();
    let change = Change { line, key: "document", old: None, new: Some(document.id.clone()), splices: vec![(at..at, new)] };
    Ok(FileChanges { path: source.path.clone(), changes: vec![change], before })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Origin, Progress, load};

    fn document() -> NewDocument {
        NewDocument {
            id: "bridge".into(),
            outlet: "bay".into(),
            title: "Bridge \"shut\"".into(),
            chars: 30,
            sha256: "ab".repeat(32),
            parts: vec![NewPart {
                kind: PartKind::Headline,
                from: "Bridge".into(),
                to: "shut".into(),
                span: Span { start: 0, end: 11 },
            }],
            ..NewDocument::default()
        }
    }

    const ADDED: &str = "[[document]]\nid     = \"bridge\"\noutlet = \"bay\"\ntitle  = 'Bridge \"shut\"'\nchars  = 30\n";

    /// `before` with the document added, which can be read again.
    fn added(before: &str, document: &NewDocument) -> Result<String, EditError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("catalogue.toml");
        fs::write(&path, before).unwrap();
        let origin = Origin::Path(folder.path().to_owned());
        let catalogue = load(&origin, &Progress::default()).unwrap().catalogue;
        let plan = add(&catalogue, document)?;
        super::super::write(std::slice::from_ref(&plan))?;
        let text = fs::read_to_string(&path).unwrap();
        let line = text.lines().position(|line| line.contains("[[document]]") || line.contains("[[outlet]]"));
        assert!(line.is_some() && text.lines().nth(plan.changes[0].line - 1).unwrap().starts_with("[["), "{text}");
        let again = load(&origin, &Progress::default()).unwrap().catalogue;
        assert_eq!(again.documents.len(), catalogue.documents.len() + 1);
        Ok(text)
    }

    #[test]
    fn it_stands_after_the_last_document_and_before_what_follows() {
        let head = "title = 'B'\n[[outlet]]\nid = 'bay'\nname = 'Bay'\n";
        let old = "[[document]]\nid = 'old'\noutlet = 'bay'\ntitle = 'Old'\n\n  [[document.part]]\n  kind = 'byline'\n  from = 'By'\n  to = 'Ada'\n";
        let event = "\n# What it is about.\n[[event]]\nid = 'closing'\ntitle = 'C'\n";
        let text = added(&format!("{head}{old}{event}"), &document()).unwrap();
        assert!(
            text.starts_with(&format!("{head}{old}\n{ADDED}")) && text.ends_with(&format!("span = [0, 11]\n{event}")),
            "{text}"
        );
        let text = added(&format!("{head}{}", old.trim_end()), &document()).unwrap();
        assert!(text.starts_with(&format!("{head}{}\n\n{ADDED}", old.trim_end())), "{text}");
    }

    #[test]
    fn it_brings_its_outlet_where_there_is_none() {
        let new = NewDocument { outlet_name: Some("Bay Courier".into()), ..document() };
        let text = added("title = 'B'\r\n# Nothing yet.\r\n", &new).unwrap();
        assert!(
            text.contains("yet.\r\n\r\n[[outlet]]\r\nid   = \"bay\"\r\nname = \"Bay Courier\"\r\n\r\n[[document]]\r\n"),
            "{text}"
        );
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }

    #[test]
    fn documents_in_one_value_take_no_other() {
        let text =
            "title = 'B'\noutlet = [{ id = 'bay', name = 'B' }]\ndocument = [{ id = 'old', outlet = 'bay', title = 'O' }]\n";
        assert!(matches!(added(text, &document()), Err(EditError::InOneValue(_))));
    }
}
