//! How far readings agree: `parallax agree`.
//!
//! As JSON: `readings`, the names of those compared; `cells`, how many `shared` by two readers or more, how many at which one
//! `alone` has looked, and how many are `too_early`; `variables`, each with its number of `units` (cells or passages), the
//! `agreement` of pairs of readers from 0 to 1, `kappa`, `alpha`, the `interval` of that where there is one, and a `verdict`;
//! `without_copies`, the same without documents that are copies, where any is; `outlets` and `events`, each with `variables`;
//! `signs`, how often two readers give a cell these two, the first reader's first; `passages`, how many there are in `all` where
//! two found something, how many of them are `shared`, and how much of those `overlap`; `decisions`, by reading and what it was held `against`, null being the catalogue itself. What cannot be
//! computed is null.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{count, hundredths, paragraph};
use crate::{
    catalogue::{
        Catalogue,
        decisions::{Choice, Decision},
        readings::MAIN,
    },
    compare::{
        agreement::{
            measures::{Measure, Variable},
            summary::{Agreement, Confused},
            verdict::Verdict,
        },
        standing::Standing,
    },
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreePage<'a> {
    readings: &'a [String],
    cells: Cells,
    variables: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_copies: Option<Vec<Row<'a>>>,
    outlets: Vec<Part<'a>>,
    events: Vec<Part<'a>>,
    signs: Vec<Signs>,
    passages: Passages,
    decisions: Vec<Decided<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Cells {
    shared: usize,
    alone: usize,
    too_early: usize,
}

/// How far readers agree on one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Row<'a> {
    variable: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    frame: Option<&'a str>,
    #[serde(skip)]
    title: String,
    unit: &'static str,
    units: usize,
    agreement: Option<f64>,
    kappa: Option<f64>,
    alpha: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip)]
    sentence: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Part<'a> {
    id: &'a str,
    #[serde(skip)]
    name: &'a str,
    variables: Vec<Row<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Signs {
    standings: [Standing; 2],
    times: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Passages {
    all: usize,
    shared: usize,
    overlap: Option<f64>,
}

/// What was decided where one reading differs from the catalogue, or from another reading.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Decided<'a> {
    reading: &'a str,
    against: Option<&'a str>,
    differences: usize,
    first: usize,
    second: usize,
    otherwise: usize,
}

