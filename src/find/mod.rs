//! Any excerpt in a few keystrokes: the language of queries, the index of a catalogue, what is found and in which order.
//!
//! Start with [`Query::parse`], [`Index::build`] and [`search`]; [`Hits`] has the answer. The same engine searches the texts of
//! documents, sentence by sentence: [`Index::of_passages`].
//!
//! ```
//! use parallax::{
//!     catalogue::{ExcerptId, Origin, Progress, load},
//!     find::{Index, Query, Stop, search},
//! };
//!
//! let catalogue = load(&Origin::BuiltIn, &Progress::default()).expect("the one in the program is sound").catalogue;
//! let index = Index::build(&catalogue, &Progress::default());
//! let query = Query::parse("elector !outlet:codepink");
//! let hits = search(&index, &query, &Stop::default()).expect("nobody stops it");
//! let best = &catalogue.excerpts[ExcerptId::new(hits.top[0].item)];
//! let quote = best.quote.shown();
//! let marked: Vec<&str> = hits.marks.in_quote(quote).into_iter().map(|range| &quote[range]).collect();
//! assert_eq!(marked[0], "elector");
//! assert_ne!(catalogue.outlets[catalogue.outlet_of(best)].name, "CodePink");
//! ```
//!
//! ```text
//!   what is typed ──▶ query ──────────┐
//!                                      ├─▶ plan ──▶ walk ──▶ hits ──▶ marks      search asks them in turn
//!   catalogue ──▶ draft ──▶ index ────┘     │                 │
//!                             │             resolve           closeness
//!                             column        likeness, slip
//!                               vocabulary, postings, tokens
//! ```
//!
//! **What matches.** A word is looked for among the words of the catalogue, never as scattered letters of a whole quote:
//! [`query`] says what can be typed, `likeness` what a typed word may stand for. It is looked for in the quote, the title of the
//! claim, the names of speaker and outlet, and the note of the excerpt; of a passage in its own words alone, so that who has
//! none found does not have them.
//!
//! A compound is found in one word, with a hyphen and in two, a number with any marks in it (`spellings`).
//!
//! **Ranking.** For each term the best match counts: the quality first (the word itself, a word it begins, one it is inside of,
//! an abbreviation, a slip), then the field (quote, title, speaker, outlet, note). Hits stand in the order of
//!
//! 1. the sum of the qualities over the terms,
//! 2. the sum of the fields,
//! 3. how few other words stand between the matches in the quote,
//! 4. the catalogue.
//!
//! The order is total and depends on nothing but the catalogue and the query. Filters and what is left out add nothing to it: a
//! query of these alone lists its excerpts in the order of the catalogue, an empty one all of them.
//!
//! **Forgiveness.** Where a query of several words finds nothing, it is searched once more with each fuzzy word going as far as
//! it can, because a slip can make another word of a word; [`Hits::forgiven`] says so.
//!
//! **Size.** Vocabularies are scanned and lists of rows are read. Texts are looked at only for phrases, for figures, where few
//! candidates are left, and for the closeness of those for the first places. `reference`, in the tests, finds the same by reading everything.
//!
//! All texts are matched as shown, [`Quote::shown`](crate::catalogue::Quote::shown) and not as written.

mod closeness;
mod column;
mod complete;
mod draft;
mod hits;
mod index;
mod likeness;
mod marks;
mod number;
mod plan;
mod postings;
pub mod query;
mod resolve;
mod search;
pub mod shortlist;
mod slip;
mod spellings;
mod stop;
mod tokens;
mod vocabulary;
mod walk;
mod wanted;

#[cfg(test)]
mod reference;
#[cfg(test)]
mod sample;

pub use complete::{Completion, completions};
pub use hits::{FORGIVEN, Group, Hit, Hits, SCREENFUL};
pub use index::Index;
pub use marks::{Marks, code_points};
pub use query::{Filter, Query};
pub use search::search;
pub use stop::Stop;
