//! One document to be read: its excerpts marked in the text and in the margin, or a copy beside its original.
//!
//! A document is opened beside the loop ([`crate::answers::document`]). `page` is what was opened and where one is in it;
//! `blocks` wraps it, a block at a time, for scrolling and for drawing; here is what keys and mouse do, and in `selecting` what they
//! do to the words that `select` knows how to select.

mod beside;
mod blocks;
pub mod draw;
mod drifts;
mod head;
mod page;
mod select;
mod selecting;
mod suggested;
mod view;

use std::{ops::Range, sync::Arc};

use ratatui::layout::Rect;

pub use self::select::Selected;
use self::{drifts::DriftWalk, page::Page, view::View};
use super::{
    action::{Action, Goal, Next},
    answer::Question,
    form::passage::Passage,
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
        if let Some(next) = self.select(shared, &action) {
            return next;
        }
        if let Some(by) = action.stride(self.height(shared)) {
            match action {
                Action::First => (self.page.top, self.page.line) = (0, 0),
                Action::Last => {
                    (self.page.top, self.page.line) = (self.page.height(), 0);
                    self.scroll(shared, -isize::try_from(self.height(shared)).unwrap_or(isize::MAX));
                }
                _ => self.scroll(shared, by),
            }
            self.follow_view(shared);
            return Next::Done;
        }
        match action {
            Action::NextExcerpt => self.step_excerpt(shared, 1),
            Action::PreviousExcerpt => self.step_excerpt(shared, -1),
            Action::NextHit if shared.walk.is_none() => self.step_walk(shared, 1),
            Action::PreviousHit if shared.walk.is_none() => self.step_walk(shared, -1),
            Action::Narrow => self.choose_kind(shared),
            Action::Back if self.page.walk.is_some() => self.page.walk = None,
            Action::Left => self.step_document(shared, -1),
            Action::Right => self.step_document(shared, 1),
            Action::Wording => self.turn_wording(shared),
            Action::Parts if self.page.beside().is_some() => {
                shared.extent = shared.extent.other();
                shared.message = Some(format!("comparing {}", shared.extent.name()));
                self.page.to_be_asked = true;
            }
            Action::Open => return Next::Go(Goal::Claim),
            Action::Wheel(position, down) => {
                if shared.body().contains(position) {
                    self.scroll(shared, if down { WHEEL } else { -WHEEL });
                    self.follow_view(shared);
                }
            }
            other => return Next::Pass(other),
        }
        Next::Done
    }

    /// Whether `action` would do something now; `None` where that is no matter of this screen.
    pub fn offers(&self, shared: &Shared, action: &Action) -> Option<bool> {
        if let Some(offered) = self.offers_to_select(action) {
            return Some(offered);
        }
        match action {
            Action::NextExcerpt | Action::PreviousExcerpt => {
                Some(self.page.opened.as_ref().is_some_and(|opened| opened.excerpts().next().is_some()))
            }
            Action::Zoom => Some(self.page.wanted.is_some() && (shared.zoomed || !self.areas(shared).1.is_empty())),
            Action::Left | Action::Right => Some(shared.catalogue.documents.len() > 1),
            Action::Parts => Some(self.page.beside().is_some()),
            Action::Wording => Some(self.page.opened.as_ref().is_some_and(|opened| opened.comparison.is_some())),
            Action::Narrow => Some(self.page.beside().is_some_and(|comparison| !comparison.counts.is_empty())),
            Action::NextHit | Action::PreviousHit if self.page.beside().is_some() => Some(true),
            Action::Back if self.page.walk.is_some() => Some(true),
            _ => None,
        }
    }

    /// The document that is shown.
    pub fn document(&self) -> Option<DocumentId> {
        self.page.wanted
    }

    /// Whether a document is on its way.
    pub fn is_opening(&self) -> bool {
        self.page.wanted.is_some() && self.page.opened.is_none()
    }

    /// What is in sight and nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        let asks = std::mem::take(&mut self.page.to_be_asked);
        let document = self.page.wanted.filter(|_| asks)?;
        Some(Question::Open(Arc::clone(&shared.catalogue), document, shared.extent))
    }

    /// The words that are selected, or that somebody came for, as they are filed.
    pub fn passage(&self, catalogue: &Catalogue) -> Option<Passage> {
        let opened = self.page.opened.as_ref()?;
        let came_for = || Selected::of(opened.document, opened.text.as_ref()?.text(), vec![self.page.place.clone()?]);
        let Selected { document, stretches, span, quote } = self.selected().or_else(came_for)?;
        let bytes = stretches.first()?.start..stretches.last()?.end;
        Some(Passage::of_text(catalogue, document, opened.text.as_ref()?, &bytes, quote, span))
    }

    /// Opens the document of the current excerpt, or of the current outlet where that has none here.
    pub fn open_current(&mut self, shared: &Shared) {
        let excerpt = shared.excerpt();
        let first = || shared.catalogue.outlets.get(shared.outlet?)?.documents.first().copied();
        let document = excerpt.map(|id| shared.catalogue.excerpts[id].document).or_else(first);
        self.page.turn_to(document, excerpt);
        self.reveal(shared);
    }

    /// Opens the document of `excerpt` there.
    pub fn open_at(&mut self, shared: &Shared, excerpt: ExcerptId) {
        self.page.turn_to(Some(shared.catalogue.excerpts[excerpt].document), Some(excerpt));
        self.page.walked = Some(excerpt);
        self.reveal(shared);
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
    pub fn take_in(&mut self, shared: &mut Shared, opened: Arc<Opened>) {
        let was_selecting = self.page.selection.is_some();
        self.page.take_in(opened);
        if self.page.selection.is_some() {
            return;
        }
        if was_selecting {
            shared.message = Some("the text has changed: nothing is selected any more".to_owned());
        }
        self.scroll_to_place(shared);
        self.reveal(shared);
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
        let before = std::mem::take(&mut self.page);
        self.page = Page { wanted: document, to_be_asked: true, ..Page::default() };
        if document.is_some() && before.place.is_some() {
            let was_open = before.opened.clone().or(before.before.clone());
            (self.page.place, self.page.before) = (before.place.clone(), was_open);
        }
        if document.is_some() && before.selection.is_some() {
            // What is selected stays so where the text does.
            let Page { top, line, alone, ground, selection, .. } = before;
            self.page = Page { top, line, alone, ground, selection, ..std::mem::take(&mut self.page) };
        }
    }

    /// What stands before the place is in sight, too; a paragraph can be longer than the screen.
    fn scroll_to_place(&mut self, shared: &Shared) {
        let page = &self.page;
        if let Some(place) = page.place.as_ref().filter(|_| page.opened.is_some() && page.beside().is_none()) {
            self.page.line = blocks::line_at(page, page.top, place.start, self.rows(shared).width);
            self.scroll(shared, -isize::try_from(self.height(shared) / 4).unwrap_or(0));
            self.fill(shared);
        }
    }

    /// What is in sight.
    fn view(&self, shared: &Shared) -> View {
        View::of(shared, &self.page, self.rows(shared))
    }

    /// Brings the beginning of the excerpt under the cursor into sight, where it has a place and nobody came for other words.
    fn reveal(&mut self, shared: &Shared) {
        let view = self.view(shared);
        let excerpt = self.page.excerpt.filter(|_| self.page.place.is_none());
        let lines = excerpt.filter(|&id| !view.begins(&self.page, id)).and_then(|id| view.lines_of(&self.page, id));
        if let Some(lines) = lines {
            let (block, line) = *lines.start();
            (self.page.top, self.page.line) = (block, line.saturating_sub(self.height(shared) / 4));
        }
        self.fill(shared);
    }

    /// No line below stays empty while there are others out of sight above.
    fn fill(&mut self, shared: &Shared) {
        let rows = self.rows(shared);
        let mut room = usize::from(rows.height) + self.page.line;
        for index in self.page.top..self.page.height() {
            room = room.saturating_sub(blocks::block(shared, &self.page, index, rows.width).len());
            if room == 0 {
                return;
            }
        }
        self.scroll(shared, -isize::try_from(room).unwrap_or(isize::MAX));
    }

    /// The cursor goes with the view: an excerpt that went out of sight hands over to the nearest that is in sight.
    fn follow_view(&mut self, shared: &Shared) {
        self.fill(shared);
        let view = self.view(shared);
        if !self.page.excerpt.is_some_and(|excerpt| view.holds(excerpt)) {
            self.page.excerpt = view.nearest(&self.page, self.page.excerpt).or(self.page.excerpt);
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
        let view = self.view(shared);
        let is_here = |id| view.holds(id) || !head::has_place(&self.page, id);
        let next = if self.page.excerpt.is_some_and(is_here) { self.page.step(by) } else { view.beyond(&self.page, by) };
        let Some(excerpt) = next else {
            shared.message = Some(if by > 0 { "no excerpt further on" } else { "no excerpt before this" }.to_owned());
            return;
        };
        self.page.go_to(Some(excerpt));
        self.page.walked = Some(excerpt);
        self.reveal(shared);
        shared.go_to_excerpt(excerpt);
        shared.message = head::no_place(shared, &self.page, excerpt).map(str::to_owned);
    }

    /// Goes on in what the copy made of its original, from the view where that has left the walk; else to the next excerpt.
    fn step_walk(&mut self, shared: &mut Shared, by: isize) {
        let Some(comparison) = self.page.beside() else { return self.step_excerpt(shared, by) };
        let view = self.view(shared);
        let is_in_sight = |walk: &DriftWalk| walk.stop(comparison).is_some_and(|(row, _)| view.has_block(row));
        let next = match self.page.walk.filter(is_in_sight) {
            Some(walk) => walk.step(comparison, by),
            None => DriftWalk::from(comparison, self.page.walk.and_then(|walk| walk.kind), self.page.top, by),
        };
        if let Some(walk) = next {
            self.show_drift(shared, walk);
        } else {
            shared.message = Some(if by > 0 { "this is the last of them" } else { "this is the first of them" }.to_owned());
        }
    }

    /// Chooses the next kind of what the copy made of its original, and goes to the first of it from here on.
    fn choose_kind(&mut self, shared: &mut Shared) {
        let Some(comparison) = self.page.beside() else { return };
        let kind = DriftWalk::next_kind(self.page.walk, comparison);
        let walk = kind.and_then(|kind| DriftWalk::from(comparison, Some(kind), self.page.top, 1));
        // What is begun last is what n and N go through.
        shared.walk = None;
        if let Some(walk) = walk {
            self.show_drift(shared, walk);
        } else {
            self.page.walk = None;
            shared.message = Some("n and N go through all kinds".to_owned());
        }
    }

    fn show_drift(&mut self, shared: &mut Shared, walk: DriftWalk) {
        self.page.go_to_drift(walk);
        self.follow_view(shared);
        let place = self.page.beside().map(|comparison| walk.place(comparison));
        shared.message = place.map(|place| format!("{place}  n/N on, back  f kind  Esc ends"));
    }

    /// A copy stands beside its original, or alone; of what cannot stand so, why.
    fn turn_wording(&mut self, shared: &mut Shared) {
        let Some(opened) = &self.page.opened else { return };
        if opened.comparison.is_none() {
            let is_copy = shared.catalogue.documents[opened.document].copy_of.is_some();
            let why = if is_copy {
                "one of both texts is not at hand: not beside its original"
            } else {
                "this is no copy: it stands alone"
            };
            shared.message = Some(why.to_owned());
            return;
        }
        self.page.alone = !self.page.alone;
        self.page.walk = None;
        self.page.go_to(self.page.excerpt);
        self.reveal(shared);
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
        let alone = shared.zoomed || !self.has_text() || self.page.beside().is_some();
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

    /// Where the text stands inside its pane: under its head, over the claim under the cursor where no cards stand beside it.
    fn rows(&self, shared: &Shared) -> Rect {
        let (page, aside) = self.areas(shared);
        let inside = layout::inner(page);
        let head = 1 + layout::cells(head::lines(shared, &self.page, inside).len()) + u16::from(head::is_spaced(inside));
        let head = head.min(inside.height);
        let foot = u16::from(aside.is_empty() && self.has_text() && inside.height > head + 3);
        Rect { y: inside.y + head, height: inside.height - head - foot, ..inside }
    }

    /// Whether the text is at hand, as far as that is known.
    fn has_text(&self) -> bool {
        self.page.opened.as_ref().is_none_or(|opened| opened.text.is_some())
    }
}
