//! The article of a web page.
//!
//! Which part of a page is its article is decided as in Firefox's reader view (`dom_smoothie`, after Mozilla's Readability.js). Its
//! blocks become paragraphs, what stands under pictures becomes captions. Headline and byline stand over it where the page prints
//! them, and the readers' comments below it where the page says that they are comments.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, ReadabilityError};

use super::{
    IntakeError, Taken,
    composed::{Composed, on_one_line},
    day::day,
};
use crate::{catalogue::PartKind, text::fold::fold};

/// Elements of a page that is read.
const ELEMENTS: usize = 100_000;
/// How deep a page is nested that is read.
const DEPTH: usize = 500;

/// Where readers' comments stand, by what pages of newspapers and blogs call it.
const COMMENTS: &str = "#comments, #comment-list, .comments, .comment-list, .commentlist, .comments-area, [itemprop=comment]";
/// What of them is no comment.
const NO_COMMENT: &str = "form, button, nav, script, style, input, textarea, select, label, svg";
/// Elements that begin a new paragraph.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "tr",
    "ul",
];
/// Elements whose text nobody reads.
const UNREAD: [&str; 6] = ["script", "style", "noscript", "template", "head", "svg"];

/// Whether `text` is a web page rather than words with a few pointed brackets.
pub(super) fn is_html(text: &str) -> bool {
    let head: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    ["<!doctype html", "<html", "<head", "<body", "<article"].iter().any(|tag| head.contains(tag))
        || (head.starts_with('<') && ["<p>", "<p ", "<div", "<h1"].iter().any(|tag| head.contains(tag)))
}

/// The article of the page `text`, which was written in `encoding`.
pub(super) fn take(text: &str, encoding: &str) -> Result<Taken, IntakeError> {
    let page = Document::from(text);
    bounded(&page)?;
    let printed = fold(&printed(page.root())).into_owned();
    let comments: Vec<String> = comments(&page);
    let (headline, url) = (headline(&page), url(&page));
    let named_day = page.select("time[datetime]").iter().find_map(|time| day(&time.attr("datetime")?));
    let config = Config { max_elements_to_parse: ELEMENTS, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).and_then(|mut reader| reader.parse());
    let article = article.map_err(|error| match error {
        ReadabilityError::TooManyElements(..) => IntakeError::TooDeep,
        _ => IntakeError::NoArticle,
    })?;
    let title = Some(headline.unwrap_or_else(|| on_one_line(&article.title))).filter(|title| !title.is_empty());
    let byline = article.byline.as_deref().map(on_one_line).filter(|byline| !byline.is_empty());

    let mut composed = Composed::default();
    let is_printed = |words: &&String| printed.contains(&*fold(words));
    let (over, below) = (title.as_ref().filter(is_printed), byline.as_ref().filter(is_printed));
    over.into_iter().for_each(|title| composed.part(PartKind::Headline, title));
    below.into_iter().for_each(|byline| composed.part(PartKind::Byline, byline));
    // Both stand over it already, should the article have them, too.
    let is_repeated = |block: &str| [over, below].into_iter().flatten().any(|words| fold(words) == fold(block));
    for (at, (kind, block)) in blocks(Document::from(&*article.content).html_root()).into_iter().enumerate() {
        match kind {
            _ if at < 3 && is_repeated(&block) => {}
            Some(kind) => composed.part(kind, &block),
            None => composed.body(&block),
        }
    }
    comments.iter().for_each(|comment| composed.part(PartKind::Comments, comment));
    let (text, parts) = composed.finish();
    Ok(Taken {
        text,
        parts,
        title,
        author: byline.map(|byline| author(&byline).to_owned()),
        published: article.published_time.as_deref().and_then(day).or(named_day),
        url: url.or(article.url),
        outlet: article.site_name.as_deref().map(on_one_line).filter(|name| !name.is_empty()),
        source: format!("a web page in {encoding}"),
    })
}

