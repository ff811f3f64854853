//! The table of claims against outlets: where each outlet stands on each claim, as sign and word.

use std::borrow::Cow;

use super::table::{Cell, Table, list};
use crate::{
    catalogue::{Catalogue, ClaimId, OutletId},
    compare::coverage::{Cell as Position, Coverage},
};

/// What the columns before those of the outlets are called. No id has an underscore, so none of theirs is the same.
///
/// | column | what stands there |
/// |---|---|
/// | `documents_all`, `documents_independent` | how many documents have an excerpt; how many when a copy counts as its original |
/// | `copies_repeating` | outlets that publish copies only, whose originals say the same claim: they are not counted |
/// | `copies_differing` | outlets that publish copies and stand elsewhere than their originals; their cells end with `≠` |
pub const COLUMNS: [&str; 8] = [
    "claim_id",
    "claim_title",
    "event_id",
    "event_title",
    "documents_all",
    "documents_independent",
    "copies_repeating",
    "copies_differing",
];

/// The claims of `catalogue`, each against its outlets, which are called as `name` says.
pub fn table(catalogue: &Catalogue, name: impl Fn(OutletId) -> String) -> Table<'_> {
    let outlets = catalogue.outlets.ids().map(|outlet| Cow::Owned(name(outlet)));
    Table {
        columns: COLUMNS.into_iter().map(Cow::Borrowed).chain(outlets).collect(),
        rows: Box::new(catalogue.claims.ids().map(|claim| row(catalogue, claim))),
    }
}

fn row(catalogue: &Catalogue, id: ClaimId) -> Vec<Cell<'_>> {
    let claim = &catalogue.claims[id];
    let event = &catalogue.events[claim.event];
    let coverage = Coverage::of(catalogue, id);
    let ids = |is_one: fn(&Position) -> bool| {
        let cells = coverage.cells.iter().filter(|cell| is_one(cell));
        list(cells.map(|cell| &*catalogue.outlets[cell.outlet].id))
    };
    let before: [Cell<'_>; COLUMNS.len()] = [
        (*claim.id).into(),
        claim.title.as_str().into(),
        (*event.id).into(),
        event.title.as_str().into(),
        coverage.documents.into(),
        coverage.independent.into(),
        ids(|cell| cell.is_repetition),
        ids(|cell| cell.differs),
    ];
    before.into_iter().chain(coverage.cells.into_iter().map(Cell::Position)).collect()
}