impl<'a> AgreePage<'a> {
    /// The page of `agreement` between these `readings` of `catalogue`, by displayable names, and of what was `decided` where they differ.
    pub fn new(catalogue: &'a Catalogue, readings: &'a [String], agreement: &Agreement, decided: &'a [Decision]) -> Self {
        let rows =
            |measures: &[Measure]| measures.iter().map(|measure| Row::new(catalogue, measure).with_verdict(measure)).collect();
        let part = |id, name, measures: &[Measure]| {
            let variables = measures.iter().map(|measure| Row::new(catalogue, measure)).collect();
            Part { id, name, variables }
        };
        let outlets = agreement.outlets.iter().map(|(id, measures)| {
            let outlet = &catalogue.outlets[*id];
            part(&*outlet.id, outlet.name.as_str(), measures)
        });
        let events = agreement.events.iter().map(|(id, measures)| {
            let event = &catalogue.events[*id];
            part(&*event.id, event.title.as_str(), measures)
        });
        Self {
            readings,
            cells: Cells { shared: agreement.cells, alone: agreement.alone, too_early: agreement.too_early },
            variables: rows(&agreement.all),
            without_copies: agreement.without_copies.as_deref().map(rows),
            outlets: outlets.collect(),
            events: events.collect(),
            signs: agreement.confused.iter().map(|&Confused { standings, times }| Signs { standings, times }).collect(),
            passages: Passages {
                all: agreement.unitizing.passages,
                shared: agreement.unitizing.shared,
                overlap: agreement.unitizing.overlap.map(hundredths),
            },
            decisions: Decided::on(readings, decided),
        }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        paragraph(&mut page, &format!("Agreement of {}", and(self.readings)), 0, columns);
        let Cells { shared, alone, too_early } = self.cells;
        let of_cells = format!(
            "{}, each a claim in a document, at which two readers or more have looked. Left out: {alone} at which one alone has looked, \
             {too_early} in which the document is too early for the claim.",
            count(shared, "cell")
        );
        paragraph(&mut page, &of_cells, 0, columns);
        for row in &self.variables {
            page.push('\n');
            paragraph(&mut page, &row.title, 0, columns);
            paragraph(&mut page, &row.figures(), 2, columns);
            paragraph(&mut page, &row.sentence, 2, columns);
        }
        let Passages { all, shared, overlap } = self.passages;
        if let Some(overlap) = overlap {
            page.push('\n');
            let text = format!(
                "Passages, where two found something: {shared} of {all} are quoted by two or more; of what two quote of one together, \
                 both quote {:.0} %.",
                100.0 * overlap
            );
            paragraph(&mut page, &text, 0, columns);
        }
        if let Some(without) = &self.without_copies {
            page.push_str("\nWithout copies\n");
            for row in without {
                paragraph(&mut page, &format!("{}: {}", row.name(), row.figures()), 2, columns);
            }
        }
        parts(&mut page, "By outlet, alpha", &self.outlets, columns);
        parts(&mut page, "By event, alpha", &self.events, columns);
        self.signs(&mut page, columns);
        for decided in &self.decisions {
            page.push('\n');
            let Decided { reading, against, differences, first, second, otherwise } = decided;
            let against = against.unwrap_or(MAIN);
            let text = format!(
                "Decided, {against} and {reading}: {}: {first} for the first, {second} for the second, {otherwise} otherwise.",
                count(*differences, "difference")
            );
            paragraph(&mut page, &text, 0, columns);
        }
        page.push('\n');
        let text = "Kappa is Cohen's, alpha Krippendorff's: 1 where all agree, 0 where as often as by chance. In brackets stand the middle 95 % of \
             a thousand draws of as many cells or passages, with replacement. Krippendorff asks for 0.80, and for 0.67 where conclusions are \
             tentative. It is unknown where all say the same of all. Sets of frames are compared by MASI.";
        paragraph(&mut page, text, 0, columns);
        page
    }

    /// Which signs stand for which.
    fn signs(&self, page: &mut String, columns: usize) {
        let mut signs = self.signs.iter().peekable();
        if signs.peek().is_none() {
            return;
        }
        page.push('\n');
        let title = match self.readings {
            [first, second] => format!("Signs of cells: where {first} has the first, {second} has"),
            _ => "Signs of cells: where one reader has the first, another has, in pairs of readers".to_owned(),
        };
        paragraph(page, &title, 0, columns);
        for row in self.signs.chunk_by(|one, other| one.standings[0] == other.standings[0]) {
            let [first, _] = row[0].standings;
            let seconds: Vec<String> = row.iter().map(|signs| format!("{} {}", named(signs.standings[1]), signs.times)).collect();
            paragraph(page, &format!("{}: {}", named(first), seconds.join(", ")), 2, columns);
        }
    }
}

