//! Where there is room below the tables: what the number under the cursor counts. Claims a line each, with the words of those whose stand is
//! counted; passages as cards.
//!
//! ```text
//! ✕ ●  The ferry was safe         “rusted through”            “inspected in May”
//! ```

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Outlets, Section, told};
use crate::{
    catalogue::{ClaimId, OutletId},
    compare::apart::Ground,
    text::wrap::{cut, filled, width},
    tui::{
        kit::{behind, parts},
        shared::Shared,
    },
};

/// Columns of a title at the most.
const TITLE: usize = 48;

/// A claim, or two that cannot both be true, and the outlets with the claim on which each stands so.
struct Row {
    title: String,
    stands: Vec<(ClaimId, OutletId)>,
}

/// Draws it into `area`, which is empty where there is no room.
pub(super) fn draw(shared: &Shared, outlets: &Outlets, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let whose = outlets.pair(shared).map_or_else(|| shared.outlet_name().to_owned(), |pair| shared.both_names(pair));
    let counted = match outlets.section {
        Section::Stands => told::stands(shared, outlets),
        Section::Apart => told::apart(shared, outlets),
        Section::Events => told::share(shared, outlets),
    };
    let inside = behind::pane(shared.theme, area, &whose, &counted, buffer);
    if let Some(tally) = outlets.tally(shared) {
        behind::excerpts(&shared.cards(), &tally.excerpts, inside, buffer);
        return;
    }
    let (rows, count) = rows(shared, outlets, usize::from(inside.height));
    let title = rows.iter().map(|row| width(&row.title)).max().unwrap_or(0).min(TITLE);
    for (row, y) in rows.iter().zip(inside.y..inside.bottom()) {
        let line = line(shared, row, title, usize::from(inside.width));
        parts::put(buffer, inside.x, y, &line, inside.width);
    }
    parts::beyond(shared.theme, area, (0, count - rows.len()), buffer);
}

/// The first of the claims behind the number, at most so many, and how many there are in all.
fn rows(shared: &Shared, outlets: &Outlets, most: usize) -> (Vec<Row>, usize) {
    let title = |claim: ClaimId| shared.catalogue.claims[claim].title.clone();
    if let (Some(claims), Some(outlet)) = (outlets.claims(shared), shared.outlet) {
        let row = |&claim: &ClaimId| Row { title: title(claim), stands: vec![(claim, outlet)] };
        return (claims.iter().take(most).map(row).collect(), claims.len());
    }
    let Some(apart) = outlets.apart(shared) else { return (Vec::new(), 0) };
    let [one, other] = apart.outlets;
    let row = |ground: &Ground| match *ground {
        Ground::Claim(claim) => Row { title: title(claim), stands: vec![(claim, one), (claim, other)] },
        Ground::Pair(first, second) => {
            Row { title: format!("{} × {}", title(first), title(second)), stands: vec![(first, one), (second, other)] }
        }
    };
    (apart.disagreed.iter().take(most).map(row).collect(), apart.disagreed.len())
}

/// The signs, the title, and the words of each outlet in as many columns as the others'.
fn line(shared: &Shared, row: &Row, title: usize, columns: usize) -> Line<'static> {
    let cells: Vec<_> =
        row.stands.iter().filter_map(|&(claim, outlet)| shared.coverage_of(claim).cell(outlet).cloned()).collect();
    let mut line = Line::default();
    for cell in &cells {
        line.push_span(Span::styled(format!("{} ", cell.standing.sign()), shared.theme.standing(cell.standing)));
    }
    line.push_span(Span::styled(format!(" {}", filled(&cut(&row.title, title), title)), shared.theme.strong()));
    let room = columns.saturating_sub(line.width()) / cells.len().max(1);
    for cell in &cells {
        let words = match cell.telling(&shared.catalogue) {
            Some(id) => shared.cards().line(id, &[], room.saturating_sub(2)),
            None => Span::styled(cut(cell.standing.words(), room.saturating_sub(2)).into_owned(), shared.theme.quiet()).into(),
        };
        let blank = room.saturating_sub(words.width() + 2);
        line.push_span(Span::styled("  ", Style::new()));
        line.spans.extend(words.spans);
        line.push_span(Span::raw(" ".repeat(blank)));
    }
    line
}
