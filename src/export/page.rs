//! What a page for people is made of, whatever it is written as: the claims in the order in which it tells them, what each outlet
//! does, and each excerpt with all that a reader asks of it.
//!
//! The claims on which outlets disagree come first, because they are what a comparison is made for.

use std::collections::BTreeSet;

use crate::{
    answers::quotations::Footings,
    catalogue::{Catalogue, ClaimId, Document, DocumentId, Excerpt, ExcerptId, OutletId},
    compare::{
        citation::to_the_words,
        coverage::{Cell, Coverage, copied_outlets},
        footing::Footing,
        narrowing::Narrowing,
        passages::Repetitions,
        placement::how_far,
        provenance::Days,
        standing::Standing,
    },
    report::count,
    text::clean::displayable,
};

/// What leads to the claims on which outlets disagree.
const DISAGREEMENTS: &str = "disagreements";
/// Stands beside the sign of a copy that stands elsewhere than its original.
pub(super) const DIFFERS: char = '≠';
/// The same in words.
pub(super) const DIFFERS_WORDS: &str = "differs from its original";

/// A catalogue, ready to be told.
pub(super) struct Page<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// The claims: those on which outlets disagree, then the others by event. None is empty.
    pub(super) groups: Vec<Group<'a>>,
    /// How the days of its documents are told.
    pub(super) days: Days,
    footings: &'a Footings,
    coverages: Vec<Coverage>,
    repetitions: Repetitions,
}

/// Claims under one heading.
pub(super) struct Group<'a> {
    /// What leads to it: unique, and no id of a claim.
    pub(super) name: String,
    pub(super) title: &'a str,
    pub(super) claims: Vec<ClaimId>,
}

/// One excerpt.
pub(super) struct Quotation<'a> {
    pub(super) excerpt: &'a Excerpt,
    pub(super) document: &'a Document,
    /// What it does with its claim.
    pub(super) stance: Standing,
    /// "Mayor Quill (said)", "(said)".
    pub(super) voice: Option<String>,
    /// Figure, part and place in the document, codes: each in words.
    pub(super) details: Vec<String>,
    /// Where its words can be read.
    pub(super) address: Option<String>,
    /// Whether it is from a copy whose original says the same, so that it is not counted.
    pub(super) is_repetition: bool,
    /// How it stands against its text.
    pub(super) footing: Footing,
}

impl<'a> Page<'a> {
    /// The page of `catalogue`, whose quotations stand as `footings` say.
    pub(super) fn new(catalogue: &'a Catalogue, footings: &'a Footings) -> Self {
        let coverages = catalogue.claims.ids().map(|claim| Coverage::of(catalogue, claim)).collect();
        let (repetitions, days) = (Repetitions::of(catalogue), Days::of(catalogue));
        Self { catalogue, groups: groups(catalogue), days, footings, coverages, repetitions }
    }

    /// Where the outlets stand on `claim`.
    pub(super) fn coverage(&self, claim: ClaimId) -> &Coverage {
        &self.coverages[claim.index()]
    }

    /// The claims of `group`, each with where the outlets stand on it.
    pub(super) fn told(&self, group: &Group<'_>) -> impl Iterator<Item = (ClaimId, &Coverage)> {
        group.claims.iter().map(|&claim| (claim, self.coverage(claim)))
    }

    /// The names of the outlets of which `outlet` publishes copies, with commas between them; none where it publishes none.
    pub(super) fn copied_from(&self, outlet: OutletId) -> Option<String> {
        let copied = copied_outlets(self.catalogue, outlet);
        let names: Vec<&str> = copied.into_iter().map(|outlet| self.catalogue.outlets[outlet].name.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// One excerpt.
    pub(super) fn quotation(&self, id: ExcerptId) -> Quotation<'a> {
        let catalogue = self.catalogue;
        let excerpt = &catalogue.excerpts[id];
        let document = &catalogue.documents[excerpt.document];
        let footing = self.footings.footing(catalogue, id);
        let speaker = excerpt.speaker.map(|speaker| catalogue.speakers[speaker].name.as_str());
        let codes: Vec<&str> = excerpt.frames.iter().map(|&frame| catalogue.frames[frame].name.as_str()).collect();
        let details = [
            excerpt.figure.as_deref().map(|figure| format!("figure: {figure}")),
            footing.part.map(|part| format!("in the {part}")),
            how_far(document, excerpt.span),
            (!codes.is_empty()).then(|| format!("frames: {}", codes.join(", "))),
        ];
        Quotation {
            excerpt,
            document,
            stance: Standing::Takes(excerpt.stance),
            voice: match (speaker, excerpt.cue.as_deref()) {
                (Some(speaker), Some(cue)) => Some(format!("{speaker} ({cue})")),
                (None, Some(cue)) => Some(format!("({cue})")),
                (speaker, None) => speaker.map(str::to_owned),
            },
            details: details.into_iter().flatten().collect(),
            address: address(document).map(|url| to_the_words(url, excerpt.quote.shown())),
            is_repetition: self.repetitions.has(catalogue, id),
            footing,
        }
    }

    /// The claims on which outlets disagree, where there are any.
    pub(super) fn disagreements(&self) -> Option<&Group<'a>> {
        self.groups.first().filter(|group| group.name == DISAGREEMENTS)
    }

