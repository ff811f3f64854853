//! What heads an outlet's column: its name, its letter, and under them what it published, or of whom that is a copy.
//!
//! All that is chosen by looking at the whole catalogue, so it is chosen once for each edition of it.

use std::ops::Index;

use super::marks::marks;
use crate::{
    catalogue::{Catalogue, OutletId},
    compare::{
        coverage::{Cell, copied_outlets},
        provenance::Days,
    },
    text::wrap::width,
};

/// Beside the sign of a copy that stands elsewhere than its original.
pub const DIFFERS: &str = "≠";

/// The heads of all outlets of a catalogue.
#[derive(Debug, Default)]
pub struct Heads(Vec<Head>);

/// That of one.
#[derive(Debug)]
pub struct Head {
    /// As written.
    pub name: String,
    /// What stands for it where there is no room for its name.
    pub letter: char,
    is_copy: bool,
    /// What it published in few words and in fewer; none where that is not known.
    published: Vec<String>,
}

impl Heads {
    /// Those of `catalogue`, whose `days` they tell.
    pub fn of(catalogue: &Catalogue, days: &Days) -> Self {
        let letters = marks(catalogue);
        let head = |(outlet, &letter): (OutletId, &char)| {
            let sources = copied_outlets(catalogue, outlet);
            let of = |name: &dyn Fn(OutletId) -> String| {
                format!("copy of {}", sources.iter().map(|&source| name(source)).collect::<Vec<_>>().join(", "))
            };
            let is_copy = !sources.is_empty();
            let published = if is_copy {
                let letter = |source: OutletId| letters.get(source.index()).map(char::to_string).unwrap_or_default();
                vec![of(&|source| catalogue.outlets[source].name.clone()), of(&letter), "copy".to_owned()]
            } else {
                let published = days.published_by(catalogue, outlet);
                [published.to_string(), published.days].into_iter().filter(|told| !told.is_empty()).collect()
            };
            Head { name: catalogue.outlets[outlet].name.clone(), letter, is_copy, published }
        };
        Self(catalogue.outlets.ids().zip(&letters).map(head).collect())
    }

    /// Whose heads these are, in their order.
    pub fn outlets(&self) -> impl Iterator<Item = OutletId> {
        (0..self.0.len()).map(OutletId::new)
    }

    /// "report 3 Aug" or "copy of CBC News ≠": what the outlet of `cell` published, in a line under its name.
    pub fn provenance(&self, cell: &Cell) -> String {
        let head = &self[cell.outlet];
        if head.is_copy && cell.differs { format!("{} {DIFFERS}", head.published()) } else { head.published().to_owned() }
    }
}

impl Index<OutletId> for Heads {
    type Output = Head;

    fn index(&self, outlet: OutletId) -> &Head {
        &self.0[outlet.index()]
    }
}

impl Head {
    /// "report 3 Aug" or "copy of CBC News"; empty where it is not known.
    pub fn published(&self) -> &str {
        self.published.first().map_or("", String::as_str)
    }

    /// "3 Aug" or "copy": the least that says something; empty where nothing does.
    pub fn published_briefly(&self) -> &str {
        self.published.last().map_or("", String::as_str)
    }

    /// As much of what it published as there is room for in so many columns; none where that is nothing.
    pub fn published_in(&self, columns: usize) -> Option<&str> {
        self.published.iter().map(String::as_str).find(|told| width(told) <= columns)
    }

    /// "copy of CBC News", where it publishes one.
    pub fn copy(&self) -> Option<&str> {
        self.is_copy.then(|| self.published())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn as_much_is_said_of_an_outlet_as_there_is_room_for() {
        let catalogue = parse(
            "format = 2\ntitle = 'B'\n\
             outlet = [{ id = 'bay', name = 'Bay Courier' }, { id = 'tide', name = 'Tide Mirror' }, { id = 'hall', name = 'Town Hall' }]\n\
             document = [{ id = 'bay', outlet = 'bay', title = 'B', genre = 'report', published = 2031-03-07, published_about = true },\n\
             { id = 'tide', outlet = 'tide', title = 'B', copy_of = 'bay' }]\n",
        )
        .unwrap()
        .catalogue;
        let heads = Heads::of(&catalogue, &Days::of(&catalogue));
        let [bay, tide, hall] = [0, 1, 2].map(|at| &heads[OutletId::new(at)]);
        assert_eq!([bay, tide, hall].map(|head| head.letter), ['B', 'T', 'H']);
        assert_eq!([bay, tide, hall].map(Head::copy), [None, Some("copy of Bay Courier"), None]);
        assert_eq!([13, 12, 5].map(|columns| bay.published_in(columns)), [Some("report ~7 Mar"), Some("~7 Mar"), None]);
        assert_eq!(
            [19, 18, 8, 3].map(|columns| tide.published_in(columns)),
            [Some("copy of Bay Courier"), Some("copy of B"), Some("copy"), None]
        );
        assert_eq!([bay, tide, hall].map(Head::published_briefly), ["~7 Mar", "copy", ""]);
        assert_eq!(hall.published_in(80), None);
    }
}
