//! For tests: how the cost of a computation grows with what it is given.

use std::time::{Duration, Instant};

/// Fails where `work` on four times as much as `size` takes ten times as long: what is linear takes four times as long, what is
/// quadratic sixteen. Given is the best of several runs, because others use the processor, too.
pub(crate) fn assert_near_linear<T>(size: usize, prepare: impl Fn(usize) -> T, work: impl Fn(&T)) {
    let best = |given: T| -> Duration {
        let run = || {
            let start = Instant::now();
            work(&given);
            start.elapsed()
        };
        (0..5).map(|_| run()).min().unwrap_or_default()
    };
    let (one, four) = (best(prepare(size)), best(prepare(4 * size)));
    // A moment is as good as any other.
    assert!(four < 10 * one.max(Duration::from_millis(1)), "{one:?}, and of four times as much {four:?}");
}
