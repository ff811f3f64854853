//! What is remembered from one filing to the next.

use super::{
    Form,
    kept::{Draft, RecordDraft},
    passage::Passage,
    record::RecordForm,
};
use crate::{
    catalogue::{
        Catalogue, ExcerptId,
        edit::{Choice, Filing},
    },
    compare::nearby::figure_in,
};

/// Claims that stand first in the list.
const LAST: usize = 3;

/// What is remembered from one filing to the next.
#[derive(Debug, Default)]
pub struct Memory {
    /// Ids of the claims under which was filed last, the last one first.
    claims: Vec<String>,
    /// The last filing.
    last: Option<Filing>,
    /// What was filled in for these words when the form was closed without filing.
    pub(super) draft: Option<Form>,
    /// What was filled in for another row when its form was closed without writing.
    record: Option<RecordDraft>,
}

impl Memory {
    /// Remembers what was filed under the claim of this id.
    pub fn filed(&mut self, filing: &Filing, claim: &str) {
        self.claims.retain(|other| other != claim);
        self.claims.insert(0, claim.to_owned());
        self.claims.truncate(LAST);
        let there = Choice::There(claim.to_owned());
        self.last = Some(Filing { claim: there, ..filing.clone() });
        self.draft = None;
    }

    /// The claims under which was filed last.
    pub fn claims(&self) -> &[String] {
        &self.claims
    }

    /// Keeps what was filled in.
    pub fn keep(&mut self, form: Form) {
        self.draft = Some(form);
    }

    /// Keeps what was filled in, where it is anything.
    pub fn keep_record(&mut self, form: &RecordForm) {
        if let (true, Draft::Record(draft)) = (form.is_touched(), form.draft()) {
            self.record = Some(draft);
        }
    }

    /// What was kept of a form for the same row as `form`.
    pub fn record(&self, form: &RecordForm) -> Option<&RecordDraft> {
        self.record.as_ref().filter(|draft| draft.kind == form.kind() && draft.changes.as_deref() == form.changes())
    }

    /// A row was written.
    pub fn forget_record(&mut self) {
        self.record = None;
    }

    /// `passage` under the same claim, of the same speaker and in the same stance as the last one, with the excerpt of `catalogue` that
    /// it overlaps there; none where nothing was filed yet.
    pub fn again(&self, catalogue: &Catalogue, passage: &Passage) -> Option<(Filing, Option<ExcerptId>)> {
        let last = self.last.clone()?;
        let overlapped = match &last.claim {
            Choice::There(claim) => passage.overlapped(catalogue, claim),
            Choice::New(_) => None,
        };
        let filing = Filing {
            cue: None,
            note: None,
            frames: Vec::new(),
            figure: figure_in(&passage.quote).map(str::to_owned),
            ..of(passage, last)
        };
        Some((filing, overlapped))
    }
}

/// `filing` with the words of `passage`.
pub(super) fn of(passage: &Passage, filing: Filing) -> Filing {
    Filing {
        document: passage.document.clone(),
        quote: passage.quote.clone(),
        prefix: passage.prefix.clone(),
        suffix: passage.suffix.clone(),
        span: passage.span,
        ..filing
    }
}
