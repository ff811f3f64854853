//! How things look: the terminal's own sixteen colours, the background untouched.
//!
//! Nothing is said by colour alone: a stance has its sign, the current row is reversed and marked, the focused pane has the
//! heavy border, a match is bold and underlined. So a theme without colour loses nothing but ease.
//!
//! Text has a contrast of 4.5 to its background on the palettes that people have, or at least that of the palette's own text, and
//! a sign or a line 3 (WCAG 2.2, success criteria 1.4.3 and 1.4.11): of the sixteen only green, yellow and cyan are fit for words on
//! dark ones, and only red and magenta on light ones. So hue is for signs; words are told apart by weight.

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
    /// Headings, messages, what leads on.
    pub fn accent(self) -> Style {
        match self {
            Self::Dark => Style::new().fg(Color::Cyan),
            Self::Light | Self::Mono => self.strong(),
        }
    }

    /// The lines around what has the keys, and the marker of its current row.
    pub fn edge(self) -> Style {
        self.coloured(Color::Cyan, Color::Blue)
    }

    /// The lines around anything else, and the signs of who says nothing.
    pub fn line(self) -> Style {
        match self {
            // Dim white is seen on every dark scheme tried, bright black is not; on light ones it is the reverse.
            Self::Light => Style::new().fg(Color::DarkGray),
            Self::Dark | Self::Mono => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// What is there when looked for: it stands beside what is bold. On a line it is not as dim as that.
    pub const fn quiet(self) -> Style {
        Style::new().remove_modifier(Modifier::DIM)
    }

    /// Headings.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The sign of where an outlet stands.
    pub fn standing(self, standing: Standing) -> Style {
        match standing {
            Standing::Takes(stance) => self.stance(stance),
            Standing::Mixed => self.strong(),
            Standing::ReportsBoth => Style::new(),
            Standing::Silent | Standing::TooEarly | Standing::Unchecked => self.line(),
        }
    }

    /// The sign of what an excerpt does with its claim.
    pub fn stance(self, stance: Stance) -> Style {
        match stance {
            // No green can be seen on white.
            Stance::Affirms if self == Self::Light => self.strong(),
            Stance::Affirms => self.coloured(Color::Green, Color::Reset),
            Stance::Reports | Stance::ReportsDenial => Style::new(),
            Stance::Questions => self.coloured(Color::LightMagenta, Color::Magenta),
            Stance::Denies => self.coloured(Color::LightRed, Color::Red),
        }
    }

    /// The current row of the pane that has the keys.
    pub fn current(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Words that differ from those they are compared with.
    pub fn changed(self) -> Style {
        match self {
            Self::Dark => Style::new().fg(Color::Yellow).add_modifier(Modifier::UNDERLINED),
            Self::Light | Self::Mono => self.strong().add_modifier(Modifier::UNDERLINED),
        }
    }

    /// What is wrong: a misquotation.
    pub fn fault(self) -> Style {
        self.strong()
    }

    /// The letters that were looked for.
    pub fn matched(self) -> Style {
        self.accent().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// Words that are selected.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The word at the end of them that moves: told from them by its line where there is no colour.
    pub fn moving_end(self) -> Style {
        self.edge().add_modifier(Modifier::REVERSED | Modifier::BOLD | Modifier::UNDERLINED)
    }

    fn coloured(self, dark: Color, light: Color) -> Style {
        match self {
            Self::Dark => Style::new().fg(dark),
            Self::Light => Style::new().fg(light),
            Self::Mono => Style::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Background, text, and the sixteen colours in their order, as the terminals ship them.
    struct Palette(&'static str, u32, u32, [u32; 16]);

    const XTERM: [u32; 16] = [
        0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f, 0xff_0000, 0x00_ff00,
        0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
    ];
    const SOLARIZED: [u32; 16] = [
        0x07_3642, 0xdc_322f, 0x85_9900, 0xb5_8900, 0x26_8bd2, 0xd3_3682, 0x2a_a198, 0xee_e8d5, 0x00_2b36, 0xcb_4b16, 0x58_6e75,
        0x65_7b83, 0x83_9496, 0x6c_71c4, 0x93_a1a1, 0xfd_f6e3,
    ];
    const TERMINAL_APP: [u32; 16] = [
        0x00_0000, 0x99_0000, 0x00_a600, 0x99_9900, 0x00_00b2, 0xb2_00b2, 0x00_a6b2, 0xbf_bfbf, 0x66_6666, 0xe5_0000, 0x00_d900,
        0xe5_e500, 0x00_00ff, 0xe5_00e5, 0x00_e5e5, 0xe5_e5e5,
    ];
    const CODE_DARK: [u32; 16] = [
        0x00_0000, 0xcd_3131, 0x0d_bc79, 0xe5_e510, 0x24_72c8, 0xbc_3fbc, 0x11_a8cd, 0xe5_e5e5, 0x66_6666, 0xf1_4c4c, 0x23_d18b,
        0xf5_f543, 0x3b_8eea, 0xd6_70d6, 0x29_b8db, 0xe5_e5e5,
    ];
    const CODE_LIGHT: [u32; 16] = [
        0x00_0000, 0xcd_3131, 0x00_bc00, 0x94_9800, 0x04_51a5, 0xbc_05bc, 0x05_98bc, 0x55_5555, 0x66_6666, 0xcd_3131, 0x14_ce14,
        0xb5_ba00, 0x04_51a5, 0xbc_05bc, 0x05_98bc, 0xa5_a5a5,
    ];
    const DARK: [Palette; 4] = [
        Palette("xterm", 0x00_0000, 0xe5_e5e5, XTERM),
        Palette("VS Code dark", 0x1e_1e1e, 0xcc_cccc, CODE_DARK),
        Palette("Solarized dark", 0x00_2b36, 0x83_9496, SOLARIZED),
        Palette("Terminal.app Pro", 0x00_0000, 0xf2_f2f2, TERMINAL_APP),
    ];
    const LIGHT: [Palette; 4] = [
        Palette("xterm, reversed", 0xff_ffff, 0x00_0000, XTERM),
        Palette("VS Code light", 0xff_ffff, 0x33_3333, CODE_LIGHT),
        Palette("Solarized light", 0xfd_f6e3, 0x65_7b83, SOLARIZED),
        Palette("Terminal.app Basic", 0xff_ffff, 0x00_0000, TERMINAL_APP),
    ];

    /// Red, green and blue as light, from 0 to 1 (IEC 61966-2-1).
    fn linear(colour: u32) -> [f64; 3] {
        [16, 8, 0].map(|shift| {
            let channel = f64::from((colour >> shift) & 0xff) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance([red, green, blue]: [f64; 3]) -> f64 {
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(linear(one)), luminance(linear(other)));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn of(palette: &Palette, style: Style) -> u32 {
        const ORDER: [Color; 16] = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        let at = style.fg.and_then(|colour| ORDER.iter().position(|&other| other == colour));
        at.map_or(palette.2, |at| palette.3[at])
    }

    #[test]
    fn text_can_be_read_and_signs_can_be_seen_on_every_palette() {
        for (theme, palettes) in [(Theme::Dark, &DARK), (Theme::Light, &LIGHT)] {
            let words = [
                ("accent", theme.accent()),
                ("quiet", theme.quiet()),
                ("strong", theme.strong()),
                ("changed", theme.changed()),
                ("fault", theme.fault()),
                ("matched", theme.matched()),
            ];
            let signs = Stance::ALL.map(|stance| (stance.name(), theme.stance(stance)));
            for palette in palettes {
                let own = contrast(palette.2, palette.1);
                let told = |style| contrast(of(palette, style), palette.1);
                for (name, style) in words {
                    assert!(told(style) >= own.min(4.5), "{name} on {}: {:.1}", palette.0, told(style));
                    assert!(!style.add_modifier.contains(Modifier::DIM), "{name}");
                }
                for (name, style) in signs.iter().copied().chain([("edge", theme.edge())]) {
                    assert!(told(style) >= 3.0, "{name} on {}: {:.1}", palette.0, told(style));
                }
            }
        }
    }

    #[test]
    fn a_hue_means_one_thing() {
        for theme in [Theme::Dark, Theme::Light] {
            let stances = Stance::ALL.map(|stance| theme.stance(stance).fg);
            let others = [theme.accent(), theme.edge(), theme.changed()].map(|style| style.fg);
            for stance in stances.iter().flatten() {
                assert!(!others.contains(&Some(*stance)), "{stance:?}");
                assert_eq!(stances.iter().flatten().filter(|other| *other == stance).count(), 1, "{stance:?}");
            }
        }
    }

    /// How a colour looks to somebody without the middle or the long cones: Machado, Oliveira and Fernandes, "A
    /// physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15(6), 2009, at full severity.
    const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 2] = [
        (
            "protanopia",
            [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        ),
        (
            "deuteranopia",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ),
    ];

    #[test]
    fn colour_blind_people_tell_who_affirms_from_who_denies() {
        for (theme, palettes) in [(Theme::Dark, &DARK), (Theme::Light, &LIGHT)] {
            for palette in palettes {
                for (name, matrix) in DEFICIENCIES {
                    let seen = |stance| {
                        let light = linear(of(palette, theme.stance(stance)));
                        matrix.map(|row| {
                            row.iter().zip(light).map(|(weight, channel)| weight * channel).sum::<f64>().clamp(0.0, 1.0)
                        })
                    };
                    let (affirms, denies) = (seen(Stance::Affirms), seen(Stance::Denies));
                    let apart: f64 = affirms.iter().zip(denies).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt();
                    assert!(apart > 0.05, "{name} on {}: {apart:.3}", palette.0);
                }
            }
        }
    }
}
