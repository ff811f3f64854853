//! Elements of XML, put together first and written then.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::text::clean::displayable;

/// An element with what is in it: words, or other elements.
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    words: Option<String>,
    children: Vec<Self>,
}

impl Element {
    /// An empty one.
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), words: None, children: Vec::new() }
    }

    /// One that holds these words.
    pub(super) fn of_words(name: &'static str, words: &str) -> Self {
        Self { words: Some(sound(words)), ..Self::new(name) }
    }

    /// One that says only which other thing it means.
    pub(super) fn reference(name: &'static str, guid: &str) -> Self {
        Self::new(name).with("targetGUID", guid)
    }

    /// The same with an attribute more.
    pub(super) fn with(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.attributes.push((name, sound(value.as_ref())));
        self
    }

    /// The same with another element behind those in it.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// The same with these elements behind those in it.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// The same with these elements within one of that `name` behind those in it, where there are any: none may be empty.
    pub(super) fn list(self, name: &'static str, items: Vec<Self>) -> Self {
        if items.is_empty() { self } else { self.child(Self::new(name).children(items)) }
    }

    /// A whole document of which this is the root, in UTF-8.
    pub(super) fn document(&self) -> Vec<u8> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        let written =
            writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None))).and_then(|()| self.write(&mut writer));
        // Into memory nothing can fail.
        written.map(|()| writer.into_inner()).unwrap_or_default()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.words.is_none() && self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if let Some(words) = &self.words {
            writer.write_event(Event::Text(BytesText::new(words)))?;
        }
        self.children.iter().try_for_each(|child| child.write(writer))?;
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// `text` as people read it: its lines stay, and no character is left that XML 1.0 has none for.
fn sound(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(displayable).collect();
    lines.join("\n").replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
