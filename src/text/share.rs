//! Counts as shares.

/// What `part` is of `whole`; nothing of nothing.
#[expect(clippy::cast_precision_loss, reason = "exact below 2^53, which is more than there are bytes in any memory")]
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
