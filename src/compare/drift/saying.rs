//! Verb of saying changed, gained or dropped: how a statement is passed on.
//!
//! "Said" and "told" pass it on and no more; every other verb takes a side ("claimed", "revealed") or tells a manner
//! ("warned"), so that one for another is a change. A verb is gained or dropped only where the other side has no verb of saying
//! at all and nothing else says that the words are somebody's.

use std::ops::Range;

use super::{
    Change, Kind,
    pair::{Pair, Passage, Side},
};

#[derive(Debug, Clone, Copy)]
struct Verb {
    lemma: &'static str,
    index: usize,
}

pub(super) fn find(pair: &Pair) -> Vec<Change> {
    let [base, other] = [Side::Base, Side::Other].map(|side| verbs(pair.passage(side)));
    let silent = [base.is_empty(), other.is_empty()];
    let news = |side, verbs: Vec<Verb>| verbs.into_iter().filter(move |verb| pair.twin(side, verb.index).is_none());
    let mut other: Vec<Verb> = news(Side::Other, other).collect();
    let mut changes = Vec::new();
    let mut dropped = Vec::new();
    for verb in news(Side::Base, base) {
        let passes_on_the_same = |twin: &Verb| pair.in_place_of(verb.index, twin.index) || same_company(pair, verb, *twin);
        let Some(place) = other.iter().position(passes_on_the_same) else {
            dropped.push(verb);
            continue;
        };
        let twin = other.remove(place);
        if twin.lemma != verb.lemma {
            changes.push(Change::new(Kind::Saying, Side::Base, one(verb.index), Some(one(twin.index))));
        }
    }
    for (side, verbs, silent) in [(Side::Base, dropped, silent[1]), (Side::Other, other, silent[0])] {
        if silent && pair.tells_the_same() && !is_attributed(pair.passage(side.opposite())) {
            let stand = verbs.into_iter().filter(|verb| is_among_same_words(pair, side, *verb));
            changes.extend(stand.map(|verb| Change::new(Kind::Saying, side, one(verb.index), None)));
        }
    }
    changes
}

const fn one(index: usize) -> Range<usize> {
    index..index + 1
}

/// Whether one side passes its words on where the other does not: by a verb of saying, or a noun for one.
pub(super) fn passes_on(pair: &Pair, side: Side) -> bool {
    let passage = pair.passage(side);
    let attributions: &[&str] = passage.lexicon.map_or(&[], |lexicon| lexicon.attributions);
    let nouns = (0..passage.tokens.len()).filter(|&index| attributions.contains(&passage.folded(index)));
    verbs(passage).into_iter().map(|verb| verb.index).chain(nouns).any(|index| pair.twin(side, index).is_none())
}

fn verbs(passage: &Passage) -> Vec<Verb> {
    let Some(lexicon) = passage.lexicon else { return Vec::new() };
    (0..passage.tokens.len())
        .filter_map(|index| {
            let next = if is_infinitive(passage, index) { "" } else { passage.folded(index + 1) };
            let lemma = lexicon.saying(passage.folded(index), next)?;
            Some(Verb { lemma, index })
        })
        .collect()
}

/// "To confirm that report" says nothing yet.
fn is_infinitive(passage: &Passage, index: usize) -> bool {
    (1..=2)
        .filter_map(|back| index.checked_sub(back))
        .any(|before| passage.lexicon.and_then(|lexicon| lexicon.infinitive) == Some(passage.folded(before)))
}

/// Whether somebody is named as saying it in another way than by a verb.
fn is_attributed(passage: &Passage) -> bool {
    let quoted = (0..passage.tokens.len()).filter(|&index| passage.is_quoted(index)).count();
    passage.attributed
        || quoted * 2 >= passage.tokens.len()
        || passage
            .lexicon
            .is_some_and(|lexicon| passage.tokens.iter().any(|token| lexicon.attributions.contains(&&*token.folded)))
}

/// Whether two verbs have the same subject or the same object.
fn same_company(pair: &Pair, verb: Verb, twin: Verb) -> bool {
    let others: Vec<usize> = company(pair.passage(Side::Other), twin, 2).collect();
    company(pair.passage(Side::Base), verb, 2)
        .any(|index| pair.twin(Side::Base, index).is_some_and(|twin| others.contains(&twin)))
}

/// Whether the words of meaning around the verb stand on the other side.
fn is_among_same_words(pair: &Pair, side: Side, verb: Verb) -> bool {
    company(pair.passage(side), verb, 3).any(|index| pair.twin(side, index).is_some())
}

/// The word of meaning before a verb, mostly its subject, and those after it, at most `after`.
fn company(passage: &Passage, verb: Verb, after: usize) -> impl Iterator<Item = usize> {
    let subject = (0..verb.index).rev().find(|&index| !passage.is_function_word(passage.folded(index)));
    subject.into_iter().chain(passage.content_from(verb.index + 1, after))
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, names};

    fn changed<'a>(base: &'a str, other: &'a str) -> Vec<(&'a str, &'a str)> {
        names(base, other, &[]).into_iter().filter(|name| name.0 == Kind::Saying).map(|(_, base, other)| (base, other)).collect()
    }

    #[test]
    fn another_verb_of_saying_is_named() {
        assert_eq!(changed("the mayor said the pier was sound", "the mayor claimed the pier was sound"), [("said", "claimed")]);
        assert_eq!(changed("The keepers say that it fell", "The keepers argue that it fell"), [("say", "argue")]);
        assert_eq!(changed("Quay warned of a flood", "a flood is near, Quay revealed"), [("warned", "revealed")]);
    }

    #[test]
    fn a_statement_that_became_a_fact_is_named() {
        assert_eq!(
            changed("the keepers reported that the pier fell", "the pier fell, and the keepers with it"),
            [("reported", "")]
        );
        assert_eq!(changed("the pier fell", "keepers claimed the pier fell"), [("", "claimed")]);
    }

    #[test]
    fn plain_verbs_of_saying_are_alike() {
        assert_eq!(changed("the mayor told the Post that it fell", "the mayor said to the Post that it fell"), []);
    }

    #[test]
    fn nouns_are_no_verbs() {
        assert_eq!(changed("a state of the claims", "a list of the reports"), []);
        assert_eq!(changed("the report on the pier", "the pier"), []);
    }

    #[test]
    fn what_is_passed_on_in_another_way_is_not_a_fact() {
        assert_eq!(changed("the keeper said the pier fell", "“The pier fell,” in the keeper"), []);
        assert_eq!(changed("the keeper said the pier fell", "according to the keeper the pier fell"), []);
        assert_eq!(changed("she said the pier fell, he said", "he said the pier fell"), []);
    }
}
