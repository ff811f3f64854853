//! A catalogue as a project: an archive with `project.qde` and a file for each text.
//!
//! A document whose text is at hand is a source; what stands in it for certain is a selection, in code points of the text, the end
//! exclusive, as QualCoder, Taguette and what they read have it. Texts have Unix line ends, which all programs count alike.
//!
//! A document whose text is not at hand is no source: one made of its quotations would be another text. What is quoted of it, and what
//! does not stand in its text for certain, goes into notes that say so, one a document.

use std::{
    collections::{BTreeMap, HashMap},
    io::{Cursor, Write},
};

use zip::{DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    ORIGIN,
    codes::{Codes, note, note_guid},
    xml::Element,
};
use crate::{
    answers::quotations::Footings,
    catalogue::{Catalogue, Document, DocumentId, Excerpt, ExcerptId, texts::Texts},
    export::{
        ExportError,
        excerpts::{excerpt_id, numbered},
        guid::Guids,
        selected::Selected,
    },
    text::lines::unix,
};

/// When everything was made: programs ask for a time, and the same catalogue has to give the same bytes.
const TIME: &str = "2000-01-01T00:00:00Z";

/// What is told of outlets and documents, with the type that it is of.
const VARIABLES: [(&str, &str); 7] = [
    ("kind", "Text"),
    ("author", "Text"),
    ("published", "Date"),
    ("published_about", "Boolean"),
    ("genre", "Text"),
    ("language", "Text"),
    ("url", "Text"),
];

/// `catalogue`, which is what was `selected` of another or a whole one, with those of its `texts` that are at hand, in which its quotations stand as `footings` say.
///
/// # Errors
///
/// Where one of the texts can no longer be read, or all of it is too much for an archive.
pub(in crate::export) fn write(
    catalogue: &Catalogue,
    selected: Option<&Selected>,
    footings: &Footings,
    texts: &Texts,
) -> Result<Vec<u8>, ExportError> {
    let guids = Guids::of(catalogue);
    let project = Project {
        catalogue,
        selection: selected.map(|selected| selected.told(catalogue)),
        guids: &guids,
        codes: Codes::of(catalogue, &guids),
    };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut sources = Vec::new();
    // Where those stand that stand in a source.
    let mut places: HashMap<ExcerptId, [usize; 2]> = HashMap::new();
    for (id, document) in catalogue.documents.entries() {
        let Some(text) = texts.read(document).map_err(ExportError::Text)? else { continue };
        let (text, removed) = unix(text.as_str());
        let moved = |at: usize| at - removed.partition_point(|&carriage| carriage < at);
        for (excerpt, anchoring) in footings.quotations.of(id).iter().flat_map(|compared| &compared.anchored) {
            places.extend(anchoring.certain().map(|range| (*excerpt, [moved(range.start), moved(range.end)])));
        }
        let file = format!("sources/{}.txt", project.document(document));
        put(&mut archive, &file, text.as_bytes())?;
        sources.push(id);
    }
    put(&mut archive, "project.qde", &project.root(&sources, &places).document())?;
    Ok(archive.finish().map_err(ExportError::Archive)?.into_inner())
}

fn put(archive: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<(), ExportError> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    archive.start_file(name, options).map_err(ExportError::Archive)?;
    archive.write_all(bytes).map_err(|error| ExportError::Archive(ZipError::Io(error)))
}

struct Project<'a> {
    catalogue: &'a Catalogue,
    /// Of which whole it is a part.
    selection: Option<String>,
    guids: &'a Guids,
    codes: Codes<'a>,
}

