//! All quotations of a catalogue as a report lists and counts them.

use serde::Serialize;

use super::{quotations::Quotations, settled::Settled};
use crate::{
    catalogue::{Catalogue, ExcerptId},
    text::anchor::Anchoring,
};

impl Quotations {
    /// One row for every excerpt that was compared, by document and then in the order of the catalogue.
    pub fn rows<'a>(&'a self, catalogue: &'a Catalogue) -> impl Iterator<Item = QuotationRow<'a>> {
        self.compared.iter().flat_map(|compared| {
            let row = |(id, anchoring): &'a (ExcerptId, Anchoring)| QuotationRow {
                unmet: compared.unmet.get(id).copied(),
                ..QuotationRow::new(catalogue, *id, anchoring)
            };
            compared.anchored.iter().map(row)
        })
    }

    /// The counts.
    pub fn summary<'a>(&self, catalogue: &'a Catalogue) -> Summary<'a> {
        let mut summary = Summary { excerpts: catalogue.excerpts.len(), unchecked: unchecked(catalogue), ..Summary::default() };
        for compared in &self.compared {
            for (_, anchoring) in &compared.anchored {
                *match anchoring {
                    Anchoring::Verified(_) => &mut summary.verified,
                    Anchoring::Moved(_) => &mut summary.moved,
                    Anchoring::Normalised(_) => &mut summary.normalised,
                    Anchoring::Abridged { .. } => &mut summary.abridged,
                    Anchoring::Ambiguous { .. } => &mut summary.ambiguous,
                    Anchoring::Drifted { .. } => &mut summary.drifted,
                    Anchoring::Cut(_) => &mut summary.cut,
                    Anchoring::Lost => &mut summary.lost,
                } += 1;
            }
            let document = &catalogue.documents[compared.document];
            summary.documents.push(TextSummary {
                document: &document.id,
                excerpts: compared.anchored.len(),
                chars: compared.chars,
                body: compared.body(),
                quoted: compared.quoted(),
                share: rounded(compared.share()),
                encoding: compared.encoding,
                chars_agree: document.chars.map(|chars| chars as usize == compared.chars),
                sha256_agree: document.sha256.as_ref().map(|sha256| *sha256 == compared.sha256),
            });
        }
        let compared: usize = summary.documents.iter().map(|document| document.excerpts).sum();
        summary.without_text = summary.excerpts - compared;
        summary
    }
}

/// How many pairs of a claim and a document nobody has looked at: no excerpt, not marked as absent, and not too early to know.
pub fn unchecked(catalogue: &Catalogue) -> usize {
    catalogue.claims.ids().map(|claim| Settled::of(catalogue, claim).open()).sum()
}

/// What became of one excerpt, for reports. Positions are code points of the document's text, the end exclusive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuotationRow<'a> {
    /// Id of the claim.
    pub claim: &'a str,
    /// Id of the document.
    pub document: &'a str,
    /// The quotation as written.
    pub quote: &'a str,
    /// [`Anchoring::name`].
    pub state: &'static str,
    /// Where it stands, or in other words most likely stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// How much of it agrees, from 0 to 1 in thousandths, where that is not all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// The places that it cannot be told from, start and end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<(usize, usize)>,
    /// What of the text was left out within it, start and end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<(usize, usize)>,
    /// `prefix` or `suffix`, where that is not what stands around it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmet: Option<&'static str>,
}

impl<'a> QuotationRow<'a> {
    fn new(catalogue: &'a Catalogue, id: ExcerptId, anchoring: &Anchoring) -> Self {
        let excerpt = &catalogue.excerpts[id];
        let (score, places) = match anchoring {
            Anchoring::Ambiguous { places, score } => {
                (Some(*score), places.iter().map(|place| (place.start, place.end)).collect())
            }
            Anchoring::Drifted { score, .. } => (Some(*score), Vec::new()),
            _ => (None, Vec::new()),
        };
        Self {
            claim: &catalogue.claims[excerpt.claim].id,
            document: &catalogue.documents[excerpt.document].id,
            quote: excerpt.quote.written(),
            state: anchoring.name(),
            start: anchoring.place().map(|place| place.start),
            end: anchoring.place().map(|place| place.end),
            score: score.filter(|&score| score < 1.0).map(rounded),
            places,
            left_out: anchoring.left_out().iter().map(|gap| (gap.start, gap.end)).collect(),
            unmet: None,
        }
    }
}

/// All excerpts of a catalogue, counted by state.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary<'a> {
    /// All of them.
    pub excerpts: usize,
    /// Verbatim where they should be.
    pub verified: usize,
    /// Verbatim elsewhere.
    pub moved: usize,
    /// The same but for typography.
    pub normalised: usize,
    /// With words left out or put in.
    pub abridged: usize,
    /// In several places.
    pub ambiguous: usize,
    /// In other words.
    pub drifted: usize,
    /// Within a word or a number.
    pub cut: usize,
    /// Nowhere.
    pub lost: usize,
    /// From documents whose text is not at hand or cannot be read.
    pub without_text: usize,
    /// Pairs of a claim and a document that nobody has looked at.
    pub unchecked: usize,
    /// The documents whose text is at hand.
    pub documents: Vec<TextSummary<'a>>,
}

/// One text against what the catalogue says of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextSummary<'a> {
    /// Id of the document.
    pub document: &'a str,
    /// How many excerpts are from it.
    pub excerpts: usize,
    /// Length of the text in code points.
    pub chars: usize,
    /// How many of them are body and headline.
    pub body: usize,
    /// How many of these stand in a quotation.
    pub quoted: usize,
    /// The same as a part of body and headline, from 0 to 1 in thousandths.
    pub share: f64,
    /// The encoding of its file.
    pub encoding: &'static str,
    /// Whether the catalogue's `chars` is that length; none where it gives none.
    pub chars_agree: Option<bool>,
    /// Whether the catalogue's `sha256` is that of the text; none where it gives none.
    pub sha256_agree: Option<bool>,
}

fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn a_pair_is_checked_by_an_excerpt_or_by_an_absence() {
        let head = "title = 'B'\nevent = [{ id = 'closing', title = 'C' }]\noutlet = [{ id = 'bay', name = 'Bay' }]\n";
        let documents =
            ["one", "two", "three"].map(|id| format!("[[document]]\nid = '{id}'\noutlet = 'bay'\ntitle = '{id}'\n")).concat();
        let claims = "[[claim]]\nid = 'shut'\nevent = 'closing'\ntitle = 'Shut'\nabsent = ['three']\n\
            excerpt = [{ document = 'one', stance = 'affirms', quote = 'a' }, { document = 'two', stance = 'denies', quote = 'b' }]\n\
            [[claim]]\nid = 'open'\nevent = 'closing'\ntitle = 'Open'\n\
            excerpt = [{ document = 'one', stance = 'affirms', quote = 'c' }]\n";
        let catalogue = parse(format!("{head}{documents}{claims}")).unwrap().catalogue;
        // Of the first claim all three; of the second one only.
        assert_eq!(unchecked(&catalogue), 2);
        let early = documents.replacen("title = 'two'", "title = 'two'\npublished = 2031-03-01", 1);
        let head = head.replace("title = 'C'", "title = 'C', date = 2031-03-02");
        assert_eq!(unchecked(&parse(format!("format = 2\n{head}{early}{claims}")).unwrap().catalogue), 1);
    }
}
