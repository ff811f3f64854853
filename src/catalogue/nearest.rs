//! Guesses which known name was meant by an unknown one.

/// Longer names, in bytes, are not guessed at: nobody meant them.
const LONGEST: usize = 100;

/// The one of `known` that `name` was most likely meant to be; none where nothing is close.
///
/// Close is a Damerau-Levenshtein distance (optimal string alignment) of at most a third of the longer name, and at least 1; where
/// nothing is, one of the two names may be a part of the other between hyphens: `hpo` of `hpo-aarp`, `rother` of `john-rother`.
/// Of several that are equally close it is the first by the alphabet, so the order of `known` does not matter.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close = |known: &'a str| {
        let longer = known.chars().count().max(name.chars().count());
        let distance = strsim::osa_distance(name, known);
        (distance <= (longer / 3).max(1)).then_some((distance, known))
    };
    let sensible = |name: &&str| name.len() <= LONGEST;
    Some(name).filter(sensible)?;
    let known: Vec<&str> = known.into_iter().filter(sensible).collect();
    let by_letters = known.iter().filter_map(|known| close(known)).min();
    let is_part = |part: &str, whole: &str| part.len() > 1 && whole.contains('-') && whole.split('-').any(|other| other == part);
    let shares = |known: &&str| is_part(name, known) || is_part(known, name);
    let by_part = || known.iter().copied().filter(shares).map(|known| (known.len().abs_diff(name.len()), known)).min();
    by_letters.or_else(by_part).map(|(_, known)| known)
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
    fn a_part_stands_for_the_whole_and_the_whole_for_its_part() {
        assert_eq!(nearest("hpo", ["aarp", "hpo-aarp", "hpo-of-the-north"]), Some("hpo-aarp"));
        assert_eq!(nearest("john-rother", ["rother", "mother"]), Some("rother"));
        assert_eq!(nearest("a", ["grade-a"]), None);
    }

    #[test]
    fn what_is_nothing_like_any_stays_unknown() {
        assert_eq!(nearest("bridge", ["quote", "note"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
