//! Subject relabelled: one form of a naming of the catalogue replaced by another form of the same naming.
//!
//! Forms that say the same are no change: "government of Cuba" and "Cuban government", "receipts" and "receipt", a name with
//! and without the first name. A title or a word before the head of a form is one ("Maduro", "President Maduro"; "protests",
//! "violent protests"); a form that names another thing ("opposition", "opposition leader") is not.

use std::ops::Range;

use super::{
    Change, Kind, name,
    pair::{Pair, Passage, Side, is_function_word},
};
use crate::{
    compare::naming::{Forms, Namings},
    text::tokens::stem,
};

pub(super) fn find(pair: &Pair, namings: &Namings) -> Vec<Change> {
    let [base, other] = [Side::Base, Side::Other]
        .map(|side| namings.that_may_stand_among(pair.passage(side).tokens.iter().map(|token| &*token.folded)));
    base.intersection(&other).flat_map(|&naming| relabelled(pair, namings.forms(naming))).collect()
}

fn relabelled(pair: &Pair, forms: &Forms) -> Vec<Change> {
    let [base, mut other] = [Side::Base, Side::Other].map(|side| {
        let passage = pair.passage(side);
        forms.find(passage.text, passage.tokens).into_iter().map(|found| found.words).collect::<Vec<_>>()
    });
    // What is called the same on both sides goes first: at the same place, then anywhere.
    let mut left = base;
    for close in [true, false] {
        left.retain(|one| {
            let same = |two: &Range<usize>| says_the_same(pair, one, two) && (!close || shares_place(pair, one, two));
            match other.iter().position(same) {
                Some(place) => {
                    other.remove(place);
                    false
                }
                None => true,
            }
        });
    }
    let mut changes = Vec::new();
    for evidence in [shares_word, shares_place, shares_twin] {
        left.retain(|one| match other.iter().position(|two| evidence(pair, one, two)) {
            Some(place) => {
                let two = other.remove(place);
                if is_another_label(pair, one, &two) {
                    changes.push(Change::new(Kind::Relabelled, Side::Base, one.clone(), Some(two)));
                }
                false
            }
            None => true,
        });
    }
    changes
}

fn shares_word(pair: &Pair, one: &Range<usize>, two: &Range<usize>) -> bool {
    one.clone().any(|index| pair.partner(Side::Base, index).is_some_and(|partner| two.contains(&partner)))
}

fn shares_place(pair: &Pair, one: &Range<usize>, two: &Range<usize>) -> bool {
    shares_word(pair, one, two) || one.clone().any(|one| two.clone().any(|two| pair.in_place_of(one, two)))
}

fn shares_twin(pair: &Pair, one: &Range<usize>, two: &Range<usize>) -> bool {
    one.clone().any(|index| pair.twin(Side::Base, index).is_some_and(|twin| two.contains(&twin)))
}

/// A form where it stands.
struct Form<'a> {
    side: Side,
    passage: &'a Passage<'a>,
    words: Range<usize>,
}

impl<'a> Form<'a> {
    fn new(pair: &'a Pair<'a>, side: Side, words: &Range<usize>) -> Self {
        Self { side, passage: pair.passage(side), words: words.clone() }
    }

    /// The words that make its meaning.
    fn meaning(&self) -> impl Iterator<Item = usize> {
        self.words.clone().filter(|&index| !is_function_word(self.passage.folded(index)))
    }

    /// The words that say what the thing is: the last, or the last before "of", with what a hyphen joins to it.
    fn head(&self) -> impl Iterator<Item = usize> {
        let of = self.words.clone().skip(1).find(|&index| self.passage.folded(index) == "of");
        let end = of.unwrap_or(self.words.end);
        (self.words.start..end).rev().take_while(move |&index| index + 1 == end || self.passage.after(index) == "-")
    }

    /// Whether one of its words is `folded`, in any form.
    fn has(&self, folded: &str) -> bool {
        self.meaning().any(|index| is_form_of(self.passage.folded(index), folded))
    }

    fn contains(&self, other: &Self) -> bool {
        other.meaning().all(|index| self.has(other.passage.folded(index)))
    }

    /// Whether the thing it names is named on the other side too, apart from the form that took its place.
    fn is_kept_beside(&self, replacement: &Self, pair: &Pair) -> bool {
        self.head().filter_map(|index| pair.twin(self.side, index)).any(|twin| !replacement.words.contains(&twin))
    }
}

fn is_form_of(one: &str, two: &str) -> bool {
    stem(one) == stem(two) || name::same_root(one, two)
}

fn says_the_same(pair: &Pair, one: &Range<usize>, two: &Range<usize>) -> bool {
    let (one, two) = (Form::new(pair, Side::Base, one), Form::new(pair, Side::Other, two));
    one.meaning().count() == two.meaning().count() && one.contains(&two)
}

