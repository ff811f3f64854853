//! The letter that heads an outlet's sign where there is no room for its name.
//!
//! It is the outlet's own, else the first letter of the first word of its name that no other outlet has in its, so that of "The Alder
//! Post" and "The Elm" one is A and one is E; where that is taken, a letter further on. As wide as a sign: one column.

use std::collections::HashSet;

use crate::{
    catalogue::{Catalogue, Outlet},
    text::{fold::fold, words::words, wrap::width},
};

/// With more outlets than this there are not enough letters to tell them apart.
const TOLD_APART: usize = 36;

/// The letters of all outlets, in their order.
pub(super) fn marks(catalogue: &Catalogue) -> Vec<char> {
    if catalogue.outlets.len() > TOLD_APART {
        let first = |outlet: &Outlet| outlet.mark.or_else(|| letters(outlet, |_| true).next()).unwrap_or('?');
        return catalogue.outlets.iter().map(first).collect();
    }
    let folded: Vec<HashSet<String>> = catalogue
        .outlets
        .iter()
        .map(|outlet| words(&outlet.name).map(|word| fold(&outlet.name[word]).into_owned()).collect())
        .collect();
    let mut taken: HashSet<char> = catalogue.outlets.iter().filter_map(|outlet| outlet.mark).collect();
    let mut marks = Vec::with_capacity(folded.len());
    for (at, outlet) in catalogue.outlets.iter().enumerate() {
        let is_its_own = |word: &str| {
            let word = fold(word);
            folded.iter().enumerate().all(|(other, words)| other == at || !words.contains(&*word))
        };
        let mark = outlet.mark.unwrap_or_else(|| {
            let free = letters(outlet, is_its_own).chain('0'..='9').find(|letter| !taken.contains(letter));
            free.or_else(|| letters(outlet, |_| true).next()).unwrap_or('?')
        });
        taken.insert(mark);
        marks.push(mark);
    }
    marks
}

/// The letters that may stand for `outlet`: those that its words begin with, of the words that are `its_own` first, then all others
/// of its name and of its id.
fn letters<'o>(outlet: &'o Outlet, its_own: impl Fn(&str) -> bool + 'o) -> impl Iterator<Item = char> + 'o {
    let name = &outlet.name;
    let (own, shared): (Vec<&str>, Vec<&str>) = words(name).map(|word| &name[word]).partition(|word| its_own(word));
    let first = |word: &&str| word.chars().next();
    let initials: Vec<char> = own.iter().chain(&shared).filter_map(first).collect();
    let rest = name.chars().chain(outlet.id.chars());
    let large = |letter: char| letter.to_uppercase().next().unwrap_or(letter);
    let is_narrow = |letter: &char| letter.is_alphanumeric() && width(letter.encode_utf8(&mut [0; 4])) == 1;
    initials.into_iter().chain(rest).map(large).filter(is_narrow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    fn marks_of(outlets: &[(&str, &str)]) -> String {
        let rows: String = outlets
            .iter()
            .enumerate()
            .map(|(at, (name, more))| format!("[[outlet]]\nid = 'o{at}'\nname = '{name}'\n{more}\n"))
            .collect();
        marks(&parse(format!("title = 'T'\n{rows}")).unwrap().catalogue).into_iter().collect()
    }

    #[test]
    fn the_word_that_tells_outlets_apart_gives_the_letter() {
        let plain = |names: &[&str]| marks_of(&names.iter().map(|&name| (name, "")).collect::<Vec<_>>());
        assert_eq!(plain(&["The Alder Post", "The Birch Echo", "The Cedar", "Die Dolde", "The Elm"]), "ABCDE");
        assert_eq!(plain(&["Harbour Post", "Harbour Echo", "Harbour"]), "PEH");
        assert_eq!(plain(&["Post", "Pilot", "Pier"]), "PIE");
        assert_eq!(plain(&["Вестник", "Залив"]), "ВЗ");
        assert_eq!(plain(&["渡船報", "港報"]), "O1");
        assert_eq!(plain(&["A", "A", "A"]), "AO2");
    }

    #[test]
    fn an_outlets_own_letter_is_kept() {
        assert_eq!(marks_of(&[("Alder", ""), ("Birch", "mark = 'A'"), ("3 Towns", "mark = '3'")]), "LA3");
    }
}
