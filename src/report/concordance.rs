//! The lines in which words stand: `parallax concordance FORM`.
//!
//! As JSON: the `form`; its number (`total`); `outlets`, with `count`, `words` and `rate` per 1,000 words each; `lines`, each
//! with the `outlet` and the `document` it is from, the `claim` of the excerpt where only excerpts were read, and what stands
//! on the `left` and the `right` of the `keyword`.

use serde::Serialize;

use super::{OutletHead, count, hundredths, paragraph};
use crate::{
    answers::{at_hand::AtHand, concordance::Concordance},
    compare::{concordance::Line, parts::Extent},
    text::{clean::displayable, context::in_context, wrap::filled},
};

/// Columns of an outlet's name at the most.
const NAME: usize = 14;

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConcordancePage<'a> {
    form: &'a str,
    /// Whether captions, comments and the like were read, too.
    all_parts: bool,
    total: usize,
    outlets: Vec<OutletLines<'a>>,
    lines: Vec<LineRow<'a>>,
    #[serde(skip)]
    basis: &'a str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletLines<'a> {
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
    left: &'a str,
    keyword: &'a str,
    right: &'a str,
}

impl<'a> ConcordancePage<'a> {
    /// The page of the lines of `form` that were `found` in what is at hand.
    pub fn new(at_hand: &'a AtHand, form: &'a str, found: &'a Concordance) -> Self {
        let (catalogue, lines) = (&*at_hand.catalogue, &found.lines);
        let mut counts = vec![0; catalogue.outlets.len()];
        for line in lines {
            counts[catalogue.documents[line.spot.document].outlet.index()] += 1;
        }
        let outlets = found.columns.iter().zip(counts).map(|(column, count)| OutletLines {
            head: OutletHead::new(catalogue, column.outlet),
            count,
            words: column.words,
            rate: column.rate(count).map(hundredths),
        });
        Self {
            form,
            all_parts: at_hand.corpus.extent() == Extent::AllParts,
            total: lines.len(),
            outlets: outlets.collect(),
            lines: lines.iter().filter_map(|line| LineRow::new(at_hand, line)).collect(),
            basis: &found.basis,
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
            let shown = in_context(line.left, line.keyword, line.right, columns - room - 2);
            page.push_str(&format!("{}  {}{}{}\n", filled(line.name, room), shown.left, shown.keyword, shown.right));
        }
        page
    }
}

impl<'a> LineRow<'a> {
    fn new(at_hand: &'a AtHand, line: &Line) -> Option<Self> {
        let (catalogue, text) = (&*at_hand.catalogue, at_hand.corpus.text(&at_hand.catalogue, &line.spot)?);
        let document = &catalogue.documents[line.spot.document];
        let outlet = &catalogue.outlets[document.outlet];
        Some(Self {
            outlet: &outlet.id,
            name: &outlet.name,
            document: &document.id,
            claim: line.spot.excerpt.map(|excerpt| &*catalogue.claims[catalogue.excerpts[excerpt].claim].id),
            left: text.get(line.left.clone())?,
            keyword: text.get(line.spot.range.clone())?,
            right: text.get(line.right.clone())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answers::concordance::concordance,
        catalogue::{Origin, parse, texts::Texts},
        compare::concordance::LineOrder,
        find::Stop,
        text::growth::assert_near_linear,
    };

    #[test]
    fn many_lines_cost_no_more_than_their_length() {
        let prepare = |quotations: usize| {
            let head = "title = 'Bridge'\n[[outlet]]\nid = 'bay'\nname = 'Bay'\n[[document]]\nid = 'bay'\noutlet = 'bay'\ntitle = 'B'\n\
                [[event]]\nid = 'night'\ntitle = 'Night'\n[[claim]]\nid = 'fell'\nevent = 'night'\ntitle = 'The bridge fell'\n";
            let excerpt =
                |at| format!("[[claim.excerpt]]\ndocument = 'bay'\nstance = 'affirms'\nquote = 'beam {at} of the bridge fell'\n");
            let catalogue = parse(format!("{head}{}", (0..quotations).map(excerpt).collect::<String>())).unwrap().catalogue;
            let at_hand =
                AtHand::open(catalogue.into(), &Texts::of(&Origin::BuiltIn), Extent::default(), &Stop::default()).unwrap();
            let found = concordance(&at_hand, "bridge", LineOrder::Place, &Stop::default()).unwrap();
            (at_hand, found)
        };
        assert_near_linear(1_000, prepare, |(at_hand, found)| {
            let page = ConcordancePage::new(at_hand, "bridge", found);
            assert_eq!(page.plain(80).lines().count(), 3 + found.lines.len());
        });
    }
}
