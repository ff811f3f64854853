//! One claim and what every outlet says of it: the words side by side.
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
    layout::{Position, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::part::{self, Card};
use crate::{
    catalogue::{Claim, ExcerptId, OutletId},
    compare::coverage::{Cell, Coverage, Standing},
    text::wrap::{cut, width},
    tui::{action::Pane, app::App, layout},
};

/// Lines longer than this are hard to read.
const MEASURE: u16 = 80;

pub(super) fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    let (Some(id), Some(coverage)) = (app.claim, app.coverage()) else { return };
    if area.is_empty() {
        return;
    }
    let claim = &app.catalogue.claims[id];
    let event = &app.catalogue.events[claim.event].title;
    let right = Line::from(Span::styled(format!(" {} ", coverage.count()), app.theme.quiet()));
    let inside = part::pane(app.theme, area, event, right, app.pane == Pane::Excerpts, buffer);
    let arranged = arrange(app, claim, &coverage, inside);
    for (line, y) in arranged.head.iter().zip(arranged.head_area.y..) {
        part::put(buffer, arranged.head_area.x, y, line, arranged.head_area.width);
    }
    if app.stacked() {
        stack(app, &coverage, arranged.cards, buffer);
    } else {
        columns(app, &coverage, arranged.cards, buffer);
    }
    for (line, y) in arranged.silence.iter().zip(arranged.silence_area.y..arranged.silence_area.bottom()) {
        part::put(buffer, arranged.silence_area.x, y, line, arranged.silence_area.width);
    }
}

/// The comparison of the claim of `chosen`, one outlet below the other, from that excerpt on if there is no room for all.
pub(super) fn preview(app: &App, chosen: ExcerptId, area: Rect, buffer: &mut Buffer) {
    let claim = app.catalogue.excerpts[chosen].claim;
    let coverage = Coverage::of(&app.catalogue, claim);
    let right = Line::from(Span::styled(format!(" {} ", coverage.count()), app.theme.quiet()));
    let inside = part::pane(app.theme, area, &app.catalogue.claims[claim].title, right, false, buffer);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2).min(MEASURE), ..inside };
    let silence = silence(app, &coverage, inside.width);
    let height = if inside.height > 8 { silence.len() as u16 } else { 0 };
    let cards = stacked_cards(&coverage);
    let selected = cards.iter().position(|card| card.id == chosen).unwrap_or(0);
    deal(app, &cards, selected, true, Rect { height: inside.height - height, ..inside }, buffer);
    for (line, y) in silence.iter().zip(inside.bottom() - height..inside.bottom()) {
        part::put(buffer, inside.x, y, line, inside.width);
    }
}

/// The outlet whose excerpts stand at `position`.
pub(super) fn outlet_at(app: &App, area: Rect, position: Position) -> Option<OutletId> {
    let coverage = app.coverage()?;
    let arranged = arrange(app, &app.catalogue.claims[app.claim?], &coverage, layout::inner(area));
    if !arranged.cards.contains(position) {
        return None;
    }
    if app.stacked() {
        return Some(app.outlet);
    }
    let speaking: Vec<&Cell> = coverage.speaking().collect();
    let columns = layout::columns(arranged.cards, speaking.len(), current_column(app, &speaking));
    let at = columns.areas.iter().position(|column| (column.left()..column.right()).contains(&position.x))?;
    speaking.get(columns.first + at).map(|cell| cell.outlet)
}

/// The inside of the pane, shared out from top and bottom; the cards have what is left.
struct Arranged {
    head: Vec<Line<'static>>,
    head_area: Rect,
    cards: Rect,
    silence: Vec<Line<'static>>,
    silence_area: Rect,
}

