//! What was taken of a file and added to a catalogue: `parallax add`; and what a newer text does to the quotations: `--replace`.

use super::{count, paragraph};
use crate::{
    answers::addition::Addition,
    catalogue::{Catalogue, PartKind},
    compare::{footing::fault, quotations::Compared},
    intake::Taken,
    text::{clean::displayable, words::words, wrap::cut},
};

/// Columns of the names of what is told.
const NAMES: usize = 11;
/// Columns of the first and the last words at the most.
const WORDS: usize = 300;

/// The page of one document that was added from `file` to `catalogue`; `written` are the files that were written.
pub fn added(
    catalogue: &Catalogue,
    file: &str,
    taken: &Taken,
    addition: &Addition,
    written: &[String],
    columns: usize,
) -> String {
    let document = &addition.document;
    let mut page = String::new();
    paragraph(&mut page, &format!("{file} is document {} now: {}", document.id, taken.source), 0, columns);
    let new = if document.outlet_name.is_some() { ", new" } else { "" };
    let mut paragraphs = taken.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let number = paragraphs.clone().count();
    let quoted = |text: &str| format!("“{}”", cut(&displayable(text), WORDS));
    let rows = [
        ("title", Some(document.title.clone())),
        ("outlet", Some(format!("{} ({}{new})", addition.outlet, document.outlet))),
        ("author", document.author.clone()),
        ("published", document.published.map(|day| day.to_string())),
        ("url", document.url.clone()),
        ("copy of", document.copy_of.clone()),
        ("words", Some(format!("{} in {}", words(&taken.text).count(), count(number, "paragraph")))),
        ("parts", parts(taken)),
        ("first", paragraphs.next().map(quoted)),
        ("last", paragraphs.last().map(quoted)),
    ];
    let written =
        written.iter().zip(["written"].into_iter().chain(std::iter::repeat(""))).map(|(path, name)| (name, Some(path.clone())));
    for (name, value) in rows.into_iter().chain(written) {
        if let Some(value) = value {
            paragraph(&mut page, &format!("{name:<NAMES$}{}", displayable(&value)), 2, columns);
        }
    }
    let missing: Vec<&str> = [("author", document.author.is_none()), ("day of publication", document.published.is_none())]
        .into_iter()
        .filter_map(|(name, missing)| missing.then_some(name))
        .collect();
    if !missing.is_empty() {
        let text = format!("It does not say its {}; the catalogue takes `author` and `published`.", missing.join(" and "));
        paragraph(&mut page, &text, 2, columns);
    }
    if let Some((like, share)) = addition.looks_like {
        let id = &catalogue.documents[like].id;
        let text = format!(
            "{:.0} % of it stands in {id}, too: it looks like a copy. If it is one, write `copy_of = \"{id}\"`, as --copy-of {id} does.",
            100.0 * share
        );
        paragraph(&mut page, &text, 2, columns);
    }
    page
}

/// "headline, 2 captions, comments": what is no body.
fn parts(taken: &Taken) -> Option<String> {
    let number = |kind: PartKind| taken.parts.iter().filter(|(other, _)| *other == kind).count();
    let named = PartKind::ALL.map(|kind| (kind, number(kind))).into_iter().filter(|(_, number)| *number > 0);
    let named: Vec<String> = named
        .map(|(kind, number)| if number == 1 { kind.name().to_owned() } else { format!("{number} × {}", kind.name()) })
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}

/// What became of the quotations of a document in its newer text; whether it was `written`.
pub fn replaced(catalogue: &Catalogue, compared: &Compared, written: bool, columns: usize) -> String {
    let document = &catalogue.documents[compared.document];
    let mut page = String::new();
    let chars = document.chars.map(|chars| format!(" (it had {chars})")).unwrap_or_default();
    paragraph(&mut page, &format!("{}: the newer text has {} characters{chars}", document.id, compared.chars), 0, columns);
    let mut states: Vec<(&str, usize)> = Vec::new();
    for (id, anchoring) in &compared.anchored {
        match states.iter_mut().find(|(state, _)| *state == anchoring.name()) {
            Some((_, number)) => *number += 1,
            None => states.push((anchoring.name(), 1)),
        }
        if let Some(fault) = fault(anchoring) {
            let excerpt = &catalogue.excerpts[*id];
            let claim = &catalogue.claims[excerpt.claim].id;
            paragraph(&mut page, &format!("{claim}: {}: {fault}", anchoring.name()), 2, columns);
            paragraph(&mut page, &excerpt.quote.marked(), 4, columns);
        }
    }
    let states: Vec<String> = states.into_iter().map(|(state, number)| format!("{number} {state}")).collect();
    let states = if states.is_empty() { "nothing is quoted of it".to_owned() } else { states.join(", ") };
    paragraph(&mut page, &format!("{}: {states}", count(compared.anchored.len(), "quotation")), 0, columns);
    let end = if written { "written; the old text is in originals/" } else { "nothing was written: `--write` does it" };
    paragraph(&mut page, end, 0, columns);
    page
}
