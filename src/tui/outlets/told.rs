//! What the number under the cursor counts, in words.

use super::{Outlets, Stand};
use crate::{
    compare::{apart::Apart, standing::Standing},
    tui::shared::Shared,
};

/// "✕ denies: 20 claims": what the number under the cursor counts.
pub(super) fn stands(shared: &Shared, outlets: &Outlets) -> String {
    let Some(profile) = outlets.profile(shared) else { return String::new() };
    match (outlets.stand(), profile.claims.get(outlets.column)) {
        (Stand::Claims(standing), Some(claims)) => {
            format!("{} {}: {} {}", standing.sign(), standing.verb(), claims.len(), noun(claims.len()))
        }
        _ => format!("{} of {} passages in its own words", profile.own.passages, profile.passages),
    }
}

/// "disagree on 18 of 26": what the number under the cursor counts.
pub(super) fn apart(shared: &Shared, outlets: &Outlets) -> String {
    let count = |apart: &Apart| match (apart.disagreed.len(), apart.claims()) {
        (0, _) => format!("disagree on 0 of {}", apart.common.len()),
        (disagreed, claims) => format!("disagree on {disagreed} of {}, in {claims} {}", apart.common.len(), noun(claims)),
    };
    match (outlets.pair(shared), outlets.apart(shared)) {
        (None, _) => "an outlet and itself".to_owned(),
        (Some(_), None) => "take a stand on nothing both".to_owned(),
        (Some(_), Some(apart)) => count(apart),
    }
}

/// "24 of 85 passages": what the number under the cursor counts.
pub(super) fn share(shared: &Shared, outlets: &Outlets) -> String {
    let Some(profile) = outlets.profile(shared) else { return String::new() };
    match outlets.tally(shared) {
        Some(tally) => format!("{} of {} passages", tally.passages, profile.passages),
        None => format!("{} published before this", Standing::TooEarly.sign()),
    }
}

const fn noun(claims: usize) -> &'static str {
    if claims == 1 { "claim" } else { "claims" }
}
