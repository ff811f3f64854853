//! Files become a [`Catalogue`]: `files` finds them, `pieces` cuts them, `read` reads the pieces side by side, `resolve` joins
//! what they say, and `source` tells the lines of what was wrong. Read again, files that are as they were are `carried` over.
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
    collections::{BTreeMap, HashSet},
    iter, mem,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use super::{
    Catalogue, FileId, SourceFile, Stamp, Table,
    accepted::answered,
    built_in,
    carried::Carried,
    decisions::{Decisions, resolve_decisions},
    diagnostic::{Diagnostics, Severity},
    files::{self, FILE_LIMIT, find, too_long},
    names::Names,
    overlay::overlay,
    pieces::{PIECE, Pieces},
    problem::Problem,
    read::{self, Whole},
    readings::{READINGS, Reading, below_readings},
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
    /// One person's reading of a catalogue, as a catalogue of its own.
    Reading(Reading),
}

impl Origin {
    /// Where what is changed in it is written; nowhere, where it is in no file.
    pub fn written(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn => None,
            Self::Path(path) => Some(path),
            Self::Reading(reading) => reading.path(),
        }
    }
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
            let files = built_in::FILES.iter().filter(|(path, _)| below_readings(path).is_none());
            let files = files.map(|&(path, text)| (SourceFile::of_text(path, text), text.len() as u64));
            assemble(&Sources::new(Path::new(built_in::FOLDER), files, Vec::new()), None, progress)
        }
        Origin::Path(path) => {
            let (found, problems) = find(path);
            let files = found.into_iter().map(|found| (SourceFile::on_disk(found.path), found.length));
            assemble(&Sources::new(path, files, problems), None, progress)
        }
        // What somebody should look at in the catalogue is no matter of its reader.
        Origin::Reading(reading) => reading.over(&load(reading.of(), progress)?.catalogue),
    }
}

/// A catalogue that was read, and what its files looked like then.
#[derive(Debug, Clone)]
pub struct Known {
    /// It.
    pub catalogue: Arc<Catalogue>,
    /// Taken before it was read.
    pub stamp: Stamp,
}

/// Reads the catalogue at `origin` again, as far as its files have changed since it was `known`, counting in `progress`.
///
/// # Errors
///
/// As [`load()`].
pub fn reload(origin: &Origin, known: &Known, progress: &Progress) -> Result<Loaded, Diagnostics> {
    load_with(origin, &known.catalogue, &known.stamp, &BTreeMap::new(), progress)
}

/// Reads the catalogue at `origin` as it would be with these texts in the place of those of its files, as far as it is not as `known`, of
/// which `stamp` was taken.
///
/// # Errors
///
/// As [`load()`].
pub(super) fn load_with(
    origin: &Origin,
    known: &Catalogue,
    stamp: &Stamp,
    texts: &BTreeMap<PathBuf, String>,
    progress: &Progress,
) -> Result<Loaded, Diagnostics> {
    let path = match origin {
        Origin::BuiltIn => return load(origin, progress),
        Origin::Path(path) => path,
        Origin::Reading(reading) => {
            let is_same = stamp.agrees_but_for_reading(reading, &files::stamp(reading.of()));
            let main = if is_same { Cow::Borrowed(known) } else { Cow::Owned(load(reading.of(), progress)?.catalogue) };
            let mut loaded = reading.over_with(&main, texts)?;
            loaded.catalogue.will_be_on_disk();
            return Ok(loaded);
        }
    };
    let (found, problems) = find(path);
    let same: HashSet<&Path> = found.iter().filter(|found| stamp.has(found)).map(|found| &*found.path).collect();
    let files = found.iter().map(|found| match texts.get(&found.path) {
        Some(text) => (SourceFile::of_text(&found.path, text.clone()), text.len() as u64),
        None => (SourceFile::on_disk(found.path.clone()), found.length),
    });
    let sources = Sources::new(path, files, problems);
    let carried = Carried::of(known, &sources.files, |file| file.held.is_none() && same.contains(&*file.path));
    let mut loaded = assemble(&sources, carried.as_ref(), progress)?;
    loaded.catalogue.will_be_on_disk();
    Ok(loaded)
}

