//! A quotation with its source, as it is pasted into an article or a footnote.

use crate::catalogue::{Catalogue, ExcerptId};

/// `“quote” (Author, “Title”, Outlet, date, url)`, leaving out what the catalogue does not know.
///
/// A copy says of whom it is one: whoever cites it should know.
pub fn citation(catalogue: &Catalogue, excerpt: ExcerptId) -> String {
    let excerpt = &catalogue.excerpts[excerpt];
    let document = &catalogue.documents[excerpt.document];
    let source: Vec<String> = [
        document.author.clone(),
        Some(format!("“{}”", document.title)),
        Some(catalogue.outlets[document.outlet].name.clone()),
        document.published.map(|date| date.to_string()),
        document.copy_of.map(|_| {
            let original = &catalogue.documents[catalogue.original(excerpt.document)];
            format!("copy of {}", catalogue.outlets[original.outlet].name)
        }),
        document.url.clone(),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{} ({})", excerpt.quote.marked(), source.join(", "))
}
