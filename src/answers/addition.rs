//! What a text that was taken becomes in a catalogue: which document of which outlet, under which id, and what it looks like.

use std::{error::Error, fmt};

use crate::{
    catalogue::{
        Catalogue, DocumentId, Span,
        edit::{NewDocument, NewPart},
        nearest,
        slug::{free, shortened, slug},
        texts::{Text, Texts},
    },
    compare::likeness::likeness,
    intake::Taken,
    text::{clean::is_unsafe, fold::fold},
};

/// More than this part of a text in another means that it may be a copy.
const COPY: f64 = 1.0 / 3.0;
/// Words by which the beginning or the end of a part is told.
const WORDS: usize = 6;

/// What the person said of it.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Who published it: id or name.
    pub outlet: Option<String>,
    /// Id of the document it is a copy of.
    pub copy_of: Option<String>,
    /// Its own id.
    pub id: Option<String>,
    /// What to call it where it has no title: the name of the file.
    pub name: String,
}

/// A document as it would be added.
#[derive(Debug, Clone, PartialEq)]
pub struct Addition {
    /// Its rows.
    pub document: NewDocument,
    /// The name of its outlet.
    pub outlet: String,
    /// The document it most looks like a copy of; none where that was said.
    pub looks_like: Option<Resemblance>,
    /// Whether one of its ids is only a number, because what it is made of has no letters of an id.
    pub is_unspelt: bool,
}

/// A document that has much of the text, too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resemblance {
    /// Which.
    pub document: DocumentId,
    /// How much of the text stands there, from 0 to 1.
    pub share: f64,
    /// Whether the two are word for word the same.
    pub is_same: bool,
}

/// Why it cannot be added so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdditionError {
    /// Nobody says who published it.
    NoOutlet,
    /// The id is no slug.
    NoSlug(String),
    /// A document has this id already.
    Taken(String),
    /// This document has the same text.
    Same(String),
    /// No document has this id; the nearest that one has.
    Unknown(String, Option<String>),
}

impl fmt::Display for AdditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOutlet => f.write_str("it does not say who published it; --outlet NAME does"),
            Self::NoSlug(id) => write!(f, "id `{id}` is no slug: only a to z, 0 to 9 and `-` may stand in one"),
            Self::Taken(id) => {
                write!(
                    f,
                    "a document has the id `{id}` already; --id gives another, `add --replace {id}` takes a newer text of it"
                )
            }
            Self::Same(id) => write!(
                f,
                "the same text as that of document `{id}`; --copy-of {id} adds it as a copy, --id ID as a document of its own"
            ),
            Self::Unknown(id, nearest) => {
                write!(f, "no document has the id `{id}`")?;
                nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; did you mean `{nearest}`?"))
            }
        }
    }
}

impl Error for AdditionError {}

/// What `taken` becomes in `catalogue`, beside those of its documents whose `texts` are at hand.
///
/// # Errors
///
/// Why it cannot be added so.
pub fn addition(
    catalogue: &Catalogue,
    texts: &Texts,
    taken: &Taken,
    text: &Text,
    wish: &Wish,
) -> Result<Addition, AdditionError> {
    let copy_of = wish.copy_of.as_deref().map(|id| document(catalogue, id)).transpose()?;
    let said = [&wish.outlet, &taken.outlet].into_iter().flatten().map(|name| clean(name)).find(|name| !name.is_empty());
    let said = said.ok_or(AdditionError::NoOutlet)?;
    let known = catalogue.outlets.iter().find(|outlet| *outlet.id == *said || fold(&outlet.name) == fold(&said));
    let spelt = [slug(&said), slug(taken.url.as_deref().map(site).unwrap_or_default())].into_iter().find(|id| !id.is_empty());
    let mut is_unspelt = known.is_none() && spelt.is_none();
    let (outlet, outlet_name) = if let Some(outlet) = known {
        (outlet.id.to_string(), None)
    } else {
        let is_taken = |id: &str| catalogue.outlets.iter().any(|outlet| *outlet.id == *id);
        (free(shortened(&spelt.unwrap_or_default()), "outlet", is_taken), Some(said.clone()))
    };
    let is_taken = |id: &str| catalogue.documents.iter().any(|document| *document.id == *id);
    let title = taken.title.as_deref().map(clean).filter(|title| !title.is_empty()).unwrap_or_else(|| clean(&wish.name));
    is_unspelt |= wish.id.is_none() && slug(&title).is_empty();
    let id = match &wish.id {
        Some(id) if *id != slug(id) => return Err(AdditionError::NoSlug(id.clone())),
        Some(id) if is_taken(id) => return Err(AdditionError::Taken(id.clone())),
        Some(id) => id.clone(),
        None => free(shortened(&slug(&format!("{outlet} {title}"))), "document", is_taken),
    };
    let looks_like = copy_of.is_none().then(|| likest(catalogue, texts, text.as_str())).flatten();
    if let (Some(Resemblance { document, is_same: true, .. }), None) = (&looks_like, &wish.id) {
        return Err(AdditionError::Same(catalogue.documents[*document].id.to_string()));
    }
    let name = known.map_or(said, |outlet| outlet.name.clone());
    let document = NewDocument {
        id,
        outlet,
        outlet_name,
        title,
        author: taken.author.as_deref().map(clean),
        published: taken.published,
        url: taken.url.as_deref().map(clean),
        copy_of: copy_of.map(|original| catalogue.documents[original].id.to_string()),
        chars: text.chars(),
        sha256: text.sha256().to_owned(),
        parts: parts(taken),
    };
    Ok(Addition { document, outlet: name, looks_like, is_unspelt })
}

