//! The finder: the line, what it finds, and the comparison of the chosen claim beside or below.
//!
//! ```text
//! > hackd results▏
//! 3 of 230 excerpts · 2 claims
//! A cyberattack hit the electoral council
//! ▌● CodePink      … the hack could not alter the vote …
//! no hit: CBC News, UnHerd   CodePink 3
//! ```
//!
//! In the texts the results are sentences under their documents, and an outlet without a text is told from one without a hit.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Clear, Widget},
};

use super::{Find, finder::Finder, passage};
use crate::{
    answers::full_text::FullText,
    catalogue::ExcerptId,
    compare::standing::Standing,
    find::{FORGIVEN, Marks, Query},
    text::wrap::{cut, width, window},
    tui::{
        action::Goal,
        kit::{
            card::Cards,
            field,
            layout::{self, WIDE, cells},
            parts,
            theme::Theme,
        },
        shared::{
            Shared,
            results::{Results, Searched},
        },
    },
};

/// Columns of an outlet's name.
const NAME: usize = 14;

/// Draws it over the screen; `indexed` says how many excerpts the index has so far.
pub fn draw(shared: &Shared, find: &Find, indexed: u64, buffer: &mut Buffer) {
    let Some(finder) = &find.finder else { return };
    let body = shared.body();
    Clear.render(body, buffer);
    let goal = finder.goal();
    let (results, preview) = if goal.is_some() { areas(body) } else { (body, Rect::default()) };
    let title = if finder.in_texts { "Find in the texts" } else { "Find" };
    let inside = parts::pane(shared.theme, results, title, Line::default(), true, buffer);
    parts::put(buffer, inside.x + 1, inside.y, &Span::styled(">", shared.theme.accent()).into(), 1);
    let line = Rect { x: inside.x + 3, width: inside.width.saturating_sub(3), ..inside };
    field::draw(shared.theme, &finder.field, "words, \"a phrase\", !not, 'exact, outlet: stance: speaker: …", line, buffer);
    if inside.height < 3 {
        return;
    }
    let room = inside.width.saturating_sub(2);
    let told = choices(shared, finder, room)
        .unwrap_or_else(|| Span::styled(count(shared, finder, indexed), shared.theme.quiet()).into());
    parts::put(buffer, inside.x + 1, inside.y + 1, &told, room);
    let outlets = outlets(shared, finder, usize::from(room));
    let outlets = outlets.filter(|_| inside.height > 6);
    let list = Rect { y: inside.y + 2, height: inside.height - 2 - u16::from(outlets.is_some()), ..inside };
    match &finder.found {
        Some(Results { searched: Searched::Texts(full_text), .. }) if full_text.is_empty() => {
            parts::paragraph(
                buffer,
                Rect { y: list.y + 1, height: list.height.saturating_sub(1), ..list },
                NO_TEXT,
                Style::new(),
            );
        }
        Some(found) if found.hits.total == 0 => nothing(shared, found, list, buffer),
        Some(found) => draw_results(shared, finder, found, list, buffer),
        None => {}
    }
    if let Some(outlets) = outlets {
        parts::put(buffer, inside.x + 1, inside.bottom() - 1, &outlets, inside.width);
    }
    if let (Some(goal), Some(found), false) = (goal, &finder.found, preview.is_empty()) {
        let marks = &found.hits.marks;
        match (goal, &found.searched, found.order.get(finder.chosen)) {
            (Goal::Excerpt(chosen), ..) => Cards { marks: Some(marks), ..shared.cards() }.preview(chosen, preview, buffer),
            (_, Searched::Texts(full_text), Some(&at)) => passage::preview(shared, full_text, at, marks, preview, buffer),
            _ => {}
        }
    }
}

/// The choices that Tab goes through, the one in the line among them, as many as there is room for.
fn choices(shared: &Shared, finder: &Finder, columns: u16) -> Option<Line<'static>> {
    let (choices, at) = finder.completed(&shared.catalogue)?;
    let labels: Vec<String> = choices.iter().map(|choice| format!("{}  ", choice.text)).collect();
    let widths: Vec<u16> = labels.iter().map(|label| cells(width(label))).collect();
    let told = format!("{} of {}: ", at + 1, choices.len());
    let shown = layout::fitting(&widths, at, columns.saturating_sub(cells(width(&told))));
    let mut spans = vec![Span::styled(told, shared.theme.quiet())];
    for (place, label) in labels.into_iter().enumerate().take(shown.end).skip(shown.start) {
        spans.push(Span::styled(label, if place == at { shared.theme.strong() } else { shared.theme.quiet() }));
    }
    Some(Line::from(spans))
}

/// Results and preview; no preview where there is no room for both.
fn areas(body: Rect) -> (Rect, Rect) {
    if body.width >= WIDE {
        let left = body.width / 2;
        return (Rect { width: left, ..body }, Rect { x: body.x + left, width: body.width - left, ..body });
    }
    let below = if body.height < 18 { 0 } else { body.height * 2 / 5 };
    let top = Rect { height: body.height - below, ..body };
    (top, Rect { y: top.bottom(), height: below, ..body })
}

