//! Pages that are written: the same answers as on the screen, as plain text and as JSON.
//!
//! Each page is a struct, made from a catalogue, that serialises to its JSON and prints as plain text: one shape, two forms.
//! The JSON shapes are stable; a key may be added, none changes its meaning. Plain text is wrapped to a width, says nothing by
//! colour or position alone, and is fit for a screen reader: every sign has its word beside it.
//!
//! - [`added`]: what was taken of a file
//! - [`agree`]: how far readings agree
//! - [`check`]: what is wrong with a catalogue and its quotations
//! - [`claim`]: one claim and what every outlet says of it
//! - [`class`]: how far many readings agree with one
//! - [`concordance`]: the lines in which words stand
//! - [`distinctive`]: the words that set one outlet apart
//! - [`drift`]: what became of a document in its copy
//! - [`find`]: what a query finds
//! - [`find_texts`]: what it finds in the texts
//! - [`frames`]: which codes of the codebook each outlet is given
//! - [`imported`]: what an import does
//! - [`list`]: all claims
//! - [`matrix`]: all claims against all outlets
//! - [`migrate`]: what of an older catalogue somebody should look at
//! - [`outlets`]: what each outlet does, and how far any two are apart
//! - [`replaced`]: what a newer text does to the quotations of a document
//! - [`voices`]: who gets to speak
//! - [`words`]: who is called what by whom
//!
//! JSON has quotations and texts as they are written, to the letter, because programs compare them; plain text has them made
//! displayable, so that nothing in it can steer a terminal. What of a catalogue is only ever shown (titles, names, notes) was made
//! displayable when it was loaded.

pub mod added;
pub mod agree;
mod apart;
pub mod check;
pub mod claim;
pub mod class;
pub mod concordance;
pub mod distinctive;
pub mod drift;
pub mod find;
pub mod find_texts;
pub mod frames;
pub mod imported;
pub mod list;
pub mod matrix;
pub mod migrate;
pub mod outlets;
pub mod places;
pub mod replaced;
pub mod voices;
pub mod words;

use serde::Serialize;

use crate::{
    catalogue::{Catalogue, OutletId},
    compare::{
        coverage::{Coverage, copied_outlets},
        footing::Footing,
        provenance::Published,
    },
    text::{clean::displayable, wrap::wrap},
};

/// An outlet as a page names it.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletHead<'a> {
    outlet: &'a str,
    name: &'a str,
    /// Ids of the outlets it publishes copies of.
    copy_of: Vec<&'a str>,
    #[serde(skip)]
    copy_of_names: Vec<&'a str>,
}

impl<'a> OutletHead<'a> {
    fn new(catalogue: &'a Catalogue, outlet: OutletId) -> Self {
        let sources = copied_outlets(catalogue, outlet);
        let outlet = &catalogue.outlets[outlet];
        Self {
            outlet: &outlet.id,
            name: &outlet.name,
            copy_of: sources.iter().map(|&source| &*catalogue.outlets[source].id).collect(),
            copy_of_names: sources.iter().map(|&source| catalogue.outlets[source].name.as_str()).collect(),
        }
    }

    /// "Tide Mirror, copy of Bay Courier (report ~3 Aug)", of what it `published`.
    fn dated_name(&self, published: &Published) -> String {
        let (name, published) = (self.marked_name(), published.to_string());
        if published.is_empty() { name } else { format!("{name} ({published})") }
    }

    /// ", copy of Bay Courier", where it publishes one.
    fn copy_note(&self) -> String {
        if self.copy_of_names.is_empty() { String::new() } else { format!(", copy of {}", self.copy_of_names.join(", ")) }
    }

    /// "Tide Mirror, copy of Bay Courier".
    fn marked_name(&self) -> String {
        format!("{}{}", self.name, self.copy_note())
    }
}

/// Ids of the outlets whose copies stand elsewhere than their originals.
fn copies_that_differ<'a>(catalogue: &'a Catalogue, coverage: &Coverage) -> Vec<&'a str> {
    let differing = coverage.cells.iter().filter(|cell| cell.differs);
    differing.map(|cell| &*catalogue.outlets[cell.outlet].id).collect()
}

/// Appends `text` wrapped to `columns`, every line after `indent` blanks.
fn paragraph(page: &mut String, text: &str, indent: usize, columns: usize) {
    let blanks = " ".repeat(indent);
    for line in wrap(text, columns.saturating_sub(indent)) {
        page.push_str(&blanks);
        page.push_str(&text[line]);
        page.push('\n');
    }
}

/// Appends what the text has beside a quotation that is not there to the letter: "abridged, left out: “…”".
fn words_beside(page: &mut String, footing: &Footing, columns: usize) {
    if let Some((what, words)) = footing.beside() {
        paragraph(page, &format!("{what}: “{}”", displayable(words)), 4, columns);
    }
}

/// Rounded for a page: the texts are not so long that a third decimal would say anything.
fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// "1 claim", "2 claims".
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
