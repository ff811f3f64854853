//! The catalogue that lies open: where it is, what its files looked like when it was read, what a person changed in it in this
//! session. Steps are written here, taken back and made again.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{action::Effect, app::App, form::kept::Draft};
use crate::text::clean::typed;
use crate::{
    answers::standing_words,
    catalogue::{
        self, Known, Origin, Progress, Stamp,
        edit::{self, Carried, DraftFile, Edit, EditError, Step},
        starter,
        texts::Texts,
    },
};

/// A catalogue and the steps of a session.
#[derive(Debug)]
pub struct Desk {
    origin: Origin,
    /// What the files looked like before what is shown was read; none where they cannot change.
    shown: Option<Stamp>,
    /// Likewise before they were read last, from which nothing may have come that can be shown.
    read: Option<Stamp>,
    texts: Texts,
    /// What the texts looked like when the catalogue was read last.
    texts_read: Option<Stamp>,
    done: Vec<Done>,
    undone: Vec<Done>,
    /// What is kept of the form that is open.
    kept: Option<Draft>,
    /// Where that is.
    file: Option<DraftFile>,
    /// Whether it was told that nothing can be kept.
    told: bool,
}

#[derive(Debug)]
struct Done {
    told: String,
    step: Step,
}

/// Through the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Back,
    Again,
}

impl Desk {
    /// The catalogue at `origin` with those `texts` of its documents that there are, on which nothing was done yet.
    pub fn new(origin: Origin, texts: Texts) -> Self {
        Self {
            origin,
            shown: None,
            read: None,
            texts,
            texts_read: None,
            done: Vec::new(),
            undone: Vec::new(),
            kept: None,
            file: None,
            told: false,
        }
    }

    /// Where it is.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Whether it lies in files, which others may change, too.
    pub fn is_in_files(&self) -> bool {
        self.origin.written().is_some()
    }

    /// Whether the file at `path` is the reader's own, where somebody reads by themselves.
    pub fn is_readers(&self, path: &Path) -> bool {
        matches!(&self.origin, Origin::Reading(reading) if reading.path().is_some_and(|own| path.starts_with(own)))
    }

    /// It is about to be read: what its files look like now is remembered.
    pub fn before_reading(&mut self) {
        self.read = self.is_in_files().then(|| catalogue::stamp(&self.origin));
        self.texts_read = self.is_in_files().then(|| self.texts.stamp());
    }

    /// What was read is shown from now on.
    pub fn after_reading(&mut self) {
        self.shown.clone_from(&self.read);
    }

    /// Whether its files have changed since they were read or written, or its texts.
    pub fn has_changed(&self) -> bool {
        self.is_in_files() && (self.read != Some(catalogue::stamp(&self.origin)) || self.texts_read != Some(self.texts.stamp()))
    }

    /// The catalogue of which `app` shows as much as it may, where it is of files.
    pub fn known(&self, app: &App) -> Option<Known> {
        let stamp = self.shown.clone()?;
        Some(Known { catalogue: Arc::clone(app.as_read()), stamp })
    }

    /// Offers `app` what was kept of a form that was open when the program ended.
    pub fn offer_draft(&mut self, app: &mut App) {
        let mut left = edit::left_drafts(&self.origin).into_iter();
        let draft = left.find_map(|(file, content)| Some((file, serde_json::from_str::<Draft>(&content).ok()?)));
        if let Some((file, draft)) = draft {
            self.file = Some(file);
            self.kept = Some(draft.clone());
            app.offer(draft);
        }
    }

    /// Keeps what stands in the form that is open in `app`, in case the program dies; where that cannot be done it is told, once.
    pub fn keep_draft(&mut self, app: &mut App) {
        let Some(path) = self.origin.written() else { return };
        let draft = app.draft();
        if draft == self.kept {
            return;
        }
        let kept = match draft.as_ref().map(serde_json::to_string) {
            None | Some(Err(_)) => self.file.take().map_or(Ok(()), DraftFile::remove),
            Some(Ok(content)) => {
                begun(&self.origin).and_then(|()| self.file.get_or_insert_with(|| DraftFile::beside(path)).keep(&content))
            }
        };
        self.kept = draft;
        if let Err(error) = kept
            && !std::mem::replace(&mut self.told, true)
        {
            app.tell(format!("the form is kept in memory only: {error}"));
        }
    }

    /// Does what `effect` asks for in the catalogue that `app` shows, and shows what came of it, or tells why not; whether anything was
    /// written. Other effects than those of writing are no matter of this.
    pub fn carry_out(&mut self, app: &mut App, effect: Effect) -> bool {
        let carried = match effect {
            Effect::Write { .. } if !self.is_in_files() => {
                app.ask_for_copy(&free_folder().to_string_lossy(), effect);
                return false;
            }
            Effect::Adopt(effect) => return self.adopt(app, *effect),
            Effect::Write { rounds, told } => self.write(app, rounds, told),
            Effect::Undo => self.reverse(app, Way::Back),
            Effect::Redo => self.reverse(app, Way::Again),
            _ => return false,
        };
        match carried {
            Ok((Carried { loaded, stamp, step }, told)) => {
                self.read = Some(stamp);
                if step.moves_texts() {
                    self.texts_read = Some(self.texts.stamp());
                }
                self.after_reading();
                app.written(loaded, told);
                true
            }
            Err(why) => {
                app.not_written(why);
                false
            }
        }
    }

