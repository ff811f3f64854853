//! What a form holds, so that it can be kept over the end of the program and filled in again.

use serde::{Deserialize, Serialize};

use super::{Field, Form, Memory, passage::Passage, record::RecordForm};
use crate::{
    catalogue::{
        Kind, Stance,
        edit::{self, Choice},
    },
    tui::shared::Shared,
};

/// What stood in a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Draft {
    /// Words that were filed, or an excerpt that was changed.
    Filing(Box<FilingDraft>),
    /// Another row.
    Record(RecordDraft),
}

/// What stood in the form of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilingDraft {
    pub(super) passage: Passage,
    changes: Option<edit::Row>,
    field: Field,
    typed: String,
    claim: Option<Choice>,
    event: Option<String>,
    text: String,
    stance: Option<Stance>,
    speaker: Option<Choice>,
    cue: String,
    frames: Vec<String>,
    figure: String,
    note: String,
}

/// What stood in the form of another row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordDraft {
    pub(super) kind: Kind,
    pub(super) changes: Option<String>,
    /// What was typed, by key.
    pub(super) typed: Vec<(String, String)>,
}

impl Draft {
    /// What is asked about it.
    pub fn question(&self) -> String {
        match self {
            Self::Filing(draft) => format!("a form was open when parallax ended: go on with “{}”?", draft.passage.quote),
            Self::Record(RecordDraft { kind, changes: Some(id), .. }) => {
                format!("a form was open when parallax ended: go on changing the {} {id}?", kind.name())
            }
            Self::Record(RecordDraft { kind, .. }) => {
                format!("a form was open when parallax ended: go on with the new {}?", kind.name())
            }
        }
    }
}

impl Form {
    /// What stands in it.
    pub fn draft(&self) -> Draft {
        let typed = |input: &tui_input::Input| input.value().to_owned();
        Draft::Filing(Box::new(FilingDraft {
            passage: self.passage.clone(),
            changes: self.changes.clone(),
            field: self.field,
            typed: typed(&self.pick.field),
            claim: self.claim.clone(),
            event: self.event.clone(),
            text: typed(&self.text),
            stance: self.stance,
            speaker: self.speaker.clone(),
            cue: typed(&self.cue),
            frames: self.frames.clone(),
            figure: typed(&self.figure),
            note: typed(&self.note),
        }))
    }

    /// The form filled in as it was.
    pub fn resumed(shared: &Shared, memory: &Memory, draft: FilingDraft) -> Self {
        let mut form = Self {
            changes: draft.changes,
            claim: draft.claim,
            event: draft.event,
            text: draft.text.into(),
            stance: draft.stance,
            speaker: draft.speaker,
            cue: draft.cue.into(),
            frames: draft.frames,
            figure: draft.figure.into(),
            note: draft.note.into(),
            ..Self::new(shared, memory, draft.passage)
        };
        form.enter(shared, memory, draft.field);
        if !draft.typed.is_empty() {
            form.pick.field = draft.typed.into();
            form.refresh(shared, memory);
        }
        form
    }
}

impl RecordForm {
    /// What stands in it.
    pub fn draft(&self) -> Draft {
        let typed = self.typed().map(|(key, typed)| (key.to_owned(), typed.to_owned())).collect();
        Draft::Record(RecordDraft { kind: self.kind(), changes: self.changes().map(str::to_owned), typed })
    }

    /// The form filled in as it was; of a row that is not there any more the form of a new one.
    pub fn resumed(shared: &Shared, draft: &RecordDraft) -> Self {
        let changed = draft.changes.as_ref().and_then(|id| Self::changing(&shared.catalogue, draft.kind, id));
        let mut form = changed.unwrap_or_else(|| Self::new(draft.kind, None));
        for (key, typed) in &draft.typed {
            form.fill_in(key, typed);
        }
        form
    }
}
