//! A catalogue in which nobody can see whose documents these are: the outlets are A, B, C, … in an order that tells nothing.
//!
//! Names, marks, kinds, titles, authors, addresses and notes of outlets and documents are hidden. The order follows from the ids of the
//! documents and from who reads (a hash of both), so that each reader has the same one each time, and another reader mostly another. Ids stay,
//! because what is filed names them; whoever shows one asks [`Catalogue::id_shown`]. What a text says of its outlet cannot be hidden.

use sha2::{Digest, Sha256};

use super::{Catalogue, Claim, Document, DocumentId, Excerpt, Id, Outlet, OutletId};

impl Catalogue {
    /// The catalogue as `reader` sees it who is not to know whose its documents are.
    #[must_use]
    pub fn blinded(&self, reader: &str) -> Self {
        let hash = |id: &str| Sha256::digest(format!("{reader}\n{id}"));
        let mut documents: Vec<DocumentId> = self.documents.ids().collect();
        documents.sort_by_cached_key(|&id| hash(&self.documents[id].id));
        // Those of one outlet stand together, where its first one does.
        let mut outlets: Vec<OutletId> = Vec::with_capacity(self.outlets.len());
        let silent = self.outlets.ids().filter(|&id| self.outlets[id].documents.is_empty());
        for outlet in documents.iter().map(|&id| self.documents[id].outlet).chain(silent) {
            if !outlets.contains(&outlet) {
                outlets.push(outlet);
            }
        }
        let new_outlets = places(&outlets);
        documents.sort_by_key(|&id| new_outlets[self.documents[id].outlet.index()]);
        let new_documents = places(&documents);
        let moved = |id: DocumentId| new_documents[id.index()];
        let all_moved = |ids: &[DocumentId]| ids.iter().map(|&id| moved(id)).collect::<Vec<_>>();
        let outlet = |(at, &id): (usize, &OutletId)| {
            let row = &self.outlets[id];
            let name = letters(at);
            let mark = name.chars().next().filter(|_| name.len() == 1);
            let mut documents = all_moved(&row.documents);
            documents.sort();
            Outlet { name, mark, kind: None, note: None, documents, ..row.clone() }
        };
        let document = |&id: &DocumentId| {
            let row = &self.documents[id];
            let outlet = new_outlets[row.outlet.index()];
            let siblings = documents.iter().filter(|&&other| self.documents[other].outlet == row.outlet);
            let nth = siblings.take_while(|&&other| other != id).count();
            let letters = letters(outlet.index());
            let title = if nth == 0 { format!("text {letters}") } else { format!("text {letters} {}", nth + 1) };
            let copy_of = row.copy_of.map(moved);
            Document { outlet, title, author: None, copy_of, url: None, note: None, ..row.clone() }
        };
        let claim = |row: &Claim| Claim {
            absent: all_moved(&row.absent),
            absent_blind: all_moved(&row.absent_blind).into(),
            ..row.clone()
        };
        let excerpt = |row: &Excerpt| Excerpt { document: moved(row.document), ..row.clone() };
        Self {
            blind: true,
            outlets: outlets.iter().enumerate().map(outlet).collect::<Vec<_>>().into(),
            documents: documents.iter().map(document).collect::<Vec<_>>().into(),
            claims: self.claims.iter().map(claim).collect::<Vec<_>>().into(),
            excerpts: self.excerpts.iter().map(excerpt).collect::<Vec<_>>().into(),
            ..self.clone()
        }
    }

    /// What to show of the row of an outlet or a document: its `id`, or its `name` where nobody is to see whose it is.
    pub fn id_shown<'r>(&self, id: &'r str, name: &'r str) -> &'r str {
        if self.blind { name } else { id }
    }
}

/// The new place of each row, by its old one.
fn places<T>(order: &[Id<T>]) -> Vec<Id<T>> {
    let mut places: Vec<Id<T>> = order.to_vec();
    for (new, old) in order.iter().enumerate() {
        places[old.index()] = Id::new(new);
    }
    places
}

