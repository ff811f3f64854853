//! Name changed: another name in the same place, or the same one spelt otherwise.
//!
//! A name is a word with a capital within a sentence. The people and the place ("Iranians", "Iran"), a title, the United
//! States by another name are no changed names, and headings in which every word has a capital tell nothing.

use strsim::osa_distance;

use super::{
    Change, Kind,
    pair::{Pair, Passage, Side},
};
use crate::text::tokens::owner;

/// Endings that make a people, an adjective or a plural of a name.
const ENDINGS: [&str; 12] = ["", "a", "s", "n", "an", "ian", "ese", "i", "ns", "ans", "ians", "is"];
/// One country, under names that have nothing in common.
const ALIASES: [&str; 8] = ["u", "s", "us", "usa", "united", "states", "america", "american"];

pub(super) fn find(pair: &Pair) -> Vec<Change> {
    let (base, other) = (names(pair, Side::Base), names(pair, Side::Other));
    let mut free = other;
    let mut changes = Vec::new();
    for one in base {
        let is_same_name = |two: &usize| is_respelt(pair, one, *two) || is_replaced(pair, one, *two);
        if let Some(place) = free.iter().position(is_same_name) {
            let two = free.remove(place);
            changes.push(Change::new(Kind::Name, Side::Base, one..one + 1, Some(two..two + 1)));
        }
    }
    changes
}

/// Whether `folded` is a title in the language of `passage`, which a name has or has not.
pub(super) fn is_title(passage: &Passage, folded: &str) -> bool {
    passage.lexicon.is_some_and(|lexicon| lexicon.titles.contains(&folded))
}

/// Whether two words are one name, the name of its people or place, or a plural of it.
pub(super) fn same_root(one: &str, two: &str) -> bool {
    let (one, two) = (owner(one), owner(two));
    let shared = one.bytes().zip(two.bytes()).take_while(|(a, b)| a == b).count();
    shared >= 4 && [one, two].into_iter().all(|word| word.get(shared..).is_some_and(|ending| ENDINGS.contains(&ending)))
}

/// The names that the other side does not have.
fn names(pair: &Pair, side: Side) -> Vec<usize> {
    let passage = pair.passage(side);
    if is_heading(passage) {
        return Vec::new();
    }
    let is_name = |&index: &usize| {
        let folded = owner(passage.folded(index));
        is_capital(passage, index)
            && pair.twin(side, index).is_none()
            && !passage.is_function_word(folded)
            && !is_title(passage, folded)
            && !ALIASES.contains(&folded)
    };
    (0..passage.tokens.len()).filter(is_name).collect()
}

fn is_capital(passage: &Passage, index: usize) -> bool {
    passage.printed(index).starts_with(char::is_uppercase)
}

fn is_heading(passage: &Passage) -> bool {
    let content: Vec<usize> =
        (0..passage.tokens.len()).filter(|&index| !passage.is_function_word(passage.folded(index))).collect();
    content.len() > 2 && content.iter().filter(|&&index| is_capital(passage, index)).count() * 4 > content.len() * 3
}

/// Spelt so much alike that it is one name, and not by rule.
fn is_respelt(pair: &Pair, one: usize, two: usize) -> bool {
    let (base, other) = (pair.passage(Side::Base), pair.passage(Side::Other));
    // At the start of two sentences both capitals may be of ordinary words.
    let may_be_names = !(base.starts_sentence(one) && other.starts_sentence(two));
    // Two tellings of different things may well speak of Maria and Mario.
    if !may_be_names || !pair.tells_the_same() && !pair.in_place_of(one, two) {
        return false;
    }
    let (one, two) = (owner(base.folded(one)), owner(other.folded(two)));
    let shorter = one.len().min(two.len());
    shorter >= 4 && !same_root(one, two) && osa_distance(one, two) <= if shorter < 9 { 1 } else { 2 }
}

/// In the place of the other, name for name, where nothing but names stands in that place.
fn is_replaced(pair: &Pair, one: usize, two: usize) -> bool {
    if !pair.in_place_of(one, two) {
        return false;
    }
    let (base, other) = (pair.passage(Side::Base), pair.passage(Side::Other));
    let [ones, twos] = [(Side::Base, one), (Side::Other, two)].map(|(side, index)| pair.replaced(side, index));
    let within = |passage: &Passage, index: usize| is_capital(passage, index) && !passage.starts_sentence(index);
    one - ones.start == two - twos.start
        && ones.len() == twos.len()
        && ones
            .zip(twos)
            .all(|(one, two)| within(base, one) && within(other, two) && !same_root(base.folded(one), other.folded(two)))
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, names};

    fn changed<'a>(base: &'a str, other: &'a str) -> Vec<(&'a str, &'a str)> {
        names(base, other, &[]).into_iter().filter(|name| name.0 == Kind::Name).map(|(_, base, other)| (base, other)).collect()
    }

    #[test]
    fn a_name_spelt_otherwise_is_named() {
        assert_eq!(changed("the depot in Harrow Bay burnt", "in Harrov Bay the depot is on fire"), [("Harrow", "Harrov")]);
        assert_eq!(changed("said Ana Quintero", "said Ana Quitnero"), [("Quintero", "Quitnero")]);
    }

    #[test]
    fn another_name_in_its_place_is_named() {
        assert_eq!(
            changed("on Monday the keeper John Quay said so", "on Monday the keeper John Pierce said so"),
            [("Quay", "Pierce")]
        );
        assert_eq!(changed("ships of the Norwegian navy left", "ships of the Danish navy left"), [("Norwegian", "Danish")]);
    }

    #[test]
    fn a_people_and_its_place_are_one_name() {
        assert_eq!(changed("first came Russians, Norwegians and Iranians", "first came Russia, Norway and Iran"), []);
        assert_eq!(changed("the mayor of Harrow’s quay", "the mayor of Harrow and its quay"), []);
    }

    #[test]
    fn titles_and_the_united_states_are_no_changed_names() {
        assert_eq!(changed("so said President Quay today", "so said Mayor Quay today"), []);
        assert_eq!(changed("talks with the United States ended", "talks with the U.S. ended"), []);
    }

    #[test]
    fn ordinary_words_with_a_capital_are_no_names() {
        assert_eq!(changed("Tow boats sank.", "Two boats sank."), []);
        assert_eq!(changed("It sank. However, all lived", "It sank. Still, all lived"), []);
        assert_eq!(changed("Old Harbour Bridge Falls at Night", "Old Harbour Bridge Sinks at Dawn"), []);
    }
}
