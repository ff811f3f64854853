//! What is on the screen and what a person can do to it: the state, and [`App::update`], which alone changes it.
//!
//! Invariants, restored at the end of every update and held by a property test: the current claim is one that the narrowing
//! leaves, if it leaves any; the current excerpt is one of the current outlet's; the current line is in sight.
//!
//! The state knows no terminal and no file. What only the outside can do comes back as an [`Effect`].

mod finding;
mod help;
mod moving;
mod reading;

use std::sync::Arc;

use ratatui::layout::Rect;

pub use self::help::Help;
use super::{
    action::{Action, Effect, Pane, Screen},
    finder::Finder,
    keys::Mode,
    layout,
    reader::Reader,
    rows::{Row, Rows},
    screen,
    theme::Theme,
    voices::VoiceTable,
    walk::Walk,
    words::WordTable,
};
use crate::{
    catalogue::{Catalogue, ClaimId, ExcerptId, OutletId, Progress},
    compare::{
        citation::citation,
        coverage::{Cell, Coverage, Narrowing},
    },
    find::Index,
};

/// Where one can come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    screen: Screen,
    pane: Pane,
    claim: Option<ClaimId>,
}

/// The state.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own that a person throws")]
pub struct App {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) loading: Option<Arc<Progress>>,
    pub(super) theme: Theme,
    pub(super) ascii: bool,
    pub(super) size: Rect,
    pub(super) screen: Screen,
    pub(super) pane: Pane,
    pub(super) zoomed: bool,
    pub(super) narrowing: Narrowing,
    pub(super) rows: Rows,
    pub(super) top: usize,
    pub(super) claim: Option<ClaimId>,
    pub(super) outlet: OutletId,
    /// Which of the outlet's excerpts under the claim.
    pub(super) nth: usize,
    pub(super) help: Option<Help>,
    pub(super) message: Option<String>,
    /// Why the files are not those shown: they cannot be read since they have changed.
    pub(super) refused: Option<String>,
    pub(super) index: Option<Arc<Index>>,
    pub(super) indexed: Arc<Progress>,
    pub(super) finder: Option<Finder>,
    pub(super) reader: Reader,
    /// Whether words that differ are marked.
    pub(super) wording: bool,
    /// The outlet that the others are compared with; the first that speaks where this one does not.
    base: Option<OutletId>,
    /// What n and N go through.
    pub(super) walk: Option<Walk>,
    pub(super) words: WordTable,
    pub(super) voices: VoiceTable,
    history: Vec<String>,
    grouped: bool,
    mouse: bool,
    trail: Vec<Spot>,
}

impl App {
    /// The state before anything is loaded; `progress` is shown until [`Action::Loaded`] arrives.
    pub fn new(theme: Theme, ascii: bool, progress: Arc<Progress>) -> Self {
        Self {
            catalogue: Arc::default(),
            loading: Some(progress),
            theme,
            ascii,
            size: Rect::default(),
            screen: Screen::Compare,
            pane: Pane::Claims,
            zoomed: false,
            narrowing: Narrowing::All,
            rows: Rows::default(),
            top: 0,
            claim: None,
            outlet: OutletId::new(0),
            nth: 0,
            help: None,
            message: None,
            refused: None,
            index: None,
            indexed: Arc::default(),
            finder: None,
            reader: Reader::default(),
            wording: false,
            base: None,
            walk: None,
            words: WordTable::default(),
            voices: VoiceTable::default(),
            history: Vec::new(),
            grouped: true,
            mouse: false,
            trail: Vec::new(),
        }
    }

    /// Where keys go now.
    pub fn mode(&self) -> Mode {
        if self.help.is_some() {
            Mode::Help
        } else if self.finder.is_some() {
            Mode::Find
        } else {
            self.mode_below()
        }
    }

