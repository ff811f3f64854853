//! What the list of keys lists: the lines of the table by what they are for, those that go two ways as one.

use crate::{
    text::fold::fold,
    tui::{
        action::{Action, Selecting},
        bindings::{BINDINGS, Binding},
        keys::Mode,
    },
};

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To move.
    Move,
    /// To find, narrow and compare.
    Look,
    /// To select, file and change.
    Change,
    /// To go to another screen.
    Screens,
    /// What concerns the program.
    Program,
}

impl Purpose {
    const ALL: [Self; 5] = [Self::Move, Self::Look, Self::Change, Self::Screens, Self::Program];

    const fn name(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Look => "Find and compare",
            Self::Change => "File and change",
            Self::Screens => "Screens",
            Self::Program => "Program",
        }
    }

    /// What the keys of `action` are for.
    const fn of(action: &Action) -> Self {
        match action {
            Action::Show(_) | Action::Problems => Self::Screens,
            Action::Export | Action::ToggleMouse | Action::Help | Action::Suspend | Action::Quit => Self::Program,
            Action::Find
            | Action::NextContradiction
            | Action::Zoom
            | Action::Narrow
            | Action::Pair
            | Action::Copy
            | Action::Parts
            | Action::Older
            | Action::Newer
            | Action::Complete
            | Action::Group
            | Action::Wording
            | Action::Base
            | Action::About
            | Action::Look
            | Action::NextUnchecked
            | Action::Reveal
            | Action::Switch => Self::Look,
            Action::Edit
            | Action::Except
            | Action::File
            | Action::FileAgain
            | Action::Change
            | Action::Replace
            | Action::ChangeRow
            | Action::NewRow
            | Action::Mark
            | Action::Move
            | Action::Merge
            | Action::Contradict
            | Action::Decide(_)
            | Action::Delete
            | Action::DeleteRow
            | Action::Confirm
            | Action::Settle
            | Action::Undo
            | Action::Redo
            | Action::Select
            | Action::Selecting(Selecting::WholeSentence | Selecting::WholeParagraph | Selecting::OtherEnd | Selecting::Join) => {
                Self::Change
            }
            Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageDown
            | Action::PageUp
            | Action::First
            | Action::Last
            | Action::PreviousEvent
            | Action::NextEvent
            | Action::NextPane
            | Action::Open
            | Action::Back
            | Action::NextHit
            | Action::PreviousHit
            | Action::NextExcerpt
            | Action::PreviousExcerpt
            | Action::NextField
            | Action::PreviousField
            | Action::Selecting(_)
            | Action::Type(_)
            | Action::Paste(_)
            | Action::Click(_)
            | Action::Drag(_)
            | Action::Wheel(..) => Self::Move,
        }
    }
}

/// A line of the list: a line of the table, or neighbours that say the same of keys that go two ways.
#[derive(Debug)]
pub(super) struct Entry {
    /// The first does what is done on Enter.
    bindings: Vec<&'static Binding>,
}

impl Entry {
    /// What Enter does.
    pub(super) fn action(&self) -> Option<Action> {
        self.bindings.first().map(|binding| binding.action.clone())
    }

    /// The first key of each way: "j k".
    pub(super) fn keys(&self) -> String {
        let first = |binding: &&Binding| binding.keys.first().map(|key| key.name());
        self.bindings.iter().filter_map(first).collect::<Vec<_>>().join(" ")
    }

    /// What they do, in a few words.
    pub(super) fn label(&self) -> &'static str {
        self.bindings.first().map_or("", |binding| binding.label())
    }

    /// All keys of it and all that is said of them, with where they work unless that is in the mode `below`.
    pub(super) fn whole(&self, below: Mode) -> String {
        let ways = self.bindings.iter().map(|binding| {
            let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
            keys.join(" or ")
        });
        let elsewhere = match self.bindings.first().map(|binding| binding.modes) {
            Some([mode]) if *mode != below => format!(" ({})", mode.name()),
            _ => String::new(),
        };
        format!(
            "{}: {}{elsewhere}",
            ways.collect::<Vec<_>>().join(", "),
            self.bindings.first().map_or("", |binding| binding.long)
        )
    }
}

/// The lines for the mode `below` under what they are for. With something to `filter` by, the lines of other modes come last.
pub(super) fn grouped(below: Mode, filter: &str) -> Vec<(&'static str, Vec<Entry>)> {
    let wanted = fold(filter).into_owned();
    let matches = |binding: &&'static Binding| {
        let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
        fold(&format!("{} {}", keys.join(" "), binding.long)).contains(&wanted)
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = BINDINGS.iter().filter(matches).partition(|binding| binding.modes.contains(&below));
    let of = |purpose: Purpose| here.iter().copied().filter(move |binding| Purpose::of(&binding.action) == purpose);
    let mut groups: Vec<_> = Purpose::ALL.into_iter().map(|purpose| (purpose.name(), entries(of(purpose)))).collect();
    if !wanted.is_empty() {
        groups.push(("Elsewhere", entries(elsewhere.into_iter())));
    }
    groups.retain(|(_, entries)| !entries.is_empty());
    groups
}

/// Neighbours that say the same in the same modes as one.
fn entries(bindings: impl Iterator<Item = &'static Binding>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for binding in bindings {
        match entries.last_mut() {
            Some(entry) if entry.bindings.iter().all(|other| other.long == binding.long && other.modes == binding.modes) => {
                entry.bindings.push(binding);
            }
            _ => entries.push(Entry { bindings: vec![binding] }),
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_go_two_ways_are_one_line() {
        let groups = grouped(Mode::Claims, "");
        let first = &groups[0].1[0];
        assert_eq!((groups[0].0, &*first.keys(), first.label()), ("Move", "j k", "next, previous claim"));
        assert_eq!(first.whole(Mode::Claims), "j or Down, k or Up: next, previous claim");
    }

    #[test]
    fn each_key_of_a_mode_is_listed_once() {
        let groups = grouped(Mode::Read, "");
        let listed: Vec<_> = groups.iter().flat_map(|(_, entries)| entries).flat_map(|entry| &entry.bindings).collect();
        let bound = BINDINGS.iter().filter(|binding| binding.modes.contains(&Mode::Read)).count();
        assert_eq!(listed.len(), bound);
    }

    #[test]
    fn a_filter_finds_keys_of_other_modes_and_says_where_they_work() {
        let groups = grouped(Mode::Claims, "GROUPED");
        let [("Elsewhere", entries)] = groups.as_slice() else { panic!("{groups:?}") };
        assert!(entries[0].whole(Mode::Claims).ends_with("(in the finder)"));
    }
}
