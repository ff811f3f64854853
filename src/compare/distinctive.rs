//! The words that set one outlet apart from the rest.
//!
//! The score is the log-odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn ("Fightin' Words",
//! *Political Analysis* 16, 2008), divided by its standard deviation: a z-score. The prior of a word is its share of all
//! that is read, as if a text of average length had been read before, in which every word stood as often as in all of them
//! together. So no list of function words is needed: "the" is so frequent that its prior outweighs a chance excess, and a word
//! that stands once is held down by its own rareness. Numbers are words like others.
//!
//! A copy says again what its original says. It is set against the others as any outlet is, but its original is left out of
//! them, and so is a copy where its original is set against the others; among the rest a text counts once, however many copies
//! of it there are. Else "the words of an outlet" would be those that its copy changed.

use std::collections::{BTreeMap, HashSet};

use super::corpus::{Basis, Corpus, CorpusText, ReadPiece};
use crate::{
    catalogue::{Catalogue, DocumentId, OutletId},
    text::{share::share, tokens::owner},
};

/// The words of one outlet against the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Distinctive {
    /// Whose words.
    pub outlet: OutletId,
    /// Its documents that were read.
    pub here: Vec<DocumentId>,
    /// The documents that they are set against.
    pub rest: Vec<DocumentId>,
    /// The documents left out, because they say again what another says.
    pub left_out: Vec<DocumentId>,
    /// How many words there are here and in the rest.
    pub words: [u32; 2],
    /// Each word of either: what sets the outlet apart most first, what it avoids last.
    pub scores: Vec<Score>,
    /// What these numbers do not prove.
    pub caveat: String,
}

/// How far one word sets the outlet apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Folded, without a possessive ending.
    pub word: String,
    /// How often it stands here.
    pub here: u32,
    /// How often it stands in the rest.
    pub rest: u32,
    /// Positive where the outlet uses it more than the rest do, negative where less; in standard deviations.
    pub z: f64,
}

/// The words of `outlet` in `corpus` of `catalogue` against those of the others; none where it is `stopped` before it is done.
pub fn distinctive(catalogue: &Catalogue, corpus: &Corpus, outlet: OutletId, stopped: impl Fn() -> bool) -> Option<Distinctive> {
    let (own, others): (Vec<&CorpusText>, Vec<&CorpusText>) =
        corpus.documents().iter().partition(|read| catalogue.documents[read.document].outlet == outlet);
    let here = each_once(catalogue, own);
    let originals: HashSet<DocumentId> = here.iter().map(|read| catalogue.original(read.document)).collect();
    let is_other = |read: &&CorpusText| !originals.contains(&catalogue.original(read.document));
    let rest = each_once(catalogue, others.into_iter().filter(is_other).collect());
    let documents = |texts: &[&CorpusText]| texts.iter().map(|read| read.document).collect::<Vec<_>>();
    let (here_documents, rest_documents) = (documents(&here), documents(&rest));
    let sides = [&here_documents, &rest_documents].map(|documents| documents.iter().copied().collect::<HashSet<_>>());
    let is_read = |document: &DocumentId| sides.iter().any(|side| side.contains(document));
    let left_out = corpus.documents().iter().map(|read| read.document).filter(|document| !is_read(document)).collect();
    let texts = [here, rest].concat();
    let counts = counts(catalogue, corpus, &sides, stopped)?;
    let words = [0, 1].map(|side| counts.values().map(|count| count[side]).sum());
    Some(Distinctive {
        outlet,
        scores: scores(&counts, words, texts.len()),
        words,
        caveat: caveat(&texts),
        here: here_documents,
        rest: rest_documents,
        left_out,
    })
}

/// The texts without those that say again what another of them says: the original stays, or the first of its copies.
fn each_once<'a>(catalogue: &Catalogue, mut texts: Vec<&'a CorpusText>) -> Vec<&'a CorpusText> {
    let original = |read: &CorpusText| catalogue.original(read.document);
    texts.sort_by_key(|read| (original(read), original(read) != read.document, read.document));
    texts.dedup_by_key(|read| original(read));
    texts.sort_by_key(|read| read.document);
    texts
}

