//! What of an excerpt cannot be right by what stands around its quotation.
//!
//! A cue and a figure are copied from the text: they stand in the quotation, in its sentence, or in the one before or after. What
//! was left out of an abridged quotation must not turn its meaning round.

use std::ops::Range;

use super::denial::denies;
use crate::{
    catalogue::Excerpt,
    text::{
        anchor::{Anchoring, Haystack, Wanted},
        language::Language,
        sentences::{Sentence, sentences},
        words::{fold_word, words},
    },
};

/// What somebody should look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Its `cue` is nowhere around.
    CueElsewhere,
    /// Its `figure` is nowhere around.
    FigureElsewhere,
    /// A "not" or the like was left out of it.
    NegationLeftOut,
}

/// A text whose sentences are looked up once something asks for them.
pub(super) struct Surroundings<'t> {
    text: &'t Haystack,
    /// In which language it is said to be.
    given: Option<&'t str>,
    sentences: Option<Vec<Sentence>>,
}

impl<'t> Surroundings<'t> {
    /// `text`, in the language `given` as a tag, else as it looks.
    pub(super) const fn of(text: &'t Haystack, given: Option<&'t str>) -> Self {
        Self { text, given, sentences: None }
    }

    /// What is doubtful of `excerpt`, whose quotation stands at `anchoring`; nothing where it stands nowhere.
    pub(super) fn doubts(&mut self, excerpt: &Excerpt, anchoring: &Anchoring) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let Some(place) = anchoring.place() else { return doubts };
        let copied = [(&excerpt.cue, Doubt::CueElsewhere), (&excerpt.figure, Doubt::FigureElsewhere)];
        let copied: Vec<(&str, Doubt)> =
            copied.into_iter().filter_map(|(words, doubt)| Some((words.as_deref()?, doubt))).collect();
        if !copied.is_empty() {
            let around = Haystack::new(self.around(place));
            let stands = |words| {
                let found = around.anchor(&Wanted { quote: words, ..Wanted::default() });
                found.certain().is_some() || matches!(found, Anchoring::Ambiguous { score, .. } if score >= 1.0)
            };
            doubts.extend(copied.into_iter().filter(|(words, _)| !stands(words)).map(|(_, doubt)| doubt));
        }
        let left_out = anchoring.left_out();
        if !left_out.is_empty() {
            let language = Language::of(self.given, self.text.text());
            let denied = |gap: &Range<usize>| {
                let gap = self.text.slice(gap);
                words(gap).any(|word| denies(&language, &fold_word(&gap[word])))
            };
            doubts.extend(left_out.iter().any(denied).then_some(Doubt::NegationLeftOut));
        }
        doubts
    }

    /// The sentences that `place` stands in, with the one before and the one after.
    fn around(&mut self, place: &Range<usize>) -> &'t str {
        let text = self.text.text();
        let sentences = self.sentences.get_or_insert_with(|| sentences(text));
        let start = self.text.slice(&(0..place.start)).len();
        let end = start + self.text.slice(place).len();
        let first = sentences.partition_point(|sentence| sentence.range.end <= start).saturating_sub(1);
        let last = sentences.partition_point(|sentence| sentence.range.start < end);
        let from = sentences.get(first).map_or(start, |sentence| sentence.range.start.min(start));
        let to = sentences.get(last).map_or(text.len(), |sentence| sentence.range.end.max(end));
        &text[from..to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::parse, compare::quotations::wanted};

    const TEXT: &str = "The mayor is away. The board alleged it. The bridge was not, it seems, shut by 41 boats. Nobody was hurt. A clerk denied it.";

    fn doubts(keys: &str) -> Vec<Doubt> {
        doubts_in(TEXT, keys)
    }

    fn doubts_in(text: &str, keys: &str) -> Vec<Doubt> {
        let head = "title = 'B'\noutlet = [{ id = 'bay', name = 'Bay' }]\ndocument = [{ id = 'bay', outlet = 'bay', title = 'B' }]\n\
            event = [{ id = 'closing', title = 'C' }]\nclaim = [{ id = 'shut', event = 'closing', title = 'Shut', excerpt = [\n\
            { document = 'bay', stance = 'affirms', ";
        let catalogue = parse(format!("{head}{keys} }}] }}]")).unwrap().catalogue;
        let excerpt = catalogue.excerpts.iter().next().unwrap();
        let text = Haystack::new(text);
        Surroundings::of(&text, None).doubts(excerpt, &text.anchor(&wanted(excerpt)))
    }

    #[test]
    fn cue_and_figure_stand_in_the_sentences_around() {
        for (keys, found) in [
            ("quote = 'shut by 41 boats', cue = 'alleged', figure = '41 boats'", vec![]),
            ("quote = 'shut by 41 boats', cue = 'it … seems'", vec![]),
            ("quote = 'shut by 41 boats', cue = 'denied'", vec![Doubt::CueElsewhere]),
            (
                "quote = 'shut by 41 boats', cue = 'alleges', figure = '1 boats'",
                vec![Doubt::CueElsewhere, Doubt::FigureElsewhere],
            ),
            ("quote = 'Nobody was hurt', cue = 'denied', figure = '41'", vec![]),
            ("quote = 'The mayor is away', figure = '41'", vec![Doubt::FigureElsewhere]),
            ("quote = 'nowhere in the text at all', figure = '41'", vec![]),
            ("quote = 'shut by 41 boat', cue = 'denied', figure = '41'", vec![Doubt::CueElsewhere]),
            ("quote = 'The bridge was never, it seems, shut by 41 boats', figure = '42'", vec![Doubt::FigureElsewhere]),
        ] {
            assert_eq!(doubts(keys), found, "{keys}");
        }
    }

    #[test]
    fn what_is_left_out_may_hold_the_denial() {
        assert_eq!(doubts("quote = 'The bridge was […] shut'"), [Doubt::NegationLeftOut]);
        assert_eq!(doubts("quote = 'The bridge was not […] shut'"), []);
        let german = "Die Stadt hat am Montag die Brücke über den Hafen nicht ohne Vorwarnung gesperrt, und alle wussten davon.";
        assert_eq!(doubts_in(german, "quote = 'die Brücke […] gesperrt'"), [Doubt::NegationLeftOut]);
        assert_eq!(doubts_in(german, "quote = 'Die Stadt hat […] die Brücke'"), []);
    }
}
