//! `parallax check [PATH]`: what is wrong in a catalogue, and whether its quotations stand in their documents.

use std::{iter, path::PathBuf};

use clap::{Args, ValueEnum};

use super::{Common, Failure, Output, json, open};
use crate::{
    answers::quotations::check,
    catalogue::{
        self, Loaded, Origin, Progress,
        decisions::decisions,
        readings::{Reading, strays},
    },
    report::{check::CheckPage, migrate::MigratePage},
};

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Catalogue to check [default: the built-in one]
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,

    /// Instead, list what somebody should look at in an older catalogue; nothing is changed
    #[arg(long)]
    migrate: bool,

    /// How to write it
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    format: CheckFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CheckFormat {
    /// As a compiler would: each problem with its line and what to do
    #[value(alias = "plain")]
    Text,
    Json,
}

impl CheckArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        if self.migrate {
            let (catalogue, warnings) = open(origin)?;
            let page = MigratePage::new(&catalogue);
            let page = match self.format {
                CheckFormat::Text => common.plain(|columns| page.plain(columns)),
                CheckFormat::Json => json(&page),
            };
            return Ok(Output { page: page.into(), warnings, found_problems: false });
        }
        let texts = common.texts(origin)?;
        match catalogue::load(origin, &Progress::default()) {
            Ok(loaded) => {
                let Loaded { catalogue, warnings } = loaded;
                let mut diagnostics = warnings.and(catalogue.diagnose_files(strays(origin)));
                let mut readings = Vec::new();
                for reading in Reading::all(origin) {
                    match reading.over(&catalogue) {
                        Ok(read) => {
                            diagnostics = diagnostics.and(read.warnings);
                            readings.push((check(&read.catalogue, &texts), read.catalogue));
                        }
                        Err(problems) => diagnostics = diagnostics.and(problems),
                    }
                }
                match decisions(origin, &catalogue) {
                    Ok(decided) => diagnostics = diagnostics.and(decided.warnings),
                    Err(problems) => diagnostics = diagnostics.and(problems),
                }
                let checked = check(&catalogue, &texts);
                for checked in iter::once(&checked).chain(readings.iter().map(|(checked, _)| checked)) {
                    diagnostics = diagnostics.and(checked.warnings.clone());
                }
                let place = |place| checked.place(&catalogue, place);
                let text = |id| checked.footings.instead(id).map(str::to_owned);
                let page = CheckPage::new(&catalogue, &diagnostics, &checked.footings.quotations, place, text);
                let page = readings.iter().fold(page, |page, (checked, reading)| {
                    let place = |place| checked.place(reading, place);
                    let text = |id| checked.footings.instead(id).map(str::to_owned);
                    page.and_reading(reading, &checked.footings.quotations, place, text)
                });
                Ok(self.output(&page, common))
            }
            Err(diagnostics) if exists(origin) => Ok(self.output(&CheckPage::refused(&diagnostics), common)),
            Err(diagnostics) => Err(Failure::Catalogue(diagnostics)),
        }
    }

    fn output(&self, page: &CheckPage<'_>, common: &Common) -> Output {
        let written = match self.format {
            CheckFormat::Text => common.plain(|columns| page.plain(columns)),
            CheckFormat::Json => json(page),
        };
        Output { page: written.into(), warnings: String::new(), found_problems: page.has_problems() }
    }
}

/// A catalogue that is not there was not checked: that is another outcome than one with errors.
fn exists(origin: &Origin) -> bool {
    match origin {
        Origin::BuiltIn => true,
        Origin::Path(path) => path.exists(),
        Origin::Reading(reading) => exists(reading.of()),
    }
}
