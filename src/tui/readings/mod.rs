//! What two readings differ in, one difference at a time, each to be decided: what each filed on either side of the text.
//!
//! The differences are found beside the loop ([`crate::answers::adjudication`]), once an edition of the catalogue and whenever the screen
//! is come to, since others write the readings. A decision is one step: what the catalogue holds at the place, and an entry in the log.
//! `deciding` makes it; `told` says in words what two readers differ in.

pub mod anew;
mod deciding;
pub mod draw;
mod list;
mod told;

use std::sync::Arc;

use tui_input::Input;

use super::{
    action::{Action, Effect, Goal, Next},
    answer::Question,
    keys::Mode,
    kit::field,
    shared::{Shared, counted::Counted},
};
use crate::{
    answers::adjudication::{Adjudication, Case, Pair},
    catalogue::decisions::{Choice, Kind},
};

/// What names a difference in every edition: claim, document, kind.
type Name = (Box<str>, Box<str>, Kind);

/// The state of the screen: the cursor is on a difference that is shown, if there is one.
#[derive(Debug, Default)]
pub struct Readings {
    found: Counted<Adjudication>,
    /// The two that are compared, once they were chosen.
    wanted: Option<Pair>,
    /// Of which kind the differences are that are shown; of all kinds where none is chosen.
    kind: Option<Kind>,
    /// The one under the cursor, counted among those.
    line: usize,
    /// What that is called.
    at: Option<Name>,
    /// Where the cursor goes with the next edition.
    next: Option<Name>,
    /// What is being decided, until it is written.
    sent: Option<Name>,
    /// What was decided, to come back to when that is taken back.
    decided: Vec<Name>,
    /// How many lines further down the text is than where it was found.
    scrolled: isize,
    /// What was chosen, and why: before it is written.
    reason: Option<(Choice, Input)>,
}

impl Readings {
    /// Where keys go.
    pub fn mode(&self) -> Mode {
        if self.reason.is_some() { Mode::Reason } else { Mode::Readings }
    }

