//! Finds where a quotation stands in a text, and says how sure that is.
//!
//! [`Haystack::anchor`] never guesses. What is found word for word is found; what differs in typography alone is said to; what
//! differs in words is proposed only where it is much alike ([`tolerated`]) and nothing else in the text is nearly as much
//! ([`clearance`]); and the rest is lost. Positions are code points of the text as it is, the end exclusive, as in the Web
//! Annotation data model's `TextPositionSelector`.
//!
//! A quotation may leave words out and put words in, as print does: "the bridge […] was closed", "[The mayor] resigned". Its words
//! as written are looked for first, since texts print `[4]` and `[sic]`, too; only where they do not stand are its pieces, which
//! have to stand in order, whole. What was left out is told, because two true pieces can be joined to a false sentence.
//!
//! Costs, for a text of `n` and a quotation of `m` code points: `n` to prepare the text, once; `n` at the speed of
//! `memchr` for each quotation that is verbatim; another `n` to fold the typography, once; and `n ⌈m / 64⌉` bit-parallel steps
//! for one found neither way, three times that where it is proposed as drifted. One of more than [`LONGEST_DRIFTED`] code
//! points, or longer than the text by more errors than it may have, costs none of these.
//!
//! How text is folded for this is in `super::comparable`, the approximate search in [`super::approximate`], the pieces of an
//! abridged quotation in `super::abridged`.

use std::{ops::Range, sync::OnceLock};

use super::{
    abridged::{Piece, chains, pieces},
    approximate::Pattern,
    comparable::{Comparable, FoldedPassage, Folding},
    fold::is_unseen,
    share::share,
    unspaced::is_unspaced,
    words::{fold_word, words},
};

/// Code points of the longest quotation that is proposed anywhere in other words: more than an article has. A longer one
/// stands word for word or is lost.
pub const LONGEST_DRIFTED: usize = 1 << 15;

/// How many errors a quotation of `length` code points may have against a passage that is proposed for it: one for every four
/// code points beyond the first 16. An accent is a code point of its own here; blanks are counted once.
///
/// So nothing is proposed for fewer than 20, at 50 code points 84 % of them must agree, at 200 77 %. Short ones need more
/// because they are alike by chance: among articles on one subject, pieces of 20 to 160 code points taken from one and
/// searched for in another met with up to 84 % agreement at 32 code points and 74 % at 48. Never more than 1,000 errors, which
/// bounds the cost of an endless quotation.
pub const fn tolerated(length: usize) -> usize {
    let errors = length.saturating_sub(16) / 4;
    if errors < 1000 { errors } else { 1000 }
}

/// How many errors more any other passage must have: one for every ten code points of the quotation.
pub const fn clearance(length: usize) -> usize {
    length.div_ceil(10)
}

/// A text prepared to look for quotations in it.
#[derive(Debug)]
pub struct Haystack {
    text: String,
    /// The text with its white space folded.
    spaced: Comparable,
    /// Only made when a quotation is not there verbatim.
    typography: OnceLock<Comparable>,
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'a> {
    /// The words.
    pub quote: &'a str,
    /// What stands directly before them.
    pub prefix: Option<&'a str>,
    /// What stands directly after them.
    pub suffix: Option<&'a str>,
    /// Where they are said to stand, in code points.
    pub span: Option<Range<usize>>,
}