fn arrange(app: &App, claim: &Claim, coverage: &Coverage, inside: Rect) -> Arranged {
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let mut head = head(app, claim, inside);
    let silence = silence(app, coverage, inside.width);
    let silence_height = if inside.height < 8 { 0 } else { (silence.len() as u16).min(inside.height / 4) };
    let blank = u16::from(inside.height > 12);
    // The words matter more than what stands over them: there is always room for a line of them under name, stance and rule.
    let head_room = inside.height.saturating_sub(silence_height + blank + 5);
    head.truncate(usize::from(head_room.min(inside.height * 2 / 5)));
    let head_height = head.len() as u16;
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
fn head(app: &App, claim: &Claim, inside: Rect) -> Vec<Line<'static>> {
    let columns = usize::from(inside.width.min(MEASURE));
    let mut lines = part::wrapped(&claim.title, columns, app.theme.strong(), &[]);
    if let Some(text) = claim.text.as_ref().filter(|text| **text != claim.title) {
        lines.extend(part::wrapped(text, columns, Style::new(), &[]));
    }
    for &other in &claim.contradicts {
        let text = format!("cannot be true together with: {}", app.catalogue.claims[other].title);
        lines
            .push(Line::from(Span::styled(cut(&text, columns).into_owned(), app.theme.stance(crate::catalogue::Stance::Denies))));
    }
    if let Some(note) = &claim.note {
        lines.extend(part::wrapped(note, columns, app.theme.quiet(), &[]));
    }
    lines
}

/// Who keeps silent, and of whom nobody knows.
fn silence(app: &App, coverage: &Coverage, columns: u16) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (standing, label) in [(Standing::Silent, "silent"), (Standing::Unchecked, "unchecked")] {
        let names: Vec<&str> = coverage.standing(standing).map(|outlet| app.catalogue.outlets[outlet].name.as_str()).collect();
        if names.is_empty() {
            continue;
        }
        let text = format!("{} {label}: {}", standing.sign(), names.join(", "));
        lines.push(Line::from(Span::styled(cut(&text, usize::from(columns)).into_owned(), app.theme.quiet())));
    }
    lines
}

fn current_column(app: &App, speaking: &[&Cell]) -> usize {
    speaking.iter().position(|cell| cell.outlet >= app.outlet).unwrap_or(speaking.len().saturating_sub(1))
}

/// One column an outlet.
fn columns(app: &App, coverage: &Coverage, area: Rect, buffer: &mut Buffer) {
    let speaking: Vec<&Cell> = coverage.speaking().collect();
    if speaking.is_empty() {
        nobody(app, area, buffer);
        return;
    }
    let base = app.base_of(coverage);
    let columns = layout::columns(area, speaking.len(), current_column(app, &speaking));
    let shown = &speaking[columns.first..columns.first + columns.areas.len()];
    let copies = shown.iter().any(|cell| part::copy_label(&app.catalogue, cell.outlet).is_some());
    for (cell, column) in shown.iter().zip(&columns.areas) {
        let current = app.pane == Pane::Excerpts && cell.outlet == app.outlet;
        let mut standing = standing_line(app, cell.standing);
        if base.is_some_and(|base| base.outlet == cell.outlet) {
            standing.push_span(Span::styled("  base", app.theme.accent()));
        }
        let mut head = vec![outlet_name(app, cell.outlet, current, column.width), standing];
        if copies {
            let label = part::copy_label(&app.catalogue, cell.outlet).unwrap_or_default();
            head.push(Line::from(Span::styled(label, app.theme.quiet())));
        }
        let rule = if current { "━" } else { "─" };
        let style = if current { app.theme.accent() } else { app.theme.quiet() };
        head.push(Line::from(Span::styled(rule.repeat(usize::from(column.width)), style)));
        for (line, y) in head.iter().zip(column.y..column.bottom()) {
            part::put(buffer, column.x, y, line, column.width);
        }
        let top = (head.len() as u16).min(column.height);
        let below = Rect { y: column.y + top, height: column.height - top, ..*column };
        let how = Card { stance: cell.standing == Standing::Mixed, ..Card::default() };
        let bases = against(base, cell.outlet);
        let cards: Vec<Deal<'_>> = cell.excerpts.iter().map(|&id| Deal { id, how, outlet: None, bases }).collect();
        deal(app, &cards, if current { app.nth } else { 0 }, current, below, buffer);
    }
    hidden_columns(app, columns.first, speaking.len() - columns.first - shown.len(), area, buffer);
}

