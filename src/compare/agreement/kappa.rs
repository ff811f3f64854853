//! Cohen's kappa: by how much two readers agree more than two who throw the same numbers of each value at random.
//!
//! J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960). Two readers alone,
//! and only units that both called something.

use super::ratings::Ratings;
use crate::text::share::share;

/// Kappa of two readers: 1 where they agree everywhere, 0 where as often as by chance.
///
/// None for any other number of readers, without a unit, and where both call everything the same: no chance is left to compare with.
pub fn kappa<T: Ord>(ratings: &Ratings<T>) -> Option<f64> {
    let mut of_each = vec![[0, 0]; ratings.values().len()];
    let (mut same, mut units) = (0, 0);
    for unit in ratings.pairable() {
        let &[Some(one), Some(other)] = unit else { return None };
        of_each[one][0] += 1;
        of_each[other][1] += 1;
        same += usize::from(one == other);
        units += 1;
    }
    let observed = share(same, units);
    let expected: f64 = of_each.iter().map(|&[one, other]| share(one, units) * share(other, units)).sum();
    let only_one_value = of_each.iter().any(|&[one, other]| one == units && other == units);
    (units > 0 && !only_one_value).then(|| (observed - expected) / (1.0 - expected))
}
