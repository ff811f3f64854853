//! The only place that touches the terminal, signals, the clipboard and child processes.
//!
//! Whatever ends the program, the terminal is given back as it was found: after quitting, after an error, in a panic on any
//! thread, and on the signals that ask a program to end, for which a thread waits, restores and then lets the signal do what it
//! does by default. That thread is also the one that learns of a new size. While an editor has the terminal, Ctrl-C and Ctrl-\
//! are the editor's alone, and Ctrl-Z stops the program together with it. An abort, such as a stack that overflows ends in,
//! cannot be met without unsafe code: it alone leaves the terminal as it is.
//!
//! The terminal is never asked anything: its answer would come in among the keys, or never.

use std::{
    ffi::{OsStr, OsString},
    io::{self, Stdout, Write, stdout},
    path::Path,
    process::{Command, Stdio},
    sync::{
        Mutex, Once, PoisonError,
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
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
        disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Terminal, backend::CrosstermBackend, buffer::Buffer, layout::Size};

#[cfg(unix)]
use super::input::Decoder;
use super::{Input, worker::Report};
use crate::text::wrap::is_of_uncertain_width;

/// Held while something is written, so that the terminal is never restored in the middle of it. Only [`Output::flush`] writes
/// under it, which cannot panic.
static WRITING: Mutex<()> = Mutex::new(());

/// The loop, which a panic on any thread ends.
static LOOP: Mutex<Option<mpsc::Sender<Input>>> = Mutex::new(None);

/// Whether the terminal is the program's now. Nothing is drawn while it is not.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// So many bytes at once are no key: an escape at their end is the beginning of a sequence.
#[cfg(unix)]
const FLOOD: usize = 64;

/// Between two looks at a terminal that cannot be waited for.
#[cfg(unix)]
const NOT_WAITED: Duration = Duration::from_millis(10);

/// How long a signal or a panic waits for the terminal to be given back.
const PATIENCE: Duration = Duration::from_millis(200);

/// Keeps what is written until it is flushed. Half a frame that is left over when the terminal has been given back, by a panic
/// while it was drawn, is forgotten.
struct Output<W> {
    to: W,
    kept: Vec<u8>,
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.kept.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let _writing = WRITING.lock();
        let written =
            if TAKEN.load(Ordering::SeqCst) { self.to.write_all(&self.kept).and_then(|()| self.to.flush()) } else { Ok(()) };
        self.kept.clear();
        written
    }
}

/// The terminal, taken over.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Output<Stdout>>>,
    mouse: bool,
    /// Whether something of uncertain width is on the screen.
    uncertain: bool,
}

/// Loads `text` into a buffer of tmux, which sends it to the clipboard, too; whether that was done.
fn to_tmux(text: &str) -> io::Result<bool> {
    let mut tmux = Command::new("tmux")
        .args(["load-buffer", "-w", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut pipe) = tmux.stdin.take() {
        pipe.write_all(text.as_bytes())?;
    }
    Ok(tmux.wait()?.success())
}

impl Screen {
    /// Takes the terminal over. `inputs` is told of a request to suspend that comes from outside.
    pub(super) fn enter(inputs: mpsc::Sender<Input>) -> io::Result<Self> {
        watch_panics(inputs.clone());
        watch_signals(inputs)?;
        // NO_COLOR is honoured by the theme. crossterm honours it too, by sending an empty SGR for every colour, `Reset`
        // among them, and that would cancel the reversal which marks the current row.
        crossterm::style::force_color_output(true);
        take_over()?;
        let backend = CrosstermBackend::new(Output { to: stdout(), kept: Vec::new() });
        let terminal = Terminal::new(backend).inspect_err(|_| leave())?;
        Ok(Self { terminal, mouse: false, uncertain: false })
    }

    /// Columns and lines.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Shows a frame, at once and whole.
    ///
    /// Where terminals disagree on widths, what stood to the right of such a cluster stands elsewhere than it was put, and to draw only
    /// what changed would leave it there: as long as there is one, and once after, everything is drawn anew.
    pub(super) fn draw(&mut self, draw: impl Fn(&mut Buffer)) -> io::Result<()> {
        if !TAKEN.load(Ordering::SeqCst) {
            return Ok(());
        }
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let stood = self.uncertain;
        if stood {
            self.wipe()?;
        }
        self.uncertain = self.draw_changes(&draw)?;
        if self.uncertain && !stood {
            self.wipe()?;
            self.draw_changes(&draw)?;
        }
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Clears the terminal, and has the next frame drawn whole. (ratatui's own way asks the terminal where its cursor is, and waits.)
    fn wipe(&mut self) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
        self.terminal.draw(|frame| frame.buffer_mut().reset()).map(drop)
    }

    /// Draws what changed; whether something of uncertain width is among what stands there.
    fn draw_changes(&mut self, draw: impl Fn(&mut Buffer)) -> io::Result<bool> {
        let drawn = self.terminal.draw(|frame| draw(frame.buffer_mut()))?;
        Ok(drawn.buffer.content.iter().any(|cell| is_of_uncertain_width(cell.symbol())))
    }

    /// Puts `text` on the clipboard of whoever sits at the terminal (OSC 52); what else there is to know of it.
    ///
    /// tmux drops the sequence as it is set up by default, and says nothing: it is handed over to tmux itself.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<Option<&'static str>> {
        if std::env::var_os("TMUX").is_some_and(|socket| !socket.is_empty()) {
            // A tmux that cannot be asked is as good as one that refuses.
            if to_tmux(text).unwrap_or(false) {
                return Ok(Some("copied to tmux and its clipboard: prefix ] pastes it"));
            }
            execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))?;
            return Ok(Some("sent to the terminal; tmux hands it on only with `set-clipboard on`"));
        }
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))?;
        Ok(None)
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
        let editor = ["VISUAL", "EDITOR"]
            .into_iter()
            .filter_map(std::env::var_os)
            .find(|value| !value.to_string_lossy().trim().is_empty());
        let editor = editor.unwrap_or_else(|| "vi".into());
        let outcome = editor_command(&editor, path, line).status();
        let editor = editor.display();
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

