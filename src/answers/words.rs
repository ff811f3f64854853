//! Who is called what by whom, and which words set an outlet apart.

use std::sync::Arc;

use super::at_hand::AtHand;
use crate::{
    catalogue::{Catalogue, OutletId, texts::Texts},
    compare::{
        basis::counted_over,
        distinctive::{self, Distinctive},
        naming::{self, Naming},
        readings::Spot,
    },
};

/// What was counted in a catalogue.
#[derive(Debug)]
pub struct Counted {
    /// In what.
    pub at_hand: AtHand,
    /// How often which form stands where.
    pub naming: Naming,
    /// Where any form of each subject stands, by outlet.
    pub any_form: Vec<Vec<Vec<Spot>>>,
    /// On what all this rests, in words, with what could not be read.
    pub basis: String,
}

/// Counts the namings of `catalogue` in those `texts` that are there.
pub fn count(catalogue: &Arc<Catalogue>, texts: &Texts) -> Counted {
    let at_hand = AtHand::open(Arc::clone(catalogue), texts);
    let read = at_hand.readings();
    let naming = naming::count(catalogue, &read);
    let mut basis = counted_over(read.iter().map(|reading| reading.basis));
    drop(read);
    if let Some(fault) = &at_hand.fault {
        basis = format!("{basis}; {fault}");
    }
    let any_form =
        naming.subjects.iter().map(|subject| catalogue.outlets.ids().map(|outlet| any_form(subject, outlet)).collect());
    let any_form = any_form.collect();
    Counted { at_hand, naming, any_form, basis }
}

/// How every outlet names every subject.
pub fn namings(at_hand: &AtHand) -> Naming {
    naming::count(&at_hand.catalogue, &at_hand.readings())
}

/// The words that set `outlet` apart.
pub fn set_apart(at_hand: &AtHand, outlet: OutletId) -> Distinctive {
    distinctive::distinctive(&at_hand.catalogue, &at_hand.readings(), outlet)
}

/// Where `outlet` uses any form of `subject`, in the order of its documents.
fn any_form(subject: &naming::Subject, outlet: OutletId) -> Vec<Spot> {
    let of_outlet = subject.forms.iter().filter_map(|form| form.spots.get(outlet.index()));
    let mut spots: Vec<Spot> = of_outlet.flatten().cloned().collect();
    spots.sort_by_key(|spot| (spot.document, spot.excerpt, spot.range.start));
    spots
}
