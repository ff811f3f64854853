//! Hedge gained or dropped: a word that limits what is said, as to how likely, how many or how exactly.
//!
//! One hedge for another of its sort is no change ("perhaps", "maybe"), and what is hedged must stand on the other side.

use std::ops::Range;

use super::{
    Change, Kind,
    lexicon::Sort,
    number::Numbers,
    pair::{Pair, Passage, Side},
    saying,
};
struct Hedge {
    sort: Sort,
    words: Range<usize>,
}

pub(super) fn find(pair: &Pair, numbers: &Numbers) -> Vec<Change> {
    let [base, mut other] = [Side::Base, Side::Other].map(|side| hedges(pair, side, numbers));
    let mut alone = Vec::new();
    for hedge in base {
        match other.iter().position(|twin| twin.sort == hedge.sort) {
            Some(twin) => drop(other.remove(twin)),
            None => alone.push((Side::Base, hedge)),
        }
    }
    alone.extend(other.into_iter().map(|hedge| (Side::Other, hedge)));
    alone.retain(|(side, hedge)| stands(pair, *side, hedge));

    let (many, mut limits): (Vec<_>, Vec<_>) = alone.into_iter().partition(|(_, hedge)| hedge.sort == Sort::Many);
    let mut changes = Vec::new();
    for (side, hedge) in many {
        let limit = limits.iter().position(|(other, limit)| *other != side && limit.sort == Sort::Part);
        if let Some(limit) = limit {
            changes.push(Change::new(Kind::Hedge, side, hedge.words, Some(limits.remove(limit).1.words)));
        } else if side == Side::Base {
            changes.push(Change::new(Kind::Hedge, side, hedge.words, None));
        }
    }
    changes.extend(limits.into_iter().map(|(side, hedge)| Change::new(Kind::Hedge, side, hedge.words, None)));
    changes
}

/// The hedges of one side that are not the same words on the other.
fn hedges(pair: &Pair, side: Side, numbers: &Numbers) -> Vec<Hedge> {
    let passage = pair.passage(side);
    let Some(lexicon) = passage.lexicon else { return Vec::new() };
    let sort_of = |phrase| lexicon.hedges.iter().flat_map(|(sort, words)| words.iter().map(move |_| *sort)).nth(phrase);
    let hedges = lexicon.hedge_phrases.find(passage.text, passage.tokens).into_iter().filter_map(|found| {
        let sort = limits(pair, side, sort_of(found.phrase)?, &found.words, numbers)?;
        Some(Hedge { sort, words: found.words })
    });
    let is_news = |hedge: &Hedge| hedge.words.clone().any(|index| pair.twin(side, index).is_none());
    hedges.filter(is_news).collect()
}

/// What the hedge `words` limits where it stands, if anything.
fn limits(pair: &Pair, side: Side, sort: Sort, words: &Range<usize>, numbers: &Numbers) -> Option<Sort> {
    let passage = pair.passage(side);
    let next = passage.folded(words.end);
    let own = usize::from(side == Side::Other);
    let place = |number: &Range<usize>| number.start == words.end;
    let kept = numbers.kept.iter().any(|both| place(&both[own]));
    let changed = numbers.changed.iter().filter_map(|change| [&change.base, &change.other][own].as_ref()).any(place);
    match sort {
        Sort::About => (kept || changed).then_some(Sort::About),
        // Of another number it is no wonder that it is told to be more or less.
        Sort::Bound => kept.then_some(Sort::Bound),
        Sort::Part if passage.folded(words.start) == "some" && (kept || changed) => Some(Sort::About),
        // "several thousand" and "thousands" are alike; "at some point" limits nothing.
        Sort::Part if is_scale(next) || is_idle(passage, words) => None,
        Sort::Likely if next == "not" || passage.printed(words.start) == "May" => None,
        _ => Some(sort),
    }
}

fn is_scale(folded: &str) -> bool {
    ["dozen", "hundred", "thousand", "million", "billion"].contains(&folded)
}

fn is_idle(passage: &Passage, words: &Range<usize>) -> bool {
    passage.folded(words.start) == "some" && words.start.checked_sub(1).is_some_and(|before| passage.folded(before) == "at")
}

