//! `parallax new DIR`: a catalogue that opens, to begin with.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, Output};
use crate::{
    catalogue::{edit::make, starter},
    text::clean::{displayable, typed},
};

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// Folder to make; it must not be there, or be empty
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// What the catalogue is about [default: the name of the folder]
    #[arg(long, value_name = "TITLE", conflicts_with = "from_built_in")]
    title: Option<String>,

    /// A copy of the built-in catalogue instead of an empty one
    #[arg(long)]
    from_built_in: bool,
}

impl NewArguments {
    pub(super) fn run(&self) -> Result<Output, Failure> {
        let name = self.dir.file_name().map_or_else(|| "A new catalogue".into(), |name| name.to_string_lossy().into_owned());
        if self.dir.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(Failure::NotEmpty(self.dir.clone()));
        }
        let files = if self.from_built_in { starter::built_in() } else { starter::empty(self.title.as_deref().unwrap_or(&name)) };
        make(&self.dir, files).map_err(Failure::Edit)?;
        let dir = self.dir.display().to_string();
        let (shown, dir) = (displayable(&dir), typed(&dir));
        let page = format!(
            "{shown} is a catalogue now.\n\n  parallax add -c {dir} FILE…   takes web pages, PDF, DOCX, mail and text as documents\n  \
             parallax {dir}                opens it; the screen follows when you save\n  \
             parallax check {dir}          says what is wrong in it\n"
        );
        Ok(Output { page: page.into(), ..Output::default() })
    }
}
