//! The article of a web page.
//!
//! Which part of a page is its article is decided as in Firefox's reader view (`dom_smoothie`, after Mozilla's Readability.js). Its
//! blocks become paragraphs, what stands under pictures becomes captions. Headline and byline stand over it where the page prints
//! them, and the readers' comments below it where the page says that they are comments.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability, ReadabilityError};

use super::{
    IntakeError, Kind, Taken,
    composed::{Composed, on_one_line},
    day::day,
};
use crate::{catalogue::PartKind, text::fold::fold};

/// Elements of a page that is read.
const ELEMENTS: usize = 100_000;
/// How deep a page is nested that is read.
const DEPTH: usize = 500;
/// How deep its tags seem to be, where many are never closed.
const DEEPEST: usize = 4000;
/// Elements that have no end, or need none.
const NO_END: [&str; 29] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li", "link",
    "meta", "optgroup", "option", "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Where readers' comments stand, by what pages of newspapers and blogs call it.
const COMMENTS: &str = "#comments, #comment-list, .comments, .comment-list, .commentlist, .comments-area, [itemprop=comment]";
/// What of them is no comment.
const NO_COMMENT: &str = "form, button, nav, script, style, input, textarea, select, label, svg, h1, h2, h3";
/// What stands around articles, by what it is or is called.
const AROUND: &str = "nav, aside, footer, form, dialog, [role=navigation], [role=dialog], [role=banner], [aria-hidden=true], \
    [class*=cookie], [id*=cookie], [class*=consent], [id*=consent], [class*=related], [class*=newsletter], [class*=advert], \
    [class*=paywall], [class*=subscribe], [class*=share], [class*=social], [class*=breadcrumb], [class*=sidebar], [class*=promo]";
/// What no such thing holds, so that a page is not taken for what surrounds it.
const HEART: &str = "article, main, h1, [itemprop=articleBody]";
/// Blocks at the top of an article among which headline and byline stand.
const TOP: usize = 4;
/// Bytes that a byline has beside the name.
const REST: usize = 60;
/// Letters of the shortest article: below that the rest of the page is looked at again, with less taken away.
const SHORTEST: usize = 140;
/// Elements that begin a new paragraph.
const BLOCKS: [&str; 35] = [
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
    let (tags, deepest) = tags(text);
    if tags > 2 * ELEMENTS || deepest > DEEPEST {
        return Err(IntakeError::TooDeep);
    }
    let page = Document::from(text);
    bounded(&page)?;
    let all: Vec<String> = blocks(page.root()).into_iter().map(|(_, block)| block).collect();
    // All that is printed, on one line.
    let printed = fold(&on_one_line(&all.join(" "))).into_owned();
    let comments = comments(&page);
    let (headline, url) = (headline(&page), url(&page));
    let named_day = page.select("time[datetime]").iter().find_map(|time| day(&time.attr("datetime")?));
    strip(&page);
    let config = Config { max_elements_to_parse: ELEMENTS, char_threshold: SHORTEST, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).and_then(|mut reader| reader.parse());
    let article = article.map_err(|error| match error {
        ReadabilityError::TooManyElements(..) => IntakeError::TooDeep,
        _ => IntakeError::NoArticle,
    })?;
    let title = Some(headline.unwrap_or_else(|| on_one_line(&article.title))).filter(|title| !title.is_empty());
    let byline = article.byline.as_deref().map(on_one_line).filter(|byline| !byline.is_empty());

    let mut composed = Composed::default();
    let is_printed = |words: &&String| printed.contains(&*fold(words));
    let over = title.as_ref().filter(is_printed);
    if let Some(title) = over {
        composed.part(PartKind::Headline, title);
    }
    let blocks = blocks(Document::from(&*article.content).root());
    let is_title = |block: &str| over.is_some_and(|title| fold(title) == fold(block));
    // "Ada Quill, 3 March 2031": the line in which the article has it.
    let is_byline = |block: &str| {
        byline.as_ref().is_some_and(|byline| block.len() <= byline.len() + REST && fold(block).contains(&*fold(byline)))
    };
    let its_own = blocks.iter().take(TOP).position(|(_, block)| is_byline(block));
    if let Some(byline) = byline.as_ref().filter(|_| its_own.is_none()).filter(is_printed) {
        composed.part(PartKind::Byline, byline);
    }
    for (at, (kind, block)) in blocks.iter().enumerate() {
        match kind {
            _ if at < TOP && is_title(block) => {}
            _ if its_own == Some(at) => composed.part(PartKind::Byline, block),
            Some(kind) => composed.part(*kind, block),
            None => composed.body(block),
        }
    }
    for comment in &comments {
        composed.part(PartKind::Comments, comment);
    }
    let (text, parts) = composed.finish();
    Ok(Taken {
        text,
        parts,
        title,
        author: byline.map(|byline| author(&byline).to_owned()),
        published: article.published_time.as_deref().and_then(day).or(named_day),
        url: url.or(article.url),
        outlet: article.site_name.as_deref().map(on_one_line).filter(|name| !name.is_empty()),
        kind: Kind::Page,
        encoding: Some(encoding.to_owned()),
        attachments: 0,
    })
}

/// How many tags `text` has, and how deep they are nested at the most, those aside that need no end: counted before it is parsed,
/// because to parse it takes the square of that, and memory for each.
fn tags(text: &str) -> (usize, usize) {
    let (mut tags, mut depth, mut deepest) = (0, 0_usize, 0);
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        let rest = &text.as_bytes()[at + 1..];
        let (closes, rest) = rest.strip_prefix(b"/").map_or((false, rest), |rest| (true, rest));
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        let name = rest[..length].to_ascii_lowercase();
        tags += 1;
        if name.is_empty() || NO_END.contains(&&*String::from_utf8_lossy(&name)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    (tags, deepest)
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

/// Takes away what stands around the article, the comments, which have been read, among it.
fn strip(page: &Document) {
    for node in page.select(&format!("{AROUND}, {COMMENTS}")).nodes() {
        let selection = dom_query::Selection::from(*node);
        if !["html", "body", "article", "main"].iter().any(|name| node.has_name(name)) && !selection.select(HEART).exists() {
            node.remove_from_parent();
        }
    }
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
            // The cells of a row stand beside one another.
            if matches!(name, "td" | "th") {
                words.push(' ');
            }
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
