//! The screens by number at the right of the title line, for drawing and for the mouse.

use ratatui::{
    layout::{Position, Rect},
    style::Modifier,
    text::Span,
};

use super::{
    action::Screen,
    kit::{
        layout::{WIDE, cells},
        theme::Theme,
    },
};

/// The tabs of these `screens` where `current` is shown, and how many problems there are, in a title line of so many `columns`.
pub(super) fn tabs(
    theme: Theme,
    screens: impl Iterator<Item = Screen>,
    current: Screen,
    problems: usize,
    columns: u16,
) -> Vec<(Screen, Span<'static>)> {
    let here = theme.accent().add_modifier(Modifier::BOLD | Modifier::REVERSED);
    let numbered = (1..).zip(screens).map(|(number, screen)| {
        // Where there is little room, those that are not current are their numbers.
        let is_named = columns >= WIDE || screen == current;
        let label = if is_named { format!(" {number} {} ", screen.name()) } else { format!(" {number} ") };
        (screen, Span::styled(label, if screen == current { here } else { theme.quiet() }))
    });
    let style = if current == Screen::Problems { here } else { theme.fault() };
    let problems = (problems > 0).then(|| (Screen::Problems, Span::styled(format!(" ! {problems} "), style)));
    numbered.chain(problems).collect()
}

/// The screen whose tab is at `position`, where `tabs` stand at the right end of the `title` line.
pub(super) fn at(tabs: &[(Screen, Span<'_>)], title: Rect, position: Position) -> Option<Screen> {
    let width = tabs.iter().map(|(_, tab)| tab.width()).sum();
    let mut x = title.right().saturating_sub(cells(width));
    let found = tabs.iter().find(|(_, tab)| {
        let start = x;
        x = x.saturating_add(cells(tab.width()));
        (start..x).contains(&position.x)
    });
    found.filter(|_| title.contains(position)).map(|(screen, _)| *screen)
}
