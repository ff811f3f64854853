//! What a curator wrote: the model, and how files become it.

pub mod model;

pub use model::*;
