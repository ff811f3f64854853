//! Who is called what by whom, and which words set an outlet apart.

use std::{ops::Range, sync::Arc};

use super::at_hand::AtHand;
use crate::{
    catalogue::{Catalogue, OutletId, texts::Texts},
    compare::{
        basis::counted_over,
        corpus::WordSpot,
        distinctive::{self, Distinctive},
        naming::{self, NamingCounts, Namings},
        parts::Extent,
    },
    find::Stop,
    text::words::{fold_word, words},
};

/// How many words around a form can tell its place apart: more than a term has.
const AROUND: usize = 6;

/// What was counted in a catalogue.
#[derive(Debug)]
pub struct Counted {
    /// In what.
    pub at_hand: AtHand,
    /// How often which form stands where.
    pub naming: NamingCounts,
    /// Where any form of each subject stands, by outlet.
    pub any_form: Vec<Vec<Vec<WordSpot>>>,
    /// On what all this rests, in words, with what could not be read.
    pub basis: String,
}

/// Counts the namings of `catalogue` in those `texts` that are there, read to this `extent`; none where it is told to stop before it is done.
pub fn count(catalogue: &Arc<Catalogue>, texts: &Texts, extent: Extent, stop: &Stop) -> Option<Counted> {
    let at_hand = AtHand::open(Arc::clone(catalogue), texts, extent, stop)?;
    let naming = namings(&at_hand, stop)?;
    let mut basis = counted_over(at_hand.corpus.documents().iter().map(|read| read.basis), extent);
    if let Some(fault) = &at_hand.fault {
        basis = format!("{basis}; {fault}");
    }
    let any_form =
        naming.subjects.iter().map(|subject| catalogue.outlets.ids().map(|outlet| any_form(subject, outlet)).collect());
    let any_form = any_form.collect();
    Some(Counted { at_hand, naming, any_form, basis })
}

/// How every outlet names every subject; none where it is told to stop before it is done.
pub fn namings(at_hand: &AtHand, stop: &Stop) -> Option<NamingCounts> {
    naming::count(&at_hand.catalogue, &at_hand.corpus, &Namings::of(&at_hand.catalogue), || stop.is_set())
}

/// The words that set `outlet` apart; none where it is told to stop before it is done.
pub fn set_apart(at_hand: &AtHand, outlet: OutletId, stop: &Stop) -> Option<Distinctive> {
    distinctive::distinctive(&at_hand.catalogue, &at_hand.corpus, outlet, || stop.is_set())
}

/// The words around the form at `spot` that tell this place apart from all others where a form of the subject counts: as few as
/// there can be, on its line, and no more than six; none where nothing stands around it.
///
/// What a copy repeats of its original is the same place.
pub fn telling_apart(counted: &Counted, subject: usize, spot: &WordSpot) -> Option<String> {
    let catalogue = &counted.at_hand.catalogue;
    let original = catalogue.original(spot.document);
    let here = Around::of(&counted.at_hand, spot)?;
    let is_other =
        |other: &&WordSpot| catalogue.original(other.document) != original || (other.document == spot.document && *other != spot);
    let spots = counted.any_form.get(subject)?.iter().flatten().filter(is_other);
    let others: Vec<Around<'_>> = spots.filter_map(|other| Around::of(&counted.at_hand, other)).collect();
    let ways = (1..=AROUND).flat_map(|words| (0..=words).map(move |before| [before, words - before]));
    let ways: Vec<[usize; 2]> = ways.filter(|&way| here.has(way)).collect();
    let alone = ways.iter().find(|&&way| !others.iter().any(|other| here.is_like(other, way)));
    Some(here.phrase(*alone.or(ways.last())?))
}

/// What stands around a form on its line.
struct Around<'a> {
    form: &'a str,
    left: &'a str,
    /// The last words of it, the nearest first.
    before: Vec<Range<usize>>,
    right: &'a str,
    /// The first words of it.
    after: Vec<Range<usize>>,
}

impl<'a> Around<'a> {
    fn of(at_hand: &'a AtHand, spot: &WordSpot) -> Option<Self> {
        let [left, form, right] = at_hand.in_context(spot)?;
        let mut before: Vec<Range<usize>> = words(left).collect();
        before.reverse();
        before.truncate(AROUND);
        Some(Self { form, left, before, right, after: words(right).take(AROUND).collect() })
    }

    /// Whether there are so many words before and after it.
    const fn has(&self, [before, after]: [usize; 2]) -> bool {
        before <= self.before.len() && after <= self.after.len()
    }

    /// Whether so many words before and after both are the same.
    fn is_like(&self, other: &Self, way: [usize; 2]) -> bool {
        let [before, after] = way;
        let same = |one: &str, other: &str| fold_word(one) == fold_word(other);
        other.has(way)
            && (0..before).all(|at| same(&self.left[self.before[at].clone()], &other.left[other.before[at].clone()]))
            && (0..after).all(|at| same(&self.right[self.after[at].clone()], &other.right[other.after[at].clone()]))
    }

    /// It with so many words before and after it, on one line.
    fn phrase(&self, [before, after]: [usize; 2]) -> String {
        let from = before.checked_sub(1).map_or(self.left.len(), |at| self.before[at].start);
        let to = after.checked_sub(1).map_or(0, |at| self.after[at].end);
        let phrase = format!("{}{}{}", &self.left[from..], self.form, &self.right[..to]);
        phrase.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Where `outlet` uses any form of `subject`, in the order of its documents.
fn any_form(subject: &naming::Subject, outlet: OutletId) -> Vec<WordSpot> {
    let of_outlet = subject.forms.iter().filter_map(|form| form.spots.get(outlet.index()));
    let mut spots: Vec<WordSpot> = of_outlet.flatten().cloned().collect();
    spots.sort_by_key(|spot| (spot.document, spot.excerpt, spot.range.start));
    spots
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn as_few_words_as_can_be_tell_a_place_apart() {
        let catalogue = "title = 'B'\noutlet = [{ id = 'bay', name = 'B' }]\nevent = [{ id = 'closing', title = 'C' }]\n\
            document = [{ id = 'bay', outlet = 'bay', title = 'B' }, { id = 'copy', outlet = 'bay', title = 'C', copy_of = 'bay' }]\n\
            naming = [{ id = 'board', title = 'Board', forms = ['board'] }]\nclaim = [{ id = 'shut', event = 'closing', title = 'S', excerpt = [\n\
            { document = 'bay', stance = 'affirms', quote = 'The board met. The board slept on board the boat. Board.' },\n\
            { document = 'copy', stance = 'affirms', quote = 'The board met.' }] }]";
        let catalogue = Arc::new(parse(catalogue).unwrap().catalogue);
        let texts = Texts::of(&crate::catalogue::Origin::BuiltIn);
        let counted = count(&catalogue, &texts, Extent::default(), &Stop::default()).unwrap();
        let spots = &counted.any_form[0][0];
        let phrases: Vec<_> = spots.iter().map(|spot| telling_apart(&counted, 0, spot).unwrap()).collect();
        assert_eq!(phrases, ["board met", "board slept", "board the", "boat. Board", "board met"]);
    }
}
