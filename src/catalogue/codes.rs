//! Values of which there are few, as the curator chose among them: each with its name in a catalogue.

use serde::{Deserialize, Serialize};
use toml::value::Date;

/// The version of the catalogue's format that the curator had in mind: what a later one checks in addition is a hint in an
/// earlier one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The first, which is that of a catalogue that gives none.
    #[default]
    One,
    /// The one with `reports-denial`, parts of documents and days of claims.
    Two,
}

impl Format {
    /// All of them, from the first on.
    pub const ALL: [Self; 2] = [Self::One, Self::Two];

    /// The one that this program writes.
    pub const NEWEST: Self = Self::Two;

    /// As written in a catalogue.
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }
}

/// What kind of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// News.
    Report,
    /// A signed view in a news medium.
    Opinion,
    /// The text of a campaign or a party to the conflict.
    Advocacy,
}

impl Genre {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Report, Self::Opinion, Self::Advocacy];

    /// As written in a catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Opinion => "opinion",
            Self::Advocacy => "advocacy",
        }
    }
}

/// What a part of a document is. After NITF, and schema.org's `articleBody`, `caption` and `comment`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// What stands over the text, in the outlet's voice.
    Headline,
    /// Who wrote it, and when.
    Byline,
    /// What stands under a picture, in the outlet's voice.
    Caption,
    /// What points to another text.
    Teaser,
    /// What readers wrote below it.
    Comments,
    /// What stands in every text of the outlet.
    Boilerplate,
}

impl PartKind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Headline, Self::Byline, Self::Caption, Self::Teaser, Self::Comments, Self::Boilerplate];

    /// Whether it speaks for the outlet, and of the matter, as the body does.
    pub const fn is_in_its_voice(self) -> bool {
        matches!(self, Self::Headline | Self::Caption)
    }

    /// Whether it mostly says whose the document is, be it by its wording alone.
    pub const fn gives_outlet_away(self) -> bool {
        matches!(self, Self::Headline | Self::Byline | Self::Boilerplate)
    }

    /// As written in a catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Caption => "caption",
            Self::Teaser => "teaser",
            Self::Comments => "comments",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// The day before which nobody could know of a claim.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Day {
    /// That of its event, if that has one.
    #[default]
    OfEvent,
    /// Its own: `date`.
    Own(Date),
    /// There is none: `undated`.
    Undated,
}

/// What the outlet does with a claim in one excerpt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// In the outlet's own voice, as a fact.
    Affirms,
    /// Passed on as somebody's statement for the claim, with no sign of the outlet's own.
    Reports,
    /// Distanced: "alleged", scare quotes, "could not be confirmed".
    Questions,
    /// Passed on as somebody's statement against the claim, with no sign of the outlet's own.
    ReportsDenial,
    /// Contradicted in the outlet's own voice.
    Denies,
}

impl Stance {
    /// Whether a speaker's statement is passed on without a stand of one's own: the speaker is needed then.
    pub const fn passes_on(self) -> bool {
        matches!(self, Self::Reports | Self::ReportsDenial)
    }

    /// All of them, from the one that supports a claim most to the one that does least.
    pub const ALL: [Self; 5] = [Self::Affirms, Self::Reports, Self::Questions, Self::ReportsDenial, Self::Denies];

    /// As written in a catalogue.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Reports => "reports",
            Self::Questions => "questions",
            Self::ReportsDenial => "reports-denial",
            Self::Denies => "denies",
        }
    }

    /// When it is given, in a sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Affirms => "Vouches for it: in its own words, or endorsing a speaker.",
            Self::Reports => "Passes on a speaker's statement for it, with no sign of its own.",
            Self::Questions => "Keeps its distance itself: “alleged”, scare quotes, “could not be confirmed”.",
            Self::ReportsDenial => "Passes on a speaker's statement against it, with no sign of its own.",
            Self::Denies => "Contradicts it: in its own words, or of a speaker.",
        }
    }
}
