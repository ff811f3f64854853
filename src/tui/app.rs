//! What is on the screen and what a person can do to it: the state, and [`App::update`], which alone changes it.
//!
//! Invariants, restored at the end of every update and held by a property test: the current claim is one that the narrowing
//! leaves, if it leaves any; the current excerpt is one of the current outlet's; the current line is in sight.
//!
//! The state knows no terminal and no file. What only the outside can do comes back as an [`Effect`].

use std::sync::Arc;

use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use super::{
    keys::{BINDINGS, Binding, Mode},
    layout,
    rows::{Row, Rows},
    screen,
    theme::Theme,
};
use crate::{
    catalogue::{Catalogue, ClaimId, EventId, ExcerptId, OutletId, Place, Progress},
    compare::{
        citation::citation,
        coverage::{Cell, Coverage, Narrowing, contradiction_knot},
    },
    text::fold::fold,
};

/// What a person meant, or what happened.
#[derive(Debug, Clone, PartialEq)]
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
    /// The catalogue was read, for the first time or again.
    Loaded(Arc<Catalogue>),
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
}

/// The numbered screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// One claim, one column an outlet.
    Compare,
    /// All claims, one sign an outlet.
    Matrix,
}

impl Screen {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 2] = [Self::Compare, Self::Matrix];

    /// As the title line names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compare => "Compare",
            Self::Matrix => "Matrix",
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
            mouse: false,
            trail: Vec::new(),
        }
    }

    /// Where keys go now.
    pub fn mode(&self) -> Mode {
        match (&self.help, self.screen, self.pane) {
            (Some(_), _, _) => Mode::Help,
            (None, Screen::Compare, Pane::Claims) => Mode::Claims,
            (None, Screen::Compare, Pane::Excerpts) => Mode::Excerpts,
            (None, Screen::Matrix, _) => Mode::Matrix,
        }
    }

    /// The catalogue shown; empty while the first one loads.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Does what was meant, and says what is left for the outside to do.
    pub fn update(&mut self, action: Action) -> Option<Effect> {
        if !matches!(action, Action::Resize(..) | Action::Loaded(_)) {
            self.message = None;
        }
        let effect = if self.help.is_some() { self.update_help(action) } else { self.update_screen(action) };
        self.settle();
        effect
    }

    fn update_screen(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Up => self.step(-1),
            Action::Down => self.step(1),
            Action::PageUp => self.step(-self.half_page()),
            Action::PageDown => self.step(self.half_page()),
            Action::First => self.step(isize::MIN / 2),
            Action::Last => self.step(isize::MAX / 2),
            Action::Left => self.step_outlet(-1),
            Action::Right => self.step_outlet(1),
            Action::PreviousEvent => self.previous_event(),
            Action::NextEvent => self.next_event(),
            Action::NextPane => self.pane = if self.pane == Pane::Claims { Pane::Excerpts } else { Pane::Claims },
            Action::Show(screen) => self.show(screen),
            Action::Open => {
                self.leave_trail();
                self.screen = Screen::Compare;
                self.pane = Pane::Excerpts;
            }
            Action::Back => self.back(),
            Action::NextContradiction => self.next_contradiction(),
            Action::Zoom => self.zoomed = !self.zoomed,
            Action::Narrow => self.narrow(),
            Action::Copy => return self.copy(),
            Action::Edit => return self.edit(),
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                self.message = Some(if self.mouse { "mouse on" } else { "mouse off" }.to_owned());
                return Some(Effect::Mouse(self.mouse));
            }
            Action::Help => self.help = Some(Help::default()),
            Action::Click(position) => self.click(position),
            Action::Wheel(position, down) => self.wheel(position, down),
            Action::Type(_) | Action::Paste(_) => {}
            Action::Suspend | Action::Quit | Action::Resize(..) | Action::Loaded(_) | Action::Tell(_) => {
                return self.update_anywhere(action);
            }
        }
        None
    }

    fn update_anywhere(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Resize(width, height) => self.size = Rect::new(0, 0, width, height),
            Action::Loaded(catalogue) => self.take_in(catalogue),
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
        }
    }

    /// Whether `action` would do something now: the footer shows only such.
    pub(super) fn offers(&self, action: &Action) -> bool {
        match action {
            Action::Quit => true,
            Action::Back => self.help.is_some() || self.zoomed || self.pane == Pane::Excerpts || !self.trail.is_empty(),
            Action::Help => self.help.is_none(),
            _ if self.claim.is_none() => self.help.is_some(),
            Action::NextContradiction => self.claim.is_some_and(|claim| !self.catalogue.claims[claim].contradicts.is_empty()),
            Action::Copy => self.excerpt().is_some(),
            Action::Zoom => self.screen == Screen::Matrix || self.size.width >= layout::MEDIUM,
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
            let last = self.catalogue.outlets.len().saturating_sub(1);
            self.choose_outlet(OutletId::new(self.outlet.index().saturating_add_signed(by).min(last)));
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

    fn choose_outlet(&mut self, outlet: OutletId) {
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

    fn show(&mut self, screen: Screen) {
        self.screen = screen;
        self.pane = Pane::Claims;
        self.zoomed = false;
        self.trail.clear();
    }

    fn leave_trail(&mut self) {
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

    fn half_page(&self) -> isize {
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

/// Types `text` into a field of one line.
fn type_line(field: &mut Input, text: &str) {
    for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !c.is_control()) {
        field.handle(InputRequest::InsertChar(c));
    }
}
