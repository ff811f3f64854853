//! What it takes that the steps of a reader go into files of their own: the first file, and a record of each claim that something is
//! filed under.
//!
//! How both look is told in [`readings`](crate::catalogue::readings).

use std::borrow::Cow;

use super::{
    EditError, Value,
    rows::{Edit, Row, claim_of},
    store,
};
use crate::catalogue::{Catalogue, Kind, readings::Reading};

/// What the first file is called.
const FILE: &str = "coding.toml";

/// Makes the first file of `reading`, where it has none.
///
/// # Errors
///
/// Where the catalogue is in no folder, or nothing can be written there.
pub fn begin(reading: &Reading) -> Result<(), EditError> {
    let folder = reading.path().ok_or(EditError::NoFile)?;
    let (files, _) = reading.found();
    if !files.is_empty() {
        return Ok(());
    }
    let head = format!("# What {} found in the documents of this catalogue.\n", reading.name());
    store::make(folder, [(FILE, Cow::Owned(head))])
}

/// The records that `edits` of a reading need and that are not there yet; in a catalogue every claim has its own.
pub(super) fn missing_records(catalogue: &Catalogue, edits: &[Edit]) -> Vec<Edit> {
    let named = edits.iter().filter_map(|edit| match edit {
        Edit::File(claim, _) | Edit::Move(_, claim) | Edit::Set(Row::Named(Kind::Claim, claim), _) => Some(claim),
        _ => None,
    });
    let mut missing: Vec<&String> = named
        .filter(|id| claim_of(catalogue, id).is_some_and(|claim| !catalogue.is_own(catalogue.claims[claim].written())))
        .collect();
    missing.sort();
    missing.dedup();
    missing.into_iter().map(|id| Edit::Add(Kind::Claim, vec![("id", Value::Text(id.clone()))])).collect()
}
