//! What follows from a catalogue: pure answers to the questions that its readers ask.
//!
//! - [`citation`]: a quotation with its source
//! - [`coverage`]: who says what about a claim, who is silent, how many of them are independent
//! - [`placement`]: where in its document each excerpt stands
//! - [`quotations`]: how the quotations stand against the documents' texts
//!
//! Nothing here reads a file or knows of a screen.

pub mod citation;
pub mod coverage;
pub mod placement;
pub mod quotations;
