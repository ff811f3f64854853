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
        // By whole lines, so that a table begins with its header whatever stands before it.
        let line = |text: &str, at: usize| text.as_bytes()[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let same = old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count();
        let at = line(old, same);
        let (old_rest, new_rest) = (&old[at..], &new[at..]);
        let same = old_rest.bytes().rev().zip(new_rest.bytes().rev()).take_while(|(old, new)| old == new).count();
        let begins_line = |at: &usize| {
            [old_rest, new_rest].iter().all(|rest| {
                let before = &rest.as_bytes()[..rest.len() - at];
                before.is_empty() || before.ends_with(b"\n")
            })
        };
        let same = (0..=same).rev().find(begins_line).unwrap_or(0);
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
    /// and what is on one side of them do, as somebody may have changed the other. Never where what stands behind them has become part
    /// of a table that would go or come.
    fn find(&self, text: &str) -> Option<usize> {
        let (before, new, after) = (&*self.before, &*self.new, &*self.after);
        let is_safe = |at: &usize| {
            let rest = &text[at + new.len()..];
            (!after.is_empty() && rest.starts_with(after)) || [new, &*self.old].into_iter().all(|block| is_apart(block, rest))
        };
        let there = text.get(self.at..).is_some_and(|rest| {
            rest.strip_prefix(new).is_some_and(|rest| rest.starts_with(after)) && text[..self.at].ends_with(before)
        });
        if there {
            return Some(self.at).filter(is_safe);
        }
        let place = [(before, after), (before, ""), ("", after)].into_iter().find_map(|(before, after)| {
            let sought = format!("{before}{new}{after}");
            let mut found = text.match_indices(&sought).filter(|_| sought.len() >= AROUND / 2);
            let (at, _) = found.next().filter(|_| found.next().is_none())?;
            Some(at + before.len())
        });
        place.filter(is_safe)
    }
}

/// Whether `rest` belongs to no table of `block`, behind which it stands: it begins with a header that is of none of them.
fn is_apart(block: &str, rest: &str) -> bool {
    let headers: Vec<&str> = block.lines().map(str::trim).filter(|line| line.starts_with("[[")).collect();
    let next = rest.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(next) = next.filter(|_| !headers.is_empty()) else { return true };
    let path = next.strip_prefix("[[").and_then(|next| next.split(']').next());
    let of = |path: &str| path.rsplit_once('.').map(|(parent, _)| format!("[[{parent}]]"));
    path.is_some_and(|path| of(path).is_none_or(|parent| !headers.iter().any(|header| header.starts_with(&parent))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXCERPT: &str = "\n  [[claim.excerpt]]\n  quote = \"one\"\n";
    const CLAIM: &str = "\n[[claim]]\nid = \"one\"\n";

    #[test]
    fn what_somebody_wrote_into_a_table_is_not_left_to_another() {
        let head = "# ".to_owned() + &"The bridge of Harrow Bay. ".repeat(8) + "\n[[claim]]\nid = \"shut\"\n";
        let added = |block: &str, behind: &str| {
            let rewrite = Rewrite { path: PathBuf::new(), before: head.clone(), after: format!("{head}{block}") };
            Hunk::of(&rewrite).taken_back(&format!("{head}{block}{behind}"))
        };
        assert_eq!(added(EXCERPT, "  note = \"by hand\"\n"), None);
        assert_eq!(added(CLAIM, EXCERPT), None);
        assert_eq!(added(CLAIM, "# more\n[[claim]]\n").unwrap(), format!("{head}# more\n[[claim]]\n"));
        assert_eq!(added(EXCERPT, EXCERPT).unwrap(), format!("{head}{EXCERPT}"));
        assert_eq!(added("date = 2031-03-03\n", "note = \"by hand\"\n").unwrap(), format!("{head}note = \"by hand\"\n"));
    }
}
