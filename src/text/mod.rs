//! How text behaves: what may reach a terminal, what counts as the same, where words end, how wide they are.
//!
//! This room knows nothing of catalogues and nothing of screens.
//!
//! - [`ascii`]: the program's own signs for terminals without them
//! - [`clean`]: what of a text may reach a terminal
//! - [`fold`]: case, accents, typographic marks folded away, with the way back to the original bytes
//! - [`words`]: where words begin and end
//! - [`wrap`]: widths in columns, wrapping and cutting

pub mod ascii;
pub mod clean;
pub mod fold;
pub mod words;
pub mod wrap;
