//! What became of a document in its copy: both aligned, sentence by sentence, and in every row what can be named.
//!
//! This is the whole answer behind `parallax drift` and behind a copy read beside its original. Which sentences belong together
//! is decided in [`super::alignment`], what differs between them in [`super::wording`].

use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

use serde::Serialize;

pub use super::alignment::Version;
use super::{
    alignment::{AlignedRow, align},
    drift::{Drift, Kind, lexicon::Lexicon, pair::Passage},
    naming::Namings,
    parts::{Extent, left_out},
    quotations::span,
    wording::between,
};
use crate::{
    catalogue::{Document, Span},
    text::{
        diff::{Run, RunKind},
        language::Language,
        quoted::quoted,
        tokens::{Token, tokens},
    },
};

/// A copy against its original.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// In the order of the original; what the copy added stands after the row of the sentence before it.
    pub rows: Vec<DriftRow>,
    /// How often each kind of drift is named; the kinds that are not are left out.
    pub counts: BTreeMap<Kind, usize>,
    /// The rows of sentences that are in both, as places in `rows`: those first of which most changed.
    pub ranking: Vec<usize>,
    /// In which languages original and copy are: most rules know English only.
    #[serde(skip)]
    pub languages: [Language; 2],
}

/// Sentences of the original beside what became of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DriftRow {
    /// None where the copy added something.
    pub original: Option<Stretch>,
    /// None where the copy dropped something.
    pub copy: Option<Stretch>,
    /// What can be named.
    pub drifts: Vec<Named>,
    /// The share of the words of both that the other does not have, from 0 to 1.
    pub changed: f64,
    /// What to mark; in bytes of the two texts.
    #[serde(skip)]
    pub runs: Vec<Run>,
}

impl DriftRow {
    /// Whether both sides have it in the same words.
    pub fn is_unchanged(&self) -> bool {
        self.drifts.is_empty() && self.runs.iter().all(|run| run.kind == RunKind::Same)
    }
}

/// One named drift with the words that show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Named {
    /// What it is called.
    pub kind: Kind,
    /// What happened, in words for a reader.
    pub label: &'static str,
    /// The words of the original; none where something was gained.
    pub original: Option<Stretch>,
    /// The words of the copy; none where something was lost.
    pub copy: Option<Stretch>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// As it stands there.
    pub text: String,
    /// Where, in code points.
    pub span: Span,
    /// Where, in bytes.
    #[serde(skip)]
    pub range: Range<usize>,
}

impl Comparison {
    /// The kinds that are named, the most frequent first, those of whole sentences last; each with its number.
    pub fn kinds(&self) -> Vec<(Kind, usize)> {
        let mut kinds: Vec<(Kind, usize)> = self.counts.iter().map(|(&kind, &count)| (kind, count)).collect();
        kinds.sort_by_key(|&(kind, count)| (kind.is_whole_sentence(), Reverse(count)));
        kinds
    }

    /// How many passages stand on both sides in the same words.
    pub fn unchanged(&self) -> usize {
        self.ranking.iter().filter_map(|&row| self.rows.get(row)).filter(|row| row.is_unchanged()).count()
    }
}

impl<'t> Version<'t> {
    /// The `text` of `document`, read to this `extent`.
    pub fn of(document: &Document, text: &'t str, extent: Extent) -> Self {
        Self {
            text,
            left_out: left_out(document, text, |kind| extent.reads(kind)),
            language: Language::of(document.language.as_deref(), text),
        }
    }
}

/// What became of `original` in `copy`.
pub fn compare(original: &Version<'_>, copy: &Version<'_>, namings: &Namings) -> Comparison {
    let aligned = align(original, copy);
    let languages = [original, copy].map(|version| version.language.clone());
    let (original, copy) = (CutText::new(original), CutText::new(copy));
    let rows: Vec<DriftRow> = aligned.into_iter().map(|row| describe(row, &original, &copy, namings)).collect();
    let mut counts = BTreeMap::new();
    for named in rows.iter().flat_map(|row| &row.drifts) {
        *counts.entry(named.kind).or_default() += 1;
    }
    let mut ranking: Vec<usize> =
        (0..rows.len()).filter(|&row| rows[row].original.is_some() && rows[row].copy.is_some()).collect();
    ranking.sort_by(|&one, &two| rows[two].changed.total_cmp(&rows[one].changed));
    Comparison { rows, counts, ranking, languages }
}

/// One of the two texts, cut up once for all rows.
struct CutText<'a> {
    text: &'a str,
    lexicon: Option<&'static Lexicon>,
    tokens: Vec<Token<'a>>,
    quoted: Vec<Range<usize>>,
    /// The byte at which each code point begins.
    starts: Vec<usize>,
}

