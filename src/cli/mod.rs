//! What was typed, and which command it means. One file a command; `parallax` alone opens the screen.
//!
//! Commands return what they would print ([`Output`]) or why they could not run ([`Failure`]); only `main` writes and exits.
//! Exit codes: 0 done, 1 found problems or nothing, 2 could not run.

mod add;
mod agree;
mod anchor;
mod check;
mod code;
mod completions;
mod concordance;
mod drift;
mod export;
mod failure;
mod find;
mod frames;
mod import;
mod layout;
mod list;
mod look;
mod man;
mod matrix;
mod new;
mod outlets;
mod schema;
mod screen;
mod show;
mod voices;
mod words;

use std::{
    ffi::OsString,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use serde::Serialize;

pub use self::failure::Failure;

use crate::{
    answers::at_hand::AtHand,
    catalogue::{self, Catalogue, Id, Origin, Progress, Table, texts::Texts},
    compare::parts::Extent,
    find::Stop,
    text::{ascii, json},
};

/// So many ids at the most are named in a message.
const NAMED: usize = 20;
/// Columns of plain output where nobody says otherwise and no terminal is there to ask.
const PAGE: usize = 80;

/// Compare how several outlets tell the same event: who affirms a claim, who denies it, who keeps silent, in which words.
#[derive(Debug, Parser)]
#[command(name = "parallax", version, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    /// Catalogue to open: a folder of TOML files or one file [default: the built-in one on Venezuela's election of July 2024]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,

    /// The same, before or after a command
    #[arg(short, long, value_name = "PATH")]
    catalogue: Option<PathBuf>,

    /// On the screen, hide whose the documents are: outlets are A, B, C, …
    #[arg(long)]
    blind: bool,

    #[command(flatten)]
    common: Common,
}

const EXAMPLES: &str = "Examples:
  parallax                              the built-in catalogue
  parallax my-catalogue/                your own
  parallax new my-catalogue/            one to begin with
  parallax add -c my-catalogue/ p.html  a web page, PDF, DOCX or text as a document of it
  parallax show forged-sheets           one claim, as text
  parallax find 'tally sheets !fraud'   excerpts by their words
  parallax matrix --narrow disagreement the claims on which outlets clash
  parallax list --format json           every claim, for other programs
  parallax concordance regime           every line in which a word stands
  parallax check my-catalogue/          what is wrong in it, with file and line
  parallax code --as anna --blind       read its documents by yourself, as a second reader

Exit status: 0 done, 1 found problems or nothing, 2 could not run.";

/// Options of every command.
#[derive(Debug, Args)]
struct Common {
    /// Folder with the documents' texts as <document id>.txt, looked at before the catalogue's own folder `texts`
    #[arg(long, value_name = "DIR", global = true)]
    texts: Option<PathBuf>,

    /// Use ASCII signs and lines only: A affirms, Q questions, D denies, M mixed, r reports, d reports a denial, b reports both sides,
    /// - silent, < too early, . unchecked
    #[arg(long, global = true)]
    ascii: bool,

    /// Colours for a dark or a light background, or none [default: as `NO_COLOR` and `COLORFGBG` in the environment say, or dark]
    #[arg(long, value_enum, value_name = "THEME", global = true)]
    theme: Option<ThemeName>,

    /// Columns of plain output [default: the terminal's, or 80]
    #[arg(long, value_name = "COLUMNS", global = true, value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ThemeName {
    Dark,
    Light,
    Mono,
}

/// A command with the catalogue that it opens. Not one global option: of such clap keeps the one that comes last, and says nothing.
#[derive(Debug, Args)]
struct With<T: Args> {
    #[command(flatten)]
    arguments: T,

