//! What stands around a passage that somebody is about to file: who speaks there, and with which verb.

use std::ops::Range;

use super::drift::lexicon::Lexicon;
use crate::{
    catalogue::{Catalogue, SpeakerId},
    text::{fold::fold, language::Language, quoted::quoted, words::words},
};

/// The verb of saying of `text` that is nearest to the bytes `passage` of it, as printed, and not within quotation marks, where somebody
/// else speaks; none in languages whose verbs are not known.
pub fn verb_near<'t>(text: &'t str, passage: &Range<usize>, language: &Language) -> Option<&'t str> {
    saying(text, passage, language).map(|verb| &text[verb])
}

/// Where that verb stands.
fn saying(text: &str, passage: &Range<usize>, language: &Language) -> Option<Range<usize>> {
    let lexicon = Lexicon::of(language)?;
    let speech = quoted(text);
    let folded: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
    let is_verb = |(at, word): &(usize, Range<usize>)| {
        let next = folded.get(at + 1).map_or("", |next| next);
        let is_passive = at.checked_sub(1).is_some_and(|before| lexicon.is_passive(&folded[before]));
        lexicon.saying(&folded[*at], next).is_some() && !is_passive && !speech.iter().any(|speech| speech.contains(&word.start))
    };
    let away = |word: &Range<usize>| match word {
        _ if word.end <= passage.start => passage.start - word.end,
        _ if word.start >= passage.end => word.start - passage.end,
        _ => 0,
    };
    words(text).enumerate().filter(is_verb).map(|(_, word)| word).min_by_key(away)
}

/// The speakers of `catalogue` that are named in `text`, by the last word of their name: first the nearest to the verb of saying by the
/// bytes `passage`, for whose statement it is stands beside the verb; where none is known, the nearest to the passage itself.
pub fn speakers_near(catalogue: &Catalogue, text: &str, passage: &Range<usize>, language: Option<&Language>) -> Vec<SpeakerId> {
    let from = language.and_then(|language| saying(text, passage, language)).unwrap_or_else(|| passage.clone());
    let there: Vec<(String, usize)> = words(text)
        .map(|word| (fold(&text[word.clone()]).into_owned(), word.start.abs_diff(from.start).min(word.start.abs_diff(from.end))))
        .collect();
    let mut near: Vec<(usize, SpeakerId)> = catalogue
        .speakers
        .entries()
        .filter_map(|(id, speaker)| {
            let last = words(&speaker.name).last()?;
            let last = fold(&speaker.name[last]);
            let away = there.iter().filter(|(word, _)| *word == last).map(|&(_, away)| away).min()?;
            Some((away, id))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().map(|(_, id)| id).collect()
}

/// The first number of `passage` with what belongs to it, as a figure is written: "81.7 per cent", "30,000".
pub fn figure_in(passage: &str) -> Option<&str> {
    let mut words = words(passage).skip_while(|word| !passage[word.clone()].starts_with(|c: char| c.is_numeric()));
    let number = words.next()?;
    let rest = &passage[number.end..];
    let sign = rest.chars().next().filter(|c| matches!(c, '%' | '‰' | '°'));
    let before = passage[..number.start].chars().next_back().filter(|c| matches!(c, '$' | '€' | '£' | '¥'));
    let mut end = number.end + sign.map_or(0, char::len_utf8);
    for unit in ["per cent", "percent", "million", "billion"] {
        if passage[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(unit)) {
            end += 1 + unit.len();
        }
    }
    Some(&passage[number.start - before.map_or(0, char::len_utf8)..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::parse;

    #[test]
    fn the_nearest_verb_of_saying_is_told_as_printed() {
        let english = Language::of(Some("en"), "");
        let text = "Quill said so. The bridge is shut, the pilot Claimed on Monday.";
        let passage = text.find("The bridge").unwrap()..text.find(", the").unwrap();
        assert_eq!(verb_near(text, &passage, &english), Some("said"));
        assert_eq!(verb_near(&text[15..], &(0..18), &english), Some("Claimed"));
        assert_eq!(verb_near("The claims were read; Quill claims that it fell.", &(45..47), &english), Some("claims"));
        assert_eq!(verb_near("Quill said it. The owner was warned twice.", &(19..24), &english), Some("said"));
        assert_eq!(verb_near("“We told the board,” said Quill.", &(3..21), &english), Some("said"));
        assert_eq!(verb_near(text, &passage, &Language::of(Some("fr"), "")), None);
    }

    #[test]
    fn speakers_named_nearby_come_nearest_first() {
        let catalogue = parse(
            "title = 'B'\nspeaker = [{ id = 'quill', name = 'Ada Quill' }, { id = 'board', name = 'The port board' }, { id = 'x', name = 'Nobody' }]",
        )
        .unwrap()
        .catalogue;
        let text = "The board met. Mayor Quill says the bridge is shut.";
        let near = |text: &str, passage: &str, language| {
            let start = text.find(passage).unwrap();
            let near = speakers_near(&catalogue, text, &(start..start + passage.len()), language);
            near.iter().map(|&id| catalogue.speakers[id].id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(near(text, "the bridge is shut", None), ["quill", "board"]);
        let english = Language::of(Some("en"), "");
        let text = "“We told the port board twice,” said Quill.";
        assert_eq!(near(text, "told the port board", Some(&english)), ["quill", "board"]);
        assert_eq!(near(text, "told the port board", None), ["board", "quill"]);
    }

    #[test]
    fn a_figure_is_a_number_with_what_belongs_to_it() {
        for (passage, figure) in [
            ("more than 81.7 per cent of all", Some("81.7 per cent")),
            ("about 80% of them", Some("80%")),
            ("cost $30,000 or so", Some("$30,000")),
            ("no number", None),
        ] {
            assert_eq!(figure_in(passage), figure);
        }
    }
}