/// Where a quotation stands. Ranges are code points of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Anchoring {
    /// Verbatim but for white space: at its span, or, with no span, in one place only or where prefix and suffix say.
    Verified(Range<usize>),
    /// Likewise verbatim, but not where its span says.
    Moved(Range<usize>),
    /// Word for word, but not to the letter: white space, quotation marks, dashes, ellipses or case differ.
    Normalised(Range<usize>),
    /// Every piece of it word for word but for typography, in order; the rest was left out, or put in by whoever quotes.
    Abridged {
        /// From its first piece to its last.
        range: Range<usize>,
        /// What stands there between two pieces, in order: never blank.
        left_out: Vec<Range<usize>>,
    },
    /// In several places, and prefix, suffix and span do not agree on one.
    Ambiguous {
        /// The places that remain, in order.
        places: Vec<Range<usize>>,
        /// How much of the quotation agrees with the best of them: 1 where it is there but for typography.
        score: f64,
    },
    /// In other words, most likely here.
    Drifted {
        /// Whole words.
        range: Range<usize>,
        /// How much of the quotation agrees: its code points less the errors, over its code points.
        score: f64,
    },
    /// To the letter, but it begins or ends within a word or a number of the text ("51 people" in "151 people"): the whole words.
    Cut(Range<usize>),
    /// Nowhere.
    Lost,
}

impl Anchoring {
    /// As written in reports.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Verified(_) => "verified",
            Self::Moved(_) => "moved",
            Self::Normalised(_) => "normalised",
            Self::Abridged { .. } => "abridged",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Drifted { .. } => "drifted",
            Self::Cut(_) => "cut",
            Self::Lost => "lost",
        }
    }

    /// Where the quotation stands for certain.
    pub const fn certain(&self) -> Option<&Range<usize>> {
        match self {
            Self::Verified(range) | Self::Moved(range) | Self::Normalised(range) | Self::Abridged { range, .. } => Some(range),
            Self::Ambiguous { .. } | Self::Drifted { .. } | Self::Cut(_) | Self::Lost => None,
        }
    }

    /// Where the quotation stands, or what became of it.
    pub const fn place(&self) -> Option<&Range<usize>> {
        match self {
            Self::Drifted { range, .. } | Self::Cut(range) => Some(range),
            _ => self.certain(),
        }
    }

    /// Whether the quotation is not what the text says, or nobody can tell that it is.
    pub const fn is_misquoted(&self) -> bool {
        self.certain().is_none()
    }

    /// What stands between the pieces of an abridged one.
    pub const fn left_out(&self) -> &[Range<usize>] {
        if let Self::Abridged { left_out, .. } = self { left_out.as_slice() } else { &[] }
    }

    /// What of the text is quoted for certain: one stretch, or those between which words were left out.
    pub fn stretches(&self) -> Vec<Range<usize>> {
        let (Some(range), left_out) = (self.certain(), self.left_out()) else { return Vec::new() };
        let ends = left_out.iter().map(|gap| gap.start).chain([range.end]);
        [range.start].into_iter().chain(left_out.iter().map(|gap| gap.end)).zip(ends).map(|(start, end)| start..end).collect()
    }
}

