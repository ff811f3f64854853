//! Writes into the files of a catalogue where its quotations stand and what its texts are, and touches nothing else.
//!
//! A change replaces the bytes of a number or a hash, or adds one line; every other byte stays: comments, order, indentation,
//! line endings, a byte order mark, a missing last line break. (That is why this works on bytes, at the places where the parser
//! saw a value. A parsed document that is printed back has other line endings.) [`plan`] says what would change and writes
//! nothing; [`write()`] writes just that.
//!
//! A file in which the excerpt or document is not what was loaded, or that changes between plan and writing, is refused. Each
//! file is written whole beside itself, forced to the disk and then renamed, so that one finds either the old or the new,
//! whatever happens. A change to several files may end half-way; made again, it goes on from there.
//!
//! This is an edge of the program: it reads and writes files. What should stand in them is found in [`crate::compare`].

use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
    fmt, fs,
    io::{self, Write},
    ops::Range,
    path::{Path, PathBuf},
};

use memchr::memchr_iter;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Catalogue, DocumentId, ExcerptId, FileId, Span, pieces::tables};

/// What should stand in a catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Where excerpts stand for certain.
    pub spans: Vec<(ExcerptId, Span)>,
    /// Length in code points and SHA-256 of the texts of documents.
    pub texts: Vec<(DocumentId, u32, Box<str>)>,
}

/// What would be written into one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChanges {
    /// The file, as the catalogue names it.
    pub path: PathBuf,
    /// What changes in it, from the top down.
    pub changes: Vec<Change>,
    before: String,
}

/// One value that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The line, counted from 1, on which the value begins, or after which it is added.
    pub line: usize,
    /// `span`, `chars` or `sha256`.
    pub key: &'static str,
    /// What is written there, if anything.
    pub old: Option<String>,
    /// What would be.
    pub new: String,
    /// Bytes of the file, in order, each with what takes their place.
    splices: Vec<(Range<usize>, String)>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} → {}", self.key, self.old.as_deref().unwrap_or("none"), self.new)
    }
}

/// What in `catalogue` differs from `facts`, by file, without the files in which nothing does.
///
/// # Errors
///
/// Where such a file cannot be read or no longer holds what was loaded; where the catalogue is built in.
pub fn plan(catalogue: &Catalogue, facts: &Facts) -> Result<Vec<FileChanges>, EditError> {
    let mut plans = Vec::new();
    for (file, tables) in stale(catalogue, facts) {
        let source = &catalogue.files[file];
        if source.built_in.is_some() {
            return Err(EditError::BuiltIn);
        }
        let before = fs::read_to_string(&source.path).map_err(|error| EditError::Io(source.path.clone(), error))?;
        let changes = changes(&before, &tables).ok_or_else(|| EditError::Changed(source.path.clone()))?;
        plans.push(FileChanges { path: source.path.clone(), changes, before });
    }
    Ok(plans)
}

/// Writes what was planned, one file after the other.
///
/// # Errors
///
/// For the first file that changed since the plan or cannot be written. It is as it was, and so are those after it.
pub fn write(plans: &[FileChanges]) -> Result<(), EditError> {
    for plan in plans {
        let failed = |error| EditError::Io(plan.path.clone(), error);
        // What is renamed onto a link would take the place of the link.
        let path = fs::canonicalize(&plan.path).map_err(failed)?;
        if fs::read(&path).map_err(failed)? != plan.before.as_bytes() {
            return Err(EditError::Changed(plan.path.clone()));
        }
        replace(&path, &plan.after()).map_err(failed)?;
    }
    Ok(())
}

impl FileChanges {
    /// The file as it would be.
    pub fn after(&self) -> String {
        let mut after = String::with_capacity(self.before.len() + 64 * self.changes.len());
        let mut copied = 0;
        for (range, text) in self.changes.iter().flat_map(|change| &change.splices) {
            after.push_str(&self.before[copied..range.start]);
            after.push_str(text);
            copied = range.end;
        }
        after.push_str(&self.before[copied..]);
        after
    }
}

/// Puts `content` in the place of the file at `path`: as a whole or not at all.
fn replace(path: &Path, content: &str) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Begins with a dot, so that it is no file of the catalogue should it be left behind.
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let mut file = fs::File::create_new(&beside)?;
    let written = fs::metadata(path)
        .and_then(|metadata| file.set_permissions(metadata.permissions()))
        .and_then(|()| file.write_all(content.as_bytes()))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first failure is the one to tell of.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A table in which something should be written.
