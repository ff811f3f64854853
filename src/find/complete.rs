//! What Tab makes of a half-typed field or value.
//!
//! A field is completed by its name, a value by the ids of the catalogue: they have no blanks and mean one row each. Numbers as
//! printed are not offered, there are as many as excerpts.

use std::{collections::HashSet, ops::Range};

use super::query::{Filter, field};
use crate::{
    catalogue::{Catalogue, Stance},
    text::{
        fold::fold,
        words::{fold_word, words},
    },
};

/// How many completions are worth cycling through.
const MOST: usize = 50;

/// One thing that Tab can put into the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the input that it takes the place of.
    pub range: Range<usize>,
    /// What to put there.
    pub text: String,
}

/// What the word at `cursor`, a byte offset in `input`, can be completed to; the likeliest first, at most fifty.
pub fn completions(catalogue: &Catalogue, input: &str, cursor: usize) -> Vec<Completion> {
    let Some((before, after)) = input.split_at_checked(cursor) else {
        return Vec::new();
    };
    let term = before.rfind(char::is_whitespace).map_or(before, |blank| &before[blank..]).trim_start().trim_start_matches('!');
    let piece = term.rsplit('|').next().unwrap_or_default();
    let (filter, typed) = match field(piece) {
        Some((filter, value)) => (Some(filter), &piece[value..]),
        // A bar stays in the field.
        None => (term.rsplit('|').find_map(field).map(|(filter, _)| filter), piece),
    };
    let bare = typed.trim_start_matches(['\'', '^', '"', '“', '”', '„', '‘', '’']);
    // A value brings the quotation marks that it needs.
    let start = cursor - if filter.is_some() { typed.len() } else { bare.len() };
    let typed = bare;
    let range = start..cursor + after.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(after.len());
    let texts = match filter {
        Some(filter) => values(catalogue, filter, &fold(typed)),
        None if typed.is_empty() => Vec::new(),
        None => {
            let names = Filter::ALL.iter().map(|filter| filter.name());
            names.filter(|name| name.starts_with(&*fold(typed))).map(|name| format!("{name}:")).collect()
        }
    };
    texts.into_iter().map(|text| Completion { range: range.clone(), text }).collect()
}

/// The values of `filter` of which `typed` begins the id or a word of the name.
fn values(catalogue: &Catalogue, filter: Filter, typed: &str) -> Vec<String> {
    let fits =
        |&(id, name): &(&str, &str)| id.starts_with(typed) || words(name).any(|word| fold_word(&name[word]).starts_with(typed));
    let ids = |rows: &mut dyn Iterator<Item = (&str, &str)>| rows.filter(fits).map(|(id, _)| id.to_owned()).take(MOST).collect();
    match filter {
        Filter::Outlet => ids(&mut catalogue.outlets.iter().map(|row| (catalogue.id_shown(&row.id, &row.name), &*row.name))),
        Filter::Document => {
            ids(&mut catalogue.documents.iter().map(|row| (catalogue.id_shown(&row.id, &row.title), &*row.title)))
        }
        Filter::Claim => ids(&mut catalogue.claims.iter().map(|row| (&*row.id, &*row.title))),
        Filter::Event => ids(&mut catalogue.events.iter().map(|row| (&*row.id, &*row.title))),
        Filter::Speaker => ids(&mut catalogue.speakers.iter().map(|row| (&*row.id, &*row.name))),
        Filter::Frame => ids(&mut catalogue.frames.iter().map(|row| (&*row.id, &*row.name))),
        Filter::Stance => ids(&mut Stance::ALL.iter().map(|stance| (stance.name(), ""))),
        Filter::Topic => {
            let mut seen = HashSet::new();
            let topics = catalogue.claims.iter().flat_map(|claim| &claim.topics).map(|topic| ("", topic.as_str()));
            let fitting = topics.filter(fits).map(|(_, topic)| topic).filter(|&topic| seen.insert(topic));
            fitting.map(|topic| if topic.contains(' ') { format!("\"{topic}\"") } else { topic.to_owned() }).take(MOST).collect()
        }
        Filter::Figure => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::find::sample;

    /// The inputs that Tab makes of `input`, in which `_` is the cursor.
    fn completed(input: &str) -> Vec<String> {
        let cursor = input.find('_').unwrap();
        let input = input.replace('_', "");
        let complete = |completion: Completion| {
            let mut input = input.clone();
            input.replace_range(completion.range, &completion.text);
            input
        };
        completions(&sample::catalogue(&[]), &input, cursor).into_iter().map(complete).collect()
    }

    #[test]
    fn a_half_typed_field_is_completed() {
        assert_eq!(completed("out_"), ["outlet:"]);
        assert_eq!(completed("bridge !ST_"), ["bridge !stance:"]);
        assert_eq!(completed("s_"), ["stance:", "speaker:"]);
        assert_eq!(completed("ou_t bridge"), ["outlet: bridge"]);
        assert_eq!(completed("colour_"), Vec::<String>::new());
        assert_eq!(completed("_"), Vec::<String>::new());
    }

    #[test]
    fn a_value_is_completed_by_id_or_name() {
        assert_eq!(completed("outlet:_"), ["outlet:courier", "outlet:post"]);
        assert_eq!(completed("outlet:harb_"), ["outlet:post"]);
        assert_eq!(completed("!speaker:bruck_ x"), ["!speaker:mayor x"]);
        assert_eq!(completed("stance:d_"), ["stance:denies"]);
        assert_eq!(completed("topic:the_"), ["topic:\"the harbour\""]);
        assert_eq!(completed("topic:\"the_"), ["topic:\"the harbour\""]);
        assert_eq!(completed("outlet:“bay_ x"), ["outlet:courier x"]);
        assert_eq!(completed("topic:vo_"), ["topic:vote"]);
        assert_eq!(completed("figure:3_"), Vec::<String>::new());
    }

    #[test]
    fn a_bar_stays_in_the_field() {
        assert_eq!(completed("outlet:post|co_"), ["outlet:post|courier"]);
        assert_eq!(completed("bridge|out_"), ["bridge|outlet:"]);
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(input in "\\PC{0,9}|(outlet|topic|[|:!\"' é]){0,9}", cursor in 0_usize..40) {
            for completion in completions(&sample::catalogue(&[]), &input, cursor) {
                prop_assert!(input.get(completion.range).is_some());
            }
        }
    }
}
