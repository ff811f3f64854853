//! A program in a pseudo-terminal, and what a person would see of it.
//!
//! The program runs under a shell that stays, as in life: when a session's first process ends, the kernel itself puts the
//! terminal's modes back, and a program that forgot to would not be found out.
#![expect(clippy::unwrap_used, clippy::panic, reason = "only tests run here")]

use std::{
    ffi::OsString,
    fs,
    io::{Read, Write},
    num::NonZeroU16,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use vt100::{Callbacks, MouseProtocolMode, Parser, Screen};

/// How long anything may take on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the screen shows once the catalogue is read; before that, only that `q` quits.
pub(crate) const READY: &str = "j/k claim";

/// Runs the program and says what the terminal was like before and after.
///
/// It survives a Ctrl-C that is meant for an editor, as an interactive shell does.
pub(crate) const SHELL: &str = r#"
trap : INT
echo "before:$(stty -g)"
sh -c 'echo "pid:$$"; exec "$@"' sh "$@"
code=$?
echo "code:$code"
echo "after:$(stty -g)"
read -r _
"#;

/// A shell with job control, which tells when the program has stopped and resumes it on Enter.
pub(crate) const JOB_CONTROL: &str = r#"
set -m
echo "before:$(stty -g)"
sh -c 'echo "pid:$$"; exec "$@"' sh "$@"
echo "stopped:$?"
echo "meanwhile:$(stty -g)"
read -r _
fg
code=$?
echo "code:$code"
echo "after:$(stty -g)"
read -r _
"#;

/// The path of a catalogue in `tests/catalogues`.
pub(crate) fn catalogue(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogues").join(name)
}

/// How the program is to be started.
pub(crate) struct Start {
    arguments: Vec<OsString>,
    environment: Vec<(&'static str, OsString)>,
    size: (u16, u16),
    script: Option<&'static str>,
    folder: PathBuf,
}

/// `parallax` with `arguments`, on 100 columns and 30 lines.
pub(crate) fn parallax<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Start {
    let program = OsString::from(env!("CARGO_BIN_EXE_parallax"));
    Start::new(std::iter::once(program).chain(arguments.into_iter().map(Into::into)).collect())
}

/// `parallax` alone, which opens the built-in catalogue.
pub(crate) fn built_in() -> Start {
    parallax::<&str>([])
}

/// `parallax` on a catalogue of `tests/catalogues`.
pub(crate) fn open(name: &str) -> Start {
    parallax([catalogue(name)])
}

impl Start {
    pub(crate) fn new(arguments: Vec<OsString>) -> Self {
        Self {
            arguments,
            environment: Vec::new(),
            size: (100, 30),
            script: Some(SHELL),
            folder: env!("CARGO_MANIFEST_DIR").into(),
        }
    }

    pub(crate) fn size(self, columns: u16, lines: u16) -> Self {
        Self { size: (columns, lines), ..self }
    }

    pub(crate) fn argument(mut self, argument: &str) -> Self {
        self.arguments.push(argument.into());
        self
    }

    pub(crate) fn variable(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// With `folder` as the current one.
    pub(crate) fn within(self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..self }
    }

    /// Under another script than [`SHELL`]; the program and its arguments are `"$@"`.
    pub(crate) fn under(self, script: &'static str) -> Self {
        Self { script: Some(script), ..self }
    }

    /// Without a shell, so that how it ends can be seen exactly.
    pub(crate) fn alone(self) -> Self {
        Self { script: None, ..self }
    }

    pub(crate) fn go(self) -> Terminal {
        let (columns, lines) = self.size;
        let pair = native_pty_system().openpty(size(columns, lines)).unwrap();
        let mut command = match self.script {
            Some(script) => {
                let mut command = CommandBuilder::new("sh");
                command.args(["-c", script, "sh"]);
                command.args(&self.arguments);
                command
            }
            None => CommandBuilder::from_argv(self.arguments),
        };
        command.cwd(self.folder);
        command.env("TERM", "xterm-256color");
        for name in ["NO_COLOR", "COLORTERM", "VISUAL", "EDITOR", "COLUMNS", "LINES"] {
            command.env_remove(name);
        }
        for (name, value) in self.environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new(Seen {
            state: Mutex::new(State {
                parser: Parser::new_with_callbacks(positive(lines), positive(columns), 0, Clipboard::default()),
                bytes: Vec::new(),
                processed: 0,
                hangs: false,
            }),
            changed: Condvar::new(),
        });
        let mut reader = pair.master.try_clone_reader().unwrap();
        let witness = Arc::clone(&seen);
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                let state = witness.state.lock().unwrap();
                let mut state = witness.changed.wait_while(state, |state| state.hangs).unwrap();
                state.take_in(&chunk[..count]);
                witness.changed.notify_all();
            }
        });
        Terminal { writer: pair.master.take_writer().unwrap(), master: pair.master, _slave: pair.slave, child, seen }
    }
}

