//! `parallax frames`: which codes of the codebook each outlet is given.

use clap::Args;

use super::{Common, Failure, Format, Output, json, open};
use crate::{catalogue::Origin, compare::frames::frames, report::frames::FramesPage};

#[derive(Debug, Args)]
pub(super) struct FramesArguments {
    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

impl FramesArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let page = FramesPage::new(&catalogue, &frames(&catalogue));
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: page.into(), warnings, found_problems: false })
    }
}