    /// Catalogue to open
    #[arg(short, long, value_name = "PATH")]
    catalogue: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// One claim and what every outlet says of it
    Show(With<show::ShowArguments>),
    /// All claims by event, with how many outlets affirm, report, question or deny each
    List(With<list::ListArguments>),
    /// All claims against all outlets, a sign in each cell
    Matrix(With<matrix::MatrixArguments>),
    /// Excerpts by words as people type them, and by outlet, stance, speaker and so on
    Find(With<find::FindArguments>),
    /// Who is called what by whom: each form of each naming, counted by outlet
    Words(With<words::WordsArguments>),
    /// The lines in which a word stands, or several
    Concordance(With<concordance::ConcordanceArguments>),
    /// Who gets to speak: each speaker, counted by outlet, with the verbs of saying
    Voices(With<voices::VoicesArguments>),
    /// How each outlet frames it: the codes of the codebook, counted by outlet
    Frames(With<frames::FramesArguments>),
    /// What each outlet does: its stands, its own words, its events; and how far any two are apart
    Outlets(With<outlets::OutletsArguments>),
    /// What became of a document in its copy: sentences beside one another, what changed by kind
    Drift(With<drift::DriftArguments>),
    /// How far several readings of a catalogue agree, or a class with its teacher's
    Agree(With<agree::AgreeArguments>),
    /// Where to look in a document for what bears on a claim: the likeliest sentences first
    Look(With<look::LookArguments>),
    /// Read the documents by yourself: the screen, without what others found in them
    Code(With<code::CodeArguments>),
    /// What is wrong in a catalogue, with file and line, and whether its quotations stand in their documents
    Check(With<check::CheckArguments>),
    /// Write into a catalogue where its quotations stand: spans, lengths, hashes
    Anchor(With<anchor::AnchorArguments>),
    /// Lay out the files of a catalogue: order and alignment of keys, blank lines
    Fmt(With<layout::FmtArguments>),
    /// Hand a catalogue on in a format that other programs open
    Export(With<export::ExportArguments>),
    /// Make a catalogue to begin with
    New(new::NewArguments),
    /// The format of a catalogue as a JSON Schema, for editors that complete and check
    Schema(schema::SchemaArguments),
    /// Add documents to a catalogue: web pages, PDF, DOCX, mail and text
    Add(With<add::AddArguments>),
    /// Bring in what other programs hold: tables, REFI-QDA projects, annotations; shown first
    Import(With<import::ImportArguments>),
    /// A script by which a shell completes commands, options and their values
    Completions(completions::CompletionsArguments),
    /// The manual page of the program or of a command, as man reads it
    Man(man::ManArguments),
}

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Plain,
    Json,
}

/// What a command has to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// For standard output: text in UTF-8, but for a file of another kind that no terminal is given.
    pub page: Vec<u8>,
    /// For standard error: warnings.
    pub warnings: String,
    /// Whether it found problems, or nothing.
    pub found_problems: bool,
}

impl Arguments {
    /// What a person may have to wait for, where no screen shows it.
    pub const fn work(&self) -> Option<&'static str> {
        match self.command {
            Some(Command::Export(_)) => Some("exporting"),
            Some(Command::Import(_)) => Some("importing"),
            _ => None,
        }
    }
}

