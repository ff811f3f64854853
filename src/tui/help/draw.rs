//! The keys in columns, by what they are for; below them all that is said of the chosen one, and the legend of signs.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::{Clear, Widget},
};

use super::{Help, entries::Entry};
use crate::{
    text::wrap::{cut, filled},
    tui::kit::{
        field,
        layout::{self, cells},
        parts,
        theme::Theme,
    },
};

/// Columns of a column of keys.
const COLUMN: u16 = 39;
/// Columns of the keys in it.
const KEYS: usize = 11;
/// Lines for all that is said of a key, with one before it.
const WHOLE: u16 = 3;
/// Before the filter.
const LABEL: &str = " filter: ";

/// A line of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Blank,
    /// What the keys of this group are for.
    Heading(usize),
    /// The key of this number among all.
    Key(usize),
}

/// Draws the list over `body`, no larger than it is.
pub fn draw(theme: Theme, help: &Help, body: Rect, buffer: &mut Buffer) {
    let groups = help.groups();
    let most = layout::inner(body);
    let legend = parts::legend(theme, usize::from(most.width));
    // The filter, the keys, what is said of one, the legend: what is below is left out before the keys are.
    let below = [cells(legend.len()) + WHOLE, WHOLE, 0].into_iter().find(|below| most.height >= below + 10).unwrap_or(0);
    let room = most.height.saturating_sub(1 + below);
    let columns = arranged(&groups, usize::from(most.width / COLUMN).max(1), usize::from(room));
    let beside = cells(columns.len()).min((most.width / COLUMN).max(1));
    let height = cells(columns.iter().map(Vec::len).max().unwrap_or(0)).max(1).min(room);
    let area = Rect { height: (height + 3 + below).min(body.height), ..body };
    Clear.render(area, buffer);
    let inside = parts::pane(theme, area, "All keys", Line::default(), true, buffer);
    if inside.height < 2 {
        return;
    }
    let label = cells(LABEL.len()).min(inside.width);
    parts::put(buffer, inside.x, inside.y, &Span::styled(LABEL, theme.quiet()).into(), label);
    let line = Rect { x: inside.x + label, width: inside.width - label, height: 1, ..inside };
    field::draw(theme, &help.filter, "finds the keys of other screens, too", line, buffer);
    let list = Rect { y: inside.y + 1, height, ..inside };
    if groups.is_empty() {
        let text = cut("no key does that; Ctrl-u clears the filter", usize::from(list.width)).into_owned();
        parts::put(buffer, list.x + 1, list.y, &Span::styled(text, theme.quiet()).into(), list.width);
        return;
    }
    let entries: Vec<&Entry> = groups.iter().flat_map(|(_, entries)| entries).collect();
    let current = columns.iter().position(|column| column.contains(&Row::Key(help.chosen))).unwrap_or(0);
    let first = (current + 1).saturating_sub(usize::from(beside));
    let wide = list.width / beside;
    for (column, x) in columns.iter().skip(first).zip((0..beside).map(|at| list.x + at * wide)) {
        for (row, y) in column.iter().zip(list.y..list.bottom()) {
            let line = match *row {
                Row::Blank => continue,
                Row::Heading(group) => {
                    let name = groups.get(group).map_or("", |(name, _)| name);
                    Span::styled(format!(" {name}"), theme.accent().add_modifier(Modifier::BOLD)).into()
                }
                Row::Key(at) => {
                    let Some(entry) = entries.get(at) else { continue };
                    key_line(theme, entry, at == help.chosen, usize::from(wide))
                }
            };
            parts::put(buffer, x, y, &line, wide);
        }
    }
    let keys = |columns: &[Vec<Row>]| columns.iter().flatten().filter(|row| matches!(row, Row::Key(_))).count();
    let after = columns.get(first + usize::from(beside)..).map_or(0, keys);
    parts::beyond(theme, area, (columns.get(..first).map_or(0, keys), after), buffer);
    let mut y = list.bottom();
    if below > 0 {
        let whole = entries.get(help.chosen).map(|entry| entry.whole(help.below)).unwrap_or_default();
        let said = parts::cut_to(&whole, usize::from(inside.width.saturating_sub(2)), usize::from(WHOLE - 1), theme.quiet());
        for (line, y) in said.iter().zip(y + 1..inside.bottom()) {
            parts::put(buffer, inside.x + 1, y, line, inside.width.saturating_sub(1));
        }
        y += WHOLE;
    }
    if below > WHOLE {
        for (line, y) in legend.iter().zip(y..inside.bottom()) {
            parts::put(buffer, inside.x, y, line, inside.width);
        }
    }
}

/// The groups in columns: as low as they can be where all fit into so many `beside` one another, else as high as there is room. A heading
/// has a key below it in its column.
fn arranged(groups: &[(&'static str, Vec<Entry>)], beside: usize, room: usize) -> Vec<Vec<Row>> {
    let all: usize = groups.iter().map(|(_, entries)| entries.len() + 2).sum();
    let lowest = all.div_ceil(beside).clamp(2, room.max(2));
    let fits = (lowest..room).map(|height| filled_to(groups, height)).find(|columns| columns.len() <= beside);
    fits.unwrap_or_else(|| filled_to(groups, room.max(2)))
}

fn filled_to(groups: &[(&'static str, Vec<Entry>)], height: usize) -> Vec<Vec<Row>> {
    let mut columns: Vec<Vec<Row>> = vec![Vec::new()];
    let mut number = 0;
    for (group, (_, entries)) in groups.iter().enumerate() {
        if columns.last().is_some_and(|column| !column.is_empty() && column.len() + 3 > height) {
            columns.push(Vec::new());
        }
        if let Some(column) = columns.last_mut() {
            if !column.is_empty() {
                column.push(Row::Blank);
            }
            column.push(Row::Heading(group));
        }
        for _ in entries {
            if columns.last().is_some_and(|column| column.len() >= height) {
                columns.push(Vec::new());
            }
            columns.last_mut().into_iter().for_each(|column| column.push(Row::Key(number)));
            number += 1;
        }
    }
    columns
}

fn key_line(theme: Theme, entry: &Entry, current: bool, columns: usize) -> Line<'static> {
    let (key_style, text_style) = if current { (theme.current(), theme.current()) } else { (theme.strong(), Style::new()) };
    let room = columns.saturating_sub(KEYS + 2);
    Line::from(vec![
        Span::styled(format!("{}{}", if current { "▌" } else { " " }, filled(&entry.keys(), KEYS)), key_style),
        Span::styled(filled(entry.label(), room), text_style),
    ])
}
