//! Edits carried out and taken back, each step whole.
//!
//! A step is planned over what stands in the files when it is carried out, which may be more than what is on the screen; what would
//! come of it is read, as [`load()`](crate::catalogue::load()) reads, before a byte is written. So no step leaves a catalogue that cannot be opened, and a step that
//! does not fit any more is refused with everything as it was.
//!
//! What a step did is kept as hunks, so that it can be taken back even where somebody changed something else in the file meanwhile.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    EditError,
    hunk::{Hunk, Rewrite},
    journal::{self, Journal, Move},
    lock::Lock,
    log, plan,
    reader::{begin, missing_records},
    rows::Edit,
    write::may_be_replaced,
};
use crate::catalogue::{
    Catalogue, Diagnostics, Kind, Known, Loaded, Origin, Progress, Severity, Stamp, load,
    load::load_with,
    reload, stamp,
    texts::{ORIGINALS, TEXTS},
};

/// What a step changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    hunks: Vec<Hunk>,
    /// Texts that follow the ids of their documents.
    moves: Vec<Move>,
}

impl Step {
    /// Whether it changed nothing: everything was as it was to be.
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty() && self.moves.is_empty()
    }

    /// Whether it gave texts another name.
    pub fn moves_texts(&self) -> bool {
        !self.moves.is_empty()
    }
}

/// What came of a step.
#[derive(Debug)]
pub struct Carried {
    /// The catalogue as it is now.
    pub loaded: Loaded,
    /// What its files look like.
    pub stamp: Stamp,
    /// What was changed.
    pub step: Step,
}

/// Makes the changes of all `rounds`, one round over what came of the one before, in the catalogue at `origin`; what is `known` of it
/// need not be read again.
///
/// # Errors
///
/// Every [`EditError`] but those of new files; nothing is changed then.
pub fn carry_out(origin: &Origin, known: Option<&Known>, rounds: &[Vec<Edit>]) -> Result<Carried, EditError> {
    if let Origin::Reading(reading) = origin {
        begin(reading)?;
    }
    let decisions: Vec<_> =
        rounds.iter().flatten().filter_map(|edit| if let Edit::Decide(fields) = edit { Some(fields) } else { None }).collect();
    let log = if decisions.is_empty() { None } else { Some(log::begun(origin)?) };
    rewrite(origin, known, |path, known| {
        let mut texts = Texts::default();
        if let Some(log) = &log {
            let text = decisions.iter().try_fold(texts.read(log)?, |text, decision| log::with(&text, decision))?;
            texts.put(log, text);
        }
        let mut read: Option<Loaded> = None;
        for round in rounds {
            let over = read.as_ref().map_or(&*known.catalogue, |loaded| &loaded.catalogue);
            let records = missing_records(over, round);
            for round in [&records, round].into_iter().filter(|round| !round.is_empty()) {
                let over = read.as_ref().map_or(&*known.catalogue, |loaded| &loaded.catalogue);
                let plans = plan::plan(over, round, |file| {
                    let source = over.files.get(file).filter(|source| source.held.is_none()).ok_or(EditError::NoFile)?;
                    texts.read(&source.path)
                })?;
                for (file, (text, splices)) in plans {
                    texts.put(&over.files[file].path, applied(&text, &splices));
                }
                read = Some(texts.load(origin, over, &known.stamp)?);
            }
        }
        texts.moves = rounds.iter().flatten().flat_map(|edit| texts_of_renamed(path, edit)).collect();
        Ok((texts, read))
    })
}

/// Takes `step` back; what comes of it has the step that makes it again.
///
/// # Errors
///
/// As [`carry_out`]; [`EditError::ChangedAgain`] where somebody changed the same place since.
pub fn take_back(origin: &Origin, known: Option<&Known>, step: &Step) -> Result<Carried, EditError> {
    rewrite(origin, known, |_, known| {
        let mut texts = Texts::default();
        for hunk in &step.hunks {
            let text = texts.read(&hunk.path)?;
            texts.put(&hunk.path, hunk.taken_back(&text).ok_or_else(|| EditError::ChangedAgain(hunk.path.clone()))?);
        }
        let back = |Move { from, to }: Move| Move { from: to, to: from };
        texts.moves = step.moves.iter().cloned().map(back).collect();
        let read = texts.load(origin, &known.catalogue, &known.stamp)?;
        Ok((texts, Some(read)))
    })
}

/// Texts of files, as they are on the disk and as they are to be.
#[derive(Default)]
pub(super) struct Texts {
    on_disk: BTreeMap<PathBuf, String>,
    now: BTreeMap<PathBuf, String>,
    moves: Vec<Move>,
}

