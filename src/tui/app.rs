//! What is on the screen and what a person can do to it: the state, and [`App::update`], which alone changes it.
//!
//! Invariants, restored at the end of every update and held by a property test: the current claim is one that the narrowing
//! leaves, if it leaves any; the current excerpt is one of the current outlet's; the current line is in sight.
//!
//! The state knows no terminal and no file. What only the outside can do comes back as an [`Effect`].

use std::{
    ops::Range,
    sync::{Arc, atomic::AtomicU64},
};

use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use super::{
    finder::{Finder, Found, Outcome, type_line},
    keys::{BINDINGS, Binding, Mode},
    layout,
    reader::{Opened, Reader},
    rows::{Row, Rows},
    screen,
    theme::Theme,
    voices::{Heard, VoiceTable},
    walk::Walk,
    words::{Counted, WordTable},
};
use crate::{
    catalogue::{Catalogue, ClaimId, DocumentId, EventId, ExcerptId, OutletId, Place, Progress},
    compare::{
        citation::citation,
        coverage::{Cell, Coverage, Narrowing, contradiction_knot},
        distinctive::Distinctive,
        readings,
    },
    find::{Hits, Index, Marks},
    text::fold::fold,
};

/// What a person meant, or what happened.
#[derive(Debug, Clone)]
pub enum Action {
    /// The one above.
    Up,
    /// The one below.
    Down,
    /// The outlet to the left.
    Left,
    /// The outlet to the right.
    Right,
    /// Half a page towards the end.
    PageDown,
    /// Half a page towards the start.
    PageUp,
    /// The first one.
    First,
    /// The last one.
    Last,
    /// The first claim of this event, or of the one before.
    PreviousEvent,
    /// The first claim of the next event.
    NextEvent,
    /// The other pane.
    NextPane,
    /// Another screen; claim and outlet stay.
    Show(Screen),
    /// What the cursor is on.
    Open,
    /// One step back; never quits.
    Back,
    /// The next claim that hangs together with this one through contradictions.
    NextContradiction,
    /// The pane alone, and back.
    Zoom,
    /// The next narrowing.
    Narrow,
    /// The quotation with its source, to the clipboard.
    Copy,
    /// The catalogue in an editor, at the place shown.
    Edit,
    /// Mouse on or off.
    ToggleMouse,
    /// The list of keys.
    Help,
    /// The finder.
    Find,
    /// The next hit of the last search.
    NextHit,
    /// The previous one.
    PreviousHit,
    /// An older query of this run.
    Older,
    /// A newer one.
    Newer,
    /// The rest of a half-typed field or value.
    Complete,
    /// Results grouped by claim, or one by one.
    Group,
    /// The next excerpt of the document.
    NextExcerpt,
    /// The previous one.
    PreviousExcerpt,
    /// How the words differ, or no more.
    Wording,
    /// The current outlet is the one that the others are compared with.
    Base,
    /// Stop the program until the shell resumes it.
    Suspend,
    /// Leave.
    Quit,
    /// A change to the text field in use.
    Type(InputRequest),
    /// Text pasted into it.
    Paste(String),
    /// The mouse pressed there.
    Click(Position),
    /// The wheel turned there, down or up.
    Wheel(Position, bool),
    /// The terminal has this size now.
    Resize(u16, u16),
    /// The catalogue was read, for the first time or again; the excerpts indexed so far are counted there.
    Loaded(Arc<Catalogue>, Arc<AtomicU64>),
    /// The catalogue's index was built.
    Indexed(Arc<Index>),
    /// A query was answered.
    Found(String, Arc<Hits>),
    /// A document was opened.
    Opened(Arc<Opened>),
    /// The other list of words: the forms of a subject, or what sets the outlet apart.
    Switch,
    /// The words of the catalogue were counted.
    Counted(Arc<Counted>),
    /// The words that set an outlet apart were counted.
    SetApart(Arc<Distinctive>),
    /// The lines of a word were found.
    Concorded(String, Vec<readings::Spot>),
    /// The voices of the catalogue were counted.
    Heard(Arc<Heard>),
    /// Something to tell the person.
    Tell(String),
}

