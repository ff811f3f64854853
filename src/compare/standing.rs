//! The cells of the table claims × outlets: where one outlet stands on one claim, with the sign and the name of each.
//!
//! What an outlet passes on never changes a stand that it takes itself. Where it takes none, its speakers may be on one side or on
//! both. Without an excerpt it is *silent* where somebody has read its documents in vain, *too early* where it could not know, and
//! *unchecked* otherwise: silence is a finding only after somebody has listened.

use serde::Serialize;

use crate::catalogue::Stance;

/// Where one outlet stands on one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "&'static str")]
pub enum Standing {
    /// It takes this stand, and no other; or it takes none, and all that it passes on is on this side.
    Takes(Stance),
    /// It affirms and also questions or denies: it disagrees with itself.
    Mixed,
    /// It takes no stand and passes on statements for and against.
    ReportsBoth,
    /// Nothing on it in its documents, and somebody has looked.
    Silent,
    /// All its documents were published before it could be known.
    TooEarly,
    /// Nothing on record, and not every document has been looked through.
    Unchecked,
}

impl Standing {
    /// All of them, in the order of a legend: stands, what is passed on, no words at all.
    pub const ALL: [Self; 10] = [
        Self::Takes(Stance::Affirms),
        Self::Takes(Stance::Questions),
        Self::Takes(Stance::Denies),
        Self::Mixed,
        Self::Takes(Stance::Reports),
        Self::Takes(Stance::ReportsDenial),
        Self::ReportsBoth,
        Self::Silent,
        Self::TooEarly,
        Self::Unchecked,
    ];

    /// Where an outlet stands whose excerpts have these stances; none where there are none.
    pub fn of(stances: impl IntoIterator<Item = Stance>) -> Option<Self> {
        let stances: Vec<Stance> = stances.into_iter().collect();
        let has = |stance| stances.contains(&stance);
        let standing = match (has(Stance::Affirms), has(Stance::Questions), has(Stance::Denies)) {
            (true, false, false) => Self::Takes(Stance::Affirms),
            (true, _, _) => Self::Mixed,
            (false, _, true) => Self::Takes(Stance::Denies),
            (false, true, false) => Self::Takes(Stance::Questions),
            (false, false, false) => match (has(Stance::Reports), has(Stance::ReportsDenial)) {
                (true, true) => Self::ReportsBoth,
                (true, false) => Self::Takes(Stance::Reports),
                (false, true) => Self::Takes(Stance::ReportsDenial),
                (false, false) => return None,
            },
        };
        Some(standing)
    }

    /// One character for it, one column wide.
    pub const fn sign(self) -> char {
        match self {
            Self::Takes(Stance::Affirms) => '●',
            Self::Takes(Stance::Questions) => '◐',
            Self::Takes(Stance::Denies) => '✕',
            Self::Mixed => '◆',
            Self::Takes(Stance::Reports) => '○',
            Self::Takes(Stance::ReportsDenial) => '⊗',
            Self::ReportsBoth => '◎',
            Self::Silent => '–',
            Self::TooEarly => '┄',
            Self::Unchecked => '·',
        }
    }

    /// Its name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Takes(stance) => stance.name(),
            Self::Mixed => "mixed",
            Self::ReportsBoth => "reports-both-sides",
            Self::Silent => "silent",
            Self::TooEarly => "too-early",
            Self::Unchecked => "unchecked",
        }
    }

    /// What one outlet does, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Takes(Stance::ReportsDenial) => "reports a denial",
            Self::ReportsBoth => "reports both sides",
            Self::TooEarly => "too early",
            _ => self.name(),
        }
    }

    /// When an outlet has it, in a sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Takes(stance) => stance.meaning(),
            Self::Mixed => "Affirms it, and also questions or denies it.",
            Self::ReportsBoth => "Takes no stand, and passes on statements for it and against it.",
            Self::Silent => "Somebody has read its documents for it, and it is not there.",
            Self::TooEarly => "Its documents were published before it could be known.",
            Self::Unchecked => "Nobody has looked yet.",
        }
    }

    /// The same as what is said of an outlet: "Bay Courier is silent".
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Mixed => "is mixed",
            Self::Silent => "is silent",
            Self::TooEarly => "could not know",
            Self::Unchecked => "is unchecked",
            Self::Takes(_) | Self::ReportsBoth => self.words(),
        }
    }

    /// Where it stands in [`Standing::ALL`].
    pub const fn place(self) -> usize {
        match self {
            Self::Takes(Stance::Affirms) => 0,
            Self::Takes(Stance::Questions) => 1,
            Self::Takes(Stance::Denies) => 2,
            Self::Mixed => 3,
            Self::Takes(Stance::Reports) => 4,
            Self::Takes(Stance::ReportsDenial) => 5,
            Self::ReportsBoth => 6,
            Self::Silent => 7,
            Self::TooEarly => 8,
            Self::Unchecked => 9,
        }
    }

    /// Whether the outlet says anything.
    pub const fn speaks(self) -> bool {
        matches!(self, Self::Takes(_) | Self::Mixed | Self::ReportsBoth)
    }
}

impl From<Standing> for &'static str {
    fn from(standing: Standing) -> Self {
        standing.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{ascii, wrap};

    #[test]
    fn what_an_outlet_does_in_all_its_excerpts_makes_its_cell() {
        use Stance::{Affirms, Denies, Questions, Reports, ReportsDenial};
        let rows: [(&[Stance], Option<char>); 17] = [
            (&[], None),
            (&[Affirms], Some('●')),
            (&[Affirms, Affirms], Some('●')),
            (&[Affirms, Reports], Some('●')),
            (&[Affirms, ReportsDenial], Some('●')),
            (&[Affirms, Questions], Some('◆')),
            (&[Denies, Affirms], Some('◆')),
            (&[Questions], Some('◐')),
            (&[Questions, Reports, ReportsDenial], Some('◐')),
            (&[Denies], Some('✕')),
            (&[Questions, Denies], Some('✕')),
            (&[Denies, Reports], Some('✕')),
            (&[Denies, Questions, Affirms], Some('◆')),
            (&[Reports], Some('○')),
            (&[ReportsDenial], Some('⊗')),
            (&[Reports, ReportsDenial], Some('◎')),
            (&[ReportsDenial, Reports, Reports], Some('◎')),
        ];
        for (stances, sign) in rows {
            assert_eq!(Standing::of(stances.iter().copied()).map(Standing::sign), sign, "{stances:?}");
        }
    }

    #[test]
    fn signs_are_one_column_wide_and_differ_in_ascii_too() {
        let signs: String = Standing::ALL.into_iter().map(Standing::sign).collect();
        assert_eq!(wrap::width(&signs), Standing::ALL.len());
        assert_eq!(ascii::spell(&signs), "AQDMrdb-<.");
        assert_eq!(Standing::ALL.map(Standing::place), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
}
