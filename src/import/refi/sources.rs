//! The sources of a project as documents with their texts, and its cases as the outlets of these.

use std::{collections::HashMap, ptr};

use super::{Left, Titles};
use crate::{
    catalogue::{
        Genre, Kind,
        edit::Value,
        texts::{LIMIT, Text},
    },
    import::{
        incoming::{Name, Row},
        json::date,
        reading::Source,
        tree::Node,
    },
};

/// A source whose text is there.
pub(super) struct TextSource<'n> {
    /// What is selected and coded of it stands in it.
    pub(super) node: &'n Node,
    /// What its document is called.
    pub(super) title: String,
    pub(super) source: Source,
}

/// The sources of a project, while they are taken.
pub(super) struct Sources<'n> {
    /// What variables are called.
    variables: HashMap<&'n str, &'n str>,
    /// The case that a source is of.
    cases: HashMap<&'n str, &'n str>,
    /// Titles that are taken.
    titles: Titles,
    /// Those whose texts are there.
    pub(super) texts: Vec<TextSource<'n>>,
    /// The rows of outlets and documents.
    pub(super) rows: Vec<Row>,
}

impl<'n> Sources<'n> {
    /// Those of the project `root`, of which the cases are taken already.
    pub(super) fn of(root: &'n Node, left: &mut Left) -> Self {
        let variables = root.below("Variables").iter().filter_map(|node| Some((node.get("guid")?, node.get("name")?)));
        let mut sources = Self {
            variables: variables.collect(),
            cases: HashMap::new(),
            titles: Titles::default(),
            texts: Vec::new(),
            rows: Vec::new(),
        };
        for case in root.below("Cases") {
            sources.take_case(case, left);
        }
        sources
    }

    /// Takes a case as the outlet of its sources.
    fn take_case(&mut self, case: &'n Node, left: &mut Left) {
        let name = case.get("name").unwrap_or_default();
        let sources: Vec<&str> = case.all("SourceRef").filter_map(|source| source.get("targetGUID")).collect();
        left.add("selections in cases", case.all("SelectionRef").count());
        if sources.is_empty() || name.trim().is_empty() {
            left.add("cases without a source", 1);
            return;
        }
        let mut row = Row::named(Kind::Outlet, name, format!("case “{name}”")).text("note", case.said("Description"));
        for (variable, value) in self.values(case) {
            match variable {
                "kind" => row = row.text("kind", Some(value)),
                _ => left.add(format!("values of the variable “{variable}”"), 1),
            }
        }
        self.rows.push(row);
        for source in sources {
            left.add("further cases of a source", usize::from(*self.cases.entry(source).or_insert(name) != name));
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

    /// Takes a source, with the `content` of its file where there is one.
    pub(super) fn take(&mut self, node: &'n Node, content: Option<Vec<u8>>, left: &mut Left) {
        let name = node.get("name").map(str::trim).filter(|name| !name.is_empty()).unwrap_or("Without a name");
        let Some(text) = text_of(node) else {
            left.add(format!("sources that are no text ({})", node.name), 1);
            return;
        };
        let within = || text.all("PlainTextContent").next().map(|content| content.words.clone().into_bytes());
        let content = content.or_else(within).filter(|content| !content.is_empty() && content.len() as u64 <= LIMIT);
        let Some(content) = content.and_then(|content| Text::new(content).ok()) else {
            left.add(format!("sources without a text that can be read (“{name}”)"), 1);
            return;
        };
        let title = self.titles.free(name);
        let at = format!("source “{title}”");
        let document = Row::new(Kind::Document, Name::Title(title.clone()), at).text("title", Some(&title));
        let guids = [node.get("guid"), text.get("guid")];
        let case = guids.into_iter().flatten().find_map(|guid| self.cases.get(guid)).copied();
        let document =
            document.text("note", node.said("Description")).refer("outlet", case.map(|case| Name::Title(case.to_owned())));
        let document = self.values(node).into_iter().fold(document, |row, (variable, value)| known(row, variable, value, left));
        self.rows.push(document);
        let coded = text.all("Coding").count() + if ptr::eq(node, text) { 0 } else { node.all("Coding").count() };
        left.add("codings of a whole source", coded);
        left.add("selections on pages of a PDF", node.all("PDFSelection").count());
        self.texts.push(TextSource { node: text, title, source: Source::new(content.as_str()) });
    }
}

/// The part of a source that is text.
pub(super) fn text_of(node: &Node) -> Option<&Node> {
    match &*node.name {
        "TextSource" => Some(node),
        "PDFSource" => node.all("Representation").next(),
        _ => None,
    }
}

/// `row` with the `value` of a variable that a catalogue has a key for.
fn known(row: Row, variable: &str, value: &str, left: &mut Left) -> Row {
    let is_genre = || Genre::ALL.iter().any(|genre| genre.name() == value);
    match (variable, date(value)) {
        ("author", _) => row.text("author", Some(value)),
        ("url", _) => row.text("url", Some(value)),
        ("published", Some(day)) => row.with("published", Some(Value::Bare(day))),
        ("published_about", _) if value == "true" => row.with("published_about", Some(Value::Bare("true".to_owned()))),
        ("language", _) if matches!(value.len(), 2 | 3) && value.bytes().all(|byte| byte.is_ascii_lowercase()) => {
            row.text("language", Some(value))
        }
        ("genre", _) if is_genre() => row.text("genre", Some(value)),
        _ => {
            left.add(format!("values of the variable “{variable}”"), 1);
            row
        }
    }
}