/// Whether what it limits stands on the other side.
fn stands(pair: &Pair, side: Side, hedge: &Hedge) -> bool {
    let passage = pair.passage(side);
    let end = hedge.words.end;
    let opens_clause = passage.content_from(end, 1).any(|first| passage.after(first).starts_with(','));
    let reach = match hedge.sort {
        // A number is known to stand there.
        Sort::About | Sort::Bound => return true,
        // "In some cases, …" limits all that follows.
        Sort::Part if opens_clause => 8,
        // "Accused of" and "according to" say as much as "alleged".
        Sort::Likely if saying::passes_on(pair, side.opposite()) => return false,
        Sort::Likely => 2,
        Sort::Part | Sort::Many => 1,
    };
    // "Some of them" for "none of them" is no limit but the opposite.
    let opposite = pair.passage(side.opposite());
    let replaces = |index: usize| match side {
        Side::Base => pair.in_place_of(hedge.words.start, index),
        Side::Other => pair.in_place_of(index, hedge.words.start),
    };
    let for_negation = (0..opposite.tokens.len())
        .any(|index| opposite.lexicon.is_some_and(|lexicon| lexicon.is_negation(opposite.folded(index))) && replaces(index));
    !for_negation && pair.tells_the_same() && passage.content_from(end, reach).any(|index| pair.twin(side, index).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, names};

    fn changed<'a>(base: &'a str, other: &'a str) -> Vec<(&'a str, &'a str)> {
        names(base, other, &[]).into_iter().filter(|name| name.0 == Kind::Hedge).map(|(_, base, other)| (base, other)).collect()
    }

    #[test]
    fn a_hedge_dropped_or_gained_is_named() {
        assert_eq!(changed("the alleged theft of the bell", "the theft of the bell"), [("alleged", "")]);
        assert_eq!(changed("the bridge will fall", "the bridge could fall"), [("", "could")]);
        assert_eq!(changed("some keepers left the pier", "keepers left the pier"), [("some", "")]);
        assert_eq!(changed("the pier, whose beams are seen as rotten", "the pier, whose beams are rotten"), [("seen as", "")]);
        assert_eq!(changed("around 80 boats sank", "80 boats sank"), [("around", "")]);
        assert_eq!(changed("more than 80 boats sank", "80 boats sank"), [("more than", "")]);
        assert_eq!(changed("sheets from 81.7 per cent of all polls", "they have around 80% of the tallies"), [("", "around")]);
    }

    #[test]
    fn a_limit_turned_into_many_is_named() {
        assert_eq!(changed("a number of boats sank", "many boats sank"), [("a number of", "many")]);
        assert_eq!(changed("many boats sank", "boats sank"), [("many", "")]);
    }

    #[test]
    fn one_hedge_for_another_is_not() {
        for (base, other) in [
            ("perhaps the pier fell", "maybe the pier fell"),
            ("the lifting of some rules", "a partial lifting of rules"),
            ("about 80 boats sank", "roughly 80 boats sank"),
            ("many boats sank", "most boats sank"),
            ("the keeper who allegedly stole the bell", "the keeper who is accused of stealing the bell"),
            ("the pier will likely fall", "the pier is unlikely to fall"),
        ] {
            assert_eq!(changed(base, other), [], "{base}, {other}");
        }
    }

    #[test]
    fn a_word_that_limits_nothing_is_no_hedge() {
        for (base, other) in [
            ("none of the keepers came", "some of the keepers came"),
            ("at some moment the pier fell", "at a moment the pier fell"),
            ("in several thousand cases the pier held", "in thousands of cases the pier held"),
            ("in May the pier fell", "the pier fell"),
            ("a book about the pier", "a book on the pier"),
            ("he could not mend the pier", "he mends the pier"),
        ] {
            assert_eq!(changed(base, other), [], "{base}, {other}");
        }
    }

    #[test]
    fn a_hedge_left_out_with_what_it_hedged_is_not() {
        assert_eq!(changed("they hold around 80% of the sheets", "the sheets are false"), []);
        assert_eq!(changed("the pier fell, and perhaps rats had gnawed beams", "the pier fell"), []);
    }
}
