//! What a page for people is made of, whatever it is written as: the claims in the order in which it tells them, what each outlet
//! does, and each excerpt with all that a reader asks of it.
//!
//! The claims on which outlets disagree come first, because they are what a comparison is made for.

use std::collections::BTreeSet;

use super::selected::Selected;
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
pub(super) const DISAGREEMENTS: &str = "disagreements";
/// What stands over them.
const DISAGREEMENTS_TITLE: &str = "Where outlets disagree";
/// Stands beside the sign of a copy that stands elsewhere than its original.
pub(super) const DIFFERS: char = '≠';
/// The same in words.
pub(super) const DIFFERS_WORDS: &str = "differs from its original";

/// A catalogue, ready to be told.
pub(super) struct Page<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// The claims: those on which outlets disagree, then the others by event. None is empty but that of an event all of whose claims are among
    /// the first.
    pub(super) groups: Vec<Group<'a>>,
    /// How days are told: with their years, since it is read years later.
    pub(super) days: Days,
    /// What was asked for, in a sentence, where it is not a whole catalogue.
    pub(super) selection: Option<String>,
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
    /// How many more of its event are among those on which outlets disagree.
    pub(super) above: usize,
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
    /// The page of `catalogue`, which is what was `selected` of another or a whole one; its quotations stand as `footings` say.
    pub(super) fn new(catalogue: &'a Catalogue, selected: Option<&Selected>, footings: &'a Footings) -> Self {
        let coverages = catalogue.claims.ids().map(|claim| Coverage::of(catalogue, claim)).collect();
        let (groups, repetitions) = (groups(catalogue), Repetitions::of(catalogue));
        let selection = selected.map(|selected| selected.told(catalogue));
        Self { catalogue, groups, days: Days::default(), selection, footings, coverages, repetitions }
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
            address: address(document)
                .map(|url| to_the_words(url, excerpt.quote.shown(), excerpt.prefix.as_deref(), excerpt.suffix.as_deref())),
            is_repetition: self.repetitions.has(catalogue, id),
            footing,
        }
    }

    /// The claims on which outlets disagree, where there are any.
    pub(super) fn disagreements(&self) -> Option<&Group<'a>> {
        self.groups.first().filter(|group| group.name == DISAGREEMENTS)
    }

    /// What the reader came for, in a sentence; of one outlet alone nobody can tell whether others disagree.
    pub(super) fn answer(&self) -> String {
        let catalogue = self.catalogue;
        let claims = count(catalogue.claims.len(), "claim");
        let speaking: BTreeSet<OutletId> =
            catalogue.documents.iter().filter(|document| document.copy_of.is_none()).map(|document| document.outlet).collect();
        match (catalogue.claims.len(), speaking.len(), self.disagreements()) {
            (0, ..) => "No claims yet.".to_owned(),
            (_, 0 | 1, _) => format!("One outlet alone on {claims}: whether others disagree is not told here."),
            (.., disagreements) => {
                let disagreed = disagreements.map_or_else(|| "none".to_owned(), |group| group.claims.len().to_string());
                let of = if self.selection.is_some() { "In this selection outlets" } else { "Outlets" };
                format!("{of} disagree on {disagreed} of {claims}.")
            }
        }
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
        let footings = self.catalogue.excerpts.ids().map(|id| self.footings.footing(self.catalogue, id));
        let (mut compared, mut faulty) = (0, 0);
        for footing in footings.filter(|footing| footing.state.is_some()) {
            compared += 1;
            faulty += usize::from(footing.fault.is_some());
        }
        let all = count(self.catalogue.excerpts.len(), "quotation");
        match (compared, faulty) {
            (0, _) => "No quotation was compared with its text.".to_owned(),
            (_, 0) => format!("{compared} of {all} were compared with their texts; all of these stand there."),
            _ => format!(
                "{compared} of {all} were compared with their texts; {faulty} of these do not stand there for certain, or leave a denial \
                 out, and are marked."
            ),
        }
    }
}

impl Group<'_> {
    /// That some of its event, or all, are told elsewhere.
    pub(super) fn told_above(&self) -> Option<String> {
        let (more, stand) = (if self.claims.is_empty() { "" } else { " more" }, if self.above == 1 { "stands" } else { "stand" });
        let claims = if self.above == 1 { "claim" } else { "claims" };
        (self.above > 0).then(|| format!("{}{more} {claims} on this {stand} under “{DISAGREEMENTS_TITLE}”.", self.above))
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
    let group = |name, title| Group { name, title, claims: Vec::new(), above: 0 };
    let mut events: Vec<Group<'_>> =
        catalogue.events.iter().map(|event| group(format!("event/{}", event.id), event.title.as_str())).collect();
    let mut first = disagreements.iter().peekable();
    for (id, claim) in catalogue.claims.entries() {
        let event = &mut events[claim.event.index()];
        match first.next_if_eq(&&id) {
            Some(_) => event.above += 1,
            None => event.claims.push(id),
        }
    }
    let first = Group { claims: disagreements, ..group(DISAGREEMENTS.to_owned(), DISAGREEMENTS_TITLE) };
    std::iter::once(first).chain(events).filter(|group| group.claims.len() + group.above > 0).collect()
}
