//! In which language each document of a catalogue is: as its record says, else as its quotations look.

use std::sync::OnceLock;

use crate::{
    catalogue::{Catalogue, DocumentId},
    text::language::Language,
};

/// Bytes of a document's quotations that its language is guessed by: more tell no more, and take longer.
const ENOUGH: usize = 600;

/// The languages of a catalogue's documents. A guess takes longer than to draw a quotation: each is made once, when it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Languages(Vec<Document>);

#[derive(Debug, Clone, Default)]
struct Document {
    given: Option<Box<str>>,
    /// Of its quotations, what is enough.
    quoted: String,
    language: OnceLock<Language>,
}

impl Languages {
    /// Those of `catalogue`.
    pub fn of(catalogue: &Catalogue) -> Self {
        let given = catalogue.documents.iter().map(|document| document.language.clone());
        let mut documents: Vec<Document> = given.map(|given| Document { given, ..Document::default() }).collect();
        let mut wanting = documents.iter().filter(|document| document.given.is_none()).count();
        for excerpt in &catalogue.excerpts {
            if wanting == 0 {
                break;
            }
            let Some(document) = documents.get_mut(excerpt.document.index()) else { continue };
            if document.given.is_none() && document.quoted.len() < ENOUGH {
                document.quoted.push_str(excerpt.quote.shown());
                document.quoted.push(' ');
                wanting -= usize::from(document.quoted.len() >= ENOUGH);
            }
        }
        Self(documents)
    }

    /// That of `document`, where it is of this catalogue.
    pub fn get(&self, document: DocumentId) -> Option<&Language> {
        let document = self.0.get(document.index())?;
        Some(document.language.get_or_init(|| Language::of(document.given.as_deref(), &document.quoted)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn a_language_is_given_or_guessed_by_all_quotations_of_a_document() {
        let excerpt = |document, quote| format!("{{ document = '{document}', stance = 'affirms', quote = '{quote}' }}");
        let excerpts = [
            excerpt("bahia", "El puente"),
            excerpt("bahia", "fue cerrado el lunes a medianoche, y nadie en la ciudad lo sabía"),
            excerpt("bahia", "cuando bajaron las barreras del puerto"),
            excerpt("given", "El puente"),
            excerpt("short", "El puente"),
        ];
        let catalogue = parse(format!(
            "title = 'B'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\nevent = [{{ id = 'closing', title = 'C' }}]\ndocument = [\n\
             {{ id = 'bahia', outlet = 'bay', title = 'B' }}, {{ id = 'given', outlet = 'bay', title = 'B', language = 'pt-BR' }},\n\
             {{ id = 'short', outlet = 'bay', title = 'B' }}, {{ id = 'silent', outlet = 'bay', title = 'B' }}]\n\
             claim = [{{ id = 'shut', event = 'closing', title = 'Shut', excerpt = [{}] }}]",
            excerpts.join(", ")
        ))
        .unwrap()
        .catalogue;
        let languages = Languages::of(&catalogue);
        let codes: Vec<&str> = catalogue.documents.ids().map(|document| &*languages.get(document).unwrap().code).collect();
        assert_eq!(codes, ["es", "pt", "en", "en"]);
        assert_eq!(Languages::default().get(DocumentId::new(0)), None);
    }
}
