//! Whether words that are to be filed still stand in their text, which may have been changed since somebody selected them.

use crate::{
    catalogue::{
        Catalogue,
        edit::{Edit, Fields, Row, Value},
        texts::{Text, Texts},
    },
    compare::quotations::span as span_of,
    text::anchor::{Haystack, Wanted},
};

/// `rounds` with the spans at which the words that they file stand now.
///
/// # Errors
///
/// Where some do not stand in their text any more.
pub fn placed(catalogue: &Catalogue, texts: &Texts, mut rounds: Vec<Vec<Edit>>) -> Result<Vec<Vec<Edit>>, String> {
    for edit in rounds.iter_mut().flatten() {
        let fields = match edit {
            Edit::File(_, fields) => fields,
            // What was filed before may be a misquotation: it is not this that is changed.
            Edit::Set(Row::Excerpt { quote, .. }, fields) if text(fields, "quote") != Some(quote) => fields,
            _ => continue,
        };
        let Some((document, quote)) = text(fields, "document").zip(text(fields, "quote")) else { continue };
        let Some(document) = catalogue.documents.iter().find(|row| *row.id == *document) else { continue };
        let Some(at) = fields.iter().position(|(key, _)| *key == "span") else { continue };
        let Value::Span(span) = fields[at].1 else { continue };
        // A text that cannot be read has told so already.
        let Ok(Some(content)) = texts.read(document).map(|text| text.map(Text::into_string)) else { continue };
        let wanted = Wanted {
            quote,
            prefix: text(fields, "prefix"),
            suffix: text(fields, "suffix"),
            span: Some(span.start as usize..span.end as usize),
        };
        let anchoring = Haystack::new(content).anchor(&wanted);
        let Some(range) = anchoring.certain() else {
            return Err(format!(
                "these words do not stand in the text of {} any more: it was changed; Esc, and select anew",
                catalogue.id_shown(&document.id, &document.title)
            ));
        };
        fields[at].1 = Value::Span(span_of(range));
    }
    Ok(rounds)
}

fn text<'f>(fields: &'f Fields, key: &str) -> Option<&'f str> {
    fields.iter().find_map(|(other, value)| match value {
        Value::Text(text) if *other == key => Some(text.as_str()),
        _ => None,
    })
}
