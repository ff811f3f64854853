//! The walk through what a copy made of its original: all that is named, or one kind of it.

use crate::compare::{copy::Comparison, drift::Kind};

/// Where one is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DriftWalk {
    /// Only these; all where there is none.
    pub(super) kind: Option<Kind>,
    /// Which of them, counted from 0.
    pub(super) at: usize,
}

/// One stop of the walk: a row of the comparison, and which of its drifts.
pub(super) type Stop = (usize, usize);

impl DriftWalk {
    /// The one to begin with where the row `top` is the first in sight: going on from there, or back.
    pub(super) fn from(comparison: &Comparison, kind: Option<Kind>, top: usize, by: isize) -> Option<Self> {
        let stops = stops(comparison, kind);
        let next = stops.partition_point(|&(row, _)| row < top);
        let last = stops.len().checked_sub(1)?;
        let at = if by < 0 { next.saturating_sub(1) } else { next.min(last) };
        Some(Self { kind, at })
    }

    /// The one `by` further on; none beyond the ends.
    pub(super) fn step(self, comparison: &Comparison, by: isize) -> Option<Self> {
        let at = self.at.checked_add_signed(by)?;
        (at < stops(comparison, self.kind).len()).then_some(Self { at, ..self })
    }

    /// Where it is.
    pub(super) fn stop(self, comparison: &Comparison) -> Option<Stop> {
        stops(comparison, self.kind).get(self.at).copied()
    }

    /// The kind to go on to: each that there is, then all, then none.
    pub(super) fn next_kind(walk: Option<Self>, comparison: &Comparison) -> Option<Kind> {
        let kinds = comparison.kinds();
        let at = match walk.and_then(|walk| walk.kind) {
            Some(kind) => kinds.iter().position(|&(other, _)| other == kind).map_or(0, |at| at + 1),
            None => 0,
        };
        kinds.get(at).map(|&(kind, _)| kind)
    }

    /// "relabelled 3 of 17".
    pub(super) fn place(self, comparison: &Comparison) -> String {
        let what = self.kind.map_or("drift", Kind::plural);
        format!("{what} {} of {}", self.at + 1, stops(comparison, self.kind).len())
    }
}

/// What the walk through `kind` goes through, in the order of the rows.
fn stops(comparison: &Comparison, kind: Option<Kind>) -> Vec<Stop> {
    let of_row = |(row, drifts): (usize, usize)| (0..drifts).map(move |at| (row, at));
    let all = comparison.rows.iter().map(|row| row.drifts.len()).enumerate().flat_map(of_row);
    let is_walked = |&(row, at): &Stop| {
        let named = comparison.rows.get(row).and_then(|row| row.drifts.get(at));
        named.is_some_and(|named| kind.is_none_or(|kind| named.kind == kind))
    };
    all.filter(is_walked).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{copy::compare, naming::Namings};

    const ORIGINAL: &str =
        "Some keepers in Harrow Bay wept. The mayor said six boats sank. Nobody knows why the pier was left open.";
    const COPY: &str = "Keepers in Harrov Bay wept. The mayor claimed 7 boats sank. The gulls returned to the empty market hall.";

    fn comparison() -> Comparison {
        compare(&ORIGINAL.into(), &COPY.into(), &Namings::default())
    }

    fn words(comparison: &Comparison, walk: DriftWalk) -> &'static str {
        let (row, at) = walk.stop(comparison).unwrap();
        comparison.rows[row].drifts[at].label
    }

    #[test]
    fn a_walk_goes_through_one_kind_or_all_and_ends_at_both_ends() {
        let comparison = comparison();
        let mut walk = DriftWalk::from(&comparison, None, 0, 1);
        let mut seen = Vec::new();
        while let Some(at) = walk {
            seen.push(words(&comparison, at));
            walk = at.step(&comparison, 1);
        }
        let expected: Vec<&str> = comparison.rows.iter().flat_map(|row| &row.drifts).map(|named| named.label).collect();
        assert_eq!(seen, expected);
        assert!(seen.len() > 4, "{seen:?}");
        let names = DriftWalk::from(&comparison, Some(Kind::Name), 0, 1).unwrap();
        assert_eq!((words(&comparison, names), names.place(&comparison)), ("name changed", "names 1 of 1".to_owned()));
        assert_eq!((names.step(&comparison, 1), names.step(&comparison, -1)), (None, None));
    }

    #[test]
    fn a_walk_begins_at_what_is_in_sight() {
        let comparison = comparison();
        let row = |top, by| DriftWalk::from(&comparison, None, top, by).and_then(|walk| walk.stop(&comparison)).unwrap().0;
        assert_eq!((row(0, 1), row(1, 1), row(1, -1), row(99, 1)), (0, 1, 0, comparison.rows.len() - 1));
        assert_eq!(DriftWalk::from(&comparison, Some(Kind::Moved), 0, 1), None);
    }

    #[test]
    fn kinds_are_chosen_one_after_the_other_and_then_none() {
        let comparison = comparison();
        let mut chosen = Vec::new();
        let mut kind = DriftWalk::next_kind(None, &comparison);
        while let Some(of) = kind {
            chosen.push(of);
            kind = DriftWalk::next_kind(DriftWalk::from(&comparison, Some(of), 0, 1), &comparison);
        }
        assert_eq!(chosen, comparison.kinds().into_iter().map(|(kind, _)| kind).collect::<Vec<_>>());
        let is_whole: Vec<bool> = chosen.iter().map(|kind| kind.is_whole_sentence()).collect();
        assert!(is_whole.is_sorted() && is_whole.contains(&true), "{chosen:?}");
    }
}
