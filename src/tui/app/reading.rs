//! Opening a document, scrolling through it, stepping through its excerpts.

use std::ops::Range;

use super::App;
use crate::{
    catalogue::{DocumentId, ExcerptId},
    tui::{
        action::{Action, Effect, Screen},
        reader::Reader,
        screen,
    },
};

impl App {
    /// Opens the document of the current excerpt, or of the current outlet where that has none here.
    pub(super) fn read(&mut self) -> Option<Effect> {
        let excerpt = self.excerpt();
        let document = match excerpt {
            Some(id) => self.catalogue.excerpts[id].document,
            None => *self.catalogue.outlets.get(self.outlet)?.documents.first()?,
        };
        self.screen = Screen::Read;
        self.open_document(document, excerpt)
    }

    /// Opens `document` at these bytes of its text.
    pub(in crate::tui) fn read_at(&mut self, document: DocumentId, place: Range<usize>) -> Option<Effect> {
        self.leave_trail();
        self.screen = Screen::Read;
        self.outlet = self.catalogue.documents[document].outlet;
        let effect = self.open_document(document, None);
        self.reader.show(place);
        self.scroll_to_place();
        effect
    }

    /// A paragraph can be longer than the screen.
    pub(super) fn scroll_to_place(&mut self) {
        if let Some(line) = screen::place_line(self) {
            self.reader.line = line.saturating_sub(self.half_page().unsigned_abs() / 2);
        }
    }

    pub(in crate::tui) fn open_document(&mut self, document: DocumentId, excerpt: Option<ExcerptId>) -> Option<Effect> {
        if self.reader.opened.as_ref().is_some_and(|opened| opened.document == document) {
            self.reader.go_to(excerpt);
            return None;
        }
        self.reader = Reader { wanted: Some(document), excerpt, alone: self.reader.alone, ..Reader::default() };
        Some(Effect::Open(document))
    }

    pub(super) fn update_reader(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Down => self.scroll(1),
            Action::Up => self.scroll(-1),
            Action::PageDown => self.scroll(self.half_page()),
            Action::PageUp => self.scroll(-self.half_page()),
            Action::First => (self.reader.top, self.reader.line) = (0, 0),
            Action::Last => {
                (self.reader.top, self.reader.line) = (self.reader.height(), 0);
                self.scroll(-2 * self.half_page());
            }
            Action::NextHit if self.walk.is_none() => self.step_in_document(1),
            Action::PreviousHit if self.walk.is_none() => self.step_in_document(-1),
            Action::NextExcerpt => self.step_in_document(1),
            Action::PreviousExcerpt => self.step_in_document(-1),
            Action::Left => return self.step_document(-1),
            Action::Right => return self.step_document(1),
            Action::Wording => {
                self.reader.alone = !self.reader.alone;
                self.reader.go_to(self.reader.excerpt);
            }
            Action::Open => self.compare(),
            other => return self.update_screen(other),
        }
        None
    }

    pub(super) fn scroll(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            if by > 0 {
                if self.reader.line + 1 < screen::block_height(self, self.reader.top) {
                    self.reader.line += 1;
                } else if self.reader.top + 1 < self.reader.height() {
                    (self.reader.top, self.reader.line) = (self.reader.top + 1, 0);
                }
            } else if self.reader.line > 0 {
                self.reader.line -= 1;
            } else if self.reader.top > 0 {
                self.reader.top -= 1;
                self.reader.line = screen::block_height(self, self.reader.top).saturating_sub(1);
            }
        }
    }

    pub(super) fn step_in_document(&mut self, by: isize) {
        let Some(excerpt) = self.reader.step(by) else { return };
        self.reader.go_to(Some(excerpt));
        self.go_to_excerpt(excerpt);
    }

    pub(super) fn step_document(&mut self, by: isize) -> Option<Effect> {
        let last = self.catalogue.documents.len().checked_sub(1)?;
        let here = self.reader.wanted?;
        let next = DocumentId::new(here.index().saturating_add_signed(by).min(last));
        if next == here {
            return None;
        }
        self.outlet = self.catalogue.documents[next].outlet;
        self.nth = 0;
        self.open_document(next, None)
    }
}