/// A, B, …, Z, AA, AB, ….
fn letters(at: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    if at < 26 { letter.to_string() } else { format!("{}{letter}", letters(at / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    fn catalogue() -> Catalogue {
        let outlets: Vec<String> =
            (0..30).map(|at| format!("[[outlet]]\nid = 'o{at}'\nname = 'Outlet {at}'\nkind = 'paper'\nnote = 'Bay'\n")).collect();
        let documents: Vec<String> = (0..32)
            .map(|at| {
                let copy = if at == 31 { "copy_of = 'd5'\n" } else { "" };
                format!(
                    "[[document]]\nid = 'd{at}'\noutlet = 'o{}'\ntitle = 'Title {at}'\nauthor = 'Ada'\nurl = 'u'\nnote = 'n'\n{copy}",
                    at % 29
                )
            })
            .collect();
        let claim = "[[event]]\nid = 'e'\ntitle = 'E'\n[[claim]]\nid = 'c'\nevent = 'e'\ntitle = 'C'\nabsent = ['d3', 'd4']\nabsent_blind = ['d6']\n\
            [[claim.excerpt]]\ndocument = 'd5'\nstance = 'affirms'\nquote = 'Shut.'\n";
        parse(format!("title = 'B'\n{}{}{claim}", outlets.concat(), documents.concat())).unwrap().catalogue
    }

    fn ids(catalogue: &Catalogue) -> Vec<&str> {
        catalogue.documents.iter().map(|row| &*row.id).collect()
    }

    #[test]
    fn nothing_tells_whose_a_document_is_and_everything_holds_together() {
        let (plain, blind) = (catalogue(), catalogue().blinded("anna"));
        let names: Vec<&str> = blind.outlets.iter().map(|row| row.name.as_str()).collect();
        assert_eq!((names[0], names[25], names[26], names[29]), ("A", "Z", "AA", "AD"));
        for row in &blind.outlets {
            assert!(row.kind.is_none() && row.note.is_none());
            assert!(row.documents.iter().all(|&id| *blind.outlets[blind.documents[id].outlet].id == *row.id));
        }
        for row in &blind.documents {
            assert!(row.author.is_none() && row.url.is_none() && row.note.is_none() && !row.title.contains("Title"));
            let old = plain.documents.iter().find(|old| old.id == row.id).unwrap();
            assert_eq!(plain.outlets[old.outlet].id, blind.outlets[row.outlet].id);
        }
        let of = |catalogue: &Catalogue, ids: &[DocumentId]| {
            ids.iter().map(|&id| catalogue.documents[id].id.to_string()).collect::<Vec<_>>()
        };
        let (_, claim) = blind.claims.entries().next().unwrap();
        assert_eq!(of(&blind, &claim.absent), ["d3", "d4", "d6"]);
        assert_eq!(of(&blind, &claim.absent_blind), ["d6"]);
        let excerpt = blind.excerpts.iter().next().unwrap();
        assert_eq!(&*blind.documents[excerpt.document].id, "d5");
        let copy = blind.documents.entries().find(|(_, row)| *row.id == *"d31").unwrap().0;
        assert_eq!(&*blind.documents[blind.original(copy)].id, "d5");
        let title = |id: &str| blind.documents.iter().find(|row| *row.id == *id).unwrap().title.clone();
        let mut pair = [title("d2"), title("d31")];
        pair.sort_unstable();
        assert_eq!(pair[1], format!("{} 2", pair[0]));
    }

    #[test]
    fn the_order_follows_from_the_reader_and_the_ids_alone() {
        let plain = catalogue();
        let anna = plain.blinded("anna");
        assert_ne!(ids(&anna), ids(&plain));
        assert_eq!(anna.blinded("anna"), anna);
        assert_ne!(ids(&plain.blinded("ben")), ids(&anna));
    }
}
