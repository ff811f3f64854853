//! Guesses which known name was meant by an unknown one.

/// Longer names, in bytes, are not guessed at: nobody meant them.
const LONGEST: usize = 100;

/// The one of `known` that `name` was most likely meant to be; none where nothing is close.
///
/// Close is a Damerau-Levenshtein distance (optimal string alignment) of at most a third of the longer name, and at least 1.
/// Of several that are equally close it is the first by the alphabet, so the order of `known` does not matter.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close = |known: &'a str| {
        let longer = known.chars().count().max(name.chars().count());
        let distance = strsim::osa_distance(name, known);
        (distance <= (longer / 3).max(1)).then_some((distance, known))
    };
    let sensible = |name: &&str| name.len() <= LONGEST;
    Some(name).filter(sensible)?;
    known.into_iter().filter(sensible).filter_map(close).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_found() {
        assert_eq!(nearest("afirms", ["denies", "affirms"]), Some("affirms"));
        assert_eq!(nearest("quoet", ["note", "quote"]), Some("quote"));
    }

    #[test]
    fn of_equally_close_names_it_is_the_first_by_the_alphabet() {
        assert_eq!(nearest("bat", ["cat", "bar", "bad"]), Some("bad"));
    }

    #[test]
    fn what_is_nothing_like_any_stays_unknown() {
        assert_eq!(nearest("bridge", ["quote", "note"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
