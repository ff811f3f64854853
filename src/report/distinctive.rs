//! The words that set one outlet apart from the rest: `parallax words --distinctive OUTLET`.
//!
//! As JSON: the `outlet`; whether `all_parts` of the texts were read; the ids of its documents (`here`), of those they are set against (`rest`) and of those left out
//! because they are copies (`left_out`); the number of `words` here and in the rest; `more`, the words that it uses more than
//! the rest, and `less`, those that it uses less, each with its counts and its score `z`; and the `caveat`.

use serde::Serialize;

use super::{OutletHead, hundredths, paragraph};
use crate::{
    catalogue::{Catalogue, DocumentId},
    compare::{
        distinctive::{Distinctive, Score},
        parts::Extent,
    },
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DistinctivePage<'a> {
    #[serde(flatten)]
    head: OutletHead<'a>,
    /// Whether captions, comments and the like were read, too.
    all_parts: bool,
    #[serde(skip)]
    extent: Extent,
    here: Vec<&'a str>,
    rest: Vec<&'a str>,
    left_out: Vec<&'a str>,
    words: [u32; 2],
    more: Vec<ScoreRow<'a>>,
    less: Vec<ScoreRow<'a>>,
    caveat: &'a str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ScoreRow<'a> {
    word: &'a str,
    here: u32,
    rest: u32,
    z: f64,
}

impl<'a> DistinctivePage<'a> {
    /// The page of `distinctive`, for which texts were read to `extent`, with at most `limit` words in either list.
    pub fn new(catalogue: &'a Catalogue, distinctive: &'a Distinctive, extent: Extent, limit: usize) -> Self {
        let ids = |documents: &[DocumentId]| documents.iter().map(|&document| &*catalogue.documents[document].id).collect();
        let scores = &distinctive.scores;
        Self {
            head: OutletHead::new(catalogue, distinctive.outlet),
            all_parts: extent == Extent::AllParts,
            extent,
            here: ids(&distinctive.here),
            rest: ids(&distinctive.rest),
            left_out: ids(&distinctive.left_out),
            words: distinctive.words,
            more: scores.iter().take_while(|score| score.z > 0.0).take(limit).map(ScoreRow::new).collect(),
            less: scores.iter().rev().take_while(|score| score.z < 0.0).take(limit).map(ScoreRow::new).collect(),
            caveat: &distinctive.caveat,
        }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        let against = if self.rest.is_empty() { "nothing".to_owned() } else { self.rest.join(", ") };
        paragraph(
            &mut page,
            &format!("Words of {} set against those of {against}; {}", self.head.marked_name(), self.extent.name()),
            0,
            columns,
        );
        if !self.left_out.is_empty() {
            let text = format!("left out, because a copy says again what its original says: {}", self.left_out.join(", "));
            paragraph(&mut page, &text, 0, columns);
        }
        let [here, rest] = self.words;
        paragraph(&mut page, &format!("{here} words here, {rest} in the rest"), 0, columns);
        if self.more.is_empty() && self.less.is_empty() {
            paragraph(&mut page, "there is nothing to compare", 0, columns);
            return page;
        }
        for (heading, scores) in [("used more than by the rest", &self.more), ("used less than by the rest", &self.less)] {
            page.push('\n');
            paragraph(&mut page, heading, 0, columns);
            for score in scores {
                let ScoreRow { word, here, rest, z } = score;
                paragraph(&mut page, &format!("{word}: {here} here, {rest} in the rest, z {z:+.1}"), 2, columns);
            }
        }
        page.push('\n');
        let method = "z is the log-odds ratio with an informative Dirichlet prior, in standard deviations (Monroe, Colaresi and \
                      Quinn 2008).";
        paragraph(&mut page, &format!("{} {method}", self.caveat), 0, columns);
        page
    }
}

impl<'a> ScoreRow<'a> {
    fn new(score: &'a Score) -> Self {
        Self { word: &score.word, here: score.here, rest: score.rest, z: hundredths(score.z) }
    }
}
