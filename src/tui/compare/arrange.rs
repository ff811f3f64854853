//! Where things stand in Compare, for drawing and for the mouse.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};

use super::{Pane, glance};
use crate::{
    catalogue::{Claim, OutletId},
    compare::coverage::{Cell, Coverage},
    text::wrap::cut,
    tui::{
        kit::{
            layout::{self, MEASURE, MEDIUM, WIDE, cells},
            parts,
        },
        shared::Shared,
    },
};

/// Columns that a title may take before the list gives room to the excerpts: the length that curators are asked to keep to.
const TITLE: u16 = 42;
/// Columns below which an outlet's excerpts cannot be read: three or four words a line.
const NARROWEST_COLUMN: u16 = 18;
/// Columns above which lines grow too long to read beside others.
const WIDEST_COLUMN: u16 = 48;
/// Columns of a pane in which three outlets stand side by side.
const THREE_OUTLETS: u16 = 3 * NARROWEST_COLUMN + 2 * GUTTER + 4;
/// Between two columns of excerpts.
const GUTTER: u16 = 2;

/// The panes; those are empty for which there is no room.
pub(super) struct Panes {
    /// The claims: left, or above.
    pub(super) claims: Rect,
    /// Below them, the current one at a glance.
    pub(super) glance: Rect,
    /// The excerpts: right, or alone.
    pub(super) excerpts: Rect,
}

/// Splits the screen: side by side, or where outlets stand one below the other the list over the glance, and the excerpts alone.
pub(super) fn panes(shared: &Shared, focused: Pane) -> Panes {
    let body = shared.body();
    let none = Rect { width: 0, height: 0, ..body };
    match focused {
        Pane::Excerpts if shared.zoomed || stacked(shared) => return Panes { claims: none, glance: none, excerpts: body },
        Pane::Claims if shared.zoomed => {
            // The signs stand beside the titles, however wide the screen is.
            let wished = MEASURE + parts::strip_width(shared.outlets().len(), u16::MAX) + 4;
            return Panes { claims: Rect { width: wished.min(body.width), ..body }, glance: none, excerpts: none };
        }
        Pane::Claims if stacked(shared) => {
            let below = glance::height(shared, body);
            let claims = Rect { height: body.height - below, ..body };
            return Panes { claims, glance: Rect { y: claims.bottom(), height: below, ..body }, excerpts: none };
        }
        Pane::Claims | Pane::Excerpts => {}
    }
    // Border, marker, title, gap, strip, border.
    let wished = TITLE + parts::strip_width(shared.outlets().len(), u16::MAX) + 6;
    // Side by side, three outlets must find room; what the list needs beyond that would cut titles.
    let left = wished.min(body.width - THREE_OUTLETS);
    let excerpts = Rect { x: body.x + left, width: body.width - left, ..body };
    Panes { claims: Rect { width: left, ..body }, glance: none, excerpts }
}

/// Where the list of claims stands in its pane: where every column counts the pane has no sides.
pub(super) fn list_area(shared: &Shared, pane: Rect) -> Rect {
    if stacked(shared) {
        let head = 1.min(pane.height);
        Rect { y: pane.y + head, height: pane.height - head, ..pane }
    } else {
        layout::inner(pane)
    }
}

/// How many lines of the list are in sight.
pub(super) fn list_height(shared: &Shared, focused: Pane) -> usize {
    usize::from(list_area(shared, panes(shared, focused).claims).height)
}

/// Whether the outlets stand one below the other.
pub(super) fn stacked(shared: &Shared) -> bool {
    shared.size.width < WIDE
}

/// The inside of the pane of excerpts, shared out from top and bottom; the cards have what is left.
pub(super) struct Arranged {
    pub(super) head: Vec<Line<'static>>,
    pub(super) head_area: Rect,
    pub(super) cards: Rect,
    pub(super) silence: Vec<Line<'static>>,
    pub(super) silence_area: Rect,
}