struct Stale<'a> {
    /// Where it begins in its file, in bytes.
    offset: usize,
    /// Keys that tell whether it is still the table that was loaded.
    known_by: Vec<(&'static str, &'a str)>,
    values: Vec<(Key, String)>,
}

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Span,
    Chars,
    Sha256,
}

impl Key {
    const fn name(self) -> &'static str {
        match self {
            Self::Span => "span",
            Self::Chars => "chars",
            Self::Sha256 => "sha256",
        }
    }

    /// The keys after which it is added where it is missing.
    const fn follows(self) -> &'static [&'static str] {
        match self {
            Self::Span => &["quote", "prefix", "suffix"],
            Self::Chars => &["id", "outlet", "title", "author", "published", "genre", "copy_of"],
            Self::Sha256 => &["id", "outlet", "title", "author", "published", "genre", "copy_of", "chars"],
        }
    }
}

/// The tables that do not say what `facts` say, by file and then from the top down.
fn stale<'a>(catalogue: &'a Catalogue, facts: &Facts) -> BTreeMap<FileId, Vec<Stale<'a>>> {
    let mut stale: BTreeMap<FileId, Vec<Stale<'a>>> = BTreeMap::new();
    for (id, span) in &facts.spans {
        let excerpt = &catalogue.excerpts[*id];
        if excerpt.span != Some(*span) {
            let document: &str = &catalogue.documents[excerpt.document].id;
            stale.entry(excerpt.place.file).or_default().push(Stale {
                offset: excerpt.place.offset as usize,
                known_by: vec![("document", document), ("quote", excerpt.quote.written())],
                values: vec![(Key::Span, format!("[{}, {}]", span.start, span.end))],
            });
        }
    }
    for (id, chars, sha256) in &facts.texts {
        let document = &catalogue.documents[*id];
        let mut values = Vec::new();
        if document.chars != Some(*chars) {
            values.push((Key::Chars, chars.to_string()));
        }
        if document.sha256.as_ref() != Some(sha256) {
            values.push((Key::Sha256, format!("\"{sha256}\"")));
        }
        if !values.is_empty() {
            let offset = document.place.offset as usize;
            let known_by = vec![("id", &*document.id)];
            stale.entry(document.place.file).or_default().push(Stale { offset, known_by, values });
        }
    }
    for tables in stale.values_mut() {
        tables.sort_by_key(|table| table.offset);
    }
    stale
}

/// What changes in a file that reads `text`; none where one of the tables is not there or not what it was.
fn changes(text: &str, stale: &[Stale<'_>]) -> Option<Vec<Change>> {
    let mut found = Vec::new();
    let mut stale = stale.iter().peekable();
    // Table by table, because the parser keeps nine times what it reads.
    for part in tables(text) {
        let mut here = std::iter::from_fn(|| stale.next_if(|table| part.contains(&table.offset))).peekable();
        if here.peek().is_none() {
            continue;
        }
        let parsed = DeTable::parse(&text[part.clone()]).ok()?;
        let mut by_start = HashMap::new();
        collect(parsed.get_ref(), &mut by_start);
        for wanted in here {
            let table = by_start.get(&(wanted.offset - part.start))?;
            let record = Record { text, base: part.start, offset: wanted.offset, table };
            if !wanted.known_by.iter().all(|(key, value)| record.says(key, value)) {
                return None;
            }
            for (key, value) in &wanted.values {
                found.push(record.change(*key, value.clone())?);
            }
        }
    }
    if stale.next().is_some() {
        return None;
    }
    found.sort_by_key(Change::at);
    number_lines(text, &mut found);
    Some(found)
}

/// All tables of the arrays below `table`, by the byte at which they begin.
fn collect<'t, 'i>(table: &'t DeTable<'i>, by_start: &mut HashMap<usize, &'t DeTable<'i>>) {
    for value in table.values() {
        match value.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    if let DeValue::Table(table) = item.get_ref() {
                        by_start.insert(item.span().start, table);
                        collect(table, by_start);
                    }
                }
            }
            // The claim of an excerpt that stands apart from it, below another table.
            DeValue::Table(table) => collect(table, by_start),
            _ => {}
        }
    }
}

impl Change {
    fn at(&self) -> usize {
        self.splices.first().map_or(0, |(range, _)| range.start)
    }
}

