//! Where it is all from: the outlets and what each published, with what is known of it.

use maud::{Markup, html};

use crate::{
    catalogue::{Document, DocumentId},
    export::page::{Page, address},
    report::count,
};

/// The outlets, each with its documents.
pub(super) fn section(page: &Page<'_>) -> Option<Markup> {
    let catalogue = page.catalogue;
    let mut excerpts = vec![0; catalogue.documents.len()];
    for excerpt in &catalogue.excerpts {
        excerpts[excerpt.document.index()] += 1;
    }
    (!catalogue.outlets.is_empty()).then(|| {
        html! {
            div.sources {
                @for outlet in &catalogue.outlets {
                    div.source {
                        h3 { (outlet.name) }
                        @if let Some(kind) = &outlet.kind { p.about { (kind) } }
                        @if let Some(note) = &outlet.note { p.note { (note) } }
                        @for &id in &outlet.documents {
                            (document(page, id, excerpts[id.index()]))
                        }
                    }
                }
            }
        }
    })
}

fn document(page: &Page<'_>, id: DocumentId, excerpts: usize) -> Markup {
    let catalogue = page.catalogue;
    let document = &catalogue.documents[id];
    let about = [
        document.author.clone(),
        document.genre.map(|genre| genre.name().to_owned()),
        day(document),
        document.copy_of.map(|source| {
            let source = &catalogue.documents[source];
            format!("copy of “{}”, {}", source.title, catalogue.outlets[source.outlet].name)
        }),
        document.chars.map(|chars| count(chars as usize, "character")),
        Some(count(excerpts, "excerpt")),
    ];
    html! {
        div.document {
            p {
                cite lang=[document.language.as_deref()] dir="auto" {
                    @match address(document) {
                        Some(url) => a href=(url) { (document.title) },
                        None => (document.title),
                    }
                }
            }
            p.about { (about.into_iter().flatten().collect::<Vec<_>>().join(" · ")) }
            @if let Some(note) = &document.note { p.note { (note) } }
        }
    }
}

/// "2031-03-04", "about 2031-03-04 (inferred)".
fn day(document: &Document) -> Option<String> {
    let published = document.published?;
    Some(if document.published_about { format!("about {published} (inferred)") } else { published.to_string() })
}
