//! Verb of saying changed, gained or dropped: how a statement is passed on.
//!
//! "Said" and "told" pass it on and no more; every other verb takes a side ("claimed", "revealed") or tells a manner
//! ("warned"), so that one for another is a change. A verb is gained or dropped only where the other side has no verb of saying
//! at all and nothing else says that the words are somebody's.

use super::{
    Change, Kind,
    pair::{Pair, Passage, Side},
};

/// Verbs of saying with their forms. Forms that are nouns too count only before "that".
#[rustfmt::skip]
const VERBS: [(&str, &[&str], &[&str]); 35] = [
    ("say", &["said", "says", "saying", "told", "tells", "telling"], &["say", "tell", "state", "states", "stated", "stating", "added", "adds"]),
    ("report", &["reported"], &["report", "reports", "reporting"]),
    ("claim", &["claimed"], &["claim", "claims", "claiming"]),
    ("allege", &["alleges", "alleging"], &["allege", "alleged"]),
    ("accuse", &["accused", "accuses"], &[]),
    ("assert", &["asserted", "asserts", "asserting"], &["assert"]),
    ("maintain", &[], &["maintained", "maintains", "maintain"]),
    ("insist", &["insisted", "insists", "insisting"], &["insist"]),
    ("argue", &["argued", "argues", "arguing"], &["argue"]),
    ("contend", &["contended", "contends"], &["contend"]),
    ("suggest", &["suggested", "suggests", "suggesting"], &["suggest"]),
    ("imply", &["implied", "implies", "implying"], &["imply"]),
    ("warn", &["warned", "warns", "warning"], &["warn"]),
    ("threaten", &["threatened", "threatens", "threatening"], &[]),
    ("deny", &["denied", "denies", "denying"], &["deny"]),
    ("admit", &["admitted", "admits", "admitting"], &["admit"]),
    ("acknowledge", &["acknowledged", "acknowledges"], &["acknowledge"]),
    ("concede", &["conceded", "concedes"], &["concede"]),
    ("confess", &["confessed", "confesses"], &["confess"]),
    ("reveal", &["revealed", "reveals", "revealing"], &["reveal"]),
    ("disclose", &["disclosed", "discloses"], &["disclose"]),
    ("confirm", &["confirmed", "confirms"], &["confirm"]),
    ("explain", &["explained", "explains", "explaining"], &["explain"]),
    ("note", &["noted"], &["note", "notes", "noting"]),
    ("announce", &["announced", "announces"], &["announce"]),
    ("complain", &["complained", "complains"], &["complain"]),
    ("boast", &["boasted", "boasts"], &["boast"]),
    ("stress", &[], &["stressed", "stresses", "stress"]),
    ("emphasise", &["emphasised", "emphasized", "emphasises", "emphasizes"], &[]),
    ("predict", &["predicted", "predicts"], &["predict"]),
    ("promise", &[], &["promised", "promises", "promise"]),
    ("vow", &["vowed", "vows"], &["vow"]),
    ("testify", &["testified", "testifies"], &["testify"]),
    ("speculate", &["speculated", "speculates"], &["speculate"]),
    ("denounce", &["denounced", "denounces"], &[]),
];

/// Nouns and prepositions that pass a statement on without a verb.
const ATTRIBUTIONS: [&str; 8] =
    ["according", "accusation", "accusations", "allegation", "allegations", "claims", "words", "testimony"];

struct Verb {
    lemma: &'static str,
    index: usize,
}

pub(super) fn find(pair: &Pair) -> Vec<Change> {
    let [base, other] = [Side::Base, Side::Other].map(|side| verbs(pair.passage(side)));
    let [base_free, mut other_free] = [(Side::Base, &base), (Side::Other, &other)].map(|(side, verbs)| {
        verbs.iter().filter(|verb| pair.twin(side, verb.index).is_none()).map(|verb| (verb.lemma, verb.index)).collect::<Vec<_>>()
    });
    let mut changes = Vec::new();
    let mut base_left = Vec::new();
    for (lemma, index) in base_free {
        let says_same = |&(_, twin): &(&str, usize)| pair.in_place_of(index, twin) || same_company(pair, index, twin);
        match other_free.iter().position(says_same) {
            Some(place) => {
                let (other_lemma, twin) = other_free.remove(place);
                if lemma != other_lemma {
                    changes.push(Change::new(Kind::Saying, Side::Base, index..index + 1, Some(twin..twin + 1)));
                }
            }
            None => base_left.push(index),
        }
    }
    if !pair.tells_the_same() {
        return changes;
    }
    let other_left = other_free.into_iter().map(|(_, index)| index).collect();
    for (side, left, silent) in [(Side::Base, base_left, other.is_empty()), (Side::Other, other_left, base.is_empty())] {
        if silent && !is_attributed(pair.passage(side.opposite())) {
            let stands = left.into_iter().filter(|&index| is_among_same_words(pair, side, index));
            changes.extend(stands.map(|index| Change::new(Kind::Saying, side, index..index + 1, None)));
        }
    }
    changes
}

fn verbs(passage: &Passage) -> Vec<Verb> {
    (0..passage.tokens.len())
        .filter_map(|index| {
            let folded = passage.folded(index);
            let (lemma, ..) = VERBS.iter().find(|(_, forms, nouns)| {
                forms.contains(&folded)
                    || nouns.contains(&folded) && passage.folded(index + 1) == "that" && !is_infinitive(passage, index)
            })?;
            Some(Verb { lemma, index })
        })
        .collect()
}

/// "To confirm that report" says nothing yet.
fn is_infinitive(passage: &Passage, index: usize) -> bool {
    (1..=2).filter_map(|back| index.checked_sub(back)).any(|before| passage.folded(before) == "to")
}

/// Whether somebody is named as saying it in another way than by a verb.
fn is_attributed(passage: &Passage) -> bool {
    let quoted = (0..passage.tokens.len()).filter(|&index| passage.is_quoted(index)).count();
    passage.attributed
        || quoted * 2 >= passage.tokens.len()
        || passage.tokens.iter().any(|token| ATTRIBUTIONS.contains(&&*token.folded))
}

/// Whether two verbs have the same subject or the same object.
fn same_company(pair: &Pair, base: usize, other: usize) -> bool {
    let near = |side: Side, index: usize| {
        let passage = pair.passage(side);
        let after = passage.content_from(index + 1, 2);
        let before = (0..index).rev().filter(|&index| !super::pair::is_function_word(passage.folded(index))).take(1);
        before.chain(after).collect::<Vec<_>>()
    };
    let others = near(Side::Other, other);
    near(Side::Base, base).into_iter().any(|index| pair.twin(Side::Base, index).is_some_and(|twin| others.contains(&twin)))
}

/// Whether the words of meaning around the verb stand on the other side.
fn is_among_same_words(pair: &Pair, side: Side, index: usize) -> bool {
    let passage = pair.passage(side);
    let before = (0..index).rev().filter(|&index| !super::pair::is_function_word(passage.folded(index))).take(1);
    before.chain(passage.content_from(index + 1, 3)).any(|index| pair.twin(side, index).is_some())
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