/// The document of `catalogue` with this id.
///
/// # Errors
///
/// Where there is none.
pub fn document(catalogue: &Catalogue, id: &str) -> Result<DocumentId, AdditionError> {
    let found = catalogue.documents.entries().find(|(_, document)| *document.id == *id).map(|(found, _)| found);
    let ids = || catalogue.documents.iter().map(|document| &*document.id);
    found.ok_or_else(|| AdditionError::Unknown(id.to_owned(), nearest(id, ids()).map(str::to_owned)))
}

/// The parts of `taken` as a catalogue has them.
fn parts(taken: &Taken) -> Vec<NewPart> {
    let part = |(kind, range): &(_, std::ops::Range<usize>)| {
        let words: Vec<&str> = taken.text[range.clone()].split_whitespace().collect();
        let (first, last) = (words.len().min(WORDS), words.len().saturating_sub(WORDS));
        let start = taken.text[..range.start].chars().count();
        let end = start + taken.text[range.clone()].chars().count();
        let narrow = |chars: usize| u32::try_from(chars).unwrap_or(u32::MAX);
        NewPart {
            kind: *kind,
            from: words[..first].join(" "),
            to: words[last..].join(" "),
            span: Span { start: narrow(start), end: narrow(end) },
        }
    };
    taken.parts.iter().map(part).collect()
}

/// The document of which `text` has most, where that is enough to look like a copy; of several the first.
fn likest(catalogue: &Catalogue, texts: &Texts, text: &str) -> Option<Resemblance> {
    let mut likest: Option<Resemblance> = None;
    for (id, document) in catalogue.documents.entries() {
        // What cannot be read is told elsewhere.
        let Ok(Some(other)) = texts.read(document) else { continue };
        if other.as_str().split_whitespace().eq(text.split_whitespace()) {
            return Some(Resemblance { document: id, share: 1.0, is_same: true });
        }
        let share = likeness(text, other.as_str());
        if share > likest.map_or(COPY, |likest| likest.share) {
            likest = Some(Resemblance { document: id, share, is_same: false });
        }
    }
    likest
}

