//! Readings to be compared, with where their excerpts stand in the texts that are at hand.

use super::quotations::quotations;
use crate::{
    catalogue::{Catalogue, texts::Texts},
    compare::agreement::cells::Coding,
};

/// The coding in `reading`: an excerpt stands where it was found in those `texts` that are there, else where it is noted.
pub fn coding<'a>(reading: &'a Catalogue, texts: &Texts) -> Coding<'a> {
    Coding::as_noted(reading).placed(quotations(reading, texts).facts().spans)
}