impl Project<'_> {
    fn root(&self, sources: &[DocumentId], places: &HashMap<ExcerptId, [usize; 2]>) -> Element {
        let catalogue = self.catalogue;
        let user = self.guids.guid("user", "parallax");
        let (mut selections, mut unplaced): (BTreeMap<DocumentId, Vec<Element>>, BTreeMap<DocumentId, Vec<ExcerptId>>) =
            Default::default();
        for (id, number) in numbered(catalogue) {
            let document = catalogue.excerpts[id].document;
            match places.get(&id) {
                Some(&place) => selections.entry(document).or_default().push(self.selection(id, number, place)),
                None => unplaced.entry(document).or_default().push(id),
            }
        }
        let variable = |&(name, kind): &(&str, &str)| {
            let guid = self.guids.guid("variable", name);
            Element::new("Variable").with("guid", guid).with("name", name).with("typeOfVariable", kind)
        };
        let source = |&id: &DocumentId| self.source(&catalogue.documents[id], selections.remove(&id).unwrap_or_default());
        let described = self.selection.iter().chain(&catalogue.summary).cloned().chain([self.told(sources.len(), places.len())]);
        let root = Element::new("Project")
            .with("xmlns", "urn:QDA-XML:project:1.0")
            .with("name", &catalogue.title)
            .with("origin", ORIGIN)
            .with("creatingUserGUID", &user)
            .with("creationDateTime", TIME);
        root.child(Element::new("Users").child(Element::new("User").with("guid", user).with("name", "parallax")))
            .child(Element::new("CodeBook").child(Element::new("Codes").children(self.codes.elements(true))))
            .child(Element::new("Variables").children(VARIABLES.iter().map(variable)))
            .list("Cases", self.cases(sources))
            .list("Sources", sources.iter().map(source).collect())
            .list("Notes", self.notes(&unplaced))
            .list("Links", self.links(sources))
            .child(Element::of_words("Description", &described.collect::<Vec<_>>().join("\n")))
    }

    /// How much of the catalogue has a place in it.
    fn told(&self, sources: usize, placed: usize) -> String {
        let (documents, excerpts) = (self.catalogue.documents.len(), self.catalogue.excerpts.len());
        format!(
            "Made by parallax. The texts of {sources} of {documents} documents were at hand and are sources. {placed} of {excerpts} \
             quotations stand in them for certain and are coded; the others are in the notes."
        )
    }

    fn document(&self, document: &Document) -> String {
        self.guids.guid("document", &document.id)
    }

    fn cases(&self, sources: &[DocumentId]) -> Vec<Element> {
        let case = |row: &crate::catalogue::Outlet| {
            let published = row.documents.iter().filter(|document| sources.contains(document));
            let published = published.map(|&id| Element::reference("SourceRef", &self.document(&self.catalogue.documents[id])));
            Element::new("Case")
                .with("guid", self.guids.guid("outlet", &row.id))
                .with("name", &row.name)
                .children(row.note.as_deref().map(|note| Element::of_words("Description", note)))
                .children(row.kind.as_deref().map(|kind| self.value("kind", "TextValue", kind)))
                .children(published)
        };
        self.catalogue.outlets.iter().map(case).collect()
    }

    fn value(&self, variable: &str, kind: &'static str, value: &str) -> Element {
        let variable = Element::reference("VariableRef", &self.guids.guid("variable", variable));
        Element::new("VariableValue").child(variable).child(Element::of_words(kind, value))
    }

    fn source(&self, row: &Document, selections: Vec<Element>) -> Element {
        let text = |name: &str, value: Option<&str>| Some(self.value(name, "TextValue", value?));
        let values = [
            text("author", row.author.as_deref()),
            row.published.map(|day| self.value("published", "DateValue", &day.to_string())),
            row.published_about.then(|| self.value("published_about", "BooleanValue", "true")),
            text("genre", row.genre.map(crate::catalogue::Genre::name)),
            text("language", row.language.as_deref()),
            text("url", row.url.as_deref()),
        ];
        let guid = self.document(row);
        Element::new("TextSource")
            .with("guid", &guid)
            .with("name", &row.title)
            .with("plainTextPath", format!("internal://{guid}.txt"))
            .with("creationDateTime", TIME)
            .children(row.note.as_deref().map(|note| Element::of_words("Description", note)))
            .children(selections)
            .children(values.into_iter().flatten())
    }

    fn selection(&self, id: ExcerptId, number: usize, [start, end]: [usize; 2]) -> Element {
        let excerpt = &self.catalogue.excerpts[id];
        let id = excerpt_id(self.catalogue, excerpt, number);
        let coding = |(at, code): (usize, String)| {
            let guid = self.guids.guid("coding", &format!("{id}/{at}"));
            Element::new("Coding").with("guid", guid).child(Element::reference("CodeRef", &code))
        };
        Element::new("PlainTextSelection")
            .with("guid", self.guids.guid("excerpt", &id))
            .with("name", excerpt.quote.shown())
            .with("startPosition", start.to_string())
            .with("endPosition", end.to_string())
            .with("creationDateTime", TIME)
            .children(about(excerpt).map(|about| Element::of_words("Description", &about)))
            .children(self.codes.of_excerpt(excerpt).into_iter().enumerate().map(coding))
    }

    /// What is known of claims, and the quotations that have no place.
    fn notes(&self, unplaced: &BTreeMap<DocumentId, Vec<ExcerptId>>) -> Vec<Element> {
        let catalogue = self.catalogue;
        let element = |guid: String, name: String, words: &str| {
            let note = Element::new("Note").with("guid", guid).with("name", name).with("creationDateTime", TIME);
            note.child(Element::of_words("PlainTextContent", words))
        };
        let of_claims = catalogue
            .claims
            .entries()
            .filter_map(|(id, row)| Some(element(note_guid(self.guids, &row.id), row.title.clone(), &note(catalogue, id)?)));
        let quoted = |&id: &ExcerptId| {
            let excerpt = &catalogue.excerpts[id];
            let claim = &catalogue.claims[excerpt.claim].title;
            let speaker = excerpt.speaker.map(|speaker| format!(", {}", catalogue.speakers[speaker].name)).unwrap_or_default();
            let about = about(excerpt).map(|about| format!("\n{about}")).unwrap_or_default();
            format!("{claim}: {}{speaker}\n{}{about}", excerpt.stance.name(), excerpt.quote.marked())
        };
        let of_documents = unplaced.iter().map(|(&id, excerpts)| {
            let document = &catalogue.documents[id];
            let words: Vec<String> = excerpts.iter().map(quoted).collect();
            let guid = self.guids.guid("note", &format!("document/{}", document.id));
            element(guid, format!("Quoted without a place: {}", document.title), &words.join("\n\n"))
        });
        of_claims.chain(of_documents).collect()
    }

    /// Claims that cannot both be true, and copies with what they are copies of.
    fn links(&self, sources: &[DocumentId]) -> Vec<Element> {
        let catalogue = self.catalogue;
        let link = |name: &'static str, direction: &str, [from, to]: [String; 2]| {
            Element::new("Link")
                .with("guid", self.guids.guid("link", &format!("{from}/{to}")))
                .with("name", name)
                .with("direction", direction)
                .with("originGUID", from)
                .with("targetGUID", to)
        };
        let contradictions = catalogue.claims.entries().flat_map(|(id, row)| {
            let later = row.contradicts.iter().filter(move |&&other| other > id);
            later.map(move |&other| link("contradicts", "Associative", [self.codes.claim(id), self.codes.claim(other)]))
        });
        let both = |id: &&DocumentId| catalogue.documents[**id].copy_of.is_some_and(|original| sources.contains(&original));
        let copies = sources.iter().filter(both).filter_map(|&id| {
            let copy = &catalogue.documents[id];
            let original = &catalogue.documents[copy.copy_of?];
            Some(link("copy of", "OneWay", [self.document(copy), self.document(original)]))
        });
        contradictions.chain(copies).collect()
    }
}

/// What is told of an excerpt that no code says.
fn about(excerpt: &Excerpt) -> Option<String> {
    let line = |name: &str, value: Option<&str>| Some(format!("{name}: {}", value?));
    let note = excerpt.note.as_deref().map(str::to_owned);
    let lines = [line("cue", excerpt.cue.as_deref()), line("figure", excerpt.figure.as_deref()), note];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