/// How often each word stands in the documents of each of `sides`: folded, without possessive endings, and with initials in one
/// ("u.s").
fn counts(
    catalogue: &Catalogue,
    corpus: &Corpus,
    sides: &[HashSet<DocumentId>; 2],
    stopped: impl Fn() -> bool,
) -> Option<BTreeMap<String, [u32; 2]>> {
    let vocabulary: Vec<&str> = corpus.vocabulary().collect();
    let is_initial: Vec<bool> = vocabulary.iter().map(|word| word.chars().count() == 1).collect();
    let mut single = vec![[0; 2]; vocabulary.len()];
    let mut counts = BTreeMap::<String, [u32; 2]>::new();
    for piece in corpus.pieces() {
        if stopped() {
            return None;
        }
        let Some(side) = sides.iter().position(|documents| documents.contains(&piece.document)) else { continue };
        for &word in corpus.words(piece) {
            single[word as usize][side] += 1;
        }
        if corpus.words(piece).iter().any(|&word| is_initial[word as usize]) {
            for initials in initials(catalogue, corpus, piece, &is_initial) {
                for word in &initials {
                    single[*word as usize][side] -= 1;
                }
                let joined: Vec<&str> = initials.iter().map(|&word| vocabulary[word as usize]).collect();
                counts.entry(joined.join(".")).or_default()[side] += 1;
            }
        }
    }
    for (word, count) in vocabulary.into_iter().zip(single).filter(|(_, count)| *count != [0, 0]) {
        let sum = counts.entry(owner(word).to_owned()).or_default();
        *sum = [sum[0] + count[0], sum[1] + count[1]];
    }
    Some(counts)
}

/// The initials of `piece` that have only a point between them, as places in the vocabulary.
fn initials(catalogue: &Catalogue, corpus: &Corpus, piece: &ReadPiece, is_initial: &[bool]) -> Vec<Vec<u32>> {
    let Some(text) = corpus.text_of(catalogue, piece) else { return Vec::new() };
    let words = corpus.words(piece).iter().copied().zip(corpus.tokens(piece).into_iter().map(|token| token.range));
    let words: Vec<_> = words.filter(|(word, _)| is_initial[*word as usize]).collect();
    let in_one = words.chunk_by(|(_, before), (_, next)| text.get(before.end..next.start) == Some("."));
    in_one.filter(|run| run.len() > 1).map(|run| run.iter().map(|(word, _)| *word).collect()).collect()
}

fn scores(counts: &BTreeMap<String, [u32; 2]>, words: [u32; 2], texts: usize) -> Vec<Score> {
    let all = f64::from(words[0]) + f64::from(words[1]);
    if words.contains(&0) {
        return Vec::new();
    }
    // As many words of prior as an average text has.
    let prior_words = all * share(1, texts);
    let score = |(word, &[here, rest]): (&String, &[u32; 2])| {
        let prior = prior_words * (f64::from(here) + f64::from(rest)) / all;
        let log_odds = |count: u32, of: u32| {
            let count = f64::from(count) + prior;
            (count / (f64::from(of) + prior_words - count)).ln()
        };
        let difference = log_odds(here, words[0]) - log_odds(rest, words[1]);
        let variance = 1.0 / (f64::from(here) + prior) + 1.0 / (f64::from(rest) + prior);
        Score { word: word.clone(), here, rest, z: difference / variance.sqrt() }
    };
    let mut scores: Vec<Score> = counts.iter().map(score).filter(|score| score.z.is_finite()).collect();
    scores.sort_by(|one, two| two.z.total_cmp(&one.z));
    scores
}

