//! Drift that can be named: what became of a passage in other words, of the kinds that a reader would name.
//!
//! Each kind is a rule of its own with its own table of words. A rule names a kind only with the words that show it, and only
//! where the words around them are on both sides, so that a passage left out is not taken for a hedge dropped. A wrong name
//! costs more than a missing one: what no rule can name stays with the changed words of [`super::wording`].
//!
//! The tables are those of `lexicon`, English and Spanish; the endings that [`crate::text::tokens::stem`] knows are English. In
//! other languages numbers in digits, quotation marks and the catalogue's own namings are still found, the other kinds are not.

mod hedge;
pub(super) mod lexicon;
mod name;
mod negation;
mod number;
pub(in crate::compare) mod pair;
mod quotes;
mod relabelled;
mod saying;

use std::ops::Range;

use serde::Serialize;

use self::{
    lexicon::Lexicon,
    pair::{Pair, Side},
};
use super::naming::Namings;
use crate::text::language::Language;

/// What a drift is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Another number, or another day or month. The same one in another form is none.
    Number,
    /// A number in other marks, which may be the same or not: "30,000" and "30.000".
    Printed,
    /// Another name, or the same one spelt otherwise.
    Name,
    /// Said not to be what it is said to be on the other side.
    Negation,
    /// A word that limits what is said: how likely, how many, how exactly.
    Hedge,
    /// The verb by which a statement is passed on.
    Saying,
    /// Another form of the same naming: the subject is called otherwise.
    Relabelled,
    /// The same words in and out of quotation marks.
    Quotes,
    /// A sentence of the original that its copy does not have.
    Dropped,
    /// A sentence of a copy that its original does not have.
    Added,
    /// A sentence that stands elsewhere in the copy.
    Moved,
}

impl Kind {
    /// All of them, in the order of a legend.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::Printed,
        Self::Name,
        Self::Negation,
        Self::Hedge,
        Self::Saying,
        Self::Relabelled,
        Self::Quotes,
        Self::Dropped,
        Self::Added,
        Self::Moved,
    ];

    /// Whether it is about a whole sentence, so that there are no words to name.
    pub const fn is_whole_sentence(self) -> bool {
        matches!(self, Self::Dropped | Self::Added | Self::Moved)
    }

    /// What several of them are called, beside their number.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Number => "numbers",
            Self::Printed => "printed otherwise",
            Self::Name => "names",
            Self::Negation => "negations",
            Self::Hedge => "hedges",
            Self::Saying => "saying",
            Self::Relabelled => "relabelled",
            Self::Quotes => "quotation marks",
            Self::Dropped => "left out",
            Self::Added => "added",
            Self::Moved => "moved",
        }
    }

    /// As written in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Printed => "printed",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Saying => "saying",
            Self::Relabelled => "relabelled",
            Self::Quotes => "quotes",
            Self::Dropped => "dropped",
            Self::Added => "added",
            Self::Moved => "moved",
        }
    }
}

/// Whether the rules that need to know words know those of `language`.
pub fn knows(language: &Language) -> bool {
    Lexicon::of(language).is_some()
}

/// One named drift with the words that show it; on one side at least there are some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// What it is called.
    pub kind: Kind,
    /// The words of the base, in bytes of its text; none where something was gained.
    pub base: Option<Range<usize>>,
    /// The words of the other text; none where something was lost.
    pub other: Option<Range<usize>>,
}

impl Drift {
    /// What happened on the way from the base to its copy, in words for a reader.
    pub const fn label(&self) -> &'static str {
        match (self.kind, &self.base, &self.other) {
            (Kind::Number, ..) => "number or date changed",
            (Kind::Printed, ..) => "number printed otherwise",
            (Kind::Name, ..) => "name changed",
            (Kind::Negation, _, None) => "negation lost",
            (Kind::Negation, ..) => "negation gained",
            (Kind::Hedge, _, None) => "hedge dropped",
            (Kind::Hedge, None, _) => "hedge gained",
            (Kind::Hedge, ..) => "hedge changed",
            (Kind::Saying, _, None) => "verb of saying dropped",
            (Kind::Saying, None, _) => "verb of saying gained",
            (Kind::Saying, ..) => "verb of saying changed",
            (Kind::Relabelled, ..) => "subject relabelled",
            (Kind::Quotes, _, None) => "quotation marks lost",
            (Kind::Quotes, ..) => "quotation marks gained",
            (Kind::Dropped, ..) => "dropped from the copy",
            (Kind::Added, ..) => "added in the copy",
            (Kind::Moved, ..) => "moved in the copy",
        }
    }

    /// How the other text differs from a base that it is no copy of: nothing happened on the way, for there was none.
    pub const fn difference(&self) -> &'static str {
        match (self.kind, &self.base, &self.other) {
            (Kind::Number, ..) => "number or date differs",
            (Kind::Name, ..) => "name differs",
            (Kind::Negation, _, None) => "without the negation",
            (Kind::Negation, ..) => "negated",
            (Kind::Hedge, _, None) => "without the hedge",
            (Kind::Hedge, None, _) => "hedged",
            (Kind::Hedge, ..) => "hedge differs",
            (Kind::Saying, _, None) => "without the verb of saying",
            (Kind::Saying, None, _) => "with a verb of saying",
            (Kind::Saying, ..) => "verb of saying differs",
            (Kind::Relabelled, ..) => "called otherwise",
            (Kind::Quotes, _, None) => "not in quotation marks",
            (Kind::Quotes, ..) => "in quotation marks",
            (Kind::Printed | Kind::Dropped | Kind::Added | Kind::Moved, ..) => self.label(),
        }
    }
}

