//! Two programs that write into one catalogue take turns.
//!
//! The folder itself is locked (`flock`), so that no file is left there and the lock of a program that dies is free. Where folders
//! cannot be opened or locked, as on Windows and some network drives, nobody takes turns, and what changed meanwhile is refused
//! when it is written.

use std::{
    fs::{File, TryLockError},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use super::EditError;

/// How long one waits for the other program: a step takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// Held until dropped.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "it is the lock as long as it is open")] Option<File>);

impl Lock {
    /// Waits for `folder`.
    pub(super) fn take(folder: &Path) -> Result<Self, EditError> {
        let Ok(opened) = File::open(folder) else { return Ok(Self(None)) };
        let start = Instant::now();
        loop {
            match opened.try_lock() {
                Ok(()) => return Ok(Self(Some(opened))),
                Err(TryLockError::Error(_)) => return Ok(Self(None)),
                Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => return Err(EditError::Busy(folder.to_owned())),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(2)),
            }
        }
    }
}
