//! What two readers differ in, and what was decided, in words.

use std::collections::BTreeSet;

use super::Shared;
use crate::{
    answers::adjudication::{Adjudication, Case},
    catalogue::{
        Catalogue, Excerpt,
        decisions::{Choice, Kind},
        readings::MAIN,
    },
    compare::standing::Standing,
};

/// "the catalogue" or the name of a reading: the one on this `side` of the pair, 0 or 1.
pub(super) fn reader(found: &Adjudication, side: usize) -> &str {
    match found.pair().map(|pair| pair[side].as_str()) {
        Some(MAIN) | None => "the catalogue",
        Some(name) => name,
    }
}

/// The kind as it is shown: "stance, stand against stand".
pub(super) fn kind(case: &Case) -> &'static str {
    match case.difference.kind {
        Kind::Stance if case.difference.is_of_stands => "stand against stand",
        kind => kind.name(),
    }
}

/// What the two differ in: "the catalogue: affirms · anna: questions".
pub(super) fn difference(found: &Adjudication, case: &Case) -> String {
    let [one, other] = [0, 1].map(|side| reader(found, side));
    let each = |tell: &dyn Fn(&Catalogue, &[&Excerpt]) -> String| {
        let told = [0, 1].map(|side| tell(&found.codings[side], &excerpts(found, case, side)));
        format!("{one}: {} · {other}: {}", told[0], told[1])
    };
    match case.difference.kind {
        Kind::Presence => presence(found, case),
        Kind::Stance => each(&|_, excerpts| {
            let standing = Standing::of(excerpts.iter().map(|excerpt| excerpt.stance));
            standing.map_or("nothing", Standing::words).to_owned()
        }),
        Kind::Speaker => each(&voices),
        Kind::Frames => each(&frames),
        Kind::Boundary => format!("{one} and {other} quote the same passage, but not from and to the same words"),
    }
}

fn presence(found: &Adjudication, case: &Case) -> String {
    let has_any = |side: usize| !case.difference.excerpts[side].is_empty();
    let (finder, other) = match [has_any(0), has_any(1)] {
        [true, true] => return "each found a passage that the other did not".to_owned(),
        [true, false] => (0, 1),
        [false, _] => (1, 0),
    };
    let Case { difference, .. } = case;
    let elsewhere =
        found.codings[other].excerpts_of(difference.claim).any(|(_, excerpt)| excerpt.document == difference.document);
    let what = if elsewhere { "found other passages only" } else { "found nothing" };
    format!("{} filed this, {} {what}", reader(found, finder), reader(found, other))
}

fn voices(coding: &Catalogue, excerpts: &[&Excerpt]) -> String {
    let name = |excerpt: &&Excerpt| excerpt.speaker.map_or("own words", |speaker| coding.speakers[speaker].name.as_str());
    excerpts.iter().map(name).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" and ")
}

fn frames(coding: &Catalogue, excerpts: &[&Excerpt]) -> String {
    let given = excerpts.iter().flat_map(|excerpt| excerpt.frames.iter().copied()).collect::<BTreeSet<_>>();
    if given.is_empty() {
        return "no frame".to_owned();
    }
    given.into_iter().map(|frame| coding.frames[frame].name.as_str()).collect::<Vec<_>>().join(", ")
}

fn excerpts<'f>(found: &'f Adjudication, case: &Case, side: usize) -> Vec<&'f Excerpt> {
    case.difference.excerpts[side].iter().map(|&id| &found.codings[side].excerpts[id]).collect()
}

/// What `choice` is: "as anna has it".
pub(super) fn choice(found: &Adjudication, choice: Choice) -> String {
    match choice {
        Choice::First => format!("as {} has it", reader(found, 0)),
        Choice::Second => format!("as {} has it", reader(found, 1)),
        Choice::Both => "both".to_owned(),
        Choice::Neither => "neither".to_owned(),
        Choice::Anew => "filed anew".to_owned(),
    }
}

/// What was done by deciding so.
pub(super) fn decided(shared: &Shared, found: &Adjudication, case: &Case, chosen: Choice) -> String {
    format!("decided: {} · “{}”", choice(found, chosen), shared.catalogue.claims[case.difference.claim].title)
}
