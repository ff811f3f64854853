//! For tests: how the cost of a computation grows with what it is given.

use std::{
    fs,
    sync::LazyLock,
    time::{Duration, Instant},
};

/// Fails where `work` on four times as much as `size` takes ten times as long: what is linear takes four times as long, what is
/// quadratic sixteen.
pub(crate) fn assert_near_linear<T>(size: usize, prepare: impl Fn(usize) -> T, work: impl Fn(&T)) {
    /// So long one measurement takes at least, that the clock's steps are small against it.
    const ENOUGH: Duration = Duration::from_millis(25);

    let (small, large) = (prepare(size), prepare(4 * size));
    let taken = |given: &T, rounds: u32| {
        let before = time_of_this_thread();
        (0..rounds).for_each(|_| work(given));
        time_of_this_thread().saturating_sub(before)
    };
    let mut rounds = 1;
    while taken(&small, rounds) < ENOUGH {
        rounds *= 2;
    }
    let measure = || (taken(&small, rounds), taken(&large, rounds));
    let measured: Vec<_> = (0..3).map(|_| measure()).take_while(|(one, four)| *four >= 10 * *one).collect();
    assert!(measured.len() < 3, "the time taken, and that for four times as much: {measured:?}");
}

/// How long this thread has had the processor, where the system tells that, so that it does not matter what else runs.
fn time_of_this_thread() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
