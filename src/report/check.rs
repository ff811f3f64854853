//! What is wrong in a catalogue and with its quotations: `parallax check`.

use serde::Serialize;

use super::{count, paragraph};
use crate::{
    catalogue::{Catalogue, Diagnostics, Document, ExcerptId, Place, Severity},
    compare::{
        quotations::{Compared, Quotations},
        summary::{QuotationRow, Summary},
    },
    text::{
        anchor::Anchoring,
        apart::{differences, lines_between},
        clean::displayable,
        diff::differing,
    },
};

/// The page.
#[derive(Debug, Serialize)]
pub struct CheckPage<'a> {
    diagnostics: &'a Diagnostics,
    quotes: Vec<QuotationRow<'a>>,
    /// None where the catalogue has errors: then there is nothing to count.
    summary: Option<Summary<'a>>,
    /// The texts that are there and cannot be read, each with the reason.
    unreadable: Vec<String>,
    /// The parts of documents that have no certain place in their texts.
    misplaced: Vec<MisplacedPart<'a>>,
    /// Likewise what several people found in the documents by themselves.
    readings: Vec<ReadingPart<'a>>,
    /// The documents whose text is another than when its hash was written.
    #[serde(skip)]
    changed: Vec<&'a str>,
    #[serde(skip)]
    faults: Vec<Fault>,
}

/// How the quotations of one reading stand.
#[derive(Debug, Serialize)]
struct ReadingPart<'a> {
    reading: &'a str,
    quotes: Vec<QuotationRow<'a>>,
    summary: Summary<'a>,
}

/// One part of a document that has no certain place in its text.
#[derive(Debug, Serialize)]
struct MisplacedPart<'a> {
    document: &'a str,
    part: &'static str,
    from: &'a str,
    to: &'a str,
    why: String,
}

/// One quotation, or one part of a document, that does not stand where it should.
#[derive(Debug)]
struct Fault {
    of: &'static str,
    place: String,
    what: String,
    quote: String,
    /// What the text has instead, the words that differ between braces.
    text: Option<String>,
}

