//! The claim under the cursor of the list at a glance, where columns do not fit: one line an outlet, its words in sight.
//!
//! ```text
//! ── 4 documents, 3 independent ─────────────────────────────
//!  The opposition has the tally sheets of four in five polling stations.
//! ▌● CBC News       report ~3 Aug  “"actas" covering 81.7 per cent …”
//!  ● Unnamed site ≠ report         “"ballots" covering 81.7% of …” +1
//!  ┄ CubaHeadlines  report 24 Jul  too early: of 28 Jul
//!  the note
//! ```

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Modifier,
    text::{Line, Span},
};

use super::{Compare, against};
use crate::{
    catalogue::{Claim, ExcerptId, OutletId},
    compare::{
        coverage::{Cell, day_of},
        standing::Standing,
    },
    text::wrap::{cut, filled, width},
    tui::{
        kit::{
            heads,
            layout::{MEASURE, cells},
            parts,
        },
        shared::Shared,
    },
};

/// Columns of an outlet's name at the most.
const NAME: usize = 15;
/// Columns below which only the day is told of what was published.
const DATED: u16 = 70;
/// Columns below which nothing is.
const NAMED: u16 = 52;

/// What stands over one another at the glance.
pub(super) struct Arranged {
    /// The line that counts.
    pub(super) rule: Rect,
    /// The claim's text.
    pub(super) text: Vec<Line<'static>>,
    /// One line an outlet.
    pub(super) outlets: Rect,
    /// The first outlet in sight.
    pub(super) first: usize,
    /// The line that says how many outlets are not in sight.
    pub(super) more: Option<u16>,
    /// What the claim cannot be true together with, and its note.
    pub(super) notes: Vec<Line<'static>>,
}

/// Lines of the glance: the same for every claim, so that the list stands still.
pub(super) fn height(shared: &Shared, body: Rect) -> u16 {
    let notes = body.height.saturating_sub(16) / 3;
    let wished = 1 + text_lines(body) + cells(shared.outlets().len()) + notes.min(3);
    wished.min(body.height * 3 / 5)
}

/// Lines for the claim in full.
const fn text_lines(body: Rect) -> u16 {
    match body.height {
        ..12 => 0,
        12..16 => 1,
        _ => 2,
    }
}

/// Shares `area` out; the current outlet is in sight.
pub(super) fn arrange(shared: &Shared, claim: &Claim, area: Rect) -> Arranged {
    let outlets = shared.outlets();
    let all = outlets.len();
    let rule = Rect { height: 1.min(area.height), ..area };
    let below = area.height.saturating_sub(1);
    let mut text = text(shared, claim, shared.body());
    // The outlets come first, then the claim's text, then the notes.
    text.truncate(usize::from(below.saturating_sub(cells(all))));
    let room = below - cells(text.len());
    let hidden = usize::from(room) < all;
    let shown = if hidden { room.saturating_sub(1) } else { cells(all) };
    let current = outlets.iter().position(|&outlet| Some(outlet) == shared.outlet).unwrap_or(0);
    let first = current.saturating_sub(usize::from(shown.saturating_sub(1))).min(all - usize::from(shown).min(all));
    let outlets = Rect { y: rule.bottom() + cells(text.len()), height: shown, ..area };
    let notes = notes(shared, claim, area.width, usize::from(room - shown));
    Arranged { rule, text, outlets, first, more: (hidden && room > 0).then_some(outlets.bottom()), notes }
}

/// The claim in full, as far as the screen is high enough.
fn text(shared: &Shared, claim: &Claim, body: Rect) -> Vec<Line<'static>> {
    let lines = usize::from(text_lines(body));
    let words = claim.text.as_deref().unwrap_or(&claim.title);
    let columns = usize::from(body.width.saturating_sub(2).min(MEASURE));
    parts::cut_to(words, columns, lines, shared.theme.strong())
}

/// What the claim cannot be true together with, then its note, in so many lines.
fn notes(shared: &Shared, claim: &Claim, columns: u16, lines: usize) -> Vec<Line<'static>> {
    let columns = usize::from(columns.saturating_sub(2).min(MEASURE));
    let against = claim.contradicts.iter().map(|&other| {
        let text = format!("cannot be true together with: {}", shared.catalogue.claims[other].title);
        Span::styled(cut(&text, columns).into_owned(), shared.theme.quiet()).into()
    });
    let mut shown: Vec<Line<'static>> = against.take(lines).collect();
    if let Some(note) = &claim.note {
        shown.extend(parts::cut_to(note, columns, lines - shown.len(), shared.theme.quiet()));
    }
    shown
}

/// The outlet whose line is at `position`.
pub(super) fn outlet_at(shared: &Shared, area: Rect, position: Position) -> Option<OutletId> {
    let claim = &shared.catalogue.claims[shared.claim?];
    let arranged = arrange(shared, claim, area);
    let at = arranged.outlets.contains(position).then(|| usize::from(position.y - arranged.outlets.y))?;
    shared.outlets().get(arranged.first + at).copied()
}

