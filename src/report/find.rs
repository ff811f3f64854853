//! What a query finds: `parallax find`.

use serde::Serialize;

use super::{paragraph, words_beside};
use crate::{
    answers::quotations::Footings,
    catalogue::{Catalogue, Stance},
    compare::{footing::Footing, standing::Standing},
    find::{FORGIVEN, Hit, Hits, code_points},
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindPage<'a> {
    query: &'a str,
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
    /// The `best` of what `query` found; the quotations stand as `footings` say.
    pub fn new(catalogue: &'a Catalogue, query: &'a str, hits: &Hits, best: Vec<Hit>, footings: &Footings) -> Self {
        Self {
            query,
            total: hits.total,
            hits: best.into_iter().map(|hit| HitRow::new(catalogue, hits, hit, footings)).collect(),
            forgiven: hits.forgiven,
            silent: hits.silent().map(|outlet| catalogue.outlets[outlet].name.as_str()).collect(),
            hopeless: hits.hopeless(query),
        }
    }

    /// Whether nothing was found.
    pub const fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        if self.is_empty() {
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
        let excerpt = &catalogue.excerpts[hit.excerpt];
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
            footing: footings.footing(catalogue, hit.excerpt),
            score: hit.score,
        }
    }
}
