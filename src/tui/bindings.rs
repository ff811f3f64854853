//! The table of keys: in which mode which key means what, and how footer and help say so. Dispatch, footer and help all read it.
//!
//! Three steps are kept apart: what was pressed ([`Key`]), what the person meant ([`Action`]), what the program does
//! ([`super::app::App::update`]). A key means one thing in one [`Mode`]; a test holds the table to it. In a mode with a text
//! field, what the table does not claim is typed into the field, edited as in readline; in one that counts, digits say how many times.

use crossterm::event::{KeyCode, KeyEvent};

use super::{
    action::{Action, Screen, Selecting},
    keys::{Key, Mode},
};
use crate::catalogue::decisions::Choice;

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Any of these.
    pub keys: &'static [Key],
    /// In any of these.
    pub modes: &'static [Mode],
    /// Means this.
    pub action: Action,
    /// One word for the footer, which joins neighbours of the same word ("j/k claim"); empty where it is left out.
    pub short: &'static str,
    /// For the list of keys: what it does in a few words, after "; " or ": " the rest of it.
    pub long: &'static str,
}

impl Binding {
    /// What it does, in the few words that come first.
    pub fn label(&self) -> &'static str {
        let end = ["; ", ": "].iter().filter_map(|mark| self.long.find(mark)).min();
        end.and_then(|end| self.long.get(..end)).unwrap_or(self.long)
    }
}

/// Every screen, with nothing over it.
const SCREENS: &[Mode] = &[
    Mode::Claims,
    Mode::Excerpts,
    Mode::Matrix,
    Mode::Read,
    Mode::Words,
    Mode::Lines,
    Mode::Voices,
    Mode::Frames,
    Mode::Outlets,
    Mode::Readings,
    Mode::Problems,
];
/// Those in which n and N go through what was found or counted, and through nothing else.
const BUT_READ: &[Mode] = &[
    Mode::Claims,
    Mode::Excerpts,
    Mode::Matrix,
    Mode::Words,
    Mode::Lines,
    Mode::Voices,
    Mode::Frames,
    Mode::Outlets,
    Mode::Problems,
];
const SCREENS_AND_SELECTION: &[Mode] = &[
    Mode::Claims,
    Mode::Excerpts,
    Mode::Matrix,
    Mode::Read,
    Mode::Select,
    Mode::Words,
    Mode::Lines,
    Mode::Voices,
    Mode::Frames,
    Mode::Outlets,
    Mode::Readings,
    Mode::Problems,
];
const LISTS: &[Mode] = &[Mode::Claims, Mode::Excerpts, Mode::Matrix];
/// Where a cell is at hand, that one looks for in a document included.
const CELLS: &[Mode] = &[Mode::Claims, Mode::Excerpts, Mode::Matrix, Mode::Read];
const CLAIMS: &[Mode] = &[Mode::Claims, Mode::Matrix];
const OF_EXCERPTS: &[Mode] = &[Mode::Excerpts, Mode::Matrix, Mode::Read];
/// Tables whose lines are rows of the catalogue, claims aside.
const ROWS: &[Mode] = &[Mode::Words, Mode::Voices, Mode::Frames, Mode::Outlets];
const SELECT: &[Mode] = &[Mode::Select];
const PAIRED: &[Mode] = &[Mode::Claims, Mode::Excerpts, Mode::Matrix, Mode::Outlets];
const FORMS: &[Mode] = &[Mode::Form, Mode::Record, Mode::Choose];
const EVERYWHERE: &[Mode] = &[
    Mode::Claims,
    Mode::Excerpts,
    Mode::Matrix,
    Mode::Read,
    Mode::Words,
    Mode::Lines,
    Mode::Voices,
    Mode::Frames,
    Mode::Outlets,
    Mode::Readings,
    Mode::Reason,
    Mode::Problems,
    Mode::Find,
    Mode::Help,
    Mode::Pair,
    Mode::Export,
    Mode::Form,
    Mode::Record,
    Mode::Choose,
    Mode::Asked,
    Mode::Select,
    Mode::Seek,
];

