//! A text while it is put together: paragraph by paragraph, with what of it is no body.
//!
//! What steers a terminal or makes a line read otherwise than it is written is left out: nobody can see it, so nobody quotes it.

use std::{borrow::Cow, ops::Range};

use crate::{catalogue::PartKind, text::clean::is_unsafe};

/// Paragraphs, an empty line between two.
#[derive(Debug, Default)]
pub(super) struct Composed {
    text: String,
    parts: Vec<(PartKind, Range<usize>)>,
}

impl Composed {
    /// Adds a paragraph of the body; a blank one is none.
    pub(super) fn body(&mut self, paragraph: &str) {
        self.add(None, paragraph);
    }

    /// Adds a paragraph that is no body. One part after another of the same kind becomes one, except captions and headlines: each
    /// of these belongs to something else.
    pub(super) fn part(&mut self, kind: PartKind, paragraph: &str) {
        self.add(Some(kind), paragraph);
    }

    fn add(&mut self, kind: Option<PartKind>, paragraph: &str) {
        let paragraph = without_unsafe(paragraph);
        let paragraph = paragraph.trim();
        if paragraph.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(paragraph);
        let end = self.text.len();
        let Some(kind) = kind else { return };
        let goes_on = !matches!(kind, PartKind::Caption | PartKind::Headline);
        match self.parts.last_mut() {
            Some((before, range)) if goes_on && *before == kind && range.end + 2 == start => range.end = end,
            _ => self.parts.push((kind, start..end)),
        }
    }

    /// The text, and its parts in bytes.
    pub(super) fn finish(mut self) -> (String, Vec<(PartKind, Range<usize>)>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        (self.text, self.parts)
    }
}

/// `text` on one line, each run of white space one blank.
pub(super) fn on_one_line(text: &str) -> String {
    without_unsafe(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_unsafe(text: &str) -> Cow<'_, str> {
    if text.contains(is_unsafe) { text.replace(is_unsafe, "").into() } else { text.into() }
}
