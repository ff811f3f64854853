//! `parallax add FILE…`: what people hold becomes documents of a catalogue; `--replace ID` takes a newer text of one.
//!
//! Every file is taken before the first is written, so that one that cannot be leaves the catalogue as it was.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Common, Failure, Output, bounded, is_input, open};
use crate::{
    answers::{
        addition::{AdditionError, Wish, addition, document},
        replacement::{Replacement, replacement},
    },
    catalogue::{
        Catalogue, Origin,
        edit::{self, Stored},
        texts::{NoText, ORIGINALS, TEXTS, Text, Texts, sha256},
    },
    intake::{IntakeError, LIMIT, Taken, take},
    report::{added::added, replaced::replaced},
};

#[derive(Debug, Args)]
pub(super) struct AddArguments {
    /// Web pages, PDF, DOCX, mail and plain text in any encoding; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Who published them, by id or name, where they do not say so
    #[arg(long, value_name = "OUTLET")]
    outlet: Option<String>,

    /// They are copies of this document
    #[arg(long, value_name = "ID")]
    copy_of: Option<String>,

    /// The document's own id [default: made of outlet and title]
    #[arg(long, value_name = "ID")]
    id: Option<String>,

    /// Instead, a newer text of this document: what becomes of its quotations is shown
    #[arg(long, value_name = "ID", conflicts_with_all = ["outlet", "copy_of", "id"])]
    replace: Option<String>,

    /// With --replace: take the newer text; the old one is kept in `originals`
    #[arg(long, requires = "replace")]
    write: bool,
}

/// What addresses of the network begin with, in small letters.
const ADDRESSES: [&str; 6] = ["http:", "https:", "ftp:", "ftps:", "sftp:", "www."];

/// A file that was taken.
struct Source<'a> {
    path: &'a Path,
    bytes: Vec<u8>,
    taken: Taken,
    text: Text,
}

impl AddArguments {
    pub(super) fn run(&self, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let home = Texts::home(origin).ok_or(Failure::NeedsOwn)?;
        let one = [
            ("--id", self.id.is_some()),
            ("--replace", self.replace.is_some()),
            ("-", self.files.iter().any(|file| is_input(file))),
        ];
        if let Some((what, _)) = one.into_iter().find(|(_, given)| *given && self.files.len() > 1) {
            return Err(Failure::OneFile(what));
        }
        // A catalogue that does not open is told before any file is.
        open(origin)?;
        let sources = self.files.iter().map(|file| Source::read(file)).collect::<Result<Vec<_>, _>>()?;
        if let Some(id) = &self.replace {
            return sources.first().map_or(Ok(Output::default()), |source| self.replace(id, source, home, origin, common));
        }
        let mut page = String::new();
        for source in &sources {
            if !page.is_empty() {
                page.push('\n');
            }
            match self.add(source, home, origin, common) {
                Ok(told) => page.push_str(&told),
                Err(failure) if page.is_empty() => return Err(failure),
                // What was added before it stays, and is told.
                Err(failure) => return Ok(Output { page: page.into(), warnings: failure.to_string(), found_problems: true }),
            }
        }
        Ok(Output { page: page.into(), ..Output::default() })
    }

    fn add(&self, source: &Source<'_>, home: &Path, origin: &Origin, common: &Common) -> Result<String, Failure> {
        let (catalogue, _) = open(origin)?;
        let stem = source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let name = if is_input(source.path) { "standard input".to_owned() } else { stem };
        let wish = Wish { outlet: self.outlet.clone(), copy_of: self.copy_of.clone(), id: self.id.clone(), name };
        let addition = addition(&catalogue, &common.texts(origin)?, &source.taken, &source.text, &wish);
        let addition = addition.map_err(|why| source.refused(&why))?;
        let id = &addition.document.id;
        let plan = edit::add(&catalogue, &addition.document).map_err(Failure::Edit)?;
        let (text, kept) =
            (home.join(TEXTS).join(format!("{id}.txt")), home.join(ORIGINALS).join(format!("{id}.{}", source.extension())));
        let mut stored = Stored::default();
        stored.write(&text, source.text.as_str().as_bytes()).map_err(Failure::Edit)?;
        stored.write(&kept, &source.bytes).map_err(Failure::Edit)?;
        let line = plan.changes.first().map_or(1, |change| change.line);
        let below = |path: &Path| path.strip_prefix(home).unwrap_or(path).display().to_string();
        let written = [format!("{}:{line}", below(&plan.path)), below(&text), below(&kept)];
        edit::write(&[plan]).map_err(Failure::Edit)?;
        stored.keep();
        let file = source.path.display().to_string();
        let named = (file.as_str(), source.named());
        Ok(common.plain(|columns| added(&catalogue, named, &source.taken, &addition, &written, columns)))
    }

