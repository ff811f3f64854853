//! The table of claims against outlets: a sign and a word in each cell, which leads to what is said there.

use maud::{Markup, html};

use super::{FITTING, moved_sideways, sign};
use crate::{
    compare::{coverage::Cell, standing::Standing},
    export::page::{DIFFERS, DIFFERS_WORDS, Page, in_words},
    text::wrap::cut,
};

/// Outlets at the most whose words find room beside their signs, on a wide window.
const ROOMY: usize = 6;
/// Columns of a quotation that are seen by whoever points at a sign.
const GLIMPSE: usize = 80;

/// The table, and its legend.
pub(super) fn section(page: &Page<'_>) -> Option<Markup> {
    let catalogue = page.catalogue;
    if page.groups.is_empty() || catalogue.outlets.is_empty() {
        return None;
    }
    let columns = catalogue.outlets.len() + 1;
    let table = html! {
        table.matrix {
            thead {
                tr {
                    th scope="col" { "Claim" }
                    @for (outlet, row) in catalogue.outlets.entries() {
                        th.outlet scope="col" {
                            span {
                                (row.name)
                                @if let Some(names) = page.copied_from(outlet) {
                                    small { "copy of " (names) }
                                }
                            }
                        }
                    }
                }
            }
            @for group in page.groups.iter().filter(|group| !group.claims.is_empty()) {
                tbody {
                    tr.group { th scope="rowgroup" colspan=(columns) { (group.title) } }
                    @for (claim, coverage) in page.told(group) {
                        @let claim = &catalogue.claims[claim];
                        tr {
                            th scope="row" { a href={ "#claim/" (claim.id) } { (claim.title) } }
                            @for at in &coverage.cells {
                                (cell(page, &claim.id, at))
                            }
                        }
                    }
                }
            }
        }
    };
    let label = "Claims against outlets";
    let class = match columns - 1 {
        outlets if outlets <= ROOMY => "fitting roomy",
        outlets if outlets <= FITTING => "fitting",
        _ => "crowded",
    };
    Some(html! {
        (legend())
        div class=(class) { (moved_sideways(label, &table)) }
    })
}

fn cell(page: &Page<'_>, claim: &str, cell: &Cell) -> Markup {
    let catalogue = page.catalogue;
    let shown = html! {
        span aria-hidden="true" {
            (cell.standing.sign())
            @if cell.differs { (DIFFERS) }
        }
        " "
        span { (cell.standing.words()) }
        @if cell.differs { span.more { ", " (DIFFERS_WORDS) } }
    };
    let Some(id) = cell.telling(catalogue) else {
        return html! { td.(cell.standing.name()) { (shown) } };
    };
    let quotation = page.quotation(id);
    let mut title = format!("{}: {}", in_words(catalogue, cell), cut(&quotation.excerpt.quote.marked(), GLIMPSE));
    if let Some(warning) = quotation.footing.warning() {
        title = format!("{title} {warning}");
    }
    html! {
        td.(cell.standing.name()) title=(title) {
            a href={ "#claim/" (claim) "/" (catalogue.outlets[cell.outlet].id) } { (shown) }
        }
    }
}

/// All signs with their words; what they mean to whoever points at them, and in the codebook.
fn legend() -> Markup {
    html! {
        ul.legend aria-label="Signs" {
            @for standing in Standing::ALL {
                li title=(standing.meaning()) { (sign(standing)) " " (standing.words()) }
            }
            li { span aria-hidden="true" { (DIFFERS) } " copy " (DIFFERS_WORDS) }
        }
    }
}
