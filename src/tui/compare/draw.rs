//! What every outlet says of the claim.
//!
//! ```text
//! the claim, in full
//! how many documents, how many independent; what it contradicts
//! CBC News        UnHerd          CodePink           one column an outlet that speaks
//! ● affirms       ● affirms       ◐ questions
//! ─────────       ─────────       ─────────
//! “…”             “…”             “…”                cards
//! – silent: …     · unchecked: …
//! ```
//!
//! Where columns do not fit, the outlets stand one below the other under a line of tabs.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{Compare, Pane, against, arrange, glance, list};
use crate::{
    catalogue::OutletId,
    compare::{
        coverage::{Cell, Coverage},
        standing::Standing,
    },
    text::wrap::{cut, width},
    tui::{
        kit::{
            card::{Card, Head, Look, by_outlet},
            heads,
            layout::{self, MEASURE, cells},
            parts,
        },
        shared::Shared,
    },
};

/// Draws both panes, or the one there is room for.
pub fn draw(shared: &Shared, compare: &Compare, buffer: &mut Buffer) {
    let panes = arrange::panes(shared, compare.pane);
    list::draw(shared, compare, panes.claims, buffer);
    glance::draw(shared, compare, panes.glance, buffer);
    draw_excerpts(shared, compare, panes.excerpts, buffer);
}

fn draw_excerpts(shared: &Shared, compare: &Compare, area: Rect, buffer: &mut Buffer) {
    let (Some(id), Some(coverage)) = (shared.claim, shared.coverage()) else { return };
    if area.is_empty() {
        return;
    }
    let claim = &shared.catalogue.claims[id];
    let event = &shared.catalogue.events[claim.event].title;
    let right = Line::from(Span::styled(format!(" {} ", coverage.count()), shared.theme.quiet()));
    let inside = parts::pane(shared.theme, area, event, right, compare.pane == Pane::Excerpts, buffer);
    let arranged = arrange::arrange(shared, claim, &coverage, inside);
    for (line, y) in arranged.head.iter().zip(arranged.head_area.y..) {
        parts::put(buffer, arranged.head_area.x, y, line, arranged.head_area.width);
    }
    if coverage.documents == 0 {
        nobody(shared, arranged.cards, buffer);
    } else if arrange::stacked(shared) {
        stack(shared, compare, &coverage, arranged.cards, buffer);
    } else {
        columns(shared, compare, &coverage, arranged.cards, buffer);
    }
    for (line, y) in arranged.silence.iter().zip(arranged.silence_area.y..arranged.silence_area.bottom()) {
        parts::put(buffer, arranged.silence_area.x, y, line, arranged.silence_area.width);
    }
}

/// One column an outlet.
fn columns(shared: &Shared, compare: &Compare, coverage: &Coverage, area: Rect, buffer: &mut Buffer) {
    let theme = shared.theme;
    let speaking: Vec<&Cell> = coverage.speaking().collect();
    let base = compare.base_of(coverage);
    let columns = arrange::columns(shared, area, &speaking);
    let shown = &speaking[columns.first..columns.first + columns.areas.len()];
    let provenances: Vec<String> = shown.iter().map(|cell| shared.heads.provenance(cell)).collect();
    let told = provenances.iter().any(|provenance| !provenance.is_empty());
    for ((cell, column), provenance) in shown.iter().zip(&columns.areas).zip(provenances) {
        let current = compare.pane == Pane::Excerpts && Some(cell.outlet) == shared.outlet;
        let mut standing = standing_line(shared, cell.standing);
        if base.is_some_and(|base| base.outlet == cell.outlet) {
            standing.push_span(Span::styled("  base", theme.accent()));
        }
        let mut head = vec![outlet_name(shared, cell.outlet, current, column.width), standing];
        if told {
            let provenance = cut(&provenance, usize::from(column.width)).into_owned();
            head.push(Line::from(Span::styled(provenance, theme.quiet())));
        }
        let rule = if current { "━" } else { "─" };
        let style = if current { theme.edge() } else { theme.line() };
        head.push(Line::from(Span::styled(rule.repeat(usize::from(column.width)), style)));
        for (line, y) in head.iter().zip(column.y..column.bottom()) {
            parts::put(buffer, column.x, y, line, column.width);
        }
        let top = cells(head.len()).min(column.height);
        let below = Rect { y: column.y + top, height: column.height - top, ..*column };
        let look = Look { stance: cell.standing == Standing::Mixed, ..Look::default() };
        let bases = against(base, cell.outlet);
        let card = |at: usize| Card { id: cell.excerpts[at], look, head: Head::Nothing, bases };
        shared.cards().column((cell.excerpts.len(), card), if current { shared.nth } else { 0 }, current, below, buffer);
    }
    hidden_columns(shared, columns.first, speaking.len() - columns.first - shown.len(), area, buffer);
}

