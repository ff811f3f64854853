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

/// Opens it on the catalogue at `origin`; where it is `blind`, nobody sees there whose the documents are.
pub(super) fn run(origin: Origin, common: &Common, blind: bool) -> Result<Output, Failure> {
    let texts = common.texts(&origin)?;
    tui::run(origin, texts, theme(common), common.ascii, blind).map_err(|error| match error {
        tui::Error::Refused(diagnostics) => Failure::Catalogue(diagnostics),
        tui::Error::Terminal(error) => Failure::Terminal(error),
    })?;
    Ok(Output::default())
}

/// What was asked for; else none under `NO_COLOR` (no-color.org: set and not empty), else for the background that `COLORFGBG` tells,
/// else for a dark one.
fn theme(common: &Common) -> Theme {
    match common.theme {
        Some(ThemeName::Light) => Theme::Light,
        Some(ThemeName::Mono) => Theme::Mono,
        None if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => Theme::Mono,
        None if std::env::var("COLORFGBG").is_ok_and(|colours| is_light(&colours)) => Theme::Light,
        Some(ThemeName::Dark) | None => Theme::Dark,
    }
}

/// Whether the background in a `COLORFGBG` ("15;0", "0;default;15") is one of the light ones of the sixteen: white, or one of the
/// bright ones but black. rxvt, Konsole and others set it; the terminal is not asked, because an answer can come too late.
fn is_light(colours: &str) -> bool {
    let background = colours.rsplit(';').next().and_then(|background| background.parse::<u8>().ok());
    background.is_some_and(|background| matches!(background, 7 | 9..=15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_background_is_the_last_of_the_colours() {
        for (colours, light) in
            [("15;0", false), ("0;15", true), ("0;default;7", true), ("15;8", false), ("0;default", false), ("", false)]
        {
            assert_eq!(is_light(colours), light, "{colours}");
        }
    }
}
