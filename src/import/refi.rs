//! Projects of qualitative analysis, REFI-QDA 1.5: of QualCoder, MAXQDA, ATLAS.ti, NVivo, and what `export qdpx` writes.
//!
//! | in a project | in a catalogue |
//! |---|---|
//! | a text source, and the text of a PDF | a document with its text |
//! | a case with sources | the outlet of these documents |
//! | a code | a claim, to be looked at; a code named `CLAIM: STANCE` below it, that stance |
//! | the outermost code that nothing can be coded with | the event of the claims in it |
//! | other codes around a code | its topics |
//! | a coded selection | an excerpt for each of its codes |
//! | descriptions, notes on codes and selections | notes |
//! | the variables author, published, genre and url; kind of a case | those keys |
//!
//! A name in the archive is looked up in the archive alone. What has no place in a catalogue is told.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    ImportError, LIMIT, MOST,
    columns::{UNDECIDED, undecided_of},
    incoming::{Incoming, Name, Row},
    json::date,
    reading::{Selected, Source, reading},
    tree::{Node, tree},
};
use crate::{
    catalogue::{Genre, Kind, Span, Stance, edit::Value, texts::Text},
    intake::archive::{Archive, ArchiveError},
};

/// What the archive `bytes` holds.
pub(super) fn take(bytes: &[u8]) -> Result<Incoming, ImportError> {
    let broken = |why: String| ImportError::Broken("REFI-QDA", why);
    let failed = |error| match error {
        ArchiveError::TooLarge => ImportError::TooLarge,
        ArchiveError::Broken(why) => broken(why),
    };
    let mut archive = Archive::open(bytes, LIMIT).map_err(failed)?;
    let names = archive.names();
    let project = names.iter().find(|name| !name.contains('/') && name.to_ascii_lowercase().ends_with(".qde"));
    let project = project.ok_or_else(|| broken("it has no project.qde".to_owned()))?;
    let project = archive.read(project).map_err(failed)?.unwrap_or_default();
    let project = Text::new(project).map_err(|_| broken("its project is no text".to_owned()))?;
    let root = tree(project.as_str())?;
    // Some programs write `sources`, others `Sources`.
    let files: HashMap<String, &String> = names.iter().map(|name| (name.to_ascii_lowercase(), name)).collect();
    let mut import = Import::new(&root);
    for node in root.below("Sources") {
        let content = match Import::path(node) {
            Some(path) => match files.get(&format!("sources/{}", path.to_ascii_lowercase())) {
                Some(name) => archive.read(name).map_err(failed)?,
                None => None,
            },
            None => None,
        };
        import.source(node, content);
    }
    import.finish()
}

/// A code of the codebook.
struct Code<'n> {
    node: &'n Node,
    claim: String,
    /// The stance that it stands for, on the claim that it is below.
    stance: Option<Stance>,
    event: Option<&'n str>,
    topics: Vec<&'n str>,
}

/// What a speaker or a frame of an export of parallax is.
type Coded = (Kind, String);

struct Import<'n> {
    root: &'n Node,
    incoming: Incoming,
    codes: HashMap<&'n str, Code<'n>>,
    /// The codes of speakers and frames, which are no claims.
    others: HashMap<&'n str, Coded>,
    order: Vec<&'n str>,
    notes: HashMap<&'n str, &'n Node>,
    variables: HashMap<&'n str, &'n str>,
    /// The case that a source is of.
    cases: HashMap<&'n str, &'n str>,
    /// Sources whose texts are there, with what they are called.
    sources: Vec<(&'n Node, String, Source)>,
    titles: HashSet<String>,
    /// How often something was met that has no place.
    left: BTreeMap<String, usize>,
}

impl<'n> Import<'n> {
    fn new(root: &'n Node) -> Self {
        let by_guid = |list: &'static str| root.below(list).iter().filter_map(|node| Some((node.get("guid")?, node)));
        let origin = root.get("origin").filter(|origin| !origin.is_empty());
        let source = origin.map_or_else(|| "a REFI-QDA project".to_owned(), |origin| format!("a REFI-QDA project of {origin}"));
        let mut import = Self {
            root,
            incoming: Incoming { source, ..Incoming::default() },
            codes: HashMap::new(),
            others: HashMap::new(),
            order: Vec::new(),
            notes: by_guid("Notes").collect(),
            variables: by_guid("Variables").filter_map(|(guid, node)| Some((guid, node.get("name")?))).collect(),
            cases: HashMap::new(),
            sources: Vec::new(),
            titles: HashSet::new(),
            left: BTreeMap::new(),
        };
        let is_own = origin.is_some_and(|origin| origin.starts_with("parallax "));
        let codes: Vec<&Node> = root.all("CodeBook").flat_map(|book| book.below("Codes")).collect();
        let mut names: HashMap<&str, usize> = HashMap::new();
        count(&codes, &mut names);
        for node in codes {
            match node.get("name").filter(|_| is_own && node.get("isCodable") == Some("false")) {
                Some("Speakers") => import.coded(node, Kind::Speaker),
                Some("Frames") => import.coded(node, Kind::Frame),
                _ => import.code(node, None, &mut Vec::new(), &names),
            }
        }
        import.outlets();
        import
    }

