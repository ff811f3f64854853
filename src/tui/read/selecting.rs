//! Selecting words on the page: where the cursor begins, what keys and mouse do, how the view follows the end that moves.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};
use tui_input::InputRequest;

use super::{
    Read, blocks,
    select::{
        Refusal, Selected, Selection, Unit,
        ground::Ground,
        lines::{WordLine, word_lines},
    },
    view::{Place, View},
};
use crate::{
    catalogue::{ExcerptId, Quote},
    compare::citation::cited,
    tui::{
        action::{Action, Effect, Next, Selecting},
        form,
        keys::Mode,
        shared::Shared,
    },
};

impl Read {
    /// Where keys go.
    pub fn mode(&self) -> Mode {
        match self.selection() {
            Some(selection) if selection.letters().is_some() => Mode::Seek,
            Some(_) => Mode::Select,
            None => Mode::Read,
        }
    }

    /// What is selected; none where nothing is.
    pub fn selected(&self) -> Option<Selected> {
        self.selection()?.selected(self.page.opened.as_ref()?.document)
    }

    /// What is being selected, on a page that shows it.
    pub(super) fn selection(&self) -> Option<&Selection> {
        self.page.selection.as_ref().filter(|_| self.page.beside().is_none())
    }

    /// Does what `action` means where words are selected, or begin to be; none where it means nothing there.
    pub(super) fn select(&mut self, shared: &mut Shared, action: &Action) -> Option<Next> {
        if self.selection().is_none() {
            match action {
                Action::Select => self.begin(shared),
                Action::Click(position) => self.press(shared, *position)?,
                _ => return None,
            }
            return Some(Next::Done);
        }
        let half_page = self.height(shared) / 2;
        let selection = self.page.selection.as_mut()?;
        if moves(action) {
            selection.let_go();
        }
        let done = match action {
            Action::Copy => return Some(self.copy_selected(shared)),
            Action::File => {
                self.lift_selection(shared);
                return None;
            }
            Action::Back => {
                if !selection.back() {
                    self.page.selection = None;
                }
                return Some(Next::Done);
            }
            Action::Select => selection.set(),
            Action::Left | Action::Right => {
                let count = selection.take_count();
                selection.by_words(count, *action == Action::Right)
            }
            Action::Up | Action::Down => {
                let count = selection.take_count();
                self.by_lines(shared, count, *action == Action::Down)
            }
            Action::PageUp | Action::PageDown => {
                let count = selection.take_count().saturating_mul(half_page.max(1));
                self.by_lines(shared, count, *action == Action::PageDown)
            }
            Action::First | Action::Last => selection.go_to_end(*action == Action::Last),
            Action::NextHit | Action::PreviousHit => selection.seek_again(*action == Action::NextHit),
            Action::Selecting(selecting) => with(selection, *selecting),
            Action::Open if selection.letters().is_some() => selection.letter(' '),
            Action::Type(InputRequest::InsertChar(letter)) => selection.letter(*letter),
            Action::Type(InputRequest::DeletePrevChar) => {
                selection.unletter();
                Ok(())
            }
            Action::Type(_) => Ok(()),
            Action::Click(position) => {
                self.press(shared, *position)?;
                return Some(Next::Done);
            }
            Action::Drag(position) => self.drag(shared, *position),
            _ => return None,
        };
        shared.message = match (done, self.selection().and_then(Selection::letters)) {
            (Err(why), _) => Some(why.into_owned()),
            (Ok(()), Some(letters)) => {
                Some(format!("to the next word that begins with: {letters}▏ (two letters; Enter after one)"))
            }
            (Ok(()), None) => None,
        };
        self.follow_selection(shared);
        Some(Next::Done)
    }

    /// A step is written, by which what is selected was filed as this excerpt, or none was.
    pub fn written(&mut self, filed: Option<ExcerptId>) {
        if let Some(selection) = &mut self.page.selection {
            selection.set_filed(filed.is_some());
        }
        self.page.excerpt = filed.or(self.page.excerpt);
    }

    /// Whether `action` would do something now to what is selected; `None` where that is no matter of selecting.
    pub(super) fn offers_to_select(&self, action: &Action) -> Option<bool> {
        let Some(selection) = self.selection() else {
            let has_words = || self.page.opened.as_ref().is_some_and(|opened| opened.text.is_some());
            return (*action == Action::Select).then(|| has_words() && self.page.beside().is_none());
        };
        match action {
            Action::Selecting(Selecting::OtherEnd | Selecting::Join) => Some(!selection.is_cursor()),
            Action::Open => selection.letters().map(|letters| !letters.is_empty()),
            _ => Some(true),
        }
    }

