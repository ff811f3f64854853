//! `parallax list`: all claims by event.

use clap::Args;

use super::{Common, Failure, Format, Output, json, open};
use crate::{catalogue::Origin, report::list::ListPage};

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

impl ListArguments {
    /// What `parallax` prints where it cannot open the screen.
    pub(super) const fn plain() -> Self {
        Self { format: Format::Plain }
    }

    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let page = ListPage::new(&catalogue);
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: page.into(), warnings, found_problems: false })
    }
}
