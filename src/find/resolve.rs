//! How far down the ladder of [`super::likeness`] a typed word goes, and what it then stands for.
//!
//! Each step is taken only where the ones before found nothing good, over all the fields that are searched together:
//!
//! - a word that stands there as typed means itself, what it begins and what it is inside of;
//! - one that does not may be an abbreviation, but one of three letters only where nothing begins with it;
//! - where nothing begins with it and nothing is abbreviated by it, there is a slip in it;
//! - where that finds nothing either, it is half typed, with a slip in it.
//!
//! What a word is inside of is never good enough to stop at: "dept" is inside "indepth".

use super::{
    likeness::{EXACT, HALF, INSIDE, Reach, Typed},
    vocabulary::{Match, Vocabulary},
};

/// The step that `typed` goes down to, and its matches in each of `vocabularies`.
///
/// With `forgiving` it goes as far as it can.
pub(super) fn resolve(typed: &Typed, vocabularies: &[&Vocabulary], forgiving: bool) -> (Reach, Vec<Vec<Match>>) {
    let furthest = typed.furthest();
    let at = |reach: Reach| -> Vec<Vec<Match>> {
        let reach = reach.min(furthest);
        vocabularies.iter().map(|vocabulary| vocabulary.matches(typed, reach)).collect()
    };
    let any = |matches: &[Vec<Match>], good: &dyn Fn(u8) -> bool| matches.iter().flatten().any(|found| good(found.quality));
    let mut reach = if forgiving { furthest } else { Reach::Begins.min(furthest) };
    let mut matches = at(reach);
    if !forgiving && furthest > Reach::Begins {
        let closed = any(&matches, &|quality| quality == EXACT) || typed.len() < 4 && any(&matches, &|_| true);
        let mut steps = if closed { [Reach::Inside].as_slice() } else { &[Reach::Abbreviation, Reach::Half] }.iter();
        while let Some(&step) = steps.next().filter(|_| reach < furthest) {
            reach = step.min(furthest);
            matches = at(reach);
            if any(&matches, &|quality| quality != INSIDE) {
                break;
            }
        }
        // A whole word with a slip in it and half a one are looked for at once: both take a look at nearly every word.
        if reach == Reach::Half && any(&matches, &|quality| quality != INSIDE && quality != HALF) {
            reach = Reach::Slip;
            for matches in &mut matches {
                matches.retain(|found| found.quality != HALF);
            }
        }
    }
    (reach, matches)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::query::{Mode, Word};

    /// What `text` stands for among `words`.
    fn found(text: &str, words: &[&str]) -> Vec<String> {
        let mut words = words.to_vec();
        words.sort_unstable();
        let vocabulary = Vocabulary::new(words.iter().copied());
        let typed = Typed::new(&Word { text: text.into(), mode: Mode::Fuzzy });
        let (_, matches) = resolve(&typed, &[&vocabulary], false);
        matches[0].iter().map(|found| words[found.word as usize].to_owned()).collect()
    }

    #[test]
    fn a_word_that_stands_there_means_itself() {
        assert_eq!(found("vote", &["vote", "voters", "voltage", "note", "devoted"]), ["devoted", "vote", "voters"]);
    }

    #[test]
    fn a_word_that_does_not_may_be_an_abbreviation() {
        assert_eq!(found("dept", &["depth", "department", "indepth"]), ["department", "depth", "indepth"]);
        assert_eq!(found("govt", &["government", "got"]), ["government"]);
    }

    #[test]
    fn three_letters_that_begin_a_word_abbreviate_none() {
        assert_eq!(found("vot", &["voters", "violet"]), ["voters"]);
        assert_eq!(found("mgr", &["manager", "mud"]), ["manager"]);
    }

    #[test]
    fn slips_are_forgiven_where_nothing_else_is_found() {
        assert_eq!(found("hopsital", &["hospital", "hostile"]), ["hospital"]);
        assert_eq!(found("ount", &["discount", "out", "mount"]), ["discount", "mount", "out"]);
        assert_eq!(found("hopsi", &["hospital"]), ["hospital"]);
    }

    #[test]
    fn other_fields_count_too() {
        let here = Vocabulary::new(["note"].into_iter());
        let there = Vocabulary::new(["bote"].into_iter());
        let typed = Typed::new(&Word { text: "note".into(), mode: Mode::Fuzzy });
        let (_, matches) = resolve(&typed, &[&here, &there], false);
        assert_eq!((matches[0].len(), matches[1].len()), (1, 0));
        let (_, matches) = resolve(&typed, &[&here, &there], true);
        assert_eq!((matches[0].len(), matches[1].len()), (1, 1));
    }
}
