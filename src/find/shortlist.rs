//! The few of many titles that somebody has in mind: what a form lists while one types.
//!
//! First come those in which every word typed begins a word, then those that `fuzzy_matcher` finds the letters in; those with the
//! title itself before those where only what stands below it has them. Otherwise the order stays.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::text::{fold::fold, words::words};

/// Which of the `titles`, each with what stands below it, have what is `typed`: by their places, best first; all of them in their
/// order where nothing is.
pub fn shortlist<'t>(typed: &str, titles: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<usize> {
    let folded = fold(typed);
    let asked: Vec<&str> = words(&folded).map(|word| &folded[word]).collect();
    if asked.is_empty() {
        return (0..titles.count()).collect();
    }
    let matcher = SkimMatcherV2::default();
    let has_all = |text: &str| {
        let text = fold(text);
        let there: Vec<&str> = words(&text).map(|word| &text[word]).collect();
        asked.iter().all(|asked| there.iter().any(|word| word.starts_with(asked)))
    };
    let rank = |title: &str, below: &str| {
        if has_all(title) {
            return Some((0, 0));
        }
        if has_all(&format!("{title} {below}")) {
            return Some((1, 0));
        }
        matcher.fuzzy_match(&fold(title), &folded).map(|score| (2, -score))
    };
    let mut found: Vec<((u8, i64), usize)> =
        titles.enumerate().filter_map(|(at, (title, below))| Some((rank(title, below)?, at))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begun_go_before_letters_scattered_and_titles_before_texts() {
        let titles = [
            ("The ferry was late", "All boats."),
            ("The bridge was shut", "The ferry, too."),
            ("Café by the quay", ""),
            ("Fewer early boats", ""),
        ];
        let found = |typed: &str| shortlist(typed, titles.into_iter());
        assert_eq!(found(""), [0, 1, 2, 3]);
        assert_eq!(found("fer"), [0, 1, 3]);
        assert_eq!(found("cafe"), [2]);
        assert_eq!(found("shut br"), [1]);
        assert_eq!(found("xylophone"), [0_usize; 0]);
    }
}
