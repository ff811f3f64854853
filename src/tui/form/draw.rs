//! Draws the form over the lower part of the screen.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::{Clear, Widget},
};
use tui_input::Input;

use super::{Field, Form, letter_of};
use crate::{
    catalogue::{Catalogue, Quote, Stance, edit::Choice},
    compare::standing::Standing,
    text::wrap::{cut, width},
    tui::{
        kit::{field, parts, theme::Theme},
        shared::Shared,
    },
};

/// Columns of a field's name.
const NAME: u16 = 9;
/// Rows of a list, where there is room for them.
const LIST: u16 = 5;
/// Lines of the form while a claim is chosen: with its borders, the words, five rows of fields and the list.
pub const HEIGHT: u16 = 2 + 1 + 5 + LIST;
/// Lines above the form in which the words stay in sight.
const ABOVE: u16 = 7;

/// Draws `form` into the lower part of `body`.
pub fn draw(shared: &Shared, form: &Form, body: Rect, buffer: &mut Buffer) {
    let rows = rows(form);
    let list = if is_list(form.field) { LIST } else { 0 };
    let wanted = u16::try_from(rows.len()).unwrap_or(0) + list + 3;
    let height = wanted.min(body.height.saturating_sub(ABOVE)).max(body.height.min(6));
    let area = Rect { y: body.bottom() - height, height, ..body };
    Clear.render(area, buffer);
    let document = shared.catalogue.documents.iter().find(|document| *document.id == *form.passage.document);
    let outlet = document.map_or("", |document| shared.catalogue.outlets[document.outlet].name.as_str());
    let title = if form.changes.is_some() { format!("Change an excerpt of {outlet}") } else { format!("File words of {outlet}") };
    let inside = parts::pane(shared.theme, area, &title, Line::default(), true, buffer);
    let inside = Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside };
    let pen = Pen { shared, theme: shared.theme, form };
    let quote = cut(&Quote::new(form.passage.quote.as_str()).marked(), usize::from(inside.width)).into_owned();
    parts::put(buffer, inside.x, inside.y, &Span::styled(quote, pen.theme.quiet()).into(), inside.width);
    let mut y = inside.y + 1;
    let spare = inside.height.saturating_sub(1 + u16::try_from(rows.len()).unwrap_or(0));
    // Where there is no room for all rows, the one with the keys is in sight.
    let at = rows.iter().position(|row| row.contains(&form.field)).unwrap_or(0);
    let room = usize::from(inside.height.saturating_sub(1 + spare.min(list).max(list.min(3)))).max(1);
    let first = (at + 1).saturating_sub(room);
    for row in &rows[first..] {
        if y >= inside.bottom() {
            break;
        }
        let line = Rect { y, height: 1, ..inside };
        match row.as_slice() {
            [one] => pen.field(*one, line, buffer),
            [left, right] => {
                let half = line.width / 2;
                pen.field(*left, Rect { width: half.saturating_sub(1), ..line }, buffer);
                pen.field(*right, Rect { x: line.x + half, width: line.width - half, ..line }, buffer);
            }
            _ => {}
        }
        y += 1;
        if row.contains(&form.field) && list > 0 {
            let after = u16::try_from(rows.len() - first).unwrap_or(0).saturating_sub(y - inside.y - 1);
            let height =
                inside.bottom().saturating_sub(y).saturating_sub(after).max(inside.bottom().saturating_sub(y).min(3)).min(LIST);
            pen.list(Rect { y, height, ..inside }, buffer);
            y += height;
        }
    }
}

/// The fields as they stand below one another.
fn rows(form: &Form) -> Vec<Vec<Field>> {
    let mut rows = vec![vec![Field::Claim]];
    if form.fields().contains(&Field::Event) {
        rows.push(vec![Field::Event]);
        rows.push(vec![Field::Text]);
    }
    rows.extend([vec![Field::Stance], vec![Field::Speaker, Field::Cue], vec![Field::Frames, Field::Figure], vec![Field::Note]]);
    rows
}

const fn is_list(field: Field) -> bool {
    matches!(field, Field::Claim | Field::Event | Field::Speaker | Field::Frames)
}

struct Pen<'a> {
    shared: &'a Shared,
    theme: Theme,
    form: &'a Form,
}

