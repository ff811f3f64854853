//! A page for a chat, a wiki, a README: GitHub-flavoured Markdown (tables and footnotes beside `CommonMark`).
//!
//! - `escape`: text of a catalogue as Markdown that shows it and obeys nothing in it
//!
//! A quotation is one line, so that no line break is of any meaning. Signs stand with their words.

mod escape;

use std::collections::BTreeSet;

use self::escape::{escaped, paragraph, target};
use super::page::{DIFFERS, DIFFERS_WORDS, Page, Quotation, address};
use crate::{
    catalogue::{ClaimId, DocumentId},
    compare::{
        coverage::{Cell, Coverage, day_of},
        standing::Standing,
    },
};

/// The page of `page`.
pub(super) fn write(page: &Page<'_>) -> Vec<u8> {
    let catalogue = page.catalogue;
    let mut written = format!("# {}\n\n", escaped(&catalogue.title));
    if let Some(summary) = &catalogue.summary {
        written += &format!("{}\n\n", paragraph(summary));
    }
    if let Some(selection) = &page.selection {
        written += &format!("{}\n\n", escaped(selection));
    }
    written += &format!("**{}** {}. {}\n\n", page.answer(), page.counted(), page.compared());
    if !catalogue.outlets.is_empty() && !page.groups.is_empty() {
        matrix(&mut written, page);
    }
    for group in &page.groups {
        written += &format!("## {}\n\n", escaped(group.title));
        if let Some(told) = group.told_above() {
            written += &format!("{told}\n\n");
        }
        for (id, coverage) in page.told(group) {
            claim(&mut written, page, id, coverage);
        }
    }
    sources(&mut written, page);
    written.into_bytes()
}

/// Claims against outlets.
fn matrix(written: &mut String, page: &Page<'_>) {
    let catalogue = page.catalogue;
    let outlets = catalogue.outlets.entries().map(|(outlet, row)| {
        let copied = page.copied_from(outlet).map_or_else(String::new, |names| format!(" (copy of {})", escaped(&names)));
        format!(" {}{copied} |", escaped(&row.name))
    });
    *written += &format!("| Claim |{}\n|---|{}\n", outlets.collect::<String>(), "---|".repeat(catalogue.outlets.len()));
    for group in page.groups.iter().filter(|group| !group.claims.is_empty()) {
        *written += &format!("| **{}** |{}\n", escaped(group.title), " |".repeat(catalogue.outlets.len()));
        for (claim, coverage) in page.told(group) {
            let cell = |cell: &Cell| {
                let differs = if cell.differs { format!(" {DIFFERS}") } else { String::new() };
                format!(" {} {}{differs} |", cell.standing.sign(), cell.standing.words())
            };
            let cells: String = coverage.cells.iter().map(cell).collect();
            *written += &format!("| {} |{cells}\n", escaped(&catalogue.claims[claim].title));
        }
    }
    *written += &format!("\n{DIFFERS} stands beside a copy that {DIFFERS_WORDS}.\n\n");
}

fn claim(written: &mut String, page: &Page<'_>, id: ClaimId, coverage: &Coverage) {
    let catalogue = page.catalogue;
    let claim = &catalogue.claims[id];
    *written += &format!("### {}\n\n", escaped(&claim.title));
    if let Some(text) = claim.text.as_ref().filter(|text| **text != claim.title) {
        *written += &format!("{}\n\n", paragraph(text));
    }
    let day = day_of(catalogue, claim).map(|day| format!(" · {}", page.days.short(day))).unwrap_or_default();
    let event = paragraph(&catalogue.events[claim.event].title);
    *written += &format!("{event}{day} · {}\n\n", coverage.count());
    for &other in &claim.contradicts {
        *written += &format!("Cannot be true together with: {}\n\n", escaped(&catalogue.claims[other].title));
    }
    if let Some(note) = &claim.note {
        *written += &format!("Note: {}\n\n", escaped(note));
    }
    for cell in coverage.speaking() {
        side(written, page, cell);
    }
    for standing in [Standing::Silent, Standing::TooEarly, Standing::Unchecked] {
        let names: Vec<String> = coverage.standing(standing).map(|outlet| escaped(&catalogue.outlets[outlet].name)).collect();
        if !names.is_empty() {
            *written += &format!("- {} {}: {}\n", standing.sign(), standing.words(), names.join(", "));
        }
    }
    written.push('\n');
}

