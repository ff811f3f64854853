//! How the quotations of a catalogue stand against the texts of its documents.
//!
//! Only documents whose text is at hand can be compared; of the others nothing is said. What is quoted of a text is counted
//! once however many excerpts hold it, and only where the quotation stands for certain.
//!
//! Documents are independent of one another: many are compared on several threads, each asked for, compared and let go. How one
//! quotation is looked for is in [`crate::text::anchor`]; texts are read in [`crate::catalogue::texts`]. How a quotation stands is
//! put into words in [`super::footing`], and counted in [`super::summary`].

use std::{collections::BTreeMap, ops::Range};

use super::{
    parts::{self, Extent, PartFault, PlacedPart, apart},
    surroundings::{Doubt, Surroundings},
};
use crate::{
    catalogue::{
        Catalogue, Document, DocumentId, Excerpt, ExcerptId, PartKind, Span,
        edit::Facts,
        texts::{Text, TextError},
    },
    text::{
        anchor::{Anchoring, Haystack, Wanted},
        share::share,
    },
    threads::side_by_side,
};

/// As few documents as one thread compares before a second one would have started.
const FEW: usize = 8;

/// What to look for in the text of the document of `excerpt`.
pub fn wanted(excerpt: &Excerpt) -> Wanted<'_> {
    Wanted {
        quote: excerpt.quote.written(),
        prefix: excerpt.prefix.as_deref(),
        suffix: excerpt.suffix.as_deref(),
        span: excerpt.span.map(|span| span.start as usize..span.end as usize),
    }
}

/// The quotations from one document against its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Which document.
    pub document: DocumentId,
    /// Length of its text in code points.
    pub chars: usize,
    /// [`Text::sha256`].
    pub sha256: Box<str>,
    /// The encoding of its text file.
    pub encoding: &'static str,
    /// Its excerpts in the order of the catalogue, each with what became of it.
    pub anchored: Vec<(ExcerptId, Anchoring)>,
    /// The excerpts whose `prefix` or `suffix` is not what stands around them, and which of the two it is.
    pub unmet: BTreeMap<ExcerptId, &'static str>,
    /// What is doubtful of excerpts, by what stands around them.
    pub doubts: Vec<(ExcerptId, Doubt)>,
    /// Where its parts stand in its text.
    pub parts: Vec<PlacedPart>,
    /// Which of its parts, by their place in [`Document::parts`], have no certain place in its text, and why.
    pub misplaced: Vec<(usize, PartFault)>,
}

impl Compared {
    /// Looks for `excerpts`, which are from `document`, in its text; returns the text too, prepared, for whoever shows it.
    pub fn new(catalogue: &Catalogue, document: DocumentId, excerpts: &[ExcerptId], text: Text) -> (Self, Haystack) {
        let chars = text.chars();
        let sha256 = text.sha256().into();
        let encoding = text.encoding();
        let haystack = Haystack::new(text.into_string());
        let mut unmet = BTreeMap::new();
        let anchor = |&id: &ExcerptId| {
            let (anchoring, context) = haystack.anchor_and_context(&wanted(&catalogue.excerpts[id]));
            unmet.extend(context.map(|context| (id, context)));
            (id, anchoring)
        };
        let anchored: Vec<(ExcerptId, Anchoring)> = excerpts.iter().map(anchor).collect();
        let (parts, misplaced) = parts::placed(&catalogue.documents[document], &haystack);
        let mut surroundings = Surroundings::of(&haystack, catalogue.documents[document].language.as_deref());
        let mut doubts = Vec::new();
        for (id, anchoring) in &anchored {
            doubts.extend(surroundings.doubts(&catalogue.excerpts[*id], anchoring).into_iter().map(|doubt| (*id, doubt)));
        }
        (Self { document, chars, sha256, encoding, anchored, unmet, doubts, parts, misplaced }, haystack)
    }

    /// Whether the text of `document`, which this is, is another than the one that its hash, or without one its length, was written of.
    pub fn has_changed(&self, document: &Document) -> bool {
        match &document.sha256 {
            Some(sha256) => *sha256 != self.sha256,
            None => document.chars.is_some_and(|chars| chars as usize != self.chars),
        }
    }

