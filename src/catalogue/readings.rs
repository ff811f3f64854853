//! Readings: what each of several people found in the documents of one catalogue, by themselves.
//!
//! A reading lies below the folder of its catalogue, in `readings/NAME/`; the catalogue itself, `main`, is the reading that all share.
//! Its `*.toml` files say what one person filed under the claims of the catalogue, and nothing else:
//!
//! ```toml
//! [[speaker]]                    # whoever speaks there and the catalogue does not know
//! id   = "keeper"
//! name = "Tom Reed"
//!
//! [[claim]]
//! id           = "no-warning"    # of the catalogue
//! absent       = ["post-bridge"] # read for it in vain
//! absent_blind = ["echo-bridge"] # likewise, without knowing whose it is
//!
//!   [[claim.excerpt]]            # as in a catalogue
//!   document = "courier-bridge"
//!   stance   = "affirms"
//!   quote    = "Nobody had been told."
//!   blind    = true              # filed without knowing whose it is
//! ```
//!
//! Once loaded ([`Reading::over`], or [`load()`](super::load()) of [`Origin::Reading`]) a reading is a [`Catalogue`] of its own, with the
//! same outlets, documents and claims at the same places: whatever can be asked of a catalogue can be asked of it. How it becomes one
//! is in `overlay`. Anything else in its files is an error with file and line, and so is a claim, a document or a frame that
//! the catalogue does not have.

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
};

use super::{
    Catalogue, Diagnostics, Loaded, Origin, SourceFile, built_in,
    files::{Found, find_all},
    load::load_over,
    nearest::nearest,
    problem::Problem,
    texts::Texts,
    value::not_a_slug,
};

/// Where the readings lie, below the folder of their catalogue.
pub const READINGS: &str = "readings";

/// What was decided where readings differ, beside them.
pub const DECISIONS: &str = "decisions.toml";

/// What the catalogue itself is called where readings are named.
pub const MAIN: &str = "main";

/// One person's reading of a catalogue, on the disk or compiled in; not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    of: Box<Origin>,
    name: String,
    /// A folder, or one file; none where the catalogue is in no folder.
    path: Option<PathBuf>,
}

/// Why there is no such reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingError {
    /// It cannot be called so; it could be called this, if anything.
    NoSlug(String, String),
    /// The catalogue itself is called so.
    Reserved,
    /// The catalogue has none called so; all that it has, and the one that may be meant.
    Unknown(String, Vec<String>, Option<String>),
    /// Nothing is there.
    NoPath(PathBuf),
}

impl fmt::Display for ReadingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSlug(name, slug) => {
                let slug = if slug.is_empty() { "second" } else { slug };
                write!(f, "`{name}` can be no name of a reading: only a to z, 0 to 9 and `-` may stand in one; take `{slug}`")
            }
            Self::Reserved => write!(f, "`{MAIN}` is the catalogue itself; take another name"),
            Self::Unknown(name, all, _) if all.is_empty() => {
                write!(f, "no reading `{name}`: the catalogue has none; `parallax code --as {name}` begins one")
            }
            Self::Unknown(name, all, nearest) => {
                let meant = nearest.as_ref().map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
                write!(f, "no reading `{name}`; there are {}{meant}", all.join(", "))
            }
            Self::NoPath(path) => {
                write!(f, "{}: no reading is there; name a folder with its *.toml, or one file", path.display())
            }
        }
    }
}

impl std::error::Error for ReadingError {}

/// The names of the readings of the catalogue at `of`, in order. A folder without `*.toml`, or whose name is no slug, is none.
pub fn names(of: &Origin) -> Vec<String> {
    let mut names: Vec<String> = match of {
        Origin::BuiltIn => {
            let folders = built_in::FILES.iter().filter_map(|(path, _)| below_readings(path)?.split_once('/'));
            folders.map(|(name, _)| name.to_owned()).collect()
        }
        Origin::Reading(reading) => return names(reading.of()),
        Origin::Path(_) => entries(of).filter(|path| path.is_dir()).filter_map(|path| name_of(&path)).collect(),
    };
    names.retain(|name| Reading::named(of, name).is_ok());
    names.sort();
    names.dedup();
    names
}

/// What lies among the readings of the catalogue at `of` as if it were one, and is none: each with the name of a warning, what somebody
/// should look at and what to do.
pub fn strays(of: &Origin) -> Vec<(PathBuf, &'static str, String, String)> {
    let stray = |path: PathBuf| {
        let (what, help) = if path.is_dir() {
            ("the folder is no reading", Reading::named(of, &name_of(&path)?).err()?.to_string())
        } else if path.file_name().is_some_and(|name| name == DECISIONS) {
            return None;
        } else {
            ("the file belongs to no reading", format!("put it into {READINGS}/NAME/, NAME being the reader's"))
        };
        Some((path, "stray-reading", what.to_owned(), help))
    };
    entries(of).filter_map(stray).collect()
}

/// What lies among the readings of the catalogue at `of` and is a `*.toml` or holds one, in order.
fn entries(of: &Origin) -> impl Iterator<Item = PathBuf> {
    let folder = Texts::home(of).map(|home| home.join(READINGS));
    folder.map(|folder| entries_in(&folder)).unwrap_or_default().into_iter()
}

/// What in `folder` is a `*.toml` or holds one, in order.
fn entries_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let mut paths: Vec<PathBuf> = (entries.map(|entry| entry.path()))
        .filter(|path| if path.is_dir() { !find_all(path).0.is_empty() } else { is_toml(path) })
        .filter(|path| name_of(path).is_some_and(|name| !name.starts_with('.')))
        .collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().into_owned())
}