/// A line of the table: keys, modes, action, word for the footer, words for the list of keys.
const fn bind(keys: &'static [Key], modes: &'static [Mode], action: Action, short: &'static str, long: &'static str) -> Binding {
    Binding { keys, modes, action, short, long }
}

/// What `event` means in `mode`.
pub fn action(mode: Mode, event: KeyEvent) -> Option<Action> {
    let key = Key::pressed(event);
    let bound = |key: Key| BINDINGS.iter().find(|binding| binding.modes.contains(&mode) && binding.keys.contains(&key));
    match bound(key) {
        Some(binding) => Some(binding.action.clone()),
        None if mode.types() => key.edit().map(Action::Type),
        None if mode.counts() && key.digit().is_some() => key.digit().map(|digit| Action::Selecting(Selecting::Digit(digit))),
        None => match key.latin().and_then(bound) {
            Some(binding) => Some(binding.action.clone()),
            // What moves no selection does what it does on the page.
            None if mode == Mode::Select => action(Mode::Read, event),
            None => None,
        },
    }
}

/// The table.
pub const BINDINGS: &[Binding] = &[
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], CLAIMS, Action::Down, "claim", "next, previous claim"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], CLAIMS, Action::Up, "claim", "next, previous claim"),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Excerpts], Action::Down, "excerpt", "next, previous excerpt"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Excerpts], Action::Up, "excerpt", "next, previous excerpt"),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Words], Action::Down, "word", "next, previous word"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Words], Action::Up, "word", "next, previous word"),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Lines], Action::Down, "line", "next, previous line"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Lines], Action::Up, "line", "next, previous line"),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Voices], Action::Down, "speaker", "next, previous speaker"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Voices], Action::Up, "speaker", "next, previous speaker"),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Frames], Action::Down, "frame", "next, previous frame"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Frames], Action::Up, "frame", "next, previous frame"),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Outlets], Action::Down, "line", "next, previous row"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Outlets], Action::Up, "line", "next, previous row"),
    bind(&[Key::char('h'), Key::code(KeyCode::Left)], &[Mode::Outlets], Action::Left, "number", "number to the left, right"),
    bind(&[Key::char('l'), Key::code(KeyCode::Right)], &[Mode::Outlets], Action::Right, "number", "number to the left, right"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Claims], Action::Open, "excerpts", "excerpts of the claim"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Excerpts], Action::Open, "read in place", "read the document here"),
    // At every size it is offered to see what differs.
    bind(
        &[Key::char('d')],
        &[Mode::Claims, Mode::Excerpts],
        Action::Wording,
        "wording",
        "mark differing words; those that differ from the base, or no more",
    ),
    bind(
        &[Key::char('h'), Key::code(KeyCode::Left)],
        &[Mode::Claims, Mode::Excerpts, Mode::Matrix, Mode::Words, Mode::Lines, Mode::Voices, Mode::Frames],
        Action::Left,
        "outlet",
        "outlet to the left, right; from the claims into the excerpts beside them, and back",
    ),
    bind(
        &[Key::char('l'), Key::code(KeyCode::Right)],
        &[Mode::Claims, Mode::Excerpts, Mode::Matrix, Mode::Words, Mode::Lines, Mode::Voices, Mode::Frames],
        Action::Right,
        "outlet",
        "outlet to the left, right; from the claims into the excerpts beside them, and back",
    ),
    // What can be done with a copy stands first: it is offered at every size.
    bind(&[Key::char('d')], &[Mode::Read], Action::Wording, "original", "copy beside original; or alone"),
    bind(
        &[Key::char('f')],
        &[Mode::Read],
        Action::Narrow,
        "kind",
        "kind of drift; of what a copy made of its original, the kind that n and N go through",
    ),
    bind(
        &[Key::char('n')],
        &[Mode::Read],
        Action::NextHit,
        "next",
        "next, previous hit; or counted excerpt; else the next thing that a copy made of its original, or the next excerpt",
    ),
    bind(
        &[Key::char('N')],
        &[Mode::Read],
        Action::PreviousHit,
        "next",
        "next, previous hit; or counted excerpt; else the next thing that a copy made of its original, or the next excerpt",
    ),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Read], Action::Down, "scroll", "a line down, up"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Read], Action::Up, "scroll", "a line down, up"),
    bind(
        &[Key::code(KeyCode::Tab)],
        &[Mode::Read],
        Action::NextExcerpt,
        "excerpt",
        "next, previous excerpt; of the document, from what is in sight on",
    ),
    bind(
        &[Key::code(KeyCode::BackTab)],
        &[Mode::Read],
        Action::PreviousExcerpt,
        "excerpt",
        "next, previous excerpt; of the document, from what is in sight on",
    ),
    bind(&[Key::char('h'), Key::code(KeyCode::Left)], &[Mode::Read], Action::Left, "document", "previous, next document"),
    bind(&[Key::char('l'), Key::code(KeyCode::Right)], &[Mode::Read], Action::Right, "document", "previous, next document"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Read], Action::Open, "compare", "compare on its claim"),
    bind(&[Key::char('v')], &[Mode::Read], Action::Select, "select", "select words; a cursor first, moved as in vim"),
    bind(
        &[Key::char('v'), Key::char(' ')],
        SELECT,
        Action::Select,
        "set end",
        "set the other end here; what moves now stretches; 7v takes seven words",
    ),
    bind(&[Key::char('a'), Key::code(KeyCode::Enter)], SELECT, Action::File, "file", "file under a claim"),
    bind(&[Key::char('.')], SELECT, Action::FileAgain, "again", "file as the last one; under the same claim, speaker and stance"),
    bind(
        &[Key::char('h'), Key::char('b'), Key::code(KeyCode::Left)],
        SELECT,
        Action::Left,
        "word",
        "a word back, on; 5w five, as before every movement",
    ),
    bind(
        &[Key::char('l'), Key::char('w'), Key::char('e'), Key::code(KeyCode::Right)],
        SELECT,
        Action::Right,
        "word",
        "a word back, on; 5w five, as before every movement",
    ),
    bind(
        &[Key::char('f')],
        SELECT,
        Action::Selecting(Selecting::Seek),
        "by letters",
        "to a word by two letters; the next one that begins with them",
    ),
    bind(&[Key::char('n')], SELECT, Action::NextHit, "", "next, previous such word; with the letters of f"),
    bind(&[Key::char('N')], SELECT, Action::PreviousHit, "", "next, previous such word; with the letters of f"),
    bind(&[Key::char('s')], SELECT, Action::Selecting(Selecting::WholeSentence), "sentence", "the whole sentence"),
    bind(&[Key::char('o')], SELECT, Action::Selecting(Selecting::OtherEnd), "other end", "the other end moves"),
    bind(
        &[Key::char('J')],
        SELECT,
        Action::Selecting(Selecting::Join),
        "join",
        "join another stretch; behind this one: “first […] second”",
    ),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], SELECT, Action::Down, "line", "a line down, up"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], SELECT, Action::Up, "line", "a line down, up"),
    bind(&[Key::char('p')], SELECT, Action::Selecting(Selecting::WholeParagraph), "paragraph", "the whole paragraph"),
    bind(&[Key::char(')')], SELECT, Action::Selecting(Selecting::NextSentence), "", "a sentence on, back"),
    bind(&[Key::char('(')], SELECT, Action::Selecting(Selecting::PreviousSentence), "", "a sentence on, back"),
    bind(&[Key::char('}')], SELECT, Action::Selecting(Selecting::NextParagraph), "", "a paragraph on, back"),
    bind(&[Key::char('{')], SELECT, Action::Selecting(Selecting::PreviousParagraph), "", "a paragraph on, back"),
    bind(&[Key::char('g'), Key::code(KeyCode::Home)], SELECT, Action::First, "", "first, last word"),
    bind(&[Key::char('G'), Key::code(KeyCode::End)], SELECT, Action::Last, "", "first, last word"),
    bind(&[Key::code(KeyCode::PageDown), Key::ctrl('d'), Key::ctrl('f')], SELECT, Action::PageDown, "", "half a page down, up"),
    bind(&[Key::code(KeyCode::PageUp), Key::ctrl('u'), Key::ctrl('b')], SELECT, Action::PageUp, "", "half a page down, up"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Seek], Action::Open, "", "a word of one letter"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Matrix], Action::Open, "compare", "compare outlets on it"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Words], Action::Open, "lines", "lines behind the number"),
    bind(
        &[Key::code(KeyCode::Enter)],
        &[Mode::Lines],
        Action::Open,
        "go there",
        "to the place of the line; n and N then walk the excerpts of these lines",
    ),
    bind(
        &[Key::code(KeyCode::Tab), Key::code(KeyCode::BackTab)],
        &[Mode::Words, Mode::Lines],
        Action::NextPane,
        "",
        "table or its lines",
    ),
    bind(
        &[Key::char('x')],
        &[Mode::Lines],
        Action::Except,
        "except",
        "this is something else; here the form does not mean the subject: the words around it become an exception, in the catalogue's file",
    ),
    bind(&[Key::char('[')], &[Mode::Words, Mode::Lines], Action::PreviousEvent, "subject", "previous, next subject"),
    bind(&[Key::char(']')], &[Mode::Words, Mode::Lines], Action::NextEvent, "subject", "previous, next subject"),
    bind(
        &[Key::char('d')],
        &[Mode::Words, Mode::Lines],
        Action::Switch,
        "forms/distinctive",
        "distinctive words or forms; the words that set the outlet apart from the rest, or the forms of a subject",
    ),
    bind(
        &[Key::code(KeyCode::Enter)],
        &[Mode::Voices, Mode::Frames],
        Action::Open,
        "excerpts",
        "excerpts behind the number; n and N then walk them",
    ),
    bind(
        &[Key::code(KeyCode::Enter)],
        &[Mode::Outlets],
        Action::Open,
        "open",
        "what the number counts; the claims, compared, of two outlets those on which they disagree; or the excerpts",
    ),
    bind(
        &[Key::code(KeyCode::Tab), Key::code(KeyCode::BackTab)],
        &[Mode::Outlets],
        Action::NextPane,
        "next table",
        "next table; signs, outlets against outlets, events",
    ),
    bind(
        &[Key::char('<')],
        &[Mode::Readings],
        Action::Decide(Choice::First),
        "take",
        "as the one has it; or the other: the catalogue gets it, with a reason or without",
    ),
    bind(&[Key::char('>')], &[Mode::Readings], Action::Decide(Choice::Second), "take", "as the other has it"),
    bind(
        &[Key::char('+')],
        &[Mode::Readings],
        Action::Decide(Choice::Both),
        "both",
        "both; what either filed stands in the catalogue",
    ),
    bind(
        &[Key::char('-')],
        &[Mode::Readings],
        Action::Decide(Choice::Neither),
        "neither",
        "neither; what is there is taken out of the catalogue",
    ),
    bind(
        &[Key::char('a')],
        &[Mode::Readings],
        Action::Decide(Choice::Anew),
        "anew",
        "file anew; otherwise than either, in the form",
    ),
    bind(&[Key::char('n')], &[Mode::Readings], Action::NextHit, "next", "next, previous to decide"),
    bind(&[Key::char('N')], &[Mode::Readings], Action::PreviousHit, "next", "next, previous to decide"),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Readings], Action::Down, "difference", "next, previous difference"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Readings], Action::Up, "difference", "next, previous difference"),
    bind(
        &[Key::char('f')],
        &[Mode::Readings],
        Action::Narrow,
        "kind",
        "kind of difference; stance, presence, speaker, …, all again",
    ),
    bind(
        &[Key::code(KeyCode::Tab)],
        &[Mode::Readings],
        Action::NextPane,
        "readings",
        "the next two readings; the catalogue and a reading, or two readings",
    ),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Readings], Action::Open, "read in place", "read the document here"),
    bind(
        &[Key::code(KeyCode::Enter)],
        &[Mode::Reason],
        Action::Open,
        "decide",
        "decide; with what is typed as the reason, or with none",
    ),
    bind(&[Key::char('j'), Key::code(KeyCode::Down)], &[Mode::Problems], Action::Down, "problem", "next, previous problem"),
    bind(&[Key::char('k'), Key::code(KeyCode::Up)], &[Mode::Problems], Action::Up, "problem", "next, previous problem"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Problems], Action::Open, "go there", "to what it is about"),
    bind(&[Key::code(KeyCode::Esc)], EVERYWHERE, Action::Back, "back", "a step back; never quits"),
    bind(&[Key::char('n')], BUT_READ, Action::NextHit, "hit", "next, previous hit; or counted excerpt"),
    bind(&[Key::char('N')], BUT_READ, Action::PreviousHit, "hit", "next, previous hit; or counted excerpt"),
    bind(
        &[Key::code(KeyCode::Tab), Key::code(KeyCode::BackTab)],
        &[Mode::Claims, Mode::Excerpts],
        Action::NextPane,
        "pane",
        "the other pane",
    ),
    bind(&[Key::char('[')], LISTS, Action::PreviousEvent, "event", "previous, next event; its first claim"),
    bind(&[Key::char(']')], LISTS, Action::NextEvent, "event", "previous, next event; its first claim"),
    bind(&[Key::char('/')], SCREENS, Action::Find, "find", "find; any excerpt, or any sentence of the texts"),
    bind(
        &[Key::code(KeyCode::Enter)],
        &[Mode::Find],
        Action::Open,
        "go there",
        "go to what is chosen; n and N then walk the hits",
    ),
    bind(
        &[Key::ctrl('o')],
        &[Mode::Find],
        Action::Switch,
        "texts",
        "texts or excerpts; look in the texts of all documents and not in the excerpts, and back",
    ),
    bind(&[Key::ctrl('n')], &[Mode::Find], Action::Down, "choose", "next, previous one found"),
    bind(&[Key::ctrl('p')], &[Mode::Find], Action::Up, "choose", "next, previous one found"),
    bind(&[Key::code(KeyCode::Down)], &[Mode::Find], Action::Newer, "", "next; or back from an older query"),
    bind(&[Key::code(KeyCode::Up)], &[Mode::Find], Action::Older, "", "previous; from the first, an older query of this run"),
    bind(
        &[Key::code(KeyCode::Tab)],
        &[Mode::Find],
        Action::Complete,
        "complete",
        "complete a field or value; outlet: …; again for the next choice",
    ),
    bind(&[Key::ctrl('t')], &[Mode::Find], Action::Group, "group", "grouped, or one by one; by claim or document"),
    bind(&[Key::code(KeyCode::PageDown)], &[Mode::Find], Action::PageDown, "", "ten on, back"),
    bind(&[Key::code(KeyCode::PageUp)], &[Mode::Find], Action::PageUp, "", "ten on, back"),
    bind(
        &[Key::char('c')],
        LISTS,
        Action::NextContradiction,
        "contradicting claim",
        "contradicting claim; round those that cannot be true together with this one",
    ),
    bind(
        &[Key::char('b')],
        &[Mode::Excerpts],
        Action::Base,
        "base",
        "base for what differs; this outlet is the one that the others are compared with",
    ),
    bind(
        &[Key::char('f')],
        CLAIMS,
        Action::Narrow,
        "narrow",
        "narrow; disagreement, contested, copy differs, silence, unchecked, all again",
    ),
    bind(
        &[Key::char('p')],
        PAIRED,
        Action::Pair,
        "pair",
        "two outlets only; this one and another, which is asked for by its letter; then the claims on which they disagree; Esc leaves",
    ),
    bind(
        &[Key::char('y')],
        &[Mode::Claims, Mode::Excerpts, Mode::Matrix, Mode::Read, Mode::Lines, Mode::Voices, Mode::Frames, Mode::Outlets],
        Action::Copy,
        "copy",
        "copy with the source",
    ),
    bind(&[Key::char('y')], SELECT, Action::Copy, "copy", "copy with the source"),
    bind(
        &[Key::char('e')],
        SCREENS,
        Action::Edit,
        "edit",
        "open in an editor; the catalogue at this line, in $VISUAL or $EDITOR",
    ),
    bind(&[Key::char('z')], SCREENS, Action::Zoom, "zoom", "this pane alone, and back"),
    bind(&[Key::code(KeyCode::PageDown), Key::ctrl('d'), Key::ctrl('f')], SCREENS, Action::PageDown, "", "half a page down, up"),
    bind(&[Key::code(KeyCode::PageUp), Key::ctrl('u'), Key::ctrl('b')], SCREENS, Action::PageUp, "", "half a page down, up"),
    bind(&[Key::char('g'), Key::code(KeyCode::Home)], SCREENS, Action::First, "", "first, last"),
    bind(&[Key::char('G'), Key::code(KeyCode::End)], SCREENS, Action::Last, "", "first, last"),
    bind(&[Key::char('1')], SCREENS, Action::Show(Screen::Compare), "", "Compare: one claim, one column an outlet"),
    bind(&[Key::char('2')], SCREENS, Action::Show(Screen::Matrix), "", "Matrix: all claims, one sign an outlet"),
    bind(
        &[Key::char('3')],
        SCREENS,
        Action::Show(Screen::Read),
        "",
        "Read: one document, its excerpts marked; a copy beside its original",
    ),
    bind(
        &[Key::char('4')],
        SCREENS,
        Action::Show(Screen::Words),
        "",
        "Words: who is called what, and the lines in which the words stand",
    ),
    bind(&[Key::char('5')], SCREENS, Action::Show(Screen::Voices), "", "Voices: who gets to speak, with which verbs"),
    bind(&[Key::char('6')], SCREENS, Action::Show(Screen::Frames), "", "Frames: which codes of the codebook, how often"),
    bind(
        &[Key::char('7')],
        SCREENS,
        Action::Show(Screen::Outlets),
        "",
        "Outlets: what each does, how far any two are apart, of which events they speak",
    ),
    bind(
        &[Key::char('8')],
        SCREENS,
        Action::Show(Screen::Readings),
        "",
        "Readings: what two readers of the documents differ in, to be decided one by one",
    ),
    bind(
        &[Key::char('t')],
        &[Mode::Words, Mode::Lines, Mode::Read],
        Action::Parts,
        "parts",
        "all parts; captions, comments and all else, too, or body and headline only",
    ),
    bind(&[Key::char('!')], SCREENS, Action::Problems, "", "problems: what is wrong in the catalogue, and with its quotations"),
    bind(
        &[Key::char('i')],
        SCREENS,
        Action::About,
        "notes",
        "notes; what the catalogue tells of the event, the outlet and what it published",
    ),
    bind(
        &[Key::char('E')],
        SCREENS,
        Action::Export,
        "",
        "hand it on; as a page, a table, a workbook, …, into the folder that you are in",
    ),
    bind(&[Key::char('m')], SCREENS, Action::ToggleMouse, "", "mouse on or off; while on, the terminal cannot select text"),
    bind(&[Key::char('?')], SCREENS, Action::Help, "all keys", "all keys"),
    bind(&[Key::char('?')], SELECT, Action::Help, "all keys", "all keys"),
    bind(&[Key::code(KeyCode::Down), Key::ctrl('n')], &[Mode::Help], Action::Down, "choose", "next, previous line"),
    bind(&[Key::code(KeyCode::Up), Key::ctrl('p')], &[Mode::Help], Action::Up, "choose", "next, previous line"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Help], Action::Open, "do it", "do it"),
    bind(&[Key::char('r')], &[Mode::Claims], Action::ChangeRow, "", "change the claim"),
    bind(&[Key::char('r')], OF_EXCERPTS, Action::Change, "", "change the excerpt"),
    bind(&[Key::char('r')], ROWS, Action::ChangeRow, "", "change it; the subject, speaker, frame, outlet or event"),
    bind(&[Key::char('T')], &[Mode::Read], Action::ChangeRow, "", "change the document; title, day, address, …"),
    bind(&[Key::char('A')], ROWS, Action::NewRow, "", "a new one; subject, speaker, frame, outlet or event"),
    bind(&[Key::char('D')], ROWS, Action::DeleteRow, "", "take it out; asks, and says what goes with it"),
    bind(&[Key::char('X')], &[Mode::Read], Action::DeleteRow, "", "take the document out; with its excerpts (asks)"),
    bind(&[Key::char('A')], LISTS, Action::NewRow, "", "a new claim"),
    bind(
        &[Key::char('M')],
        &[Mode::Claims],
        Action::Merge,
        "",
        "merge into another claim; where excerpts are marked, these go there",
    ),
    bind(
        &[Key::char('M')],
        OF_EXCERPTS,
        Action::Move,
        "",
        "move the excerpt; or those marked, to another claim, or to a new one",
    ),
    bind(&[Key::char(' ')], OF_EXCERPTS, Action::Mark, "", "mark the excerpt; M then moves all that are marked"),
    bind(
        &[Key::char('C')],
        LISTS,
        Action::Contradict,
        "",
        "contradiction, or none; a claim that cannot be true together with this one, or can again",
    ),
    bind(&[Key::char('D')], &[Mode::Claims], Action::DeleteRow, "", "take the claim out; with its excerpts (asks)"),
    bind(&[Key::char('D')], OF_EXCERPTS, Action::Delete, "", "take the excerpt out; asks"),
    bind(
        &[Key::char('o')],
        LISTS,
        Action::Look,
        "",
        "places to look; in the outlet's document, the likeliest first: n goes on, a files, - is silent",
    ),
    bind(&[Key::char('U')], SCREENS, Action::NextUnchecked, "", "next unchecked; with the places to look at"),
    bind(&[Key::char('a')], &[Mode::Read], Action::File, "", "file the place; that a key of o or U led to"),
    bind(&[Key::char('R')], SCREENS, Action::Reveal, "", "reveal; of documents that are read blind, whose they are (asks)"),
    bind(
        &[Key::char('-')],
        CELLS,
        Action::Settle,
        "",
        "silent, or unchecked; the outlet was read for this claim, or nobody has looked",
    ),
    bind(&[Key::char('u')], SCREENS_AND_SELECTION, Action::Undo, "", "take a change back"),
    bind(&[Key::ctrl('r')], SCREENS_AND_SELECTION, Action::Redo, "", "make it again; the change that was taken back"),
    bind(
        &[Key::code(KeyCode::Enter)],
        &[Mode::Form],
        Action::Open,
        "choose, file",
        "take, file; what is chosen; file, once claim and stance are there",
    ),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Record], Action::Open, "write", "write the row"),
    bind(&[Key::code(KeyCode::Enter)], &[Mode::Choose], Action::Open, "choose", "choose the claim"),
    bind(&[Key::code(KeyCode::Tab)], &[Mode::Form, Mode::Record], Action::NextField, "field", "next, previous field"),
    bind(&[Key::code(KeyCode::BackTab)], &[Mode::Form, Mode::Record], Action::PreviousField, "field", "next, previous field"),
    bind(&[Key::code(KeyCode::Tab)], &[Mode::Choose], Action::NextField, "", "next, previous row; and round"),
    bind(&[Key::code(KeyCode::BackTab)], &[Mode::Choose], Action::PreviousField, "", "next, previous row; and round"),
    bind(&[Key::code(KeyCode::Down), Key::ctrl('n')], FORMS, Action::Down, "", "next, previous row"),
    bind(&[Key::code(KeyCode::Up), Key::ctrl('p')], FORMS, Action::Up, "", "next, previous row"),
    bind(&[Key::ctrl('r')], &[Mode::Form], Action::Replace, "", "change the other excerpt; the one that the words overlap"),
    bind(&[Key::char('y'), Key::code(KeyCode::Enter)], &[Mode::Asked], Action::Confirm, "yes", "yes"),
    bind(&[Key::char('n')], &[Mode::Asked], Action::Back, "no", "no"),
    bind(&[Key::ctrl('z')], EVERYWHERE, Action::Suspend, "", "suspend; fg comes back"),
    bind(&[Key::char('q')], SCREENS, Action::Quit, "quit", "quit"),
    bind(&[Key::ctrl('c')], EVERYWHERE, Action::Quit, "", "quit; also while typing"),
];

