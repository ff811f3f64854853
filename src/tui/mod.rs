//! The screen that lives: state, keys, layout, drawing, and the loop that ties them to a terminal.
//!
//! A key becomes a frame in five steps, each in a file of its own: a terminal event → [`keys`] (what was meant) →
//! [`app`] (what changes, and what is left for the outside to do) → [`layout`] (where things go) → [`screen`] (what is drawn).
//! Only `terminal` and this loop touch the outside. Nothing is drawn unless something happened, and nothing ticks but one
//! look at the catalogue's files a second.

pub mod action;
pub mod app;
pub mod bindings;
pub mod finder;
pub mod keys;
pub mod layout;
pub mod reader;
pub mod rows;
pub mod screen;
mod terminal;
pub mod theme;
pub mod voices;
mod walk;
pub mod words;
mod worker;

use std::{
    any::Any,
    io, panic,
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
    app::App,
    theme::Theme,
    worker::{Edition, Worker},
};
use crate::{
    catalogue::{self, Catalogue, Diagnostics, Origin, Progress, Severity, Stamp, texts::Texts},
    text::clean::displayable,
};

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
    /// A key, the mouse, a paste, a new size.
    Event(Event),
    /// The terminal cannot be read any more.
    Lost(io::Error),
    /// Somebody outside asks the program to stop for a while.
    Suspend,
    /// A catalogue was read, or cannot be; the number of excerpts indexed will be counted there.
    Read(Result<Read, Diagnostics>),
    /// The thread beside the loop has done what else it was asked for, about this edition of the catalogue.
    Answer(Edition, Action),
    /// The thread beside the loop panicked, and so does the program.
    Panicked(Box<dyn Any + Send>),
}

/// A catalogue, and how many of its excerpts are indexed so far.
type Read = (Arc<Catalogue>, Arc<Progress>);