/// What only the outside can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Stop until resumed.
    Suspend,
    /// Put this on the clipboard.
    Copy(String),
    /// Open an editor there.
    Edit(Place),
    /// Capture the mouse, or stop.
    Mouse(bool),
    /// Open this document, to be read.
    Open(DocumentId),
    /// Answer this query, and drop the one that is being answered.
    Search(String),
    /// Count the words of the catalogue.
    Count,
    /// Count the words that set this outlet apart.
    SetApart(OutletId),
    /// Find the lines of this word.
    Concord(String),
    /// Count the voices of the catalogue.
    Hear,
}

/// The numbered screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// One claim, one column an outlet.
    Compare,
    /// All claims, one sign an outlet.
    Matrix,
    /// One document.
    Read,
    /// Who is called what, one column an outlet.
    Words,
    /// Who gets to speak, one column an outlet.
    Voices,
}

impl Screen {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Compare, Self::Matrix, Self::Read, Self::Words, Self::Voices];

    /// As the title line names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compare => "Compare",
            Self::Matrix => "Matrix",
            Self::Read => "Read",
            Self::Words => "Words",
            Self::Voices => "Voices",
        }
    }
}

/// The pane of Compare that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The list, left.
    Claims,
    /// The quotations, right.
    Excerpts,
}

/// Where one can come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    screen: Screen,
    pane: Pane,
    claim: Option<ClaimId>,
}

