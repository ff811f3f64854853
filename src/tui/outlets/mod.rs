//! What each outlet does, and how far any two are apart, in three tables: outlets against signs, outlets against outlets, events against
//! outlets.
//!
//! All is counted beside the loop ([`crate::compare::outlets`]), once an edition of the catalogue. The outlet of the cursor is the current
//! one, which is that of all screens. `arrange` says where things stand, for drawing and for the mouse.

mod arrange;
mod behind;
pub mod draw;
mod told;

use std::sync::Arc;

use ratatui::layout::Position;

use super::{
    action::{Action, Effect, Goal, Next},
    answer::Question,
    shared::{
        Shared,
        counted::{Counted, Cursor},
    },
};
use crate::{
    catalogue::{ClaimId, EventId, Kind, OutletId},
    compare::{
        apart::Apart,
        narrowing::Narrowing,
        outlets::{EventShare, Outlets as Profiles, Profile},
        passages::Tally,
        standing::Standing,
    },
};

/// The table that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Section {
    /// Outlets against signs, and what they say themselves.
    #[default]
    Stands,
    /// Outlets against outlets.
    Apart,
    /// Events against outlets.
    Events,
}

/// A column of [`Section::Stands`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// The claims on which the outlet stands so.
    Claims(Standing),
    /// The passages in its own words.
    Own,
}

impl Stand {
    /// How many columns there are: the signs, then the own words.
    const COUNT: usize = Standing::ALL.len() + 1;

    /// The one at the place `at`.
    fn at(at: usize) -> Self {
        Standing::ALL.get(at).map_or(Self::Own, |&standing| Self::Claims(standing))
    }
}

/// The state of the screen: the lines of the cursors are there, and those in sight.
#[derive(Debug, Default)]
pub struct Outlets {
    /// What the tables show.
    pub counted: Counted<Profiles>,
    section: Section,
    /// The column of [`Section::Stands`]: a place as [`Stand::at`] takes it.
    column: usize,
    /// The column of [`Section::Apart`].
    other: usize,
    /// The line of the current outlet in both of these.
    outlet: Cursor,
    event: Cursor,
}

/// What stands at a position.
enum Target {
    Stand(OutletId, Option<usize>),
    Apart(OutletId, Option<OutletId>),
    Event(usize, Option<OutletId>),
}

