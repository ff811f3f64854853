//! The screens side by side: the one place that says which screen does what it is asked.
//!
//! To add a screen: its folder, a variant of [`Screen`], its lines here (the compiler says which are missing), its bindings.

use ratatui::buffer::Buffer;

use super::{
    action::{Action, Goal, Next, Screen},
    answer::Question,
    compare::{self, Compare},
    form::passage::Passage,
    frames::{self, Frames},
    keys::Mode,
    matrix::{self, Matrix},
    outlets::{self, Outlets},
    problems::{self, Problems},
    read::{self, Read},
    readings::{self, Readings},
    shared::Shared,
    voices::{self, Voices},
    words::{self, Words},
};
use crate::catalogue::{Catalogue, DocumentId, Kind};

/// One state a screen.
#[derive(Debug, Default)]
pub struct Screens {
    /// [`Screen::Compare`].
    pub compare: Compare,
    /// [`Screen::Matrix`].
    pub matrix: Matrix,
    /// [`Screen::Read`].
    pub read: Read,
    /// [`Screen::Words`].
    pub words: Words,
    /// [`Screen::Voices`].
    pub voices: Voices,
    /// [`Screen::Frames`].
    pub frames: Frames,
    /// [`Screen::Outlets`].
    pub outlets: Outlets,
    /// [`Screen::Readings`].
    pub readings: Readings,
    /// [`Screen::Problems`].
    pub problems: Problems,
}

impl Screens {
    /// Where keys go.
    pub fn mode(&self, screen: Screen) -> Mode {
        match screen {
            Screen::Compare => self.compare.mode(),
            Screen::Matrix => Mode::Matrix,
            Screen::Read => self.read.mode(),
            Screen::Words => self.words.mode(),
            Screen::Voices => Mode::Voices,
            Screen::Frames => Mode::Frames,
            Screen::Outlets => Mode::Outlets,
            Screen::Readings => self.readings.mode(),
            Screen::Problems => Mode::Problems,
        }
    }

    /// Does the screen's part of `action`, mouse included.
    pub fn update(&mut self, screen: Screen, shared: &mut Shared, action: Action) -> Next {
        match screen {
            Screen::Compare => self.compare.update(shared, action),
            Screen::Matrix => self.matrix.update(shared, action),
            Screen::Read => self.read.update(shared, action),
            Screen::Words => self.words.update(shared, action),
            Screen::Voices => self.voices.update(shared, action),
            Screen::Frames => self.frames.update(shared, action),
            Screen::Outlets => self.outlets.update(shared, action),
            Screen::Readings => self.readings.update(shared, action),
            Screen::Problems => self.problems.update(shared, action),
        }
    }

    /// Whether `action` would do something now; `None` where the screen has no say in that.
    pub fn offers(&self, screen: Screen, shared: &Shared, action: &Action) -> Option<bool> {
        match screen {
            Screen::Compare => self.compare.offers(shared, action),
            Screen::Matrix => None,
            Screen::Read => self.read.offers(shared, action),
            Screen::Words => self.words.offers(shared, action),
            Screen::Voices => self.voices.offers(shared, action),
            Screen::Frames => self.frames.offers(shared, action),
            Screen::Outlets => self.outlets.offers(shared, action),
            Screen::Readings => self.readings.offers(action),
            Screen::Problems => self.problems.offers(shared, action),
        }
    }

    /// Shows that to which n or N has come, where the screen shows such: excerpts in Read in their document, else beside others;
    /// passages of texts in Read.
    pub fn walk_to(&mut self, screen: Screen, shared: &mut Shared, goal: Goal) -> Next {
        match (screen, goal) {
            (Screen::Compare | Screen::Matrix, Goal::Excerpt(excerpt)) => shared.go_to_excerpt(excerpt),
            (Screen::Read, Goal::Excerpt(excerpt)) => {
                shared.go_to_excerpt(excerpt);
                self.read.open_at(shared, excerpt);
            }
            (Screen::Read, Goal::Passage(document, place)) => self.read.open_passage(shared, document, place),
            (_, goal) => return Next::Go(goal),
        }
        Next::Done
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, screen: Screen, shared: &Shared) -> Option<Question> {
        match screen {
            Screen::Compare | Screen::Matrix | Screen::Problems => None,
            Screen::Read => self.read.ask(shared),
            Screen::Words => self.words.ask(shared),
            Screen::Voices => self.voices.ask(shared),
            Screen::Frames => self.frames.ask(shared),
            Screen::Outlets => self.outlets.ask(shared),
            Screen::Readings => self.readings.ask(shared),
        }
    }

