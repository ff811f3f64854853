//! Which letters of a text are the ones that were asked for.
//!
//! Works on any text: a quote, the title of a claim, a whole document. What is marked was decided when the query was held
//! against the catalogue, so a word is marked in one place exactly if it is in another.

use std::{borrow::Cow, ops::Range};

use unicode_segmentation::GraphemeCursor;

use super::{
    likeness::{Reach, Typed},
    plan::Plan,
};
use crate::text::{
    fold::Folded,
    words::{fold_word, is_broken, words},
};

/// The words asked for, ready to be marked in a text.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    phrases: Vec<Phrase>,
}

#[derive(Debug, Clone)]
struct Phrase {
    words: Vec<(Typed, Reach)>,
    first: bool,
}

impl Marks {
    pub(super) fn new(plan: &Plan) -> Self {
        let phrases = plan.texts().map(|(_, text)| Phrase { words: text.words.clone(), first: text.first });
        Self { phrases: phrases.collect() }
    }

    /// The bytes of `text` that matched, in order, apart from one another, on grapheme boundaries.
    pub fn in_text(&self, text: &str) -> Vec<Range<usize>> {
        self.find(text, false)
    }

    /// Likewise in a quote, the only text that can fulfil a `^word`.
    pub fn in_quote(&self, quote: &str) -> Vec<Range<usize>> {
        self.find(quote, true)
    }

    fn find(&self, text: &str, is_quote: bool) -> Vec<Range<usize>> {
        if self.phrases.is_empty() {
            return Vec::new();
        }
        let words: Vec<(Range<usize>, Cow<str>)> =
            words(text).map(|range| (range.clone(), fold_word(&text[range]))).filter(|(_, folded)| !folded.is_empty()).collect();
        let mut ranges = Vec::new();
        for phrase in self.phrases.iter().filter(|phrase| !phrase.first || is_quote) {
            let starts = if phrase.first { words.len().min(1) } else { words.len() };
            for at in 0..starts {
                phrase.mark(text, &words[at..], &mut ranges);
            }
        }
        join(text, ranges)
    }
}

impl Phrase {
    /// Adds what is marked where `words` of `text`, with what they fold to, begin with the phrase.
    fn mark(&self, text: &str, words: &[(Range<usize>, Cow<str>)], ranges: &mut Vec<Range<usize>>) {
        if words.len() < self.words.len() {
            return;
        }
        let before = ranges.len();
        for ((typed, reach), (range, folded)) in self.words.iter().zip(words) {
            let Some(marks) = typed.marks(folded, *reach) else {
                ranges.truncate(before);
                return;
            };
            let word = &text[range.clone()];
            if is_broken(word) {
                ranges.push(range.clone());
                continue;
            }
            // ASCII folds byte by byte: what a word can have of it needs no way back.
            let folded = (!word.is_ascii()).then(|| Folded::new(word));
            for mark in marks {
                let original = folded.as_ref().map_or(mark.clone(), |folded| folded.original(mark));
                ranges.push(range.start + original.start..range.start + original.end);
            }
        }
    }
}

/// `ranges` of `text` widened to whole graphemes, in order, those that touch joined.
fn join(text: &str, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        let start = boundary(text, range.start, |cursor| cursor.prev_boundary(text, 0).ok().flatten());
        let end = boundary(text, range.end, |cursor| cursor.next_boundary(text, 0).ok().flatten());
        match joined.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => joined.push(start..end),
        }
    }
    joined
}

/// `at` where it is a grapheme boundary of `text`, else the next one in the direction of `step`.
fn boundary(text: &str, at: usize, step: impl Fn(&mut GraphemeCursor) -> Option<usize>) -> usize {
    // Most marks stand among ASCII, whose only grapheme of two code points is an end of line.
    let is_plain = |at: usize| text.as_bytes().get(at).is_none_or(|byte| byte.is_ascii() && *byte != b'\n');
    if at.checked_sub(1).is_none_or(is_plain) && is_plain(at) {
        return at;
    }
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) { at } else { step(&mut cursor).unwrap_or(at) }
}

