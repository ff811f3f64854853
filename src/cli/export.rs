//! `parallax export FORMAT`: a catalogue, or some of it, in a format that other programs open.

use std::{
    collections::BTreeSet,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, ValueEnum, builder::PossibleValue};

use super::{Common, Failure, Output, open, row};
use crate::{
    answers::coded::Coded,
    catalogue::{self, Catalogue, ClaimId, ExcerptId, Origin, Progress, Selection, edit},
    export::{Format, Selected, csv::BYTE_ORDER_MARK, export, size},
    find::{Index, Query, Stop, search},
    text::clean::{displayable, typed},
};

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The format
    #[arg(value_enum, value_name = "FORMAT")]
    format: Format,

    /// Catalogue to hand on [default: the built-in one]
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,

    /// File to write, as a whole or not at all; none of the catalogue's own [default: -, which is standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace the file where it is there already
    #[arg(long, requires = "output")]
    force: bool,

    /// Only the claims with an excerpt that this finds, as `parallax find` does
    #[arg(long, value_name = "QUERY")]
    claims: Option<String>,

    /// Only this outlet; several where it is given several times. The outlets of which they publish copies come along, since a copy
    /// is counted with its original
    #[arg(long, value_name = "ID")]
    outlet: Vec<String>,

    /// Only the claims about this event; several where it is given several times
    #[arg(long, value_name = "ID")]
    event: Vec<String>,

    /// CSV only: begin with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.about()))
    }
}

impl ExportArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        // As everywhere, `-` is standard output.
        let output = self.output.as_deref().filter(|path| *path != Path::new("-"));
        let on_terminal = output.is_none() && io::stdout().is_terminal();
        if self.bom && !self.format.is_csv() {
            return Err(Failure::NotForFormat { option: "--bom", format: self.format.name() });
        }
        if self.claims.as_deref().is_some_and(|query| Query::parse(query).is_empty()) {
            return Err(Failure::NoWords("--claims"));
        }
        if on_terminal && self.format.is_binary() {
            return Err(Failure::NoTerminal(self.format.name()));
        }
        let texts = common.texts(origin)?;
        // What would not be written is not made either.
        if let Some(path) = output {
            may_be_written(path, self.force)?;
            if catalogue::belongs(origin, path) || texts.would_read(path) {
                return Err(Failure::OfCatalogue(path.to_owned()));
            }
        }
        let (catalogue, mut warnings) = open(origin)?;
        let selection = self.selection(&catalogue)?;
        let selected = (!selection.is_all()).then(|| self.selected(&catalogue));
        let mut coded = Coded::default();
        if self.format.has_readings() {
            coded = Coded::of(origin, &catalogue).map_err(Failure::Catalogue)?;
        }
        let catalogue = if selected.is_some() {
            let kept = catalogue.only(&selection);
            coded = coded.only(&catalogue, &selection, &kept);
            kept
        } else {
            catalogue
        };
        let catalogue = Arc::new(catalogue);
        if selected.is_some() && (catalogue.claims.is_empty() || catalogue.excerpts.is_empty()) {
            let nothing = "nothing found, and nothing written\n";
            return Ok(Output { warnings: warnings + nothing, found_problems: true, ..Output::default() });
        }
        let exported =
            export(self.format, &catalogue, &coded, selected.as_ref(), &texts, &Stop::default()).map_err(Failure::Export)?;
        for cut in &exported.cut {
            warnings += &format!("warning: {}\n", displayable(cut));
        }
        let mut bytes = if self.bom { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
        bytes.extend(exported.bytes);
        let page = match output {
            Some(path) => {
                edit::put(path, &bytes).map_err(Failure::Edit)?;
                format!("{}: {}\n", typed(&path.to_string_lossy()), size(&catalogue)).into()
            }
            None if on_terminal => shown(&String::from_utf8_lossy(&bytes)).into(),
            None => bytes,
        };
        Ok(Output { page, warnings, found_problems: false })
    }

    /// How that is told by what is made of it; `catalogue` is the whole.
    fn selected(&self, catalogue: &Catalogue) -> Selected {
        let ids = |ids: &Vec<String>| (!ids.is_empty()).then(|| ids.clone());
        Selected {
            claims: self.claims.clone(),
            outlets: ids(&self.outlet),
            events: ids(&self.event),
            of_claims: catalogue.claims.len(),
            of_excerpts: catalogue.excerpts.len(),
        }
    }

    /// What of `catalogue` was asked for.
    fn selection(&self, catalogue: &Catalogue) -> Result<Selection, Failure> {
        let outlet = |id: &String| row("outlet", id, &catalogue.outlets, |outlet| &outlet.id);
        let event = |id: &String| row("event", id, &catalogue.events, |event| &event.id);
        Ok(Selection {
            claims: self.claims.as_deref().map(|query| found(catalogue, query)).transpose()?,
            outlets: named(&self.outlet, outlet)?,
            events: named(&self.event, event)?,
        })
    }
}

/// Refuses what no new file can be at, and what is there already unless that is replaced by `force`.
fn may_be_written(path: &Path, force: bool) -> Result<(), Failure> {
    match path.metadata() {
        Ok(metadata) if !metadata.is_file() => return Err(Failure::NotRegular(path.to_owned())),
        // A link that leads nowhere is there, too.
        _ if !force && path.symlink_metadata().is_ok() => return Err(Failure::FileExists(path.to_owned())),
        _ => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir());
    folder.map_or(Ok(()), |folder| Err(Failure::NoFolder(folder.to_owned())))
}

/// The rows of these `ids`; none where no id is given.
fn named<T: Ord>(ids: &[String], row: impl Fn(&String) -> Result<T, Failure>) -> Result<Option<BTreeSet<T>>, Failure> {
    if ids.is_empty() { Ok(None) } else { ids.iter().map(row).collect::<Result<_, _>>().map(Some) }
}

/// The claims of `catalogue` with an excerpt that `query` finds.
fn found(catalogue: &Catalogue, query: &str) -> Result<BTreeSet<ClaimId>, Failure> {
    let index = Index::build(catalogue, &Progress::default());
    let hits = search(&index, &Query::parse(query), &Stop::default()).ok_or(Failure::Stopped)?;
    let found = hits.first(&index, hits.total);
    Ok(found.iter().map(|hit| catalogue.excerpts[ExcerptId::new(hit.item)].claim).collect())
}

/// `text`, in which no terminal finds anything to obey.
fn shown(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", displayable(line))).collect()
}
