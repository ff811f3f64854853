//! What a field of the form lets one choose from: a list that typing makes shorter.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use tui_input::Input;

use crate::{
    catalogue::{Catalogue, SpeakerId},
    compare::likely::likely_claims,
    find::shortlist::shortlist,
    text::wrap::{cut, width},
    tui::kit::{layout, parts, theme::Theme},
};

/// Rows that are listed at the most: nobody reads further, one types another letter.
const ROWS: usize = 50;
/// Rows that a digit chooses.
const DIGITS: usize = 9;
/// Claims that are listed first for what they share with the words.
const LIKELY: usize = 5;

/// The list, and the line that is typed into.
#[derive(Debug, Clone, Default)]
pub(in crate::tui) struct Pick {
    pub(in crate::tui) field: Input,
    pub(in crate::tui) rows: Vec<Listed>,
    pub(in crate::tui) cursor: usize,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Listed {
    /// What is in the catalogue, with what says why it stands here.
    There { id: String, name: String, why: &'static str },
    /// What would be made, of what was typed.
    New(String),
    /// No speaker.
    Nobody,
}

impl Pick {
    /// Puts the cursor on the row of this id, if it is listed.
    pub(super) fn go_to(&mut self, wanted: &str) {
        let at = self.rows.iter().position(|row| matches!(row, Listed::There { id, .. } if id == wanted));
        self.cursor = at.unwrap_or(self.cursor);
    }

    /// Likewise, from the last row to the first.
    pub(super) fn turn(&mut self, by: isize) {
        let rows = self.rows.len().max(1);
        self.cursor = (self.cursor + rows).saturating_add_signed(by) % rows;
    }

    pub(super) fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.rows.len().saturating_sub(1));
    }
}

impl Pick {
    /// The row that `digit` chooses: the first is 1, while nothing is typed.
    pub(super) fn row_of(&self, digit: char) -> Option<usize> {
        let at = digit.to_digit(10)?.checked_sub(1)? as usize;
        (self.field.value().is_empty() && at < self.rows.len()).then_some(at)
    }

    /// Draws the rows around the cursor, with the digits that choose them; `what` a new one would be.
    pub(super) fn draw(&self, theme: Theme, what: &str, area: Rect, buffer: &mut Buffer) {
        let digits = if self.field.value().is_empty() { DIGITS } else { 0 };
        let height = usize::from(area.height);
        let top = layout::scroll(0, self.cursor, self.rows.len(), height);
        for ((at, row), y) in self.rows.iter().enumerate().skip(top).take(height).zip(area.y..) {
            let is_current = at == self.cursor;
            let (name, why) = match row {
                Listed::There { name, why, .. } => (name.clone(), *why),
                Listed::New(name) => (format!("new {what}: “{name}”"), ""),
                Listed::Nobody => ("nobody: the outlet's own words".to_owned(), ""),
            };
            parts::marker(is_current, theme, area.x, y, buffer);
            let room = area.width.saturating_sub(2);
            let number = if at < digits { format!("{} ", at + 1) } else { "  ".to_owned() };
            let name = cut(&name, usize::from(room).saturating_sub(4 + width(why))).into_owned();
            let line = Line::from(vec![
                Span::styled(number, theme.accent()),
                Span::styled(name, if is_current { theme.strong() } else { Style::new() }),
                Span::styled(format!("  {why}"), theme.quiet()),
            ]);
            parts::put(buffer, area.x + 2, y, &line, room);
        }
    }
}

/// Claims, a new one last where one may be made: those of `last` and those that share rare words with `quote` first, while nothing is typed.
pub(super) fn claims(catalogue: &Catalogue, last: &[String], quote: &str, typed: &str) -> Vec<Listed> {
    let row = |at: usize, why| {
        let claim = &catalogue.claims.as_slice()[at];
        Listed::There { id: claim.id.to_string(), name: claim.title.clone(), why }
    };
    let titles = || catalogue.claims.iter().map(|claim| (claim.title.as_str(), claim.text.as_deref().unwrap_or_default()));
    if !typed.trim().is_empty() {
        let found = shortlist(typed, titles()).into_iter().take(ROWS).map(|at| row(at, ""));
        // A reader makes no claims.
        let new = catalogue.reader.is_none().then(|| Listed::New(typed.trim().to_owned()));
        return found.chain(new).collect();
    }
    let place = |id: &String| catalogue.claims.iter().position(|claim| *claim.id == **id);
    let last: Vec<usize> = last.iter().filter_map(place).collect();
    let likely: Vec<usize> = likely_claims(catalogue, quote, LIKELY)
        .into_iter()
        .map(crate::catalogue::Id::index)
        .filter(|at| !last.contains(at))
        .collect();
    let rest = (0..catalogue.claims.len()).filter(|at| !last.contains(at) && !likely.contains(at));
    let first = last.iter().map(|&at| row(at, "last")).chain(likely.iter().map(|&at| row(at, "shares words")));
    first.chain(rest.map(|at| row(at, ""))).take(ROWS).collect()
}

/// Events.
pub(super) fn events(catalogue: &Catalogue, typed: &str) -> Vec<Listed> {
    let rows: Vec<(&str, &str)> = catalogue.events.iter().map(|event| (&*event.id, event.title.as_str())).collect();
    listed(&rows, typed)
}

/// Codes of the codebook.
pub(super) fn frames(catalogue: &Catalogue, typed: &str) -> Vec<Listed> {
    let rows: Vec<(&str, &str)> = catalogue.frames.iter().map(|frame| (&*frame.id, frame.name.as_str())).collect();
    listed(&rows, typed)
}

fn listed(rows: &[(&str, &str)], typed: &str) -> Vec<Listed> {
    let row = |at: usize| Listed::There { id: rows[at].0.to_owned(), name: rows[at].1.to_owned(), why: "" };
    shortlist(typed, rows.iter().map(|&(_, name)| (name, ""))).into_iter().take(ROWS).map(row).collect()
}

/// Speakers: those who are named nearby first; nobody first of all where nobody is needed.
pub(super) fn speakers(catalogue: &Catalogue, near: &[SpeakerId], typed: &str, none_needed: bool) -> Vec<Listed> {
    let row = |id: SpeakerId, why| {
        let speaker = &catalogue.speakers[id];
        Listed::There { id: speaker.id.to_string(), name: speaker.name.clone(), why }
    };
    if !typed.trim().is_empty() {
        let titles =
            catalogue.speakers.iter().map(|speaker| (speaker.name.as_str(), speaker.role.as_deref().unwrap_or_default()));
        let found = shortlist(typed, titles).into_iter().take(ROWS).map(|at| row(SpeakerId::new(at), ""));
        return found.chain([Listed::New(typed.trim().to_owned())]).collect();
    }
    // Where nobody is near, nobody is chosen by pressing Enter twice.
    let nobody = (none_needed || near.is_empty()).then_some(Listed::Nobody);
    let rest = catalogue.speakers.ids().filter(|id| !near.contains(id)).map(|id| row(id, ""));
    nobody.into_iter().chain(near.iter().map(|&id| row(id, "named nearby"))).chain(rest).take(ROWS).collect()
}
