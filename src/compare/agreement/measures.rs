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
    alpha::{Disagreement, RESAMPLES},
    cells::{Cell, Cells, Found},
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
    /// [`Disagreement::interval`].
    pub interval: Option<[f64; 2]>,
}

impl Measure {
    fn nominal<T: Ord>(variable: Variable, ratings: &Ratings<T>) -> Self {
        Self { kappa: kappa(ratings), ..Self::new(variable, ratings, &Disagreement::nominal(ratings)) }
    }

    fn new<T: Ord>(variable: Variable, ratings: &Ratings<T>, disagreement: &Disagreement) -> Self {
        Self {
            variable,
            units: ratings.units(),
            agreement: ratings.percent_agreement(),
            kappa: None,
            alpha: disagreement.alpha(),
            interval: disagreement.interval(),
        }
    }
}

/// How far the readers agree on each of `variables` in `some` of the `cells`.
pub fn measures(cells: &Cells<'_>, some: &[&Cell], variables: &[Variable]) -> Vec<Measure> {
    let values = some.len() * cells.codings.len();
    side_by_side(variables, values.saturating_mul(RESAMPLES), |&variable| measure(cells, some, variable))
}

fn measure(cells: &Cells<'_>, some: &[&Cell], variable: Variable) -> Measure {
    match variable {
        Variable::Presence => {
            let of_cell = |cell: &&Cell| cell.found.iter().map(Found::presence).collect();
            Measure::nominal(variable, &Ratings::new(cells.codings.len(), some.iter().map(of_cell)))
        }
        Variable::Sign => {
            let found = some.iter().map(|cell| cell.found.iter().map(Found::excerpts).collect());
            Measure::nominal(variable, &ratings(found, |reader, excerpts| cells.sign(reader, excerpts).map(Standing::place)))
        }
        Variable::Stance => {
            let place = |reader, excerpts: &[ExcerptId]| cells.sign(reader, excerpts).map(Standing::place);
            Measure::nominal(variable, &ratings(passages(some), place))
        }
        Variable::Voice => {
            Measure::nominal(variable, &ratings(passages(some), |reader, excerpts| Some(cells.voice(reader, excerpts))))
        }
        Variable::Speaker => {
            let people =
                |reader, excerpts: &[ExcerptId]| Some(cells.passed_on(reader, excerpts)).filter(|people| !people.is_empty());
            Measure::nominal(variable, &ratings(passages(some), people))
        }
        Variable::Frames => {
            let ratings = ratings(passages(some), |reader, excerpts| Some(cells.frames(reader, excerpts)));
            Measure::new(variable, &ratings, &Disagreement::by(&ratings, |one, other| masi(one, other)))
        }
        Variable::Frame(frame) => {
            let is_given = |reader, excerpts: &[ExcerptId]| Some(cells.frames(reader, excerpts).contains(&frame));
            Measure::nominal(variable, &ratings(passages(some), is_given))
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
