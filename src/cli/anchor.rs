//! `parallax anchor [PATH]`: writes into a catalogue where its quotations stand.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Failure, Output, open};
use crate::{
    answers::quotations::quotations,
    catalogue::{Origin, edit},
    text::clean::displayable,
};

#[derive(Debug, Args)]
pub(super) struct AnchorArguments {
    /// Catalogue to refresh
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,

    /// Write it; without this the changes are only shown
    #[arg(long)]
    write: bool,
}

impl AnchorArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        if self.write && matches!(origin, Origin::BuiltIn) {
            return Err(Failure::NeedsOwn);
        }
        let texts = common.texts(origin)?;
        let (catalogue, warnings) = open(origin)?;
        let quotations = quotations(&catalogue, &texts);
        let plans = edit::plan(&catalogue, &quotations.facts()).map_err(Failure::Edit)?;
        let mut page = String::new();
        for path in edit::leftovers(&catalogue) {
            let end = if self.write { "removed" } else { "`--write` removes it" };
            page.push_str(&format!("{}: left by a run that was killed; {end}\n", displayable(&path.to_string_lossy())));
            if self.write {
                edit::clear(&path).map_err(Failure::Edit)?;
            }
        }
        for plan in &plans {
            for change in &plan.changes {
                page.push_str(&format!("{}:{}: {change}\n", displayable(&plan.path.to_string_lossy()), change.line));
            }
        }
        let changes: usize = plans.iter().map(|plan| plan.changes.len()).sum();
        if self.write {
            edit::write(&plans).map_err(Failure::Edit)?;
        }
        page.push_str(&match (changes, self.write) {
            (0, _) => "nothing to change\n".to_owned(),
            (_, true) => format!("{changes} written\n"),
            (_, false) => format!("{changes} to write: `--write` does it\n"),
        });
        let summary = quotations.summary(&catalogue);
        let uncertain = summary.ambiguous + summary.drifted + summary.cut + summary.lost;
        if uncertain > 0 {
            page.push_str(&format!("{uncertain} left alone: ambiguous, drifted, cut or lost; `parallax check` shows them\n"));
        }
        Ok(Output { page: page.into(), warnings, found_problems: uncertain > 0 })
    }
}
