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
//! | links `contradicts` between codes, `copy of` between sources | those keys |
//! | descriptions, notes on codes and selections | notes |
//! | the variables author, published, genre, language and url; kind of a case | those keys |
//!
//! - `codes`: the codes
//! - `sources`: the sources, with the cases that they are of
//!
//! A name in the archive is looked up in the archive alone. What has no place in a catalogue is told.

mod codes;
mod sources;

use std::collections::{BTreeMap, HashMap, HashSet};

use self::{
    codes::Codes,
    sources::{Sources, TextSource, text_of},
};
use super::{
    ImportError, LIMIT, MOST,
    columns::{UNDECIDED, undecided_of},
    incoming::{Incoming, Name, Row},
    reading::{Selected, Source, reading},
    tree::{Node, tree},
};
use crate::{
    catalogue::{Kind, Span, Stance, edit::Value, texts::Text},
    intake::archive::{Archive, ArchiveError},
    text::{clean::displayable, fold::fold},
};

/// Titles that are taken, folded: what is called alike would be one row.
#[derive(Default)]
struct Titles(HashSet<String>);

impl Titles {
    /// What something of this `name` is called, so that nothing else is called alike.
    fn free(&mut self, name: &str) -> String {
        let mut title = name.to_owned();
        for number in 2.. {
            if self.0.insert(fold(&displayable(&title)).into_owned()) {
                break;
            }
            title = format!("{name} ({number})");
        }
        title
    }
}

/// How often something was met that has no place in a catalogue.
#[derive(Default)]
struct Left(BTreeMap<String, usize>);

impl Left {
    fn add(&mut self, what: impl Into<String>, number: usize) {
        if number > 0 {
            *self.0.entry(what.into()).or_default() += number;
        }
    }
}

/// What the archive `bytes` holds.
pub(super) fn take(bytes: &[u8]) -> Result<Incoming, ImportError> {
    let broken = |why: &str| ImportError::Broken("REFI-QDA", why.to_owned());
    let failed = |error| match error {
        ArchiveError::TooLarge => ImportError::TooLarge,
        ArchiveError::Broken(why) => broken(&why),
    };
    let mut archive = Archive::open(bytes, LIMIT).map_err(failed)?;
    let names = archive.names();
    let project = names.iter().find(|name| !name.contains('/') && name.to_ascii_lowercase().ends_with(".qde"));
    let project = archive.read(project.ok_or_else(|| broken("it has no project.qde"))?).map_err(failed)?.unwrap_or_default();
    let project = Text::new(project).map_err(|_| broken("its project is no text"))?;
    let root = tree(project.as_str())?;
    let origin = root.get("origin").filter(|origin| !origin.is_empty());
    let is_own = origin.is_some_and(|origin| origin.starts_with("parallax "));
    let codes = Codes::of(&root, is_own);
    let mut left = Left::default();
    let mut sources = Sources::of(&root, &mut left);
    // Some programs write `sources`, others `Sources`.
    let files: HashMap<String, &String> = names.iter().map(|name| (name.to_ascii_lowercase(), name)).collect();
    for node in root.below("Sources") {
        let path = text_of(node).and_then(|text| text.get("plainTextPath")?.strip_prefix("internal://"));
        let path = path.map(|path| format!("sources/{}", path.trim_start_matches('/').to_ascii_lowercase()));
        let file = path.and_then(|path| files.get(&path));
        let content = file.map(|name| archive.read(name)).transpose().map_err(failed)?.flatten();
        sources.take(node, content, &mut left);
    }
    let source = origin.map_or_else(|| "a REFI-QDA project".to_owned(), |origin| format!("a REFI-QDA project of {origin}"));
    let incoming = Incoming { source, rows: std::mem::take(&mut sources.rows), ..Incoming::default() };
    Project { notes: notes(&root), root: &root, is_own, codes, left }.finished(incoming, sources.texts)
}

/// The notes of a project, by their GUIDs.
fn notes(root: &Node) -> HashMap<&str, &Node> {
    root.below("Notes").iter().filter_map(|node| Some((node.get("guid")?, node))).collect()
}

struct Project<'n> {
    root: &'n Node,
    /// Whether parallax wrote it.
    is_own: bool,
    codes: Codes<'n>,
    notes: HashMap<&'n str, &'n Node>,
    left: Left,
}

impl<'n> Project<'n> {
    /// `incoming`, which has outlets and documents, with codes, excerpts, texts, and what has no place.
    fn finished(mut self, mut incoming: Incoming, texts: Vec<TextSource<'n>>) -> Result<Incoming, ImportError> {
        let (rows, links) = self.codes.rows(self.root.below("Links"), |node| self.noted(node));
        incoming.rows.extend(rows);
        let (nodes, read): (Vec<(&Node, String)>, Vec<Source>) =
            texts.into_iter().map(|TextSource { node, title, source }| ((node, title), source)).unzip();
        let copies = copies(self.root.below("Links"), &nodes, &mut incoming.rows);
        self.left.add("links", links - copies);
        self.excerpts(&mut incoming, &nodes, &read)?;
        self.rest(nodes.iter().map(|(node, _)| *node));
        let texts = nodes.into_iter().zip(read).map(|((_, title), source)| (Name::Title(title), source.text));
        incoming.texts.extend(texts);
        let left = self.left.0.into_iter().map(|(what, number)| format!("left out: {what}: {number}"));
        incoming.told.extend(left);
        Ok(incoming)
    }

