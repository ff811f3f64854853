//! How text behaves: what may reach a terminal, what counts as the same, where words end, how wide they are.
//!
//! This room knows nothing of catalogues and nothing of screens.
//!
//! - `abridged`: quotations that leave words out
//! - [`anchor`]: where a quotation stands in a text, and how sure that is
//! - [`apart`]: what sets two texts apart that are the same words
//! - [`approximate`]: the part of a text that is most like a pattern
//! - [`ascii`]: the program's own signs for terminals without them
//! - [`clean`]: what of a text may reach a terminal
//! - `comparable`: a text as quotations are compared with it
//! - [`context`]: a keyword between what stands before and after it
//! - [`diff`]: what differs between two texts, word by word
//! - [`encoding`]: bytes as characters
//! - [`fold`]: case, accents, typographic marks folded away, with the way back to the original bytes
//! - [`json`]: values as JSON that may reach a terminal
//! - [`language`]: in which language a text is
//! - [`lines`]: line ends
//! - [`paragraphs`]: where paragraphs begin and end
//! - [`phrases`]: where given phrases stand
//! - [`quoted`]: what stands in quotation marks
//! - [`sentences`]: where sentences begin and end
//! - `share`: counts as shares
//! - [`tokens`]: a text as its folded words
//! - `unspaced`: words of languages that are written without blanks
//! - [`words`]: where words begin and end
//! - [`wrap`]: widths in columns, wrapping and cutting

pub mod abridged;
pub mod anchor;
pub mod apart;
pub mod approximate;
pub mod ascii;
pub mod clean;
mod comparable;
pub mod context;
pub mod diff;
pub mod encoding;
pub mod fold;
#[cfg(test)]
pub(crate) mod growth;
pub mod json;
pub mod language;
pub mod lines;
pub mod paragraphs;
pub mod phrases;
pub mod quoted;
pub mod sentences;
pub(crate) mod share;
pub mod tokens;
mod unspaced;
pub mod words;
pub mod wrap;
