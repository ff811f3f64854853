//! Which codes of the codebook the passages of each outlet are given, and how large a share of them.
//!
//! This counts passages ([`super::passages`]), so that what is quoted twice counts once, and totals leave out what copies repeat. The
//! share is one of all passages of the outlet, those without any code included: a passage may have several, so shares need not sum up
//! to one.

use std::cmp::Reverse;

use super::passages::{Repetitions, Tally, independent};
use crate::{
    catalogue::{Catalogue, ExcerptId, FrameId, OutletId},
    text::share::share,
};

/// Codes and outlets.
#[derive(Debug, Clone, PartialEq)]
pub struct Frames {
    /// Every code of the codebook: those with the most passages first, then in its order.
    pub rows: Vec<FrameRow>,
    /// What was given none.
    pub without: Row,
    /// What there is to be given one.
    pub all: Row,
}

/// One code.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameRow {
    /// Which.
    pub frame: FrameId,
    /// Where it was given.
    pub row: Row,
}

/// Passages by outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One an outlet, in the order of the catalogue.
    pub cells: Vec<Tally>,
    /// How many passages that are, without what copies repeat.
    pub passages: usize,
    /// In how many documents, where a copy counts as its original.
    pub independent: usize,
}

impl Frames {
    /// How large a part of the passages of `outlet` those in `row` are, from 0 to 1.
    pub fn share(&self, row: &Row, outlet: OutletId) -> f64 {
        let passages = |row: &Row| row.cells.get(outlet.index()).map_or(0, |cell| cell.passages);
        // Excerpts that only a third one joins to one passage are more without it than with it.
        share(passages(row), passages(&self.all)).min(1.0)
    }
}

/// The frames of `catalogue`.
pub fn frames(catalogue: &Catalogue) -> Frames {
    let mut coded = vec![Vec::new(); catalogue.frames.len()];
    let mut without = Vec::new();
    for (id, excerpt) in catalogue.excerpts.entries() {
        for frame in &excerpt.frames {
            coded[frame.index()].push(id);
        }
        if excerpt.frames.is_empty() {
            without.push(id);
        }
    }
    let repetitions = Repetitions::of(catalogue);
    let row = |excerpts| row(catalogue, &repetitions, excerpts);
    let mut rows: Vec<FrameRow> =
        catalogue.frames.ids().zip(coded).map(|(frame, excerpts)| FrameRow { frame, row: row(excerpts) }).collect();
    rows.sort_by_key(|frame| Reverse(frame.row.passages));
    Frames { rows, without: row(without), all: row(catalogue.excerpts.ids().collect()) }
}

fn row(catalogue: &Catalogue, repetitions: &Repetitions, excerpts: Vec<ExcerptId>) -> Row {
    let (passages, independent) = (repetitions.without(catalogue, &excerpts), independent(catalogue, &excerpts));
    let mut by_outlet = vec![Vec::new(); catalogue.outlets.len()];
    for id in excerpts {
        by_outlet[catalogue.outlet_of(&catalogue.excerpts[id]).index()].push(id);
    }
    Row { cells: by_outlet.into_iter().map(|excerpts| Tally::new(catalogue, excerpts)).collect(), passages, independent }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    /// Two outlets and a copy of the first; the excerpts are of two claims.
    fn catalogue(first: &str, second: &str) -> Catalogue {
        let outlets = [("bay", ""), ("post", ""), ("echo", "copy_of = 'bay'")];
        let rows = outlets.map(|(id, more)| {
            format!("[[outlet]]\nid = '{id}'\nname = '{id}'\n[[document]]\nid = '{id}'\noutlet = '{id}'\ntitle = 'B'\n{more}\n")
        });
        let excerpts = |excerpts: &str| -> String {
            let excerpt = |part: &str| {
                let (document, quote, frames) = part
                    .split_once(' ')
                    .map(|(document, rest)| (document, rest.split_once(' ').unwrap_or((rest, ""))))
                    .map(|(d, (q, f))| (d, q, f))
                    .unwrap();
                let frames: Vec<String> = frames.split_whitespace().map(|frame| format!("'{frame}'")).collect();
                format!(
                    "[[claim.excerpt]]\ndocument = '{document}'\nstance = 'affirms'\nquote = '{quote}'\nframes = [{}]\n",
                    frames.join(", ")
                )
            };
            excerpts.split(", ").map(excerpt).collect()
        };
        let text = format!(
            "title = 'B'\nevent = [{{ id = 'night', title = 'Night' }}]\nframe = [{{ id = 'rare', name = 'Rare' }}, {{ id = 'force', \
             name = 'Force' }}, {{ id = 'blame', name = 'Blame' }}]\n{}[[claim]]\nid = 'fell'\nevent = 'night'\ntitle = 'It fell'\n{}\
             [[claim]]\nid = 'shut'\nevent = 'night'\ntitle = 'It is shut'\n{}",
            rows.concat(),
            excerpts(first),
            excerpts(second)
        );
        parse(text).unwrap().catalogue
    }

    fn counts(row: &Row) -> (Vec<usize>, usize, usize) {
        (row.cells.iter().map(|cell| cell.passages).collect(), row.passages, row.independent)
    }

    #[test]
    fn a_passage_counts_once_under_however_many_claims_and_a_copy_not_again() {
        let catalogue =
            catalogue("bay fell force, echo fall force, post sank force blame", "bay fell force, post calm, echo alone blame");
        let frames = frames(&catalogue);
        let rows: Vec<_> = frames.rows.iter().map(|row| (&*catalogue.frames[row.frame].id, counts(&row.row))).collect();
        assert_eq!(
            rows,
            [
                ("force", (vec![1, 1, 1], 2, 2)),
                // Under this claim the original has an excerpt, too, if not of this frame: the copy repeats it.
                ("blame", (vec![0, 1, 1], 1, 2)),
                ("rare", (vec![0, 0, 0], 0, 0)),
            ]
        );
        assert_eq!(counts(&frames.without), (vec![0, 1, 0], 1, 1));
        assert_eq!(counts(&frames.all), (vec![1, 2, 2], 3, 2));
    }

    #[test]
    fn what_only_a_copy_says_counts_once() {
        let catalogue = catalogue("echo alone force", "post calm");
        let frames = frames(&catalogue);
        assert_eq!(counts(&frames.rows[0].row), (vec![0, 0, 1], 1, 1));
    }

    #[test]
    fn a_share_is_of_all_passages_of_the_outlet() {
        let catalogue = catalogue("bay one force, bay two force blame, bay three, bay four", "post calm");
        let frames = frames(&catalogue);
        let shares = |at: usize| {
            frames.rows[at]
                .row
                .cells
                .iter()
                .enumerate()
                .map(|(outlet, _)| frames.share(&frames.rows[at].row, OutletId::new(outlet)))
                .collect::<Vec<_>>()
        };
        assert_eq!((shares(0), shares(1)), (vec![0.5, 0.0, 0.0], vec![0.25, 0.0, 0.0]));
    }
}
