//! The pages for people: what a browser and a reader of Markdown make of them.

use std::{collections::BTreeSet, sync::Arc};

use dom_query::{Document, NodeRef};
use parallax::{
    answers::coded::Coded,
    catalogue::{Catalogue, Origin, Progress, Selection, load},
    export::{Format, Selected},
    find::Stop,
    text::clean::is_unsafe,
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{bare, export, json, open, parsed, refused};

/// What a page is made of: nothing else is ever in it.
const ELEMENTS: [&str; 43] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "main",
    "footer",
    "nav",
    "section",
    "article",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "a",
    "span",
    "small",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "blockquote",
    "cite",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "g",
    "rect",
    "text",
    "#document",
    "#text",
    "#doctype",
];

fn text(bytes: &[u8]) -> &str {
    let text = str::from_utf8(bytes).unwrap();
    assert!(!text.contains(|c| is_unsafe(c) && c != '\n'), "{text}");
    text
}

fn attribute(node: &NodeRef<'_>, name: &str) -> String {
    node.attr_or(name, "").to_string()
}

fn nodes<'a>(page: &'a Document, selector: &str) -> Vec<NodeRef<'a>> {
    page.select(selector).nodes().to_vec()
}

/// Why this is no page that a browser shows as it was meant, in which every way leads somewhere.
pub(super) fn fault_of_page(page: &Document, catalogue: &Catalogue) -> Option<String> {
    let all = nodes(page, "*");
    if let Some(stranger) = all.iter().filter_map(NodeRef::node_name).find(|name| !ELEMENTS.contains(&&**name)) {
        return Some(format!("<{stranger}>"));
    }
    let names = |node: &NodeRef<'_>| node.attrs().iter().map(|attribute| attribute.name.local.to_string()).collect::<Vec<_>>();
    if let Some(name) =
        all.iter().flat_map(names).find(|name| name.starts_with("on") || ["src", "srcdoc", "action"].contains(&&**name))
    {
        return Some(format!("an attribute {name}"));
    }
    let ids: Vec<String> = nodes(page, "[id]").iter().map(|node| attribute(node, "id")).collect();
    let unique: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    if unique.len() < ids.len() {
        return Some("two things of one id".to_owned());
    }
    let addresses: Vec<&str> = catalogue.documents.iter().filter_map(|document| document.url.as_deref()).collect();
    let leads_somewhere = |link: &String| match link.strip_prefix('#') {
        Some(id) => unique.contains(id),
        None => link.starts_with("http") && addresses.iter().any(|address| link.starts_with(address)),
    };
    if let Some(link) = nodes(page, "[href]").iter().map(|node| attribute(node, "href")).find(|link| !leads_somewhere(link)) {
        return Some(format!("a way to {link}"));
    }
    let level = |node: &NodeRef<'_>| node.node_name().and_then(|name| name[1..].parse::<u8>().ok());
    let levels: Vec<u8> = nodes(page, "h1, h2, h3, h4").iter().filter_map(level).collect();
    if levels.first() != Some(&1) || levels.windows(2).any(|two| two[1] > two[0] + 1 || two[1] == 1) {
        return Some(format!("headings {levels:?}"));
    }
    if nodes(page, "th").iter().any(|heading| attribute(heading, "scope").is_empty()) {
        return Some("a heading of a table that says not of what".to_owned());
    }
    if nodes(page, "article").len() != catalogue.claims.len() {
        return Some("a claim that is not told, or told twice".to_owned());
    }
    let said = |selector: &str| {
        let mut said: Vec<String> = nodes(page, selector).iter().map(|node| node.text().to_string()).collect();
        said.sort();
        said
    };
    let mut quotations: Vec<String> = catalogue.excerpts.iter().map(|excerpt| excerpt.quote.marked()).collect();
    quotations.sort();
    (said("blockquote") != quotations).then(|| format!("{:?} instead of {quotations:?}", said("blockquote")))
}

/// Why this is no Markdown that is read as it was meant.
pub(super) fn fault_of_markdown(markdown: &str, catalogue: &Catalogue) -> Option<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let (mut items, mut rows, mut cells) = (Vec::<String>::new(), 0, 0);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Item) => items.push(String::new()),
            Event::Text(text) => {
                if let Some(item) = items.last_mut() {
                    item.push_str(&text);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.starts_with("http") => {
                return Some(format!("a link to {dest_url}"));
            }
            Event::End(TagEnd::TableRow) => rows += 1,
            Event::End(TagEnd::TableCell) => cells += 1,
            Event::Start(
                Tag::Emphasis | Tag::Strikethrough | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock,
            )
            | Event::Code(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Rule
            | Event::SoftBreak
            | Event::HardBreak
            | Event::TaskListMarker(_) => return Some(format!("{event:?}")),
            _ => {}
        }
    }
    if !catalogue.claims.is_empty() && (rows < catalogue.claims.len() || cells != (rows + 1) * (catalogue.outlets.len() + 1)) {
        return Some(format!("{rows} rows of {cells} cells"));
    }
    let missing = catalogue.excerpts.iter().map(|excerpt| excerpt.quote.marked());
    missing.into_iter().find(|quote| !items.iter().any(|item| item.starts_with(quote.trim()))).map(|quote| format!("no {quote}"))
}

