//! What readings agree on, apart: whether anything was found, and how what was found was called.
//!
//! To find and to call are two things (Krippendorff 2004, ch. 11: *unitizing* and *coding*), and one figure for both would hide which of
//! them readers differ in. So the first variable is about all cells at which two have looked, and the others about what two have found:
//!
//! | variable | unit | value |
//! |---|---|---|
//! | presence | cell | whether anything was found |
//! | sign | cell | where the document stands: the rule of cells |
//! | stance | passage | the same of its excerpts, of which there is mostly one |
//! | voice | passage | own words, passed on, both |
//! | speaker | passage | who is passed on, where somebody is |
//! | frames | passage | the set of codes, compared by MASI |
//! | each frame | passage | whether it was given |

use super::{
    alpha::Disagreement,
    cells::{Cell, Cells},
    coding::Found,
    distance::masi,
    kappa::kappa,
    ratings::Ratings,
};
use crate::{
    catalogue::{ExcerptId, FrameId},
    compare::standing::Standing,
    threads::side_by_side,
};

/// What readers may agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variable {
    /// Whether anything was found in the cell.
    Presence,
    /// The sign of the cell.
    Sign,
    /// The sign of the passage.
    Stance,
    /// Own words or passed on.
    Voice,
    /// Who is passed on.
    Speaker,
    /// All codes together.
    Frames,
    /// One code.
    Frame(FrameId),
}

impl Variable {
    /// Those of every catalogue; each code of the codebook is one more.
    pub const ALL: [Self; 6] = [Self::Presence, Self::Sign, Self::Stance, Self::Voice, Self::Speaker, Self::Frames];

    /// In JSON and CSV.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Presence => "presence",
            Self::Sign => "sign",
            Self::Stance => "stance",
            Self::Voice => "voice",
            Self::Speaker => "speaker",
            Self::Frames => "frames",
            Self::Frame(_) => "frame",
        }
    }

    /// What its units are.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Presence | Self::Sign => "cell",
            _ => "passage",
        }
    }
}

/// How far readers agree on one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measure {
    /// On what.
    pub variable: Variable,
    /// On so many units two readers or more have a value.
    pub units: usize,
    /// [`Ratings::percent_agreement`]: of all pairs of readers of a unit, the part that called it the same.
    pub agreement: Option<f64>,
    /// Cohen's kappa, of two readers; not of sets.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha.
    pub alpha: Option<f64>,
    /// [`Disagreement::interval`], where it was asked for.
    pub interval: Option<[f64; 2]>,
}

impl Measure {
    /// With three decimals: so few units do not tell more.
    #[must_use]
    pub fn rounded(self) -> Self {
        let thousandths = |number: f64| (number * 1000.0).round() / 1000.0;
        Self {
            agreement: self.agreement.map(thousandths),
            kappa: self.kappa.map(thousandths),
            alpha: self.alpha.map(thousandths),
            interval: self.interval.map(|ends| ends.map(thousandths)),
            ..self
        }
    }

    fn nominal<T: Ord>(variable: Variable, resamples: usize, ratings: &Ratings<T>) -> Self {
        Self { kappa: kappa(ratings), ..Self::new(variable, resamples, ratings, &Disagreement::nominal(ratings)) }
    }

    fn new<T: Ord>(variable: Variable, resamples: usize, ratings: &Ratings<T>, disagreement: &Disagreement) -> Self {
        Self {
            variable,
            units: ratings.units(),
            agreement: ratings.percent_agreement(),
            kappa: None,
            alpha: disagreement.alpha(),
            interval: disagreement.interval(resamples),
        }
    }
}

/// How far the readers agree on each of `variables` in `some` of the `cells`, with intervals by so many `resamples`, or without.
pub fn measures(cells: &Cells<'_>, some: &[&Cell], variables: &[Variable], resamples: usize) -> Vec<Measure> {
    let steps = some.len().saturating_mul(cells.codings.len() + resamples);
    side_by_side(variables, steps, |&variable| measure(cells, some, variable, resamples))
}

