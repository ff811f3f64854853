//! The screen as a person meets it, without a terminal.

mod bindings;
mod coding;
mod curate;
mod passages;
mod properties;
mod read;
mod readings;
mod screens;
mod select;
mod stage;
mod state;
