//! Which warnings the records of a catalogue answer: `accepted = ["name"]`.
//!
//! A team whose checks run by themselves has to be able to say "somebody has looked at this, it is so": of one record and one
//! warning, never of all. What is answered is not told any more; an answer to which there is no warning is told itself
//! ([`crate::compare::warnings`]), so that none outlives what it was given for.

use std::{collections::HashSet, iter};

use super::{
    Accepted, Catalogue, Place,
    problem::{Problem, Spot},
};

/// The name of a warning, and the record that answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Answer<'n> {
    /// Where the record is declared.
    pub record: Place,
    /// As under `accepted`.
    pub name: &'n str,
}

impl Catalogue {
    /// All that its records answer.
    pub fn answers(&self) -> impl Iterator<Item = Answer<'_>> {
        self.accepting().flat_map(|(record, accepted)| accepted.iter().map(move |name| Answer { record, name }))
    }

    /// Where every record is declared.
    pub fn records(&self) -> impl Iterator<Item = Place> {
        self.accepting().map(|(place, _)| place)
    }

    /// The same, each with what it accepts.
    fn accepting(&self) -> impl Iterator<Item = (Place, &Accepted)> {
        iter::empty()
            .chain(self.outlets.iter().map(|row| (row.place, &row.accepted)))
            .chain(self.documents.iter().map(|row| (row.place, &row.accepted)))
            .chain(self.events.iter().map(|row| (row.place, &row.accepted)))
            .chain(self.speakers.iter().map(|row| (row.place, &row.accepted)))
            .chain(self.frames.iter().map(|row| (row.place, &row.accepted)))
            .chain(self.namings.iter().map(|row| (row.place, &row.accepted)))
            .chain(self.claims.iter().map(|row| (row.written(), &row.accepted)))
            .chain(self.excerpts.iter().map(|row| (row.place, &row.accepted)))
    }
}

/// Takes those of the `problems` away that a record of `catalogue` answers, and tells which these were.
///
/// The record of a problem is the last one that begins before it in its file.
pub(super) fn answered(catalogue: &Catalogue, problems: &mut Vec<Problem>) -> Vec<Answer<'static>> {
    let answers: HashSet<Answer<'_>> = catalogue.answers().collect();
    if answers.is_empty() || problems.is_empty() {
        return Vec::new();
    }
    let mut records: Vec<Place> = catalogue.records().collect();
    records.sort_unstable();
    let answer = |problem: &Problem| {
        let Spot::At(at) = problem.spot else { return None };
        let before = records.partition_point(|place| *place <= at.place());
        let record = *records[..before].last().filter(|record| record.file == at.file)?;
        Some(Answer { record, name: problem.name? }).filter(|answer| answers.contains(answer))
    };
    let mut answered = Vec::new();
    problems.retain(|problem| answer(problem).map(|answer| answered.push(answer)).is_none());
    answered
}

#[cfg(test)]
mod tests {
    use crate::catalogue::parse;

    #[test]
    fn an_answered_warning_is_not_told() {
        let told = |accepted: &str| {
            let text = format!(
                "title = 'Bridge'\nevent = [{{ id = 'closing', title = 'The closing' }}]\n\
                 [[claim]]\nid = 'shut'\nevent = 'closing'\ntitle = 'It is shut'\n\
                 [[claim]]\nid = 'closed'\nevent = 'closing'\ntitle = 'It is shut'\n{accepted}"
            );
            let loaded = parse(text).unwrap();
            let told: Vec<_> = loaded.warnings.iter().map(|warning| warning.name).collect();
            (told, loaded.catalogue.answered.len())
        };
        assert_eq!(told(""), (vec![Some("same-title")], 0));
        assert_eq!(told("accepted = ['same-title']"), (vec![], 1));
        assert_eq!(told("accepted = ['named-twice']"), (vec![Some("same-title")], 0));
    }
}