    /// What the catalogue should say of it: an excerpt or a part without a certain place has no span.
    pub fn facts(&self) -> Facts {
        let excerpt = |(id, anchoring): &(ExcerptId, Anchoring)| (*id, anchoring.certain().map(span));
        let placed = self.parts.iter().map(|part| (self.document, part.index, Some(span(&part.range))));
        let misplaced = self.misplaced.iter().map(|(index, _)| (self.document, *index, None));
        Facts {
            parts: placed.chain(misplaced).collect(),
            spans: self.anchored.iter().map(excerpt).collect(),
            texts: vec![(self.document, narrow(self.chars), self.sha256.clone())],
        }
    }

    /// What became of one of its excerpts.
    pub fn anchoring(&self, id: ExcerptId) -> Option<&Anchoring> {
        let at = self.anchored.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        Some(&self.anchored[at].1)
    }

    /// How many code points of the text are body and headline.
    pub fn body(&self) -> usize {
        self.chars - length(&self.left_out())
    }

    /// How many of these stand in a quotation.
    pub fn quoted(&self) -> usize {
        let places = self.anchored.iter().flat_map(|(_, anchoring)| anchoring.stretches());
        let left_out = self.left_out();
        let both = places.chain(left_out.iter().cloned()).collect();
        length(&apart(both)) - length(&left_out)
    }

    /// The part of body and headline that is quoted, from 0 to 1.
    pub fn share(&self) -> f64 {
        share(self.quoted(), self.body())
    }

    /// The stretches of the text that are neither, in order.
    fn left_out(&self) -> Vec<Range<usize>> {
        let unread = self.parts.iter().filter(|part| !Extent::BodyAndHeadline.reads(part.kind));
        apart(unread.map(|part| part.range.clone()).collect())
    }
}

/// How long `ranges` that are apart are together.
fn length(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(|range| range.end.saturating_sub(range.start)).sum()
}

/// All quotations of a catalogue against the texts at hand.
#[derive(Debug, Default)]
pub struct Quotations {
    /// The documents whose text is at hand, in the order of the catalogue.
    pub compared: Vec<Compared>,
    /// The documents whose text is not at hand.
    pub without_text: Vec<DocumentId>,
    /// The documents whose text is there and cannot be read.
    pub unreadable: Vec<(DocumentId, TextError)>,
}

impl Quotations {
    /// Compares every document of `catalogue` for which `text_of` has a text.
    pub fn new(catalogue: &Catalogue, text_of: impl Fn(&Document) -> Result<Option<Text>, TextError> + Sync) -> Self {
        let excerpts = by_document(catalogue);
        let documents: Vec<DocumentId> = catalogue.documents.ids().collect();
        let compare = |&document: &DocumentId| {
            let text = text_of(&catalogue.documents[document])?;
            Ok(text.map(|text| Compared::new(catalogue, document, &excerpts[document.index()], text).0))
        };
        let steps = if documents.len() <= FEW { 0 } else { usize::MAX };
        let mut found = Self::default();
        for (&document, compared) in documents.iter().zip(side_by_side(&documents, steps, compare)) {
            match compared {
                Ok(Some(compared)) => found.compared.push(compared),
                Ok(None) => found.without_text.push(document),
                Err(error) => found.unreadable.push((document, error)),
            }
        }
        found
    }

    /// What there is on `document`, where its text is at hand.
    pub fn of(&self, document: DocumentId) -> Option<&Compared> {
        let at = self.compared.binary_search_by_key(&document, |compared| compared.document).ok()?;
        Some(&self.compared[at])
    }

    /// What became of an excerpt of `catalogue`, where the text of its document is at hand.
    pub fn anchoring(&self, catalogue: &Catalogue, id: ExcerptId) -> Option<&Anchoring> {
        self.of(catalogue.excerpts[id].document)?.anchoring(id)
    }

    /// What is doubtful of an excerpt of `catalogue`, by what stands around it.
    pub fn doubts(&self, catalogue: &Catalogue, id: ExcerptId) -> impl Iterator<Item = Doubt> {
        let doubts = self.of(catalogue.excerpts[id].document).map_or(&[][..], |compared| &compared.doubts);
        let first = doubts.partition_point(|(of, _)| *of < id);
        doubts[first..].iter().take_while(move |(of, _)| *of == id).map(|(_, doubt)| *doubt)
    }

