//! The screen as a person meets it, without a terminal.

mod properties;
mod screens;
mod stage;
