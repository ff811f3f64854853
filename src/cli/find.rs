//! `parallax find QUERY…`: the finder without a screen.

use clap::{Args, ValueEnum};

use super::{Common, Failure, Format, Output, json, open};
use crate::{
    answers::{full_text::FullText, quotations::Footings},
    catalogue::{ExcerptId, Origin, Progress},
    find::{Index, Query, Stop, search},
    report::{
        find::{ExcerptsFound, FindPage},
        find_texts::TextsFound,
    },
};

const LANGUAGE: &str = "What a query can say (terms in any order, all must hold):
  presdent           a word, as people shorten or mistype it
  'president         exactly this word
  \"tally sheets\"     these words one after the other
  !fraud             not this
  ^the               the first word of the quotation
  fraud|hack         either
  outlet:codepink    a field: outlet, document, claim, event, stance, speaker, frame, topic, figure

Looks in the quotation, the title of the claim, the names of speaker and outlet, and the note. Best first: how well the
words match, then in which of these, then how close together they stand, then the order of the catalogue.

With --in texts it looks in every sentence of the texts at hand instead, and there in the words of the sentence alone; of
the fields, texts have outlet and document. Who has no hit there and has a text does not say it at all.

Quote the query for your shell: parallax find '\"tally sheets\" !fraud stance:denies'

Exit status: 0 found, 1 nothing found, 2 could not run.";

#[derive(Debug, Args)]
#[command(after_help = LANGUAGE)]
pub(super) struct FindArguments {
    /// What to look for
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,

    /// Where to look
    #[arg(long = "in", value_enum, value_name = "WHERE", default_value_t = In::Excerpts)]
    within: In,

    /// How many to show at the most, of each
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum In {
    /// In the excerpts of the catalogue
    Excerpts,
    /// In the sentences of the texts at hand
    Texts,
    /// In both
    Both,
}

impl FindArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let texts = common.texts(origin)?;
        let typed = self.query.join(" ");
        let query = Query::parse(&typed);
        let search = |index: &Index| search(index, &query, &Stop::default()).ok_or(Failure::Stopped);
        let excerpts = if self.within == In::Texts {
            None
        } else {
            let index = Index::build(&catalogue, &Progress::default());
            let hits = search(&index)?;
            let best = hits.first(&index, self.limit);
            let footings = Footings::of_excerpts(&catalogue, &texts, best.iter().map(|hit| ExcerptId::new(hit.item)));
            Some(ExcerptsFound::new(&catalogue, &typed, &hits, best, &footings))
        };
        let full_text = if self.within == In::Excerpts {
            None
        } else {
            let full_text = FullText::read(&catalogue, &texts, &Stop::default()).ok_or(Failure::Stopped)?;
            Some(full_text.whole().map_err(Failure::Text)?).filter(|full_text| !full_text.is_empty())
        };
        if self.within != In::Excerpts && full_text.is_none() {
            return Err(Failure::NoTexts);
        }
        let found_in_texts = match &full_text {
            Some(full_text) => {
                let hits = search(&full_text.index)?;
                let best = hits.first(&full_text.index, self.limit);
                Some(TextsFound::new(&catalogue, full_text, &typed, &hits, best))
            }
            None => None,
        };
        let page = FindPage::new(&typed, excerpts, found_in_texts);
        let written = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: written.into(), warnings, found_problems: page.is_empty() })
    }
}
