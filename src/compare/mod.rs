//! What follows from a catalogue: pure answers to the questions that its readers ask.
//!
//! - [`agreement`]: how far several readings of one catalogue agree
//! - [`alignment`]: which sentences of a copy are which of its original
//! - [`apart`]: how far any two outlets are apart
//! - [`basis`]: what counts rest on
//! - [`citation`]: a quotation with its source
//! - [`concordance`]: the lines in which words stand
//! - [`copy`]: what became of a document in its copy
//! - [`corpus`]: what there is to read of each document, to count words in
//! - [`coverage`]: who says what about a claim, who is silent, how many of them are independent
//! - `denial`: which words deny, in many languages
//! - [`distinctive`]: the words that set one outlet apart
//! - [`drift`]: what of a change in wording can be named
//! - [`footing`]: how one quotation stands, in words
//! - [`frames`]: which codes of the codebook each outlet is given
//! - [`languages`]: in which language each document is
//! - [`likeness`]: how much of a text another has, too
//! - [`naming`]: who is called what by whom
//! - [`narrowing`]: which claims are worth a look
//! - [`outlets`]: what each outlet does, and how far any two are apart
//! - [`parts`]: where the parts of a document stand, and which are read
//! - [`passages`]: how many passages excerpts are
//! - [`placement`]: where in its document each excerpt stands
//! - [`provenance`]: what kind of text an outlet published, and when
//! - [`quotations`]: how the quotations stand against the documents' texts
//! - [`settled`]: how far somebody is who looks for every claim in every document
//! - [`standing`]: where one outlet stands on one claim, with its sign
//! - [`summary`]: all quotations, listed and counted
//! - [`surroundings`]: what of an excerpt cannot be right by what stands around it
//! - [`voices`]: who gets to speak
//! - [`warnings`]: what somebody should look at
//! - [`wording`]: how the words of one passage differ from those of another
//!
//! Nothing here reads a file or knows of a screen. What is made once a catalogue and kept beside it, [`corpus::Corpus`],
//! [`naming::Namings`] and [`languages::Languages`], is owned; what may take long asks now and then whether it is still wanted, and
//! has no answer where it is not.
//!
//! ```
//! use parallax::compare::{
//!     drift::Drift,
//!     naming::Namings,
//!     wording::{Quotation, compare},
//! };
//!
//! let namings = Namings::new([["harbour board", "harbour regime"].as_slice()]);
//! let quotation = |text| Quotation { text, attributed: false, language: None };
//! let base = quotation("about 80 boats sank, said the harbour board");
//! let wording = compare(base, quotation("80 boats sank, claimed the harbour regime"), &namings);
//!
//! let labels: Vec<&str> = wording.drifts.iter().map(Drift::label).collect();
//! assert_eq!(labels, ["hedge dropped", "verb of saying changed", "subject relabelled"]);
//! ```

pub mod agreement;
pub mod alignment;
pub mod apart;
pub mod basis;
pub mod citation;
pub mod concordance;
pub mod copy;
pub mod corpus;
pub mod coverage;
mod denial;
pub mod distinctive;
pub mod drift;
pub mod footing;
pub mod frames;
pub mod languages;
pub mod likely;
pub mod likeness;
pub mod naming;
pub mod narrowing;
pub mod nearby;
pub mod outlets;
pub mod parts;
pub mod passages;
pub mod placement;
pub mod places;
pub mod provenance;
pub mod quotations;
#[cfg(test)]
mod sample;
pub mod settled;
pub mod standing;
pub mod summary;
pub mod surroundings;
pub mod voices;
pub mod warnings;
pub mod wording;
