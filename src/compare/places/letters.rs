//! How much of what is asked for stands in each sentence of a text, by the letters of its words.
//!
//! Words are taken apart into runs of [`GRAM`] letters (`McNamee` & Mayfield 2004, "Character N-Gram Tokenization for European Language Text
//! Retrieval"), so that forms of one word meet in any language, and kindred words of kindred languages, too; a number is taken without its
//! separators. A run weighs by BM25 (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework") over the sentences of the text.

use std::{collections::HashMap, ops::Range};

use crate::{
    compare::drift::lexicon::Lexicon,
    text::{
        fold::fold,
        words::{fold_word, words},
    },
};

/// Letters of a run; the beginning and the end of a word count as one each.
const GRAM: usize = 4;
/// How soon more of the same adds nothing, and how much longer sentences are held back ([`B`]): little, since they also say more.
const K: f64 = 1.2;
/// Likewise.
const B: f64 = 0.2;
/// Words that are named.
const NAMED: usize = 6;

/// Texts that are asked for.
#[derive(Default)]
pub(super) struct Asked {
    /// Numbers of the runs of letters that stand in any of them.
    grams: HashMap<String, usize>,
    /// By the number of a run, the texts that have it, each by how many were added before it.
    having: Vec<Vec<usize>>,
    count: usize,
}

impl Asked {
    /// Adds a text that consists of these pieces.
    pub(super) fn add<'t>(&mut self, pieces: impl IntoIterator<Item = &'t str>) {
        let words = pieces.into_iter().flat_map(|piece| words(piece).filter_map(|word| bounded(&piece[word])));
        for word in words {
            for gram in grams(&word) {
                let number = *self.grams.entry(gram.to_owned()).or_insert(self.having.len());
                if number == self.having.len() {
                    self.having.push(Vec::new());
                }
                if self.having[number].last() != Some(&self.count) {
                    self.having[number].push(self.count);
                }
            }
        }
        self.count += 1;
    }
}

/// What each sentence of a text has of the texts that are asked for.
pub(super) struct Shared<'a> {
    asked: &'a Asked,
    sentences: Vec<Sentence>,
    /// Runs of letters in a sentence, on average.
    length: f64,
    /// By the number of a run, in how many sentences it stands.
    with: Vec<f64>,
}

#[derive(Default)]
struct Sentence {
    /// Those of its words that share letters with a text asked for.
    words: Vec<Word>,
    /// How many runs of letters all its words have.
    length: f64,
}

struct Word {
    /// Bytes of the text.
    range: Range<usize>,
    /// How many runs of letters it has.
    length: f64,
    /// The numbers of those that are asked for.
    shared: Vec<usize>,
}

impl<'a> Shared<'a> {
    /// Of `text` with its `sentences`, in bytes.
    pub(super) fn new(asked: &'a Asked, text: &str, sentences: &[Range<usize>]) -> Self {
        let sentences: Vec<Sentence> = sentences.iter().map(|range| Sentence::new(asked, text, range)).collect();
        let mut with = vec![0.0; asked.having.len()];
        for (gram, _) in sentences.iter().flat_map(Sentence::counted) {
            with[gram] += 1.0;
        }
        let length = sentences.iter().map(|sentence| sentence.length).sum::<f64>() / f64::max(num(sentences.len()), 1.0);
        Self { asked, sentences, length, with }
    }

    /// For each sentence, how much it has of each text asked for, in the order in which these were added.
    pub(super) fn scores(&self) -> impl Iterator<Item = Vec<f64>> {
        self.sentences.iter().map(|sentence| {
            let long = K * (1.0 - B + B * sentence.length / f64::max(self.length, 1.0));
            let mut scores = vec![0.0; self.asked.count];
            for (gram, often) in sentence.counted() {
                let score = self.weight(gram) * often * (K + 1.0) / (often + long);
                for &text in &self.asked.having[gram] {
                    scores[text] += score;
                }
            }
            scores
        })
    }

    /// The words of the sentence at `at` that share much with what is asked for, as they stand in `text`, the rarest first.
    pub(super) fn words(&self, at: usize, text: &str) -> Vec<String> {
        let count = num(self.sentences.len());
        // What a fifth of the sentences have says nothing of one; of a few sentences nobody can tell.
        let is_rare = |gram: &&usize| count < 10.0 || 5.0 * self.with[**gram] < count;
        let rare = |word: &'_ Word| {
            let weights: Vec<f64> = word.shared.iter().filter(is_rare).map(|&gram| self.weight(gram)).collect();
            // "warned" and "warning" have a third of their letters in common.
            (3.0 * num(weights.len()) >= word.length).then(|| weights.iter().sum::<f64>() / word.length)
        };
        let mut named: Vec<(f64, &Word)> = Vec::new();
        let says_much = |word: &&Word| !Lexicon::is_function_word_of_any(&fold(&text[word.range.clone()]));
        for word in self.sentences[at].words.iter().filter(says_much) {
            if !named.iter().any(|(_, other)| other.shared == word.shared) {
                named.extend(rare(word).map(|weight| (weight, word)));
            }
        }
        named.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        named.into_iter().take(NAMED).map(|(_, word)| text[word.range.clone()].to_owned()).collect()
    }

    fn weight(&self, gram: usize) -> f64 {
        (1.0 + (num(self.sentences.len()) - self.with[gram] + 0.5) / (self.with[gram] + 0.5)).ln()
    }
}

