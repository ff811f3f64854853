//! `parallax find QUERY…`: the finder without a screen.

use clap::Args;

use super::{Common, Failure, Format, Output, json, open};
use crate::{
    answers::quotations::Footings,
    catalogue::{Origin, Progress},
    find::{Index, Query, Stop, search},
    report::find::FindPage,
};

const LANGUAGE: &str = "What a query can say (terms in any order, all must hold):
  hosptl             a word, as people shorten or mistype it
  'hospital          exactly this word
  \"tally sheets\"     these words one after the other
  !fraud             not this
  ^the               the first word of the quotation
  fraud|hack         either
  outlet:codepink    a field: outlet, document, claim, event, stance, speaker, frame, topic, figure

Looks in the quotation, the title of the claim, the names of speaker and outlet, and the note. Best first: how well the
words match, then in which of these, then how close together they stand, then the order of the catalogue.

Quote the query for your shell: parallax find '\"tally sheets\" !fraud stance:denies'

Exit status: 0 found, 1 nothing found, 2 could not run.";

#[derive(Debug, Args)]
#[command(after_help = LANGUAGE)]
pub(super) struct FindArguments {
    /// What to look for
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,

    /// How many to show at the most
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

impl FindArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let index = Index::build(&catalogue, &Progress::default());
        let query = self.query.join(" ");
        // Only a stopped search has no answer, and nobody stops this one.
        let Some(hits) = search(&index, &Query::parse(&query), &Stop::default()) else {
            return Ok(Output::default());
        };
        let best = hits.first(&index, self.limit);
        let footings = Footings::of_excerpts(&catalogue, &common.texts(origin)?, best.iter().map(|hit| hit.excerpt));
        let page = FindPage::new(&catalogue, &query, &hits, best, &footings);
        let written = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: written, warnings, found_problems: page.is_empty() })
    }
}
