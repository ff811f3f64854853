//! Which codes of the codebook the passages of each outlet are given: `parallax frames`.
//!
//! As JSON: `outlets`, each with the number of `passages` quoted from it and of those `without` a frame; `frames`, those with the most
//! passages first, each with its number of `passages` without what copies repeat, that of `independent` documents (a copy counts as its
//! original), and `outlets` that have such passages, with their number and the `share` of all passages of the outlet, from 0 to 1.

use serde::Serialize;

use super::{OutletHead, count, hundredths, paragraph};
use crate::{
    catalogue::Catalogue,
    compare::frames::{FrameRow, Frames},
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FramesPage<'a> {
    outlets: Vec<OutletPassages<'a>>,
    frames: Vec<Code<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletPassages<'a> {
    #[serde(flatten)]
    head: OutletHead<'a>,
    passages: usize,
    without: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Code<'a> {
    frame: &'a str,
    name: &'a str,
    definition: Option<&'a str>,
    passages: usize,
    independent: usize,
    outlets: Vec<InOutlet<'a>>,
}

/// How much of what one outlet says has the code.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct InOutlet<'a> {
    outlet: &'a str,
    #[serde(skip)]
    name: String,
    passages: usize,
    #[serde(skip)]
    of: usize,
    share: f64,
}

impl<'a> FramesPage<'a> {
    /// The page of `frames`, which are those of `catalogue`.
    pub fn new(catalogue: &'a Catalogue, frames: &Frames) -> Self {
        let cells = |at: usize| [&frames.all, &frames.without].map(|row| row.cells.get(at).map_or(0, |cell| cell.passages));
        let outlets = catalogue.outlets.ids().map(|outlet| {
            let [passages, without] = cells(outlet.index());
            OutletPassages { head: OutletHead::new(catalogue, outlet), passages, without }
        });
        let code = |FrameRow { frame, row }: &FrameRow| {
            let frame = &catalogue.frames[*frame];
            let given = catalogue.outlets.ids().zip(&row.cells).filter(|(_, cell)| cell.passages > 0);
            let outlets = given.map(|(outlet, cell)| {
                let head = OutletHead::new(catalogue, outlet);
                let [of, _] = cells(outlet.index());
                InOutlet {
                    outlet: head.outlet,
                    name: head.marked_name(),
                    passages: cell.passages,
                    of,
                    share: hundredths(frames.share(row, outlet)),
                }
            });
            Code {
                frame: &frame.id,
                name: &frame.name,
                definition: frame.definition.as_deref(),
                passages: row.passages,
                independent: row.independent,
                outlets: outlets.collect(),
            }
        };
        Self { outlets: outlets.collect(), frames: frames.rows.iter().map(code).collect() }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        paragraph(&mut page, "Passages quoted, and those without a frame", 0, columns);
        for outlet in &self.outlets {
            let text = format!("{}: {}, {} without", outlet.head.marked_name(), outlet.passages, outlet.without);
            paragraph(&mut page, &text, 2, columns);
        }
        for code in &self.frames {
            page.push('\n');
            paragraph(&mut page, &format!("{} ({})", code.name, code.frame), 0, columns);
            if let Some(definition) = code.definition {
                paragraph(&mut page, definition, 2, columns);
            }
            let documents = count(code.independent, "independent document");
            paragraph(&mut page, &format!("{} in {documents}", count(code.passages, "passage")), 2, columns);
            for share in &code.outlets {
                let text = format!("{}: {} of {}, {:.0} %", share.name, share.passages, share.of, share.share * 100.0);
                paragraph(&mut page, &text, 4, columns);
            }
        }
        page.push('\n');
        let Some(first) = self.frames.first() else {
            paragraph(&mut page, "This catalogue has no codebook: [[frame]] in one of its files begins one.", 0, columns);
            return page;
        };
        let text = format!(
            "The excerpts behind a number: parallax find 'frame:{}'. Counted are the passages that this catalogue quotes, each once \
             under however many claims, and in totals not again from a copy. A passage may have several frames.",
            first.frame
        );
        paragraph(&mut page, &text, 0, columns);
        page
    }
}