/// The list of keys, while it is open.
#[derive(Debug, Default)]
pub struct Help {
    /// What was typed to filter it.
    pub filter: Input,
    /// The chosen line.
    pub chosen: usize,
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
    pub(super) index: Option<Arc<Index>>,
    pub(super) indexed: Arc<AtomicU64>,
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
        let effect = if self.help.is_some() {
            self.update_help(action)
        } else if self.finder.is_some() {
            self.update_finder(action)
        } else {
            match self.screen {
                Screen::Read => self.update_reader(action),
                Screen::Words => self.update_words(action),
                Screen::Voices => self.update_voices(action),
                Screen::Compare | Screen::Matrix => self.update_screen(action),
            }
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
            Action::NextHit => self.step_hit(1),
            Action::PreviousHit => self.step_hit(-1),
            Action::Click(position) => self.click(position),
            Action::Wheel(position, down) => self.wheel(position, down),
            other => return self.update_anywhere(other),
        }
        None
    }

    /// How far `action` moves a cursor in a list.
    pub(super) fn stride(&self, action: &Action) -> Option<isize> {
        Some(match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -self.half_page(),
            Action::PageDown => self.half_page(),
            Action::First => isize::MIN / 2,
            Action::Last => isize::MAX / 2,
            _ => return None,
        })
    }

    fn update_anywhere(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Resize(width, height) => self.size = Rect::new(0, 0, width, height),
            Action::Loaded(catalogue, indexed) => {
                self.indexed = indexed;
                self.take_in(catalogue);
                return self.reader.wanted.map(Effect::Open);
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
            Action::Counted(counted) if Arc::ptr_eq(&counted.catalogue, &self.catalogue) => self.words.counted = Some(counted),
            Action::SetApart(scores) => self.words.take_in_scores(scores),
            Action::Concorded(word, spots) => self.words.take_in_lines(&word, &spots),
            Action::Heard(heard) if Arc::ptr_eq(&heard.catalogue, &self.catalogue) => self.voices.heard = Some(heard),
            Action::Tell(message) => self.message = Some(message),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Quit => return Some(Effect::Quit),
            _ => {}
        }
        None
    }

    fn update_help(&mut self, action: Action) -> Option<Effect> {
        let lines = self.help_lines();
        let help = self.help.as_mut()?;
        match action {
            Action::Up => help.chosen = help.chosen.saturating_sub(1),
            Action::Down => help.chosen = (help.chosen + 1).min(lines.len().saturating_sub(1)),
            Action::Back => self.help = None,
            Action::Open => {
                let chosen = lines.get(help.chosen).map(|binding| binding.action.clone());
                self.help = None;
                return chosen.and_then(|action| self.update_screen(action));
            }
            Action::Type(request) => {
                help.filter.handle(request);
                help.chosen = 0;
            }
            Action::Paste(text) => {
                type_line(&mut help.filter, &text);
                help.chosen = 0;
            }
            other => return self.update_anywhere(other),
        }
        None
    }

    fn update_finder(&mut self, action: Action) -> Option<Effect> {
        let finder = self.finder.as_mut()?;
        match finder.update(&action, &self.catalogue, &self.history) {
            Outcome::Stays => return self.update_anywhere(action),
            Outcome::Search => return Some(Effect::Search(finder.query().to_owned())),
            Outcome::Closes => self.close_finder(),
            Outcome::Goes(excerpt) => {
                if let Some(finder) = self.close_finder() {
                    self.walk = finder.found.map(|found| Walk::hits(found, finder.chosen));
                }
                self.compare_at(excerpt);
                return None;
            }
        };
        None
    }

    fn close_finder(&mut self) -> Option<Finder> {
        let finder = self.finder.take()?;
        self.grouped = finder.grouped;
        let query = finder.query().trim();
        if !query.is_empty() {
            self.history.retain(|other| other != query);
            self.history.push(query.to_owned());
        }
        Some(finder)
    }

    /// Shows the answer to a query, if it is still the one asked.
    fn take_in_hits(&mut self, query: String, hits: Arc<Hits>) {
        let (Some(finder), Some(index)) = (self.finder.as_mut(), &self.index) else { return };
        if finder.query() == query {
            finder.take_in(Found::new(&self.catalogue, index, query, hits, finder.grouped));
        }
    }

    /// Goes to `excerpt` among the excerpts of its claim.
    fn compare_at(&mut self, excerpt: ExcerptId) {
        self.compare();
        self.go_to_excerpt(excerpt);
    }

    /// Goes to the one at `at` of the `excerpts` that were counted for `what`; n and N then go through them.
    pub(super) fn compare_counted(&mut self, what: String, excerpts: Vec<ExcerptId>, at: usize) {
        let Some(&excerpt) = excerpts.get(at) else {
            self.message = Some(format!("no excerpt: {what}"));
            return;
        };
        let walk = Walk::counted(what, excerpts, at);
        self.message = Some(walk.place());
        self.walk = Some(walk);
        self.compare_at(excerpt);
    }

    fn go_to_excerpt(&mut self, id: ExcerptId) {
        let excerpt = &self.catalogue.excerpts[id];
        let (claim, outlet) = (excerpt.claim, self.catalogue.outlet_of(excerpt));
        self.widen_for(Some(claim));
        self.go(Some(claim));
        self.outlet = outlet;
        self.nth = self.cell().and_then(|cell| cell.excerpts.iter().position(|&other| other == id)).unwrap_or(0);
    }

    fn step_hit(&mut self, by: isize) {
        let Some(walk) = &mut self.walk else {
            self.message = Some("nothing to walk: `/` finds excerpts, n and N go through them".to_owned());
            return;
        };
        match walk.step(by, &self.catalogue, self.index.as_deref()) {
            Ok(excerpt) => {
                self.message = Some(walk.place());
                self.go_to_excerpt(excerpt);
            }
            Err(end) => self.message = Some(end.to_owned()),
        }
    }

    /// What to mark in texts: the words looked for.
    pub(super) fn marks(&self) -> Option<&Marks> {
        let finding = self.finder.as_ref().and_then(|finder| finder.found.as_ref());
        finding.map(|found| &found.hits.marks).or_else(|| self.walk.as_ref()?.marks())
    }

    /// The lines of the list of keys that its filter leaves; those that work on the screen below come first.
    pub(super) fn help_lines(&self) -> Vec<&'static Binding> {
        let Some(help) = &self.help else { return Vec::new() };
        let below = self.mode_below();
        let wanted = fold(help.filter.value()).into_owned();
        let matches = |binding: &&Binding| {
            let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
            fold(&format!("{} {}", keys.join(" "), binding.long)).contains(&wanted)
        };
        let (mut here, elsewhere): (Vec<_>, Vec<_>) =
            BINDINGS.iter().filter(matches).partition(|binding| binding.modes.contains(&below));
        here.extend(elsewhere);
        here
    }

    /// The mode that the list of keys lies over.
    pub(super) fn mode_below(&self) -> Mode {
        match (self.screen, self.pane) {
            (Screen::Compare, Pane::Claims) => Mode::Claims,
            (Screen::Compare, Pane::Excerpts) => Mode::Excerpts,
            (Screen::Matrix, _) => Mode::Matrix,
            (Screen::Read, _) => Mode::Read,
            (Screen::Words, _) if self.words.in_lines => Mode::Lines,
            (Screen::Words, _) => Mode::Words,
            (Screen::Voices, _) => Mode::Voices,
        }
    }

    /// Whether `action` would do something now: the footer shows only such.
    pub(super) fn offers(&self, action: &Action) -> bool {
        match action {
            Action::Quit => true,
            Action::Back if self.finder.is_some() => true,
            Action::Find => self.finder.is_none(),
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

    fn step(&mut self, by: isize) {
        if self.screen == Screen::Compare && self.pane == Pane::Excerpts { self.step_excerpt(by) } else { self.step_claim(by) }
    }

    fn step_claim(&mut self, by: isize) {
        let next = self.claim.and_then(|claim| self.rows.step(claim, by));
        self.go(next);
    }

    /// Goes to a claim; the outlet stays.
    fn go(&mut self, claim: Option<ClaimId>) {
        if self.claim != claim {
            self.claim = claim;
            self.nth = 0;
        }
    }

    fn step_excerpt(&mut self, by: isize) {
        let Some(coverage) = self.coverage() else { return };
        if !self.stacked() {
            let excerpts = coverage.cells.get(self.outlet.index()).map_or(0, |cell| cell.excerpts.len());
            self.nth = self.nth.saturating_add_signed(by).min(excerpts.saturating_sub(1));
            return;
        }
        let all: Vec<(OutletId, usize)> =
            coverage.speaking().flat_map(|cell| (0..cell.excerpts.len()).map(|nth| (cell.outlet, nth))).collect();
        let at = all.partition_point(|&spot| spot < (self.outlet, self.nth));
        let next = at.saturating_add_signed(by).min(all.len().saturating_sub(1));
        if let Some(&(outlet, nth)) = all.get(next) {
            (self.outlet, self.nth) = (outlet, nth);
        }
    }

    fn step_outlet(&mut self, by: isize) {
        if self.screen == Screen::Matrix {
            self.step_column(by);
            return;
        }
        if self.pane == Pane::Claims {
            self.pane = Pane::Excerpts;
            return;
        }
        let Some(coverage) = self.coverage() else { return };
        let speaking: Vec<OutletId> = coverage.speaking().map(|cell| cell.outlet).collect();
        let at = speaking.partition_point(|&outlet| outlet < self.outlet);
        match at.checked_add_signed(by) {
            Some(next) => {
                if let Some(&outlet) = speaking.get(next) {
                    self.choose_outlet(outlet);
                }
            }
            None => self.pane = Pane::Claims,
        }
    }

    /// The outlet of the next column of a table.
    pub(super) fn step_column(&mut self, by: isize) {
        let last = self.catalogue.outlets.len().saturating_sub(1);
        self.choose_outlet(OutletId::new(self.outlet.index().saturating_add_signed(by).min(last)));
    }

    pub(super) fn choose_outlet(&mut self, outlet: OutletId) {
        if self.outlet != outlet {
            self.outlet = outlet;
            self.nth = 0;
        }
    }

    fn previous_event(&mut self) {
        let Some(claim) = self.claim else { return };
        let event = self.catalogue.claims[claim].event;
        let first = self.first_claim(|other| other >= event);
        let before =
            self.rows.claims().iter().rev().map(|&claim| self.catalogue.claims[claim].event).find(|&other| other < event);
        let target = match (first == Some(claim), before) {
            (true, Some(before)) => self.first_claim(|other| other >= before),
            _ => first,
        };
        self.go(target);
    }

    fn next_event(&mut self) {
        let Some(claim) = self.claim else { return };
        let event = self.catalogue.claims[claim].event;
        let next = self.first_claim(|other| other > event);
        self.go(next.or(Some(claim)));
    }

    fn first_claim(&self, reached: impl Fn(EventId) -> bool) -> Option<ClaimId> {
        let claims = self.rows.claims();
        claims.get(claims.partition_point(|&claim| !reached(self.catalogue.claims[claim].event))).copied()
    }

    fn next_contradiction(&mut self) {
        let Some(claim) = self.claim else { return };
        let knot = contradiction_knot(&self.catalogue, claim);
        let next = knot.iter().find(|&&other| other > claim).or(knot.first()).copied();
        if next == Some(claim) {
            self.message = Some("no claim of this catalogue contradicts this one".to_owned());
            return;
        }
        self.widen_for(next);
        self.go(next);
    }

    /// Lifts the narrowing where it would hide `claim`.
    fn widen_for(&mut self, claim: Option<ClaimId>) {
        if claim.is_some_and(|claim| self.rows.line(claim).is_none()) {
            self.narrowing = Narrowing::All;
            self.rows = Rows::new(&self.catalogue, Narrowing::All);
        }
    }

    fn narrow(&mut self) {
        self.narrowing = self.narrowing.next();
        self.rows = Rows::new(&self.catalogue, self.narrowing);
        self.message = Some(match (self.narrowing, self.rows.claims().len()) {
            (Narrowing::All, count) => format!("all {count} claims"),
            (Narrowing::Disagreement, count) => format!("{count} claims that one affirms and another questions or denies"),
            (Narrowing::Silence, count) => format!("{count} claims on which some outlet is silent"),
            (Narrowing::Unchecked, count) => format!("{count} claims for which some outlet is unchecked"),
        });
    }

    fn show(&mut self, screen: Screen) -> Option<Effect> {
        self.zoomed = false;
        self.trail.clear();
        if screen == Screen::Read {
            return self.read();
        }
        self.screen = screen;
        self.pane = Pane::Claims;
        None
    }

    /// Goes to the excerpts of the current claim.
    fn compare(&mut self) {
        self.leave_trail();
        self.screen = Screen::Compare;
        self.pane = Pane::Excerpts;
    }

    /// Opens the document of the current excerpt, or of the current outlet where that has none here.
    fn read(&mut self) -> Option<Effect> {
        let excerpt = self.excerpt();
        let document = match excerpt {
            Some(id) => self.catalogue.excerpts[id].document,
            None => *self.catalogue.outlets.get(self.outlet)?.documents.first()?,
        };
        self.screen = Screen::Read;
        self.open_document(document, excerpt)
    }

    /// Opens `document` at these bytes of its text.
    pub(super) fn read_at(&mut self, document: DocumentId, place: Range<usize>) -> Option<Effect> {
        self.leave_trail();
        self.screen = Screen::Read;
        self.outlet = self.catalogue.documents[document].outlet;
        let effect = self.open_document(document, None);
        self.reader.show(place);
        self.scroll_to_place();
        effect
    }

    /// A paragraph can be longer than the screen.
    fn scroll_to_place(&mut self) {
        if let Some(line) = screen::place_line(self) {
            self.reader.line = line.saturating_sub(self.half_page().unsigned_abs() / 2);
        }
    }

    pub(super) fn open_document(&mut self, document: DocumentId, excerpt: Option<ExcerptId>) -> Option<Effect> {
        self.reader.excerpt = excerpt;
        if self.reader.opened.as_ref().is_some_and(|opened| opened.document == document) {
            self.reader.go_to(excerpt);
            return None;
        }
        self.reader = Reader { wanted: Some(document), excerpt, alone: self.reader.alone, ..Reader::default() };
        Some(Effect::Open(document))
    }

    fn update_reader(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Down => self.scroll(1),
            Action::Up => self.scroll(-1),
            Action::PageDown => self.scroll(self.half_page()),
            Action::PageUp => self.scroll(-self.half_page()),
            Action::First => (self.reader.top, self.reader.line) = (0, 0),
            Action::Last => {
                (self.reader.top, self.reader.line) = (self.reader.height(), 0);
                self.scroll(-2 * self.half_page());
            }
            Action::NextExcerpt => self.step_in_document(1),
            Action::PreviousExcerpt => self.step_in_document(-1),
            Action::Left => return self.step_document(-1),
            Action::Right => return self.step_document(1),
            Action::Wording => {
                self.reader.alone = !self.reader.alone;
                self.reader.go_to(self.reader.excerpt);
            }
            Action::Open => self.compare(),
            other => return self.update_screen(other),
        }
        None
    }

    fn scroll(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            if by > 0 {
                if self.reader.line + 1 < screen::block_height(self, self.reader.top) {
                    self.reader.line += 1;
                } else if self.reader.top + 1 < self.reader.height() {
                    (self.reader.top, self.reader.line) = (self.reader.top + 1, 0);
                }
            } else if self.reader.line > 0 {
                self.reader.line -= 1;
            } else if self.reader.top > 0 {
                self.reader.top -= 1;
                self.reader.line = screen::block_height(self, self.reader.top).saturating_sub(1);
            }
        }
    }

    fn step_in_document(&mut self, by: isize) {
        let Some(excerpt) = self.reader.step(by) else { return };
        self.reader.go_to(Some(excerpt));
        self.go_to_excerpt(excerpt);
    }

    fn step_document(&mut self, by: isize) -> Option<Effect> {
        let last = self.catalogue.documents.len().checked_sub(1)?;
        let next = DocumentId::new(self.reader.wanted?.index().saturating_add_signed(by).min(last));
        self.outlet = self.catalogue.documents[next].outlet;
        self.nth = 0;
        self.open_document(next, None)
    }

    pub(super) fn leave_trail(&mut self) {
        self.trail.push(Spot { screen: self.screen, pane: self.pane, claim: self.claim });
    }

    fn back(&mut self) {
        if self.zoomed {
            self.zoomed = false;
        } else if let Some(spot) = self.trail.pop() {
            (self.screen, self.pane) = (spot.screen, spot.pane);
            self.widen_for(spot.claim);
            self.go(spot.claim);
        } else {
            self.pane = Pane::Claims;
        }
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

    fn click(&mut self, position: Position) {
        match screen::hit(self, position) {
            Some(screen::Hit::Claim(claim)) => {
                self.pane = Pane::Claims;
                self.go(Some(claim));
            }
            Some(screen::Hit::Excerpts(outlet)) => {
                self.pane = Pane::Excerpts;
                self.choose_outlet(outlet);
            }
            Some(screen::Hit::Cell(claim, outlet)) => {
                self.go(Some(claim));
                self.choose_outlet(outlet);
            }
            Some(screen::Hit::Voice(line, outlet)) => self.click_voice(line, outlet),
            Some(screen::Hit::Words(at)) => self.click_words(at),
            None => {}
        }
    }

    fn wheel(&mut self, position: Position, down: bool) {
        let by = if down { 1 } else { -1 };
        match screen::hit(self, position) {
            Some(screen::Hit::Excerpts(outlet)) => {
                self.choose_outlet(outlet);
                self.step_excerpt(by);
            }
            Some(screen::Hit::Voice(..)) => self.voices.step(by),
            Some(screen::Hit::Words(at)) => self.wheel_words(at, by),
            Some(_) => self.step_claim(by),
            None => {}
        }
    }

    /// Shows a catalogue that was read; what was selected stays selected, by its id, where it is still there.
    fn take_in(&mut self, catalogue: Arc<Catalogue>) {
        let before = std::mem::replace(&mut self.catalogue, catalogue);
        let reloaded = self.loading.take().is_none();
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

    #[test]
    fn a_message_stays_until_the_person_does_something() {
        let mut app = App::new(Theme::Dark, false, Arc::default());
        let index = Index::build(&Catalogue::default(), &AtomicU64::new(0));
        app.update(Action::Tell("the fence has fallen".to_owned()));
        app.update(Action::Indexed(Arc::new(index)));
        app.update(Action::Resize(100, 30));
        assert_eq!(app.message.as_deref(), Some("the fence has fallen"));
        app.update(Action::Down);
        assert_eq!(app.message, None);
    }
}