    fn leave(&mut self, what: impl Into<String>, number: usize) {
        if number > 0 {
            *self.left.entry(what.into()).or_default() += number;
        }
    }

    /// Takes the codes in `group`, which are rows of `kind`.
    fn coded(&mut self, group: &'n Node, kind: Kind) {
        for node in group.all("Code") {
            if let (Some(guid), Some(name)) = (node.get("guid"), node.get("name")) {
                self.others.insert(guid, (kind, name.to_owned()));
                let about = if kind == Kind::Frame { "definition" } else { "note" };
                let row = Row::named(kind, name, format!("code “{name}”")).text(about, node.said("Description"));
                self.incoming.rows.push(row);
            }
        }
    }

    /// Takes a code and those in it; `around` are the codes that it is in, of which `event` is no topic.
    fn code(&mut self, node: &'n Node, event: Option<&'n str>, around: &mut Vec<&'n str>, names: &HashMap<&str, usize>) {
        let name = node.get("name").unwrap_or_default();
        let codes = || node.all("Code");
        if node.get("isCodable") == Some("false") && event.is_none() && around.is_empty() && codes().next().is_some() {
            codes().for_each(|code| self.code(code, Some(name), around, names));
            return;
        }
        let stance = around.last().and_then(|parent| name.strip_prefix(*parent)?.strip_prefix(": "));
        let stance = stance.and_then(|stance| Stance::ALL.into_iter().find(|other| other.name() == stance));
        let claim = match (stance, around.last()) {
            (Some(_), Some(parent)) => (*parent).to_owned(),
            // Names that several codes have are told apart by what they are in.
            (None, Some(parent)) if names.get(name).is_some_and(|&number| number > 1) => format!("{parent}: {name}"),
            _ => name.to_owned(),
        };
        if let Some(guid) = node.get("guid") {
            let topics = if stance.is_some() { Vec::new() } else { around.clone() };
            self.order.push(guid);
            self.codes.insert(guid, Code { node, claim, stance, event, topics });
        }
        around.push(name);
        codes().for_each(|code| self.code(code, event, around, names));
        around.pop();
    }

    /// Takes the cases that are of a source.
    fn outlets(&mut self) {
        for case in self.root.below("Cases") {
            let name = case.get("name").unwrap_or_default();
            let sources: Vec<&str> = case.all("SourceRef").filter_map(|source| source.get("targetGUID")).collect();
            if sources.is_empty() || name.trim().is_empty() {
                self.leave("cases without a source", 1);
                continue;
            }
            let mut row = Row::named(Kind::Outlet, name, format!("case “{name}”")).text("note", case.said("Description"));
            for (variable, value) in self.values(case) {
                match variable {
                    "kind" => row = row.text("kind", Some(value)),
                    _ => self.leave(format!("values of the variable “{variable}”"), 1),
                }
            }
            self.incoming.rows.push(row);
            for source in sources {
                if *self.cases.entry(source).or_insert(name) != name {
                    self.leave("further cases of a source", 1);
                }
            }
            self.leave("selections in cases", case.all("SelectionRef").count());
        }
    }

