//! Files become a [`Catalogue`]: `files` finds them, `pieces` cuts them, `read` reads the pieces side by side, `resolve` joins
//! what they say, and `source` tells the lines of what was wrong.
//!
//! All problems are found in one run. What comes out depends on the files alone: not on their order on the disk, nor on how many
//! threads read them. An error keeps a catalogue from opening, a warning does not:
//!
//! | what is wrong | severity |
//! |---|---|
//! | a path, file or folder that is not there or cannot be read; a folder without `*.toml`; a pipe or the like | error |
//! | a file of more than 512 MiB, a line of more than 1 MiB, a claim of more than 32 MiB | error |
//! | a link to a folder that it stands in | warning `link-in-circle` |
//! | a path longer than the system can open | warning `path-too-long` |
//! | bytes that are not UTF-8; text that is not TOML; a merge conflict that nobody has resolved | error |
//! | a key that is unknown, missing, given twice, of another type; `[[claim]]` beside `claim = […]` | error |
//! | text without words; a number, date, mark, span or hash that is none; an unknown stance or genre | error |
//! | an id that is no slug; one that two rows of a kind have; a mark that two outlets have | error |
//! | a second `title`, `summary`, `licence` or `format`, or no `title` at all | error |
//! | a `format` newer than the program | error, and nothing else is said |
//! | a name that nothing has | error, where every file could be read |
//! | a name given twice in one list | warning `named-twice` |
//! | a document that is a copy of itself, or of its own copy; a claim that contradicts itself | error |
//! | `absent` for a document that is quoted | error |
//! | a span beyond the end of its document | warning `span-beyond-end` |
//! | two claims of the same title | warning `same-title` |
//! | a control or bidirectional character in a text | warning `unsafe-character` |
//!
//! A record answers a warning about it with `accepted = ["name"]`: see `accepted`. What only the whole catalogue and its texts show is
//! in [`crate::compare::warnings`].
//!
//! A byte order mark and Windows line ends are nothing to speak of, nor is a claim without excerpts.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    iter, mem,
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use super::{
    Catalogue, SourceFile, Table,
    accepted::answered,
    built_in,
    diagnostic::{Diagnostics, Severity},
    files::{FILE_LIMIT, find, too_long},
    names::Names,
    pieces::{PIECE, Pieces},
    problem::Problem,
    read::read,
    resolve::resolve,
    sheet::Sheet,
    source::diagnose,
};

/// Where a catalogue comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The one that is compiled into the program.
    BuiltIn,
    /// A folder of `*.toml` files, or one file.
    Path(PathBuf),
}

/// How far a work is that takes a while; to be shown by another thread than the one that does it. The default is for nobody.
///
/// [`load`] counts bytes, [`Index::build`](crate::find::Index::build) excerpts.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    /// Nothing done yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What is done so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// What there is to do; 0 as long as nobody knows.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }

    /// There is so much to do.
    pub(crate) fn expect(&self, total: u64) {
        self.total.store(total, Ordering::Relaxed);
    }

    /// So much more is done.
    pub(crate) fn add(&self, done: u64) {
        self.done.fetch_add(done, Ordering::Relaxed);
    }
}

/// A catalogue that can be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What was read.
    pub catalogue: Catalogue,
    /// What somebody should look at.
    pub warnings: Diagnostics,
}

