//! What a newer text does to the quotations and parts of a document: `parallax add --replace`.

use std::ops::Range;

use super::{added::misnamed, check::braced, count, paragraph};
use crate::{
    answers::replacement::Replacement,
    catalogue::{Catalogue, ExcerptId, Span},
    compare::footing::fault,
    intake::Taken,
    text::{anchor::Anchoring, clean::displayable},
};

/// The page; `taken` is what was taken of a file whose name ends in `extension`, and whether it was `written`.
pub fn replaced(
    catalogue: &Catalogue,
    replacement: &Replacement,
    (taken, extension): (&Taken, &str),
    written: bool,
    columns: usize,
) -> String {
    let compared = &replacement.compared;
    let document = &catalogue.documents[compared.document];
    let mut page = String::new();
    let chars = document.chars.map(|chars| format!(" (it had {chars})")).unwrap_or_default();
    paragraph(&mut page, &format!("{}: the newer text has {} characters{chars}", document.id, compared.chars), 0, columns);
    if let Some(misnamed) = misnamed(taken, extension) {
        paragraph(&mut page, &misnamed, 2, columns);
    }
    for (key, old, new) in &replacement.otherwise {
        let old = old.as_ref().map_or_else(|| "has none".to_owned(), |old| format!("has “{}”", displayable(old)));
        let text = format!("{key}: it says “{}”, the catalogue {old}, which stays: change it by hand", displayable(new));
        paragraph(&mut page, &text, 2, columns);
    }
    let mut states: Vec<(&str, usize)> = Vec::new();
    for (id, anchoring) in &compared.anchored {
        match states.iter_mut().find(|(state, _)| *state == anchoring.name()) {
            Some((_, number)) => *number += 1,
            None => states.push((anchoring.name(), 1)),
        }
        quotation(&mut page, catalogue, *id, anchoring, replacement.instead.get(id).map(String::as_str), columns);
    }
    let moved = compared.parts.iter().filter_map(|part| Some((part.index, moved(document.parts[part.index].span, &part.range)?)));
    let misplaced = compared.misplaced.iter().map(|(index, why)| (*index, why.to_string()));
    for (index, what) in moved.chain(misplaced) {
        let part = &document.parts[index];
        paragraph(&mut page, &format!("{}: {what}", part.kind.name()), 2, columns);
        paragraph(&mut page, &displayable(&format!("{} … {}", part.from, part.to)), 4, columns);
    }
    let states: Vec<String> = states.into_iter().map(|(state, number)| format!("{number} {state}")).collect();
    let states = if states.is_empty() { "nothing is quoted of it".to_owned() } else { states.join(", ") };
    paragraph(&mut page, &format!("{}: {states}", count(compared.anchored.len(), "quotation")), 0, columns);
    let homeless =
        compared.anchored.iter().filter(|(id, anchoring)| anchoring.is_misquoted() && catalogue.excerpts[*id].span.is_some());
    let parts = compared.misplaced.iter().filter(|(at, _)| document.parts[*at].span.is_some());
    let spans = homeless.count() + parts.count();
    if spans > 0 {
        let are = if written { "taken away" } else { "would be taken away" };
        let text = format!("{} {are}: nobody can tell where these stand", count(spans, "span"));
        paragraph(&mut page, &text, 0, columns);
    }
    let end = if written { "written; the old text is in originals/" } else { "nothing was written: `--write` does it" };
    paragraph(&mut page, end, 0, columns);
    page
}

/// "[20, 26] → [40, 46]", where what stood at `span` stands at another `range` now.
fn moved(span: Option<Span>, range: &Range<usize>) -> Option<String> {
    let is_there = span.is_some_and(|span| (span.start as usize, span.end as usize) == (range.start, range.end));
    let old = span.map_or_else(|| "no span".to_owned(), |Span { start, end }| format!("[{start}, {end}]"));
    (!is_there).then(|| format!("{old} → [{}, {}]", range.start, range.end))
}

/// What becomes of one quotation, where something does; `instead` is what the text has in its place.
fn quotation(
    page: &mut String,
    catalogue: &Catalogue,
    id: ExcerptId,
    anchoring: &Anchoring,
    instead: Option<&str>,
    columns: usize,
) {
    let excerpt = &catalogue.excerpts[id];
    let claim = &catalogue.claims[excerpt.claim].id;
    let place = || moved(excerpt.span, anchoring.certain()?);
    let Some(what) = fault(anchoring).or_else(place) else { return };
    paragraph(page, &format!("{claim}: {}: {what}", anchoring.name()), 2, columns);
    let quote = excerpt.quote.written();
    match instead.filter(|_| anchoring.left_out().is_empty()) {
        Some(text) => {
            paragraph(page, &format!("catalogue: “{}”", displayable(&braced(Some(text), quote))), 4, columns);
            paragraph(page, &format!("     text: “{}”", displayable(&braced(Some(quote), text))), 4, columns);
        }
        None => paragraph(page, &format!("“{}”", displayable(quote)), 4, columns),
    }
}
