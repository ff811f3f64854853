//! `parallax import FILE`: what other programs hold, brought into a catalogue; the plan is shown first.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Failure, Output, bounded, open};
use crate::{
    catalogue::{
        Origin,
        edit::{self, Stored},
        texts::{TEXTS, Texts},
    },
    import::{LIMIT, plan, take},
    report::imported::imported,
};

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// A CSV or JSON file that `export` wrote, a list of quotations as CSV, a REFI-QDA project (.qdpx), annotations from Hypothesis as
    /// JSON; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Catalogue to bring it into
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,

    /// What the columns of a list of quotations are: quote=Text,document=Source,claim=Code, and stance, outlet, event, speaker, cue,
    /// figure, frames, prefix, suffix, note where there are such
    #[arg(long, value_name = "KEY=COLUMN", value_delimiter = ',', value_parser = column)]
    columns: Vec<(String, String)>,

    /// Who published the documents of which that is not said [default: an outlet for each]
    #[arg(long, value_name = "OUTLET")]
    outlet: Option<String>,

    /// Write it; without this it is only shown
    #[arg(long)]
    write: bool,
}

/// "quote=Text".
fn column(typed: &str) -> Result<(String, String), String> {
    let (key, name) = typed.split_once('=').ok_or_else(|| "it is KEY=COLUMN, such as quote=Text".to_owned())?;
    Ok((key.trim().to_owned(), name.trim().to_owned()))
}

impl ImportArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let home = Texts::home(origin).ok_or(Failure::NeedsOwn)?;
        let refused = |why: String| Failure::NotTaken { file: self.file.clone(), why };
        // A catalogue that does not open is told before the file is.
        let (catalogue, warnings) = open(origin)?;
        let bytes = bounded(&self.file, LIMIT).map_err(|error| refused(error.to_string()))?;
        let incoming = take(&bytes, &self.columns).map_err(|error| refused(error.to_string()))?;
        let source = incoming.source.clone();
        let plan = plan(&catalogue, &common.texts(origin)?, incoming, self.outlet.as_deref()).map_err(Failure::Text)?;
        if self.write && !plan.is_empty() {
            let mut stored = Stored::default();
            for (id, text) in &plan.texts {
                stored.write(&home.join(TEXTS).join(format!("{id}.txt")), text.as_bytes()).map_err(Failure::Edit)?;
            }
            edit::carry_out(origin, None, std::slice::from_ref(&plan.edits)).map_err(Failure::Edit)?;
            stored.keep();
        }
        let file = self.file.to_string_lossy();
        let page = common.plain(|columns| imported(&file, &source, &plan, self.write, columns));
        Ok(Output { page: page.into(), warnings, found_problems: plan.has_problems() })
    }
}
