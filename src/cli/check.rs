//! `parallax check [PATH]`: what is wrong in a catalogue, and whether its quotations stand in their documents.

use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
};

use clap::{Args, ValueEnum};

use super::{Common, Failure, Output, json};
use crate::{
    catalogue::{self, Catalogue, ExcerptId, Origin, Place, Progress, texts::Texts},
    compare::quotations::Quotations,
    report::check::CheckPage,
    text::anchor::{Anchoring, Haystack},
};

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Catalogue to check [default: the built-in one]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

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

impl Check {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let own = self.path.clone().map(Origin::Path);
        let origin = own.as_ref().unwrap_or(origin);
        let texts = common.texts(origin)?;
        match catalogue::load(origin, &Progress::default()) {
            Ok(loaded) => {
                let quotations = Quotations::new(&loaded.catalogue, |document| texts.read(document));
                let instead = instead(&loaded.catalogue, &quotations, &texts);
                let lines = lines(&loaded.catalogue, &quotations);
                let place = |id: ExcerptId| place(&loaded.catalogue, &lines, id);
                let text = |id| instead.get(&id).cloned();
                Ok(self.output(&CheckPage::new(&loaded.catalogue, &loaded.warnings, &quotations, place, text), common))
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
        Output { page: written, warnings: String::new(), found_problems: page.has_problems() }
    }
}

/// A catalogue that is not there was not checked: that is another outcome than one with errors.
fn exists(origin: &Origin) -> bool {
    match origin {
        Origin::BuiltIn => true,
        Origin::Path(path) => path.exists(),
    }
}

/// The lines of the excerpts that do not stand in their documents to the letter, or not between what they say.
fn lines(catalogue: &Catalogue, quotations: &Quotations) -> BTreeMap<Place, usize> {
    let anchored = quotations.compared.iter().flat_map(|compared| &compared.anchored);
    let faulty = anchored.filter(|(_, anchoring)| !matches!(anchoring, Anchoring::Verified(_))).map(|(id, _)| id);
    let unmet = quotations.compared.iter().flat_map(|compared| compared.unmet.keys());
    catalogue.lines_of(faulty.chain(unmet).map(|id| catalogue.excerpts[*id].place))
}

/// `path:line` of an excerpt.
fn place(catalogue: &Catalogue, lines: &BTreeMap<Place, usize>, id: ExcerptId) -> String {
    let place = catalogue.excerpts[id].place;
    let path = catalogue.files[place.file].path.display();
    lines.get(&place).map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
}

/// What the texts have in the place of the quotations that are not there to the letter.
fn instead(catalogue: &Catalogue, quotations: &Quotations, texts: &Texts) -> HashMap<ExcerptId, String> {
    let mut found = HashMap::new();
    for compared in &quotations.compared {
        let differing = compared.anchored.iter().filter_map(|(id, anchoring)| {
            let exact = matches!(anchoring, Anchoring::Verified(_) | Anchoring::Moved(_));
            (!exact).then(|| Some((*id, anchoring.place()?.clone()))).flatten()
        });
        let differing: Vec<_> = differing.collect();
        if differing.is_empty() {
            continue;
        }
        // It could be read a moment ago; should it have gone since, the page says less.
        if let Ok(Some(text)) = texts.read(&catalogue.documents[compared.document]) {
            let text = Haystack::new(text.into_string());
            found.extend(differing.into_iter().map(|(id, range)| (id, text.slice(&range).to_owned())));
        }
    }
    found
}
