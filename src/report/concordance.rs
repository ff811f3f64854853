//! The lines in which words stand: `parallax concordance FORM`.
//!
//! As JSON: the `form`; its number (`total`); `outlets`, with `count`, `words` and `rate` per 1,000 words each; `lines`, each
//! with the `outlet` and the `document` it is from, the `claim` of the excerpt where only excerpts were read, and what stands
//! on the `left` and the `right` of the `keyword`.

use serde::Serialize;

use super::{OutletHead, count, hundredths, paragraph};
use crate::{
    catalogue::Catalogue,
    compare::{basis::counted_over, concordance::Line, naming::columns, readings::Readings},
    text::{
        clean::displayable,
        context::in_context,
        wrap::{cut, width},
    },
};

/// Columns of an outlet's name at the most.
const NAME: usize = 14;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConcordancePage<'a> {
    form: &'a str,
    total: usize,
    outlets: Vec<OutletRow<'a>>,
    lines: Vec<LineRow<'a>>,
    #[serde(skip)]
    basis: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletRow<'a> {
    #[serde(flatten)]
    head: OutletHead<'a>,
    count: usize,
    words: usize,
    rate: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct LineRow<'a> {
    outlet: &'a str,
    #[serde(skip)]
    name: &'a str,
    document: &'a str,
    claim: Option<&'a str>,
    left: String,
    keyword: String,
    right: String,
}

impl<'a> ConcordancePage<'a> {
    /// The page of the `lines` of `form`, which were found in `readings` of `catalogue`.
    pub fn new(catalogue: &'a Catalogue, readings: &Readings, form: &'a str, lines: &[Line]) -> Self {
        let mut counts = vec![0; catalogue.outlets.len()];
        for line in lines {
            counts[catalogue.documents[line.spot.document].outlet.index()] += 1;
        }
        let outlets = columns(catalogue, readings).into_iter().zip(counts).map(|(column, count)| OutletRow {
            head: OutletHead::new(catalogue, column.outlet),
            count,
            words: column.words,
            rate: column.rate(count).map(hundredths),
        });
        Self {
            form,
            total: lines.len(),
            outlets: outlets.collect(),
            lines: lines.iter().filter_map(|line| LineRow::new(catalogue, readings, line)).collect(),
            basis: counted_over(readings.documents().iter().map(|reading| reading.basis)),
        }
    }

    /// Whether the words stand nowhere.
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// As plain text, `columns` wide, every line on one line.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        paragraph(&mut page, &format!("{}: {}; {}", displayable(self.form), count(self.total, "line"), self.basis), 0, columns);
        for outlet in &self.outlets {
            let rate = outlet.rate.map(|rate| format!(", {rate:.1} per 1,000 words")).unwrap_or_default();
            paragraph(&mut page, &format!("{}: {}{rate}", outlet.head.marked_name(), outlet.count), 2, columns);
        }
        if self.lines.is_empty() {
            return page;
        }
        page.push('\n');
        let room = NAME.min(columns / 4);
        for line in &self.lines {
            let name = cut(line.name, room);
            let blanks = " ".repeat(room - width(&name));
            let shown = in_context(&line.left, &line.keyword, &line.right, columns - room - 2);
            page.push_str(&format!("{name}{blanks}  {}{}{}\n", shown.left, shown.keyword, shown.right));
        }
        page
    }
}

impl<'a> LineRow<'a> {
    fn new(catalogue: &'a Catalogue, readings: &Readings, line: &Line) -> Option<Self> {
        let text = readings.text(catalogue, &line.spot)?;
        let document = &catalogue.documents[line.spot.document];
        let outlet = &catalogue.outlets[document.outlet];
        let part = |range: &std::ops::Range<usize>| text.get(range.clone()).map(|part| displayable(part).into_owned());
        Some(Self {
            outlet: &outlet.id,
            name: &outlet.name,
            document: &document.id,
            claim: line.spot.excerpt.map(|excerpt| &*catalogue.claims[catalogue.excerpts[excerpt].claim].id),
            left: part(&line.left)?,
            keyword: part(&line.spot.range)?,
            right: part(&line.right)?,
        })
    }
}