/// Byte ranges of `text`, in order, as ranges of its code points.
pub fn code_points(text: &str, ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
    let (mut at, mut count) = (0, 0);
    let mut count_to = |to: usize| {
        count += text.get(at..to).map_or(0, |between| between.chars().count());
        at = to;
        count
    };
    ranges.iter().map(|range| [count_to(range.start), count_to(range.end)]).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::{
        catalogue::{ExcerptId, Progress},
        find::{Index, Query, Stop, query::Alternative, sample, search},
    };

    #[test]
    fn touching_ranges_are_one() {
        assert_eq!(join("harbour bridge", vec![8..14, 0..3, 3..5, 1..2]), [0..5, 8..14]);
    }

    #[test]
    fn ranges_are_widened_to_whole_graphemes() {
        let text = "cafe\u{301} cafe\u{301}";
        assert_eq!(join(text, vec![3..4, 11..13]), [3..6, 10..13]);
    }

    /// `text` with what `typed` matches in brackets, in a catalogue of that quote alone.
    fn marked(text: &str, typed: &str) -> String {
        let index = Index::build(&sample::quotes(&[text]), &Progress::default());
        let marks = search(&index, &Query::parse(typed), &Stop::default()).unwrap().marks;
        let mut marked = text.to_owned();
        for range in marks.in_quote(text).into_iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        marked
    }

    #[test]
    fn the_letters_that_matched_are_marked() {
        assert_eq!(marked("The hospital, the HOSPITALS", "hospital"), "The [hospital], the [HOSPITAL]S");
        assert_eq!(marked("Gonza\u{301}lez’s “win”", "gonzalez win"), "[Gonza\u{301}lez]’s “[win]”");
        assert_eq!(marked("ﬁnal", "fi"), "[ﬁ]nal");
        assert_eq!(marked("the government", "govt"), "the [gov]ernmen[t]");
        assert_eq!(marked("the hospital", "hopsital"), "the [hospital]");
    }

    #[test]
    fn a_phrase_is_marked_where_it_stands_in_a_row() {
        assert_eq!(marked("gas: tear gas", "\"tear gas\""), "gas: [tear] [gas]");
        assert_eq!(marked("smoke, smoke", "^smoke"), "[smoke], smoke");
    }

    #[test]
    fn what_is_left_out_and_what_narrows_is_not_marked() {
        assert_eq!(marked("bay courier", "!bay outlet:courier"), "bay courier");
    }

    #[test]
    fn only_a_quote_begins_with_what_a_quote_must_begin_with() {
        let index = Index::build(&sample::quotes(&["smoke"]), &Progress::default());
        let marks = search(&index, &Query::parse("^smoke"), &Stop::default()).unwrap().marks;
        assert!(marks.in_text("smoke").is_empty());
    }

    #[test]
    fn a_long_quote_is_marked_in_step_with_its_length() {
        let quote = "a ".repeat(50_000);
        let index = Index::build(&sample::quotes(&[&quote]), &Progress::default());
        let start = Instant::now();
        assert_eq!(words(&quote).map(|range| fold_word(&quote[range]).len()).sum::<usize>(), 50_000);
        let linear = start.elapsed();
        for typed in ["a", "a b|a", "\"a a\""] {
            let start = Instant::now();
            let hits = search(&index, &Query::parse(typed), &Stop::default()).unwrap();
            assert!(!hits.marks.in_quote(&quote).is_empty() || hits.total == 0);
            // Every mark held against every other one would take tens of thousands of times as long.
            assert!(start.elapsed() < 200 * linear, "{typed}: {:?} against {linear:?}", start.elapsed());
        }
    }

    #[test]
    fn an_end_of_line_is_no_boundary() {
        assert_eq!(join("a\r\nb c", vec![0..2, 3..4, 5..6]), [0..4, 5..6]);
    }

    proptest! {
        #[test]
        fn marks_are_whole_graphemes_of_every_hit(catalogue in sample::any_catalogue(), typed in sample::any_query()) {
            let index = Index::build(&catalogue, &Progress::default());
            let query = Query::parse(&typed);
            let hits = search(&index, &query, &Stop::default()).unwrap();
            for hit in &hits.top {
                let excerpt = &catalogue.excerpts[ExcerptId::new(hit.item)];
                let quote = excerpt.quote.shown();
                let marks = hits.marks.in_quote(quote);
                check(quote, &marks)?;
                // What brought in an excerpt is marked somewhere, unless it was only narrowed down to.
                let title = &catalogue.claims[excerpt.claim].title;
                let speaker = excerpt.speaker.map_or("", |speaker| &catalogue.speakers[speaker].name);
                let outlet = &catalogue.outlets[catalogue.outlet_of(excerpt)].name;
                let note = excerpt.note.as_deref().unwrap_or_default();
                let elsewhere = [title, speaker, outlet, note].map(|text| hits.marks.in_text(text));
                let by_text = query.terms.iter().any(|term| {
                    !term.negated && term.alternatives.iter().all(|alternative| matches!(alternative, Alternative::Text(_)))
                });
                prop_assert!(!by_text || !marks.is_empty() || elsewhere.iter().any(|marks| !marks.is_empty()));
            }
        }

        #[test]
        fn no_text_and_no_query_panics(quote in "\\PC*", typed in "\\PC*") {
            let catalogue = sample::quotes(&[&quote]);
            let index = Index::build(&catalogue, &Progress::default());
            for typed in [typed.as_str(), &quote] {
                let hits = search(&index, &Query::parse(typed), &Stop::default()).unwrap();
                let shown = catalogue.excerpts.as_slice()[0].quote.shown();
                check(shown, &hits.marks.in_quote(shown))?;
                check(typed, &hits.marks.in_text(typed))?;
            }
        }
    }

    fn check(text: &str, marks: &[Range<usize>]) -> Result<(), TestCaseError> {
        let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        prop_assert!(marks.iter().all(|range| range.start < range.end));
        prop_assert!(marks.iter().flat_map(|range| [range.start, range.end]).all(|at| boundaries.binary_search(&at).is_ok()));
        prop_assert!(marks.is_sorted_by(|a, b| a.end < b.start));
        let points = code_points(text, marks);
        let chars: Vec<char> = text.chars().collect();
        for (range, [start, end]) in marks.iter().zip(points) {
            prop_assert_eq!(&text[range.clone()], chars[start..end].iter().collect::<String>());
        }
        Ok(())
    }

    #[test]
    fn code_points_are_counted() {
        assert_eq!(code_points("“éa” b", &[3..6, 10..11]), [[1, 3], [5, 6]]);
        assert_eq!(code_points("abc", &[]), Vec::<[usize; 2]>::new());
    }
}