    /// The variables of a source or a case, each with its value.
    fn values(&self, node: &'n Node) -> Vec<(&'n str, &'n str)> {
        let value = |value: &'n Node| {
            let variable = value.all("VariableRef").next()?.get("targetGUID")?;
            let said = value.children.iter().find(|child| &*child.name != "VariableRef")?.words.trim();
            Some((*self.variables.get(variable)?, said)).filter(|(_, said)| !said.is_empty())
        };
        node.all("VariableValue").filter_map(value).collect()
    }

    /// The part of a source that is text.
    fn text_of(node: &'n Node) -> Option<&'n Node> {
        match &*node.name {
            "TextSource" => Some(node),
            "PDFSource" => node.all("Representation").next(),
            _ => None,
        }
    }

    /// What the file in the archive is called that has the text of a source.
    fn path(node: &'n Node) -> Option<&'n str> {
        Self::text_of(node)?.get("plainTextPath")?.strip_prefix("internal://").map(|path| path.trim_start_matches('/'))
    }

    /// Takes a source, with the `content` of its file.
    fn source(&mut self, node: &'n Node, content: Option<Vec<u8>>) {
        let name = node.get("name").map(str::trim).filter(|name| !name.is_empty()).unwrap_or("Without a name").to_owned();
        let Some(text) = Self::text_of(node) else {
            self.leave(format!("sources that are no text ({})", node.name), 1);
            return;
        };
        let content = content.or_else(|| {
            text.said("PlainTextContent")
                .map(|_| text.all("PlainTextContent"))
                .and_then(|mut content| content.next())
                .map(|content| content.words.clone().into_bytes())
        });
        let Some(content) = content.and_then(|content| Text::new(content).ok()) else {
            self.incoming.told.push(format!("left out: source “{name}”: its text is not in the file"));
            return;
        };
        // Two sources of one name are two documents.
        let title = (1..).map(|number| if number == 1 { name.clone() } else { format!("{name} ({number})") });
        let title = title.into_iter().find(|title| self.titles.insert(title.to_lowercase())).unwrap_or(name);
        let mut row = Row::new(Kind::Document, Name::Title(title.clone()), format!("source “{title}”"))
            .text("title", Some(&title))
            .text("note", node.said("Description"));
        let guids = [node.get("guid"), text.get("guid")];
        let case = guids.into_iter().flatten().find_map(|guid| self.cases.get(guid)).copied();
        row = row.refer("outlet", case.map(|case| Name::Title(case.to_owned())));
        for (variable, value) in self.values(node) {
            row = match variable {
                "author" | "url" => row.text(if variable == "url" { "url" } else { "author" }, Some(value)),
                "language" => row.text("language", Some(value)),
                "published" if date(value).is_some() => row.with("published", date(value).map(Value::Bare)),
                "published_about" if value == "true" => row.with("published_about", Some(Value::Bare("true".to_owned()))),
                "genre" if Genre::ALL.iter().any(|genre| genre.name() == value) => row.text("genre", Some(value)),
                _ => {
                    self.leave(format!("values of the variable “{variable}”"), 1);
                    row
                }
            };
        }
        let source = Source::new(content.as_str());
        self.incoming.texts.push((row.name.clone(), source.text.clone()));
        self.incoming.rows.push(row);
        self.leave(
            "codings of a whole source",
            node.all("Coding").count() + if std::ptr::eq(node, text) { 0 } else { text.all("Coding").count() },
        );
        self.leave("selections on pages of a PDF", node.all("PDFSelection").count());
        self.sources.push((text, title, source));
    }

    fn finish(mut self) -> Result<Incoming, ImportError> {
        self.claims();
        let sources = std::mem::take(&mut self.sources);
        let texts: Vec<&Node> = sources.iter().map(|(node, ..)| *node).collect();
        let selections = || {
            let of = |(at, node): (usize, &&'n Node)| {
                let node: &'n Node = node;
                node.all("PlainTextSelection").filter_map(move |node| Some((at, node, selected(node)?)))
            };
            texts.iter().enumerate().flat_map(of)
        };
        let all: usize = texts.iter().map(|node| node.all("PlainTextSelection").count()).sum();
        let (titles, read): (Vec<String>, Vec<Source>) = sources.into_iter().map(|(_, title, source)| (title, source)).unzip();
        let counted = reading(&read, selections().map(|(at, _, selected)| (at, selected)));
        let (mut taken, mut undecided) = (0, 0);
        for (at, node, selected) in selections() {
            taken += 1;
            let codes: Vec<&str> =
                node.all("Coding").flat_map(|coding| coding.all("CodeRef")).filter_map(|code| code.get("targetGUID")).collect();
            let claims: Vec<(&Code<'n>, Option<Stance>)> =
                codes.iter().filter_map(|code| self.codes.get(code)).map(|code| (code, code.stance)).collect();
            if claims.is_empty() {
                self.leave("selections without a code that is a claim", 1);
                continue;
            }
            let Some(range) = read[at].range(&selected, counted) else {
                self.leave("selections without words, or beyond the end of their text", 1);
                continue;
            };
            let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let span = Span { start: narrow(range.start), end: narrow(range.end) };
            let place = format!("“{}”, {}", titles[at], range.start);
            let others =
                |kind: Kind| codes.iter().filter_map(|code| self.others.get(code)).filter(move |(other, _)| *other == kind);
            let named = |kind| others(kind).map(|(_, name)| Name::Title(name.clone()));
            let note = [node.said("Description").map(str::to_owned), self.noted(node)];
            let note: Vec<String> = note.into_iter().flatten().collect();
            let mut rows = Vec::new();
            for (code, stance) in claims {
                undecided += usize::from(stance.is_none());
                rows.push(
                    Row::excerpt(&place)
                        .refer("claim", [Name::Title(code.claim.clone())])
                        .refer("document", [Name::Title(titles[at].clone())])
                        .refer("speaker", named(Kind::Speaker).take(1))
                        .refer("frames", named(Kind::Frame))
                        .text("stance", Some(stance.map_or(UNDECIDED, Stance::name)))
                        .text("quote", Some(&read[at].quote(&range)))
                        .with("span", Some(Value::Span(span)))
                        .text("note", Some(&note.join("\n"))),
                );
            }
            self.incoming.rows.extend(rows);
            if self.incoming.rows.len() > MOST {
                return Err(ImportError::TooMany);
            }
        }
        self.leave("selections whose positions are no numbers", all - taken);
        if taken > 0 {
            self.incoming.told.push(counted.to_string());
        }
        self.incoming.told.extend(undecided_of(undecided));
        self.rest();
        let left = std::mem::take(&mut self.left);
        self.incoming.told.extend(left.into_iter().map(|(what, number)| format!("left out: {what}: {number}")));
        Ok(self.incoming)
    }

    /// Takes the codes as claims.
    fn claims(&mut self) {
        let mut contradicts: HashMap<&str, Vec<Name>> = HashMap::new();
        for link in self.root.below("Links") {
            let ends = [link.get("originGUID"), link.get("targetGUID")].map(|guid| self.codes.get(guid.unwrap_or_default()));
            match (link.get("name"), ends) {
                (Some("contradicts"), [Some(from), Some(to)]) => {
                    let guid = from.node.get("guid").unwrap_or_default();
                    contradicts.entry(guid).or_default().push(Name::Title(to.claim.clone()));
                }
                _ => *self.left.entry("links".to_owned()).or_default() += 1,
            }
        }
        for guid in &self.order {
            let Some(code) = self.codes.get(guid).filter(|code| code.stance.is_none()) else { continue };
            let at = format!("code “{}”", code.claim);
            self.incoming.rows.extend(code.event.map(|event| Row::named(Kind::Event, event, &at)));
            let topics: Vec<String> = code.topics.iter().map(|&topic| topic.to_owned()).collect();
            let row = Row::named(Kind::Claim, &code.claim, at)
                .text("text", code.node.said("Description"))
                .with("topics", (!topics.is_empty()).then_some(Value::Words(topics)))
                .text("note", self.noted(code.node).as_deref())
                .refer("event", code.event.map(|event| Name::Title(event.to_owned())))
                .refer("contradicts", contradicts.remove(guid).unwrap_or_default());
            self.incoming.rows.push(Row { is_mere_name: false, ..row });
        }
    }

    /// The words of the notes on something.
    fn noted(&self, node: &'n Node) -> Option<String> {
        let notes = node.all("NoteRef").filter_map(|note| self.notes.get(note.get("targetGUID")?)?.said("PlainTextContent"));
        let notes: Vec<&str> = notes.collect();
        (!notes.is_empty()).then(|| notes.join("\n"))
    }

    /// Tells what else there is.
    fn rest(&mut self) {
        let on_codes = self.codes.values().map(|code| code.node);
        let selections =
            self.root.below("Sources").iter().filter_map(Self::text_of).flat_map(|text| text.all("PlainTextSelection"));
        let noted: HashSet<&str> =
            on_codes.chain(selections).flat_map(|node| node.all("NoteRef")).filter_map(|note| note.get("targetGUID")).collect();
        let others = self.notes.keys().filter(|note| !noted.contains(**note)).count();
        self.leave("notes on other things", others);
        let lists = [("Sets", "sets"), ("Graphs", "graphs")];
        for (name, what) in lists {
            let number = self.root.below(name).len();
            self.leave(what, number);
        }
    }
}

/// How many codes have each name.
fn count<'n>(codes: &[&'n Node], names: &mut HashMap<&'n str, usize>) {
    for code in codes {
        *names.entry(code.get("name").unwrap_or_default()).or_default() += 1;
        count(&code.all("Code").collect::<Vec<_>>(), names);
    }
}

/// The positions of a selection, and what it is called.
fn selected(node: &Node) -> Option<Selected<'_>> {
    let end = |name| node.get(name)?.trim().parse().ok();
    Some(Selected { start: end("startPosition")?, end: end("endPosition")?, name: node.get("name").unwrap_or_default() })
}
