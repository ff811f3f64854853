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
    /// As it is quoted: to the letter, but with one blank for each run of white space. Several have " […] " between them, and then a
    /// word that a line's end breaks has none: what is abridged is looked for in whole words.
    pub quote: String,
}

impl Selected {
    /// These stretches of `text`; none where they are not of it.
    pub(in super::super) fn of(document: DocumentId, text: &str, stretches: Vec<Range<usize>>) -> Option<Self> {
        let (first, last) = (stretches.first()?, stretches.last()?);
        let chars = |to: usize| u32::try_from(text.get(..to)?.chars().count()).ok();
        let span = Span { start: chars(first.start)?, end: chars(last.end)? };
        let quoted = |stretch: &Range<usize>| Some(on_one_line(text.get(stretch.clone())?, stretches.len() > 1));
        let quote = stretches.iter().map(quoted).collect::<Option<Vec<_>>>()?.join(LEFT_OUT);
        Some(Self { document, stretches, span, quote })
    }
}

/// `text` with a blank for each run of white space; or none, `whole`, where a word is broken. Its hyphen stays, for it may be the
/// word's own.
fn on_one_line(text: &str, whole: bool) -> String {
    let mut line = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find(char::is_whitespace) {
        let (before, after) = rest.split_at(at);
        rest = after.trim_start();
        let gap = &after[..after.len() - rest.len()];
        let ends_broken =
            before.strip_suffix(['-', '\u{2010}', '\u{2011}', '\u{ad}']).is_some_and(|word| word.ends_with(char::is_alphabetic));
        line.push_str(before);
        if !(whole && ends_broken && gap.contains(['\n', '\r']) && rest.starts_with(char::is_lowercase)) {
            line.push(' ');
        }
    }
    line + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_quoted_on_one_line() {
        let text = "Her har-\nbour\n wall – Ærø’s.";
        let quote = |stretches: &[Range<usize>]| Selected::of(DocumentId::new(0), text, stretches.to_vec()).unwrap();
        assert_eq!(quote(std::slice::from_ref(&(4..19))).quote, "har- bour wall");
        let joined = quote(&[4..13, 24..33]);
        assert_eq!((joined.quote.as_str(), joined.span), ("har-bour […] Ærø’s", Span { start: 4, end: 27 }));
        assert_eq!(Selected::of(DocumentId::new(0), text, vec![0..3, 4..99]), None);
    }
}
