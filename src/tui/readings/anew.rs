//! What is filed in the place of what two readings have: neither one's, but words that are there with something else said of them.

use crate::{
    catalogue::{
        Catalogue, ExcerptId,
        edit::{Choice, Edit, Fields, Filing, Row, Verdict, adjudicate, claim_of},
    },
    tui::form::passage::Passage,
};

/// What is to be filed in the place of what two readings have there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anew {
    /// The words.
    pub passage: Passage,
    /// What is said of them, to begin with.
    pub like: Filing,
    /// The catalogue's excerpts that go.
    pub gone: Vec<Row>,
    pub(super) decision: Fields,
    /// What is done, for the person.
    pub told: String,
}

impl Anew {
    /// The edits that file `filing` in `catalogue` and write down that this was decided; none where what was decided on is not there any
    /// more.
    pub fn rounds(&self, catalogue: &Catalogue, filing: &Filing) -> Option<Vec<Vec<Edit>>> {
        let Choice::There(claim) = &self.like.claim else { return None };
        let (document, _) = catalogue.documents.entries().find(|(_, document)| *document.id == *self.like.document)?;
        let gone = self.gone.iter().map(|row| row.excerpt(catalogue)).collect::<Option<Vec<ExcerptId>>>()?;
        let verdict = Verdict {
            claim: claim_of(catalogue, claim)?,
            document,
            gone: &gone,
            taken: Vec::new(),
            anew: Some(filing),
            decision: self.decision.clone(),
        };
        Some(adjudicate(catalogue, &verdict))
    }
}
