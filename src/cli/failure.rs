//! Why a command could not run, in words that say what to do.

use std::{error::Error, fmt, io, path::PathBuf};

use crate::{
    catalogue::{Diagnostics, edit::EditError, readings::ReadingError, texts::TextError},
    export::ExportError,
    text::clean,
};

/// Why a command could not run.
#[derive(Debug)]
pub enum Failure {
    /// A command opens one catalogue, and these two were named.
    TwoCatalogues([PathBuf; 2]),
    /// The catalogue has errors.
    Catalogue(Diagnostics),
    /// What was typed as a path leads nowhere, and is much like a command.
    NoCommand {
        /// As typed.
        path: String,
        /// The command.
        nearest: String,
    },
    /// No row of that kind has this id.
    Unknown {
        /// What was looked for: "claim", "document".
        kind: &'static str,
        /// The id as typed.
        id: String,
        /// The nearest one there is.
        nearest: Option<String>,
        /// Where all of them are named.
        all: String,
    },
    /// This document is no copy of another.
    NoCopy {
        /// Its id.
        document: String,
        /// The ids of those that are.
        copies: Vec<String>,
    },
    /// The text of the document of this id is needed and not at hand.
    NoText(String),
    /// The texts are to be looked through, and none is at hand.
    NoTexts,
    /// A text that was asked for cannot be had.
    Text(TextError),
    /// A file of the catalogue was not written.
    Edit(EditError),
    /// Nobody can read the catalogue under this name.
    Reading(ReadingError),
    /// This is for the screen, which a terminal alone can show, and no command but `code` opens.
    OfTheScreen(&'static str),
    /// A command that writes needs a catalogue of one's own.
    NeedsOwn,
    /// What was asked for could not be made.
    Export(ExportError),
    /// This file is there already.
    FileExists(PathBuf),
    /// This file is one of the catalogue's own, or would be taken for one.
    OfCatalogue(PathBuf),
    /// This is a folder, a pipe or a device.
    NotRegular(PathBuf),
    /// No such folder is there.
    NoFolder(PathBuf),
    /// This option was given nothing to look for.
    NoWords(&'static str),
    /// Of this format no terminal can show anything.
    NoTerminal(&'static str),
    /// This option means nothing with this format.
    NotForFormat {
        /// As typed.
        option: &'static str,
        /// Its name.
        format: &'static str,
    },
    /// With this only one file can be given.
    OneFile(&'static str),
    /// A file is no document, for this reason.
    NotTaken {
        /// As typed.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// This folder has something in it already.
    NotEmpty(PathBuf),
    /// The terminal failed.
    Terminal(io::Error),
    /// What was asked for was told to stop. Nobody tells a command so.
    Stopped,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TwoCatalogues(named) => {
                let [first, second] = named.each_ref().map(|path| clean::displayable(&path.to_string_lossy()).into_owned());
                writeln!(f, "error: two catalogues are named, `{first}` and `{second}`\n  help: name one, as PATH or with -c")
            }
            Self::Catalogue(diagnostics) => write!(f, "{diagnostics}"),
            Self::NoCommand { path, nearest } => writeln!(
                f,
                "error: `{}` is no command, and no catalogue is there\n  help: did you mean `parallax {nearest}`? `./{}` is always a path",
                clean::displayable(path),
                clean::displayable(path)
            ),
            Self::Unknown { kind, id, nearest, all } => {
                write!(f, "error: no {kind} has the id `{}`", clean::displayable(id))?;
                match nearest {
                    Some(nearest) => writeln!(f, "\n  help: did you mean `{nearest}`? {all}"),
                    None => writeln!(f, "\n  help: {all}"),
                }
            }
            Self::NoCopy { document, copies } if copies.is_empty() => {
                writeln!(f, "error: `{document}` is no copy\n  help: no document of this catalogue has a `copy_of`")
            }
            Self::NoCopy { document, copies } => {
                writeln!(f, "error: `{document}` is no copy\n  help: the copies are {}", copies.join(", "))
            }
            Self::NoText(document) => writeln!(
                f,
                "error: the text of `{document}` is not at hand\n  help: --texts DIR names the folder with {document}.txt in it"
            ),
            Self::NoTexts => writeln!(
                f,
                "error: no text of this catalogue is at hand to look in\n  help: --texts DIR names the folder with a <document id>.txt for each"
            ),
            Self::Text(error) => writeln!(f, "error: {}", clean::displayable(&error.to_string())),
            Self::Edit(error) => writeln!(f, "error: {}", clean::displayable(&error.to_string())),
            Self::Export(error) => writeln!(f, "error: {}", clean::displayable(&error.to_string())),
            Self::Reading(error) => writeln!(f, "error: {}", clean::displayable(&error.to_string())),
            Self::OfTheScreen(what) => writeln!(
                f,
                "error: {what} is for the screen, and here is none\n  help: type `parallax --blind [PATH]` or `parallax code --as NAME [PATH]` in a terminal"
            ),
            Self::FileExists(path) => writeln!(
                f,
                "error: {} is there already\n  help: name another file, or replace it with --force",
                clean::displayable(&path.to_string_lossy())
            ),
            Self::OfCatalogue(path) => writeln!(
                f,
                "error: {} belongs to the catalogue, and stays as it is\n  help: name a file elsewhere, or one of another kind",
                clean::typed(&path.to_string_lossy())
            ),
            Self::NotRegular(path) if path.is_dir() => {
                let inside = path.join("FILE");
                writeln!(
                    f,
                    "error: {} is a folder\n  help: name a file in it, -o {}",
                    clean::typed(&path.to_string_lossy()),
                    clean::typed(&inside.to_string_lossy())
                )
            }
            Self::NotRegular(path) => writeln!(
                f,
                "error: {} is no regular file, and a file is written as a whole or not at all\n  help: -o - writes to standard output",
                clean::typed(&path.to_string_lossy())
            ),
            Self::NoFolder(path) => {
                let path = clean::typed(&path.to_string_lossy());
                writeln!(f, "error: there is no folder {path}\n  help: make it with mkdir -p {path}, or name a file elsewhere")
            }
            Self::NoWords(option) => {
                writeln!(f, "error: {option} has nothing to look for\n  help: leave it out for all, or give it words to find")
            }
            Self::NoTerminal(format) => {
                writeln!(f, "error: {format} is nothing that a terminal can show\n  help: -o FILE writes it into a file")
            }
            Self::NotForFormat { option, format } => writeln!(f, "error: {option} means nothing with {format}"),
            Self::NeedsOwn => writeln!(
                f,
                "error: the built-in catalogue is not written to\n  help: name your own with -c PATH; `parallax new DIR` makes one"
            ),
            Self::OneFile(what) => writeln!(f, "error: several files, and {what} is for one\n  help: add them one by one"),
            Self::NotTaken { file, why } => {
                writeln!(f, "error: {}: {}", clean::displayable(&file.to_string_lossy()), clean::displayable(why))
            }
            Self::NotEmpty(folder) => writeln!(
                f,
                "error: {} is not empty\n  help: name a folder that is not there yet",
                clean::displayable(&folder.to_string_lossy())
            ),
            Self::Terminal(error) => writeln!(f, "error: the terminal failed: {error}"),
            Self::Stopped => writeln!(f, "error: stopped before it was done"),
        }
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            // Their words are those of the error within, so what lies behind them is behind that.
            Self::Catalogue(diagnostics) => diagnostics.source(),
            Self::Text(error) => error.source(),
            Self::Edit(error) => error.source(),
            Self::Export(error) => error.source(),
            Self::Terminal(error) => error.source(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Unplugged(fmt::Error);

    impl fmt::Display for Unplugged {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("unplugged")
        }
    }

    impl Error for Unplugged {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn what_lies_behind_the_error_within_a_failure_is_its_source() {
        let failure = Failure::Terminal(io::Error::other(Unplugged(fmt::Error)));
        assert!(failure.source().is_some_and(<dyn Error>::is::<fmt::Error>), "{:?}", failure.source());
        assert!(Failure::Stopped.source().is_none());
    }
}