    /// Puts the cursor on the first word in sight, or on the one that somebody came for.
    fn begin(&mut self, shared: &mut Shared) {
        let Some(opened) = &self.page.opened else { return };
        if opened.text.is_none() {
            let id = &shared.catalogue.documents[opened.document].id;
            shared.message = Some(if shared.is_blind() {
                "no text to select in: R reveals how its file is to be called".to_owned()
            } else {
                format!("no text to select in: put it into texts/{id}.txt beside the catalogue")
            });
            return;
        }
        if self.page.beside().is_some() {
            shared.message = Some("words are selected in one text: d shows the copy alone".to_owned());
            return;
        }
        let ground = self.ground();
        self.page.selection = ground.and_then(|ground| {
            let word = self.first_word(shared, &ground)?;
            Selection::at(ground, word)
        });
        if self.page.selection.is_none() {
            shared.message = Some("there is no word to select".to_owned());
        }
        self.follow_selection(shared);
    }

    /// The words of the text that is open, found once.
    fn ground(&mut self) -> Option<Arc<Ground>> {
        let text = self.page.opened.as_ref()?.text.as_ref()?;
        Some(Arc::clone(self.page.ground.get_or_insert_with(|| Arc::new(Ground::new(text.text())))))
    }

    /// The word at the place in sight that somebody came for; or the one after the excerpt in sight that somebody walked to; or the
    /// first one of the body in sight; or the first one in sight.
    fn first_word(&self, shared: &Shared, ground: &Ground) -> Option<usize> {
        let (page, view) = (&self.page, self.view(shared));
        let came_for = || {
            page.place.as_ref().map(|place| place.start).filter(|&at| self.line_of(shared, at).is_some_and(|line| view.has(line)))
        };
        let walked = || {
            let excerpt = page.walked.filter(|&id| page.excerpt == Some(id) && view.holds(id))?;
            page.opened.as_ref()?.bytes_of(excerpt).map(|bytes| bytes.end)
        };
        let in_sight = || {
            let (first, columns) = (view.first(), self.rows(shared).width);
            let lines = |block: usize| word_lines(page, ground, block, columns).into_iter().map(move |line| (block, line));
            let lines = (first.0..page.height()).flat_map(lines).map(|(block, line)| ((block, line.line), line.first()));
            let mut lines = lines.skip_while(|(place, _)| *place < first);
            let first = lines.next()?;
            // A headline is seldom quoted.
            let is_body = |word: &usize| page.opened.as_ref().is_some_and(|opened| opened.is_body(ground.word(*word).start));
            let mut words =
                std::iter::once(first).chain(lines).take_while(|(place, _)| view.has(*place)).filter_map(|(_, word)| word);
            words.find(is_body).or(first.1)
        };
        let place = came_for().or_else(walked).and_then(|at| ground.word_from(at));
        place.or_else(in_sight).or_else(|| ground.word_from(0))
    }

    /// So many lines down or up, to the word nearest below or above; as far as there are lines.
    fn by_lines(&mut self, shared: &Shared, count: usize, down: bool) -> Result<(), Refusal> {
        let refusal = if down { "this is the last line" } else { "this is the first line" };
        let (columns, page) = (self.rows(shared).width, &self.page);
        let selection = page.selection.as_ref().ok_or(refusal)?;
        let (here, at) = (selection.moving(), selection.moving_bytes().start);
        let block = page.opened.as_ref().and_then(|opened| opened.block_at(at)).ok_or(refusal)?;
        let lines = |block: usize| word_lines(page, selection.ground(), block, columns).into_iter();
        let lines: Box<dyn Iterator<Item = WordLine>> = if down {
            Box::new((block..page.height()).flat_map(lines))
        } else {
            Box::new((0..=block).rev().flat_map(|block| lines(block).rev()))
        };
        let mut lines = lines.skip_while(|line| !line.has(here));
        let column = lines.next().and_then(|line| line.column_of(here)).ok_or(refusal)?;
        let column = selection.column.unwrap_or(column);
        let word = lines.take(count).last().and_then(|line| line.word_near(column)).ok_or(refusal)?;
        let selection = self.page.selection.as_mut().ok_or(refusal)?;
        selection.go_to(word)?;
        selection.column = Some(column);
        Ok(())
    }

    /// The cursor on the word that was pressed; pressed again, its sentence. None where there is no word.
    fn press(&mut self, shared: &mut Shared, position: Position) -> Option<()> {
        let ground = self.ground()?;
        let line = self.line_under(shared, &ground, position)?;
        let word = line.word_in(self.column_under(shared, position)?)?;
        let done = match &mut self.page.selection {
            Some(selection) if selection.is_cursor() && selection.moving() == word => selection.take_whole(Unit::Sentence),
            Some(selection) => selection.start_at(word),
            None => {
                self.page.selection = Selection::at(ground, word);
                Ok(())
            }
        };
        shared.message = done.err().map(Refusal::into_owned);
        Some(())
    }

