//! What screens are made of, and what knows none of their states: colours, rectangles, panes, tables, cards, fields.
//!
//! Everything here is told what to show and where; what a person is doing is the screens' matter.

pub mod bars;
pub mod behind;
pub mod card;
mod column;
pub mod field;
pub mod grid;
pub mod heads;
pub mod layout;
mod marks;
pub mod parts;
pub mod theme;
