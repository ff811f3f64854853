//! Slips of the hand: letters swapped, wrong, doubled or missing.
//!
//! The distance is that of optimal string alignment: the fewest insertions, deletions, substitutions and swaps of neighbours
//! where no letter takes part in two of them (F. Damerau, "A technique for computer detection and correction of spelling
//! errors", 1964, in the restricted form). It differs from the unrestricted distance only where something is inserted between
//! two swapped letters, which no hand does.

/// Longer words are not forgiven anything: nobody types them, and what is pasted is meant as it stands.
pub(super) const MAX_LETTERS: usize = 64;

/// How many slips part a typed word from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slips {
    /// From the whole word.
    pub whole: u8,
    /// From the part of the word that is nearest, of those that it begins with.
    pub beginning: u8,
}

/// The slips between `typed` and `word`; `None` where both counts are over `limit` or `typed` is too long.
pub(super) fn slips<T: Copy + PartialEq>(typed: &[T], word: &[T], limit: u8) -> Option<Slips> {
    const FAR: u8 = u8::MAX / 2;
    let far = usize::from(limit);
    if typed.len() > MAX_LETTERS || word.len() + far < typed.len() {
        return None;
    }
    // No alignment within the limit reaches further into the word; the letter more tells a longer word from a match.
    let reach = (typed.len() + far + 1).min(word.len());
    let word = &word[..reach];
    let mut rows = [[FAR; MAX_LETTERS + 8]; 3];
    for (column, cell) in (0..=limit).zip(&mut rows[0]) {
        *cell = column;
    }
    let mut band = 0..=far;
    for (typed_before, (at, &letter)) in (0_u8..).zip(typed.iter().enumerate()) {
        let [before, previous, current] = match at % 3 {
            0 => [1, 0, 2],
            1 => [0, 2, 1],
            _ => [2, 1, 0],
        };
        // Who stands further off than the limit has slipped more often.
        band = (at + 1).saturating_sub(far)..=(at + 1 + far).min(word.len());
        let mut best = if typed_before < limit { typed_before + 1 } else { FAR };
        rows[current][band.start().saturating_sub(1)] = best;
        for column in (*band.start()).max(1)..=*band.end() {
            let other = word[column - 1];
            let mut cost = rows[previous][column - 1] + u8::from(letter != other);
            cost = cost.min(rows[previous][column] + 1).min(rows[current][column - 1] + 1);
            if at > 0 && column > 1 && letter == word[column - 2] && typed[at - 1] == other {
                cost = cost.min(rows[before][column - 2] + 1);
            }
            rows[current][column] = cost;
            best = best.min(cost);
        }
        if best > limit {
            return None;
        }
    }
    let last = match typed.len() % 3 {
        0 => 0,
        1 => 2,
        _ => 1,
    };
    let beginning = rows[last][band].iter().copied().min().unwrap_or(FAR);
    Some(Slips { whole: rows[last][word.len()], beginning })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(typed: &str, word: &str) -> Option<u8> {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        slips(&letters(typed), &letters(word), 2).map(|slips| slips.whole).filter(|&whole| whole <= 2)
    }

    fn beginning(typed: &str, word: &str) -> Option<u8> {
        slips(typed.as_bytes(), word.as_bytes(), 2).map(|slips| slips.beginning).filter(|&beginning| beginning <= 2)
    }

    #[test]
    fn each_slip_counts_one() {
        assert_eq!(whole("bridge", "bridge"), Some(0));
        assert_eq!(whole("brigde", "bridge"), Some(1));
        assert_eq!(whole("bridgr", "bridge"), Some(1));
        assert_eq!(whole("briidge", "bridge"), Some(1));
        assert_eq!(whole("brdge", "bridge"), Some(1));
        assert_eq!(whole("rbidge", "bridge"), Some(1));
    }

    #[test]
    fn slips_add_up() {
        assert_eq!(whole("rbigde", "bridge"), Some(2));
        assert_eq!(whole("rbigdee", "bridge"), None);
        assert_eq!(whole("", "ab"), Some(2));
        assert_eq!(whole("мсот", "мост"), Some(1));
    }

    #[test]
    fn nothing_is_put_between_swapped_letters() {
        assert_eq!(whole("ca", "abc"), None);
    }

    #[test]
    fn a_word_half_typed_is_held_against_what_it_may_become() {
        assert_eq!(beginning("hopsi", "hospital"), Some(1));
        assert_eq!(beginning("brid", "bridge"), Some(0));
        assert_eq!(whole("brid", "bridge"), Some(2));
        assert_eq!(whole("bri", "bridges"), None);
    }

    proptest! {
        #[test]
        fn the_counts_are_those_of_the_definition(typed in "[ab]{0,7}", word in "[abc]{0,9}", limit in 0_u8..4) {
            let whole = reference(typed.as_bytes(), word.as_bytes());
            let beginning = (0..=word.len()).map(|end| reference(typed.as_bytes(), &word.as_bytes()[..end])).min().unwrap();
            let within = |count: u8| Some(count).filter(|&count| count <= limit);
            let found = slips(typed.as_bytes(), word.as_bytes(), limit);
            prop_assert_eq!(found.and_then(|slips| within(slips.whole)), within(whole));
            prop_assert_eq!(found.and_then(|slips| within(slips.beginning)), within(beginning));
        }
    }

    /// The definition as a recursion.
    fn reference(a: &[u8], b: &[u8]) -> u8 {
        let ([shorter_a @ .., last_a], [shorter_b @ .., last_b]) = (a, b) else {
            return u8::try_from(a.len() + b.len()).unwrap();
        };
        let mut cost = reference(shorter_a, shorter_b) + u8::from(last_a != last_b);
        cost = cost.min(reference(shorter_a, b) + 1).min(reference(a, shorter_b) + 1);
        match (shorter_a, shorter_b) {
            ([rest_a @ .., before_a], [rest_b @ .., before_b]) if before_a == last_b && before_b == last_a => {
                cost.min(reference(rest_a, rest_b) + 1)
            }
            _ => cost,
        }
    }
}
