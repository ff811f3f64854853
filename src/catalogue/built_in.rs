//! The catalogue that is compiled into the program.

/// Where its files are in the source tree, and what messages call it.
pub(super) const FOLDER: &str = "data/venezuela-2024";

/// Its files, as paths below [`FOLDER`], with their text.
pub(super) const FILES: &[(&str, &str)] = &[];
