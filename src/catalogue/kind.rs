//! The kinds of rows, how their tables are headed, and the order in which parallax writes their keys.

use serde::{Deserialize, Serialize};

/// A kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// Who publishes.
    Outlet,
    /// One text.
    Document,
    /// What of a text is not its body.
    Part,
    /// What documents are about.
    Event,
    /// Whose statements are passed on.
    Speaker,
    /// A code of the codebook.
    Frame,
    /// The forms used for one subject.
    Naming,
    /// A proposition.
    Claim,
    /// A quotation filed under a claim.
    Excerpt,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Outlet,
        Self::Document,
        Self::Part,
        Self::Event,
        Self::Speaker,
        Self::Frame,
        Self::Naming,
        Self::Claim,
        Self::Excerpt,
    ];

    /// As it stands between the brackets of a header.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Document => "document",
            Self::Part => "document.part",
            Self::Event => "event",
            Self::Speaker => "speaker",
            Self::Frame => "frame",
            Self::Naming => "naming",
            Self::Claim => "claim",
            Self::Excerpt => "claim.excerpt",
        }
    }

    /// The last word of that: the key in the table above it, and what messages call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Excerpt => "excerpt",
            other => other.path(),
        }
    }

    /// Its keys, in order.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Outlet => &["id", "name", "mark", "kind", "note", "accepted"],
            Self::Document => &[
                "id",
                "outlet",
                "title",
                "author",
                "published",
                "published_about",
                "genre",
                "language",
                "copy_of",
                "url",
                "chars",
                "sha256",
                "note",
                "accepted",
            ],
            Self::Part => &["kind", "from", "to", "span"],
            Self::Event => &["id", "title", "date", "note", "accepted"],
            Self::Speaker => &["id", "name", "role", "note", "accepted"],
            Self::Frame => &["id", "name", "definition", "examples", "not", "accepted"],
            Self::Naming => &["id", "title", "forms", "except", "note", "accepted"],
            Self::Claim => &[
                "id",
                "event",
                "title",
                "text",
                "date",
                "undated",
                "topics",
                "absent",
                "absent_blind",
                "contradicts",
                "note",
                "accepted",
            ],
            Self::Excerpt => &[
                "document", "stance", "speaker", "cue", "frames", "figure", "quote", "prefix", "suffix", "span", "blind", "note",
                "accepted",
            ],
        }
    }
}
