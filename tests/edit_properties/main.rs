//! Any sequence of edits, of every kind: what the files say then is what was meant, and taken back they have every byte as it was.
//!
//! What was meant is worked out apart from the program: on the tables of the files as a parser of TOML sees them, by rules of a line
//! each. The files have comments everywhere, Windows line ends and byte order marks.
//!
//! - [`written`]: the files
//! - [`deeds`]: the edits
//! - [`meant`]: what comes of them

#![expect(clippy::unwrap_used, clippy::panic, reason = "only tests edit here")]

mod deeds;
mod meant;
mod written;

use parallax::catalogue::{
    Origin, Progress,
    edit::{Carried, Step, carry_out, take_back},
    load,
};
use proptest::prelude::*;

use crate::{
    deeds::{deeds, rounds},
    meant::Meant,
    written::{bytes, manner},
};

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn any_edits_say_what_was_meant_and_taken_back_leave_every_byte(manner in manner(), deeds in deeds()) {
        let folder = manner.folder();
        let origin = Origin::Path(folder.path().to_owned());
        let read = || load(&origin, &Progress::default()).unwrap().catalogue;
        let mut meant = Meant::read(folder.path());
        let mut states = vec![bytes(folder.path())];
        let mut steps: Vec<Step> = Vec::new();
        for deed in &deeds {
            let before = read();
            let Some(rounds) = rounds(&before, deed) else { continue };
            match carry_out(&origin, None, &rounds) {
                Ok(Carried { loaded, step, .. }) => {
                    for round in &rounds {
                        meant.make(round);
                    }
                    prop_assert_eq!(&Meant::read(folder.path()), &meant, "{:?}\n{:#?}\n{}", deed, rounds, bytes(folder.path()).join("\n-----\n"));
                    prop_assert_eq!(loaded.catalogue, read());
                    states.push(bytes(folder.path()));
                    steps.push(step);
                }
                Err(error) => {
                    prop_assert_eq!(states.last().unwrap(), &bytes(folder.path()));
                    // What a person cannot ask for on the screen may be refused, but not for what the file looks like.
                    prop_assert!(may_be_refused(&error.to_string()), "{:?}\n{:#?}\n{}\n{}", deed, rounds, error, bytes(folder.path()).join("\n-----\n"));
                }
            }
        }
        let mut again: Vec<Step> = Vec::new();
        for (step, state) in steps.iter().zip(&states).rev() {
            again.push(take_back(&origin, None, step).unwrap().step);
            prop_assert_eq!(&bytes(folder.path()), state);
        }
        for (step, state) in again.iter().rev().zip(&states[1..]) {
            take_back(&origin, None, step).unwrap();
            prop_assert_eq!(&bytes(folder.path()), state);
        }
    }
}

/// Few, unless the environment says how many.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

fn may_be_refused(told: &str) -> bool {
    // A document that is quoted and said to lack the claim.
    told.contains("is said to lack the claim")
}
