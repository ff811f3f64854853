//! The screen that lives: state, keys, layout, drawing, and the loop that ties them to a terminal.
//!
//! A key becomes a frame in four steps: a terminal event → [`bindings`] (what was meant) → [`app`] (which lets the screen in sight do
//! its part, and says what is left for the outside and what is to be asked) → [`frame`] (what is drawn). Only `terminal`,
//! `worker` and this loop touch the outside. Nothing is drawn unless something happened, and nothing ticks but one look at the
//! catalogue's files a second.
//!
//! - [`screens`]: which screen does what it is asked; each has a folder with its state and its drawing: [`compare`], [`matrix`],
//!   [`read`], [`words`], [`voices`], [`frames`], [`outlets`], [`readings`]; over them lie [`find`] and [`help`]
//! - [`shared`]: the catalogue and the cursor in it, which follows from screen to screen
//! - [`kit`]: what screens are made of
//! - [`mod@action`], [`answer`]: what a person means, and what threads are asked and answer

pub mod about;
pub mod action;
pub mod answer;
pub mod app;
pub mod bindings;
pub mod coding;
pub mod compare;
pub mod curating;
pub mod desk;
pub mod exporting;
pub mod find;
pub mod form;
pub mod frame;
pub mod frames;
pub mod help;
#[cfg(unix)]
mod input;
pub mod keys;
pub mod kit;
mod layouts;
pub mod looking;
pub mod matrix;
pub mod outlets;
pub mod pairing;
pub mod problems;
pub mod read;
pub mod readings;
pub mod screens;
pub mod shared;
mod tabs;
mod terminal;
mod trail;
pub mod voices;
pub mod words;
mod worker;

use std::{
    collections::VecDeque,
    fmt, io, panic,
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError},
    },
    time::{Duration, Instant},
};

use crossterm::event::{Event, MouseButton, MouseEventKind};
use ratatui::layout::Position;

use self::{
    action::{Action, Effect},
    answer::Question,
    app::App,
    desk::Desk,
    kit::theme::Theme,
    worker::{Report, Worker},
};
use crate::catalogue::{Diagnostic, Diagnostics, Origin, Progress, texts::Texts};

/// A catalogue that is read within this time is shown in the first frame; a larger one has a frame that says how far it is.
const AT_ONCE: Duration = Duration::from_millis(20);
/// An answer that comes within this time is shown in one frame with the key that asked for it.
const SOON: Duration = Duration::from_millis(3);
/// Between two frames that say how far the reading is.
const PROGRESS: Duration = Duration::from_millis(100);
/// Between two looks at the files.
const LOOK: Duration = Duration::from_secs(1);

/// What the loop waits for.
enum Input {
    /// A key, the mouse, a paste.
    Event(Event),
    /// The terminal has this many columns and lines now.
    Resized(u16, u16),
    /// The terminal cannot be read any more.
    Lost(io::Error),
    /// Somebody outside asks the program to stop for a while.
    Suspend,
    /// A thread beside the loop has done what it was asked for.
    Report(Report),
}

impl From<Report> for Input {
    fn from(report: Report) -> Self {
        Self::Report(report)
    }
}