/// Restores the terminal before a panic is reported, wherever it is, and has the loop end then.
fn watch_panics(inputs: mpsc::Sender<Input>) {
    static HOOK: Once = Once::new();
    *LOOP.lock().unwrap_or_else(PoisonError::into_inner) = Some(inputs);
    HOOK.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            leave_in_time();
            report(panic);
            if let Some(inputs) = LOOP.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                // What it was about is told already.
                let _ = inputs.send(Report::Panicked(Box::new(())).into());
            }
        }));
    });
}

/// Restores the terminal before a signal ends the program: each that does so by default, but those which tell of a fault of the
/// machine, after which no thread of the program goes on, and the one of a file that may not grow: to write it fails, which is told.
#[cfg(unix)]
fn watch_signals(inputs: mpsc::Sender<Input>) -> io::Result<()> {
    use signal_hook::{
        consts::{
            SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
        },
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    let ending = [SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU];
    let mut signals = Signals::new(ending.into_iter().chain([SIGTSTP, SIGWINCH, SIGXFSZ]))?;
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
                (SIGINT | SIGQUIT, false) | (SIGXFSZ, _) => {}
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
fn leave_in_time() {
    if !TAKEN.load(Ordering::SeqCst) {
        return;
    }
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
fn editor_command(editor: &OsStr, path: &Path, line: usize) -> Command {
    let spelt = editor.to_string_lossy();
    let program = spelt.split_whitespace().next().unwrap_or(&spelt);
    let name = Path::new(program).file_stem().and_then(|name| name.to_str()).unwrap_or(program);
    // A name that begins with a hyphen would be an option.
    let hyphen = path.as_os_str().as_encoded_bytes().starts_with(b"-");
    let path = if hyphen { Path::new(".").join(path) } else { path.to_owned() }.into_os_string();
    let joined = |parts: &[&OsStr]| parts.iter().copied().collect::<OsString>();
    let at = joined(&[&path, OsStr::new(&format!(":{line}"))]);
    let arguments = match name {
        "hx" | "helix" | "subl" | "zed" => vec![at],
        "code" | "code-insiders" | "codium" => vec!["--goto".into(), at],
        _ => vec![format!("+{line}").into(), path],
    };
    // As git does it: the variable is a piece of shell, with its own quoting and options.
    let mut command = Command::new("sh");
    command.arg("-c").arg(joined(&[editor, OsStr::new(" \"$@\"")])).arg(editor).args(arguments);
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
        let command = editor_command(OsStr::new(editor), Path::new("claims/a.toml"), 12);
        command.get_args().skip(3).map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn editors_are_told_the_line_in_their_own_way() {
        assert_eq!(arguments("nvim"), ["+12", "claims/a.toml"]);
        assert_eq!(arguments("/usr/bin/hx"), ["claims/a.toml:12"]);
        assert_eq!(arguments("code --wait"), ["--goto", "claims/a.toml:12"]);
    }

    /// Nothing is taken in a test, as after a panic while a frame was drawn.
    #[test]
    fn half_a_frame_is_not_written_once_the_terminal_is_given_back() {
        let mut written = Vec::new();
        let mut output = Output { to: &mut written, kept: Vec::new() };
        queue!(output, BeginSynchronizedUpdate).unwrap();
        execute!(output, Show).unwrap();
        assert!(output.kept.is_empty());
        drop(output);
        assert!(written.is_empty());
    }

    #[test]
    fn a_file_name_that_looks_like_an_option_is_none() {
        for (editor, expected) in [("nvim", "./-R.toml"), ("hx", "./-R.toml:3")] {
            let command = editor_command(OsStr::new(editor), Path::new("-R.toml"), 3);
            assert_eq!(command.get_args().last(), Some(OsStr::new(expected)));
        }
    }
}
