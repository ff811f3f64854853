//! `parallax man`: the manual pages, one for the program and one for each command.

use clap::{Args, CommandFactory};
use clap_mangen::{
    Man,
    roff::{Roff, roman},
};

use super::{Arguments, EXAMPLES, Failure, Output};
use crate::catalogue::nearest;

/// What the end of a help says of exit codes begins so; without it a command has those of the program.
const EXIT_STATUS: &str = "Exit status: ";

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
        let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let name = command.get_display_name().unwrap_or_default().to_owned();
        let mut page = Vec::new();
        // What stands at the end of the help is laid out in lines, which the crate would run together.
        Man::new(command.after_help(None::<&str>))
            .title(&name)
            .source(format!("{name} {}", env!("CARGO_PKG_VERSION")))
            .render(&mut page)
            .map_err(Failure::Terminal)?;
        page.extend(at_the_end(&after).into_bytes());
        Ok(Output { page, ..Output::default() })
    }
}

/// What stands behind the options: `after`, the end of the help, under its first line and as it is laid out, and the exit status.
fn at_the_end(after: &str) -> String {
    let mut roff = Roff::new();
    let (laid_out, codes) = match after.rsplit_once(EXIT_STATUS) {
        Some((laid_out, codes)) => (laid_out, codes),
        None => (after, EXAMPLES.rsplit_once(EXIT_STATUS).map_or("", |(_, codes)| codes)),
    };
    if let Some((heading, lines)) = laid_out.trim_end().split_once('\n') {
        roff.control("SH", [&*heading.trim_end_matches(':').to_uppercase()]).control("nf", []);
        for line in lines.lines() {
            roff.text([roman(line)]);
        }
        roff.control("fi", []);
    }
    roff.control("SH", ["EXIT STATUS"]).text([roman(codes)]);
    roff.to_roff()
}
