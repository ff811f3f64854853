//! How far any two outlets are apart, as pages have it.

use serde::Serialize;

use super::paragraph;
use crate::{catalogue::Catalogue, compare::apart::Apart};

/// On how much of what two outlets both take a stand on they disagree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Distance<'a> {
    outlets: [&'a str; 2],
    #[serde(skip)]
    names: [&'a str; 2],
    /// How many claims, and pairs of claims that cannot both be true, they disagree on,
    disagreed: usize,
    /// of so many.
    common: usize,
}

/// As many as `apart` has of `catalogue`.
pub(super) fn distances<'a>(catalogue: &'a Catalogue, apart: &[Apart]) -> Vec<Distance<'a>> {
    let distance = |apart: &Apart| {
        let outlets = apart.outlets.map(|outlet| &catalogue.outlets[outlet]);
        Distance {
            outlets: outlets.map(|outlet| &*outlet.id),
            names: outlets.map(|outlet| outlet.name.as_str()),
            disagreed: apart.disagreed.len(),
            common: apart.common.len(),
        }
    };
    apart.iter().map(distance).collect()
}

/// Appends them, a line each, `columns` wide.
pub(super) fn write(page: &mut String, distances: &[Distance<'_>], indent: usize, columns: usize) {
    if !distances.is_empty() {
        page.push('\n');
        let what = "Apart in the whole catalogue, of the claims on which both take a stand and those that cannot both be true:";
        paragraph(page, what, 0, columns);
    }
    for Distance { names: [one, other], disagreed, common, .. } in distances {
        paragraph(page, &format!("{one} and {other}: on {disagreed} of {common}"), indent, columns);
    }
}
