//! What the program costs while nobody does anything.
#![expect(clippy::unwrap_used, reason = "only tests run here")]

use std::{fs, thread, time::Duration};

use crate::pseudo::{READY, Start, Terminal, built_in, open};

/// How long the program is watched.
const WATCH: Duration = Duration::from_secs(3);

/// What all threads of a process have used so far.
#[derive(Debug, PartialEq, Eq)]
struct Used {
    /// In nanoseconds.
    processor: u64,
    /// How often a thread began or ceased to run.
    switches: u64,
}

fn used(pid: &str) -> Used {
    let mut used = Used { processor: 0, switches: 0 };
    for thread in fs::read_dir(format!("/proc/{pid}/task")).unwrap() {
        let thread = thread.unwrap().path();
        let schedule = fs::read_to_string(thread.join("schedstat")).unwrap();
        used.processor += schedule.split(' ').next().unwrap().parse::<u64>().unwrap();
        let status = fs::read_to_string(thread.join("status")).unwrap();
        let switches = status.lines().filter(|line| line.contains("ctxt_switches"));
        used.switches += switches.map(|line| line.rsplit('\t').next().unwrap().parse::<u64>().unwrap()).sum::<u64>();
    }
    used
}

/// What the program uses while it is watched, once it has come to rest.
fn used_in_rest(start: Start) -> (Used, Terminal) {
    let terminal = start.go();
    terminal.shows(READY);
    terminal.rests();
    let written = terminal.bytes().len();
    let before = used(&terminal.pid());
    thread::sleep(WATCH);
    let after = used(&terminal.pid());
    assert_eq!(terminal.bytes().len(), written, "it draws though nothing happens");
    (Used { processor: after.processor - before.processor, switches: after.switches - before.switches }, terminal)
}

#[test]
fn the_built_in_catalogue_at_rest_costs_nothing() {
    let (used, _terminal) = used_in_rest(built_in());
    assert_eq!(used, Used { processor: 0, switches: 0 });
}

#[test]
fn a_catalogue_of_files_at_rest_costs_one_look_a_second() {
    let (used, _terminal) = used_in_rest(open("harrow-bay"));
    let looks = WATCH.as_secs() + 1;
    // A thread that wakes and sleeps again is counted once; on a busy machine it may be interrupted once more.
    assert!((1..=2 * looks).contains(&used.switches), "{used:?}");
    assert!(used.processor < 10_000_000 * looks, "{used:?}");
}
