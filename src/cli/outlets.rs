//! `parallax outlets`: what each outlet does, and how far any two are apart.

use clap::Args;

use super::{Common, Failure, Format, Output, json, open};
use crate::{catalogue::Origin, compare::outlets::Outlets, report::outlets::OutletsPage};

#[derive(Debug, Args)]
pub(super) struct OutletsArguments {
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

impl OutletsArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let page = OutletsPage::new(&catalogue, &Outlets::of(&catalogue));
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: page.into(), warnings, found_problems: false })
    }
}
