//! `parallax [PATH]`: the screen.

use super::{Common, Failure, Output, ThemeName};
use crate::{
    catalogue::Origin,
    tui::{self, kit::theme::Theme},
};

/// What to say where the list takes the place of the screen.
pub(super) const DUMB: &str = "note: TERM is `dumb`, and such a terminal can show no screen; this is `parallax list`\n";

/// Whether the terminal says that it knows no sequences, as the shell of an editor does.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|name| name == "dumb")
}

pub(super) fn run(origin: Origin, common: &Common) -> Result<Output, Failure> {
    let texts = common.texts(&origin)?;
    tui::run(origin, texts, theme(common), common.ascii).map_err(|error| match error {
        tui::Error::Refused(diagnostics) => Failure::Catalogue(diagnostics),
        tui::Error::Terminal(error) => Failure::Terminal(error),
    })?;
    Ok(Output::default())
}

/// What was asked for; else none under `NO_COLOR` (no-color.org: set and not empty), else for a dark background.
fn theme(common: &Common) -> Theme {
    match common.theme {
        Some(ThemeName::Light) => Theme::Light,
        Some(ThemeName::Mono) => Theme::Mono,
        None if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => Theme::Mono,
        Some(ThemeName::Dark) | None => Theme::Dark,
    }
}
