//! `parallax words`: who is called what by whom, and which words set an outlet apart.

use clap::Args;

use super::{Common, Failure, Format, Output, json, open_with_texts, row};
use crate::{
    answers::words::{namings, set_apart},
    catalogue::Origin,
    find::Stop,
    report::{distinctive::DistinctivePage, words::WordsPage},
};

#[derive(Debug, Args)]
pub(super) struct WordsArguments {
    /// Only this naming, by its id
    #[arg(long, value_name = "NAMING", conflicts_with = "distinctive")]
    naming: Option<String>,

    /// Instead, the words that set this outlet apart from the rest
    #[arg(long, value_name = "OUTLET")]
    distinctive: Option<String>,

    /// With --distinctive: how many words the outlet uses more, and how many it uses less, to show at the most
    #[arg(long, value_name = "N", default_value_t = 20, requires = "distinctive")]
    limit: usize,

    /// Captions, bylines, comments and all other parts of the texts, too, not only body and headline
    #[arg(long)]
    all_parts: bool,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

impl WordsArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (at_hand, warnings) = open_with_texts(origin, common, self.all_parts)?;
        let catalogue = &*at_hand.catalogue;
        if let Some(id) = &self.distinctive {
            let outlet = row("outlet", id, &catalogue.outlets, |outlet| &outlet.id)?;
            let found = set_apart(&at_hand, outlet, &Stop::default()).ok_or(Failure::Stopped)?;
            let page = DistinctivePage::new(catalogue, &found, at_hand.corpus.extent(), self.limit);
            let page = match self.format {
                Format::Plain => common.plain(|columns| page.plain(columns)),
                Format::Json => json(&page),
            };
            return Ok(Output { page: page.into(), warnings, found_problems: found.scores.is_empty() });
        }
        let only = self.naming.as_ref().map(|id| row("naming", id, &catalogue.namings, |naming| &naming.id)).transpose()?;
        let counted = namings(&at_hand, &Stop::default()).ok_or(Failure::Stopped)?;
        let page = WordsPage::new(catalogue, &counted, only);
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: page.into(), warnings, found_problems: false })
    }
}
