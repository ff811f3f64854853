//! What a change did to one file: the bytes that differ with those around them, by which their place is known again where somebody
//! changed something else in the file meanwhile.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Bytes on either side by which the place of a change is known again.
const AROUND: usize = 120;

/// What a file holds, and what it is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rewrite {
    pub(super) path: PathBuf,
    pub(super) before: String,
    pub(super) after: String,
}

impl Rewrite {
    /// The one that undoes it.
    pub(super) fn reversed(self) -> Self {
        Self { path: self.path, before: self.after, after: self.before }
    }
}

/// What changed in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) path: PathBuf,
    /// Where, in bytes.
    at: usize,
    before: String,
    old: String,
    new: String,
    after: String,
}

impl Hunk {
    /// What `rewrite` changes.
    pub(super) fn of(rewrite: &Rewrite) -> Self {
        let (old, new) = (&rewrite.before, &rewrite.after);
        let mut at = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
        while !(old.is_char_boundary(at) && new.is_char_boundary(at)) {
            at -= 1;
        }
        let (old_rest, new_rest) = (&old[at..], &new[at..]);
        let mut same = old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(|(old, new)| old == new).count();
        while !(old_rest.is_char_boundary(old_rest.len() - same) && new_rest.is_char_boundary(new_rest.len() - same)) {
            same -= 1;
        }
        let before = &old[old.floor_char_boundary(at.saturating_sub(AROUND))..at];
        let after = &old_rest[old_rest.len() - same..];
        Self {
            path: rewrite.path.clone(),
            at,
            before: before.to_owned(),
            old: old_rest[..old_rest.len() - same].to_owned(),
            new: new_rest[..new_rest.len() - same].to_owned(),
            after: after[..after.floor_char_boundary(AROUND)].to_owned(),
        }
    }

    /// `text` with the old words in the place of the new ones; none where those are not found.
    pub(super) fn taken_back(&self, text: &str) -> Option<String> {
        let at = self.find(text)?;
        Some(format!("{}{}{}", &text[..at], self.old, &text[at + self.new.len()..]))
    }

    /// Where in `text` the new words stand now: at the same place, else where they and what is around them stand once, else where they
    /// and what is on one side of them do, as somebody may have changed the other.
    fn find(&self, text: &str) -> Option<usize> {
        let there = text.get(self.at..).is_some_and(|rest| {
            rest.strip_prefix(&*self.new).is_some_and(|after| after.starts_with(&*self.after))
                && text[..self.at].ends_with(&*self.before)
        });
        if there {
            return Some(self.at);
        }
        let (before, new, after) = (&*self.before, &*self.new, &*self.after);
        [(before, after), (before, ""), ("", after)].into_iter().find_map(|(before, after)| {
            let sought = format!("{before}{new}{after}");
            let mut found = text.match_indices(&sought).filter(|_| sought.len() >= AROUND / 2);
            let (at, _) = found.next().filter(|_| found.next().is_none())?;
            Some(at + before.len())
        })
    }
}