impl Pen<'_> {
    fn field(&self, which: Field, area: Rect, buffer: &mut Buffer) {
        let (theme, form) = (self.theme, self.form);
        let is_current = form.field == which;
        let style = if is_current { theme.accent().add_modifier(Modifier::BOLD) } else { theme.quiet() };
        let name = match which {
            Field::Claim => "claim",
            Field::Event => "event",
            Field::Text => "text",
            Field::Stance => "stance",
            Field::Speaker => "speaker",
            Field::Cue => "cue",
            Field::Frames => "frames",
            Field::Figure => "figure",
            Field::Note => "note",
        };
        parts::put(buffer, area.x, area.y, &Span::styled(name, style).into(), area.width);
        let value = Rect { x: area.x + NAME.min(area.width), width: area.width.saturating_sub(NAME), ..area };
        let catalogue = &self.shared.catalogue;
        match which {
            Field::Stance => self.stances(value, buffer),
            Field::Text => self.line(&form.text, is_current, "the whole proposition, in neutral words", value, buffer),
            Field::Cue => self.line(&form.cue, is_current, "the verb of saying, as printed", value, buffer),
            Field::Figure => self.line(&form.figure, is_current, "a number, as printed", value, buffer),
            Field::Note => self.line(&form.note, is_current, "", value, buffer),
            Field::Claim if is_current => {
                let is_first = catalogue.claims.is_empty();
                let hint =
                    if is_first { "type a title: it becomes the first claim" } else { "a digit, or a few letters of a title" };
                field::draw(theme, &form.pick.field, hint, value, buffer);
            }
            Field::Speaker if is_current => {
                field::draw(theme, &form.pick.field, "a digit, or a few letters of a name", value, buffer);
            }
            Field::Event | Field::Frames if is_current => {
                let chosen = self.chosen(which, catalogue);
                let hint = if chosen.is_empty() { "a digit or a few letters".to_owned() } else { chosen };
                field::draw(theme, &form.pick.field, &hint, value, buffer);
            }
            _ => {
                let chosen = self.chosen(which, catalogue);
                let shown = if chosen.is_empty() { Span::styled("–", theme.quiet()) } else { Span::raw(chosen) };
                let shown = Span::styled(cut(&shown.content, usize::from(value.width)).into_owned(), shown.style);
                parts::put(buffer, value.x, value.y, &shown.into(), value.width);
            }
        }
    }

    /// What is chosen in a field with a list.
    fn chosen(&self, which: Field, catalogue: &Catalogue) -> String {
        let form = self.form;
        match which {
            Field::Claim => match &form.claim {
                Some(Choice::There(id)) => catalogue
                    .claims
                    .iter()
                    .find(|claim| *claim.id == **id)
                    .map_or_else(|| id.clone(), |claim| claim.title.clone()),
                Some(Choice::New(title)) => format!("new: {title}"),
                None => String::new(),
            },
            Field::Event => form.event.as_ref().map_or_else(
                || format!("new: {}", catalogue.title),
                |id| {
                    catalogue
                        .events
                        .iter()
                        .find(|event| *event.id == **id)
                        .map_or_else(|| id.clone(), |event| event.title.clone())
                },
            ),
            Field::Speaker => match &form.speaker {
                Some(Choice::There(id)) => {
                    catalogue.speakers.iter().find(|row| *row.id == **id).map_or_else(|| id.clone(), |row| row.name.clone())
                }
                Some(Choice::New(name)) => format!("new: {name}"),
                None => String::new(),
            },
            Field::Frames => {
                let name = |id: &String| {
                    catalogue.frames.iter().find(|frame| *frame.id == **id).map_or_else(|| id.clone(), |frame| frame.name.clone())
                };
                form.frames.iter().map(name).collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        }
    }

    fn line(&self, input: &Input, is_current: bool, hint: &str, area: Rect, buffer: &mut Buffer) {
        if is_current {
            field::draw(self.theme, input, hint, area, buffer);
        } else if input.value().is_empty() {
            parts::put(buffer, area.x, area.y, &Span::styled("–", self.theme.quiet()).into(), area.width);
        } else {
            let shown = cut(input.value(), usize::from(area.width)).into_owned();
            parts::put(buffer, area.x, area.y, &Span::raw(shown).into(), area.width);
        }
    }

    /// The stances with their letters: first those that take a stand, then those that pass on.
    fn stances(&self, area: Rect, buffer: &mut Buffer) {
        let (theme, form) = (self.theme, self.form);
        let of = |signs: bool, words: fn(Standing) -> &'static str| {
            let mut spans = Vec::new();
            for stance in [Stance::Affirms, Stance::Questions, Stance::Denies, Stance::Reports, Stance::ReportsDenial] {
                let is_chosen = form.stance == Some(stance);
                let standing = Standing::Takes(stance);
                let style =
                    if is_chosen { theme.stance(stance).add_modifier(Modifier::BOLD | Modifier::REVERSED) } else { Style::new() };
                if form.field == Field::Stance {
                    spans.push(Span::styled(format!("{} ", letter_of(stance)), theme.strong()));
                }
                spans.push(Span::styled(
                    if signs {
                        format!("{} {}", standing.sign(), words(standing)).trim_end().to_owned()
                    } else {
                        words(standing).to_owned()
                    },
                    style,
                ));
                spans.push(Span::raw(" "));
            }
            Line::from(spans)
        };
        // Where there is no room for all, words are shorter, then stand without signs, then signs without words.
        let short: fn(Standing) -> &'static str = |standing| match standing {
            Standing::Takes(Stance::Questions) => "quest.",
            Standing::Takes(Stance::ReportsDenial) => "denial",
            other => other.words(),
        };
        let fits = |line: &Line<'_>| width(line.to_string().trim_end()) <= usize::from(area.width);
        let choices = [of(true, Standing::words), of(true, short), of(false, short), of(true, |_| "")];
        let line = choices.iter().find(|line| fits(line)).unwrap_or(&choices[3]);
        parts::put(buffer, area.x, area.y, line, area.width);
    }

    fn list(&self, area: Rect, buffer: &mut Buffer) {
        let form = self.form;
        let what = if form.field == Field::Claim { "claim" } else { "speaker" };
        form.pick.draw(self.theme, what, area, buffer);
    }
}
