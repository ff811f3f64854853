//! Handing on what is shown: a digit chooses the format, a thread makes the file, and it is written into the folder one is in.

use std::sync::Arc;

use ratatui::text::{Line, Span};
use tui_input::InputRequest;

use super::{
    action::{Action, Effect, Next},
    answer::Question,
    kit::theme::Theme,
    shared::Shared,
};
use crate::{
    catalogue::slug::{shortened, slug},
    compare::narrowing::Narrowing,
    export::{Exported, Format, size},
};

/// What is to be handed on, until it is.
#[derive(Debug, Default)]
pub struct Exporting {
    /// Whether the format is awaited.
    is_choosing: bool,
    wanted: Option<Format>,
    is_asked: bool,
}

impl Exporting {
    /// Whether a digit says which format.
    pub fn is_choosing(&self) -> bool {
        self.is_choosing
    }

    /// Lets a format be chosen.
    pub fn begin(&mut self) {
        self.is_choosing = true;
    }

    /// Takes the digit of a format; anything else is no choice.
    pub fn update(&mut self, shared: &mut Shared, action: Action) -> Next {
        self.is_choosing = false;
        match action {
            Action::Type(InputRequest::InsertChar(c)) => {
                // As on a keyboard, 0 is the tenth.
                let chosen = c.to_digit(10).and_then(|digit| Format::ALL.get((digit as usize + 9) % 10));
                match chosen {
                    Some(&format) => {
                        (self.wanted, self.is_asked) = (Some(format), false);
                        shared.message = Some(format!("making {} …", file_name(shared, format)));
                    }
                    None => shared.message = Some(format!("{c} is no format: the digits before them choose")),
                }
                Next::Done
            }
            action @ (Action::Quit | Action::Suspend) => Next::Pass(action),
            _ => Next::Done,
        }
    }

    /// What nobody has asked for yet.
    pub fn ask(&mut self, shared: &Shared) -> Option<Question> {
        let format = self.wanted.filter(|_| !std::mem::replace(&mut self.is_asked, true))?;
        Some(Question::Export(Arc::clone(&shared.catalogue), format, shared.origin.clone()))
    }

    /// Another edition of the catalogue is shown, and no answer about the one before comes any more.
    pub fn carry_over(&mut self) {
        self.is_asked = false;
    }

    /// Has the file written that was made, or tells why there is none.
    pub fn take_in(&mut self, shared: &mut Shared, format: Format, made: Result<Exported, String>) -> Next {
        if self.wanted != Some(format) {
            return Next::Done;
        }
        self.wanted = None;
        match made {
            Ok(Exported { bytes, cut }) => {
                // What is handed on is the catalogue, not what the list shows of it.
                let all = if shared.narrowing == Narrowing::All { "" } else { "all " };
                let told = [format!("{all}{}", size(&shared.catalogue))].into_iter().chain(cut).collect::<Vec<_>>().join("; ");
                Next::Outside(Effect::Save { name: file_name(shared, format), bytes, told })
            }
            Err(why) => {
                shared.message = Some(format!("nothing was written: {why}"));
                Next::Done
            }
        }
    }
}

/// "Hand on as  1 html  2 md", over as many lines as it takes; without the first words where one is not enough.
pub fn prompt(theme: Theme, columns: u16) -> Vec<Line<'static>> {
    let (strong, quiet) = (theme.strong(), theme.quiet());
    let key =
        |key: String, what: &'static str| vec![Span::styled(format!("  {key}"), strong), Span::styled(format!(" {what}"), quiet)];
    let formats = (1..).zip(Format::ALL).map(|(digit, format)| key((digit % 10).to_string(), format.name()));
    let keys: Vec<Vec<Span<'static>>> = formats.chain([key("Esc".to_owned(), "back")]).collect();
    let whole: Line<'static> = [Span::styled(" Hand on as", strong)].into_iter().chain(keys.iter().flatten().cloned()).collect();
    if whole.width() <= usize::from(columns) {
        return vec![whole];
    }
    let mut lines = vec![Line::default()];
    for key in keys {
        let width: usize = key.iter().map(Span::width).sum();
        match lines.last_mut() {
            Some(line) if line.width() + width <= usize::from(columns) => line.spans.extend(key),
            _ => lines.push(key.into()),
        }
    }
    lines
}

/// What the file is called.
fn file_name(shared: &Shared, format: Format) -> String {
    let title = shortened(&slug(&shared.catalogue.title));
    let stem = if title.is_empty() { "catalogue" } else { &title };
    format!("{stem}.{}", format.extension())
}