    /// Stretches from the cursor to the word nearest to where the mouse is.
    fn drag(&mut self, shared: &Shared, position: Position) -> Result<(), Refusal> {
        let ground = self.ground();
        let line = ground.and_then(|ground| self.line_under(shared, &ground, position));
        let word = line.zip(self.column_under(shared, position)).and_then(|(line, column)| line.word_near(column));
        let (Some(word), Some(selection)) = (word, &mut self.page.selection) else { return Ok(()) };
        if selection.is_cursor() {
            selection.set()?;
        }
        selection.go_to(word)
    }

    /// The line with words at `position`.
    fn line_under(&self, shared: &Shared, ground: &Ground, position: Position) -> Option<WordLine> {
        let rows = self.rows(shared);
        if !rows.contains(position) || self.page.beside().is_some() {
            return None;
        }
        let mut below = usize::from(position.y - rows.y) + self.page.line;
        for block in self.page.top..self.page.height() {
            let lines = blocks::block(shared, &self.page, block, rows.width).len();
            if below < lines {
                return word_lines(&self.page, ground, block, rows.width).into_iter().find(|line| line.line == below);
            }
            below -= lines;
        }
        None
    }

    /// The column of the text at `position`.
    fn column_under(&self, shared: &Shared, position: Position) -> Option<usize> {
        position.x.checked_sub(self.rows(shared).x + blocks::MARGIN).map(usize::from)
    }

    /// The line in which the byte `at` of the text stands.
    fn line_of(&self, shared: &Shared, at: usize) -> Option<Place> {
        let block = self.page.opened.as_ref()?.block_at(at)?;
        Some((block, blocks::line_at(&self.page, block, at, self.rows(shared).width)))
    }

    /// Brings the end that moves into sight.
    fn follow_selection(&mut self, shared: &Shared) {
        let at = self.page.selection.as_ref().map(|selection| selection.moving_bytes().start);
        let Some(line) = at.and_then(|at| self.line_of(shared, at)) else { return };
        let view = self.view(shared);
        if view.has(line) {
            return;
        }
        (self.page.top, self.page.line) = line;
        // Below what was in sight it comes in at the bottom, with the line after it.
        let back = if line < view.first() { 0 } else { self.height(shared).saturating_sub(2) };
        self.scroll(shared, -isize::try_from(back).unwrap_or(isize::MAX));
        self.follow_view(shared);
    }

    /// Brings what is selected into the upper part of the view, below which the form will lie.
    fn lift_selection(&mut self, shared: &Shared) {
        let ends =
            self.selected().and_then(|selected| Some([selected.stretches.first()?.start, selected.stretches.last()?.end - 1]));
        let Some(lines) = ends.map(|ends| ends.map(|at| self.line_of(shared, at))) else { return };
        let rows = self.rows(shared);
        let above = Rect { height: rows.height.saturating_sub(form::draw::HEIGHT), ..rows };
        let view = View::of(shared, &self.page, above);
        if let [Some(first), Some(last)] = lines
            && !(view.has(first) && view.has(last))
        {
            (self.page.top, self.page.line) = first;
        }
    }

    /// Copies what is selected with its source.
    fn copy_selected(&self, shared: &mut Shared) -> Next {
        let Some(selected) = self.selected() else { return Next::Done };
        let quote = Quote::new(selected.quote);
        shared.message = Some(format!("sent to the terminal's clipboard with its source: {}", quote.shown()));
        Next::Outside(Effect::Copy(cited(&shared.catalogue, selected.document, &quote, Some(selected.span))))
    }
}

/// Whether `action` selects other words than those selected.
const fn moves(action: &Action) -> bool {
    match action {
        Action::Select
        | Action::Left
        | Action::Right
        | Action::Up
        | Action::Down
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last
        | Action::NextHit
        | Action::PreviousHit
        | Action::Click(_)
        | Action::Drag(_) => true,
        Action::Selecting(selecting) => !matches!(selecting, Selecting::Digit(_)),
        _ => false,
    }
}

/// Does to `selection` what only it knows.
fn with(selection: &mut Selection, selecting: Selecting) -> Result<(), Refusal> {
    let by = |selection: &mut Selection, unit: Unit, on: bool| {
        let count = selection.take_count();
        selection.by_units(unit, count, on)
    };
    match selecting {
        Selecting::NextSentence => by(selection, Unit::Sentence, true),
        Selecting::PreviousSentence => by(selection, Unit::Sentence, false),
        Selecting::NextParagraph => by(selection, Unit::Paragraph, true),
        Selecting::PreviousParagraph => by(selection, Unit::Paragraph, false),
        Selecting::WholeSentence => selection.take_whole(Unit::Sentence),
        Selecting::WholeParagraph => selection.take_whole(Unit::Paragraph),
        Selecting::OtherEnd => selection.turn(),
        Selecting::Join => selection.join(),
        Selecting::Seek => {
            selection.await_letters();
            Ok(())
        }
        Selecting::Digit(digit) => {
            selection.digit(usize::from(digit));
            Ok(())
        }
    }
}