    /// Makes edits, and keeps the step; what came of it and what to say, or why not.
    fn write(&mut self, app: &App, rounds: Vec<Vec<Edit>>, told: String) -> Result<(Carried, String), String> {
        let rounds = standing_words::placed(app.catalogue(), &self.texts, rounds)?;
        let carried = edit::carry_out(&self.origin, self.known(app).as_ref(), &rounds).map_err(|error| error.to_string())?;
        if carried.step.is_empty() {
            return Ok((carried, "nothing was to be changed".to_owned()));
        }
        self.undone.clear();
        self.done.push(Done { told: told.clone(), step: carried.step.clone() });
        Ok((carried, told))
    }

    /// Likewise the last step back, or the one again that was taken back last.
    fn reverse(&mut self, app: &App, way: Way) -> Result<(Carried, String), String> {
        let known = self.known(app);
        let (from, to, nothing) = match way {
            Way::Back if self.undone.is_empty() => (&mut self.done, &mut self.undone, "nothing was changed in this session"),
            Way::Back => (&mut self.done, &mut self.undone, "nothing more was changed in this session"),
            Way::Again => (&mut self.undone, &mut self.done, "nothing was taken back"),
        };
        let done = from.last().ok_or(nothing)?;
        let carried = match edit::take_back(&self.origin, known.as_ref(), &done.step) {
            Ok(carried) => carried,
            Err(error @ (EditError::ChangedAgain(_) | EditError::Refused(_))) => {
                // It will never fit again; those beyond it may.
                let stays = from.pop().map(|done| done.told).unwrap_or_default();
                let key = if way == Way::Back { "u" } else { "Ctrl-r" };
                return Err(format!("this stays: {stays} ({error}); {key} goes on beyond it"));
            }
            Err(error) => return Err(error.to_string()),
        };
        let told = match way {
            Way::Back => format!("taken back: {} · Ctrl-r makes it again", done.told),
            Way::Again => format!("again: {}", done.told),
        };
        to.extend(from.pop().map(|done| Done { step: carried.step.clone(), ..done }));
        Ok((carried, told))
    }

    /// Copies the built-in catalogue into a folder and goes on there, with `effect` first.
    fn adopt(&mut self, app: &mut App, effect: Effect) -> bool {
        let folder = free_folder();
        if let Err(error) = edit::make(&folder, starter::built_in()) {
            app.not_written(error.to_string());
            return false;
        }
        // Where the readings lie is known only of a folder that is there.
        let copy = Origin::Path(folder.clone());
        let origin = match &self.origin {
            Origin::Reading(reading) => Origin::Reading(reading.again_of(&copy)),
            Origin::BuiltIn | Origin::Path(_) => copy,
        };
        let mut desk = Self::new(origin.clone(), self.texts.clone());
        desk.before_reading();
        match catalogue::load(&origin, &Progress::default()) {
            Ok(loaded) => {
                app.lies_at(&folder.to_string_lossy());
                app.is_read_from(&origin);
                app.adopted(loaded, &folder.to_string_lossy());
                *self = desk;
                self.after_reading();
                self.carry_out(app, effect);
                true
            }
            Err(diagnostics) => {
                app.not_written(diagnostics.to_string());
                false
            }
        }
    }
}

/// A reading has a folder of its own from the first on that is written for it.
fn begun(origin: &Origin) -> Result<(), EditError> {
    match origin {
        Origin::Reading(reading) => edit::begin(reading),
        Origin::BuiltIn | Origin::Path(_) => Ok(()),
    }
}

/// Where a copy of the built-in catalogue goes: below the folder that one is in.
fn free_folder() -> PathBuf {
    let name = Path::new(starter::BUILT_IN).to_owned();
    let numbered = (2..).map(|number| PathBuf::from(format!("{}-{number}", starter::BUILT_IN)));
    std::iter::once(name.clone()).chain(numbered).find(|folder| folder.symlink_metadata().is_err()).unwrap_or(name)
}

/// Writes `bytes` into a new file called `name`, or much like it where that is taken, in the folder one is in; what came of it in words, of
/// which `told` says what is in the file.
pub fn save(name: &str, bytes: &[u8], told: &str) -> String {
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    let numbered = (2..).map(|number| format!("{stem}-{number}.{extension}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| Path::new(name).symlink_metadata().is_err());
    let free = free.unwrap_or_else(|| name.to_owned());
    match edit::put(Path::new(&free), bytes) {
        Ok(()) => {
            let path = std::path::absolute(&free).unwrap_or_else(|_| PathBuf::from(&free));
            format!("{}: {told}", typed(&path.to_string_lossy()))
        }
        Err(error) => format!("nothing was written: {error}"),
    }
}
