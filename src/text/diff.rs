//! What differs between two texts, word by word.
//!
//! Words are the same when they fold to the same; what stands between them is not compared. The longest stretches of rare
//! words are matched first (the histogram algorithm of `imara-diff`), which keeps a text of a thousand words near linear and
//! does not tie two sentences together by their "the" and "of".

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use serde::Serialize;

use super::tokens::{Token, bytes, tokens};

/// What became of a stretch of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RunKind {
    /// The same words on both sides.
    Same,
    /// Only in the base.
    Removed,
    /// Only in the other text.
    Added,
    /// Other words in its place.
    Changed,
}

/// A stretch of both texts, from its first word to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What became of it.
    pub kind: RunKind,
    /// Where it stands in the base, in bytes; empty, and where it would stand, in an added one.
    pub base: Range<usize>,
    /// Where it stands in the other text, in bytes; empty in a removed one.
    pub other: Range<usize>,
}

/// Words that stand in both texts in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The first of them in the base, counted in words.
    pub base: usize,
    /// The first of them in the other text.
    pub other: usize,
    /// How many.
    pub len: usize,
}

/// The words that `base` and `other` share in order.
pub fn matches(base: &[Token], other: &[Token]) -> Vec<Match> {
    let mut input = InternedInput::default();
    input.update_before(base.iter().map(|token| &*token.folded));
    input.update_after(other.iter().map(|token| &*token.folded));
    let mut matches = Vec::new();
    let (mut base_at, mut other_at) = (0, 0);
    for hunk in Diff::compute(Algorithm::Histogram, &input).hunks() {
        matches.push(Match { base: base_at, other: other_at, len: hunk.before.start as usize - base_at });
        (base_at, other_at) = (hunk.before.end as usize, hunk.after.end as usize);
    }
    matches.push(Match { base: base_at, other: other_at, len: base.len() - base_at });
    matches.retain(|shared| shared.len > 0);
    matches
}

/// The words of `other` that `base` does not have there, in bytes.
pub fn differing(base: &str, other: &str) -> Vec<Range<usize>> {
    let (base, other) = (tokens(base), tokens(other));
    let runs = runs(&base, &other, &matches(&base, &other));
    runs.into_iter().filter(|run| run.kind != RunKind::Same && !run.other.is_empty()).map(|run| run.other).collect()
}

/// The runs that `matches` of the words of two texts leave: they cover every word of both, in order.
pub fn runs(base: &[Token], other: &[Token], matches: &[Match]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut push = |kind, base_part, other_part| {
        runs.push(Run { kind, base: bytes(base, base_part), other: bytes(other, other_part) });
    };
    let (mut base_at, mut other_at) = (0, 0);
    let end = Match { base: base.len(), other: other.len(), len: 0 };
    for &shared in matches.iter().chain([&end]) {
        match (base_at < shared.base, other_at < shared.other) {
            (true, true) => push(RunKind::Changed, base_at..shared.base, other_at..shared.other),
            (true, false) => push(RunKind::Removed, base_at..shared.base, other_at..other_at),
            (false, true) => push(RunKind::Added, base_at..base_at, other_at..shared.other),
            (false, false) => {}
        }
        (base_at, other_at) = (shared.base + shared.len, shared.other + shared.len);
        if shared.len > 0 {
            push(RunKind::Same, shared.base..base_at, shared.other..other_at);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::{fold::fold, tokens::tokens};

    fn diff(base: &str, other: &str) -> Vec<Run> {
        let (base, other) = (tokens(base), tokens(other));
        runs(&base, &other, &matches(&base, &other))
    }

    fn shown<'a>(base: &'a str, other: &'a str) -> Vec<(RunKind, &'a str, &'a str)> {
        diff(base, other).into_iter().map(|run| (run.kind, &base[run.base], &other[run.other])).collect()
    }

    #[test]
    fn changed_removed_and_added_words_are_told_apart() {
        use RunKind::{Added, Changed, Removed, Same};
        assert_eq!(
            shown("the old bridge fell", "the bridge sank at night"),
            [(Same, "the", "the"), (Removed, "old", ""), (Same, "bridge", "bridge"), (Changed, "fell", "sank at night"),]
        );
        assert_eq!(shown("fell", "it fell"), [(Added, "", "it"), (Same, "fell", "fell")]);
    }

    #[test]
    fn case_accents_and_marks_do_not_differ() {
        assert_eq!(shown("Søren's “bridge”", "SOREN’S bridge"), [(RunKind::Same, "Søren's “bridge", "SOREN’S bridge")]);
    }

    #[test]
    fn texts_without_words_do_not_differ() {
        assert_eq!(shown("", "…"), []);
    }

    proptest! {
        #[test]
        fn runs_cover_every_word_of_both_texts(base in "[a-dÁ ]{0,40}", other in "[a-dÁ ]{0,40}") {
            let runs = diff(&base, &other);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let of = |part: fn(&Run) -> Range<usize>, text: &str| runs.iter().flat_map(|run| words(&text[part(run)])).collect::<Vec<_>>();
            prop_assert_eq!(of(|run| run.base.clone(), &base), words(&base));
            prop_assert_eq!(of(|run| run.other.clone(), &other), words(&other));
            for run in &runs {
                let same = words(&fold(&base[run.base.clone()])) == words(&fold(&other[run.other.clone()]));
                prop_assert_eq!(same, run.kind == RunKind::Same);
            }
        }

        #[test]
        fn a_text_does_not_differ_from_itself(text in "\\PC{0,60}") {
            prop_assert!(diff(&text, &text).iter().all(|run| run.kind == RunKind::Same));
        }
    }
}