    fn replace(&self, id: &str, source: &Source<'_>, home: &Path, origin: &Origin, common: &Common) -> Result<Output, Failure> {
        let (catalogue, warnings) = open(origin)?;
        let id = document(&catalogue, id).map_err(|why| source.refused(&why))?;
        let replacement = replacement(&catalogue, id, &source.taken, source.text.clone());
        if self.write {
            Self::put_in_place(&catalogue, &replacement, source, home)?;
        }
        let misquoted = replacement.compared.anchored.iter().any(|(_, anchoring)| anchoring.is_misquoted());
        let named = (&source.taken, source.named());
        let page = common.plain(|columns| replaced(&catalogue, &replacement, named, self.write, columns));
        let found_problems = misquoted || !replacement.compared.misplaced.is_empty();
        Ok(Output { page: page.into(), warnings, found_problems })
    }

    /// Writes the newer text, keeps the old one, and brings the catalogue up to date.
    fn put_in_place(catalogue: &Catalogue, replacement: &Replacement, source: &Source<'_>, home: &Path) -> Result<(), Failure> {
        let id = &catalogue.documents[replacement.compared.document].id;
        let plans = edit::plan(catalogue, &replacement.compared.facts()).map_err(Failure::Edit)?;
        // The text is not to be newer than what the catalogue says of it.
        edit::may_be_written(&plans).map_err(Failure::Edit)?;
        let path = home.join(TEXTS).join(format!("{id}.txt"));
        let mut stored = Stored::default();
        let kept = |sha256: &str, extension: &str| {
            home.join(ORIGINALS).join(format!("{id}.{}.{extension}", &sha256[..8.min(sha256.len())]))
        };
        let mut keep = |bytes: &[u8], extension: &str| {
            let path = kept(&sha256(bytes), extension);
            // A text that comes back, or was its own original, is kept already.
            let is_kept = fs::read(&path).is_ok_and(|there| there == bytes);
            if is_kept { Ok(()) } else { stored.write(&path, bytes).map_err(Failure::Edit) }
        };
        if let Ok(old) = fs::read(&path) {
            keep(&old, "txt")?;
        }
        keep(&source.bytes, source.extension())?;
        edit::put(&path, source.text.as_str().as_bytes()).map_err(Failure::Edit)?;
        stored.keep();
        edit::write(&plans).map_err(Failure::Edit)
    }
}

impl<'a> Source<'a> {
    /// Reads the file and takes its words.
    fn read(path: &'a Path) -> Result<Self, Failure> {
        let refused = |why: String| Failure::NotTaken { file: path.to_owned(), why };
        let name = path.to_string_lossy().to_ascii_lowercase();
        if !path.exists() && name.starts_with("file:") {
            return Err(refused("an address: give the path of the file".to_owned()));
        }
        if !path.exists() && ADDRESSES.iter().any(|address| name.starts_with(address)) {
            return Err(refused("parallax uses no network: save the page in your browser, and add the file".to_owned()));
        }
        let bytes = bounded(path, LIMIT).map_err(|error| refused(error.to_string()))?;
        let taken = take(&bytes).map_err(|error| refused(error.to_string()))?;
        // What was decoded is UTF-8.
        let text = Text::new(taken.text.clone().into_bytes()).map_err(|NoText| refused(IntakeError::NoText.to_string()))?;
        Ok(Self { path, bytes, taken, text })
    }

    fn refused(&self, why: &AdditionError) -> Failure {
        Failure::NotTaken { file: self.path.to_owned(), why: why.to_string() }
    }

    /// What the name of the file ends in; nothing where that cannot be told.
    fn named(&self) -> &str {
        self.path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
    }

    /// What the name of the original ends in: the same, as far as it is a plain one, else what names of its kind do.
    fn extension(&self) -> &str {
        let extension = self.named();
        let is_plain = extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !["", "toml"].contains(&extension);
        if is_plain { extension } else { self.taken.kind.extension() }
    }
}