/// Why the screen ended other than by quitting.
#[derive(Debug)]
pub enum Error {
    /// The catalogue has errors.
    Refused(Diagnostics),
    /// The terminal failed.
    Terminal(io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

/// What `event` means to `app` now; public so that a script of keys can be played without a terminal.
pub fn action(app: &App, event: Event) -> Option<Action> {
    match event {
        Event::Key(key) => keys::action(app.mode(), key),
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Resize(width, height) => Some(Action::Resize(width, height)),
        Event::Mouse(mouse) => {
            let position = Position::new(mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(position)),
                MouseEventKind::ScrollDown => Some(Action::Wheel(position, true)),
                MouseEventKind::ScrollUp => Some(Action::Wheel(position, false)),
                _ => None,
            }
        }
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Opens the catalogue at `origin` on the terminal, with those `texts` of its documents that there are, until the person quits.
///
/// # Errors
///
/// [`Error::Refused`] where the catalogue has errors, [`Error::Terminal`] where the terminal fails; it is restored in both.
pub fn run(origin: Origin, texts: Texts, theme: Theme, ascii: bool) -> Result<(), Error> {
    let (sender, inputs) = mpsc::channel();
    let mut outside = Outside { worker: Worker::start(sender.clone(), texts)?, origin, stamp: None, reading: false };
    let progress = Arc::new(Progress::default());
    outside.read(Arc::clone(&progress));
    let mut app = App::new(theme, ascii, progress);
    // Nothing else can have happened: nobody was asked for keys yet.
    match inputs.recv_timeout(AT_ONCE) {
        Ok(Input::Read(read)) => {
            take_in(&mut app, &mut outside, read)?;
        }
        Ok(Input::Panicked(panic)) => panic::resume_unwind(panic),
        _ => {}
    }

    let mut screen = terminal::Screen::enter(sender.clone())?;
    let (ask, asked) = mpsc::channel();
    terminal::read_events(asked, sender)?;
    let size = screen.size()?;
    app.update(Action::Resize(size.width, size.height));
    let next_event = || ask.send(()).map_err(|_| io::Error::other("nobody reads the keys any more"));
    next_event()?;
    // Until when the next frame is held back for an answer.
    let mut held: Option<Instant> = None;
    loop {
        let soon = held.and_then(|end| inputs.recv_timeout(end.saturating_duration_since(Instant::now())).ok());
        let next = if soon.is_some() {
            soon
        } else {
            held = None;
            screen.draw(|buffer| screen::draw(&app, buffer))?;
            wait(&inputs, &app, &mut outside)?
        };
        let Some(input) = next else { continue };
        let (effect, from_terminal) = match input {
            Input::Event(event) => {
                let action = terminal::is_press(&event).then(|| action(&app, event)).flatten();
                (action.and_then(|action| app.update(action)), true)
            }
            Input::Lost(error) => return Err(error.into()),
            Input::Panicked(panic) => panic::resume_unwind(panic),
            Input::Suspend => (Some(Effect::Suspend), false),
            Input::Read(read) => (take_in(&mut app, &mut outside, read)?, false),
            Input::Answer(edition, answer) => (outside.worker.is_current(edition).then(|| app.update(answer)).flatten(), false),
        };
        if effect == Some(Effect::Quit) {
            return Ok(());
        }
        let asked = effect.as_ref().is_some_and(Effect::is_answered);
        held = asked.then(|| held.unwrap_or_else(|| Instant::now() + SOON));
        if let Some(effect) = effect {
            outside.carry_out(effect, &mut app, &mut screen)?;
        }
        if from_terminal {
            next_event()?;
        }
    }
}

/// The next thing that happens; `None` where it is only time for another frame.
fn wait(inputs: &mpsc::Receiver<Input>, app: &App, outside: &mut Outside) -> io::Result<Option<Input>> {
    loop {
        let patience = if app.is_busy() { PROGRESS } else { LOOK };
        let waited = if app.is_busy() || outside.can_change() {
            inputs.recv_timeout(patience)
        } else {
            inputs.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match waited {
            Ok(input) => return Ok(Some(input)),
            Err(RecvTimeoutError::Timeout) if app.is_busy() => return Ok(None),
            Err(RecvTimeoutError::Timeout) => outside.look(),
            Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("nobody is left to wait for")),
        }
    }
}

/// Shows what was read. The first catalogue must be sound; a later one that is not leaves the old one on the screen.
fn take_in(app: &mut App, outside: &mut Outside, read: Result<Read, Diagnostics>) -> Result<Option<Effect>, Error> {
    outside.reading = false;
    match read {
        Ok((catalogue, indexed)) => {
            outside.worker.turn_to_the_next_edition();
            Ok(app.update(Action::Loaded(catalogue, indexed)))
        }
        Err(diagnostics) if app.is_loading() => Err(Error::Refused(diagnostics)),
        Err(diagnostics) => Ok(app.update(Action::Refused(first_error(&diagnostics)))),
    }
}

/// What keeps a catalogue from being read, on one line, what matters most first: "closing.toml:12: unknown stance `afirms`".
fn first_error(diagnostics: &Diagnostics) -> String {
    let Some(error) = diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) else {
        return String::new();
    };
    let name = error.path.file_name().unwrap_or(error.path.as_os_str()).to_string_lossy();
    let line = error.line.map(|line| format!(":{line}")).unwrap_or_default();
    displayable(&format!("{name}{line}: {}", error.message)).into_owned()
}

/// What lies outside the state: the files of the catalogue, looked at once a second, and the thread that reads and searches.
struct Outside {
    worker: Worker,
    origin: Origin,
    stamp: Option<Stamp>,
    reading: bool,
}

impl Outside {
    fn can_change(&self) -> bool {
        !matches!(self.origin, Origin::BuiltIn)
    }

    fn read(&mut self, progress: Arc<Progress>) {
        self.stamp = self.can_change().then(|| catalogue::stamp(&self.origin));
        self.reading = true;
        self.worker.read(self.origin.clone(), progress);
    }

    fn look(&mut self) {
        if !self.reading && self.can_change() && self.stamp != Some(catalogue::stamp(&self.origin)) {
            self.read(Arc::default());
        }
    }

    fn carry_out(&mut self, effect: Effect, app: &mut App, screen: &mut terminal::Screen) -> io::Result<()> {
        match effect {
            Effect::Quit => {}
            Effect::Suspend => screen.suspend()?,
            Effect::Copy(text) => screen.copy(&text)?,
            Effect::Mouse(on) => screen.mouse(on)?,
            Effect::Search(query) => {
                // Before the index is there nothing can be answered; when it comes, the line is searched.
                if let Some(index) = &app.index {
                    self.worker.search(query, index);
                }
            }
            Effect::Open(document) => self.worker.open(&app.catalogue, document),
            Effect::Count => self.worker.count(&app.catalogue),
            Effect::SetApart(outlet) => {
                if let Some(counted) = &app.words.counted {
                    self.worker.set_apart(counted, outlet);
                }
            }
            Effect::Concord(word) => {
                if let Some(counted) = &app.words.counted {
                    self.worker.concord(counted, word);
                }
            }
            Effect::Hear => self.worker.hear(&app.catalogue),
            Effect::Edit(place) => {
                let message = match app.catalogue().line_of(place) {
                    Some((path, line)) => screen.edit(&path, line)?,
                    None => Some("the built-in catalogue cannot be edited; `parallax PATH` opens your own".to_owned()),
                };
                if let Some(message) = message {
                    app.update(Action::Tell(message));
                }
            }
        }
        // The terminal may have another size when it comes back.
        let size = screen.size()?;
        if (app.size.width, app.size.height) != (size.width, size.height) {
            app.update(Action::Resize(size.width, size.height));
        }
        Ok(())
    }
}

impl App {
    fn is_loading(&self) -> bool {
        self.loading.is_some()
    }

    /// Whether the screen says how far something is.
    fn is_busy(&self) -> bool {
        self.is_loading() || (self.finder.is_some() && self.index.is_none())
    }
}
