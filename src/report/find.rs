//! What a query finds: `parallax find`, in the excerpts and, in [`find_texts`](super::find_texts), in the texts.
//!
//! As JSON: the `query`; of the excerpts their number (`total`) and the `hits`; of the texts all that there is in `texts`.

use serde::Serialize;

use super::{find_texts::TextsFound, paragraph, words_beside};
use crate::{
    answers::quotations::Footings,
    catalogue::{Catalogue, ExcerptId, Stance},
    compare::{footing::Footing, standing::Standing},
    find::{FORGIVEN, Hit, Hits, code_points},
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindPage<'a> {
    query: &'a str,
    #[serde(flatten)]
    excerpts: Option<ExcerptsFound<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    texts: Option<TextsFound<'a>>,
}

/// What was found in the excerpts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExcerptsFound<'a> {
    total: usize,
    hits: Vec<HitRow<'a>>,
    #[serde(skip)]
    forgiven: bool,
    #[serde(skip)]
    silent: Vec<&'a str>,
    #[serde(skip)]
    hopeless: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct HitRow<'a> {
    claim: &'a str,
    title: &'a str,
    event: &'a str,
    document: &'a str,
    outlet: &'a str,
    #[serde(skip)]
    outlet_name: &'a str,
    stance: Stance,
    speaker: Option<&'a str>,
    quote: &'a str,
    #[serde(skip)]
    marked: String,
    /// The code points of `quote` that matched: first, and one past the last.
    matches: Vec<[usize; 2]>,
    #[serde(flatten)]
    footing: Footing,
    score: u32,
}

impl<'a> FindPage<'a> {
    /// What `query` found, wherever it was looked for.
    pub const fn new(query: &'a str, excerpts: Option<ExcerptsFound<'a>>, texts: Option<TextsFound<'a>>) -> Self {
        Self { query, excerpts, texts }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.excerpts.as_ref().is_none_or(|found| found.total == 0) && self.texts.as_ref().is_none_or(TextsFound::is_empty)
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let excerpts = self.excerpts.as_ref().map(|found| found.plain(columns));
        let texts = self.texts.as_ref().map(|found| found.plain(columns));
        match (excerpts, texts) {
            (Some(excerpts), Some(texts)) => {
                format!("In the excerpts\n\n{}\nIn the texts\n\n{}", excerpts.trim_start(), texts.trim_start())
            }
            (excerpts, texts) => excerpts.or(texts).unwrap_or_default(),
        }
    }
}

impl<'a> ExcerptsFound<'a> {
    /// The `best` of what `query` found; the quotations stand as `footings` say.
    pub fn new(catalogue: &'a Catalogue, query: &str, hits: &Hits, best: Vec<Hit>, footings: &Footings) -> Self {
        Self {
            total: hits.total,
            hits: best.into_iter().map(|hit| HitRow::new(catalogue, hits, hit, footings)).collect(),
            forgiven: hits.forgiven,
            silent: hits.silent().map(|outlet| catalogue.outlets[outlet].name.as_str()).collect(),
            hopeless: hits.hopeless(query),
        }
    }

    fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        if self.total == 0 {
            let why = match &self.hopeless {
                Some(hopeless) => format!("the catalogue has nothing like {hopeless}; type it otherwise, or leave it out"),
                None => "no excerpt has all of this at once; leave a word out".to_owned(),
            };
            paragraph(&mut page, &format!("nothing found: {why}. `parallax help find` says what a query can be."), 0, columns);
            return page;
        }
        if self.forgiven {
            paragraph(&mut page, FORGIVEN, 0, columns);
        }
        let mut claim = None;
        for hit in &self.hits {
            if claim != Some(hit.claim) {
                claim = Some(hit.claim);
                page.push('\n');
                paragraph(&mut page, &format!("{} ({})", hit.title, hit.claim), 0, columns);
            }
            let standing = Standing::Takes(hit.stance);
            paragraph(&mut page, &format!("{} {} {}", standing.sign(), hit.outlet_name, standing.words()), 2, columns);
            if let Some(warning) = hit.footing.warning() {
                paragraph(&mut page, &warning, 4, columns);
            }
            paragraph(&mut page, &hit.marked, 4, columns);
            words_beside(&mut page, &hit.footing, columns);
        }
        let shown = self.hits.len();
        let rest = if shown < self.total { format!("; the best {shown} are shown, --limit shows more") } else { String::new() };
        page.push('\n');
        paragraph(&mut page, &format!("{} found{rest}", self.total), 0, columns);
        if !self.silent.is_empty() {
            paragraph(&mut page, &format!("no hit: {}", self.silent.join(", ")), 0, columns);
        }
        page
    }
}

impl<'a> HitRow<'a> {
    fn new(catalogue: &'a Catalogue, hits: &Hits, hit: Hit, footings: &Footings) -> Self {
        let id = ExcerptId::new(hit.item);
        let excerpt = &catalogue.excerpts[id];
        let claim = &catalogue.claims[excerpt.claim];
        let document = &catalogue.documents[excerpt.document];
        let outlet = &catalogue.outlets[document.outlet];
        let quote = excerpt.quote.written();
        Self {
            claim: &claim.id,
            title: &claim.title,
            event: &catalogue.events[claim.event].id,
            document: &document.id,
            outlet: &outlet.id,
            outlet_name: &outlet.name,
            stance: excerpt.stance,
            speaker: excerpt.speaker.map(|speaker| &*catalogue.speakers[speaker].id),
            quote,
            marked: excerpt.quote.marked(),
            matches: code_points(quote, &hits.marks.in_quote(quote)),
            footing: footings.footing(catalogue, id),
            score: hit.score,
        }
    }
}
