//! What counts rest on, in words: every page and screen that counts says so.

use super::readings::Basis;

/// "counted over the texts of all 5 documents", or over how many excerpts instead.
pub fn counted_over(bases: impl IntoIterator<Item = Basis>) -> String {
    let (texts, quoted): (Vec<Basis>, Vec<Basis>) = bases.into_iter().partition(|&basis| basis == Basis::Text);
    let count = |number: usize, noun: &str| if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") };
    match (texts.len(), quoted.len()) {
        (0, 0) => "nothing to count: no documents".to_owned(),
        (0, _) => "counted over the excerpts only: no texts at hand".to_owned(),
        (1, 0) => "counted over the text of the only document".to_owned(),
        (all, 0) => format!("counted over the texts of all {all} documents"),
        (texts, quoted) => format!("counted over {} and the excerpts of {}", count(texts, "text"), count(quoted, "document")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_was_read() {
        use Basis::{Excerpts, Text};
        assert_eq!(counted_over([Excerpts, Excerpts]), "counted over the excerpts only: no texts at hand");
        assert_eq!(counted_over([Text, Text]), "counted over the texts of all 2 documents");
        assert_eq!(counted_over([Excerpts, Text, Excerpts]), "counted over 1 text and the excerpts of 2 documents");
    }
}
