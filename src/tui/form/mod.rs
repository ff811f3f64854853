//! The form in which words of a document are filed under a claim, or an excerpt that is there is changed.
//!
//! It lies over the lower part of the screen, so that the words stay in sight. One field after the other has the keys: claim,
//! stance, and for what is passed on the speaker; Enter files as soon as claim and stance are there. What can be known is there
//! already: the cue, the figure, who is named nearby.

pub mod choose;
pub mod draw;
pub mod kept;
pub mod lines;
mod memory;
pub mod passage;
mod pick;
pub mod record;

use serde::{Deserialize, Serialize};
use tui_input::{Input, InputRequest};

pub use self::memory::Memory;
use self::{
    memory::of,
    passage::Passage,
    pick::{Listed, Pick},
};
use super::{action::Action, kit::field, shared::Shared};
use crate::{
    catalogue::{
        Catalogue, ClaimId, ExcerptId, Stance,
        edit::{self, Choice, Filing, NewClaim},
    },
    compare::nearby::{figure_in, speakers_near, verb_near},
    text::language::Language,
};

/// What the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Field {
    Claim,
    /// Of a claim that is made.
    Event,
    /// Likewise.
    Text,
    Stance,
    Speaker,
    Cue,
    Frames,
    Figure,
    Note,
}

/// The form, while it is open.
#[derive(Debug, Clone)]
pub struct Form {
    pub(super) passage: Passage,
    /// The excerpt that is changed; none where a new one is filed.
    pub(super) changes: Option<edit::Row>,
    pub(super) field: Field,
    pub(super) claim: Option<Choice<String>>,
    pub(super) event: Option<String>,
    pub(super) text: Input,
    pub(super) stance: Option<Stance>,
    pub(super) speaker: Option<Choice>,
    pub(super) cue: Input,
    pub(super) frames: Vec<String>,
    pub(super) figure: Input,
    pub(super) note: Input,
    pub(super) pick: Pick,
    /// Whether it was told that the words overlap an excerpt that is filed there already.
    warned: bool,
}

/// What a key did to the form.
pub enum Outcome {
    /// It stays.
    Stays,
    /// It has no part in this.
    Passes(Action),
    /// It closes, and what was filled in is kept.
    Closes,
    /// This is to be filed; the form stays until it is.
    Files(Box<Filing>),
    /// Instead of what was filled in the excerpt that is there already is to be changed.
    Changes(ExcerptId),
}

impl Form {
    /// The form for new words; as it was left, where it was left with the same ones.
    pub fn new(shared: &Shared, memory: &Memory, passage: Passage) -> Self {
        if let Some(draft) = memory.draft.clone().filter(|draft| draft.passage == passage && draft.changes.is_none()) {
            return draft;
        }
        let figure = figure_in(&passage.quote).unwrap_or_default().to_owned();
        let event = shared.claim.map(|claim| shared.catalogue.claims[claim].event).or(shared.catalogue.events.ids().next());
        let mut form = Self {
            passage,
            changes: None,
            field: Field::Claim,
            claim: None,
            event: event.map(|event| shared.catalogue.events[event].id.to_string()),
            text: Input::default(),
            stance: None,
            speaker: None,
            cue: Input::default(),
            frames: Vec::new(),
            figure: figure.into(),
            note: Input::default(),
            pick: Pick::default(),
            warned: false,
        };
        form.enter(shared, memory, Field::Claim);
        form
    }

    /// The form filled in with an excerpt that is there.
    pub fn changing(shared: &Shared, memory: &Memory, id: ExcerptId) -> Self {
        let (catalogue, row) = (&shared.catalogue, edit::Row::of_excerpt(&shared.catalogue, id));
        Self::filled(shared, memory, Passage::of_excerpt(catalogue, id), &Filing::of(catalogue, id), Some(&row))
    }

