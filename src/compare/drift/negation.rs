//! Negation gained or lost: said not to be, where the same words on the other side say that it is.
//!
//! A negation in other words is no change: "without pockets" and "with no pockets", "not able" and "unable", "lack the means"
//! and "have no tools". So one side must have a negation more than the other, counting also the words that only imply one, and
//! what is negated must stand on the other side with no negation near before it: "no food, no light" says what "no food or
//! light" says.

use super::{
    Change, Kind,
    pair::{Pair, Side},
};
use crate::text::tokens::stem;

/// How many words a negation reaches over in a list.
const REACH: usize = 6;

pub(super) fn find(pair: &Pair) -> Vec<Change> {
    if !pair.tells_the_same() {
        return Vec::new();
    }
    let [base, other] = [Side::Base, Side::Other].map(|side| negations(pair, side));
    let (side, more, fewer) =
        if base.len() > other.len() { (Side::Base, base, other.len()) } else { (Side::Other, other, base.len()) };
    let spare = more.len() - fewer;
    let implied = implied(pair, side.opposite());
    if spare <= implied {
        return Vec::new();
    }
    // Which of them are the spare ones: those with no negation in their place, and with what they deny on the other side.
    let mut lost = more.into_iter().filter(|&index| denies_what_stands(pair, side, index)).collect::<Vec<_>>();
    lost.truncate(spare - implied);
    lost.into_iter().map(|index| Change::new(Kind::Negation, side, index..index + 1, None)).collect()
}

/// The negations of one side that are not the same word at the same place on the other.
fn negations(pair: &Pair, side: Side) -> Vec<usize> {
    let passage = pair.passage(side);
    let Some(lexicon) = passage.lexicon else { return Vec::new() };
    // "No lo sabía nadie" denies once.
    let agrees = |index: usize| (index.saturating_sub(REACH)..index).any(|before| lexicon.is_negation(passage.folded(before)));
    let is_news = |&index: &usize| {
        lexicon.is_negation(passage.folded(index))
            && !(lexicon.negations_agree && agrees(index))
            && pair.twin(side, index).is_none()
            && !lexicon.harmless.contains(&passage.folded(index + 1))
            && !passage.after(index).starts_with('.')
    };
    (0..passage.tokens.len()).filter(is_news).collect()
}

/// How many words that only one side has may stand for a negation.
fn implied(pair: &Pair, side: Side) -> usize {
    let passage = pair.passage(side);
    let denying: &[&str] = passage.lexicon.map_or(&[], |lexicon| lexicon.implied);
    let implies = |&index: &usize| {
        let folded = passage.folded(index);
        pair.twin(side, index).is_none()
            && (denying.iter().any(|implied| stem(implied) == stem(folded))
                || ["un", "im", "in", "ir", "il", "dis", "non"].iter().any(|prefix| is_opposite(pair, side, folded, prefix)))
    };
    (0..passage.tokens.len()).filter(implies).count()
}

/// Whether `folded` without `prefix` is a word of the other side ("illegal", "not legal").
fn is_opposite(pair: &Pair, side: Side, folded: &str, prefix: &str) -> bool {
    let Some(rest) = folded.strip_prefix(prefix).filter(|rest| rest.len() > 3) else { return false };
    pair.passage(side.opposite()).tokens.iter().any(|token| stem(&token.folded) == stem(rest))
}

/// Whether the first word of meaning after the negation stands on the other side, and is not denied there.
fn denies_what_stands(pair: &Pair, side: Side, index: usize) -> bool {
    let denied = pair.passage(side).content_from(index + 1, 1).next();
    let opposite = pair.passage(side.opposite());
    denied.and_then(|denied| pair.twin(side, denied)).is_some_and(|twin| {
        let mut before = twin.saturating_sub(REACH)..twin;
        !before.any(|near| opposite.lexicon.is_some_and(|lexicon| lexicon.is_negation(opposite.folded(near))))
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, names};

    fn changed<'a>(base: &'a str, other: &'a str) -> Vec<(&'a str, &'a str)> {
        names(base, other, &[])
            .into_iter()
            .filter(|name| name.0 == Kind::Negation)
            .map(|(_, base, other)| (base, other))
            .collect()
    }

    #[test]
    fn a_negation_lost_or_gained_is_named() {
        assert_eq!(changed("the mayor did not close the bridge", "the mayor did close the bridge"), [("not", "")]);
        assert_eq!(changed("the keepers expect rain", "the keepers don’t expect rain"), [("", "don’t")]);
        assert_eq!(changed("there was no damage to the pier", "there was damage to the pier"), [("no", "")]);
    }

    #[test]
    fn a_negation_in_other_words_is_not() {
        for (base, other) in [
            ("overalls without pockets", "overalls with no pockets"),
            ("they don't expect rain", "they do not expect rain"),
            ("not able to close the bridge", "unable to close the bridge"),
            ("they lack the means to close it", "they have no tools to close it"),
            ("it was never the wish of the mayor, nor of the keeper", "neither the mayor nor the keeper had the wish"),
            ("building there is not legal", "building there is illegal"),
            ("Nobody can close it", "No one can close it"),
            ("there was no food, no water and no light", "there was no food, water or light"),
            ("neither the mayor nor the keeper came", "the mayor or the keeper did not come"),
            ("it was not only the pier that fell", "it was the pier that fell"),
        ] {
            assert_eq!(changed(base, other), [], "{base}, {other}");
        }
    }

    #[test]
    fn a_passage_that_is_only_on_one_side_negates_nothing() {
        assert_eq!(changed("the bridge fell, though nobody had warned us", "the bridge fell"), []);
    }
}