impl Catalogue {
    /// The texts that some of its own files were to have will be theirs.
    fn will_be_on_disk(&mut self) {
        let own = self.reader.as_ref().map_or(0, |reader| reader.files.index());
        let on_disk = |(index, file): (usize, &SourceFile)| match &file.held {
            Some(_) if own <= index => SourceFile { held: None, path: file.path.clone(), ..*file },
            _ => file.clone(),
        };
        self.files = self.files.iter().enumerate().map(on_disk).collect::<Vec<_>>().into();
    }
}

/// Reads the `files` of a reading of `main`, beside others with which there are `problems`.
pub(super) fn load_over(
    main: &Catalogue,
    reading: &Reading,
    files: Vec<(SourceFile, u64)>,
    problems: Vec<Problem>,
) -> Result<Loaded, Diagnostics> {
    let home = reading.path().unwrap_or(Path::new(built_in::FOLDER));
    let shared = main.shared_files();
    let own = shared.len();
    let sources = Sources::over(shared, home, files, problems);
    let (sheet, names, mut problems) = read_over(&sources, own, read::reading);
    let (mut catalogue, found) = overlay(main, reading.name(), own, sheet, names, is_complete(&problems));
    problems.extend(found);
    catalogue.files = sources.files.clone();
    open(&sources, catalogue, problems)
}

/// Reads the log of decisions on `main` in `files`, with which there are `problems`.
pub(super) fn load_decisions(
    main: &Catalogue,
    files: Vec<(SourceFile, u64)>,
    problems: Vec<Problem>,
) -> Result<Decisions, Diagnostics> {
    let shared = main.shared_files();
    let own = shared.len();
    let sources = Sources::over(shared, Path::new(READINGS), files, problems);
    let (sheet, names, mut problems) = read_over(&sources, own, read::decisions);
    let (made, found) = resolve_decisions(main, sheet, names, is_complete(&problems));
    problems.extend(found);
    let opens = is_complete(&problems);
    let told = diagnose(&sources.files, problems);
    if opens { Ok(Decisions { made, warnings: told }) } else { Err(told) }
}

/// What the files of `sources` that follow the first `shared` ones say as such a `whole`, with the names that they give and what is wrong
/// with them.
fn read_over(sources: &Sources<'_>, shared: usize, whole: Whole) -> (Sheet, Names, Vec<Problem>) {
    let names = Names::default();
    let wanted = sources.files.ids().skip(shared).collect();
    let (sheets, failures) = read_all(sources, wanted, None, (whole, &names), &Progress::default());
    let mut all = Sheet::default();
    for (_, sheet) in sheets {
        all.append(sheet);
    }
    (all, names, sources.problems.iter().cloned().chain(failures).collect())
}

/// Whether none of the `problems` keeps anything from being read.
fn is_complete(problems: &[Problem]) -> bool {
    problems.iter().all(|problem| problem.severity != Severity::Error)
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
    let length = text.len() as u64;
    if length > FILE_LIMIT {
        return Err(diagnose(&Table::default(), vec![too_long(path)]));
    }
    let file = (SourceFile::of_text(path, text), length);
    assemble(&Sources::new(path, [file], Vec::new()), None, &Progress::default())
}

/// What a catalogue is read from.
struct Sources<'p> {
    home: &'p Path,
    files: Table<SourceFile>,
    /// In bytes, in the order of the files.
    lengths: Vec<u64>,
    /// What is wrong with other files there.
    problems: Vec<Problem>,
}

impl<'p> Sources<'p> {
    fn new(home: &'p Path, files: impl IntoIterator<Item = (SourceFile, u64)>, problems: Vec<Problem>) -> Self {
        let (files, lengths): (Vec<SourceFile>, Vec<u64>) = files.into_iter().unzip();
        Self { home, files: files.into(), lengths, problems }
    }

    /// The same with those that are `shared` before them, which are not read again.
    fn over(shared: Vec<SourceFile>, home: &'p Path, files: Vec<(SourceFile, u64)>, problems: Vec<Problem>) -> Self {
        Self::new(home, shared.into_iter().map(|file| (file, 0)).chain(files), problems)
    }
}