    /// The form filled in with `filing`, which `changes` an excerpt or files a new one.
    pub fn filled(shared: &Shared, memory: &Memory, passage: Passage, filing: &Filing, changes: Option<&edit::Row>) -> Self {
        let input = |text: &Option<String>| Input::new(text.clone().unwrap_or_default());
        let claim = match &filing.claim {
            Choice::There(id) => Choice::There(id.clone()),
            Choice::New(new) => Choice::New(new.title.clone()),
        };
        let mut form = Self {
            changes: changes.cloned(),
            claim: Some(claim),
            stance: Some(filing.stance),
            speaker: filing.speaker.clone(),
            cue: input(&filing.cue),
            frames: filing.frames.clone(),
            figure: input(&filing.figure),
            note: input(&filing.note),
            ..Self::new(shared, &Memory::default(), passage)
        };
        form.enter(shared, memory, Field::Stance);
        form
    }

    /// Chooses the claim, where none is chosen.
    pub fn put_under(&mut self, shared: &Shared, memory: &Memory, claim: ClaimId) {
        if self.claim.is_none() {
            self.claim = Some(Choice::There(shared.catalogue.claims[claim].id.to_string()));
            self.enter(shared, memory, Field::Stance);
        }
    }

    /// The same with other words.
    #[must_use]
    pub fn with(self, passage: Passage) -> Self {
        Self { passage, ..self }
    }

    /// Does what was meant.
    pub fn update(&mut self, shared: &mut Shared, memory: &Memory, action: Action) -> Outcome {
        match action {
            Action::Back => return Outcome::Closes,
            Action::NextField => self.step(shared, memory, 1),
            Action::PreviousField => self.step(shared, memory, -1),
            Action::Up => self.pick.step(-1),
            Action::Down => self.pick.step(1),
            Action::Open => return self.confirm(shared, memory),
            Action::Replace => {
                if let Some(there) = self.overlapped(&shared.catalogue) {
                    return Outcome::Changes(there);
                }
            }
            Action::Type(InputRequest::InsertChar(c)) if self.field == Field::Stance && c.is_uppercase() => {
                self.typed(shared, memory, InputRequest::InsertChar(c.to_ascii_lowercase()));
                // What is passed on needs its speaker first.
                if self.stance.is_some_and(|stance| letter_of(stance) == c.to_ascii_lowercase() && !stance.passes_on()) {
                    return self.confirm(shared, memory);
                }
            }
            Action::Type(request) => self.typed(shared, memory, request),
            Action::Paste(text) => {
                if let Some(line) = self.line() {
                    field::paste(line, &text);
                    self.pick.cursor = 0;
                    self.refresh(shared, memory);
                }
            }
            other => return Outcome::Passes(other),
        }
        Outcome::Stays
    }

    /// The line that is typed into.
    fn line(&mut self) -> Option<&mut Input> {
        Some(match self.field {
            Field::Claim | Field::Event | Field::Speaker | Field::Frames => &mut self.pick.field,
            Field::Text => &mut self.text,
            Field::Cue => &mut self.cue,
            Field::Figure => &mut self.figure,
            Field::Note => &mut self.note,
            Field::Stance => return None,
        })
    }

    fn typed(&mut self, shared: &mut Shared, memory: &Memory, request: InputRequest) {
        self.warned = false;
        if let InputRequest::InsertChar(c) = request {
            if self.field == Field::Stance {
                if let Some(stance) = stance_of(c) {
                    self.take_stance(shared, memory, stance);
                } else {
                    let letters = "a affirms  q questions  d denies  r reports  n reports a denial; A Q D file at once";
                    shared.message = Some(letters.to_owned());
                }
                return;
            }
            if let Some(at) = self.pick.row_of(c) {
                self.pick.cursor = at;
                self.choose(shared, memory);
                return;
            }
        }
        if let Some(line) = self.line()
            && line.handle(request).is_some_and(|changed| changed.value)
        {
            // What is typed is looked for: the best of it comes first, wherever the cursor was.
            self.pick.cursor = 0;
            self.refresh(shared, memory);
        }
    }

