//! What other programs for annotation and analysis open: that what they read holds together, and that positions are those of the words.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use parallax::{
    catalogue::{Catalogue, parse},
    export::Format,
};
use serde_json::Value;

use crate::{bare, export, json, open, parsed};

/// The files of an archive, by name.
pub(crate) fn entries(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut entries = BTreeMap::new();
    for at in 0..archive.len() {
        let mut text = String::new();
        let mut entry = archive.by_index(at).unwrap();
        entry.read_to_string(&mut text).unwrap();
        entries.insert(entry.name().unwrap().into_owned(), text);
    }
    entries
}

/// The elements of a document of XML: each with its name and attributes, in order.
fn elements(xml: &str) -> Vec<(String, BTreeMap<String, String>)> {
    use quick_xml::{Reader, XmlVersion, events::Event};

    let mut reader = Reader::from_str(xml);
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = attribute.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned();
                    (attribute.key.as_ref().to_owned(), value)
                });
                elements.push((tag.name().as_ref().to_owned(), attributes.collect()));
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

/// Why a project does not hold together, which is made of `catalogue`.
pub(crate) fn fault_of_project(bytes: &[u8], catalogue: &Catalogue) -> Option<String> {
    let entries = entries(bytes);
    let project = &entries["project.qde"];
    if project.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')) {
        return Some("a character that XML has none for".to_owned());
    }
    let elements = elements(project);
    fault_of_codes(&elements, catalogue).or_else(|| {
        let is_there = |path: &String| entries.contains_key(&path.replace("internal://", "sources/"));
        elements.iter().filter_map(|(_, values)| values.get("plainTextPath")).find(|path| !is_there(path)).cloned()
    })
}

/// Why the codes of `elements` do not hold together.
fn fault_of_codes(elements: &[(String, BTreeMap<String, String>)], catalogue: &Catalogue) -> Option<String> {
    let guids: Vec<&String> = elements.iter().filter_map(|(_, values)| values.get("guid")).collect();
    let known: BTreeSet<&String> = guids.iter().copied().collect();
    let names: Vec<&String> = elements.iter().filter(|(name, _)| name == "Code").map(|(_, values)| &values["name"]).collect();
    if known.len() < guids.len() {
        return Some(format!("a GUID of two: {guids:?}"));
    }
    if names.iter().collect::<BTreeSet<_>>().len() < names.len() {
        return Some(format!("a name of two codes: {names:?}"));
    }
    let coded = elements.iter().filter(|(name, values)| name == "Code" && values["isCodable"] == "true").count();
    if coded < catalogue.claims.len() + catalogue.frames.len() + catalogue.speakers.len() {
        return Some(format!("only {coded} codes"));
    }
    let meant =
        elements.iter().flat_map(|(_, values)| ["targetGUID", "originGUID"].into_iter().filter_map(|key| values.get(key)));
    meant.into_iter().find(|guid| !known.contains(guid)).map(|guid| format!("{guid} is nothing"))
}

/// Why a codebook does not hold together.
pub(crate) fn fault_of_codebook(bytes: &[u8], catalogue: &Catalogue) -> Option<String> {
    fault_of_codes(&elements(str::from_utf8(bytes).unwrap()), catalogue)
}

/// The annotations of a page, and what is wrong with one of them.
pub(crate) fn fault_of_annotations(bytes: &[u8], catalogue: &Catalogue) -> Option<String> {
    let page = json(bytes);
    let items = page["items"].as_array()?;
    let quotes: Vec<&str> = items.iter().map(|item| item["target"]["selector"][0]["exact"].as_str().unwrap()).collect();
    let written: Vec<&str> = catalogue.excerpts.iter().map(|excerpt| excerpt.quote.written()).collect();
    if quotes != written {
        return Some(format!("{quotes:?} is not {written:?}"));
    }
    let ids: BTreeSet<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
    (ids.len() < items.len()).then(|| format!("an id of two: {ids:?}"))
}

/// The code points `start..end` of `text`.
fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_selection_of_a_project_is_the_words_of_its_source() {
    let mut selections = 0;
    for folder in ["harrow-bay", "low-street", "long-quay"] {
        let (catalogue, texts) = open(&format!("tests/catalogues/{folder}"));
        let entries = entries(&export(Format::Qdpx, &catalogue, &texts));
        let mut source = "";
        for (name, values) in elements(&entries["project.qde"]) {
            match name.as_str() {
                "TextSource" => source = &entries[&values["plainTextPath"].replace("internal://", "sources/")],
                "PlainTextSelection" => {
                    let place = ["startPosition", "endPosition"].map(|key| values[key].parse().unwrap());
                    let words = on_one_line(&slice(source, place[0], place[1]));
                    let quote = &values["name"];
                    assert!(words == *quote || quote.contains('…') || quote.contains('['), "{words} is not {quote}");
                    selections += 1;
                }
                _ => {}
            }
        }
    }
    assert!(selections > 9, "{selections}");
}