    /// Takes the selections in these sources, which are called so, and were `read`.
    fn excerpts(&mut self, incoming: &mut Incoming, titled: &[(&'n Node, String)], read: &[Source]) -> Result<(), ImportError> {
        let selections: Vec<(usize, &Node)> =
            (0..).zip(titled).flat_map(|(at, (node, _))| node.all("PlainTextSelection").map(move |node| (at, node))).collect();
        let counted = reading(read, selections.iter().filter_map(|&(at, node)| Some((at, selected(node)?))));
        let (mut undecided, mut filed) = (0, HashSet::new());
        for &(at, node) in &selections {
            let codes = node.all("Coding").flat_map(|coding| coding.all("CodeRef")).filter_map(|code| code.get("targetGUID"));
            let codes: Vec<&str> = codes.collect();
            let claims: Vec<(String, Option<Stance>)> =
                codes.iter().filter_map(|code| self.codes.claim(code)).map(|code| (code.claim.clone(), code.stance)).collect();
            if claims.is_empty() {
                self.left.add("selections without a code that is a claim", 1);
                continue;
            }
            let Some(range) = selected(node).and_then(|selected| read[at].range(&selected, counted)) else {
                self.left.add("selections without words, or beyond the end of their text", 1);
                continue;
            };
            let title = &titled[at].1;
            let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let described = node.said("Description").unwrap_or_default();
            let (cue, figure, described) = if self.is_own { taken_apart(described) } else { (None, None, described) };
            let notes = [Some(described.to_owned()).filter(|words| !words.is_empty()), self.noted(node)];
            let named = |kind| codes.iter().filter_map(|code| self.codes.other(code, kind)).collect::<Vec<Name>>();
            let excerpt = Row::excerpt(format!("“{title}”, {}", range.start))
                .refer("document", [Name::Title(title.clone())])
                .refer("speaker", named(Kind::Speaker).into_iter().take(1))
                .refer("frames", named(Kind::Frame))
                .text("quote", Some(&read[at].quote(&range)))
                .text("cue", cue)
                .text("figure", figure)
                .with("span", Some(Value::Span(Span { start: narrow(range.start), end: narrow(range.end) })))
                .text("note", Some(&notes.into_iter().flatten().collect::<Vec<_>>().join("\n")));
            for (claim, stance) in claims {
                // Two people who code alike make one excerpt.
                if !filed.insert((at, range.clone(), claim.clone(), stance)) {
                    self.left.add("codings that another one says already", 1);
                    continue;
                }
                undecided += usize::from(stance.is_none());
                let stance = Some(stance.map_or(UNDECIDED, Stance::name));
                incoming.rows.push(excerpt.clone().refer("claim", [Name::Title(claim)]).text("stance", stance));
            }
            if incoming.rows.len() > MOST {
                return Err(ImportError::TooMany);
            }
        }
        incoming.told.extend((!selections.is_empty()).then(|| counted.to_string()));
        incoming.told.extend(undecided_of(undecided));
        Ok(())
    }

    /// The words of the notes on something.
    fn noted(&self, node: &'n Node) -> Option<String> {
        let notes = node.all("NoteRef").filter_map(|note| self.notes.get(note.get("targetGUID")?)?.said("PlainTextContent"));
        let notes: Vec<&str> = notes.collect();
        (!notes.is_empty()).then(|| notes.join("\n"))
    }

    /// Counts what else there is, beside what is in these sources.
    fn rest(&mut self, sources: impl Iterator<Item = &'n Node>) {
        let selections = sources.flat_map(|source| source.all("PlainTextSelection"));
        let noted = self.codes.nodes().chain(selections).flat_map(|node| node.all("NoteRef"));
        let noted: HashSet<&str> = noted.filter_map(|note| note.get("targetGUID")).collect();
        self.left.add("notes on other things", self.notes.keys().filter(|note| !noted.contains(**note)).count());
        self.left.add("sets", self.root.below("Sets").len());
        self.left.add("graphs", self.root.below("Graphs").len());
    }
}

/// Has the documents among `rows` say what they are copies of, as `links` between their sources do; how many of these there are.
fn copies(links: &[Node], titled: &[(&Node, String)], rows: &mut [Row]) -> usize {
    let title =
        |guid: Option<&str>| titled.iter().find(|(node, _)| guid.is_some() && node.get("guid") == guid).map(|(_, title)| title);
    let mut copies = 0;
    for link in links.iter().filter(|link| link.get("name") == Some("copy of")) {
        let ends = [title(link.get("originGUID")), title(link.get("targetGUID"))];
        let [Some(copy), Some(original)] = ends.map(|title| title.cloned().map(Name::Title)) else { continue };
        if let Some(row) = rows.iter_mut().find(|row| row.kind == Kind::Document && row.name == copy) {
            row.refs.push(("copy_of", vec![original]));
            copies += 1;
        }
    }
    copies
}

/// The cue, the figure and the note of what `export qdpx` wrote as one description.
fn taken_apart(described: &str) -> (Option<&str>, Option<&str>, &str) {
    let mut rest = described;
    let mut line = |name| {
        let (first, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        let value = first.strip_prefix(name)?;
        rest = behind;
        Some(value)
    };
    let (cue, figure) = (line("cue: "), line("figure: "));
    (cue, figure, rest)
}

/// The positions of a selection, and what it is called; none where they are no numbers.
fn selected(node: &Node) -> Option<Selected<'_>> {
    let end = |name| node.get(name)?.trim().parse().ok();
    Some(Selected { start: end("startPosition")?, end: end("endPosition")?, name: node.get("name").unwrap_or_default() })
}
