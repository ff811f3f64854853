//! What of a catalogue that can be opened somebody should look at, where only the whole of it, or its texts, can show it.
//!
//! | name | what |
//! |---|---|
//! | `no-speaker` | a statement is passed on, and nobody says whose |
//! | `cue-without-speaker` | a verb of saying, and nobody who says it |
//! | `cue-elsewhere` | the cue stands neither in the quotation nor in the sentences around it |
//! | `figure-elsewhere` | nor does the figure |
//! | `negation-left-out` | what an abridged quotation leaves out denies something |
//! | `quoted-twice` | one quotation from one document twice under one claim |
//! | `in-comments`, `in-boilerplate` | it is not the outlet that says it |
//! | `too-early` | a document is quoted for what it could not know |
//! | `affirms-both` | an outlet affirms two claims that cannot both be true |
//! | `unused-speaker`, `unused-frame`, `unused-outlet` | nothing refers to it |
//! | `missing-text` | its text is not at hand, and those of other documents are |
//! | `same-name` | two outlets of one name |
//! | `unused-accepted` | an answer to a warning that there is not |
//!
//! `stray-text`, a file among the texts that is none, is found where texts are read ([`crate::answers::quotations`]). Those that need a text say nothing where it is not at hand. Each is about one record, which answers it with
//! `accepted = ["name"]`. The warnings of the loader alone are in [`mod@crate::catalogue::load`].

use std::collections::HashSet;

use super::{
    coverage::{Coverage, is_too_early},
    quotations::Quotations,
    standing::Standing,
    surroundings::Doubt,
};
use crate::{
    catalogue::{Answer, Catalogue, ClaimId, Found, PartKind, Place, Stance},
    text::{fold::fold, wrap::cut},
};

/// That of a quotation which leaves a denial out.
pub(super) const NEGATION_LEFT_OUT: &str = "negation-left-out";
/// Those that only a text shows.
const OF_A_TEXT: [&str; 5] = ["cue-elsewhere", "figure-elsewhere", NEGATION_LEFT_OUT, "in-comments", "in-boilerplate"];

/// What somebody should look at in `catalogue`, of which `quotations` stand so; without what its records answer.
pub fn warnings(catalogue: &Catalogue, quotations: &Quotations) -> Vec<Found> {
    let mut found = Vec::new();
    for (claim, row) in catalogue.claims.entries() {
        of_excerpts(catalogue, claim, quotations, &mut found);
        if !row.contradicts.is_empty() {
            of_pairs(catalogue, claim, &mut found);
        }
    }
    of_codes(catalogue, &mut found);
    if !quotations.compared.is_empty() {
        for document in quotations.without_text.iter().map(|&id| &catalogue.documents[id]) {
            let message = format!("the text of `{}` is not at hand, and those of other documents are", document.id);
            let help = format!("put it into texts/{}.txt", document.id);
            found.push(warning("missing-text", document.place, message, help));
        }
    }
    // What is the catalogue's is no matter of whoever reads it.
    found.retain(|found| catalogue.is_own(found.place));
    let answers: HashSet<Answer<'_>> = catalogue.answers().filter(|answer| catalogue.is_own(answer.record)).collect();
    let (answered, mut open): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|found| answers.contains(&Answer { record: found.place, name: found.name }));
    let needed: HashSet<Answer<'_>> = answered
        .iter()
        .map(|found| Answer { record: found.place, name: found.name })
        .chain(catalogue.answered.iter().copied())
        .collect();
    open.extend(
        answers.iter().filter(|answer| !needed.contains(answer)).filter_map(|answer| unused(catalogue, quotations, *answer)),
    );
    open
}

fn warning(name: &'static str, place: Place, message: impl Into<String>, help: impl Into<String>) -> Found {
    Found { name, place, message: message.into(), help: help.into() }
}