#[test]
fn line_ends_of_windows_move_no_selection() {
    let folder = tempfile::tempdir().unwrap();
    let text = "title = 'B'\noutlet = [{ id = 'bay', name = 'Bay' }]\ndocument = [{ id = 'bay', outlet = 'bay', title = 'D' }]\n\
        event = [{ id = 'e', title = 'E' }]\n[[claim]]\nid = 'shut'\nevent = 'e'\ntitle = 'Shut'\n\
        [[claim.excerpt]]\ndocument = 'bay'\nstance = 'affirms'\nquote = 'It is shut.'\n";
    std::fs::write(folder.path().join("catalogue.toml"), text).unwrap();
    std::fs::create_dir(folder.path().join("texts")).unwrap();
    std::fs::write(folder.path().join("texts/bay.txt"), "Die Brücke\r\n\r\nIt is\r\nshut.\r\n").unwrap();
    let (catalogue, texts) = open(folder.path().to_str().unwrap());
    let entries = entries(&export(Format::Qdpx, &catalogue, &texts));
    let selection = elements(&entries["project.qde"]).into_iter().find(|(name, _)| name == "PlainTextSelection").unwrap().1;
    assert_eq!((&*selection["startPosition"], &*selection["endPosition"]), ("12", "23"));
    let source = entries.iter().find(|(name, _)| name.starts_with("sources/")).unwrap().1;
    assert_eq!(slice(source, 12, 23), "It is\nshut.");
    let annotations = json(&export(Format::WebAnnotation, &catalogue, &texts));
    let selector = &annotations["items"][0]["target"]["selector"];
    assert_eq!(selector[1], serde_json::json!({ "type": "TextPositionSelector", "start": 14, "end": 26 }));
    assert_eq!(selector[0]["exact"], "It is\r\nshut.");
}

#[test]
fn what_has_no_place_is_in_a_note_and_in_no_source() {
    let (catalogue, texts) = open("tests/catalogues/harrow-bay");
    let entries = entries(&export(Format::Qdpx, &catalogue, &texts));
    let project = &entries["project.qde"];
    assert_eq!((project.matches("<TextSource ").count(), entries.len()), (2, 3));
    assert!(project.contains("Quoted without a place: Engineers had warned for years"), "{project}");
    let unplaced = catalogue.excerpts.len() - project.matches("<PlainTextSelection ").count();
    assert!(unplaced > 0 && project.matches('“').count() >= unplaced, "{project}");
}

#[test]
fn an_annotation_has_a_place_where_its_quotation_stands_and_keeps_the_words_of_the_catalogue() {
    let (catalogue, texts) = open("tests/catalogues/faulty");
    let whole = json(&export(Format::Json, &catalogue, &texts));
    let claims = whole["claims"].as_array().unwrap();
    let excerpts: Vec<&Value> = claims.iter().flat_map(|claim| claim["excerpts"].as_array().unwrap()).collect();
    let page = json(&export(Format::WebAnnotation, &catalogue, &texts));
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), excerpts.len());
    for (item, excerpt) in items.iter().zip(&excerpts) {
        let said = |purpose: &str| item["body"].as_array().unwrap().iter().find(|body| body["purpose"] == purpose);
        let selectors = item["target"]["selector"].as_array().unwrap();
        let stands = matches!(excerpt["state"].as_str().unwrap(), "verified" | "moved" | "normalised" | "abridged");
        assert_eq!(selectors.len(), if stands { 2 } else { 1 }, "{item}");
        assert_eq!(said("assessing").is_some(), !excerpt["fault"].is_null(), "{item}");
        let written = said("editing").map_or(&selectors[0]["exact"], |body| &body["value"]).as_str().unwrap();
        assert_eq!(on_one_line(written), on_one_line(excerpt["quote"].as_str().unwrap()));
    }
    assert!(items.iter().any(|item| item["target"]["selector"].as_array().unwrap().len() == 1), "{items:?}");
}

#[test]
fn titles_that_are_alike_make_codes_that_are_not() {
    let text = "title = 'B'\nevent = [{ id = 'e', title = 'Shut' }]\nframe = [{ id = 'f', name = 'Shut' }, { id = 'g', name = 'Frames' }]\n\
        claim = [{ id = 'a', event = 'e', title = 'Shut' }, { id = 'b', event = 'e', title = 'Shut' }]\n";
    let catalogue = parsed(text);
    assert_eq!(fault_of_codebook(&bare(Format::Qdc, &catalogue), &catalogue), None);
    let empty = parse("title = 'B'").unwrap().catalogue;
    let codebook = String::from_utf8(bare(Format::Qdc, &empty.into())).unwrap();
    assert_eq!(elements(&codebook).iter().filter(|(name, _)| name == "Code").count(), 1, "a codebook has at least one code");
}
