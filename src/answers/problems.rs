//! What is wrong with a catalogue that is open, or what somebody should look at: one list, each with where to go for it.
//!
//! A text that has changed comes first, because the rest may follow from it; then misquotations, then parts and texts that cannot be had, then warnings, then hints; each kind by file and line.

use super::quotations::Checked;
use crate::{
    catalogue::{Catalogue, ClaimId, Diagnostics, DocumentId, ExcerptId, Place, Severity},
    compare::footing::fault,
};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The state of a quotation or the name of a warning: "drifted", "no-speaker".
    pub name: &'static str,
    /// What is wrong.
    pub what: String,
    /// What to do, where that is known.
    pub help: Option<String>,
    /// `path:line`.
    pub at: String,
    /// The same for an editor; none where it is about a whole file.
    pub place: Option<Place>,
    /// What of the catalogue it is about; none where no screen shows that.
    pub target: Option<Target>,
}

/// What can be gone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An excerpt beside the others of its claim.
    Excerpt(ExcerptId),
    /// A claim.
    Claim(ClaimId),
    /// A document.
    Document(DocumentId),
}

/// All problems of `catalogue`, of which loading told `warnings`, and whose quotations were `checked`.
pub fn problems(catalogue: &Catalogue, warnings: &Diagnostics, checked: &Checked) -> Vec<Problem> {
    let mut problems = Vec::new();
    // The documents are the catalogue's, and no matter of a reader.
    let is_own = |place: Place| catalogue.is_own(place);
    for id in checked.footings.quotations.changed(catalogue).filter(|&id| is_own(catalogue.documents[id].place)) {
        let document = &catalogue.documents[id];
        problems.push(Problem {
            name: "changed-text",
            what: format!("the text of {} is another than when `parallax anchor` wrote its hash", document.id),
            help: Some("what is wrong with its quotations may come of that; `anchor --write` takes it as it is now".to_owned()),
            at: String::new(),
            place: Some(document.place),
            target: Some(Target::Document(id)),
        });
    }
    for compared in &checked.footings.quotations.compared {
        let document = &catalogue.documents[compared.document];
        for (id, anchoring) in &compared.anchored {
            let Some(what) = fault(anchoring) else { continue };
            let place = catalogue.excerpts[*id].quote_place;
            problems.push(Problem {
                name: anchoring.name(),
                what: format!("{}: {what}", document.id),
                help: None,
                at: checked.place(catalogue, place),
                place: Some(place),
                target: Some(Target::Excerpt(*id)),
            });
        }
        for (index, why) in compared.misplaced.iter().filter(|_| is_own(document.place)) {
            let part = &document.parts[*index];
            problems.push(Problem {
                name: "misplaced-part",
                what: format!("{} of {}: {why}", part.kind.name(), document.id),
                help: None,
                at: checked.place(catalogue, part.place),
                place: Some(part.place),
                target: Some(Target::Document(compared.document)),
            });
        }
    }
    for (document, error) in
        (checked.footings.quotations.unreadable.iter()).filter(|(id, _)| is_own(catalogue.documents[*id].place))
    {
        problems.push(Problem {
            name: "unreadable-text",
            what: error.to_string(),
            help: None,
            at: String::new(),
            place: Some(catalogue.documents[*document].place),
            target: Some(Target::Document(*document)),
        });
    }
    let told = warnings.clone().and(checked.warnings.clone());
    if told.is_empty() {
        return problems;
    }
    let records = records(catalogue);
    for severity in [Severity::Warning, Severity::Hint] {
        for diagnostic in told.iter().filter(|diagnostic| diagnostic.severity == severity) {
            let line = diagnostic.line.map(|line| format!(":{line}")).unwrap_or_default();
            problems.push(Problem {
                name: diagnostic.name.unwrap_or(severity.name()),
                what: diagnostic.message.clone(),
                help: diagnostic.help.clone(),
                at: format!("{}{line}", diagnostic.path.display()),
                place: diagnostic.place,
                target: diagnostic.place.and_then(|place| holding(&records, place)),
            });
        }
    }
    problems
}

/// Where every record begins, in order, and what can be gone to for it.
fn records(catalogue: &Catalogue) -> Vec<(Place, Option<Target>)> {
    let mut records: Vec<(Place, Option<Target>)> = catalogue.records().map(|place| (place, None)).collect();
    records.extend(catalogue.excerpts.entries().map(|(id, row)| (row.place, Some(Target::Excerpt(id)))));
    records.extend(catalogue.claims.entries().map(|(id, row)| (row.written(), Some(Target::Claim(id)))));
    records.extend(catalogue.documents.entries().map(|(id, row)| (row.place, Some(Target::Document(id)))));
    // Of the two entries of one record the one with a target comes last.
    records.sort_by_key(|(place, target)| (*place, target.is_some()));
    records
}

/// What is to be gone to for `place`: the record that begins last before it.
fn holding(records: &[(Place, Option<Target>)], place: Place) -> Option<Target> {
    let before = records.partition_point(|(begins, _)| *begins <= place);
    records[..before].last().filter(|(begins, _)| begins.file == place.file)?.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answers::quotations::check,
        catalogue::{Origin, Progress, load, texts::Texts},
    };

    #[test]
    fn each_problem_leads_to_what_it_is_about() {
        let folder = tempfile::tempdir().unwrap();
        let text = "format = 2\ntitle = 'Bridge'\n[[outlet]]\nid = 'bay'\nname = 'Bay'\n[[document]]\nid = 'bay'\noutlet = 'bay'\ntitle = 'B'\nchars = 3\n\
            [[document.part]]\nkind = 'byline'\nfrom = 'By'\nto = 'Nobody'\n[[speaker]]\nid = 'mayor'\nname = 'M'\n\
            [[event]]\nid = 'closing'\ntitle = 'C'\n[[claim]]\nid = 'shut'\nevent = 'closing'\ntitle = 'Shut'\nabsent = ['bay', 'bay']\n\
            [[claim]]\nid = 'open'\nevent = 'closing'\ntitle = 'Open'\n[[claim.excerpt]]\ndocument = 'bay'\nstance = 'reports'\n\
            quote = 'The bridge was opened on Monday.'\n";
        std::fs::write(folder.path().join("catalogue.toml"), text).unwrap();
        std::fs::create_dir(folder.path().join("texts")).unwrap();
        std::fs::write(folder.path().join("texts/bay.txt"), "The bridge was closed on Monday.").unwrap();
        let origin = Origin::Path(folder.path().to_owned());
        let loaded = load(&origin, &Progress::default()).unwrap();
        let checked = check(&loaded.catalogue, &Texts::of(&origin));
        let told = problems(&loaded.catalogue, &loaded.warnings, &checked);
        let rows: Vec<_> =
            told.iter().map(|problem| (problem.name, problem.at.rsplit(':').next().unwrap(), problem.target)).collect();
        let excerpt = Some(Target::Excerpt(ExcerptId::new(0)));
        assert_eq!(
            rows,
            [
                ("changed-text", "", Some(Target::Document(DocumentId::new(0)))),
                ("drifted", "33", excerpt),
                ("misplaced-part", "11", Some(Target::Document(DocumentId::new(0)))),
                ("unused-speaker", "15", None),
                ("named-twice", "25", Some(Target::Claim(ClaimId::new(0)))),
                ("no-speaker", "30", excerpt),
            ]
        );
    }
}
