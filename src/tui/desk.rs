//! What a person changes in this session: written, taken back, made again.

use std::sync::Arc;

use super::app::App;
use crate::catalogue::{
    Origin, Stamp,
    edit::{self, Carried, Edit, EditError, Known, Step},
};

/// The steps of a session.
#[derive(Debug, Default)]
pub struct Desk {
    done: Vec<Done>,
    undone: Vec<Done>,
}

#[derive(Debug)]
struct Done {
    told: String,
    step: Step,
}

impl Desk {
    /// Makes `rounds` of edits in the catalogue at `origin`, which `app` shows as it was at `stamp`, and shows what came of it; what its
    /// files look like then, if anything was written.
    pub fn write(
        &mut self,
        app: &mut App,
        origin: &Origin,
        stamp: Option<&Stamp>,
        rounds: &[Vec<Edit>],
        told: String,
    ) -> Option<Stamp> {
        match edit::carry_out(origin, known(app, stamp).as_ref(), rounds) {
            Ok(Carried { loaded, stamp, step }) => {
                self.undone.clear();
                self.done.push(Done { told: told.clone(), step });
                app.written(loaded, told);
                Some(stamp)
            }
            Err(error) => not_written(app, &error),
        }
    }

    /// Takes the last step back.
    pub fn undo(&mut self, app: &mut App, origin: &Origin, stamp: Option<&Stamp>) -> Option<Stamp> {
        let Some(done) = self.done.pop() else {
            app.tell("nothing was changed in this session".to_owned());
            return None;
        };
        match edit::take_back(origin, known(app, stamp).as_ref(), &done.step) {
            Ok(Carried { loaded, stamp, step }) => {
                app.written(loaded, format!("taken back: {} · Ctrl-r makes it again", done.told));
                self.undone.push(Done { step, ..done });
                Some(stamp)
            }
            Err(error) => {
                self.done.push(done);
                not_written(app, &error)
            }
        }
    }

    /// Makes the step again that was taken back last.
    pub fn redo(&mut self, app: &mut App, origin: &Origin, stamp: Option<&Stamp>) -> Option<Stamp> {
        let Some(done) = self.undone.pop() else {
            app.tell("nothing was taken back".to_owned());
            return None;
        };
        match edit::take_back(origin, known(app, stamp).as_ref(), &done.step) {
            Ok(Carried { loaded, stamp, step }) => {
                app.written(loaded, format!("again: {}", done.told));
                self.done.push(Done { step, ..done });
                Some(stamp)
            }
            Err(error) => {
                self.undone.push(done);
                not_written(app, &error)
            }
        }
    }
}

fn known(app: &App, stamp: Option<&Stamp>) -> Option<Known> {
    stamp.map(|stamp| Known { catalogue: Arc::clone(&app.shared.catalogue), stamp: stamp.clone() })
}

fn not_written(app: &mut App, error: &EditError) -> Option<Stamp> {
    app.not_written(error.to_string());
    None
}
