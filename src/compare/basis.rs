//! What counts rest on, in words: every page and screen that counts says so.

use super::{corpus::Basis, parts::Extent};

/// "counted over the texts of all 5 documents", or over how many excerpts instead.
pub fn counted_over(bases: impl IntoIterator<Item = Basis>, extent: Extent) -> String {
    let (texts, quoted): (Vec<Basis>, Vec<Basis>) = bases.into_iter().partition(|&basis| basis == Basis::Text);
    let count = |number: usize, noun: &str| if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") };
    match (texts.len(), quoted.len()) {
        (0, 0) => "nothing to count: no documents".to_owned(),
        (0, _) => "counted over the excerpts only: no texts at hand".to_owned(),
        (1, 0) => format!("counted over the text of the only document, {}", extent.name()),
        (all, 0) => format!("counted over the texts of all {all} documents, {}", extent.name()),
        (texts, quoted) => {
            format!("counted over {} ({}) and the excerpts of {}", count(texts, "text"), extent.name(), count(quoted, "document"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_was_read() {
        use Basis::{Excerpts, Text};
        use Extent::BodyAndHeadline;
        assert_eq!(counted_over([Excerpts, Excerpts], BodyAndHeadline), "counted over the excerpts only: no texts at hand");
        assert_eq!(counted_over([Text, Text], BodyAndHeadline), "counted over the texts of all 2 documents, body and headline");
        assert_eq!(
            counted_over([Excerpts, Text, Excerpts], BodyAndHeadline),
            "counted over 1 text (body and headline) and the excerpts of 2 documents"
        );
    }
}
