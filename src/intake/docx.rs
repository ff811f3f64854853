//! The paragraphs of a word processor file (Office Open XML, ECMA-376).
//!
//! The first title or heading is the headline, a paragraph in the style of captions a caption, and notes stand at the end, where a
//! reader finds them. What was deleted, comments on the text, heads and feet of pages are no text.

use std::collections::HashMap;

use quick_xml::{Reader, events::Event};

use super::{
    IntakeError, Kind, LIMIT, Taken,
    archive::{Archive, ArchiveError},
    composed::{Composed, on_one_line},
    day::day,
    xml::characters,
};
use crate::catalogue::PartKind;

/// Parts of the archive.
const DOCUMENT: &str = "word/document.xml";
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];
const PROPERTIES: &str = "docProps/core.xml";

/// The text of the file that `bytes` are.
pub(super) fn take(bytes: &[u8]) -> Result<Taken, IntakeError> {
    let broken = |why: String| IntakeError::Broken("DOCX", why);
    let failed = |error| match error {
        ArchiveError::TooLarge => IntakeError::TooLarge,
        ArchiveError::Broken(why) => broken(why),
    };
    let mut archive = Archive::open(bytes, LIMIT).map_err(failed)?;
    let mut read = |name: &str| -> Result<Option<String>, IntakeError> {
        let Some(content) = archive.read(name).map_err(failed)? else { return Ok(None) };
        String::from_utf8(content).map(Some).map_err(|_| broken(format!("{name} is not UTF-8")))
    };
    let document = read(DOCUMENT)?.ok_or_else(|| broken(format!("it has no {DOCUMENT}")))?;
    let paragraphs = paragraphs(&document).map_err(|error| broken(error.to_string()))?;
    let mut notes = Vec::new();
    for name in NOTES {
        if let Some(content) = read(name)? {
            notes.extend(self::paragraphs(&content).map_err(|error| broken(error.to_string()))?);
        }
    }
    let properties = read(PROPERTIES)?.map(|content| properties(&content)).unwrap_or_default();

    let mut composed = Composed::default();
    let filled = || paragraphs.iter().filter(|paragraph| !paragraph.text.trim().is_empty());
    let headline = filled().next().filter(|first| first.is_heading()).map(|first| on_one_line(&first.text));
    for (at, paragraph) in filled().enumerate() {
        match (&headline, paragraph.is_caption()) {
            (Some(_), _) if at == 0 => composed.part(PartKind::Headline, &paragraph.text),
            (_, true) => composed.part(PartKind::Caption, &paragraph.text),
            _ => composed.body(&paragraph.text),
        }
    }
    for note in &notes {
        composed.body(&note.text);
    }
    let (text, parts) = composed.finish();
    let property = |name: &str| properties.get(name).cloned().filter(|value| !value.is_empty());
    Ok(Taken {
        text,
        parts,
        title: headline.or_else(|| property("title")),
        author: property("creator"),
        published: property("created").and_then(|created| day(&created)),
        kind: Kind::Docx,
        ..Taken::default()
    })
}

/// One paragraph.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// The name of its style, in lower case.
    style: String,
}

impl Paragraph {
    fn is_heading(&self) -> bool {
        self.style == "title" || self.style.starts_with("heading")
    }

    fn is_caption(&self) -> bool {
        self.style == "caption"
    }
}

/// The paragraphs of a part of the archive. Those within others, in a text box, come before the one they stand in.
fn paragraphs(xml: &str) -> Result<Vec<Paragraph>, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let (mut done, mut open): (Vec<Paragraph>, Vec<Paragraph>) = (Vec::new(), Vec::new());
    let mut in_text = false;
    loop {
        let event = reader.read_event()?;
        match &event {
            Event::Start(tag) if tag.local_name().as_ref() == "p" => open.push(Paragraph::default()),
            Event::Start(tag) if tag.local_name().as_ref() == "t" => in_text = true,
            Event::Start(tag) | Event::Empty(tag) => {
                let Some(paragraph) = open.last_mut() else { continue };
                match tag.local_name().as_ref() {
                    "tab" => paragraph.text.push(' '),
                    "br" | "cr" => paragraph.text.push('\n'),
                    "noBreakHyphen" => paragraph.text.push('-'),
                    "pStyle" => {
                        let named = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val");
                        paragraph.style = named.map(|name| name.value.to_lowercase()).unwrap_or_default();
                    }
                    _ => {}
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" => done.extend(open.pop()),
                "t" => in_text = false,
                _ => {}
            },
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if in_text => {
                if let Some(paragraph) = open.last_mut() {
                    paragraph.text.push_str(&characters(&event));
                }
            }
            Event::Eof => return Ok(done),
            _ => {}
        }
    }
}

/// The properties of the file by the local names of their elements.
fn properties(xml: &str) -> HashMap<String, String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open) = (HashMap::<String, String>::new(), None);
    // What is broken in them is as good as not there.
    while let Ok(event) = reader.read_event() {
        match &event {
            Event::Start(tag) => open = Some(tag.local_name().as_ref().to_owned()),
            Event::End(_) => open = None,
            Event::Eof => break,
            _ => {
                if let Some(name) = &open {
                    found.entry(name.clone()).or_default().push_str(&characters(&event));
                }
            }
        }
    }
    for value in found.values_mut() {
        *value = on_one_line(value);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_breaks_and_references_become_characters() {
        let xml = r#"<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Bridge &amp; </w:t></w:r>
            <w:r><w:t>ferry&#8217;s</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">It is </w:t><w:br/><w:t>shut</w:t></w:r>
            <w:del><w:r><w:delText>open</w:delText></w:r></w:del><w:r><w:tab/><w:t>today.</w:t></w:r></w:p></w:body></w:document>"#;
        let found: Vec<_> = paragraphs(xml).unwrap().into_iter().map(|paragraph| (paragraph.text, paragraph.style)).collect();
        assert_eq!(found, [("Bridge & ferry’s".into(), "heading1".into()), ("It is \nshut today.".into(), String::new())]);
    }

    #[test]
    fn broken_markup_is_an_error() {
        assert!(paragraphs("<w:p><w:r></w:p>").is_err());
    }
}
