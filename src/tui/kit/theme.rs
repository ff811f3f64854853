//! How things look: the terminal's own sixteen colours, the background untouched.
//!
//! Nothing is said by colour alone: a stance has its sign, the current row is reversed and marked, the focused pane has the
//! heavy border, a match is bold and underlined. So a theme without colour loses nothing but ease.

use ratatui::style::{Color, Modifier, Style};

use crate::{catalogue::Stance, compare::standing::Standing};

/// Which colours to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// For a dark background.
    #[default]
    Dark,
    /// For a light background, on which cyan and yellow cannot be read.
    Light,
    /// No colour at all, only bold, dim, underlined and reversed.
    Mono,
}

impl Theme {
    /// The one accent: titles of the focused pane, the current screen.
    pub fn accent(self) -> Style {
        self.coloured(Color::Cyan, Color::Blue)
    }

    /// What is there when looked for.
    pub fn quiet(self) -> Style {
        match self {
            // Dim white is readable on every dark scheme tried, bright black is not; on light ones it is the reverse.
            Self::Light => Style::new().fg(Color::DarkGray),
            Self::Dark | Self::Mono => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// Headings.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Where an outlet stands.
    pub fn standing(self, standing: Standing) -> Style {
        match standing {
            Standing::Takes(stance) => self.stance(stance),
            Standing::Mixed => self.coloured(Color::Cyan, Color::Blue),
            Standing::ReportsBoth => Style::new(),
            Standing::Silent | Standing::TooEarly | Standing::Unchecked => self.quiet(),
        }
    }

    /// What an excerpt does with its claim.
    pub fn stance(self, stance: Stance) -> Style {
        match stance {
            Stance::Affirms => self.coloured(Color::Green, Color::Green),
            Stance::Reports | Stance::ReportsDenial => Style::new(),
            Stance::Questions => self.coloured(Color::Magenta, Color::Magenta),
            Stance::Denies => self.coloured(Color::Red, Color::Red),
        }
    }

    /// The current row of the pane that has the keys.
    pub fn current(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Words that differ from those they are compared with.
    pub fn changed(self) -> Style {
        self.coloured(Color::Magenta, Color::Magenta).add_modifier(Modifier::UNDERLINED)
    }

    /// What is wrong: a misquotation.
    pub fn fault(self) -> Style {
        self.coloured(Color::Red, Color::Red).add_modifier(Modifier::BOLD)
    }

    /// The letters that were looked for.
    pub fn matched(self) -> Style {
        self.accent().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    fn coloured(self, dark: Color, light: Color) -> Style {
        match self {
            Self::Dark => Style::new().fg(dark),
            Self::Light => Style::new().fg(light),
            Self::Mono => Style::new(),
        }
    }
}
