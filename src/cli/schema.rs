//! `parallax schema`: the format of a catalogue, for editors that complete and check; or that of what `export json` writes.

use clap::Args;

use super::Output;
use crate::{catalogue::starter::SCHEMA, export::json};

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Instead, the format of what `parallax export json` writes
    #[arg(long)]
    export: bool,
}

impl SchemaArguments {
    pub(super) fn run(&self) -> Output {
        let schema = if self.export { json::SCHEMA } else { SCHEMA };
        Output { page: schema.into(), ..Output::default() }
    }
}
