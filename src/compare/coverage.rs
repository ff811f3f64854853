//! Where every outlet stands on a claim: the cells of the table claims × outlets.
//!
//! What each cell means is in [`super::standing`]. Documents are counted twice: all of them, and the independent ones, where a copy
//! counts as its original.

use std::collections::BTreeSet;

use toml::value::Date;

use super::standing::Standing;
use crate::catalogue::{Catalogue, Claim, ClaimId, Day, Document, DocumentId, ExcerptId, OutletId};

/// One outlet on one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Who.
    pub outlet: OutletId,
    /// Where it stands.
    pub standing: Standing,
    /// In which words, as written.
    pub excerpts: Vec<ExcerptId>,
    /// Whether all that it publishes are copies whose originals have an excerpt, so that it adds nothing to a count.
    pub is_repetition: bool,
    /// Whether it publishes copies and stands elsewhere than the outlet of an original that speaks.
    pub differs: bool,
}

impl Cell {
    /// The first excerpt that makes its sign; where none alone does, the first.
    pub fn telling(&self, catalogue: &Catalogue) -> Option<ExcerptId> {
        let makes = |id: &&ExcerptId| self.standing == Standing::Takes(catalogue.excerpts[**id].stance);
        self.excerpts.iter().find(makes).or(self.excerpts.first()).copied()
    }
}

/// All outlets on one claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// One an outlet, in the order of the catalogue.
    pub cells: Vec<Cell>,
    /// How many documents have an excerpt.
    pub documents: usize,
    /// How many of them remain when a copy counts as its original.
    pub independent: usize,
}

impl Coverage {
    /// Where the outlets stand on `claim`.
    pub fn of(catalogue: &Catalogue, claim: ClaimId) -> Self {
        let row = &catalogue.claims[claim];
        let mut said = vec![Vec::new(); catalogue.outlets.len()];
        let mut documents: Vec<DocumentId> = Vec::new();
        for (id, excerpt) in catalogue.excerpts_of(claim) {
            said[catalogue.outlet_of(excerpt).index()].push(id);
            documents.push(excerpt.document);
        }
        documents.sort_unstable();
        documents.dedup();
        let mut originals: Vec<DocumentId> = documents.iter().map(|&document| catalogue.original(document)).collect();
        originals.sort_unstable();
        originals.dedup();
        let cell = |(outlet, excerpts): (OutletId, Vec<ExcerptId>)| {
            let stances = excerpts.iter().map(|&id| catalogue.excerpts[id].stance);
            let standing = Standing::of(stances).unwrap_or_else(|| silence(catalogue, row, outlet));
            let repeats = |&document: &DocumentId| {
                let original = catalogue.original(document);
                original != document && documents.binary_search(&original).is_ok()
            };
            let published = &catalogue.outlets[outlet].documents;
            let is_repetition = !published.is_empty() && published.iter().all(repeats);
            Cell { outlet, standing, excerpts, is_repetition, differs: false }
        };
        let mut cells: Vec<Cell> = catalogue.outlets.ids().zip(said).map(cell).collect();
        let standings: Vec<Standing> = cells.iter().map(|cell| cell.standing).collect();
        for cell in &mut cells {
            let stands_elsewhere =
                |source: OutletId| standings[source.index()].speaks() && standings[source.index()] != cell.standing;
            cell.differs = cell.standing != Standing::Unchecked && sources(catalogue, cell.outlet).any(stands_elsewhere);
        }
        Self { cells, documents: documents.len(), independent: originals.len() }
    }

    /// The same of these outlets alone.
    #[must_use]
    pub fn only(self, catalogue: &Catalogue, outlets: &[OutletId]) -> Self {
        let cells: Vec<Cell> = self.cells.into_iter().filter(|cell| outlets.contains(&cell.outlet)).collect();
        let excerpts = cells.iter().flat_map(|cell| &cell.excerpts);
        let documents: BTreeSet<DocumentId> = excerpts.map(|&id| catalogue.excerpts[id].document).collect();
        let originals: BTreeSet<DocumentId> = documents.iter().map(|&document| catalogue.original(document)).collect();
        Self { documents: documents.len(), independent: originals.len(), cells }
    }

