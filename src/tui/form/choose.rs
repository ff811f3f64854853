//! A claim is chosen, for an excerpt to go to, for another claim to be merged into, or as one that cannot be true together with it.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::Line,
    widgets::{Clear, Widget},
};
use tui_input::InputRequest;

use super::{
    pick::{self, Listed, Pick},
    record::Outcome,
};
use crate::{
    catalogue::{
        Claim, ExcerptId,
        edit::{self, NewClaim, claim_of},
    },
    tui::{
        action::Action,
        kit::{field, layout, parts},
        shared::Shared,
    },
};

/// What the claim is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Excerpts go there.
    Move(Vec<edit::Row>),
    /// The claim of this id becomes one with it.
    Merge(String),
    /// The claim of this id cannot be true together with it, or can again.
    Contradict(String),
}

/// The list, while it is open.
#[derive(Debug, Clone)]
pub struct Choose {
    purpose: Purpose,
    pick: Pick,
}

impl Choose {
    /// An open list; the claims of `last` come first.
    pub fn new(shared: &Shared, last: &[String], purpose: Purpose) -> Self {
        let mut choose = Self { purpose, pick: Pick::default() };
        choose.refresh(shared, last);
        choose
    }

    /// Does what was meant.
    pub fn update(&mut self, shared: &mut Shared, last: &[String], action: Action) -> Outcome {
        match action {
            Action::Back => return Outcome::Closes,
            Action::Up => self.pick.step(-1),
            Action::Down => self.pick.step(1),
            Action::NextField => self.pick.turn(1),
            Action::PreviousField => self.pick.turn(-1),
            Action::Open => return self.confirm(shared),
            Action::Type(request) => {
                if let InputRequest::InsertChar(c) = request
                    && let Some(at) = self.pick.row_of(c)
                {
                    self.pick.cursor = at;
                    return self.confirm(shared);
                }
                if self.pick.field.handle(request).is_some_and(|changed| changed.value) {
                    self.refresh(shared, last);
                }
            }
            Action::Paste(text) => {
                field::paste(&mut self.pick.field, &text);
                self.refresh(shared, last);
            }
            other => return Outcome::Passes(other),
        }
        Outcome::Stays
    }

    fn refresh(&mut self, shared: &Shared, last: &[String]) {
        let catalogue = &shared.catalogue;
        let own = match &self.purpose {
            Purpose::Merge(claim) | Purpose::Contradict(claim) => claim.as_str(),
            Purpose::Move(rows) => match rows.first() {
                Some(edit::Row::Excerpt { claim, .. }) => claim.as_str(),
                _ => "",
            },
        };
        let words = claim_of(catalogue, own).map(|id| catalogue.claims[id].title.clone()).unwrap_or_default();
        let mut rows = pick::claims(catalogue, last, &words, self.pick.field.value());
        let may_be_new = matches!(self.purpose, Purpose::Move(_));
        rows.retain(|row| match row {
            Listed::There { id, .. } => id != own,
            _ => may_be_new,
        });
        self.pick.cursor = self.pick.cursor.min(rows.len().saturating_sub(1));
        self.pick.rows = rows;
    }

    fn confirm(&self, shared: &mut Shared) -> Outcome {
        let catalogue = &shared.catalogue;
        let title = |id: &str| claim_of(catalogue, id).map(|id| catalogue.claims[id].title.clone()).unwrap_or_default();
        let chosen = self.pick.rows.get(self.pick.cursor);
        let those = |rows: &[edit::Row]| rows.iter().map(|row| row.excerpt(catalogue)).collect::<Option<Vec<ExcerptId>>>();
        let moved = |count: usize| if count == 1 { "moved".to_owned() } else { format!("{count} excerpts moved") };
        let (rounds, told) = match (&self.purpose, chosen) {
            (Purpose::Move(rows), Some(Listed::There { id, name, .. })) => {
                let Some(excerpts) = those(rows) else { return Outcome::Closes };
                (edit::relocate(catalogue, &excerpts, id), format!("{} to “{name}”", moved(rows.len())))
            }
            (Purpose::Move(rows), Some(Listed::New(title))) => {
                let Some(excerpts) = those(rows) else { return Outcome::Closes };
                let new = NewClaim { title: title.clone(), ..NewClaim::default() };
                (edit::split(catalogue, &excerpts, &new), format!("{} to a new claim “{title}”", moved(rows.len())))
            }
            (Purpose::Merge(from), Some(Listed::There { id, name, .. })) => {
                let (Some(one), Some(other)) = (claim_of(catalogue, from), claim_of(catalogue, id)) else {
                    return Outcome::Closes;
                };
                let (rounds, told) = (edit::merge(catalogue, one, other), format!("“{}” is part of “{name}” now", title(from)));
                let goes = what_goes(&catalogue.claims[one]);
                if goes.is_empty() {
                    (rounds, told)
                } else {
                    let question = format!("make it part of “{name}”? its {goes} will be gone");
                    return Outcome::Asks(question, rounds, told);
                }
            }
            (Purpose::Contradict(one), Some(Listed::There { id, name, .. })) => {
                let (Some(one), Some(other)) = (claim_of(catalogue, one), claim_of(catalogue, id)) else {
                    return Outcome::Closes;
                };
                let told = if catalogue.claims[one].contradicts.contains(&other) {
                    format!("can be true together with “{name}” again")
                } else {
                    format!("cannot be true together with “{name}”")
                };
                (edit::toggle_contradiction(catalogue, one, other), told)
            }
            _ => {
                shared.message = Some("no claim has that".to_owned());
                return Outcome::Stays;
            }
        };
        Outcome::Writes(rounds, told)
    }

    /// Draws the list into the lower part of `body`.
    pub fn draw(&self, shared: &Shared, body: Rect, buffer: &mut Buffer) {
        let theme = shared.theme;
        let height = (layout::cells(self.pick.rows.len()) + 3).clamp(6, 14).min(body.height);
        let area = Rect { y: body.bottom() - height, height, ..body };
        Clear.render(area, buffer);
        let title = match &self.purpose {
            Purpose::Move(rows) if rows.len() > 1 => format!("Move {} excerpts to the claim", rows.len()),
            Purpose::Move(_) => "Move the excerpt to the claim".to_owned(),
            Purpose::Merge(_) => "Make the claim part of".to_owned(),
            Purpose::Contradict(_) => "Cannot be true together with".to_owned(),
        };
        let inside = parts::pane(theme, area, &title, Line::default(), true, buffer);
        let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
        field::draw(
            theme,
            &self.pick.field,
            "a digit, or a few letters of a title",
            Rect { height: 1.min(inside.height), ..inside },
            buffer,
        );
        let rows = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        self.pick.draw(theme, "claim", rows, buffer);
    }
}

/// What a claim has that another one cannot take over: "text and note".
fn what_goes(claim: &Claim) -> String {
    let has = [(claim.text.is_some(), "text"), (!claim.topics.is_empty(), "topics"), (claim.note.is_some(), "note")];
    has.iter().filter(|(has, _)| *has).map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}