    /// The catalogue shown; empty while the first one loads.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Does what was meant, and says what is left for the outside to do.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        // What comes in by itself takes away nothing that the person has yet to read.
        let by_itself = matches!(
            action,
            Action::Resize(..)
                | Action::Loaded(..)
                | Action::Refused(_)
                | Action::Indexed(_)
                | Action::Opened(_)
                | Action::Found(..)
                | Action::Counted(_)
                | Action::SetApart(_)
                | Action::Concorded(..)
                | Action::Heard(_)
        );
        if !by_itself {
            self.message = None;
        }
        let effect = if by_itself {
            self.update_anywhere(action)
        } else if self.help.is_some() {
            self.update_help(action)
        } else if self.finder.is_some() {
            self.update_finder(action)
        } else {
            self.update_shown(action)
        };
        self.settle();
        effect.or_else(|| self.ask())
    }

    /// What the screen shows and nobody has asked for yet.
    fn ask(&mut self) -> Option<Effect> {
        match self.screen {
            _ if self.loading.is_some() => None,
            Screen::Words => self.words.asks(self.outlet),
            Screen::Voices => self.voices.asks().then_some(Effect::Hear),
            Screen::Compare | Screen::Matrix | Screen::Read => None,
        }
    }

    /// Does what was meant on the screen that is shown.
    pub(super) fn update_shown(&mut self, action: Action) -> Option<Effect> {
        match self.screen {
            Screen::Read => self.update_reader(action),
            Screen::Words => self.update_words(action),
            Screen::Voices => self.update_voices(action),
            Screen::Compare | Screen::Matrix => self.update_screen(action),
        }
    }

    pub(super) fn update_screen(&mut self, action: Action) -> Option<Effect> {
        if let Some(by) = self.stride(&action) {
            self.step(by);
            return None;
        }
        match action {
            Action::Left => self.step_outlet(-1),
            Action::Right => self.step_outlet(1),
            Action::PreviousEvent => self.previous_event(),
            Action::NextEvent => self.next_event(),
            Action::NextPane => self.pane = if self.pane == Pane::Claims { Pane::Excerpts } else { Pane::Claims },
            Action::Show(screen) => return self.show(screen),
            Action::Open if self.screen == Screen::Compare => {
                self.leave_trail();
                return self.read();
            }
            Action::Open => self.compare(),
            Action::Back => self.back(),
            Action::NextContradiction => self.next_contradiction(),
            Action::Zoom => self.zoomed = !self.zoomed,
            Action::Narrow => self.narrow(),
            Action::Wording => self.wording = !self.wording,
            Action::Base => {
                self.base = Some(self.outlet);
                self.wording = true;
            }
            Action::Copy => return self.copy(),
            Action::Edit => return self.edit(),
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                self.message = Some(if self.mouse { "mouse on" } else { "mouse off" }.to_owned());
                return Some(Effect::Mouse(self.mouse));
            }
            Action::Help => self.help = Some(Help::default()),
            Action::Find => {
                self.finder = Some(Finder::new(self.grouped));
                return Some(Effect::Search(String::new()));
            }
            Action::NextHit => return self.step_hit(1),
            Action::PreviousHit => return self.step_hit(-1),
            Action::Click(position) => self.click(position),
            Action::Wheel(position, down) => self.wheel(position, down),
            other => return self.update_anywhere(other),
        }
        None
    }

    fn update_anywhere(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Resize(width, height) => self.size = Rect::new(0, 0, width, height),
            Action::Loaded(catalogue, indexed) => {
                self.indexed = indexed;
                self.take_in(catalogue);
                return self.reader.wanted.map(Effect::Open);
            }
            Action::Refused(why) => {
                self.message = Some(format!("still the old catalogue: {why}"));
                self.refused = Some(why);
            }
            Action::Indexed(index) => {
                self.index = Some(index);
                // Whoever opened the finder before the index was there has typed something meanwhile.
                return self.finder.as_ref().map(|finder| Effect::Search(finder.query().to_owned()));
            }
            Action::Opened(opened) => {
                self.reader.take_in(opened);
                self.scroll_to_place();
                if let Some(excerpt) = self.reader.excerpt.filter(|_| self.screen == Screen::Read) {
                    self.go_to_excerpt(excerpt);
                }
            }
            Action::Found(query, hits) => self.take_in_hits(query, hits),
            Action::Counted(counted) => self.words.counted = Some(counted),
            Action::SetApart(scores) => self.words.take_in_scores(scores),
            Action::Concorded(word, spots) => self.words.take_in_lines(&word, &spots),
            Action::Heard(heard) => self.voices.heard = Some(heard),
            Action::Tell(message) => self.message = Some(message),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Quit => return Some(Effect::Quit),
            _ => {}
        }
        None
    }

    /// Whether `action` would do something now: the footer shows only such.
    pub(super) fn offers(&self, action: &Action) -> bool {
        match action {
            Action::Quit => true,
            Action::Back if self.finder.is_some() => true,
            Action::Find => self.finder.is_none(),
            Action::Open | Action::Up | Action::Down | Action::Group if self.finder.is_some() => {
                self.finder.as_ref().is_some_and(|finder| finder.chosen_excerpt().is_some())
            }
            Action::NextHit | Action::PreviousHit => self.walk.is_some(),
            Action::Complete => self.finder.as_ref().is_some_and(|finder| !finder.query().is_empty()),
            Action::Back if self.screen == Screen::Words && self.words.in_lines => true,
            Action::PreviousEvent | Action::NextEvent | Action::Open | Action::NextPane if self.screen == Screen::Words => {
                self.words.offers(action, self.outlet)
            }
            Action::Open if self.screen == Screen::Voices => {
                !self.voices.excerpts(VoiceTable::row(self.voices.line), self.outlet).is_empty()
            }
            Action::Back => self.help.is_some() || self.zoomed || self.pane == Pane::Excerpts || !self.trail.is_empty(),
            Action::Help => self.help.is_none(),
            _ if self.claim.is_none() => self.help.is_some() || self.finder.is_some(),
            Action::NextContradiction => self.claim.is_some_and(|claim| !self.catalogue.claims[claim].contradicts.is_empty()),
            Action::Copy => self.excerpt().is_some(),
            Action::Zoom => self.screen != Screen::Compare || self.size.width >= layout::MEDIUM,
            Action::Wording if self.screen == Screen::Compare => true,
            Action::Base => self.wording,
            Action::Wording => self.reader.opened.as_ref().is_some_and(|opened| opened.comparison.is_some()),
            _ => true,
        }
    }

    /// Where the outlets stand on the current claim.
    pub(super) fn coverage(&self) -> Option<Coverage> {
        self.claim.map(|claim| Coverage::of(&self.catalogue, claim))
    }

    /// The excerpt under the cursor.
    pub(super) fn excerpt(&self) -> Option<ExcerptId> {
        self.cell()?.excerpts.get(self.nth).copied()
    }

    fn cell(&self) -> Option<Cell> {
        self.coverage()?.cells.into_iter().nth(self.outlet.index())
    }

    /// The outlet whose words the others are compared with, in wording mode.
    pub(super) fn base_of<'a>(&self, coverage: &'a Coverage) -> Option<&'a Cell> {
        let chosen = coverage.speaking().find(|cell| Some(cell.outlet) == self.base);
        chosen.or_else(|| coverage.speaking().next()).filter(|_| self.wording)
    }

    /// Whether the outlets stand one below the other.
    pub(super) fn stacked(&self) -> bool {
        self.size.width < layout::WIDE
    }

    fn copy(&mut self) -> Option<Effect> {
        let excerpt = self.excerpt();
        self.message = Some(match excerpt {
            Some(id) => {
                let excerpt = &self.catalogue.excerpts[id];
                format!("copied with its source: {}", excerpt.quote.shown())
            }
            None => "nothing to copy: this outlet has no excerpt here".to_owned(),
        });
        excerpt.map(|id| Effect::Copy(citation(&self.catalogue, id)))
    }

    fn edit(&self) -> Option<Effect> {
        let in_list = self.screen == Screen::Compare && self.pane == Pane::Claims;
        let place = match self.excerpt() {
            Some(excerpt) if !in_list => self.catalogue.excerpts[excerpt].place,
            _ => self.catalogue.claims[self.claim?].place,
        };
        Some(Effect::Edit(place))
    }

    /// Shows a catalogue that was read; what was selected stays selected, by its id, where it is still there.
    fn take_in(&mut self, catalogue: Arc<Catalogue>) {
        let before = std::mem::replace(&mut self.catalogue, catalogue);
        let reloaded = self.loading.take().is_none();
        self.refused = None;
        self.rows = Rows::new(&self.catalogue, self.narrowing);
        let claim_id = self.claim.map(|claim| &before.claims[claim].id);
        let same = self.catalogue.claims.entries().find(|(_, claim)| Some(&claim.id) == claim_id).map(|(id, _)| id);
        self.claim = same.or(self.claim.filter(|&claim| self.catalogue.claims.get(claim).is_some()));
        let outlet_id = before.outlets.get(self.outlet).map(|outlet| &outlet.id);
        let same = self.catalogue.outlets.entries().find(|(_, outlet)| Some(&outlet.id) == outlet_id).map(|(id, _)| id);
        self.outlet = same.unwrap_or(OutletId::new(0));
        // Ids of the old catalogue mean nothing in the new one.
        self.trail.clear();
        self.index = None;
        self.walk = None;
        self.words.forget();
        self.voices.forget();
        let reading = self.reader.wanted.and_then(|document| before.documents.get(document));
        let same = reading
            .and_then(|document| self.catalogue.documents.entries().find(|(_, other)| other.id == document.id).map(|(id, _)| id));
        self.reader = Reader { wanted: same, ..Reader::default() };
        if let Some(finder) = &mut self.finder {
            finder.found = None;
        }
        if reloaded {
            self.message = Some("the catalogue has changed: read again".to_owned());
        }
    }

    /// Restores the invariants.
    fn settle(&mut self) {
        let kept = self.claim.and_then(|claim| self.rows.step(claim, 0));
        self.go(kept.or(self.rows.claims().first().copied()));
        if self.screen == Screen::Compare {
            self.settle_outlet();
        }
        let excerpts = self.cell().map_or(0, |cell| cell.excerpts.len());
        self.nth = self.nth.min(excerpts.saturating_sub(1));
        if let Some(line) = self.claim.and_then(|claim| self.rows.line(claim)) {
            self.top = layout::scroll(self.top, line, self.rows.height(), screen::list_height(self));
        }
        self.settle_words();
        self.settle_voices();
    }

    /// In the excerpts, the cursor stands on an outlet that has some.
    fn settle_outlet(&mut self) {
        if self.pane != Pane::Excerpts {
            return;
        }
        let Some(coverage) = self.coverage() else { return };
        let speaking: Vec<OutletId> = coverage.speaking().map(|cell| cell.outlet).collect();
        if speaking.contains(&self.outlet) {
            return;
        }
        match speaking.iter().find(|&&outlet| outlet > self.outlet).or(speaking.last()) {
            Some(&outlet) => self.choose_outlet(outlet),
            None => self.pane = Pane::Claims,
        }
    }

    pub(super) fn half_page(&self) -> isize {
        isize::try_from(screen::list_height(self) / 2).unwrap_or(1).max(1)
    }

    /// The claim on a line of the list.
    pub(super) fn claim_at(&self, line: usize) -> Option<ClaimId> {
        match self.rows.window(self.top + line, 1) {
            [Row::Claim(claim)] => Some(*claim),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Origin, load},
        find::{Query, Stop, search},
    };

    #[test]
    fn a_message_stays_until_the_person_does_something() {
        let mut app = App::new(Theme::Dark, false, Arc::default());
        let index = Index::build(&Catalogue::default(), &Progress::default());
        app.update(Action::Tell("the fence has fallen".to_owned()));
        app.update(Action::Indexed(Arc::new(index)));
        app.update(Action::Resize(100, 30));
        assert_eq!(app.message.as_deref(), Some("the fence has fallen"));
        app.update(Action::Down);
        assert_eq!(app.message, None);
    }

    #[test]
    fn a_catalogue_that_is_refused_is_told_of_until_it_is_mended() {
        let mut app = App::new(Theme::Dark, false, Arc::default());
        app.update(Action::Loaded(Arc::default(), Arc::default()));
        app.update(Action::Resize(100, 6));
        let title = |app: &App| {
            let mut buffer = ratatui::buffer::Buffer::empty(app.size);
            screen::draw(app, &mut buffer);
            buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        app.update(Action::Refused("fence.toml:3: unknown outlet".to_owned()));
        app.update(Action::Down);
        assert!(title(&app).contains("not read: fence.toml:3"), "{}", title(&app));
        app.update(Action::Loaded(Arc::default(), Arc::default()));
        assert!(!title(&app).contains("fence.toml"), "{}", title(&app));
    }

    #[test]
    fn enter_waits_for_the_answer_to_the_line() {
        let mut app = App::new(Theme::Dark, false, Arc::default());
        let loaded = load(&Origin::BuiltIn, &Progress::default()).unwrap();
        let index = Arc::new(Index::build(&loaded.catalogue, &Progress::default()));
        app.update(Action::Loaded(Arc::new(loaded.catalogue), Arc::default()));
        app.update(Action::Indexed(Arc::clone(&index)));
        app.update(Action::Resize(100, 30));
        let answer = |app: &mut App, query: &str| {
            let hits = search(&index, &Query::parse(query), &Stop::default()).unwrap();
            app.update(Action::Found(query.to_owned(), Arc::new(hits)));
        };
        app.update(Action::Find);
        answer(&mut app, "");
        app.update(Action::Paste("tally sheets".to_owned()));
        app.update(Action::Open);
        assert!(app.finder.is_some());
        answer(&mut app, "tally sheets");
        assert!(app.finder.is_none() && app.marks().is_some());
    }
}