fn size(columns: u16, lines: u16) -> PtySize {
    PtySize { rows: lines, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// The emulator knows no terminal without cells.
fn positive(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

/// What was put on the clipboard.
#[derive(Default)]
struct Clipboard(Vec<u8>);

impl Callbacks for Clipboard {
    fn copy_to_clipboard(&mut self, _: &mut Screen, _: &[u8], data: &[u8]) {
        self.0 = data.to_vec();
    }
}

struct State {
    parser: Parser<Clipboard>,
    bytes: Vec<u8>,
    /// How many of `bytes` the emulator has got.
    processed: usize,
    /// Nothing is read any more.
    hangs: bool,
}

impl State {
    fn take_in(&mut self, chunk: &[u8]) {
        /// In UTF-8. Terminals show it; the emulator drops it, and what stands behind it moves.
        const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();
        self.bytes.extend_from_slice(chunk);
        while let Some(rest) = self.bytes.get(self.processed..).filter(|rest| !rest.is_empty()) {
            if REPLACEMENT.starts_with(rest) && rest.len() < REPLACEMENT.len() {
                break;
            }
            if rest.starts_with(REPLACEMENT) {
                self.parser.process(b"?");
                self.processed += REPLACEMENT.len();
            } else {
                let until = rest[1..].iter().position(|&byte| byte == REPLACEMENT[0]).map_or(rest.len(), |at| at + 1);
                self.parser.process(&rest[..until]);
                self.processed += until;
            }
        }
    }
}

struct Seen {
    state: Mutex<State>,
    changed: Condvar,
}

/// A terminal with a program in it. Whatever still runs is ended when this goes.
pub(crate) struct Terminal {
    writer: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    /// Kept, so that the terminal is there until the test has looked at it.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Seen>,
}

impl Terminal {
    /// Waits until `test` holds of the screen.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, test: impl Fn(&Screen) -> bool) {
        self.wait_for(what, |state| test(state.parser.screen()).then_some(()));
    }

    /// Waits until `text` is on the screen.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the shell says `label`, and returns what it says.
    #[track_caller]
    pub(crate) fn told(&self, label: &str) -> String {
        let label = format!("{label}:");
        self.wait_for(&label, |state| {
            let bytes = String::from_utf8_lossy(&state.bytes).into_owned();
            let (value, _) = bytes.rsplit_once(&label)?.1.split_once("\r\n")?;
            Some(value.to_owned())
        })
    }

    #[track_caller]
    fn wait_for<T>(&self, what: &str, test: impl Fn(&State) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.state();
        loop {
            if let Some(found) = test(&state) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                drop(state);
                panic!("waited in vain for `{what}`; the screen:\n{}", self.text());
            }
            state = self.seen.changed.wait_timeout(state, left).unwrap().0;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.seen.state.lock().unwrap()
    }

    /// What is on the screen.
    pub(crate) fn text(&self) -> String {
        self.state().parser.screen().contents()
    }

    /// Everything that was written to the terminal.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.state().bytes.clone()
    }

    /// Everything that was written, once the last frame is whole.
    #[track_caller]
    pub(crate) fn frames(&self) -> Vec<u8> {
        self.wait_for("the end of a frame", |state| state.bytes.ends_with(b"\x1b[?2026l").then(|| state.bytes.clone()))
    }

    /// What the program put on the clipboard, still in Base64.
    pub(crate) fn clipboard(&self) -> Vec<u8> {
        self.wait_for("a copy", |state| {
            let copied = &state.parser.callbacks().0;
            (!copied.is_empty()).then(|| copied.clone())
        })
    }

    /// The first line on which `text` stands, with the cells as they look.
    #[track_caller]
    pub(crate) fn cells_of(&self, text: &str) -> Vec<vt100::Cell> {
        let state = self.state();
        let screen = state.parser.screen();
        let columns = screen.size().1.get();
        let line = screen.rows(0, columns).position(|line| line.contains(text));
        let line = line.unwrap_or_else(|| panic!("`{text}` is not on the screen:\n{}", screen.contents()));
        let line = u16::try_from(line).unwrap();
        (0..columns).filter_map(|column| screen.cell(line, column).cloned()).collect()
    }

    /// Types `keys` as a terminal sends them. An escape must come last: with a key behind it, it would be Alt with that key.
    pub(crate) fn types(&mut self, keys: &str) {
        assert!(!keys.trim_end_matches('\x1b').replace("\x1b[", "").contains('\x1b'), "{keys:?}");
        self.sends(keys.as_bytes());
    }

    /// Sends what no key sends.
    pub(crate) fn sends(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    pub(crate) fn resize(&mut self, columns: u16, lines: u16) {
        self.state().parser.set_size(positive(lines), positive(columns));
        self.master.resize(size(columns, lines)).unwrap();
    }

    /// Sends the program a signal: "TERM", "STOP".
    pub(crate) fn signal(&self, name: &str) {
        signal(&self.pid(), name);
    }

    /// The process number of the program.
    pub(crate) fn pid(&self) -> String {
        if self.bytes().starts_with(b"before:") { self.told("pid") } else { self.child.process_id().unwrap().to_string() }
    }

    /// From now on the terminal reads nothing.
    pub(crate) fn hangs(&self) {
        self.state().hangs = true;
    }

    /// Waits until the program has done what it has to do, or can do no more.
    pub(crate) fn rests(&self) {
        let state = format!("/proc/{}/stat", self.pid());
        until("the program to rest", || {
            let look = || fs::read_to_string(&state).unwrap();
            let before = look();
            thread::sleep(Duration::from_millis(200));
            look() == before
        });
    }

    /// Ends the shell: the terminal is gone for whoever is left.
    pub(crate) fn goes_away(&mut self) {
        self.child.kill().unwrap();
    }

    /// Whether the process that was started first has ended.
    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits until the process that was started first has ended.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "it does not end; the screen:\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Checks that the terminal is as the program found it, after it ended with `code`.
    #[track_caller]
    pub(crate) fn is_given_back(&self, code: u8) {
        assert_eq!(self.told("code"), code.to_string(), "the screen:\n{}", self.text());
        assert_eq!(self.told("after"), self.told("before"), "the modes of the terminal line");
        self.is_left();
    }

    /// Checks that the screen is not the program's any more.
    #[track_caller]
    pub(crate) fn is_left(&self) {
        let state = self.state();
        let screen = state.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is still on");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is still on");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        let frames = |which: &[u8]| state.bytes.windows(which.len()).rposition(|window| window == which);
        assert!(frames(b"\x1b[?2026l") >= frames(b"\x1b[?2026h"), "a frame was begun and not ended");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            // The shell's end takes the terminal from the program, which ends of it.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Sends a signal to a process.
pub(crate) fn signal(pid: &str, name: &str) {
    assert!(Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).status().unwrap().success());
}

/// Waits until `test` holds of something other than the screen.
#[track_caller]
pub(crate) fn until(what: &str, test: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !test() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(10));
    }
}
