//! Counts and places as an index keeps them: in four bytes, half of what the machine counts in.

/// `count` in four bytes. The rows of a catalogue and the bytes of its words are fewer than that holds (4 GiB of texts); what a
/// larger one had beyond would not be found.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