    /// The part of its document in which an excerpt of `catalogue` stands: by the text, else by what is noted; none for the body.
    pub fn part_of(&self, catalogue: &Catalogue, id: ExcerptId) -> Option<PartKind> {
        let excerpt = &catalogue.excerpts[id];
        match self.of(excerpt.document) {
            Some(compared) => parts::part_at(&compared.parts, compared.anchoring(id)?.place()?),
            None => parts::noted(&catalogue.documents[excerpt.document], excerpt),
        }
    }

    /// What the catalogue should say: where the excerpts and parts stand for certain, and what the texts are. What it says of the
    /// others stays, which somebody is to look at.
    pub fn facts(&self) -> Facts {
        let mut all = Facts::default();
        for facts in self.compared.iter().map(Compared::facts) {
            all.parts.extend(facts.parts.into_iter().filter(|(_, _, span)| span.is_some()));
            all.spans.extend(facts.spans.into_iter().filter(|(_, span)| span.is_some()));
            all.texts.extend(facts.texts);
        }
        all
    }

    /// The documents of `catalogue` whose text is another than when its hash was written.
    pub fn changed(&self, catalogue: &Catalogue) -> impl Iterator<Item = DocumentId> {
        let changed = |compared: &&Compared| compared.has_changed(&catalogue.documents[compared.document]);
        self.compared.iter().filter(changed).map(|compared| compared.document)
    }
}

/// Code points of a text as a catalogue has them.
pub fn span(place: &Range<usize>) -> Span {
    Span { start: narrow(place.start), end: narrow(place.end) }
}

/// No text that is read has as many code points as a `u32` can tell.
fn narrow(chars: usize) -> u32 {
    u32::try_from(chars).unwrap_or(u32::MAX)
}

