//! The screen that lives: state, keys, layout, drawing, and the loop that ties them to a terminal.
//!
//! A key becomes a frame in five steps, each in a file of its own: a terminal event → [`keys`] (what was meant) →
//! [`app`] (what changes, and what is left for the outside to do) → [`layout`] (where things go) → [`screen`] (what is drawn).
//! Only [`terminal`] and this loop touch the outside. Nothing is drawn unless something happened, and nothing ticks but one
//! look at the catalogue's files a second.

pub mod app;
pub mod keys;
pub mod layout;
pub mod rows;
pub mod screen;
mod terminal;
pub mod theme;

use std::{
    io,
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

use crossterm::event::{Event, MouseButton, MouseEventKind};
use ratatui::layout::Position;

use self::{
    app::{Action, App, Effect},
    theme::Theme,
};
use crate::catalogue::{self, Diagnostics, Loaded, Origin, Progress, Stamp};

/// A catalogue that is read within this time is shown in the first frame; a larger one has a frame that says how far it is.
const AT_ONCE: Duration = Duration::from_millis(20);
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
    /// A catalogue was read.
    Read(Box<Result<Loaded, Diagnostics>>),
}

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

/// Opens the catalogue at `origin` on the terminal, until the person quits.
///
/// # Errors
///
/// [`Error::Refused`] where the catalogue has errors, [`Error::Terminal`] where the terminal fails; it is restored in both.
pub fn run(origin: Origin, theme: Theme, ascii: bool) -> Result<(), Error> {
    let (sender, inputs) = mpsc::channel();
    let progress = Arc::new(Progress::default());
    let mut watch = Watch { origin, stamp: None, reading: false };
    watch.read(Arc::clone(&progress), &sender)?;
    let mut app = App::new(theme, ascii, progress);
    // Nothing else can have happened: nobody was asked for keys yet.
    if let Ok(Input::Read(read)) = inputs.recv_timeout(AT_ONCE) {
        take_in(&mut app, &mut watch, *read)?;
    }

    let mut screen = terminal::Screen::enter(sender.clone())?;
    let (ask, asked) = mpsc::channel();
    terminal::read_events(asked, sender.clone())?;
    let size = screen.size()?;
    app.update(Action::Resize(size.width, size.height));
    let next_event = || ask.send(()).map_err(|_| io::Error::other("nobody reads the keys any more"));
    next_event()?;
    loop {
        screen.draw(|buffer| screen::draw(&app, buffer))?;
        let Some(input) = wait(&inputs, &app, &mut watch, &sender)? else { continue };
        let mut effect = None;
        match input {
            Input::Event(event) => {
                if let Some(action) = terminal::is_press(&event).then(|| action(&app, event)).flatten() {
                    effect = app.update(action);
                }
                if effect != Some(Effect::Quit) {
                    carry_out(effect.clone(), &mut app, &mut screen)?;
                    next_event()?;
                }
            }
            Input::Lost(error) => return Err(error.into()),
            Input::Suspend => carry_out(Some(Effect::Suspend), &mut app, &mut screen)?,
            Input::Read(read) => take_in(&mut app, &mut watch, *read)?,
        }
        if effect == Some(Effect::Quit) {
            return Ok(());
        }
    }
}

/// The next thing that happens; `None` where it is only time for another frame.
fn wait(inputs: &mpsc::Receiver<Input>, app: &App, watch: &mut Watch, sender: &mpsc::Sender<Input>) -> io::Result<Option<Input>> {
    loop {
        let patience = if app.is_loading() { PROGRESS } else { LOOK };
        let waited = if watch.can_change() || watch.reading {
            inputs.recv_timeout(patience)
        } else {
            inputs.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match waited {
            Ok(input) => return Ok(Some(input)),
            Err(RecvTimeoutError::Timeout) if app.is_loading() => return Ok(None),
            Err(RecvTimeoutError::Timeout) => watch.look(sender)?,
            Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("nobody is left to wait for")),
        }
    }
}

fn carry_out(effect: Option<Effect>, app: &mut App, screen: &mut terminal::Screen) -> io::Result<()> {
    match effect {
        None | Some(Effect::Quit) => {}
        Some(Effect::Suspend) => screen.suspend()?,
        Some(Effect::Copy(text)) => screen.copy(&text)?,
        Some(Effect::Mouse(on)) => screen.mouse(on)?,
        Some(Effect::Edit(place)) => {
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
    app.update_size(size.width, size.height);
    Ok(())
}

/// Shows what was read. The first catalogue must be sound; a later one that is not leaves the old one on the screen.
fn take_in(app: &mut App, watch: &mut Watch, read: Result<Loaded, Diagnostics>) -> Result<(), Error> {
    watch.reading = false;
    match read {
        Ok(loaded) => {
            app.update(Action::Loaded(Arc::new(loaded.catalogue)));
        }
        Err(diagnostics) if app.is_loading() => return Err(Error::Refused(diagnostics)),
        Err(diagnostics) => {
            let first = diagnostics.iter().next().map(ToString::to_string).unwrap_or_default();
            let first = first.lines().next().unwrap_or_default().to_owned();
            app.update(Action::Tell(format!("the catalogue has changed and cannot be read, so this is the old one: {first}")));
        }
    }
    Ok(())
}

/// The files behind the screen, looked at once a second.
struct Watch {
    origin: Origin,
    stamp: Option<Stamp>,
    reading: bool,
}

impl Watch {
    fn can_change(&self) -> bool {
        !matches!(self.origin, Origin::BuiltIn)
    }

    /// Reads the catalogue beside the loop, which gets it as an input.
    fn read(&mut self, progress: Arc<Progress>, sender: &mpsc::Sender<Input>) -> io::Result<()> {
        self.stamp = self.can_change().then(|| catalogue::stamp(&self.origin));
        self.reading = true;
        let (origin, sender) = (self.origin.clone(), sender.clone());
        thread::Builder::new().name("catalogue".to_owned()).spawn(move || {
            // Where the loop has ended nobody waits for the catalogue.
            let _ = sender.send(Input::Read(Box::new(catalogue::load(&origin, &progress))));
        })?;
        Ok(())
    }

    fn look(&mut self, sender: &mpsc::Sender<Input>) -> io::Result<()> {
        if self.reading || !self.can_change() || self.stamp == Some(catalogue::stamp(&self.origin)) {
            return Ok(());
        }
        self.read(Arc::default(), sender)
    }
}

impl App {
    fn is_loading(&self) -> bool {
        self.loading.is_some()
    }

    fn update_size(&mut self, width: u16, height: u16) {
        if (self.size.width, self.size.height) != (width, height) {
            self.update(Action::Resize(width, height));
        }
    }
}
