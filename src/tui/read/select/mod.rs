//! Words being selected in a text: a cursor, then a stretch with an end that stays and one that moves, then further stretches behind
//! it.
//!
//! Here are the movements over words, sentences and paragraphs, which know nothing of a screen; lines as wrapped on it are in
//! `lines`, keys and mouse in [`super::selecting`], the text's words in `ground`, what comes of it in `quote`.
//!
//! Invariants: both ends are words of the text; stretches are in order, with at least a word between any two. A movement that cannot
//! be made says why and moves nothing.

pub(super) mod ground;
pub(super) mod lines;
mod quote;

use std::{borrow::Cow, ops::Range, sync::Arc};

use self::ground::{Ground, Sought};
pub use self::quote::Selected;
use crate::catalogue::DocumentId;

/// The highest count that is taken from keys.
const MOST: usize = 9999;

const ONLY_CURSOR: &str = "there is only the cursor: v sets the other end";

/// Why a movement cannot be made.
pub(super) type Refusal = Cow<'static, str>;

/// Pieces of a text, one of which a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Sentence,
    Paragraph,
}

/// An end of a stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
struct End {
    /// The number of its word.
    word: usize,
    /// The bytes of that, and of the marks around it where a whole sentence or paragraph was taken.
    bytes: Range<usize>,
}

/// A stretch, or the cursor from which one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    /// The end that stays; none of a cursor.
    still: Option<End>,
    moving: End,
}

impl Stretch {
    /// Its ends in the order of the text.
    fn ends(&self) -> [&End; 2] {
        let still = self.still.as_ref().unwrap_or(&self.moving);
        if still.word <= self.moving.word { [still, &self.moving] } else { [&self.moving, still] }
    }

    fn bytes(&self) -> Range<usize> {
        let [first, last] = self.ends();
        first.bytes.start.min(last.bytes.start)..first.bytes.end.max(last.bytes.end)
    }

    fn words(&self) -> usize {
        let [first, last] = self.ends();
        last.word - first.word + 1
    }
}

/// A selection that is being made.
#[derive(Debug, Clone)]
pub(super) struct Selection {
    ground: Arc<Ground>,
    /// The stretches before the one that is being selected.
    kept: Vec<Stretch>,
    stretch: Stretch,
    /// The digits typed before a movement.
    count: Option<usize>,
    /// What `f` looked for last.
    sought: Option<Sought>,
    /// What was typed after `f`, while that is not all.
    letters: Option<String>,
    /// Whether what is selected was filed: it may be filed once more, but the next movement begins anew.
    is_filed: bool,
    /// The column from which `j` and `k` started, while they go on.
    pub(super) column: Option<usize>,
}

impl Selection {
    /// The cursor on a word of `ground`; none where it has no such.
    pub(super) fn at(ground: Arc<Ground>, word: usize) -> Option<Self> {
        let bytes = ground.words.get(word)?.clone();
        let stretch = Stretch { still: None, moving: End { word, bytes } };
        Some(Self { ground, kept: Vec::new(), stretch, count: None, sought: None, letters: None, is_filed: false, column: None })
    }

    pub(super) fn ground(&self) -> &Arc<Ground> {
        &self.ground
    }

    /// The number of the word at the end that moves.
    pub(super) const fn moving(&self) -> usize {
        self.stretch.moving.word
    }

    /// The bytes of that word.
    pub(super) fn moving_bytes(&self) -> Range<usize> {
        self.ground.word(self.moving())
    }

    /// Whether movements move the cursor and stretch nothing.
    pub(super) const fn is_cursor(&self) -> bool {
        self.stretch.still.is_none()
    }

    /// What was typed after `f`, while more letters are awaited.
    pub(super) fn letters(&self) -> Option<&str> {
        self.letters.as_deref()
    }

    /// The stretches as they are drawn, the cursor among them.
    pub(super) fn marked(&self) -> impl Iterator<Item = Range<usize>> {
        self.kept.iter().chain([&self.stretch]).map(Stretch::bytes)
    }

