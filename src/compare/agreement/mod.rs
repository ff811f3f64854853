//! How far several readings of one catalogue agree.
//!
//! The statistics, which know nothing of catalogues:
//!
//! - [`ratings`]: what each reader called each unit
//! - [`kappa`]: Cohen's, of two readers
//! - [`alpha`]: Krippendorff's, of any number, with its interval
//! - [`distance`]: how unlike two sets are
//!
//! From readings to units, and what is told of them:
//!
//! - [`cells`]: what each reader found in each cell; [`coding`] is that of one
//! - [`passages`]: which excerpts of several readers are one passage
//! - [`measures`]: on what they agree how far
//! - [`verdict`]: what so few units can show
//! - [`summary`]: in all cells and in some of them
//! - [`class`]: how far many of them agree with one
//! - [`differences`]: what two of them differ in, the most telling first

pub mod alpha;
pub mod cells;
pub mod class;
pub mod coding;
pub mod differences;
pub mod distance;
pub mod kappa;
pub mod measures;
pub mod passages;
pub mod ratings;
#[cfg(test)]
mod sample;
pub mod summary;
pub mod verdict;
