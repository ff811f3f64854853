//! How unlike two sets are: what alpha weighs a disagreement on frames with.
//!
//! Single values are alike or not; sets may have something in common. MASI (R. Passonneau, "Measuring Agreement on Set-valued Items (MASI)
//! for Semantic and Pragmatic Annotation", LREC 2006) weighs the share that two sets have in common (P. Jaccard, 1912) by how they
//! lie: equal, one within the other, overlapping, apart.

use crate::text::share::share;

/// MASI of two sets, each in order and without repetition: 0 where they are equal, the empty ones included; 1 where they have nothing in
/// common.
pub fn masi<T: Ord>(one: &[T], other: &[T]) -> f64 {
    let common = one.iter().filter(|item| other.binary_search(item).is_ok()).count();
    let all = one.len() + other.len() - common;
    if common == all {
        return 0.0;
    }
    let monotonic = if common == one.len().min(other.len()) { 2.0 / 3.0 } else { 1.0 / 3.0 };
    1.0 - share(common, all) * monotonic
}
