//! One document to be read: its excerpts marked in the text and in the margin, or a copy beside its original.
//!
//! A document is opened beside the loop ([`crate::answers::document`]). `page` is what was opened and where one is in it;
//! `blocks` wraps it, a block at a time, for scrolling and for drawing; here is what keys and mouse do.

mod blocks;
pub mod draw;
mod page;

use std::{ops::Range, sync::Arc};

use ratatui::layout::Rect;

use self::page::Page;
use super::{
    action::{Action, Goal, Next},
    answer::Question,
    kit::layout,
    shared::{Shared, carried},
};
use crate::{
    answers::document::Opened,
    catalogue::{Catalogue, DocumentId, ExcerptId},
};

/// How many lines the wheel turns by, as in a pager.
const WHEEL: isize = 3;

/// The state of the screen.
#[derive(Debug, Default)]
pub struct Read {
    page: Page,
}

impl Read {
    /// Does the screen's part of `action`.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        if let Some(by) = action.stride(self.height(shared)) {
            match action {
                Action::First => (self.page.top, self.page.line) = (0, 0),
                Action::Last => {
                    (self.page.top, self.page.line) = (self.page.height(), 0);
                    self.scroll(shared, -isize::try_from(self.height(shared)).unwrap_or(isize::MAX));
                }
                _ => self.scroll(shared, by),
            }
            return Next::Done;
        }
        match action {
            Action::NextExcerpt => self.step_excerpt(shared, 1),
            Action::PreviousExcerpt => self.step_excerpt(shared, -1),
            Action::NextHit if shared.walk.is_none() => self.step_excerpt(shared, 1),
            Action::PreviousHit if shared.walk.is_none() => self.step_excerpt(shared, -1),
            Action::Left => self.step_document(shared, -1),
            Action::Right => self.step_document(shared, 1),
            Action::Wording => {
                self.page.alone = !self.page.alone;
                self.page.go_to(self.page.excerpt);
            }
            Action::Parts if self.page.beside().is_some() => {
                shared.extent = shared.extent.other();
                shared.message = Some(format!("comparing {}", shared.extent.name()));
                self.page.to_be_asked = true;
            }
            Action::Open => return Next::Go(Goal::Claim),
            Action::Wheel(position, down) => {
                if shared.body().contains(position) {
                    self.scroll(shared, if down { WHEEL } else { -WHEEL });
                }
            }
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Whether `action` would do something now; `None` where that is no matter of this screen.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        match action {
            Action::NextExcerpt | Action::PreviousExcerpt => {
                Some(self.page.opened.as_ref().is_some_and(|opened| opened.excerpts().next().is_some()))
            }
            Action::Zoom => Some(self.page.wanted.is_some() && (shared.zoomed || !self.areas(shared).1.is_empty())),
            Action::Left | Action::Right => Some(shared.catalogue.documents.len() > 1),
            Action::Parts => Some(self.page.beside().is_some()),
            Action::Wording => Some(self.page.opened.as_ref().is_some_and(|opened| opened.comparison.is_some())),
            _ => None,
        }
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        let asks = std::mem::take(&mut self.page.to_be_asked);
        let document = self.page.wanted.filter(|_| asks)?;
        Some(Question::Open(Arc::clone(&shared.catalogue), document, shared.extent))
    }

    /// Opens the document of the current excerpt, or of the current outlet where that has none here.
    pub fn open_current(&mut self, shared: &Shared) {
        let excerpt = shared.excerpt();
        let first = || shared.catalogue.outlets.get(shared.outlet?)?.documents.first().copied();
        let document = excerpt.map(|id| shared.catalogue.excerpts[id].document).or_else(first);
        self.page.turn_to(document, excerpt);
    }

    /// Opens the document of `excerpt` there.
    pub fn open_at(&mut self, shared: &Shared, excerpt: ExcerptId) {
        self.page.turn_to(Some(shared.catalogue.excerpts[excerpt].document), Some(excerpt));
    }

    /// Opens `document` at its beginning.
    pub fn open_document(&mut self, shared: &mut Shared, document: DocumentId) {
        shared.choose_outlet(shared.catalogue.documents[document].outlet);
        self.page.turn_to(Some(document), None);
    }

    /// Opens `document` at these bytes of its text.
    pub fn open_passage(&mut self, shared: &mut Shared, document: DocumentId, place: Range<usize>) {
        shared.choose_outlet(shared.catalogue.documents[document].outlet);
        self.page.turn_to(Some(document), None);
        self.page.show(place);
        self.scroll_to_place(shared);
    }

    /// Takes in what was opened, if it is still wanted.
    pub fn take_in(&mut self, shared: &Shared, opened: Arc<Opened>) {
        self.page.take_in(opened);
        self.scroll_to_place(shared);
    }

    /// A document is open where there is one; the excerpt under the cursor becomes that of all screens.
    pub fn settle(&mut self, shared: &mut Shared) {
        if self.page.wanted.is_none() {
            self.open_current(shared);
        }
        if let Some(excerpt) = self.page.excerpt.filter(|_| self.page.opened.is_some())
            && shared.excerpt() != Some(excerpt)
        {
            shared.go_to_excerpt(excerpt);
        }
    }

    /// Another edition of the catalogue is shown.
    pub fn carry_over(&mut self, shared: &Shared, before: &Catalogue) {
        let document = carried(self.page.wanted, &before.documents, &shared.catalogue.documents, |document| &*document.id);
        self.page = Page { wanted: document, to_be_asked: true, ..Page::default() };
    }

    /// A paragraph can be longer than the screen.
    fn scroll_to_place(&mut self, shared: &Shared) {
        if let Some(line) = blocks::place_line(&self.page, self.rows(shared).width) {
            self.page.line = line.saturating_sub(self.height(shared) / 4);
        }
    }

    fn scroll(&mut self, shared: &Shared, by: isize) {
        let width = self.rows(shared).width;
        let page = &mut self.page;
        for _ in 0..by.unsigned_abs() {
            if by > 0 {
                if page.line + 1 < blocks::block(shared, page, page.top, width).len() {
                    page.line += 1;
                } else if page.top + 1 < page.height() {
                    (page.top, page.line) = (page.top + 1, 0);
                }
            } else if page.line > 0 {
                page.line -= 1;
            } else if page.top > 0 {
                page.top -= 1;
                page.line = blocks::block(shared, page, page.top, width).len().saturating_sub(1);
            }
        }
    }

    fn step_excerpt(&mut self, shared: &mut Shared, by: isize) {
        let Some(excerpt) = self.page.step(by) else { return };
        self.page.go_to(Some(excerpt));
        shared.go_to_excerpt(excerpt);
    }

    fn step_document(&mut self, shared: &mut Shared, by: isize) {
        let (Some(last), Some(here)) = (shared.catalogue.documents.len().checked_sub(1), self.page.wanted) else { return };
        let next = DocumentId::new(here.index().saturating_add_signed(by).min(last));
        if next != here {
            shared.choose_outlet(shared.catalogue.documents[next].outlet);
            self.page.turn_to(Some(next), None);
        }
    }

    /// How many lines of the text are in sight.
    fn height(&self, shared: &Shared) -> usize {
        usize::from(self.rows(shared).height)
    }

    /// The page, and the claims under which its words are filed; no claims where there is no room, or where the page needs
    /// nothing beside it: a copy has its original there, and excerpts without a text name their claims.
    fn areas(&self, shared: &Shared) -> (Rect, Rect) {
        let body = shared.body();
        let has_text = self.page.opened.as_ref().is_none_or(|opened| opened.text.is_some());
        let alone = shared.zoomed || !has_text || self.page.beside().is_some();
        if body.width >= layout::WIDE && !alone {
            let right = (body.width / 3).clamp(34, 60);
            let page = Rect { width: body.width - right, ..body };
            return (page, Rect { x: page.right(), width: right, ..body });
        }
        if body.height >= 24 && !alone {
            let page = Rect { height: body.height - 9, ..body };
            return (page, Rect { y: page.bottom(), height: 9, ..body });
        }
        (body, Rect { width: 0, height: 0, ..body })
    }

    /// Where the text stands inside its pane, under the strip of the whole document.
    fn rows(&self, shared: &Shared) -> Rect {
        let inside = layout::inner(self.areas(shared).0);
        Rect { y: inside.y + 2.min(inside.height), height: inside.height.saturating_sub(2), ..inside }
    }
}