    /// Where `outlet` stands; none where it is left out.
    pub fn cell(&self, outlet: OutletId) -> Option<&Cell> {
        let here = self.cells.get(outlet.index()).filter(|cell| cell.outlet == outlet);
        here.or_else(|| self.cells.iter().find(|cell| cell.outlet == outlet))
    }

    /// How many outlets stand so, without those that only repeat what another says.
    pub fn count_of(&self, standing: Standing) -> usize {
        self.cells.iter().filter(|cell| cell.standing == standing && !cell.is_repetition).count()
    }

    /// The outlets that say something, in order.
    pub fn speaking(&self) -> impl DoubleEndedIterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.standing.speaks())
    }

    /// The outlets that stand so, in order.
    pub fn standing(&self, standing: Standing) -> impl Iterator<Item = OutletId> {
        self.cells.iter().filter(move |cell| cell.standing == standing).map(|cell| cell.outlet)
    }

    /// "4 documents, 3 independent"; the second half only where it says something new.
    pub fn count(&self) -> String {
        let plural = if self.documents == 1 { "" } else { "s" };
        if self.independent == self.documents {
            format!("{} document{plural}", self.documents)
        } else {
            format!("{} document{plural}, {} independent", self.documents, self.independent)
        }
    }
}

/// What it means that `outlet` has no excerpt under `claim`.
fn silence(catalogue: &Catalogue, claim: &Claim, outlet: OutletId) -> Standing {
    let documents = &catalogue.outlets[outlet].documents;
    let mut could_know =
        documents.iter().filter(|&&document| !is_too_early(catalogue, claim, &catalogue.documents[document])).peekable();
    if documents.is_empty() {
        Standing::Unchecked
    } else if could_know.peek().is_none() {
        Standing::TooEarly
    } else if could_know.all(|document| claim.absent.contains(document)) {
        Standing::Silent
    } else {
        Standing::Unchecked
    }
}

/// The day before which nobody could know of `claim`: its own, else that of its event.
pub fn day_of(catalogue: &Catalogue, claim: &Claim) -> Option<Date> {
    match claim.day {
        Day::Own(date) => Some(date),
        Day::OfEvent => catalogue.events[claim.event].date,
        Day::Undated => None,
    }
}

/// Whether `document` was published at least a day before what `claim` says could be known.
///
/// Never where its day of publication is not given, or is inferred.
pub fn is_too_early(catalogue: &Catalogue, claim: &Claim, document: &Document) -> bool {
    day_of(catalogue, claim).is_some_and(|day| precedes(document, day))
}

/// Whether `document` was published at least a day before `day`, by a day that is printed and not inferred.
pub fn precedes(document: &Document, day: Date) -> bool {
    let order = |date: Date| (date.year, date.month, date.day);
    document.published.is_some_and(|published| !document.published_about && order(published) < order(day))
}

/// The outlets of which `outlet` publishes a copy: the reason to discount it.
pub fn copied_outlets(catalogue: &Catalogue, outlet: OutletId) -> Vec<OutletId> {
    let mut copied = Vec::new();
    for source in sources(catalogue, outlet) {
        if !copied.contains(&source) {
            copied.push(source);
        }
    }
    copied
}

/// Likewise, an outlet as often as it is copied.
fn sources(catalogue: &Catalogue, outlet: OutletId) -> impl Iterator<Item = OutletId> {
    let originals = catalogue.outlets[outlet].documents.iter().map(|&document| catalogue.original(document));
    originals.map(|original| catalogue.documents[original].outlet).filter(move |&source| source != outlet)
}
