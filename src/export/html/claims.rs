//! A section a claim: what it says, and the outlets side by side, each with its quotations.

use maud::{Markup, html};

use super::{noted, sign};
use crate::{
    catalogue::ClaimId,
    compare::{
        coverage::{Cell, Coverage, day_of},
        standing::Standing,
    },
    export::page::{DIFFERS, DIFFERS_WORDS, DISAGREEMENTS, Group, Page, Quotation},
};

/// The claims of `group` under its heading.
pub(super) fn group(page: &Page<'_>, group: &Group<'_>) -> Markup {
    html! {
        section id=(group.name) {
            h2 { (group.title) }
            @if let Some(told) = group.told_above() {
                p.about { a href={ "#" (DISAGREEMENTS) } { (told) } }
            }
            @for (id, coverage) in page.told(group) {
                (claim(page, id, coverage))
            }
        }
    }
}

fn claim(page: &Page<'_>, id: ClaimId, coverage: &Coverage) -> Markup {
    let catalogue = page.catalogue;
    let claim = &catalogue.claims[id];
    let event = catalogue.events[claim.event].title.clone();
    let day = day_of(catalogue, claim).map(|day| page.days.short(day));
    let topics = (!claim.topics.is_empty()).then(|| claim.topics.join(", "));
    let about: Vec<String> = [Some(event), day, Some(coverage.count()), topics].into_iter().flatten().collect();
    html! {
        article.claim id={ "claim/" (claim.id) } {
            h3 { a href={ "#claim/" (claim.id) } { (claim.title) } }
            @if let Some(text) = claim.text.as_ref().filter(|text| **text != claim.title) {
                p.proposition { (text) }
            }
            p.about { (about.join(" · ")) }
            @if !claim.contradicts.is_empty() {
                p.about {
                    "Cannot be true together with: "
                    @for (at, other) in claim.contradicts.iter().map(|&other| &catalogue.claims[other]).enumerate() {
                        @if at > 0 { "; " }
                        a href={ "#claim/" (other.id) } { (other.title) }
                    }
                }
            }
            @if let Some(note) = &claim.note {
                p.note { (noted(note)) }
            }
            div.sides {
                @for cell in coverage.speaking() {
                    (side(page, &claim.id, cell))
                }
            }
            (without_words(page, coverage))
        }
    }
}

/// One outlet.
fn side(page: &Page<'_>, claim: &str, cell: &Cell) -> Markup {
    let outlet = &page.catalogue.outlets[cell.outlet];
    let published = page.days.published_by(page.catalogue, cell.outlet).to_string();
    let copy = page.copied_from(cell.outlet).map(|names| format!("copy of {names}"));
    let is_counted = cell.is_repetition.then(|| "not counted".to_owned());
    let about: Vec<String> =
        [Some(published).filter(|published| !published.is_empty()), copy, is_counted].into_iter().flatten().collect();
    html! {
        div.side.(cell.standing.name()) id={ "claim/" (claim) "/" (outlet.id) } {
            h4 {
                span aria-hidden="true" { (cell.standing.sign()) } " " (outlet.name)
                " " span { (cell.standing.words()) }
                @if cell.differs {
                    " " span.differs { span aria-hidden="true" { (DIFFERS) } " " (DIFFERS_WORDS) }
                }
            }
            @if !about.is_empty() {
                p.about { (about.join(" · ")) }
            }
            @for &id in &cell.excerpts {
                (quotation(&page.quotation(id), cell, outlet.documents.len() > 1))
            }
        }
    }
}

/// One excerpt; of which document, where the outlet has several.
fn quotation(quotation: &Quotation<'_>, cell: &Cell, of_several: bool) -> Markup {
    let excerpt = quotation.excerpt;
    html! {
        figure {
            blockquote lang=[quotation.document.language.as_deref()] { (excerpt.quote.marked()) }
            @if let Some(warning) = quotation.footing.warning() {
                p.fault { (warning) }
            }
            @if let Some(beside) = quotation.beside() {
                p.beside { (beside) }
            }
            figcaption {
                @if quotation.stance != cell.standing {
                    span.stance { (sign(quotation.stance)) " " (quotation.stance.words()) } " "
                }
                @if let Some(voice) = &quotation.voice {
                    span.voice { (voice) } " "
                }
                @if of_several {
                    span { "“" (quotation.document.title) "”" } " "
                }
                @for detail in &quotation.details {
                    span { (detail) } " "
                }
                @if quotation.is_repetition && !cell.is_repetition {
                    span { "copy, not counted" } " "
                }
                @if let Some(address) = &quotation.address {
                    a href=(address) { "read it there" }
                }
            }
            @if let Some(note) = excerpt.note.as_deref() {
                p.note { (noted(note)) }
            }
        }
    }
}

/// The outlets that have no word on it, and why.
fn without_words(page: &Page<'_>, coverage: &Coverage) -> Markup {
    html! {
        @for standing in [Standing::Silent, Standing::TooEarly, Standing::Unchecked] {
            @let names: Vec<&str> = coverage.standing(standing).map(|outlet| page.catalogue.outlets[outlet].name.as_str()).collect();
            @if !names.is_empty() {
                p.quiet { (sign(standing)) " " (standing.words()) ": " (names.join(", ")) }
            }
        }
    }
}