/// Reads the catalogue at `origin`, counting in `progress`.
///
/// ```
/// use parallax::catalogue::{Origin, Progress, load};
///
/// let loaded = load(&Origin::BuiltIn, &Progress::default())?;
/// assert_eq!(loaded.catalogue.documents.len(), 5);
/// assert!(loaded.warnings.is_empty());
/// # Ok::<(), parallax::catalogue::Diagnostics>(())
/// ```
///
/// # Errors
///
/// Everything that is wrong with it, the warnings included, where at least one is an error.
pub fn load(origin: &Origin, progress: &Progress) -> Result<Loaded, Diagnostics> {
    match origin {
        Origin::BuiltIn => {
            let source = |&(path, text): &(&str, &'static str)| SourceFile { path: path.into(), held: Some(text.into()) };
            let total = built_in::FILES.iter().map(|(_, text)| text.len() as u64).sum();
            let files = built_in::FILES.iter().map(source).collect::<Vec<_>>().into();
            assemble(Path::new(built_in::FOLDER), files, total, Vec::new(), progress)
        }
        Origin::Path(path) => {
            let (found, problems) = find(path);
            let total = found.iter().map(|found| found.length).sum();
            let source = |found: super::files::Found| SourceFile { path: found.path, held: None };
            let files = found.into_iter().map(source).collect::<Vec<_>>().into();
            assemble(path, files, total, problems, progress)
        }
    }
}

/// Reads the catalogue at `path` as it would be with these texts in the place of those of its files.
///
/// # Errors
///
/// As [`load()`].
pub(super) fn load_with(path: &Path, texts: &BTreeMap<PathBuf, String>) -> Result<Loaded, Diagnostics> {
    let (found, problems) = find(path);
    let total = found.iter().map(|found| found.length).sum();
    let source = |found: super::files::Found| {
        let held = texts.get(&found.path).map(|text| Cow::Owned(text.clone()));
        SourceFile { path: found.path, held }
    };
    let files = found.into_iter().map(source).collect::<Vec<_>>().into();
    let mut loaded = assemble(path, files, total, problems, &Progress::default())?;
    // They will be on the disk.
    let on_disk = loaded.catalogue.files.iter().map(|file| SourceFile { path: file.path.clone(), held: None });
    loaded.catalogue.files = on_disk.collect::<Vec<_>>().into();
    Ok(loaded)
}

/// Reads a catalogue that is one text, of which messages speak as of a file `catalogue.toml`.
///
/// ```
/// use parallax::catalogue::{Stance, parse};
///
/// let loaded = parse(
///     r#"
///     title = "The harbour bridge"
///     outlet = [{ id = "courier", name = "Bay Courier" }]
///     document = [{ id = "courier-bridge", outlet = "courier", title = "Bridge shut overnight" }]
///     event = [{ id = "closing", title = "The closing" }]
///
///     [[claim]]
///     id = "no-warning"
///     event = "closing"
///     title = "The bridge was closed without warning"
///
///     [[claim.excerpt]]
///     document = "courier-bridge"
///     stance = "affirms"
///     quote = "Nobody had been told when the barriers came down."
///     "#,
/// )?;
/// let (claim, _) = loaded.catalogue.claims.entries().next().unwrap();
/// let (_, excerpt) = loaded.catalogue.excerpts_of(claim).next().unwrap();
/// assert_eq!(excerpt.stance, Stance::Affirms);
///
/// let problems = parse("titel = 'The harbour bridge'").unwrap_err();
/// assert!(problems.to_string().contains("catalogue.toml:1:1"));
/// # Ok::<(), parallax::catalogue::Diagnostics>(())
/// ```
///
/// # Errors
///
/// As [`load()`].
pub fn parse(text: impl Into<String>) -> Result<Loaded, Diagnostics> {
    let path = Path::new("catalogue.toml");
    let text: String = text.into();
    let total = text.len() as u64;
    if total > FILE_LIMIT {
        return Err(diagnose(&Table::default(), vec![too_long(path)]));
    }
    let files = vec![SourceFile { path: path.to_owned(), held: Some(text.into()) }];
    assemble(path, files.into(), total, Vec::new(), &Progress::default())
}

/// Makes the catalogue at `home` of its `files`, which are `total` bytes long; `problems` are those with other files there.
fn assemble(
    home: &Path,
    files: Table<SourceFile>,
    total: u64,
    mut problems: Vec<Problem>,
    progress: &Progress,
) -> Result<Loaded, Diagnostics> {
    progress.expect(total);
    let names = Names::default();
    let (sheet, failures) = read_all(&files, total, &names, progress);
    problems.extend(failures);
    let complete = problems.iter().all(|problem| problem.severity != Severity::Error);
    let (mut catalogue, found) = resolve(sheet, names, home, complete);
    problems.extend(found);
    if problems.iter().any(|problem| problem.hides_others) {
        problems.retain(|problem| problem.hides_others);
    }
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(diagnose(&files, problems));
    }
    catalogue.answered = answered(&catalogue, &mut problems);
    let diagnostics = diagnose(&files, problems);
    catalogue.files = files;
    Ok(Loaded { catalogue, warnings: diagnostics })
}

/// Reads the pieces of all `files`, on as many threads as there are processors, and joins them in the order of the files; apart
/// from that, what could not be read.
fn read_all(files: &Table<SourceFile>, total: u64, names: &Names, progress: &Progress) -> (Sheet, Vec<Problem>) {
    let pieces = Mutex::new(Pieces::of(files).enumerate());
    let sheets = Mutex::new(Vec::new());
    let failures = Mutex::new(Vec::new());
    let work = || {
        for (number, piece) in iter::from_fn(|| lock(&pieces).next()) {
            match piece {
                Ok(piece) => {
                    let sheet = read(&piece, names);
                    progress.add(piece.text.len() as u64);
                    lock(&sheets).push((number, sheet));
                }
                Err(problem) => lock(&failures).push(problem),
            }
        }
    };
    // One piece is read before another thread has started.
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64).min(total / PIECE as u64);
    thread::scope(|scope| {
        for _ in 1..threads {
            // Where the system refuses another thread, this one does its work.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let mut sheets = mem::take(&mut *lock(&sheets));
    sheets.sort_unstable_by_key(|&(number, _)| number);
    let mut whole = Sheet::default();
    for (_, sheet) in sheets {
        whole.append(sheet);
    }
    let failures = mem::take(&mut *lock(&failures));
    (whole, failures)
}

/// A thread that panics takes the others with it, so a poisoned lock is never seen.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
