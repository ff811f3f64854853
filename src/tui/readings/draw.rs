//! One difference: claim and document, what differs, what either filed, and between them, or below, the text.
//!
//! ```text
//! ━ Differences 2/5 · 4 to decide ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ the catalogue and anna ━
//!  The harbour knew before noon                                 Harbour Post · report 4 Mar
//!  stand against stand  the catalogue: affirms · anna: questions
//! ┌ < the catalogue ────┐┌ The text ──────────── the catalogue anna ┐┌ > anna ───────────┐
//! │● affirms            ││ 12 At noon the mayor said that nobody    ││◐ questions        │
//! ```

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{Readings, list, told};
use crate::{
    answers::adjudication::{Adjudication, Case, Ground},
    catalogue::ExcerptId,
    text::wrap::{cut, width, wrap},
    tui::{
        kit::{
            card::{Card, Cards, Head, Look},
            field,
            layout::{MEASURE, WIDE, cells},
            parts,
            theme::Theme,
        },
        shared::Shared,
    },
};

/// Columns before a paragraph of the text, for its number.
const MARGIN: u16 = 5;
/// Lines above the first words found that stay in sight.
const ABOVE: usize = 2;
/// Lines of text at the least, where there are twice as many to share.
const TEXT: u16 = 6;
/// Lines of text before there is a list, where there are so many.
const MUCH: u16 = 8;

/// Lines of the list of all differences at the least, with its title.
const LIST: u16 = 4;

/// Where things are.
struct Areas {
    head: Rect,
    sides: [Rect; 2],
    text: Rect,
    /// All differences, where there is room for them.
    list: Rect,
    /// Whether the parts stand in a row, each with a border.
    in_row: bool,
}

/// What one filed beside what the other filed, with the text between them; where there is less room, below them. They take no more lines
/// than they have, where that leaves room for a list of so many.
fn areas(shared: &Shared, head: u16, (cards, text, count): (u16, u16, u16)) -> Areas {
    let body = shared.body();
    let head = Rect { height: head.min(body.height), ..body };
    let rest = Rect { y: head.bottom(), height: body.height - head.height, ..body };
    let in_row = body.width >= WIDE;
    if shared.zoomed {
        let none = Rect { width: 0, height: 0, ..rest };
        return Areas { head, sides: [none; 2], text: rest, list: none, in_row };
    }
    let (above, wanted) = if in_row {
        (0, cards.max(text).saturating_add(2))
    } else {
        let above = cards.saturating_add(1).min(rest.height - TEXT.min(rest.height / 2));
        (above, above.saturating_add(text).saturating_add(1))
    };
    let whole = if count > 1 { count.saturating_add(1) } else { 0 };
    let list = Some(rest.height.saturating_sub(wanted).min(whole)).filter(|&height| height >= whole.min(LIST)).unwrap_or(0);
    let list = Rect { y: rest.bottom() - list, height: list, ..rest };
    let rest = Rect { height: rest.height - list.height, ..rest };
    let (side, height) = if in_row {
        ((body.width - (MEASURE + MARGIN).min(body.width * 2 / 5)) / 2, rest.height)
    } else {
        (rest.width / 2, above)
    };
    let left = Rect { width: side, height, ..rest };
    let right = if in_row { side } else { rest.width - side };
    let right = Rect { x: rest.right() - right, width: right, ..left };
    let text = if in_row {
        Rect { x: left.right(), width: rest.width - 2 * side, ..rest }
    } else {
        Rect { y: left.bottom(), height: rest.height - height, ..rest }
    };
    Areas { head, sides: [left, right], text, list, in_row }
}

/// What there is to draw of a difference.
struct Picture<'a> {
    shared: &'a Shared,
    found: &'a Adjudication,
    case: &'a Case,
    head: Vec<Line<'static>>,
    areas: Areas,
}

impl<'a> Picture<'a> {
    fn of(shared: &'a Shared, readings: &'a Readings) -> Option<Self> {
        let (found, case) = (readings.found.get()?, readings.case()?);
        let head = head(shared, found, case);
        let height = 1 + cells(head.len());
        let mut picture = Self { shared, found, case, areas: areas(shared, height, (0, 0, 0)), head };
        // How high they are follows from how wide they are.
        let cards = [0, 1].map(|side| picture.side_lines(side));
        let text = cells(picture.text_lines().0.len()).min(MUCH);
        picture.areas = areas(shared, height, (cells(cards[0].max(cards[1])), text, cells(readings.shown().len())));
        Some(picture)
    }

