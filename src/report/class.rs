//! How far many readings agree with one: `parallax agree --key`.
//!
//! As JSON: `key`, the name of that one; `readings`, each with its name and `variables` as in [`super::agree`], without intervals;
//! `otherwise`, the cells that anybody codes otherwise, those first that most do: the `claim`, the `document`, the sign by the `key`, how
//! many `readers` have looked, how many of them say otherwise (`times`), and what `instead`.

use serde::Serialize;

use super::{
    agree::{Row, named},
    count, paragraph,
};
use crate::{
    catalogue::Catalogue,
    compare::{
        agreement::class::{Class, Otherwise},
        standing::Standing,
    },
    text::wrap::{cut, filled},
};

/// Columns of the figures of a variable: "100 -0.12" with blanks before it.
const FIGURES: usize = 11;
/// Columns that a reader's name has at the least.
const NAME: usize = 14;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassPage<'a> {
    key: &'a str,
    readings: Vec<Reader<'a>>,
    otherwise: Vec<Cell<'a>>,
    /// How many cells anybody codes otherwise.
    #[serde(skip)]
    all: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Reader<'a> {
    reading: &'a str,
    variables: Vec<Row<'a>>,
}

impl<'a> Reader<'a> {
    /// The variables that are of no single code.
    fn of_all(&self) -> impl Iterator<Item = &Row<'a>> {
        self.variables.iter().filter(|row| row.is_of_all())
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Cell<'a> {
    claim: &'a str,
    #[serde(skip)]
    title: &'a str,
    document: &'a str,
    key: Standing,
    readers: usize,
    times: usize,
    instead: Vec<Instead>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Instead {
    standing: Standing,
    times: usize,
}

impl<'a> ClassPage<'a> {
    /// The page of `class`, whose readers are called these `names`, against `key`, all of them displayable, with so many cells at the most.
    pub fn new(catalogue: &'a Catalogue, class: &Class, key: &'a str, names: &'a [String], limit: usize) -> Self {
        let reader = |(reading, measures): (&'a String, &Vec<_>)| Reader {
            reading,
            variables: measures.iter().map(|measure| Row::new(catalogue, measure)).collect(),
        };
        let cell = |cell: &Otherwise| Cell {
            claim: &catalogue.claims[cell.claim].id,
            title: &catalogue.claims[cell.claim].title,
            document: &catalogue.documents[cell.document].id,
            key: cell.key,
            readers: cell.readers,
            times: cell.times(),
            instead: cell.instead.iter().map(|&(standing, times)| Instead { standing, times }).collect(),
        };
        Self {
            key,
            readings: names.iter().zip(&class.readers).map(reader).collect(),
            otherwise: class.otherwise.iter().take(limit).map(cell).collect(),
            all: class.otherwise.len(),
        }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        let key = self.key;
        let told = "with the cells that both have looked at; of each variable per cent alike, and Krippendorff's alpha (–: all say the same of all)";
        paragraph(&mut page, &format!("{} against {key}, {told}", count(self.readings.len(), "reading")), 0, columns);
        page.push('\n');
        self.table(&mut page, columns);
        page.push('\n');
        let shown = if self.all > self.otherwise.len() { format!(", the first {}", self.otherwise.len()) } else { String::new() };
        paragraph(&mut page, &format!("{} coded otherwise by somebody{shown}", count(self.all, "cell")), 0, columns);
        for cell in &self.otherwise {
            let instead: Vec<String> =
                cell.instead.iter().map(|instead| format!("{} {}", named(instead.standing), instead.times)).collect();
            let text = format!(
                "{} ({}) in {}: {} of {}; {key} has {}, they {}",
                cell.title,
                cell.claim,
                cell.document,
                cell.times,
                cell.readers,
                named(cell.key),
                instead.join(", ")
            );
            paragraph(&mut page, &text, 2, columns);
        }
        page
    }

    /// A row a reader, a column a variable; as lists where those do not fit into so many `columns`. What there is of each code the other
    /// formats have.
    fn table(&self, page: &mut String, columns: usize) {
        let heads: Vec<String> = self.readings.iter().take(1).flat_map(Reader::of_all).map(Row::name).collect();
        let room = columns.saturating_sub(heads.len() * FIGURES);
        if room < NAME {
            for reader in &self.readings {
                let figures: Vec<String> = reader.variables.iter().map(Row::short).collect();
                paragraph(page, &format!("{}: {}", reader.reading, figures.join(", ")), 2, columns);
            }
            return;
        }
        let mut line = |name: &str, cells: &[String]| {
            let cells: String = cells.iter().map(|cell| format!("{cell:>FIGURES$}")).collect();
            page.push_str(&format!("{}{cells}\n", filled(name, room)));
        };
        line("", &heads);
        for reader in &self.readings {
            let cells = reader.of_all().next().map_or(0, Row::units);
            line(
                &format!("  {} {cells}", cut(reader.reading, room.saturating_sub(3 + cells.to_string().len()))),
                &reader.of_all().map(Row::in_a_cell).collect::<Vec<_>>(),
            );
        }
    }
}
