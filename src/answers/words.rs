//! Who is called what by whom, and which words set an outlet apart.

use std::sync::Arc;

use super::at_hand::AtHand;
use crate::{
    catalogue::{Catalogue, OutletId, texts::Texts},
    compare::{
        basis::counted_over,
        distinctive::{self, Distinctive},
        naming::{self, NamingCounts, Namings},
        parts::Extent,
        readings::WordSpot,
    },
    find::Stop,
};

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
    let mut basis = counted_over(at_hand.readings.documents().iter().map(|reading| reading.basis), extent);
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
    naming::count(&at_hand.catalogue, &at_hand.readings, &Namings::of(&at_hand.catalogue), || stop.is_set())
}

/// The words that set `outlet` apart; none where it is told to stop before it is done.
pub fn set_apart(at_hand: &AtHand, outlet: OutletId, stop: &Stop) -> Option<Distinctive> {
    distinctive::distinctive(&at_hand.catalogue, &at_hand.readings, outlet, || stop.is_set())
}

/// Where `outlet` uses any form of `subject`, in the order of its documents.
fn any_form(subject: &naming::Subject, outlet: OutletId) -> Vec<WordSpot> {
    let of_outlet = subject.forms.iter().filter_map(|form| form.spots.get(outlet.index()));
    let mut spots: Vec<WordSpot> = of_outlet.flatten().cloned().collect();
    spots.sort_by_key(|spot| (spot.document, spot.excerpt, spot.range.start));
    spots
}