/// The excerpts of every document, by the index of the document, in the order of the catalogue.
pub fn by_document(catalogue: &Catalogue) -> Vec<Vec<ExcerptId>> {
    let mut excerpts = vec![Vec::new(); catalogue.documents.len()];
    for (id, excerpt) in catalogue.excerpts.entries() {
        excerpts[excerpt.document.index()].push(id);
    }
    excerpts
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::catalogue::{Id, Origin, Progress, load, texts::Texts};

    const CATALOGUE: &str = r#"
        title = "Bridge"
        outlet = [{ id = "bay", name = "Bay Courier" }, { id = "post", name = "Harbour Post" }]
        event = [{ id = "closing", title = "The closing" }]
        document = [
            { id = "bay", outlet = "bay", title = "Closed", chars = 67 },
            { id = "post", outlet = "post", title = "Open" },
            { id = "later", outlet = "post", title = "Later", chars = 9 },
        ]

        [[claim]]
        id = "closed"
        event = "closing"
        title = "The bridge is closed"
        absent = ["later"]
        excerpt = [
            { document = "bay", stance = "affirms", quote = "bridge was closed", span = [4, 21] },
            { document = "bay", stance = "affirms", quote = "was", suffix = "closed" },
            { document = "bay", stance = "reports", quote = "closed", span = [12, 18] },
            { document = "post", stance = "denies", quote = "the bridge was never closed" },
        ]

        [[claim]]
        id = "ferry"
        event = "closing"
        title = "The ferry runs"
        excerpt = [
            { document = "bay", stance = "affirms", quote = "Ferry ran" },
            { document = "bay", stance = "affirms", quote = "closed to", span = [15, 24] },
            { document = "bay", stance = "affirms", quote = "The ferry sank in the bay" },
        ]
    "#;

    const BAY: &str = "The bridge was closed to lorries.\n“The ferry ran,” he said; closed.";

    /// The catalogue with the texts of the two documents of these ids.
    fn compared(texts: &[(&str, &str)]) -> (Catalogue, Quotations) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("bridge.toml"), CATALOGUE).unwrap();
        fs::create_dir(folder.path().join("texts")).unwrap();
        for (id, text) in texts {
            fs::write(folder.path().join(format!("texts/{id}.txt")), text).unwrap();
        }
        let origin = Origin::Path(folder.path().to_owned());
        let catalogue = load(&origin, &Progress::new()).unwrap().catalogue;
        let texts = Texts::of(&origin);
        let quotations = Quotations::new(&catalogue, |document| texts.read(document));
        (catalogue, quotations)
    }

    #[test]
    fn every_excerpt_with_a_text_at_hand_has_a_state() {
        let (catalogue, quotations) = compared(&[("bay", BAY)]);
        let states: Vec<_> = quotations.rows(&catalogue).map(|row| (row.claim, row.state, row.start, row.end)).collect();
        assert_eq!(
            states,
            [
                ("closed", "verified", Some(4), Some(21)),
                ("closed", "verified", Some(11), Some(14)),
                ("closed", "ambiguous", None, None),
                ("ferry", "normalised", Some(39), Some(48)),
                ("ferry", "verified", Some(15), Some(24)),
                ("ferry", "lost", None, None),
            ]
        );
        assert_eq!(quotations.without_text, [Id::new(1), Id::new(2)]);
    }

    #[test]
    fn what_several_excerpts_hold_is_quoted_once() {
        let (catalogue, quotations) = compared(&[("bay", BAY)]);
        let summary = quotations.summary(&catalogue);
        assert_eq!(summary.documents[0].quoted, 20 + 9);
        assert_eq!(summary.documents[0].chars, BAY.chars().count());
        assert_eq!((summary.verified, summary.ambiguous, summary.normalised, summary.lost), (3, 1, 1, 1));
        assert_eq!((summary.excerpts, summary.without_text), (7, 1));
    }

    #[test]
    fn shares_are_of_body_and_headline() {
        let (catalogue, mut quotations) = compared(&[("bay", BAY)]);
        let part = |kind, range| PlacedPart { kind, index: 0, range };
        quotations.compared[0].parts = vec![part(PartKind::Caption, 15..33), part(PartKind::Headline, 0..10)];
        let summary = quotations.summary(&catalogue);
        // "bridge was " and "ferry ran".
        assert_eq!((summary.documents[0].body, summary.documents[0].quoted), (67 - 18, 11 + 9));
    }

    #[test]
    fn length_and_hash_are_held_against_the_text() {
        let (catalogue, quotations) = compared(&[("bay", BAY), ("post", "open"), ("later", "too long a text")]);
        let agree: Vec<_> =
            quotations.summary(&catalogue).documents.iter().map(|text| (text.chars_agree, text.sha256_agree)).collect();
        assert_eq!(agree, [(Some(true), None), (None, None), (Some(false), None)]);
    }

    #[test]
    fn only_what_is_certain_becomes_a_fact() {
        let (_, quotations) = compared(&[("bay", BAY)]);
        let facts = quotations.facts();
        let places: Vec<_> =
            facts.spans.iter().filter_map(|(id, span)| span.map(|span| (id.index(), span.start, span.end))).collect();
        assert_eq!(places, [(0, 4, 21), (1, 11, 14), (4, 39, 48), (5, 15, 24)]);
        assert_eq!(facts.texts.len(), 1);
    }

    #[test]
    fn a_text_that_cannot_be_read_is_told_and_others_are_compared() {
        let (catalogue, _) = compared(&[]);
        let quotations = Quotations::new(&catalogue, |document| match &*document.id {
            "bay" => Err(TextError::TooLarge("bay.txt".into())),
            _ => Ok(Text::new(b"open".to_vec()).ok()),
        });
        assert_eq!((quotations.compared.len(), quotations.unreadable.len()), (2, 1));
    }

    #[test]
    fn many_documents_come_in_the_order_of_the_catalogue() {
        let row = compared(&[]).0.documents[Id::new(0)].clone();
        let documents: Vec<_> = (0..50).map(|index| Document { id: format!("d{index}").into(), ..row.clone() }).collect();
        let catalogue = Catalogue { documents: documents.into(), ..Catalogue::default() };
        let quotations = Quotations::new(&catalogue, |document| Ok(Text::new(document.id.as_bytes().to_vec()).ok()));
        let order: Vec<_> = quotations.compared.iter().map(|compared| compared.document.index()).collect();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
        assert!(quotations.compared.iter().all(|compared| compared.chars == catalogue.documents[compared.document].id.len()));
    }

    #[test]
    fn a_row_says_only_what_there_is_to_say() {
        let (catalogue, quotations) = compared(&[("bay", BAY)]);
        let rows: Vec<_> = quotations.rows(&catalogue).map(|row| serde_json::to_string(&row).unwrap()).collect();
        assert_eq!(
            rows[0],
            r#"{"claim":"closed","document":"bay","quote":"bridge was closed","state":"verified","start":4,"end":21}"#
        );
        assert_eq!(
            rows[2],
            r#"{"claim":"closed","document":"bay","quote":"closed","state":"ambiguous","places":[[15,21],[60,66]]}"#
        );
    }
}
