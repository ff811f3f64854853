//! A word to whoever searches for an answer that nobody waits for any more.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Tells a search to stop; its clones tell the same one. The default is never to stop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// From now on whoever looks stops.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was told to stop.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// `None` where it was told to stop.
    pub(super) fn go_on(&self) -> Option<()> {
        (!self.is_set()).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_are_stopped_together() {
        let stop = Stop::default();
        let other = stop.clone();
        assert!(!other.is_set());
        stop.set();
        assert!(other.is_set() && other.go_on().is_none());
        assert!(!Stop::default().is_set());
    }
}