/// What to say where there is no text to look in.
const NO_TEXT: &str = "No text is at hand to look in: put each as <document id>.txt into texts/ beside the catalogue, or name \
    their folder with --texts. Ctrl-o looks in the excerpts again.";

/// "12 of 176 excerpts · 9 claims" or "3 of 812 sentences · 2 documents", or how far the index is.
fn count(shared: &Shared, finder: &Finder, indexed: u64) -> String {
    let all = shared.catalogue.excerpts.len();
    if finder.in_texts && shared.full_text.is_none() {
        return "reading the texts …".to_owned();
    }
    if !finder.in_texts && shared.index.is_none() {
        let share = (100 * indexed).checked_div(all as u64).unwrap_or(0);
        return format!("reading the words of {all} excerpts … {share} %");
    }
    let Some(found) = &finder.found else { return String::new() };
    let hits = &found.hits;
    let alike = if hits.forgiven { format!(" · {FORGIVEN}") } else { String::new() };
    let counted = |number: usize, noun: &str| format!("{number} {noun}{}", if number == 1 { "" } else { "s" });
    match &found.searched {
        Searched::Excerpts(_) => format!("{} of {all} excerpts · {}{alike}", hits.total, counted(hits.groups, "claim")),
        Searched::Texts(full_text) if full_text.is_empty() => "no text at hand".to_owned(),
        Searched::Texts(full_text) => {
            let beyond = Query::parse(&found.query).beyond_texts().map(|beyond| format!(" · {beyond}")).unwrap_or_default();
            let (all, documents) = (counted(full_text.sentences.len(), "sentence"), counted(hits.groups, "document"));
            format!("{} of {all} · {documents}{beyond}{alike}", hits.total)
        }
    }
}

/// The outlets that have nothing, then how many each of the others has; nothing where no excerpt was found, or no text is there.
fn outlets(shared: &Shared, finder: &Finder, columns: usize) -> Option<Line<'static>> {
    let found = finder.found.as_ref()?;
    let hits = &found.hits;
    let listed = |what: &str, names: &[String]| {
        if names.is_empty() { String::new() } else { format!("{what}: {}   ", names.join(", ")) }
    };
    let silent = match &found.searched {
        Searched::Excerpts(_) if hits.total == 0 => return None,
        Searched::Excerpts(_) => {
            let names: Vec<String> = hits.silent().map(|outlet| shared.catalogue.outlets[outlet].name.clone()).collect();
            listed("no hit", &names)
        }
        Searched::Texts(full_text) if full_text.is_empty() => return None,
        Searched::Texts(full_text) => {
            let silence = full_text.silence(&shared.catalogue, hits);
            listed("no hit", &silence.no_hit) + &listed("no text", &silence.no_text)
        }
    };
    let counted = shared.catalogue.outlets.iter().zip(&hits.outlets).filter(|&(_, &count)| count > 0);
    let counted: Vec<String> = counted.map(|(outlet, count)| format!("{} {count}", outlet.name)).collect();
    let silent = cut(&silent, columns).into_owned();
    let counted = cut(&counted.join(" · "), columns - width(&silent)).into_owned();
    Some(Line::from(vec![Span::raw(silent), Span::styled(counted, shared.theme.quiet())]))
}

/// What to change where nothing is found.
fn nothing(shared: &Shared, found: &Results, area: Rect, buffer: &mut Buffer) {
    let query = &found.query;
    let (whole, one, fields) = if found.searched.is_texts() {
        ("The texts have", "sentence", "A word is found in the sentence alone; outlet: and document: say where to look.")
    } else {
        let fields = "A word is found in the quotation, the claim's title, the speaker, the outlet and the note.";
        ("The catalogue has", "excerpt", fields)
    };
    let beyond = Query::parse(query).beyond_texts().filter(|_| found.searched.is_texts());
    let mut advice = vec![match (beyond, found.hits.hopeless(query)) {
        (Some(beyond), _) => format!("The {beyond}: leave them out, or look in the excerpts with Ctrl-o."),
        (None, Some(hopeless)) => format!("{whole} nothing like {hopeless}: type it otherwise, or leave it out."),
        (None, None) => format!("No {one} has all of this at once: leave a word out."),
    }];
    if query.contains(['"', '\'', '!', '^']) {
        advice.push("Take away quotation marks, ! or ^: they ask for the exact word, none, or the first one.".to_owned());
    }
    if query.contains(':') {
        advice.push("Tab after a field completes the values that there are.".to_owned());
    }
    advice.push(fields.to_owned());
    let columns = usize::from(area.width.saturating_sub(2));
    let lines = advice.iter().enumerate().flat_map(|(at, text)| {
        let style = if at == 0 { Style::new() } else { shared.theme.quiet() };
        parts::wrapped(text, columns, style, &[])
    });
    for (line, y) in lines.zip(area.y + 1..area.bottom()) {
        parts::put(buffer, area.x + 1, y, &line, area.width);
    }
}