/// Says how many columns lie to either side.
fn hidden_columns(shared: &Shared, left: usize, right: usize, area: Rect, buffer: &mut Buffer) {
    let mut sides = Vec::new();
    if left > 0 {
        sides.push(format!("◂ {left} more"));
    }
    if right > 0 {
        sides.push(format!("{right} more ▸"));
    }
    if sides.is_empty() || area.y == 0 {
        return;
    }
    let text = sides.join("  ");
    let x = area.right().saturating_sub(cells(width(&text)));
    parts::put(buffer, x, area.y - 1, &Span::styled(text, shared.theme.accent()).into(), area.width);
}

/// All outlets one below the other, under a line of tabs.
fn stack(shared: &Shared, compare: &Compare, coverage: &Coverage, area: Rect, buffer: &mut Buffer) {
    let mut cards = by_outlet(coverage);
    let base = compare.base_of(coverage);
    for card in &mut cards {
        let excerpt = &shared.catalogue.excerpts[card.id];
        card.bases = against(base, shared.catalogue.outlet_of(excerpt));
    }
    let current = shared.excerpt();
    let selected = cards.iter().position(|card| Some(card.id) == current).unwrap_or(0);
    let focused = compare.pane == Pane::Excerpts;
    let tabs = tabs(shared, coverage, focused, area.width);
    let height = u16::from(area.height > 4) * 2;
    if height > 0 {
        parts::put(buffer, area.x, area.y, &tabs, area.width);
    }
    let below = Rect { y: area.y + height, height: area.height - height, ..area };
    let below = Rect { width: below.width.min(MEASURE), ..below };
    shared.cards().column((cards.len(), |at| cards[at]), if focused { selected } else { 0 }, focused, below, buffer);
}

/// Every outlet's sign and letter; the current one by name. Where they do not fit, those around the current one.
fn tabs(shared: &Shared, coverage: &Coverage, focused: bool, columns: u16) -> Line<'static> {
    let (catalogue, theme) = (&*shared.catalogue, shared.theme);
    let tab = |cell: &Cell| {
        let current = focused && Some(cell.outlet) == shared.outlet;
        let name = if current {
            cut(&catalogue.outlets[cell.outlet].name, usize::from(columns / 2)).into_owned()
        } else {
            shared.heads[cell.outlet].letter.to_string()
        };
        let style = if current { theme.strong().add_modifier(Modifier::REVERSED) } else { Style::new() };
        let differs = if cell.differs { heads::DIFFERS } else { " " };
        let sign = Span::styled(format!("{}{differs}", cell.standing.sign()), theme.standing(cell.standing));
        Line::from(vec![sign, Span::styled(name, style), Span::raw("   ")])
    };
    let tabs: Vec<Line<'static>> = coverage.cells.iter().map(tab).collect();
    let widths: Vec<u16> = tabs.iter().map(|tab| cells(tab.width())).collect();
    let arrow = |there: bool, sign: &'static str| there.then(|| Span::styled(sign, theme.accent()));
    // The gap after the last one may be cut.
    let mut shown = layout::fitting(&widths, 0, columns + 3);
    if shown.len() < tabs.len() {
        let current = shared.outlet.filter(|_| focused).map_or(0, OutletId::index);
        shown = layout::fitting(&widths, current, columns.saturating_sub(3));
    }
    let mut spans = Vec::from_iter(arrow(shown.start > 0, "◂ "));
    spans.extend(tabs[shown.clone()].iter().flat_map(|tab| tab.spans.clone()));
    spans.extend(arrow(shown.end < tabs.len(), "▸"));
    Line::from(spans)
}

fn outlet_name(shared: &Shared, outlet: OutletId, current: bool, columns: u16) -> Line<'static> {
    let name = cut(&shared.catalogue.outlets[outlet].name, usize::from(columns)).into_owned();
    if current {
        Line::from(Span::styled(name, shared.theme.current().add_modifier(Modifier::BOLD)))
    } else {
        Line::from(Span::styled(name, shared.theme.strong()))
    }
}

fn standing_line(shared: &Shared, standing: Standing) -> Line<'static> {
    Line::from(parts::signed(shared.theme, standing).to_vec())
}

fn nobody(shared: &Shared, area: Rect, buffer: &mut Buffer) {
    if area.height > 0 {
        let text = cut("No outlet has an excerpt under this claim yet.", usize::from(area.width)).into_owned();
        parts::put(buffer, area.x, area.y, &Span::styled(text, shared.theme.quiet()).into(), area.width);
    }
}