/// Of the excerpts of `claim`.
fn of_excerpts(catalogue: &Catalogue, claim: ClaimId, quotations: &Quotations, found: &mut Vec<Found>) {
    let (mut early, mut quoted) = (HashSet::new(), HashSet::new());
    for (id, excerpt) in catalogue.excerpts_of(claim) {
        let document = &catalogue.documents[excerpt.document];
        let of = format!("`{}` from `{}`", catalogue.claims[claim].id, document.id);
        let mut warn = |name, message: String, help: &str| found.push(warning(name, excerpt.place, message, help));
        if excerpt.stance.passes_on() && excerpt.speaker.is_none() {
            let help = "add `speaker`, be it somebody unnamed; or say what the outlet itself does with the claim";
            warn("no-speaker", format!("{of} is `{}`, and no speaker says it", excerpt.stance.name()), help);
        }
        if let Some(cue) = excerpt.cue.as_deref().filter(|_| excerpt.speaker.is_none()) {
            warn(
                "cue-without-speaker",
                format!("{of} has the cue “{}” and no speaker", cut(cue, 40)),
                "add `speaker`, or remove `cue`",
            );
        }
        if is_too_early(catalogue, &catalogue.claims[claim], document) && early.insert(excerpt.document) {
            let help = "give the claim the day from which it could be known, `date = …`, or `undated = true`";
            warn("too-early", format!("{of} was published before the day of the claim"), help);
        }
        let words: Vec<&str> = excerpt.quote.written().split_whitespace().collect();
        if !quoted.insert((excerpt.document, words)) {
            warn("quoted-twice", format!("{of} has this quotation twice"), "remove one of them, or quote other words");
        }
        let part = quotations.part_of(catalogue, id);
        if let Some((name, kind)) = match part {
            Some(PartKind::Comments) => Some(("in-comments", "the comments")),
            Some(PartKind::Boilerplate) => Some(("in-boilerplate", "what stands on every page")),
            _ => None,
        } {
            warn(name, format!("{of} stands among {kind}: it is not the outlet that says it"), "remove the excerpt");
        }
        for doubt in quotations.doubts(catalogue, id) {
            let around = "neither in the quotation nor in the sentences around it";
            let shown = |words: &Option<Box<str>>| cut(words.as_deref().unwrap_or_default(), 40).into_owned();
            match doubt {
                Doubt::CueElsewhere => {
                    warn(
                        "cue-elsewhere",
                        format!("{of}: the cue “{}” stands {around}", shown(&excerpt.cue)),
                        "copy the cue as printed there",
                    );
                }
                Doubt::FigureElsewhere => {
                    let message = format!("{of}: the figure “{}” stands {around}", shown(&excerpt.figure));
                    warn("figure-elsewhere", message, "copy the figure as printed there");
                }
                Doubt::NegationLeftOut => {
                    let help = "quote it with the denial, or look whether it means the same without";
                    warn(NEGATION_LEFT_OUT, format!("{of}: what the quotation leaves out denies something"), help);
                }
            }
        }
    }
}

/// Of the claims after `claim` that cannot be true together with it.
fn of_pairs(catalogue: &Catalogue, claim: ClaimId, found: &mut Vec<Found>) {
    let row = &catalogue.claims[claim];
    let here = Coverage::of(catalogue, claim);
    for &other in row.contradicts.iter().filter(|&&other| other > claim) {
        let there = Coverage::of(catalogue, other);
        for (cell, opposite) in here.cells.iter().zip(&there.cells) {
            if [cell, opposite].iter().all(|cell| cell.standing == Standing::Takes(Stance::Affirms)) {
                let outlet = &catalogue.outlets[cell.outlet].id;
                let message =
                    format!("`{outlet}` affirms `{}` and `{}`, which contradict each other", row.id, catalogue.claims[other].id);
                found.push(warning("affirms-both", row.place, message, "look at the stances, or at `contradicts`"));
            }
        }
    }
}

