//! How one quotation stands, in words for whoever shows it: on a card, on a page, in JSON.

use serde::Serialize;

use super::{parts, quotations::Quotations, surroundings::Doubt, warnings::NEGATION_LEFT_OUT};
use crate::{
    catalogue::{Catalogue, ExcerptId, PartKind},
    text::anchor::Anchoring,
};

/// How one quotation stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Footing {
    /// [`Anchoring::name`]; none where the text is not at hand.
    pub state: Option<&'static str>,
    /// What is wrong, after the state and for a reader, where it is not what the text says, or nobody can tell.
    #[serde(skip)]
    pub fault: Option<String>,
    /// What the text has where the quotation is not there to the letter; of an abridged one only what was left out.
    #[serde(rename = "text", skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// Whether it says what the text does not: other words, half of one, or it leaves a denial out. One whose words stand in several places
    /// does not. None where the text is not at hand.
    #[serde(skip)]
    pub is_misquoted: Option<bool>,
    /// The part of the document in which it stands; none in the body.
    pub part: Option<&'static str>,
}

/// What makes a misquotation of it; none where the quotation stands for certain.
pub fn fault(anchoring: &Anchoring) -> Option<String> {
    Some(match anchoring {
        Anchoring::Ambiguous { places, score } if *score < 1.0 => {
            format!("about equally like {} places, at none to the letter", places.len())
        }
        Anchoring::Ambiguous { places, .. } => format!("in {} places, and nothing says which", places.len()),
        Anchoring::Drifted { score, .. } => format!("the text has other words ({:.0} % alike)", 100.0 * score),
        Anchoring::Cut(_) => "it begins or ends within a word or a number".to_owned(),
        Anchoring::Lost => "it does not stand in the text".to_owned(),
        _ => return None,
    })
}

/// What is wrong with one that leaves a denial out.
const DENIAL_LEFT_OUT: &str = "what it leaves out denies something";

impl Footing {
    /// How an excerpt of `catalogue` stands, and what its text has `instead`.
    pub fn new(catalogue: &Catalogue, id: ExcerptId, quotations: &Quotations, instead: Option<&str>) -> Self {
        let anchoring = quotations.anchoring(catalogue, id);
        let part = quotations.part_of(catalogue, id);
        let denies = quotations.doubts(catalogue, id).any(|doubt| doubt == Doubt::NegationLeftOut)
            && !catalogue.excerpts[id].accepted.iter().any(|name| **name == *NEGATION_LEFT_OUT);
        let says_otherwise = |anchoring: &Anchoring| match anchoring {
            Anchoring::Ambiguous { score, .. } => *score < 1.0,
            anchoring => denies || anchoring.is_misquoted(),
        };
        Self {
            state: anchoring.map(Anchoring::name),
            fault: anchoring.and_then(fault).or_else(|| denies.then(|| DENIAL_LEFT_OUT.to_owned())),
            instead: instead.map(str::to_owned),
            is_misquoted: anchoring.map(says_otherwise),
            part: part.map(PartKind::name),
        }
    }

    /// What the catalogue notes of an excerpt that nobody has compared yet.
    pub fn noted(catalogue: &Catalogue, id: ExcerptId) -> Self {
        let excerpt = &catalogue.excerpts[id];
        let part = parts::noted(&catalogue.documents[excerpt.document], excerpt);
        Self { part: part.map(PartKind::name), ..Self::default() }
    }

    /// "! drifted: the text has other words", where something is wrong.
    pub fn warning(&self) -> Option<String> {
        Some(format!("! {}: {}", self.state?, self.fault.as_ref()?))
    }

    /// The words that the text has in the place of a quotation that is not there to the letter.
    pub fn text(&self) -> Option<&str> {
        self.instead.as_deref().filter(|_| !self.is_abridged())
    }

    /// What an abridged quotation leaves out.
    pub fn left_out(&self) -> Option<&str> {
        self.instead.as_deref().filter(|_| self.is_abridged())
    }

    fn is_abridged(&self) -> bool {
        self.state == Some("abridged")
    }

    /// The words of the text that a reader should see beside the quotation, and what they are: none where it is to the letter, but
    /// for typography.
    pub fn beside(&self) -> Option<(&'static str, &str)> {
        let text = || self.text().filter(|_| self.fault.is_some()).map(|words| ("the text", words));
        self.left_out().map(|words| ("abridged, left out", words)).or_else(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Id, parse, texts::Text};

    /// How a quotation with these keys stands in a text.
    fn footing(keys: &str) -> Footing {
        let catalogue = parse(format!(
            "title = 'B'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\ndocument = [{{ id = 'bay', outlet = 'bay', title = 'B' }}]\n\
             event = [{{ id = 'closing', title = 'C' }}]\nclaim = [{{ id = 'shut', event = 'closing', title = 'Shut', excerpt = [\n\
             {{ document = 'bay', stance = 'affirms', {keys} }}] }}]"
        ));
        let catalogue = catalogue.unwrap().catalogue;
        let text = "The bridge was not, they say, safe on Monday. It was shut. It was shut.";
        let quotations = Quotations::new(&catalogue, |_| Ok(Text::new(text.into()).ok()));
        Footing::new(&catalogue, Id::new(0), &quotations, Some("words"))
    }

    #[test]
    fn what_says_otherwise_is_told_from_what_stands_nobody_knows_where() {
        for (keys, fault, is_misquoted) in [
            ("quote = 'safe on Monday'", None, false),
            ("quote = 'was not, […] safe'", None, false),
            ("quote = 'bridge was […] safe'", Some(DENIAL_LEFT_OUT), true),
            ("quote = 'bridge was […] safe', accepted = ['negation-left-out']", None, false),
            ("quote = 'It was shut.'", Some("in 2 places, and nothing says which"), false),
            ("quote = 'they sailed away'", Some("it does not stand in the text"), true),
        ] {
            let footing = footing(keys);
            assert_eq!((footing.fault.as_deref(), footing.is_misquoted), (fault, Some(is_misquoted)), "{keys}");
        }
    }

    #[test]
    fn what_is_left_out_is_never_taken_for_what_the_text_has() {
        let abridged = footing("quote = 'bridge was […] safe'");
        assert_eq!((abridged.text(), abridged.left_out()), (None, Some("words")));
        assert_eq!(abridged.beside(), Some(("abridged, left out", "words")));
        let lost = footing("quote = 'they sailed away'");
        assert_eq!((lost.text(), lost.left_out(), lost.beside()), (Some("words"), None, Some(("the text", "words"))));
    }
}