    /// Where the words of the side at `side` go: within its border, or below its title.
    fn inside_of(&self, side: usize) -> Rect {
        let area = self.areas.sides[side];
        let border = u16::from(self.areas.in_row);
        let width = area.width.saturating_sub(2 + border);
        Rect { x: area.x + 1 + border, y: area.y + 1, width, height: area.height.saturating_sub(1 + border) }
    }

    /// How many lines the cards of a side take.
    fn side_lines(&self, side: usize) -> usize {
        let columns = usize::from(self.inside_of(side).width);
        let cards = self.cards(side);
        let excerpts = &self.case.difference.excerpts[side];
        let lines = excerpts.iter().map(|&id| 1 + cards.excerpt(id, columns, LOOK).len()).sum::<usize>();
        lines.saturating_sub(1).max(1)
    }

    /// What the excerpts of a side are drawn with: those of a reading have their own speakers.
    fn cards(&self, side: usize) -> Cards<'_> {
        let catalogue = &self.found.codings[side];
        let is_shown = std::sync::Arc::ptr_eq(catalogue, &self.shared.catalogue);
        let cards = self.shared.cards();
        Cards { catalogue, checked: cards.checked.filter(|_| is_shown), ..cards }
    }

    fn draw_side(&self, side: usize, buffer: &mut Buffer) {
        let (theme, area) = (self.shared.theme, self.areas.sides[side]);
        if area.is_empty() {
            return;
        }
        let title = format!("{} {}", ["<", ">"][side], told::reader(self.found, side));
        if self.areas.in_row {
            parts::pane(theme, area, &title, Line::default(), false, buffer);
        } else {
            parts::rule(theme, area, &title, &Line::default(), false, buffer);
        }
        let inside = self.inside_of(side);
        let excerpts: &[ExcerptId] = &self.case.difference.excerpts[side];
        if excerpts.is_empty() {
            let nothing = cut("– nothing here", usize::from(inside.width)).into_owned();
            parts::put(buffer, inside.x, inside.y, &Span::styled(nothing, theme.quiet()).into(), inside.width);
            return;
        }
        let card = |at: usize| Card { id: excerpts[at], look: LOOK, head: Head::Nothing, bases: &[] };
        self.cards(side).column((excerpts.len(), card), 0, false, inside, buffer);
    }

    /// The text pane without its title.
    fn text_inside(&self) -> Rect {
        let area = self.areas.text;
        let border = u16::from(self.areas.in_row);
        let width = area.width.saturating_sub(2 * border);
        Rect { x: area.x + border, y: area.y + 1, width, height: area.height.saturating_sub(1 + border) }
    }

    /// The lines of the text, and the first of them in which something was found.
    fn text_lines(&self) -> (Vec<Line<'static>>, usize) {
        let columns = usize::from(self.text_inside().width.saturating_sub(MARGIN + 1).min(MEASURE));
        if let Some(ground) = &self.case.ground {
            return text_lines(self.shared.theme, ground, columns);
        }
        let id = &self.shared.catalogue.documents[self.case.difference.document].id;
        let why = format!(
            "The text is not at hand, or what is quoted does not stand in it. It belongs into texts/{id}.txt beside the catalogue."
        );
        let mut lines = parts::wrapped(&why, columns, self.shared.theme.quiet(), &[]);
        for line in &mut lines {
            line.spans.insert(0, Span::raw(" ".repeat(usize::from(MARGIN))));
        }
        (lines, 0)
    }

    /// The first line of the text in sight, when it was `scrolled` so far.
    fn top(&self, scrolled: isize) -> (usize, Vec<Line<'static>>) {
        let (lines, first) = self.text_lines();
        let lowest = lines.len().saturating_sub(usize::from(self.text_inside().height));
        (first.saturating_sub(ABOVE).min(lowest).saturating_add_signed(scrolled).min(lowest), lines)
    }

    /// How the words look that either quotes: "the catalogue bold · anna underlined".
    fn legend(&self) -> Line<'static> {
        let theme = self.shared.theme;
        let name = |side: usize| Span::styled(told::reader(self.found, side).to_owned(), look(theme, [side == 0, side == 1]));
        let quiet = |text: &'static str| Span::styled(text, theme.quiet());
        Line::from(vec![quiet(" "), name(0), quiet(" bold · "), name(1), quiet(" underlined ")])
    }

    fn draw_text(&self, scrolled: isize, buffer: &mut Buffer) {
        let (theme, area) = (self.shared.theme, self.areas.text);
        if area.is_empty() {
            return;
        }
        let legend = if self.case.ground.is_some() { self.legend() } else { Line::default() };
        if self.areas.in_row {
            parts::pane(theme, area, "The text", legend, true, buffer);
        } else {
            parts::rule(theme, area, "The text", &legend, true, buffer);
        }
        let inside = self.text_inside();
        let (top, lines) = self.top(scrolled);
        for (line, y) in lines.iter().skip(top).zip(inside.y..inside.bottom()) {
            parts::put(buffer, inside.x, y, line, inside.width);
        }
        if self.areas.in_row {
            parts::beyond(theme, area, (top, lines.len().saturating_sub(top + usize::from(inside.height))), buffer);
        }
    }
}

