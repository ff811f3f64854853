//! How much of a text another has, too: whether one may be a copy of the other.
//!
//! Sentences are paired as those of a copy and its original are ([`super::alignment`]), so that a reworded copy is one, too.

use super::alignment::{Version, align_alike};

/// The part of `text` that stands in sentences of which `other` has the same or much alike ones, from 0 to 1.
pub fn likeness(text: &str, other: &str) -> f64 {
    let rows = align_alike(&other.into(), &Version::from(text));
    let copy = |paired: bool| {
        let rows = rows.iter().filter(|row| !paired || row.original.is_some());
        rows.filter_map(|row| row.copy.as_ref()).map(ExactSizeIterator::len).sum::<usize>()
    };
    crate::text::share::share(copy(true), copy(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The harbour bridge was closed at midnight. Nobody had been told before. The mayor was away that night.";

    #[test]
    fn a_text_is_like_itself_and_its_reworded_copy_and_like_nothing_else() {
        assert!((likeness(TEXT, TEXT) - 1.0).abs() < 1e-9);
        assert!(likeness("The harbour bridge was shut at midnight. Nobody was told before. Gulls rule.", TEXT) > 0.6);
        assert!(likeness("Bread costs more this spring. The council meets on Friday about the market.", TEXT) < 0.1);
        // Two short texts leave each other's sentences nothing else to be paired with.
        assert!(likeness("The council meets at the harbour on Friday. Bread costs more this spring.", TEXT).abs() < 1e-9);
        assert!(likeness("", TEXT).abs() < 1e-9);
    }
}