/// Makes a catalogue of its `sources`, those apart that are `carried` over.
fn assemble(sources: &Sources<'_>, carried: Option<&Carried<'_>>, progress: &Progress) -> Result<Loaded, Diagnostics> {
    let (mut catalogue, mut problems) = join(sources, carried, progress);
    if carried.is_some_and(|carried| problems.iter().any(|problem| carried.has_to_do_with(problem))) {
        (catalogue, problems) = join(sources, None, progress);
    }
    open(sources, catalogue, problems)
}

/// The `catalogue` that came of `sources`, with what somebody should look at, unless some of its `problems` keep it from being opened.
fn open(sources: &Sources<'_>, mut catalogue: Catalogue, mut problems: Vec<Problem>) -> Result<Loaded, Diagnostics> {
    if problems.iter().any(|problem| problem.hides_others) {
        problems.retain(|problem| problem.hides_others);
    }
    if problems.iter().any(|problem| problem.severity == Severity::Error) {
        return Err(diagnose(&sources.files, problems));
    }
    catalogue.answered = answered(&catalogue, &mut problems);
    let warnings = diagnose(&catalogue.files, problems);
    Ok(Loaded { catalogue, warnings })
}

/// The catalogue that the `sources` make together, and all that is wrong with it.
fn join(sources: &Sources<'_>, carried: Option<&Carried<'_>>, progress: &Progress) -> (Catalogue, Vec<Problem>) {
    let names = Names::default();
    let wanted = sources.files.ids().filter(|file| carried.is_none_or(|carried| !carried.has(*file))).collect();
    let (sheets, failures) = read_all(sources, wanted, carried, (read::catalogue, &names), progress);
    let mut problems: Vec<Problem> = sources.problems.iter().cloned().chain(failures).collect();
    let complete = is_complete(&problems);
    let mut whole = Sheet::default();
    let mut claims_alone = vec![true; sources.files.len()];
    for (file, sheet) in sheets {
        claims_alone[file.index()] &= sheet.is_of_claims();
        whole.append(sheet);
    }
    let (mut catalogue, found) = resolve(whole, names, sources.home, complete);
    problems.extend(found);
    for at in problems.iter().flat_map(Problem::places) {
        claims_alone[at.file.index()] = false;
    }
    let files = sources.files.iter().zip(claims_alone);
    let files = files.map(|(file, holds_claims_alone)| SourceFile { holds_claims_alone, ..file.clone() });
    catalogue.files = files.collect::<Vec<_>>().into();
    (catalogue, problems)
}

/// Reads the pieces of all files that are `wanted`, each `as` such a whole, on as many threads as there are processors; what each says,
/// and what the others say that are `carried` over, with its file, in the order of the files and as written, and apart from that, what
/// could not be read.
fn read_all(
    sources: &Sources<'_>,
    wanted: Vec<FileId>,
    carried: Option<&Carried<'_>>,
    (whole, names): (Whole, &Names),
    progress: &Progress,
) -> (Vec<(FileId, Sheet)>, Vec<Problem>) {
    let length: u64 = wanted.iter().map(|file| sources.lengths[file.index()]).sum();
    progress.expect(progress.done() + length);
    let pieces = Mutex::new(Pieces::of(&sources.files, wanted));
    let known = carried.map(|carried| carried.sheets(names)).unwrap_or_default();
    let sheets = Mutex::new(known.into_iter().map(|(file, sheet)| ((file, 0), sheet)).collect::<Vec<_>>());
    let failures = Mutex::new(Vec::new());
    let work = || {
        for piece in iter::from_fn(|| lock(&pieces).next()) {
            match piece {
                Ok(piece) => {
                    let sheet = read::read(&piece, names, whole);
                    progress.add(piece.text.len() as u64);
                    lock(&sheets).push(((piece.file, piece.base), sheet));
                }
                Err(problem) => lock(&failures).push(problem),
            }
        }
    };
    // One piece is read before another thread has started.
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64).min(length / PIECE as u64);
    thread::scope(|scope| {
        for _ in 1..threads {
            // Where the system refuses another thread, this one does its work.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let mut sheets = mem::take(&mut *lock(&sheets));
    sheets.sort_unstable_by_key(|&(place, _)| place);
    let failures = mem::take(&mut *lock(&failures));
    (sheets.into_iter().map(|((file, _), sheet)| (file, sheet)).collect(), failures)
}

/// A thread that panics takes the others with it, so a poisoned lock is never seen.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
