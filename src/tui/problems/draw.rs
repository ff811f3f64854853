//! The list over what there is to say of its chosen line.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{Problems, areas};
use crate::{
    answers::problems::{Problem, Target},
    text::{
        clean::displayable,
        wrap::{cut, filled, width},
    },
    tui::{
        kit::{card::Look, layout::MEASURE, parts},
        shared::Shared,
    },
};

/// Columns of the names.
const NAMES: usize = 18;

/// Draws the list and what there is to say of the chosen line.
pub fn draw(shared: &Shared, problems: &Problems, buffer: &mut Buffer) {
    let theme = shared.theme;
    let Some(chosen) = problems.problem(shared) else {
        parts::notice(theme, shared.body(), "Problems", nothing(shared), buffer);
        return;
    };
    let (list, below) = areas(shared);
    let heading = format!("Problems {}/{}", problems.chosen + 1, shared.problems.len());
    let inside = parts::pane(theme, list, &heading, Line::default(), true, buffer);
    let top = problems.top(shared);
    for ((at, problem), y) in shared.problems.iter().enumerate().skip(top).zip(inside.y..inside.bottom()) {
        draw_line(shared, problem, at == problems.chosen, Rect { y, height: 1, ..inside }, buffer);
    }
    if !below.is_empty() {
        detail(shared, chosen, below, buffer);
    }
}

/// Why there is no line.
fn nothing(shared: &Shared) -> &'static str {
    match &shared.checked {
        None => "looking through the catalogue …",
        Some(checked) if checked.footings.quotations.compared.is_empty() => {
            "Nothing is wrong as far as the catalogue alone can show; the texts of its documents are not at hand."
        }
        Some(_) => "Nothing is wrong: the quotations stand in those texts that are at hand, and there is nothing to warn of.",
    }
}

fn draw_line(shared: &Shared, problem: &Problem, current: bool, line: Rect, buffer: &mut Buffer) {
    let theme = shared.theme;
    let columns = usize::from(line.width.saturating_sub(2));
    let names = NAMES.min(columns);
    let at = displayable(&problem.at);
    // The file's own name tells the line apart; the folders before it are below.
    let at = at.rsplit('/').next().unwrap_or_default();
    let room = columns.saturating_sub(names + width(at) + 2);
    let what = displayable(&problem.what);
    let style = if current { theme.current() } else { Style::new() };
    let spans = vec![
        Span::styled(filled(problem.name, names), if current { style } else { theme.strong() }),
        Span::styled(format!(" {} ", filled(&cut(&what, room), room)), style),
        Span::styled(at.to_owned(), if current { style } else { theme.quiet() }),
    ];
    parts::marker(current, theme, line.x, line.y, buffer);
    parts::put(buffer, line.x + 1, line.y, &Line::from(spans), line.width.saturating_sub(1));
}

/// The problem whole: what and where, what to do, and the excerpt that it is about.
fn detail(shared: &Shared, problem: &Problem, area: Rect, buffer: &mut Buffer) {
    let theme = shared.theme;
    let inside = parts::pane(theme, area, problem.name, Line::default(), false, buffer);
    let columns = inside.width.saturating_sub(2).min(MEASURE);
    let wrapped = |text: &str, style| parts::wrapped(&displayable(text), usize::from(columns), style, &[]);
    let mut lines = wrapped(&problem.what, theme.strong());
    if let Some(help) = &problem.help {
        lines.extend(wrapped(help, Style::new()));
    }
    if !problem.at.is_empty() {
        lines.extend(wrapped(&problem.at, theme.quiet()));
    }
    lines.push(Line::default());
    match problem.target {
        Some(Target::Excerpt(id)) => {
            let claim = &shared.catalogue.claims[shared.catalogue.excerpts[id].claim];
            lines.extend(wrapped(&claim.title, theme.strong()));
            lines.extend(shared.cards().excerpt(id, usize::from(columns), Look { stance: true, brief: false }));
        }
        Some(Target::Claim(id)) => lines.extend(wrapped(&shared.catalogue.claims[id].title, theme.strong())),
        Some(Target::Document(id)) => lines.extend(wrapped(&shared.catalogue.documents[id].title, theme.strong())),
        None => {}
    }
    for (line, y) in lines.iter().zip(inside.y..inside.bottom()) {
        parts::put(buffer, inside.x + 1, y, line, columns);
    }
}
