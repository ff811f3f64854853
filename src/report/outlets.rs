//! What each outlet does, and how far any two are apart: `parallax outlets`.
//!
//! As JSON: `outlets`, each with its `documents`, the number of `claims` on which it stands so and so, that of the `passages`
//! quoted from it, of those in its `own` voice and of those `attributed` to somebody, and `events`, each with the number of `passages` on it and their `share` of all, from 0
//! to 1, or with `too_early` where the outlet could not know of it; `apart`, any two outlets that have a word on the same.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    OutletHead,
    apart::{self, Distance, distances},
    count, hundredths, paragraph,
};
use crate::{
    catalogue::{Catalogue, Document, Genre},
    compare::{
        outlets::{EventShare, Outlets, Profile},
        provenance::Days,
        standing::Standing,
    },
};

/// The page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutletsPage<'a> {
    outlets: Vec<OutletRow<'a>>,
    apart: Vec<Distance<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct OutletRow<'a> {
    #[serde(flatten)]
    head: OutletHead<'a>,
    #[serde(skip)]
    dated_name: String,
    documents: Vec<DocumentRow<'a>>,
    claims: BTreeMap<&'static str, usize>,
    passages: usize,
    own: usize,
    attributed: usize,
    events: Vec<EventRow<'a>>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct DocumentRow<'a> {
    document: &'a str,
    genre: Option<Genre>,
    published: Option<String>,
    published_about: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct EventRow<'a> {
    event: &'a str,
    #[serde(skip)]
    title: &'a str,
    passages: usize,
    share: f64,
    too_early: bool,
}

impl<'a> OutletsPage<'a> {
    /// The page of `outlets`, which are those of `catalogue`.
    pub fn new(catalogue: &'a Catalogue, outlets: &Outlets) -> Self {
        let days = Days::of(catalogue);
        let rows = outlets.profiles.iter().map(|profile| OutletRow::new(catalogue, &days, profile)).collect();
        Self { outlets: rows, apart: distances(catalogue, outlets.apart()) }
    }

    /// As plain text, `columns` wide.
    pub fn plain(&self, columns: usize) -> String {
        let mut page = String::new();
        for outlet in &self.outlets {
            paragraph(&mut page, &outlet.dated_name, 0, columns);
            let claims = Standing::ALL.iter().filter_map(|standing| {
                let claims = outlet.claims.get(standing.name()).filter(|&&claims| claims > 0)?;
                Some(format!("{} {} {claims}", standing.sign(), standing.words()))
            });
            let claims = claims.collect::<Vec<_>>().join("  ");
            if !claims.is_empty() {
                paragraph(&mut page, &format!("claims: {claims}"), 2, columns);
            }
            paragraph(
                &mut page,
                &format!("{} of {} in its own words", outlet.own, count(outlet.passages, "passage")),
                2,
                columns,
            );
            let events = outlet.events.iter().filter_map(EventRow::plain).collect::<Vec<_>>().join("; ");
            if !events.is_empty() {
                paragraph(&mut page, &format!("of its passages: {events}"), 2, columns);
            }
            page.push('\n');
        }
        page.pop();
        apart::write(&mut page, &self.apart, 2, columns);
        page
    }
}

impl<'a> OutletRow<'a> {
    fn new(catalogue: &'a Catalogue, days: &Days, profile: &Profile) -> Self {
        let documents = catalogue.outlets[profile.outlet].documents.iter().map(|&id| DocumentRow::new(&catalogue.documents[id]));
        let events = catalogue.events.iter().zip(&profile.events).map(|(event, share)| {
            let (passages, share, too_early) = match share {
                EventShare::TooEarly => (0, 0.0, true),
                EventShare::Said(tally) => (tally.passages, hundredths(profile.share(tally)), false),
            };
            EventRow { event: &event.id, title: &event.title, passages, share, too_early }
        });
        let head = OutletHead::new(catalogue, profile.outlet);
        Self {
            dated_name: head.dated_name(&days.published_by(catalogue, profile.outlet)),
            head,
            documents: documents.collect(),
            claims: Standing::ALL.iter().zip(&profile.claims).map(|(standing, claims)| (standing.name(), claims.len())).collect(),
            passages: profile.passages,
            own: profile.own.passages,
            attributed: profile.attributed.passages,
            events: events.collect(),
        }
    }
}

impl<'a> DocumentRow<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document: &document.id,
            genre: document.genre,
            published: document.published.map(|date| date.to_string()),
            published_about: document.published_about,
        }
    }
}

impl EventRow<'_> {
    /// "38 % The count"; none where nothing is said of it.
    fn plain(&self) -> Option<String> {
        match (self.too_early, self.passages) {
            (true, _) => Some(format!("┄ too early for {}", self.title)),
            (false, 0) => None,
            (false, _) => Some(format!("{:.0} % {}", self.share * 100.0, self.title)),
        }
    }
}
