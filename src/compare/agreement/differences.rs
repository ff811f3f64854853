//! What two readings of a catalogue differ in, cell by cell, the most telling first.
//!
//! A cell has at most one difference of each kind. What one passage differs in is told by the most telling kind alone, because whoever
//! decides between two excerpts decides on all that is said of them; so no excerpt is in two differences.

use super::{
    cells::{Cell, Cells},
    coding::{Coding, Found},
    passages::Passage,
};
use crate::{
    catalogue::{Catalogue, ClaimId, DocumentId, ExcerptId, Stance, decisions::Kind},
    compare::standing::Standing,
};

/// What two readings differ in at one cell, of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which claim.
    pub claim: ClaimId,
    /// Which document.
    pub document: DocumentId,
    /// In what.
    pub kind: Kind,
    /// Whether each outlet takes a stand, and each another one.
    pub is_of_stands: bool,
    /// The excerpts of the first and of the second reading that it is about.
    pub excerpts: [Vec<ExcerptId>; 2],
}

/// What `first` and `second`, readings of `main`, differ in: stand against stand first, then what only one found, then the rest, by kind
/// and within a kind in the order of the catalogue.
pub fn differences(main: &Catalogue, first: &Coding<'_>, second: &Coding<'_>) -> Vec<Difference> {
    let cells = Cells::of(main, vec![first, second]);
    let mut found: Vec<Difference> = cells.cells.iter().flat_map(|cell| of_cell(&cells, cell)).collect();
    found.sort_by_key(|difference| (!difference.is_of_stands, difference.kind));
    found
}

fn of_cell(cells: &Cells<'_>, cell: &Cell) -> Vec<Difference> {
    let mut found = Vec::<Difference>::new();
    if cell.found.contains(&Found::Unchecked) {
        return found;
    }
    for passage in &cell.passages {
        let Some(kind) = kind(cells, passage) else { continue };
        let [one, other] = [0, 1].map(|reader| cells.sign(reader, &passage.excerpts[reader]));
        let is_of_stands = one != other && one.is_some_and(takes_a_stand) && other.is_some_and(takes_a_stand);
        match found.iter_mut().find(|difference| difference.kind == kind) {
            Some(difference) => {
                difference.is_of_stands |= is_of_stands;
                for (all, more) in difference.excerpts.iter_mut().zip(&passage.excerpts) {
                    all.extend(more);
                }
            }
            None => found.push(Difference {
                claim: cell.claim,
                document: cell.document,
                kind,
                is_of_stands,
                excerpts: [0, 1].map(|reader| passage.excerpts[reader].clone()),
            }),
        }
    }
    found
}

/// In what the two readers of `passage` differ most tellingly; none where they agree.
fn kind(cells: &Cells<'_>, passage: &Passage) -> Option<Kind> {
    let [one, other] = passage.excerpts.as_slice() else { return None };
    if one.is_empty() || other.is_empty() {
        Some(Kind::Presence)
    } else if cells.sign(0, one) != cells.sign(1, other) {
        Some(Kind::Stance)
    } else if (cells.voice(0, one), cells.passed_on(0, one)) != (cells.voice(1, other), cells.passed_on(1, other)) {
        Some(Kind::Speaker)
    } else if cells.frames(0, one) != cells.frames(1, other) {
        Some(Kind::Frames)
    } else if passage.overlap(&cells.codings, 0, 1) < 1.0 {
        Some(Kind::Boundary)
    } else {
        None
    }
}

const fn takes_a_stand(standing: Standing) -> bool {
    matches!(standing, Standing::Takes(Stance::Affirms | Stance::Questions | Stance::Denies) | Standing::Mixed)
}

#[cfg(test)]
mod tests {
    use super::{super::sample::reading, *};

    fn told(found: [&str; 2]) -> Vec<String> {
        let [first, second] = found.map(reading);
        let differences = differences(&first, &Coding::as_noted(&first), &Coding::as_noted(&second));
        let tell = |difference: &Difference| {
            let [one, other] = difference.excerpts.each_ref().map(Vec::len);
            let (claim, document) = (&first.claims[difference.claim].id, &first.documents[difference.document].id);
            let stands = if difference.is_of_stands { "stands, " } else { "" };
            format!("{claim} {document}: {stands}{} {one} {other}", difference.kind.name())
        };
        differences.iter().map(tell).collect()
    }

    #[test]
    fn stands_come_first_then_what_one_alone_found_and_a_boundary_last() {
        let first = "fell courier affirms 0..9; fell post –; fell echo reports 0..9 @mayor; \
                     shut courier affirms 0..9 #blame; shut post affirms 0..9; shut echo reports 0..9 @mayor; late post affirms 0..9";
        let second = "fell courier reports 0..9 @mayor; fell post affirms 0..9; fell echo reports 0..9 @clerk; \
                      shut courier affirms 0..9; shut post affirms 0..8; shut echo reports 0..9 @mayor; late post denies 2..5";
        assert_eq!(
            told([first, second]),
            [
                "late post: stands, stance 1 1",
                "fell post: presence 0 1",
                "fell courier: stance 1 1",
                "fell echo: speaker 1 1",
                "shut courier: frames 1 1",
                "shut post: boundary 1 1",
            ]
        );
    }

    #[test]
    fn a_cell_has_one_difference_of_a_kind_and_an_excerpt_is_in_one() {
        let first = "late post affirms 0..9; late post affirms 20..29; late post affirms 40..49; late post reports 60..69 @mayor";
        let second =
            "late post reports 0..9 @mayor #blame; late post denies 20..29; late post affirms 80..89; late post affirms 90..99";
        assert_eq!(told([first, second]), ["late post: stands, stance 2 2", "late post: presence 2 2"]);
    }

    #[test]
    fn what_one_has_not_looked_at_is_no_difference() {
        assert_eq!(told(["late post affirms 0..9; fell post –", "shut post affirms"]), Vec::<String>::new());
    }

    #[test]
    fn the_same_words_of_the_same_person_are_no_difference() {
        let same = "late post reports 0..9 @mayor #blame #force; fell post –";
        assert_eq!(told([same, "fell post –; late post reports 0..9 @mayor #force #blame"]), Vec::<String>::new());
    }
}