impl Haystack {
    /// Prepares `text`.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { spaced: Comparable::new(Folding::Spaces, &text), typography: OnceLock::new(), text }
    }

    /// The text as it is.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The part of the text at the code points `range`, without counting them from the beginning.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        self.spaced.slice(&self.text, range)
    }

    /// Where `wanted` stands. A blank quotation stands nowhere.
    pub fn anchor(&self, wanted: &Wanted<'_>) -> Anchoring {
        self.anchor_and_context(wanted).0
    }

    /// Likewise, and which of its `prefix` and `suffix` does not stand there; nothing is said of them where the place is not
    /// certain.
    pub fn anchor_and_context(&self, wanted: &Wanted<'_>) -> (Anchoring, Option<&'static str>) {
        let quote = Folding::Spaces.fold(wanted.quote);
        let (places, cut) = self.whole_places(&self.spaced, &quote);
        if !places.is_empty() {
            return match decide(&self.spaced, places, wanted) {
                Ok((range, unmet)) if wanted.span.as_ref().is_none_or(|span| *span == range) => {
                    (Anchoring::Verified(range), unmet)
                }
                Ok((range, unmet)) => (Anchoring::Moved(range), unmet),
                Err(places) => (Anchoring::Ambiguous { places, score: 1.0 }, None),
            };
        }
        let typography = self.typography.get_or_init(|| Comparable::new(Folding::Typography, &self.text));
        let quote = Folding::Typography.fold(wanted.quote);
        let (places, cut_otherwise) = self.whole_places(typography, &quote);
        if !places.is_empty() {
            return match decide(typography, places, wanted) {
                Ok((range, unmet)) => (Anchoring::Normalised(range), unmet),
                Err(places) => (Anchoring::Ambiguous { places, score: 1.0 }, None),
            };
        }
        if let Some(found) = self.abridged(typography, wanted) {
            return found;
        }
        if let Some(range) = cut.or(cut_otherwise) {
            return (Anchoring::Cut(range), None);
        }
        (self.likest(typography, &quote).unwrap_or(Anchoring::Lost), None)
    }

    /// Where `quote` stands in `folded` with whole words; where it only cuts some, the whole words of the first place.
    fn whole_places(&self, folded: &Comparable, quote: &str) -> (Vec<FoldedPassage>, Option<Range<usize>>) {
        let (whole, cut): (Vec<_>, Vec<_>) =
            folded.occurrences(&self.text, quote).into_iter().partition(|place| self.cuts(&place.chars) == [false; 2]);
        let cut = cut.first().filter(|_| whole.is_empty()).map(|place| self.widened(&place.chars));
        (whole, cut)
    }

    /// `place` with the whole of the words that it cuts.
    fn widened(&self, place: &Range<usize>) -> Range<usize> {
        let start = self.slice(&(0..place.start)).len();
        let end = start + self.slice(place).len();
        let whole = whole_words(&self.text, start..end);
        let length = |bytes: Range<usize>| self.text.get(bytes).map_or(0, |more| more.chars().count());
        place.start - length(whole.start..start)..place.end + length(end..whole.end)
    }

    /// Whether a word or a number of the text goes on beyond each end of `place`: in the text as it is, where a hyphen parts words.
    fn cuts(&self, place: &Range<usize>) -> [bool; 2] {
        let start = self.slice(&(0..place.start)).len();
        [start, start + self.slice(place).len()].map(|at| is_within_word(&self.text, at))
    }

    /// Where the pieces of `wanted` stand in order, if it is abridged and they do; with the context that is not met there.
    fn abridged(&self, typography: &Comparable, wanted: &Wanted<'_>) -> Option<(Anchoring, Option<&'static str>)> {
        let whole = |piece: &Piece<'_>| {
            let mut places = typography.occurrences(&self.text, &Folding::Typography.fold(piece.words));
            places.retain(|place| {
                let [begins, ends] = self.cuts(&place.chars);
                (piece.begins_within || !begins) && (piece.ends_within || !ends)
            });
            places
        };
        let places: Vec<Vec<FoldedPassage>> = pieces(wanted.quote).iter().map(whole).collect();
        let chains = chains(&places);
        let passages = chains.iter().filter_map(|chain| {
            let (first, last) = (chain.first()?, chain.last()?);
            typography.passage(&self.text, first.folded.start..last.folded.end)
        });
        let passages: Vec<FoldedPassage> = passages.collect();
        if passages.is_empty() {
            return None;
        }
        Some(match decide(typography, passages, wanted) {
            Ok((range, unmet)) => {
                let chain = chains.iter().find(|chain| chain.first().is_some_and(|first| first.chars.start == range.start))?;
                let between = chain.windows(2).map(|pair| pair[0].chars.end..pair[1].chars.start);
                let left_out = between.filter(|gap| !self.slice(gap).trim().is_empty()).collect();
                (Anchoring::Abridged { range, left_out }, unmet)
            }
            Err(places) => (Anchoring::Ambiguous { places, score: 1.0 }, None),
        })
    }

    /// The passage most like `quote`, if it is alike enough, or the two that are about equally so.
    fn likest(&self, typography: &Comparable, quote: &str) -> Option<Anchoring> {
        let length = quote.chars().count();
        let text = typography.text();
        // What is missing from the text is an error, whatever else there is; a byte is at most one code point.
        if length > LONGEST_DRIFTED || length > text.len() + tolerated(length) {
            return None;
        }
        let pattern = Pattern::new(quote);
        let best = pattern.likest(text, tolerated(length))?;
        let nearly = best.errors + clearance(length) - 1;
        let before = pattern.likest(&text[..best.range.start], nearly).map(|found| found.range);
        let after = pattern.likest(&text[best.range.end..], nearly);
        let after = after.map(|found| best.range.end + found.range.start..best.range.end + found.range.end);

        let clear = before.is_none() && after.is_none();
        let mut places = before
            .into_iter()
            .chain([best.range])
            .chain(after)
            .map(|range| to_the_last_word(text, whole_words(text, range), quote))
            .filter_map(|range| typography.passage(&self.text, range).map(|passage| passage.chars));
        let score = share(length - best.errors, length);
        Some(if clear {
            Anchoring::Drifted { range: places.next()?, score }
        } else {
            Anchoring::Ambiguous { places: places.collect(), score }
        })
    }
}

