//! One claim and what every outlet says of it: `parallax show`.

use serde::Serialize;

use super::{OutletHead, count, paragraph, words_beside};
use crate::{
    answers::quotations::Footings,
    catalogue::{Catalogue, ClaimId, ExcerptId, Span, Stance},
    compare::{coverage::Coverage, footing::Footing, provenance::Days, standing::Standing},
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimPage<'a> {
    claim: &'a str,
    title: &'a str,
    text: Option<&'a str>,
    event: &'a str,
    event_title: &'a str,
    topics: &'a [String],
    contradicts: Vec<Contradiction<'a>>,
    note: Option<&'a str>,
    documents: usize,
    independent: usize,
    outlets: Vec<OutletOnClaim<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Contradiction<'a> {
    claim: &'a str,
    title: &'a str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletOnClaim<'a> {
    #[serde(flatten)]
    head: OutletHead<'a>,
    #[serde(skip)]
    dated_name: String,
    standing: Standing,
    /// Whether it publishes a copy and stands elsewhere than its original.
    copy_differs: bool,
    excerpts: Vec<ExcerptRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct ExcerptRow<'a> {
    document: &'a str,
    document_title: &'a str,
    stance: Stance,
    speaker: Option<&'a str>,
    speaker_name: Option<&'a str>,
    cue: Option<&'a str>,
    figure: Option<&'a str>,
    frames: Vec<&'a str>,
    quote: &'a str,
    #[serde(skip)]
    marked: String,
    span: Option<Span>,
    #[serde(flatten)]
    footing: Footing,
    note: Option<&'a str>,
}

impl<'a> ClaimPage<'a> {
    /// The page of `claim`; the quotations stand as `footings` say.
    pub fn new(catalogue: &'a Catalogue, claim: ClaimId, footings: &Footings) -> Self {
        let coverage = Coverage::of(catalogue, claim);
        let entry = &catalogue.claims[claim];
        let event = &catalogue.events[entry.event];
        let days = Days::of(catalogue);
        let outlets = coverage.cells.iter().map(|cell| {
            let head = OutletHead::new(catalogue, cell.outlet);
            OutletOnClaim {
                dated_name: head.dated_name(&days.published_by(catalogue, cell.outlet)),
                head,
                standing: cell.standing,
                copy_differs: cell.differs,
                excerpts: cell.excerpts.iter().map(|&id| ExcerptRow::new(catalogue, id, footings)).collect(),
            }
        });
        Self {
            claim: &entry.id,
            title: &entry.title,
            text: entry.text.as_deref(),
            event: &event.id,
            event_title: &event.title,
            topics: &entry.topics,
            contradicts: entry
                .contradicts
                .iter()
                .map(|&other| &catalogue.claims[other])
                .map(|other| Contradiction { claim: &other.id, title: &other.title })
                .collect(),
            note: entry.note.as_deref(),
            documents: coverage.documents,
            independent: coverage.independent,
            outlets: outlets.collect(),
        }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        paragraph(&mut page, self.title, 0, columns);
        if let Some(text) = self.text.filter(|&text| text != self.title) {
            paragraph(&mut page, text, 0, columns);
        }
        let counted = match self.documents {
            documents if documents == self.independent => count(documents, "document"),
            documents => format!("{}, {} independent", count(documents, "document"), self.independent),
        };
        paragraph(&mut page, &format!("{} · {} · {counted}", self.event_title, self.claim), 0, columns);
        for other in &self.contradicts {
            paragraph(&mut page, &format!("cannot be true together with {}: {}", other.claim, other.title), 0, columns);
        }
        if let Some(note) = self.note {
            paragraph(&mut page, &format!("note: {note}"), 0, columns);
        }
        for outlet in self.outlets.iter().filter(|outlet| outlet.standing.speaks()) {
            page.push('\n');
            let differs = if outlet.copy_differs { ", ≠ its original" } else { "" };
            let standing = outlet.standing;
            let text = format!("{} {}: {}{differs}", standing.sign(), outlet.dated_name, standing.words());
            paragraph(&mut page, &text, 0, columns);
            for excerpt in &outlet.excerpts {
                excerpt.write(&mut page, outlet.standing == Standing::Mixed, columns);
            }
        }
        for standing in [Standing::Silent, Standing::TooEarly, Standing::Unchecked] {
            let names: Vec<&str> =
                self.outlets.iter().filter(|outlet| outlet.standing == standing).map(|outlet| outlet.head.name).collect();
            if !names.is_empty() {
                page.push('\n');
                paragraph(&mut page, &format!("{} {}: {}", standing.sign(), standing.words(), names.join(", ")), 0, columns);
            }
        }
        page
    }
}

impl<'a> ExcerptRow<'a> {
    fn new(catalogue: &'a Catalogue, id: ExcerptId, footings: &Footings) -> Self {
        let excerpt = &catalogue.excerpts[id];
        let document = &catalogue.documents[excerpt.document];
        let speaker = excerpt.speaker.map(|speaker| &catalogue.speakers[speaker]);
        Self {
            document: &document.id,
            document_title: &document.title,
            stance: excerpt.stance,
            speaker: speaker.map(|speaker| &*speaker.id),
            speaker_name: speaker.map(|speaker| speaker.name.as_str()),
            cue: excerpt.cue.as_deref(),
            figure: excerpt.figure.as_deref(),
            frames: excerpt.frames.iter().map(|&frame| &*catalogue.frames[frame].id).collect(),
            quote: excerpt.quote.written(),
            marked: excerpt.quote.marked(),
            span: excerpt.span,
            footing: footings.footing(catalogue, id),
            note: excerpt.note.as_deref(),
        }
    }

    fn write(&self, page: &mut String, with_stance: bool, columns: usize) {
        let stance = with_stance.then(|| Standing::Takes(self.stance).words().to_owned());
        let speaker = self.speaker_name.map(|name| match self.cue {
            Some(cue) => format!("{name} ({cue})"),
            None => name.to_owned(),
        });
        let cue = self.cue.filter(|_| self.speaker_name.is_none()).map(|cue| format!("({cue})"));
        let figure = self.figure.map(|figure| format!("figure: {figure}"));
        let part = self.footing.part.map(|part| format!("in the {part}"));
        let about: Vec<String> = [stance, speaker, cue, figure, part].into_iter().flatten().collect();
        if !about.is_empty() {
            paragraph(page, &about.join(" · "), 2, columns);
        }
        if let Some(warning) = self.footing.warning() {
            paragraph(page, &warning, 2, columns);
        }
        paragraph(page, &self.marked, 4, columns);
        words_beside(page, &self.footing, columns);
        if let Some(note) = self.note {
            paragraph(page, &format!("note: {note}"), 4, columns);
        }
    }
}