impl<'a> CutText<'a> {
    fn new(version: &Version<'a>) -> Self {
        let text = version.text;
        let starts = text.char_indices().map(|(start, _)| start).collect();
        Self { text, lexicon: Lexicon::of(&version.language), tokens: tokens(text), quoted: quoted(text), starts }
    }

    fn passage(&self, range: &Range<usize>) -> Passage<'_> {
        let place = |byte| self.tokens.partition_point(|token| token.range.start < byte);
        Passage {
            text: self.text,
            tokens: &self.tokens[place(range.start)..place(range.end)],
            quoted: &self.quoted,
            attributed: false,
            lexicon: self.lexicon,
        }
    }

    fn stretch(&self, range: Range<usize>) -> Stretch {
        let place = |byte| self.starts.partition_point(|&start| start < byte);
        let span = span(&(place(range.start)..place(range.end)));
        Stretch { text: self.text[range.clone()].to_owned(), span, range }
    }
}

fn describe(row: AlignedRow, original: &CutText, copy: &CutText, namings: &Namings) -> DriftRow {
    let name = |drift: Drift| Named {
        kind: drift.kind,
        label: drift.label(),
        original: drift.base.map(|range| original.stretch(range)),
        copy: drift.other.map(|range| copy.stretch(range)),
    };
    let whole = |kind| Drift { kind, base: row.original.clone(), other: row.copy.clone() };
    let (drifts, changed, runs) = match (&row.original, &row.copy) {
        (Some(base), Some(other)) => {
            let wording = between(original.passage(base), copy.passage(other), namings);
            let moved = row.moved.then(|| whole(Kind::Moved));
            (moved.into_iter().chain(wording.drifts).map(name).collect(), wording.changed, wording.runs)
        }
        (Some(_), None) => (vec![name(whole(Kind::Dropped))], 1.0, Vec::new()),
        (None, _) => (vec![name(whole(Kind::Added))], 1.0, Vec::new()),
    };
    let stretch = |side: &CutText, range: Option<Range<usize>>| range.map(|range| side.stretch(range));
    DriftRow { original: stretch(original, row.original), copy: stretch(copy, row.copy), drifts, changed, runs }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGINAL: &str =
        "Some keepers in Harrow Bay wept. The mayor said six boats sank.\nA photo of gulls.\n“Nobody could swim,” she said.";
    const COPY: &str = "“Nobody can swim,” she said. Keepers in Harrov Bay wept. The mayor claimed 7 boats sank. Ships wait.";

    fn text(stretch: Option<&Stretch>) -> &str {
        stretch.map_or("", |stretch| &stretch.text)
    }

    fn compared() -> Comparison {
        compare(&ORIGINAL.into(), &COPY.into(), &Namings::default())
    }

    #[test]
    fn every_kind_is_counted_with_the_words_that_show_it() {
        let comparison = compared();
        let shown: Vec<(&str, &str, &str)> = comparison
            .rows
            .iter()
            .flat_map(|row| &row.drifts)
            .map(|named| (named.label, text(named.original.as_ref()), text(named.copy.as_ref())))
            .collect();
        assert_eq!(
            shown,
            [
                ("hedge dropped", "Some", ""),
                ("name changed", "Harrow", "Harrov"),
                ("verb of saying changed", "said", "claimed"),
                ("number or date changed", "six", "7"),
                ("added in the copy", "", "Ships wait."),
                ("dropped from the copy", "A photo of gulls.", ""),
                ("moved in the copy", "“Nobody could swim,” she said.", "“Nobody can swim,” she said."),
                ("hedge dropped", "could", ""),
            ]
        );
        assert_eq!(comparison.counts.get(&Kind::Hedge), Some(&2));
    }

    #[test]
    fn the_most_changed_sentence_is_ranked_first() {
        let comparison = compared();
        let changed: Vec<f64> = comparison.ranking.iter().map(|&row| comparison.rows[row].changed).collect();
        assert_eq!(changed.len(), 3);
        assert!(changed.is_sorted_by(|one, two| one >= two), "{changed:?}");
    }

    #[test]
    fn json_tells_places_in_code_points() {
        let json = serde_json::to_value(compare(&"“Æ.”".into(), &"“Æ.”".into(), &Namings::default())).unwrap();
        assert_eq!(json["rows"][0]["original"], serde_json::json!({ "text": "“Æ.”", "span": { "start": 0, "end": 4 } }));
        assert_eq!(json["ranking"], serde_json::json!([0]));
    }
}
