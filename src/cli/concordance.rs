//! `parallax concordance FORM`: the lines in which words stand.

use clap::{Args, ValueEnum};

use super::{Common, Failure, Format, Output, at_hand, json, open};
use crate::{
    catalogue::Origin,
    compare::{
        concordance::{self, concordance},
        readings::Readings,
    },
    report::concordance::ConcordancePage,
};

#[derive(Debug, Args)]
pub(super) struct Concordance {
    /// One word, or several that stand one after the other; upper and lower case, accents and line breaks do not matter
    form: String,

    /// In which order
    #[arg(long, value_enum, default_value_t = Order::Place)]
    order: Order,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    /// By document, and in it from the beginning
    Place,
    /// By the words that follow
    Right,
}

impl Concordance {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let texts = at_hand(&catalogue, &common.texts(origin)?)?;
        // Only what is stopped has no answer, and nobody stops these.
        let Some(readings) = Readings::new(&catalogue, texts, || false) else { return Ok(Output::default()) };
        let order = match self.order {
            Order::Place => concordance::LineOrder::Place,
            Order::Right => concordance::LineOrder::Right,
        };
        let Some(lines) = concordance(&catalogue, &readings, &self.form, order, || false) else { return Ok(Output::default()) };
        let page = ConcordancePage::new(&catalogue, &readings, &self.form, &lines);
        let written = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: written, warnings, found_problems: page.is_empty() })
    }
}