#[cfg(test)]
mod tests {
    use crossterm::event::KeyModifiers;
    use tui_input::InputRequest;

    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    #[test]
    fn a_key_means_one_thing_in_one_mode() {
        for (at, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[at + 1..] {
                let modes = one.modes.iter().any(|mode| other.modes.contains(mode));
                let keys = one.keys.iter().find(|key| other.keys.contains(key));
                assert!(!modes || keys.is_none(), "{keys:?}: {:?} and {:?}", one.long, other.long);
            }
        }
    }

    #[test]
    fn every_line_says_what_it_does() {
        assert!(BINDINGS.iter().all(|binding| !binding.long.is_empty() && !binding.keys.is_empty() && !binding.modes.is_empty()));
    }

    #[test]
    fn few_words_come_first_and_fit_a_column_of_the_list() {
        for binding in BINDINGS {
            assert!((1..=26).contains(&binding.label().chars().count()), "{}", binding.label());
        }
    }

    #[test]
    fn shift_does_not_hide_a_capital() {
        let event = press(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert!(matches!(action(Mode::Claims, event), Some(Action::Last)));
    }

    #[test]
    fn q_is_typed_into_a_field() {
        let event = press(KeyCode::Char('q'), KeyModifiers::NONE);
        assert!(matches!(action(Mode::Help, event), Some(Action::Type(InputRequest::InsertChar('q')))));
        assert!(matches!(action(Mode::Claims, event), Some(Action::Quit)));
    }

    #[test]
    fn a_letter_of_another_keyboard_is_its_key_and_is_typed_as_it_is() {
        let event = press(KeyCode::Char('о'), KeyModifiers::NONE);
        assert!(matches!(action(Mode::Claims, event), Some(Action::Down)));
        assert!(matches!(action(Mode::Find, event), Some(Action::Type(InputRequest::InsertChar('о')))));
        let event = press(KeyCode::Char('с'), KeyModifiers::CONTROL);
        assert!(matches!(action(Mode::Claims, event), Some(Action::Quit)));
        assert!(matches!(action(Mode::Find, event), None | Some(Action::Type(_))));
    }

    #[test]
    fn fields_edit_like_readline() {
        let event = press(KeyCode::Char('w'), KeyModifiers::CONTROL);
        assert!(matches!(action(Mode::Help, event), Some(Action::Type(InputRequest::DeletePrevWord))));
    }
}