/// The files of a document that `edit` gives another id: its text and what that was taken from, which are called by it.
fn texts_of_renamed(path: &Path, edit: &Edit) -> Vec<Move> {
    let Edit::Rename(Kind::Document, old, new) = edit else { return Vec::new() };
    let folders = [TEXTS, ORIGINALS].map(|folder| journal::folder(path).join(folder));
    let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten().map(|file| file.path());
    let named = files.filter(|file| file.file_stem().is_some_and(|stem| *stem == **old));
    let moved = |from: PathBuf| {
        let name = from.extension().map_or_else(|| new.clone(), |extension| format!("{new}.{}", extension.to_string_lossy()));
        Move { to: from.with_file_name(name), from }
    };
    named.map(moved).collect()
}

impl Texts {
    pub(super) fn read(&mut self, path: &Path) -> Result<String, EditError> {
        if let Some(text) = self.now.get(path) {
            return Ok(text.clone());
        }
        let text = fs::read_to_string(path).map_err(|error| EditError::Io(path.to_owned(), error))?;
        self.on_disk.insert(path.to_owned(), text.clone());
        Ok(text)
    }

    pub(super) fn put(&mut self, path: &Path, text: String) {
        self.now.insert(path.to_owned(), text);
    }

    /// The catalogue at `origin` as it is to be; it is `over` one of whose files `stamp` was taken, but for these texts.
    pub(super) fn load(&self, origin: &Origin, over: &Catalogue, stamp: &Stamp) -> Result<Loaded, EditError> {
        load_with(origin, over, stamp, &self.now, &Progress::default()).map_err(|diagnostics| refused(origin, &diagnostics))
    }
}

/// Writes what `change` makes of the files of the catalogue at `origin`.
pub(super) fn rewrite(
    origin: &Origin,
    known: Option<&Known>,
    change: impl FnOnce(&Path, &Known) -> Result<(Texts, Option<Loaded>), EditError>,
) -> Result<Carried, EditError> {
    let path = origin.written().ok_or(EditError::NoFile)?;
    let _lock = Lock::take(journal::folder(path))?;
    journal::finish_locked(path)?;
    let before = stamp(origin);
    let known = match known {
        Some(known) if known.stamp == before => known.clone(),
        Some(known) => read_anew(origin, reload(origin, known, &Progress::default()), &before)?,
        None => read_anew(origin, load(origin, &Progress::default()), &before)?,
    };
    let (mut texts, read) = change(path, &known)?;
    let mut rewrites = Vec::new();
    for (path, after) in std::mem::take(&mut texts.now) {
        if let Some(before) = texts.on_disk.remove(&path).filter(|before| *before != after) {
            may_be_replaced(&path)?;
            rewrites.push(Rewrite { path, before, after });
        }
    }
    let step = Step { hunks: rewrites.iter().map(Hunk::of).collect(), moves: std::mem::take(&mut texts.moves) };
    let loaded = match read {
        Some(read) => read,
        None => reload(origin, &known, &Progress::default()).map_err(|diagnostics| refused(origin, &diagnostics))?,
    };
    if !rewrites.is_empty() {
        journal::write(path, &Journal { rewrites, moves: step.moves.clone() })?;
    }
    let ours: Vec<PathBuf> = step.hunks.iter().map(|hunk| hunk.path.clone()).collect();
    // What somebody else changed meanwhile is to be noticed: the old stamp then shows it.
    let after = stamp(origin);
    let stamp = if after.agrees_but_for(&before, &ours) { after } else { before };
    Ok(Carried { loaded, stamp, step })
}

/// What was `read` of files that look like `stamp`.
fn read_anew(origin: &Origin, read: Result<Loaded, Diagnostics>, stamp: &Stamp) -> Result<Known, EditError> {
    let read = read.map_err(|diagnostics| refused(origin, &diagnostics))?;
    Ok(Known { catalogue: Arc::new(read.catalogue), stamp: stamp.clone() })
}

/// `text` with other words in the place of some of its bytes.
fn applied(text: &str, splices: &[(std::ops::Range<usize>, String)]) -> String {
    let mut new = String::with_capacity(text.len() + splices.iter().map(|(_, new)| new.len()).sum::<usize>());
    let mut copied = 0;
    for (range, words) in splices {
        new.push_str(&text[copied..range.start]);
        new.push_str(words);
        copied = range.end;
    }
    new.push_str(&text[copied..]);
    new
}

/// The first thing that is wrong; to a reader not what, where it is in the catalogue: it may tell what others found.
fn refused(origin: &Origin, diagnostics: &Diagnostics) -> EditError {
    let error = diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
    if let (Origin::Reading(reading), Some(error)) = (origin, error)
        && reading.path().is_none_or(|own| !error.path.starts_with(own))
    {
        return EditError::Refused("something in the catalogue's files is wrong; `parallax check` says what".to_owned());
    }
    EditError::Refused(
        error
            .map(|error| match (&error.line, &error.help) {
                (Some(line), Some(help)) => format!("{}:{line}: {}; {help}", error.path.display(), error.message),
                (Some(line), None) => format!("{}:{line}: {}", error.path.display(), error.message),
                (None, _) => format!("{}: {}", error.path.display(), error.message),
            })
            .unwrap_or_default(),
    )
}
