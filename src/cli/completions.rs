//! `parallax completions SHELL`: what a shell needs to complete commands, options and their values.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::{Arguments, Output};

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl CompletionsArguments {
    pub(super) fn run(&self) -> Output {
        let mut page = Vec::new();
        generate(self.shell, &mut Arguments::command(), "parallax", &mut page);
        Output { page, ..Output::default() }
    }
}
