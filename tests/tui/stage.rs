//! Plays a script of keys to the real update loop and prints the screen with its styles.
#![expect(clippy::unwrap_used, clippy::panic, reason = "only tests play here")]

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use parallax::{
    catalogue::{self, Catalogue, Diagnostics, Origin, Progress, readings::Reading, texts::Texts},
    find::Stop,
    tui::{self, action::Effect, answer::answer, app::App, desk::Desk, frame, kit::theme::Theme},
};
use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

/// The catalogue of `tests/catalogues/<name>`.
pub(crate) fn catalogue(name: &str) -> Arc<Catalogue> {
    let loaded =
        catalogue::load(&Origin::Path(folder(name)), &Progress::default()).unwrap_or_else(|problems| panic!("{problems}"));
    Arc::new(loaded.catalogue)
}

/// The catalogue that this text is.
pub(crate) fn written(text: &str) -> Arc<Catalogue> {
    let loaded = catalogue::parse(text);
    Arc::new(loaded.unwrap_or_else(|problems| panic!("{problems}")).catalogue)
}

fn folder(name: &str) -> PathBuf {
    Path::new("tests/catalogues").join(name)
}

/// A program that runs without a terminal.
pub(crate) struct Stage {
    pub(crate) app: App,
    pub(crate) effects: Vec<Effect>,
    texts: Texts,
    /// The files that are written into, where a catalogue on the disk is played with.
    desk: Option<Desk>,
}

impl Stage {
    /// The catalogue in `folder`, which is written into.
    pub(crate) fn at(folder: &Path, size: (u16, u16)) -> Self {
        Self::of(&Origin::Path(folder.to_owned()), None, size)
    }

    /// The reading called `reader` of the catalogue in `folder`, where it is `blind` with whose its documents are hidden.
    pub(crate) fn coding(folder: &Path, reader: &str, blind: bool, size: (u16, u16)) -> Self {
        let reading = Reading::named(&Origin::Path(folder.to_owned()), reader).unwrap();
        Self::of(&Origin::Reading(reading), blind.then_some(reader), size)
    }

    /// What lies at `origin`, which is written into; whose its documents are is hidden from `blind`.
    pub(crate) fn of(origin: &Origin, blind: Option<&str>, size: (u16, u16)) -> Self {
        let texts = Texts::of(origin);
        let mut desk = Desk::new(origin.clone(), texts.clone());
        desk.before_reading();
        let loaded = catalogue::load(origin, &Progress::default()).unwrap_or_else(|problems| panic!("{problems}"));
        desk.after_reading();
        let mut app = App::new(Theme::Dark, false, Arc::default());
        app.is_read_from(origin);
        if let Some(reader) = blind {
            app.hide_outlets(reader);
        }
        let mut stage = Self { app, effects: Vec::new(), texts, desk: Some(desk) };
        stage.resize(size);
        stage.show(Arc::new(loaded.catalogue));
        stage.desk.iter_mut().for_each(|desk| desk.offer_draft(&mut stage.app));
        stage
    }

    pub(crate) fn new(catalogue: Arc<Catalogue>, theme: Theme, size: (u16, u16)) -> Self {
        let app = App::new(theme, false, Arc::default());
        let mut stage = Self { app, effects: Vec::new(), texts: Texts::of(&Origin::BuiltIn), desk: None };
        stage.show(catalogue);
        stage.resize(size);
        stage
    }

    /// The same with the catalogue of `tests/catalogues/<name>` and the texts of its documents.
    pub(crate) fn on(name: &str, theme: Theme, size: (u16, u16)) -> Self {
        let origin = Origin::Path(folder(name));
        let mut app = App::new(theme, false, Arc::default());
        app.is_read_from(&origin);
        let mut stage = Self { app, effects: Vec::new(), texts: Texts::of(&origin), desk: None };
        stage.show(catalogue(name));
        stage.resize(size);
        stage
    }

    /// Shows a catalogue that was read, for the first time or again.
    pub(crate) fn show(&mut self, catalogue: Arc<Catalogue>) {
        self.app.show_catalogue(catalogue, Diagnostics::default());
        self.answer();
    }

