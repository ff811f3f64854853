//! The only place that touches the terminal, signals, the clipboard and child processes.
//!
//! Whatever ends the program, the terminal is given back as it was found: after quitting, after an error, in a panic, and on
//! SIGTERM, SIGHUP and SIGINT, for which a thread waits, restores and then lets the signal do what it does by default. That
//! thread is also the one that learns of a new size. While an editor has the terminal, Ctrl-C is the editor's alone, and Ctrl-Z
//! stops the program together with it.
//!
//! The terminal is never asked anything: its answer would come in among the keys, or never.

use std::{
    io::{self, BufWriter, Stdout, stdout},
    path::Path,
    process::Command,
    sync::{
        Mutex, Once,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use crossterm::{
    clipboard::CopyToClipboard,
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, Event},
    execute, queue,
    terminal::{
        BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
        enable_raw_mode,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend, buffer::Buffer, layout::Size};

use super::Input;
#[cfg(unix)]
use super::input::Decoder;

/// Held while a frame is written, so that a signal never restores the terminal in the middle of one.
static WRITING: Mutex<()> = Mutex::new(());

/// Whether the terminal is the program's now. Nothing is drawn while it is not.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// So many bytes at once are no key: an escape at their end is the beginning of a sequence.
#[cfg(unix)]
const FLOOD: usize = 64;

/// Between two looks at a terminal that cannot be waited for.
#[cfg(unix)]
const NOT_WAITED: Duration = Duration::from_millis(10);

/// How long a signal waits for the terminal to be given back.
const PATIENCE: Duration = Duration::from_millis(200);

/// The terminal, taken over.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal over. `inputs` is told of a request to suspend that comes from outside.
    pub(super) fn enter(inputs: mpsc::Sender<Input>) -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let report = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                leave();
                report(panic);
            }));
        });
        watch_signals(inputs)?;
        // NO_COLOR is honoured by the theme. crossterm honours it too, by sending an empty SGR for every colour, `Reset`
        // among them, and that would cancel the reversal which marks the current row.
        crossterm::style::force_color_output(true);
        take_over()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, stdout()));
        let terminal = Terminal::new(backend).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse: false })
    }

    /// Columns and lines.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Shows a frame, at once and whole.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Buffer)) -> io::Result<()> {
        let _writing = WRITING.lock();
        if !TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| draw(frame.buffer_mut()))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Puts `text` on the clipboard of whoever sits at the terminal (OSC 52).
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let _writing = WRITING.lock();
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Captures the mouse, or stops.
    pub(super) fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        let backend = self.terminal.backend_mut();
        if on { execute!(backend, EnableMouseCapture) } else { execute!(backend, DisableMouseCapture) }
    }

    /// Gives the terminal back and stops, until the shell resumes the program.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        leave();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.come_back()
    }

    /// Gives the terminal to an editor, at a line of a file, and says what went wrong, if anything did.
    pub(super) fn edit(&mut self, path: &Path, line: usize) -> io::Result<Option<String>> {
        leave();
        let editor =
            ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
        let editor = editor.unwrap_or_else(|| "vi".to_owned());
        let outcome = editor_command(&editor, path, line).status();
        self.come_back()?;
        Ok(match outcome {
            Ok(status) if status.success() => None,
            Ok(status) => Some(format!("`{editor}` ended with {status}; set $VISUAL or $EDITOR to another editor")),
            Err(error) => Some(format!("cannot run `{editor}`: {error}; set $VISUAL or $EDITOR")),
        })
    }

    fn come_back(&mut self) -> io::Result<()> {
        take_over()?;
        if self.mouse {
            execute!(stdout(), EnableMouseCapture)?;
        }
        // Draws everything anew. `Terminal::clear` would, too, but asks where the cursor is.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

fn take_over() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    enable_raw_mode().and_then(|()| execute!(stdout(), EnterAlternateScreen, Hide, EnableBracketedPaste)).inspect_err(|_| leave())
}

