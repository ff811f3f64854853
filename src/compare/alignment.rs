//! Which sentences of a copy are which sentences of its original.
//!
//! Sentences are alike as far as they share words (in any form), rare words counting for more: the Dice coefficient of the
//! words' weights, a weight being the inverse document frequency with a sentence for a document (Spärck Jones 1972). The most
//! alike are paired first: those that are very much so wherever they stand, so that a sentence may have moved, the others
//! between the pairs around them. Then what is left beside a pair joins it where the pair becomes more alike, which finds
//! sentences that were split or run together. Then what is left between the same neighbours is paired if it is a little alike.
//! Equal likeness is decided by order, so the result is always the same.
//!
//! Which words changed within a row is not asked here: see [`super::drift`].

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use super::drift::pair::is_function_word;
use crate::text::{
    language::Language,
    sentences::{Sentence, sentences},
    tokens::{stem, tokens},
};

/// A stretch of the original beside what became of it; one side at least is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlignedRow {
    /// Whole sentences of the original, in bytes of its text; none where the copy added something.
    pub original: Option<Range<usize>>,
    /// Whole sentences of the copy, in bytes of its text; none where something was dropped.
    pub copy: Option<Range<usize>>,
    /// Whether it stands elsewhere in the copy, among other sentences.
    pub moved: bool,
}

/// At least this alike, two sentences are paired wherever they stand.
const VERY_ALIKE: f64 = 0.5;
/// At least this alike, they are paired where the pairs before and after them allow it.
const ALIKE: f64 = 0.3;
/// At least this alike, they are paired where nothing else is left between those pairs.
const A_LITTLE_ALIKE: f64 = 0.1;
/// A sentence joins a pair beside it where that becomes more alike by at least this, and not by chance.
const WORTH_JOINING: f64 = 0.02;
/// A word in more sentences than this finds none of them: it keeps long documents from being compared all with all.
const COMMON: usize = 50;
/// A sentence that is only a little alike is looked for among so many after the pair before it: further off it is so by chance.
const FAR: usize = 100;

/// One of two texts that are compared, and what of it is not.
#[derive(Debug, Clone)]
pub struct Version<'t> {
    /// All of it.
    pub text: &'t str,
    /// Stretches that are not compared, in bytes, in order.
    pub left_out: Vec<Range<usize>>,
    /// In which language it is.
    pub language: Language,
}

impl<'t> From<&'t str> for Version<'t> {
    fn from(text: &'t str) -> Self {
        Self { text, left_out: Vec::new(), language: Language::of(None, text) }
    }
}

/// The rows of `original` and `copy`, in the order of the original; what was added stands after the row of the sentence before
/// it. Every sentence of both stands in exactly one row. Sentences dropped or added in a run make one row a paragraph.
///
/// A sentence that begins in what is left out of its text stands in none.
pub fn align(original: &Version<'_>, copy: &Version<'_>) -> Vec<AlignedRow> {
    let mut alignment = Alignment::alike(original, copy);
    alignment.pair_what_is_left_between();
    alignment.rows()
}

/// As [`align`] does, where nobody knows whether one is a copy of the other: sentences that are only a little alike, and stand
/// where a copy would have them, are no pair.
pub fn align_alike(original: &Version<'_>, copy: &Version<'_>) -> Vec<AlignedRow> {
    Alignment::alike(original, copy).rows()
}

/// The sentences of one text.
struct Sentences {
    sentences: Vec<Sentence>,
    /// The words of each that carry a meaning: each once, as its place in the vocabulary, in ascending order.
    words: Vec<Vec<usize>>,
}

impl Sentences {
    fn new(version: &Version<'_>, vocabulary: &mut HashMap<String, usize>) -> Self {
        let text = version.text;
        let mut sentences = sentences(text);
        sentences.retain(|sentence| !version.left_out.iter().any(|part| part.contains(&sentence.range.start)));
        let words = sentences.iter().map(|sentence| meaning(&text[sentence.range.clone()], vocabulary)).collect();
        Self { sentences, words }
    }

    fn len(&self) -> usize {
        self.sentences.len()
    }

