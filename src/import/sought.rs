//! Where quotations stand that come in without a place, or with one that another text was counted for.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::values::{put_in_order, text};
use crate::{
    catalogue::{
        Catalogue, Kind, Span,
        edit::{Fields, Value},
        texts::{Text, TextError, Texts},
    },
    text::anchor::{Anchoring, Haystack, Wanted},
};

/// The texts in which quotations are looked for, by the ids of their documents.
pub(super) struct Sought<'t> {
    catalogue: &'t Catalogue,
    texts: &'t Texts,
    /// Those that come in.
    pub(super) brought: HashMap<String, String>,
    /// Documents of which another text is at hand than comes in.
    pub(super) otherwise: HashSet<String>,
    prepared: HashMap<String, Option<Haystack>>,
}

impl<'t> Sought<'t> {
    /// The `texts` of `catalogue` that are at hand.
    pub(super) fn new(catalogue: &'t Catalogue, texts: &'t Texts) -> Self {
        Self { catalogue, texts, brought: HashMap::new(), otherwise: HashSet::new(), prepared: HashMap::new() }
    }

    /// Writes into the `fields` of an excerpt where its quotation stands, or leaves what stands around it; tells how it stands. None
    /// where no text is at hand. The `hint` is counted in UTF-16 code units.
    ///
    /// # Errors
    ///
    /// Where the text cannot be read.
    pub(super) fn seek(
        &mut self,
        fields: &mut Fields,
        document: &str,
        hint: Option<&Range<usize>>,
    ) -> Result<Option<&'static str>, TextError> {
        let Some(haystack) = self.text(document)? else { return Ok(None) };
        let quote = text(fields, "quote").unwrap_or_default();
        let span = hint.and_then(|hint| code_points(haystack.text(), hint));
        let anchoring = haystack.anchor(&Wanted { quote, prefix: text(fields, "prefix"), suffix: text(fields, "suffix"), span });
        if let Some(range) = anchoring.certain() {
            // What stands around it is only written where it decides.
            let decides = matches!(haystack.anchor(&Wanted { quote, ..Wanted::default() }), Anchoring::Ambiguous { .. });
            let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            fields.retain(|(key, _)| decides || !matches!(*key, "prefix" | "suffix"));
            fields.push(("span", Value::Span(Span { start: narrow(range.start), end: narrow(range.end) })));
            put_in_order(Kind::Excerpt, fields);
        }
        Ok(Some(anchoring.name()))
    }

    /// The text of a document, prepared; none where none is at hand.
    fn text(&mut self, document: &str) -> Result<Option<&Haystack>, TextError> {
        if !self.prepared.contains_key(document) {
            let row = self.catalogue.documents.iter().find(|row| *row.id == *document);
            let there = row.map(|row| self.texts.read(row)).transpose()?.flatten().map(Text::into_string);
            let text = there.or_else(|| self.brought.get(document).cloned());
            self.prepared.insert(document.to_owned(), text.map(Haystack::new));
        }
        Ok(self.prepared.get(document).and_then(Option::as_ref))
    }
}

/// The code points of `text` between two places that were counted in UTF-16 code units; none where these are not in it.
fn code_points(text: &str, units: &Range<usize>) -> Option<Range<usize>> {
    let at = |unit: usize| {
        let mut passed = 0;
        let before = text.chars().take_while(|c| {
            passed += c.len_utf16();
            passed <= unit
        });
        let before = before.count();
        (unit <= text.encode_utf16().count()).then_some(before)
    };
    Some(at(units.start)?..at(units.end)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_code_units_become_places_in_code_points() {
        let text = "🌉 Brücke";
        assert_eq!(code_points(text, &(3..9)), Some(2..8));
        assert_eq!(code_points(text, &(3..10)), None);
    }
}
