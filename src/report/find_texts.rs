//! What a query finds in the texts: `parallax find --in texts`.
//!
//! As JSON, in `texts`: the number of sentences (`total`) and the best of them (`sentences`), each with the `excerpts` that quote of
//! it by their claims; and of every outlet (`outlets`) how many `hits` it has, and how many of its `documents` have their text at
//! hand (`texts`), so that silence is told from what nobody could look at.

use serde::Serialize;

use super::{count, paragraph};
use crate::{
    answers::full_text::{FullText, Silence},
    catalogue::{Catalogue, Stance},
    find::{FORGIVEN, Hit, Hits, Query, code_points},
};

/// What was found in the texts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextsFound<'a> {
    total: usize,
    sentences: Vec<SentenceRow<'a>>,
    outlets: Vec<OutletRow<'a>>,
    #[serde(skip)]
    forgiven: bool,
    #[serde(skip)]
    silence: Silence,
    #[serde(skip)]
    hopeless: Option<String>,
    #[serde(skip)]
    beyond: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct SentenceRow<'a> {
    document: &'a str,
    title: &'a str,
    outlet: &'a str,
    #[serde(skip)]
    outlet_name: &'a str,
    /// Counted from 1.
    paragraph: usize,
    sentence: &'a str,
    #[serde(skip)]
    marked: String,
    /// The code points of `sentence` that matched: first, and one past the last.
    matches: Vec<[usize; 2]>,
    excerpts: Vec<Filed<'a>>,
    score: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Filed<'a> {
    claim: &'a str,
    stance: Stance,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletRow<'a> {
    outlet: &'a str,
    hits: usize,
    texts: usize,
    documents: usize,
}

impl<'a> TextsFound<'a> {
    /// The `best` of what `query` found in the texts.
    pub fn new(catalogue: &'a Catalogue, full_text: &'a FullText, query: &str, hits: &Hits, best: Vec<Hit>) -> Self {
        let outlets = catalogue.outlets.entries().zip(&hits.outlets).map(|((id, outlet), &hits)| OutletRow {
            outlet: &outlet.id,
            hits,
            texts: full_text.texts_of(catalogue, id),
            documents: outlet.documents.len(),
        });
        Self {
            total: hits.total,
            sentences: best.into_iter().map(|hit| SentenceRow::new(catalogue, full_text, hits, hit)).collect(),
            outlets: outlets.collect(),
            forgiven: hits.forgiven,
            silence: full_text.silence(catalogue, hits),
            hopeless: hits.hopeless(query),
            beyond: Query::parse(query).beyond_texts(),
        }
    }

    /// Whether nothing was found.
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// As plain text, `columns` wide.
    pub(super) fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        if let Some(beyond) = &self.beyond {
            paragraph(&mut page, &format!("{beyond}: of fields, outlet: and document: narrow them"), 0, columns);
        }
        if self.forgiven {
            paragraph(&mut page, FORGIVEN, 0, columns);
        }
        let mut document = None;
        for row in &self.sentences {
            if document != Some(row.document) {
                document = Some(row.document);
                page.push('\n');
                paragraph(&mut page, &format!("{}: {} ({})", row.outlet_name, row.title, row.document), 0, columns);
            }
            let mut claims: Vec<&str> = row.excerpts.iter().map(|filed| filed.claim).collect();
            claims.dedup();
            let claims = if claims.is_empty() {
                "quoted under no claim".to_owned()
            } else {
                format!("quoted under {}", claims.join(", "))
            };
            paragraph(&mut page, &row.marked, 2, columns);
            paragraph(&mut page, &format!("paragraph {}, {claims}", row.paragraph), 4, columns);
        }
        let shown = self.sentences.len();
        match &self.hopeless {
            Some(hopeless) => paragraph(&mut page, &format!("nothing found: the texts have nothing like {hopeless}"), 0, columns),
            None if self.is_empty() => paragraph(&mut page, "nothing found: no sentence has all of this at once", 0, columns),
            None => {
                let rest =
                    if shown < self.total { format!("; the best {shown} are shown, --limit shows more") } else { String::new() };
                page.push('\n');
                paragraph(&mut page, &format!("{} found{rest}", count(self.total, "sentence")), 0, columns);
            }
        }
        for (what, names) in [("no hit", &self.silence.no_hit), ("no text", &self.silence.no_text)] {
            if !names.is_empty() {
                paragraph(&mut page, &format!("{what}: {}", names.join(", ")), 0, columns);
            }
        }
        page
    }
}

impl<'a> SentenceRow<'a> {
    fn new(catalogue: &'a Catalogue, full_text: &'a FullText, hits: &Hits, hit: Hit) -> Self {
        let sentence = &full_text.sentences[hit.item];
        let document = &catalogue.documents[sentence.document];
        let outlet = &catalogue.outlets[document.outlet];
        let written = sentence.quote.written();
        let mut excerpts: Vec<Filed<'_>> = Vec::new();
        for &id in &sentence.excerpts {
            let excerpt = &catalogue.excerpts[id];
            let filed = Filed { claim: &catalogue.claims[excerpt.claim].id, stance: excerpt.stance };
            if !excerpts.contains(&filed) {
                excerpts.push(filed);
            }
        }
        Self {
            document: &document.id,
            title: &document.title,
            outlet: &outlet.id,
            outlet_name: &outlet.name,
            paragraph: sentence.paragraph,
            sentence: written,
            marked: sentence.quote.marked(),
            matches: code_points(written, &hits.marks.in_quote(written)),
            excerpts,
            score: hit.score,
        }
    }
}