/// `text` on one line, without what steers a terminal or makes a line read otherwise than it is written: it is written into a
/// catalogue, where people look at it.
fn clean(text: &str) -> String {
    text.replace(is_unsafe, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whose page it is: "courier.example" of `https://www.courier.example/bridge`.
pub(crate) fn site(url: &str) -> &str {
    let host = url.split("://").nth(1).unwrap_or_default().split(['/', ':', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Origin, PartKind, parse, slug::LONGEST};

    fn wish() -> Wish {
        Wish { name: "page".into(), ..Wish::default() }
    }

    fn added(taken: &Taken, wish: &Wish) -> Result<Addition, AdditionError> {
        let text = "title = 'B'\noutlet = [{ id = 'bay', name = 'Bay Courier' }]\ndocument = [{ id = 'bay-bridge-shut', outlet = 'bay', title = 'B' }]\n";
        let catalogue = parse(text).unwrap().catalogue;
        let text = Text::new(taken.text.clone().into_bytes()).unwrap();
        addition(&catalogue, &Texts::of(&Origin::BuiltIn), taken, &text, wish)
    }

    #[test]
    fn an_id_is_made_of_outlet_and_title_and_is_free() {
        let taken = |outlet: &str, title: &str| Taken {
            text: "Shut.\n".into(),
            outlet: Some(outlet.into()),
            title: Some(title.into()),
            ..Taken::default()
        };
        let ids = |taken: &Taken| {
            let document = added(taken, &wish()).unwrap().document;
            (document.id, document.outlet, document.outlet_name)
        };
        assert_eq!(ids(&taken("bay courier", "Bridge shut!")), ("bay-bridge-shut-2".into(), "bay".into(), None));
        assert_eq!(
            ids(&taken("Der Möwe", "Brücke zu")),
            ("der-mowe-brucke-zu".into(), "der-mowe".into(), Some("Der Möwe".into()))
        );
        assert_eq!(ids(&taken("渡船", "渡船")).0, "outlet");
        let url = Some("https://www.ferry.example/1".to_owned());
        assert_eq!(ids(&Taken { url, ..taken("渡船", "渡船") }).0, "ferry-example");
        let outlet = ids(&taken(&"Friends of the harbour ".repeat(5), "Shut")).1;
        assert!(outlet.len() <= LONGEST && outlet.ends_with("-harbour"), "{outlet}");
        let long = ids(&taken("bay", &"far ".repeat(40))).0;
        assert!(long.len() <= LONGEST && long.ends_with("-far"), "{long}");
    }

    #[test]
    fn what_no_id_can_be_made_of_is_told_and_nothing_unsafe_is_written() {
        let taken = |outlet: &str, title: &str| Taken {
            text: "Shut.\n".into(),
            outlet: Some(outlet.into()),
            title: Some(title.into()),
            author: Some("Ada\u{202e}\u{1b}[31m Quill".into()),
            ..Taken::default()
        };
        for (outlet, title, is_unspelt) in
            [("渡船", "Shut", true), ("Bay", "渡船", true), ("Bay", "Shut", false), ("bay courier", "Shut", false)]
        {
            assert_eq!(added(&taken(outlet, title), &wish()).unwrap().is_unspelt, is_unspelt, "{outlet} {title}");
        }
        let chosen = Wish { id: Some("ferry".into()), ..wish() };
        assert!(!added(&taken("Bay", "渡船"), &chosen).unwrap().is_unspelt);
        let document = added(&taken("The\u{2066} Gull\n", "Shut\u{7}\tagain"), &wish()).unwrap().document;
        assert_eq!((document.outlet_name.as_deref(), document.title.as_str()), (Some("The Gull"), "Shut again"));
        assert_eq!(document.author.as_deref(), Some("Ada[31m Quill"));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let taken = Taken { text: "Shut.\n".into(), ..Taken::default() };
        let refused = |wish: Wish| added(&taken, &wish).unwrap_err().to_string();
        assert!(refused(wish()).contains("--outlet NAME"));
        let bay = || Wish { outlet: Some("bay".into()), ..wish() };
        assert!(refused(Wish { id: Some("Bay!".into()), ..bay() }).contains("is no slug"));
        assert!(refused(Wish { id: Some("bay-bridge-shut".into()), ..bay() }).contains("--replace bay-bridge-shut"));
        assert!(refused(Wish { copy_of: Some("bridge".into()), ..bay() }).contains("did you mean `bay-bridge-shut`?"));
    }

    #[test]
    fn a_part_is_told_by_its_first_and_last_words() {
        let text = "Héad\n\nOne two three four five six seven.\n";
        let taken =
            Taken { text: text.into(), parts: vec![(PartKind::Headline, 0..5), (PartKind::Caption, 7..41)], ..Taken::default() };
        let parts = parts(&taken);
        assert_eq!((parts[0].from.as_str(), parts[0].to.as_str(), parts[0].span), ("Héad", "Héad", Span { start: 0, end: 4 }));
        assert_eq!(
            (parts[1].from.as_str(), parts[1].to.as_str()),
            ("One two three four five six", "two three four five six seven.")
        );
    }
}
