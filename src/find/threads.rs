//! Work done side by side, on a thread for each piece.

use std::{panic, thread};

/// `work` on each of `items`, in order; the first on this thread, so one item costs no thread.
pub(super) fn side_by_side<T: Sync, U: Send>(items: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let [first, rest @ ..] = items else {
        return Vec::new();
    };
    let work = &work;
    thread::scope(|scope| {
        let rest: Vec<_> = rest.iter().map(|item| scope.spawn(move || work(item))).collect();
        let mut done = vec![work(first)];
        for other in rest {
            match other.join() {
                Ok(result) => done.push(result),
                Err(reason) => panic::resume_unwind(reason),
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
        assert_eq!(side_by_side(&[1, 2, 3], |&item| item * 10), [10, 20, 30]);
        assert!(side_by_side(&[], |item: &i32| *item).is_empty());
    }
}
