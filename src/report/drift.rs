//! What became of a document in its copy: `parallax drift DOCUMENT`.
//!
//! As JSON: the `document` and its `original`, each with id, title and outlet; `counts`, how often each kind of drift is
//! named in all; `rows`, the sentences of the original beside those of the copy in the order asked for, each with the text and
//! place (code points) of either side, the `drifts` that can be named, with the words that show them, and the share of the
//! words that `changed`, from 0 to 1.

use std::{collections::BTreeMap, ops::Range};

use serde::Serialize;

use super::{count, paragraph};
use crate::{
    catalogue::{Catalogue, DocumentId},
    compare::{
        copy::{Comparison, DriftRow, Named, Stretch},
        drift::{Kind, knows},
    },
    text::{
        clean::displayable,
        diff::{Run, RunKind},
        language::Language,
    },
};

/// In which order rows come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowOrder {
    /// As in the original.
    Text,
    /// Those first of which most changed.
    Changed,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DriftPage<'a> {
    document: DocumentHead<'a>,
    original: DocumentHead<'a>,
    counts: &'a BTreeMap<Kind, usize>,
    rows: Vec<&'a DriftRow>,
    #[serde(skip)]
    shared: InBoth,
    /// What to say of the languages, where not all rules were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    languages: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DocumentHead<'a> {
    document: &'a str,
    title: &'a str,
    outlet: &'a str,
    #[serde(skip)]
    name: &'a str,
}

/// The rows that stand on both sides, and how many of them in the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct InBoth {
    rows: usize,
    unchanged: usize,
}

impl<'a> DriftPage<'a> {
    /// The page of a comparison of `document` with its `original`: of what changed, all, or what is of one of `kinds` where some
    /// are given.
    pub fn new(
        catalogue: &'a Catalogue,
        [document, original]: [DocumentId; 2],
        comparison: &'a Comparison,
        order: RowOrder,
        kinds: &[Kind],
    ) -> Self {
        let in_text = 0..comparison.rows.len();
        let one_sided = in_text.clone().filter(|row| !comparison.ranking.contains(row));
        let places: Vec<usize> = match order {
            RowOrder::Text => in_text.collect(),
            RowOrder::Changed => comparison.ranking.iter().copied().chain(one_sided).collect(),
        };
        let wanted = |row: &&DriftRow| kinds.is_empty() || row.drifts.iter().any(|named| kinds.contains(&named.kind));
        Self {
            document: DocumentHead::new(catalogue, document),
            original: DocumentHead::new(catalogue, original),
            counts: &comparison.counts,
            rows: places
                .into_iter()
                .filter_map(|row| comparison.rows.get(row))
                .filter(|row| !row.is_unchanged())
                .filter(wanted)
                .collect(),
            languages: languages(&comparison.languages),
            shared: InBoth { rows: comparison.ranking.len(), unchanged: comparison.unchanged() },
        }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        let DocumentHead { document, name, title, .. } = self.document;
        paragraph(&mut page, &format!("{name}: {title} ({document})"), 0, columns);
        let DocumentHead { document, name, title, .. } = self.original;
        paragraph(&mut page, &format!("is a copy of {name}: {title} ({document})"), 0, columns);
        page.push('\n');
        let InBoth { rows, unchanged } = self.shared;
        let text = format!("{} in both, {unchanged} of them word for word", count(rows, "passage"));
        paragraph(&mut page, &text, 0, columns);
        for (&kind, number) in self.counts {
            paragraph(&mut page, &format!("{} ({}): {number}", title_of(kind), kind.name()), 2, columns);
        }
        if let Some(languages) = &self.languages {
            paragraph(&mut page, languages, 0, columns);
        }
        paragraph(&mut page, "Between braces, below: the words that only one side has.", 0, columns);
        for row in &self.rows {
            page.push('\n');
            self.write(&mut page, row, columns);
        }
        page
    }

    fn write(&self, page: &mut String, row: &DriftRow, columns: usize) {
        if row.original.is_some() && row.copy.is_some() {
            paragraph(page, &format!("{:.0} % changed", row.changed * 100.0), 0, columns);
        }
        for named in &row.drifts {
            paragraph(page, &sentence(named), 0, columns);
        }
        let sides = [(&self.original, &row.original, TextSide::Original), (&self.document, &row.copy, TextSide::Copy)];
        for (head, stretch, side) in sides {
            if let Some(stretch) = stretch {
                paragraph(page, &format!("{}: {}", head.name, marked(stretch, &row.runs, side)), 2, columns);
            }
        }
    }
}

impl<'a> DocumentHead<'a> {
    fn new(catalogue: &'a Catalogue, id: DocumentId) -> Self {
        let document = &catalogue.documents[id];
        let outlet = &catalogue.outlets[document.outlet];
        Self { document: &document.id, title: &document.title, outlet: &outlet.id, name: &outlet.name }
    }
}

/// Which rules were not asked, and why.
fn languages(languages: &[Language; 2]) -> Option<String> {
    let foreign = languages.iter().find(|language| !knows(language))?;
    let guessed = if foreign.guessed { ", as it looks (`language` says otherwise)" } else { "" };
    Some(format!(
        "In {}{guessed}: numbers in digits, namings and quotation marks were compared; names, hedges, verbs of saying and negations are \
         known in English and Spanish only.",
        foreign.name
    ))
}

fn title_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "number or date changed",
        Kind::Printed => "number printed otherwise",
        Kind::Name => "name changed",
        Kind::Negation => "negation gained or lost",
        Kind::Hedge => "hedge gained, dropped or changed",
        Kind::Saying => "verb of saying gained, dropped or changed",
        Kind::Relabelled => "subject relabelled",
        Kind::Quotes => "quotation marks gained or lost",
        Kind::Dropped => "dropped from the copy",
        Kind::Added => "added in the copy",
        Kind::Moved => "moved in the copy",
    }
}

/// "name changed: “Harrow” became “Harrov”"; of whole passages only what happened, for they follow.
fn sentence(named: &Named) -> String {
    let quoted = |stretch: &Stretch| format!("“{}”", displayable(&stretch.text));
    match (named.kind, &named.original, &named.copy) {
        (kind, ..) if kind.is_whole_sentence() => named.label.to_owned(),
        (_, None, None) => named.label.to_owned(),
        (_, Some(original), Some(copy)) => format!("{}: {} became {}", named.label, quoted(original), quoted(copy)),
        (_, Some(words), None) | (_, None, Some(words)) => format!("{}: {}", named.label, quoted(words)),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextSide {
    Original,
    Copy,
}

/// The text of one side with the words that only it has between braces.
fn marked(stretch: &Stretch, runs: &[Run], side: TextSide) -> String {
    let mut text = String::new();
    let mut at = stretch.range.start;
    let slice = |range: Range<usize>| {
        let start = stretch.range.start;
        stretch.text.get(range.start.saturating_sub(start)..range.end.saturating_sub(start)).unwrap_or_default()
    };
    for run in runs.iter().filter(|run| run.kind != RunKind::Same) {
        let range = if side == TextSide::Original { run.base.clone() } else { run.other.clone() };
        if range.is_empty() || range.start < at || range.end > stretch.range.end {
            continue;
        }
        text.push_str(slice(at..range.start));
        text.push_str(&format!("{{{}}}", slice(range.clone())));
        at = range.end;
    }
    text.push_str(slice(at..stretch.range.end));
    displayable(&text).into_owned()
}
