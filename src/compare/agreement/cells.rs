//! The cells that readings are compared on: a claim and a document, with what each reader found there.
//!
//! A cell in which the document is too early for the claim ([`is_too_early`]) is left out and
//! counted, unless somebody has found something there after all: an excerpt always goes before *too early*. Which documents are copies the
//! main catalogue alone says.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    coding::{Coding, Found},
    passages::{Passage, passages},
};
use crate::{
    catalogue::{Catalogue, ClaimId, DocumentId, Excerpt, ExcerptId, FrameId, Speaker},
    compare::{coverage::is_too_early, standing::Standing},
    text::fold::fold,
};

/// A claim and a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Which claim.
    pub claim: ClaimId,
    /// Which document.
    pub document: DocumentId,
    /// What each reader found.
    pub found: Vec<Found>,
    /// The passages that they found, in the order of the document as far as that is known.
    pub passages: Vec<Passage>,
}

/// The cells at which a reader has looked.
#[derive(Debug)]
pub struct Cells<'a> {
    /// The readings.
    pub codings: Vec<&'a Coding<'a>>,
    /// By claim, then by document.
    pub cells: Vec<Cell>,
    /// How many others are left out because the document is too early for the claim.
    pub too_early: usize,
    /// Who each reader's speakers are, by their index: the same number is the same person.
    people: Vec<Vec<usize>>,
}

impl<'a> Cells<'a> {
    /// Those of `main` with what `codings` of it have.
    pub fn of(main: &Catalogue, codings: Vec<&'a Coding<'a>>) -> Self {
        let (mut cells, mut too_early) = (Vec::new(), 0);
        for (claim, row) in main.claims.entries() {
            let mut by_reader: Vec<_> = codings.iter().map(|coding| by_document(coding.catalogue, claim)).collect();
            for (document, published) in main.documents.entries() {
                let of_reader = |found: &mut BTreeMap<_, _>| found.remove(&document).unwrap_or(Found::Unchecked);
                let found: Vec<Found> = by_reader.iter_mut().map(of_reader).collect();
                if found.iter().all(|found| found.excerpts().is_empty()) && is_too_early(main, row, published) {
                    too_early += 1;
                } else if found.iter().any(|found| *found != Found::Unchecked) {
                    cells.push(Cell { claim, document, passages: passages(&codings, &found), found });
                }
            }
        }
        Self { people: people(main, &codings), codings, cells, too_early }
    }

    /// Where the document of `cell` stands on the claim by what `reader` found; none where the reader has not looked.
    pub fn standing(&self, cell: &Cell, reader: usize) -> Option<Standing> {
        match &cell.found[reader] {
            Found::Unchecked => None,
            Found::Nothing => Some(Standing::Silent),
            Found::Excerpts(excerpts) => self.sign(reader, excerpts),
        }
    }

    /// Where a document stands by these excerpts of `reader`: the rule of cells; none without any.
    pub fn sign(&self, reader: usize, excerpts: &[ExcerptId]) -> Option<Standing> {
        Standing::of(self.rows(reader, excerpts).map(|excerpt| excerpt.stance))
    }

    /// Whether these excerpts of `reader` are in the outlet's own words, and whether they pass on somebody's.
    pub fn voice(&self, reader: usize, excerpts: &[ExcerptId]) -> [bool; 2] {
        let passes_on = |wanted| self.rows(reader, excerpts).any(|excerpt| excerpt.speaker.is_some() == wanted);
        [passes_on(false), passes_on(true)]
    }

    /// Whom these excerpts of `reader` pass on, in order, as numbers that are the same for the same person in all readings.
    pub fn passed_on(&self, reader: usize, excerpts: &[ExcerptId]) -> Vec<usize> {
        let speakers = self.rows(reader, excerpts).filter_map(|excerpt| excerpt.speaker);
        once(speakers.filter_map(|speaker| self.people[reader].get(speaker.index()).copied()))
    }

    /// The codes that these excerpts of `reader` are given, in order.
    pub fn frames(&self, reader: usize, excerpts: &[ExcerptId]) -> Vec<FrameId> {
        once(self.rows(reader, excerpts).flat_map(|excerpt| excerpt.frames.iter().copied()))
    }

    fn rows(&self, reader: usize, excerpts: &[ExcerptId]) -> impl Iterator<Item = &Excerpt> {
        let rows = &self.codings[reader].catalogue.excerpts;
        excerpts.iter().filter_map(|&id| rows.get(id))
    }
}

