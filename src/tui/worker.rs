//! The threads beside the loop: one that reads a catalogue when asked, and one for each kind of question.
//!
//! They are asked, never interrupted: who asks a second question of a kind tells the thread through a flag that the first is no
//! longer wanted, and of those that wait only the newest is taken.

use std::{
    any::Any,
    collections::HashMap,
    io,
    mem::{self, Discriminant},
    panic::{self, AssertUnwindSafe},
    sync::{Arc, mpsc},
    thread,
};

use super::answer::{Answer, Edition, Question, answer};
use crate::{
    catalogue::{self, Diagnostics, Known, Loaded, Origin, Progress, edit, texts::Texts},
    find::Stop,
};

/// What comes from the threads.
pub(super) enum Report {
    /// A catalogue was read, or cannot be.
    Read(Result<Box<Loaded>, Diagnostics>),
    /// A question about this edition of the catalogue is answered.
    Answer(Edition, Answer),
    /// A thread panicked, and so does the program.
    Panicked(Box<dyn Any + Send>),
}

/// The threads, from the loop's side; what they report goes to `reports`.
pub(super) struct Worker<I> {
    reports: mpsc::Sender<I>,
    texts: Arc<Texts>,
    lanes: HashMap<Discriminant<Question>, Lane>,
}

/// The thread for one kind of question.
struct Lane {
    questions: mpsc::Sender<Asked>,
    stop: Stop,
}

struct Asked {
    edition: Edition,
    question: Question,
    stop: Stop,
}

impl<I: From<Report> + Send + 'static> Worker<I> {
    pub(super) fn new(reports: mpsc::Sender<I>, texts: Texts) -> Self {
        Self { reports, texts: Arc::new(texts), lanes: HashMap::new() }
    }

    /// Reads the catalogue at `origin`, made whole where it is not, of what is `known` only what has changed; `progress` says how far it
    /// is.
    pub(super) fn read(&self, origin: Origin, known: Option<Known>, progress: Arc<Progress>) -> io::Result<()> {
        let reports = self.reports.clone();
        let work = move || {
            // A step that another program left half done. Where it cannot be finished, the next edit tells why.
            let _ = edit::finish(&origin);
            match &known {
                Some(known) => catalogue::reload(&origin, known, &progress).map(Box::new),
                None => catalogue::load(&origin, &progress).map(Box::new),
            }
        };
        let read = move || report(&reports, || Some(Report::Read(work())));
        thread::Builder::new().name("read".to_owned()).spawn(read).map(drop)
    }

    /// Asks `question` about this edition of the catalogue, and drops the one of its kind that was asked before.
    pub(super) fn ask(&mut self, edition: Edition, question: Question) -> io::Result<()> {
        let kind = mem::discriminant(&question);
        let stop = Stop::default();
        let asked = Asked { edition, question, stop: stop.clone() };
        let questions = match self.lanes.remove(&kind) {
            Some(before) => {
                before.stop.set();
                before.questions
            }
            None => self.start()?,
        };
        // The thread ends only with the loop.
        let _ = questions.send(asked);
        self.lanes.insert(kind, Lane { questions, stop });
        Ok(())
    }

    /// Starts a thread that answers the newest of the questions it is sent.
    fn start(&self) -> io::Result<mpsc::Sender<Asked>> {
        let (questions, asked) = mpsc::channel::<Asked>();
        let (reports, texts) = (self.reports.clone(), Arc::clone(&self.texts));
        let work = move || {
            // Where the loop has ended nobody asks, and nobody waits for an answer.
            while let Ok(first) = asked.recv() {
                let Asked { edition, question, stop } = asked.try_iter().last().unwrap_or(first);
                report(&reports, || answer(question, &texts, &stop).map(|answer| Report::Answer(edition, answer)));
            }
        };
        thread::Builder::new().name("answer".to_owned()).spawn(work)?;
        Ok(questions)
    }
}

/// Reports what `work` comes to, and also where it panics.
fn report<I: From<Report>>(reports: &mpsc::Sender<I>, work: impl FnOnce() -> Option<Report>) {
    let worked = panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Some(Report::Panicked(panic)));
    if let Some(report) = worked {
        // Where the loop has ended nobody listens.
        let _ = reports.send(report.into());
    }
}
