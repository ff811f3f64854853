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
    export::Format,
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
        Some(Question::Export(Arc::clone(&shared.catalogue), format))
    }

    /// Another edition of the catalogue is shown, and no answer about the one before comes any more.
    pub fn carry_over(&mut self) {
        self.is_asked = false;
    }

    /// Has the file written that was made, or tells why there is none.
    pub fn take_in(&mut self, shared: &mut Shared, format: Format, made: Result<Vec<u8>, String>) -> Next {
        if self.wanted != Some(format) {
            return Next::Done;
        }
        self.wanted = None;
        match made {
            Ok(bytes) => Next::Outside(Effect::Save { name: file_name(shared, format), bytes }),
            Err(why) => {
                shared.message = Some(format!("nothing was written: {why}"));
                Next::Done
            }
        }
    }
}

/// "Hand on as  1 html  2 md"; closer together and without the first words where there is no room for all.
pub fn prompt(theme: Theme, columns: u16) -> Line<'static> {
    let (strong, quiet) = (theme.strong(), theme.quiet());
    let formats = |gap: &'static str| {
        (1..).zip(Format::ALL).flat_map(move |(digit, format)| {
            [Span::styled(format!("{gap}{}", digit % 10), strong), Span::styled(format!(" {}", format.name()), quiet)]
        })
    };
    let whole: Line<'static> = [Span::styled(" Hand on as", strong)]
        .into_iter()
        .chain(formats("  "))
        .chain([Span::styled("  Esc", strong), Span::styled(" back", quiet)])
        .collect();
    if whole.width() <= usize::from(columns) { whole } else { formats(" ").collect() }
}

/// What the file is called.
fn file_name(shared: &Shared, format: Format) -> String {
    let title = shortened(&slug(&shared.catalogue.title));
    let stem = if title.is_empty() { "catalogue" } else { &title };
    format!("{stem}.{}", format.extension())
}
