//! The thread beside the loop: reads a catalogue, builds its index, answers queries.
//!
//! It hands over whole values and is asked, never interrupted: a query that is no longer wanted is told so through a flag that
//! it looks at while it searches. Each answer says which edition of the catalogue it is about: what was asked about an older one
//! means nothing in the one shown.

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
    reader,
    words::{self, Counted},
};
use crate::{
    catalogue::{self, Catalogue, DocumentId, Origin, OutletId, Progress, texts::Texts},
    compare::voices::voices,
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
    jobs: mpsc::Sender<(Edition, Job)>,
    stop: Arc<AtomicBool>,
    edition: Edition,
}

/// How many catalogues were shown before this one.
pub(super) type Edition = u64;

impl Worker {
    /// Starts the thread; it answers into `inputs`.
    pub(super) fn start(inputs: mpsc::Sender<Input>, texts: Texts) -> io::Result<Self> {
        let (sender, jobs) = mpsc::channel::<(Edition, Job)>();
        thread::Builder::new().name("worker".to_owned()).spawn(move || {
            // Where the loop has ended nobody waits for an answer.
            while let Ok((edition, job)) = jobs.recv() {
                let worked = panic::catch_unwind(AssertUnwindSafe(|| work(edition, job, &texts, &inputs)));
                if worked.unwrap_or_else(|panic| inputs.send(Input::Panicked(panic))).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { jobs: sender, stop: Arc::default(), edition: 0 })
    }

    /// What is asked from now on is about another catalogue.
    pub(super) fn turn_to_the_next_edition(&mut self) {
        self.edition += 1;
    }

    /// Whether an answer is about the catalogue that is asked about now.
    pub(super) fn is_current(&self, edition: Edition) -> bool {
        edition == self.edition
    }

    fn ask(&self, job: Job) {
        // The thread ends only with the loop.
        let _ = self.jobs.send((self.edition, job));
    }

    /// Asks for the catalogue at `origin`, then for its index; `progress` says how far the reading is.
    pub(super) fn read(&self, origin: Origin, progress: Arc<Progress>) {
        self.ask(Job::Read(origin, progress));
    }

    /// Asks for a document of `catalogue`, opened to be read.
    pub(super) fn open(&self, catalogue: &Arc<Catalogue>, document: DocumentId) {
        self.ask(Job::Open(Arc::clone(catalogue), document));
    }

    /// Asks for the words of `catalogue`.
    pub(super) fn count(&self, catalogue: &Arc<Catalogue>) {
        self.ask(Job::Count(Arc::clone(catalogue)));
    }

    /// Asks for the words that set `outlet` apart.
    pub(super) fn set_apart(&self, counted: &Arc<Counted>, outlet: OutletId) {
        self.ask(Job::SetApart(Arc::clone(counted), outlet));
    }

    /// Asks for the lines of `word`.
    pub(super) fn concord(&self, counted: &Arc<Counted>, word: String) {
        self.ask(Job::Concord(Arc::clone(counted), word));
    }

    /// Asks for the voices of `catalogue`.
    pub(super) fn hear(&self, catalogue: &Arc<Catalogue>) {
        self.ask(Job::Hear(Arc::clone(catalogue)));
    }

    /// Asks for the answer to `query`, and drops the one asked for before.
    pub(super) fn search(&mut self, query: String, index: &Arc<Index>) {
        self.stop.store(true, Ordering::Relaxed);
        self.stop = Arc::default();
        self.ask(Job::Search(query, Arc::clone(index), Arc::clone(&self.stop)));
    }
}

fn work(edition: Edition, job: Job, texts: &Texts, inputs: &mpsc::Sender<Input>) -> Result<(), mpsc::SendError<Input>> {
    let answer = |action| inputs.send(Input::Answer(edition, action));
    match job {
        Job::Read(origin, progress) => match catalogue::load(&origin, &progress) {
            Ok(loaded) => {
                let catalogue: Arc<Catalogue> = Arc::new(loaded.catalogue);
                let indexed = Arc::new(AtomicU64::new(0));
                inputs.send(Input::Read(Ok((Arc::clone(&catalogue), Arc::clone(&indexed)))))?;
                let index = Arc::new(Index::build(&catalogue, &indexed));
                inputs.send(Input::Answer(edition + 1, Action::Indexed(index)))
            }
            Err(diagnostics) => inputs.send(Input::Read(Err(diagnostics))),
        },
        Job::Open(catalogue, document) => answer(Action::Opened(Arc::new(reader::open(&catalogue, texts, document)))),
        Job::Search(query, index, stop) => match search(&index, &Query::parse(&query), &stop) {
            Some(hits) => answer(Action::Found(query, Arc::new(hits))),
            None => Ok(()),
        },
        Job::Count(catalogue) => answer(Action::Counted(Arc::new(words::count(&catalogue, texts)))),
        Job::SetApart(counted, outlet) => match words::set_apart(&counted, outlet) {
            Some(scores) => answer(Action::SetApart(Arc::new(scores))),
            None => Ok(()),
        },
        Job::Concord(counted, word) => {
            let spots = words::lines(&counted, &word);
            answer(Action::Concorded(word, spots))
        }
        Job::Hear(catalogue) => answer(Action::Heard(Arc::new(voices(&catalogue)))),
    }
}