impl Sentence {
    fn new(asked: &Asked, text: &str, range: &Range<usize>) -> Self {
        let mut sentence = Self::default();
        for word in words(&text[range.clone()]) {
            let range = range.start + word.start..range.start + word.end;
            let Some(word) = bounded(&text[range.clone()]) else { continue };
            let mut length = 0.0;
            let shared: Vec<usize> =
                grams(&word).inspect(|_| length += 1.0).filter_map(|gram| asked.grams.get(gram).copied()).collect();
            sentence.length += length;
            if !shared.is_empty() {
                sentence.words.push(Word { range, length, shared });
            }
        }
        sentence
    }

    /// The runs of letters that are asked for, each with how often it stands here.
    fn counted(&self) -> Vec<(usize, f64)> {
        let mut all: Vec<usize> = self.words.iter().flat_map(|word| &word.shared).copied().collect();
        all.sort_unstable();
        all.chunk_by(|one, other| one == other).map(|same| (same[0], num(same.len()))).collect()
    }
}

/// The word with its beginning and its end marked; none of one that only holds sentences together.
fn bounded(word: &str) -> Option<String> {
    let folded = fold_word(word);
    let is_number = folded.chars().any(char::is_numeric);
    // Ideographs say as much in one as others in many.
    let is_long = is_number || folded.chars().count() > 2 || folded.chars().any(|c| c as u32 > 0x2e7f);
    is_long.then(|| {
        let letters = folded.chars().filter(|c| !is_number || c.is_alphanumeric());
        ['^'].into_iter().chain(letters).chain(['$']).collect()
    })
}

/// The runs of [`GRAM`] letters of a word, one of all its letters where it has fewer.
fn grams(word: &str) -> impl Iterator<Item = &str> {
    let starts = word.char_indices().map(|(at, _)| at);
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).skip(GRAM - 1);
    let whole = (word.chars().count() < GRAM).then_some(word);
    whole.into_iter().chain(starts.zip(ends).map(|(start, end)| &word[start..end]))
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences and letters are far below 2^52")]
const fn num(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(asked: &str, sentences: &[&str]) -> (Vec<f64>, Vec<String>) {
        let text = sentences.concat();
        let mut end = 0;
        let ranges: Vec<Range<usize>> = sentences
            .iter()
            .map(|sentence| {
                end += sentence.len();
                end - sentence.len()..end
            })
            .collect();
        let mut all = Asked::default();
        all.add([asked]);
        let shared = Shared::new(&all, &text, &ranges);
        (shared.scores().map(|scores| scores[0]).collect(), shared.words(0, &text))
    }

    #[test]
    fn forms_of_a_word_and_its_kin_in_other_languages_share_letters() {
        for (asked, form) in [
            ("the ferries were late", "A ferry sank."),
            ("a warning", "She warned him."),
            ("their rebuilding", "They build."),
            ("transmission of the results", "La transmisión falla."),
            ("堤坝关闭", "堤坝。"),
        ] {
            let (scores, words) = shared(asked, &[form, " Gulls slept."]);
            assert!(scores[0] > 0.0 && scores[1].abs() < 1e-9, "{asked}: {scores:?}");
            assert_eq!(words.len(), 1, "{asked}: {words:?}");
        }
    }

    #[test]
    fn a_number_is_found_in_any_writing_and_short_words_are_not() {
        assert_eq!(shared("30.000 of us", &["30,000 of us."]).1, ["30,000"]);
    }

    #[test]
    fn rare_letters_weigh_more_than_common_ones() {
        let (scores, words) =
            shared("the bridge cost crowns", &["Crowns paid bridge.", " One bridge.", " A bridge.", " My bridge."]);
        assert!(scores[0] > 2.0 * scores[1], "{scores:?}");
        assert_eq!(words, ["Crowns", "bridge"]);
    }

    #[test]
    fn a_text_asked_for_has_a_score_of_its_own() {
        let mut asked = Asked::default();
        asked.add(["bridge", "ferry"]);
        asked.add(["gulls"]);
        let scores: Vec<Vec<f64>> = Shared::new(&asked, "A ferry. Gulls.", &[0..8, 9..15]).scores().collect();
        assert!(scores[0][0] > 0.0 && scores[1][1] > 0.0 && scores[0][1] + scores[1][0] < 1e-9, "{scores:?}");
    }
}