/// Refuses a page that is nested deeper than pages are, before anything walks down it.
fn bounded(page: &Document) -> Result<(), IntakeError> {
    let (mut depth, mut elements) = (0_usize, 0_usize);
    let mut node = Some(page.root());
    while let Some(here) = node {
        elements += usize::from(here.is_element());
        if depth > DEPTH || elements > ELEMENTS {
            return Err(IntakeError::TooDeep);
        }
        node = if let Some(child) = here.first_child() {
            depth += 1;
            Some(child)
        } else {
            let mut up = Some(here);
            loop {
                let Some(at) = up else { break None };
                if let Some(next) = at.next_sibling() {
                    break Some(next);
                }
                depth = depth.saturating_sub(1);
                up = at.parent();
            }
        };
    }
    Ok(())
}

/// The first heading of the page, where there is only one of the highest rank.
fn headline(page: &Document) -> Option<String> {
    let headings = page.select("h1");
    let found: Vec<String> =
        headings.nodes().iter().map(|node| on_one_line(&node.text())).filter(|text| !text.is_empty()).collect();
    match &found[..] {
        [only] => Some(only.clone()),
        // The masthead is one, too, on many pages: the article's own stands within it.
        _ => page
            .select("article h1, main h1")
            .nodes()
            .first()
            .map(|node| on_one_line(&node.text()))
            .filter(|text| !text.is_empty()),
    }
}

/// The address that the page gives as its own.
fn url(page: &Document) -> Option<String> {
    let of = |selector: &str, attribute: &str| page.select(selector).attr(attribute).map(|value| value.trim().to_owned());
    let found = of("link[rel=canonical]", "href").or_else(|| of("meta[property='og:url']", "content"));
    found.filter(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// "By Ada Quill": the name.
fn author(byline: &str) -> &str {
    ["By ", "by ", "BY ", "Von ", "Par ", "Por "].iter().find_map(|word| byline.strip_prefix(word)).unwrap_or(byline).trim()
}

/// The readers' comments, a paragraph each.
fn comments(page: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for node in page.select(COMMENTS).nodes() {
        let within = node.ancestors(None).iter().any(|above| above.is(COMMENTS));
        if !within {
            let copy = node.to_fragment();
            copy.select(NO_COMMENT).remove();
            found.extend(blocks(copy.root()).into_iter().map(|(_, block)| block));
        }
    }
    found
}

/// The paragraphs below `root`, in order; none for the body.
fn blocks(root: NodeRef<'_>) -> Vec<(Option<PartKind>, String)> {
    let (mut blocks, mut words) = (Vec::new(), String::new());
    walk(root, None, &mut blocks, &mut words);
    close(None, &mut blocks, &mut words);
    blocks
}

/// Adds what stands below `node`, of which the caller knows that it is not too deep.
fn walk(node: NodeRef<'_>, kind: Option<PartKind>, blocks: &mut Vec<(Option<PartKind>, String)>, words: &mut String) {
    for child in node.children_it(false) {
        if child.is_text() {
            words.push_str(&child.text());
            continue;
        }
        let Some(name) = child.node_name() else { continue };
        let name = &*name;
        if UNREAD.contains(&name) {
            continue;
        }
        if name == "br" {
            words.push('\u{2028}');
        } else if BLOCKS.contains(&name) {
            close(kind, blocks, words);
            let kind = if name == "figcaption" { Some(PartKind::Caption) } else { kind };
            walk(child, kind, blocks, words);
            close(kind, blocks, words);
        } else {
            walk(child, kind, blocks, words);
        }
    }
}

/// Ends a paragraph; two line breaks in a row end one, too, and a single one breaks its line.
fn close(kind: Option<PartKind>, blocks: &mut Vec<(Option<PartKind>, String)>, words: &mut String) {
    let mut paragraphs = vec![Vec::new()];
    for line in words.split('\u{2028}') {
        match (on_one_line(line), paragraphs.last_mut()) {
            (line, _) if line.is_empty() => paragraphs.push(Vec::new()),
            (line, Some(paragraph)) => paragraph.push(line),
            (line, None) => paragraphs.push(vec![line]),
        }
    }
    words.clear();
    blocks.extend(paragraphs.into_iter().filter(|lines| !lines.is_empty()).map(|lines| (kind, lines.join("\n"))));
}

/// All that is printed below `root`, on one line.
fn printed(root: NodeRef<'_>) -> String {
    blocks(root).into_iter().map(|(_, block)| on_one_line(&block)).collect::<Vec<_>>().join(" ")
}
