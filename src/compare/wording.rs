//! How the words of one passage differ from those of another: what to mark, what can be named, how much changed.

use super::drift::{self, Drift, Namings, Passage, pair::Pair};
use crate::text::{
    diff::{Run, runs},
    quoted::quoted,
    tokens::tokens,
};

/// How one passage differs from another.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// What to mark in both columns: every word of both, in order.
    pub runs: Vec<Run>,
    /// What can be named.
    pub drifts: Vec<Drift>,
    /// The share of the words of both that the other does not have, from 0 to 1; words that only moved or changed their form
    /// do not count.
    pub changed: f64,
}

/// A quotation as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation<'a> {
    /// The words.
    pub text: &'a str,
    /// Whether they are known to be passed on as somebody's: then a verb of saying that was not quoted is not missing.
    pub attributed: bool,
}

/// How `other` differs from `base`; ranges are in bytes of each.
pub fn compare(base: Quotation, other: Quotation, namings: &Namings) -> Wording {
    let (base_tokens, other_tokens) = (tokens(base.text), tokens(other.text));
    let (base_quoted, other_quoted) = (quoted(base.text), quoted(other.text));
    between(
        Passage { text: base.text, tokens: &base_tokens, quoted: &base_quoted, attributed: base.attributed },
        Passage { text: other.text, tokens: &other_tokens, quoted: &other_quoted, attributed: other.attributed },
        namings,
    )
}

/// How `other` differs from `base`, two passages of longer texts; ranges are in bytes of those.
pub fn between(base: Passage, other: Passage, namings: &Namings) -> Wording {
    let pair = Pair::new(base, other);
    Wording {
        runs: runs(base.tokens, other.tokens, &pair.matches),
        drifts: drift::named(&pair, namings),
        changed: pair.changed(),
    }
}
