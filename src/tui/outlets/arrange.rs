//! Where things stand in Outlets, for drawing and for the mouse.

use ratatui::layout::{Position, Rect};

use super::{Outlets, Profiles, Section, Stand, Target};
use crate::{
    catalogue::OutletId,
    compare::apart::Apart,
    text::wrap::width,
    tui::{
        kit::{
            grid::{Grid, NAME, Wish},
            layout::{self, cells},
        },
        shared::Shared,
    },
};

/// Columns of an outlet's name at the least and at the most.
const OUTLET: (u16, u16) = (8, 18);
/// What heads the numbers of its own words.
pub(super) const OWN: &str = "own words";
/// Columns of what it publishes, and when, at the most.
const PUBLISHED: u16 = 17;
/// Columns of the letters that head lines whose names stand in the table beside.
pub(super) const BESIDE: u16 = 4;
/// Columns of the bar beside its own words.
pub(super) const BAR: u16 = 4;
/// Lines of the table of events at the least: borders, heads, two events.
const EVENTS: u16 = 5;
/// Lines of what lies behind a number at the least: borders, a few claims.
const BEHIND: u16 = 6;
/// Columns of an event's title.
const EVENT: (u16, u16) = (16, 40);

/// The three tables; those for which there is no room are empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Panes {
    pub(super) stands: Rect,
    pub(super) apart: Rect,
    pub(super) events: Rect,
    /// What the number under the cursor counts.
    pub(super) behind: Rect,
    /// Whether the first two stand side by side.
    pub(super) beside: bool,
}

/// Shares the screen out; `focused` has it alone where there is no room for others.
pub(super) fn panes(shared: &Shared, focused: Section) -> Panes {
    let body = shared.body();
    let none = Rect { width: 0, height: 0, ..body };
    let alone = |section| if section == focused { body } else { none };
    let alone = Panes {
        stands: alone(Section::Stands),
        apart: alone(Section::Apart),
        events: alone(Section::Events),
        behind: none,
        beside: false,
    };
    // Borders, names, a line an outlet.
    let table = cells(shared.catalogue.outlets.len()).saturating_add(3);
    if shared.zoomed {
        return alone;
    }
    let whole = cells(shared.catalogue.events.len()).saturating_add(3);
    let widths = apart_widths(shared);
    let apart_width = widths.into_iter().find(|&width| body.width >= Stands::WIDE.saturating_add(width));
    if let Some(apart_width) = apart_width.filter(|_| body.height >= table.min(10).saturating_add(EVENTS)) {
        let stands_width = body.width - apart_width;
        let top = table.min(body.height - EVENTS);
        let stands = Rect { width: stands_width, height: top, ..body };
        let apart = Rect { x: body.x + stands_width, width: apart_width, height: top, ..body };
        let rest = body.height - top;
        let height = if rest >= whole.saturating_add(BEHIND) { whole } else { rest };
        let events = Rect { y: body.y + top, height, ..body };
        let behind = Rect { y: events.bottom(), height: rest - height, ..body };
        return Panes { stands, apart, events, behind, beside: true };
    }
    let both = table.saturating_mul(2);
    let stands = Rect { height: table, ..body };
    let apart = |height: u16| Rect { y: body.y + table, height, ..body };
    // Who goes through the events sees all of them.
    let events = if focused == Section::Events { whole.max(EVENTS) } else { EVENTS };
    if body.height >= both.saturating_add(events) {
        let events = Rect { y: body.y + both, height: body.height - both, ..body };
        return Panes { stands, apart: apart(table), events, behind: none, beside: false };
    }
    if focused != Section::Events && body.height >= both {
        return Panes { stands, apart: apart(body.height - table), events: none, behind: none, beside: false };
    }
    alone
}

/// Where the rows of a table stand.
pub(super) fn rows(shared: &Shared, section: Section) -> Rect {
    let panes = panes(shared, section);
    under_head(match section {
        Section::Stands => panes.stands,
        Section::Apart => panes.apart,
        Section::Events => panes.events,
    })
}

/// The inside of a pane under the line that heads its columns.
pub(super) fn under_head(pane: Rect) -> Rect {
    let inside = layout::inner(pane);
    let head = 1.min(inside.height);
    Rect { y: inside.y + head, height: inside.height - head, ..inside }
}

/// Columns of "18/26" with its bar, without the gap between two.
pub(super) fn distance_columns(shared: &Shared) -> u16 {
    2 * cells(shared.catalogue.claims.len().to_string().len()) + 3
}

/// Columns of the table outlets against outlets beside another one: with names, and with letters.
fn apart_widths(shared: &Shared) -> [u16; 2] {
    let (title, cell) = (BESIDE + 2, distance_columns(shared));
    let outlets = &shared.catalogue.outlets;
    let names = outlets.iter().map(|outlet| cells(width(&outlet.name)).min(NAME).max(cell) + 2);
    let letters = cells(outlets.len()).saturating_mul(cell + 2);
    [names.fold(title, u16::saturating_add), title.saturating_add(letters)]
}