    /// Types `script`: characters as they are, `<Enter>`, `<Esc>`, `<Tab>`, `<Down>`, `<C-d>`, `<lt>` for `<` and so on.
    pub(crate) fn play(mut self, script: &str) -> Self {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let name = rest.strip_prefix('<').and_then(|after| after.split_once('>')).map(|(name, _)| name);
            let (key, length) = match name {
                Some(name) => (named(name), name.len() + 2),
                None => (KeyEvent::from(KeyCode::Char(c)), c.len_utf8()),
            };
            rest = &rest[length..];
            self.send(Event::Key(key));
        }
        self
    }

    /// The same with the texts of its documents at hand.
    pub(crate) fn with_texts(mut self, name: &str) -> Self {
        self.texts = Texts::of(&Origin::Path(folder(name)));
        self
    }

    pub(crate) fn resize(&mut self, size: (u16, u16)) {
        self.app.resize(size.0, size.1);
    }

    pub(crate) fn send(&mut self, event: Event) {
        if let Some(action) = tui::action(&self.app, event) {
            let effect = self.app.update(action);
            match (effect, &mut self.desk) {
                (Some(effect @ (Effect::Write { .. } | Effect::Undo | Effect::Redo)), Some(desk)) => {
                    desk.carry_out(&mut self.app, effect);
                }
                (effect, _) => self.effects.extend(effect),
            }
            self.desk.iter_mut().for_each(|desk| desk.keep_draft(&mut self.app));
            self.answer();
        }
    }

    /// Presses a key, and lets what is asked wait for [`Stage::answer`].
    pub(crate) fn press(&mut self, c: char) {
        let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
        let action = tui::action(&self.app, Event::Key(KeyEvent::from(code))).unwrap();
        self.effects.extend(self.app.update(action));
    }

    /// Answers at once what the program has threads for.
    pub(crate) fn answer(&mut self) {
        loop {
            let questions = self.app.ask();
            if questions.is_empty() {
                return;
            }
            for question in questions {
                let edition = self.app.edition();
                let effect = self.app.hear(edition, answer(question, &self.texts, &Stop::default()).unwrap());
                self.effects.extend(effect);
            }
        }
    }

    /// What is on the screen.
    pub(crate) fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.app.size());
        frame::draw(&self.app, &mut buffer);
        buffer
    }

    /// The lines on the screen, without styles.
    pub(crate) fn text(&self) -> String {
        text(&self.buffer())
    }

    /// The lines on the screen, then every run of cells that has a style: line, columns, style.
    pub(crate) fn picture(&self) -> String {
        let buffer = self.buffer();
        format!("{}\n{}", text(&buffer), styles(&buffer))
    }
}

/// How many keys a script has.
pub(crate) fn keys(script: &str) -> usize {
    each(script).count()
}

/// Each key of a script, as a script of its own.
pub(crate) fn each(script: &str) -> impl Iterator<Item = String> {
    let mut rest = script;
    std::iter::from_fn(move || {
        let c = rest.chars().next()?;
        let named = rest.strip_prefix('<').and_then(|after| after.find('>'));
        let (key, after) = rest.split_at(named.map_or(c.len_utf8(), |end| end + 2));
        rest = after;
        Some(key.to_owned())
    })
}

fn named(name: &str) -> KeyEvent {
    if let Some(c) = name.strip_prefix("C-").and_then(|c| c.chars().next()) {
        return KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL);
    }
    let code = match name {
        "lt" => KeyCode::Char('<'),
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BS" => KeyCode::Backspace,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "S-Tab" => KeyCode::BackTab,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        other => panic!("no key is called {other}"),
    };
    KeyEvent::from(code)
}

/// The lines of `buffer`, without styles.
pub(crate) fn text(buffer: &Buffer) -> String {
    let mut lines = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let mut line = String::new();
        let mut hidden = 0;
        for cell in row {
            // The cell after a wide character is not drawn.
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            hidden = parallax::text::wrap::width(cell.symbol()).saturating_sub(1);
        }
        writeln!(lines, "{}", line.trim_end()).unwrap();
    }
    lines
}

pub(crate) fn styles(buffer: &Buffer) -> String {
    let mut runs = String::new();
    for (y, row) in buffer.content.chunks(usize::from(buffer.area.width).max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| style(a) == style(b)) {
            let style = style(&run[0]);
            if !style.is_empty() {
                writeln!(runs, "{y}: {x}-{} {style}", x + run.len() - 1).unwrap();
            }
            x += run.len();
        }
    }
    runs
}

fn style(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(format!("{:?}", cell.fg).to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {:?}", cell.bg).to_lowercase());
    }
    for (flag, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if cell.modifier.contains(flag) {
            words.push(name.to_owned());
        }
    }
    words.join(" ")
}
