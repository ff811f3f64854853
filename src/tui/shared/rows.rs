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

    /// At most `height` lines from `top` on; a heading never stands alone at the end.
    pub fn window(&self, top: usize, height: usize) -> &[ClaimRow] {
        let top = top.min(self.lines.len());
        let shown = &self.lines[top..self.lines.len().min(top + height)];
        if let [without @ .., ClaimRow::Event(_)] = shown { without } else { shown }
    }

    /// How many claims stand above and below that window.
    pub fn beyond(&self, top: usize, height: usize) -> (usize, usize) {
        let above = self.places.partition_point(|&place| place < top);
        let until = self.places.partition_point(|&place| place < top.saturating_add(height));
        (above, self.places.len() - until)
    }

    /// The first line in sight, moved from `top` no further than it takes to have all claims of the event of `claim` among `height`
    /// lines, its heading in any case.
    pub fn whole_event(&self, top: usize, claim: ClaimId, height: usize) -> usize {
        let Some(line) = self.line(claim) else { return top };
        let is_event = |row: &ClaimRow| matches!(row, ClaimRow::Event(_));
        let heading = self.lines[..line].iter().rposition(is_event).unwrap_or(0);
        let end = self.lines[line..].iter().position(is_event).map_or(self.lines.len(), |at| line + at);
        top.max(end.saturating_sub(height)).min(heading)
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
