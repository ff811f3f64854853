//! What stands on the sheets of a workbook beside claims and excerpts: who is passed on, which names and codes are used, and what
//! the signs and codes mean.
//!
//! Everything is counted as on the screens: passages, and without what copies repeat in the columns that are of no single outlet.

use std::{borrow::Cow, collections::BTreeSet};

use super::table::{Cell, Table, list};
use crate::{
    catalogue::{Catalogue, OutletId},
    compare::{
        coverage::copied_outlets,
        frames::{Row, frames},
        naming::{NamingCounts, OutletRead},
        passages::Tally,
        standing::Standing,
        voices::{OutletVoices, voices},
    },
    text::ascii,
};

/// "Tide Mirror (copy of Bay Courier)".
pub(super) fn outlet_name(catalogue: &Catalogue, outlet: OutletId) -> String {
    let name = |outlet: OutletId| catalogue.outlets[outlet].name.as_str();
    let copied: Vec<&str> = copied_outlets(catalogue, outlet).into_iter().map(name).collect();
    if copied.is_empty() { name(outlet).to_owned() } else { format!("{} (copy of {})", name(outlet), copied.join(", ")) }
}

/// `columns`, then one or several an outlet, each with its name and one of `more` behind it.
fn columns<'a>(catalogue: &Catalogue, columns: &[&'static str], more: &[&str]) -> Vec<Cow<'a, str>> {
    let of_outlet = |outlet| more.iter().map(move |more| Cow::Owned(format!("{}{more}", outlet_name(catalogue, outlet))));
    columns.iter().copied().map(Cow::Borrowed).chain(catalogue.outlets.ids().flat_map(of_outlet)).collect()
}

fn table<'a>(columns: Vec<Cow<'a, str>>, rows: Vec<Vec<Cell<'a>>>) -> Table<'a> {
    Table { columns, rows: Box::new(rows.into_iter()) }
}

/// `first`, then the cells of the outlets.
fn row<'a, const N: usize>(first: [Cell<'a>; N], outlets: impl IntoIterator<Item = Cell<'a>>) -> Vec<Cell<'a>> {
    first.into_iter().chain(outlets).collect()
}

/// Rounded for people: the texts are not so long that a third decimal would say anything.
fn hundredths(number: f64) -> Cell<'static> {
    Cell::Number((number * 100.0).round() / 100.0)
}

/// Speakers against outlets: how many passages, with which verbs of saying.
pub(super) fn voices_table(catalogue: &Catalogue) -> Table<'_> {
    let voices = voices(catalogue);
    let first = ["speaker_id", "speaker_name", "role", "passages", "documents_independent", "cues"];
    let all = |what, passages: usize, of_outlet: fn(&OutletVoices) -> &Tally| {
        let first = [Cell::Empty, Cell::from(what), Cell::Empty, passages.into(), Cell::Empty, Cell::Empty];
        row(first, voices.columns.iter().map(|column| of_outlet(column).passages.into()))
    };
    let mut rows = vec![
        all("(own words)", voices.own, |column| &column.own),
        all("(passed on)", voices.attributed, |column| &column.attributed),
    ];
    rows.extend(voices.rows.iter().map(|voice| {
        let speaker = &catalogue.speakers[voice.speaker];
        let cues: BTreeSet<&str> = voice.cells.iter().flat_map(|cell| &cell.cues).map(|cue| cue.cue.as_str()).collect();
        let first = [
            (*speaker.id).into(),
            speaker.name.as_str().into(),
            speaker.role.as_deref().into(),
            voice.passages.into(),
            voice.independent.into(),
            list(cues),
        ];
        row(first, voice.cells.iter().map(|cell| cell.said.passages.into()))
    }));
    table(columns(catalogue, &first, &[""]), rows)
}

/// Forms of each naming against outlets: how often, and how often in a thousand words.
pub(super) fn words_table<'a>(catalogue: &'a Catalogue, counts: &NamingCounts) -> Table<'a> {
    let of_read = |column: &OutletRead| [column.words.into(), Cell::Empty];
    let mut rows = vec![row([Cell::Empty, "(all words read)".into(), Cell::Empty], counts.columns.iter().flat_map(of_read))];
    for subject in &counts.subjects {
        let naming = &catalogue.namings[subject.naming];
        rows.extend(subject.forms.iter().map(|form| {
            let first = [(*naming.id).into(), naming.title.as_str().into(), form.form.clone().into()];
            let cells = counts
                .columns
                .iter()
                .zip(&form.spots)
                .flat_map(|(column, spots)| [spots.len().into(), column.rate(spots.len()).map_or(Cell::Empty, hundredths)]);
            row(first, cells)
        }));
    }
    table(columns(catalogue, &["naming_id", "naming_title", "form"], &["", ", per 1,000 words"]), rows)
}

/// Codes of the codebook against outlets: how many passages, and how large a share of all that are quoted of the outlet.
pub(super) fn frames_table(catalogue: &Catalogue) -> Table<'_> {
    let frames = frames(catalogue);
    let coded = |id: Cell<'static>, name: Cell<'static>, of: &Row| {
        let cells = catalogue.outlets.ids().zip(&of.cells);
        let cells = cells.flat_map(|(outlet, tally)| [tally.passages.into(), Cell::Share(frames.share(of, outlet))]);
        row([id, name, of.passages.into(), of.independent.into()], cells)
    };
    let mut rows: Vec<_> = frames
        .rows
        .iter()
        .map(|code| {
            let frame = &catalogue.frames[code.frame];
            coded(frame.id.to_string().into(), frame.name.clone().into(), &code.row)
        })
        .collect();
    rows.push(coded(Cell::Empty, "(without a code)".into(), &frames.without));
    rows.push(coded(Cell::Empty, "(all passages)".into(), &frames.all));
    table(columns(catalogue, &["frame_id", "frame_name", "passages", "documents_independent"], &["", ", share"]), rows)
}

/// What the signs of the matrix and the codes of the codebook mean.
pub(super) fn codebook_table(catalogue: &Catalogue) -> Table<'_> {
    let columns = ["kind", "id", "sign", "letter", "name", "definition", "examples", "not"].map(Cow::Borrowed);
    let signs = Standing::ALL.into_iter().map(|standing| {
        let sign = standing.sign().to_string();
        let kind = if matches!(standing, Standing::Takes(_)) { "stance" } else { "cell" };
        let letter = ascii::spell(&sign);
        let [name, meaning] = [standing.words(), standing.meaning()].map(Cell::from);
        vec![kind.into(), standing.name().into(), sign.into(), letter.into(), name, meaning, Cell::Empty, Cell::Empty]
    });
    let frames = catalogue.frames.iter().map(|frame| {
        let examples = frame.examples.join("; ");
        let [definition, not] = [&frame.definition, &frame.not].map(|text| Cell::from(text.as_deref()));
        let name = frame.name.as_str().into();
        vec!["frame".into(), (*frame.id).into(), Cell::Empty, Cell::Empty, name, definition, examples.into(), not]
    });
    table(columns.into(), signs.chain(frames).collect())
}
