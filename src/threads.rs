//! Work done side by side, on a thread for each piece, or one piece after the other where the system refuses threads.

use std::{panic, thread};

/// How many simple steps (a row of a list, a word of a vocabulary) it takes for a thread to be worth its start.
const WORTH_A_THREAD: usize = 1 << 17;

/// `work` on each of `items`, in order, which all together takes about so many `steps`; on one thread where that is soon done.
pub(crate) fn side_by_side<T: Sync, U: Send>(items: &[T], steps: usize, work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let [first, rest @ ..] = items else {
        return Vec::new();
    };
    if steps < WORTH_A_THREAD {
        return items.iter().map(work).collect();
    }
    let work = &work;
    thread::scope(|scope| {
        let start = |item| thread::Builder::new().spawn_scoped(scope, move || work(item)).ok();
        let rest: Vec<_> = rest.iter().map(|item| (item, start(item))).collect();
        let mut done = vec![work(first)];
        for (item, thread) in rest {
            match thread.map(thread::ScopedJoinHandle::join) {
                Some(Ok(result)) => done.push(result),
                Some(Err(reason)) => panic::resume_unwind(reason),
                None => done.push(work(item)),
            }
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for steps in [0, usize::MAX] {
            assert_eq!(side_by_side(&[1, 2, 3], steps, |&item| item * 10), [10, 20, 30]);
        }
        assert!(side_by_side(&[], 0, |item: &i32| *item).is_empty());
    }
}