type Decided = (Range<usize>, Option<&'static str>);

/// The one of `places` that prefix, suffix and span agree on, with the name of the context that is not met there; or those that
/// remain.
///
/// Each of the three counts where it holds for any of the places. Where they contradict one another all places remain: to
/// prefer one of them would be a guess.
fn decide(text: &Comparable, places: Vec<FoldedPassage>, wanted: &Wanted<'_>) -> Result<Decided, Vec<Range<usize>>> {
    let prefix = wanted.prefix.map(|prefix| (text.folding().fold(prefix), prefix.ends_with(char::is_whitespace)));
    let suffix = wanted.suffix.map(|suffix| (text.folding().fold(suffix), suffix.starts_with(char::is_whitespace)));
    // A blank next to the quotation that is not written says nothing; one that is written must be there, or the end of the text.
    let follows = |place: &FoldedPassage| match &prefix {
        Some((prefix, blank)) => {
            let before = &text.text()[..place.folded.start];
            (!blank || before.is_empty() || before.ends_with(' ')) && before.trim_end().ends_with(prefix)
        }
        None => false,
    };
    let precedes = |place: &FoldedPassage| match &suffix {
        Some((suffix, blank)) => {
            let after = &text.text()[place.folded.end..];
            (!blank || after.is_empty() || after.starts_with(' ')) && after.trim_start().starts_with(suffix)
        }
        None => false,
    };
    let at_span = |place: &FoldedPassage| wanted.span.as_ref() == Some(&place.chars);

    let mut left = places.clone();
    for holds in [&follows as &dyn Fn(&FoldedPassage) -> bool, &precedes, &at_span] {
        if places.iter().any(holds) {
            left.retain(holds);
        }
    }
    match <[FoldedPassage; 1]>::try_from(left) {
        Ok([place]) => {
            let unmet = if prefix.is_some() && !follows(&place) {
                Some("prefix")
            } else {
                (suffix.is_some() && !precedes(&place)).then_some("suffix")
            };
            Ok((place.chars, unmet))
        }
        Err(left) => Err((if left.is_empty() { places } else { left }).into_iter().map(|place| place.chars).collect()),
    }
}

/// Whether `at` has the same word or number of `text` on both sides: "1|51", "51|.5", "−|5", "il|legal", "can|'t".
///
/// What stands before the `'s` of an owner is whole, and so is what only signs that nobody sees follow. Scripts without blanks do not
/// show where a word ends.
fn is_within_word(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if last.is_whitespace() && next.is_whitespace() || is_unspaced(last) || is_unspaced(next) {
        return false;
    }
    // A hyphen between two words or numbers is no sign of a number below zero.
    if matches!(last, '-' | '−') && next.is_ascii_digit() {
        return before.chars().rev().nth(1).is_none_or(|c| c.is_whitespace() || c == '(');
    }
    // A word that a line's end breaks goes on after the blank.
    let mut start = before.len();
    loop {
        let line = before[..start].trim_end();
        start = line.rsplit(char::is_whitespace).next().map_or(0, |word| line.len() - word.len());
        if !before[..start].trim_end().ends_with(['-', '‐', '\u{ad}']) {
            break;
        }
    }
    let word = words(&text[start..]).map(|word| start + word.start..start + word.end).find(|word| word.end > at);
    word.is_some_and(|word| word.start < at && !is_owner(&text[at..word.end]) && !text[at..word.end].chars().all(is_unseen))
}

/// Whether `rest` of a word makes its name that of an owner.
fn is_owner(rest: &str) -> bool {
    let mut letters = rest.chars().filter(|&c| !is_unseen(c));
    matches!(letters.next(), Some('\'' | '’')) && matches!(letters.next(), None | Some('s' | 'S')) && letters.next().is_none()
}

/// `range` of `text`, widened so that it cuts no word and is without blanks at its ends.
fn whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let found = &text[range.clone()];
    let mut start = range.end - found.trim_start().len();
    let mut end = range.start + found.trim_end().len();
    while is_within_word(text, start) {
        start -= text[..start].chars().next_back().map_or(0, char::len_utf8);
    }
    while is_within_word(text, end) {
        end += text[end..].chars().next().map_or(0, char::len_utf8);
    }
    start..end
}