    /// Does the screen's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        if let Some((choice, reason)) = self.reason.take() {
            return self.update_reason(shared, choice, reason, action);
        }
        match action {
            Action::Up => self.step(shared, -1),
            Action::Down => self.step(shared, 1),
            Action::First => self.step(shared, isize::MIN / 2),
            Action::Last => self.step(shared, isize::MAX / 2),
            Action::NextHit => self.step_open(shared, true),
            Action::PreviousHit => self.step_open(shared, false),
            Action::PageDown => self.scrolled += draw::page(shared),
            Action::PageUp => self.scrolled -= draw::page(shared),
            Action::Wheel(_, down) => self.scrolled += if down { 1 } else { -1 },
            Action::Narrow => self.narrow(shared),
            Action::NextPane => self.next_pair(shared),
            Action::Decide(choice) => match (self.found.get().and_then(|found| found.faults.first()), self.case()) {
                // What was decided before could not be told from what was not.
                (Some(fault), Some(_)) => shared.message = Some(format!("mend it first: {fault}")),
                (None, Some(case)) => {
                    // A second thought begins with the first one.
                    let before = case.decision.as_ref().and_then(|decision| decision.reason.as_deref()).unwrap_or_default();
                    self.reason = Some((choice, Input::new(before.to_owned())));
                }
                (_, None) => shared.message = Some("there is nothing to decide".to_owned()),
            },
            Action::Open => {
                if let Some(goal) = self.case().map(goal) {
                    return Next::Go(goal);
                }
            }
            Action::Edit => {
                let place = self.case().map(|case| match case.there.first() {
                    Some(&id) => shared.catalogue.excerpts[id].place,
                    None => shared.catalogue.claims[case.difference.claim].place,
                });
                return place.map_or(Next::Done, |place| Next::Outside(Effect::Edit(place)));
            }
            Action::Undo => {
                self.next = self.decided.pop();
                return Next::Pass(action);
            }
            Action::Click(position) => {
                if let Some(line) = draw::line_at(shared, self, position) {
                    self.line = line;
                    self.step(shared, 0);
                }
            }
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Whether `action` would do something now; `None` where that is no matter of this screen.
    pub fn offers(&self, action: &Action) -> Option<bool> {
        let found = self.found.get();
        let cases = self.shown().len();
        match action {
            Action::Up | Action::Down => Some(cases > 1),
            Action::NextHit | Action::PreviousHit => Some(self.shown().iter().any(|case| case.decision.is_none())),
            Action::Decide(_) | Action::Open | Action::Edit | Action::Zoom => Some(cases > 0),
            Action::Narrow => Some(found.is_some_and(|found| found.cases.len() > 1)),
            Action::NextPane => Some(found.is_some_and(|found| found.pairs.len() > 1)),
            Action::Copy => Some(false),
            _ => None,
        }
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        let origin = shared.origin.clone()?;
        let question = || Question::Adjudicate(Arc::clone(&shared.catalogue), origin, self.wanted.clone());
        self.found.is_to_be_asked().then(question)
    }

    /// Takes in what the two differ in.
    pub fn take_in(&mut self, shared: &mut Shared, found: Arc<Adjudication>) {
        self.wanted = found.pair().cloned();
        self.found.take_in(found);
        if self.kind.is_some() && self.shown().is_empty() {
            self.kind = None;
        }
        let wanted = self.next.take().or_else(|| self.at.clone());
        let there = self.shown().iter().position(|case| wanted.as_ref() == Some(&name(shared, case)));
        self.line = there.unwrap_or(self.line);
        self.scrolled = 0;
        self.settle(shared);
        self.select(shared);
    }

    /// The screen is come to: readings may have changed since.
    pub fn come_to(&mut self) {
        self.found.outdate();
    }

    /// Another edition of the catalogue is shown.
    pub fn carry_over(&mut self) {
        self.found.forget();
        self.reason = None;
        self.decided.extend(self.sent.take());
    }

    /// What was decided is not written: the cursor stays.
    pub fn not_written(&mut self) {
        (self.next, self.sent) = (None, None);
    }

    /// Restores the invariants.
    pub fn settle(&mut self, shared: &Shared) {
        self.line = self.line.min(self.shown().len().saturating_sub(1));
        self.scrolled = draw::within(shared, self, self.scrolled);
        if self.found.get().is_some() {
            self.at = self.case().map(|case| name(shared, case));
        }
    }

    /// The differences that are shown.
    fn shown(&self) -> Vec<&Case> {
        let cases = self.found.get().map_or(&[][..], |found| &found.cases);
        cases.iter().filter(|case| self.kind.is_none_or(|kind| case.difference.kind == kind)).collect()
    }

    /// The one under the cursor.
    fn case(&self) -> Option<&Case> {
        self.shown().get(self.line).copied()
    }

    fn step(&mut self, shared: &mut Shared, by: isize) {
        self.line = self.line.saturating_add_signed(by).min(self.shown().len().saturating_sub(1));
        self.scrolled = 0;
        self.select(shared);
    }

    /// The place of the next difference that is to be decided, or of the one before: round the end, but not the one under the cursor.
    fn open_beside(&self, forward: bool) -> Option<usize> {
        let shown = self.shown();
        let count = shown.len();
        let step = |by: usize| if forward { self.line + by } else { self.line + count - by };
        (1..count).map(|by| step(by) % count).find(|&at| shown[at].decision.is_none())
    }

    fn step_open(&mut self, shared: &mut Shared, forward: bool) {
        match self.open_beside(forward) {
            Some(line) => {
                self.line = line;
                self.step(shared, 0);
            }
            None if self.case().is_some_and(|case| case.decision.is_none()) => {
                shared.message = Some("this is the only one to decide".to_owned());
            }
            None => shared.message = Some("everything is decided".to_owned()),
        }
    }

    /// Makes the claim and the outlet of the difference the current ones, for the other screens.
    fn select(&self, shared: &mut Shared) {
        let Some(case) = self.case() else { return };
        let outlet = shared.catalogue.documents[case.difference.document].outlet;
        shared.go(Some(case.difference.claim));
        shared.choose_outlet(outlet);
    }

    /// Shows the differences of the next kind of which there are any, after the last kind all.
    fn narrow(&mut self, shared: &mut Shared) {
        let Some(found) = self.found.get() else { return };
        let after = self.kind.map_or(0, |kind| 1 + kind as usize);
        let has = |kind: &Kind| found.cases.iter().any(|case| case.difference.kind == *kind);
        self.kind = Kind::ALL.into_iter().skip(after).find(has);
        self.line = 0;
        self.step(shared, 0);
    }

    /// Compares the next two.
    fn next_pair(&mut self, shared: &mut Shared) {
        let Some(found) = self.found.get() else { return };
        if found.pairs.len() < 2 {
            shared.message = Some("there are no other two readings".to_owned());
            return;
        }
        self.wanted = found.pairs.get((found.at + 1) % found.pairs.len()).cloned();
        (self.kind, self.line, self.at) = (None, 0, None);
        self.found.forget();
    }

    /// Types the reason, or decides.
    fn update_reason(&mut self, shared: &mut Shared, choice: Choice, mut reason: Input, action: Action) -> Next {
        match action {
            Action::Open => return self.decide(shared, choice, reason.value()),
            Action::Back => return Next::Done,
            Action::Type(request) => drop(reason.handle(request)),
            Action::Paste(text) => field::paste(&mut reason, &text),
            action @ (Action::Quit | Action::Suspend) => {
                self.reason = Some((choice, reason));
                return Next::Pass(action);
            }
            _ => {}
        }
        self.reason = Some((choice, reason));
        Next::Done
    }
}

/// What `case` is called.
fn name(shared: &Shared, case: &Case) -> Name {
    let (claim, document) =
        (&shared.catalogue.claims[case.difference.claim], &shared.catalogue.documents[case.difference.document]);
    (claim.id.clone(), document.id.clone(), case.difference.kind)
}

/// Where the place of `case` is read.
fn goal(case: &Case) -> Goal {
    let document = case.difference.document;
    match &case.ground {
        Some(ground) => Goal::Passage(document, ground.place.clone()),
        None => Goal::Text(document),
    }
}
