//! The words of a paragraph in the lines in which they stand on the screen.

use std::ops::Range;

use super::ground::Ground;
use crate::{
    answers::document::Block,
    text::{
        clean::displayable,
        wrap::{width, wrap},
    },
    tui::read::{blocks, page::Page},
};

/// A line with words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui::read) struct WordLine {
    /// Which line of its block.
    pub(in crate::tui::read) line: usize,
    /// Its words: their numbers, and the columns of the text in which they begin and end. Never empty.
    words: Vec<(usize, Range<usize>)>,
}

impl WordLine {
    /// Whether `word` begins in it.
    pub(in crate::tui::read) fn has(&self, word: usize) -> bool {
        self.words.iter().any(|(other, _)| *other == word)
    }

    /// The number of its first word.
    pub(in crate::tui::read) fn first(&self) -> Option<usize> {
        self.words.first().map(|(word, _)| *word)
    }

    /// The column in which `word` begins.
    pub(in crate::tui::read) fn column_of(&self, word: usize) -> Option<usize> {
        self.words.iter().find(|(other, _)| *other == word).map(|(_, columns)| columns.start)
    }

    /// The word that stands in `column`.
    pub(in crate::tui::read) fn word_in(&self, column: usize) -> Option<usize> {
        self.words.iter().find(|(_, columns)| columns.contains(&column)).map(|(word, _)| *word)
    }

    /// The word that stands in `column` or nearest to it.
    pub(in crate::tui::read) fn word_near(&self, column: usize) -> Option<usize> {
        let away = |columns: &Range<usize>| columns.start.saturating_sub(column) + (column + 1).saturating_sub(columns.end);
        self.words.iter().min_by_key(|(_, columns)| away(columns)).map(|(word, _)| *word)
    }
}

/// The lines with words of the block at `index` of `page`, on a page so many columns wide.
pub(in crate::tui::read) fn word_lines(page: &Page, ground: &Ground, index: usize, columns: u16) -> Vec<WordLine> {
    let Some(opened) = &page.opened else { return Vec::new() };
    let (Some(text), Some(Block::Text(range, _))) = (&opened.text, opened.blocks.get(index)) else { return Vec::new() };
    let text = text.text();
    let shown = displayable(&text[range.clone()]);
    let above = blocks::lines_above(opened, range);
    let mut lines = wrap(&shown, blocks::text_columns(columns)).into_iter().zip(above..).peekable();
    let mut found: Vec<WordLine> = Vec::new();
    let (mut read, mut at) = (range.start, 0);
    let first = ground.words.partition_point(|word| word.start < range.start);
    for (number, word) in (first..).zip(&ground.words[first..]).take_while(|(_, word)| word.start < range.end) {
        let length = |bytes: Range<usize>| text.get(bytes).map_or(0, |part| displayable(part).len());
        at += length(read..word.start);
        read = word.start;
        while lines.next_if(|(line, _)| line.end <= at).is_some() {}
        let Some((line, line_number)) = lines.peek() else { break };
        let column = |at: usize| shown.get(line.start..at.min(line.end)).map_or(0, width);
        let start = column(at);
        let columns = start..column(at + length(word.start..word.end.min(range.end))).max(start + 1);
        match found.last_mut() {
            Some(last) if last.line == *line_number => last.words.push((number, columns)),
            _ => found.push(WordLine { line: *line_number, words: vec![(number, columns)] }),
        }
    }
    found
}