    fn take_stance(&mut self, shared: &mut Shared, memory: &Memory, stance: Stance) {
        self.stance = Some(stance);
        if self.claim.is_some() {
            shared.message = Some("Enter files it; Tab goes on to speaker, cue, frames, figure and note".to_owned());
        }
        if stance.passes_on() {
            if self.cue.value().is_empty()
                && let Some(language) = self.language(shared)
                && let Some(verb) = verb_near(&self.passage.around, &self.passage.within, language)
            {
                self.cue = verb.to_owned().into();
            }
            self.enter(shared, memory, Field::Speaker);
        }
    }

    /// In which language the words are.
    fn language<'s>(&self, shared: &'s Shared) -> Option<&'s Language> {
        let (document, _) = shared.catalogue.documents.entries().find(|(_, row)| *row.id == *self.passage.document)?;
        shared.language_of(document)
    }

    /// The fields that there are now, in order.
    pub(super) fn fields(&self) -> Vec<Field> {
        let mut fields = vec![Field::Claim];
        if matches!(self.claim, Some(Choice::New(_))) {
            fields.extend([Field::Event, Field::Text]);
        }
        fields.extend([Field::Stance, Field::Speaker, Field::Cue, Field::Frames, Field::Figure, Field::Note]);
        fields
    }

    fn step(&mut self, shared: &Shared, memory: &Memory, by: isize) {
        let fields = self.fields();
        let at = fields.iter().position(|field| *field == self.field).unwrap_or(0);
        // From the last to the first.
        let next = (at + fields.len()).saturating_add_signed(by) % fields.len().max(1);
        if let Some(&field) = fields.get(next) {
            self.enter(shared, memory, field);
        }
    }

    /// Gives the keys to `field`.
    fn enter(&mut self, shared: &Shared, memory: &Memory, field: Field) {
        self.field = field;
        self.pick = Pick::default();
        self.refresh(shared, memory);
        let chosen = match (field, &self.claim, &self.speaker) {
            (Field::Claim, Some(Choice::There(id)), _) | (Field::Speaker, _, Some(Choice::There(id))) => Some(id.clone()),
            (Field::Event, ..) => self.event.clone(),
            _ => None,
        };
        if let Some(chosen) = chosen {
            self.pick.go_to(&chosen);
        }
    }

    /// Lists what can be chosen.
    fn refresh(&mut self, shared: &Shared, memory: &Memory) {
        let catalogue = &shared.catalogue;
        let typed = self.pick.field.value().to_owned();
        self.pick.rows = match self.field {
            Field::Claim => pick::claims(catalogue, memory.claims(), &self.passage.quote, &typed),
            Field::Event => pick::events(catalogue, &typed),
            Field::Speaker => {
                let near = speakers_near(catalogue, &self.passage.around, &self.passage.within, self.language(shared));
                pick::speakers(catalogue, &near, &typed, !self.stance.is_some_and(Stance::passes_on))
            }
            Field::Frames => pick::frames(catalogue, &typed),
            _ => Vec::new(),
        };
        self.pick.cursor = self.pick.cursor.min(self.pick.rows.len().saturating_sub(1));
    }

    /// Takes what the cursor of the list is on.
    fn choose(&mut self, shared: &Shared, memory: &Memory) {
        let Some(row) = self.pick.rows.get(self.pick.cursor).cloned() else { return };
        match (self.field, row) {
            (Field::Claim, Listed::There { id, .. }) => {
                self.claim = Some(Choice::There(id));
                self.enter(shared, memory, Field::Stance);
            }
            (Field::Claim, Listed::New(title)) => {
                self.claim = Some(Choice::New(title));
                self.enter(shared, memory, Field::Stance);
            }
            (Field::Event, Listed::There { id, .. }) => {
                self.event = Some(id);
                self.enter(shared, memory, Field::Text);
            }
            (Field::Speaker, row) => {
                self.speaker = match row {
                    Listed::There { id, .. } => Some(Choice::There(id)),
                    Listed::New(name) => Some(Choice::New(name)),
                    Listed::Nobody => None,
                };
            }
            (Field::Frames, Listed::There { id, .. }) => {
                match self.frames.iter().position(|frame| *frame == id) {
                    Some(at) => drop(self.frames.remove(at)),
                    None => self.frames.push(id),
                }
                self.pick.field = Input::default();
                self.refresh(shared, memory);
            }
            _ => {}
        }
    }

    /// Enter: takes what is chosen in a list; else files, once claim and stance are there.
    fn confirm(&mut self, shared: &mut Shared, memory: &Memory) -> Outcome {
        match self.field {
            Field::Claim => {
                if self.pick.rows.is_empty() {
                    shared.message = Some("type the title of a claim: the last row makes it".to_owned());
                }
                self.choose(shared, memory);
                return Outcome::Stays;
            }
            Field::Event => {
                self.choose(shared, memory);
                return Outcome::Stays;
            }
            // What was begun there is finished first.
            Field::Frames if !self.pick.field.value().is_empty() => {
                self.choose(shared, memory);
                return Outcome::Stays;
            }
            Field::Speaker => self.choose(shared, memory),
            _ => {}
        }
        let Some(claim) = self.claim.clone() else {
            self.enter(shared, memory, Field::Claim);
            return Outcome::Stays;
        };
        let Some(stance) = self.stance else {
            self.enter(shared, memory, Field::Stance);
            return Outcome::Stays;
        };
        if stance.passes_on() && self.speaker.is_none() {
            self.enter(shared, memory, Field::Speaker);
            shared.message = Some("whose statement is passed on? type a name; the last row makes it".to_owned());
            return Outcome::Stays;
        }
        if !self.warned && self.overlapped(&shared.catalogue).is_some() {
            self.warned = true;
            let told = "overlaps an excerpt of this claim: Enter files both, Ctrl-r changes that one";
            shared.message = Some(told.to_owned());
            return Outcome::Stays;
        }
        Outcome::Files(Box::new(self.filing(claim, stance)))
    }

    fn filing(&self, claim: Choice<String>, stance: Stance) -> Filing {
        let given = |input: &Input| Some(input.value().trim().to_owned()).filter(|text| !text.is_empty());
        let claim = match claim {
            Choice::There(id) => Choice::There(id),
            Choice::New(title) => Choice::New(NewClaim { title, text: given(&self.text), event: self.event.clone() }),
        };
        let filing = Filing {
            claim,
            document: String::new(),
            stance,
            speaker: self.speaker.clone(),
            cue: given(&self.cue),
            frames: self.frames.clone(),
            figure: given(&self.figure),
            quote: String::new(),
            prefix: None,
            suffix: None,
            span: None,
            // Whoever sends it knows.
            blind: false,
            note: given(&self.note),
        };
        of(&self.passage, filing)
    }

    /// The excerpt of the same document under the chosen claim whose words overlap these.
    fn overlapped(&self, catalogue: &Catalogue) -> Option<ExcerptId> {
        match &self.claim {
            Some(Choice::There(claim)) if self.changes.is_none() => self.passage.overlapped(catalogue, claim),
            _ => None,
        }
    }
}

/// The stance that a letter chooses.
const fn stance_of(letter: char) -> Option<Stance> {
    Some(match letter {
        'a' => Stance::Affirms,
        'q' => Stance::Questions,
        'd' => Stance::Denies,
        'r' => Stance::Reports,
        'n' => Stance::ReportsDenial,
        _ => return None,
    })
}

/// The letter that chooses a stance.
pub(super) const fn letter_of(stance: Stance) -> char {
    match stance {
        Stance::Affirms => 'a',
        Stance::Questions => 'q',
        Stance::Denies => 'd',
        Stance::Reports => 'r',
        Stance::ReportsDenial => 'n',
    }
}
