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

use std::collections::HashMap;

use oorandom::Rand32;

use super::ratings::Ratings;

/// How many times units are drawn for an interval that is told.
pub const RESAMPLES: usize = 1_000;
/// The draws begin with it.
const SEED: u64 = 15;

/// How much readers disagree, by unit, and how often each value was given: all that alpha needs.
///
/// Units in which the same values were given as often are of one pattern, whoever gave them.
#[derive(Debug, Clone)]
pub struct Disagreement {
    patterns: Vec<Pattern>,
    /// That of each unit.
    units: Vec<usize>,
    /// How many values there are.
    values: usize,
    /// Between any two values, row by row; none where all are equally unlike.
    distances: Option<Vec<f64>>,
}

#[derive(Debug, Clone)]
struct Pattern {
    /// The values, in order, and how often each was given.
    given: Vec<(usize, f64)>,
    /// The sum of the distances of all ordered pairs of them, by one less than their number.
    observed: f64,
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
        let mut all = Self { patterns: Vec::new(), units: Vec::new(), values: ratings.values().len(), distances };
        let mut known = HashMap::new();
        for unit in ratings.pairable() {
            let mut values: Vec<usize> = unit.iter().flatten().copied().collect();
            values.sort_unstable();
            let next = all.patterns.len();
            let pattern = *known.entry(values).or_insert_with_key(|values| {
                let given: Vec<_> = values.chunk_by(PartialEq::eq).map(|alike| (alike[0], number(alike.len()))).collect();
                let observed = all.pairs(&given) / (number(values.len()) - 1.0);
                all.patterns.push(Pattern { given, observed });
                next
            });
            all.units.push(pattern);
        }
        all
    }

    /// Alpha: 1 where all agree, 0 where as much as by chance, less than 0 where less.
    ///
    /// None without units, and where all values are the same: nothing varies, so nothing shows that readers can tell values apart.
    pub fn alpha(&self) -> Option<f64> {
        self.drawn(&self.units)
    }

    /// The lower and the upper end of the interval in which alpha lies, by so many `resamples`; none without any, and where there is no
    /// alpha.
    pub fn interval(&self, resamples: usize) -> Option<[f64; 2]> {
        self.alpha()?;
        let mut random = Rand32::new(SEED);
        let units = u32::try_from(self.units.len()).ok()?;
        let mut alphas: Vec<f64> = (0..resamples)
            .filter_map(|_| {
                let draw = |_: &usize| self.units[random.rand_range(0..units) as usize];
                self.drawn(&self.units.iter().map(draw).collect::<Vec<_>>())
            })
            .collect();
        alphas.sort_unstable_by(f64::total_cmp);
        // Of a thousand, the 25th from below and from above.
        let cut = (alphas.len() / 40).saturating_sub(1);
        Some([*alphas.get(cut)?, *alphas.get(alphas.len().checked_sub(cut + 1)?)?])
    }

    /// Alpha of units of these patterns.
    fn drawn(&self, units: &[usize]) -> Option<f64> {
        let mut times = vec![0_u32; self.patterns.len()];
        for &pattern in units {
            times[pattern] += 1;
        }
        let (mut observed, mut of_each) = (0.0, vec![0.0; self.values]);
        for (pattern, &times) in self.patterns.iter().zip(&times).filter(|(_, times)| **times > 0) {
            let times = f64::from(times);
            observed += times * pattern.observed;
            for &(value, number) in &pattern.given {
                of_each[value] += times * number;
            }
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
