//! `parallax code --as NAME [PATH]`: the screen for a person who reads the documents by themselves.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Failure, Output, screen};
use crate::catalogue::{Origin, edit, readings::Reading};

#[derive(Debug, Args)]
pub(super) struct CodeArguments {
    /// Catalogue to read [default: the built-in one]
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,

    /// Whose reading it is; what is filed goes into `readings/NAME/` of the catalogue
    #[arg(long = "as", value_name = "NAME")]
    reader: String,

    /// Hide whose the documents are
    #[arg(long)]
    blind: bool,
}

impl CodeArguments {
    /// Opens the screen; `on_terminal` says whether there is one.
    pub(super) fn run(&self, origin: &Origin, common: &Common, on_terminal: bool) -> Result<Output, Failure> {
        let reading = Origin::Reading(Reading::named(origin, &self.reader).map_err(Failure::Reading)?);
        if !on_terminal || screen::is_dumb() {
            return Err(Failure::OfTheScreen("`parallax code`"));
        }
        edit::finish(&reading).map_err(Failure::Edit)?;
        screen::run(reading, common, self.blind)
    }
}
