//! `parallax agree [READING]…`: how far readings of a catalogue agree, or many of them with one.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};

use super::{Common, Failure, Output, json, open};
use crate::{
    answers::agreement::coding,
    catalogue::{
        Catalogue, Diagnostics, Origin,
        decisions::decisions,
        readings::{MAIN, Reading},
    },
    compare::agreement::{class::Class, coding::Coding, summary::Agreement},
    export::{agreement as tables, csv},
    report::{agree::AgreePage, class::ClassPage},
    text::clean::displayable,
};

#[derive(Debug, Args)]
pub(super) struct AgreeArguments {
    /// Readings to compare, by name: `main` is the catalogue itself, a value with a `/` is a folder or file that holds a reading.
    /// One alone is compared with `main` [default: `main` and all that the catalogue has]
    #[arg(value_name = "READING", conflicts_with = "key")]
    readings: Vec<String>,

    /// Instead, compare all readings in a folder with this one, each by itself
    #[arg(long, value_name = "READING", requires = "folder")]
    key: Option<String>,

    /// With --key: the folder, in which each folder or *.toml file is a reading
    #[arg(long = "in", value_name = "DIR", requires = "key")]
    folder: Option<PathBuf>,

    /// With --key: how many of the cells that are most often coded otherwise to show at the most
    #[arg(long, value_name = "N", default_value_t = 20, requires = "key")]
    limit: usize,

    /// How to write it
    #[arg(long, value_enum, default_value_t = AgreeFormat::Plain)]
    format: AgreeFormat,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum AgreeFormat {
    Plain,
    Json,
    /// A row a variable, in all cells and in some of them; with --key, a row a reading and variable
    Csv,
}

impl AgreeArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (main, warnings) = open(origin)?;
        match (&self.key, &self.folder) {
            (Some(key), Some(folder)) => self.class(&main, origin, key, folder, warnings, common),
            _ => self.readings(&main, origin, warnings, common),
        }
    }

    fn readings(&self, main: &Catalogue, origin: &Origin, mut warnings: String, common: &Common) -> Result<Output, Failure> {
        let mut wanted: Vec<&str> = Vec::new();
        for name in &self.readings {
            if !wanted.contains(&name.as_str()) {
                wanted.push(name);
            }
        }
        let all = Reading::all(origin);
        match wanted.as_slice() {
            [] | [MAIN] => wanted = [MAIN].into_iter().chain(all.iter().map(Reading::name)).collect(),
            [_] => wanted.insert(0, MAIN),
            _ => {}
        }
        if wanted.len() < 2 {
            warnings.push_str("nothing to compare: the catalogue has no reading; `parallax code --as NAME` begins one\n");
            return Ok(Output { warnings, found_problems: true, ..Output::default() });
        }
        let (mut read, mut found_problems) = (Vec::new(), false);
        for value in wanted {
            match Read::find(main, origin, value, &mut warnings) {
                Ok(one) => read.push(one),
                // The others are compared all the same, where nobody asked for this one.
                Err(Failure::Catalogue(problems)) if !self.readings.iter().any(|name| name == value) => {
                    warnings.push_str(&format!("{problems}\n{} is left out\n", displayable(value)));
                    found_problems = true;
                }
                Err(failure) => return Err(failure),
            }
        }
        if read.len() < 2 {
            warnings.push_str("nothing to compare: no other reading can be read\n");
            return Ok(Output { warnings, found_problems: true, ..Output::default() });
        }
        let decided = decisions(origin, main).map_err(Failure::Catalogue)?;
        warnings.push_str(&decided.warnings.to_string());
        let texts = common.texts(origin)?;
        let codings: Vec<Coding<'_>> = read.iter().map(|read| coding(&read.catalogue, &texts)).collect();
        let names: Vec<String> = read.iter().map(|read| read.name.clone()).collect();
        let agreement = Agreement::of(main, &codings);
        let page = AgreePage::new(main, &names, &agreement, &decided.made);
        let page = match self.format {
            AgreeFormat::Plain => common.plain(|columns| page.plain(columns)).into(),
            AgreeFormat::Json => json(&page).into(),
            AgreeFormat::Csv => csv::write(tables::agreement(main, &agreement)),
        };
        Ok(Output { page, warnings, found_problems })
    }

    fn class(
        &self,
        main: &Catalogue,
        origin: &Origin,
        key: &str,
        folder: &Path,
        mut warnings: String,
        common: &Common,
    ) -> Result<Output, Failure> {
        let key = Read::find(main, origin, key, &mut warnings)?;
        let (mut read, mut found_problems) = (Vec::new(), false);
        for reading in Reading::all_in(origin, folder).map_err(Failure::Reading)? {
            // The key may lie among them.
            if key.is(&reading) {
                continue;
            }
            match Read::of(main, &reading, &mut warnings) {
                Ok(one) => read.push(one),
                // The others are compared all the same: a class does not wait for one.
                Err(problems) => {
                    warnings.push_str(&format!("{problems}\n{} is left out\n", displayable(reading.name())));
                    found_problems = true;
                }
            }
        }
        if read.is_empty() {
            warnings.push_str("nothing to compare: no reading is there\n");
            return Ok(Output { warnings, found_problems: true, ..Output::default() });
        }
        let texts = common.texts(origin)?;
        let codings: Vec<Coding<'_>> = read.iter().map(|read| coding(&read.catalogue, &texts)).collect();
        let names: Vec<String> = read.iter().map(|read| read.name.clone()).collect();
        let class = Class::of(main, &coding(&key.catalogue, &texts), &codings);
        let page = match self.format {
            AgreeFormat::Plain => {
                let page = ClassPage::new(main, &class, &key.name, &names, self.limit);
                common.plain(|columns| page.plain(columns)).into()
            }
            AgreeFormat::Json => json(&ClassPage::new(main, &class, &key.name, &names, self.limit)).into(),
            AgreeFormat::Csv => csv::write(tables::class(main, &class, &names)),
        };
        Ok(Output { page, warnings, found_problems })
    }
}

/// A reading that was read.
struct Read<'a> {
    /// As it may be shown: a file may be called anything.
    name: String,
    catalogue: Cow<'a, Catalogue>,
    /// Where it is; none of the catalogue itself.
    path: Option<PathBuf>,
}

impl<'a> Read<'a> {
    /// The one that a person means by `value`; what somebody should look at is added to `warnings`.
    fn find(main: &'a Catalogue, origin: &Origin, value: &str, warnings: &mut String) -> Result<Self, Failure> {
        if value == MAIN {
            return Ok(Self { name: MAIN.to_owned(), catalogue: Cow::Borrowed(main), path: None });
        }
        let reading = Reading::find(origin, value).map_err(Failure::Reading)?;
        Self::of(main, &reading, warnings).map_err(Failure::Catalogue)
    }

    fn of(main: &'a Catalogue, reading: &Reading, warnings: &mut String) -> Result<Self, Diagnostics> {
        let loaded = reading.over(main)?;
        warnings.push_str(&loaded.warnings.to_string());
        let path = reading.path().map(Path::to_owned);
        Ok(Self { name: displayable(reading.name()).into_owned(), catalogue: Cow::Owned(loaded.catalogue), path })
    }

    /// Whether it is `reading`, by whatever path.
    fn is(&self, reading: &Reading) -> bool {
        let place = |path: Option<&Path>| path.and_then(|path| path.canonicalize().ok());
        self.path.is_some() && place(self.path.as_deref()) == place(reading.path())
    }
}