fn measure(cells: &Cells<'_>, some: &[&Cell], variable: Variable, resamples: usize) -> Measure {
    match variable {
        Variable::Presence => {
            let of_cell = |cell: &&Cell| cell.found.iter().map(Found::presence).collect();
            Measure::nominal(variable, resamples, &Ratings::new(cells.codings.len(), some.iter().map(of_cell)))
        }
        Variable::Sign => {
            let found = some.iter().map(|cell| cell.found.iter().map(Found::excerpts).collect());
            Measure::nominal(
                variable,
                resamples,
                &ratings(found, |reader, excerpts| cells.sign(reader, excerpts).map(Standing::place)),
            )
        }
        Variable::Stance => {
            let place = |reader, excerpts: &[ExcerptId]| cells.sign(reader, excerpts).map(Standing::place);
            Measure::nominal(variable, resamples, &ratings(passages(some), place))
        }
        Variable::Voice => Measure::nominal(
            variable,
            resamples,
            &ratings(passages(some), |reader, excerpts| Some(cells.voice(reader, excerpts))),
        ),
        Variable::Speaker => {
            let people =
                |reader, excerpts: &[ExcerptId]| Some(cells.passed_on(reader, excerpts)).filter(|people| !people.is_empty());
            Measure::nominal(variable, resamples, &ratings(passages(some), people))
        }
        Variable::Frames => {
            let ratings = ratings(passages(some), |reader, excerpts| Some(cells.frames(reader, excerpts)));
            Measure::new(variable, resamples, &ratings, &Disagreement::by(&ratings, |one, other| masi(one, other)))
        }
        Variable::Frame(frame) => {
            let is_given = |reader, excerpts: &[ExcerptId]| Some(cells.frames(reader, excerpts).contains(&frame));
            Measure::nominal(variable, resamples, &ratings(passages(some), is_given))
        }
    }
}

/// The excerpts of each reader, a passage a unit.
fn passages<'a>(some: &[&'a Cell]) -> impl Iterator<Item = Vec<&'a [ExcerptId]>> {
    some.iter().flat_map(|cell| &cell.passages).map(|passage| passage.excerpts.iter().map(Vec::as_slice).collect())
}

/// What each reader who has excerpts of a unit calls it.
fn ratings<'a, T: Ord>(
    units: impl Iterator<Item = Vec<&'a [ExcerptId]>>,
    value: impl Fn(usize, &[ExcerptId]) -> Option<T>,
) -> Ratings<T> {
    let of_reader = |(reader, excerpts): (usize, &[ExcerptId])| if excerpts.is_empty() { None } else { value(reader, excerpts) };
    let mut units = units.map(|unit| unit.into_iter().enumerate().map(of_reader).collect::<Vec<_>>()).peekable();
    Ratings::new(units.peek().map_or(0, Vec::len), units)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{coding::Coding, sample::reading},
        *,
    };
    use crate::catalogue::Id;

    fn measured<const N: usize>(found: [&str; N], variable: Variable) -> Measure {
        let readings = found.map(reading);
        let codings = readings.each_ref().map(Coding::as_noted);
        let cells = Cells::of(&readings[0], codings.iter().collect());
        let some: Vec<&Cell> = cells.cells.iter().collect();
        measures(&cells, &some, &[variable], 20)[0]
    }

    fn told(measure: Measure) -> (usize, Option<f64>) {
        (measure.units, measure.agreement.map(|share| (100.0 * share).round()))
    }

    #[test]
    fn each_variable_is_of_what_it_can_be_asked_of() {
        let one = "fell courier affirms 0..9 #blame; fell post –; fell echo reports 0..9 @mayor #blame #force; \
                   late post reports 0..9 @mayor; late post affirms 20..30; shut courier –; shut echo affirms 0..9";
        let other = "fell courier denies 0..9 #blame; fell post affirms 0..9; fell echo reports 0..9 @clerk #force; \
                     late post reports 0..9 @mayor; late post affirms 40..50; shut courier –";
        let rows = [
            // Five cells at which both have looked; in one of them they differ.
            (Variable::Presence, (5, Some(80.0))),
            // In three both found something.
            (Variable::Sign, (3, Some(67.0))),
            (Variable::Stance, (3, Some(67.0))),
            (Variable::Voice, (3, Some(100.0))),
            (Variable::Speaker, (2, Some(50.0))),
            (Variable::Frames, (3, Some(67.0))),
            (Variable::Frame(Id::new(0)), (3, Some(67.0))),
            (Variable::Frame(Id::new(1)), (3, Some(100.0))),
        ];
        for (variable, expected) in rows {
            assert_eq!(told(measured([one, other], variable)), expected, "{variable:?}");
        }
    }

    #[test]
    fn sets_are_weighed_and_have_no_kappa() {
        let one = "fell courier affirms 0..9 #blame #force; late courier affirms 0..9 #blame";
        let other = "fell courier affirms 0..9 #blame; late courier affirms 0..9 #blame";
        let frames = measured([one, other], Variable::Frames);
        // Observed is a third of the pairs' MASI distance, 2/3, on one of two units; expected half of it.
        assert_eq!((frames.kappa, frames.alpha.map(|alpha| (1000.0 * alpha).round())), (None, Some(0.0)));
        let force = measured([one, other], Variable::Frame(Id::new(1)));
        assert_eq!((force.kappa, force.alpha), (Some(0.0), Some(0.0)));
    }

    #[test]
    fn three_readers_have_pairs_and_no_kappa() {
        let measure =
            measured(["late post –; fell post –", "late post –; fell post affirms", "late post affirms"], Variable::Presence);
        assert_eq!((told(measure), measure.kappa), ((2, Some(25.0)), None));
        assert!(measure.alpha.is_some());
    }
}