/// Runs the command that `arguments` mean. `on_terminal` says whether a person sits at the other end of standard output.
///
/// # Errors
///
/// Says why the command could not run.
pub fn run(arguments: Arguments, on_terminal: bool) -> Result<Output, Failure> {
    let Arguments { command, path, catalogue, blind, common } = arguments;
    if blind && (command.is_some() || !on_terminal || screen::is_dumb()) {
        return Err(Failure::OfTheScreen("`--blind`"));
    }
    if let (None, Some(path)) = (&command, &path) {
        is_no_slip(path)?;
    }
    let named = vec![path, catalogue];
    let Some(command) = command else {
        let origin = origin(named)?;
        return match on_terminal {
            true if screen::is_dumb() => {
                let list = list::ListArguments::plain().run(&origin, &common)?;
                Ok(Output { warnings: format!("{}{}", list.warnings, screen::DUMB), ..list })
            }
            true => screen::run(origin, &common, blind),
            false => list::ListArguments::plain().run(&origin, &common),
        };
    };
    match command {
        Command::Show(show) => show.run(named, &common, show::ShowArguments::run),
        Command::List(list) => list.run(named, &common, list::ListArguments::run),
        Command::Matrix(matrix) => matrix.run(named, &common, matrix::MatrixArguments::run),
        Command::Find(find) => find.run(named, &common, find::FindArguments::run),
        Command::Words(words) => words.run(named, &common, words::WordsArguments::run),
        Command::Concordance(lines) => lines.run(named, &common, concordance::ConcordanceArguments::run),
        Command::Voices(voices) => voices.run(named, &common, voices::VoicesArguments::run),
        Command::Frames(frames) => frames.run(named, &common, frames::FramesArguments::run),
        Command::Outlets(outlets) => outlets.run(named, &common, outlets::OutletsArguments::run),
        Command::Drift(drift) => drift.run(named, &common, drift::DriftArguments::run),
        Command::Agree(agree) => agree.run(named, &common, agree::AgreeArguments::run),
        Command::Look(look) => look.run(named, &common, look::LookArguments::run),
        Command::Code(mut code) => {
            let own = code.arguments.path.take();
            let run = |code: &code::CodeArguments, origin: &Origin, common: &Common| code.run(origin, common, on_terminal);
            code.run([named, vec![own]].concat(), &common, run)
        }
        Command::Check(mut check) => {
            let own = check.arguments.path.take();
            check.run([named, vec![own]].concat(), &common, check::CheckArguments::run)
        }
        Command::Anchor(mut anchor) => {
            let own = anchor.arguments.path.take();
            anchor.run([named, vec![own]].concat(), &common, anchor::AnchorArguments::run)
        }
        Command::Fmt(mut fmt) => {
            let own = fmt.arguments.path.take();
            fmt.run([named, vec![own]].concat(), &common, layout::FmtArguments::run)
        }
        Command::Export(mut export) => {
            let own = export.arguments.path.take();
            export.run([named, vec![own]].concat(), &common, export::ExportArguments::run)
        }
        Command::New(new) => new.run(),
        Command::Schema(schema) => Ok(schema.run()),
        Command::Add(add) => add.run(named, &common, add::AddArguments::run),
        Command::Import(mut import) => {
            let own = import.arguments.path.take();
            import.run([named, vec![own]].concat(), &common, import::ImportArguments::run)
        }
        Command::Completions(completions) => Ok(completions.run()),
        Command::Man(man) => man.run(),
    }
}

impl<T: Args> With<T> {
    /// Runs the command on the one catalogue that was `named`, be it before it, after it or by its own option.
    fn run(
        self,
        mut named: Vec<Option<PathBuf>>,
        common: &Common,
        run: impl FnOnce(&T, &Origin, &Common) -> Result<Output, Failure>,
    ) -> Result<Output, Failure> {
        named.push(self.catalogue);
        run(&self.arguments, &origin(named)?, common)
    }
}

/// Refuses a path that leads nowhere where a command of nearly that name was meant.
fn is_no_slip(path: &Path) -> Result<(), Failure> {
    let Some(typed) = path.to_str().filter(|typed| !path.exists() && !typed.contains(['/', '\\', '.'])) else { return Ok(()) };
    let commands = Arguments::command();
    let nearest = catalogue::nearest(typed, commands.get_subcommands().map(clap::Command::get_name));
    nearest.map_or(Ok(()), |nearest| Err(Failure::NoCommand { path: typed.to_owned(), nearest: nearest.to_owned() }))
}

/// What to say of `typed`, which clap did not understand, where its first word is nearly a command and was taken for a path.
pub fn slip(typed: impl IntoIterator<Item = OsString>) -> Option<Failure> {
    let understood = Arguments::command().ignore_errors(true).try_get_matches_from(typed).ok()?;
    understood.get_one::<PathBuf>("path").and_then(|path| is_no_slip(path).err())
}

