//! Guesses which known name was meant by an unknown one.

/// The one of `known` that `name` was most likely meant to be; none where nothing is close.
///
/// Close is a Damerau-Levenshtein distance (optimal string alignment) of at most a third of the longer name, and at least 1.
/// Of several at the same distance it is the first.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let distance = |known: &&str| {
        let longer = known.chars().count().max(length);
        let distance = strsim::osa_distance(name, known);
        (distance <= (longer / 3).max(1)).then_some(distance)
    };
    known
        .into_iter()
        .filter_map(|known| Some((distance(&known)?, known)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
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
    fn what_is_nothing_like_any_stays_unknown() {
        assert_eq!(nearest("bridge", ["quote", "note"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