    /// The words that are selected on the screen, where one selects on it.
    pub fn selected(&self, screen: Screen, shared: &Shared) -> Option<Passage> {
        match screen {
            Screen::Read => self.read.passage(&shared.catalogue),
            _ => None,
        }
    }

    /// Of which kind the rows are that the screen lists, and the id of the one under the cursor.
    pub fn row(&self, screen: Screen, shared: &Shared) -> Option<(Kind, Option<String>)> {
        let catalogue = &shared.catalogue;
        let (kind, id) = match screen {
            Screen::Compare | Screen::Matrix => (Kind::Claim, shared.claim.map(|claim| &*catalogue.claims[claim].id)),
            Screen::Read => (Kind::Document, self.read.document().map(|document| &*catalogue.documents[document].id)),
            Screen::Words => (Kind::Naming, self.words.naming().map(|naming| &*catalogue.namings[naming].id)),
            Screen::Voices => (Kind::Speaker, self.voices.speaker().map(|speaker| &*catalogue.speakers[speaker].id)),
            Screen::Frames => (Kind::Frame, self.frames.frame().map(|frame| &*catalogue.frames[frame].id)),
            Screen::Outlets => self.outlets.row(shared),
            Screen::Readings | Screen::Problems => return None,
        };
        Some((kind, id.map(ToString::to_string)))
    }

    /// The document that the screen shows, where it shows one.
    pub fn document(&self, screen: Screen) -> Option<DocumentId> {
        match screen {
            Screen::Read => self.read.document(),
            _ => None,
        }
    }

    /// Restores the screen's invariants, those of `shared` being restored.
    pub fn settle(&mut self, screen: Screen, shared: &mut Shared) {
        match screen {
            Screen::Compare => self.compare.settle(shared),
            Screen::Matrix => self.matrix.settle(shared),
            Screen::Read => self.read.settle(shared),
            Screen::Words => self.words.settle(shared),
            Screen::Voices => self.voices.settle(shared),
            Screen::Frames => self.frames.settle(shared),
            Screen::Outlets => self.outlets.settle(shared),
            Screen::Readings => self.readings.settle(shared),
            Screen::Problems => self.problems.settle(shared),
        }
    }

    /// Another edition of the catalogue is shown than `before`.
    pub fn carry_over(&mut self, shared: &Shared, before: &Catalogue) {
        self.compare.carry_over(shared, before);
        self.read.carry_over(shared, before);
        self.words.carry_over();
        self.voices.counted.forget();
        self.frames.counted.forget();
        self.outlets.counted.forget();
        self.readings.carry_over();
    }

    /// Whether the screen has something to show where there is no claim.
    pub fn needs_claim(screen: Screen) -> bool {
        match screen {
            Screen::Compare | Screen::Matrix => true,
            Screen::Read
            | Screen::Words
            | Screen::Voices
            | Screen::Frames
            | Screen::Outlets
            | Screen::Readings
            | Screen::Problems => false,
        }
    }

    /// Draws the screen into the part of the terminal that it has to itself.
    pub fn draw(&self, screen: Screen, shared: &Shared, buffer: &mut Buffer) {
        match screen {
            Screen::Compare => compare::draw::draw(shared, &self.compare, buffer),
            Screen::Matrix => matrix::draw::draw(shared, &self.matrix, buffer),
            Screen::Read => read::draw::draw(shared, &self.read, buffer),
            Screen::Words => words::draw::draw(shared, &self.words, buffer),
            Screen::Voices => voices::draw::draw(shared, &self.voices, buffer),
            Screen::Frames => frames::draw::draw(shared, &self.frames, buffer),
            Screen::Outlets => outlets::draw::draw(shared, &self.outlets, buffer),
            Screen::Readings => readings::draw::draw(shared, &self.readings, buffer),
            Screen::Problems => problems::draw::draw(shared, &self.problems, buffer),
        }
    }
}