impl Outlets {
    /// Does the screen's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        if let Some(by) = action.stride(usize::from(arrange::rows(shared, self.section).height)) {
            match self.section {
                Section::Stands | Section::Apart => shared.step_outlet(by),
                Section::Events => self.event.step(by),
            }
            return Next::Done;
        }
        match action {
            Action::Left => self.step_column(shared, -1),
            Action::Right => self.step_column(shared, 1),
            Action::NextPane => {
                self.section = match self.section {
                    Section::Stands => Section::Apart,
                    Section::Apart => Section::Events,
                    Section::Events => Section::Stands,
                }
            }
            Action::Open => return self.open(shared),
            Action::Pair => match self.pair(shared) {
                Some(pair) => return Next::Go(Goal::Claims(Narrowing::Either(pair))),
                None => return Next::Pass(Action::Pair),
            },
            Action::Copy => {
                let excerpts = self.tally(shared).map_or_else(Vec::new, |tally| tally.excerpts.clone());
                return shared.copy(&excerpts);
            }
            Action::Edit => {
                let place = match self.section {
                    Section::Stands | Section::Apart => shared.outlet.map(|outlet| shared.catalogue.outlets[outlet].place),
                    Section::Events => self.event(shared).map(|event| shared.catalogue.events[event].place),
                };
                return place.map_or(Next::Done, |place| Next::Outside(Effect::Edit(place)));
            }
            Action::Click(position) => self.click(shared, position),
            Action::Wheel(position, down) => {
                let by = if down { 1 } else { -1 };
                match arrange::target(shared, self, position) {
                    Some(Target::Stand(..) | Target::Apart(..)) => shared.step_outlet(by),
                    Some(Target::Event(..)) => self.event.step(by),
                    None => {}
                }
            }
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Whether `action` would do something now; `None` where that is no matter of this screen.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        match action {
            Action::Open => Some(match (self.claims(shared), self.apart(shared)) {
                (Some(claims), _) => !claims.is_empty(),
                (None, Some(apart)) => !apart.disagreed.is_empty(),
                (None, None) => self.tally(shared).is_some_and(|tally| tally.passages > 0),
            }),
            Action::Copy => Some(self.tally(shared).is_some_and(|tally| tally.passages > 0)),
            Action::Edit => Some(match self.section {
                Section::Stands | Section::Apart => shared.outlet.is_some(),
                Section::Events => self.event(shared).is_some(),
            }),
            Action::NextPane | Action::Zoom => Some(true),
            _ => None,
        }
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        self.counted.is_to_be_asked().then(|| Question::Profile(Arc::clone(&shared.catalogue)))
    }

    /// Restores the invariants.
    pub fn settle(&mut self, shared: &Shared) {
        let outlets = shared.catalogue.outlets.len();
        self.other = self.other.min(outlets.saturating_sub(1));
        self.column = self.column.min(Stand::COUNT - 1);
        let section = if self.section == Section::Events { Section::Stands } else { self.section };
        self.outlet.line = shared.outlet.map_or(0, OutletId::index);
        self.outlet.settle(outlets, arrange::rows(shared, section).height);
        self.event.settle(shared.catalogue.events.len(), arrange::rows(shared, Section::Events).height);
    }

    /// Goes `by` columns further; from the last sign to the outlets beside it, and back.
    fn step_column(&mut self, shared: &mut Shared, by: isize) {
        let outlets = shared.catalogue.outlets.len();
        match self.section {
            Section::Stands if by > 0 && self.column + 1 >= Stand::COUNT => {
                (self.section, self.other) = (Section::Apart, 0);
            }
            Section::Stands => self.column = self.column.saturating_add_signed(by),
            Section::Apart if by < 0 && self.other == 0 => {
                (self.section, self.column) = (Section::Stands, Stand::COUNT - 1);
            }
            Section::Apart => self.other = self.other.saturating_add_signed(by).min(outlets.saturating_sub(1)),
            Section::Events => shared.step_outlet(by),
        }
    }

    /// Opens what the number under the cursor counts.
    fn open(&self, shared: &mut Shared) -> Next {
        let Some(outlet) = shared.outlet else { return Next::Done };
        if let (Some(claims), Stand::Claims(standing)) = (self.claims(shared), self.stand()) {
            if claims.is_empty() {
                shared.message = Some(format!("no claim: {} {}", shared.outlet_name(), standing.verb()));
                return Next::Done;
            }
            return Next::Go(Goal::Claims(Narrowing::Standing(outlet, standing)));
        }
        if self.section == Section::Apart {
            return match self.apart(shared) {
                Some(apart) if !apart.disagreed.is_empty() => Next::Go(Goal::Claims(Narrowing::Apart(apart.outlets))),
                _ => {
                    shared.message = Some("they disagree on no claim".to_owned());
                    Next::Done
                }
            };
        }
        let excerpts = self.tally(shared).map_or_else(Vec::new, |tally| tally.excerpts.clone());
        let what = match self.event(shared) {
            Some(event) => format!("{} in {}", shared.catalogue.events[event].title, shared.outlet_name()),
            None => format!("{} in its own voice", shared.outlet_name()),
        };
        shared.walk_counted(what, excerpts, 0)
    }

    fn click(&mut self, shared: &mut Shared, position: Position) {
        match arrange::target(shared, self, position) {
            Some(Target::Stand(outlet, column)) => {
                self.section = Section::Stands;
                self.column = column.unwrap_or(self.column);
                shared.choose_outlet(outlet);
            }
            Some(Target::Apart(outlet, other)) => {
                self.section = Section::Apart;
                self.other = other.map_or(self.other, OutletId::index);
                shared.choose_outlet(outlet);
            }
            Some(Target::Event(event, outlet)) => {
                self.section = Section::Events;
                self.event.line = event;
                if let Some(outlet) = outlet {
                    shared.choose_outlet(outlet);
                }
            }
            None => {}
        }
    }

    /// The column of the cursor among the signs.
    fn stand(&self) -> Stand {
        Stand::at(self.column)
    }

    /// The event of the cursor, where events have the keys.
    fn event(&self, shared: &Shared) -> Option<EventId> {
        let event = EventId::new(self.event.line);
        (self.section == Section::Events && shared.catalogue.events.get(event).is_some()).then_some(event)
    }

    /// Of which kind the lines are that have the keys, and the id of the one under the cursor.
    pub fn row<'c>(&self, shared: &'c Shared) -> (Kind, Option<&'c str>) {
        let catalogue = &shared.catalogue;
        match self.section {
            Section::Stands | Section::Apart => (Kind::Outlet, shared.outlet.map(|outlet| &*catalogue.outlets[outlet].id)),
            Section::Events => (Kind::Event, self.event(shared).map(|event| &*catalogue.events[event].id)),
        }
    }

    /// The current outlet's row.
    fn profile(&self, shared: &Shared) -> Option<&Profile> {
        self.counted.get()?.profiles.get(shared.outlet?.index())
    }

    /// The claims behind the number under the cursor, where that counts claims by sign.
    fn claims(&self, shared: &Shared) -> Option<&[ClaimId]> {
        match (self.section, self.stand()) {
            (Section::Stands, Stand::Claims(standing)) => self.profile(shared)?.claims.get(standing.place()).map(Vec::as_slice),
            _ => None,
        }
    }

    /// The two outlets under the cursor, in their order.
    fn pair(&self, shared: &Shared) -> Option<[OutletId; 2]> {
        let (one, other) = (shared.outlet?, OutletId::new(self.other));
        (self.section == Section::Apart && one != other).then(|| [one.min(other), one.max(other)])
    }

    /// How far they are apart.
    fn apart(&self, shared: &Shared) -> Option<&Apart> {
        let [one, other] = self.pair(shared)?;
        self.counted.get()?.between(one, other)
    }

    /// The passages behind the number under the cursor, where that counts such.
    fn tally(&self, shared: &Shared) -> Option<&Tally> {
        let profile = self.profile(shared)?;
        match (self.section, self.stand()) {
            (Section::Stands, Stand::Own) => Some(&profile.own),
            (Section::Events, _) => match profile.events.get(self.event.line)? {
                EventShare::Said(tally) => Some(tally),
                EventShare::TooEarly => None,
            },
            _ => None,
        }
    }
}
