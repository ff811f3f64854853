//! The places to look at for a claim, on the page: a number in the margin where each begins, the words that speak for it, and all of them
//! beside the page, best first. They are suggestions, so that nothing of them looks like what is filed.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::page::Page;
use crate::{
    catalogue::DocumentId,
    text::{clean::displayable, wrap::cut},
    tui::{
        kit::parts,
        shared::{Shared, walk::Suggested},
    },
};

/// Lines of a place in the list, at most.
const LINES: usize = 3;

/// Those of `document`, each with its number in the walk, counted from 1.
pub(super) fn places(shared: &Shared, document: DocumentId) -> impl Iterator<Item = (usize, &Suggested)> {
    let all = shared.walk.as_ref().and_then(|walk| walk.suggested()).map(|(_, places, _)| places).unwrap_or_default();
    (1..).zip(all).filter(move |(_, place)| place.document == document)
}

/// The sign of a place.
pub(super) fn sign(number: usize) -> String {
    format!("?{number}")
}

/// Where the words stand that speak for the place which is shown as `shown`, in its bytes.
pub(super) fn words_in(place: &Suggested, shown: &str) -> Vec<Range<usize>> {
    place.words.iter().filter_map(|word| shown.find(&**word).map(|at| at..at + word.len())).collect()
}

/// All of them in a pane, from the first that leaves the current one in sight; whether there are any.
pub(super) fn list(shared: &Shared, page: &Page, area: Rect, buffer: &mut Buffer) -> bool {
    let Some((title, places, at)) = shared.walk.as_ref().and_then(|walk| walk.suggested()) else { return false };
    let heading = format!("Places to look: “{title}”");
    let count = Line::from(Span::styled(format!(" {} of {} ", (at + 1).min(places.len()), places.len()), shared.theme.quiet()));
    let inside = parts::pane(shared.theme, area, &heading, count, false, buffer);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let rows: Vec<Vec<Line<'static>>> = places
        .iter()
        .enumerate()
        .map(|(number, place)| row(shared, page, number + 1, place, usize::from(inside.width)))
        .collect();
    let height = |first: usize| rows.iter().take(at + 1).skip(first).map(Vec::len).sum::<usize>();
    let first = (0..=at).find(|&first| height(first) <= usize::from(inside.height)).unwrap_or(at);
    let lines = rows.iter().enumerate().skip(first).flat_map(|(number, lines)| lines.iter().map(move |line| (number, line)));
    for ((number, line), y) in lines.zip(inside.y..inside.bottom()) {
        parts::marker(number == at && line.width() > 0, shared.theme, inside.x.saturating_sub(1), y, buffer);
        parts::put(buffer, inside.x, y, line, inside.width);
    }
    true
}

/// The current one in one line, for pages with nothing beside them; whether there is one.
pub(super) fn foot(shared: &Shared, page: &Page, area: Rect, buffer: &mut Buffer) -> bool {
    let Some((title, places, at)) = shared.walk.as_ref().and_then(|walk| walk.suggested()) else { return false };
    let Some(place) = places.get(at).filter(|place| page.place.as_ref() == Some(&place.range)) else { return false };
    let theme = shared.theme;
    let sign = Span::styled(format!("{} of {}", sign(at + 1), places.len()), theme.accent());
    let words = Span::styled(format!("  {}  ", displayable(&place.words.join(", "))), theme.quiet());
    let room = usize::from(area.width.saturating_sub(2)).saturating_sub(sign.width() + words.width());
    let line = vec![sign, words, Span::styled(cut(title, room).into_owned(), theme.strong())];
    parts::put(buffer, area.x + 1, area.y, &Line::from(line), area.width.saturating_sub(2));
    true
}

/// A place in the list: its number, the words that speak for it, and what stands there; of another document its title.
fn row(shared: &Shared, page: &Page, number: usize, place: &Suggested, columns: usize) -> Vec<Line<'static>> {
    let theme = shared.theme;
    let (sign, words) = (sign(number), displayable(&place.words.join(", ")).into_owned());
    let words = cut(&words, columns.saturating_sub(sign.len() + 1)).into_owned();
    let mut lines = vec![Line::from(vec![Span::styled(format!("{sign} "), theme.accent()), Span::styled(words, theme.quiet())])];
    let opened = page.opened.as_ref().filter(|opened| opened.document == place.document);
    match opened.and_then(|opened| opened.text.as_ref()?.text().get(place.range.clone())) {
        Some(text) => lines.extend(parts::cut_to(&displayable(text), columns, LINES, Style::new())),
        None => lines.extend(parts::cut_to(&shared.catalogue.documents[place.document].title, columns, 1, theme.strong())),
    }
    lines.push(Line::default());
    lines
}
