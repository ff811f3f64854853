//! Where in its document each excerpt stands, and what lies between.
//!
//! With the text at hand an excerpt stands where it was found; one that was not found for certain has no place, whatever its
//! span says, unless its words have drifted and can be pointed at. Without the text the span that the curator noted is all
//! there is, and the document's `chars` tells how far it is from the end.

use std::ops::Range;

use super::quotations::Compared;
use crate::{
    catalogue::{Catalogue, Document, DocumentId, ExcerptId, Span},
    text::paragraphs::{Paragraph, number_at},
};

/// Where the excerpts of one document stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placement {
    /// Length of the document in code points, where it is known.
    pub length: Option<usize>,
    /// The excerpts whose place is known, in the order of the document.
    pub placed: Vec<Placed>,
    /// The excerpts whose place is not known, in the order of the catalogue.
    pub unplaced: Vec<ExcerptId>,
}

/// An excerpt at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Which.
    pub excerpt: ExcerptId,
    /// Code points of the document's text.
    pub range: Range<usize>,
    /// The paragraph in which it begins, counted from 1, where the text is at hand.
    pub paragraph: Option<usize>,
}

/// A stretch of a document throughout which the same excerpts stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedStretch {
    /// Code points of the document's text.
    pub range: Range<usize>,
    /// The excerpts that hold it; none where it is not quoted.
    pub excerpts: Vec<ExcerptId>,
}

impl Placement {
    /// The places in a text that is at hand, of which these are the `paragraphs`.
    pub fn in_text(compared: &Compared, paragraphs: &[Paragraph]) -> Self {
        let places = compared.anchored.iter().map(|(excerpt, anchoring)| (*excerpt, anchoring.place().cloned()));
        let mut placement = Self::new(Some(compared.chars), places);
        for placed in &mut placement.placed {
            placed.paragraph = Some(number_at(paragraphs, placed.range.start));
        }
        placement
    }

    /// The places that the curator noted for `excerpts`, which are from `document`.
    pub fn as_noted(catalogue: &Catalogue, document: DocumentId, excerpts: &[ExcerptId]) -> Self {
        let length = catalogue.documents[document].chars.map(|chars| chars as usize);
        let noted = |id: ExcerptId| {
            let span = catalogue.excerpts[id].span?;
            let range = span.start as usize..span.end as usize;
            (range.start < range.end && length.is_none_or(|length| range.end <= length)).then_some(range)
        };
        Self::new(length, excerpts.iter().map(|&id| (id, noted(id))))
    }

    fn new(length: Option<usize>, places: impl Iterator<Item = (ExcerptId, Option<Range<usize>>)>) -> Self {
        let mut placement = Self { length, ..Self::default() };
        for (excerpt, range) in places {
            match range {
                Some(range) => placement.placed.push(Placed { excerpt, range, paragraph: None }),
                None => placement.unplaced.push(excerpt),
            }
        }
        placement.placed.sort_by_key(|placed| (placed.range.start, placed.range.end, placed.excerpt));
        placement
    }

    /// The document from its beginning to its end, or to its last excerpt where its length is not known.
    ///
    /// Excerpts that overlap share stretches; stretches without excerpts are what is not quoted.
    pub fn stretches(&self) -> Vec<QuotedStretch> {
        let mut bounds: Vec<usize> = self.placed.iter().flat_map(|placed| [placed.range.start, placed.range.end]).collect();
        bounds.extend([0].into_iter().chain(self.length));
        bounds.sort_unstable();
        bounds.dedup();
        let mut open: Vec<&Placed> = Vec::new();
        let mut next = self.placed.iter().peekable();
        let stretch = |bounds: &[usize]| {
            let [start, end] = *bounds else { return None };
            open.retain(|placed| placed.range.end > start);
            while let Some(placed) = next.next_if(|placed| placed.range.start <= start) {
                open.push(placed);
            }
            Some(QuotedStretch { range: start..end, excerpts: open.iter().map(|placed| placed.excerpt).collect() })
        };
        bounds.windows(2).filter_map(stretch).collect()
    }
}

