//! `parallax schema`: the format of a catalogue, for editors that complete and check.

use super::Output;
use crate::catalogue::starter::SCHEMA;

pub(super) fn run() -> Output {
    Output { page: SCHEMA.into(), ..Output::default() }
}
