//! `parallax look CLAIM DOCUMENT`: where to look in a document for what bears on a claim.

use clap::Args;

use super::{Common, Failure, Format, Output, json, open, row};
use crate::{answers::places::look, catalogue::Origin, report::places::PlacesPage};

#[derive(Debug, Args)]
pub(super) struct LookArguments {
    /// Id of the claim, as `parallax list` names it
    claim: String,

    /// Id of the document, whose text must be at hand
    document: String,

    /// At most so many places
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

impl LookArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let claim = row("claim", &self.claim, &catalogue.claims, |claim| &claim.id)?;
        let document = row("document", &self.document, &catalogue.documents, |document| &document.id)?;
        let looked = look(&catalogue, &common.texts(origin)?, claim, document).map_err(Failure::Text)?;
        let looked = looked.ok_or_else(|| Failure::NoText(self.document.clone()))?;
        let page = PlacesPage::new(&catalogue, &looked, self.limit);
        let written = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: written.into(), warnings, found_problems: page.is_empty() })
    }
}
