//! Who is called what by whom: `parallax words`.
//!
//! As JSON: `outlets`, each with its number of `words` and its `documents`, which say what was read of them (`text` or
//! `excerpts`); `namings`, each with its `forms`, each with `counts` and `rates` per 1,000 words, one an outlet in the order of
//! `outlets`; a rate is null where there was nothing to read.

use serde::Serialize;

use super::{OutletHead, hundredths, paragraph};
use crate::{
    catalogue::{Catalogue, NamingId},
    compare::{
        basis::counted_over,
        corpus::Basis,
        naming::{Form, NamingCounts, OutletRead},
        parts::Extent,
    },
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordsPage<'a> {
    /// Whether captions, comments and the like were read, too.
    all_parts: bool,
    #[serde(skip)]
    extent: Extent,
    outlets: Vec<OutletWords<'a>>,
    namings: Vec<NamingRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletWords<'a> {
    #[serde(flatten)]
    head: OutletHead<'a>,
    words: usize,
    documents: Vec<DocumentRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DocumentRow<'a> {
    document: &'a str,
    basis: Basis,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct NamingRow<'a> {
    naming: &'a str,
    title: &'a str,
    note: Option<&'a str>,
    forms: Vec<FormRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct FormRow<'a> {
    form: &'a str,
    counts: Vec<usize>,
    rates: Vec<Option<f64>>,
}

impl<'a> WordsPage<'a> {
    /// The page of `naming`, which was counted in `catalogue`; of one subject only, where that is given.
    pub fn new(catalogue: &'a Catalogue, naming: &'a NamingCounts, only: Option<NamingId>) -> Self {
        let outlets = naming.columns.iter().map(|column| OutletWords {
            head: OutletHead::new(catalogue, column.outlet),
            words: column.words,
            documents: column
                .documents
                .iter()
                .map(|&(document, basis)| DocumentRow { document: &catalogue.documents[document].id, basis })
                .collect(),
        });
        let namings = naming.subjects.iter().filter_map(|subject| {
            let row = &catalogue.namings[subject.naming];
            only.is_none_or(|only| subject.naming == only).then(|| NamingRow {
                naming: &row.id,
                title: &row.title,
                note: row.note.as_deref(),
                forms: subject.forms.iter().map(|form| FormRow::new(form, &naming.columns)).collect(),
            })
        });
        Self {
            all_parts: naming.extent == Extent::AllParts,
            outlets: outlets.collect(),
            namings: namings.collect(),
            extent: naming.extent,
        }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        let bases = self.outlets.iter().flat_map(|outlet| &outlet.documents).map(|document| document.basis);
        paragraph(&mut page, &format!("{}; in brackets the rate per 1,000 words", counted_over(bases, self.extent)), 0, columns);
        for outlet in &self.outlets {
            paragraph(&mut page, &format!("{}: {} words", outlet.head.marked_name(), outlet.words), 2, columns);
        }
        for naming in &self.namings {
            page.push('\n');
            paragraph(&mut page, &format!("{} ({})", naming.title, naming.naming), 0, columns);
            if let Some(note) = naming.note {
                paragraph(&mut page, &format!("note: {note}"), 2, columns);
            }
            let (used, unused): (Vec<&FormRow>, Vec<&FormRow>) =
                naming.forms.iter().partition(|form| form.counts.iter().any(|&count| count > 0));
            for form in used {
                paragraph(&mut page, &format!("{}: {}", form.form, self.shares(form).join(", ")), 2, columns);
            }
            if !unused.is_empty() {
                let forms: Vec<&str> = unused.iter().map(|form| form.form).collect();
                paragraph(&mut page, &format!("not found: {}", forms.join(", ")), 2, columns);
            }
        }
        if let Some(form) = self.namings.iter().flat_map(|naming| &naming.forms).map(|form| form.form).next() {
            page.push('\n');
            paragraph(
                &mut page,
                &format!(
                    "Every line with a form, what it does not mean here included: parallax concordance '{}'",
                    form.replace('\'', "'\\''")
                ),
                0,
                columns,
            );
        }
        page
    }

    /// "CBC News 3 (1.7)", of the outlets that use the form.
    fn shares(&self, form: &FormRow) -> Vec<String> {
        let rows = self.outlets.iter().zip(&form.counts).zip(&form.rates);
        rows.filter(|((_, count), _)| **count > 0)
            .map(|((outlet, count), rate)| format!("{} {count} ({:.1})", outlet.head.name, rate.unwrap_or_default()))
            .collect()
    }
}

impl<'a> FormRow<'a> {
    fn new(form: &'a Form, columns: &[OutletRead]) -> Self {
        let counts: Vec<usize> = form.spots.iter().map(Vec::len).collect();
        let rates = columns.iter().zip(&counts).map(|(column, &count)| column.rate(count).map(hundredths)).collect();
        Self { form: &form.form, counts, rates }
    }
}
