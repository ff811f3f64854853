//! Compare how several outlets tell the same event.

pub mod catalogue;
pub mod compare;
pub mod find;
pub mod text;