/// Sets the lines of `changes`, which are in order.
fn number_lines(text: &str, changes: &mut [Change]) {
    let (mut line, mut counted) = (1, 0);
    for change in changes {
        let at = change.at();
        line += memchr_iter(b'\n', &text.as_bytes()[counted..at]).count();
        counted = at;
        // A line of its own is added after the line break.
        change.line = if text[..at].ends_with('\n') { line - 1 } else { line };
    }
}

/// A table of a file.
struct Record<'r, 'i> {
    text: &'r str,
    /// Where in the text the spans of the table are counted from.
    base: usize,
    /// Where in the text the table begins.
    offset: usize,
    table: &'r DeTable<'i>,
}

impl Record<'_, '_> {
    fn says(&self, key: &str, expected: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.get_ref().as_str() == Some(expected))
    }

    fn place<T>(&self, value: &Spanned<T>) -> Range<usize> {
        let span = value.span();
        self.base + span.start..self.base + span.end
    }

    /// The change that makes the table say `new` under `key`; none where it says there what no catalogue may.
    fn change(&self, key: Key, new: String) -> Option<Change> {
        let name = key.name();
        let Some(value) = self.table.get(name) else {
            return Some(Change { line: 0, key: name, old: None, splices: vec![self.addition(key, &new)?], new });
        };
        let whole = self.place(value);
        let splices = match value.get_ref() {
            // Number by number: there may be a comment between them.
            DeValue::Array(items) if items.len() == 2 => {
                let numbers = new.trim_matches(['[', ']']).split(", ").map(str::to_owned);
                items.iter().map(|item| self.place(item)).zip(numbers).collect()
            }
            DeValue::Array(_) | DeValue::Table(_) => return None,
            _ => vec![(whole.clone(), new.clone())],
        };
        Some(Change { line: 0, key: name, old: Some(self.text[whole].to_owned()), new, splices })
    }

    /// Where a line for `key` is added, and the line.
    fn addition(&self, key: Key, value: &str) -> Option<(Range<usize>, String)> {
        let (before, after) = key
            .follows()
            .iter()
            .filter_map(|name| self.table.get_key_value(*name))
            .map(|(key, value)| (self.place(key), self.place(value)))
            .max_by_key(|(_, value)| value.end)?;
        let name = key.name();
        if self.text[self.offset..].starts_with('{') {
            return Some((after.end..after.end, format!(", {name} = {value}")));
        }
        let line = self.text[..before.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &self.text[line..before.start];
        let column = self.column_of_signs().unwrap_or(0).saturating_sub(indent.len());
        let entry = format!("{indent}{name:<0$} = {value}", column.saturating_sub(1));
        let rest = &self.text[after.end..];
        let first_line = self.text.split_inclusive('\n').next();
        let line_break = if first_line.is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
        Some(match rest.find('\n') {
            Some(end) => (after.end + end + 1..after.end + end + 1, entry + line_break),
            None => (self.text.len()..self.text.len(), line_break.to_owned() + &entry),
        })
    }

    /// The column in which the equals signs of the table stand, where somebody aligned them.
    fn column_of_signs(&self) -> Option<usize> {
        let aligned = self.table.keys().filter_map(|key| {
            let key = self.place(key);
            let blanks = self.text[key.end..].find('=')?;
            let line = self.text[..key.end].rfind('\n').map_or(0, |at| at + 1);
            (blanks > 1).then_some(key.end + blanks - line)
        });
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        aligned.for_each(|column| *count.entry(column).or_default() += 1);
        count.into_iter().max_by_key(|&(_, count)| count).map(|(column, _)| column)
    }
}

/// Why a catalogue could not be changed.
#[derive(Debug)]
pub enum EditError {
    /// It is compiled into the program.
    BuiltIn,
    /// What stands in this file is not what was loaded.
    Changed(PathBuf),
    /// This file could not be read or written.
    Io(PathBuf, io::Error),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("the built-in catalogue cannot be changed; change a copy of it in a folder"),
            Self::Changed(path) => write!(f, "{}: changed since it was read, so it was left alone; try again", path.display()),
            Self::Io(path, error) => write!(f, "{}: left as it was: {error}", path.display()),
        }
    }
}