/// In wording mode, the excerpts that those of `outlet` are compared with; none for the base itself.
fn against(base: Option<&Cell>, outlet: OutletId) -> &[ExcerptId] {
    base.filter(|base| base.outlet != outlet).map_or(&[], |base| &base.excerpts)
}

/// Says how many columns lie to either side.
fn hidden_columns(app: &App, left: usize, right: usize, area: Rect, buffer: &mut Buffer) {
    let mut parts = Vec::new();
    if left > 0 {
        parts.push(format!("◂ {left} more"));
    }
    if right > 0 {
        parts.push(format!("{right} more ▸"));
    }
    if parts.is_empty() || area.y == 0 {
        return;
    }
    let text = parts.join("  ");
    let x = area.right().saturating_sub(width(&text) as u16);
    part::put(buffer, x, area.y - 1, &Span::styled(text, app.theme.accent()).into(), area.width);
}

/// All outlets one below the other, under a line of tabs.
fn stack(app: &App, coverage: &Coverage, area: Rect, buffer: &mut Buffer) {
    let mut cards = stacked_cards(coverage);
    let base = app.base_of(coverage);
    for card in &mut cards {
        card.bases = card.outlet.map_or(&[], |outlet| against(base, outlet));
    }
    let current = app.excerpt();
    let selected = cards.iter().position(|card| Some(card.id) == current).unwrap_or(0);
    if cards.is_empty() {
        nobody(app, area, buffer);
        return;
    }
    let focused = app.pane == Pane::Excerpts;
    let tabs = tabs(app, coverage, focused, area.width);
    let height = u16::from(area.height > 4) * 2;
    if height > 0 {
        part::put(buffer, area.x, area.y, &tabs, area.width);
    }
    let below = Rect { y: area.y + height, height: area.height - height, ..area };
    let below = Rect { width: below.width.min(MEASURE), ..below };
    deal(app, &cards, if focused { selected } else { 0 }, focused, below, buffer);
}

/// The cards of all outlets in one column, each with its outlet's name.
fn stacked_cards(coverage: &Coverage) -> Vec<Deal<'_>> {
    let deal = |id, outlet| Deal { id, how: Card::default(), outlet: Some(outlet), bases: &[] };
    coverage.speaking().flat_map(|cell| cell.excerpts.iter().map(move |&id| deal(id, cell.outlet))).collect()
}

/// Every outlet's sign and letter; the current one by name. Where they do not fit, those around the current one.
fn tabs(app: &App, coverage: &Coverage, focused: bool, columns: u16) -> Line<'static> {
    let tab = |cell: &Cell| {
        let current = focused && cell.outlet == app.outlet;
        let name = if current {
            cut(&app.catalogue.outlets[cell.outlet].name, usize::from(columns / 2)).into_owned()
        } else {
            part::mark(&app.catalogue, cell.outlet).to_string()
        };
        let style = if current { app.theme.strong().add_modifier(Modifier::REVERSED) } else { Style::new() };
        let sign = Span::styled(format!("{} ", cell.standing.sign()), app.theme.standing(cell.standing));
        Line::from(vec![sign, Span::styled(name, style), Span::raw("   ")])
    };
    let tabs: Vec<Line<'static>> = coverage.cells.iter().map(tab).collect();
    let widths: Vec<u16> = tabs.iter().map(|tab| tab.width() as u16).collect();
    let arrow = |there: bool, sign: &'static str| there.then(|| Span::styled(sign, app.theme.accent()));
    // The gap after the last one may be cut.
    let mut shown = layout::fitting(&widths, 0, columns + 3);
    if shown.len() < tabs.len() {
        let current = if focused { app.outlet.index() } else { 0 };
        shown = layout::fitting(&widths, current, columns.saturating_sub(3));
    }
    let mut spans = Vec::from_iter(arrow(shown.start > 0, "◂ "));
    spans.extend(tabs[shown.clone()].iter().flat_map(|tab| tab.spans.clone()));
    spans.extend(arrow(shown.end < tabs.len(), "▸"));
    Line::from(spans)
}