    /// What is selected of `text`; a cursor behind other stretches is not.
    pub(super) fn selected(&self, document: DocumentId) -> Option<Selected> {
        let current = Some(&self.stretch).filter(|_| !self.is_cursor() || self.kept.is_empty());
        Selected::of(document, &self.ground.text, self.kept.iter().chain(current).map(Stretch::bytes).collect())
    }

    /// "4 + 7 words", "cursor", with the count that is being typed.
    pub(super) fn in_short(&self) -> String {
        let mut counts: Vec<String> = self.kept.iter().map(|stretch| stretch.words().to_string()).collect();
        counts.push(if self.is_cursor() { "cursor".to_owned() } else { self.stretch.words().to_string() });
        let noun = match (self.is_cursor(), counts.as_slice()) {
            (true, _) => "",
            (false, [only]) if only == "1" => " word",
            _ => " words",
        };
        let typed = self.count.map(|count| format!("{count}× ")).unwrap_or_default();
        format!("{typed}{}{noun}", counts.join(" + "))
    }

    /// Adds a digit to the count.
    pub(super) fn digit(&mut self, digit: usize) {
        let count = self.count.unwrap_or(0) * 10 + digit;
        self.count = Some(count.min(MOST)).filter(|&count| count > 0);
    }

    /// The count that was typed, which is used up; 1 where none was.
    pub(super) fn take_count(&mut self) -> usize {
        self.count.take().unwrap_or(1)
    }

    /// What is selected was filed, or is no more.
    pub(super) fn set_filed(&mut self, is_filed: bool) {
        self.is_filed = is_filed;
    }

    /// Lets go of what was filed: only the cursor is left, on its last word.
    pub(super) fn let_go(&mut self) {
        if std::mem::take(&mut self.is_filed) {
            let [_, last] = self.stretch.ends();
            self.stretch = Stretch { still: None, moving: self.end(last.word) };
            self.kept.clear();
        }
    }

    /// One step back; whether that leaves a selection.
    pub(super) fn back(&mut self) -> bool {
        self.column = None;
        if self.letters.take().is_some() || self.count.take().is_some() {
            return true;
        }
        if self.is_filed {
            return false;
        }
        if self.stretch.still.take().is_some() {
            self.stretch.moving = self.end(self.moving());
            return true;
        }
        self.kept.pop().map(|kept| self.stretch = kept).is_some()
    }

    /// Sets the end that stays where the moving one is; a count is that of the words from there on.
    pub(super) fn set(&mut self) -> Result<(), Refusal> {
        let words = self.take_count();
        let end = self.end(self.moving());
        self.stretch = Stretch { still: Some(end.clone()), moving: end };
        if words > 1 { self.by_words(words - 1, true) } else { Ok(()) }
    }

    /// Lets the other end move.
    pub(super) fn turn(&mut self) -> Result<(), Refusal> {
        self.column = None;
        let still = self.stretch.still.as_mut().ok_or(ONLY_CURSOR)?;
        std::mem::swap(still, &mut self.stretch.moving);
        Ok(())
    }

    /// Puts the moving end on this word.
    pub(super) fn go_to(&mut self, word: usize) -> Result<(), Refusal> {
        if word < self.least() {
            return Err("stretches stand in order, with words left out between them; Esc takes the last one back".into());
        }
        self.column = None;
        self.stretch.moving = self.end(word);
        Ok(())
    }

    /// The cursor alone, on this word.
    pub(super) fn start_at(&mut self, word: usize) -> Result<(), Refusal> {
        self.go_to(word)?;
        (self.stretch.still, self.letters) = (None, None);
        Ok(())
    }

    /// So many words on or back, as far as there are words.
    pub(super) fn by_words(&mut self, count: usize, on: bool) -> Result<(), Refusal> {
        let (here, last) = (self.moving(), self.ground.words.len().saturating_sub(1));
        let word = if on { here.saturating_add(count).min(last) } else { here.saturating_sub(count) };
        if word == here {
            return Err(if on { "this is the last word" } else { "this is the first word" }.into());
        }
        self.go_to(word)
    }

