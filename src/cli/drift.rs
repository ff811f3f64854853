//! `parallax drift DOCUMENT`: what became of a document in its copy.

use clap::{Args, ValueEnum};

use super::{Common, Failure, Format, Output, json, open, row};
use crate::{
    catalogue::{Catalogue, DocumentId, Origin, texts::Texts},
    compare::{copy::compare, drift::Kind, naming::Namings},
    report::drift::{DriftPage, Order},
};

#[derive(Debug, Args)]
pub(super) struct Drift {
    /// Id of the copy
    document: String,

    /// In which order
    #[arg(long, value_enum, default_value_t = RowOrder::Text)]
    order: RowOrder,

    /// Only passages with drift of these kinds: number, name, negation, hedge, saying, relabelled, quotes, dropped, added, moved
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    kind: Vec<Kind>,

    /// How to write it
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RowOrder {
    /// As in the original
    Text,
    /// What changed most first
    Changed,
}

fn kind(name: &str) -> Result<Kind, String> {
    let names = || Kind::ALL.map(Kind::name).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| format!("the kinds are {}", names()))
}

impl Drift {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let texts = common.texts(origin)?;
        let document = row("document", &self.document, &catalogue.documents, |document| &document.id)?;
        let Some(original) = catalogue.documents[document].copy_of else {
            return Err(Failure::NoCopy { document: self.document.clone(), copies: copies(&catalogue) });
        };
        let namings = Namings::of(&catalogue);
        let (of_original, of_copy) = (text(&catalogue, original, &texts)?, text(&catalogue, document, &texts)?);
        let comparison = compare(&of_original, &of_copy, &namings);
        let order = match self.order {
            RowOrder::Text => Order::Text,
            RowOrder::Changed => Order::Changed,
        };
        let page = DriftPage::new(&catalogue, [document, original], &comparison, order, &self.kind);
        let page = match self.format {
            Format::Plain => common.plain(|columns| page.plain(columns)),
            Format::Json => json(&page),
        };
        Ok(Output { page, warnings, found_problems: false })
    }
}

fn text(catalogue: &Catalogue, document: DocumentId, texts: &Texts) -> Result<String, Failure> {
    let row = &catalogue.documents[document];
    match texts.read(row).map_err(Failure::Text)? {
        Some(text) => Ok(text.into_string()),
        None => Err(Failure::NoText(row.id.to_string())),
    }
}

fn copies(catalogue: &Catalogue) -> Vec<String> {
    catalogue.documents.iter().filter(|document| document.copy_of.is_some()).map(|document| document.id.to_string()).collect()
}
