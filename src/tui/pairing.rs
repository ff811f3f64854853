//! Two outlets only: how the second is asked for, and how one goes on to what the two disagree on.
//!
//! The pair itself is a narrowing of the claims ([`Narrowing::Either`], [`Narrowing::Apart`]), so that it follows from screen to screen and
//! ends with it.

use ratatui::text::{Line, Span};
use tui_input::InputRequest;

use super::{
    action::{Action, Next},
    shared::Shared,
};
use crate::{catalogue::OutletId, compare::narrowing::Narrowing, text::wrap::width};

/// Goes from two outlets to what they disagree on, and back; with no two chosen yet, whether a letter has to say which the other is.
pub fn toggle(shared: &mut Shared) -> bool {
    match shared.narrowing {
        Narrowing::Either(pair) => {
            let apart = Narrowing::Apart(pair);
            if apart.claims(&shared.catalogue).is_empty() {
                shared.message = Some(format!("{} disagree on no claim", shared.both_names(pair)));
            } else {
                narrow(shared, apart);
            }
        }
        Narrowing::Apart(pair) => narrow(shared, Narrowing::Either(pair)),
        _ => match others(shared).as_slice() {
            [] => shared.message = Some("there is no other outlet".to_owned()),
            [only] => choose(shared, *only),
            _ => return true,
        },
    }
    false
}

/// Takes the letter of the second outlet; anything else is no choice.
pub fn update(shared: &mut Shared, action: Action) -> Next {
    match action {
        Action::Type(InputRequest::InsertChar(letter)) => {
            let is_meant = |outlet: &OutletId| shared.heads[*outlet].letter.to_lowercase().eq(letter.to_lowercase());
            match others(shared).into_iter().find(is_meant) {
                Some(outlet) => choose(shared, outlet),
                None => shared.message = Some(format!("no other outlet has the letter {letter}")),
            }
            Next::Done
        }
        action @ (Action::Quit | Action::Suspend) => Next::Pass(action),
        _ => Next::Done,
    }
}

/// "Bay Courier and M Tide Mirror  P Harbour Post"; only the letters where there is no room for names.
pub fn prompt(shared: &Shared, columns: u16) -> Line<'static> {
    let (strong, quiet) = (shared.theme.strong(), shared.theme.quiet());
    let of = |named: bool| {
        let mut spans = vec![Span::styled(format!(" {} and", shared.outlet_name()), strong)];
        for outlet in others(shared) {
            spans.push(Span::styled(format!("  {}", shared.heads[outlet].letter), strong));
            if named {
                spans.push(Span::styled(format!(" {}", shared.catalogue.outlets[outlet].name), quiet));
            }
        }
        spans.push(Span::styled("  Esc", strong));
        spans.push(Span::styled(" back", quiet));
        Line::from(spans)
    };
    let named = of(true);
    if width(&named.to_string()) <= usize::from(columns) { named } else { of(false) }
}

/// All outlets but the current one.
fn others(shared: &Shared) -> Vec<OutletId> {
    shared.catalogue.outlets.ids().filter(|&outlet| Some(outlet) != shared.outlet).collect()
}

fn choose(shared: &mut Shared, other: OutletId) {
    if let Some(outlet) = shared.outlet {
        narrow(shared, Narrowing::Either([outlet.min(other), outlet.max(other)]));
    }
}

fn narrow(shared: &mut Shared, narrowing: Narrowing) {
    shared.narrow_to(narrowing);
    let count = shared.rows.claims().len();
    let noun = if count == 1 { "claim" } else { "claims" };
    let more = if matches!(narrowing, Narrowing::Either(_)) { "; p: where they disagree" } else { "" };
    shared.message = Some(format!("{count} {noun} {}{more}", shared.narrowed_to(narrowing)));
}