/// A drift as the rules find it, in words of the passages.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    kind: Kind,
    base: Option<Range<usize>>,
    other: Option<Range<usize>>,
}

impl Change {
    /// `words` of `side` turned into `opposite` ones, or into nothing.
    fn new(kind: Kind, side: Side, words: Range<usize>, opposite: Option<Range<usize>>) -> Self {
        match side {
            Side::Base => Self { kind, base: Some(words), other: opposite },
            Side::Other => Self { kind, base: opposite, other: Some(words) },
        }
    }

    /// In bytes of the texts.
    fn placed(self, pair: &Pair) -> Drift {
        let bytes = |side: Side, words: Option<Range<usize>>| {
            let passage = pair.passage(side);
            words.map(|words| match self.kind {
                Kind::Number | Kind::Printed => number::with_sign(passage.text, passage.bytes(words)),
                _ => passage.bytes(words),
            })
        };
        Drift { kind: self.kind, base: bytes(Side::Base, self.base), other: bytes(Side::Other, self.other) }
    }
}

/// Which words of the two sides show a drift already.
struct Shown([Vec<bool>; 2]);

impl Shown {
    fn new(pair: &Pair) -> Self {
        Self([Side::Base, Side::Other].map(|side| vec![false; pair.passage(side).tokens.len()]))
    }

    /// Marks the words of `change`, where none of them shows another.
    fn admits(&mut self, change: &Change) -> bool {
        let words = [&change.base, &change.other];
        let of = |side: usize| words[side].clone().unwrap_or_default();
        let is_free = (0..2).all(|side| self.0[side].get(of(side)).is_some_and(|shown| !shown.contains(&true)));
        if is_free {
            (0..2).for_each(|side| self.0[side][of(side)].fill(true));
        }
        is_free
    }
}

/// What of the drift from one passage to the other can be named, in the order of the base.
pub(super) fn named(pair: &Pair, namings: &Namings) -> Vec<Drift> {
    match <[[Range<usize>; 2]; 1]>::try_from(pair.pieces()) {
        Ok(_) => in_piece(pair, namings),
        Err(pieces) => pieces.into_iter().flat_map(|words| in_piece(&pair.piece(words), namings)).collect(),
    }
}

fn in_piece(pair: &Pair, namings: &Namings) -> Vec<Drift> {
    // A word shows one drift only, the first of these that claims it; quotation marks are not words.
    let numbers = number::compare(pair);
    // These know the words of one language; numbers in digits, namings and quotation marks are those of all.
    let [base, other] = [Side::Base, Side::Other].map(|side| pair.passage(side).lexicon);
    let is_known = base.zip(other).is_some_and(|(base, other)| std::ptr::eq(base, other));
    let known = |find: &dyn Fn() -> Vec<Change>| if is_known { find() } else { Vec::new() };
    let hedges = known(&|| hedge::find(pair, &numbers));
    let mut shown = Shown::new(pair);
    let mut changes: Vec<Change> = relabelled::find(pair, namings)
        .into_iter()
        .chain(numbers.changed)
        .chain(known(&|| negation::find(pair)))
        .chain(hedges)
        .chain(known(&|| saying::find(pair)))
        .chain(known(&|| name::find(pair)))
        .filter(|change| shown.admits(change))
        .collect();
    changes.extend(quotes::find(pair));
    changes.sort_by_key(|change| {
        let start = |words: &Option<Range<usize>>| words.as_ref().map_or(usize::MAX, |words| words.start);
        (start(&change.base), start(&change.other), change.kind)
    });
    changes.into_iter().map(|change| change.placed(pair)).collect()
}

/// For the tests of the rules: what they name between two texts, as `(kind, words of the base, words of the other)`.
#[cfg(test)]
fn names<'a>(base: &'a str, other: &'a str, namings: &[&'static [&'static str]]) -> Vec<(Kind, &'a str, &'a str)> {
    use self::pair::Passage;
    use crate::text::{quoted::quoted, tokens::tokens};

    let (base_tokens, other_tokens) = (tokens(base), tokens(other));
    let (base_quoted, other_quoted) = (quoted(base), quoted(other));
    let pair = Pair::new(
        Passage { text: base, tokens: &base_tokens, quoted: &base_quoted, attributed: false, lexicon: Some(&lexicon::ENGLISH) },
        Passage {
            text: other,
            tokens: &other_tokens,
            quoted: &other_quoted,
            attributed: false,
            lexicon: Some(&lexicon::ENGLISH),
        },
    );
    let words = |text: &'a str, range: Option<Range<usize>>| range.map_or("", |range| &text[range]);
    named(&pair, &Namings::new(namings.iter().copied()))
        .into_iter()
        .map(|drift| (drift.kind, words(base, drift.base), words(other, drift.other)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_independent_texts_nothing_is_said_to_have_happened() {
        for kind in Kind::ALL.into_iter().filter(|kind| !kind.is_whole_sentence()) {
            for (base, other) in [(Some(0..1), Some(0..1)), (Some(0..1), None), (None, Some(0..1))] {
                let words = Drift { kind, base, other }.difference();
                let happened =
                    ["changed", "dropped", "gained", "lost", "relabelled"].into_iter().find(|word| words.contains(word));
                assert_eq!(happened, None, "{words}");
            }
        }
    }
}
