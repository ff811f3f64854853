//! What was asked for of a catalogue that is not handed on whole, so that a part of it never passes for all.

use serde::Serialize;

use crate::{catalogue::Catalogue, report::count, text::clean::displayable};

/// What was asked for, as it was asked, and of how much that is a part. Serialised as in `schema.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Selected {
    /// What claims have an excerpt for, as [`crate::find`] reads it; of any where nothing was looked for.
    pub claims: Option<String>,
    /// Ids of the outlets, without those that came along because they publish what these copy; none where none was named.
    pub outlets: Option<Vec<String>>,
    /// Ids of the events; none where none was named.
    pub events: Option<Vec<String>>,
    /// How many claims there are in all.
    pub of_claims: usize,
    /// How many excerpts there are in all.
    pub of_excerpts: usize,
}

impl Selected {
    /// "A selection: claims that “barriers” finds; outlets Bay Courier, Tide Mirror: 1 of 5 claims, 2 of 11 excerpts." `part` is what was
    /// selected.
    pub(super) fn told(&self, part: &Catalogue) -> String {
        let names = |what, names: Vec<&str>| format!("{what}{} {}", if names.len() == 1 { "" } else { "s" }, names.join(", "));
        let asked = [
            self.claims.as_ref().map(|query| format!("claims that “{}” finds", displayable(query))),
            self.outlets.as_ref().map(|_| names("outlet", part.outlets.iter().map(|outlet| outlet.name.as_str()).collect())),
            self.events.as_ref().map(|_| names("event", part.events.iter().map(|event| event.title.as_str()).collect())),
        ];
        format!(
            "A selection: {}: {} of {}, {} of {}.",
            asked.into_iter().flatten().collect::<Vec<_>>().join("; "),
            part.claims.len(),
            count(self.of_claims, "claim"),
            part.excerpts.len(),
            count(self.of_excerpts, "excerpt")
        )
    }
}