impl Error for EditError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Origin, Progress, SourceFile, load};

    const HEAD: &str = "title = \"Bridge\"\n\n[[outlet]]\nid = \"bay\"\nname = \"Bay Courier\"\n\n[[event]]\nid = \"closing\"\n\
        title = \"The closing\"\n";

    /// A catalogue of one file.
    struct Fixture {
        folder: tempfile::TempDir,
        catalogue: Catalogue,
    }

    impl Fixture {
        fn new(text: &str) -> Self {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("bridge.toml"), text).unwrap();
            let catalogue = Self::load(folder.path());
            Self { folder, catalogue }
        }

        fn load(path: &Path) -> Catalogue {
            load(&Origin::Path(path.to_owned()), &Progress::new()).unwrap().catalogue
        }

        fn path(&self) -> PathBuf {
            self.folder.path().join("bridge.toml")
        }

        fn text(&self) -> String {
            fs::read_to_string(self.path()).unwrap()
        }

        fn plan(&self, facts: &Facts) -> Result<Vec<FileChanges>, EditError> {
            plan(&self.catalogue, facts)
        }
    }

    /// The first excerpt stands at 20 to 26.
    fn span() -> Facts {
        Facts { spans: vec![(ExcerptId::new(0), Span { start: 20, end: 26 })], texts: Vec::new() }
    }

    /// The first document has 30 code points.
    fn length() -> Facts {
        Facts { spans: Vec::new(), texts: vec![(DocumentId::new(0), 30, "ab".repeat(32).into())] }
    }

    fn claim(excerpt: &str) -> String {
        format!(
            "{HEAD}\n[[document]]\nid = \"bay\"\noutlet = \"bay\"\ntitle = \"Closed\"\n\n[[claim]]\nid = \"closed\"\n\
            event = \"closing\"\ntitle = \"It is closed\"\n\n{excerpt}"
        )
    }

    fn document(keys: &str) -> String {
        format!("{HEAD}\n[[document]]\n{keys}")
    }

    /// What `facts` make of `before`, by plan and on the disk.
    fn edited(before: &str, facts: &Facts) -> String {
        let fixture = Fixture::new(before);
        let plans = fixture.plan(facts).unwrap();
        assert_eq!(fixture.text(), before, "a plan writes nothing");
        write(&plans).unwrap();
        assert_eq!(fixture.text(), plans[0].after());
        let again = Fixture::load(fixture.folder.path());
        assert_eq!(plan(&again, facts).unwrap(), [], "what is written is read again");
        fixture.text()
    }

    #[test]
    fn a_span_is_replaced_and_all_else_stays() {
        let before = claim(
            "  # one\n  [[claim.excerpt]]   # two\n  document = \"bay\"\n  quote    = '''it is\n  closed''' # three\n\
            \t span = [ 2_0, # from\n     0x19 ,] # to\n  stance   = \"affirms\"\n\n\n# end",
        );
        let after = edited(&before, &span());
        assert_eq!(after, before.replace("2_0", "20").replace("0x19", "26"));
    }

    #[test]
    fn a_missing_span_is_added_below_the_words_and_aligned_as_they_are() {
        let aligned = "  [[claim.excerpt]]\n  document = \"bay\"\n  stance   = \"affirms\"\n  quote    = \"closed\" # so\n  note     = \"…\"\n";
        let after = edited(&claim(aligned), &span());
        assert_eq!(after, claim(&aligned.replace("# so\n", "# so\n  span     = [20, 26]\n")));
        let plain =
            "[[claim.excerpt]]\ndocument = \"bay\"\nquote=\"closed\"\nsuffix = \"\"\"to\nlorries\"\"\"\nstance = \"affirms\"\n";
        let after = edited(&claim(plain), &span());
        assert_eq!(after, claim(&plain.replace("lorries\"\"\"\n", "lorries\"\"\"\nspan = [20, 26]\n")));
    }

    #[test]
    fn an_inline_table_stays_on_its_line() {
        let before = claim("").trim_end().to_owned()
            + "\nexcerpt = [{ document = \"bay\", quote = \"closed\", stance = \"affirms\" }] # one\n";
        let after = edited(&before, &span());
        assert_eq!(after, before.replace("\"closed\", stance", "\"closed\", span = [20, 26], stance"));
    }

    #[test]
    fn an_excerpt_below_another_table_than_its_claim_is_found() {
        let excerpt = "[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n";
        let before = claim("[[frame]]\nid = \"conflict\"\nname = \"Conflict\"\n\n") + excerpt;
        assert_eq!(edited(&before, &span()), before.clone() + "span = [20, 26]\n");
    }

    #[test]
    fn line_endings_signature_and_a_missing_last_line_break_stay() {
        let unix =
            "\u{feff}".to_owned() + &claim("[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"");
        let before = unix.replace('\n', "\r\n");
        assert_eq!(edited(&before, &span()), before.clone() + "\r\nspan = [20, 26]");
        let facts = Facts { texts: length().texts, ..span() };
        let after = edited(&before, &facts);
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        assert!(after.contains("title = \"Closed\"\r\nchars = 30\r\nsha256 = \"abab"), "{after}");
    }

    #[test]
    fn length_and_hash_are_replaced_or_added() {
        let hash = "ab".repeat(32);
        let before = document("id     = \"bay\"\noutlet = \"bay\"\ntitle  = \"Closed\"\nchars  = 1_000 # long\nnote   = \"…\"\n");
        let expected = before.replace("1_000 # long\n", &format!("30 # long\nsha256 = \"{hash}\"\n"));
        assert_eq!(edited(&before, &length()), expected);
        let before = document(&format!("id = \"bay\"\noutlet = \"bay\"\ntitle = \"Closed\"\nsha256 = '{}'\n", "0".repeat(64)));
        let expected =
            before.replace(&format!("'{}'", "0".repeat(64)), &format!("\"{hash}\"")).replace("\nsha", "\nchars = 30\nsha");
        assert_eq!(edited(&before, &length()), expected);
    }

    #[test]
    fn a_plan_names_line_old_and_new() {
        let fixture = Fixture::new(&claim(
            "[[claim.excerpt]]\ndocument = \"bay\"\nquote = \"closed\"\nspan = [3, 9]\nstance = \"affirms\"\n",
        ));
        let plans = fixture.plan(&Facts { texts: length().texts, ..span() }).unwrap();
        let lines: Vec<_> = plans[0].changes.iter().map(|change| format!("{} {change}", change.line)).collect();
        let hash = "ab".repeat(32);
        assert_eq!(
            lines,
            ["14 chars none → 30".to_owned(), format!("14 sha256 none → \"{hash}\""), "24 span [3, 9] → [20, 26]".to_owned()]
        );
        assert_eq!(fixture.text().lines().nth(23), Some("span = [3, 9]"));
        assert_eq!(fixture.text().lines().nth(13), Some("title = \"Closed\""));
    }

    #[test]
    fn what_is_no_longer_what_was_loaded_is_refused() {
        let excerpt = "[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n";
        let fixture = Fixture::new(&claim(excerpt));
        for changed in [claim(excerpt).replace("closed\"\n", "shut\"\n"), format!("# new\n{}", claim(excerpt)), String::new()] {
            fs::write(fixture.path(), changed).unwrap();
            assert!(matches!(fixture.plan(&span()), Err(EditError::Changed(_))));
        }
    }

    #[test]
    fn what_changes_after_the_plan_is_refused() {
        let fixture = Fixture::new(&claim("[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n"));
        let plans = fixture.plan(&span()).unwrap();
        let changed = fixture.text() + "# mine\n";
        fs::write(fixture.path(), &changed).unwrap();
        let error = write(&plans).unwrap_err().to_string();
        assert!(error.ends_with("bridge.toml: changed since it was read, so it was left alone; try again"), "{error}");
        assert_eq!(fixture.text(), changed);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_left_as_it_was() {
        let fixture = Fixture::new(&claim("[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n"));
        let before = fixture.text();
        let plans = fixture.plan(&span()).unwrap();
        let beside = fixture.folder.path().join(format!(".bridge.toml.{}.new", std::process::id()));
        fs::create_dir(&beside).unwrap();
        assert!(matches!(write(&plans), Err(EditError::Io(..))));
        assert_eq!(fixture.text(), before);
    }

    #[test]
    fn the_built_in_catalogue_is_never_changed() {
        let mut catalogue = Fixture::new(&document("id = \"bay\"\noutlet = \"bay\"\ntitle = \"Closed\"\n")).catalogue;
        catalogue.files = vec![SourceFile { path: "bridge.toml".into(), built_in: Some("") }].into();
        assert!(matches!(plan(&catalogue, &length()), Err(EditError::BuiltIn)));
        assert_eq!(plan(&catalogue, &Facts::default()).unwrap(), []);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let elsewhere = tempfile::tempdir().unwrap();
        let real = elsewhere.path().join("real.toml");
        fs::write(&real, claim("[[claim.excerpt]]\ndocument = \"bay\"\nstance = \"affirms\"\nquote = \"closed\"\n")).unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("bridge.toml");
        symlink(&real, &link).unwrap();
        write(&plan(&Fixture::load(folder.path()), &span()).unwrap()).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(&real).unwrap().ends_with("span = [20, 26]\n"));
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing is left beside it");
    }
}