pub(super) fn draw(shared: &Shared, compare: &Compare, area: Rect, buffer: &mut Buffer) {
    let (Some(id), Some(coverage)) = (shared.claim, shared.coverage()) else { return };
    if area.is_empty() {
        return;
    }
    let claim = &shared.catalogue.claims[id];
    let arranged = arrange(shared, claim, area);
    parts::rule(shared.theme, arranged.rule, &coverage.count(), &Line::default(), false, buffer);
    // It closes the list above.
    parts::beyond(shared.theme, arranged.rule, compare.beyond(shared), buffer);
    for (line, y) in arranged.text.iter().zip(arranged.rule.bottom()..) {
        parts::put(buffer, area.x + 1, y, line, area.width.saturating_sub(1));
    }
    let columns = Columns::of(shared, area.width);
    let base = compare.base_of(&coverage);
    for (cell, y) in coverage.cells.iter().skip(arranged.first).zip(arranged.outlets.y..arranged.outlets.bottom()) {
        let line = Rect { y, height: 1, ..area };
        outlet(shared, claim, cell, against(base, cell.outlet), &columns, line, buffer);
    }
    if let Some(y) = arranged.more {
        let hidden = coverage.cells.len() - usize::from(arranged.outlets.height);
        let text = format!("▾ {hidden} more outlets: h l");
        parts::put(buffer, area.x + 1, y, &Span::styled(text, shared.theme.accent()).into(), area.width);
    }
    let below = arranged.more.map_or(arranged.outlets.bottom(), |more| more + 1);
    for (line, y) in arranged.notes.iter().zip(below..area.bottom()) {
        parts::put(buffer, area.x + 1, y, line, area.width.saturating_sub(1));
    }
}

/// How wide what stands before the words is.
struct Columns {
    name: usize,
    published: usize,
}

impl Columns {
    fn of(shared: &Shared, columns: u16) -> Self {
        let outlets = &shared.catalogue.outlets;
        let name = outlets.iter().map(|outlet| width(&outlet.name)).max().unwrap_or(0);
        let most = if columns < NAMED { NAME / 2 + 1 } else { NAME };
        let published = outlets.ids().map(|outlet| width(told(shared, outlet, columns))).max().unwrap_or(0);
        Self { name: name.min(most), published }
    }
}

/// What is told of what `outlet` published, in a line of so many columns.
fn told(shared: &Shared, outlet: OutletId, columns: u16) -> &str {
    let head = &shared.heads[outlet];
    match columns {
        DATED.. if head.copy().is_none() => head.published(),
        NAMED.. => head.published_briefly(),
        _ => "",
    }
}

/// One outlet: its sign, its name, what it published, and in which words it speaks or why it does not.
fn outlet(shared: &Shared, claim: &Claim, cell: &Cell, bases: &[ExcerptId], columns: &Columns, area: Rect, buffer: &mut Buffer) {
    let theme = shared.theme;
    let current = Some(cell.outlet) == shared.outlet;
    parts::marker(current, theme, area.x, area.y, buffer);
    let name = filled(&shared.catalogue.outlets[cell.outlet].name, columns.name);
    let style = if current { theme.strong().add_modifier(Modifier::REVERSED) } else { theme.strong() };
    let mut spans = vec![
        Span::styled(cell.standing.sign().to_string(), theme.standing(cell.standing)),
        Span::raw(if cell.differs { heads::DIFFERS } else { " " }),
        Span::styled(name, if cell.standing.speaks() { style } else { style.remove_modifier(Modifier::BOLD) }),
    ];
    if columns.published > 0 {
        let told = filled(told(shared, cell.outlet, area.width), columns.published);
        spans.push(Span::styled(format!(" {told}"), theme.quiet()));
    }
    spans.push(Span::raw(" "));
    let before = Line::from(spans);
    let start = 1 + before.width();
    parts::put(buffer, area.x + 1, area.y, &before, area.width - 1);
    let room = usize::from(area.width).saturating_sub(start);
    let words = match cell.telling(&shared.catalogue) {
        Some(id) => words(shared, cell, id, bases, room),
        None => Span::styled(cut(&silence(shared, claim, cell), room).into_owned(), theme.quiet()).into(),
    };
    parts::put(buffer, area.x + cells(start), area.y, &words, cells(room));
}

/// A quotation on one line, and how many more there are.
fn words(shared: &Shared, cell: &Cell, id: ExcerptId, bases: &[ExcerptId], room: usize) -> Line<'static> {
    let more = match cell.excerpts.len() {
        0 | 1 => String::new(),
        several => format!(" +{}", several - 1),
    };
    let fault = if shared.is_misquoted(id) { "! " } else { "" };
    let mut line = shared.cards().line(id, bases, room.saturating_sub(width(&more) + fault.len()));
    line.spans.insert(0, Span::styled(fault, shared.theme.fault()));
    line.push_span(Span::styled(more, shared.theme.quiet()));
    line
}

/// Why there are no words of the outlet of `cell`.
fn silence(shared: &Shared, claim: &Claim, cell: &Cell) -> String {
    let words = cell.standing.words();
    let day = day_of(&shared.catalogue, claim).filter(|_| cell.standing == Standing::TooEarly);
    day.map_or_else(|| words.to_owned(), |day| format!("{words}: of {}", shared.days.short(day)))
}
