//! What was taken of a file and added to a catalogue: `parallax add`.

use super::{count, paragraph};
use crate::{
    answers::addition::Addition,
    catalogue::{Catalogue, PartKind},
    intake::Taken,
    text::{clean::displayable, words::words, wrap::cut},
};

/// Columns of the names of what is told.
const NAMES: usize = 11;
/// Columns of the first and the last words at the most.
const WORDS: usize = 300;

/// The page of one document that was added to `catalogue` from `file`, a name that ends in `extension`; `written` are the files that
/// were written.
pub fn added(
    catalogue: &Catalogue,
    (file, extension): (&str, &str),
    taken: &Taken,
    addition: &Addition,
    written: &[String],
    columns: usize,
) -> String {
    let document = &addition.document;
    let mut page = String::new();
    paragraph(&mut page, &format!("{file} is document {} now: {}", document.id, taken.source()), 0, columns);
    if let Some(misnamed) = misnamed(taken, extension) {
        paragraph(&mut page, &misnamed, 2, columns);
    }
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
    if addition.is_unspelt {
        let text = "Ids are made of Latin letters and digits, and one of its names has none: `--id` chooses that of a document, \
                    `--outlet` that of a new outlet, whose name the catalogue then takes.";
        paragraph(&mut page, text, 2, columns);
    }
    if let Some(like) = addition.looks_like {
        let id = &catalogue.documents[like.document].id;
        let like = if like.is_same {
            format!("It is the same text as that of {id}.")
        } else {
            format!("{:.0} % of it stands in {id}, too: it looks like a copy.", 100.0 * like.share)
        };
        let text = format!("{like} If it is a copy, write `copy_of = \"{id}\"`, as --copy-of {id} does.");
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

/// That a file is not what its name says, which ends in `extension`; none where it is.
pub(super) fn misnamed(taken: &Taken, extension: &str) -> Option<String> {
    let kind = taken.kind.name();
    taken.is_misnamed(extension).then(|| format!("It is named .{extension}, but is {kind}, and was taken as that."))
}
