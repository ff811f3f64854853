//! What lies behind the number under the cursor of a table: a pane that says what is counted, and the excerpts as cards.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    card::{Card, Cards, Head, Look},
    layout::MEASURE,
    parts,
    theme::Theme,
};
use crate::{catalogue::ExcerptId, compare::passages::Tally, text::wrap::cut};

/// "3 passages", or "3 passages in 5 excerpts" where some are quoted twice.
pub fn counted(tally: Option<&Tally>) -> String {
    let (passages, excerpts) = tally.map_or((0, 0), |tally| (tally.passages, tally.excerpts.len()));
    let count = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    if passages == excerpts {
        count(passages, "passage")
    } else {
        format!("{} in {}", count(passages, "passage"), count(excerpts, "excerpt"))
    }
}

/// Draws the pane and returns its inside, a column from the border.
pub fn pane(theme: Theme, area: Rect, title: &str, counted: &str, buffer: &mut Buffer) -> Rect {
    let right = Line::from(Span::styled(format!(" {counted} "), theme.quiet()));
    let inside = parts::pane(theme, area, title, right, false, buffer);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}

/// Draws as many of the excerpts as there is room for, each under its claim.
pub fn excerpts(cards: &Cards<'_>, excerpts: &[ExcerptId], area: Rect, buffer: &mut Buffer) {
    let area = Rect { width: area.width.min(MEASURE), ..area };
    if excerpts.is_empty() {
        let text = cut("None of its excerpts.", usize::from(area.width)).into_owned();
        parts::put(buffer, area.x, area.y, &Span::styled(text, cards.theme.quiet()).into(), area.width);
    }
    let look = Look { stance: false, brief: true };
    let card = |at: usize| Card { id: excerpts[at], look, head: Head::Claim, bases: &[] };
    cards.column((excerpts.len(), card), 0, false, area, buffer);
}
