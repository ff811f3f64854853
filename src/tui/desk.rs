//! The catalogue that lies open: where it is, what its files looked like when it was read, what a person changed in it in this
//! session. Steps are written here, taken back and made again.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{action::Effect, app::App};
use crate::catalogue::{
    self, Origin, Progress, Stamp,
    edit::{self, Carried, EditError, Known, Step},
    starter,
};

/// A catalogue and the steps of a session.
#[derive(Debug)]
pub struct Desk {
    origin: Origin,
    /// What the files looked like before what is shown was read; none where they cannot change.
    pub(super) stamp: Option<Stamp>,
    done: Vec<Done>,
    undone: Vec<Done>,
}

#[derive(Debug)]
struct Done {
    told: String,
    step: Step,
}

impl Desk {
    /// The catalogue at `origin`, on which nothing was done yet.
    pub fn new(origin: Origin) -> Self {
        Self { origin, stamp: None, done: Vec::new(), undone: Vec::new() }
    }

    /// Where it is.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Does what `effect` asks for in the catalogue that `app` shows, and shows what came of it, or tells why not; whether anything was
    /// written. Other effects than those of writing are no matter of this.
    pub fn carry_out(&mut self, app: &mut App, effect: Effect) -> bool {
        let result = match effect {
            Effect::Write { .. } if self.origin == Origin::BuiltIn => {
                app.ask_for_copy(&free_folder().to_string_lossy(), effect);
                return false;
            }
            Effect::Adopt(effect) => return self.adopt(app, *effect),
            Effect::Write { rounds, told } => edit::carry_out(&self.origin, self.known(app).as_ref(), &rounds).map(|carried| {
                self.undone.clear();
                let shown = told.clone();
                self.keep(app, carried, shown, |desk, step| desk.done.push(Done { told, step }));
            }),
            Effect::Undo => {
                let Some(done) = self.done.pop() else {
                    app.tell("nothing was changed in this session".to_owned());
                    return false;
                };
                let told = format!("taken back: {} · Ctrl-r makes it again", done.told);
                self.reverse(app, done, told, |desk, done| desk.undone.push(done), |desk, done| desk.done.push(done))
            }
            Effect::Redo => {
                let Some(done) = self.undone.pop() else {
                    app.tell("nothing was taken back".to_owned());
                    return false;
                };
                let told = format!("again: {}", done.told);
                self.reverse(app, done, told, |desk, done| desk.done.push(done), |desk, done| desk.undone.push(done))
            }
            _ => return false,
        };
        match result {
            Ok(()) => true,
            Err(error) => {
                app.not_written(error.to_string());
                false
            }
        }
    }

    /// Reverses a step, which `then` keeps as what it has become, or `otherwise` as it was.
    fn reverse(
        &mut self,
        app: &mut App,
        done: Done,
        told: String,
        then: fn(&mut Self, Done),
        otherwise: fn(&mut Self, Done),
    ) -> Result<(), EditError> {
        match edit::take_back(&self.origin, self.known(app).as_ref(), &done.step) {
            Ok(carried) => {
                self.keep(app, carried, told, |desk, step| then(desk, Done { told: done.told, step }));
                Ok(())
            }
            Err(error) => {
                otherwise(self, done);
                Err(error)
            }
        }
    }

    fn keep(&mut self, app: &mut App, carried: Carried, told: String, then: impl FnOnce(&mut Self, Step)) {
        let Carried { loaded, stamp, step } = carried;
        then(self, step);
        self.stamp = Some(stamp);
        app.written(loaded, told);
    }

    fn known(&self, app: &App) -> Option<Known> {
        let stamp = self.stamp.clone()?;
        Some(Known { catalogue: Arc::clone(&app.shared.catalogue), stamp })
    }

    /// Copies the built-in catalogue into a folder and goes on there, with `effect` first.
    fn adopt(&mut self, app: &mut App, effect: Effect) -> bool {
        let folder = free_folder();
        let origin = Origin::Path(folder.clone());
        if let Err(error) = edit::make(&folder, starter::built_in()) {
            app.not_written(error.to_string());
            return false;
        }
        let stamp = catalogue::stamp(&origin);
        match catalogue::load(&origin, &Progress::default()) {
            Ok(loaded) => {
                app.lies_at(&folder.to_string_lossy());
                app.adopted(loaded, &folder.to_string_lossy());
                *self = Self { stamp: Some(stamp), ..Self::new(origin) };
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

/// Where a copy of the built-in catalogue goes: below the folder that one is in.
fn free_folder() -> PathBuf {
    let name = Path::new(starter::BUILT_IN).to_owned();
    let numbered = (2..).map(|number| PathBuf::from(format!("{}-{number}", starter::BUILT_IN)));
    std::iter::once(name.clone()).chain(numbered).find(|folder| folder.symlink_metadata().is_err()).unwrap_or(name)
}