impl<'a> Row<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, measure: &Measure) -> Self {
        let Measure { variable, units, agreement, kappa, alpha, interval } = measure.rounded();
        let (title, frame) = match variable {
            Variable::Presence => ("Presence: whether anything was found in a cell".to_owned(), None),
            Variable::Sign => ("Sign: where the document stands, in cells in which two found something".to_owned(), None),
            Variable::Stance => ("Stance: the same of passages that two found".to_owned(), None),
            Variable::Voice => ("Voice: whether these are in the outlet's own words or passed on".to_owned(), None),
            Variable::Speaker => ("Speaker: whose words are passed on, where two say that some are".to_owned(), None),
            Variable::Frames => ("Frames: the set of codes of a passage that two found".to_owned(), None),
            Variable::Frame(frame) => {
                let row = &catalogue.frames[frame];
                (format!("Frame {} ({}): whether it was given", row.name, row.id), Some(&*row.id))
            }
        };
        Self {
            variable: variable.name(),
            frame,
            title,
            unit: variable.unit(),
            units,
            agreement,
            kappa,
            alpha,
            interval,
            verdict: None,
            sentence: String::new(),
        }
    }

    fn with_verdict(self, measure: &Measure) -> Self {
        let verdict = Verdict::of(measure);
        Self { verdict: Some(verdict.name()), sentence: verdict.sentence(measure), ..self }
    }

    /// "frame conflict".
    pub(super) fn name(&self) -> String {
        self.frame.map_or_else(|| self.variable.to_owned(), |frame| format!("{} {frame}", self.variable))
    }

    /// "84 cells, 88 % alike; kappa 0.74; alpha 0.74 (0.58 to 0.88)".
    fn figures(&self) -> String {
        let mut figures = count(self.units, self.unit);
        if let Some(agreement) = self.agreement {
            figures.push_str(&format!(", {:.0} % alike", 100.0 * agreement));
        }
        if let Some(kappa) = self.kappa {
            figures.push_str(&format!("; kappa {kappa:.2}"));
        }
        if let Some(alpha) = self.alpha {
            figures.push_str(&format!("; alpha {alpha:.2}"));
        }
        if let Some([low, high]) = self.interval {
            figures.push_str(&format!(" ({low:.2} to {high:.2})"));
        }
        figures
    }

    /// "presence 0.74 (84 cells)"; without alpha, "presence unknown".
    /// Whether it is of no single code.
    pub(super) fn is_of_all(&self) -> bool {
        self.frame.is_none()
    }

    /// How many units there are.
    pub(super) fn units(&self) -> usize {
        self.units
    }

    /// Per cent alike and alpha: "92  0.81".
    pub(super) fn in_a_cell(&self) -> String {
        let share = self.agreement.map_or_else(|| "–".to_owned(), |share| format!("{:.0}", share * 100.0));
        let alpha = self.alpha.map_or_else(|| "–".to_owned(), |alpha| format!("{alpha:.2}"));
        format!("{share} {alpha:>5}")
    }

    pub(super) fn short(&self) -> String {
        let alpha = self.alpha.map_or_else(|| "unknown".to_owned(), |alpha| format!("{alpha:.2}"));
        format!("{} {alpha} ({})", self.name(), count(self.units, self.unit))
    }
}

impl<'a> Decided<'a> {
    /// What was `decided` on each pair of which `readings` has both, the catalogue itself being in any.
    fn on(readings: &'a [String], decided: &'a [Decision]) -> Vec<Self> {
        let is_among = |name: &str| readings.iter().any(|reading| reading == name);
        let pairs: BTreeSet<(Option<&str>, &str)> =
            decided.iter().map(|decision| (decision.against.as_deref(), &*decision.reading)).collect();
        let pairs = pairs.into_iter().filter(|(against, reading)| is_among(reading) && against.is_none_or(is_among));
        let count = |(against, reading)| {
            let on_pair = |decision: &&Decision| (decision.against.as_deref(), &*decision.reading) == (against, reading);
            let choices = || decided.iter().filter(on_pair).map(|decision| decision.choice);
            let of = |choice| choices().filter(|&made| made == choice).count();
            let (differences, first, second) = (choices().count(), of(Choice::First), of(Choice::Second));
            Self { reading, against, differences, first, second, otherwise: differences - first - second }
        };
        pairs.map(count).collect()
    }
}

fn parts(page: &mut String, title: &str, parts: &[Part<'_>], columns: usize) {
    if parts.is_empty() {
        return;
    }
    page.push_str(&format!("\n{title}\n"));
    for part in parts {
        let figures: Vec<String> = part.variables.iter().map(Row::short).collect();
        paragraph(page, &format!("{}: {}", part.name, figures.join(", ")), 2, columns);
    }
}

/// "● affirms".
pub(super) fn named(standing: Standing) -> String {
    format!("{} {}", standing.sign(), standing.words())
}

/// "main, anna and ben".
fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}
