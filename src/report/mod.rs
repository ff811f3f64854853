//! Pages that are written: the same answers as on the screen, as plain text and as JSON.
//!
//! Each page is a struct, made from a catalogue, that serialises to its JSON and prints as plain text: one shape, two forms.
//! The JSON shapes are stable; a key may be added, none changes its meaning. Plain text is wrapped to a width, says nothing by
//! colour or position alone, and is fit for a screen reader: every sign has its word beside it.
//!
//! - [`check`]: what is wrong with a catalogue and its quotations
//! - [`claim`]: one claim and what every outlet says of it
//! - [`find`]: what a query finds
//! - [`list`]: all claims
//! - [`matrix`]: all claims against all outlets
//!
//! Text of a catalogue was made displayable when it was loaded, so nothing here can steer a terminal.

pub mod check;
pub mod claim;
pub mod find;
pub mod list;
pub mod matrix;

use crate::text::wrap::wrap;

/// Appends `text` wrapped to `columns`, every line after `indent` blanks.
fn paragraph(page: &mut String, text: &str, indent: usize, columns: usize) {
    let blanks = " ".repeat(indent);
    for line in wrap(text, columns.saturating_sub(indent)) {
        page.push_str(&blanks);
        page.push_str(&text[line]);
        page.push('\n');
    }
}

/// "1 claim", "2 claims".
fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
