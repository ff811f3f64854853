//! The codes of a project: claims with their stances, and, in what `export qdpx` wrote, speakers and frames.

use std::collections::HashMap;

use super::Titles;
use crate::{
    catalogue::{Kind, Stance, edit::Value},
    import::{
        incoming::{Name, Row},
        tree::Node,
    },
};

/// A code that is a claim, or a stance on one.
pub(super) struct Code<'n> {
    pub(super) node: &'n Node,
    /// What the claim is called.
    pub(super) claim: String,
    /// The stance that it stands for, on the claim that it is below.
    pub(super) stance: Option<Stance>,
    /// What the outermost code around it is called, where nothing can be coded with that.
    event: Option<&'n str>,
    /// What the other codes around it are called.
    topics: Vec<&'n str>,
}

/// The codes of a project, by their GUIDs.
#[derive(Default)]
pub(super) struct Codes<'n> {
    claims: HashMap<&'n str, Code<'n>>,
    /// Those that are speakers or frames, by what they are called.
    others: HashMap<&'n str, (Kind, &'n str)>,
    /// All in the order of the project, each with what is said of it.
    order: Vec<&'n str>,
    /// Titles of claims that are taken.
    titles: Titles,
    nodes: HashMap<&'n str, &'n Node>,
}

impl<'n> Codes<'n> {
    /// Those of the project `root`, which `is_own` where parallax wrote it.
    pub(super) fn of(root: &'n Node, is_own: bool) -> Self {
        let mut codes = Self::default();
        let all: Vec<&Node> = root.all("CodeBook").flat_map(|book| book.below("Codes")).collect();
        let mut names: HashMap<&str, usize> = HashMap::new();
        count(&all, &mut names);
        for node in all {
            match node.get("name").filter(|_| is_own && node.get("isCodable") == Some("false")) {
                Some("Speakers") => codes.take_group(node, Kind::Speaker),
                Some("Frames") => codes.take_group(node, Kind::Frame),
                _ => codes.take(node, None, &mut Vec::new(), &names),
            }
        }
        codes
    }

    /// Takes the codes in `group`, which are rows of `kind`.
    fn take_group(&mut self, group: &'n Node, kind: Kind) {
        for node in group.all("Code") {
            if let (Some(guid), Some(name)) = (node.get("guid"), node.get("name")) {
                self.order.push(guid);
                self.nodes.insert(guid, node);
                self.others.insert(guid, (kind, name));
            }
        }
    }

    /// Takes a code and those in it; `around` are the codes that it is in, but for the one that is the `event`.
    fn take(
        &mut self,
        node: &'n Node,
        event: Option<&'n str>,
        around: &mut Vec<(&'n str, String)>,
        names: &HashMap<&str, usize>,
    ) {
        let name = node.get("name").unwrap_or_default();
        let within = || node.all("Code");
        if node.get("isCodable") == Some("false") && event.is_none() && around.is_empty() && within().next().is_some() {
            within().for_each(|code| self.take(code, Some(name), around, names));
            return;
        }
        let stance = around.last().and_then(|(parent, _)| name.strip_prefix(parent)?.strip_prefix(": "));
        let stance = stance.and_then(|stance| Stance::ALL.into_iter().find(|other| other.name() == stance));
        let claim = match (stance, around.last()) {
            (Some(_), Some((_, claim))) => claim.clone(),
            // Names that several codes have are told apart by what they are in.
            (None, Some((parent, _))) if names.get(name).is_some_and(|&number| number > 1) => {
                self.titles.free(&format!("{parent}: {name}"))
            }
            _ => self.titles.free(name),
        };
        if let Some(guid) = node.get("guid") {
            let topics = around.iter().filter(|_| stance.is_none()).map(|(topic, _)| *topic).collect();
            self.order.push(guid);
            self.claims.insert(guid, Code { node, claim: claim.clone(), stance, event, topics });
        }
        around.push((name, claim));
        within().for_each(|code| self.take(code, event, around, names));
        around.pop();
    }

    /// The code of this GUID that is a claim, or a stance on one.
    pub(super) fn claim(&self, guid: &str) -> Option<&Code<'n>> {
        self.claims.get(guid)
    }

    /// What the code of this GUID is called, where that is of this `kind`: a speaker, a frame.
    pub(super) fn other(&self, guid: &str, kind: Kind) -> Option<Name> {
        self.others.get(guid).filter(|(other, _)| *other == kind).map(|(_, name)| Name::Title((*name).to_owned()))
    }

    /// The elements that say what claims are.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &'n Node> {
        self.claims.values().map(|code| code.node)
    }

    /// The rows that they are, with the words of notes as `noted` finds them; and how many of the `links` are no contradictions.
    pub(super) fn rows(&self, links: &'n [Node], noted: impl Fn(&'n Node) -> Option<String>) -> (Vec<Row>, usize) {
        let mut contradicts: HashMap<&str, Vec<Name>> = HashMap::new();
        let mut left = 0;
        for link in links {
            let ends = [link.get("originGUID"), link.get("targetGUID")].map(|guid| self.claim(guid?));
            match (link.get("name"), ends) {
                (Some("contradicts"), [Some(from), Some(to)]) if from.claim != to.claim => {
                    contradicts.entry(&from.claim).or_default().push(Name::Title(to.claim.clone()));
                }
                _ => left += 1,
            }
        }
        let mut rows = Vec::new();
        for guid in &self.order {
            if let (Some(&(kind, name)), Some(node)) = (self.others.get(guid), self.nodes.get(guid)) {
                let about = if kind == Kind::Frame { "definition" } else { "note" };
                rows.push(Row::named(kind, name, format!("code “{name}”")).text(about, node.said("Description")));
            }
            let Some(code) = self.claim(guid).filter(|code| code.stance.is_none()) else { continue };
            let at = format!("code “{}”", code.claim);
            rows.extend(code.event.map(|event| Row::named(Kind::Event, event, &at)));
            let topics: Vec<String> = code.topics.iter().map(|&topic| topic.to_owned()).collect();
            let row = Row::named(Kind::Claim, &code.claim, at)
                .text("text", code.node.said("Description"))
                .with("topics", (!topics.is_empty()).then_some(Value::Words(topics)))
                .text("note", noted(code.node).as_deref())
                .refer("event", code.event.map(|event| Name::Title(event.to_owned())))
                .refer("contradicts", contradicts.remove(&*code.claim).unwrap_or_default());
            rows.push(Row { is_mere_name: false, ..row });
        }
        (rows, left)
    }
}

/// How many codes have each name.
fn count<'n>(codes: &[&'n Node], names: &mut HashMap<&'n str, usize>) {
    for code in codes {
        *names.entry(code.get("name").unwrap_or_default()).or_default() += 1;
        count(&code.all("Code").collect::<Vec<_>>(), names);
    }
}
