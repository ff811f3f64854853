//! `parallax concordance FORM`: the lines in which words stand.

use clap::{Args, ValueEnum};

use super::{Common, Failure, Format, Output, json, open_with_texts};
use crate::{
    answers::concordance::concordance, catalogue::Origin, compare::concordance::LineOrder, find::Stop,
    report::concordance::ConcordancePage,
};

#[derive(Debug, Args)]
pub(super) struct ConcordanceArguments {
    /// One word, or several that stand one after the other; upper and lower case, accents and line breaks do not matter
    form: String,

    /// In which order
    #[arg(long, value_enum, default_value_t = LinesBy::Place)]
    order: LinesBy,

    /// Captions, bylines, comments and all other parts of the texts, too, not only body and headline
    #[arg(long)]
    all_parts: bool,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LinesBy {
    /// By document, and in it from the beginning
    Place,
    /// By the words that follow
    Right,
}

impl ConcordanceArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (at_hand, warnings) = open_with_texts(origin, common, self.all_parts)?;
        let order = match self.order {
            LinesBy::Place => LineOrder::Place,
            LinesBy::Right => LineOrder::Right,
        };
        let found = concordance(&at_hand, &self.form, order, &Stop::default()).ok_or(Failure::Stopped)?;
        let page = ConcordancePage::new(&at_hand, &self.form, &found);
        let written = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: written.into(), warnings, found_problems: page.is_empty() })
    }
}