const LOOK: Look = Look { stance: true, brief: false };

/// Draws the screen.
pub fn draw(shared: &Shared, readings: &Readings, buffer: &mut Buffer) {
    let notice = |title: &str, text: &str, buffer: &mut Buffer| parts::notice(shared.theme, shared.body(), title, text, buffer);
    let Some(found) = readings.found.get() else {
        let text = if shared.origin.is_some() { "comparing the readings …".to_owned() } else { none(shared) };
        notice("Readings", &text, buffer);
        return;
    };
    if found.pair().is_none() {
        notice("Readings", &none(shared), buffer);
        return;
    }
    let Some(picture) = Picture::of(shared, readings) else {
        let [one, other] = [0, 1].map(|side| told::reader(found, side));
        let agreed = format!("{one} and {other} differ in nothing that both have looked at.");
        let text = found.faults.first().cloned().unwrap_or(agreed);
        notice(&heading(found, readings), &text, buffer);
        return;
    };
    let [one, other] = [0, 1].map(|side| told::reader(found, side));
    let right = Line::from(Span::styled(format!(" {one} and {other} "), shared.theme.strong()));
    let area = picture.areas.head;
    parts::rule(shared.theme, area, &heading(found, readings), &right, false, buffer);
    for (line, y) in picture.head.iter().zip(area.y + 1..area.bottom()) {
        parts::put(buffer, area.x + 1, y, line, area.width.saturating_sub(2));
    }
    for side in [0, 1] {
        picture.draw_side(side, buffer);
    }
    picture.draw_text(readings.scrolled, buffer);
    list::draw(shared, readings, picture.areas.list, buffer);
}

/// The difference at `position`, where they are listed.
pub(super) fn line_at(shared: &Shared, readings: &Readings, position: Position) -> Option<usize> {
    list::line_at(readings, Picture::of(shared, readings)?.areas.list, position)
}

/// "Differences 2/5 · 4 to decide", "Differences 1/2, stance, of 5 · 4 to decide".
fn heading(found: &Adjudication, readings: &Readings) -> String {
    let (shown, all) = (readings.shown().len(), found.cases.len());
    let open = found.cases.iter().filter(|case| case.decision.is_none()).count();
    let narrowed = readings.kind.map(|kind| format!(", {}, of {all}", kind.name())).unwrap_or_default();
    let at = if shown == 0 { 0 } else { readings.line + 1 };
    format!("Differences {at}/{shown}{narrowed} · {open} to decide, {} decided", found.decided)
}

/// Claim and document, what differs, and what was decided.
fn head(shared: &Shared, found: &Adjudication, case: &Case) -> Vec<Line<'static>> {
    let (theme, columns) = (shared.theme, usize::from(shared.size.width.saturating_sub(2)));
    let difference = &case.difference;
    let outlet = shared.catalogue.documents[difference.document].outlet;
    let document = &shared.catalogue.documents[difference.document];
    let where_ = match shared.catalogue.outlets[outlet].documents.len() {
        1 => format!("{} {}", shared.heads[outlet].name, shared.heads[outlet].published()),
        _ => format!("{} · {}", shared.heads[outlet].name, document.title),
    };
    let where_ = cut(where_.trim_end(), columns / 2).into_owned();
    let title = cut(&shared.catalogue.claims[difference.claim].title, columns.saturating_sub(width(&where_) + 2)).into_owned();
    let blank = columns.saturating_sub(width(&title) + width(&where_));
    let mut lines = vec![Line::from(vec![
        Span::styled(title, theme.strong()),
        Span::raw(" ".repeat(blank)),
        Span::styled(where_, theme.quiet()),
    ])];
    let kind = told::kind(case);
    let text = format!("{kind}  {}", told::difference(found, case));
    lines.extend(parts::wrapped(&text, columns, Style::new(), &[(0..kind.len(), theme.accent().patch(theme.strong()))]));
    if let Some(decision) = &case.decision {
        let reason = decision.reason.as_ref().map(|reason| format!(", because {reason}")).unwrap_or_default();
        let text = format!("✓ decided: {}{reason}", told::choice(found, decision.choice));
        lines.extend(parts::cut_to(&text, columns, 1, theme.accent()));
    }
    if let Some(fault) = found.faults.first() {
        lines.extend(parts::cut_to(fault, columns, 1, theme.fault()));
    }
    lines
}

