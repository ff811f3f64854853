//! How far readings agree, as tables: a row a variable, in all cells and in some of them; or a row a reader and variable.

use std::borrow::Cow;

use super::table::{Cell, Table};
use crate::{
    catalogue::Catalogue,
    compare::agreement::{
        class::Class,
        measures::{Measure, Variable},
        summary::Agreement,
    },
};

/// What a row tells of a measure.
const MEASURED: [&str; 9] = ["variable", "frame", "unit", "units", "agreement", "kappa", "alpha", "low", "high"];

/// The table of `agreement`. Its first column says of which cells a row is: `all`, `without-copies`, `outlet` or `event`, of which the
/// second has the id.
pub fn agreement<'a>(catalogue: &'a Catalogue, agreement: &'a Agreement) -> Table<'a> {
    let of = move |cells: &'static str, id: &'a str, measures: &'a [Measure]| {
        let row = move |measure| [vec![Cell::from(cells), Cell::from(id)], measured(catalogue, measure)].concat();
        measures.iter().map(row)
    };
    let outlets = agreement.outlets.iter().flat_map(move |(id, measures)| of("outlet", &catalogue.outlets[*id].id, measures));
    let events = agreement.events.iter().flat_map(move |(id, measures)| of("event", &catalogue.events[*id].id, measures));
    let without_copies = agreement.without_copies.as_deref().unwrap_or_default();
    Table {
        columns: ["cells", "id"].into_iter().chain(MEASURED).map(Cow::Borrowed).collect(),
        rows: Box::new(
            of("all", "", &agreement.all).chain(of("without-copies", "", without_copies)).chain(outlets).chain(events),
        ),
    }
}

/// The table of `class`, whose readers are called these `names`.
pub fn class<'a>(catalogue: &'a Catalogue, class: &'a Class, names: &'a [String]) -> Table<'a> {
    let of_reader = move |(name, measures): (&'a String, &'a Vec<Measure>)| {
        measures.iter().map(move |measure| [vec![Cell::from(name.as_str())], measured(catalogue, measure)].concat())
    };
    Table {
        columns: ["reading"].into_iter().chain(MEASURED).map(Cow::Borrowed).collect(),
        rows: Box::new(names.iter().zip(&class.readers).flat_map(of_reader)),
    }
}

fn measured<'a>(catalogue: &'a Catalogue, measure: &Measure) -> Vec<Cell<'a>> {
    let Measure { variable, units, agreement, kappa, alpha, interval } = measure.rounded();
    let frame = match variable {
        Variable::Frame(frame) => Some(&*catalogue.frames[frame].id),
        _ => None,
    };
    let figures = [agreement, kappa, alpha, interval.map(|[low, _]| low), interval.map(|[_, high]| high)];
    let figures = figures.into_iter().map(|figure| figure.map_or(Cell::Empty, Cell::Number));
    let what = [Cell::from(variable.name()), Cell::from(frame), Cell::from(variable.unit()), Cell::from(units)];
    what.into_iter().chain(figures).collect()
}
