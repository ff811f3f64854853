//! The thread beside the loop: reads a catalogue, builds its index, answers queries.
//!
//! It hands over whole values and is asked, never interrupted: a query that is no longer wanted is told so through a flag that
//! it looks at while it searches.

use std::{
    io,
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc,
    },
    thread,
};

use super::{
    Input,
    action::Action,
    reader, voices,
    words::{self, Counted},
};
use crate::{
    catalogue::{self, Catalogue, DocumentId, Origin, OutletId, Progress, texts::Texts},
    find::{Index, Query, search},
};

/// What the thread is asked to do.
enum Job {
    /// Read the catalogue and build its index.
    Read(Origin, Arc<Progress>),
    /// Open a document of a catalogue to be read.
    Open(Arc<Catalogue>, DocumentId),
    /// Answer a query over an index, unless told to stop.
    Search(String, Arc<Index>, Arc<AtomicBool>),
    /// Count the words of a catalogue.
    Count(Arc<Catalogue>),
    /// Count the words that set an outlet apart.
    SetApart(Arc<Counted>, OutletId),
    /// Find the lines of a word.
    Concord(Arc<Counted>, String),
    /// Count the voices of a catalogue.
    Hear(Arc<Catalogue>),
}

/// The thread, from the loop's side.
pub(super) struct Worker {
    jobs: mpsc::Sender<Job>,
    stop: Arc<AtomicBool>,
}

impl Worker {
    /// Starts the thread; it answers into `inputs`.
    pub(super) fn start(inputs: mpsc::Sender<Input>, texts: Texts) -> io::Result<Self> {
        let (sender, jobs) = mpsc::channel();
        thread::Builder::new().name("worker".to_owned()).spawn(move || {
            // Where the loop has ended nobody waits for an answer.
            while let Ok(job) = jobs.recv() {
                let worked = panic::catch_unwind(AssertUnwindSafe(|| work(job, &texts, &inputs)));
                if worked.unwrap_or_else(|panic| inputs.send(Input::Panicked(panic))).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { jobs: sender, stop: Arc::default() })
    }

    /// Asks for the catalogue at `origin`, then for its index; `progress` says how far the reading is.
    pub(super) fn read(&self, origin: Origin, progress: Arc<Progress>) {
        // The thread ends only with the loop.
        let _ = self.jobs.send(Job::Read(origin, progress));
    }

    /// Asks for a document of `catalogue`, opened to be read.
    pub(super) fn open(&self, catalogue: &Arc<Catalogue>, document: DocumentId) {
        let _ = self.jobs.send(Job::Open(Arc::clone(catalogue), document));
    }

    /// Asks for the words of `catalogue`.
    pub(super) fn count(&self, catalogue: &Arc<Catalogue>) {
        let _ = self.jobs.send(Job::Count(Arc::clone(catalogue)));
    }

    /// Asks for the words that set `outlet` apart.
    pub(super) fn set_apart(&self, counted: &Arc<Counted>, outlet: OutletId) {
        let _ = self.jobs.send(Job::SetApart(Arc::clone(counted), outlet));
    }

    /// Asks for the lines of `word`.
    pub(super) fn concord(&self, counted: &Arc<Counted>, word: String) {
        let _ = self.jobs.send(Job::Concord(Arc::clone(counted), word));
    }

    /// Asks for the voices of `catalogue`.
    pub(super) fn hear(&self, catalogue: &Arc<Catalogue>) {
        let _ = self.jobs.send(Job::Hear(Arc::clone(catalogue)));
    }

    /// Asks for the answer to `query`, and drops the one asked for before.
    pub(super) fn search(&mut self, query: String, index: &Arc<Index>) {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::default();
        let _ = self.jobs.send(Job::Search(query, Arc::clone(index), Arc::clone(&self.stop)));
    }
}

fn work(job: Job, texts: &Texts, inputs: &mpsc::Sender<Input>) -> Result<(), mpsc::SendError<Input>> {
    match job {
        Job::Read(origin, progress) => match catalogue::load(&origin, &progress) {
            Ok(loaded) => {
                let catalogue: Arc<Catalogue> = Arc::new(loaded.catalogue);
                let indexed = Arc::new(AtomicU64::new(0));
                inputs.send(Input::Read(Ok((Arc::clone(&catalogue), Arc::clone(&indexed)))))?;
                inputs.send(Input::Answer(Action::Indexed(Arc::new(Index::build(&catalogue, &indexed)))))
            }
            Err(diagnostics) => inputs.send(Input::Read(Err(diagnostics))),
        },
        Job::Open(catalogue, document) => {
            inputs.send(Input::Answer(Action::Opened(Arc::new(reader::open(&catalogue, texts, document)))))
        }
        Job::Search(query, index, stop) => match search(&index, &Query::parse(&query), &stop) {
            Some(hits) => inputs.send(Input::Answer(Action::Found(query, Arc::new(hits)))),
            None => Ok(()),
        },
        Job::Count(catalogue) => inputs.send(Input::Answer(Action::Counted(Arc::new(words::count(&catalogue, texts))))),
        Job::SetApart(counted, outlet) => {
            inputs.send(Input::Answer(Action::SetApart(Arc::new(words::set_apart(&counted, outlet)))))
        }
        Job::Concord(counted, word) => {
            let spots = words::lines(&counted, &word);
            inputs.send(Input::Answer(Action::Concorded(word, spots)))
        }
        Job::Hear(catalogue) => inputs.send(Input::Answer(Action::Heard(Arc::new(voices::hear(&catalogue))))),
    }
}
