//! A part of a catalogue as a catalogue of its own: some claims, outlets or events, and nothing that points outside.

use std::collections::BTreeSet;

use super::{
    Catalogue, Claim, Document, Excerpt, Outlet,
    model::{ClaimId, EventId, OutletId},
    table::{Id, Table, narrow},
};

/// Which rows to keep; of what is not named, all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// These claims, where they are about events that are kept.
    pub claims: Option<BTreeSet<ClaimId>>,
    /// These outlets with all that they published, and those of which they publish copies: without its original nobody could tell
    /// that a copy is one, and it would be counted.
    pub outlets: Option<BTreeSet<OutletId>>,
    /// These events.
    pub events: Option<BTreeSet<EventId>>,
}

impl Selection {
    /// Whether it keeps everything.
    pub const fn is_all(&self) -> bool {
        self.claims.is_none() && self.outlets.is_none() && self.events.is_none()
    }
}

/// Which rows of a table are kept, and their places among these.
struct Kept<T>(Vec<Option<Id<T>>>);

impl<T: Clone> Kept<T> {
    fn new(table: &Table<T>, is_kept: impl Fn(Id<T>, &T) -> bool) -> Self {
        let mut places = 0..;
        Self(table.entries().map(|(id, row)| is_kept(id, row).then(|| places.next().map(Id::new)).flatten()).collect())
    }

    /// The place of a row that is kept.
    fn of(&self, id: Id<T>) -> Option<Id<T>> {
        self.0.get(id.index()).copied().flatten()
    }

    /// The places of those of `ids` that are kept.
    fn all(&self, ids: &[Id<T>]) -> Vec<Id<T>> {
        ids.iter().filter_map(|&id| self.of(id)).collect()
    }

    /// The rows that are kept and that `moved` can move.
    fn rows(&self, table: &Table<T>, moved: impl Fn(&T) -> Option<T>) -> Table<T> {
        let rows = table.iter().zip(&self.0).filter(|(_, place)| place.is_some());
        rows.filter_map(|(row, _)| moved(row)).collect::<Vec<_>>().into()
    }
}

impl Catalogue {
    /// What of it `selection` keeps. What a claim says of those that are gone (`absent`, `contradicts`) goes with them; speakers,
    /// frames and namings stay.
    #[must_use]
    pub fn only(&self, selection: &Selection) -> Self {
        let with_originals = selection.outlets.as_ref().map(|outlets| self.with_originals(outlets));
        let outlets = Kept::new(&self.outlets, |id, _| is_in(with_originals.as_ref(), id));
        let documents = Kept::new(&self.documents, |_, row| outlets.of(row.outlet).is_some());
        let events = Kept::new(&self.events, |id, _| is_in(selection.events.as_ref(), id));
        let claims = Kept::new(&self.claims, |id, row| events.of(row.event).is_some() && is_in(selection.claims.as_ref(), id));
        let excerpts = Kept::new(&self.excerpts, |_, row| claims.of(row.claim).is_some() && documents.of(row.document).is_some());
        // How many excerpts are kept before each: where a range of them begins among these.
        let mut before = vec![0];
        before.extend(excerpts.0.iter().scan(0, |kept, place| {
            *kept += usize::from(place.is_some());
            Some(*kept)
        }));
        let end = |end: u32| narrow(before.get(end as usize).copied().unwrap_or_default());
        Self {
            reader: self.reader.clone(),
            blind: self.blind,
            format: self.format,
            title: self.title.clone(),
            summary: self.summary.clone(),
            licence: self.licence.clone(),
            speakers: self.speakers.clone(),
            frames: self.frames.clone(),
            namings: self.namings.clone(),
            files: self.files.clone(),
            answered: self.answered.clone(),
            outlets: outlets.rows(&self.outlets, |row| Some(Outlet { documents: documents.all(&row.documents), ..row.clone() })),
            documents: documents.rows(&self.documents, |row| {
                Some(Document {
                    outlet: outlets.of(row.outlet)?,
                    copy_of: row.copy_of.and_then(|source| documents.of(source)),
                    ..row.clone()
                })
            }),
            events: events.rows(&self.events, |row| Some(row.clone())),
            claims: claims.rows(&self.claims, |row| {
                Some(Claim {
                    event: events.of(row.event)?,
                    absent: documents.all(&row.absent),
                    absent_blind: documents.all(&row.absent_blind).into(),
                    contradicts: claims.all(&row.contradicts),
                    excerpts: end(row.excerpts.start)..end(row.excerpts.end),
                    ..row.clone()
                })
            }),
            excerpts: excerpts.rows(&self.excerpts, |row| {
                Some(Excerpt { claim: claims.of(row.claim)?, document: documents.of(row.document)?, ..row.clone() })
            }),
        }
    }