pub(super) fn arrange(shared: &Shared, claim: &Claim, coverage: &Coverage, inside: Rect) -> Arranged {
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let mut head = head(shared, claim, inside);
    let silence = parts::silence(&shared.catalogue, shared.theme, coverage, inside.width);
    let silence_height = if inside.height < 8 { 0 } else { cells(silence.len()).min(inside.height / 4) };
    let blank = u16::from(inside.height > 12);
    // The words matter more than what stands over them: there is always room for a line of them under name, stance and rule.
    let head_room = inside.height.saturating_sub(silence_height + blank + 5);
    head.truncate(usize::from(head_room.min(inside.height * 2 / 5)));
    let head_height = cells(head.len());
    let top = head_height + blank;
    let cards =
        Rect { y: inside.y + top.min(inside.height), height: inside.height.saturating_sub(top + silence_height), ..inside };
    Arranged {
        head,
        head_area: Rect { height: head_height, ..inside },
        cards,
        silence,
        silence_area: Rect { y: cards.bottom(), height: silence_height, ..inside },
    }
}

/// The claim itself, most important first: what does not fit is left out from the end.
fn head(shared: &Shared, claim: &Claim, inside: Rect) -> Vec<Line<'static>> {
    let columns = usize::from(inside.width.min(MEASURE));
    let mut lines = parts::wrapped(&claim.title, columns, shared.theme.strong(), &[]);
    if let Some(text) = claim.text.as_ref().filter(|text| **text != claim.title) {
        lines.extend(parts::wrapped(text, columns, Style::new(), &[]));
    }
    for &other in &claim.contradicts {
        let text = format!("cannot be true together with: {}", shared.catalogue.claims[other].title);
        lines.push(Line::from(Span::styled(cut(&text, columns).into_owned(), shared.theme.accent())));
    }
    if let Some(note) = &claim.note {
        lines.extend(parts::wrapped(note, columns, shared.theme.quiet(), &[]));
    }
    lines
}

/// The columns in sight.
pub(super) struct Columns {
    /// Which of the outlets is in the first one.
    pub(super) first: usize,
    /// One an outlet.
    pub(super) areas: Vec<Rect>,
}

/// Lays out as many of the outlets that speak side by side as can be read in `area`, the current one in sight.
pub(super) fn columns(shared: &Shared, area: Rect, speaking: &[&Cell]) -> Columns {
    if area.is_empty() || speaking.is_empty() {
        return Columns { first: 0, areas: Vec::new() };
    }
    let current = speaking.iter().position(|cell| Some(cell.outlet) >= shared.outlet).unwrap_or(speaking.len() - 1);
    let room = ((area.width + GUTTER) / (NARROWEST_COLUMN + GUTTER)).max(1);
    let count = if area.width < WIDE - MEDIUM { 1 } else { room.min(cells(speaking.len())) };
    let shown = usize::from(count);
    let first = current.saturating_sub(shown - 1).min(speaking.len() - shown);
    let width = ((area.width + GUTTER) / count).saturating_sub(GUTTER).min(WIDEST_COLUMN.max(area.width / count / 2));
    let areas = (0..count).map(|at| Rect { x: area.x + at * (width + GUTTER), width, ..area }).collect();
    Columns { first, areas }
}

/// The outlet whose excerpts stand at `position` in the pane.
pub(super) fn outlet_at(shared: &Shared, pane: Rect, position: Position) -> Option<OutletId> {
    let coverage = shared.coverage()?;
    let arranged = arrange(shared, &shared.catalogue.claims[shared.claim?], &coverage, layout::inner(pane));
    if !arranged.cards.contains(position) {
        return None;
    }
    if stacked(shared) {
        return shared.outlet;
    }
    let speaking: Vec<&Cell> = coverage.speaking().collect();
    let columns = columns(shared, arranged.cards, &speaking);
    let at = columns.areas.iter().position(|column| (column.left()..column.right()).contains(&position.x))?;
    speaking.get(columns.first + at).map(|cell| cell.outlet)
}