/// `range` of `text`, with as many words more as `quote` has after the last one that both have, where it has fewer than that, but no
/// further than the sentence.
///
/// Of ends that are as good the approximate search takes the first; but a reader has to see which word stands for the last one.
fn to_the_last_word(text: &str, range: Range<usize>, quote: &str) -> Range<usize> {
    let Some(last) = words(&text[range.clone()]).last() else { return range };
    let last = fold_word(&text[range.start + last.start..range.start + last.end]).into_owned();
    let quoted: Vec<Range<usize>> = words(quote).collect();
    let Some(beyond) = quoted.iter().rev().position(|word| fold_word(&quote[word.clone()]) == last) else { return range };
    let missing = quoted.len().saturating_sub(words(&text[range.clone()]).count());
    let mut end = range.end;
    for word in words(&text[range.end..]).take(beyond.min(missing)) {
        let between = &text[end..range.end + word.start];
        if between.contains(['.', '!', '?', '…']) {
            break;
        }
        end = range.end + word.end;
    }
    let ending = &quote[quoted.last().map_or(0, |word| word.end)..];
    if end > range.end && text[end..].starts_with(ending) {
        end += ending.len();
    }
    range.start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The harbour bridge was closed on Monday.\n\nThe mayor said: “Nobody was hurt –\nnot one person.” \
        The bridge was closed to lorries; the ferry was not. In May the bridge was closed to cyclists.";

    fn anchor(text: &str, wanted: &Wanted<'_>) -> (&'static str, Vec<String>) {
        let haystack = Haystack::new(text);
        let anchoring = haystack.anchor(wanted);
        let places = match &anchoring {
            Anchoring::Ambiguous { places, .. } => places.as_slice(),
            other => other.place().map_or(&[][..], std::slice::from_ref),
        };
        (anchoring.name(), places.iter().map(|place| haystack.slice(place).to_owned()).collect())
    }

    fn quote(quote: &str) -> Wanted<'_> {
        Wanted { quote, ..Wanted::default() }
    }

    fn state(wanted: &Wanted<'_>) -> &'static str {
        anchor(REPORT, wanted).0
    }

    #[test]
    fn what_begins_or_ends_within_a_word_or_a_number_is_cut() {
        let text = "In May 151 boats came, 41,000 in all, an illegal sum; 51.5 per cent, at -5 degrees, were unable.";
        for (written, whole) in [
            ("51 boats came", "151 boats came"),
            ("1,000 in all", "41,000 in all"),
            ("000 in all", "41,000 in all"),
            ("legal sum", "illegal sum"),
            ("5 per cent", "51.5 per cent"),
            ("5 degrees", "-5 degrees"),
            ("able", "unable"),
            ("legal Sum", "illegal sum"),
            ("sum; 51", "sum; 51.5"),
            ("were un", "were unable"),
        ] {
            assert_eq!(anchor(text, &quote(written)), ("cut", vec![whole.to_owned()]), "{written}");
        }
        assert_eq!(anchor("an illegal act, a legal act", &quote("legal act")), ("verified", vec!["legal act".into()]));
        let contracted = "She can't come, he wo\u{ad}n’t, O'Quay wasn't there; the coun-\ncil met near l’eau of the boys’ pier.";
        for (written, whole) in [
            ("She can", "She can't"),
            ("he wo", "he wo\u{ad}n’t"),
            ("Quay wasn't", "O'Quay wasn't"),
            ("Quay was", "O'Quay wasn't"),
            ("the coun", "the coun-\ncil"),
            ("cil met", "coun-\ncil met"),
        ] {
            assert_eq!(anchor(contracted, &quote(written)), ("cut", vec![whole.to_owned()]), "{written}");
        }
        assert_eq!(anchor(contracted, &quote("eau of the boys")).0, "verified");
        assert_eq!(anchor("the mayor’s far-right (10-5) pier", &quote("mayor")).0, "verified");
        assert_eq!(anchor("the mayor’s far-right (10-5) pier", &quote("right (10")).0, "verified");
        assert_eq!(anchor("旧码头已经关闭", &quote("码头")).0, "verified");
    }

    #[test]
    fn verbatim_but_for_white_space_is_verified() {
        assert_eq!(
            anchor(REPORT, &quote(" Nobody was  hurt – not one ")),
            ("verified", vec!["Nobody was hurt –\nnot one".into()])
        );
    }

    #[test]
    fn a_span_elsewhere_means_that_it_moved() {
        let moved = Wanted { span: Some(3..17), ..quote("harbour bridge") };
        assert_eq!(anchor(REPORT, &moved), ("moved", vec!["harbour bridge".into()]));
        assert_eq!(state(&Wanted { span: Some(4..18), ..moved }), "verified");
    }

    #[test]
    fn several_places_are_ambiguous_until_something_decides() {
        let several = quote("bridge was closed");
        assert_eq!(anchor(REPORT, &several), ("ambiguous", vec!["bridge was closed".into(); 3]));
        let at = |wanted: &Wanted<'_>| Haystack::new(REPORT).anchor(wanted);
        assert_eq!(at(&Wanted { prefix: Some("In May the"), ..several.clone() }), Anchoring::Verified(158..175));
        assert_eq!(at(&Wanted { suffix: Some(" to lorries"), ..several.clone() }), Anchoring::Verified(98..115));
        assert_eq!(at(&Wanted { span: Some(12..29), ..several.clone() }), Anchoring::Verified(12..29));
        // “to” follows in two places, a capital goes before one of them.
        let both = Wanted { prefix: Some("The"), suffix: Some("to"), ..several.clone() };
        assert_eq!(at(&both), Anchoring::Verified(98..115));
        assert_eq!(at(&Wanted { span: Some(0..17), ..both }), Anchoring::Moved(98..115));
    }

    #[test]
    fn contradicting_evidence_decides_nothing() {
        let torn = Wanted { prefix: Some("In May the"), span: Some(12..29), ..quote("bridge was closed") };
        assert_eq!(anchor(REPORT, &torn).1.len(), 3);
        assert_eq!(state(&torn), "ambiguous");
    }

    #[test]
    fn context_that_stands_nowhere_is_no_evidence() {
        assert_eq!(state(&Wanted { prefix: Some("Yesterday the"), ..quote("bridge was closed") }), "ambiguous");
        assert_eq!(state(&Wanted { prefix: Some("Yesterday the"), ..quote("harbour bridge") }), "verified");
    }

    #[test]
    fn what_leaves_words_out_stands_where_its_pieces_stand_in_order() {
        let haystack = Haystack::new(REPORT);
        let told = |written: &str| match haystack.anchor(&quote(written)) {
            Anchoring::Abridged { range, left_out } => {
                let left_out: Vec<String> = left_out.iter().map(|gap| haystack.slice(gap).trim().to_owned()).collect();
                (haystack.slice(&range).to_owned(), left_out)
            }
            other => (other.name().to_owned(), Vec::new()),
        };
        let row = |found: &str, left_out: &[&str]| (found.to_owned(), left_out.iter().map(|&gap| gap.to_owned()).collect());
        assert_eq!(told("The harbour […] was closed"), row("The harbour bridge was closed", &["bridge"]));
        assert_eq!(
            told("harbour ... closed ... Nobody"),
            row(
                "harbour bridge was closed on Monday.\n\nThe mayor said: “Nobody",
                &["bridge was", "on Monday.\n\nThe mayor said: “"]
            )
        );
        assert_eq!(told("[The] mayor said: \"Nobody [at all] was"), row("mayor said: “Nobody was", &[]));
        assert_eq!(told("[t]he ferry was not"), row("he ferry was not", &[]));
        // Backwards, cut, not there.
        assert_eq!(told("In May … the ferry was not"), row("lost", &[]));
        assert_eq!(told("harbour … was close"), row("lost", &[]));
        assert_eq!(told("The harbour … was reopened"), row("lost", &[]));
    }

    #[test]
    fn a_piece_may_end_at_a_hyphen_or_before_what_nobody_sees() {
        let text = "A poll-by-poll count was kept.\u{200b} Nobody saw the semi-official sheets.";
        for pieces in ["count was kept […] the semi", "A poll […] saw […] official sheets", "by-poll […] Nobody"] {
            assert_eq!(anchor(text, &quote(pieces)).0, "abridged", "{pieces}");
        }
    }

    #[test]
    fn of_several_abridged_places_the_context_decides() {
        let text = "The pier was old and shut. The bridge was old. The pier was grey and shut.";
        let wanted = quote("pier … shut");
        assert_eq!(anchor(text, &wanted).0, "ambiguous");
        assert_eq!(
            anchor(text, &Wanted { prefix: Some("old. The"), ..wanted }),
            ("abridged", vec!["pier was grey and shut".into()])
        );
        // The shorter way, where both end in the same place.
        assert_eq!(anchor("The pier, the pier was shut.", &quote("pier […] shut")).1, ["pier was shut"]);
    }

    #[test]
    fn only_what_is_quoted_counts_of_an_abridged_quotation() {
        let stretches = |written: &str| {
            let haystack = Haystack::new(REPORT);
            let found = haystack.anchor(&quote(written)).stretches();
            found.iter().map(|place| haystack.slice(place).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(stretches("The harbour […] was closed on"), ["The harbour", "was closed on"]);
        assert_eq!(stretches("harbour bridge"), ["harbour bridge"]);
        assert_eq!(stretches("bridge was closed"), Vec::<String>::new());
    }

    #[test]
    fn typography_alone_is_normalised() {
        let typed = quote("the mayor said: \"nobody was hurt -- not");
        assert_eq!(anchor(REPORT, &typed), ("normalised", vec!["The mayor said: “Nobody was hurt –\nnot".into()]));
    }

    #[test]
    fn a_word_broken_at_the_end_of_a_line_is_whole() {
        let text = "the coun-\ncil closed the weir. A self-\ngoverning town, far-right; a\u{200d}b.";
        assert_eq!(anchor(text, &quote("the council closed")), ("normalised", vec!["the coun-\ncil closed".into()]));
        assert_eq!(anchor(text, &quote("a self-governing town")), ("normalised", vec!["A self-\ngoverning town".into()]));
        assert_eq!(anchor(text, &quote("Right; ab")), ("normalised", vec!["right; a\u{200d}b".into()]));
        assert_eq!(anchor(text, &quote("selfgoverning town")).0, "normalised");
    }

    #[test]
    fn a_missing_accent_is_a_change_of_words() {
        let text = "The ferry Zoë Ångström was late again on Tuesday.";
        assert_eq!(anchor(text, &quote("The ferry Zoë Ångström was late")).0, "verified");
        assert_eq!(anchor(text, &quote("The ferry Zoe\u{308} A\u{30a}ngström was late")).0, "normalised");
        assert_eq!(
            anchor(text, &quote("The ferry Zoe Ångström was late")),
            ("drifted", vec!["The ferry Zoë Ångström was late".into()])
        );
    }

    #[test]
    fn changed_words_have_drifted_and_the_place_is_whole_words() {
        let changed = quote("ridge is closed to lorries; a ferry was not");
        assert_eq!(anchor(REPORT, &changed), ("drifted", vec!["bridge was closed to lorries; the ferry was not".into()]));
    }

    #[test]
    fn two_places_about_equally_alike_are_not_chosen_from() {
        let text = "The bridge over the bay was closed on Monday. The bridge over the bay was closed on Sunday.";
        let (state, places) = anchor(text, &quote("bridge over the bay was closed on Friday"));
        assert_eq!((state, places.len()), ("ambiguous", 2));
    }

    #[test]
    fn another_place_must_be_clearly_less_alike() {
        // Of 49 code points: one error here, four there; five more would be clear.
        let wanted = quote("the ferry to Harrow Bay was late on Monday mornin");
        let nearly = "Tha ferry to Harrow Bay was late on Monday mornings. The ferry to Harrow Bay xas late on Mondxx morxing.";
        assert_eq!(anchor(nearly, &wanted).0, "ambiguous");
        let clearly = nearly.replace("Bay xas late", "Bay xxx lxxx");
        assert_eq!(anchor(&clearly, &wanted), ("drifted", vec!["Tha ferry to Harrow Bay was late on Monday mornings".into()]));
    }

    #[test]
    fn what_nobody_wrote_is_lost() {
        assert_eq!(state(&quote("The harbour master resigned over the accident")), "lost");
        assert_eq!(state(&quote("Zeppelin")), "lost");
        assert_eq!(state(&quote("  ")), "lost");
    }

    #[test]
    fn an_endless_quotation_stands_word_for_word_or_is_lost() {
        let tale = "the ferry to harrow bay was late, ".repeat(LONGEST_DRIFTED / 34);
        let started = |changed: &str| changed.replacen("ferry", "barge", 1);
        let text = format!("{tale}{tale}");
        let haystack = Haystack::new(format!("Once {text}for ever"));
        assert_eq!(haystack.anchor(&quote(&text)).name(), "verified");
        assert_eq!(haystack.anchor(&quote(&text.to_uppercase())).name(), "normalised");
        assert_eq!(haystack.anchor(&quote(&started(&text))).name(), "lost");
        let once = Haystack::new(format!("Once {tale}for ever"));
        assert_eq!(once.anchor(&quote(&started(&tale))).name(), "drifted");
    }

    #[test]
    fn what_stands_for_the_last_word_is_shown() {
        let text = "It ran aground on Sunday night, with 151 people on board. The crew stayed.";
        let drifted = |written| anchor(text, &quote(written)).1.concat();
        assert_eq!(
            drifted("ran aground on Saturday night, with 151 people on deck."),
            "ran aground on Sunday night, with 151 people on board."
        );
        assert_eq!(
            drifted("ran aground on Sunday night, with 151 people on a wreck"),
            "ran aground on Sunday night, with 151 people on board"
        );
    }

    #[test]
    fn true_passages_joined_are_not_accepted() {
        assert_eq!(state(&quote("The harbour bridge was closed to cyclists")), "lost");
        assert_eq!(state(&quote("The mayor said: the ferry was not closed on Monday")), "lost");
    }
}