/// Gives the terminal back, if it was taken. Says nothing when that fails: then there is nobody left to tell.
fn leave() {
    // Only once: leaving the alternate screen moves the cursor to where it was before, and what has been written since, such as
    // the report of a panic, would be written over.
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = disable_raw_mode();
    let _ = execute!(stdout(), EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
}

/// Restores the terminal before a signal ends the program.
#[cfg(unix)]
fn watch_signals(inputs: mpsc::Sender<Input>) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            match (signal, TAKEN.load(Ordering::SeqCst)) {
                (SIGWINCH, _) => {
                    if let Ok((width, height)) = crossterm::terminal::size() {
                        let _ = inputs.send(Input::Resized(width, height));
                    }
                }
                // The loop is told when the program should stop: it alone may give the terminal back and go on living.
                (SIGTSTP, true) => {
                    let _ = inputs.send(Input::Suspend);
                }
                (SIGINT, false) => {}
                _ => {
                    leave_in_time();
                    let _ = emulate_default_handler(signal);
                }
            }
        }
    })?;
    Ok(())
}

/// Gives the terminal back between two frames, unless it has stopped reading: that holds up whoever writes to it, and must not
/// hold up the end of the program as well.
#[cfg(unix)]
fn leave_in_time() {
    let (left, waiting) = mpsc::channel();
    let leaving = move || {
        let _writing = WRITING.lock();
        leave();
        let _ = left.send(());
    };
    if thread::Builder::new().name("leaving".to_owned()).spawn(leaving).is_ok() && waiting.recv_timeout(PATIENCE).is_err() {
        let _ = disable_raw_mode();
    }
}

#[cfg(not(unix))]
fn watch_signals(_inputs: mpsc::Sender<Input>) -> io::Result<()> {
    Ok(())
}

/// Reads events one at a time, each only when it is asked for: so nobody reads the keys meant for an editor.
pub(super) fn read_events(asked: mpsc::Receiver<()>, inputs: mpsc::Sender<Input>) -> io::Result<()> {
    thread::Builder::new().name("keys".to_owned()).spawn(move || {
        let mut read_event = event_reader();
        while asked.recv().is_ok() {
            let input = read_event().map_or_else(Input::Lost, Input::Event);
            if inputs.send(input).is_err() {
                break;
            }
        }
    })?;
    Ok(())
}

/// Not crossterm's reader: that waits for ever for the end of a sequence which it does not know, and the keyboard is dead.
#[cfg(unix)]
fn event_reader() -> impl FnMut() -> io::Result<Event> {
    use std::{io::BufRead, time::Instant};
    let mut decoder = Decoder::default();
    move || {
        loop {
            if let Some(event) = decoder.next() {
                return Ok(event);
            }
            let asked = Instant::now();
            let mut terminal = io::stdin().lock();
            let length = match terminal.fill_buf() {
                Ok([]) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(bytes) => {
                    decoder.take_in(bytes, asked.elapsed(), bytes.len() >= FLOOD);
                    bytes.len()
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // Another program on this terminal asked that nobody waits for it.
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    thread::sleep(NOT_WAITED);
                    continue;
                }
                Err(error) => return Err(error),
            };
            terminal.consume(length);
        }
    }
}

#[cfg(not(unix))]
fn event_reader() -> impl FnMut() -> io::Result<Event> {
    crossterm::event::read
}

/// The command that opens `path` at `line`. Editors differ in how they are told.
fn editor_command(editor: &str, path: &Path, line: usize) -> Command {
    let program = editor.split_whitespace().next().unwrap_or(editor);
    let name = Path::new(program).file_stem().and_then(|name| name.to_str()).unwrap_or(program);
    let at = format!("{}:{line}", path.display());
    let arguments = match name {
        "hx" | "helix" | "subl" | "zed" => vec![at],
        "code" | "code-insiders" | "codium" => vec!["--goto".to_owned(), at],
        _ => vec![format!("+{line}"), path.display().to_string()],
    };
    // As git does it: the variable is a piece of shell, with its own quoting and options.
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg(editor).args(arguments);
    command
}

/// Whether an event is a key going down: some terminals also tell when it comes up.
pub(super) fn is_press(event: &Event) -> bool {
    !matches!(event, Event::Key(key) if key.kind == crossterm::event::KeyEventKind::Release)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(editor: &str) -> Vec<String> {
        let command = editor_command(editor, Path::new("claims/a.toml"), 12);
        command.get_args().skip(3).map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        assert_eq!(arguments("nvim"), ["+12", "claims/a.toml"]);
        assert_eq!(arguments("/usr/bin/hx"), ["claims/a.toml:12"]);
        assert_eq!(arguments("code --wait"), ["--goto", "claims/a.toml:12"]);
    }
}
