//! What is called how: the ids of rows by their titles, those that are there and those that come in.

use std::collections::{HashMap, HashSet};

use super::incoming::{Name, Row, title_key};
use crate::{
    catalogue::{
        Catalogue, Kind,
        slug::{free, shortened, slug},
    },
    text::{clean::displayable, fold::fold},
};

/// Which ids are taken, and what is called how.
pub(super) struct Names {
    ids: HashSet<(Kind, String)>,
    /// Ids by what rows are called, folded.
    titles: HashMap<(Kind, String), String>,
    /// Those that the catalogue has.
    there: HashSet<(Kind, String)>,
}

impl Names {
    /// Those of `catalogue`.
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut names = Self { ids: HashSet::new(), titles: HashMap::new(), there: HashSet::new() };
        let mut add = |kind, id: &str, titles: &[&str]| {
            names.ids.insert((kind, id.to_owned()));
            for title in titles {
                names.titles.entry((kind, fold(title).into_owned())).or_insert_with(|| id.to_owned());
            }
        };
        catalogue.outlets.iter().for_each(|row| add(Kind::Outlet, &row.id, &[&row.name]));
        for row in &catalogue.documents {
            let titles: Vec<&str> = [row.title.as_str()].into_iter().chain(row.url.as_deref()).collect();
            add(Kind::Document, &row.id, &titles);
        }
        catalogue.events.iter().for_each(|row| add(Kind::Event, &row.id, &[&row.title]));
        catalogue.speakers.iter().for_each(|row| add(Kind::Speaker, &row.id, &[&row.name]));
        catalogue.frames.iter().for_each(|row| add(Kind::Frame, &row.id, &[&row.name]));
        catalogue.namings.iter().for_each(|row| add(Kind::Naming, &row.id, &[&row.title]));
        catalogue.claims.iter().for_each(|row| add(Kind::Claim, &row.id, &[&row.title]));
        names.there = names.ids.clone();
        names
    }

    /// The id of what is called so.
    pub(super) fn find(&self, kind: Kind, name: &Name) -> Option<String> {
        let has = |id: &String| self.ids.contains(&(kind, id.clone()));
        match name {
            Name::Id(id) => Some(id.clone()).filter(has),
            Name::Title(title) => {
                let titled = self.titles.get(&(kind, fold(&displayable(title)).into_owned())).cloned();
                titled.or_else(|| Some(title.clone()).filter(has))
            }
        }
    }

    /// An id for `row`, which is not there.
    pub(super) fn give(&mut self, row: &Row) -> String {
        let (Name::Id(text) | Name::Title(text)) = &row.name;
        let id = match &row.name {
            Name::Id(id) => id.clone(),
            Name::Title(_) => {
                let title = row.get(title_key(row.kind)).unwrap_or(text);
                free(shortened(&slug(title)), row.kind.name(), |id| self.ids.contains(&(row.kind, id.to_owned())))
            }
        };
        self.ids.insert((row.kind, id.clone()));
        if let Name::Title(title) = &row.name {
            self.titles.insert((row.kind, fold(&displayable(title)).into_owned()), id.clone());
        }
        id
    }

    /// Forgets what comes in and has no place.
    pub(super) fn forget(&mut self, kind: Kind, id: &str) {
        self.ids.remove(&(kind, id.to_owned()));
    }

    /// Whether the catalogue has it, not only what comes in.
    pub(super) fn is_there(&self, kind: Kind, id: &str) -> bool {
        self.there.contains(&(kind, id.to_owned()))
    }
}

/// Whether `id` may be one: ids become names of files.
pub(super) fn is_slug(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}
