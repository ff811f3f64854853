//! A decision, as one step: the excerpts that come into the catalogue and those that go, and the entry in the log.

use super::{Readings, anew::Anew, name, told};
use crate::{
    answers::adjudication::{Adjudication, Case},
    catalogue::{
        decisions::Choice,
        edit::{Fields, Filing, Row, Value, Verdict, adjudicate},
        readings::MAIN,
    },
    tui::{
        action::{Effect, Next},
        form::passage::Passage,
        shared::Shared,
    },
};

impl Readings {
    /// Decides on the difference under the cursor, for this `reason`; to file anew, the form is opened first.
    pub(super) fn decide(&mut self, shared: &mut Shared, choice: Choice, reason: &str) -> Next {
        let next = self.open_beside(true).and_then(|at| Some(name(shared, self.shown().get(at)?)));
        let (Some(found), Some(case)) = (self.found.get(), self.case()) else { return Next::Done };
        let decision = decision(shared, found, case, choice, reason);
        let told = told::decided(shared, found, case, choice);
        let done = if choice == Choice::Anew {
            anew(shared, found, case, decision, told)
        } else {
            write(shared, found, case, choice, decision, told)
        };
        self.sent = Some(name(shared, case));
        self.next = next;
        done
    }
}

/// The entry in the log.
fn decision(shared: &Shared, found: &Adjudication, case: &Case, choice: Choice, reason: &str) -> Fields {
    let text = |text: &str| Value::Text(text.to_owned());
    let [first, second] = found.pair().map_or(["", ""], |pair| pair.each_ref().map(String::as_str));
    let (claim, document, kind) = name(shared, case);
    vec![
        ("reading", text(second)),
        ("against", if first == MAIN { Value::Absent } else { text(first) }),
        ("claim", text(&claim)),
        ("document", text(&document)),
        ("kind", text(kind.name())),
        ("choice", text(choice.name())),
        ("reason", Some(reason.trim()).filter(|reason| !reason.is_empty()).map_or(Value::Absent, text)),
    ]
}

/// Has that written which one of them filed, or both, or neither.
fn write(shared: &Shared, found: &Adjudication, case: &Case, choice: Choice, decision: Fields, told: String) -> Next {
    let is_main = found.pair().is_some_and(|[first, _]| first == MAIN);
    let is_kept = [matches!(choice, Choice::First | Choice::Both), matches!(choice, Choice::Second | Choice::Both)];
    let sides = || found.codings.iter().zip(&case.difference.excerpts).zip(is_kept);
    // What the catalogue has itself does not come from a reading.
    let taken = sides().skip(usize::from(is_main)).filter(|(_, is_kept)| *is_kept);
    let verdict = Verdict {
        claim: case.difference.claim,
        document: case.difference.document,
        gone: if is_main && is_kept[0] { &[] } else { &case.there },
        taken: taken.flat_map(|((coding, excerpts), _)| excerpts.iter().map(|&id| (&**coding, id))).collect(),
        anew: None,
        decision,
    };
    Next::Outside(Effect::Write { rounds: adjudicate(&shared.catalogue, &verdict), told })
}

/// Has the form opened over the place, filled in with what the first of them filed who filed anything.
fn anew(shared: &Shared, found: &Adjudication, case: &Case, decision: Fields, told: String) -> Next {
    let mut filed = found.codings.iter().zip(&case.difference.excerpts);
    let Some((coding, id)) = filed.find_map(|(coding, excerpts)| Some((coding, *excerpts.first()?))) else { return Next::Done };
    Next::Anew(Box::new(Anew {
        passage: Passage::of_excerpt(coding, id),
        like: Filing::of_reading(&shared.catalogue, coding, id),
        gone: case.there.iter().map(|&id| Row::of_excerpt(&shared.catalogue, id)).collect(),
        decision,
        told,
    }))
}
