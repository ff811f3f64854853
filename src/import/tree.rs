//! XML as a tree, of no more elements and no deeper than a project has that somebody made.

use quick_xml::{Reader, XmlVersion, events::Event};

use super::ImportError;
use crate::intake::xml::characters;

/// Elements of the largest tree.
const ELEMENTS: usize = 1_000_000;
/// Elements within one another at the most.
const DEPTH: usize = 100;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name, without a prefix.
    pub(super) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// The words in it, but for those in its children.
    pub(super) words: String,
    /// The elements in it.
    pub(super) children: Vec<Self>,
}

impl Node {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| **other == *name).map(|(_, value)| &**value)
    }

    /// The elements in it of this `name`.
    pub(super) fn all<'n>(&'n self, name: &'static str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |child| *child.name == *name)
    }

    /// The elements in the first element in it of this `name`.
    pub(super) fn below(&self, name: &'static str) -> &[Self] {
        self.all(name).next().map_or(&[], |list| &list.children)
    }

    /// The words of the first element in it of this `name`, where there are any.
    pub(super) fn said(&self, name: &'static str) -> Option<&str> {
        self.all(name).map(|child| child.words.trim()).find(|words| !words.is_empty())
    }
}

/// The root of the document `xml`.
pub(super) fn tree(xml: &str) -> Result<Node, ImportError> {
    let broken = |why: String| ImportError::Broken("REFI-QDA", why);
    let mut reader = Reader::from_str(xml);
    let (mut open, mut elements) = (vec![Node::default()], 0);
    loop {
        let event = reader.read_event().map_err(|error| broken(error.to_string()))?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                elements += 1;
                if elements > ELEMENTS || open.len() > DEPTH {
                    return Err(ImportError::TooMany);
                }
                let mut node = Node { name: tag.local_name().as_ref().into(), ..Node::default() };
                for attribute in tag.attributes() {
                    let attribute = attribute.map_err(|error| broken(error.to_string()))?;
                    let value = attribute.normalized_value(XmlVersion::Explicit1_0).map_err(|error| broken(error.to_string()))?;
                    node.attributes.push((attribute.key.local_name().as_ref().into(), value.into()));
                }
                open.push(node);
                if matches!(event, Event::Empty(_)) {
                    close(&mut open);
                }
            }
            Event::End(_) => close(&mut open),
            // Only there can entities be made that grow.
            Event::DocType(_) => return Err(broken("it declares a document type, which no such program writes".to_owned())),
            Event::Eof => break,
            _ => {
                if let Some(node) = open.last_mut() {
                    node.words.push_str(&characters(&event));
                }
            }
        }
    }
    let root = open.pop().filter(|_| open.is_empty()).and_then(|mut document| document.children.pop());
    root.ok_or_else(|| broken("its project is not whole".to_owned()))
}

/// Puts the last element that is open into the one before it.
fn close(open: &mut Vec<Node>) {
    // What closes nothing was found by the reader.
    if open.len() > 1
        && let Some(node) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_within_one_another_whatever_their_prefix() {
        let root = tree("<?xml version='1.0'?><q:A x='1 &amp; 2'><q:B>b &lt;c</q:B><D/><q:B/></q:A>").unwrap();
        assert_eq!((&*root.name, root.get("x"), root.said("B"), root.children.len()), ("A", Some("1 & 2"), Some("b <c"), 3));
    }

    #[test]
    fn what_grows_or_goes_too_deep_or_is_not_whole_is_refused() {
        let laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><l>&b;</l>";
        assert!(matches!(tree(laughs), Err(ImportError::Broken(_, why)) if why.contains("document type")));
        assert!(matches!(tree("<l x='&b;'/>"), Err(ImportError::Broken(..))));
        assert_eq!(tree("<l>&b;</l>").unwrap().words, "");
        let deep = format!("{}{}", "<a>".repeat(DEPTH + 1), "</a>".repeat(DEPTH + 1));
        assert_eq!(tree(&deep).unwrap_err(), ImportError::TooMany);
        let wide = format!("<a>{}</a>", "<b/>".repeat(ELEMENTS));
        assert_eq!(tree(&wide).unwrap_err(), ImportError::TooMany);
        for broken in ["", "<a>", "<a></b>", "words"] {
            assert!(matches!(tree(broken), Err(ImportError::Broken(..))), "{broken}");
        }
    }
}
