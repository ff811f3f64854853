//! Questions answered whole: the texts that one needs are opened, then the rooms below are asked; what comes out is owned.
//!
//! The screen's thread and the commands both ask here, so that they cannot differ in what they read. Questions that need no
//! text are asked of [`crate::compare`] and [`crate::find`] themselves. Nothing here knows of a terminal or a command line.
//!
//! - [`addition`]: what a text that was taken becomes in a catalogue
//! - [`adjudication`]: what two readings differ in, to be decided
//! - [`agreement`]: readings to be compared
//! - [`at_hand`]: a catalogue with the texts that are there
//! - [`coded`]: all readings, and what was decided
//! - [`words`]: who is called what by whom, and which words set an outlet apart
//! - [`concordance`]: the lines in which words stand
//! - [`document`]: one document, opened to be read
//! - [`drift`]: what became of a document in its copy
//! - [`full_text`]: the texts, sentence by sentence, to be searched
//! - [`problems`]: what is wrong, in one list
//! - [`quotations`]: how the quotations stand against the texts, and where in the files they are written
//! - [`replacement`]: what a newer text of a document changes
//! - [`standing_words`]: whether words that are to be filed still stand in their text

pub mod addition;
pub mod adjudication;
pub mod agreement;
pub mod at_hand;
pub mod coded;
pub mod concordance;
pub mod document;
pub mod drift;
pub mod full_text;
pub mod places;
pub mod problems;
pub mod quotations;
pub mod replacement;
pub mod standing_words;
pub mod words;