fn outlet_name(app: &App, outlet: OutletId, current: bool, columns: u16) -> Line<'static> {
    let name = cut(&app.catalogue.outlets[outlet].name, usize::from(columns)).into_owned();
    if current {
        Line::from(Span::styled(name, app.theme.current().add_modifier(Modifier::BOLD)))
    } else {
        Line::from(Span::styled(name, app.theme.strong()))
    }
}

fn standing_line(app: &App, standing: Standing) -> Line<'static> {
    let style = app.theme.standing(standing).add_modifier(Modifier::BOLD);
    Line::from(Span::styled(format!("{} {}", standing.sign(), standing.name()), style))
}

/// One card of a column.
struct Deal<'a> {
    id: ExcerptId,
    how: Card,
    /// Named over the card where outlets share a column.
    outlet: Option<OutletId>,
    /// What it is compared with is the nearest of these, looked for only when it comes into sight.
    bases: &'a [ExcerptId],
}

impl Deal<'_> {
    fn lines(&self, app: &App, columns: u16) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        if let Some(outlet) = self.outlet {
            let stance = app.catalogue.excerpts[self.id].stance;
            let sign = format!("{} {}", Standing::Takes(stance).sign(), stance.name());
            let name = format!("  {}", app.catalogue.outlets[outlet].name);
            let copy = part::copy_label(&app.catalogue, outlet).map(|label| format!("  {label}")).unwrap_or_default();
            let mut room = usize::from(columns);
            let mut spans = Vec::new();
            for (text, style) in [
                (sign, app.theme.stance(stance).add_modifier(Modifier::BOLD)),
                (name, app.theme.strong()),
                (copy, app.theme.quiet()),
            ] {
                let text = cut(&text, room).into_owned();
                room -= width(&text);
                spans.push(Span::styled(text, style));
            }
            lines.push(Line::from(spans));
        }
        let how = Card { base: part::nearest(&app.catalogue, self.bases, self.id), ..self.how };
        lines.extend(part::card(app, self.id, usize::from(columns), how));
        lines
    }
}

/// Draws the cards one below the other, from the first one that leaves the selected one in sight.
///
/// Only cards in sight are laid out, so a column of thousands costs what one of ten does.
fn deal(app: &App, cards: &[Deal<'_>], selected: usize, focused: bool, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let columns = area.width;
    let selected = selected.min(cards.len().saturating_sub(1));
    let mut first = selected;
    let mut used = cards.get(selected).map_or(0, |card| card.lines(app, columns).len());
    while first > 0 {
        used += cards[first - 1].lines(app, columns).len() + 1;
        if used > usize::from(area.height) {
            break;
        }
        first -= 1;
    }
    let mut y = area.y;
    for (at, card) in cards.iter().enumerate().skip(first) {
        for line in card.lines(app, columns) {
            if y >= area.bottom() {
                // The card before, where it ends on the last line, loses that line to this.
                let before = usize::from(y > area.bottom());
                part::more(app, cards.len() - at + before, area, buffer);
                return;
            }
            if focused && at == selected {
                // In the gutter, so that the words of all cards begin where the outlet's name does.
                part::put(buffer, area.x.saturating_sub(1), y, &Span::styled("▌", app.theme.accent()).into(), 1);
            }
            part::put(buffer, area.x, y, &line, columns);
            y += 1;
        }
        y += 1;
    }
}

fn nobody(app: &App, area: Rect, buffer: &mut Buffer) {
    if area.height > 0 {
        let text = cut("No outlet has an excerpt under this claim yet.", usize::from(area.width)).into_owned();
        part::put(buffer, area.x, area.y, &Span::styled(text, app.theme.quiet()).into(), area.width);
    }
}