/// "at 35 %": how far into `document` a passage of it begins, where its `span` and the length of the text are noted.
pub fn how_far(document: &Document, span: Option<Span>) -> Option<String> {
    let (span, chars) = span.zip(document.chars.filter(|&chars| chars > 0))?;
    Some(format!("at {} %", u64::from(span.start) * 100 / u64::from(chars)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        catalogue::Id,
        text::{anchor::Anchoring, paragraphs::paragraphs},
    };

    fn placed(length: Option<usize>, places: &[Range<usize>]) -> Placement {
        Placement::new(length, places.iter().cloned().enumerate().map(|(index, range)| (Id::new(index), Some(range))))
    }

    fn stretches(placement: &Placement) -> Vec<(Range<usize>, Vec<usize>)> {
        let indices = |stretch: QuotedStretch| (stretch.range, stretch.excerpts.into_iter().map(Id::index).collect());
        placement.stretches().into_iter().map(indices).collect()
    }

    #[test]
    fn what_lies_between_is_stated() {
        let found = stretches(&placed(Some(100), &[60..70, 10..20]));
        assert_eq!(found, [(0..10, vec![]), (10..20, vec![1]), (20..60, vec![]), (60..70, vec![0]), (70..100, vec![])]);
    }

    #[test]
    fn of_what_follows_the_last_excerpt_nothing_is_said_where_the_length_is_unknown() {
        assert_eq!(stretches(&placed(None, &[0..5, 5..9])), [(0..5, vec![0]), (5..9, vec![1])]);
        assert_eq!(stretches(&placed(None, &[])), []);
        assert_eq!(stretches(&placed(Some(7), &[])), [(0..7, vec![])]);
    }

    #[test]
    fn excerpts_that_overlap_share_stretches() {
        let found = stretches(&placed(Some(30), &[0..20, 10..30, 10..15]));
        assert_eq!(found, [(0..10, vec![0]), (10..15, vec![0, 2, 1]), (15..20, vec![0, 1]), (20..30, vec![1])]);
    }

    #[test]
    fn with_a_text_only_what_was_found_has_a_place() {
        let text = "Closed.\n\nThe bridge was closed.";
        let states = [Anchoring::Verified(24..30), Anchoring::Lost, Anchoring::Drifted { range: 0..6, score: 0.9 }];
        let compared = Compared {
            document: Id::new(0),
            chars: text.chars().count(),
            sha256: "".into(),
            encoding: "UTF-8",
            anchored: states.into_iter().enumerate().map(|(index, state)| (Id::new(index), state)).collect(),
            unmet: std::collections::BTreeMap::new(),
            doubts: Vec::new(),
            parts: Vec::new(),
            misplaced: Vec::new(),
        };
        let placement = Placement::in_text(&compared, &paragraphs(text));
        let found: Vec<_> = placement.placed.iter().map(|placed| (placed.excerpt.index(), placed.paragraph)).collect();
        assert_eq!(found, [(2, Some(1)), (0, Some(2))]);
        assert_eq!(placement.unplaced, [Id::new(1)]);
        assert_eq!(placement.length, Some(31));
    }

    proptest! {
        #[test]
        fn stretches_follow_one_another_and_hold_every_excerpt(places in prop::collection::vec((0..50_usize, 1..20_usize), 0..12)) {
            let places: Vec<_> = places.into_iter().map(|(start, length)| start..start + length).collect();
            let found = stretches(&placed(Some(70), &places));
            let mut at = 0;
            for (range, excerpts) in &found {
                prop_assert!(range.start == at && range.end > at);
                at = range.end;
                for char in range.clone() {
                    let holding = places.iter().enumerate().filter(|(_, place)| place.contains(&char)).map(|(index, _)| index);
                    let mut excerpts = excerpts.clone();
                    excerpts.sort_unstable();
                    prop_assert_eq!(&excerpts, &holding.collect::<Vec<_>>());
                }
            }
            prop_assert_eq!(at, 70);
        }
    }
}
