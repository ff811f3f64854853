//! Which bytes of which files an edit changes.
//!
//! Edits that are planned together must not touch the same row twice, nor need one another: what does comes in several rounds, see
//! [`super::step`].
//!
//! A new table stands where a person would put it: an excerpt after the last of its claim, a claim after the last of its event, any
//! other row after the last of its kind. What is in one value, `claim = [{ … }]`, gets its new row there.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    EditError, Stale, Value,
    blocks::{Blocks, fields, headers, is_block, item, next_item, removed_items},
    layout::Layout,
    rows::{Edit, Fields, Row, claim_of, named},
    splice::changes,
};
use crate::catalogue::{Catalogue, ClaimId, EventId, FileId, Kind, Place};

/// What takes the place of which bytes of a file; in order, apart.
pub(super) type Splices = Vec<(Range<usize>, String)>;

/// What `edits` change in the files of `catalogue`, whose texts `read` gives.
///
/// # Errors
///
/// [`EditError::Gone`] where a row is not there, [`EditError::Changed`] where a file does not hold what was loaded, and what `read`
/// gives.
pub(super) fn plan(
    catalogue: &Catalogue,
    edits: &[Edit],
    read: impl FnMut(FileId) -> Result<String, EditError>,
) -> Result<BTreeMap<FileId, (String, Splices)>, EditError> {
    let mut plan = Plan {
        catalogue,
        read,
        files: BTreeMap::new(),
        headers: BTreeMap::new(),
        after: BTreeMap::new(),
        stale: BTreeMap::new(),
        gone: BTreeMap::new(),
        first: BTreeMap::new(),
    };
    for edit in edits {
        plan.edit(edit)?;
    }
    plan.finish()
}

struct Plan<'c, R> {
    catalogue: &'c Catalogue,
    read: R,
    files: BTreeMap<FileId, (String, Splices)>,
    /// Where the headers of a file begin, once somebody asked.
    headers: BTreeMap<FileId, Vec<usize>>,
    /// After what a new row of a kind stands, a claim by its event, once somebody asked.
    after: BTreeMap<(Kind, Option<EventId>), After>,
    /// Values to be changed, by file.
    stale: BTreeMap<FileId, Vec<Stale<'c>>>,
    /// Where tables between braces begin that go, by file.
    gone: BTreeMap<FileId, BTreeSet<usize>>,
    /// The first excerpts of claims between braces, by the id of the claim.
    first: BTreeMap<String, Vec<String>>,
}

/// After what a new row stands.
#[derive(Clone, Copy)]
enum After {
    /// A row of the kind, and the last table of it.
    Sibling(Place, Place),
    /// A row of another kind.
    Other(Place),
    /// The keys at the top of a file.
    Top(FileId),
}