    /// `outlets` and all of which they publish copies, and so on.
    fn with_originals(&self, outlets: &BTreeSet<OutletId>) -> BTreeSet<OutletId> {
        let mut kept = outlets.clone();
        let mut open: Vec<OutletId> = outlets.iter().copied().collect();
        while let Some(outlet) = open.pop() {
            let sources = self.outlets[outlet].documents.iter().filter_map(|&document| self.documents[document].copy_of);
            open.extend(sources.map(|source| self.documents[source].outlet).filter(|&source| kept.insert(source)));
        }
        kept
    }
}

fn is_in<T>(kept: Option<&BTreeSet<Id<T>>>, id: Id<T>) -> bool {
    kept.is_none_or(|kept| kept.contains(&id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    /// `echo` copies `relay`, which copies `bay`; each says both claims.
    fn catalogue() -> Catalogue {
        let outlets = [("post", ""), ("bay", ""), ("relay", "copy_of = 'bay'"), ("echo", "copy_of = 'relay'")];
        let outlets = outlets.map(|(id, more)| {
            format!(
                "[[outlet]]\nid = '{id}'\nname = '{id}'\n[[document]]\nid = '{id}'\noutlet = '{id}'\ntitle = '{id}'\n{more}\n"
            )
        });
        let excerpts = ["bay", "relay", "echo"]
            .map(|id| format!("[[claim.excerpt]]\ndocument = '{id}'\nstance = 'affirms'\nquote = 'It is so, says {id}.'\n"));
        let claims = [("shut", "closing", "contradicts = ['open']"), ("open", "closing", ""), ("fare", "ferry", "")].map(
            |(id, event, more)| {
                format!(
                    "[[claim]]\nid = '{id}'\nevent = '{event}'\ntitle = '{id}'\nabsent = ['post']\n{more}\n{}",
                    excerpts.concat()
                )
            },
        );
        let events = "event = [{ id = 'closing', title = 'C' }, { id = 'ferry', title = 'F' }]";
        parse(format!("title = 'B'\n{events}\n{}{}", outlets.concat(), claims.concat())).unwrap().catalogue
    }

    fn outlets(ids: impl IntoIterator<Item = usize>) -> Selection {
        Selection { outlets: Some(ids.into_iter().map(Id::new).collect()), ..Selection::default() }
    }

    fn names(catalogue: &Catalogue) -> Vec<&str> {
        catalogue.outlets.iter().map(|outlet| &*outlet.id).collect()
    }

    #[test]
    fn everything_is_kept_where_nothing_is_named() {
        let catalogue = catalogue();
        assert!(Selection::default().is_all() && !outlets([0]).is_all());
        assert_eq!(catalogue.only(&Selection::default()), catalogue);
    }

    #[test]
    fn a_copy_brings_its_original_along() {
        let catalogue = catalogue();
        let echo = catalogue.only(&outlets([3]));
        assert_eq!(names(&echo), ["bay", "relay", "echo"]);
        assert_eq!(echo.documents.ids().map(|id| echo.original(id).index()).collect::<Vec<_>>(), [0, 0, 0]);
        assert_eq!(names(&catalogue.only(&outlets([1]))), ["bay"]);
    }

    #[test]
    fn what_is_left_holds_together() {
        let catalogue = catalogue();
        let selection = Selection { claims: Some([1, 2].map(Id::new).into()), ..outlets([0, 1]) };
        let part = catalogue.only(&selection);
        let claims: Vec<_> =
            part.claims.iter().map(|claim| (&*claim.id, claim.excerpts.clone(), claim.contradicts.len())).collect();
        assert_eq!(claims, [("open", 0..1, 0), ("fare", 1..2, 0)]);
        for (claim, row) in part.claims.entries() {
            assert!(
                part.excerpts_of(claim).all(|(_, excerpt)| excerpt.claim == claim && excerpt.quote.written().ends_with("bay."))
            );
            assert_eq!(row.absent, [Id::new(0)]);
        }
        assert_eq!(part.outlets.iter().map(|outlet| outlet.documents.clone()).collect::<Vec<_>>(), [[Id::new(0)], [Id::new(1)]]);
        let ferry = catalogue.only(&Selection { events: Some([Id::new(1)].into()), ..selection });
        assert_eq!((ferry.events.len(), ferry.claims.len(), ferry.excerpts.len()), (1, 1, 1));
        assert_eq!(ferry.events[ferry.claims[Id::new(0)].event].title, "F");
    }
}
