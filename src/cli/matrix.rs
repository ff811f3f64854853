//! `parallax matrix`: all claims against all outlets.

use clap::{Args, ValueEnum};

use super::{Common, Failure, Format, Output, json, open};
use crate::{catalogue::Origin, compare::narrowing::Narrowing, report::matrix::MatrixPage};

#[derive(Debug, Args)]
pub(super) struct MatrixArguments {
    /// Only the claims on which outlets take opposite stands, for and against which there are voices, of which a copy says
    /// something else than its original, on which an outlet is silent, or that are not checked everywhere
    #[arg(long, value_enum, default_value_t = Narrow::All)]
    narrow: Narrow,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Narrow {
    All,
    Disagreement,
    Contested,
    CopyDiffers,
    Silence,
    Unchecked,
}

impl MatrixArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let narrowing = match self.narrow {
            Narrow::All => Narrowing::All,
            Narrow::Disagreement => Narrowing::Disagreement,
            Narrow::Contested => Narrowing::Contested,
            Narrow::CopyDiffers => Narrowing::CopyDiffers,
            Narrow::Silence => Narrowing::Silence(None),
            Narrow::Unchecked => Narrowing::Unchecked,
        };
        let page = MatrixPage::new(&catalogue, narrowing);
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: page.into(), warnings, found_problems: false })
    }
}