impl<'a> CheckPage<'a> {
    /// The page of a catalogue that has errors.
    pub const fn refused(diagnostics: &'a Diagnostics) -> Self {
        Self {
            diagnostics,
            quotes: Vec::new(),
            summary: None,
            unreadable: Vec::new(),
            misplaced: Vec::new(),
            readings: Vec::new(),
            changed: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// The page of a catalogue that can be opened; `place` says in which file and line something is written and `text` what stands at a place
    /// that a quotation drifted from.
    pub fn new(
        catalogue: &'a Catalogue,
        diagnostics: &'a Diagnostics,
        quotations: &'a Quotations,
        place: impl Fn(Place) -> String,
        text: impl Fn(ExcerptId) -> Option<String>,
    ) -> Self {
        let (mut faults, mut misplaced) = (Vec::new(), Vec::new());
        for compared in &quotations.compared {
            let Document { id: document, parts, .. } = &catalogue.documents[compared.document];
            for (part, why) in compared.misplaced.iter().map(|(at, why)| (&parts[*at], why.to_string())) {
                let (kind, from, to) = (part.kind.name(), &*part.from, &*part.to);
                let what = format!("{kind} of {document}: {why}");
                faults.push(Fault { of: "part", place: place(part.place), what, quote: format!("{from} … {to}"), text: None });
                misplaced.push(MisplacedPart { document, part: kind, from, to, why });
            }
            faults.extend(misquoted(catalogue, compared, &place, &text));
        }
        Self {
            diagnostics,
            quotes: quotations.rows(catalogue).collect(),
            summary: Some(quotations.summary(catalogue)),
            unreadable: quotations.unreadable.iter().map(|(_, error)| error.to_string()).collect(),
            misplaced,
            readings: Vec::new(),
            changed: quotations.changed(catalogue).map(|id| &*catalogue.documents[id].id).collect(),
            faults,
        }
    }

    /// The page with a reading of the catalogue, which is told as the catalogue is; its diagnostics are among those of the page.
    #[must_use]
    pub fn and_reading(
        mut self,
        catalogue: &'a Catalogue,
        quotations: &'a Quotations,
        place: impl Fn(Place) -> String,
        text: impl Fn(ExcerptId) -> Option<String>,
    ) -> Self {
        let faults = quotations.compared.iter().flat_map(|compared| misquoted(catalogue, compared, &place, &text));
        self.faults.extend(faults);
        let reading = catalogue.reader.as_ref().map_or("", |reader| &reader.name);
        self.readings.push(ReadingPart {
            reading,
            quotes: quotations.rows(catalogue).collect(),
            summary: quotations.summary(catalogue),
        });
        self
    }

    /// Whether anything is wrong; a hint is not.
    pub fn has_problems(&self) -> bool {
        let only_hints = self.diagnostics.count(Severity::Hint) == self.diagnostics.len();
        !(only_hints && self.faults.is_empty() && self.unreadable.is_empty())
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        for document in &self.changed {
            let text = format!(
                "text: that of {document} is another than when `parallax anchor` wrote its length and hash; what is said of its \
                 quotations below may come of that, and `anchor --write` takes it as it is now"
            );
            paragraph(&mut page, &text, 0, columns);
            page.push('\n');
        }
        if !self.diagnostics.is_empty() {
            page.push_str(&format!("{}\n", self.diagnostics));
        }
        for fault in &self.faults {
            page.push_str(&format!("{}: {}\n  --> {}\n", fault.of, fault.what, displayable(&fault.place)));
            paragraph(&mut page, &format!("catalogue: “{}”", displayable(&fault.quote)), 4, columns);
            if let Some(text) = &fault.text {
                paragraph(&mut page, &format!("     text: “{}”", displayable(text)), 4, columns);
            }
            page.push('\n');
        }
        for error in &self.unreadable {
            page.push_str(&format!("error: {}\n\n", displayable(error)));
        }
        let errors = self.diagnostics.count(Severity::Error) + self.unreadable.len();
        let warnings = self.diagnostics.count(Severity::Warning);
        page.push_str(&format!("{}, {}", count(errors, "error"), count(warnings, "warning")));
        match self.diagnostics.count(Severity::Hint) {
            0 => page.push('\n'),
            hints => page.push_str(&format!(", {} (`format = 2` makes them warnings)\n", count(hints, "hint"))),
        }
        let Some(summary) = &self.summary else { return page };
        paragraph(&mut page, &states(summary), 0, columns);
        for document in &summary.documents {
            let share = 100.0 * document.share;
            let mut line =
                format!("{}: {}, {share:.1} % of its body quoted", document.document, count(document.excerpts, "excerpt"));
            if document.encoding != "UTF-8" {
                line.push_str(&format!("; the file is in {}", document.encoding));
            }
            paragraph(&mut page, &line, 2, columns);
        }
        paragraph(&mut page, &format!("{} of a claim and a document unchecked", count(summary.unchecked, "pair")), 0, columns);
        for ReadingPart { reading, summary, .. } in &self.readings {
            let line = format!("reading {reading}: {}; {} unchecked", states(summary), count(summary.unchecked, "pair"));
            paragraph(&mut page, &line, 0, columns);
        }
        page
    }
}

/// "3 quotations: 2 verified, 1 lost".
fn states(summary: &Summary<'_>) -> String {
    let states = [
        (summary.verified, "verified"),
        (summary.moved, "moved"),
        (summary.normalised, "normalised"),
        (summary.abridged, "abridged"),
        (summary.ambiguous, "ambiguous"),
        (summary.drifted, "drifted"),
        (summary.cut, "cut"),
        (summary.lost, "lost"),
        (summary.without_text, "without a text to compare with"),
    ];
    let states: Vec<String> =
        states.into_iter().filter(|(number, _)| *number > 0).map(|(number, state)| format!("{number} {state}")).collect();
    let quotations = count(summary.excerpts, "quotation");
    if states.is_empty() { quotations } else { format!("{quotations}: {}", states.join(", ")) }
}

/// The excerpts of a document that do not stand in it as they should.
fn misquoted(
    catalogue: &Catalogue,
    compared: &Compared,
    place: impl Fn(Place) -> String,
    text: impl Fn(ExcerptId) -> Option<String>,
) -> Vec<Fault> {
    let document = &catalogue.documents[compared.document].id;
    let fault = |id: ExcerptId, what: String, text: Option<String>| Fault {
        of: "quotation",
        place: place(catalogue.excerpts[id].quote_place),
        what,
        quote: braced(text.as_deref(), catalogue.excerpts[id].quote.written()),
        text: text.as_deref().map(|text| braced(Some(catalogue.excerpts[id].quote.written()), text)),
    };
    let mut faults = Vec::new();
    for (id, anchoring) in &compared.anchored {
        let instead = text(*id);
        if let Some(what) = complaint(catalogue, *id, anchoring, instead.as_deref()) {
            let differs = matches!(anchoring, Anchoring::Drifted { .. } | Anchoring::Normalised(_) | Anchoring::Cut(_));
            faults.push(fault(*id, what, instead.filter(|_| differs)));
        }
        if let Some(&context) = compared.unmet.get(id) {
            let side = if context == "prefix" { "before" } else { "after" };
            let what = format!("its `{context}` does not stand {side} it in {document}; correct it, or leave it out");
            faults.push(fault(*id, what, None));
        }
    }
    faults
}

/// `text`, with the words between braces that `beside` does not have, where there is something beside it.
pub(super) fn braced(beside: Option<&str>, text: &str) -> String {
    let differing = beside.map(|beside| differing(beside, text)).unwrap_or_default();
    let mut braced = String::with_capacity(text.len() + 2 * differing.len());
    let mut at = 0;
    for range in differing {
        braced.push_str(&text[at..range.start]);
        braced.push_str(&format!("{{{}}}", &text[range.clone()]));
        at = range.end;
    }
    braced.push_str(&text[at..]);
    braced
}

/// What to say of a quotation that is not verified, where the text has `text` in its place.
fn complaint(catalogue: &Catalogue, id: ExcerptId, anchoring: &Anchoring, text: Option<&str>) -> Option<String> {
    let document = &catalogue.documents[catalogue.excerpts[id].document].id;
    Some(match anchoring {
        Anchoring::Verified(_) | Anchoring::Abridged { .. } => return None,
        Anchoring::Moved(range) => {
            format!(
                "stands elsewhere in {document}, at {} to {}; `parallax anchor --write` corrects the span",
                range.start, range.end
            )
        }
        Anchoring::Normalised(_) => {
            let differences = text.map(|text| differences(catalogue.excerpts[id].quote.written(), text)).unwrap_or_default();
            match &differences[..] {
                [] => format!("stands in {document}, printed a little otherwise"),
                names => format!("stands in {document} but for {}; copy it as it is printed", names.join(", ")),
            }
        }
        Anchoring::Ambiguous { places, score } if *score < 1.0 => {
            format!("is about equally like {} places of {document} and at none of them to the letter", places.len())
        }
        Anchoring::Ambiguous { places, .. } => {
            format!("stands in {} places of {document}; add `prefix`, `suffix` or `span` to say which", places.len())
        }
        Anchoring::Drifted { score, .. } => {
            match text.and_then(|text| lines_between(catalogue.excerpts[id].quote.written(), text)) {
                Some(lines) => {
                    format!("stands in {document}, and a line of the page stands between: “{lines}”; take that out of the text")
                }
                None => format!("stands in {document} in other words ({:.0} % alike)", 100.0 * score),
            }
        }
        Anchoring::Cut(_) => format!("begins or ends within a word or a number of {document}; quote it whole"),
        Anchoring::Lost => format!("does not stand in {document}"),
    })
}
