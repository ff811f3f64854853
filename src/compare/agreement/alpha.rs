//! Krippendorff's alpha: by how much several readers disagree less than chance would have it, and how sure that is.
//!
//! K. Krippendorff, *Content Analysis* (2nd edition, 2004), ch. 11, and "Computing Krippendorff's Alpha-Reliability" (2011): any number
//! of readers, missing values, any distance between values. What chance would have is all values that were given to units with two
//! or more, paired at random.
//!
//! The interval is that of a percentile bootstrap over units (A. Zapf and others, "Measuring inter-rater reliability for nominal data –
//! which coefficients and confidence intervals are appropriate?", BMC Medical Research Methodology 16, 2016): as many units as there are
//! are drawn with replacement, alpha is computed again, and of such figures, mostly [`RESAMPLES`], the middle 95 % are told. The bootstrap of
//! Hayes and Krippendorff ("Answering the call for a standard reliability measure for coding data", 2007) draws pairs of values instead
//! and keeps what chance would have. The draws begin with a fixed seed, so that the same ratings have the same interval. Draws in which
//! nothing varies have no alpha and are left out. Where readers agree on every unit, so they do in every draw, and the interval says nothing.

use oorandom::Rand32;

use super::ratings::Ratings;

/// How many times units are drawn for an interval that is told.
pub const RESAMPLES: usize = 1_000;
/// The draws begin with it.
const SEED: u64 = 15;

/// How much readers disagree, by unit, and how often each value was given: all that alpha needs.
#[derive(Debug, Clone)]
pub struct Disagreement {
    units: Vec<Unit>,
    /// Values, each by how often it was given, of all units one after the other.
    given: Vec<(usize, f64)>,
    values: usize,
    /// Between any two values, row by row; none where all are equally unlike.
    distances: Option<Vec<f64>>,
}

#[derive(Debug, Clone, Copy)]
struct Unit {
    /// The sum of the distances of all ordered pairs of its values, by one less than their number.
    observed: f64,
    /// Where its values end among those of all.
    end: usize,
}

impl Disagreement {
    /// Of `ratings` whose values are alike or not.
    pub fn nominal<T: Ord>(ratings: &Ratings<T>) -> Self {
        Self::new(ratings, None)
    }

    /// Of `ratings` whose values are so unlike as `distance` says: from 0 for the same to 1.
    pub fn by<T: Ord>(ratings: &Ratings<T>, distance: impl Fn(&T, &T) -> f64) -> Self {
        let values = ratings.values();
        let distances = values.iter().flat_map(|one| values.iter().map(|other| distance(one, other))).collect();
        Self::new(ratings, Some(distances))
    }

    fn new<T: Ord>(ratings: &Ratings<T>, distances: Option<Vec<f64>>) -> Self {
        let values = ratings.values().len();
        let mut all = Self { units: Vec::new(), given: Vec::new(), values, distances };
        for unit in ratings.pairable() {
            let mut values: Vec<usize> = unit.iter().flatten().copied().collect();
            values.sort_unstable();
            let begin = all.given.len();
            all.given.extend(values.chunk_by(PartialEq::eq).map(|alike| (alike[0], number(alike.len()))));
            let observed = all.pairs(&all.given[begin..]) / (number(values.len()) - 1.0);
            all.units.push(Unit { observed, end: all.given.len() });
        }
        all
    }

    /// Alpha: 1 where all agree, 0 where as much as by chance, less than 0 where less.
    ///
    /// None without units, and where all values are the same: nothing varies, so nothing shows that readers can tell values apart.
    pub fn alpha(&self) -> Option<f64> {
        self.drawn(|_| 1.0)
    }

    /// The lower and the upper end of the interval in which alpha lies, by so many `resamples`; none without any, and where there is no
    /// alpha.
    pub fn interval(&self, resamples: usize) -> Option<[f64; 2]> {
        self.alpha()?;
        let mut random = Rand32::new(SEED);
        let units = u32::try_from(self.units.len()).ok()?;
        let resample = |_| {
            let mut times = vec![0.0; self.units.len()];
            for _ in 0..units {
                times[random.rand_range(0..units) as usize] += 1.0;
            }
            self.drawn(|unit| times[unit])
        };
        let mut alphas: Vec<f64> = (0..resamples).filter_map(resample).collect();
        alphas.sort_unstable_by(f64::total_cmp);
        // Of a thousand, the 25th from below and from above.
        let cut = (alphas.len() / 40).saturating_sub(1);
        Some([*alphas.get(cut)?, *alphas.get(alphas.len().checked_sub(cut + 1)?)?])
    }

    /// Alpha where each unit is there so many `times`.
    fn drawn(&self, times: impl Fn(usize) -> f64) -> Option<f64> {
        let mut of_each = vec![0.0; self.values];
        let (mut observed, mut begin) = (0.0, 0);
        for (at, unit) in self.units.iter().enumerate() {
            let times = times(at);
            observed += times * unit.observed;
            for &(value, number) in &self.given[begin..unit.end] {
                of_each[value] += times * number;
            }
            begin = unit.end;
        }
        let of_each: Vec<(usize, f64)> = of_each.into_iter().enumerate().filter(|&(_, number)| number > 0.0).collect();
        let expected = self.pairs(&of_each);
        let all: f64 = of_each.iter().map(|&(_, number)| number).sum();
        (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
    }

    /// The sum of the distances of all ordered pairs of these values, each by how often it was given.
    fn pairs(&self, given: &[(usize, f64)]) -> f64 {
        let Some(distances) = &self.distances else {
            let all: f64 = given.iter().map(|&(_, number)| number).sum();
            return given.iter().map(|&(_, number)| number * (all - number)).sum();
        };
        let from = |&(one, number): &(usize, f64)| {
            let row = &distances[one * self.values..];
            number * given.iter().map(|&(other, number)| number * row[other]).sum::<f64>()
        };
        given.iter().map(from).sum()
    }
}

#[expect(clippy::cast_precision_loss, reason = "readers of a unit are far fewer than 2^52")]
const fn number(count: usize) -> f64 {
    count as f64
}