/// One line of the results.
enum ResultLine<'a> {
    /// The title of a claim or a document.
    Heading(&'a str),
    /// An excerpt or a sentence, with its place in the order.
    Hit(usize, usize),
}

fn draw_results(shared: &Shared, finder: &Finder, found: &Results, area: Rect, buffer: &mut Buffer) {
    let mut rows = Vec::new();
    let catalogue = &shared.catalogue;
    let mut group = None;
    let mut chosen_row = 0;
    for (place, &item) in found.order.iter().enumerate() {
        let (its, title) = match &found.searched {
            Searched::Excerpts(_) => {
                let claim = catalogue.excerpts[ExcerptId::new(item)].claim;
                (claim.index(), &catalogue.claims[claim].title)
            }
            Searched::Texts(full_text) => {
                let document = full_text.sentences[item].document;
                (document.index(), &catalogue.documents[document].title)
            }
        };
        if found.grouped && group != Some(its) {
            group = Some(its);
            rows.push(ResultLine::Heading(title));
        }
        if place == finder.chosen {
            chosen_row = rows.len();
        }
        rows.push(ResultLine::Hit(place, item));
    }
    let height = usize::from(area.height);
    let top = layout::scroll(chosen_row.saturating_sub(height / 2), chosen_row, rows.len(), height);
    for (row, y) in rows.iter().skip(top).zip(area.y..area.bottom()) {
        match *row {
            ResultLine::Heading(title) => {
                // Of a text only its own words are looked through.
                let marked = if found.searched.is_texts() { Vec::new() } else { found.hits.marks.in_text(title) };
                let line = passage(title, &marked, usize::from(area.width), shared.theme.accent(), shared.theme);
                parts::put(buffer, area.x, y, &line, area.width);
            }
            ResultLine::Hit(place, item) => {
                let (marks, chosen, line) = (&found.hits.marks, place == finder.chosen, Rect { y, height: 1, ..area });
                parts::marker(chosen, shared.theme, line.x, line.y, buffer);
                match &found.searched {
                    Searched::Excerpts(_) => excerpt(shared, ExcerptId::new(item), marks, chosen, line, buffer),
                    Searched::Texts(full_text) => sentence(shared, full_text, item, marks, chosen, line, buffer),
                }
            }
        }
    }
}

fn excerpt(shared: &Shared, id: ExcerptId, marks: &Marks, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let excerpt = &shared.catalogue.excerpts[id];
    let outlet = &shared.catalogue.outlets[shared.catalogue.outlet_of(excerpt)];
    let standing = Standing::Takes(excerpt.stance);
    parts::put(buffer, area.x + 1, area.y, &Span::styled(standing.sign().to_string(), shared.theme.standing(standing)).into(), 1);
    if shared.is_misquoted(id) {
        parts::put(buffer, area.x + 2, area.y, &Span::styled("!", shared.theme.fault()).into(), 1);
    }
    words(shared, &outlet.name, excerpt.quote.shown(), marks, chosen, area, buffer);
}

fn sentence(shared: &Shared, full_text: &FullText, at: usize, marks: &Marks, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let sentence = &full_text.sentences[at];
    let outlet = &shared.catalogue.outlets[shared.catalogue.documents[sentence.document].outlet];
    words(shared, &outlet.name, sentence.quote.shown(), marks, chosen, area, buffer);
}

/// Who says it, and the part of `quote` with the first word that matched.
fn words(shared: &Shared, outlet: &str, quote: &str, marks: &Marks, chosen: bool, area: Rect, buffer: &mut Buffer) {
    let name_room = if area.width < 50 { 8 } else { NAME };
    let name = cut(outlet, name_room).into_owned();
    let style = if chosen { shared.theme.current() } else { shared.theme.quiet() };
    parts::put(buffer, area.x + 3, area.y, &Span::styled(name, style).into(), cells(name_room));
    let x = area.x + 4 + cells(name_room);
    let columns = area.right().saturating_sub(x + 1);
    let style = if chosen { shared.theme.strong() } else { Style::new() };
    let line = passage(quote, &marks.in_quote(quote), usize::from(columns), style, shared.theme);
    parts::put(buffer, x, area.y, &line, columns);
}

/// The part of `text` in which the first marked word stands, with all that is marked in it.
fn passage(text: &str, marked: &[Range<usize>], columns: usize, style: Style, theme: Theme) -> Line<'static> {
    let focus = marked.first().cloned().unwrap_or(0..0);
    let shown = window(text, focus, columns);
    let mut spans = Vec::new();
    if shown.start > 0 {
        spans.push(Span::styled("…", style));
    }
    spans.extend(parts::marked(text, shown.clone(), style, &parts::highlights(marked, theme.matched())));
    if shown.end < text.len() {
        spans.push(Span::styled("…", style));
    }
    Line::from(spans)
}