/// The one catalogue that was named in any of these places.
fn origin(named: Vec<Option<PathBuf>>) -> Result<Origin, Failure> {
    let mut named = named.into_iter().flatten();
    match (named.next(), named.next()) {
        (Some(first), Some(second)) => Err(Failure::TwoCatalogues([first, second])),
        (path, _) => {
            let origin = path.map_or(Origin::BuiltIn, Origin::Path);
            // What a program that was killed left half done is whole before anybody reads it.
            catalogue::edit::finish(&origin).map_err(Failure::Edit)?;
            Ok(origin)
        }
    }
}

impl Common {
    /// A page for people, as `write` lays it out on a number of columns.
    fn plain(&self, write: impl FnOnce(usize) -> String) -> String {
        let page = write(self.columns());
        if self.ascii { ascii::spell(&page) } else { page }
    }

    fn columns(&self) -> usize {
        let terminal = || crossterm::terminal::size().ok().map(|(columns, _)| columns).filter(|&columns| columns >= 20);
        self.width.or_else(terminal).map_or(PAGE, usize::from)
    }

    /// The texts of the documents at `origin`, those in the folder that was named before its own.
    fn texts(&self, origin: &Origin) -> Result<Texts, Failure> {
        let texts = Texts::of(origin);
        match &self.texts {
            Some(folder) => texts.and_in(folder).map_err(Failure::Text),
            None => Ok(texts),
        }
    }
}

/// Reads the catalogue at `origin`; its warnings go to standard error.
fn open(origin: &Origin) -> Result<(Catalogue, String), Failure> {
    let loaded = catalogue::load(origin, &Progress::default()).map_err(Failure::Catalogue)?;
    Ok((loaded.catalogue, loaded.warnings.to_string()))
}

/// Whether `file` stands for standard input.
fn is_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// All that `file` has, and no more than a byte beyond the `limit` of what is taken.
fn bounded(file: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let source: Box<dyn Read> = if is_input(file) { Box::new(io::stdin().lock()) } else { Box::new(fs::File::open(file)?) };
    source.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How much of the texts is read.
const fn extent(all_parts: bool) -> Extent {
    if all_parts { Extent::AllParts } else { Extent::BodyAndHeadline }
}

/// A catalogue as [`open`] gives it, with the texts that are there, all of which could be read.
fn open_with_texts(origin: &Origin, common: &Common, all_parts: bool) -> Result<(AtHand, String), Failure> {
    let (catalogue, warnings) = open(origin)?;
    let at_hand =
        AtHand::open(Arc::new(catalogue), &common.texts(origin)?, extent(all_parts), &Stop::default()).ok_or(Failure::Stopped)?;
    Ok((at_hand.whole().map_err(Failure::Text)?, warnings))
}

/// The row of `table` that has the id `id`; `kind` says in a message what it is.
fn row<T>(kind: &'static str, id: &str, table: &Table<T>, id_of: impl Fn(&T) -> &str) -> Result<Id<T>, Failure> {
    if let Some((row, _)) = table.entries().find(|(_, row)| id_of(row) == id) {
        return Ok(row);
    }
    let ids: Vec<&str> = table.iter().map(id_of).collect();
    let shown = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let all = match ids.len() {
        0 => format!("this catalogue has no {kind}"),
        count if count > NAMED => format!("there are {count}: {shown}, …"),
        _ => format!("there are {shown}"),
    };
    let nearest = catalogue::nearest(id, ids).map(str::to_owned);
    Err(Failure::Unknown { kind, id: id.to_owned(), nearest, all })
}

/// The version of the shapes of JSON pages, which each of them states first.
const JSON_FORMAT: u8 = 2;

/// A page with it.
#[derive(Serialize)]
struct Versioned<'a, T> {
    format: u8,
    #[serde(flatten)]
    page: &'a T,
}

/// A page as JSON.
fn json(page: &impl Serialize) -> String {
    json::json(&Versioned { format: JSON_FORMAT, page })
}