    /// To the first or the last word of the text.
    pub(super) fn go_to_end(&mut self, last: bool) -> Result<(), Refusal> {
        self.go_to(if last { self.ground.words.len().saturating_sub(1) } else { 0 })
    }

    /// So many units on or back: from first word to first word, but the end of a stretch from last word to last word.
    pub(super) fn by_units(&mut self, unit: Unit, count: usize, on: bool) -> Result<(), Refusal> {
        let is_end = self.stretch.still.as_ref().is_some_and(|still| still.word <= self.moving());
        let by = isize::try_from(count).unwrap_or(isize::MAX);
        let word = self.ground.step(self.units(unit), self.moving(), if on { by } else { -by }, is_end);
        let refusal = match (unit, on) {
            (Unit::Sentence, true) => "no sentence further on",
            (Unit::Sentence, false) => "no sentence before this",
            (Unit::Paragraph, true) => "no paragraph further on",
            (Unit::Paragraph, false) => "no paragraph before this",
        };
        self.go_to(word.ok_or(refusal)?)
    }

    /// Takes the whole of the unit around the cursor, or grows to whole units; a count takes in as many from the last one on.
    pub(super) fn take_whole(&mut self, unit: Unit) -> Result<(), Refusal> {
        let more = self.take_count() - 1;
        let [first, last] = self.stretch.ends().map(|end| end.word);
        let units = self.units(unit);
        let around = |word: usize, more: usize| self.ground.ends(units.get(self.ground.around(units, word)? + more)?);
        let (Some([first, _]), Some([_, last])) = (around(first, 0), around(last, more)) else {
            return Err(if more > 0 { "there are not so many" } else { "this word is in none" }.into());
        };
        if first.0 < self.least() {
            return Err("it reaches into the stretch before it; Esc takes that back".into());
        }
        let is_first = self.stretch.still.as_ref().is_some_and(|still| still.word > self.moving());
        let [first, last] = [first, last].map(|(word, bytes)| End { word, bytes });
        self.stretch =
            if is_first { Stretch { still: Some(last), moving: first } } else { Stretch { still: Some(first), moving: last } };
        self.column = None;
        Ok(())
    }

    /// Keeps the stretch, and puts the cursor behind it for another one.
    pub(super) fn join(&mut self) -> Result<(), Refusal> {
        if self.is_cursor() {
            return Err(ONLY_CURSOR.into());
        }
        let [_, last] = self.stretch.ends();
        let next = last.word + 2;
        if next >= self.ground.words.len() {
            return Err("no word stands behind it that could be joined".into());
        }
        let cursor = Stretch { still: None, moving: self.end(next) };
        self.kept.push(std::mem::replace(&mut self.stretch, cursor));
        self.column = None;
        Ok(())
    }

    /// Awaits the letters of a word to go to.
    pub(super) fn await_letters(&mut self) {
        self.letters = Some(String::new());
    }

    /// Takes a letter of that word; where it is the last one, goes there. A blank says that the one before was all of the word.
    pub(super) fn letter(&mut self, letter: char) -> Result<(), Refusal> {
        /// Letters that tell a word.
        const ENOUGH: usize = 2;
        let Some(letters) = &mut self.letters else { return Ok(()) };
        let is_whole = letter.is_whitespace() && !letters.is_empty();
        if !letter.is_whitespace() {
            letters.push(letter);
        }
        if !is_whole && letters.chars().count() < ENOUGH {
            return Ok(());
        }
        self.sought = self.letters.take().map(|letters| Sought { letters, whole: is_whole });
        self.seek_again(true)
    }

    /// Takes the last letter back; with none left, nothing is awaited.
    pub(super) fn unletter(&mut self) {
        self.letters = self.letters.take().and_then(|mut letters| letters.pop().map(|_| letters));
    }