fn apart_wish(shared: &Shared, beside: bool) -> Wish {
    let title = if beside { (BESIDE, BESIDE) } else { (12, 24) };
    Wish { title, cell: distance_columns(shared), count: 0, counts_first: false }
}

/// The columns of the table outlets against outlets, that of the cursor in sight.
pub(super) fn apart_grid<'a>(shared: &'a Shared, outlets: &Outlets, rows: Rect, beside: bool) -> Grid<'a> {
    let other = shared.catalogue.outlets.ids().nth(outlets.other);
    Grid::new(&shared.heads, other, shared.theme, rows, apart_wish(shared, beside))
}

/// The columns of the table events against outlets.
pub(super) fn event_grid(shared: &Shared, rows: Rect) -> Grid<'_> {
    Grid::new(&shared.heads, shared.outlet, shared.theme, rows, Wish { title: EVENT, cell: 7, count: 0, counts_first: false })
}

/// Where the columns of the first table stand.
#[derive(Debug)]
pub(super) struct Stands {
    /// Columns of the names.
    pub(super) name: u16,
    /// Where it stands what they publish, and so wide; none where there is no room.
    pub(super) published: Option<(u16, u16)>,
    /// The places in sight, as [`Stand::at`] takes them, each with the column after its last.
    pub(super) columns: Vec<(usize, u16)>,
    /// Whether a bar stands beside the own words.
    pub(super) bar: bool,
    /// Digits of the numbers of passages.
    pub(super) digits: usize,
}

impl Stands {
    /// Columns of the pane from which it can stand beside another: names, signs, own words.
    const WIDE: u16 = 78;

    /// Lays them out in `rows`, that of the cursor in sight.
    pub(super) fn new(shared: &Shared, profiles: &Profiles, current: usize, rows: Rect) -> Self {
        let digits = |numbers: &mut dyn Iterator<Item = usize>| numbers.max().unwrap_or(0).to_string().len();
        let profiles = &profiles.profiles;
        let claims = digits(&mut profiles.iter().flat_map(|profile| profile.claims.iter().map(Vec::len)));
        let passages = digits(&mut profiles.iter().map(|profile| profile.passages));
        // A blank before each number; the bracket of the one under the cursor takes it.
        let mut widths = vec![cells(claims + 1).max(3); Stand::COUNT - 1];
        widths.push(cells((2 * passages + " of ".len()).max(OWN.len() - 1) + 2));
        let outlets = || shared.catalogue.outlets.ids();
        let widest = |text: &dyn Fn(OutletId) -> usize| cells(outlets().map(text).max().unwrap_or(0));
        let wished = widest(&|outlet| width(&shared.catalogue.outlets[outlet].name)).clamp(OUTLET.0, OUTLET.1) + 2;
        let published_wish = widest(&|outlet| width(shared.heads[outlet].published())).min(PUBLISHED) + 1;
        // What the numbers and the shortest name leave goes to what is published, then to the name, then to the bar.
        let numbers = widths.iter().sum::<u16>() + 1;
        let spare = rows.width.saturating_sub(numbers + OUTLET.0 + 2);
        let published = if spare >= published_wish { published_wish } else { 0 };
        let name = (OUTLET.0 + 2 + (spare - published).min(wished - OUTLET.0 - 2)).min(rows.width);
        let bar = if rows.width > numbers + name + published + BAR { BAR + 1 } else { 0 };
        let room = rows.width.saturating_sub(name + published + bar + 1);
        let shown = layout::fitting(&widths, current, room);
        let mut end = rows.x + name + published;
        let mut columns = Vec::new();
        for at in shown {
            end += widths[at];
            columns.push((at, end));
        }
        Self { name, published: (published > 1).then(|| (rows.x + name, published - 1)), columns, bar: bar > 0, digits: passages }
    }
}

/// "18/26": on how many of how many they disagree.
pub(super) fn distance(apart: Option<&Apart>) -> String {
    apart.map_or_else(|| "0/0".to_owned(), |apart| format!("{}/{}", apart.disagreed.len(), apart.common.len()))
}

/// What stands at `position`.
pub(super) fn target(shared: &Shared, outlets: &Outlets, position: Position) -> Option<Target> {
    let panes = panes(shared, outlets.section);
    let (stands, apart, events) = (under_head(panes.stands), under_head(panes.apart), under_head(panes.events));
    let all = shared.catalogue.outlets.len();
    let outlet = |rows: Rect| outlets.outlet.line_at(rows, position, all).map(OutletId::new);
    if let Some(outlet) = outlet(stands) {
        let stands = Stands::new(shared, outlets.counted.get()?, outlets.column, stands);
        let column = stands.columns.iter().find(|&&(_, end)| position.x < end).map(|&(at, _)| at);
        return Some(Target::Stand(outlet, column.filter(|_| position.x >= stands.name)));
    }
    if let Some(outlet) = outlet(apart) {
        return Some(Target::Apart(outlet, apart_grid(shared, outlets, apart, panes.beside).outlet_at(position.x)));
    }
    let line = outlets.event.line_at(events, position, shared.catalogue.events.len())?;
    Some(Target::Event(line, event_grid(shared, events).outlet_at(position.x)))
}
