//! Files become a [`Catalogue`]: [`files`](super::files) finds them, [`pieces`](super::pieces) cuts them,
//! [`read`](super::read) reads the pieces side by side, [`resolve`](super::resolve) joins what they say, and
//! [`source`](super::source) tells the lines of what was wrong.
//!
//! All problems are found in one run. An error keeps a catalogue from opening, a warning does not. What comes out depends on the
//! files alone: not on their order on the disk, nor on how many threads read them.

use std::{
    iter, mem,
    path::PathBuf,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use super::{
    Catalogue, SourceFile, Table, built_in,
    diagnostic::{Diagnostics, Severity},
    files::find,
    pieces::Pieces,
    problem::Problem,
    read::{Sheet, read},
    resolve::resolve,
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

/// How much of a catalogue has been read, in bytes; to be shown by another thread than the one that loads.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
}

impl Progress {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes read so far.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Bytes to read; 0 as long as nobody knows.
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
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
/// # Errors
///
/// Everything that is wrong with it, the warnings included, where at least one is an error.
pub fn load(origin: &Origin, progress: &Progress) -> Result<Loaded, Diagnostics> {
    let (files, total, mut problems) = sources(origin);
    progress.total.store(total, Ordering::Relaxed);
    let (sheet, failures) = read_all(&files, total, progress);
    problems.extend(failures);
    let complete = problems.iter().all(|problem| problem.severity != Severity::Error);
    let (mut catalogue, found) = resolve(sheet, origin, complete);
    problems.extend(found);
    let opens = problems.iter().all(|problem| problem.severity != Severity::Error);
    let diagnostics = diagnose(&files, problems);
    if !opens {
        return Err(diagnostics);
    }
    catalogue.files = files;
    Ok(Loaded { catalogue, warnings: diagnostics })
}

/// The files of `origin`, their length altogether in bytes, and what is wrong with other files there.
fn sources(origin: &Origin) -> (Table<SourceFile>, u64, Vec<Problem>) {
    match origin {
        Origin::BuiltIn => {
            let source = |&(path, text): &(&str, &'static str)| SourceFile { path: path.into(), built_in: Some(text) };
            let total = built_in::FILES.iter().map(|(_, text)| text.len() as u64).sum();
            (built_in::FILES.iter().map(source).collect::<Vec<_>>().into(), total, Vec::new())
        }
        Origin::Path(path) => {
            let (found, problems) = find(path);
            let total = found.iter().map(|found| found.length).sum();
            let source = |found: super::files::Found| SourceFile { path: found.path, built_in: None };
            (found.into_iter().map(source).collect::<Vec<_>>().into(), total, problems)
        }
    }
}

/// What a thread of its own is worth, in bytes: a smaller catalogue is read before another thread has started.
const WORTH_A_THREAD: u64 = 256 << 10;

/// Reads the pieces of all `files`, on as many threads as there are processors, and joins them in the order of the files; apart
/// from that, what could not be read.
fn read_all(files: &Table<SourceFile>, total: u64, progress: &Progress) -> (Sheet, Vec<Problem>) {
    let pieces = Mutex::new(Pieces::of(files).enumerate());
    let sheets = Mutex::new(Vec::new());
    let failures = Mutex::new(Vec::new());
    let work = || {
        for (number, piece) in iter::from_fn(|| lock(&pieces).next()) {
            match piece {
                Ok(piece) => {
                    let sheet = read(&piece);
                    progress.done.fetch_add(piece.text.len() as u64, Ordering::Relaxed);
                    lock(&sheets).push((number, sheet));
                }
                Err(problem) => lock(&failures).push(problem),
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64).min(total / WORTH_A_THREAD);
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
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