/// Of outlets, speakers and frames.
fn of_codes(catalogue: &Catalogue, found: &mut Vec<Found>) {
    let mut names = HashSet::new();
    for outlet in &catalogue.outlets {
        if outlet.documents.is_empty() {
            found.push(warning(
                "unused-outlet",
                outlet.place,
                format!("outlet `{}` has no document", outlet.id),
                "add its document, or remove it",
            ));
        }
        if !names.insert(fold(&outlet.name).into_owned()) {
            let message = format!("outlet `{}` has the name of another, “{}”", outlet.id, cut(&outlet.name, 40));
            found.push(warning(
                "same-name",
                outlet.place,
                message,
                "on the screen nobody can tell them apart: name one otherwise",
            ));
        }
    }
    let speakers: HashSet<_> = catalogue.excerpts.iter().filter_map(|excerpt| excerpt.speaker).collect();
    for (_, row) in catalogue.speakers.entries().filter(|(id, _)| !speakers.contains(id)) {
        found.push(warning(
            "unused-speaker",
            row.place,
            format!("nobody quotes speaker `{}`", row.id),
            "name it in an excerpt, or remove it",
        ));
    }
    let frames: HashSet<_> = catalogue.excerpts.iter().flat_map(|excerpt| excerpt.frames.iter().copied()).collect();
    for (_, row) in catalogue.frames.entries().filter(|(id, _)| !frames.contains(id)) {
        found.push(warning(
            "unused-frame",
            row.place,
            format!("no excerpt has frame `{}`", row.id),
            "give it to an excerpt, or remove it",
        ));
    }
}