fn catalogues() -> Vec<Arc<Catalogue>> {
    let built_in = Arc::new(load(&Origin::BuiltIn, &Progress::new()).unwrap().catalogue);
    let folders = ["harrow-bay", "hostile", "faulty", "long-quay", "low-street"];
    folders.iter().map(|folder| open(&format!("tests/catalogues/{folder}")).0).chain([built_in]).collect()
}

#[test]
fn a_browser_finds_a_page_whole_in_itself() {
    for catalogue in catalogues() {
        let bytes = bare(Format::Html, &catalogue);
        let html = text(&bytes);
        assert_eq!(fault_of_page(&Document::from(html), &catalogue), None, "{}", catalogue.title);
        for needed in ["<html lang=\"en\">", "default-src 'none'", "name=\"viewport\""] {
            assert!(html.contains(needed), "{needed}");
        }
        assert!(bytes.len() < 400_000, "{}: {}", catalogue.title, bytes.len());
    }
}

#[test]
fn only_what_a_browser_can_show_is_led_to() {
    for (url, is_led_to) in [("https://bay.example/shut", true), ("javascript:alert(1)", false), ("data:text/html,x", false)] {
        let catalogue = parsed(&format!(
            "title = 'Bridge'\noutlet = [{{ id = 'bay', name = 'Bay' }}]\nevent = [{{ id = 'night', title = 'Night' }}]\n\
             document = [{{ id = 'bay', outlet = 'bay', title = 'Shut', url = '{url}' }}]\n\
             claim = [{{ id = 'shut', event = 'night', title = 'It is shut', excerpt = [\n\
             {{ document = 'bay', stance = 'affirms', quote = 'it is shut' }}] }}]"
        ));
        for format in [Format::Html, Format::Markdown] {
            assert_eq!(text(&bare(format, &catalogue)).contains(url), is_led_to, "{}: {url}", format.name());
        }
    }
}

#[test]
fn markdown_is_read_as_it_was_meant() {
    for catalogue in catalogues() {
        let bytes = bare(Format::Markdown, &catalogue);
        assert_eq!(fault_of_markdown(text(&bytes), &catalogue), None, "{}", catalogue.title);
    }
}

#[test]
fn both_pages_mark_what_does_not_stand_and_what_is_not_counted() {
    let (faulty, texts) = open("tests/catalogues/faulty");
    let (bay, of_bay) = open("tests/catalogues/harrow-bay");
    for format in [Format::Html, Format::Markdown] {
        let bytes = export(format, &faulty, &texts);
        let page = text(&bytes);
        for mark in [
            "! drifted: the text has other words",
            "! lost: it does not stand in the text",
            "! abridged: what it leaves out denies something",
            "abridged, left out: ",
            "do not stand there for certain",
        ] {
            assert!(page.contains(mark), "{}: {mark}", format.name());
        }
        let bytes = export(format, &bay, &of_bay);
        let page = text(&bytes);
        for mark in ["copy of Bay Courier", "not counted", "silent", "unchecked", "Outlets disagree on "] {
            assert!(page.contains(mark), "{}: {mark}", format.name());
        }
        assert!(page.contains("https://harbour-post.example/bridge#:~:text="), "{}", format.name());
    }
}

#[test]
fn a_selection_never_passes_for_the_whole() {
    let (whole, texts) = open("tests/catalogues/harrow-bay");
    let kept = |outlets: &[&str]| {
        let ids = whole.outlets.entries().filter(|(_, outlet)| outlets.contains(&&*outlet.id)).map(|(id, _)| id).collect();
        let selection = Selection { outlets: Some(ids), ..Selection::default() };
        let selected = Selected {
            claims: Some("barriers".to_owned()),
            outlets: Some(outlets.iter().map(|&id| id.to_owned()).collect()),
            events: None,
            of_claims: whole.claims.len(),
            of_excerpts: whole.excerpts.len(),
        };
        (Arc::new(whole.only(&selection)), selected)
    };
    for (outlets, told, answer) in [
        (&["courier"][..], "outlet Bay Courier: 5 of 5 claims", "One outlet alone on 5 claims"),
        // Its original comes along, and a copy disagrees with nobody.
        (&["mirror"], "outlets Bay Courier, Tide Mirror: 5 of 5 claims", "One outlet alone on 5 claims"),
        (&["courier", "hall"], "of 11 excerpts.", "In this selection outlets disagree on "),
    ] {
        let (part, selected) = kept(outlets);
        for format in [Format::Html, Format::Markdown] {
            let bytes = parallax::export::export(format, &part, &Coded::default(), Some(&selected), &texts, &Stop::default())
                .unwrap()
                .bytes;
            let page = text(&bytes);
            for words in ["A selection: claims that “barriers” finds; ", told, answer] {
                assert!(page.contains(words), "{}: {words}", format.name());
            }
        }
        let bytes = parallax::export::export(Format::Json, &part, &Coded::default(), Some(&selected), &texts, &Stop::default())
            .unwrap()
            .bytes;
        assert_eq!(refused(&bytes), None);
        assert_eq!(json(&bytes)["selection"]["outlets"], serde_json::json!(outlets));
    }
}

#[test]
fn a_catalogue_to_begin_with_says_so() {
    let catalogue = parsed("title = 'Bridge'\noutlet = [{ id = 'bay', name = 'Bay' }]");
    for format in [Format::Html, Format::Markdown] {
        assert!(text(&bare(format, &catalogue)).contains("No claims yet."), "{}", format.name());
    }
}