    /// Goes to the next word, or the one before, that begins as the one sought last.
    pub(super) fn seek_again(&mut self, on: bool) -> Result<(), Refusal> {
        let nth = self.take_count();
        let sought = self.sought.as_ref().ok_or("nothing to go on with: f and two letters first")?;
        let Some(word) = self.ground.seek(sought, self.moving(), on, nth) else {
            let place = if on { "further on" } else { "before this" };
            let begins = if sought.whole { "is" } else { "begins with" };
            return Err(format!("no word {place} {begins} “{}”", sought.letters).into());
        };
        self.go_to(word)
    }

    /// The first word that the stretch being selected may have.
    fn least(&self) -> usize {
        self.kept.last().map_or(0, |kept| kept.ends()[1].word + 2)
    }

    fn end(&self, word: usize) -> End {
        End { word, bytes: self.ground.word(word) }
    }

    fn units(&self, unit: Unit) -> &[Range<usize>] {
        match unit {
            Unit::Sentence => &self.ground.sentences,
            Unit::Paragraph => &self.ground.paragraphs,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        catalogue::Id,
        text::{
            anchor::{Anchoring, Haystack, Wanted},
            fold::fold,
        },
    };

    const TEXT: &str =
        "The quay fell. Nobody had been told, she said. Why?\n\nA keeper’s boat saved 12 of us. *** It was −5 degrees.";

    fn at(word: usize) -> Selection {
        Selection::at(Arc::new(Ground::new(TEXT)), word).unwrap()
    }

    fn quote(selection: &Selection) -> String {
        selection.selected(Id::new(0)).unwrap().quote
    }

    #[test]
    fn a_count_is_used_up_by_one_movement() {
        let mut selection = at(0);
        selection.digit(0);
        assert_eq!(selection.in_short(), "cursor", "no count begins with nought");
        selection.digit(1);
        selection.digit(0);
        assert_eq!((selection.in_short(), selection.take_count(), selection.take_count()), ("10× cursor".to_owned(), 10, 1));
        for _ in 0..40 {
            selection.digit(9);
        }
        assert_eq!(selection.take_count(), MOST);
    }

    #[test]
    fn words_end_with_the_text() {
        let mut selection = at(0);
        assert!(selection.by_words(1, false).is_err());
        selection.by_words(99, true).unwrap();
        assert_eq!(quote(&selection), "degrees");
        assert!(selection.by_words(1, true).is_err());
        selection.go_to_end(false).unwrap();
        assert_eq!(quote(&selection), "The");
    }

    #[test]
    fn the_end_of_a_stretch_goes_to_last_words_and_its_beginning_to_first_ones() {
        let mut selection = at(4);
        selection.set().unwrap();
        selection.by_units(Unit::Sentence, 1, true).unwrap();
        assert_eq!(quote(&selection), "had been told, she said");
        selection.by_units(Unit::Sentence, 1, true).unwrap();
        assert_eq!(quote(&selection), "had been told, she said. Why");
        selection.by_units(Unit::Sentence, 1, false).unwrap();
        selection.turn().unwrap();
        selection.by_units(Unit::Sentence, 2, false).unwrap();
        assert_eq!(quote(&selection), "The quay fell. Nobody had been told, she said");
        selection.by_units(Unit::Paragraph, 1, true).unwrap();
        assert_eq!(quote(&selection), "said. Why?\n\nA".replace("\n\n", " "));
    }

    #[test]
    fn whole_units_are_grown_to_and_the_same_end_moves() {
        let mut selection = at(9);
        selection.set().unwrap();
        selection.by_words(5, false).unwrap();
        selection.take_whole(Unit::Sentence).unwrap();
        assert_eq!(quote(&selection), "Nobody had been told, she said. Why?");
        assert_eq!(selection.moving(), 3);
        selection.take_whole(Unit::Paragraph).unwrap();
        assert_eq!(quote(&selection), "The quay fell. Nobody had been told, she said. Why?");
        selection.digit(9);
        assert!(selection.take_whole(Unit::Sentence).is_err());
        assert_eq!(quote(&selection), "The quay fell. Nobody had been told, she said. Why?", "nothing was moved");
    }

    #[test]
    fn a_stretch_behind_another_leaves_a_word_out() {
        let mut selection = at(0);
        assert!(selection.join().is_err());
        selection.digit(3);
        selection.set().unwrap();
        selection.join().unwrap();
        assert_eq!((selection.moving(), quote(&selection)), (4, "The quay fell".to_owned()));
        assert!(selection.by_words(1, false).is_err() && selection.take_whole(Unit::Sentence).is_err());
        selection.digit(2);
        selection.set().unwrap();
        assert_eq!(
            (quote(&selection), selection.in_short()),
            ("The quay fell […] had been".to_owned(), "3 + 2 words".to_owned())
        );
        let found = selection.selected(Id::new(0)).unwrap();
        assert_eq!((found.stretches, found.span.start, found.span.end), (vec![0..13, 22..30], 0, 30));
        assert!(selection.back() && selection.back());
        assert_eq!(quote(&selection), "The quay fell");
        assert!(selection.back() && !selection.back());
    }

    /// A text of words that each stand in it once, with what may stand between words.
    fn text() -> impl Strategy<Value = String> {
        let between = proptest::sample::select(vec![
            " ",
            " ",
            " ",
            "\n",
            "\r\n",
            "-\n",
            "-",
            "\u{ad}\n  ",
            "’s ",
            ", ",
            ". ",
            " “",
            "” ",
            "\n\n",
            "—",
            " (",
            ") ",
            " $",
            "% ",
            " % ",
            " −",
            "'",
            "…",
            "«\u{a0}",
            "\t",
            " *** ",
        ]);
        let word = ("[A-Za-z]{1,5}", 0..8_usize);
        proptest::collection::vec((word, between), 3..40).prop_map(|words| {
            let word = |(at, ((letters, kind), between)): (usize, ((String, usize), &'static str))| match kind {
                0 => format!("{at}.7{between}"),
                1 => format!("{at},000{between}"),
                2 => format!("码头{letters}已经{between}"),
                3 => format!("don’t{letters}{between}"),
                4 => format!("é{letters}{}{between}", "x".repeat(at)),
                _ => format!("{letters}{}q{between}", "z".repeat(at)),
            };
            words.into_iter().enumerate().map(word).collect()
        })
    }

    /// What a reader hears of `text`, and no more.
    fn bare(text: &str) -> String {
        fold(text).replace(|c: char| !c.is_alphanumeric(), "")
    }

    proptest! {
        #[test]
        fn what_is_selected_stands_in_the_text(text in text(), picks in proptest::array::uniform5(0..100_usize), whole: bool) {
            let ground = Arc::new(Ground::new(&text));
            let count = ground.words.len();
            let [first, length, skipped, second, joined] = picks;
            let mut selection = Selection::at(ground, first % count).unwrap();
            selection.set().unwrap();
            let _ = selection.by_words(length % 6, true);
            if whole {
                let _ = selection.take_whole(Unit::Sentence);
            }
            if joined % 2 == 0 && selection.join().is_ok() {
                let _ = selection.by_words(skipped % 6, true);
                selection.set().unwrap();
                let _ = selection.by_words(second % 6, true);
            }
            let found = selection.selected(Id::new(0)).unwrap();
            let span = found.span.start as usize..found.span.end as usize;
            let anchoring = Haystack::new(text.as_str()).anchor(&Wanted { quote: &found.quote, span: Some(span.clone()), ..Wanted::default() });
            if found.stretches.len() == 1 {
                prop_assert_eq!(anchoring, Anchoring::Verified(span));
            } else if found.stretches.iter().all(|stretch| bare(&text).matches(&bare(&text[stretch.clone()])).count() == 1) {
                prop_assert!(matches!(&anchoring, Anchoring::Abridged { range, .. } if *range == span), "{:?} {:?}", found.quote, anchoring);
            }
        }
    }
}
