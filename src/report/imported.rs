//! What an import does, before it does it: `parallax import`.

use super::{count, paragraph};
use crate::{catalogue::Kind, import::Plan, text::clean::displayable};

/// Lines of one kind at the most: what is wrong with a thousand rows is mostly one thing.
const LINES: usize = 50;

/// The page of what `plan` does with `file`, which is `source`; `written` says whether it was done.
pub fn imported(file: &str, source: &str, plan: &Plan, written: bool, columns: usize) -> String {
    let mut page = String::new();
    paragraph(&mut page, &displayable(&format!("{file} is {source}")), 0, columns);
    for told in &plan.told {
        paragraph(&mut page, &displayable(told), 2, columns);
    }
    let counted = |rows: &std::collections::BTreeMap<Kind, usize>| {
        let rows = rows.iter().map(|(kind, &number)| count(number, kind.name()));
        rows.collect::<Vec<_>>().join(", ")
    };
    let texts = if plan.texts.is_empty() { String::new() } else { format!(", {}", count(plan.texts.len(), "text")) };
    let new = counted(&plan.new) + &texts;
    let new = new.trim_start_matches(", ");
    paragraph(&mut page, &format!("new: {}", if new.is_empty() { "nothing" } else { new }), 0, columns);
    if !plan.same.is_empty() {
        paragraph(&mut page, &format!("there already: {}", counted(&plan.same)), 0, columns);
    }
    if !plan.states.is_empty() {
        let states = plan.states.iter().map(|(state, number)| format!("{number} {state}"));
        let states = states.collect::<Vec<_>>().join(", ");
        paragraph(&mut page, &format!("looked for in the texts at hand: {states}; `parallax check` shows them"), 0, columns);
    }
    lines(&mut page, "there otherwise, and left as it is:", &plan.differing, columns);
    lines(&mut page, "without a place in the catalogue:", &plan.left, columns);
    let end = match (plan.is_empty(), written) {
        (true, _) => "nothing to write",
        (false, true) => "written",
        (false, false) => "nothing was written: `--write` does it",
    };
    paragraph(&mut page, end, 0, columns);
    page
}

fn lines(page: &mut String, head: &str, lines: &[String], columns: usize) {
    if lines.is_empty() {
        return;
    }
    paragraph(page, head, 0, columns);
    for line in lines.iter().take(LINES) {
        paragraph(page, &displayable(line), 2, columns);
    }
    if lines.len() > LINES {
        paragraph(page, &format!("and {} more", lines.len() - LINES), 2, columns);
    }
}