fn caveat(texts: &[&CorpusText]) -> String {
    let quoted = texts.iter().filter(|read| read.basis == Basis::Excerpts).count();
    let basis = match quoted {
        0 => String::new(),
        _ => format!(" Of {quoted} of them only the quotations in this catalogue were read, which somebody chose."),
    };
    format!(
        "These are the words in which {} texts differ, by what they are about as much as by how they tell it.{basis} So few \
         texts cannot show how an outlet writes in general, nor why it chose a word, and no score here proves a bias.",
        texts.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Id, parse},
        compare::{parts::Extent, sample},
        text::growth::assert_near_linear,
    };

    fn words_of(outlet: usize, texts: [&'static str; 3]) -> Distinctive {
        let catalogue = sample::catalogue();
        let corpus =
            Corpus::new(&catalogue, texts.map(|text| Some(text.to_owned())).into(), Extent::default(), || false).unwrap();
        distinctive(&catalogue, &corpus, Id::new(outlet), || false).unwrap()
    }

    fn indices(documents: &[DocumentId]) -> Vec<usize> {
        documents.iter().map(|document| document.index()).collect()
    }

    const TEXTS: [&str; 3] = [
        "the board met and the board fell and the pier held",
        "the regime met and the regime’s pier fell and the gulls",
        "the board convened and the board collapsed",
    ];

    #[test]
    fn what_one_outlet_says_more_often_comes_first() {
        let words = words_of(0, TEXTS);
        assert_eq!((words.scores[0].word.as_str(), words.scores[0].here, words.scores[0].rest), ("board", 2, 0));
        let last = words.scores.last().unwrap();
        assert_eq!((last.word.as_str(), last.here, last.rest), ("regime", 0, 2));
        assert_eq!(words.words, [11, 11]);
    }

    #[test]
    fn a_word_that_all_use_alike_sets_nobody_apart() {
        let words = words_of(0, TEXTS);
        let score = |word: &str| words.scores.iter().find(|score| score.word == word).unwrap().z;
        assert!(score("the").abs() < 0.2 && score("and").abs() < 0.2, "{:?}", words.scores);
        assert!(score("board") > 3.0 * score("the").abs());
    }

    #[test]
    fn a_copy_and_its_original_are_never_set_against_each_other() {
        let original = words_of(0, TEXTS);
        assert_eq!((indices(&original.here), indices(&original.rest), indices(&original.left_out)), (vec![0], vec![1], vec![2]));
        let copy = words_of(2, TEXTS);
        assert_eq!((indices(&copy.here), indices(&copy.rest), indices(&copy.left_out)), (vec![2], vec![1], vec![0]));
    }

    #[test]
    fn among_the_rest_a_copy_counts_once() {
        let words = words_of(1, TEXTS);
        assert_eq!((indices(&words.rest), indices(&words.left_out)), (vec![0], vec![2]));
    }

    #[test]
    fn the_score_is_that_of_the_paper() {
        // Two texts of 11 words; "board" stands twice here and never in the rest, so that its prior is 11 × 2/22 = 1.
        let expected = ((3.0_f64 / 19.0).ln() - (1.0_f64 / 21.0).ln()) / (1.0_f64 / 3.0 + 1.0).sqrt();
        assert!((words_of(0, TEXTS).scores[0].z - expected).abs() < 1e-12);
    }

    #[test]
    fn initials_are_one_word() {
        let words = words_of(0, ["the U.S. board, the U.S.’s board. A b.", "the pier", ""]);
        let count = |word: &str| words.scores.iter().find(|score| score.word == word).map(|score| score.here);
        assert_eq!([count("u.s"), count("u"), count("a"), count("b")], [Some(2), None, Some(1), Some(1)]);
    }

    #[test]
    fn without_words_on_one_side_there_are_no_scores() {
        assert_eq!(words_of(0, ["", "pier", ""]).scores, []);
    }

    #[test]
    fn the_caveat_tells_how_many_texts_there_were_and_how_they_were_read() {
        assert!(words_of(0, TEXTS).caveat.contains("2 texts") && !words_of(0, TEXTS).caveat.contains("quotations"));
        let catalogue = sample::catalogue();
        let words = distinctive(&catalogue, &sample::corpus(&catalogue), Id::new(0), || false).unwrap();
        assert!(words.caveat.contains("Of 1 of them only the quotations"), "{}", words.caveat);
    }

    #[test]
    fn many_documents_cost_no_more_than_their_words() {
        let prepare = |outlets: usize| {
            let outlet = |id| {
                format!(
                    "[[outlet]]\nid = 'o{id}'\nname = 'Outlet {id}'\n[[document]]\nid = 'd{id}'\noutlet = 'o{id}'\ntitle = 'Bridge'\n"
                )
            };
            let outlets = format!("title = 'Bridge'\n{}", (0..outlets).map(outlet).collect::<String>());
            let catalogue = parse(outlets).unwrap().catalogue;
            let texts = catalogue.documents.ids().map(|_| Some("the bridge fell".to_owned())).collect();
            let corpus = Corpus::new(&catalogue, texts, Extent::default(), || false).unwrap();
            (catalogue, corpus)
        };
        assert_near_linear(2_000, prepare, |(catalogue, corpus)| {
            assert_eq!(distinctive(catalogue, corpus, Id::new(0), || false).unwrap().rest.len(), catalogue.outlets.len() - 1);
        });
    }
}
