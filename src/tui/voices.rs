//! Who gets to speak, as a table: its rows, and where the cursor is.
//!
//! The voices are counted beside the loop ([`crate::compare::voices::voices`]), once a catalogue. The column of the cursor is the current outlet, which
//! is that of all screens.

use std::sync::Arc;

use super::{
    action::{Action, Effect, Screen},
    app::App,
    layout, screen,
};
use crate::{
    catalogue::{ExcerptId, OutletId, SpeakerId},
    compare::voices::{Cue, Voices},
};

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// What the outlets say themselves.
    Own,
    /// What they pass on, whoever said it.
    PassedOn,
    /// What they pass on of one speaker: a place in [`Voices::rows`].
    Speaker(usize),
}

/// The table on the screen.
#[derive(Debug, Default)]
pub struct VoiceTable {
    /// What it shows; none while it is being counted.
    pub(super) heard: Option<Arc<Voices>>,
    asked: bool,
    /// The line of the cursor.
    pub(super) line: usize,
    /// The first line in sight.
    pub(super) top: usize,
}

impl VoiceTable {
    /// Whether the voices have to be asked for; true once.
    pub(super) fn asks(&mut self) -> bool {
        !std::mem::replace(&mut self.asked, true)
    }

    /// Forgets a catalogue that is no longer shown.
    pub(super) fn forget(&mut self) {
        (self.heard, self.asked) = (None, false);
    }

    /// How many lines there are.
    pub(super) fn height(&self) -> usize {
        self.heard.as_ref().map_or(0, |heard| 2 + heard.rows.len())
    }

    /// What line `line` shows.
    pub(super) fn row(line: usize) -> Row {
        match line {
            0 => Row::Own,
            1 => Row::PassedOn,
            _ => Row::Speaker(line - 2),
        }
    }

    /// Goes `by` lines further, stopping at the ends.
    pub(super) fn step(&mut self, by: isize) {
        self.line = self.line.saturating_add_signed(by);
    }

    /// The speaker under the cursor.
    pub(super) fn speaker(&self) -> Option<SpeakerId> {
        match Self::row(self.line) {
            Row::Speaker(at) => self.heard.as_ref()?.rows.get(at).map(|row| row.speaker),
            Row::Own | Row::PassedOn => None,
        }
    }

    /// The excerpts of `row` in `outlet`.
    pub(super) fn excerpts(&self, row: Row, outlet: OutletId) -> &[ExcerptId] {
        let Some(heard) = &self.heard else { return &[] };
        let column = heard.columns.get(outlet.index());
        let of_column = match row {
            Row::Own => column.map(|column| &column.own),
            Row::PassedOn => column.map(|column| &column.attributed),
            Row::Speaker(at) => heard.rows.get(at).and_then(|row| row.cells.get(outlet.index())).map(|cell| &cell.excerpts),
        };
        of_column.map_or(&[], Vec::as_slice)
    }

    /// The verbs with which `outlet` passes on what `row` says.
    pub(super) fn cues(&self, row: Row, outlet: OutletId) -> &[Cue] {
        let (Some(heard), Row::Speaker(at)) = (&self.heard, row) else { return &[] };
        heard.rows.get(at).and_then(|row| row.cells.get(outlet.index())).map_or(&[], |cell| cell.cues.as_slice())
    }
}

impl App {
    pub(super) fn update_voices(&mut self, action: Action) -> Option<Effect> {
        if let Some(by) = self.stride(&action) {
            self.voices.step(by);
            return None;
        }
        match action {
            Action::Left => self.step_column(-1),
            Action::Right => self.step_column(1),
            Action::Open => {
                let row = VoiceTable::row(self.voices.line);
                let excerpts = self.voices.excerpts(row, self.outlet).to_vec();
                self.compare_counted(self.voice_name(row), excerpts, 0);
            }
            Action::Edit => {
                let speaker = self.voices.speaker()?;
                return Some(Effect::Edit(self.catalogue.speakers[speaker].place));
            }
            other => return self.update_screen(other),
        }
        None
    }

    /// "Mayor Quill in Bay Courier".
    pub(super) fn voice_name(&self, row: Row) -> String {
        let outlet = self.catalogue.outlets.get(self.outlet).map_or("", |outlet| outlet.name.as_str());
        match row {
            Row::Own => format!("{outlet} in its own voice"),
            Row::PassedOn => format!("passed on by {outlet}"),
            Row::Speaker(_) => {
                let name = self.voices.speaker().map_or("", |speaker| self.catalogue.speakers[speaker].name.as_str());
                format!("{name} in {outlet}")
            }
        }
    }

    pub(super) fn click_voice(&mut self, line: usize, outlet: Option<OutletId>) {
        self.voices.line = line;
        self.choose_outlet(outlet.unwrap_or(self.outlet));
    }

    /// Keeps the cursor on a line, and that in sight.
    pub(super) fn settle_voices(&mut self) {
        let height = self.voices.height();
        self.voices.line = self.voices.line.min(height.saturating_sub(1));
        if self.screen == Screen::Voices {
            self.voices.top = layout::scroll(self.voices.top, self.voices.line, height, screen::list_height(self));
        }
    }
}