impl<R: FnMut(FileId) -> Result<String, EditError>> Plan<'_, R> {
    fn edit(&mut self, edit: &Edit) -> Result<(), EditError> {
        self.is_own(edit)?;
        match edit {
            Edit::Add(kind, fields) => {
                let after = self.after(*kind, fields);
                self.insert(*kind, after, &Written::Fields(fields))
            }
            Edit::File(claim, fields) => self.insert_excerpt(claim, &Written::Fields(fields)),
            Edit::Set(row, fields) => self.set(row, fields.clone()),
            Edit::Remove(row) => self.remove(row),
            Edit::Move(rows, claim) => rows.iter().try_for_each(|row| self.relocate(row, claim)),
            Edit::Rename(kind, old, new) => self.rename(*kind, old, new),
            // The log is none of the files of the catalogue.
            Edit::Decide(_) => Ok(()),
        }
    }

    /// Refuses what would change a row that is not the reader's own.
    fn is_own(&self, edit: &Edit) -> Result<(), EditError> {
        let row = match edit {
            Edit::Add(..) | Edit::File(..) | Edit::Move(..) | Edit::Decide(_) => return Ok(()),
            Edit::Set(row, _) | Edit::Remove(row) => row.clone(),
            Edit::Rename(kind, id, _) => Row::Named(*kind, id.clone()),
        };
        match row.place(self.catalogue) {
            Some(place) if !self.catalogue.is_own(place) => Err(EditError::Shared(row.told())),
            _ => Ok(()),
        }
    }

    fn finish(mut self) -> Result<BTreeMap<FileId, (String, Splices)>, EditError> {
        for (claim, excerpts) in std::mem::take(&mut self.first) {
            let value = Value::Bare(format!("[{}]", excerpts.join(", ")));
            self.set(&Row::Named(Kind::Claim, claim), vec![("excerpt", value)])?;
        }
        for (file, mut stale) in std::mem::take(&mut self.stale) {
            stale.sort_by_key(|table| table.offset);
            let (text, splices) = self.file(file)?;
            let changes = changes(text, &stale).ok_or(());
            let Ok(changes) = changes else { return Err(self.changed(file)) };
            splices.extend(changes.into_iter().flat_map(|change| change.splices));
        }
        for (file, gone) in std::mem::take(&mut self.gone) {
            let error = self.changed(file);
            let (text, splices) = self.file(file)?;
            splices.extend(removed_items(text, &gone).ok_or(error)?.into_iter().map(|range| (range, String::new())));
        }
        for (file, (_, splices)) in &mut self.files {
            // Stable: what is written at one place stays in the order of the edits.
            splices.sort_by_key(|(range, _)| (range.start, range.end));
            if splices.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
                return Err(EditError::Changed(self.catalogue.files[*file].path.clone()));
            }
        }
        self.files.retain(|_, (_, splices)| !splices.is_empty());
        Ok(self.files)
    }

    fn changed(&self, file: FileId) -> EditError {
        EditError::Changed(self.catalogue.files[file].path.clone())
    }

    fn file(&mut self, file: FileId) -> Result<&mut (String, Splices), EditError> {
        if !self.files.contains_key(&file) {
            if !self.catalogue.is_own(Place { file, offset: 0 }) {
                return Err(EditError::Shared(self.catalogue.files[file].path.display().to_string()));
            }
            let text = (self.read)(file)?;
            self.files.insert(file, (text, Vec::new()));
        }
        self.files.get_mut(&file).ok_or(EditError::NoFile)
    }

    /// The blocks of a file.
    fn blocks(&mut self, file: FileId) -> Result<Blocks<'_>, EditError> {
        if !self.headers.contains_key(&file) {
            let parts = self.catalogue.documents.iter().flat_map(|document| document.parts.iter().map(|part| part.place));
            let places = self.catalogue.records().chain(parts).filter(|place| place.file == file);
            let tables: Vec<usize> = places.map(|place| place.offset as usize).collect();
            let found = headers(&self.file(file)?.0, tables.into_iter());
            self.headers.insert(file, found);
        }
        let headers = self.headers.get(&file).map_or(&[] as &[usize], Vec::as_slice);
        self.files.get(&file).map(|(text, _)| Blocks::new(text, headers)).ok_or(EditError::NoFile)
    }

    fn set(&mut self, row: &Row, fields: Fields) -> Result<(), EditError> {
        let catalogue = self.catalogue;
        let gone = || EditError::Gone(row.told());
        let place = row.place(catalogue).ok_or_else(gone)?;
        let known_by = match row {
            Row::Excerpt { .. } => {
                let excerpt = &catalogue.excerpts[row.excerpt(catalogue).ok_or_else(gone)?];
                vec![("document", &*catalogue.documents[excerpt.document].id), ("quote", excerpt.quote.written())]
            }
            Row::Named(kind, id) => {
                let id = named(catalogue, *kind).find(|(other, _)| other == id).map(|(id, _)| id);
                vec![("id", id.ok_or_else(gone)?)]
            }
        };
        let stale = Stale { kind: row.kind(), offset: place.offset as usize, known_by, values: fields };
        self.stale.entry(place.file).or_default().push(stale);
        Ok(())
    }

    /// After what a new row of `kind` stands.
    fn after(&mut self, kind: Kind, fields: &Fields) -> After {
        let catalogue = self.catalogue;
        let event = fields.iter().find_map(|(key, value)| match value {
            Value::Text(id) if (kind, *key) == (Kind::Claim, "event") => {
                catalogue.events.entries().find(|(_, event)| *event.id == **id)
            }
            _ => None,
        });
        let event = event.map(|(id, _)| id);
        if let Some(&after) = self.after.get(&(kind, event)) {
            return after;
        }
        let after = self.found_after(kind, event);
        self.after.insert((kind, event), after);
        after
    }

    /// Likewise, found among all there is; a claim is of this `event`.
    fn found_after(&self, kind: Kind, event: Option<EventId>) -> After {
        let catalogue = self.catalogue;
        if kind == Kind::Claim {
            let own = || catalogue.claims.entries().filter(|(_, claim)| catalogue.is_own(claim.written()));
            let of = |wanted| own().filter(move |(_, claim)| Some(claim.event) == wanted);
            // Those of an event without claims follow those of the event before it.
            let before = own().map(|(_, claim)| claim.event).filter(|other| Some(*other) < event).max();
            let last = |event| of(event).map(|(id, claim)| (self.end_of_claim(id), claim.written())).max();
            let all = || own().map(|(id, claim)| (self.end_of_claim(id), claim.written())).max();
            if let Some((end, claim)) = last(event).or_else(|| last(before)).or_else(all) {
                return After::Sibling(claim, end);
            }
        }
        if let Some(place) = self.own(kind).max() {
            return After::Sibling(place, self.last(kind).unwrap_or(place));
        }
        let order = [Kind::Outlet, Kind::Document, Kind::Event, Kind::Speaker, Kind::Frame, Kind::Naming, Kind::Claim];
        let at = order.iter().position(|other| *other == kind).unwrap_or(order.len());
        // Whatever may stand before it, nearest first; a claim stands in a file of its own only where there are others.
        let before = order[..at].iter().rev().find_map(|&kind| self.last(kind));
        let first = catalogue.reader.as_ref().map_or(FileId::new(0), |reader| reader.files);
        before.map_or(After::Top(first), After::Other)
    }

    /// Where the rows of `kind` stand among which others may be written.
    fn own(&self, kind: Kind) -> impl Iterator<Item = Place> {
        named(self.catalogue, kind).map(|(_, place)| place).filter(|place| self.catalogue.is_own(*place))
    }

    /// The last row of `kind`, or of its parts.
    fn last(&self, kind: Kind) -> Option<Place> {
        let rows = self.own(kind).max();
        if kind != Kind::Document {
            return rows;
        }
        let parts = self.catalogue.documents.iter().flat_map(|document| document.parts.iter().map(|part| part.place));
        rows.max(parts.filter(|place| self.catalogue.is_own(*place)).max())
    }

    /// The last table of a claim in the file that it begins in.
    fn end_of_claim(&self, id: ClaimId) -> Place {
        let claim = self.catalogue.claims[id].written();
        let excerpts = self.catalogue.excerpts_of(id).map(|(_, excerpt)| excerpt.place);
        excerpts.filter(|place| place.file == claim.file).chain([claim]).max().unwrap_or(claim)
    }

    /// Writes a new row that is no excerpt.
    fn insert(&mut self, kind: Kind, after: After, written: &Written<'_>) -> Result<(), EditError> {
        match after {
            After::Sibling(row, _) if !is_block(&self.file(row.file)?.0, row.offset as usize) => self.insert_item(row, written),
            After::Sibling(row, end) => self.insert_block(kind, end.file, Some((Some(row), end)), written),
            After::Other(end) if !is_block(&self.file(end.file)?.0, end.offset as usize) => {
                // Behind a value another header would be in the midst of keys.
                self.insert_block(kind, end.file, None, written)
            }
            After::Other(end) => self.insert_block(kind, end.file, Some((None, end)), written),
            After::Top(file) => self.insert_block(kind, file, None, written),
        }
    }

    /// Writes a block after the last table of a row, looking like the one `like` it; else where blocks begin.
    fn insert_block(
        &mut self,
        kind: Kind,
        file: FileId,
        after: Option<(Option<Place>, Place)>,
        written: &Written<'_>,
    ) -> Result<(), EditError> {
        let blocks = self.blocks(file)?;
        let (at, blank) = match after {
            Some((like, end)) => blocks.after(end.offset as usize, like == Some(end)),
            None => (blocks.before_all(), true),
        };
        let layout = match after {
            Some((Some(like), _)) if like.file == file => blocks.layout(kind, like.offset as usize),
            _ => Layout::of_house(kind),
        };
        let block = match written {
            Written::Fields(fields) => layout.table(kind, fields),
            Written::Block { text, .. } => text.clone(),
        };
        let new = blocks.inserted(at, blank, &block);
        self.file(file)?.1.push((at..at, new));
        Ok(())
    }

    /// Writes a new item behind the one that begins at `last`.
    fn insert_item(&mut self, last: Place, written: &Written<'_>) -> Result<(), EditError> {
        let error = self.changed(last.file);
        let (text, splices) = self.file(last.file)?;
        let Some(last) = item(text, last.offset as usize) else { return Err(error) };
        let new = Layout::of_house(Kind::Excerpt).inline(written.fields());
        let new = next_item(text, &last, &new);
        splices.push((last.end..last.end, new));
        Ok(())
    }

    fn insert_excerpt(&mut self, claim: &str, written: &Written<'_>) -> Result<(), EditError> {
        let catalogue = self.catalogue;
        let id = claim_of(catalogue, claim).ok_or_else(|| EditError::Gone(format!("claim {claim}")))?;
        let place = catalogue.claims[id].written();
        let last = catalogue.excerpts_of(id).map(|(_, excerpt)| excerpt.place).max();
        let at = last.unwrap_or(place);
        let in_value = !is_block(&self.file(at.file)?.0, at.offset as usize);
        match last {
            Some(last) if in_value => self.insert_item(last, written),
            None if in_value => {
                self.first.entry(claim.to_owned()).or_default().push(Layout::of_house(Kind::Excerpt).inline(written.fields()));
                Ok(())
            }
            _ => self.insert_block(Kind::Excerpt, at.file, Some((last, at)), written),
        }
    }

    fn remove(&mut self, row: &Row) -> Result<(), EditError> {
        let catalogue = self.catalogue;
        let place = row.place(catalogue).ok_or_else(|| EditError::Gone(row.told()))?;
        let mut places = vec![place];
        match row {
            Row::Named(Kind::Claim, id) => {
                let claim = claim_of(catalogue, id).ok_or_else(|| EditError::Gone(row.told()))?;
                places.extend(catalogue.excerpts_of(claim).map(|(_, excerpt)| excerpt.place));
            }
            Row::Named(Kind::Document, id) => {
                let document = catalogue.documents.iter().find(|document| *document.id == **id);
                places.extend(document.into_iter().flat_map(|document| document.parts.iter().map(|part| part.place)));
            }
            _ => {}
        }
        self.cut(&places)
    }

    /// Takes tables away; those within a block that goes go with it.
    fn cut(&mut self, places: &[Place]) -> Result<(), EditError> {
        let mut removed: Vec<(FileId, Range<usize>)> = Vec::new();
        for &place in places {
            let at = place.offset as usize;
            if removed.iter().any(|(file, range)| *file == place.file && range.contains(&at)) {
                continue;
            }
            if is_block(&self.file(place.file)?.0, at) {
                let range = self.blocks(place.file)?.removed(at);
                self.file(place.file)?.1.push((range.clone(), String::new()));
                removed.push((place.file, range));
            } else {
                self.gone.entry(place.file).or_default().insert(at);
            }
        }
        Ok(())
    }

    /// Puts an excerpt under another claim.
    fn relocate(&mut self, row: &Row, claim: &str) -> Result<(), EditError> {
        let catalogue = self.catalogue;
        let gone = || EditError::Gone(row.told());
        let place = catalogue.excerpts[row.excerpt(catalogue).ok_or_else(gone)?].place;
        let at = place.offset as usize;
        let error = self.changed(place.file);
        let fields = fields(&self.file(place.file)?.0, at, Kind::Excerpt).ok_or(error)?;
        let written = if is_block(&self.file(place.file)?.0, at) {
            let lines = self.blocks(place.file)?.lines(at);
            let text = &self.file(place.file)?.0;
            let mut block = text[lines].replace("\r\n", "\n");
            if !block.ends_with('\n') {
                block.push('\n');
            }
            Written::Block { text: block, fields: &fields }
        } else {
            Written::Fields(&fields)
        };
        self.insert_excerpt(claim, &written)?;
        self.cut(&[place])
    }

    fn rename(&mut self, kind: Kind, old: &str, new: &str) -> Result<(), EditError> {
        let catalogue = self.catalogue;
        self.set(&Row::Named(kind, old.to_owned()), vec![("id", Value::Text(new.to_owned()))])?;
        let renamed = || Value::Renamed(old.to_owned(), new.to_owned());
        for document in &catalogue.documents {
            let keys: &[&'static str] = match kind {
                Kind::Outlet if *catalogue.outlets[document.outlet].id == *old => &["outlet"],
                Kind::Document if document.copy_of.is_some_and(|copied| *catalogue.documents[copied].id == *old) => &["copy_of"],
                _ => &[],
            };
            self.rename_in(&Row::Named(Kind::Document, document.id.to_string()), keys, &renamed)?;
        }
        for (id, claim) in catalogue.claims.entries() {
            let keys: &[&'static str] = match kind {
                Kind::Event if *catalogue.events[claim.event].id == *old => &["event"],
                Kind::Document => match claim.absent.iter().find(|&&absent| *catalogue.documents[absent].id == *old) {
                    Some(absent) if claim.absent_blind.contains(absent) => &["absent_blind"],
                    Some(_) => &["absent"],
                    None => &[],
                },
                Kind::Claim if claim.contradicts.iter().any(|&other| *catalogue.claims[other].id == *old) => &["contradicts"],
                _ => &[],
            };
            self.rename_in(&Row::Named(Kind::Claim, claim.id.to_string()), keys, &renamed)?;
            for (excerpt_id, excerpt) in catalogue.excerpts_of(id) {
                let keys: &[&'static str] = match kind {
                    Kind::Document if *catalogue.documents[excerpt.document].id == *old => &["document"],
                    Kind::Speaker if excerpt.speaker.is_some_and(|speaker| *catalogue.speakers[speaker].id == *old) => {
                        &["speaker"]
                    }
                    Kind::Frame if excerpt.frames.iter().any(|&frame| *catalogue.frames[frame].id == *old) => &["frames"],
                    _ => &[],
                };
                if !keys.is_empty() {
                    self.rename_in(&Row::of_excerpt(catalogue, excerpt_id), keys, &renamed)?;
                }
            }
        }
        Ok(())
    }

    fn rename_in(&mut self, row: &Row, keys: &[&'static str], renamed: &dyn Fn() -> Value) -> Result<(), EditError> {
        if keys.is_empty() { Ok(()) } else { self.set(row, keys.iter().map(|&key| (key, renamed())).collect()) }
    }
}

/// A row that is written anew, or as it stood elsewhere.
enum Written<'w> {
    Fields(&'w Fields),
    Block { text: String, fields: &'w Fields },
}

impl Written<'_> {
    const fn fields(&self) -> &Fields {
        match self {
            Self::Fields(fields) | Self::Block { fields, .. } => fields,
        }
    }
}