/// That there is nothing to answer; none where only a text that is not at hand could tell.
fn unused(catalogue: &Catalogue, quotations: &Quotations, answer: Answer<'_>) -> Option<Found> {
    let text_is_at_hand = || {
        let excerpt = catalogue.excerpts.iter().find(|excerpt| excerpt.place == answer.record);
        excerpt.is_none_or(|excerpt| quotations.of(excerpt.document).is_some())
    };
    let waits = answer.name == "missing-text" && quotations.compared.is_empty();
    if waits || (OF_A_TEXT.contains(&answer.name) && !text_is_at_hand()) {
        return None;
    }
    let message = format!("`accepted` answers a warning that there is not, `{}`", cut(answer.name, 40));
    Some(warning("unused-accepted", answer.record, message, "remove the name, or correct it"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Id, parse, texts::Text},
        compare::quotations::Quotations,
    };

    const TEXT: &str = "The bridge is shut. The mayor said it was not at all safe. Join us! It is shut, says Gull.";

    /// The names of the warnings, in order, of a catalogue whose claim `shut` has `excerpts`; `more` follows.
    fn names(excerpts: &[&str], more: &str) -> Vec<String> {
        let head = "format = 2\ntitle = 'Bridge'\n[[outlet]]\nid = 'bay'\nname = 'Bay'\n[[document]]\nid = 'bay'\noutlet = 'bay'\n\
            title = 'B'\npublished = 2031-03-02\n[[document.part]]\nkind = 'comments'\nfrom = 'Join us!'\nto = 'says Gull.'\n\
            [[event]]\nid = 'closing'\ntitle = 'C'\n[[claim]]\nid = 'shut'\nevent = 'closing'\ntitle = 'Shut'\n";
        let excerpts: String =
            excerpts.iter().map(|keys| format!("[[claim.excerpt]]\ndocument = 'bay'\n{}\n", keys.replace("; ", "\n"))).collect();
        let catalogue = parse(format!("{head}{excerpts}{more}")).unwrap().catalogue;
        let quotations = Quotations::new(&catalogue, |_| Ok(Text::new(TEXT.into()).ok()));
        let diagnostics = catalogue.diagnose(warnings(&catalogue, &quotations));
        diagnostics.iter().map(|diagnostic| diagnostic.name.unwrap_or_default().to_owned()).collect()
    }

    const MAYOR: &str = "[[speaker]]\nid = 'mayor'\nname = 'The mayor'\n";
    const PLAIN: &str = "stance = 'affirms'; quote = 'The bridge is shut.'";
    const SAID: &str = "stance = 'reports'; speaker = 'mayor'; cue = 'said'; quote = 'it was not at all safe'";

    #[test]
    fn each_warning_has_its_case() {
        let later =
            "[[event]]\nid = 'later'\ntitle = 'L'\ndate = 2031-03-04\n[[claim]]\nid = 'open'\nevent = 'later'\ntitle = 'Open'\n";
        let quoted = "[[claim.excerpt]]\ndocument = 'bay'\nstance = 'affirms'\nquote = 'The mayor'\n";
        let rows: &[(&[&str], &str, &[&str])] = &[
            (&[PLAIN], "", &[]),
            (&[PLAIN, SAID], MAYOR, &[]),
            (&["stance = 'reports'; quote = 'is shut'"], "", &["no-speaker"]),
            (&["stance = 'reports-denial'; quote = 'is shut'"], "", &["no-speaker"]),
            (&["stance = 'affirms'; cue = 'said'; quote = 'is shut'"], "", &["cue-without-speaker"]),
            (&[&SAID.replace("'said'", "'warned'")], MAYOR, &["cue-elsewhere"]),
            (&["stance = 'affirms'; figure = '41'; quote = 'bridge is shut'"], "", &["figure-elsewhere"]),
            (&["stance = 'affirms'; quote = 'it was […] safe'"], "", &["negation-left-out"]),
            (&[PLAIN, "stance = 'affirms'; quote = 'The  bridge is shut.'"], "", &["quoted-twice"]),
            (&["stance = 'affirms'; quote = 'It is shut, says'"], "", &["in-comments"]),
            (&[], &format!("{later}{quoted}"), &["too-early"]),
            (&[], &format!("{later}undated = true\n{quoted}"), &[]),
            (&[PLAIN], &format!("{}contradicts = ['shut']\n{quoted}", later.replace("03-04", "03-02")), &["affirms-both"]),
            (&[PLAIN], MAYOR, &["unused-speaker"]),
            (&[PLAIN], "[[frame]]\nid = 'blame'\nname = 'Blame'", &["unused-frame"]),
            (&[PLAIN], "[[outlet]]\nid = 'post'\nname = 'Post'", &["unused-outlet"]),
            (
                &[PLAIN],
                "[[outlet]]\nid = 'two'\nname = 'BAY'\n[[document]]\nid = 'two'\noutlet = 'two'\ntitle = 'T'",
                &["same-name"],
            ),
        ];
        for (excerpts, more, expected) in rows {
            assert_eq!(names(excerpts, more), *expected, "{excerpts:?} {more}");
        }
    }

    #[test]
    fn what_its_record_answers_is_not_told_and_an_idle_answer_is() {
        let answered = |name: &str| names(&[&format!("stance = 'reports'; quote = 'is shut'; accepted = ['{name}']")], "");
        assert_eq!(answered("no-speaker"), Vec::<String>::new());
        assert_eq!(answered("cue-elsewhere"), ["no-speaker", "unused-accepted"]);
        assert_eq!(names(&[PLAIN], &format!("{MAYOR}accepted = ['unused-speaker']")), Vec::<String>::new());
    }

    #[test]
    fn an_answer_that_only_a_text_can_judge_waits_for_it() {
        let text = "title = 'B'\noutlet = [{ id = 'bay', name = 'B' }]\ndocument = [{ id = 'bay', outlet = 'bay', title = 'B' }]\n\
            event = [{ id = 'closing', title = 'C' }]\nspeaker = [{ id = 'mayor', name = 'M' }]\n\
            claim = [{ id = 'shut', event = 'closing', title = 'Shut', excerpt = [{ document = 'bay', stance = 'reports', \
            speaker = 'mayor', cue = 'warned', quote = 'it was', accepted = ['cue-elsewhere'] }] }]";
        let catalogue = parse(text).unwrap().catalogue;
        let told = |text: Option<&str>| {
            let quotations = Quotations::new(&catalogue, |_| Ok(text.and_then(|text| Text::new(text.into()).ok())));
            warnings(&catalogue, &quotations).into_iter().map(|found| found.name).collect::<Vec<_>>()
        };
        assert_eq!(told(None), Vec::<&str>::new());
        assert_eq!(told(Some(TEXT)), Vec::<&str>::new());
        assert_eq!(told(Some("The mayor warned it was.")), ["unused-accepted"]);
    }

    #[test]
    fn an_older_catalogue_gets_hints() {
        let found =
            [Found { name: "no-speaker", place: Place { file: Id::new(0), offset: 0 }, message: "m".into(), help: "h".into() }];
        let told = |format: &str| {
            let catalogue = parse(format!("{format}title = 'B'\n")).unwrap().catalogue;
            catalogue.diagnose(found.clone()).to_string().lines().next().unwrap_or_default().to_owned()
        };
        assert_eq!(told("format = 2\n"), "warning[no-speaker]: m");
        assert_eq!(told(""), "hint[no-speaker]: m");
    }
}
