//! Ids made of words: small letters, digits and hyphens, so that a text's path can never leave its folder.

use crate::text::fold::fold;

/// Characters of an id that is made, at the most.
pub const LONGEST: usize = 48;

/// `text` as an id: small letters and digits, a hyphen for everything else; empty where it has none of them.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// As many words of the slug `id` as an id should have.
pub fn shortened(id: &str) -> String {
    let end = if id.len() <= LONGEST { id.len() } else { id[..LONGEST].rfind('-').unwrap_or(LONGEST) };
    id[..end].to_owned()
}

/// `id`, or `otherwise` where that is nothing, with a number where it is taken.
pub fn free(id: String, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let id = if id.is_empty() { otherwise.to_owned() } else { id };
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(id)
}
