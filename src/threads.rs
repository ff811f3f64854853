//! Work done side by side, on as many threads as there are processors, or on one where the system refuses others.

use std::{
    num::NonZero,
    ops::Range,
    panic,
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// How many simple steps (a row of a list, a word of a vocabulary) it takes for a thread to be worth its start.
const WORTH_A_THREAD: usize = 1 << 17;

/// How many threads can work at once; 1 where the system does not say.
pub(crate) fn processors() -> usize {
    // The system may look into several files for it.
    static PROCESSORS: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));
    *PROCESSORS
}

/// 0 to `length` in ranges of about the same length: one for each processor, or fewer where they would be shorter than `least`.
pub(crate) fn pieces(length: usize, least: usize) -> Vec<Range<usize>> {
    cut(length, (length / least.max(1)).min(processors()))
}

/// 0 to `length` in so many ranges of about the same length, in order; in one at least.
fn cut(length: usize, pieces: usize) -> Vec<Range<usize>> {
    let pieces = pieces.max(1);
    let (each, left) = (length / pieces, length % pieces);
    let start = |piece: usize| each * piece + left.min(piece);
    (0..pieces).map(|piece| start(piece)..start(piece + 1)).collect()
}

/// `work` on each of `items`, in order, which all together takes about so many `steps`; on one thread where that is soon done.
pub(crate) fn side_by_side<T: Sync, U: Send>(items: &[T], steps: usize, work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let threads = if steps < WORTH_A_THREAD { 1 } else { items.len().min(processors()) };
    on_threads(threads, items, work)
}

/// Items are not all alike: whichever thread is done with one takes the next.
fn on_threads<T: Sync, U: Send>(threads: usize, items: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        let start = |_| thread::Builder::new().spawn_scoped(scope, run).ok();
        let others: Vec<_> = (1..threads).map_while(start).collect();
        let mut done = run();
        for other in others {
            match other.join() {
                Ok(results) => done.extend(results),
                Err(reason) => panic::resume_unwind(reason),
            }
        }
        done
    });
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<i32> = (0..100).collect();
        let expected: Vec<i32> = items.iter().map(|item| item * 10).collect();
        for steps in [0, usize::MAX] {
            assert_eq!(side_by_side(&items, steps, |&item| item * 10), expected);
        }
        for threads in [0, 1, 2, 3, 200] {
            assert_eq!(on_threads(threads, &items, |&item| item * 10), expected);
        }
        assert!(side_by_side(&[], usize::MAX, |item: &i32| *item).is_empty());
    }

    #[test]
    fn so_many_threads_work_at_once() {
        // Nobody gets past it before all four are there.
        let barrier = Barrier::new(4);
        on_threads(4, &[(); 4], |()| barrier.wait());
    }

    #[test]
    fn who_is_done_takes_the_next() {
        // The first item waits for the last one: a thread of its own part would wait for itself.
        let barrier = Barrier::new(2);
        on_threads(2, &[true, false, false, true], |&waits| {
            if waits {
                barrier.wait();
            }
        });
    }

    #[test]
    fn a_panic_is_passed_on() {
        let caught = panic::catch_unwind(|| on_threads(3, &[1, 2, 3], |&item| assert!(item < 3)));
        assert!(caught.is_err());
    }

    #[test]
    fn pieces_are_all_of_it_in_order() {
        assert_eq!(cut(10, 3), [0..4, 4..7, 7..10]);
        assert_eq!(cut(2, 3), [0..1, 1..2, 2..2]);
        assert_eq!(cut(0, 0), cut(0, 1));
        assert_eq!(pieces(99, 50), cut(99, 1));
        assert_eq!(pieces(1_000_000, 1).len(), processors());
        assert_eq!(pieces(1_000_000, 0).len(), processors());
    }
}
