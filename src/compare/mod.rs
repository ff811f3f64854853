//! What follows from a catalogue: pure answers to the questions that its readers ask.
//!
//! - [`alignment`]: which sentences of a copy are which of its original
//! - [`citation`]: a quotation with its source
//! - [`copy`]: what became of a document in its copy
//! - [`coverage`]: who says what about a claim, who is silent, how many of them are independent
//! - [`drift`]: what of a change in wording can be named
//! - [`placement`]: where in its document each excerpt stands
//! - [`quotations`]: how the quotations stand against the documents' texts
//! - [`wording`]: how the words of one passage differ from those of another
//!
//! Nothing here reads a file or knows of a screen.

pub mod alignment;
pub mod citation;
pub mod copy;
pub mod coverage;
pub mod drift;
pub mod placement;
pub mod quotations;
pub mod wording;