/// The lines of `ground` in so many columns, and the first of them in which something is quoted.
fn text_lines(theme: Theme, ground: &Ground, columns: usize) -> (Vec<Line<'static>>, usize) {
    let (mut lines, mut first) = (Vec::new(), None);
    let mut before = None;
    for paragraph in &ground.paragraphs {
        match before {
            Some(before) if before + 1 < paragraph.number => lines.push(Line::from(Span::styled("    …", theme.quiet()))),
            Some(_) => lines.push(Line::default()),
            None => {}
        }
        before = Some(paragraph.number);
        let marks = marks(theme, &paragraph.quoted);
        for (at, range) in wrap(&paragraph.text, columns).into_iter().enumerate() {
            if marks.iter().any(|(mark, _)| mark.start < range.end && range.start < mark.end) {
                first.get_or_insert(lines.len());
            }
            let number = if at == 0 { paragraph.number.to_string() } else { String::new() };
            let room = usize::from(MARGIN) - 1;
            let mut spans = vec![Span::styled(format!("{number:>room$} "), theme.quiet())];
            spans.extend(parts::marked(&paragraph.text, range, Style::new(), &marks));
            lines.push(Line::from(spans));
        }
    }
    (lines, first.unwrap_or(0))
}

/// Where which of the two quotes, apart and in order.
fn marks(theme: Theme, quoted: &[Vec<Range<usize>>; 2]) -> Vec<(Range<usize>, Style)> {
    let mut ends: Vec<usize> = quoted.iter().flatten().flat_map(|range| [range.start, range.end]).collect();
    ends.sort_unstable();
    ends.dedup();
    let pieces = ends.windows(2).filter_map(|ends| {
        let by = quoted.each_ref().map(|ranges| ranges.iter().any(|range| range.start <= ends[0] && ends[1] <= range.end));
        by.contains(&true).then(|| (ends[0]..ends[1], look(theme, by)))
    });
    pieces.collect()
}

/// How words look that the one quotes, the other, or both: bold for the one, underlined for the other, so that it is seen without colour.
fn look(theme: Theme, by: [bool; 2]) -> Style {
    let style = if by[0] { theme.strong() } else { Style::new() };
    if by[1] { style.add_modifier(Modifier::UNDERLINED) } else { style }
}

/// How a reading is begun.
fn none(shared: &Shared) -> String {
    let path = shared.named.as_ref().map(|named| format!(" {named}")).unwrap_or_default();
    format!(
        "Nobody else has read these documents yet. `parallax code --as NAME{path}` opens them for a second reader, from whom what is filed here is \
         kept; then this screen shows, one by one, what the two differ in, and lets you decide."
    )
}

/// Lines by which the text is scrolled.
pub(super) fn page(shared: &Shared) -> isize {
    isize::try_from(shared.body().height / 4).unwrap_or(1).max(1)
}

/// `scrolled`, as far as there is text that way.
pub(super) fn within(shared: &Shared, readings: &Readings, scrolled: isize) -> isize {
    let Some(picture) = Picture::of(shared, readings) else { return 0 };
    let signed = |at: usize| isize::try_from(at).unwrap_or(isize::MAX);
    signed(picture.top(scrolled).0) - signed(picture.top(0).0)
}

/// Draws the line in which the reason is typed.
pub fn draw_reason(shared: &Shared, readings: &Readings, area: Rect, buffer: &mut Buffer) {
    let (Some((choice, reason)), Some(found)) = (&readings.reason, readings.found.get()) else { return };
    let (strong, quiet) = (shared.theme.strong(), shared.theme.quiet());
    let keys = Line::from(vec![
        Span::styled(" Enter", strong),
        Span::styled(" decide ", quiet),
        Span::styled(" Esc", strong),
        Span::styled(" not", quiet),
    ]);
    let label = cut(&format!(" {}, because ", told::choice(found, *choice)), usize::from(area.width / 2)).into_owned();
    let columns = cells(width(&label));
    parts::put(buffer, area.x, area.y, &Span::styled(label, shared.theme.accent()).into(), area.width);
    let right = cells(keys.width()).min(area.width - columns.min(area.width));
    let line = Rect { x: area.x + columns, width: area.width.saturating_sub(columns + right), ..area };
    field::draw(shared.theme, reason, "a reason, or none", line, buffer);
    parts::put(buffer, line.right(), area.y, &keys, right);
}
