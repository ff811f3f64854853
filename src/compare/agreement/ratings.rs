//! What several readers called each of several units: the table from which every coefficient is computed.
//!
//! These are the *reliability data* of Krippendorff ("Computing Krippendorff's Alpha-Reliability", 2011), a unit a row. A reader need
//! not have called a unit anything: such a value is missing. A unit that fewer than two readers called something cannot show whether
//! they agree, and counts nowhere.

use std::collections::BTreeMap;

use crate::text::share::share;

/// What each reader called each unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Ratings<T> {
    readers: usize,
    /// Every value that was given, once and in order.
    values: Vec<T>,
    /// By unit and then by reader, as places among the values.
    given: Vec<Option<usize>>,
}

impl<T: Ord> Ratings<T> {
    /// Those of so many `readers`, each of the `units` with a value for every reader.
    pub fn new(readers: usize, units: impl IntoIterator<Item = Vec<Option<T>>>) -> Self {
        let mut places = BTreeMap::new();
        let mut given = Vec::new();
        for mut unit in units {
            unit.resize_with(readers, || None);
            given.extend(unit.into_iter().map(|value| {
                let next = places.len();
                Some(*places.entry(value?).or_insert(next))
            }));
        }
        // The order of values is their own, and not that in which they were met: so the order of units does not matter.
        let mut in_order = vec![0; places.len()];
        for (place, &met) in places.values().enumerate() {
            in_order[met] = place;
        }
        given.iter_mut().flatten().for_each(|value| *value = in_order[*value]);
        Self { readers, values: places.into_keys().collect(), given }
    }

    /// Every value that was given, once and in order.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The units that two readers or more called something; by reader, as places among the values.
    pub fn pairable(&self) -> impl Iterator<Item = &[Option<usize>]> {
        let units = self.given.chunks_exact(self.readers.max(1));
        units.filter(|unit| unit.iter().flatten().nth(1).is_some())
    }

    /// How many units that are.
    pub fn units(&self) -> usize {
        self.pairable().count()
    }

    /// Of all pairs of readers who called the same unit something, how many called it the same, from 0 to 1; none without a pair.
    pub fn percent_agreement(&self) -> Option<f64> {
        let (mut same, mut pairs) = (0, 0);
        for unit in self.pairable() {
            let mut given: Vec<usize> = unit.iter().flatten().copied().collect();
            given.sort_unstable();
            pairs += given.len() * (given.len() - 1);
            same += given.chunk_by(PartialEq::eq).map(|alike| alike.len() * (alike.len() - 1)).sum::<usize>();
        }
        (pairs > 0).then(|| share(same, pairs))
    }
}
