//! What a person can mean and what the outside is asked for: the words that keys, state and loop share.

use std::sync::{Arc, atomic::AtomicU64};

use ratatui::layout::Position;
use tui_input::InputRequest;

use super::{reader::Opened, words::Counted};
use crate::{
    catalogue::{Catalogue, DocumentId, OutletId, Place},
    compare::{distinctive::Distinctive, readings, voices::Voices},
    find::{Hits, Index},
};

/// What a person meant, or what happened.
#[derive(Debug, Clone)]
pub enum Action {
    /// The one above.
    Up,
    /// The one below.
    Down,
    /// The outlet to the left.
    Left,
    /// The outlet to the right.
    Right,
    /// Half a page towards the end.
    PageDown,
    /// Half a page towards the start.
    PageUp,
    /// The first one.
    First,
    /// The last one.
    Last,
    /// The first claim of this event, or of the one before.
    PreviousEvent,
    /// The first claim of the next event.
    NextEvent,
    /// The other pane.
    NextPane,
    /// Another screen; claim and outlet stay.
    Show(Screen),
    /// What the cursor is on.
    Open,
    /// One step back; never quits.
    Back,
    /// The next claim that hangs together with this one through contradictions.
    NextContradiction,
    /// The pane alone, and back.
    Zoom,
    /// The next narrowing.
    Narrow,
    /// The quotation with its source, to the clipboard.
    Copy,
    /// The catalogue in an editor, at the place shown.
    Edit,
    /// Mouse on or off.
    ToggleMouse,
    /// The list of keys.
    Help,
    /// The finder.
    Find,
    /// The next hit of the last search.
    NextHit,
    /// The previous one.
    PreviousHit,
    /// An older query of this run.
    Older,
    /// A newer one.
    Newer,
    /// The rest of a half-typed field or value.
    Complete,
    /// Results grouped by claim, or one by one.
    Group,
    /// The next excerpt of the document.
    NextExcerpt,
    /// The previous one.
    PreviousExcerpt,
    /// How the words differ, or no more.
    Wording,
    /// The current outlet is the one that the others are compared with.
    Base,
    /// Stop the program until the shell resumes it.
    Suspend,
    /// Leave.
    Quit,
    /// A change to the text field in use.
    Type(InputRequest),
    /// Text pasted into it.
    Paste(String),
    /// The mouse pressed there.
    Click(Position),
    /// The wheel turned there, down or up.
    Wheel(Position, bool),
    /// The terminal has this size now.
    Resize(u16, u16),
    /// The catalogue was read, for the first time or again; the excerpts indexed so far are counted there.
    Loaded(Arc<Catalogue>, Arc<AtomicU64>),
    /// The catalogue has changed and cannot be read for this reason: the old one stays.
    Refused(String),
    /// The catalogue's index was built.
    Indexed(Arc<Index>),
    /// A query was answered.
    Found(String, Arc<Hits>),
    /// A document was opened.
    Opened(Arc<Opened>),
    /// The other list of words: the forms of a subject, or what sets the outlet apart.
    Switch,
    /// The words of the catalogue were counted.
    Counted(Arc<Counted>),
    /// The words that set an outlet apart were counted.
    SetApart(Arc<Distinctive>),
    /// The lines of a word were found.
    Concorded(String, Vec<readings::WordSpot>),
    /// The voices of the catalogue were counted.
    Heard(Arc<Voices>),
    /// Something to tell the person.
    Tell(String),
}

/// What only the outside can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave.
    Quit,
    /// Stop until resumed.
    Suspend,
    /// Put this on the clipboard.
    Copy(String),
    /// Open an editor there.
    Edit(Place),
    /// Capture the mouse, or stop.
    Mouse(bool),
    /// Open this document, to be read.
    Open(DocumentId),
    /// Answer this query, and drop the one that is being answered.
    Search(String),
    /// Count the words of the catalogue.
    Count,
    /// Count the words that set this outlet apart.
    SetApart(OutletId),
    /// Find the lines of this word.
    Concord(String),
    /// Count the voices of the catalogue.
    Hear,
}

impl Effect {
    /// Whether the outside answers it with an action.
    pub(super) fn is_answered(&self) -> bool {
        match self {
            Self::Open(_) | Self::Search(_) | Self::Count | Self::SetApart(_) | Self::Concord(_) | Self::Hear => true,
            Self::Quit | Self::Suspend | Self::Copy(_) | Self::Edit(_) | Self::Mouse(_) => false,
        }
    }
}

/// The numbered screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// One claim, one column an outlet.
    Compare,
    /// All claims, one sign an outlet.
    Matrix,
    /// One document.
    Read,
    /// Who is called what, one column an outlet.
    Words,
    /// Who gets to speak, one column an outlet.
    Voices,
}

impl Screen {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Compare, Self::Matrix, Self::Read, Self::Words, Self::Voices];

    /// As the title line names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compare => "Compare",
            Self::Matrix => "Matrix",
            Self::Read => "Read",
            Self::Words => "Words",
            Self::Voices => "Voices",
        }
    }
}

/// The pane of Compare that has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The list, left.
    Claims,
    /// The quotations, right.
    Excerpts,
}
