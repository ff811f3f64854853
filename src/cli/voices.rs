//! `parallax voices`: who gets to speak.

use clap::Args;

use super::{Common, Failure, Format, Output, json, open};
use crate::{catalogue::Origin, compare::voices::voices, report::voices::VoicesPage};

#[derive(Debug, Args)]
pub(super) struct VoicesArguments {
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

impl VoicesArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let voices = voices(&catalogue);
        let page = VoicesPage::new(&catalogue, &voices);
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: page.into(), warnings, found_problems: false })
    }
}
