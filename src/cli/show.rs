//! `parallax show CLAIM`: one claim and what every outlet says of it.

use clap::Args;

use super::{Common, Failure, Format, Output, json, open};
use crate::{
    answers::quotations::Footings,
    catalogue::{Origin, nearest},
    report::claim::ClaimPage,
};

#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// Id of the claim, as `parallax list` names it
    claim: String,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

impl ShowArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let found = catalogue.claims.entries().find(|(_, claim)| *claim.id == *self.claim);
        let Some((claim, _)) = found else {
            let ids = catalogue.claims.iter().map(|claim| &*claim.id);
            let nearest = nearest(&self.claim, ids).map(str::to_owned);
            return Err(Failure::Unknown {
                kind: "claim",
                id: self.claim.clone(),
                nearest,
                all: "`parallax list` names all claims".to_owned(),
            });
        };
        let excerpts = catalogue.excerpts_of(claim).map(|(id, _)| id);
        let footings = Footings::of_excerpts(&catalogue, &common.texts(origin)?, excerpts);
        let page = ClaimPage::new(&catalogue, claim, &footings);
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: page.into(), warnings, found_problems: false })
    }
}
