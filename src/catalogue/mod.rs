//! What a curator wrote: the model, and how files become it.
//!
//! [`load()`] and [`parse`] read a catalogue or say everything that is wrong with it, as [`Diagnostics`]; [`model`] is what comes out.
//! [`readings`] are what each of several people found in its documents. [`starter`] has the files of one to begin with. [`texts`] are the documents' own, where they are at hand, and [`edit`] writes into the files what was found in them.

#![warn(clippy::cast_possible_truncation)]

mod accepted;
mod blinded;
mod built_in;
mod carried;
mod codes;
mod conflict;
pub mod decisions;
mod diagnostic;
pub mod edit;
mod files;
mod kind;
mod known;
pub mod load;
pub mod model;
mod names;
mod nearest;
mod only;
mod overlay;
mod pieces;
mod problem;
mod read;
pub mod readings;
mod record;
mod resolve;
mod sheet;
pub mod slug;
mod source;
pub mod starter;
mod syntax;
mod table;
pub mod texts;
mod value;

pub use accepted::Answer;
pub use codes::{Day, Format, Genre, PartKind, Stance};
pub use diagnostic::{Also, Diagnostic, Diagnostics, Severity, Snippet};
pub use files::{FILE_LIMIT, Stamp, belongs, stamp};
pub use kind::Kind;
pub use load::{Known, Loaded, Origin, Progress, load, parse, reload};
pub use model::*;
pub use nearest::nearest;
pub use only::Selection;
pub use pieces::{CLAIM_LIMIT, LINE_LIMIT};
pub use source::Found;
pub use table::{Id, Table};
