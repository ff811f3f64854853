//! `parallax fmt [PATH]`: lays the files of a catalogue out.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Failure, Output, open};
use crate::{
    catalogue::{Origin, edit},
    text::clean::displayable,
};

#[derive(Debug, Args)]
pub(super) struct FmtArguments {
    /// Catalogue to lay out
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,

    /// Write nothing; name the files that are laid out otherwise, and end with 1 where there are any
    #[arg(long)]
    check: bool,
}

impl FmtArguments {
    pub(super) fn run(&self, origin: &Origin, _: &Common) -> Result<Output, Failure> {
        if !self.check && matches!(origin, Origin::BuiltIn) {
            return Err(Failure::NeedsOwn);
        }
        let (catalogue, warnings) = open(origin)?;
        let files = if self.check { edit::askew(&catalogue) } else { edit::lay_out(origin) }.map_err(Failure::Edit)?;
        let mut page: String = files.iter().map(|path| format!("{}\n", displayable(&path.to_string_lossy()))).collect();
        page.push_str(&match (files.len(), self.check) {
            (0, _) => "nothing to lay out\n".to_owned(),
            (count, true) => format!("{count} to lay out: `parallax fmt` does it\n"),
            (count, false) => format!("{count} laid out\n"),
        });
        Ok(Output { page: page.into(), warnings, found_problems: self.check && !files.is_empty() })
    }
}
