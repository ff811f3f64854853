//! `parallax drift DOCUMENT`: what became of a document in its copy.

use clap::{Args, ValueEnum};

use super::{Common, Failure, Format, Output, extent, json, open, row};
use crate::{
    answers::drift::{NotCompared, drift},
    catalogue::{Catalogue, Origin},
    compare::drift::Kind,
    report::drift::{DriftPage, RowOrder},
};

#[derive(Debug, Args)]
pub(super) struct DriftArguments {
    /// Id of the copy
    document: String,

    /// In which order
    #[arg(long, value_enum, default_value_t = RowsBy::Text)]
    order: RowsBy,

    /// Only passages with drift of these kinds: number, printed, name, negation, hedge, saying, relabelled, quotes, dropped, added, moved
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    kind: Vec<Kind>,

    /// Captions, bylines, comments and all other parts of both texts, too, not only body and headline
    #[arg(long)]
    all_parts: bool,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RowsBy {
    /// As in the original
    Text,
    /// What changed most first
    Changed,
}

fn kind(name: &str) -> Result<Kind, String> {
    let names = || Kind::ALL.map(Kind::name).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| format!("the kinds are {}", names()))
}

impl DriftArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let texts = common.texts(origin)?;
        let document = row("document", &self.document, &catalogue.documents, |document| &document.id)?;
        let no_copy = || Failure::NoCopy { document: self.document.clone(), copies: copies(&catalogue) };
        let original = catalogue.documents[document].copy_of.ok_or_else(no_copy)?;
        let comparison = drift(&catalogue, &texts, document, extent(self.all_parts)).map_err(|why| match why {
            NotCompared::NoCopy => no_copy(),
            NotCompared::NoText(document) => Failure::NoText(catalogue.documents[document].id.to_string()),
            NotCompared::Unreadable(error) => Failure::Text(error),
        })?;
        let order = match self.order {
            RowsBy::Text => RowOrder::Text,
            RowsBy::Changed => RowOrder::Changed,
        };
        let page = DriftPage::new(&catalogue, [document, original], &comparison, order, &self.kind);
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page: page.into(), warnings, found_problems: false })
    }
}

fn copies(catalogue: &Catalogue) -> Vec<String> {
    catalogue.documents.iter().filter(|document| document.copy_of.is_some()).map(|document| document.id.to_string()).collect()
}
