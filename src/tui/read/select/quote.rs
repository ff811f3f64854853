//! What is selected, as it is quoted.

use std::ops::Range;

use crate::catalogue::{DocumentId, Span};

/// What stands for the words between two stretches.
const LEFT_OUT: &str = " […] ";

/// What is selected in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// The document whose text it is.
    pub document: DocumentId,
    /// Its stretches, in bytes of the text: in order, with words between them.
    pub stretches: Vec<Range<usize>>,
    /// From the first of these to the end of the last, in code points of the text.
    pub span: Span,
    /// As it is quoted: to the letter, but with one blank for each run of white space, and " […] " between stretches.
    pub quote: String,
}

impl Selected {
    /// These stretches of `text`; none where they are not of it.
    pub(super) fn of(document: DocumentId, text: &str, stretches: Vec<Range<usize>>) -> Option<Self> {
        let (first, last) = (stretches.first()?, stretches.last()?);
        let chars = |to: usize| u32::try_from(text.get(..to)?.chars().count()).ok();
        let span = Span { start: chars(first.start)?, end: chars(last.end)? };
        let quoted = |stretch: &Range<usize>| Some(text.get(stretch.clone())?.split_whitespace().collect::<Vec<_>>().join(" "));
        let quote = stretches.iter().map(quoted).collect::<Option<Vec<_>>>()?.join(LEFT_OUT);
        Some(Self { document, stretches, span, quote })
    }
}
