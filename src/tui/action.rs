//! What a person can mean, and what is left to do once a screen has done its part: the words that keys and screens share.
//!
//! What the world brings by itself is apart, in [`super::answer`].

use std::ops::Range;

use ratatui::layout::Position;
use tui_input::InputRequest;

use super::readings::anew::Anew;
use crate::{
    catalogue::{self, DocumentId, ExcerptId, Place, decisions::Choice},
    compare::narrowing::Narrowing,
};

/// What a person meant.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Two outlets only; then the claims on which they disagree.
    Pair,
    /// The quotation with its source, to the clipboard.
    Copy,
    /// The catalogue in an editor, at the place shown.
    Edit,
    /// All parts of the texts, or body and headline.
    Parts,
    /// Mouse on or off.
    ToggleMouse,
    /// What is wrong in the catalogue.
    Problems,
    /// What the catalogue tells of event, outlet and document.
    About,
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
    /// Results grouped by claim or document, or one by one.
    Group,
    /// The next excerpt of the document.
    NextExcerpt,
    /// The previous one.
    PreviousExcerpt,
    /// How the words differ, or no more.
    Wording,
    /// The current outlet is the one that the others are compared with.
    Base,
    /// In this place the form means something else.
    Except,
    /// The other list: the forms of a subject, or what sets the outlet apart; in the finder excerpts, or sentences of the texts.
    Switch,
    /// The words selected, or the excerpt, in the form.
    File,
    /// The words selected under the same claim, of the same speaker and in the same stance as the last ones.
    FileAgain,
    /// The form filled in with the excerpt.
    Change,
    /// Instead of a new excerpt the one that is there already.
    Replace,
    /// The next field of the form.
    NextField,
    /// The one before.
    PreviousField,
    /// The form filled in with the row under the cursor that is no excerpt: a claim, a speaker, ….
    ChangeRow,
    /// The form of a new row of that kind.
    NewRow,
    /// The excerpt marked, or no longer.
    Mark,
    /// The excerpt to another claim, or those that are marked.
    Move,
    /// The claim with its excerpts into another one.
    Merge,
    /// A claim that cannot be true together with this one, or can again.
    Contradict,
    /// What of two readings the catalogue is to have.
    Decide(Choice),
    /// The excerpt out of the catalogue.
    Delete,
    /// The row under the cursor out of the catalogue.
    DeleteRow,
    /// Whose the documents are that were hidden.
    Reveal,
    /// A yes to what was asked.
    Confirm,
    /// A file for others.
    Export,
    /// Where the outlet likeliest speaks of the claim.
    Look,
    /// The next cell that nobody has looked at.
    NextUnchecked,
    /// Nothing on the claim in the outlet's documents, or that nobody has looked.
    Settle,
    /// What was changed last as it was.
    Undo,
    /// What was taken back once more.
    Redo,
    /// Words of the text: a cursor first; then the end from which they are selected.
    Select,
    /// What is done only while words are selected.
    Selecting(Selecting),
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
    /// The mouse moved there with its button held.
    Drag(Position),
    /// The wheel turned there, down or up.
    Wheel(Position, bool),
}

impl Action {
    /// How far it moves a cursor in a list of which so many lines are in sight.
    pub fn stride(&self, height: usize) -> Option<isize> {
        let half_page = isize::try_from(height / 2).unwrap_or(isize::MAX).max(1);
        Some(match self {
            Self::Up => -1,
            Self::Down => 1,
            Self::PageUp => -half_page,
            Self::PageDown => half_page,
            Self::First => isize::MIN / 2,
            Self::Last => isize::MAX / 2,
            _ => return None,
        })
    }
}

/// What is done only while words of a text are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selecting {
    /// The next sentence.
    NextSentence,
    /// The sentence before.
    PreviousSentence,
    /// The next paragraph.
    NextParagraph,
    /// The paragraph before.
    PreviousParagraph,
    /// All of the sentence.
    WholeSentence,
    /// All of the paragraph.
    WholeParagraph,
    /// The other end moves.
    OtherEnd,
    /// A word by its first letters.
    Seek,
    /// Another stretch behind this one.
    Join,
    /// How many times, a digit of it.
    Digit(u8),
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
    /// Make these rounds of edits, as one step.
    Write {
        /// What one round needs of another comes before it.
        rounds: Vec<Vec<catalogue::edit::Edit>>,
        /// What it does, for the person.
        told: String,
    },
    /// Copy the built-in catalogue into a folder and go on there, with this first.
    Adopt(Box<Effect>),
    /// Take the last step back.
    Undo,
    /// Make the step again that was taken back last.
    Redo,
    /// Write these bytes into a new file of that name in the folder one is in.
    Save {
        /// With a number before its first dot where the name is taken.
        name: String,
        /// All of it.
        bytes: Vec<u8>,
        /// What is in it.
        told: String,
    },
    /// Capture the mouse, or stop.
    Mouse(bool),
}

/// What is left to do once a screen has done its part of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Done,
    /// All of it: the screen has no part in this.
    Pass(Action),
    /// Something outside.
    Outside(Effect),
    /// To go to another screen; Esc comes back.
    Go(Goal),
    /// To file what two readings differ in otherwise than either.
    Anew(Box<Anew>),
    /// To show whose the documents are, after a yes.
    Reveal,
}

/// Where another screen is to open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// The excerpts of the current claim, compared.
    Claim,
    /// These claims, one by one.
    Claims(Narrowing),
    /// What is wrong in the catalogue.
    Problems,
    /// This document, to be read from its beginning.
    Text(DocumentId),
    /// This excerpt, compared with those of the other outlets.
    Excerpt(ExcerptId),
    /// The document of the current excerpt, to be read.
    Document,
    /// These bytes of the text of a document, to be read.
    Passage(DocumentId, Range<usize>),
}

/// The screens.
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
    /// How each outlet frames it, one column an outlet.
    Frames,
    /// What each outlet does, and how far any two are apart.
    Outlets,
    /// What two readings differ in.
    Readings,
    /// What is wrong in the catalogue; it has no number.
    Problems,
}

impl Screen {
    /// Those with numbers, in the order of these.
    pub const ALL: [Self; 8] =
        [Self::Compare, Self::Matrix, Self::Read, Self::Words, Self::Voices, Self::Frames, Self::Outlets, Self::Readings];

    /// As the title line names it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compare => "Compare",
            Self::Matrix => "Matrix",
            Self::Read => "Read",
            Self::Words => "Words",
            Self::Voices => "Voices",
            Self::Frames => "Frames",
            Self::Outlets => "Outlets",
            Self::Readings => "Readings",
            Self::Problems => "Problems",
        }
    }
}