/// What of a path below the folder of a catalogue is below its readings.
pub(super) fn below_readings(path: &str) -> Option<&str> {
    path.strip_prefix(READINGS)?.strip_prefix('/')
}

impl Reading {
    /// The reading of the catalogue at `of` that is called `name`, be it there or about to be begun.
    ///
    /// # Errors
    ///
    /// Where none can be called so.
    pub fn named(of: &Origin, name: &str) -> Result<Self, ReadingError> {
        if name == MAIN {
            return Err(ReadingError::Reserved);
        }
        if let Some(slug) = not_a_slug(name).or_else(|| name.is_empty().then(String::new)) {
            return Err(ReadingError::NoSlug(name.to_owned(), slug));
        }
        Ok(Self { of: Box::new(of.clone()), name: name.to_owned(), path: None }.again_of(of))
    }

    /// The reading in the folder or file at `path`, wherever that lies; it is called as that is.
    ///
    /// # Errors
    ///
    /// Where nothing is there.
    pub fn at(of: &Origin, path: &Path) -> Result<Self, ReadingError> {
        if !path.exists() {
            return Err(ReadingError::NoPath(path.to_owned()));
        }
        let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { of: Box::new(of.clone()), name, path: Some(path.to_owned()) })
    }

    /// The reading that a person means by `value`, which has to be there: a path where a `/` stands in it, else a name.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn find(of: &Origin, value: &str) -> Result<Self, ReadingError> {
        if value.contains(['/', std::path::MAIN_SEPARATOR]) {
            return Self::at(of, Path::new(value));
        }
        let reading = Self::named(of, value)?;
        let all = names(of);
        if all.iter().any(|name| name == value) {
            return Ok(reading);
        }
        let nearest = nearest(value, all.iter().map(String::as_str)).map(str::to_owned);
        Err(ReadingError::Unknown(value.to_owned(), all, nearest))
    }

    /// All readings of the catalogue at `of`, by name.
    pub fn all(of: &Origin) -> Vec<Self> {
        names(of).iter().filter_map(|name| Self::named(of, name).ok()).collect()
    }

    /// All readings of the catalogue at `of` in `folder`, wherever that lies: its folders with a `*.toml`, and its `*.toml`, but for the log
    /// of decisions.
    ///
    /// # Errors
    ///
    /// Where no folder is there.
    pub fn all_in(of: &Origin, folder: &Path) -> Result<Vec<Self>, ReadingError> {
        if !folder.is_dir() {
            return Err(ReadingError::NoPath(folder.to_owned()));
        }
        let paths = entries_in(folder).into_iter().filter(|path| path.file_name().is_none_or(|name| name != DECISIONS));
        paths.map(|path| Self::at(of, &path)).collect()
    }

    /// The reading of the same name of a copy of the catalogue, which is at `of`.
    #[must_use]
    pub fn again_of(&self, of: &Origin) -> Self {
        let path = Texts::home(of).map(|home| home.join(READINGS).join(&self.name));
        Self { of: Box::new(of.clone()), name: self.name.clone(), path }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The catalogue that it is of.
    pub fn of(&self) -> &Origin {
        &self.of
    }

    /// The folder or file that it is in; none where the catalogue is in no folder.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Reads it over `main`, the catalogue that it is of. One that is not there yet is a reading in which nothing was found.
    ///
    /// ```
    /// use parallax::catalogue::{Origin, Progress, load, readings::Reading};
    ///
    /// let main = load(&Origin::BuiltIn, &Progress::default())?.catalogue;
    /// let reading = Reading::named(&Origin::BuiltIn, "nobody-yet").unwrap();
    /// let read = reading.over(&main)?.catalogue;
    /// assert_eq!(read.claims.len(), main.claims.len());
    /// assert_eq!(read.excerpts.len(), 0);
    /// # Ok::<(), parallax::catalogue::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, where at least one is an error. What is wrong with the catalogue is not among it.
    pub fn over(&self, main: &Catalogue) -> Result<Loaded, Diagnostics> {
        self.over_with(main, &BTreeMap::new())
    }

    /// The same as it would be with these texts in the place of those of its files.
    pub(super) fn over_with(&self, main: &Catalogue, texts: &BTreeMap<PathBuf, String>) -> Result<Loaded, Diagnostics> {
        let (files, problems) = self.files(texts);
        load_over(main, self, files, problems)
    }

    /// Its files with their lengths, and what is wrong with others there.
    fn files(&self, texts: &BTreeMap<PathBuf, String>) -> (Vec<(SourceFile, u64)>, Vec<Problem>) {
        if self.path.is_none() {
            let of_this = |(path, text): &(&'static str, &'static str)| {
                let name = below_readings(path)?.split_once('/')?.0;
                (name == self.name).then(|| (SourceFile::of_text(*path, *text), text.len() as u64))
            };
            return (built_in::FILES.iter().filter_map(of_this).collect(), Vec::new());
        }
        let (found, problems) = self.found();
        let file = |found: Found| match texts.get(&found.path) {
            Some(text) => (SourceFile::of_text(found.path, text.clone()), text.len() as u64),
            None => (SourceFile::on_disk(found.path), found.length),
        };
        (found.into_iter().map(file).collect(), problems)
    }

    /// The same files as they look from outside; none where nothing is there yet.
    pub(super) fn found(&self) -> (Vec<Found>, Vec<Problem>) {
        match &self.path {
            Some(path) if path.symlink_metadata().is_ok() => find_all(path),
            _ => (Vec::new(), Vec::new()),
        }
    }
}