/// One outlet, and what it says below it.
fn side(written: &mut String, page: &Page<'_>, cell: &Cell) {
    let name = escaped(&page.catalogue.outlets[cell.outlet].name);
    let differs = if cell.differs { format!(", {DIFFERS} {DIFFERS_WORDS}") } else { String::new() };
    let copy = page.copied_from(cell.outlet).map_or_else(String::new, |names| {
        let counted = if cell.is_repetition { ", not counted" } else { "" };
        format!(" (copy of {}{counted})", escaped(&names))
    });
    *written += &format!("- {} **{name}**{copy} {}{differs}\n", cell.standing.sign(), cell.standing.words());
    for &id in &cell.excerpts {
        *written += &quotation(&page.quotation(id), cell);
    }
}

/// One excerpt, on one line.
fn quotation(quotation: &Quotation<'_>, cell: &Cell) -> String {
    let stance = (quotation.stance != cell.standing).then(|| format!("{} {}", quotation.stance.sign(), quotation.stance.words()));
    let copy = (quotation.is_repetition && !cell.is_repetition).then(|| "copy, not counted".to_owned());
    let voice = quotation.voice.as_deref().map(escaped);
    let details = quotation.details.iter().map(|detail| escaped(detail));
    let link = quotation.address.as_deref().map(|url| format!("[read it there]({})", target(url)));
    let about: Vec<String> = stance.into_iter().chain(voice).chain(details).chain(copy).chain(link).collect();
    let about = if about.is_empty() { String::new() } else { format!(" – {}", about.join(" · ")) };
    let warning = quotation.footing.warning().map_or_else(String::new, |warning| format!(" **{}**", escaped(&warning)));
    let beside = quotation.beside().map_or_else(String::new, |beside| format!(" {}", escaped(&beside)));
    let note = quotation.excerpt.note.as_deref().map_or_else(String::new, |note| format!(" · Note: {}", escaped(note)));
    let marked = escaped(&quotation.excerpt.quote.marked());
    format!("  - {marked}{about}{warning}{beside}{note}[^{}]\n", quotation.document.id)
}

/// The documents that are quoted, as footnotes, and whose all this is.
fn sources(written: &mut String, page: &Page<'_>) {
    let catalogue = page.catalogue;
    if let Some(licence) = &catalogue.licence {
        *written += &format!("Licence of the annotations: {}. ", escaped(licence));
    }
    *written += "The quotations remain their publishers’.\n";
    let quoted: BTreeSet<DocumentId> = catalogue.excerpts.iter().map(|excerpt| excerpt.document).collect();
    for id in quoted {
        let document = &catalogue.documents[id];
        let source = [
            document.author.as_deref().map(escaped),
            Some(format!("“{}”", escaped(&document.title))),
            Some(escaped(&catalogue.outlets[document.outlet].name)),
            document.genre.map(|genre| genre.name().to_owned()),
            document.published.map(|date| format!("{}{date}", if document.published_about { "about " } else { "" })),
            document.copy_of.map(|source| format!("copy of “{}”", escaped(&catalogue.documents[source].title))),
            address(document).map(|url| format!("<{}>", target(url))),
            document.note.as_deref().map(|note| format!("note: {}", escaped(note))),
        ];
        *written += &format!("\n[^{}]: {}\n", document.id, source.into_iter().flatten().collect::<Vec<_>>().join(", "));
    }
}