    /// The words of several sentences together.
    fn words(&self, part: Range<usize>) -> Vec<usize> {
        each_once(self.words[part].concat())
    }

    /// From the first to the last of several sentences, in bytes.
    fn bytes(&self, part: Range<usize>) -> Range<usize> {
        self.sentences[part.start].range.start..self.sentences[part.end - 1].range.end
    }

    fn starts_paragraph(&self, index: usize) -> bool {
        index == 0 || self.sentences[index - 1].paragraph != self.sentences[index].paragraph
    }
}

/// The words of `sentence` that carry a meaning, as places in the vocabulary, which grows; where there is none, all that it has.
fn meaning(sentence: &str, vocabulary: &mut HashMap<String, usize>) -> Vec<usize> {
    let tokens = tokens(sentence);
    let all: Vec<&str> = tokens.iter().map(|token| &*token.folded).collect();
    let content: Vec<&str> = all.iter().copied().filter(|folded| !is_function_word(folded)).collect();
    let words = match (content.is_empty(), all.is_empty()) {
        (false, _) => content,
        (true, false) => all,
        (true, true) => vec![sentence],
    };
    let mut place = |word: &str| {
        let next = vocabulary.len();
        *vocabulary.entry(stem(word).to_owned()).or_insert(next)
    };
    each_once(words.into_iter().map(&mut place).collect())
}

fn each_once(mut words: Vec<usize>) -> Vec<usize> {
    words.sort_unstable();
    words.dedup();
    words
}

const ORIGINAL: usize = 0;
const COPY: usize = 1;

/// An alignment in the making; of two sides, the original is the first.
struct Alignment {
    texts: [Sentences; 2],
    /// Of each word of the vocabulary.
    weights: Vec<f64>,
    /// Sentences of both sides that belong together.
    pairs: Vec<[Range<usize>; 2]>,
    /// Which pair each sentence belongs to.
    pair_of: [Vec<Option<usize>>; 2],
}

impl Alignment {
    fn new(original: &Version<'_>, copy: &Version<'_>) -> Self {
        let mut vocabulary = HashMap::new();
        let texts = [original, copy].map(|text| Sentences::new(text, &mut vocabulary));
        let mut frequency = vec![0_u32; vocabulary.len()];
        texts.iter().flat_map(|text| &text.words).flatten().for_each(|&word| frequency[word] += 1);
        let sentences = texts.iter().flat_map(|text| &text.words).fold(0.0, |sentences, _| sentences + 1.0);
        let weights = frequency.into_iter().map(|frequency| (1.0 + sentences / f64::from(frequency)).ln()).collect();
        let pair_of = texts.each_ref().map(|text| vec![None; text.len()]);
        Self { texts, weights, pairs: Vec::new(), pair_of }
    }

    /// With the sentences paired that are alike wherever they stand, or nearly.
    fn alike(original: &Version<'_>, copy: &Version<'_>) -> Self {
        let mut alignment = Self::new(original, copy);
        alignment.pair_the_most_alike();
        alignment.join_what_was_split();
        alignment
    }

    fn pair(&mut self, original: usize, copy: usize) {
        self.pair_of[ORIGINAL][original] = Some(self.pairs.len());
        self.pair_of[COPY][copy] = Some(self.pairs.len());
        self.pairs.push([original..original + 1, copy..copy + 1]);
    }

    /// How alike two sets of words are, from 0 to 1.
    fn likeness(&self, one: &[usize], two: &[usize]) -> f64 {
        let weight = |words: &[usize]| words.iter().map(|&word| self.weights[word]).sum::<f64>();
        let shared = one.iter().filter(|word| two.binary_search(word).is_ok()).map(|&word| self.weights[word]).sum::<f64>();
        let all = weight(one) + weight(two);
        if all > 0.0 { 2.0 * shared / all } else { 0.0 }
    }

    fn likeness_of(&self, original: usize, copy: usize) -> f64 {
        self.likeness(&self.texts[ORIGINAL].words[original], &self.texts[COPY].words[copy])
    }

