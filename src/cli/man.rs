//! `parallax man`: the manual pages, one for the program and one for each command.

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::{Arguments, Failure, Output};
use crate::catalogue::nearest;

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The command whose page it is [default: that of the program, which names the others]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl ManArguments {
    pub(super) fn run(&self) -> Result<Output, Failure> {
        let mut program = Arguments::command();
        // Options of every command are told of in each page.
        program.build();
        let command = match &self.command {
            None => program,
            Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| Failure::Unknown {
                kind: "command",
                id: name.clone(),
                nearest: nearest(name, program.get_subcommands().map(clap::Command::get_name)).map(str::to_owned),
                all: "`parallax help` names them all".to_owned(),
            })?,
        };
        let mut page = Vec::new();
        Man::new(command).render(&mut page).map_err(Failure::Terminal)?;
        Ok(Output { page, ..Output::default() })
    }
}
