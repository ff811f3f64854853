//! The lines of a list of claims: the claims that a narrowing leaves, under the headings of their events.
//!
//! Made once for a catalogue and a narrowing; drawing asks only for the rows in sight.

use crate::{
    catalogue::{Catalogue, ClaimId, EventId},
    compare::narrowing::Narrowing,
};

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimRow {
    /// A heading.
    Event(EventId),
    /// A claim under it.
    Claim(ClaimId),
}

/// All lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimRows {
    lines: Vec<ClaimRow>,
    claims: Vec<ClaimId>,
    /// Where each of `claims` stands in `lines`.
    places: Vec<usize>,
}

impl ClaimRows {
    /// The lines for the claims that `narrowing` leaves of `catalogue`.
    pub fn new(catalogue: &Catalogue, narrowing: Narrowing) -> Self {
        let claims = narrowing.claims(catalogue);
        let mut lines = Vec::with_capacity(claims.len() + catalogue.events.len());
        let mut places = Vec::with_capacity(claims.len());
        let mut heading = None;
        for &claim in &claims {
            let event = catalogue.claims[claim].event;
            if heading != Some(event) {
                lines.push(ClaimRow::Event(event));
                heading = Some(event);
            }
            places.push(lines.len());
            lines.push(ClaimRow::Claim(claim));
        }
        Self { lines, claims, places }
    }

    /// How many lines there are, headings included.
    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// At most `height` lines from `top` on.
    pub fn window(&self, top: usize, height: usize) -> &[ClaimRow] {
        let top = top.min(self.lines.len());
        &self.lines[top..self.lines.len().min(top + height)]
    }

    /// The claims without the headings.
    pub fn claims(&self) -> &[ClaimId] {
        &self.claims
    }

    /// The line of `claim`, where it is left.
    pub fn line(&self, claim: ClaimId) -> Option<usize> {
        let at = self.claims.binary_search(&claim).ok()?;
        self.places.get(at).copied()
    }

    /// The claim that stands `by` claims further, stopping at the ends; from a claim that is not left, the nearest.
    pub fn step(&self, from: ClaimId, by: isize) -> Option<ClaimId> {
        let at = match self.claims.binary_search(&from) {
            Ok(at) => at.saturating_add_signed(by),
            Err(at) => at,
        };
        self.claims.get(at.min(self.claims.len().checked_sub(1)?)).copied()
    }
}
