//! What is remembered from one filing to the next.

use super::{Form, passage::Passage};
use crate::{
    catalogue::edit::{Choice, Filing},
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

    /// `passage` under the same claim, of the same speaker and in the same stance as the last one; none where nothing was filed yet.
    pub fn again(&self, passage: &Passage) -> Option<Filing> {
        let last = self.last.clone()?;
        Some(Filing {
            cue: None,
            note: None,
            frames: Vec::new(),
            figure: figure_in(&passage.quote).map(str::to_owned),
            ..of(passage, last)
        })
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