fn is_another_label(pair: &Pair, one: &Range<usize>, two: &Range<usize>) -> bool {
    let share_a_word = shares_twin(pair, one, two);
    let (one, two) = (Form::new(pair, Side::Base, one), Form::new(pair, Side::Other, two));
    if !share_a_word && (one.is_kept_beside(&two, pair) || two.is_kept_beside(&one, pair)) {
        return false;
    }
    let head_in = |form: &Form, other: &Form| form.head().any(|index| other.has(form.passage.folded(index)));
    let same_head = one.head().any(|head| two.head().any(|twin| is_form_of(one.passage.folded(head), two.passage.folded(twin))));
    if !same_head {
        // "opposition leader" and "opposition" are two things, "tally sheets" and "receipts" two names for one.
        return !head_in(&one, &two) && !head_in(&two, &one);
    }
    let (longer, shorter) = if one.words.len() > two.words.len() { (one, two) } else { (two, one) };
    !longer.contains(&shorter) || adds_a_label(pair, &longer, &shorter)
}

/// Whether the words that one form has before the other say how the thing is to be seen.
fn adds_a_label(pair: &Pair, longer: &Form, shorter: &Form) -> bool {
    let passage = longer.passage;
    let added = longer.meaning().filter(|&index| !shorter.has(passage.folded(index)) && pair.twin(longer.side, index).is_none());
    let is_title = |index: &usize| name::is_title(passage, passage.folded(*index));
    let is_name = |index: &usize| passage.printed(*index).starts_with(char::is_uppercase) && !passage.starts_sentence(*index);
    let (names, labels): (Vec<usize>, Vec<usize>) = added.partition(|index| is_name(index) && !is_title(index));
    // "President Nicolás Maduro" is how a text begins and "Maduro" how it goes on; "alleged" is a hedge.
    let is_first_mention = !names.is_empty() && labels.iter().all(is_title);
    !is_first_mention
        && labels.iter().any(|&index| !passage.lexicon.is_some_and(|lexicon| lexicon.is_hedge(passage.folded(index))))
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, names};

    const RULERS: &[&str] = &["harbour board", "harbour regime", "regime", "board of Harrovia", "Harrovian board", "dictator"];
    const PAPERS: &[&str] =
        &["receipt", "receipts", "ballots", "alleged ballots", "violent protests", "protests", "protests leader"];
    const MAYOR: &[&str] = &["Quay", "Ana Quay", "Mayor Quay", "Mayor Ana Quay", "dictator Ana Quay"];

    fn changed<'a>(base: &'a str, other: &'a str) -> Vec<(&'a str, &'a str)> {
        let names = names(base, other, &[RULERS, PAPERS, MAYOR]);
        names.into_iter().filter(|name| name.0 == Kind::Relabelled).map(|(_, base, other)| (base, other)).collect()
    }

    #[test]
    fn another_form_in_its_place_is_named() {
        assert_eq!(changed("the harbour board fell", "the harbour regime fell"), [("harbour board", "harbour regime")]);
        assert_eq!(changed("they burnt the receipts at night", "they burnt the ballots at night"), [("receipts", "ballots")]);
        assert_eq!(changed("so the regime said", "so the harbour regime said, the regime"), []);
    }

    #[test]
    fn a_title_or_a_word_before_the_form_is_named() {
        assert_eq!(changed("the guards of Quay left", "the guards of Mayor Quay left"), [("Quay", "Mayor Quay")]);
        assert_eq!(changed("the protests went on", "the violent protests went on"), [("protests", "violent protests")]);
        assert_eq!(changed("so Quay went on", "so dictator Ana Quay went on"), [("Quay", "dictator Ana Quay")]);
    }

    #[test]
    fn forms_that_say_the_same_are_not() {
        assert_eq!(changed("the board of Harrovia fell", "the Harrovian board fell"), []);
        assert_eq!(changed("the receipts burnt", "the receipt burnt"), []);
        assert_eq!(changed("so said Ana Quay today", "so said Quay today"), []);
        assert_eq!(changed("so said Mayor Ana Quay today", "so said Quay today"), []);
    }

    #[test]
    fn another_thing_or_a_hedge_is_no_label() {
        assert_eq!(changed("the protests went on", "the protests leader went on"), []);
        assert_eq!(changed("a protests leader went on", "a leader of violent protests went on"), []);
        assert_eq!(changed("the ballots burnt", "the alleged ballots burnt"), []);
    }

    #[test]
    fn forms_in_other_places_are_not() {
        assert_eq!(changed("the harbour board met on the old quay", "keepers burnt their receipts while a dictator slept"), []);
    }
}
