//! Around the program: what shells complete, and what man shows.

use clap::CommandFactory;
use parallax::cli::Arguments;

use crate::run::parallax;

fn commands() -> Vec<String> {
    Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = parallax(&format!("completions {shell}"));
        assert_eq!((script.code, &*script.told), (0, ""), "{shell}");
        for command in commands() {
            assert!(script.page.contains(&command), "{shell}: {command}");
        }
    }
}

#[test]
fn there_is_a_manual_page_for_the_program_and_for_every_command() {
    let page = parallax("man").page;
    for command in commands() {
        assert!(page.contains(&format!("parallax\\-{command}(1)")), "{command}: {page}");
        let own = parallax(&format!("man {command}"));
        assert_eq!((own.code, &*own.told), (0, ""), "{command}");
        let version = env!("CARGO_PKG_VERSION");
        let head = format!(".TH parallax-{command} 1  \"parallax-{command} {version}\"");
        assert!(own.page.contains(&head) && own.page.contains("SYNOPSIS"), "{}", own.page);
        assert!(own.page.contains(".SH \"EXIT STATUS\"\n0 ") && own.page.contains("2 could not run"), "{}", own.page);
    }
    // Examples keep their lines.
    let laid_out = page.split(".SH EXAMPLES\n.nf\n").nth(1).and_then(|rest| rest.split(".fi\n").next()).unwrap();
    assert!(laid_out.lines().count() > 5 && laid_out.lines().all(|line| line.starts_with("  parallax")), "{laid_out}");
    let slip = parallax("man shwo");
    assert_eq!(slip.code, 2);
    assert!(slip.told.contains("did you mean `show`?"), "{}", slip.told);
}