/// `items` in order, each once.
fn once<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}

/// What a reader found for `claim`, by document; nothing of those at which the reader has not looked.
fn by_document(reading: &Catalogue, claim: ClaimId) -> BTreeMap<DocumentId, Found> {
    let Some(row) = reading.claims.get(claim) else { return BTreeMap::new() };
    let mut found: BTreeMap<_, _> = row.absent.iter().map(|&document| (document, Found::Nothing)).collect();
    for (id, excerpt) in reading.excerpts_of(claim) {
        match found.entry(excerpt.document).or_insert(Found::Nothing) {
            Found::Excerpts(excerpts) => excerpts.push(id),
            nothing => *nothing = Found::Excerpts(vec![id]),
        }
    }
    found
}

/// Who the speakers of each reading are. Readers who add somebody cannot know what others call that person: who has the same id or the
/// same name, but for case and accents, is the same.
fn people(main: &Catalogue, codings: &[&Coding<'_>]) -> Vec<Vec<usize>> {
    let (mut by_id, mut by_name) = (HashMap::new(), HashMap::new());
    let mut all = 0;
    let mut person = |speaker: &Speaker| {
        let name = fold(&speaker.name).into_owned();
        let known = by_id.get(&speaker.id).or_else(|| by_name.get(&name)).copied();
        let person = known.unwrap_or(all);
        all += usize::from(known.is_none());
        by_id.entry(speaker.id.clone()).or_insert(person);
        by_name.entry(name).or_insert(person);
        person
    };
    main.speakers.iter().for_each(|speaker| {
        person(speaker);
    });
    codings.iter().map(|coding| coding.catalogue.speakers.iter().map(&mut person).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::sample::reading, *};

    /// Where each of the `found` cells stands: claim, document, and what each reader makes of it.
    fn signs(found: [&str; 2]) -> (Vec<String>, usize) {
        let readings = found.map(reading);
        let codings = readings.each_ref().map(Coding::as_noted);
        let main = reading("");
        let cells = Cells::of(&main, codings.iter().collect());
        let told = cells.cells.iter().map(|cell| {
            let sign = |reader| cells.standing(cell, reader).map_or("·", Standing::name);
            format!("{} {}: {} {}", main.claims[cell.claim].id, main.documents[cell.document].id, sign(0), sign(1))
        });
        (told.collect(), cells.too_early)
    }

    #[test]
    fn a_cell_is_there_once_somebody_has_looked() {
        let (cells, too_early) = signs(["fell courier affirms; fell post –; late early –", "fell courier denies; shut echo –"]);
        assert_eq!(cells, ["fell courier: affirms denies", "fell post: silent ·", "shut echo: · silent", "late early: silent ·"]);
        assert_eq!(too_early, 2);
    }

    #[test]
    fn a_document_is_too_early_unless_somebody_found_something() {
        let (cells, too_early) = signs(["fell early –; shut early affirms", "fell early –; shut early –"]);
        assert_eq!((cells, too_early), (vec!["shut early: affirms silent".to_owned()], 1));
    }

    #[test]
    fn all_that_was_found_in_a_document_makes_its_sign() {
        let (cells, _) = signs(["fell post affirms; fell post questions; fell post reports @mayor", "fell post –"]);
        assert_eq!(cells, ["fell post: mixed silent"]);
    }

    #[test]
    fn who_is_added_under_the_same_name_is_the_same() {
        let readings = [
            "fell post reports @keeper; late post reports @mayor",
            "fell post reports @clerk; late post reports @keeper; late post affirms",
        ];
        let readings = readings.map(reading);
        let codings = readings.each_ref().map(Coding::as_noted);
        let cells = Cells::of(&readings[0], codings.iter().collect());
        let [fell, late] = cells.cells.as_slice() else { panic!("{:?}", cells.cells) };
        let who = |cell: &Cell, reader: usize| cells.passed_on(reader, cell.found[reader].excerpts());
        assert_ne!(who(fell, 0), who(fell, 1));
        assert_eq!(who(fell, 0), who(late, 1));
        assert_ne!(who(late, 0), who(late, 1));
        assert_eq!(cells.voice(1, late.found[1].excerpts()), [true, true]);
        assert_eq!(cells.voice(0, late.found[0].excerpts()), [false, true]);
    }
}