    fn pair_the_most_alike(&mut self) {
        let mut holders = vec![Vec::new(); self.weights.len()];
        for (original, words) in self.texts[ORIGINAL].words.iter().enumerate() {
            for &word in words {
                holders[word].push(original);
            }
        }
        let mut candidates = Vec::new();
        for (copy, words) in self.texts[COPY].words.iter().enumerate() {
            let rare = words.iter().map(|&word| &holders[word]).filter(|holders| holders.len() <= COMMON);
            for original in each_once(rare.flatten().copied().collect()) {
                let likeness = self.likeness_of(original, copy);
                if likeness >= ALIKE {
                    candidates.push((likeness, original, copy));
                }
            }
        }
        candidates.sort_by(|one, two| two.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
        // The sentences of the copy that have a pair, with those of the original.
        let mut paired = BTreeMap::<usize, usize>::new();
        for (likeness, original, copy) in candidates {
            let free = self.pair_of[ORIGINAL][original].is_none() && self.pair_of[COPY][copy].is_none();
            let is_in_order = || {
                let before = paired.range(..copy).next_back();
                let after = paired.range(copy + 1..).next();
                before.is_none_or(|(_, before)| *before < original) && after.is_none_or(|(_, after)| original < *after)
            };
            if free && (likeness >= VERY_ALIKE || is_in_order()) {
                paired.insert(copy, original);
                self.pair(original, copy);
            }
        }
    }

    /// Lets a sentence that has no pair join the pair before or after it, on one side of a pair only.
    fn join_what_was_split(&mut self) {
        for side in [COPY, ORIGINAL] {
            for sentence in 0..self.texts[side].len() {
                if self.pair_of[side][sentence].is_some() {
                    continue;
                }
                let before = sentence.checked_sub(1).and_then(|before| self.pair_of[side][before]);
                let after = self.pair_of[side].get(sentence + 1).copied().flatten();
                let gains = [before, after].into_iter().flatten().map(|pair| (self.gain(side, sentence, pair), pair));
                let best =
                    gains.filter(|(gain, _)| *gain >= WORTH_JOINING).reduce(|one, two| if two.0 > one.0 { two } else { one });
                if let Some((_, pair)) = best {
                    let part = &mut self.pairs[pair][side];
                    *part = part.start.min(sentence)..part.end.max(sentence + 1);
                    self.pair_of[side][sentence] = Some(pair);
                }
            }
        }
    }

    /// How much more alike a pair becomes when a sentence beside it joins it.
    fn gain(&self, side: usize, sentence: usize, pair: usize) -> f64 {
        let (part, opposite) = (&self.pairs[pair][side], &self.pairs[pair][1 - side]);
        if opposite.len() > 1 {
            return 0.0;
        }
        let grown = self.texts[side].words(part.start.min(sentence)..part.end.max(sentence + 1));
        let opposite = self.texts[1 - side].words(opposite.clone());
        self.likeness(&grown, &opposite) - self.likeness(&self.texts[side].words(part.clone()), &opposite)
    }

    /// Pairs sentences that are only a little alike where the sentences before or after both of them are pairs.
    fn pair_what_is_left_between(&mut self) {
        let mut original = 0;
        for copy in 0..self.texts[COPY].len() {
            if let Some(pair) = self.pair_of[COPY][copy] {
                original = self.pairs[pair][ORIGINAL].end;
                continue;
            }
            let is_free = |free: &usize| self.pair_of[ORIGINAL][*free].is_none();
            let free = (original..self.texts[ORIGINAL].len()).take_while(is_free).take(FAR);
            let best =
                free.map(|free| (self.likeness_of(free, copy), free)).reduce(|one, two| if two.0 > one.0 { two } else { one });
            if let Some((_, free)) = best.filter(|(likeness, _)| *likeness >= A_LITTLE_ALIKE) {
                self.pair(free, copy);
                original = free + 1;
            }
        }
    }

    fn rows(&self) -> Vec<AlignedRow> {
        let moved = self.moved();
        let mut rows = self.added_from(0);
        let mut sentence = 0;
        while sentence < self.texts[ORIGINAL].len() {
            let Some(pair) = self.pair_of[ORIGINAL][sentence] else {
                let end = self.run_end(ORIGINAL, sentence);
                rows.push(AlignedRow { original: Some(self.texts[ORIGINAL].bytes(sentence..end)), copy: None, moved: false });
                sentence = end;
                continue;
            };
            let [original, copy] = self.pairs[pair].clone();
            sentence = original.end;
            let added = self.added_from(copy.end);
            let [original, copy] = [(ORIGINAL, original), (COPY, copy)].map(|(side, part)| Some(self.texts[side].bytes(part)));
            rows.push(AlignedRow { original, copy, moved: moved[pair] });
            rows.extend(added);
        }
        rows
    }

    /// What the copy has at and after `sentence` until the next pair, a row a paragraph.
    fn added_from(&self, mut sentence: usize) -> Vec<AlignedRow> {
        let mut rows = Vec::new();
        while self.pair_of[COPY].get(sentence).is_some_and(Option::is_none) {
            let end = self.run_end(COPY, sentence);
            rows.push(AlignedRow { original: None, copy: Some(self.texts[COPY].bytes(sentence..end)), moved: false });
            sentence = end;
        }
        rows
    }

    /// Where the run of sentences without a pair that begins at `sentence` ends: at a pair, or with its paragraph.
    fn run_end(&self, side: usize, sentence: usize) -> usize {
        let text = &self.texts[side];
        let goes_on = |next: &usize| self.pair_of[side][*next].is_none() && !text.starts_paragraph(*next);
        (sentence + 1..text.len()).take_while(goes_on).last().map_or(sentence, |last| last) + 1
    }

    /// Which pairs stand elsewhere in the copy: all but the longest run that is in the same order on both sides.
    fn moved(&self) -> Vec<bool> {
        let mut in_order: Vec<usize> = (0..self.pairs.len()).collect();
        in_order.sort_by_key(|&pair| self.pairs[pair][ORIGINAL].start);
        // Patience sorting: the last pair of the best run of each length, and the pair before each in its run.
        let mut lasts: Vec<usize> = Vec::new();
        let mut before = vec![None; self.pairs.len()];
        for &pair in &in_order {
            let place = lasts.partition_point(|&last| self.pairs[last][COPY].start < self.pairs[pair][COPY].start);
            before[pair] = place.checked_sub(1).map(|place| lasts[place]);
            match lasts.get_mut(place) {
                Some(last) => *last = pair,
                None => lasts.push(pair),
            }
        }
        let mut moved = vec![true; self.pairs.len()];
        let mut kept = lasts.last().copied();
        while let Some(pair) = kept {
            moved[pair] = false;
            kept = before[pair];
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::growth::assert_near_linear;

    /// Rows as `original | copy`, with `~` before a moved one.
    fn shown(original: &str, copy: &str) -> Vec<String> {
        let text = |text: &str, range: Option<Range<usize>>| range.map_or(String::new(), |range| text[range].replace('\n', "/"));
        align(&original.into(), &copy.into())
            .into_iter()
            .map(|row| format!("{}{} | {}", if row.moved { "~" } else { "" }, text(original, row.original), text(copy, row.copy)))
            .collect()
    }

    #[test]
    fn reworded_sentences_are_paired() {
        assert_eq!(
            shown(
                "The harbour bridge fell on Friday. Six keepers were hurt by falling beams.",
                "On Friday the bridge in the harbour gave way. Falling beams injured six keepers."
            ),
            [
                "The harbour bridge fell on Friday. | On Friday the bridge in the harbour gave way.",
                "Six keepers were hurt by falling beams. | Falling beams injured six keepers.",
            ]
        );
    }

    #[test]
    fn what_is_left_out_stands_in_no_row() {
        let original = Version {
            text: "The bridge is shut.\nPhoto: the bridge at dusk.\nThe mayor is away.",
            left_out: std::iter::once(20..46).collect(),
            ..Version::from("")
        };
        let copy = Version::from("The bridge is closed.\nThe mayor is gone.");
        let rows = align(&original, &copy);
        let sides: Vec<_> =
            rows.into_iter().map(|row| (row.original.map(|range| &original.text[range]), row.copy.is_some())).collect();
        assert_eq!(sides, [(Some("The bridge is shut."), true), (Some("The mayor is away."), true)]);
    }

    #[test]
    fn split_and_joined_sentences_stay_together() {
        let whole = "The old bridge over the harbour fell on Friday, and six keepers were hurt by rotten beams.";
        let parts = "The old bridge over the harbour fell. Six keepers were hurt by rotten beams.";
        assert_eq!(shown(whole, parts), [format!("{whole} | {parts}")]);
        assert_eq!(shown(parts, whole), [format!("{parts} | {whole}")]);
    }

    #[test]
    fn dropped_paragraphs_stay_whole_and_added_ones_stand_where_they_are() {
        assert_eq!(
            shown(
                "The bridge fell.\n\nA photo of gulls. They fly low.\nKeepers wept.",
                "The bridge fell. Ships wait.\nKeepers wept."
            ),
            [
                "The bridge fell. | The bridge fell.",
                " | Ships wait.",
                "A photo of gulls. They fly low. | ",
                "Keepers wept. | Keepers wept."
            ]
        );
    }

    #[test]
    fn a_sentence_that_stands_elsewhere_has_moved() {
        assert_eq!(
            shown("Gulls cry. The bridge fell. Keepers wept.", "The bridge fell. Keepers wept. Gulls cry."),
            ["~Gulls cry. | Gulls cry.", "The bridge fell. | The bridge fell.", "Keepers wept. | Keepers wept."]
        );
    }

    #[test]
    fn a_sentence_between_pairs_is_paired_for_its_place() {
        let rows = shown(
            "The bridge fell. An angry crowd tried to stop the tugs from leaving port. Keepers wept.",
            "The bridge fell. Mobs hindered every vessel in port that night. Keepers wept.",
        );
        assert_eq!(rows.len(), 3, "{rows:?}");
    }

    #[test]
    fn texts_that_have_nothing_in_common_cost_no_more_than_their_length() {
        let text = |sentences: usize, word: &str| -> String {
            (0..sentences).map(|at| format!("The {word}{at} of a {word}{} fell. ", at / 7)).collect()
        };
        let texts = |sentences| [text(sentences, "pier"), text(sentences, "gull")];
        assert_near_linear(400, texts, |[original, copy]| {
            assert!(align(&original.as_str().into(), &copy.as_str().into()).iter().all(|row| !row.moved));
        });
    }

    #[test]
    fn empty_texts_have_no_rows() {
        assert_eq!(shown("", " \n"), Vec::<String>::new());
        assert_eq!(shown("", "Gulls cry."), [" | Gulls cry."]);
    }

    proptest! {
        #[test]
        fn every_sentence_stands_in_exactly_one_row(original in "([a-e]{1,3}[ .\n]){0,40}", copy in "([a-e]{1,3}[ .\n]){0,40}") {
            let rows = align(&original.as_str().into(), &copy.as_str().into());
            for (text, part) in [(&original, (|row: &AlignedRow| row.original.clone()) as fn(&AlignedRow) -> _), (&copy, |row: &AlignedRow| row.copy.clone())] {
                let mut parts: Vec<Range<usize>> = rows.iter().filter_map(part).collect();
                parts.sort_by_key(|range| range.start);
                prop_assert!(parts.windows(2).all(|pair| pair[0].end <= pair[1].start));
                for Sentence { range, .. } in sentences(text) {
                    prop_assert!(parts.iter().any(|part| part.start <= range.start && range.end <= part.end));
                }
            }
            let originals: Vec<usize> = rows.iter().filter_map(|row| row.original.as_ref().map(|range| range.start)).collect();
            prop_assert!(originals.is_sorted());
        }

        #[test]
        fn a_text_beside_itself_has_nothing_moved_dropped_or_added(text in "([a-z]{1,5} [a-z]{1,5}[.] ){0,9}") {
            prop_assert!(align(&text.as_str().into(), &text.as_str().into()).iter().all(|row| !row.moved && row.original == row.copy));
        }
    }
}
