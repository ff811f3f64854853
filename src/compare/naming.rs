//! Who is called what by whom: for each naming, how often each outlet uses each form.
//!
//! Forms are found as whole words, folded, the longest first, so that words that stand in a longer form count once
//! ([`crate::text::phrases`]). Each naming is counted for itself: a form may belong to two. Outlets differ in how much of them
//! there is to read, so that counts come with a rate per 1,000 words.

use super::readings::{Basis, Reading, Spot};
use crate::{
    catalogue::{Catalogue, DocumentId, NamingId, OutletId},
    text::phrases::Phrases,
};

/// How every outlet names every subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// One an outlet, in the order of the catalogue.
    pub columns: Vec<Column>,
    /// One a naming, in the order of the catalogue.
    pub subjects: Vec<Subject>,
}

/// What was read of one outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Whose.
    pub outlet: OutletId,
    /// Its documents, and what each was read from.
    pub documents: Vec<(DocumentId, Basis)>,
    /// How many words that was.
    pub words: usize,
}

/// The forms of one naming.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Which.
    pub naming: NamingId,
    /// One a form, as the catalogue lists them.
    pub forms: Vec<Form>,
}

/// One form of a naming.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// As the catalogue writes it.
    pub form: String,
    /// Where each outlet uses it, one an outlet: their number is the count.
    pub spots: Vec<Vec<Spot>>,
}

impl Column {
    /// `count` in a thousand words of this outlet; none where there is nothing to read.
    pub fn rate(&self, count: usize) -> Option<f64> {
        (self.words > 0).then(|| f64::from(count as u32) * 1000.0 / f64::from(self.words as u32))
    }
}

/// What was read of each outlet in `readings` of `catalogue`.
pub fn columns(catalogue: &Catalogue, readings: &[Reading]) -> Vec<Column> {
    let mut columns: Vec<Column> =
        catalogue.outlets.ids().map(|outlet| Column { outlet, documents: Vec::new(), words: 0 }).collect();
    for reading in readings {
        let column = &mut columns[catalogue.documents[reading.document].outlet.index()];
        column.documents.push((reading.document, reading.basis));
        column.words += reading.words();
    }
    columns
}

/// Counts the namings of `catalogue` in `readings`.
pub fn count(catalogue: &Catalogue, readings: &[Reading]) -> Naming {
    let columns = columns(catalogue, readings);
    let subjects = catalogue.namings.entries().map(|(naming, row)| {
        let phrases = Phrases::new(&row.forms);
        let no_spots = vec![Vec::new(); columns.len()];
        let mut forms: Vec<Form> = row.forms.iter().map(|form| Form { form: form.clone(), spots: no_spots.clone() }).collect();
        for reading in readings {
            let outlet = catalogue.documents[reading.document].outlet;
            for piece in &reading.pieces {
                for found in phrases.find(piece.text, &piece.tokens) {
                    forms[found.phrase].spots[outlet.index()].push(reading.spot(piece, found.range));
                }
            }
        }
        Subject { naming, forms }
    });
    let subjects = subjects.collect();
    Naming { columns, subjects }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{readings::readings, sample};

    #[test]
    fn forms_are_counted_by_outlet_and_every_count_has_its_places() {
        let catalogue = sample::catalogue();
        let naming = count(&catalogue, &readings(&catalogue, sample::text_of));
        let counts: Vec<_> = naming.subjects[0]
            .forms
            .iter()
            .map(|form| (form.form.as_str(), form.spots.iter().map(Vec::len).collect::<Vec<_>>()))
            .collect();
        assert_eq!(counts, [("regime", vec![0, 1, 0]), ("harbour regime", vec![0, 1, 0]), ("harbour board", vec![1, 0, 0])]);
        let board = &naming.subjects[0].forms[2].spots[0][0];
        assert_eq!((board.excerpt, &sample::COURIER[board.range.clone()]), (None, "harbour board"));
        let regime = &naming.subjects[0].forms[0].spots[1][0];
        let quote = regime.excerpt.map(|excerpt| catalogue.excerpts[excerpt].quote.written());
        assert_eq!(quote.map(|quote| &quote[regime.range.clone()]), Some("regime"));
    }

    #[test]
    fn rates_are_per_thousand_words_of_what_was_read() {
        let catalogue = sample::catalogue();
        let naming = count(&catalogue, &readings(&catalogue, sample::text_of));
        assert_eq!(naming.columns[1].words, 9);
        assert_eq!(naming.columns[0].documents, [(naming.subjects[0].forms[2].spots[0][0].document, Basis::Text)]);
        assert!(naming.columns[1].rate(1).is_some_and(|rate| (rate - 1000.0 / 9.0).abs() < 1e-9));
        let empty = Column { words: 0, ..naming.columns[1].clone() };
        assert_eq!(empty.rate(0), None);
    }
}