/// Why the screen ended other than by quitting.
#[derive(Debug)]
pub enum Error {
    /// The catalogue has errors.
    Refused(Diagnostics),
    /// The terminal failed.
    Terminal(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(diagnostics) => diagnostics.fmt(f),
            Self::Terminal(error) => write!(f, "the terminal failed: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused(_) => None,
            Self::Terminal(error) => Some(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

/// What `event` means to `app` now; public so that a script of keys can be played without a terminal.
pub fn action(app: &App, event: Event) -> Option<Action> {
    match event {
        Event::Key(key) => bindings::action(app.mode(), key),
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Mouse(mouse) => {
            let position = Position::new(mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(position)),
                MouseEventKind::Drag(MouseButton::Left) => Some(Action::Drag(position)),
                MouseEventKind::ScrollDown => Some(Action::Wheel(position, true)),
                MouseEventKind::ScrollUp => Some(Action::Wheel(position, false)),
                _ => None,
            }
        }
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

/// Opens the catalogue at `origin` on the terminal, with those `texts` of its documents that there are, until the person quits. Where it
/// is `blind` nobody sees whose these are, unless they ask for it.
///
/// # Errors
///
/// [`Error::Refused`] where the catalogue has errors, [`Error::Terminal`] where the terminal fails; it is restored in both.
pub fn run(origin: Origin, texts: Texts, theme: Theme, ascii: bool, blind: bool) -> Result<(), Error> {
    let (sender, inputs) = mpsc::channel();
    let mut outside = Outside {
        worker: Worker::new(sender.clone(), texts.clone()),
        reading: false,
        outdated: false,
        desk: Desk::new(origin, texts),
    };
    let progress = Arc::new(Progress::default());
    let mut app = App::new(theme, ascii, Arc::clone(&progress));
    outside.read(&app, progress)?;
    app.is_read_from(outside.desk.origin());
    let (of, reader) = match outside.desk.origin() {
        Origin::Reading(reading) => (reading.of(), reading.name()),
        origin => (origin, ""),
    };
    if let Some(path) = of.written() {
        app.lies_at(&path.to_string_lossy());
    }
    if blind {
        app.hide_outlets(reader);
    }
    // Nothing else can have happened: nobody was asked for keys yet.
    if let Ok(Input::Report(report)) = inputs.recv_timeout(AT_ONCE) {
        outside.take_in(&mut app, report)?;
        outside.ask(&mut app)?;
    }

    let mut screen = terminal::Screen::enter(sender.clone())?;
    let (ask, asked) = mpsc::channel();
    terminal::read_events(asked, sender)?;
    let size = screen.size()?;
    app.resize(size.width, size.height);
    let next_event = || ask.send(()).map_err(|_| io::Error::other("nobody reads the keys any more"));
    next_event()?;
    // Until when the next frame is held back for an answer.
    let mut held: Option<Instant> = None;
    // What was typed for a page that is opening, from where words begin to be selected on.
    let mut ahead: VecDeque<Event> = VecDeque::new();
    loop {
        let due = if app.is_opening() { None } else { ahead.pop_front() };
        let was_typed_ahead = due.is_some();
        let next_in_time = |end: Instant| inputs.recv_timeout(end.saturating_duration_since(Instant::now())).ok();
        let soon = due.map(Input::Event).or_else(|| held.and_then(next_in_time));
        let next = if soon.is_some() {
            soon
        } else {
            held = None;
            screen.draw(|buffer| frame::draw(&app, buffer))?;
            wait(&inputs, &app, &mut outside)?
        };
        let Some(input) = next else { continue };
        let from_terminal = !was_typed_ahead && matches!(input, Input::Event(_));
        let effect = match input {
            Input::Resized(width, height) | Input::Event(Event::Resize(width, height)) => {
                app.resize(width, height);
                None
            }
            Input::Event(event) => {
                let is_press = terminal::is_press(&event);
                let meant = is_press.then(|| action(&app, event.clone())).flatten();
                // On the page it may mean something else, or something at all.
                let goes_on = is_press && !ahead.is_empty() && meant != Some(Action::Quit);
                let waits = app.is_opening() && (goes_on || meant == Some(Action::Select));
                if waits {
                    ahead.push_back(event);
                    None
                } else {
                    meant.and_then(|action| app.update(action))
                }
            }
            Input::Lost(error) => return Err(error.into()),
            Input::Suspend => Some(Effect::Suspend),
            Input::Report(report) => outside.take_in(&mut app, report)?,
        };
        match effect {
            Some(Effect::Quit) => return Ok(()),
            Some(effect @ (Effect::Write { .. } | Effect::Adopt(_) | Effect::Undo | Effect::Redo)) => {
                outside.change(&mut app, effect);
            }
            Some(effect) => carry_out(effect, &mut app, &mut screen)?,
            None => {}
        }
        outside.desk.keep_draft(&mut app);
        let asked = outside.ask(&mut app)?;
        held = asked.then(|| held.unwrap_or_else(|| Instant::now() + SOON));
        if from_terminal {
            next_event()?;
        }
    }
}

/// The next thing that happens; `None` where it is only time for another frame.
fn wait(inputs: &mpsc::Receiver<Input>, app: &App, outside: &mut Outside) -> io::Result<Option<Input>> {
    loop {
        let patience = if app.is_busy() { PROGRESS } else { LOOK };
        let waited = if app.is_busy() || outside.desk.is_in_files() {
            inputs.recv_timeout(patience)
        } else {
            inputs.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match waited {
            Ok(input) => return Ok(Some(input)),
            Err(RecvTimeoutError::Timeout) if app.is_busy() => return Ok(None),
            Err(RecvTimeoutError::Timeout) => outside.look(app)?,
            Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("nobody is left to wait for")),
        }
    }
}

/// What keeps a catalogue from being read, on one line; where something is hidden, nothing that may tell of it.
fn first_error(diagnostics: &Diagnostics, desk: &Desk, app: &App) -> String {
    match diagnostics.first_error() {
        Some(error) if app.hides() && !desk.is_readers(&error.path) => {
            "something in its files is wrong; `parallax check` says what, and may say what is hidden here".to_owned()
        }
        error => error.map(Diagnostic::in_short).unwrap_or_default(),
    }
}

/// What lies outside the state: the files of the catalogue, looked at once a second, and the threads that read and search.
struct Outside {
    worker: Worker<Input>,
    reading: bool,
    /// What a read that is going on reads is older than what is shown.
    outdated: bool,
    desk: Desk,
}

impl Outside {
    /// Has the catalogue read, what `app` shows of it only as far as it has changed.
    fn read(&mut self, app: &App, progress: Arc<Progress>) -> io::Result<()> {
        let known = self.desk.known(app);
        self.desk.before_reading();
        self.reading = true;
        self.worker.read(self.desk.origin().clone(), known, progress)
    }

    fn look(&mut self, app: &App) -> io::Result<()> {
        if !self.reading && self.desk.has_changed() {
            self.read(app, Arc::default())?;
        }
        Ok(())
    }

    /// Takes in what a thread reports. The first catalogue must be sound; a later one that is not leaves the old one on the
    /// screen. A thread that panicked takes the program with it.
    fn take_in(&mut self, app: &mut App, report: Report) -> Result<Option<Effect>, Error> {
        match report {
            Report::Answer(edition, answer) => return Ok(app.hear(edition, answer)),
            Report::Panicked(panic) => panic::resume_unwind(panic),
            Report::Read(read) => {
                self.reading = false;
                if std::mem::take(&mut self.outdated) {
                    // What was written meanwhile may not be in it.
                    self.read(app, Arc::default())?;
                    return Ok(None);
                }
                match read {
                    Ok(loaded) => {
                        let is_first = app.is_loading();
                        app.show_catalogue(Arc::new(loaded.catalogue), loaded.warnings);
                        self.desk.after_reading();
                        if is_first {
                            self.desk.offer_draft(app);
                        }
                    }
                    Err(diagnostics) if app.is_loading() => return Err(Error::Refused(diagnostics)),
                    Err(diagnostics) => app.refuse(first_error(&diagnostics, &self.desk, app)),
                }
            }
        }
        Ok(None)
    }

    /// Writes what a person changed, or takes it back, and shows what came of it.
    fn change(&mut self, app: &mut App, effect: Effect) {
        if self.desk.carry_out(app, effect) {
            self.outdated = self.reading;
        }
    }

    /// Asks what is to be asked; whether that is something whose answer is waited for.
    fn ask(&mut self, app: &mut App) -> io::Result<bool> {
        let mut waited_for = false;
        for question in app.ask() {
            waited_for |= !matches!(question, Question::Index(..) | Question::Check(..));
            self.worker.ask(app.edition(), question)?;
        }
        Ok(waited_for)
    }
}

/// Does what only the outside can do.
fn carry_out(effect: Effect, app: &mut App, screen: &mut terminal::Screen) -> io::Result<()> {
    match effect {
        // What is done by the loop itself.
        Effect::Quit | Effect::Adopt(_) | Effect::Write { .. } | Effect::Undo | Effect::Redo => {}
        Effect::Suspend => screen.suspend()?,
        Effect::Copy(text) => {
            if let Some(message) = screen.copy(&text)? {
                app.tell(message.to_owned());
            }
        }
        Effect::Mouse(on) => screen.mouse(on)?,
        Effect::Save { name, bytes, told } => app.tell(desk::save(&name, &bytes, &told)),
        Effect::Edit(place) => {
            let message = match app.catalogue().line_of(place) {
                Some((path, line)) => screen.edit(&path, line)?,
                None => Some("the built-in catalogue cannot be edited; `parallax PATH` opens your own".to_owned()),
            };
            if let Some(message) = message {
                app.tell(message);
            }
        }
    }
    // The terminal may have another size when it comes back.
    let size = screen.size()?;
    if (app.size().width, app.size().height) != (size.width, size.height) {
        app.resize(size.width, size.height);
    }
    Ok(())
}