    /// What the reader came for, in a sentence.
    pub(super) fn answer(&self) -> String {
        let disagreements = self.disagreements().map_or_else(|| "none".to_owned(), |group| group.claims.len().to_string());
        format!("Outlets disagree on {disagreements} of {}.", count(self.catalogue.claims.len(), "claim"))
    }

    /// "5 outlets, 5 documents (4 independent), 93 claims, 272 excerpts".
    pub(super) fn counted(&self) -> String {
        let catalogue = self.catalogue;
        let documents = catalogue.documents.len();
        let originals: BTreeSet<DocumentId> = catalogue.documents.ids().map(|document| catalogue.original(document)).collect();
        let independent =
            if originals.len() == documents { String::new() } else { format!(" ({} independent)", originals.len()) };
        format!(
            "{}, {}{independent}, {}, {}",
            count(catalogue.outlets.len(), "outlet"),
            count(documents, "document"),
            count(catalogue.claims.len(), "claim"),
            count(catalogue.excerpts.len(), "excerpt")
        )
    }

    /// How many quotations stand in their texts, in a sentence.
    pub(super) fn compared(&self) -> String {
        let of_texts = self.catalogue.excerpts.ids().filter_map(|id| self.footings.quotations.anchoring(self.catalogue, id));
        let (mut compared, mut misquoted) = (0, 0);
        for anchoring in of_texts {
            compared += 1;
            misquoted += usize::from(anchoring.is_misquoted());
        }
        let all = self.catalogue.excerpts.len();
        match (compared, misquoted) {
            (0, _) => "No quotation was compared with its text.".to_owned(),
            (_, 0) => {
                format!("{compared} of {} were compared with their texts; all of these stand there.", count(all, "quotation"))
            }
            _ => format!(
                "{compared} of {} were compared with their texts; {misquoted} of these do not stand there for certain, and are marked.",
                count(all, "quotation")
            ),
        }
    }
}

impl Quotation<'_> {
    /// The words of the text that a reader should see beside the quotation, displayable, and what they are.
    pub(super) fn beside(&self) -> Option<String> {
        self.footing.beside().map(|(what, words)| format!("{what}: “{}”", displayable(words)))
    }
}

/// "Bay Courier affirms", "Tide Mirror is silent, differs from its original".
pub(super) fn in_words(catalogue: &Catalogue, cell: &Cell) -> String {
    let outlet = &catalogue.outlets[cell.outlet].name;
    let differs = if cell.differs { format!(", {DIFFERS_WORDS}") } else { String::new() };
    format!("{outlet} {}{differs}", cell.standing.verb())
}

/// Where `document` was published, where a browser finds it there.
pub(super) fn address(document: &Document) -> Option<&str> {
    document.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

fn groups(catalogue: &Catalogue) -> Vec<Group<'_>> {
    let disagreements = Narrowing::Disagreement.claims(catalogue);
    let mut others = vec![Vec::new(); catalogue.events.len()];
    let mut first = disagreements.iter().peekable();
    for (id, claim) in catalogue.claims.entries() {
        if first.next_if_eq(&&id).is_none() {
            others[claim.event.index()].push(id);
        }
    }
    let events = catalogue.events.iter().zip(others).map(|(event, claims)| Group {
        name: format!("event/{}", event.id),
        title: &event.title,
        claims,
    });
    let first = Group { name: DISAGREEMENTS.to_owned(), title: "Where outlets disagree", claims: disagreements };
    std::iter::once(first).chain(events).filter(|group| !group.claims.is_empty()).collect()
}
