//! How the quotations of a catalogue stand against the texts at hand, and where in its files they are written.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    ops::Range,
};

use crate::{
    catalogue::{Catalogue, Diagnostics, Document, ExcerptId, Place, texts::Texts},
    compare::{
        footing::Footing,
        quotations::{Compared, Quotations},
        summary::unchecked,
        warnings::warnings,
    },
    text::anchor::{Anchoring, Haystack},
};

/// Compares the quotations of `catalogue` with those `texts` that are there.
pub fn quotations(catalogue: &Catalogue, texts: &Texts) -> Quotations {
    Quotations::new(catalogue, |document| texts.read(document))
}

/// The quotations, with what the texts have where they are not there to the letter.
#[derive(Debug)]
pub struct Footings {
    /// How they stand.
    pub quotations: Quotations,
    /// What the texts have in the place of the quotations that are not there to the letter; of abridged ones only what was left out.
    instead: HashMap<ExcerptId, String>,
}

impl Footings {
    /// Compares the quotations of `catalogue` with those `texts` that are there.
    fn of(catalogue: &Catalogue, texts: &Texts) -> Self {
        let quotations = quotations(catalogue, texts);
        Self { instead: instead(catalogue, &quotations, texts), quotations }
    }

    /// The same for the documents of these `excerpts` alone.
    pub fn of_excerpts(catalogue: &Catalogue, texts: &Texts, excerpts: impl IntoIterator<Item = ExcerptId>) -> Self {
        let documents: HashSet<&str> =
            excerpts.into_iter().map(|id| &*catalogue.documents[catalogue.excerpts[id].document].id).collect();
        let text_of = |document: &Document| if documents.contains(&*document.id) { texts.read(document) } else { Ok(None) };
        let quotations = Quotations::new(catalogue, text_of);
        Self { instead: instead(catalogue, &quotations, texts), quotations }
    }

    /// How one excerpt of `catalogue` stands, for whoever shows it.
    pub fn footing(&self, catalogue: &Catalogue, id: ExcerptId) -> Footing {
        Footing::new(catalogue, id, &self.quotations, self.instead(id))
    }

    /// What its text has where an excerpt is not there to the letter; of an abridged one only what was left out.
    pub fn instead(&self, id: ExcerptId) -> Option<&str> {
        self.instead.get(&id).map(String::as_str)
    }
}

/// The quotations, with what somebody needs to mend them.
#[derive(Debug)]
pub struct Checked {
    /// How they stand.
    pub footings: Footings,
    /// The lines of the excerpts that do not stand in their documents to the letter, or not between what they say.
    lines: BTreeMap<Place, usize>,
    /// What somebody should look at, beside what loading told.
    pub warnings: Diagnostics,
    /// Pairs of a claim and a document that nobody has looked at.
    pub unchecked: usize,
}

/// Compares the quotations of `catalogue`, and looks up what to say of those that do not stand.
pub fn check(catalogue: &Catalogue, texts: &Texts) -> Checked {
    let footings = Footings::of(catalogue, texts);
    Checked {
        lines: lines(catalogue, &footings.quotations),
        warnings: catalogue.diagnose(warnings(catalogue, &footings.quotations)).and(strays(catalogue, texts)),
        unchecked: unchecked(catalogue),
        footings,
    }
}

/// The files among the texts that are none of a document's.
fn strays(catalogue: &Catalogue, texts: &Texts) -> Diagnostics {
    let found = texts.strays(catalogue).into_iter().filter(|_| catalogue.reader.is_none());
    catalogue.diagnose_files(found.map(|stray| (stray.path, "stray-text", "the text of no document".to_owned(), stray.help)))
}

impl Checked {
    /// `path:line` of an excerpt or a part of `catalogue` that does not stand.
    pub fn place(&self, catalogue: &Catalogue, place: Place) -> String {
        let path = catalogue.files[place.file].path.display();
        self.lines.get(&place).map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
    }
}

fn lines(catalogue: &Catalogue, quotations: &Quotations) -> BTreeMap<Place, usize> {
    let anchored = quotations.compared.iter().flat_map(|compared| &compared.anchored);
    let faulty = anchored.filter(|(_, anchoring)| !matches!(anchoring, Anchoring::Verified(_))).map(|(id, _)| id);
    let unmet = quotations.compared.iter().flat_map(|compared| compared.unmet.keys());
    let misplaced = quotations.compared.iter().flat_map(|compared| {
        let parts = &catalogue.documents[compared.document].parts;
        compared.misplaced.iter().map(|&(at, _)| parts[at].place)
    });
    catalogue.lines_of(faulty.chain(unmet).map(|id| catalogue.excerpts[*id].quote_place).chain(misplaced))
}

fn instead(catalogue: &Catalogue, quotations: &Quotations, texts: &Texts) -> HashMap<ExcerptId, String> {
    let mut found = HashMap::new();
    for compared in &quotations.compared {
        if differing(compared).next().is_none() {
            continue;
        }
        // It could be read a moment ago; should it have gone since, less is said.
        if let Ok(Some(text)) = texts.read(&catalogue.documents[compared.document]) {
            found.extend(words_instead(compared, &Haystack::new(text.into_string())));
        }
    }
    found
}

/// What `text`, with which they were `compared`, has in the place of the quotations that are not there to the letter.
pub(super) fn words_instead(compared: &Compared, text: &Haystack) -> HashMap<ExcerptId, String> {
    let words = |ranges: Vec<Range<usize>>| ranges.iter().map(|range| text.slice(range).trim()).collect::<Vec<_>>().join(" … ");
    differing(compared).map(|(id, ranges)| (id, words(ranges))).collect()
}

/// The quotations that are not there to the letter and have a place, with that; the abridged ones with what was left out.
fn differing(compared: &Compared) -> impl Iterator<Item = (ExcerptId, Vec<Range<usize>>)> {
    compared.anchored.iter().filter_map(|(id, anchoring)| {
        let differs = anchoring.is_misquoted() || matches!(anchoring, Anchoring::Normalised(_));
        match anchoring.left_out() {
            [] => differs.then(|| Some((*id, vec![anchoring.place()?.clone()]))).flatten(),
            left_out => Some((*id, left_out.to_vec())),
        }
    })
}
