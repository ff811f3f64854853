//! What a curator wrote: the model, and how files become it.

mod built_in;
mod diagnostic;
pub mod edit;
mod files;
pub mod load;
pub mod model;
mod nearest;
mod pieces;
mod problem;
mod read;
mod record;
mod resolve;
mod source;
pub mod texts;
mod value;

pub use diagnostic::{Also, Diagnostic, Diagnostics, Severity, Snippet};
pub use files::{FILE_LIMIT, Stamp, stamp};
pub use load::{Loaded, Origin, Progress, load};
pub use model::*;
pub use nearest::nearest;
pub use pieces::LINE_LIMIT;
